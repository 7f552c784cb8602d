package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.brief.Page.note;
import static tidewatch.brief.Page.row;
import static tidewatch.brief.Page.theses;
import static tidewatch.brief.Page.written;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.brief.Page.Thesis;
import tidewatch.brief.Section.Length;
import tidewatch.brief.TopCallSection.Kind;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.evidence.Weighed.Status;
import tidewatch.notes.Claim.Direction;

class TopCallSectionTest {
    private static final Thesis FOR = Thesis.of("Long defense", Status.LEANING_FOR).moved(7.4, 1.5);
    private static final Thesis AGAINST = Thesis.of("Long banks", Status.LEANING_AGAINST).moved(-6.1, -1.2);
    private static final Thesis OPEN = Thesis.of("Long chips", Status.MIXED).moved(.4, .1).because("no evidence either way");
    private static final NoteCheckSection.Line HOLDS = written("Oracle", "-2 %", new Verdict.AtClose(-.018, Optional.empty()), -1.8);
    private static final NoteCheckSection.Line PASSED =
            written("Northrop", "+8 %", new Verdict.IntradayOnly(.021, .05, .081, .01, Verdict.IntradayOnly.Where.HIGH), 2.1, 8.1);
    private static final NoteCheckSection.Line DIFFERS = written("Salesforce", "-3 %", new Verdict.Differs(-.012, Optional.empty(), Optional.empty()), -1.2);
    private static final NoteCheckSection.Line UNCHECKED = written("NET", "-5 %", new Verdict.Uncheckable("there are no prices of NET"));

    private final Page page = new Page();

    private String said() {
        return page.called().text(new TopCallSection(), Length.CHAT);
    }

    private Kind kind() {
        return page.called().call.kind();
    }

    @Test
    void too_few_prices_are_no_call() {
        page.coverage = new CoverageSection.Facts(Page.SESSION, 9, 20, List.of(), List.of(), false);
        page.theses = theses(FOR.was(Status.TOO_EARLY));
        assertThat(said()).isEqualTo("Not enough prices for a call: 9 of 20 series have Thu 8 Jan.");
    }

    @Test
    void what_changed_for_a_thesis_leads_with_its_figure_and_what_would_change_it() {
        page.theses = theses(FOR.was(Status.TOO_EARLY), AGAINST);
        page.noteCheck = new NoteCheckSection.Facts(List.of(note("Morning", DIFFERS)));
        assertThat(said())
                .isEqualTo("""
                        Your thesis [[Long defense]] leans for (was: too early).
                        ITA +7.4 points against SPY since 8 Dec 2025. Would change it: ITA back under +4.9 points.""");
    }

    @Test
    void a_change_to_mixed_says_why() {
        page.theses = theses(OPEN.was(Status.LEANING_FOR));
        assertThat(said()).startsWith("Your thesis [[Long chips]] is mixed (was: leaning for), no evidence either way.").doesNotContain("Would change it");
    }

    @Test
    void the_strongest_two_are_told() {
        page.theses = theses(AGAINST.was(Status.MIXED), OPEN.was(Status.LEANING_FOR), FOR.was(Status.MIXED));
        assertThat(kind()).isEqualTo(Kind.CHANGED);
        assertThat(said()).contains("[[Long defense]] leans for (was: mixed); [[Long banks]] leans against (was: mixed).").doesNotContain("chips");
    }

    @Test
    void what_is_settled_is_told_as_before_where_nothing_changed() {
        page.theses = theses(FOR, AGAINST);
        page.noteCheck = new NoteCheckSection.Facts(List.of(note("Morning", DIFFERS)));
        assertThat(said())
                .startsWith("Your thesis [[Long defense]] leans for; [[Long banks]] leans against, as before.")
                .contains("ITA +7.4 points against SPY since 8 Dec 2025; ITA -6.1 points against SPY since 8 Dec 2025.");
    }

    @Test
    void the_bound_of_a_fall_is_above_it() {
        page.theses = theses(AGAINST);
        assertThat(said()).contains("Would change it: ITA back over -5.1 points.");
    }

    @Test
    void the_markets_own_move_and_a_stand_in_are_named() {
        page.theses = theses(FOR.onStandIn().leftAfterBeta(3.6));
        assertThat(said()).contains("ITA (stand-in) +7.4 points against SPY since 8 Dec 2025 (mostly the market's own move).");
        page.theses = theses(FOR.leftAfterBeta(3.8));
        assertThat(said()).doesNotContain("market's own move");
    }

    @Test
    void a_move_that_was_last_measured_before_the_session_says_until_when() {
        page.theses = theses(FOR.measuredTo(Page.day("2026-01-06")));
        assertThat(said()).contains("ITA +7.4 points against SPY from 8 Dec 2025 to 6 Jan.");
    }

    @Test
    void a_new_note_leads_while_there_is_no_evidence() {
        page.theses = theses(Thesis.of("Long defense", Status.TOO_EARLY));
        page.noteCheck = new NoteCheckSection.Facts(List.of(note("Morning", HOLDS, PASSED, DIFFERS, UNCHECKED)));
        assertThat(said())
                .isEqualTo("""
                        No evidence on your theses yet. One of the four figures in your note [[Morning]] holds.
                        Northrop +8 %: the price passed through +8 % that day and closed at +2.1 %. Salesforce -3 %: differs: closed at -1.2 %.""");
    }

    @Test
    void it_leads_too_while_most_theses_are_open_and_of_several_the_one_that_is_most_wrong() {
        page.theses = theses(FOR, OPEN, Thesis.of("Long gold", Status.TOO_EARLY));
        page.noteCheck = new NoteCheckSection.Facts(List.of(note("Long list", HOLDS, HOLDS, HOLDS), note("Morning", HOLDS, DIFFERS)));
        assertThat(said()).startsWith("Your theses are as before. One of the two figures in your note [[Morning]] holds.");
        page.theses = theses(FOR, OPEN);
        assertThat(kind()).isEqualTo(Kind.SETTLED);
    }

    @Test
    void the_share_of_a_note_reads_well_at_its_ends() {
        page.noteCheck = new NoteCheckSection.Facts(List.of(note("Morning", HOLDS, HOLDS)));
        assertThat(said()).isEqualTo("All two figures in your note [[Morning]] hold.");
        page.noteCheck = new NoteCheckSection.Facts(List.of(note("Morning", DIFFERS, DIFFERS)));
        assertThat(said()).startsWith("None of the two figures in your note [[Morning]] hold.");
        page.noteCheck = new NoteCheckSection.Facts(List.of(note("Morning", DIFFERS)));
        assertThat(said()).startsWith("The one figure in your note [[Morning]] does not hold.");
    }

    @Test
    void a_note_whose_figures_cannot_be_checked_yet_is_no_call() {
        page.theses = theses(Thesis.of("Long defense", Status.TOO_EARLY));
        page.noteCheck = new NoteCheckSection.Facts(List.of(note("This morning", UNCHECKED, UNCHECKED)));
        assertThat(kind()).isEqualTo(Kind.QUIET);
        page.noteCheck = new NoteCheckSection.Facts(List.of(note("This morning", UNCHECKED, UNCHECKED), note("Morning", HOLDS)));
        assertThat(said()).contains("The one figure in your note [[Morning]] holds.");
    }

    @Test
    void without_theses_and_notes_what_rotated_is_the_call() {
        page.rotation = new RotationSection.Facts(
                "SPY",
                List.of(row(Direction.UP, "XLI", "industrials", 6.6), row(Direction.UP, "XLU", "utilities", 5), row(Direction.DOWN, "IGV", "software", -8.2)),
                List.of(),
                Optional.empty());
        assertThat(said())
                .isEqualTo("Strongest over 21 sessions: Industrials, +6.6 points against SPY; weakest over 21 sessions: Software, -8.2 points against SPY.");
        page.theses = theses(OPEN);
        assertThat(said()).startsWith("Nothing changed for your theses. Strongest ");
    }

    @Test
    void a_call_of_what_rotated_says_how_strong_it_is() {
        page.rotation = new RotationSection.Facts("SPY", List.of(row(Direction.UP, "XLI", "industrials", 6.6)), List.of(), Optional.of(VerdictTest.oneStandsOut()));
        assertThat(said())
                .isEqualTo("Strongest over 21 sessions: Industrials, +6.6 points against SPY.\n"
                        + "Of the 41 rows searched Industrials stands out: +9.1 points since 22 Dec 2025.");
    }

    @Test
    void what_stands_out_though_the_list_names_nobody_is_no_nothing() {
        page.rotation = new RotationSection.Facts("SPY", List.of(), List.of(), Optional.of(VerdictTest.oneStandsOut()));
        assertThat(said()).isEqualTo("Nothing changed.");
        assertThat(page.called().text(new RotationSection(), Length.CHAT)).isEqualTo("Of the 41 rows searched Industrials stands out: +9.1 points since 22 Dec 2025.");
    }

    @Test
    void nothing_is_a_call() {
        assertThat(said()).isEqualTo("Nothing changed, and nothing stands out on the tape.");
        page.theses = theses(OPEN);
        assertThat(said()).isEqualTo("Nothing changed for your theses, and nothing stands out on the tape.");
    }

    @Test
    void each_kind_has_one_line_for_a_notification() {
        page.theses = theses(FOR);
        assertThat(TopCallSection.summary(page.called().brief(), Reader.ANYONE)).isEqualTo("Long defense leans for");
        page.theses = theses();
        page.noteCheck = new NoteCheckSection.Facts(List.of(note("Morning", HOLDS, DIFFERS)));
        assertThat(TopCallSection.summary(page.called().brief(), Reader.ANYONE)).isEqualTo("1 of 2 figures of your note hold");
        page.noteCheck = new NoteCheckSection.Facts(List.of());
        assertThat(TopCallSection.summary(page.called().brief(), Reader.ANYONE)).isEqualTo("Nothing changed, nothing stands out");
    }
}
