package tidewatch.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.evidence.ClockReading.Answer;
import tidewatch.evidence.ClockReading.Origin;
import tidewatch.evidence.ClockReading.Spread;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.notes.Confidence;
import tidewatch.notes.EntityResolver;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Span;
import tidewatch.notes.Window;

/**
 * Reads the scenarios of a note ("2-4 weeks", "full year+") against the calendar and against the spread of what the note says money goes
 * into over what it leaves (rotation design, section 13).
 *
 * <p>The spread counts from an origin; its running maximum is the extreme; it has ended when it falls a customary month's move (sigma times
 * the root of 21, sigma over 252 sessions to the origin) below that. What this says of a scenario is the rule of {@link Answer}, no
 * forecast. Pure; later bars change nothing as of an earlier session.
 */
public final class ScenarioClock {
    private static final int SIGMA_SESSIONS = 252;
    private static final int SIGMA_LEAST = 60;
    private static final double FLAT = 1e-9;
    public static final int MONTH = 21;

    private final Note note;
    private final PricePanel panel;
    private final LocalDate today;
    private final Optional<Sides> sides;
    /** The spread of the two sides, worked out once; empty without sides. */
    private final double[] line;

    private ScenarioClock(Note note, PricePanel panel, LocalDate today, Optional<Sides> sides) {
        this.note = note;
        this.panel = panel;
        this.today = today;
        this.sides = sides;
        this.line = sides.map(Sides::line).orElse(new double[0]);
    }

    /**
     * Every scenario of the note that has a duration, in reading order, each from every origin that the note gives: its own date, the stated
     * start of the rotation, the date of the driver that the scenario names.
     *
     * @param today the day the reader lives in: it decides which windows are open; prices end with the panel
     */
    public static List<ClockReading> of(
            Note note, EntityResolver resolver, Universe universe, PricePanel panel, LocalDate today) {
        return of(note, Measured.Means.of(resolver, universe, panel), today);
    }

    static List<ClockReading> of(Note note, Measured.Means means, LocalDate today) {
        return of(note, means, new Lines(means.panel()), today);
    }

    /** The same with lines that others may have asked for before. */
    static List<ClockReading> of(Note note, Measured.Means means, Lines lines, LocalDate today) {
        var panel = means.panel();
        var scenarios = note.claims(Claim.Scenario.class).stream()
                .filter(one -> one.span().isPresent() && one.source().confidence() != Confidence.GUESS)
                .toList();
        if (scenarios.isEmpty()) {
            return List.of();
        }
        var sides = Sides.of(note, means, lines);
        var clock = new ScenarioClock(note, panel, today, sides);
        var readings = new ArrayList<ClockReading>();
        for (var scenario : scenarios) {
            clock.origins(scenario).forEach(start -> readings.add(clock.read(scenario, start)));
        }
        return readings;
    }

    /**
     * The window of a duration from an origin, each end rolled forward to a session: weeks of 7 days, quarters of 3 months, ends of months
     * clamped; no upper end stays open.
     */
    static Window window(Window origin, Span span, PricePanel panel) {
        var from = origin.from().or(origin::to).orElseThrow();
        var to = origin.to().or(origin::from).orElseThrow();
        var calendar = panel.calendar();
        var least = plus(from, span.least(), span.unit());
        var first = calendar.isSession(least) ? least : calendar.next(least);
        var last = span.most().map(most -> plus(to, most, span.unit())).map(day -> calendar.isSession(day) ? day : calendar.next(day));
        return new Window(Optional.of(first), last, Window.Precision.DAY);
    }

    private static LocalDate plus(LocalDate day, int n, Span.Unit unit) {
        return switch (unit) {
            case DAY -> day.plusDays(n);
            case WEEK -> day.plusWeeks(n);
            case MONTH -> day.plusMonths(n);
            case QUARTER -> day.plusMonths(3L * n);
            case YEAR -> day.plusYears(n);
        };
    }

    private record Start(Origin origin, String words, Window days) {}

    private List<Start> origins(Claim.Scenario scenario) {
        var all = new ArrayList<Start>();
        note.date().ifPresent(date -> all.add(new Start(Origin.NOTE, "your note", Window.day(date))));
        note.claims(Claim.RotationTiming.class).stream()
                .filter(timing -> timing.phase() == Claim.RotationTiming.Phase.START)
                .filter(timing -> timing.source().confidence() != Confidence.GUESS)
                .findFirst()
                .ifPresent(timing -> all.add(new Start(Origin.STATED_START, words(timing.source().quote()), timing.window())));
        scenario.driver().flatMap(this::driver).ifPresent(driver -> driver.window()
                .flatMap(window -> window.to().or(window::from))
                .ifPresent(day -> all.add(new Start(Origin.DRIVER, driver.name(), Window.day(day)))));
        return all;
    }

    private Optional<Claim.Driver> driver(String name) {
        return note.claims(Claim.Driver.class).stream()
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The quote in one line, cut at its first comma: "Started late December 2025, accelerated ..." holds two facts. */
    private static String words(String quote) {
        var line = quote.replaceAll("[*_\\s]+", " ").strip();
        int cut = line.indexOf(',');
        var head = cut > 0 ? line.substring(0, cut) : line;
        var said = head.replaceFirst("(?i)^(?:timing:\\s*)?(?:started|began|begun|since)\\s+(?:in\\s+)?", "").strip();
        return said.isEmpty() ? line.toLowerCase(Locale.ROOT) : said;
    }

    private ClockReading read(Claim.Scenario scenario, Start start) {
        var window = window(start.days(), scenario.span().orElseThrow(), panel);
        var from = start.days().from().or(start.days()::to).orElseThrow();
        int day = (int) (today.toEpochDay() - from.toEpochDay());
        var spread = sides.flatMap(two -> spread(two, from));
        boolean noCloseYet = sides.isPresent() && panel.size() > 0 && from.isAfter(panel.asOf());
        var answer = spread.map(one -> answer(one, window))
                .orElse(noCloseYet && today.isBefore(window.from().orElseThrow()) ? Answer.OPEN : Answer.NOT_MEASURED);
        return new ClockReading(
                scenario, start.origin(), start.words(), window, day, answer, spread.map(Spread::peakOn), spread);
    }

    private Answer answer(Spread spread, Window window) {
        var least = window.from().orElseThrow();
        boolean after = window.to().filter(spread.peakOn()::isAfter).isPresent();
        boolean early = spread.peakOn().isBefore(least);
        if (spread.ended().isPresent()) {
            if (spread.peakOn().equals(spread.base())) {
                return Answer.NEVER_RAN;
            }
            return early ? Answer.ENDED_EARLY : after ? Answer.OUTLASTED : Answer.FITS;
        }
        if (after) {
            return Answer.OUTLASTED;
        }
        if (today.isBefore(least)) {
            return Answer.OPEN;
        }
        return window.to().filter(today::isAfter).isPresent() ? Answer.UNDECIDED : Answer.FITS_SO_FAR;
    }

    /** The spread from the first close at or after the origin; absent before that close or without enough history. */
    private Optional<Spread> spread(Sides two, LocalDate origin) {
        if (panel.size() == 0) {
            return Optional.empty();
        }
        double[] y = line;
        int base = Math.max(0, panel.indexAtOrBefore(origin));
        while (base < y.length && (Double.isNaN(y[base]) || panel.session(base).isBefore(origin))) {
            base++;
        }
        if (base == y.length || panel.session(0).isAfter(origin)) {
            return Optional.empty();
        }
        double sigma = sigma(y, base);
        if (!(sigma > FLAT)) {
            return Optional.empty();
        }
        double threshold = sigma * Math.sqrt(MONTH);
        int peak = base;
        int last = base;
        Optional<LocalDate> ended = Optional.empty();
        for (int t = base + 1; t < y.length; t++) {
            if (Double.isNaN(y[t])) {
                continue;
            }
            last = t;
            if (y[t] > y[peak] && ended.isEmpty()) {
                peak = t;
            } else if (y[t] <= y[peak] - threshold && ended.isEmpty()) {
                ended = Optional.of(panel.session(t));
            }
        }
        return Optional.of(new Spread(
                two.into.shown(),
                two.outOf.shown(),
                two.into.symbols(),
                two.outOf.symbols(),
                two.standIn(),
                panel.session(base),
                Math.expm1(y[last] - y[base]),
                Math.expm1(y[peak] - y[base]),
                panel.session(peak),
                ended,
                Math.expm1(threshold)));
    }

    private static double sigma(double[] y, int t) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = Math.max(1, t - SIGMA_SESSIONS + 1); i <= t; i++) {
            double e = y[i] - y[i - 1];
            if (!Double.isNaN(e)) {
                n++;
                double delta = e - sum / Math.max(1, n - 1);
                sum += e;
                squares += n == 1 ? 0 : delta * (e - sum / n);
            }
        }
        return n < SIGMA_LEAST ? Double.NaN : Math.sqrt(squares / (n - 1));
    }

    /** What the note says money goes into and leaves, as one line. */
    private static final class Sides {
        private final Side into;
        private final Side outOf;

        private Sides(Side into, Side outOf) {
            this.into = into;
            this.outOf = outOf;
        }

        /** The surest flows of the note; one side without prices is replaced by the benchmark; none: absent. */
        static Optional<Sides> of(Note note, Measured.Means means, Lines lines) {
            var flows = note.claims(Claim.Flow.class);
            for (var confidence : List.of(Confidence.SURE, Confidence.LIKELY)) {
                var sure = flows.stream()
                        .filter(flow -> flow.source().confidence() == confidence)
                        .toList();
                if (!sure.isEmpty()) {
                    var into = Side.of(sure, Direction.UP, note, means, lines);
                    var out = Side.of(sure, Direction.DOWN, note, means, lines);
                    if (into.isEmpty() && out.isEmpty()) {
                        return Optional.empty();
                    }
                    var market = means.benchmark().map(basket -> new Side(basket.symbols(), basket.symbols(), false, List.of(lines.returns(basket))));
                    var above = into.or(() -> market);
                    var below = out.or(() -> market);
                    return above.flatMap(a -> below.map(b -> new Sides(a, b)));
                }
            }
            return Optional.empty();
        }

        double[] line() {
            return Lines.minus(Lines.mean(into.lines()), Lines.mean(outOf.lines()));
        }

        boolean standIn() {
            return into.standIn() || outOf.standIn();
        }

        /**
         * The average of what the names of one side are measured on.
         *
         * @param shown each of these as it is called
         * @param symbols all of which they are made
         */
        private record Side(List<String> shown, List<String> symbols, boolean standIn, List<double[]> lines) {
            static Optional<Side> of(
                    List<Claim.Flow> flows, Direction direction, Note note, Measured.Means means, Lines lines) {
                var parts = new ArrayList<double[]>();
                var shown = new ArrayList<String>();
                var symbols = new LinkedHashSet<String>();
                boolean standIn = false;
                for (var flow : flows) {
                    for (Name name : flow.direction() == direction ? flow.names() : List.<Name>of()) {
                        if (means.orStandIn(name, note.path()) instanceof Measured.On on && !shown.contains(on.shown())) {
                            parts.add(lines.returns(on.vehicle().basket()));
                            shown.add(on.shown());
                            symbols.addAll(on.vehicle().basket().symbols());
                            standIn |= on.vehicle().standIn();
                        }
                    }
                }
                return parts.isEmpty() ? Optional.empty() : Optional.of(new Side(shown, List.copyOf(symbols), standIn, parts));
            }
        }
    }
}
