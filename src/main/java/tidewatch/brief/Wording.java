package tidewatch.brief;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tidewatch.evidence.Chance;
import tidewatch.evidence.ClockReading;
import tidewatch.evidence.SameBet;
import tidewatch.evidence.Weighed;
import tidewatch.message.Inline;
import tidewatch.notes.Claim;
import tidewatch.notes.Span;
import tidewatch.notes.Window;
import tidewatch.rotation.BaseRates;
import tidewatch.rotation.Lookback;
import tidewatch.rotation.Start;

/**
 * The phrases of a brief and of the answers to commands: dates, lists, labels. One place, so that a status is called the same everywhere.
 * Nothing here knows a clock or a default zone or language.
 */
public final class Wording {
    /** Said once in every footer. */
    public static final String NOT_ADVICE = "not advice";

    /** Said by everything that shows the sample market. */
    public static final String SAMPLE = "SAMPLE: invented prices";

    private static final int QUOTE_MAX = 80;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private Wording() {}

    /** {@code Thu 8 Jan}. */
    public static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** {@code Wed}. */
    public static String weekday(LocalDate date) {
        return day(date).substring(0, 3);
    }

    /** {@code 8 Jan}, with the year when it is not that of {@code seenFrom}. */
    public static String shortDay(LocalDate date, LocalDate seenFrom) {
        return date.getYear() == seenFrom.getYear() ? SHORT_DAY.format(date) : SHORT_DAY.format(date) + " " + date.getYear();
    }

    /** {@code Fri 9 Jan 2026}. */
    public static String longDay(LocalDate date) {
        return LONG_DAY.format(date);
    }

    /** {@code 07:00 New York}. */
    public static String time(ZonedDateTime at) {
        return TIME.format(at) + " " + city(at.getZone());
    }

    /** The city of a zone: {@code America/New_York} is New York. */
    public static String city(ZoneId zone) {
        var id = zone.getId();
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }

    /** {@code 21 to 31 Jan}, {@code from 8 Jan 2027}, {@code to 31 Dec 2025}. */
    public static String window(Window window, LocalDate seenFrom) {
        var from = window.from();
        var to = window.to();
        if (from.isPresent() && to.isPresent()) {
            if (from.get().equals(to.get())) {
                return shortDay(from.get(), seenFrom);
            }
            boolean sameMonth = from.get().getYear() == to.get().getYear() && from.get().getMonth() == to.get().getMonth();
            var first = sameMonth ? Integer.toString(from.get().getDayOfMonth()) : shortDay(from.get(), to.get());
            return first + " to " + shortDay(to.get(), seenFrom);
        }
        return from.map(day -> "from " + shortDay(day, seenFrom)).orElseGet(() -> "to " + shortDay(to.orElseThrow(), seenFrom));
    }

    /** {@code 12 to 16 Jan}. */
    public static String days(LocalDate from, LocalDate to, LocalDate seenFrom) {
        return window(Window.of(from, to, Window.Precision.DAY), seenFrom);
    }

    /** {@code 2-4 weeks}, {@code 1 year or more}. */
    public static String span(Span span) {
        var unit = span.unit().name().toLowerCase(Locale.ROOT);
        return span.most()
                .map(most -> (most == span.least() ? "" + most : span.least() + "-" + most) + " " + unit + (most == 1 ? "" : "s"))
                .orElseGet(() -> span.least() + " " + unit + (span.least() == 1 ? "" : "s") + " or more");
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String list(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.get(words.size() - 1);
    }

    /** The first {@code most} of a list and how many more there are. */
    public static String listed(List<String> words, int most) {
        if (words.size() <= most) {
            return list(words);
        }
        return String.join(", ", words.subList(0, most)) + " and " + (words.size() - most) + " more";
    }

    /** Words of a note between quotation marks; its own marks inside become single ones, and a long text ends at a word. */
    public static String quoted(String words) {
        var inside = words.replace('\u201C', '"').replace('\u201D', '"').replace('"', '\'');
        return "\"" + shortened(inside, QUOTE_MAX) + "\"";
    }

    /** At most {@code most} characters and a mark where something was cut, at the end of a word where there is one. */
    public static String shortened(String words, int most) {
        if (words.length() <= most) {
            return words;
        }
        int cut = words.lastIndexOf(' ', most);
        if (cut < most / 2) {
            cut = Character.isHighSurrogate(words.charAt(most - 1)) ? most - 1 : most;
        }
        return words.substring(0, cut).stripTrailing() + " …";
    }

    /** "1 session", "21 sessions", "month to date". */
    public static String lookback(Lookback window) {
        return switch (window) {
            case D1, D5, D21, D63, D126, D252 -> count(window.sessions(), "session", "sessions");
            case MTD -> "month to date";
            case QTD -> "quarter to date";
            case YTD -> "year to date";
        };
    }

    /** {@code 1 session}, {@code 5 sessions}. */
    public static String count(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    /** Small counts as words where a sentence reads better so. */
    public static String number(int n) {
        var words = List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
        return n >= 0 && n < words.size() ? words.get(n) : Integer.toString(n);
    }

    public static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, words.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT) + words.substring(words.offsetByCodePoints(0, 1));
    }

    /** "Three of your five theses are one trade: A, B and C gained and lost in the same weeks", without its full stop. */
    public static String oneTrade(SameBet bet, int theses) {
        return capital(number(bet.theses().size())) + " of your " + number(theses) + " theses are one trade: " + list(bet.theses())
                + " gained and lost in the same weeks";
    }

    /** The label of a status, as shown: interim labels are "leaning"; beyond the sequential bound they are not. */
    public static String status(Weighed.Status status) {
        return switch (status) {
            case UNTESTABLE -> "cannot be measured";
            case STALE -> "horizon passed";
            case TOO_EARLY -> "too early";
            case MIXED -> "mixed";
            case LEANING_FOR -> "leaning for";
            case LEANING_AGAINST -> "leaning against";
            case VALIDATING -> "validating";
            case CONTRADICTING -> "contradicting";
        };
    }

    /** The same as a verb: "leans for". */
    public static String leans(Weighed.Status status) {
        return switch (status) {
            case LEANING_FOR -> "leans for";
            case LEANING_AGAINST -> "leans against";
            case VALIDATING -> "validates so far";
            case CONTRADICTING -> "is contradicted so far";
            case MIXED -> "is mixed";
            case TOO_EARLY -> "is too early to tell";
            case STALE -> "is past its horizon";
            case UNTESTABLE -> "cannot be measured";
        };
    }

    /** A mark that repeats the word, for the eye. */
    public static String mark(Weighed.Status status) {
        return switch (status) {
            case LEANING_FOR, VALIDATING -> "▲";
            case LEANING_AGAINST, CONTRADICTING -> "▼";
            case MIXED -> "◆";
            case TOO_EARLY, STALE, UNTESTABLE -> "·";
        };
    }

    /** What a z is worth: "about 1 in 7 random calls look this far off one way or the other". */
    public static String chance(double z) {
        var chance = Chance.of(z);
        var share = chance.fewer() ? "fewer than 1 in " + chance.oneIn() : chance.oneIn() < 2 ? "most" : "about 1 in " + chance.oneIn();
        return share + " random calls look this far off one way or the other";
    }

    public static String driver(Claim.Driver.State state) {
        return switch (state) {
            case STANDING -> "standing";
            case UPCOMING -> "upcoming";
            case ACTIVE -> "active";
            case PAST -> "past";
        };
    }

    /** What a scenario's answer means, without giving the move a remaining life. */
    public static String clock(ClockReading.Answer answer) {
        return switch (answer) {
            case OPEN -> "not reached yet";
            case FITS_SO_FAR -> "fits so far";
            case FITS -> "fits: the move ended inside it";
            case ENDED_EARLY -> "the move ended before its window";
            case OUTLASTED -> "outlasted, the move ran on past it";
            case UNDECIDED -> "past its window, no new high and no reversal";
            case NEVER_RAN -> "the move never ran";
            case NOT_MEASURED -> "calendar only";
        };
    }

    /** What would speak against a scenario that still stands; absent where nothing can any more, or nothing is measured. */
    public static Optional<String> againstScenario(ClockReading clock, LocalDate today) {
        return switch (clock.answer()) {
            case OPEN -> clock.window().from().map(day -> "against it would be an end of the move before " + shortDay(day, today));
            case FITS_SO_FAR -> clock.window().to().map(day -> "against it would be a new high after " + shortDay(day, today));
            case UNDECIDED -> Optional.of("a new high would be against it, an end of the move for it");
            case FITS, ENDED_EARLY, OUTLASTED, NEVER_RAN, NOT_MEASURED -> Optional.empty();
        };
    }

    /**
     * What a start is worth among all rows searched, behind a subject: "stands out among the 41 rows searched". Nothing stronger is said of
     * any.
     *
     * @param searched rows that were searched, this one included
     */
    public static String strength(Start start, int searched) {
        long oneIn = start.deciding().oneIn();
        return switch (start.strength()) {
            case CLEAR -> "stands out clearly: fewer than 1 no-trend search in 100 shows as much";
            case SIGNIFICANT -> "stands out among " + rowsSearched(searched);
            case SUGGESTIVE -> "would stand out alone, but not among so many";
            case WEAK -> "is weak: about 1 no-trend search in " + oneIn + " shows as much";
            case NOISE ->
                "cannot be told from noise: "
                        + (start.deciding().cautious() > .5 ? "most no-trend searches show" : "about 1 no-trend search in " + oneIn + " shows") + " as much";
        };
    }

    /** Sessions after the confirmation of which a base rate speaks: a month, a quarter, a year. */
    public static final List<Integer> BASE_RATE_SESSIONS = List.of(20, 63, 252);

    /**
     * How long past moves of a live move's size have lasted. Of the live one nothing is said: a series without a memory gives about the same
     * shares.
     *
     * @param name of the row that moves
     */
    public static String baseRate(String name, BaseRates.Live live) {
        return switch (live) {
            case BaseRates.Live.Passed(BaseRates.Rate rate, LocalDate _, int _) ->
                "Base rate for " + name + ": of " + rate.episodes() + " past moves this size, "
                        + BASE_RATE_SESSIONS.stream()
                                .map(sessions -> share(rate, sessions) + (sessions.equals(BASE_RATE_SESSIONS.getFirst())
                                        ? " still ran " + sessions + " sessions after confirmation"
                                        : " for " + sessions))
                                .collect(Collectors.joining(", "))
                        + ". A no-memory series gives about the same, so this is a base rate, not a forecast.";
            case BaseRates.Live.TooSmall _ -> name + ": too small for a base rate.";
            case BaseRates.Live.Unknown(String why) -> "No base rate for " + name + ": " + why + ".";
        };
    }

    private static String share(BaseRates.Rate rate, int sessions) {
        return Math.round(rate.after(sessions) * 100) + " %";
    }

    /** "the 41 rows searched". */
    static String rowsSearched(int n) {
        return n == 1 ? "the one row searched" : "the " + n + " rows searched";
    }

    /** Inlines of a sentence from words, figures and names; neighbours of plain words are joined. */
    static List<Inline> sentence(Object... parts) {
        var line = new ArrayList<Inline>();
        var words = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Inline inline -> {
                    flush(words, line);
                    line.add(inline);
                }
                case Figure figure -> {
                    flush(words, line);
                    line.add(figure.inSentence());
                    if (figure.unit() == Figure.Unit.POINTS) {
                        words.append(" points");
                    }
                }
                case List<?> several -> {
                    flush(words, line);
                    several.forEach(one -> line.add((Inline) one));
                }
                case Optional<?> maybe -> maybe.ifPresent(one -> {
                    flush(words, line);
                    line.addAll(sentence(one));
                });
                default -> words.append(part);
            }
        }
        flush(words, line);
        return line;
    }

    private static void flush(StringBuilder words, List<Inline> line) {
        if (!words.isEmpty()) {
            line.add(Inline.text(words.toString()));
            words.setLength(0);
        }
    }
}
