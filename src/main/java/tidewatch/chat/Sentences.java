package tidewatch.chat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tidewatch.problem.Spelling;

/**
 * Reads a plain sentence as a command line, by rules and without guessing. The rules:
 *
 * <ol>
 *   <li>A sentence is taken apart into pieces ({@link Sentence}).
 *   <li>It is run only when it asks for exactly one command and every piece of it is understood and used; fillers carry nothing.
 *   <li>A sentence of names and fillers asks about them.
 *   <li>Everything else is offered: the commands asked for, what the names are, then what a corrected spelling would ask for.
 * </ol>
 */
final class Sentences {
    /** A longer line is no question; also bounds the work. */
    private static final int WORDS_MAX = 40;

    /** With more unknown words than this a correction would be invention. */
    private static final int CORRECTED_MAX = 3;

    /** Shorter words are near to everything, and "not" is never to become another word. */
    private static final int CORRECTED_LENGTH_MIN = 4;

    private static final int OFFERED_MAX = 3;
    private static final Routing HELP = new Routing.Unclear(List.of("/help"));

    private final Names names;
    private final Words words = Words.shipped();

    Sentences(Names names) {
        this.names = names;
    }

    /** @param today in the zone of the chat; decides the year of "5 Feb" */
    Routing route(Line line, LocalDate today) {
        var typed = Sentence.words(line, names);
        if (typed.isEmpty() || typed.size() > WORDS_MAX) {
            return HELP;
        }
        boolean entry = words.at(typed.stream().map(words::read).toList(), 0)
                .filter(found -> found.length() == typed.size())
                .isPresent();
        // A title may hold marks that words lose: "Banks, second look".
        var whole = entry ? Optional.<Names.Kind>empty() : names.kind(line.rest());
        if (whole.isPresent()) {
            return new Routing.Run(about(new Piece.Named(line.rest(), whole.get())));
        }
        var routing = new Reading(Sentence.pieces(typed, words, names, today), today).routing();
        if (!(routing instanceof Routing.Unclear(List<String> near))) {
            return routing;
        }
        var offers = new LinkedHashSet<String>();
        var corrected = corrected(typed, today);
        if (!corrected.equals(typed)) {
            switch (new Reading(Sentence.pieces(corrected, words, names, today), today).routing()) {
                case Routing.Run(String commandLine) -> offers.add(commandLine);
                case Routing.Unclear(List<String> others) -> offers.addAll(others);
            }
        }
        offers.addAll(near);
        return new Routing.Unclear(List.copyOf(offers));
    }

    /** The sentence with each unknown word replaced by its nearest known one. */
    private List<String> corrected(List<String> typed, LocalDate today) {
        var unknown = Sentence.pieces(typed, words, names, today).stream()
                .filter(Piece.Unknown.class::isInstance)
                .map(Piece::typed)
                .collect(Collectors.toSet());
        if (unknown.isEmpty() || unknown.size() > CORRECTED_MAX) {
            return typed;
        }
        var known = new LinkedHashSet<>(words.all());
        names.all().forEach(name -> known.addAll(split(name)));
        return typed.stream().map(word -> unknown.contains(word) ? nearest(word, known) : word).toList();
    }

    /** The nearest word with the same first letter, which a finger rarely misses: without this "joke" would be near to "note". */
    private static String nearest(String word, Set<String> known) {
        var folded = Words.fold(word);
        if (folded.length() < CORRECTED_LENGTH_MIN) {
            return word;
        }
        var begun = known.stream().filter(one -> one.charAt(0) == folded.charAt(0)).toList();
        return Spelling.near(folded, begun).stream().findFirst().orElse(word);
    }

    private static Set<String> split(String name) {
        return Arrays.stream(Words.fold(name).split("[ /,:()]+", -1)).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }

    /** The command that answers "how is X doing". */
    static String about(Piece.Named name) {
        return switch (name.kind()) {
            case THESIS -> "/thesis " + name.typed();
            case INSTRUMENT, GROUP -> "/quote " + name.typed();
            case NOTE -> "/note " + name.typed();
        };
    }

    /** The pieces of one sentence, and what they ask for. */
    private final class Reading {
        private final List<Piece> pieces;
        private final LocalDate today;
        private final List<Piece.Named> named;
        private final List<Piece.Window> windows;
        private final List<Piece.Day> days;
        private final List<Piece.Count> counts;
        private final boolean understood;

        Reading(List<Piece> pieces, LocalDate today) {
            this.pieces = pieces;
            this.today = today;
            this.named = all(Piece.Named.class);
            this.windows = all(Piece.Window.class);
            this.days = all(Piece.Day.class);
            this.counts = all(Piece.Count.class);
            this.understood = all(Piece.Unknown.class).isEmpty() && windows.size() <= 1 && windows.stream().allMatch(Piece.Window::exact);
        }

        private <P extends Piece> List<P> all(Class<P> kind) {
            return pieces.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        Routing routing() {
            var asked = asked();
            return switch (asked.size()) {
                case 0 -> names();
                case 1 -> one(asked.getFirst());
                default -> asked.getFirst().intent() == Intent.HELP && asked.size() == 2 && understood && named.isEmpty()
                        ? new Routing.Run("/help " + asked.getLast().intent().commandLine().substring(1))
                        : new Routing.Unclear(asked.stream().flatMap(ask -> lines(ask).stream().limit(1)).toList());
            };
        }

        /** The commands asked for, each once: the sure ones, else the weak ones that leave no name unused. */
        private List<Piece.Asked> asked() {
            var sure = once(ask -> ask.strength() != Words.Strength.WEAK);
            return !sure.isEmpty() ? sure : once(ask -> named.stream().allMatch(name -> ask.intent().takes(name.kind())));
        }

        private List<Piece.Asked> once(Predicate<Piece.Asked> which) {
            var asked = new ArrayList<Piece.Asked>();
            for (var ask : all(Piece.Asked.class)) {
                if (which.test(ask) && asked.stream().noneMatch(other -> other.intent() == ask.intent())) {
                    asked.add(ask);
                }
            }
            return asked;
        }

        /** No command is asked for: a sentence about names, or about a time only. */
        private Routing names() {
            boolean alone = understood && counts.isEmpty() && days.isEmpty();
            boolean priced = named.stream().allMatch(name -> name.kind() == Names.Kind.INSTRUMENT || name.kind() == Names.Kind.GROUP);
            if (alone && named.size() == 1) {
                return new Routing.Run(about(named.getFirst()));
            }
            if (alone && named.size() > 1 && priced) {
                return new Routing.Run("/quote " + arguments(named));
            }
            var offers = new ArrayList<String>();
            for (var name : named) {
                offers.add(about(name));
                if (name.kind() == Names.Kind.GROUP) {
                    offers.add("/sectors");
                }
            }
            days.forEach(day -> offers.add("/brief " + day.date()));
            if (named.isEmpty()) {
                windows.forEach(window -> List.of("/rotation ", "/winners ", "/sectors ").forEach(verb -> offers.add(verb + window.code())));
            }
            return new Routing.Unclear(offers);
        }

        /** Run when everything is used, else offered, beside what its names are. */
        private Routing one(Piece.Asked ask) {
            var lines = lines(ask);
            if (understood && ask.strength() != Words.Strength.OFFERED && used(ask)) {
                return new Routing.Run(lines.getFirst());
            }
            var offers = new ArrayList<>(lines);
            named.stream().filter(name -> !ask.intent().takes(name.kind())).forEach(name -> offers.add(about(name)));
            if (ask.intent() == Intent.BRIEF) {
                windows.stream().filter(window -> window.daysBack().isEmpty()).forEach(window -> offers.add("/rotation " + window.code()));
            }
            return new Routing.Unclear(offers);
        }

        /**
         * Whether the command takes every argument there is, and has those that it needs. A window is no reason to ask back where the
         * answer is about now and names its own windows.
         */
        private boolean used(Piece.Asked ask) {
            int takes = (int) named.stream().filter(name -> ask.intent().takes(name.kind())).count();
            boolean allNames = takes == named.size();
            boolean noNumbers = counts.isEmpty() && days.isEmpty();
            return switch (ask.intent().takes()) {
                case NOTHING, WINDOW, COMMAND -> allNames && noNumbers;
                case MOVERS -> allNames && takes <= 1 && counts.size() <= 1 && days.isEmpty();
                case PRICED -> allNames && takes >= 1 && noNumbers;
                case THESIS -> allNames && takes == 1 && noNumbers;
                case NOTE -> takes == 1 && noNumbers && windows.isEmpty() || takes == 0 && dayNote().isPresent();
                case NOTE_OR_NOTHING -> takes <= 1 && noNumbers && windows.isEmpty() || takes == 0 && dayNote().isPresent();
                case FIGURE -> allNames && counts.size() <= 1 && days.size() <= 1 && windows.isEmpty() && !(days.size() == 1 && counts.isEmpty());
                case DAY -> allNames && counts.isEmpty() && days.size() <= 1 && windows.stream().allMatch(window -> window.daysBack().isPresent());
            };
        }

        /** A daily note is called by its date. */
        private Optional<String> dayNote() {
            return days.size() == 1 && counts.isEmpty() && windows.isEmpty()
                    ? days.stream().map(Piece::typed).filter(day -> names.kind(day).isPresent()).findFirst()
                    : Optional.empty();
        }

        /** The command with the arguments that it takes; several lines when only near names are there. Never empty. */
        private List<String> lines(Piece.Asked ask) {
            var command = ask.intent().commandLine();
            var taken = named.stream().filter(name -> ask.intent().takes(name.kind())).toList();
            var window = windows.stream().findFirst().map(one -> " " + one.code()).orElse("");
            return switch (ask.intent().takes()) {
                case NOTHING, COMMAND -> List.of(command);
                case WINDOW -> List.of(command + window);
                case MOVERS -> {
                    var count = counts.stream().findFirst().map(one -> " " + one.typed()).orElse("");
                    boolean several = !count.isEmpty() || !window.isEmpty();
                    var group = taken.stream().findFirst().map(one -> " " + argument(one.typed(), several)).orElse("");
                    yield List.of(command + count + group + window);
                }
                case PRICED -> taken.isEmpty() ? nearly(ask) : List.of(command + " " + arguments(taken));
                case THESIS, NOTE, NOTE_OR_NOTHING ->
                    taken.isEmpty()
                            ? dayNote().map(day -> List.of(command + " " + day)).orElseGet(() -> nearly(ask))
                            : List.of(command + " " + taken.getFirst().typed());
                case FIGURE -> {
                    var day = days.stream().findFirst().map(one -> " " + one.date()).orElse("");
                    yield List.of(command + day + counts.stream().findFirst().map(one -> " " + one.typed()).orElse(""));
                }
                case DAY -> {
                    var yesterday = windows.stream().filter(one -> one.daysBack().equals(Optional.of(1))).findFirst();
                    var day = days.stream().findFirst().map(Piece.Day::date)
                            .or(() -> yesterday.filter(_ -> ask.strength() == Words.Strength.SURE).map(_ -> today.minusDays(1)));
                    yield List.of(command + day.map(one -> " " + one).orElse("") + (all(Piece.Full.class).isEmpty() ? "" : " full"));
                }
            };
        }

        /** The command with each known name that is near to the words behind it; the bare command when none is. */
        private List<String> nearly(Piece.Asked ask) {
            var rest = pieces.stream().filter(piece -> named(piece, ask)).map(Piece::typed).collect(Collectors.joining(" "));
            var lines = similar(rest).stream()
                    .filter(name -> names.kind(name).filter(ask.intent()::takes).isPresent())
                    .limit(OFFERED_MAX)
                    .map(name -> ask.intent().commandLine() + " " + name)
                    .toList();
            return lines.isEmpty() ? List.of(ask.intent().commandLine()) : lines;
        }

        /** Whether a piece may belong to a name that was not found: no filler, no word that says only what kind of thing is named. */
        private boolean named(Piece piece, Piece.Asked ask) {
            return switch (piece) {
                case Piece.Asked other -> other.intent() != ask.intent() && other.intent() != Intent.NOTE && other.intent() != Intent.THESIS;
                case Piece.Filler _, Piece.Full _, Piece.Window _ -> false;
                case Piece.Named _, Piece.Day _, Piece.Count _, Piece.Unknown _ -> true;
            };
        }
    }

    /** Known names that hold all these words in any order, the shortest first; else those of near spelling. */
    private List<String> similar(String words) {
        var asked = split(words);
        if (asked.isEmpty()) {
            return List.of();
        }
        var holding = names.all().stream()
                .filter(name -> split(name).containsAll(asked))
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        return holding.isEmpty() ? Spelling.near(words, names.all()) : holding;
    }

    private static String arguments(List<Piece.Named> named) {
        return named.stream().map(name -> argument(name.typed(), named.size() > 1)).collect(Collectors.joining(" "));
    }

    /** Quoted where it stands beside other arguments, so that it stays one. */
    private static String argument(String name, boolean several) {
        return several && name.indexOf(' ') >= 0 && !name.startsWith("[[") ? "\"" + name + "\"" : name;
    }
}
