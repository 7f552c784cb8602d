package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.market.MadeUniverse;
import tidewatch.market.Universe;

class BreadthTest {
    private static final List<String> SIX = List.of("AAA", "BBB", "CCC", "DDD", "EEE", "FFF");

    /** Four members rise faster than SPY, two fall. */
    private static MadePanel panel() {
        var panel = MadePanel.ending("2026-01-08", 100).etf("SPY", Walks.linear(100, 100, .1)).etf("XLU", Walks.linear(100, 100, 1));
        for (int i = 0; i < 6; i++) {
            panel.stock(SIX.get(i), Walks.linear(100, 200, i < 4 ? 1 : -1));
        }
        return panel;
    }

    private static Universe utilities(List<String> members) {
        return new MadeUniverse().sector("Utilities", "XLU", members).universe();
    }

    @Test
    void members_that_outrun_and_members_above_their_mean_are_counted() {
        var universe = new MadeUniverse()
                .sector("Utilities", "XLU", SIX)
                .basket("style:six", SIX.toArray(String[]::new))
                .universe();
        assertThat(Breadth.of(panel().panel(), universe))
                .containsEntry("XLU", new Breadth("XLU", 4, 4, 6))
                .containsEntry("style:six", new Breadth("style:six", 4, 4, 6));
        assertThat(new Breadth("XLU", 4, 4, 6).share()).isEqualTo(4 / 6.0);
    }

    @Test
    void outrunning_is_measured_against_the_benchmark_and_an_equal_move_is_not_ahead() {
        var panel = panel();
        for (var symbol : SIX) {
            panel.stock(symbol, Walks.linear(100, 200, .2)); // twice the price and twice the step: SPY's own move
        }
        assertThat(Breadth.of(panel.panel(), utilities(SIX)))
                .hasEntrySatisfying("XLU", breadth -> assertThat(breadth.outrunning()).isZero());
    }

    @Test
    void a_member_without_a_close_leaves_the_count_and_too_few_leave_no_breadth() {
        var universe = utilities(SIX);
        var panel = panel().without("AAA", 99);
        assertThat(Breadth.of(panel.panel(), universe)).containsEntry("XLU", new Breadth("XLU", 3, 3, 5));
        assertThat(Breadth.of(panel.without("BBB", 78).panel(), universe)).as("no close 21 sessions ago").isEmpty();
    }

    @Test
    void under_eighty_percent_of_the_members_nothing_is_said_of_the_group() {
        var many = List.of("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH");
        assertThat(Breadth.of(panel().panel(), utilities(many))).isEmpty();
    }

    @Test
    void without_a_benchmark_close_there_is_no_breadth() {
        assertThat(Breadth.of(panel().without("SPY", 99).panel(), utilities(SIX))).isEmpty();
    }

    @Test
    void all_stocks_are_counted_each_with_its_denominator() {
        var panel = panel();
        panel.stock("EVEN", 100, 100);
        for (int t = 0; t < 100; t++) {
            for (var symbol : SIX) {
                panel.closes(symbol)[t] *= t % 2 == 0 ? 1 : 1.001; // some noise, else they are flat
            }
        }
        panel.without("AAA", 98);
        var all = MarketBreadth.of(RotationTable.of(panel.panel(), new MadeUniverse().universe()));
        assertThat(all).isEqualTo(new MarketBreadth(3, 2, 5, 4, 6, 0, 0, 0, 0, 0));
    }

    @Test
    void highs_lows_and_the_long_mean_are_counted_of_those_that_have_a_year() {
        var panel = MadePanel.ending("2026-01-08", 260).etf("SPY", Walks.linear(260, 100, .1)).etf("XLU", Walks.linear(260, 100, 1));
        for (int i = 0; i < 6; i++) {
            panel.stock(SIX.get(i), Walks.linear(260, 1000, i < 4 ? 1 : -1));
            for (int t = 0; t < 260; t += 2) {
                panel.closes(SIX.get(i))[t] *= 1.00001; // some noise, else they are flat
            }
        }
        panel.closes("AAA")[259] = 1200; // above its mean, below its high
        panel.stock("YOUNG", Walks.walk(new Random(1), 100, .01));
        var all = MarketBreadth.of(RotationTable.of(panel.panel(), new MadeUniverse().universe()));
        assertThat(all.aboveSma200()).isEqualTo(4);
        assertThat(all.withSma200()).isEqualTo(6);
        assertThat(all.newHighs()).isEqualTo(3);
        assertThat(all.newLows()).isEqualTo(2);
        assertThat(all.withYear()).isEqualTo(6);
        assertThat(all.withSma50()).as("the young one has a short mean").isEqualTo(7);
        assertThat(LongBreadth.of(panel.panel(), utilities(SIX))).containsOnly(Map.entry("XLU", new LongBreadth("XLU", 4, 6)));
        var five = List.of("AAA", "BBB", "CCC", "DDD", "YOUNG");
        assertThat(LongBreadth.of(panel.panel(), utilities(five))).as("four have the mean").isEmpty();
        assertThat(Breadth.of(panel.panel(), utilities(five))).containsKey("XLU");
        assertThatThrownBy(() -> new LongBreadth("XLU", 1, 4)).hasMessageContaining("XLU");
    }

    @Test
    void a_breadth_of_four_is_refused() {
        assertThatThrownBy(() -> new Breadth("XLU", 1, 1, 4)).hasMessageContaining("XLU");
    }
}
