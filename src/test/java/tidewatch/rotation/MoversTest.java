package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidewatch.market.MadeUniverse;
import tidewatch.rotation.RotationRow.Kind;

class MoversTest {
    /** Noise to the day before, then one last step each. */
    private static MadePanel panel() {
        var panel = MadePanel.ending("2026-01-08", 100);
        add(panel, "SPY", .01, .001);
        add(panel, "CALM", .002, .01);
        add(panel, "WILD", .05, .04);
        add(panel, "DOWN", .01, -.02);
        add(panel, "SLIP", .04, -.03);
        add(panel, "GONE", .01, .5);
        panel.without("GONE", 99);
        return panel.stock("YOUNG", 100, 101, 150);
    }

    private static void add(MadePanel panel, String symbol, double sd, double lastStep) {
        var closes = new double[100];
        var random = new Random(symbol.hashCode());
        closes[0] = 100;
        for (int t = 1; t < 100; t++) {
            closes[t] = closes[t - 1] * Math.exp(t == 99 ? lastStep : sd * random.nextGaussian());
        }
        if (symbol.equals("SPY")) {
            panel.etf(symbol, closes);
        } else {
            panel.stock(symbol, closes);
        }
    }

    private static List<String> ids(List<RotationRow> rows) {
        return rows.stream().map(RotationRow::id).toList();
    }

    @Test
    void scaled_by_its_own_habits_a_calm_stock_outranks_a_wild_one() {
        var table = RotationTable.of(panel().panel(), new MadeUniverse().universe());
        var scaled = Movers.of(table, Measure.Z_OWN, 10);
        assertThat(ids(scaled.winners())).containsExactly("CALM", "WILD");
        assertThat(ids(scaled.losers())).containsExactly("DOWN", "SLIP");
        assertThat(scaled.ranked()).isEqualTo(4);
        assertThat(scaled.leftOut()).isEqualTo(2);
        var plain = Movers.of(table, Lookback.D1.absolute(), 10);
        assertThat(ids(plain.winners())).containsExactly("WILD", "CALM");
        assertThat(ids(plain.losers())).containsExactly("SLIP", "DOWN");
        assertThat(ids(Movers.of(table, Measure.R1, 1).winners())).containsExactly("WILD");
        assertThat(Movers.of(table, Measure.R1, 0).winners()).isEmpty();
    }

    @Test
    void a_group_a_sector_or_a_basket_narrows_the_field() {
        var universe = new MadeUniverse()
                .sector("Utilities", "XLU", List.of("CALM", "DOWN"))
                .basket("style:two", "WILD", "SLIP")
                .group("theme", "SPY")
                .universe();
        assertThat(Movers.among(universe, "Utilities")).contains(Set.of("CALM", "DOWN"));
        assertThat(Movers.among(universe, "Style:TWO")).contains(Set.of("WILD", "SLIP"));
        assertThat(Movers.among(universe, "THEME")).contains(Set.of("SPY"));
        assertThat(Movers.among(universe, "nonsense")).isEmpty();
        var table = RotationTable.of(panel().panel(), universe);
        var some = Movers.of(table, Measure.Z_OWN, Movers.among(universe, "Utilities").orElseThrow(), 5);
        assertThat(ids(some.winners())).containsExactly("CALM");
        assertThat(ids(some.losers())).containsExactly("DOWN");
    }

    @Test
    void ranks_leave_out_rows_that_are_not_ok_and_break_ties_by_the_longer_move_then_name() {
        var panel = panel();
        var table = RotationTable.of(panel.panel(), new MadeUniverse().universe());
        assertThat(ids(Ranking.of(table, Measure.R1, Set.of(Kind.STOCK)))).containsExactly("WILD", "CALM", "DOWN", "SLIP");
        var closes = panel.closes("CALM");
        double far = closes[36];
        panel.stock("ATWIN", closes.clone()).stock("ZTWIN", closes.clone());
        var mover = closes.clone();
        mover[36] = far / 2; // only its 63-session move differs
        panel.stock("ZMOVE", mover);
        var ties = RotationTable.of(panel.panel(), new MadeUniverse().universe()).rows().stream()
                .filter(row -> Set.of("CALM", "ATWIN", "ZTWIN", "ZMOVE").contains(row.id()))
                .toList();
        assertThat(ids(Ranking.of(ties, Measure.R1))).containsExactly("ZMOVE", "ATWIN", "CALM", "ZTWIN");
        assertThat(ids(Ranking.leastFirst(ties, Measure.R1))).containsExactly("ZMOVE", "ATWIN", "CALM", "ZTWIN");
    }
}
