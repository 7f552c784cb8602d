package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static tidewatch.market.GateArchive.CALENDAR;
import static tidewatch.market.GateArchive.early;
import static tidewatch.market.GateArchive.evening;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidewatch.market.BarGate.Case;
import tidewatch.market.BarGate.Held;
import tidewatch.market.BarGate.Incoming;
import tidewatch.market.BarGate.Judged;
import tidewatch.market.BarGate.Look;
import tidewatch.market.BarGate.NextStep.What;
import tidewatch.market.CorporateAction.Split;
import tidewatch.market.Suspect.Decision;
import tidewatch.market.Suspect.State;
import tidewatch.problem.Problem;
import tidewatch.testing.Prices;

/** Each rule of the gate and each way in which a suspect is settled, by hand. */
class BarGateTest {
    private static final LocalDate FIRST = LocalDate.parse("2025-01-02");
    private static final int N = 100;
    private static final List<LocalDate> DAYS = Prices.sessions(FIRST, N + 10);

    private final GateArchive archive = archive(Instrument.Kind.STOCK, Basis.RAW);
    private final double[][] bars = walk();

    private static GateArchive archive(Instrument.Kind kind, Basis basis) {
        return new GateArchive(instrument(kind), basis, "home");
    }

    private static Instrument instrument(Instrument.Kind kind) {
        return new Instrument("AAA", "AAA", kind, "", "");
    }

    private static double[][] walk() {
        var random = new Random(7);
        double[][] bars = new double[N][];
        double price = 100;
        for (int i = 0; i < N; i++) {
            price *= Math.exp(.01 * random.nextGaussian());
            bars[i] = new double[] {price * 1.001, price * 1.01, price * .99, price, 1e6 * (1 + .1 * random.nextDouble())};
        }
        return bars;
    }

    private static void scale(double[][] bars, int from, int to, double price, double volume) {
        for (int i = from; i < to; i++) {
            for (int c = 0; c < 4; c++) {
                bars[i][c] *= price;
            }
            bars[i][4] *= volume;
        }
    }

    private PriceSeries rows(int from, int to) {
        return rows("home", Basis.RAW, List.of(), from, to);
    }

    private PriceSeries rows(String provider, Basis basis, List<CorporateAction> actions, int from, int to) {
        return series(provider, basis, actions, from, Arrays.copyOfRange(bars, from, to));
    }

    private static PriceSeries series(String provider, Basis basis, List<CorporateAction> actions, int from, double[]... some) {
        var columns = new BarColumns(some.length);
        var origin = new Origin(provider, "test", Instant.parse("2025-12-01T00:00:00Z"));
        for (int i = 0; i < some.length; i++) {
            if (some[i][3] > 0) {
                columns.add(
                        (int) DAYS.get(from + i).toEpochDay(), some[i][0], some[i][1], some[i][2], some[i][3], some[i][4], (byte) 0, origin);
            }
        }
        return columns.series(instrument(Instrument.Kind.STOCK), basis, origin, actions, List.of());
    }

    /** Two sessions each evening, as the refresh asks. */
    private void daily(int from, int to) {
        for (int i = from; i < to; i++) {
            archive.take(rows(i - 1, i + 1), evening(DAYS.get(i)));
        }
    }

    private void fill(int to) {
        archive.take(rows(0, to), evening(DAYS.get(to - 1)));
        assertThat(archive.bars).hasSize(to);
    }

    private State state(int day) {
        return archive.suspect(DAYS.get(day)).state();
    }

    // ---- bars that enter

    @Test
    void good_bars_enter_once_and_the_same_again_is_no_entry() {
        fill(80);
        Judged again = archive.take(rows(70, 80), evening(DAYS.get(79)));
        assertThat(again.isNothing()).isTrue();
        assertThat(again.same()).isEqualTo(10);
        Judged next = archive.take(rows(79, 81), evening(DAYS.get(80)));
        assertThat(next.bars().size()).isEqualTo(1);
        assertThat(next.bars().flags(0)).isZero();
        assertThat(next.entry("home").whole()).isFalse();
    }

    @Test
    void rows_of_no_session_of_the_future_and_of_a_running_session_are_refused_and_counted() {
        fill(80);
        var origin = new Origin("home", "test", Instant.EPOCH);
        var columns = new BarColumns(4);
        LocalDate today = DAYS.get(81);
        for (LocalDate day : List.of(LocalDate.parse("2025-04-26"), DAYS.get(80), today, DAYS.get(82))) {
            columns.add((int) day.toEpochDay(), 100, 101, 99, 100, 1e6, (byte) 0, origin);
        }
        assertThat(CALENDAR.isSession(LocalDate.parse("2025-04-26"))).isFalse();
        PriceSeries four = columns.series(instrument(Instrument.Kind.STOCK), Basis.RAW, origin, List.of(), List.of());
        Instant noon = CALENDAR.session(today).orElseThrow().close().minusSeconds(4 * 3600);
        Judged judged = archive.take(four, noon);
        assertThat(judged.refused()).isEqualTo(3);
        assertThat(judged.bars().size()).isEqualTo(1);
        assertThat(judged.bars().date(0)).isEqualTo(DAYS.get(80));
        assertThat(judged.problems().stream().map(Problem::line)).containsExactly(
                "AAA: the row of " + DAYS.get(82) + " (in the future) from home is refused",
                "AAA: the row of 2025-04-26 (the exchange was closed) from home is refused",
                "AAA: the row of " + today + " (the session is not over) from home is refused");
    }

    @Test
    void a_close_outside_its_range_is_a_suspect_and_a_wrong_open_costs_the_range_only() {
        fill(80);
        bars[80][3] *= .5;
        bars[81][0] = bars[81][1] * 1.1;
        daily(80, 82);
        assertThat(archive.open()).containsExactly(DAYS.get(80));
        Suspect suspect = archive.suspect(DAYS.get(80));
        assertThat(suspect.rule()).isEqualTo("RANGE");
        assertThat(suspect.close()).as("as the source gave it").isEqualTo(bars[80][3]);
        assertThat(archive.asks(What.ASK_SECOND_SOURCE)).isTrue();
        GateArchive.Bar bar = archive.bar(DAYS.get(81)).orElseThrow();
        assertThat(bar.has(BarFlag.NO_RANGE)).isTrue();
        assertThat(bar.open()).as("nothing is mended").isEqualTo(bars[81][0]);
    }

    @Test
    void rounding_is_a_flag_and_float_noise_is_none() {
        fill(80);
        bars[80][1] = bars[80][0] * (1 - 5e-5);
        bars[81][1] = Math.max(bars[81][0], bars[81][3]) * (1 - 1e-14);
        bars[81][2] = bars[81][3] * .99;
        daily(80, 82);
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().flags()).containsExactly(BarFlag.ROUNDED);
        assertThat(archive.bar(DAYS.get(81)).orElseThrow().flags()).isEmpty();
    }

    @Test
    void no_volume_is_no_trade_for_a_share_and_nothing_is_compared_with_it() {
        fill(80);
        bars[80][4] = 0;
        scale(bars, 80, 81, .5, 1);
        daily(80, 82);
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().flags()).containsExactly(BarFlag.NO_TRADE);
        assertThat(archive.bar(DAYS.get(81)).orElseThrow().flags()).isEmpty();
        assertThat(archive.suspects).isEmpty();
        GateArchive fund = archive(Instrument.Kind.INDEX, Basis.RAW);
        fund.take(rows(0, 80), evening(DAYS.get(79)));
        bars[80] = bars[79].clone();
        bars[80][4] = 0;
        fund.take(rows(80, 81), evening(DAYS.get(80)));
        assertThat(fund.bar(DAYS.get(80)).orElseThrow().flags()).isEmpty();
    }

    @Test
    void a_copy_of_yesterday_is_a_suspect_and_so_is_the_copy_of_a_copy() {
        fill(80);
        bars[80] = bars[79].clone();
        bars[81] = bars[79].clone();
        daily(80, 83);
        assertThat(archive.open()).containsExactlyInAnyOrder(DAYS.get(80), DAYS.get(81));
        assertThat(archive.bar(DAYS.get(82))).isPresent();
    }

    @Test
    void a_row_that_its_reader_could_not_use_is_kept_as_a_suspect_without_a_price() {
        fill(80);
        PriceSeries one = rows(80, 81);
        var torn = new PriceSeries(
                one.instrument(), Basis.RAW, one.origin(), new int[0], new double[0], new double[0], new double[0], new double[0],
                new double[0], new double[0], List.of(), List.of(new PriceSeries.HeldBack(DAYS.get(80), "close -3 is not above 0")));
        archive.take(torn, evening(DAYS.get(80)));
        assertThat(archive.suspect(DAYS.get(80)).sentence()).isEqualTo("close -3 is not above 0");
        assertThat(archive.take(torn, evening(DAYS.get(80))).isNothing()).isTrue();
        archive.take(rows(80, 81), evening(DAYS.get(80)));
        assertThat(state(80)).isEqualTo(State.REPLACED);
        assertThat(archive.bar(DAYS.get(80))).isPresent();
    }

    @Test
    void an_index_may_not_move_a_quarter_and_a_young_series_gets_the_benefit_of_the_doubt() {
        GateArchive index = archive(Instrument.Kind.INDEX, Basis.RAW);
        index.take(rows(0, 80), evening(DAYS.get(79)));
        scale(bars, 80, 81, 1.4, 40);
        index.take(rows(80, 81), evening(DAYS.get(80)));
        assertThat(index.open()).containsExactly(DAYS.get(80));
        scale(bars, 10, 30, .5, 2);
        archive.take(rows(0, 15), evening(DAYS.get(14)));
        assertThat(archive.open()).isEmpty();
        assertThat(archive.bar(DAYS.get(10)).orElseThrow().flags()).containsExactly(BarFlag.UNCONFIRMED);
        assertThat(archive.asks(What.ASK_SECOND_SOURCE)).isTrue();
    }

    // ---- jumps

    @Test
    void a_fault_that_comes_and_goes_costs_the_bad_days_only() {
        fill(80);
        for (int bad : new int[] {80, 82, 83, 86}) {
            scale(bars, bad, bad + 1, .25, 4);
        }
        daily(80, 90);
        assertThat(archive.open())
                .containsExactlyInAnyOrder(DAYS.get(80), DAYS.get(82), DAYS.get(83), DAYS.get(86));
        assertThat(archive.bars).hasSize(86);
    }

    @Test
    void a_busy_day_at_the_level_of_an_unapplied_split_is_no_proof_of_it() {
        fill(80);
        scale(bars, 80, 90, .5, 2);
        bars[81][4] *= 10;
        daily(80, 83);
        assertThat(archive.open()).containsExactlyInAnyOrder(DAYS.get(80), DAYS.get(81), DAYS.get(82));
    }

    @Test
    void three_closes_at_the_new_level_ask_for_splits_and_the_split_explains_all_of_them() {
        fill(80);
        scale(bars, 80, N, .25, 4);
        daily(80, 83);
        assertThat(archive.asks(What.ASK_ACTIONS)).isFalse();
        daily(83, 84);
        assertThat(archive.asks(What.ASK_ACTIONS)).isTrue();
        PriceSeries split = series("home", Basis.RAW, List.of(new Split(DAYS.get(80), 4)), 0);
        Judged judged = archive.take(split, evening(DAYS.get(83)));
        assertThat(judged.actions()).hasSize(1);
        assertThat(archive.open()).isEmpty();
        assertThat(archive.bars).hasSize(84);
        assertThat(archive.suspect(DAYS.get(80)).decided().orElseThrow().by()).isEqualTo("split of " + DAYS.get(80));
        assertThat(state(83)).isEqualTo(State.ACCEPTED);
        daily(84, 88);
        assertThat(archive.bars).hasSize(88);
    }

    @Test
    void a_level_that_nothing_explains_is_a_break_after_three_closes_and_the_panel_spans_no_return_over_it() {
        fill(80);
        scale(bars, 80, N, .25, 4);
        daily(80, 84);
        archive.take(rows(83, 84), Look.NEWS, true, evening(DAYS.get(83)));
        assertThat(archive.open()).isEmpty();
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().flags()).containsExactly(BarFlag.BREAK);
        assertThat(archive.bar(DAYS.get(81)).orElseThrow().flags()).isEmpty();
        assertThat(state(80)).isEqualTo(State.BREAK);
        assertThat(archive.suspect(DAYS.get(80)).decided().orElseThrow().by()).isEqualTo("three closes");
        daily(84, 90);
        assertThat(archive.bars).hasSize(90);
        PricePanel panel = PricePanel.ofAccepted(CALENDAR, List.of(archive.held(LocalDate.EPOCH).bars()), DAYS.get(89), Set.of())
                .value();
        PricePanel.Series series = panel.series().getFirst();
        assertThat(series.first()).isEqualTo(panel.indexOf(DAYS.get(80)));
    }

    @Test
    void a_break_that_was_a_fault_after_all_is_fetched_again_and_only_the_bad_days_stay_out() {
        fill(80);
        scale(bars, 80, 86, .25, 4);
        daily(80, 84);
        archive.take(rows(83, 84), Look.NEWS, true, evening(DAYS.get(83)));
        assertThat(state(80)).isEqualTo(State.BREAK);
        daily(84, 87);
        assertThat(archive.asks(What.REFETCH)).isTrue();
        archive.take(rows(0, 87), Look.WHOLE, true, evening(DAYS.get(86)));
        assertThat(archive.bars).hasSize(81).containsKey(DAYS.get(86));
        assertThat(archive.bars.values()).noneMatch(b -> b.has(BarFlag.BREAK));
        assertThat(archive.open()).hasSize(6);
    }

    @Test
    void a_loud_jump_enters_unconfirmed_and_a_second_source_confirms_it_or_disputes_it() {
        fill(80);
        scale(bars, 80, N, .6, 1);
        bars[80][4] *= 12;
        daily(80, 81);
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().flags()).containsExactly(BarFlag.UNCONFIRMED);
        assertThat(archive.asks(What.ASK_SECOND_SOURCE)).isTrue();
        Held held = archive.held(DAYS.get(80));
        archive.take(rows("other", Basis.RAW, List.of(), 79, 81), evening(DAYS.get(80)));
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().flags()).isEmpty();
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().provider()).isEqualTo("home");
        daily(81, 83);
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().flags()).as("asked again, still confirmed").isEmpty();
        double[] far = bars[80].clone();
        far[3] *= 1.006;
        Judged against = new BarGate(CALENDAR)
                .judge(
                        new Case(held, new Incoming(series("other", Basis.RAW, List.of(), 80, far), GateArchive.FINAL_AFTER, Look.NEWS, false)),
                        evening(DAYS.get(80)));
        assertThat(BarFlag.of(against.bars().flags(0))).containsExactly(BarFlag.DISPUTED);
        assertThat(against.bars().close(0)).isEqualTo(bars[80][3]);
    }

    @Test
    void a_suspect_stays_one_when_the_bars_before_it_are_not_shown() {
        fill(80);
        scale(bars, 80, N, .5, 2);
        daily(80, 82);
        Held held = archive.held(DAYS.get(80));
        for (int first : new int[] {70, 82}) {
            var few = new Held(held.bars().since(DAYS.get(first)), "home", held.suspects());
            Judged judged = new BarGate(CALENDAR)
                    .judge(new Case(few, new Incoming(rows(81, 82), GateArchive.FINAL_AFTER, Look.NEWS, false)), evening(DAYS.get(82)));
            assertThat(judged.isNothing()).as("from %d", first).isTrue();
        }
    }

    @Test
    void the_way_back_from_a_jump_that_nobody_confirmed_is_let_in_and_in_doubt_too() {
        fill(80);
        scale(bars, 80, 81, .5, 20);
        daily(80, 83);
        assertThat(archive.open()).isEmpty();
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().flags()).containsExactly(BarFlag.UNCONFIRMED);
        assertThat(archive.bar(DAYS.get(81)).orElseThrow().flags()).containsExactly(BarFlag.UNCONFIRMED);
        assertThat(archive.bar(DAYS.get(82)).orElseThrow().flags()).isEmpty();
    }

    @Test
    void after_a_break_a_series_is_young_again() {
        fill(60);
        scale(bars, 60, N, .25, 4);
        daily(60, 64);
        archive.take(rows(63, 64), Look.NEWS, true, evening(DAYS.get(63)));
        scale(bars, 70, 71, .5, 2);
        scale(bars, 90, 91, .5, 2);
        daily(64, 95);
        assertThat(archive.bar(DAYS.get(70)).orElseThrow().flags()).containsExactly(BarFlag.UNCONFIRMED);
        assertThat(archive.open()).containsExactly(DAYS.get(90));
    }

    @Test
    void raw_prices_have_no_basis_that_could_move_so_a_corrected_yesterday_keeps_today_out_of_nothing() {
        fill(80);
        bars[79][3] *= 1.004;
        Judged judged = archive.take(rows(79, 81), evening(DAYS.get(80)));
        assertThat(judged.next()).singleElement().satisfies(s -> assertThat(s.what()).isEqualTo(What.REFETCH));
        assertThat(archive.bar(DAYS.get(80))).isPresent();
        assertThat(archive.bar(DAYS.get(79)).orElseThrow().close()).isNotEqualTo(bars[79][3]);
    }

    // ---- suspects and a second source

    @Test
    void a_second_source_against_the_home_replaces_the_bar_and_it_is_disputed() {
        fill(80);
        double[] right = bars[80].clone();
        scale(bars, 80, 81, .5, 2);
        daily(80, 81);
        archive.take(series("other", Basis.SPLIT, List.of(), 79, bars[79], right), evening(DAYS.get(80)));
        assertThat(state(80)).isEqualTo(State.REPLACED);
        assertThat(archive.suspect(DAYS.get(80)).decided().orElseThrow()).isEqualTo(new Decision("other", evening(DAYS.get(80))));
        GateArchive.Bar bar = archive.bar(DAYS.get(80)).orElseThrow();
        assertThat(bar.flags()).containsExactly(BarFlag.DISPUTED);
        assertThat(bar.provider()).isEqualTo("other");
        daily(81, 83);
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().close()).as("the home says the same wrong thing again").isEqualTo(right[3]);
        assertThat(archive.open()).isEmpty();
    }

    @Test
    void a_second_source_with_the_same_price_accepts_a_jump_that_looks_like_no_split() {
        fill(80);
        scale(bars, 80, N, .6, 1 / .6);
        daily(80, 81);
        assertThat(archive.open()).hasSize(1);
        archive.take(rows("other", Basis.RAW, List.of(), 79, 81), evening(DAYS.get(80)));
        assertThat(state(80)).isEqualTo(State.ACCEPTED);
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().provider()).isEqualTo("home");
    }

    @Test
    void the_same_price_elsewhere_proves_no_jump_that_looks_like_a_split() {
        fill(80);
        double[] before = bars[79].clone();
        scale(bars, 80, N, .5, 2);
        daily(80, 81);
        archive.take(rows("other", Basis.RAW, List.of(), 79, 81), evening(DAYS.get(80)));
        assertThat(state(80)).isEqualTo(State.OPEN);
        assertThat(archive.asks(What.ASK_ACTIONS)).isTrue();
        // An adjusted history that does not jump says that there was a split; one that jumps too says that the price fell.
        double[] adjusted = before.clone();
        for (int c = 0; c < 4; c++) {
            adjusted[c] *= .5;
        }
        archive.take(series("third", Basis.SPLIT, List.of(), 79, adjusted, bars[80]), evening(DAYS.get(80)));
        assertThat(state(80)).isEqualTo(State.OPEN);
        archive.take(series("third", Basis.SPLIT, List.of(), 79, before, bars[80]), evening(DAYS.get(80)));
        assertThat(state(80)).isEqualTo(State.ACCEPTED);
    }

    @Test
    void the_homes_changed_answer_replaces_its_suspect() {
        fill(80);
        double[] right = bars[80].clone();
        bars[80][3] *= .5;
        daily(80, 81);
        bars[80] = right;
        daily(81, 82);
        assertThat(state(80)).isEqualTo(State.REPLACED);
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().flags()).isEmpty();
        assertThat(archive.bars).hasSize(82);
    }

    @Test
    void a_copy_is_settled_by_a_bar_that_is_none() {
        fill(80);
        double[] right = bars[80].clone();
        bars[80] = bars[79].clone();
        daily(80, 81);
        right[3] = bars[79][3] * 1.001;
        archive.take(series("other", Basis.RAW, List.of(), 80, right), evening(DAYS.get(80)));
        assertThat(state(80)).as("a close nearby is no proof of a copy").isEqualTo(State.REPLACED);
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().flags()).isEmpty();
    }

    @Test
    void an_owner_accepts_or_refuses_and_is_not_asked_again() {
        fill(80);
        scale(bars, 80, N, .5, 2);
        daily(80, 81);
        var word = new Decision("Ada", evening(DAYS.get(80)));
        archive.rule(DAYS.get(80), true, word);
        assertThat(state(80)).isEqualTo(State.ACCEPTED);
        assertThat(archive.suspect(DAYS.get(80)).decided()).contains(word);
        assertThat(archive.bar(DAYS.get(80))).isPresent();
        scale(bars, 82, 83, .5, 2);
        daily(81, 83);
        archive.rule(DAYS.get(82), false, word);
        assertThat(state(82)).isEqualTo(State.REFUSED);
        assertThat(archive.bar(DAYS.get(82))).isEmpty();
        assertThat(archive.take(rows(80, 83), evening(DAYS.get(82))).isNothing()).isTrue();
        archive.take(rows(0, 83), Look.WHOLE, true, evening(DAYS.get(82)));
        assertThat(archive.bar(DAYS.get(80))).isPresent();
        assertThat(archive.bar(DAYS.get(82))).isEmpty();
        assertThat(archive.open()).isEmpty();
        assertThat(archive.rule(DAYS.get(82), true, word).problems()).singleElement().satisfies(
                p -> assertThat(p.line()).isEqualTo("AAA " + DAYS.get(82) + ": no bar of this day is held back"));
    }

    // ---- second looks and bases

    @Test
    void a_second_look_replaces_provisional_bars_logs_the_difference_and_makes_them_final() {
        fill(80);
        archive.take(rows(79, 82), early(DAYS.get(81)));
        assertThat(archive.bar(DAYS.get(81)).orElseThrow().flags()).containsExactly(BarFlag.PROVISIONAL);
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().flags()).isEmpty();
        assertThat(archive.take(rows(79, 82), early(DAYS.get(81))).isNothing()).isTrue();
        double first = bars[81][3];
        bars[81][3] *= 1.0005;
        archive.take(rows(80, 82), evening(DAYS.get(81)));
        assertThat(archive.bar(DAYS.get(81)).orElseThrow().flags()).isEmpty();
        assertThat(archive.changes).singleElement().satisfies(c -> {
            assertThat(c.before()).isEqualTo(first);
            assertThat(c.after()).isEqualTo(bars[81][3]);
            assertThat(c.why()).isEqualTo("second look");
        });
        archive.changes.clear();
        archive.take(rows(80, 83), early(DAYS.get(82)));
        archive.take(rows(80, 83), evening(DAYS.get(82)));
        assertThat(archive.bar(DAYS.get(82)).orElseThrow().flags()).isEmpty();
        assertThat(archive.changes).isEmpty();
    }

    @Test
    void a_second_look_that_is_wrong_leaves_the_first_one() {
        fill(80);
        archive.take(rows(79, 81), early(DAYS.get(80)));
        double right = bars[80][3];
        bars[80][3] *= .4;
        archive.take(rows(79, 81), evening(DAYS.get(80)));
        assertThat(archive.bar(DAYS.get(80)).orElseThrow().close()).isEqualTo(right);
        assertThat(archive.suspects).isEmpty();
        assertThat(archive.problems).singleElement().satisfies(
                p -> assertThat(p.sentence()).startsWith("what home gives now looks wrong (close ").endsWith("; the bar held stays"));
    }

    @Test
    void final_bars_change_only_when_asked_for_again() {
        fill(80);
        double before = bars[78][3];
        bars[78][3] *= 1.001;
        Judged judged = archive.take(rows(77, 81), evening(DAYS.get(80)));
        assertThat(archive.bar(DAYS.get(78)).orElseThrow().close()).isEqualTo(before);
        assertThat(judged.bars().size()).isEqualTo(1);
        assertThat(judged.next()).singleElement().satisfies(s -> {
            assertThat(s.what()).isEqualTo(What.REFETCH);
            assertThat(s.sentence()).startsWith("1 of 3 closes that home gives again differ from those held, the first of " + DAYS.get(78));
        });
        archive.take(rows(77, 81), Look.AGAIN, false, evening(DAYS.get(80)));
        assertThat(archive.bar(DAYS.get(78)).orElseThrow().close()).isEqualTo(bars[78][3]);
        assertThat(archive.changes).singleElement().satisfies(c -> assertThat(c.why()).isEqualTo("asked for again"));
    }

    @Test
    void one_factor_between_what_is_held_and_what_comes_means_that_the_basis_has_moved_and_nothing_enters() {
        GateArchive total = archive(Instrument.Kind.STOCK, Basis.TOTAL);
        total.take(rows("home", Basis.TOTAL, List.of(), 0, 80), evening(DAYS.get(79)));
        scale(bars, 0, 80, 1 / 1.0042, 1);
        PriceSeries moved = rows("home", Basis.TOTAL, List.of(), 78, 81);
        Judged judged = total.take(moved, evening(DAYS.get(80)));
        assertThat(judged.isNothing()).isTrue();
        assertThat(judged.next()).singleElement().satisfies(s -> assertThat(s.sentence())
                .isEqualTo("closes that home gives now differ from those held by one factor, 0.995818: its adjustment has moved"));
        PriceSeries whole = rows("home", Basis.TOTAL, List.of(), 0, 81);
        assertThat(SeriesSwap.refetched(total.held(LocalDate.EPOCH).bars(), whole, List.of()).allowed()).isTrue();
        total.take(whole, Look.WHOLE, true, evening(DAYS.get(80)));
        assertThat(total.bars).hasSize(81);
        assertThat(total.bar(DAYS.get(3)).orElseThrow().close()).isEqualTo(bars[3][3], within(1e-12));
        assertThat(total.changes).as("one factor is no change of a price").isEmpty();
    }

    @Test
    void a_provisional_bar_that_changes_before_the_next_open_is_no_moved_basis() {
        GateArchive split = archive(Instrument.Kind.STOCK, Basis.SPLIT);
        split.take(rows("home", Basis.SPLIT, List.of(), 0, 80), early(DAYS.get(79)));
        bars[79][3] *= 1.001;
        Judged tonight = split.take(rows("home", Basis.SPLIT, List.of(), 78, 80), evening(DAYS.get(79)));
        assertThat(tonight.next()).isEmpty();
        assertThat(tonight.changes()).hasSize(1);
        GateArchive late = archive(Instrument.Kind.STOCK, Basis.SPLIT);
        late.take(rows("home", Basis.SPLIT, List.of(), 0, 80), early(DAYS.get(79)));
        bars[79][3] *= 1.001;
        Judged tomorrow = late.take(rows("home", Basis.SPLIT, List.of(), 79, 81), evening(DAYS.get(80)));
        assertThat(tomorrow.next()).singleElement().satisfies(s -> assertThat(s.what()).isEqualTo(What.REFETCH));
        assertThat(tomorrow.bars().size()).isZero();
    }

    @Test
    void another_sources_bar_fills_a_day_after_the_last_action_only_and_the_home_takes_its_place_again() {
        GateArchive split = archive(Instrument.Kind.STOCK, Basis.SPLIT);
        List<CorporateAction> known = List.of(new Split(DAYS.get(60), 2));
        double[] gap = bars[40];
        bars[40] = new double[] {0, 0, 0, 0, 0};
        split.take(rows("home", Basis.SPLIT, known, 0, 80), evening(DAYS.get(79)));
        bars[40] = gap;
        Judged judged = split.take(rows("other", Basis.RAW, known, 40, 81), evening(DAYS.get(80)));
        assertThat(judged.bars().size()).isEqualTo(1);
        assertThat(judged.bars().date(0)).isEqualTo(DAYS.get(80));
        assertThat(judged.problems()).singleElement().satisfies(p -> assertThat(p.sentence()).startsWith("1 bars of other cannot stand"));
        assertThat(split.bar(DAYS.get(80)).orElseThrow().provider()).isEqualTo("other");
        bars[80][3] *= 1.001;
        split.take(rows("home", Basis.SPLIT, known, 79, 82), evening(DAYS.get(81)));
        assertThat(split.bar(DAYS.get(80)).orElseThrow().provider()).isEqualTo("home");
        assertThat(split.bar(DAYS.get(80)).orElseThrow().flags()).isEmpty();
        assertThat(split.changes).singleElement().satisfies(c -> assertThat(c.why()).isEqualTo("the home's own bar"));
        bars[82][3] *= 1.009;
        split.take(rows("other", Basis.RAW, known, 82, 83), evening(DAYS.get(82)));
        bars[82][3] /= 1.009;
        split.take(rows("home", Basis.SPLIT, known, 81, 83), evening(DAYS.get(82)));
        assertThat(split.bar(DAYS.get(82)).orElseThrow().flags()).containsExactly(BarFlag.DISPUTED);
    }

    @Test
    void a_split_history_that_was_applied_since_is_swapped_and_its_suspects_are_gone() {
        GateArchive split = archive(Instrument.Kind.STOCK, Basis.SPLIT);
        scale(bars, 80, N, .25, 4);
        split.take(rows("home", Basis.SPLIT, List.of(), 0, 80), evening(DAYS.get(79)));
        split.take(rows("home", Basis.SPLIT, List.of(), 79, 81), evening(DAYS.get(80)));
        assertThat(split.open()).hasSize(1);
        PriceSeries before = split.held(LocalDate.EPOCH).bars();
        List<CorporateAction> known = List.of(new Split(DAYS.get(80), 4));
        PriceSeries unapplied = rows("home", Basis.SPLIT, known, 0, 82);
        assertThat(SeriesSwap.refetched(before, unapplied, known).allowed()).isFalse();
        scale(bars, 0, 80, .25, 4);
        PriceSeries applied = rows("home", Basis.SPLIT, known, 0, 82);
        assertThat(SeriesSwap.refetched(before, applied, known).allowed()).isTrue();
        split.take(applied, Look.WHOLE, true, evening(DAYS.get(81)));
        assertThat(split.bars).hasSize(82);
        assertThat(split.open()).isEmpty();
    }

    // ---- whole days

    @Test
    void when_half_of_a_batch_repeat_yesterday_the_day_is_not_there_yet() {
        var batch = new ArrayList<Case>();
        PriceSeries held = rows(0, 80);
        for (int i = 0; i < 10; i++) {
            double[] today = i < 5 ? bars[79] : bars[80];
            PriceSeries incoming = i % 2 == 0
                    ? series("home", Basis.RAW, List.of(), 80, today)
                    : series("home", Basis.RAW, List.of(), 79, bars[79], today);
            batch.add(new Case(new Held(held, "home", List.of()), new Incoming(incoming, GateArchive.FINAL_AFTER, Look.NEWS, false)));
        }
        assertThat(BarGate.notYet(batch)).containsExactly(DAYS.get(80));
        assertThat(BarGate.notYet(batch.subList(1, 10))).as("nine prove nothing").isEmpty();
        assertThat(BarGate.without(batch.get(1), Set.of(DAYS.get(80))).incoming().bars().size()).isEqualTo(1);
        batch.set(4, new Case(batch.get(4).held(), new Incoming(rows(80, 81), GateArchive.FINAL_AFTER, Look.NEWS, false)));
        assertThat(BarGate.notYet(batch)).as("four of ten").isEmpty();
    }
}
