package tidewatch.journey;

import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.firstInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;
import static java.time.temporal.TemporalAdjusters.nextOrSame;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidewatch.app.Phones;
import tidewatch.delivery.DeliveryKind;
import tidewatch.evidence.Weighed;

/**
 * How much a chat with one daily brief, ten watches and five theses is told unasked: the real program over real or made prices, day by day,
 * and a count a week. Watches are of the kinds that there are: days, a time of day, and dated items of notes.
 *
 * <p>As a program: folders of prices divided by commas, the first day of a quarter, the last day, and an empty folder to live in. It plays the days
 * twice, with {@link Watches#ONCE} and with {@link Watches#RENEWED}.
 */
final class NoiseReplay {
    /** The promise of the design: unasked messages a week in an ordinary quarter. */
    static final int A_WEEK = 7;

    private static final String CHAT = "anna";

    private static final Map<String, String> THESES = Map.of(
            "Long NVIDIA", "| Kind | Name |\n|---|---|\n| Public | NVDA |",
            "Long defense", "| Kind | Name |\n|---|---|\n| ETF | ITA |",
            "Long utilities", "| Kind | Name |\n|---|---|\n| ETF | XLU |",
            "Long value - Short growth", "| Side | ETF |\n|---|---|\n| Long | IWD |\n| Short | IWF |",
            "Short software", "| Kind | Name |\n|---|---|\n| ETF | XLK |");

    /** How often the chat sets its ten watches. */
    enum Watches {
        /** Each once a quarter, on the quarter's first day. */
        ONCE,
        /** Each for every date that it has in the quarter, as if what is over were set again. */
        RENEWED
    }

    /**
     * A watch of the chat.
     *
     * @param month of the quarter in which it is set once: 1 to 3
     * @param months of the quarter that have such a date
     * @param note a dated item of a note, with a question; else typed as a date
     */
    private record Watched(String what, int month, Set<Integer> months, Function<YearMonth, String> when, boolean note) {
        boolean in(YearMonth one, Watches watches) {
            int of = (one.getMonthValue() - 1) % 3 + 1;
            return watches == Watches.ONCE ? of == month : months.contains(of);
        }
    }

    private static final Set<Integer> MONTHLY = Set.of(1, 2, 3);

    private static final List<Watched> TEN = List.of(
            new Watched("jobs report", 1, MONTHLY, month -> "" + month.atDay(1).with(firstInMonth(DayOfWeek.FRIDAY)), false),
            new Watched("inflation", 2, MONTHLY, month -> "" + month.atDay(1).with(dayOfWeekInMonth(2, DayOfWeek.WEDNESDAY)), false),
            new Watched("Fed decides", 3, Set.of(1, 3), month -> "" + month.atDay(1).with(dayOfWeekInMonth(3, DayOfWeek.WEDNESDAY)), false),
            new Watched("options expire", 1, MONTHLY, month -> month.atDay(1).with(dayOfWeekInMonth(3, DayOfWeek.FRIDAY)) + " 15:30", false),
            new Watched("Season of earnings", 1, Set.of(1), month -> month.atDay(15) + " to " + month.plusMonths(1).atDay(10), true),
            new Watched("NVIDIA reports", 2, Set.of(2), month -> "" + month.atDay(1).with(lastInMonth(DayOfWeek.WEDNESDAY)), true),
            new Watched("check defense", 3, MONTHLY, month -> "" + month.atDay(1).with(dayOfWeekInMonth(2, DayOfWeek.MONDAY)), false),
            new Watched("check utilities", 2, MONTHLY, month -> "" + month.atDay(1).with(firstInMonth(DayOfWeek.MONDAY)), false),
            new Watched("review all theses", 3, MONTHLY, month -> "" + month.atEndOfMonth(), false),
            new Watched("budget vote", 2, MONTHLY, month -> "" + month.atDay(20), false));

    /** What came in one week, from its Monday. */
    record Week(LocalDate monday, Map<DeliveryKind, Integer> messages) {
        int all() {
            return messages.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** A thesis was told with another status than before. */
    record Flip(LocalDate day, Weighed.Status from, Weighed.Status to) {}

    /**
     * What a chat was told.
     *
     * @param weeks whole ones only
     * @param flips of each thesis, by the facts of the briefs
     * @param turns how often the words of the briefs said that a thesis was something else before
     * @param watches how many were set
     */
    record Told(List<Week> weeks, Map<String, List<Flip>> flips, int turns, int watches) {
        int allFlips() {
            return flips.values().stream().mapToInt(List::size).sum();
        }

        List<Integer> counts() {
            return weeks.stream().map(Week::all).sorted().toList();
        }

        List<Week> above(int most) {
            return weeks.stream().filter(week -> week.all() > most).toList();
        }

        String words() {
            var lines = new ArrayList<String>();
            var counts = counts();
            var distribution = counts.stream().collect(Collectors.groupingBy(count -> count, TreeMap::new, Collectors.counting()));
            var kinds = new EnumMap<DeliveryKind, Integer>(DeliveryKind.class);
            weeks.forEach(week -> week.messages().forEach((kind, count) -> kinds.merge(kind, count, Integer::sum)));
            lines.add(weeks.size() + " weeks, " + watches + " watches set, messages " + kinds);
            lines.add(allFlips() + " flips of theses, " + turns + " told in the words of a brief");
            lines.add("a week: median " + counts.get(counts.size() / 2) + ", most " + counts.getLast() + ", weeks by messages " + distribution);
            above(A_WEEK).forEach(week -> lines.add("above " + A_WEEK + ": " + week.monday() + " " + week.messages()));
            flips.forEach((thesis, told) -> lines.add(thesis + ": " + told.size() + (told.size() == 1 ? " flip" : " flips")
                    + told.stream().map(flip -> "; " + flip.day() + " " + flip.from() + " to " + flip.to()).collect(Collectors.joining())));
            return String.join("\n", lines);
        }
    }

    private final Scene scene;
    private final Phones phones;
    private final LocalDate last;
    private final Watches kind;
    private final Map<String, Weighed.Status> status = new LinkedHashMap<>();
    private final Map<String, List<Flip>> flips = new TreeMap<>();
    private int set;

    private NoiseReplay(Scene scene, Phones phones, LocalDate last, Watches kind) {
        this.scene = scene;
        this.phones = phones;
        this.last = last;
        this.kind = kind;
    }

    /** Plays the days from the first to the last over these prices; the notes are written into the scene. */
    static Told play(Scene scene, List<Path> prices, LocalDate first, LocalDate last, Watches kind) {
        THESES.forEach((name, vehicles) -> scene.note(
                name + ".md", "---\ncreated: " + first + "\nhorizon: 2 years\nstatus: Active\n---\n\n# " + name + "\n\n## Vehicles\n\n" + vehicles + "\n"));
        try (var phones = Phones.at(first + "T05:00", scene.path("home"), scene.path("notes"), prices)) {
            var replay = new NoiseReplay(scene, phones, last, kind);
            phones.say(CHAT, "/subscribe 07:00 New York");
            for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
                replay.day(day);
            }
            if (!phones.breaches().isEmpty()) {
                throw new AssertionError(phones.breaches());
            }
            return new Told(replay.weeks(first), replay.flips, replay.turns(), replay.set);
        }
    }

    private void day(LocalDate day) {
        phones.passTo(day + "T07:00");
        phones.brief(day).ifPresent(brief -> brief.theses().lines().forEach(line -> {
            var before = status.put(line.name(), line.steady());
            var told = flips.computeIfAbsent(line.name(), _ -> new ArrayList<>());
            if (before != null && before != line.steady()) {
                told.add(new Flip(day, before, line.steady()));
            }
        }));
        if (day.equals(day.with(IsoFields.DAY_OF_QUARTER, 1))) {
            set(day);
        }
    }

    /** The dates of a quarter: those of notes are written down, all are watched. */
    private void set(LocalDate quarter) {
        var rows = new StringBuilder();
        var typed = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            var month = YearMonth.from(quarter).plusMonths(i);
            for (var one : TEN) {
                if (one.in(month, kind)) {
                    if (one.note()) {
                        rows.append("| ").append(one.when().apply(month)).append(" | ").append(name(one, quarter)).append(" | Does it hold |\n");
                        typed.add(name(one, quarter));
                    } else {
                        typed.add(one.when().apply(month) + " " + one.what());
                    }
                }
            }
        }
        scene.note("Dates " + quarter + ".md", "---\ncreated: " + quarter + "\n---\n\n# Dates " + quarter
                + "\n\n## Key dates\n\n| Date | Event | What I want to know |\n|---|---|---|\n" + rows);
        phones.say(CHAT, "/reload");
        for (var words : typed) {
            phones.passTo(phones.now().plusSeconds(60));
            var answer = phones.say(CHAT, "/watch " + words);
            if (answer.contains("[Cancel]") || answer.contains("/unwatch")) {
                set++;
            } else {
                throw new AssertionError("/watch " + words + ": " + answer);
            }
        }
    }

    private static String name(Watched one, LocalDate quarter) {
        return one.what() + " " + quarter.getYear() + "-" + quarter.get(IsoFields.QUARTER_OF_YEAR);
    }

    private int turns() {
        return phones.unasked(CHAT).stream().mapToInt(message -> message.text().split("\\(was: ", -1).length - 1).sum();
    }

    private List<Week> weeks(LocalDate first) {
        var weeks = new ArrayList<Week>();
        for (var monday = first.with(nextOrSame(DayOfWeek.MONDAY)); !monday.plusDays(6).isAfter(last); monday = monday.plusDays(7)) {
            var messages = new EnumMap<DeliveryKind, Integer>(DeliveryKind.class);
            for (var message : phones.unasked(CHAT)) {
                var day = message.at().atZone(Phones.NEW_YORK).toLocalDate();
                if (day.with(previousOrSame(DayOfWeek.MONDAY)).equals(monday)) {
                    messages.merge(message.kind(), 1, Integer::sum);
                }
            }
            weeks.add(new Week(monday, messages));
        }
        return weeks;
    }

    public static void main(String[] arguments) {
        var prices = Arrays.stream(arguments[0].split(",")).map(Path::of).toList();
        var folder = Path.of(arguments[3]);
        for (var kind : Watches.values()) {
            var told = play(
                    Scene.in(folder.resolve(kind.name())), prices, LocalDate.parse(arguments[1]), LocalDate.parse(arguments[2]), kind);
            System.out.println(kind + ": " + told.words() + "\n");
        }
    }
}
