package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static tidewatch.testing.Prices.instrument;
import static tidewatch.testing.Prices.panel;
import static tidewatch.testing.Prices.series;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.market.CorporateAction.CashDividend;
import tidewatch.market.CorporateAction.PriceFactor;
import tidewatch.market.CorporateAction.Split;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.testing.Panels;
import tidewatch.testing.Prices;

class PricePanelTest {
    private static final LocalDate MON = LocalDate.parse("2026-01-05");
    private static final LocalDate THU = LocalDate.parse("2026-01-08");
    private static final LocalDate FRI = LocalDate.parse("2026-01-09");
    private static final double EXACT = 1e-12;

    private static PricePanel.Series only(PricePanel panel) {
        return panel.series().getFirst();
    }

    @Test
    void the_axis_is_the_exchanges_sessions_and_a_gap_is_nan() {
        PricePanel panel = panel(LocalDate.parse("2026-01-21"), series("AAA", LocalDate.parse("2026-01-15"), 10, Double.NaN, 12));
        assertThat(panel.size()).isEqualTo(4);
        assertThat(panel.session(0)).isEqualTo("2026-01-15");
        assertThat(panel.session(2)).as("19 January is a holiday").isEqualTo("2026-01-20");
        assertThat(panel.asOf()).isEqualTo("2026-01-21");
        assertThat(panel.indexOf(LocalDate.parse("2026-01-19"))).isEqualTo(-1);
        assertThat(panel.indexAtOrBefore(LocalDate.parse("2026-01-19"))).isEqualTo(1);
        assertThat(panel.indexAtOrBefore(LocalDate.parse("2026-01-14"))).isEqualTo(-1);
        assertThat(panel.indexAtOrBefore(LocalDate.MAX)).isEqualTo(3);
        PricePanel.Series aaa = panel.find("AAA").orElseThrow();
        assertThat(aaa.close(1)).isNaN();
        assertThat(aaa.levelHigh(3)).isNaN();
        assertThat(aaa.first()).isZero();
        assertThat(aaa.last()).isEqualTo(2);
        assertThat(panel.priced(1)).isZero();
        assertThat(panel.priced(2)).isEqualTo(1);
        assertThat(panel.find("BBB")).isEmpty();
        assertThatThrownBy(() -> aaa.close(4)).isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("AAA");
        assertThat(all(aaa.closes(1))).containsExactly(Double.NaN, 12, Double.NaN);
        assertThat(all(aaa.closes(4))).isEmpty();
        assertThatThrownBy(() -> aaa.closes(5)).isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("AAA");
    }

    /**
     * Between two sessions without a mark the bars up to the older one are the same in both panels, and a mark is there for a reason. The
     * series jump, come back, stay, lack bars, and begin without volume.
     */
    @Test
    void sessions_with_which_older_bars_are_judged_anew_are_marked() {
        int changes = 0;
        for (int seed = 1; seed <= 12; seed++) {
            var random = new Random(seed);
            int n = 160;
            var all = new ArrayList<PriceSeries>();
            for (int s = 0; s < 3; s++) {
                double level = 100;
                var bars = new double[n][];
                int untraded = s == 2 ? random.nextInt(60) : 0;
                for (int t = 0; t < n; t++) {
                    if (t > 40 && random.nextInt(25) == 0) {
                        level = level < 100 ? 100 : 100 / (1 + random.nextInt(4));
                    }
                    double close = level * (1 + .01 * random.nextGaussian());
                    bars[t] = random.nextInt(20) == 0
                            ? new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN}
                            : new double[] {close, close * 1.01, close * .99, close, t < untraded ? 0 : 1e8 / close * (.8 + .4 * random.nextDouble())};
                }
                all.add(Prices.bars("S" + s, LocalDate.parse("2025-01-02"), bars));
            }
            var calendar = TradingCalendar.shipped();
            var days = Prices.sessions(LocalDate.parse("2025-01-02"), n);
            var whole = PricePanel.of(calendar, all, days.getLast(), Set.of()).value();
            var offset = whole.indexOf(days.getLast()) - (n - 1);
            var panels = days.stream().map(day -> PricePanel.of(calendar, all, day, Set.of()).value()).toList();
            for (int end = 1; end < n; end++) {
                for (int t = 0; t < end; t++) {
                    boolean same = true;
                    for (int at = 0; at <= t + offset; at++) {
                        for (int s = 0; s < 3; s++) {
                            same &= Double.compare(panels.get(t).series().get(s).close(at), panels.get(end).series().get(s).close(at)) == 0;
                        }
                    }
                    boolean marked = IntStream.rangeClosed(t + 1, end).anyMatch(later -> whole.rejudged(later + offset));
                    assertThat(same || marked).as("seed %d, panels as of %s and %s", seed, days.get(t), days.get(end)).isTrue();
                    changes += same ? 0 : 1;
                }
            }
        }
        assertThat(changes).isGreaterThan(1000);
    }

    @Test
    void a_panel_without_a_fault_marks_no_session() {
        var steady = panel(series("AAA", LocalDate.parse("2025-01-02"), Prices.closes(200, t -> 100 + t)));
        for (int t = 0; t < steady.size(); t++) {
            assertThat(steady.rejudged(t)).isFalse();
        }
    }

    /** Whoever asks for few sessions first and for all later sees the same figures as one who asks for all. */
    @Test
    void log_returns_touch_no_gap_and_are_the_same_from_wherever_they_are_asked() {
        var late = series("LATE", THU, 5, 6);
        PricePanel panel = panel(FRI, series("AAA", MON, 10, 11, Double.NaN, 12, 15), late);
        PricePanel.Series aaa = panel.find("AAA").orElseThrow();
        assertThat(all(aaa.logReturns(3))).containsExactly(Double.NaN, Math.log(15 / 12.0));
        assertThat(all(aaa.logReturns(0))).containsExactly(Double.NaN, Math.log(11 / 10.0), Double.NaN, Double.NaN, Math.log(15 / 12.0));
        assertThat(all(aaa.logReturns(3))).containsExactly(Double.NaN, Math.log(15 / 12.0));
        assertThat(all(panel.find("LATE").orElseThrow().logReturns(0)))
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Math.log(6 / 5.0));
        assertThatThrownBy(() -> aaa.logReturns(6)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Laid out side by side or not, one series after the other or in one go, from late or from early on: the same figures. */
    @Test
    void what_lies_side_by_side_is_what_each_series_answers_alone() {
        var alone = panel(FRI, series("AAA", MON, 10, 11, Double.NaN, 12, 15), series("GONE", MON, 3, 4), series("LATE", THU, 5, 6));
        for (int first = 0; first <= alone.size(); first++) {
            for (int second = 0; second <= alone.size(); second++) {
                var gathered = panel(FRI, series("AAA", MON, 10, 11, Double.NaN, 12, 15), series("GONE", MON, 3, 4), series("LATE", THU, 5, 6));
                gathered.find("AAA").orElseThrow().logReturns(2);
                gathered.gather(first);
                gathered.gather(second);
                for (var expected : alone.series()) {
                    var series = gathered.find(expected.instrument().symbol()).orElseThrow();
                    for (int from = alone.size(); from >= 0; from--) {
                        assertThat(all(series.closes(from))).containsExactly(all(expected.closes(from)));
                        assertThat(all(series.logReturns(from))).containsExactly(all(expected.logReturns(from)));
                    }
                }
            }
        }
        assertThatThrownBy(() -> alone.gather(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> alone.gather(6)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static double[] all(Column column) {
        return column.copy(0, column.size() - 1);
    }

    @Test
    void the_core_begins_the_axis_and_older_bars_of_others_are_left_out() {
        var old = series("OLD", LocalDate.parse("2026-01-02"), 1, 2, 3);
        var core = series("CORE", MON, 5, 6);
        PricePanel panel = PricePanel.of(TradingCalendar.shipped(), List.of(old, core), FRI, Set.of("CORE")).value();
        assertThat(panel.session(0)).isEqualTo(MON);
        assertThat(panel.find("OLD").orElseThrow().close(0)).isEqualTo(2);
        assertThat(PricePanel.of(TradingCalendar.shipped(), List.of(old), FRI, Set.of("CORE")).value().session(0))
                .isEqualTo("2026-01-02");
    }

    @Test
    void raw_prices_are_divided_by_later_splits_and_volumes_multiplied() {
        var raw = series(
                instrument("AAA"), Basis.RAW, MON, new double[] {100, 104, 26, 27}, List.of(new Split(LocalDate.parse("2026-01-07"), 4)));
        PricePanel.Series after = only(panel(THU, raw));
        assertThat(List.of(after.close(0), after.close(1), after.close(2), after.close(3))).containsExactly(25.0, 26.0, 26.0, 27.0);
        assertThat(after.volume(1)).isEqualTo(4e6);
        assertThat(after.volume(2)).isEqualTo(1e6);
        PricePanel.Series before = only(panel(LocalDate.parse("2026-01-06"), raw));
        assertThat(before.levelClose(1)).as("on the day before, the split has not happened").isEqualTo(104);
    }

    @Test
    void a_price_factor_scales_prices_and_leaves_volume_alone() {
        var raw = series(
                instrument("AAA"), Basis.RAW, MON, new double[] {150, 100}, List.of(new PriceFactor(LocalDate.parse("2026-01-06"), 1.5)));
        assertThat(only(panel(raw)).close(0)).isEqualTo(100);
        assertThat(only(panel(raw)).volume(0)).isEqualTo(1e6);
    }

    @Test
    void a_dividend_lowers_the_closes_before_its_ex_date_and_not_the_level() {
        var split = series(
                instrument("AAA"), Basis.SPLIT, MON, new double[] {100, 98, 99}, List.of(new CashDividend(LocalDate.parse("2026-01-06"), 2)));
        PricePanel.Series s = only(panel(split));
        assertThat(s.close(0)).isCloseTo(98, within(EXACT));
        assertThat(s.close(1) / s.close(0) - 1).as("the fall was the dividend").isCloseTo(0, within(EXACT));
        assertThat(s.close(2)).as("the last close is the level").isEqualTo(99);
        assertThat(s.levelClose(0)).isEqualTo(100);
        assertThat(s.dividend(1)).isEqualTo(2);
        assertThat(s.dividend(0)).isZero();
    }

    @Test
    void a_dividend_of_the_split_day_is_in_new_shares() {
        LocalDate ex = LocalDate.parse("2026-01-06");
        var raw = series(
                instrument("AAA"), Basis.RAW, MON, new double[] {100, 49, 25}, List.of(
                        new Split(ex, 2), new CashDividend(ex, 1), new Split(LocalDate.parse("2026-01-07"), 2)));
        PricePanel.Series s = only(panel(raw));
        assertThat(s.close(0)).isCloseTo(25 * .98, within(EXACT));
        assertThat(s.close(1)).isCloseTo(24.5, within(EXACT));
        assertThat(s.dividend(1)).as("a share of today is half a share of that day").isEqualTo(.5);
    }

    @Test
    void a_dividend_as_large_as_the_price_is_refused_and_a_large_one_is_told() {
        var series = series(
                instrument("AAA"), Basis.SPLIT, MON, new double[] {10, 7, 7}, List.of(
                        new CashDividend(LocalDate.parse("2026-01-06"), 3), new CashDividend(LocalDate.parse("2026-01-07"), 7)));
        Found<PricePanel> found =
                PricePanel.ofAccepted(TradingCalendar.shipped(), List.of(series), LocalDate.parse("2026-01-07"), Set.of());
        assertThat(only(found.value()).close(0)).isCloseTo(7, within(EXACT));
        assertThat(only(found.value()).dividend(2)).isZero();
        assertThat(found.problems().stream().map(Problem::line)).containsExactly(
                "AAA 2026-01-06: dividend of 3 on a close of 10 is unusually large; returns count it",
                "AAA 2026-01-07: dividend of 7 on a close of 7 cannot be; it is left out");
    }

    @Test
    void an_adjusted_close_of_the_source_is_rescaled_to_the_as_of_day() {
        var series = new PriceSeries(
                instrument("AAA"), Basis.SPLIT, Prices.ORIGIN, days(MON, 3), new double[] {100, 98, 99}, new double[] {100, 98, 99},
                new double[] {100, 98, 99}, new double[] {100, 98, 99}, new double[] {1, 1, 1}, new double[] {49, 49, 49.5}, List.of());
        PricePanel.Series s = only(panel(series));
        assertThat(s.close(2)).isEqualTo(99);
        assertThat(s.close(0)).isCloseTo(98, within(EXACT));
    }

    private static int[] days(LocalDate first, int n) {
        return Prices.sessions(first, n).stream().mapToInt(d -> (int) d.toEpochDay()).toArray();
    }

    @Test
    void total_prices_stand_and_have_no_level() {
        var total = series(
                instrument("AAA"), Basis.TOTAL, MON, new double[] {100, 51}, List.of(
                        new Split(LocalDate.parse("2026-01-06"), 2), new CashDividend(LocalDate.parse("2026-01-06"), 2)));
        PricePanel.Series s = only(panel(total));
        assertThat(s.hasLevel()).isFalse();
        assertThat(s.close(0)).isEqualTo(100);
        assertThat(s.dividend(1)).isEqualTo(2);
    }

    @Test
    void rows_of_closed_days_are_left_out_and_counted() {
        var series = new PriceSeries(
                instrument("AAA"), Basis.SPLIT, Prices.ORIGIN, new int[] {
                    (int) FRI.toEpochDay(), (int) FRI.toEpochDay() + 1, (int) FRI.toEpochDay() + 3
                }, new double[] {1, 2, 3}, new double[] {1, 2, 3}, new double[] {1, 2, 3}, new double[] {1, 2, 3},
                new double[] {1, 2, 3}, new double[0], List.of());
        Found<PricePanel> found = PricePanel.ofAccepted(TradingCalendar.shipped(), List.of(series), LocalDate.parse("2026-01-12"), Set.of());
        assertThat(found.value().size()).isEqualTo(2);
        assertThat(only(found.value()).close(1)).isEqualTo(3);
        assertThat(found.problems().stream().map(Problem::line))
                .containsExactly("AAA: the row of 2026-01-10 (a Saturday) is left out, for the exchange was closed");
    }

    @Test
    void a_symbol_given_twice_and_a_symbol_without_bars_are_told() {
        Found<PricePanel> found = PricePanel.of(
                TradingCalendar.shipped(), List.of(series("AAA", MON, 1, 2), series("AAA", MON, 3, 4), series("NEW", FRI, 1)), THU);
        assertThat(found.value().find("AAA").orElseThrow().close(0)).isEqualTo(1);
        PricePanel.Series later = found.value().find("NEW").orElseThrow();
        assertThat(later.first()).isEqualTo(found.value().size());
        assertThat(later.last()).isEqualTo(-1);
        assertThat(found.problems().stream().map(Problem::line)).containsExactly(
                "AAA: there are two series of this symbol; the first one is used",
                "NEW: no price up to 2026-01-08; what needs it is left out");
        assertThat(PricePanel.of(TradingCalendar.shipped(), List.of(), THU).value().size()).isEqualTo(1);
    }

    @Test
    void a_panel_of_a_past_day_is_the_same_bytes_whether_later_rows_exist_or_not() {
        for (long seed = 1; seed <= 40; seed++) {
            var random = new Random(seed);
            var all = new ArrayList<PriceSeries>();
            for (Basis basis : Basis.values()) {
                for (int i = 0; i < 4; i++) {
                    all.add(randomSeries(basis + "" + i, basis, random));
                }
            }
            List<LocalDate> sessions = Prices.sessions(LocalDate.parse("2025-01-02"), 250);
            for (int k = 0; k < 4; k++) {
                LocalDate asOf = sessions.get(random.nextInt(sessions.size()));
                Found<PricePanel> full = PricePanel.of(TradingCalendar.shipped(), all, asOf);
                Found<PricePanel> cut = PricePanel.of(
                        TradingCalendar.shipped(), all.stream().map(s -> s.upTo(asOf)).toList(), asOf);
                assertThat(Panels.everything(full.value())).as("seed %d as of %s", seed, asOf).isEqualTo(Panels.everything(cut.value()));
                assertThat(full.problems()).as("seed %d as of %s", seed, asOf).isEqualTo(cut.problems());
            }
        }
    }

    /** Walks with gaps, splits, dividends, and faults that the checks find: halved closes, copies, contradictions, no volume. */
    private static PriceSeries randomSeries(String symbol, Basis basis, Random random) {
        int n = 1 + random.nextInt(249);
        LocalDate first = Prices.sessions(LocalDate.parse("2025-01-02"), 250).get(random.nextInt(250 - n + 1));
        List<LocalDate> sessions = Prices.sessions(first, n);
        double[][] bars = new double[n][];
        var actions = new ArrayList<CorporateAction>();
        double price = 100;
        for (int i = 0; i < n; i++) {
            if (random.nextInt(60) == 0) {
                double ratio = random.nextBoolean() ? 2 : .5;
                actions.add(random.nextInt(3) == 0 ? new PriceFactor(sessions.get(i), 1.1) : new Split(sessions.get(i), ratio));
                price /= basis == Basis.RAW ? ratio : 1;
            }
            if (random.nextInt(40) == 0) {
                actions.add(new CashDividend(sessions.get(i), price * .01));
            }
            price *= Math.exp(.02 * random.nextGaussian());
            double shown = random.nextInt(50) == 0 ? price / 2 : price;
            bars[i] = new double[] {shown, shown * 1.01, shown * .99, shown, 1e6 * (1 + random.nextDouble())};
            switch (random.nextInt(60)) {
                case 0 -> bars[i][1] = shown * .9;
                case 1 -> bars[i][0] = shown * 1.1;
                case 2 -> bars[i][4] = 0;
                case 3 -> bars[i][3] = Double.NaN;
                case 4 -> bars[i] = i > 0 ? bars[i - 1].clone() : bars[i];
                default -> {}
            }
        }
        return Prices.bars(instrument(symbol), basis, first, actions, bars);
    }
}
