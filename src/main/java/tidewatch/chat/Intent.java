package tidewatch.chat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** What a sentence can ask for, in the order in which it is tried; the words are data, so a new one is one word in one list. */
enum Intent {
    HELP("/help", List.of("help", "hilfe", "commands", "what can you do", "what do you do", "how does this work", "how do i use this"), Intent::bare),
    WHY(
            "/why",
            List.of("why figure", "why number", "why", "source of figure", "source of number", "source for", "source of", "where does figure",
                    "where does number", "where does", "where is the source", "sources"),
            Intent::number),
    STATUS(
            "/status",
            List.of("status", "are you ok", "are you there", "are you up", "are you alive", "how old are the prices", "how fresh", "is the data fresh",
                    "which close", "data date", "data fresh", "how old", "are prices", "prices fresh", "up to date", "what close"),
            Intent::bare),
    TOMORROW("/tomorrow", List.of("tomorrow", "next morning", "next day", "morgen", "step"), Intent::bare),
    CHECK(
            "/check",
            List.of("check", "verify", "recompute", "is my note right", "is my note correct", "are my figures", "are my numbers", "figures hold",
                    "numbers hold", "did i get", "was i right", "am i right", "hold up", "note right", "note true", "numbers right", "figures right"),
            Intent::check),
    RELATED("/related", List.of("related to", "related", "linked to", "links to", "what links", "connected to", "mentions of"), Intent::rest),
    SCENARIOS(
            "/scenarios",
            List.of("scenario", "scenarios", "how long does", "how long will", "how much longer", "how long", "clock", "when does it end"),
            Intent::bare),
    DRIVERS(
            "/drivers",
            List.of("driver", "drivers", "what drives", "what's driving", "whats driving", "what is driving", "driving", "catalysts",
                    "behind the move", "behind this", "why is this happening", "why did it"),
            Intent::bare),
    LOSERS(
            "/losers",
            List.of("losers", "loser", "laggards", "worst", "weakest", "decliners", "down most", "down the most", "fell most", "fell the most",
                    "biggest drops", "biggest losers", "what fell", "what dropped", "dropped most", "verlierer", "bottom", "red today", "lost most",
                    "lost the most", "who lost", "lagging"),
            Intent::movers),
    WINNERS(
            "/winners",
            List.of("winners", "winner", "gainers", "gainer", "leaders", "best", "strongest", "top", "up most", "up the most", "rose most",
                    "rose the most", "biggest gains", "biggest winners", "what rose", "gained most", "gewinner", "green today", "gained the most", "who won",
                    "outperformers", "what went up", "movers"),
            Intent::movers),
    SECTORS(
            "/sectors",
            List.of("sectors", "sector", "industries", "themes", "sektoren", "groups", "sector ranking"),
            Intent::windowed),
    ROTATION(
            "/rotation",
            List.of("rotated", "rotation", "rotating", "rotate", "rotations", "money going", "money moving", "money flowing", "money go", "in and out",
                    "out of and into", "growth vs value", "value vs growth", "growth or value", "small caps vs", "style", "styles", "what changed",
                    "breadth"),
            Intent::windowed),
    THESES("/theses", List.of("theses", "thesen", "my views", "my bets", "my positions", "my calls", "all theses"), Intent::bare),
    THESIS("/thesis", List.of("thesis", "these zu"), Intent::rest),
    QUOTE(
            "/quote",
            List.of("price of", "quote for", "quote of", "quote", "price for", "prices for", "prices of", "price", "how much is", "where is",
                    "where did", "last close of", "close of", "closed at", "kurs von", "kurs"),
            Intent::quote),
    NOTE("/note", List.of("open note", "read note", "note on", "note about", "note", "open", "read", "what did i write about", "what did i write on",
            "my notes on", "what did i say about"), Intent::rest),
    DOING(
            "/quote",
            List.of("how is", "how's", "hows", "how are", "how did", "how about", "what about", "what's with", "whats with", "what's up with",
                    "whats up with", "anything on", "news on", "update on", "doing", "looking", "wie läuft", "wie steht", "what happened to",
                    "what happened with", "tell me about"),
            Intent::doing),
    BRIEF(
            "/brief",
            List.of("brief", "briefing", "good morning", "morning", "guten morgen", "summary", "what's new", "whats new", "what is new", "what happened",
                    "news", "update", "catch me up", "overview", "report", "what's up", "whats up", "what did i miss", "anything new", "moin"),
            Intent::brief);

    private final String commandLine;
    private final List<String> words;
    private final List<Pattern> patterns;
    private final Reader reader;

    /** Makes a command line of what is left when an intent's words are taken out; absent when the intent does not fit after all. */
    @FunctionalInterface
    private interface Reader {
        Optional<Routing> read(Intent intent, Phrase left, Names names);
    }

    Intent(String commandLine, List<String> words, Reader reader) {
        this.commandLine = commandLine;
        this.words = words;
        this.reader = reader;
        this.patterns = words.stream()
                .map(word -> Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
    }

    String commandLine() {
        return commandLine;
    }

    List<String> words() {
        return words;
    }

    Optional<Routing> read(Phrase phrase, Names names) {
        for (var pattern : patterns) {
            var match = pattern.matcher(phrase.words());
            if (match.find()) {
                var rest = (phrase.words().substring(0, match.start()) + " " + phrase.words().substring(match.end()))
                        .replaceAll(" +", " ")
                        .strip();
                var found = reader.read(this, new Phrase(rest, phrase.window()), names);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The command that answers "how is X doing". */
    static String about(Names.Kind kind, String words) {
        return switch (kind) {
            case THESIS -> "/thesis " + words;
            case INSTRUMENT -> "/quote " + words;
            case GROUP -> "/winners " + words;
            case NOTE -> "/note " + words;
        };
    }

    private static Routing run(String line) {
        return new Routing.Run(line.replaceAll(" +", " ").strip());
    }

    private static Optional<Routing> bare(Intent intent, Phrase left, Names names) {
        return Optional.of(run(intent.commandLine));
    }

    private static Optional<Routing> windowed(Intent intent, Phrase left, Names names) {
        return Optional.of(run(intent.commandLine + " " + left.window()));
    }

    /** A name behind the words is the argument; without a known name nothing is guessed. */
    private static Optional<Routing> rest(Intent intent, Phrase left, Names names) {
        var name = name(left.words(), names);
        if (name.isPresent()) {
            return Optional.of(run(intent.commandLine + " " + name.get()));
        }
        return left.words().isBlank() || Filler.only(left.words())
                ? Optional.of(new Routing.Unclear(List.of(intent == THESIS ? "/theses" : intent.commandLine)))
                : Optional.empty();
    }

    private static Optional<Routing> quote(Intent intent, Phrase left, Names names) {
        return name(left.words(), names).map(name -> run(intent.commandLine + " " + name));
    }

    private static Optional<Routing> doing(Intent intent, Phrase left, Names names) {
        var name = name(left.words(), names);
        if (name.isPresent()) {
            return names.kind(name.get()).map(kind -> run(about(kind, name.get())));
        }
        return Optional.empty();
    }

    private static Optional<Routing> check(Intent intent, Phrase left, Names names) {
        var name = name(left.words(), names);
        return Optional.of(run(intent.commandLine + " " + name.orElse("")));
    }

    private static Optional<Routing> number(Intent intent, Phrase left, Names names) {
        for (var word : left.words().split(" ", -1)) {
            if (word.matches("\\d{1,3}")) {
                return Optional.of(run(intent.commandLine + " " + word));
            }
        }
        return intent.words.contains(left.words()) || Filler.only(left.words()) ? Optional.of(run(intent.commandLine)) : Optional.empty();
    }

    /** Winners and losers take a count, a window and a group. */
    private static Optional<Routing> movers(Intent intent, Phrase left, Names names) {
        var count = "";
        var group = new StringBuilder();
        for (var word : Filler.without(left.words()).split(" ", -1)) {
            if (count.isEmpty() && word.matches("\\d{1,2}")) {
                count = word;
            } else if (!word.isEmpty()) {
                group.append(group.isEmpty() ? "" : " ").append(word);
            }
        }
        var named = group.isEmpty() ? "" : name(group.toString(), names).orElse("");
        if (!group.isEmpty() && named.isEmpty() && intent == WINNERS && left.window().isEmpty() && count.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(run(intent.commandLine + " " + count + " " + left.window() + " " + named));
    }

    private static Optional<Routing> brief(Intent intent, Phrase left, Names names) {
        boolean full = left.words().toLowerCase(Locale.ROOT).matches(".*\\b(full|long|whole|complete)\\b.*");
        return Optional.of(run(intent.commandLine + (full ? " full" : "")));
    }

    /** The longest run of words that names something, after politeness and filler are dropped. */
    private static Optional<String> name(String text, Names names) {
        var words = List.of(Filler.without(Sentences.trim(text)).split(" ", -1));
        BiFunction<Integer, Integer, String> run = (from, to) -> String.join(" ", words.subList(from, to));
        for (int length = words.size(); length > 0; length--) {
            for (int from = 0; from + length <= words.size(); from++) {
                var some = run.apply(from, from + length);
                if (!some.isBlank() && names.kind(some).isPresent()) {
                    return Optional.of(some);
                }
            }
        }
        return Optional.empty();
    }
}
