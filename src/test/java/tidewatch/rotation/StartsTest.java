package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.market.MadeUniverse;
import tidewatch.market.PricePanel;
import tidewatch.market.Reading;
import tidewatch.market.Universe;

/** The starts of all rows of a table, what the market made of them, and which stand out. */
class StartsTest {
    private static final int N = 900;

    private final Random random = new Random(2026);
    private final double[] spy = Walks.walk(random, N, .01);
    private final MadePanel made = MadePanel.ending("2026-02-05", N).etf("SPY", spy);

    private static Starts of(PricePanel panel, Universe universe) {
        return Starts.of(panel, universe, RotationTable.of(panel, universe), FalseDiscovery.BH);
    }

    private static MadeUniverse themes(int n) {
        var universe = new MadeUniverse();
        for (int i = 0; i < n; i++) {
            universe.group("theme", "T" + i);
        }
        return universe;
    }

    /** Prices whose log steps are these many times the market's, and a step of their own. */
    private static double[] leveraged(Random random, double[] market, double beta, double sd) {
        var price = new double[market.length];
        price[0] = 100;
        for (int t = 1; t < price.length; t++) {
            price[t] = price[t - 1] * Math.exp(beta * Math.log(market[t] / market[t - 1]) + sd * random.nextGaussian());
        }
        return price;
    }

    @Test
    void a_planted_move_is_dated_and_stands_out_among_all_rows() {
        for (int i = 0; i < 12; i++) {
            made.etf("T" + i, Walks.around(random, spy, .005));
        }
        made.etf("T12", Walks.drift(Walks.around(random, spy, .005), N - 30, .006));
        var starts = of(made.panel(), themes(13).universe());

        var start = starts.start("T12").orElseThrow();
        assertThat(starts.searched()).isEqualTo(13);
        assertThat(start.strength()).isEqualTo(Strength.CLEAR);
        assertThat(starts.standOut()).extracting(Start::rowId).containsExactly("T12");
        assertThat(starts.strongest()).contains(start);
        var true30 = made.sessions().get(N - 30);
        assertThat(true30).isBetween(start.earliest(), start.latest());
        assertThat(start.base()).isEqualTo(made.sessions().get(N - 1 - start.sessions()));
        assertThat(start.start()).isEqualTo(made.sessions().get(N - start.sessions()));
        assertThat(start.move()).isCloseTo(.18, within(.06));
        assertThat(start.dated()).isTrue();
        assertThat(start.mostlyMarket()).isFalse();
    }

    @Test
    void a_pair_is_searched_leg_against_leg() {
        made.etf("G", Walks.around(random, spy, .005)).etf("V", Walks.drift(Walks.around(random, spy, .005), N - 25, .006));
        var starts = of(made.panel(), new MadeUniverse().with(MadeUniverse.pair("growth-value", "G", "V")).universe());

        assertThat(starts.start("growth-value")).hasValueSatisfying(start -> {
            assertThat(start.move()).isNegative();
            assertThat(start.strength().standsOut()).isTrue();
        });
    }

    @Test
    void a_high_beta_in_a_rising_market_is_mostly_the_markets_own_move() {
        var market = Walks.drift(Walks.walk(random, N, .006), N - 40, .006);
        var panel = MadePanel.ending("2026-02-05", N)
                .etf("SPY", market)
                .etf("T0", leveraged(random, market, 2.6, .002))
                .etf("T1", leveraged(random, market, 1, .004));
        var universe = themes(2).universe();
        var table = RotationTable.of(panel.panel(), universe);
        var start = Starts.of(panel.panel(), universe, table, FalseDiscovery.BH).start("T0").orElseThrow();

        // The slope of the relative return is 1.6; half of it is taken.
        assertThat(start.rest().orElseThrow().exposure()).isCloseTo(.8, within(.05));
        assertThat(start.move()).isGreaterThan(.25);
        assertThat(start.rest().orElseThrow().left()).isLessThan(start.move() * .6);
        assertThat(start.odds().p()).isLessThan(start.deciding().p());

        var after = new AfterMarket(panel.panel(), universe, table);
        var row = table.row("T0").orElseThrow();
        double relative = row.get(Measure.REL21).asDouble().orElseThrow();
        double left = after.left(row, Lookback.D21).asDouble().orElseThrow();
        double benchmark = table.row("SPY").orElseThrow().get(Measure.R21).asDouble().orElseThrow();
        assertThat(Math.log1p(left)).isCloseTo(Math.log1p(relative) - .8 * Math.log1p(benchmark), within(.01));
        assertThat(after.left(table.row("T1").orElseThrow(), Lookback.D21).asDouble().orElseThrow())
                .isCloseTo(table.row("T1").orElseThrow().get(Measure.REL21).asDouble().orElseThrow(), within(.01));
        assertThat(after.left(table.row("SPY").orElseThrow(), Lookback.D21)).isEqualTo(Reading.absent("it is the benchmark itself"));
    }

    @Test
    void without_history_before_a_move_nothing_is_taken_out_and_that_is_said() {
        made.etf("T0", Arrays.copyOfRange(Walks.around(random, spy, .005), N - 300, N));
        var universe = themes(1).universe();
        var table = RotationTable.of(made.panel(), universe);
        var row = table.row("T0").orElseThrow();

        assertThat(new AfterMarket(made.panel(), universe, table).left(row, Lookback.D63))
                .isInstanceOfSatisfying(Reading.Absent.class, absent -> assertThat(absent.why()).contains("too little history"));
        // 240 of the 252 sessions before a move must be there: 299 returns less the move's own.
        assertThat(of(made.panel(), universe).start("T0"))
                .hasValueSatisfying(start -> assertThat(start.rest().isPresent()).isEqualTo(start.sessions() <= 299 - 240));
    }

    @Test
    void a_row_without_a_start_says_why_and_stops_no_other() {
        made.etf("T0", Walks.around(random, spy, .005))
                .etf("T1", Arrays.copyOfRange(Walks.around(random, spy, .005), N - 200, N))
                .etf("T2", Walks.around(random, spy, .005))
                .without("T2", N - 1);
        made.etf("T3", Walks.around(random, spy, .005));
        for (int t = N - 378; t < N - 1; t += 15) {
            made.without("T3", t);
        }
        var starts = of(made.panel(), themes(5).universe());

        assertThat(starts.found()).containsOnlyKeys("T0");
        assertThat(starts.absent()).containsOnlyKeys("T1", "T2", "T3", "T4");
        assertThat(starts.absent()).containsEntry("T1", "too little history for a start date").containsEntry("T2", "last bar 2026-02-04");
        assertThat(starts.searched()).isEqualTo(1);
    }

    @Test
    void gaps_are_skipped_and_dates_are_still_those_of_sessions_with_prices() {
        made.etf("T0", Walks.drift(Walks.around(random, spy, .004), N - 20, .008)).without("T0", N - 6).without("T0", N - 300);
        var start = of(made.panel(), themes(1).universe()).start("T0").orElseThrow();

        assertThat(made.sessions().indexOf(start.base())).isLessThan(made.sessions().indexOf(start.start()));
        assertThat(N - made.sessions().indexOf(start.start())).isEqualTo(start.sessions() + (start.sessions() > 5 ? 2 : 0));
    }

    @Test
    void the_search_of_one_day_is_the_same_whatever_comes_later() {
        for (int i = 0; i < 4; i++) {
            made.etf("T" + i, Walks.around(random, spy, .006));
        }
        var universe = themes(4).universe();
        for (int t = N - 200; t < N; t += 50) {
            var then = made.cutAt(t);
            var changed = MadePanel.ending("2026-02-05", N);
            for (var entry : made.rows().entrySet()) {
                var closes = entry.getValue().closes().clone();
                Arrays.fill(closes, t + 1, N, 1);
                changed.etf(entry.getKey(), closes);
            }
            assertThat(of(changed.cutAt(t), universe)).isEqualTo(of(then, universe));
        }
    }

    /** On one look at 15 rows something is below .05 nearly every second time; named is something on fewer than one look in seven. */
    @Test
    void among_rows_without_a_trend_something_stands_out_on_few_looks() {
        int looks = 0;
        int some = 0;
        int named = 0;
        for (int seed = 0; seed < 40; seed++) {
            var own = new Random(seed);
            var market = Walks.walk(own, 700, .01);
            var panel = MadePanel.ending("2026-03-31", 700).etf("SPY", market);
            for (int i = 0; i < 15; i++) {
                panel.etf("T" + i, Walks.around(own, market, .006));
            }
            for (int t = 520; t < 700; t += 30) {
                var starts = of(panel.cutAt(t), themes(15).universe());
                looks++;
                some += starts.found().values().stream().anyMatch(start -> start.odds().cautious() < .05) ? 1 : 0;
                named += starts.standOut().isEmpty() ? 0 : 1;
            }
        }
        assertThat((double) some / looks).isBetween(.35, .62);
        assertThat((double) named / looks).isLessThan(1 / 7.0);
    }
}
