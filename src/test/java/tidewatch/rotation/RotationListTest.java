package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.market.MadeUniverse;

class RotationListTest {
    /** Fifteen rows and two pairs of their own without any trend of their own. */
    private static MadePanel noTrend(int seed, int n) {
        var random = new Random(seed);
        var panel = MadePanel.ending("2026-03-31", n);
        var spy = Walks.walk(random, n, .01);
        panel.etf("SPY", spy);
        for (int i = 0; i < 15; i++) {
            panel.etf("T" + i, Walks.around(random, spy, .006));
        }
        return panel;
    }

    private static MadeUniverse fifteen() {
        var universe = new MadeUniverse();
        for (int i = 0; i < 15; i++) {
            universe.group("theme", "T" + i);
        }
        return universe;
    }

    private static List<String> ids(List<RotationList.Named> named) {
        return named.stream().map(one -> one.row().id()).toList();
    }

    @Test
    void a_sector_that_its_members_carry_is_named_with_its_day_and_breadth() {
        var random = new Random(11);
        int n = 420;
        var spy = Walks.walk(random, n, .01);
        var panel = MadePanel.ending("2026-02-05", n).etf("SPY", spy);
        panel.etf("XLU", Walks.drift(Walks.around(random, spy, .004), n - 30, .004));
        panel.etf("XLF", Walks.drift(Walks.around(random, spy, .004), n - 30, -.004));
        panel.etf("XLK", Walks.around(random, spy, .004));
        panel.etf("ITA", Walks.drift(Walks.around(random, spy, .004), n - 30, .004));
        var utilities = new ArrayList<String>();
        var banks = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            panel.stock("U" + i, Walks.drift(Walks.around(random, spy, .01), n - 30, i < 10 ? .006 : -.006));
            panel.stock("F" + i, Walks.drift(Walks.around(random, spy, .01), n - 30, i < 3 ? -.02 : .004));
            utilities.add("U" + i);
            banks.add("F" + i);
        }
        var universe = new MadeUniverse()
                .sector("Utilities", "XLU", utilities)
                .sector("Financials", "XLF", banks)
                .group("sector", "XLK")
                .group("theme", "ITA")
                .universe();
        var list = RotationList.of(panel.panel(), universe);
        assertThat(ids(list.into())).containsExactlyInAnyOrder("XLU", "ITA");
        assertThat(ids(list.outOf())).doesNotContain("XLF");
        assertThat(list.narrow()).containsExactly("XLF");
        var named = list.into().stream().filter(one -> one.row().id().equals("XLU")).findFirst().orElseThrow();
        assertThat(named.breadth()).hasValueSatisfying(breadth -> {
            assertThat(breadth.members()).isEqualTo(12);
            assertThat(breadth.outrunning()).isBetween(9, 11);
        });
        assertThat(named.since()).isEqualTo(panel.sessions().get(n - named.sessions()));
        assertThat(named.sessions()).isBetween(10, 29);
        assertThat(list.mostInto()).isPresent();
        assertThat(list.mostOutOf().orElseThrow().id()).isEqualTo("XLF");
        assertThat(Breadth.of(panel.panel(), universe)).containsOnlyKeys("XLU", "XLF").containsValue(named.breadth().orElseThrow());
    }

    /** Measured a side, as the plain top three of the same panels change on 48 % of sessions. */
    @Test
    void on_a_panel_without_trend_the_list_changes_on_few_sessions_and_says_what_moved_most() {
        int changes = 0;
        int sessions = 0;
        for (int seed = 1; seed <= 8; seed++) {
            var panel = noTrend(seed, 1400).panel();
            var universe = fifteen().universe();
            var table = RotationTable.of(panel, universe);
            int start = 300;
            var candidates = RotationList.candidates(panel, universe, table, start, new MemberBreadth(panel, universe, 1100));
            var replay = new ListReplay(candidates);
            List<List<String>> before = List.of(List.of(), List.of());
            for (int t = start + 1; t < panel.size(); t++) {
                replay.step(t);
                var now = List.of(names(replay, ListReplay.INTO, t), names(replay, ListReplay.OUT_OF, t));
                for (int side = 0; side < 2; side++) {
                    changes += now.get(side).equals(before.get(side)) ? 0 : 1;
                    sessions++;
                }
                before = now;
            }
            var list = RotationList.of(panel, universe);
            assertThat(list.mostInto().orElseThrow().get(Measure.Z21).asDouble().orElseThrow()).isPositive();
        }
        assertThat((double) changes / sessions).as("share of sessions on which a side changes").isBetween(.10, .28);
    }

    private static List<String> names(ListReplay replay, int side, int t) {
        return replay.places(side, t).stream().map(place -> place.row().id()).sorted().toList();
    }

    @Test
    void replays_of_126_and_400_sessions_agree() {
        int named = 0;
        for (int seed = 1; seed <= 6; seed++) {
            var whole = noTrend(seed, 900);
            var universe = fifteen()
                    .with(MadeUniverse.pair("P", "T0", "T1"))
                    .with(MadeUniverse.pair("Q", "T2", "SPY"))
                    .universe();
            for (int t = 720; t < 900; t += 15) {
                var panel = whole.cutAt(t);
                var table = RotationTable.of(panel, universe);
                var shorter = RotationList.of(panel, universe, table);
                var longer = RotationList.of(panel, universe, table, 400);
                assertThat(shorter).as("seed %d, session %d", seed, t).isEqualTo(longer);
                named += shorter.into().size() + shorter.outOf().size();
            }
        }
        assertThat(named).isGreaterThan(100);
    }

    /** The list of yesterday as replayed today is the list that yesterday said. */
    @Test
    void later_bars_repaint_nothing() {
        for (int seed = 1; seed <= 4; seed++) {
            var made = noTrend(seed, 600);
            var whole = made.panel();
            var universe = fifteen().universe();
            for (int t = 480; t < 599; t += 17) {
                var then = RotationList.of(made.cutAt(t), universe);
                var table = RotationTable.of(whole, universe);
                int start = t - ListReplay.SESSIONS;
                var replay = new ListReplay(
                        RotationList.candidates(whole, universe, table, start, new MemberBreadth(whole, universe, 600 - start)));
                for (int s = start + 1; s <= t; s++) {
                    replay.step(s);
                }
                for (int side : new int[] {ListReplay.INTO, ListReplay.OUT_OF}) {
                    var named = side == ListReplay.INTO ? then.into() : then.outOf();
                    assertThat(replay.places(side, t).stream().map(place -> place.row().id() + whole.session(place.since())))
                            .as("seed %d, session %d", seed, t)
                            .containsExactlyElementsOf(
                                    named.stream().map(one -> one.row().id() + one.since()).toList());
                }
            }
        }
    }

    @Test
    void the_running_sums_give_the_z_of_the_table() {
        for (int seed = 1; seed <= 20; seed++) {
            var panel = RotationTableTest.gappy(new Random(seed), 420).panel();
            var universe = RotationTableTest.universe();
            var table = RotationTable.of(panel, universe);
            for (var candidate : RotationList.candidates(panel, universe, table, 400, new MemberBreadth(panel, universe, 20))) {
                var row = table.row(candidate.id()).orElseThrow();
                var z21 = row.get(Measure.Z21).asDouble();
                assertThat(Double.isNaN(candidate.u(419))).as("seed %d %s", seed, row.id()).isEqualTo(z21.isEmpty());
                z21.ifPresent(z -> assertThat(candidate.u(419)).isCloseTo(z, within(1e-9)));
                row.get(Measure.REL63)
                        .asDouble()
                        .ifPresent(rel -> assertThat(candidate.size63(419)).isCloseTo(Math.abs(rel), within(1e-9)));
                row.get(Measure.Z5).asDouble().ifPresent(z -> assertThat(candidate.z5(419)).isCloseTo(z, within(1e-9)));
            }
        }
    }
}
