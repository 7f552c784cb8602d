package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.market.MadeUniverse;
import tidewatch.market.Reading;
import tidewatch.market.Universe;

class MarketStructureTest {
    private static final List<String> FIVE = List.of("XL1", "XL2", "XL3", "XL4", "XL5");
    private static final Universe SECTORS = new MadeUniverse().group("sector", FIVE.toArray(String[]::new)).universe();

    private static double value(Reading reading) {
        return reading.asDouble().orElseThrow(() -> new AssertionError(reading.toString()));
    }

    private static MadePanel walks(int n) {
        var random = new Random(11);
        var panel = MadePanel.ending("2026-01-08", n).etf("SPY", Walks.walk(random, n, .01));
        FIVE.forEach(symbol -> panel.etf(symbol, Walks.walk(random, n, .01)));
        for (int i = 0; i < 12; i++) {
            panel.stock("S" + i, Walks.walk(random, n, .02));
        }
        return panel;
    }

    @Test
    void dispersion_is_the_deviation_across_sectors() {
        var panel = MadePanel.ending("2026-01-08", 2).etf("SPY", 100, 100);
        for (int i = 0; i < 5; i++) {
            panel.etf(FIVE.get(i), 100, 101 + i);
        }
        var found = Dispersion.of(panel.panel(), SECTORS, 1);
        assertThat(value(found.spread()) * 100).isCloseTo(1.5811388301, within(1e-10));
        assertThat(found.sectors()).isEqualTo(5);
        assertThat(found.percentile()).isEqualTo(Reading.absent("1 values only, 240 of 252 are needed"));
    }

    @Test
    void its_percentile_is_the_share_below_in_its_own_last_year() {
        var made = walks(400);
        var found = Dispersion.of(made.panel(), SECTORS, 21);
        double now = value(found.spread());
        int below = 0;
        for (int back = 1; back < 252; back++) {
            below += value(Dispersion.of(made.cutAt(399 - back), SECTORS, 21).spread()) < now ? 1 : 0;
        }
        assertThat(value(found.percentile())).isCloseTo((below + .5) / 252, within(1e-12)).isBetween(.01, .99);
    }

    @Test
    void equal_values_count_half() {
        var panel = MadePanel.ending("2026-01-08", 300).etf("SPY", Walks.linear(300, 100, 0));
        FIVE.forEach(symbol -> panel.etf(symbol, Walks.linear(300, 100, 0)));
        assertThat(value(Dispersion.of(panel.panel(), SECTORS, 5).percentile())).isEqualTo(.5);
    }

    @Test
    void four_sectors_have_no_dispersion() {
        var found = Dispersion.of(walks(300).without("XL3", 299).panel(), SECTORS, 21);
        assertThat(found.spread()).isEqualTo(Reading.absent("4 of 5 sector funds have both closes, at least 5 are needed"));
        assertThat(found.percentile().present()).isFalse();
        var shorter = Dispersion.of(walks(300).cutAt(9), SECTORS, 21);
        assertThat(shorter.spread()).isEqualTo(Reading.absent("0 of 5 sector funds have both closes, at least 5 are needed"));
        assertThat(shorter.sectors()).isZero();
    }

    @Test
    void the_golden_mean_of_three_coefficients() {
        var returns = List.of(new double[] {1, 2, 3, 4}, new double[] {2, 4, 6, 8}, new double[] {4, 3, 2, 1});
        assertThat(value(Correlation.of(returns, 3).mean())).isCloseTo(-1 / 3.0, within(1e-12));
    }

    /** Fixture and its script: oracles/rotation.py. */
    @Test
    void it_equals_the_mean_of_all_coefficients_of_an_independent_implementation() {
        var rows = Oracle.rows("correlation.csv");
        List<double[]> returns = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int column = i;
            returns.add(rows.stream().mapToDouble(row -> row[column]).toArray());
        }
        double expected = Double.parseDouble(Oracle.lines("correlation.csv").getFirst().replaceAll(".*: ", ""));
        assertThat(expected).isBetween(.1, .9);
        assertThat(value(Correlation.of(returns, 8).mean())).isCloseTo(expected, within(1e-12));
    }

    @Test
    void a_name_with_a_gap_or_without_variance_is_left_out_and_the_count_says_so() {
        var panel = walks(200);
        panel.stock("S0", Walks.linear(200, 50, 0)).without("S1", 150).without("S2", 199);
        var symbols = List.of("S0", "S1", "S2", "S3", "S4", "NONE");
        var found = Correlation.of(panel.panel(), symbols);
        assertThat(found.names()).isEqualTo(2);
        assertThat(found.asked()).isEqualTo(6);
        assertThat(found.mean()).isEqualTo(Correlation.of(panel.panel(), List.of("S3", "S4")).mean());
        assertThat(Correlation.of(panel.panel(), List.of("S3", "S0")).mean())
                .isEqualTo(Reading.absent("1 of 2 names have all closes of 63 sessions, at least 2 are needed"));
        assertThat(Correlation.of(panel.cutAt(62), symbols).names()).isZero();
    }

    @Test
    void the_line_sums_rising_less_falling_stocks() {
        var panel = MadePanel.ending("2026-01-08", 100).etf("SPY", Walks.linear(100, 100, 1)).stock("UP", Walks.linear(100, 100, 1));
        panel.stock("DOWN", Walks.linear(100, 300, -1)).stock("UPTOO", Walks.linear(100, 50, 1)).stock("FLAT", Walks.linear(100, 50, 0));
        panel.stock("YOUNG", Walks.linear(60, 50, 1)).without("UPTOO", 97);
        var panelNow = panel.panel();
        var line = AdvanceDecline.of(panelNow, RotationTable.of(panelNow, SECTORS), 5);
        assertThat(line.days()).extracting(AdvanceDecline.Day::advancers).containsExactly(2, 2, 1, 1, 2);
        assertThat(line.days()).extracting(AdvanceDecline.Day::decliners).containsOnly(1);
        assertThat(line.days()).extracting(AdvanceDecline.Day::compared).containsExactly(4, 4, 3, 3, 4);
        assertThat(line.days().getLast().session()).hasToString("2026-01-08");
        assertThat(line.net()).isEqualTo(3);
        assertThat(line.upDays()).isEqualTo(3);
        assertThat(AdvanceDecline.of(panel.cutAt(0), RotationTable.of(panel.cutAt(0), SECTORS), 5).days()).isEmpty();
    }

    @Test
    void the_last_day_of_the_line_is_the_breadth_of_the_market() {
        var panel = walks(300).panel();
        var table = RotationTable.of(panel, SECTORS);
        var breadth = MarketBreadth.of(table);
        assertThat(AdvanceDecline.of(panel, table, 3).days().getLast())
                .isEqualTo(new AdvanceDecline.Day(panel.asOf(), breadth.advancers(), breadth.decliners(), breadth.compared()));
    }

    @Test
    void a_later_session_changes_nothing_of_an_earlier_one() {
        var made = walks(500);
        var whole = made.panel();
        var cut = made.cutAt(479);
        var before = AdvanceDecline.of(cut, RotationTable.of(cut, SECTORS), 100);
        assertThat(AdvanceDecline.of(whole, RotationTable.of(whole, SECTORS), 120).days().subList(0, 100)).isEqualTo(before.days());
        var other = walks(500);
        for (var symbol : List.of("XL1", "XL2", "S1", "S2")) { // another future
            for (int t = 480; t < 500; t++) {
                other.closes(symbol)[t] *= 3;
            }
        }
        assertThat(Dispersion.of(other.cutAt(479), SECTORS, 21)).isEqualTo(Dispersion.of(cut, SECTORS, 21));
        assertThat(Correlation.of(other.cutAt(479), List.of("S1", "S2", "S3"))).isEqualTo(Correlation.of(cut, List.of("S1", "S2", "S3")));
        assertThat(Dispersion.of(other.panel(), SECTORS, 21)).isNotEqualTo(Dispersion.of(whole, SECTORS, 21));
    }
}
