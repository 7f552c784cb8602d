package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tidewatch.market.MadeUniverse;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.rotation.RotationMap.Quadrant;

class RotationMapTest {
    private static final int N = 400;

    private static final Universe UNIVERSE = new MadeUniverse()
            .group("sector", "XLA", "XLB")
            .group("cross-asset", "TLT")
            .with(MadeUniverse.pair("a-b", "XLA", "XLB"))
            .basket("theme:four", "AAA", "BBB", "CCC", "DDD")
            .universe();

    private static MadePanel made() {
        var random = new Random(31);
        var spy = Walks.walk(random, N, .01);
        var panel = MadePanel.ending("2026-01-08", N).etf("SPY", spy);
        for (var symbol : List.of("XLA", "XLB", "TLT")) {
            panel.etf(symbol, Walks.around(random, spy, .01));
        }
        for (var symbol : List.of("AAA", "BBB", "CCC", "DDD")) {
            panel.stock(symbol, Walks.around(random, spy, .02));
        }
        return panel;
    }

    private static RotationMap map(PricePanel panel) {
        return RotationMap.of(panel, RotationTable.of(panel, UNIVERSE));
    }

    private static String why(RotationMap map, String id) {
        return map.unplaced().stream().filter(one -> one.row().id().equals(id)).findFirst().orElseThrow().why();
    }

    @Test
    void sectors_pairs_and_baskets_have_a_place_single_stocks_and_other_assets_have_none() {
        var map = map(made().panel());
        assertThat(map.placed()).extracting(one -> one.row().id()).containsExactly("XLA", "XLB", "a-b", "theme:four");
        assertThat(map.unplaced()).isEmpty();
        assertThat(map.asOf()).hasToString("2026-01-08");
    }

    @Test
    void a_tail_holds_five_points_a_week_apart_and_ends_today() {
        var panel = made().panel();
        var tail = map(panel).row("XLA").orElseThrow().tail();
        assertThat(tail).extracting(RotationMap.Point::session).containsExactly(
                panel.session(N - 21), panel.session(N - 16), panel.session(N - 11), panel.session(N - 6), panel.session(N - 1));
    }

    @Test
    void a_tail_is_what_the_maps_of_its_sessions_said_and_nothing_repaints() {
        var made = made();
        var today = map(made.panel());
        assertThat(today.placed()).isNotEmpty();
        for (var placed : today.placed()) {
            for (int back = 1; back < RotationMap.TAIL; back++) {
                var then = map(made.cutAt(N - 1 - back * RotationMap.WEEK)).row(placed.row().id()).orElseThrow();
                assertThat(then.now()).isEqualTo(placed.tail().get(RotationMap.TAIL - 1 - back));
            }
        }
    }

    @Test
    void a_pair_with_its_legs_swapped_stands_opposite() {
        var panel = made().panel();
        var swapped = new MadeUniverse().with(MadeUniverse.pair("b-a", "XLB", "XLA")).universe();
        var here = map(panel).row("a-b").orElseThrow().now();
        var there = RotationMap.of(panel, RotationTable.of(panel, swapped)).row("b-a").orElseThrow().now();
        assertThat(there.ratio()).isCloseTo(200 - here.ratio(), within(1e-8));
        assertThat(there.momentum()).isCloseTo(200 - here.momentum(), within(1e-8));
    }

    @Test
    void a_row_without_a_place_says_why() {
        var young = made();
        young.etf("XLA", Walks.walk(new Random(3), 100, .01));
        assertThat(why(map(young.panel()), "XLA")).isEqualTo("100 sessions against SPY, the map needs 189");
        var flat = made();
        flat.etf("XLA", flat.closes("SPY"));
        assertThat(why(map(flat.panel()), "XLA")).isEqualTo("flat against SPY");
        assertThat(why(map(made().without("XLA", N - 1).panel()), "XLA")).isEqualTo("last bar 2026-01-07");
        assertThat(why(map(made().without("XLA", N - 2).panel()), "XLA")).isEqualTo("no bar for 2026-01-07");
        assertThat(why(map(made().without("SPY", N - 2).panel()), "XLA")).isEqualTo("no SPY bar for 2026-01-07");
        var holes = made();
        for (int t = N - 20; t < N - 2; t += 2) {
            holes.without("XLA", t);
        }
        assertThat(why(map(holes.panel()), "XLA")).isEqualTo("too many gaps in 126 sessions");
        assertThat(map(holes.panel()).placed()).extracting(one -> one.row().id()).as("the others stand").contains("XLB", "theme:four");
    }

    @Test
    void a_week_without_a_point_leaves_the_tail_shorter() {
        var map = map(made().without("XLA", N - 6).panel());
        assertThat(map.row("XLA").orElseThrow().tail()).hasSize(4);
        assertThat(map.row("XLB").orElseThrow().tail()).hasSize(5);
    }

    @Test
    void the_rows_of_a_quadrant_stand_by_ratio_and_each_row_in_one() {
        var map = map(made().panel());
        int all = 0;
        for (var quadrant : Quadrant.values()) {
            var rows = map.in(quadrant);
            assertThat(rows).allMatch(one -> one.now().quadrant() == quadrant);
            assertThat(rows).isSortedAccordingTo((a, b) -> Double.compare(b.now().ratio(), a.now().ratio()));
            all += rows.size();
        }
        assertThat(all).isEqualTo(map.placed().size());
    }

    @Test
    void an_axis_value_of_a_hundred_belongs_to_the_upper_side() {
        assertThat(Quadrant.of(100, 100)).isEqualTo(Quadrant.LEADING);
        assertThat(Quadrant.of(100, 99.9)).isEqualTo(Quadrant.WEAKENING);
        assertThat(Quadrant.of(99.9, 99.9)).isEqualTo(Quadrant.LAGGING);
        assertThat(Quadrant.of(99.9, 100)).isEqualTo(Quadrant.IMPROVING);
    }

    @Test
    void a_point_that_is_no_number_is_refused() {
        assertThatThrownBy(() -> new RotationMap.Point(LocalDate.EPOCH, Double.NaN, 100, Quadrant.LEADING)).hasMessageContaining("NaN");
    }

    /** Two names of others for pictures of this kind. */
    @Test
    void the_names_of_others_stand_in_no_source() throws IOException {
        // the second one in its own spelling only: in capitals it is a kit of Java
        var word = Pattern.compile("(?<![A-Z])R" + "RG(?![A-Z])|R" + "rg|/r" + "rg|J" + "dK");
        int read = 0;
        for (var root : List.of("src/main", "src/test/java", "src/test/resources/golden", "config", "deploy", "README.md", "src/README.md")) {
            try (var files = Files.walk(Path.of(root))) {
                for (var file : files.filter(RotationMapTest::text).toList()) {
                    read++;
                    assertThat(word.matcher(Files.readString(file)).find()).as("%s holds a banned word", file).isFalse();
                }
            }
        }
        assertThat(read).isGreaterThan(500);
    }

    private static boolean text(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && name.matches(".*\\.(java|md|csv|txt|properties|json|sql|jte|html|css|js)");
    }
}
