package tidewatch.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.evidence.FigureCheck.Verdict.IntradayOnly.Where;
import tidewatch.notes.Claim.Direction;

/** The public example of the design and three theses of January 2026, on real prices; skipped aloud where they are absent. */
class RealPricesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 8);

    @Test
    void the_figures_of_8_january_2026() {
        var panel = StagedPrices.panel(LocalDate.of(2026, 1, 9), "figures of 8 January 2026 on real prices");
        var note = Claims.note(
                DAY,
                Claims.streak("AAPL", 7, Direction.DOWN, DAY),
                Claims.move("NVDA", -2, DAY),
                Claims.move("ORCL", -2, DAY),
                Claims.move("NOC", 8, DAY),
                Claims.move("LMT", 8, DAY),
                Claims.move("GD", 6, DAY),
                Claims.move("NET", -5, DAY),
                Claims.relative("^RUT", "^IXIC", 6, DAY));
        var checks = ClaimCheck.note(note, Meanings.bySymbol(panel));

        assertThat(checks.get(0).verdict()).isInstanceOfSatisfying(Verdict.AtClose.class, at -> {
            assertThat(at.run()).contains(-7);
            assertThat(at.close()).isCloseTo(-.0050, within(5e-5));
        });
        assertThat(checks.get(0).notes()).containsExactly("adjusted closes of AAPL: this source has no quoted prices");
        atClose(checks.get(1), -.0215);
        atClose(checks.get(2), -.0165);
        passed(checks.get(3), .0239, .0708, .1072, .0155, Where.BETWEEN);
        passed(checks.get(4), .0434, .0705, .0926, .0325, Where.BETWEEN);
        passed(checks.get(5), .0168, .0322, .0637, .0144, Where.HIGH);
        passed(checks.get(6), -.0782, -.0054, -.0045, -.0838, Where.BETWEEN);
        assertThat(checks.get(6).also()).hasSize(3).allSatisfy(also -> assertThat(also).isInstanceOf(Verdict.OverDays.class));
        assertThat(((Verdict.OverDays) checks.get(6).also().get(1)).move()).isCloseTo(-.0462, within(5e-5));
        assertThat(((Verdict.OverDays) checks.get(6).also().get(2)).move()).isCloseTo(-.0517, within(5e-5));
        assertThat(checks.get(7).verdict()).isInstanceOfSatisfying(Verdict.Differs.class, differs -> {
            assertThat(differs.close()).isCloseTo(1.0111 / .9956 - 1, within(1e-4));
            assertThat(differs.yearToDate().orElseThrow()).isCloseTo(.0386, within(1e-4));
        });
        assertThat(checks.get(7).rungs().getFirst().points().orElseThrow()).isCloseTo(.0155, within(1e-4));
        assertThat(checks.get(7).notes()).isEmpty();
    }

    @Test
    void theses_move_with_the_evidence() {
        var morning = weigh(DAY);
        assertThat(morning).allSatisfy(view -> {
            assertThat(view.lead().status()).isEqualTo(Weighed.Status.TOO_EARLY);
            assertThat(view.lead().before()).isPresent();
            assertThat(view.lead().relative()).isEmpty();
        });
        var february = weigh(LocalDate.of(2026, 2, 5));
        assertThat(february).extracting(ThesisView::name).containsExactly(
                "Long datacenter infrastructure", "Long defense AI", "Long NVIDIA");
        var defense = february.get(1).lead();
        assertThat(defense.hypothesis().orElseThrow().standIn()).isTrue();
        assertThat(defense.sessions()).isEqualTo(19);
        assertThat(defense.relative().orElseThrow()).isCloseTo(.0120, within(1e-4));
        assertThat(defense.status()).isEqualTo(Weighed.Status.MIXED);
        assertThat(defense.previous()).contains(Weighed.Status.LEANING_FOR);
        var pressure = february.get(2).weighed().get(1);
        assertThat(february.get(2).ownDirection(pressure)).isFalse();
        assertThat(pressure.z().orElseThrow()).isCloseTo(-february.get(2).lead().z().orElseThrow(), within(1e-12));

        var march = weigh(LocalDate.of(2026, 3, 30));
        assertThat(march.get(0).lead().status()).isEqualTo(Weighed.Status.LEANING_FOR);
        assertThat(march.get(2).lead().status()).isEqualTo(Weighed.Status.MIXED);
        assertThat(march.get(2).weighed().get(1).status()).isEqualTo(Weighed.Status.STALE);
        assertThat(march.get(2).weighed().get(1).sessions()).isEqualTo(20);
    }

    private static List<ThesisView> weigh(LocalDate session) {
        var panel = StagedPrices.panel(session, "theses of January 2026 on real prices");
        return ThesisView.all(Hypotheses.of(List.of(TestNotes.january()), TestNotes.means(panel)), panel, "SPY");
    }

    private static void atClose(FigureCheck check, double close) {
        assertThat(check.verdict()).isInstanceOfSatisfying(Verdict.AtClose.class, at -> assertThat(at.close())
                .isCloseTo(close, within(5e-5)));
    }

    private static void passed(FigureCheck check, double close, double open, double high, double low, Where where) {
        assertThat(check.verdict()).isInstanceOfSatisfying(Verdict.IntradayOnly.class, day -> {
            assertThat(day.close()).isCloseTo(close, within(5e-5));
            assertThat(day.open()).isCloseTo(open, within(5e-5));
            assertThat(day.high()).isCloseTo(high, within(5e-5));
            assertThat(day.low()).isCloseTo(low, within(5e-5));
            assertThat(day.where()).isEqualTo(where);
        });
    }
}
