package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.evidence.ClockReading.Answer;
import tidewatch.evidence.ClockReading.Origin;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.notes.Span;
import tidewatch.notes.Window;
import tidewatch.testing.Prices;

class ScenarioClockTest {
    private static final LocalDate DAY = TestNotes.DAY;
    private static final LocalDate FIRST = LocalDate.of(2024, 12, 2);
    /** Index of 8 January 2026 in series that begin with {@link #FIRST}. */
    private static final int NOTE = Prices.sessions(FIRST, 400).indexOf(DAY);

    @Test
    void the_golden_windows_of_two_to_four_weeks() {
        var panel = panel(repeat(0, 1));
        var readings = ScenarioClock.of(TestNotes.january(), TestNotes.means(panel), LocalDate.of(2026, 1, 9));
        var weeks = ClockReading.of(readings.getFirst().scenario(), readings);
        assertThat(weeks).extracting(ClockReading::origin).containsExactly(Origin.NOTE, Origin.STATED_START, Origin.DRIVER);
        window(weeks.get(0), "2026-01-22", "2026-02-05");
        window(weeks.get(1), "2026-01-05", "2026-01-28");
        window(weeks.get(2), "2026-01-16", "2026-01-30");
        assertThat(weeks).extracting(ClockReading::day).containsExactly(1, 19, 7);
        assertThat(weeks).extracting(ClockReading::originWords).containsExactly("your note", "late December 2025", "Tax-delay selling");

        var quarters = readings.stream().filter(one -> one.scenario().label().equals("Medium-term")).toList();
        assertThat(quarters).extracting(ClockReading::origin).containsExactly(Origin.NOTE, Origin.STATED_START);
        window(quarters.getFirst(), "2026-04-08", "2026-07-08");
        var year = readings.stream().filter(one -> one.scenario().label().equals("Secular")).findFirst().orElseThrow();
        assertThat(year.window().from()).contains(LocalDate.of(2027, 1, 8));
        assertThat(year.window().to()).isEmpty();
    }

    @Test
    void ends_of_months_clamp_and_roll_to_a_session() {
        var window = ScenarioClock.window(
                Window.day(LocalDate.of(2025, 11, 30)), new Span(1, Optional.of(1), Span.Unit.QUARTER), panel(repeat(0, 1)));
        // 30 February does not exist, 28 February 2026 is a Saturday
        assertThat(window.from()).contains(LocalDate.of(2026, 3, 2));
    }

    @Test
    void the_answers_of_the_table() {
        // threshold: sigma .01 sqrt 21 = 4.58 %
        assertThat(answers("2026-01-15", repeat(.002, 5))).containsExactly(Answer.OPEN, Answer.OPEN, Answer.OPEN);
        assertThat(answers("2026-01-27", repeat(.002, 12))).startsWith(Answer.FITS_SO_FAR, Answer.OPEN);
        // the extreme on 27 January, inside 2-4 weeks, then 5 % down
        assertThat(answers("2026-02-03", join(repeat(.004, 12), repeat(-.0125, 4))))
                .containsExactly(Answer.FITS, Answer.ENDED_EARLY, Answer.ENDED_EARLY);
        assertThat(answers("2026-01-22", join(repeat(.004, 3), repeat(-.02, 3))))
                .containsExactly(Answer.ENDED_EARLY, Answer.ENDED_EARLY, Answer.ENDED_EARLY);
        // no new maximum after 5 February, no reversal
        assertThat(answers("2026-02-20", join(repeat(.004, 12), repeat(-.0005, 15)))).startsWith(Answer.UNDECIDED, Answer.OPEN);
        assertThat(answers("2026-02-20", repeat(.002, 27))).startsWith(Answer.OUTLASTED, Answer.OPEN);
        assertThat(answers("2026-01-15", repeat(-.02, 4)))
                .containsExactly(Answer.NEVER_RAN, Answer.NEVER_RAN, Answer.NEVER_RAN);
    }

    @Test
    void a_move_that_ends_between_two_scenarios_is_inside_none() {
        var readings = fromNote(LocalDate.of(2026, 3, 10), panel(join(repeat(.004, 26), repeat(-.02, 5))));
        assertThat(readings).extracting(ClockReading::answer)
                .containsExactly(Answer.OUTLASTED, Answer.ENDED_EARLY, Answer.ENDED_EARLY);
        assertThat(ClockReading.between(Origin.NOTE, readings)).isTrue();
        var running = fromNote(LocalDate.of(2026, 3, 10), panel(repeat(.004, 26)));
        assertThat(ClockReading.between(Origin.NOTE, running)).isFalse();
        var spread = readings.getFirst().spread().orElseThrow();
        assertThat(spread.ended()).isPresent();
        assertThat(spread.peak()).isCloseTo(Math.expm1(26 * .004), within(1e-9));
        assertThat(spread.threshold()).isCloseTo(Math.expm1(.01 * Math.sqrt(21)), within(1e-4));
        assertThat(readings.getFirst().extreme()).contains(spread.peakOn());
    }

    @Test
    void a_move_that_has_ended_stays_ended_when_the_prices_come_back() {
        var readings = fromNote(LocalDate.of(2026, 3, 20), panel(join(repeat(.004, 12), repeat(-.0125, 4), repeat(.02, 20))));
        assertThat(readings.getFirst().answer()).isEqualTo(Answer.FITS);
        assertThat(readings.getFirst().extreme()).contains(LocalDate.of(2026, 1, 27));
        assertThat(readings.getFirst().spread().orElseThrow().now()).isGreaterThan(.3);
    }

    @Test
    void one_side_without_prices_is_measured_against_the_benchmark_and_none_is_the_calendar_alone() {
        var panel = panel(repeat(.002, 5));
        var oneSided = Claims.note(DAY, TestNotes.flow(Direction.UP, "XLU"), TestNotes.flow(Direction.DOWN, "Fashion"), scenario());
        var reading = ScenarioClock.of(oneSided, TestNotes.means(panel), LocalDate.of(2026, 1, 15)).getFirst();
        assertThat(reading.spread().orElseThrow().outOf()).containsExactly("SPY");
        assertThat(reading.spread().orElseThrow().into()).containsExactly("XLU");

        var none = Claims.note(DAY, TestNotes.flow(Direction.UP, "Fashion"), scenario());
        var calendar = ScenarioClock.of(none, TestNotes.means(panel), LocalDate.of(2026, 1, 15)).getFirst();
        assertThat(calendar.answer()).isEqualTo(Answer.NOT_MEASURED);
        assertThat(calendar.day()).isEqualTo(7);
        window(calendar, "2026-01-22", "2026-02-05");
    }

    @Test
    void before_the_first_close_since_the_note_a_scenario_is_open() {
        var panel = panel(repeat(0, 1));
        var morning = Prices.panel(LocalDate.of(2026, 1, 7), series(panel));
        var reading = fromNote(DAY, morning).getFirst();
        assertThat(reading.answer()).isEqualTo(Answer.OPEN);
        assertThat(reading.spread()).isEmpty();
    }

    @Test
    void a_driver_tells_its_state_and_what_to_look_at() {
        var panel = Prices.panel(
                Prices.series("TLT", FIRST, Prices.closes(10, _ -> 90)), Prices.series("GLD", FIRST, Prices.closes(10, _ -> 300)));
        var cuts = new Claim.Driver(
                Claims.source(DAY), Optional.of(4), "Policy", "budget and goldilocks",
                List.of(new Claim.Driver.CauseEffect("Rate cut expectations", "financials benefit")), Optional.empty());
        var reading = DriverReading.of(cuts, DAY, panel);
        assertThat(reading.state()).isEqualTo(Claim.Driver.State.STANDING);
        assertThat(reading.gauges()).containsExactly(new DriverReading.Gauge("long Treasury bonds", "TLT"));
        var tax = TestNotes.january().claims(Claim.Driver.class).getFirst();
        assertThat(DriverReading.of(tax, DAY, panel).state()).isEqualTo(Claim.Driver.State.PAST);
        assertThat(DriverReading.of(tax, LocalDate.of(2026, 1, 2), panel).state()).isEqualTo(Claim.Driver.State.ACTIVE);
        assertThat(DriverReading.of(tax, DAY, panel).gauges()).isEmpty();
    }

    private static Claim.Scenario scenario() {
        return TestNotes.scenario("Short-term", new Span(2, Optional.of(4), Span.Unit.WEEK), "");
    }

    private static void window(ClockReading reading, String from, String to) {
        assertThat(reading.window().from()).contains(LocalDate.parse(from));
        assertThat(reading.window().to()).contains(LocalDate.parse(to));
    }

    private static List<Answer> answers(String today, double... since) {
        return fromNote(LocalDate.parse(today), panel(since)).stream().map(ClockReading::answer).toList();
    }

    /** The three scenarios of the note from its own date. */
    private static List<ClockReading> fromNote(LocalDate today, PricePanel panel) {
        var means = Meanings.of(panel, Map.of(), Map.of());
        var note = Claims.note(
                DAY,
                TestNotes.flow(Direction.UP, "XLU"),
                TestNotes.flow(Direction.DOWN, "SPY"),
                scenario(),
                TestNotes.scenario("Medium-term", new Span(1, Optional.of(2), Span.Unit.QUARTER), ""),
                TestNotes.scenario("Secular", new Span(1, Optional.empty(), Span.Unit.YEAR), ""));
        return ScenarioClock.of(note, means, today);
    }

    /** XLU with these log returns after 8 January, an sd of .01 before; SPY stands still. */
    private static PricePanel panel(double... since) {
        double[] closes = new double[NOTE + 1 + since.length];
        double log = 4;
        for (int i = 0; i < closes.length; i++) {
            log += i == 0 ? 0 : i <= NOTE ? (i % 2 == 0 ? .01 : -.01) : since[i - NOTE - 1];
            closes[i] = Math.exp(log);
        }
        return Prices.panel(
                Prices.series("XLU", FIRST, closes), Prices.series("SPY", FIRST, Prices.closes(closes.length, _ -> 400)));
    }

    private static PriceSeries[] series(PricePanel panel) {
        return panel.series().stream()
                .map(s -> Prices.series(s.instrument(), FIRST, Prices.closes(panel.size(), s::close)))
                .toArray(PriceSeries[]::new);
    }

    private static double[] repeat(double value, int n) {
        var all = new double[n];
        Arrays.fill(all, value);
        return all;
    }

    private static double[] join(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }
}
