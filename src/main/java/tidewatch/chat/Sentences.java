package tidewatch.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tidewatch.problem.Spelling;

/**
 * Reads a plain sentence as a command line, by rules and without guessing: politeness is dropped, a window of time is taken out, the first
 * {@link Intent} whose words occur decides, and what is left is its argument. A sentence without a known intent is a name, or it is unclear
 * and the nearest commands are offered.
 */
final class Sentences {
    /** Words that ask for an order; nothing here trades, so the most that is offered is a price. */
    private static final Set<String> ORDERS = Set.of("buy", "sell", "order", "trade", "invest", "kaufen", "verkaufen");

    private static final Pattern EDGE = Pattern.compile("^[\\p{Punct}&&[^/$^\\[\"]]+|[\\p{Punct}&&[^\\])\"%+]]+$");
    private static final Pattern QUESTION = Pattern.compile("[?!,;:]+(?= |$)");

    private static final List<String> OPENINGS = List.of(
            "please", "pls", "hey", "hi", "hello", "ok", "okay", "so", "and", "now", "bitte", "can you", "could you", "would you",
            "can i see", "could i see", "i want to see", "i want", "i'd like to see", "i need", "let me see", "show me", "show us", "show",
            "tell me about", "tell me", "give me", "get me", "get", "list", "display", "zeig mir", "zeig", "what are", "what is", "what's",
            "whats", "which are", "which", "who are", "who is", "who's", "was sind", "was ist", "wer sind", "the", "my", "our", "me",
            "all", "die", "der", "das", "meine");
    private static final List<String> ENDINGS = List.of(
            "please", "pls", "thanks", "thank you", "thx", "for me", "right now", "now", "so far", "again", "bitte", "danke", "today's");

    private final Names names;
    private final Set<String> verbs;

    Sentences(Names names, Collection<String> verbs) {
        this.names = names;
        this.verbs = Set.copyOf(verbs);
    }

    Routing route(String sentence) {
        var clean = clean(sentence);
        if (clean.isEmpty()) {
            return new Routing.Unclear(List.of("/help"));
        }
        var order = order(clean);
        if (order.isPresent()) {
            return order.get();
        }
        var known = byName(clean);
        if (known.isPresent()) {
            return known.get();
        }
        var windowed = Phrase.window(clean);
        for (var intent : Intent.values()) {
            var found = intent.read(windowed, names);
            if (found.isPresent()) {
                return found.get();
            }
        }
        var bare = trim(windowed.words());
        var name = byName(bare);
        return name.isPresent() ? name.get() : nearest(bare);
    }

    private static String clean(String sentence) {
        var even = QUESTION.matcher(sentence.replace('\u2026', ' ')).replaceAll(" ");
        var words = new ArrayList<String>();
        for (var word : even.split(" ", -1)) {
            var trimmed = EDGE.matcher(word).replaceAll("");
            if (!trimmed.isEmpty()) {
                words.add(trimmed);
            }
        }
        return String.join(" ", words);
    }

    /** Without politeness at either end. */
    static String trim(String words) {
        var text = words.strip();
        boolean cut = true;
        while (cut) {
            cut = false;
            var low = text.toLowerCase(Locale.ROOT);
            for (var opening : OPENINGS) {
                if (low.startsWith(opening + " ")) {
                    text = text.substring(opening.length()).strip();
                    cut = true;
                    break;
                }
            }
            low = text.toLowerCase(Locale.ROOT);
            for (var ending : ENDINGS) {
                if (low.endsWith(" " + ending)) {
                    text = text.substring(0, text.length() - ending.length()).strip();
                    cut = true;
                    break;
                }
            }
        }
        return text;
    }

    private Optional<Routing> order(String clean) {
        var words = List.of(clean.toLowerCase(Locale.ROOT).split(" ", -1));
        if (words.stream().noneMatch(ORDERS::contains)) {
            return Optional.empty();
        }
        for (var word : clean.split(" ", -1)) {
            if (!ORDERS.contains(word.toLowerCase(Locale.ROOT))
                    && names.kind(word).filter(Names.Kind.INSTRUMENT::equals).isPresent()) {
                return Optional.of(new Routing.Unclear(List.of("/quote " + word)));
            }
        }
        return Optional.of(new Routing.Unclear(List.of("/theses", "/help")));
    }

    /** A sentence that is nothing but a name is a question about it. */
    private Optional<Routing> byName(String words) {
        return names.kind(words).map(kind -> new Routing.Run(Intent.about(kind, words)));
    }

    private Routing nearest(String words) {
        var near = new ArrayList<String>();
        for (var word : words.toLowerCase(Locale.ROOT).split(" ", -1)) {
            if (word.length() < 3) {
                continue;
            }
            for (var intent : Intent.values()) {
                if (!Spelling.near(word, intent.words()).isEmpty() && !near.contains(intent.commandLine())) {
                    near.add(intent.commandLine());
                }
            }
            for (var verb : Spelling.near(word, verbs)) {
                if (verb.length() > 2 && !near.contains("/" + verb)) {
                    near.add("/" + verb);
                }
            }
        }
        return new Routing.Unclear(near.stream().limit(3).toList());
    }
}
