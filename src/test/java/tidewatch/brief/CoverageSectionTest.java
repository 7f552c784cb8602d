package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.brief.CoverageSection.Missing;
import tidewatch.brief.Section.Length;
import tidewatch.market.BarFlag;
import tidewatch.market.PricePanel;
import tidewatch.testing.Prices;

class CoverageSectionTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 12, 29);
    private final Page page = new Page();

    private String said() {
        return page.text(new CoverageSection(), Length.CHAT);
    }

    private static double[] closes(int n) {
        return Prices.closes(n, t -> 100 + t);
    }

    @Test
    void a_series_of_an_older_bar_is_missing_and_after_five_sessions_dead() {
        var panel = Prices.panel(
                Page.SESSION,
                Prices.series("SPY", FIRST, closes(8)),
                Prices.series("LATE", FIRST, closes(7)),
                Prices.series("OLD", FIRST, closes(3)),
                Prices.series("DEAD", FIRST, closes(2)));
        assertThat(panel.asOf()).isEqualTo(Page.SESSION);
        var facts = CoverageSection.facts(panel);
        assertThat(facts.have()).isEqualTo(1);
        assertThat(facts.total()).isEqualTo(3);
        assertThat(facts.missing()).extracting(Missing::symbol).containsExactly("LATE", "OLD");
        assertThat(facts.dead()).containsExactly("DEAD");
        assertThat(CoverageSection.words(facts)).isEqualTo("Prices: close of Thu 8 Jan, 1 of 3 series (no row: LATE and OLD)");
    }

    @Test
    void a_bar_that_looks_wrong_is_held_back_by_name() {
        var bars = IntStream.range(0, 40)
                .mapToObj(t -> new double[] {100 + t % 3, 104, 98, t == 39 ? 300 : 100 + t % 5, 1e6 + t})
                .toArray(double[][]::new);
        var series = Prices.bars("ITA", Morning.CALENDAR.plus(Page.SESSION, -39), bars);
        var panel = PricePanel.of(Morning.CALENDAR, List.of(Prices.series("SPY", FIRST, closes(8)), series), Page.SESSION).value();
        var facts = CoverageSection.facts(panel);
        assertThat(facts.missing()).singleElement().satisfies(one -> assertThat(one.why()).startsWith("held back: "));
        assertThat(CoverageSection.words(facts)).endsWith("1 of 2 series (held back: ITA)");
    }

    @Test
    void closes_that_their_source_may_still_change_are_called_provisional() {
        var spy = Prices.series("SPY", FIRST, closes(8));
        var flags = new byte[spy.size()];
        flags[spy.size() - 1] = BarFlag.bits(Set.of(BarFlag.PROVISIONAL));
        var early = spy.marked(flags, List.of(), new int[0]);
        var later = CoverageSection.facts(Prices.panel(Page.SESSION, spy, Prices.series("XLE", FIRST, closes(8))));
        var facts = CoverageSection.facts(Prices.panel(Page.SESSION, early, Prices.series("XLE", FIRST, closes(8))));
        assertThat(later.provisional()).isFalse();
        assertThat(CoverageSection.words(facts)).isEqualTo("Prices: close of Thu 8 Jan (provisional), 2 of 2 series");
    }

    @Test
    void many_missing_ones_are_counted_and_the_brief_says_that_it_is_degraded() {
        var missing = IntStream.range(0, 7).mapToObj(i -> new Missing("S" + i, i == 6 ? "held back: close above its own high" : "no row")).toList();
        page.coverage = new CoverageSection.Facts(Page.SESSION, 13, 20, missing, List.of("DEAD"), false);
        assertThat(said())
                .isEqualTo("""
                        Prices: close of Thu 8 Jan, 13 of 20 series (no row: S0, S1, S2, S3, S4 and 1 more; held back: S6)
                        Warning: degraded, only 65 % of the series have this close. Movers and breadth leave out the rest.""");
    }

    @Test
    void a_missing_yardstick_is_named() {
        page.coverage = new CoverageSection.Facts(Page.SESSION, 18, 20, List.of(new Missing("SPY", "no row"), new Missing("XAR", "no row")), List.of(), false);
        assertThat(said()).contains("Without SPY nothing is measured against it for this close.");
    }

    @Test
    void degraded_begins_below_ninety_five_of_a_hundred_and_no_call_below_half() {
        assertThat(new CoverageSection.Facts(Page.SESSION, 95, 100, List.of(), List.of(), false).degraded()).isFalse();
        assertThat(new CoverageSection.Facts(Page.SESSION, 94, 100, List.of(), List.of(), false).degraded()).isTrue();
        assertThat(new CoverageSection.Facts(Page.SESSION, 50, 100, List.of(), List.of(), false).tooFewForACall()).isFalse();
        assertThat(new CoverageSection.Facts(Page.SESSION, 49, 100, List.of(), List.of(), false).tooFewForACall()).isTrue();
        assertThat(new CoverageSection.Facts(Page.SESSION, 0, 0, List.of(), List.of(), false).tooFewForACall()).isTrue();
    }

    @Test
    void a_closed_day_says_which_session_is_next() {
        page.footer = new FooterSection.Facts(Page.day("2026-01-20"), Morning.SEVEN, Optional.empty(), Optional.of("Martin Luther King Jr. Day"));
        assertThat(said()).endsWith("The exchange is closed today (Martin Luther King Jr. Day); the next session is Tue 20 Jan.");
    }
}
