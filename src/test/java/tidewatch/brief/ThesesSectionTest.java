package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.brief.Page.theses;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.brief.Page.Thesis;
import tidewatch.brief.Section.Length;
import tidewatch.evidence.Weighed.Status;
import tidewatch.market.PriceSeries;
import tidewatch.testing.Prices;

class ThesesSectionTest {
    private static final Thesis FOR = Thesis.of("Long defense", Status.LEANING_FOR).moved(7.4, 1.5);
    private static final Thesis OPEN = Thesis.of("Long chips", Status.MIXED).moved(.4, .1);
    private static final Thesis PRIVATE = Thesis.of("Long Databricks", Status.UNTESTABLE).because("Databricks is private");

    private final Page page = new Page();

    private String said(Length length) {
        return page.text(new ThesesSection(), length);
    }

    @Test
    void a_changed_one_leads_with_its_mark_and_what_it_was() {
        page.theses = theses(FOR.was(Status.TOO_EARLY), OPEN, PRIVATE);
        assertThat(said(Length.CHAT))
                .isEqualTo("""
                        Theses against SPY, 1 changed, 1 as it was, 1 not measured:
                        • ▲ [[Long defense]]: leaning for (was: too early), ITA +7.4 points since 8 Dec 2025.
                        • ◆ [[Long chips]]: mixed, ITA +0.4 points since 8 Dec 2025.""");
    }

    @Test
    void what_the_call_has_told_is_not_told_again_but_in_full() {
        page.theses = theses(FOR, OPEN);
        page.call = new TopCallSection.Facts(TopCallSection.Kind.SETTLED, List.of(FOR.line()), Optional.empty(), List.of());
        assertThat(said(Length.CHAT)).startsWith("Theses against SPY, none changed; the others:\n• ◆ [[Long chips]]").doesNotContain("defense");
        assertThat(said(Length.FULL)).startsWith("Theses against SPY, none changed:\n• ▲ [[Long defense]]");
    }

    @Test
    void what_cannot_be_measured_is_counted_and_in_full_says_why() {
        page.theses = theses(PRIVATE);
        assertThat(said(Length.CHAT)).isEqualTo("Theses, no evidence yet, 1 not measured.");
        assertThat(said(Length.FULL)).contains("• · [[Long Databricks]]: cannot be measured, Databricks is private.");
    }

    @Test
    void before_there_is_evidence_the_sessions_before_the_note_are_told_apart() {
        page.theses = theses(Thesis.of("Long defense", Status.TOO_EARLY).onStandIn().before(10), Thesis.of("Long value", Status.TOO_EARLY).against("IWF").before(-1.4));
        assertThat(said(Length.CHAT))
                .isEqualTo("""
                        Theses against SPY, no evidence yet. In the 21 sessions before the note:
                        • [[Long defense]]: ITA (stand-in) +10.0 points.
                        • [[Long value]]: ITA -1.4 points against IWF.""");
    }

    @Test
    void a_stand_in_and_the_markets_own_move_are_named() {
        page.theses = theses(FOR.onStandIn().leftAfterBeta(1));
        assertThat(said(Length.CHAT)).contains("leaning for, ITA (stand-in) +7.4 points since 8 Dec 2025 (mostly the market's own move).");
    }

    @Test
    void what_does_not_fit_is_counted() {
        page.theses = theses(FOR, FOR, OPEN, OPEN, OPEN, OPEN, OPEN);
        assertThat(said(Length.CHAT)).startsWith("Theses against SPY, none changed, 2 more in /theses:").hasLineCount(6);
        assertThat(said(Length.TIGHT)).startsWith("Theses against SPY, none changed, 4 more in /theses:").hasLineCount(4);
        assertThat(said(Length.FULL)).doesNotContain("more in").hasLineCount(8);
    }

    @Test
    void on_a_quiet_day_the_call_has_said_it_all() {
        page.theses = theses(OPEN);
        page.called();
        assertThat(said(Length.CHAT)).isEmpty();
        assertThat(said(Length.FULL)).isNotEmpty();
        page.theses = theses();
        assertThat(said(Length.FULL)).isEmpty();
    }

    /** Flat with a wobble for a year, then ITA gains .7 % a session on SPY from the day after the note. */
    private static List<PriceSeries> rising(LocalDate last) {
        int n = 330;
        var first = Morning.CALENDAR.plus(last, 1 - n);
        int start = n - 1 - Morning.CALENDAR.sessions(LocalDate.of(2026, 1, 9), last).size();
        var series = new ArrayList<PriceSeries>();
        series.add(Prices.series("SPY", first, Prices.closes(n, t -> 100 + Math.sin(t))));
        series.add(Prices.series("ITA", first, Prices.closes(n, t -> (100 + 2 * Math.sin(1.3 * t)) * Math.exp(.007 * Math.max(0, t - start)))));
        return series;
    }

    @Test
    void a_change_is_told_on_the_second_close_that_holds_it_and_on_no_other_day() {
        var note = Map.of("Long defense.md", "# Long defense\n\nITA against the market.\n\n*Created 2026-01-08*\n");
        var last = LocalDate.of(2026, 2, 20);
        var series = rising(last);
        var told = new ArrayList<LocalDate>();
        var holding = new ArrayList<Integer>();
        for (var session : Morning.CALENDAR.sessions(LocalDate.of(2026, 1, 9), last)) {
            var morning = Morning.of(Morning.CALENDAR.next(session).toString(), series, note);
            var brief = morning.brief();
            if (!brief.theses().changed().isEmpty()) {
                told.add(session);
                holding.add(morning.input().theses().get(0).lead().holding());
                assertThat(brief.call().kind()).isEqualTo(TopCallSection.Kind.CHANGED);
            }
        }
        assertThat(told).isNotEmpty();
        assertThat(holding).containsOnly(2);
    }
}
