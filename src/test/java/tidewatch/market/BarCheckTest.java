package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.testing.Prices.instrument;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.market.BarCheck.Finding.NoRange;
import tidewatch.market.BarCheck.Finding.Suspect;
import tidewatch.market.CorporateAction.Split;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.testing.Prices;

/** The rules of BarCheck, each by hand, and as they show in a panel. */
class BarCheckTest {
    private static final LocalDate FIRST = LocalDate.parse("2025-01-02");
    private static final int N = 100;

    @Test
    void a_bar_that_agrees_with_itself_passes_and_so_does_rounding() {
        assertThat(BarCheck.range(10, 11, 9, 10.5)).isEmpty();
        assertThat(BarCheck.range(10, 10.4995, 9, 10.5)).as("0.005 % above the high").isEmpty();
        assertThat(BarCheck.range(Double.NaN, Double.NaN, Double.NaN, 10.5)).as("not given").isEmpty();
    }

    @Test
    void a_close_outside_the_range_is_a_suspect() {
        assertThat(BarCheck.range(82, 83, 82.11, 41.07)).contains(new Suspect("close 41.07 is below the low 82.11"));
        assertThat(BarCheck.range(82, 83, 82, 83.5)).contains(new Suspect("close 83.5 is above the high 83"));
    }

    @Test
    void an_open_outside_or_a_turned_range_costs_the_range_and_not_the_close() {
        assertThat(BarCheck.range(180.3051, 185, 180.5167, 182)).contains(new NoRange("open 180.305 is below the low 180.517"));
        assertThat(BarCheck.range(122.925, 122.04, 116, 116.61)).contains(new NoRange("open 122.925 is above the high 122.04"));
        assertThat(BarCheck.range(10, 9, 11, 10)).contains(new NoRange("high 9 is below the low 11"));
    }

    /** A calm walk: 1 % a day, range 2 %, a million shares. */
    private static double[][] walk() {
        var random = new Random(7);
        double[][] bars = new double[N][];
        double price = 100;
        for (int i = 0; i < N; i++) {
            price *= Math.exp(.01 * random.nextGaussian());
            bars[i] = new double[] {price, price * 1.01, price * .99, price, 1e6 * (1 + .1 * random.nextDouble())};
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

    private static Found<PricePanel> panel(Instrument.Kind kind, double[][] bars, List<CorporateAction> actions) {
        String symbol = switch (kind) {
            case STOCK, ETF -> "AAA";
            case INDEX -> "^AAA";
            case VOLATILITY -> "^VIX";
        };
        PriceSeries series = Prices.bars(new Instrument(symbol, symbol, kind, "", ""), Basis.RAW, FIRST, actions, bars);
        return PricePanel.of(TradingCalendar.shipped(), List.of(series), Prices.sessions(FIRST, bars.length).getLast());
    }

    private static List<Integer> held(Found<PricePanel> found) {
        var held = new ArrayList<Integer>();
        PricePanel.Series series = found.value().series().getFirst();
        for (int t = 0; t < found.value().size(); t++) {
            if (series.heldBack(t).isPresent()) {
                assertThat(series.close(t)).isNaN();
                held.add(t);
            }
        }
        return held;
    }

    @Test
    void a_jump_on_a_quiet_day_is_held_back_and_called_what_it_looks_like() {
        double[][] bars = walk();
        scale(bars, 80, 81, .5, 2);
        Found<PricePanel> found = panel(Instrument.Kind.STOCK, bars, List.of());
        assertThat(held(found)).containsExactly(80);
        assertThat(found.problems()).singleElement().satisfies(p -> assertThat(p.line())
                .startsWith("AAA " + found.value().session(80) + ": close ")
                .contains("a jump without volume, looks like an unapplied 2:1 split; the bar is held back"));
    }

    @Test
    void a_fault_that_lasts_some_days_and_goes_away_costs_those_days_only() {
        double[][] bars = walk();
        scale(bars, 80, 86, .5, 2);
        assertThat(held(panel(Instrument.Kind.STOCK, bars, List.of()))).containsExactly(80, 81, 82, 83, 84, 85);
    }

    @Test
    void a_level_that_stays_is_a_break_that_no_return_spans() {
        double[][] bars = walk();
        scale(bars, 80, N, .25, 4);
        Found<PricePanel> found = panel(Instrument.Kind.STOCK, bars, List.of());
        PricePanel.Series series = found.value().series().getFirst();
        assertThat(series.first()).isEqualTo(80);
        assertThat(series.close(80)).isPositive();
        assertThat(series.heldBack(79).orElseThrow()).startsWith("before an unexplained jump on ");
        assertThat(found.problems().getFirst().sentence()).contains("4:1 split and the price stayed there; all bars before are held back");
    }

    @Test
    void on_the_days_after_a_jump_it_stays_a_suspect_until_three_more_closes_agree() {
        double[][] bars = walk();
        scale(bars, 80, N, .25, 4);
        assertThat(held(panel(Instrument.Kind.STOCK, java.util.Arrays.copyOf(bars, 83), List.of()))).containsExactly(80, 81, 82);
        assertThat(panel(Instrument.Kind.STOCK, java.util.Arrays.copyOf(bars, 84), List.of()).value().series().getFirst().first())
                .isEqualTo(80);
    }

    @Test
    void a_known_split_or_a_loud_day_explains_a_jump() {
        double[][] split = walk();
        scale(split, 80, N, .25, 4);
        List<CorporateAction> known = List.of(new Split(Prices.sessions(FIRST, N).get(80), 4));
        assertThat(held(panel(Instrument.Kind.STOCK, split, known))).isEmpty();
        double[][] news = walk();
        scale(news, 80, N, .6, 1);
        news[80][4] *= 12;
        assertThat(held(panel(Instrument.Kind.STOCK, news, List.of()))).isEmpty();
    }

    @Test
    void a_young_series_has_nothing_to_compare_with_and_is_accepted() {
        double[][] bars = java.util.Arrays.copyOf(walk(), 15);
        scale(bars, 10, 11, .5, 2);
        assertThat(held(panel(Instrument.Kind.STOCK, bars, List.of()))).isEmpty();
    }

    @Test
    void an_index_may_not_move_a_quarter_and_vix_may() {
        double[][] bars = walk();
        scale(bars, 80, 81, 1.4, 1);
        assertThat(held(panel(Instrument.Kind.INDEX, bars, List.of()))).containsExactly(80);
        assertThat(held(panel(Instrument.Kind.VOLATILITY, bars, List.of()))).isEmpty();
        scale(bars, 80, 81, 2, 1);
        assertThat(held(panel(Instrument.Kind.VOLATILITY, bars, List.of()))).containsExactly(80);
    }

    @Test
    void no_volume_is_no_trade_for_a_share_but_not_for_an_index_or_a_source_without_volumes() {
        double[][] bars = walk();
        bars[50][4] = 0;
        Found<PricePanel> found = panel(Instrument.Kind.STOCK, bars, List.of());
        assertThat(held(found)).containsExactly(50);
        assertThat(found.problems().getFirst().sentence()).isEqualTo("no trade that day (volume 0); the bar is held back");
        assertThat(held(panel(Instrument.Kind.INDEX, bars, List.of()))).isEmpty();
        scale(bars, 0, N, 1, 0);
        assertThat(held(panel(Instrument.Kind.STOCK, bars, List.of()))).isEmpty();
    }

    @Test
    void a_copy_of_the_day_before_is_held_back() {
        double[][] bars = walk();
        bars[60] = bars[59].clone();
        bars[61] = bars[59].clone();
        assertThat(held(panel(Instrument.Kind.STOCK, bars, List.of()))).containsExactly(60, 61);
    }

    @Test
    void when_half_of_all_repeat_the_day_before_the_whole_day_is_held_back() {
        var all = new ArrayList<PriceSeries>();
        for (int s = 0; s < 12; s++) {
            double[][] bars = walk();
            if (s < 6) {
                bars[N - 1] = bars[N - 2].clone();
            }
            all.add(Prices.bars(instrument("S" + s), Basis.SPLIT, FIRST, List.of(), bars));
        }
        LocalDate last = Prices.sessions(FIRST, N).getLast();
        Found<PricePanel> found = PricePanel.of(TradingCalendar.shipped(), all, last);
        assertThat(found.value().priced(N - 1)).isZero();
        assertThat(found.value().priced(N - 2)).isEqualTo(12);
        assertThat(found.problems().getFirst().line())
                .isEqualTo(last + ": 6 of 12 series repeat the day before; the whole day is held back, fetch it again");
    }

    @Test
    void many_faults_of_one_kind_are_counted_and_not_listed() {
        double[][] bars = walk();
        for (int i = 10; i < 40; i++) {
            bars[i][0] = bars[i][1] * 1.1;
        }
        Found<PricePanel> found = panel(Instrument.Kind.STOCK, bars, List.of());
        assertThat(found.problems()).hasSize(4);
        assertThat(found.problems().stream().map(Problem::sentence)).last().asString().startsWith("27 more bars like these, up to ");
        assertThat(held(found)).isEmpty();
        assertThat(found.value().series().getFirst().levelHigh(10)).isNaN();
        assertThat(found.value().series().getFirst().close(10)).isPositive();
    }
}
