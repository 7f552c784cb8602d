package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidewatch.brief.Page.Thesis;
import tidewatch.brief.Section.Length;
import tidewatch.evidence.ClockReading;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.evidence.Weighed.Status;
import tidewatch.message.Doc;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;

/** What a chat is told against the last brief that reached it. The base is of Thursday 8 January, the brief of Friday 9. */
class CopyTest {
    private final Page before = new Page();
    private final Page now = new Page();

    private Brief base() {
        var brief = before.called().brief();
        return moved(brief, brief.at().minusDays(1), LocalDate.of(2026, 1, 7));
    }

    private static Brief moved(Brief brief, ZonedDateTime at, LocalDate session) {
        return new Brief(
                at.toLocalDate().toString(), at, session, brief.sample(), brief.coverage(), brief.call(), brief.tape(), brief.rotation(), brief.flows(),
                brief.theses(), brief.movers(), brief.scenarios(), brief.ahead(), brief.noteCheck(), brief.footer(), brief.figures());
    }

    private Doc doc(Brief base, String... opening) {
        var facts = now.called().brief();
        return BriefComposer.compose(facts, new Copy(facts.at(), Optional.of(base), Length.CHAT, Set.of(), Arrays.asList(opening), false, false, Optional.empty()));
    }

    private String text(String... opening) {
        return Morning.text(doc(base(), opening)).replace('\u00A0', ' ');
    }

    private static ThesesSection.Line steady(Thesis thesis, Status steady) {
        var line = thesis.line();
        return new ThesesSection.Line(
                line.name(), line.note(), line.status(), line.why(), line.changedFrom(), line.measuredOn(), line.standIn(), line.against(), line.start(),
                line.sessions(), line.horizon(), line.since(), line.afterBeta(), line.before(), line.z(), line.sign(), steady);
    }

    @Test
    void a_status_of_one_close_is_mentioned_and_told_as_changed_when_it_holds() {
        var leaning = Thesis.of("Long defense", Status.LEANING_FOR).moved(4.2, 1.4);
        var mixed = Thesis.of("Long defense", Status.MIXED).moved(2.1, .7);
        before.theses = Page.theses(leaning);
        now.theses = new ThesesSection.Facts(List.of(steady(mixed, Status.LEANING_FOR)));
        assertThat(text()).contains("Nothing changed since your last brief.").doesNotContain("mixed");
        now.rotation = new RotationSection.Facts("SPY", List.of(Page.row(Direction.UP, "XLI", "industrials", 3.4)), List.of(), Optional.empty());
        assertThat(Morning.text(BriefComposer.compose(
                        now.called().brief(),
                        new Copy(now.brief().at(), Optional.of(base()), Length.FULL, Set.of(), List.of(), false, false, Optional.empty()))))
                .contains("[[Long defense]]: leaning for (at this close mixed), ITA +2.1 points");

        before.theses = now.theses;
        now.theses = Page.theses(mixed);
        assertThat(text()).contains("Since your last brief: your thesis [[Long defense]] is mixed (was: leaning for).");
    }

    @Test
    void a_thesis_that_the_last_brief_did_not_have_is_new_and_not_changed() {
        before.theses = Page.theses(Thesis.of("Old", Status.MIXED).moved(.1, .1));
        now.theses = Page.theses(Thesis.of("Old", Status.MIXED).moved(.2, .2), Thesis.of("Fresh", Status.LEANING_FOR).moved(4.2, 1.4));
        assertThat(text())
                .contains("Nothing changed in your theses and the rotation since your last brief.")
                .contains("Theses against SPY, none changed, 1 new, 1 as it was:")
                .contains("▲ New: [[Fresh]]: leaning for, ITA +4.2 points")
                .doesNotContain("[[Old]]");
    }

    @Test
    void what_changed_in_the_theses_leads_before_what_rotated() {
        before.theses = Page.theses(Thesis.of("Long defense", Status.MIXED).moved(.1, .1));
        now.theses = Page.theses(Thesis.of("Long defense", Status.LEANING_AGAINST).moved(-4.2, -1.4));
        now.rotation = new RotationSection.Facts("SPY", List.of(Page.row(Direction.UP, "XLI", "industrials", 3.4)), List.of(), Optional.empty());
        before.rotation = new RotationSection.Facts("SPY", List.of(Page.row(Direction.DOWN, "XLF", "financials", -2.2)), List.of(), Optional.empty());
        assertThat(text())
                .contains("Since your last brief: your thesis [[Long defense]] leans against (was: mixed).")
                .contains("IN  Industrials XLI *")
                .contains("(* new since your last brief; no longer out: Financials; pp vs SPY; price strength, not fund flows)");
        assertThat(doc(base()).summary()).isEqualTo("Long defense leans against");
    }

    @Test
    void rows_that_came_and_went_are_the_call_when_no_thesis_changed() {
        before.rotation = new RotationSection.Facts("SPY", List.of(Page.row(Direction.DOWN, "XLF", "financials", -2.2)), List.of(), Optional.empty());
        assertThat(text()).contains("Since your last brief: no longer out: Financials.");
        now.rotation = new RotationSection.Facts(
                "SPY", List.of(Page.row(Direction.UP, "XLI", "industrials", 3.4), Page.row(Direction.DOWN, "XLK", "technology", -5.5)), List.of(), Optional.empty());
        assertThat(text())
                .contains("Since your last brief: into Industrials, +3.4 points against SPY over 21 sessions; out of Technology, -5.5 points; no longer out: Financials.");
    }

    @Test
    void a_row_without_a_price_today_has_not_gone() {
        before.rotation = new RotationSection.Facts("SPY", List.of(Page.row(Direction.DOWN, "XLF", "financials", -2.2)), List.of(), Optional.empty());
        for (var symbol : List.of("XLF", "SPY")) {
            now.coverage = new CoverageSection.Facts(Page.SESSION, 19, 20, List.of(new CoverageSection.Missing(symbol, "no row")), List.of(), false);
            assertThat(text()).contains("Nothing changed since your last brief.").doesNotContain("no longer");
        }
    }

    @Test
    void rows_are_not_new_against_a_brief_that_could_not_name_any() {
        before.coverage = new CoverageSection.Facts(Page.SESSION, 19, 20, List.of(new CoverageSection.Missing("SPY", "no row")), List.of(), false);
        now.rotation = new RotationSection.Facts("SPY", List.of(Page.row(Direction.UP, "XLI", "industrials", 3.4)), List.of(), Optional.empty());
        assertThat(text()).contains("Nothing changed since your last brief.");
    }

    @Test
    void a_driver_and_a_scenario_are_told_when_their_state_is_another() {
        before.scenarios = scenarios(Claim.Driver.State.ACTIVE, ClockReading.Answer.OPEN);
        now.scenarios = before.scenarios;
        assertThat(text()).doesNotContain("Drivers", "Scenarios");
        now.scenarios = scenarios(Claim.Driver.State.PAST, ClockReading.Answer.FITS_SO_FAR);
        assertThat(text())
                .contains("Nothing changed in the rotation since your last brief.")
                .contains("Drivers and scenarios, changed: Tax selling is past (was: active); \"2-4 weeks\" 1 to 31 Jan, fits so far (was: not reached yet).");
    }

    private static ScenarioSection.Facts scenarios(Claim.Driver.State state, ClockReading.Answer answer) {
        return new ScenarioSection.Facts(
                "Morning",
                Optional.of(Page.SESSION),
                List.of(new ScenarioSection.DriverLine("Tax selling", state, Optional.empty())),
                List.of(new ScenarioSection.ScenarioLine("short", "2-4 weeks", Page.days("2026-01-01", "2026-01-31"), 1, answer, "your note")));
    }

    @Test
    void figures_that_were_told_are_not_told_again_and_a_new_verdict_is() {
        var held = Page.written("Apple", "+1 %", new Verdict.AtClose(.01, Optional.empty()), 1);
        var open = Page.written("Oracle", "+2 %", new Verdict.Uncheckable("no close yet"));
        var differs = Page.written("Oracle", "+2 %", new Verdict.Differs(.001, Optional.empty(), Optional.empty()), .1);
        before.noteCheck = new NoteCheckSection.Facts(List.of(Page.note("Diary", held, open)));
        now.noteCheck = before.noteCheck;
        assertThat(text()).doesNotContain("Note check", "Diary");
        now.noteCheck = new NoteCheckSection.Facts(List.of(Page.note("Diary", held, differs)));
        assertThat(text())
                .contains("The one new figure in your note [[Diary]] does not hold.")
                .contains("Oracle +2 %: differs: closed at +0.1 %.")
                .doesNotContain("Apple");
    }

    @Test
    void notes_of_the_days_between_are_checked_leaningwho_missed_a_brief() {
        now.noteCheck = new NoteCheckSection.Facts(List.of(), List.of(Page.note("Between", Page.written("Apple", "+1 %", new Verdict.AtClose(.01, Optional.empty()), 1))));
        var missed = moved(before.called().brief(), before.brief().at().minusDays(4), LocalDate.of(2026, 1, 2));
        assertThat(Morning.text(doc(missed))).contains("figure in your note [[Between]] holds").doesNotContain("Nothing changed");
        assertThat(Morning.text(BriefComposer.compose(now.called().brief(), Length.FULL))).doesNotContain("Between");
    }

    @Test
    void a_dated_thing_that_was_written_down_since_is_new_and_one_that_came_into_sight_is_not() {
        now.ahead = new AheadSection.Facts(
                List.of(),
                List.of(
                        new AheadSection.Item("hearing", "hearing", Page.days("2026-01-13", "2026-01-13"), Optional.empty()),
                        new AheadSection.Item("Fed speech", "", Page.days("2026-01-12", "2026-01-12"), Optional.empty()),
                        new AheadSection.Item("CPI", "", Page.days("2026-01-15", "2026-01-15"), Optional.empty())),
                List.of());
        assertThat(text()).contains("Ahead. Mon 12 Jan: Fed speech (new); Tue 13 Jan: hearing (new).").doesNotContain("CPI");
        before.ahead = now.ahead;
        assertThat(text()).contains("Nothing changed since your last brief.").doesNotContain("Ahead");
    }

    @Test
    void opening_lines_come_first_and_late_prices_are_said_once() {
        assertThat(text("The brief for Thu 8 Jan was not delivered. Read it: /brief 2026-01-08").lines().skip(1).findFirst())
                .contains("The brief for Thu 8 Jan was not delivered. Read it: /brief 2026-01-08");
        var facts = now.called().brief();
        var late = new Brief(
                facts.id(), facts.at(), facts.session(), false, facts.coverage(), facts.call(), facts.tape(), facts.rotation(), facts.flows(), facts.theses(),
                facts.movers(), facts.scenarios(), facts.ahead(), facts.noteCheck(), facts.footer(),
                new Brief.Days(LocalDate.of(2026, 1, 7), LocalDate.of(2026, 1, 12), Optional.of(LocalDate.of(2026, 1, 9))), SectorWeekSection.Facts.none(), StaleSection.Facts.none(), ScorecardSection.Facts.none(), List.of());
        assertThat(late.missing()).containsExactly("No prices for Fri 9 Jan yet; figures are Thu's close");
        var words = Morning.text(BriefComposer.compose(
                late,
                new Copy(facts.at(), Optional.empty(), Length.CHAT, Set.of(), List.of(late.missing().getFirst() + "."), false, false, Optional.empty())));
        assertThat(words).containsOnlyOnce("No prices for Fri 9 Jan yet; figures are Thu's close");
    }

    @Test
    void a_close_that_is_more_than_a_week_old_is_named_by_its_date() {
        assertThat(now.coverage.lacking(Optional.of(LocalDate.of(2026, 1, 16)))).containsExactly("No prices for Fri 16 Jan yet; figures are of the close of Thu 8 Jan");
    }

    @Test
    void when_no_brief_will_follow_the_footer_says_so() {
        assertThat(text()).contains("No brief comes after this one · 2026-01-09 · /why for sources · not advice");
    }

    @Test
    void every_topic_can_be_left_out_and_is_not_named_then() {
        var facts = Copies.day("2026-01-09");
        var copy = new Copy(facts.at(), Optional.empty(), Length.FULL, Set.of(Topic.values()), List.of(), true, false, Optional.empty());
        var text = Morning.text(BriefComposer.compose(facts, copy));
        assertThat(text).doesNotContain("Left out", "Tape", "Rotation  ", "Your flows", "Theses", "closes in a row", "Drivers", "Ahead", "The week ahead", "Note check");
        assertThat(text.strip().split("\n\n")).hasSize(3);
    }

    @Test
    void the_week_in_sectors_says_when_it_cannot_be_told() {
        var facts = Copies.day("2026-01-09");
        var text = Morning.text(Copies.Asked.of(facts).withSectorWeek().doc());
        assertThat(text).contains("The week in sectors: it cannot be told without the prices of its last session.");
        assertThat(facts.sectorWeek()).isEqualTo(SectorWeekSection.Facts.none());
    }

    @Test
    void hours_are_told_on_the_clock_of_the_chat_and_may_fall_on_another_day() {
        var moment = new AheadSection.Moment("Minutes ", Instant.parse("2026-01-14T19:00:00Z"), " (expected)");
        var item = new AheadSection.Item("Minutes 14:00 (expected)", "", Page.days("2026-01-14", "2026-01-14"), Optional.empty(), Optional.of(moment));
        assertThat(item.in(ZoneId.of("Asia/Tokyo"))).satisfies(told -> {
            assertThat(told.what()).isEqualTo("Minutes 04:00 (expected)");
            assertThat(told.begins()).isEqualTo("2026-01-15");
        });
        assertThat(item.in(Morning.NEW_YORK)).isEqualTo(item);
    }

    @Test
    void reminders_are_named_up_to_five_and_the_rest_is_counted() {
        var today = now.brief().at().toLocalDate();
        var reminders = new ArrayList<Copy.Reminder>();
        for (int n = 1; n <= 7; n++) {
            reminders.add(new Copy.Reminder(n, "thing-" + n, "thing " + n, today.plusDays(n - 1), Optional.of(LocalTime.of(8, 0))));
        }
        var copy = new Copy(now.brief().at(), Optional.empty(), Length.CHAT, Set.of(), List.of(), false, false, Optional.empty());
        assertThat(Morning.text(BriefComposer.compose(now.brief(), copy.reminding(reminders))).replaceAll("\\s+", " "))
                .contains("Your reminders. Today 08:00: thing 1 (1); ", " 08:00: thing 5 (5); 2 more. All: /watches")
                .doesNotContain("thing 6");
        assertThat(Morning.text(BriefComposer.compose(now.brief(), copy))).doesNotContain("Your reminders");
    }
}
