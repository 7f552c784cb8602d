package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.brief.ScorecardSection.Facts;
import tidewatch.brief.ScorecardSection.Rate;
import tidewatch.brief.ScorecardSection.Said;
import tidewatch.brief.ScorecardSection.Scored;
import tidewatch.brief.Section.Length;
import tidewatch.evidence.Ledger;
import tidewatch.evidence.RecordedClaim;
import tidewatch.evidence.RecordedOutcome;
import tidewatch.evidence.SameBet;
import tidewatch.evidence.Scorecard;
import tidewatch.evidence.Weighed.Status;
import tidewatch.notes.Claim.Direction;

class ScorecardSectionTest {
    private static final Said UTILITIES = new Said(Direction.UP, "XLU", "utilities", Page.points(.6));
    private static final Said SOFTWARE = new Said(Direction.DOWN, "IGV", "software", Page.points(-.9));
    private static final Scored NVIDIA = new Scored("Long NVIDIA", Optional.of("Long NVIDIA.md"), false, 20, Page.points(-3.1));
    private static final Scored LISTED = new Scored("Utilities into the list", Optional.empty(), true, 21, Page.points(1.2));
    private static final Rate NOTES = new Rate(Optional.empty(), 10, 7, 6, .33, .92, .44);
    private static final Rate LIST = new Rate(Optional.of(21), 4, 3, 3.2, .3, .95, .47);

    private final Page page = new Page();

    private String said(Length length) {
        return page.text(new ScorecardSection(), length);
    }

    @Test
    void what_was_said_stands_beside_what_became_of_it() {
        page.scorecard = new Facts(List.of(UTILITIES, SOFTWARE), List.of(), List.of(NOTES));
        assertThat(said(Length.CHAT)).as("the rate waits for a day on which it changes").isEqualTo("The list of Wed 7 Jan, a session on: in Utilities +0.6; out Software -0.9 (points).");

        page.scorecard = new Facts(List.of(SOFTWARE), List.of(), List.of());
        assertThat(said(Length.CHAT)).isEqualTo("The list of Wed 7 Jan, a session on: out Software -0.9 (points).");
    }

    @Test
    void on_a_quiet_day_it_waits_for_who_wants_all() {
        page.scorecard = new Facts(List.of(UTILITIES), List.of(), List.of());
        page.called();
        assertThat(said(Length.CHAT)).isEmpty();
        assertThat(said(Length.FULL)).startsWith("The list of Wed 7 Jan");
    }

    @Test
    void a_day_on_which_claims_are_scored_tells_them_and_the_rates() {
        page.scorecard = new Facts(List.of(), List.of(NVIDIA, LISTED), List.of(NOTES, LIST));
        assertThat(said(Length.CHAT))
                .isEqualTo("""
                        Scored: [[Long NVIDIA]] did not come in, -3.1 points in 20 sessions since 7 Jan; Utilities into the list came in, +1.2 points in 21 sessions since 7 Jan.
                        Record: your notes 7 of 10 (33 to 92 %, worth about 6 independent calls; random calls 44 %); the list after 21 sessions 3 of 4 (random calls 47 %).""");
        assertThat(said(Length.TIGHT)).startsWith("Scored: [[Long NVIDIA]] did not come in, -3.1 points in 20 sessions since 7 Jan; 1 more in /record scored.");
    }

    @Test
    void the_row_that_a_brief_named_is_measured_over_the_session_after() {
        var before = BriefComposer.facts(SampleBriefs.input("2026-02-05"));
        var in = SampleBriefs.input("2026-02-06");
        var facts = ScorecardSection.facts(in, FigureBook.ofAnswer(in.panel()), Scorecard.empty(), Optional.of(before));
        assertThat(facts.said()).extracting(Said::id).containsExactlyElementsOf(before.rotation().rows().stream().map(RotationSection.Row::id).toList());
        var industrials = facts.said().stream().filter(one -> one.id().equals("XLI")).findFirst().orElseThrow();
        double moved = move("XLI", in) / move("SPY", in) - 1;
        assertThat(industrials.day().value()).isEqualTo(100 * moved);

        var older = BriefComposer.facts(SampleBriefs.input("2026-02-04"));
        assertThat(ScorecardSection.facts(in, FigureBook.ofAnswer(in.panel()), Scorecard.empty(), Optional.of(older)).said()).as("not of the session before").isEmpty();
    }

    private static double move(String symbol, BriefInput in) {
        var series = in.panel().find(symbol).orElseThrow();
        return series.close(in.back(0)) / series.close(in.back(1));
    }

    @Test
    void what_is_scored_at_this_close_bears_the_move_of_the_asset() {
        var in = SampleBriefs.input("2026-02-06");
        var entries = new ArrayList<Ledger.Entry>();
        var start = in.panel().session(in.back(20));
        var claim = new RecordedClaim(
                "nvda", RecordedClaim.Author.NOTES, "Short NVIDIA", -1, List.of("NVDA"), false, List.of("SPY"), start, 20, "near-term",
                Optional.of(new RecordedClaim.Source("Note.md", 3, "Short NVIDIA")), Optional.empty(), start, false, 1, Instant.EPOCH);
        entries.add(new Ledger.Entry(
                claim, List.of(new RecordedOutcome("nvda", 1, in.panel().asOf(), .1, 1, List.of(), 1, Instant.EPOCH, Optional.empty()))));
        var facts = ScorecardSection.facts(in, FigureBook.ofAnswer(in.panel()), Scorecard.of(entries, in.panel(), in.universe()), Optional.empty());
        assertThat(facts.scored()).singleElement().satisfies(one -> {
            assertThat(one.came()).isTrue();
            assertThat(one.moved().value()).isEqualTo(100 * Math.expm1(-.1));
            assertThat(one.moved().provenance().from()).isEqualTo(start);
        });
        assertThat(facts.rates()).singleElement().satisfies(rate -> assertThat(rate.base()).isEqualTo(.53));
    }

    // ---- what the list and the theses have to do with each other

    @Test
    void theses_that_are_one_trade_are_told_once() {
        var one = Page.Thesis.of("Long A", Status.MIXED).moved(.4, .1);
        var other = Page.Thesis.of("Long B", Status.MIXED).moved(.4, .1);
        var theses = new ThesesSection.Facts(Page.theses(one, other).lines(), List.of(new SameBet(List.of("Long A", "Long B"), .8, 25)));
        page.theses = theses;
        var line = "Two of your two theses are one trade: Long A and Long B gained and lost in the same weeks.";
        assertThat(page.text(new ThesesSection(), Length.CHAT)).endsWith(line);

        var told = page.brief();
        var again = Page.text(new ThesesSection().write(told, Length.CHAT, Reader.of(told, Copies.Asked.of(told).since(told).copy())));
        assertThat(again).doesNotContain("one trade");
        page.theses = Page.theses(one, other);
        var before = page.brief();
        page.theses = theses;
        assertThat(Page.text(new ThesesSection().write(page.brief(), Length.CHAT, Reader.of(told, Copies.Asked.of(told).since(before).copy())))).endsWith(line);
    }

    @Test
    void a_row_names_the_theses_that_it_touches_and_they_name_it() {
        var in = SampleBriefs.input("2026-02-06");
        var facts = BriefComposer.facts(in);
        var growth = facts.rotation().rows().stream().filter(row -> row.name().equals("growth / value")).findFirst().orElseThrow();
        assertThat(growth.touches()).containsExactly(new Touch("Long value / Short growth", Optional.of("Theses/Long value - Short growth.md"), true));

        var technology = in.table().row("XLK").orElseThrow();
        assertThat(Touch.of(technology, Direction.DOWN, in)).extracting(Touch::thesis, Touch::with).contains(tuple("Long NVIDIA", false));
        assertThat(Touch.of(technology, Direction.UP, in)).extracting(Touch::thesis, Touch::with).contains(tuple("Long NVIDIA", true));

        var full = Page.text(BriefComposer.compose(facts, Length.FULL).blocks());
        assertThat(full).contains("Your theses: Growth / value out goes with Long value / Short growth.").contains("; on the list: Growth / value out, day 16.");
    }
}
