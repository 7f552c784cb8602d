package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.market.Instrument;
import tidewatch.market.MadeUniverse;
import tidewatch.market.PricePanel;
import tidewatch.market.Reading;
import tidewatch.market.TradingCalendar;
import tidewatch.market.Universe;
import tidewatch.rotation.RotationRow.Kind;
import tidewatch.rotation.RotationRow.State;
import tidewatch.testing.Prices;

class RotationTableTest {
    private static final double EXACT = 1e-9;

    private static RotationRow row(MadePanel panel, String id) {
        return row(panel.panel(), id);
    }

    private static RotationRow row(PricePanel panel, String id) {
        return RotationTable.of(panel, new MadeUniverse().universe()).row(id).orElseThrow();
    }

    private static double value(RotationRow row, Measure measure) {
        return switch (row.get(measure)) {
            case Reading.Value(double x) -> x;
            case Reading.Absent(String why) -> throw new AssertionError(row.id() + " " + measure + ": " + why);
        };
    }

    private static String why(RotationRow row, Measure measure) {
        return switch (row.get(measure)) {
            case Reading.Value(double x) -> throw new AssertionError(row.id() + " " + measure + " is " + x);
            case Reading.Absent(String why) -> why;
        };
    }

    @Test
    void hand_made_lines_give_the_golden_figures() {
        var panel = MadePanel.ending("2026-01-08", 300)
                .etf("SPY", Walks.linear(300, 100, .5))
                .stock("AAA", Walks.linear(300, 100, 1));
        var row = row(panel, "AAA");
        assertThat(value(row, Measure.R1)).isCloseTo(.0025125628, within(1e-10));
        assertThat(value(row, Measure.R21)).isCloseTo(.0555555556, within(1e-10));
        assertThat(value(row, Measure.R252)).isCloseTo(1.7142857143, within(1e-10));
        assertThat(value(row, Measure.REL21)).isCloseTo(.0111333779, within(1e-10));
        assertThat(value(row, Measure.REL252)).isCloseTo(.3435442313, within(1e-10));
        assertThat(value(row, Measure.SMA50)).isCloseTo(399 / 374.5 - 1, within(EXACT));
        assertThat(value(row, Measure.SMA200)).isCloseTo(399 / 299.5 - 1, within(EXACT));
        assertThat(value(row, Measure.HIGH52)).isZero();
        assertThat(value(row, Measure.LOW52)).isCloseTo(1.6959459459, within(1e-10));
        assertThat(value(row, Measure.STREAK)).isEqualTo(299);
        assertThat(value(row, Measure.DOLLAR_VOLUME)).isCloseTo(399 / 368.5, within(EXACT));
        assertThat(row.state()).isEqualTo(State.OK);
    }

    @Test
    void a_streak_grows_turns_and_ends_on_an_equal_close() {
        double[] closes = {10, 11, 12, 12, 11, 10, 9, 10};
        int[] expected = {0, 1, 2, 0, -1, -2, -3, 1};
        var panel = MadePanel.ending("2026-01-08", 8).etf("SPY", Walks.linear(8, 100, 1)).stock("AAA", closes);
        assertThat(why(row(panel.cutAt(0), "AAA"), Measure.STREAK)).isEqualTo("prices start 2025-12-29: 1 session only");
        for (int t = 1; t < closes.length; t++) {
            assertThat(value(row(panel.cutAt(t), "AAA"), Measure.STREAK)).as("at %d", t).isEqualTo(expected[t]);
        }
    }

    @Test
    void a_streak_longer_than_the_copied_prices_is_counted_to_its_end() {
        int n = 700;
        var panel = MadePanel.ending("2026-01-08", n).etf("SPY", Walks.linear(n, 100, 1)).etf("BIL", Walks.linear(n, 90, .01));
        assertThat(value(row(panel, "BIL"), Measure.STREAK)).isEqualTo(699);
    }

    @Test
    void a_gap_takes_the_returns_that_touch_it_and_no_other() {
        var panel = MadePanel.ending("2026-01-08", 3).etf("SPY", 100, 100, 100).stock("AAA", 100, Double.NaN, 102);
        var row = row(panel, "AAA");
        assertThat(why(row, Measure.R1)).isEqualTo("no bar for 2026-01-07");
        assertThat(why(row, Measure.REL1)).isEqualTo("no bar for 2026-01-07");
        assertThat(value(row, Measure.STREAK)).isZero();
        var two = MadePanel.ending("2026-01-08", 22).etf("SPY", Walks.linear(22, 100, 0));
        var closes = Walks.linear(22, 100, 0);
        closes[20] = Double.NaN;
        closes[21] = 102;
        assertThat(value(row(two.stock("AAA", closes), "AAA"), Measure.R21)).isCloseTo(.02, within(EXACT));
    }

    @Test
    void the_year_starts_at_the_last_close_of_the_year_before() {
        var panel = MadePanel.ending("2026-01-02", 3).etf("SPY", 50, 50, 50).stock("AAA", 99, 100, 101);
        assertThat(panel.sessions().get(1)).hasToString("2025-12-31");
        assertThat(value(row(panel, "AAA"), Measure.R_YTD)).isCloseTo(.01, within(EXACT));
        var eve = MadePanel.ending("2025-12-31", 251).etf("SPY", Walks.linear(251, 50, 0)).stock("AAA", Walks.linear(251, 100, 1));
        assertThat(eve.sessions().getFirst()).hasToString("2024-12-31");
        assertThat(value(row(eve, "AAA"), Measure.R_YTD)).isCloseTo(2.5, within(EXACT));
        assertThat(value(row(eve, "AAA"), Measure.R_MTD)).isCloseTo(350.0 / 328 - 1, within(EXACT));
        assertThat(value(row(eve, "AAA"), Measure.R_QTD)).isCloseTo(350.0 / 286 - 1, within(EXACT));
    }

    @Test
    void a_line_that_began_this_year_says_when() {
        var panel = MadePanel.ending("2026-03-31", 400).etf("SPY", Walks.linear(400, 100, 1)).stock("NEW", Walks.linear(46, 100, 1));
        var row = row(panel, "NEW");
        assertThat(row.state()).isEqualTo(State.SHORT);
        assertThat(row.stateNote()).isEqualTo("prices start 2026-01-26: 46 sessions only");
        assertThat(why(row, Measure.R_YTD)).isEqualTo("prices start 2026-01-26: 46 sessions only");
        assertThat(why(row, Measure.Z21)).isEqualTo("prices start 2026-01-26: 46 sessions only");
        assertThat(why(row, Measure.SMA50)).isEqualTo("prices start 2026-01-26: 46 sessions only");
        assertThat(value(row, Measure.R21)).isCloseTo(145.0 / 124 - 1, within(EXACT));
    }

    @Test
    void a_move_of_five_sessions_is_scaled_by_the_noise_before_it() {
        double[] e = new double[257];
        for (int i = 0; i < 252; i++) {
            e[i] = i % 2 == 0 ? .01 : -.01;
        }
        Arrays.fill(e, 252, 257, .004);
        var panel = MadePanel.ending("2026-01-08", 258).etf("SPY", Walks.linear(258, 100, .1)).etf("AAA", ahead(258, e));
        var row = row(panel, "AAA");
        assertThat(value(row, Measure.Z5)).isCloseTo(.8926507698, within(1e-9));
        assertThat(why(row, Measure.Z21)).isEqualTo("prices start 2024-12-27: 258 sessions only");
    }

    /** Closes whose relative log returns against the straight line 100 + .1 t are e. */
    private static double[] ahead(int n, double[] e) {
        var closes = Walks.linear(n, 100, .1);
        double sum = 0;
        for (int t = 1; t < n; t++) {
            sum += e[t - 1];
            closes[t] *= Math.exp(sum);
        }
        return closes;
    }

    @Test
    void the_last_return_is_scaled_by_the_sixty_three_before_it() {
        var closes = new double[65];
        closes[0] = 100;
        for (int t = 1; t < 65; t++) {
            closes[t] = closes[t - 1] * Math.exp(t == 64 ? .03 : t % 2 == 0 ? .01 : -.01);
        }
        var panel = MadePanel.ending("2026-01-08", 65).etf("SPY", Walks.linear(65, 100, 1)).stock("AAA", closes);
        double mean = -.01 / 63;
        double sd = Math.sqrt((32 * Math.pow(-.01 - mean, 2) + 31 * Math.pow(.01 - mean, 2)) / 62);
        assertThat(value(row(panel, "AAA"), Measure.Z_OWN)).isCloseTo(.03 / sd, within(1e-9));
    }

    @Test
    void a_window_with_one_value_too_few_is_absent_and_counts_what_is_there() {
        var random = new Random(5);
        var spy = Walks.walk(random, 400, .01);
        var panel = MadePanel.ending("2026-01-08", 400).etf("SPY", spy).stock("AAA", Walks.around(random, spy, .01));
        panel.without("AAA", 350);
        assertThat(row(panel, "AAA").get(Measure.Z_OWN).present()).as("61 of 63 returns").isTrue();
        panel.without("AAA", 352);
        assertThat(why(row(panel, "AAA"), Measure.Z_OWN)).isEqualTo("gaps: 59 of 63 sessions are there, 60 are needed");
        assertThat(row(panel, "AAA").get(Measure.SMA50).present()).as("50 closes since 350").isTrue();
    }

    @Test
    void a_row_without_variation_is_flat_and_shows_no_infinity() {
        var random = new Random(1);
        var spy = Walks.walk(random, 400, .01);
        var steady = new double[400];
        var twin = new double[400];
        for (int t = 0; t < 400; t++) {
            steady[t] = 100 * Math.pow(1.01, t);
            twin[t] = spy[t] * 3;
        }
        var panel = MadePanel.ending("2026-01-08", 400)
                .etf("SPY", spy)
                .stock("CST", Walks.linear(400, 1e8, 0))
                .stock("INC", steady)
                .stock("TWN", twin);
        for (var id : List.of("CST", "INC")) {
            assertThat(row(panel, id).state()).as(id).isEqualTo(State.FLAT);
            assertThat(why(row(panel, id), Measure.Z_OWN)).isEqualTo("flat: no variation in 63 sessions");
        }
        assertThat(row(panel, "TWN").state()).isEqualTo(State.FLAT);
        assertThat(why(row(panel, "TWN"), Measure.Z21)).isEqualTo("flat against SPY");
        assertThat(value(row(panel, "TWN"), Measure.REL21)).isCloseTo(0, within(EXACT));
    }

    @Test
    void stale_and_held_back_rows_say_so_and_are_not_ok() {
        var random = new Random(2);
        var spy = Walks.walk(random, 400, .01);
        var panel = MadePanel.ending("2026-01-08", 400)
                .etf("SPY", spy)
                .stock("OLD", Walks.around(random, spy, .01));
        panel.without("OLD", 399).without("OLD", 398);
        var old = row(panel, "OLD");
        assertThat(old.state()).isEqualTo(State.STALE);
        assertThat(old.stateNote()).isEqualTo("last bar 2026-01-06");
        assertThat(why(old, Measure.R21)).isEqualTo("no bar for 2026-01-08");
        assertThat(why(old, Measure.HIGH52)).isEqualTo("no bar for 2026-01-08");
    }

    @Test
    void a_row_whose_last_bar_is_held_back_says_why() {
        var first = LocalDate.of(2026, 1, 2);
        var bars = new double[][] {{50, 51, 49, 50, 1e6}, {50, 52, 50, 51, 1e6}, {51, 52, 50, 60, 1e6}};
        var spy = new double[][] {{50, 51, 49, 50, 1e6}, {50, 52, 50, 51, 1e6}, {51, 52, 50, 51, 1e6}};
        var panel = PricePanel.of(
                        TradingCalendar.shipped(),
                        List.of(Prices.bars("HLD", first, bars), Prices.bars("SPY", first, spy)),
                        LocalDate.of(2026, 1, 6))
                .value();
        var held = row(panel, "HLD");
        assertThat(held.state()).isEqualTo(State.QUARANTINED);
        assertThat(held.stateNote()).isEqualTo("the bar of 2026-01-06 is held back: close 60 is above the high 52");
        assertThat(why(held, Measure.R1)).isEqualTo(held.stateNote());
    }

    @Test
    void without_a_benchmark_close_every_row_says_so_and_keeps_its_own_returns() {
        var random = new Random(3);
        var spy = Walks.walk(random, 400, .01);
        var panel = MadePanel.ending("2026-01-08", 400).etf("SPY", spy).stock("AAA", Walks.around(random, spy, .01));
        panel.without("SPY", 399);
        var row = row(panel, "AAA");
        assertThat(row.state()).isEqualTo(State.NO_BENCHMARK);
        assertThat(row.stateNote()).isEqualTo("no SPY close for 2026-01-08");
        assertThat(row.get(Measure.R5).present()).isTrue();
        assertThat(why(row, Measure.REL5)).isEqualTo("no SPY bar for 2026-01-08");
        assertThat(why(row, Measure.Z21)).isEqualTo("no SPY bar for 2026-01-08");
        assertThat(RotationTable.of(panel.panel(), new MadeUniverse().universe()).rows()).noneMatch(RotationRow::ok);
        assertThat(RotationList.of(panel.panel(), new MadeUniverse().universe())).isEqualTo(new RotationList(List.of(), List.of(), List.of()));
        var none = MadePanel.ending("2026-01-08", 100).stock("AAA", Walks.linear(100, 100, 1));
        assertThat(row(none, "AAA").stateNote()).isEqualTo("no SPY close for 2026-01-08");
        assertThat(why(row(none, "AAA"), Measure.REL5)).isEqualTo("no prices for SPY");
    }

    /** Two of 21 moves touch the gap, and the move of 21 sessions is known from its ends all the same. */
    @Test
    void a_session_without_a_benchmark_close_takes_no_figure_of_the_weeks_after_it() {
        var random = new Random(3);
        var spy = Walks.walk(random, 400, .01);
        var panel = MadePanel.ending("2026-01-08", 400).etf("SPY", spy).stock("AAA", Walks.around(random, spy, .01));
        var whole = row(panel, "AAA");
        panel.without("SPY", 396);
        var gap = row(panel, "AAA");
        for (var measure : List.of(Measure.Z5, Measure.Z21, Measure.Z63)) {
            assertThat(value(gap, measure)).as(measure.name()).isCloseTo(value(whole, measure), within(1e-9));
        }
        panel.without("SPY", 394);
        assertThat(why(row(panel, "AAA"), Measure.REL5)).isEqualTo("no SPY bar for 2025-12-31");
        assertThat(why(row(panel, "AAA"), Measure.Z5)).isEqualTo("no SPY bar for 2025-12-31");
    }

    @Test
    void the_benchmark_has_no_figures_against_itself() {
        var panel = MadePanel.ending("2026-01-08", 400).etf("SPY", Walks.walk(new Random(1), 400, .01));
        var row = row(panel, "SPY");
        assertThat(row.state()).isEqualTo(State.OK);
        assertThat(row.kind()).isEqualTo(Kind.BENCHMARK);
        assertThat(why(row, Measure.REL21)).isEqualTo("it is the benchmark itself");
        assertThat(why(row, Measure.Z21)).isEqualTo("it is the benchmark itself");
        assertThat(row.get(Measure.Z_OWN).present()).isTrue();
    }

    @Test
    void a_pair_speaks_of_its_ratio_and_shows_the_long_legs_own_return() {
        var panel = MadePanel.ending("2026-01-08", 300)
                .etf("SPY", Walks.walk(new Random(4), 300, .01))
                .etf("IWF", Walks.linear(300, 100, 1))
                .etf("IWD", Walks.linear(300, 100, .5));
        var universe = new MadeUniverse()
                .with(MadeUniverse.pair("growth-value", "IWF", "IWD"))
                .universe();
        var row = RotationTable.of(panel.panel(), universe).row("growth-value").orElseThrow();
        assertThat(row.kind()).isEqualTo(Kind.PAIR);
        assertThat(value(row, Measure.R21)).isCloseTo(.0555555556, within(1e-10));
        assertThat(value(row, Measure.REL21)).isCloseTo(.0111333779, within(1e-10));
        assertThat(value(row, Measure.HIGH52)).isZero();
        assertThat(value(row, Measure.LOW52)).isCloseTo(399 / 249.5 / (148.0 / 124) - 1, within(EXACT));
        assertThat(value(row, Measure.STREAK)).isEqualTo(299);
        assertThat(why(row, Measure.DOLLAR_VOLUME)).isEqualTo("a pair has no volume");
    }

    @Test
    void a_pair_falls_back_to_the_next_proxy_with_live_prices() {
        var dead = new double[300];
        Arrays.fill(dead, 100);
        Arrays.fill(dead, 290, 300, Double.NaN);
        var random = new Random(8);
        var panel = MadePanel.ending("2026-01-08", 300)
                .etf("SPY", Walks.walk(random, 300, .01))
                .etf("IWF", dead)
                .etf("IWD", Walks.walk(random, 300, .01))
                .etf("VUG", Walks.walk(random, 300, .01))
                .etf("VTV", Walks.walk(random, 300, .01));
        var pair = MadeUniverse.pair("growth-value", "IWF", "IWD", MadeUniverse.pair("vug-vtv", "VUG", "VTV"));
        var row = RotationTable.of(panel.panel(), new MadeUniverse().with(pair).universe()).row("growth-value").orElseThrow();
        assertThat(row.basket().id()).isEqualTo("VUG");
        assertThat(row.against().id()).isEqualTo("VTV");
        assertThat(row.ok()).isTrue();
        var nothing = MadeUniverse.pair("small-market", "IWM", "SPY", MadeUniverse.pair("b", "IJR", "SPY"));
        var unpriced = RotationTable.of(panel.panel(), new MadeUniverse().with(nothing).universe()).row("small-market").orElseThrow();
        assertThat(unpriced.basket().id()).isEqualTo("IWM");
        assertThat(unpriced.stateNote()).isEqualTo("no prices for IWM");
    }

    @Test
    void a_basket_is_the_mean_of_simple_returns_rebalanced_every_session() {
        var panel = MadePanel.ending("2026-01-08", 6)
                .etf("SPY", Walks.linear(6, 100, 0))
                .stock("AAA", 100, 100, 100, 100, 110, 121)
                .stock("BBB", 50, 50, 50, 50, 45, 54);
        var universe = new MadeUniverse().basket("style:two", "AAA", "BBB").universe();
        var row = RotationTable.of(panel.panel(), universe).row("style:two").orElseThrow();
        assertThat(row.kind()).isEqualTo(Kind.BASKET);
        assertThat(value(row, Measure.R1)).isCloseTo((.10 + .20) / 2, within(EXACT));
        assertThat(value(row, Measure.R5)).isCloseTo((1 + (.10 - .10) / 2) * 1.15 - 1, within(EXACT));
        assertThat(why(row, Measure.DOLLAR_VOLUME)).isEqualTo("a basket has no volume of its own");
    }

    @Test
    void a_basket_goes_on_with_sixty_percent_of_its_members_and_breaks_with_fewer() {
        var random = new Random(6);
        var panel = MadePanel.ending("2026-01-08", 400).etf("SPY", Walks.walk(random, 400, .01));
        for (var symbol : List.of("AAA", "BBB", "CCC", "DDD", "EEE")) {
            panel.stock(symbol, Walks.walk(random, 400, .01));
        }
        var universe = new MadeUniverse()
                .basket("theme:five", "AAA", "BBB", "CCC", "DDD", "EEE")
                .universe();
        panel.without("AAA", 390).without("BBB", 390);
        assertThat(RotationTable.of(panel.panel(), universe).row("theme:five").orElseThrow().get(Measure.R21).present()).isTrue();
        panel.without("CCC", 390);
        var broken = RotationTable.of(panel.panel(), universe).row("theme:five").orElseThrow();
        assertThat(why(broken, Measure.R21)).isEqualTo("fewer than 60 % of its members have a bar for 2025-12-24");
        assertThat(broken.get(Measure.R5).present()).isTrue();
        assertThat(broken.get(Measure.Z63).present()).as("61 of 63 relative returns").isTrue();
        assertThat(broken.ok()).isTrue();
    }

    @Test
    void every_priced_instrument_has_one_row_in_the_order_of_the_universe() {
        var random = new Random(7);
        var panel = MadePanel.ending("2026-01-08", 100);
        for (var symbol : List.of("SPY", "XLU", "ITA", "GLD", "QLD")) {
            panel.etf(symbol, Walks.walk(random, 100, .01));
        }
        panel.stock("ZZZ", Walks.walk(random, 100, .01)).stock("AAA", Walks.walk(random, 100, .01));
        panel.with(new Instrument("^VIX", "VIX", Instrument.Kind.VOLATILITY, "", ""), Walks.walk(random, 100, .05));
        panel.with(new Instrument("^RUT", "Russell 2000", Instrument.Kind.INDEX, "", ""), Walks.walk(random, 100, .01));
        var universe = new MadeUniverse()
                .group("sector", "XLU")
                .group("theme", "ITA", "IGV")
                .group("cross-asset", "GLD", "XLU")
                .universe();
        var table = RotationTable.of(panel.panel(), universe);
        assertThat(table.rows()).extracting(RotationRow::id)
                .containsExactly("SPY", "XLU", "ITA", "IGV", "GLD", "AAA", "QLD", "ZZZ", "^RUT", "^VIX");
        assertThat(table.row("IGV").orElseThrow().stateNote()).isEqualTo("no prices for IGV");
        assertThat(table.row("QLD").orElseThrow().kind()).isEqualTo(Kind.FUND);
        assertThat(table.row("^VIX").orElseThrow().kind()).isEqualTo(Kind.VOLATILITY);
        assertThat(Ranking.of(table.rows(), Measure.R1)).extracting(RotationRow::id).doesNotContain("^VIX", "IGV").hasSize(8);
    }

    /** Sums over 500 walks that were computed apart from this program, from the same seed. */
    @Test
    void a_large_panel_gives_the_checksums_computed_apart() {
        var panel = LargePanel.panel(LargePanel.walks(500, 2520), 400, 1);
        var rows = RotationTable.of(panel, new MadeUniverse().universe()).rows();
        assertThat(rows).hasSize(500);
        assertThat(sum(rows, Measure.R1)).isCloseTo(.2101789871, within(1e-9));
        assertThat(sum(rows, Measure.R5)).isCloseTo(.4157724772, within(1e-9));
        assertThat(sum(rows, Measure.R21)).isCloseTo(3.8254957584, within(1e-9));
        assertThat(sum(rows, Measure.R63)).isCloseTo(12.8473975959, within(1e-8));
        assertThat(sum(rows, Measure.R126)).isCloseTo(22.2209394982, within(1e-8));
        assertThat(sum(rows, Measure.R252)).isCloseTo(43.4448259723, within(1e-8));
        assertThat(sum(rows, Measure.HIGH52)).isCloseTo(-68.8617155829, within(1e-8));
        assertThat(sum(rows, Measure.STREAK)).isEqualTo(67);
        assertThat(sumOfMeans(panel, rows, Measure.SMA50)).isCloseTo(103925.1072579341, within(1e-5));
        assertThat(sumOfMeans(panel, rows, Measure.SMA200)).isCloseTo(101874.0443666152, within(1e-5));
    }

    private static double sum(List<RotationRow> rows, Measure measure) {
        return rows.stream().mapToDouble(row -> value(row, measure)).sum();
    }

    private static double sumOfMeans(PricePanel panel, List<RotationRow> rows, Measure measure) {
        return rows.stream()
                .mapToDouble(row -> panel.find(row.id()).orElseThrow().close(panel.size() - 1) / (1 + value(row, measure)))
                .sum();
    }

    /** Random panels with gaps, late starts and stale ends; the seed is in the message. */
    @Test
    void the_scale_of_a_price_changes_no_figure() {
        for (int seed = 1; seed <= 20; seed++) {
            var random = new Random(seed);
            int n = 280 + random.nextInt(200);
            var panel = gappy(random, n);
            var universe = universe();
            int t = n - 1 - random.nextInt(60);
            var then = RotationTable.of(panel.cutAt(t), universe);
            var seen = new ArrayList<>(then.rows());
            panel.rows().forEach((symbol, row) -> {
                double factor = 1 + random.nextInt(50);
                for (int i = 0; i < row.closes().length; i++) {
                    row.closes()[i] *= factor;
                }
            });
            var again = RotationTable.of(panel.cutAt(t), universe);
            for (int i = 0; i < seen.size(); i++) {
                assertSame(seed, seen.get(i), again.rows().get(i));
            }
        }
    }

    @Test
    void later_bars_change_no_figure() {
        for (int seed = 1; seed <= 10; seed++) {
            var random = new Random(seed);
            int n = 330 + random.nextInt(100);
            var panel = gappy(random, n);
            int t = n - 1 - random.nextInt(60);
            var then = RotationTable.of(panel.cutAt(t), universe());
            for (var row : panel.rows().values()) {
                for (int later = t + 1; later < n; later++) {
                    row.closes()[later] = 1 + 1000 * random.nextDouble();
                }
            }
            assertThat(RotationTable.of(panel.cutAt(t), universe())).as("seed %d", seed).isEqualTo(then);
        }
    }

    private static void assertSame(int seed, RotationRow one, RotationRow two) {
        assertThat(two.state()).as("seed %d, %s", seed, one.id()).isEqualTo(one.state());
        for (var measure : Measure.values()) {
            var what = "seed " + seed + ", " + one.id() + " " + measure;
            assertThat(two.get(measure).present()).as(what).isEqualTo(one.get(measure).present());
            one.get(measure).asDouble().ifPresent(x -> assertThat(
                            two.get(measure).asDouble().orElseThrow())
                    .as(what)
                    .isCloseTo(x, within(1e-9 * Math.max(1, Math.abs(x)))));
        }
    }

    static Universe universe() {
        return new MadeUniverse()
                .group("theme", "T0", "T1", "T2")
                .with(MadeUniverse.pair("pair", "T0", "T1"))
                .basket("basket", "S0", "S1", "S2", "S3", "S4")
                .universe();
    }

    static MadePanel gappy(Random random, int n) {
        var panel = MadePanel.ending("2026-03-31", n);
        var spy = Walks.walk(random, n, .01);
        panel.etf("SPY", spy);
        for (int i = 0; i < 3; i++) {
            panel.etf("T" + i, Walks.around(random, spy, .005));
        }
        for (int i = 0; i < 8; i++) {
            int listed = random.nextInt(4) == 0 ? random.nextInt(n - 2) : 0;
            panel.stock("S" + i, Arrays.copyOfRange(Walks.around(random, spy, .02), listed, n));
        }
        for (var row : panel.rows().values()) {
            for (int gaps = random.nextInt(12); gaps > 0; gaps--) {
                row.closes()[random.nextInt(n)] = Double.NaN;
            }
        }
        return panel;
    }

    /** The plainest possible second computation, by calendar index and without windows shared or copied. */
    @Test
    void every_figure_agrees_with_a_plain_second_computation() {
        for (int seed = 1; seed <= 15; seed++) {
            var random = new Random(seed);
            var panel = gappy(random, 420);
            int last = 419;
            var table = RotationTable.of(panel.panel(), universe());
            var spy = panel.closes("SPY");
            for (var row : table.of(Kind.STOCK)) {
                var p = panel.closes(row.id());
                var what = "seed " + seed + ", " + row.id();
                for (var window : List.of(Lookback.D1, Lookback.D5, Lookback.D21, Lookback.D63, Lookback.D126, Lookback.D252)) {
                    int base = last - window.sessions();
                    same(what, row.get(window.absolute()), p[last] / p[base] - 1);
                    same(what, row.get(window.relative()), p[last] / p[base] / (spy[last] / spy[base]) - 1);
                }
                var r = new ArrayList<Double>();
                for (int t = last - 63; t <= last - 1; t++) {
                    r.add(Math.log(p[t] / p[t - 1]));
                }
                same(what, row.get(Measure.Z_OWN), Math.log(p[last] / p[last - 1]) / sd(r, 60));
                var z = List.of(Measure.Z5, Measure.Z21, Measure.Z63);
                var k = List.of(5, 21, 63);
                for (int i = 0; i < 3; i++) {
                    var before = new ArrayList<Double>();
                    var move = new ArrayList<Double>();
                    for (int t = last - k.get(i) - 251; t <= last; t++) {
                        (t <= last - k.get(i) ? before : move)
                                .add(Math.log(p[t] / p[t - 1]) - Math.log(spy[t] / spy[t - 1]));
                    }
                    move.removeIf(x -> Double.isNaN(x));
                    double sum = move.stream().mapToDouble(x -> x).sum();
                    // At a gap the move is known from its ends, as REL21 is, else from those of its sessions that are there.
                    int base = last - k.get(i);
                    double between = Math.log(p[last] / p[base] / (spy[last] / spy[base]));
                    boolean ends = !Double.isNaN(between);
                    boolean enough = ends || move.size() >= List.of(5, 20, 60).get(i) && !Double.isNaN(p[last]) && !Double.isNaN(spy[last]);
                    double scale = sd(before, 240) * Math.sqrt(ends ? k.get(i) : move.size());
                    same(what, row.get(z.get(i)), enough ? (ends ? between : sum) / scale : Double.NaN);
                }
            }
        }
    }

    private static double sd(List<Double> values, int needed) {
        var there = values.stream().filter(x -> !Double.isNaN(x)).mapToDouble(x -> x).toArray();
        double mean = Arrays.stream(there).average().orElse(Double.NaN);
        double squares = Arrays.stream(there).map(x -> (x - mean) * (x - mean)).sum();
        return there.length < needed ? Double.NaN : Math.sqrt(squares / (there.length - 1));
    }

    private static void same(String what, Reading reading, double expected) {
        assertThat(reading.present()).as("%s expected %s", what, expected).isEqualTo(!Double.isNaN(expected));
        reading.asDouble().ifPresent(x -> assertThat(x).as(what).isCloseTo(expected, within(1e-9)));
    }
}
