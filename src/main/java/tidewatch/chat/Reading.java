package tidewatch.chat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The pieces of one sentence, and what they ask for; the rules stand at {@link Sentences}. */
final class Reading {
    private static final int NEAR_MAX = 3;

    private final Names names;
    private final NearNames near;
    private final List<Piece> pieces;
    private final LocalDate today;
    private final List<Piece.Named> named;
    private final List<Piece.Window> windows;
    private final List<Piece.Day> days;
    private final List<Piece.Count> counts;
    private final boolean understood;

    /** @param today decides what "yesterday's brief" is */
    Reading(List<Piece> pieces, Names names, LocalDate today) {
        this.names = names;
        this.near = new NearNames(names);
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
            case PHRASE, SEARCH -> false;
            case NOTHING, WINDOW, COMMAND -> allNames && noNumbers;
            case MOVERS -> allNames && takes <= 1 && counts.size() <= 1 && days.isEmpty();
            case PRICED -> allNames && takes >= 1 && noNumbers;
            case THESIS -> allNames && takes == 1 && noNumbers;
            case NOTE -> (takes == 1 && noNumbers && windows.isEmpty()) || (takes == 0 && dayNote().isPresent());
            case NOTE_OR_NOTHING -> (takes <= 1 && noNumbers && windows.isEmpty()) || (takes == 0 && dayNote().isPresent());
            case FIGURE -> allNames && counts.size() <= 1 && days.size() <= 1 && windows.isEmpty();
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
            case NOTHING, COMMAND, PHRASE, SEARCH -> List.of(command);
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
        var lines = near.holding(rest).stream()
                .filter(name -> names.kind(name).filter(ask.intent()::takes).isPresent())
                .limit(NEAR_MAX)
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

    /** The command that answers "how is X doing". */
    static String about(Piece.Named name) {
        return switch (name.kind()) {
            case THESIS -> "/thesis " + name.typed();
            case INSTRUMENT, GROUP -> "/quote " + name.typed();
            case NOTE -> "/note " + name.typed();
        };
    }

    private static String arguments(List<Piece.Named> named) {
        return named.stream().map(name -> argument(name.typed(), named.size() > 1)).collect(Collectors.joining(" "));
    }

    /** Quoted where it stands beside other arguments, so that it stays one. */
    private static String argument(String name, boolean several) {
        return several && name.indexOf(' ') >= 0 && !name.startsWith("[[") ? "\"" + name + "\"" : name;
    }
}
