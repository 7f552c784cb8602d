package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.brief.Page.day;
import static tidewatch.brief.Page.days;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.brief.ScenarioSection.DriverLine;
import tidewatch.brief.ScenarioSection.ScenarioLine;
import tidewatch.brief.Section.Length;
import tidewatch.evidence.ClockReading.Answer;
import tidewatch.notes.Claim.Driver.State;
import tidewatch.notes.Window;

class ScenarioSectionTest {
    private static final Window YEAR = new Window(Optional.of(day("2027-01-08")), Optional.empty(), Window.Precision.DAY);

    private final Page page = new Page();

    private String said(Length length, List<DriverLine> drivers, ScenarioLine... scenarios) {
        page.scenarios = new ScenarioSection.Facts("Morning", Optional.of(LocalDate.of(2026, 1, 8)), drivers, List.of(scenarios));
        return page.text(new ScenarioSection(), length);
    }

    private String said(ScenarioLine... scenarios) {
        return said(Length.CHAT, List.of(), scenarios);
    }

    private static ScenarioLine weeks(Answer answer) {
        return new ScenarioLine("Short", "2-4 weeks", days("2026-01-22", "2026-02-05"), 1, answer, "your note");
    }

    private static ScenarioLine quarters(Answer answer) {
        return new ScenarioLine("Medium", "1-2 quarters", days("2026-04-08", "2026-07-08"), 1, answer, "your note");
    }

    private static ScenarioLine year(Answer answer) {
        return new ScenarioLine("Secular", "1 year or more", YEAR, 1, answer, "your note");
    }

    @Test
    void one_that_is_not_reached_says_when_it_opens() {
        assertThat(said(weeks(Answer.OPEN), quarters(Answer.OPEN), year(Answer.OPEN)))
                .isEqualTo("Scenarios, day 1 from your note: \"2-4 weeks\" opens 22 Jan; \"1-2 quarters\" 8 Apr; \"1 year or more\" 8 Jan 2027.");
    }

    @Test
    void each_answer_has_its_words() {
        assertThat(said(weeks(Answer.FITS_SO_FAR))).endsWith("\"2-4 weeks\" 22 Jan to 5 Feb, fits so far.");
        assertThat(said(weeks(Answer.FITS))).endsWith("fits: the move ended inside it.");
        assertThat(said(weeks(Answer.OUTLASTED))).endsWith("22 Jan to 5 Feb, outlasted, the move ran on past it.");
        assertThat(said(weeks(Answer.UNDECIDED))).endsWith("22 Jan to 5 Feb, past its window, no new high and no reversal.");
        assertThat(said(weeks(Answer.ENDED_EARLY))).endsWith("the move ended before its window.");
        assertThat(said(weeks(Answer.NEVER_RAN))).endsWith("the move never ran.");
        assertThat(said(weeks(Answer.NOT_MEASURED))).endsWith("calendar only.");
    }

    @Test
    void the_word_opens_is_said_again_after_another_answer() {
        assertThat(said(weeks(Answer.OUTLASTED), quarters(Answer.OPEN), year(Answer.OPEN)))
                .endsWith("the move ran on past it; \"1-2 quarters\" opens 8 Apr; \"1 year or more\" 8 Jan 2027.");
    }

    @Test
    void one_answer_of_all_is_said_once_and_in_full_for_each() {
        assertThat(said(weeks(Answer.ENDED_EARLY), quarters(Answer.ENDED_EARLY)))
                .isEqualTo("Scenarios, day 1 from your note: \"2-4 weeks\" and \"1-2 quarters\", the move ended before their windows.");
        assertThat(said(Length.FULL, List.of(), weeks(Answer.ENDED_EARLY), quarters(Answer.ENDED_EARLY))).contains("8 Apr to 8 Jul, the move ended");
    }

    @Test
    void drivers_stand_by_their_state_what_is_active_first() {
        var drivers = List.of(
                new DriverLine("Valuations", State.STANDING, Optional.empty()),
                new DriverLine("Tax selling", State.PAST, Optional.of(new Window(Optional.empty(), Optional.of(day("2026-01-02")), Window.Precision.DAY))),
                new DriverLine("Payback", State.STANDING, Optional.empty()),
                new DriverLine("Reports", State.ACTIVE, Optional.of(days("2026-01-05", "2026-01-31"))));
        assertThat(said(Length.CHAT, drivers))
                .isEqualTo("Drivers. Active: Reports (5 to 31 Jan). Past: Tax selling (to 2 Jan). Standing: Valuations and Payback.");
    }

    @Test
    void on_a_quiet_day_they_wait_for_the_full_brief() {
        page.called();
        assertThat(said(weeks(Answer.OPEN))).isEmpty();
        assertThat(said(Length.FULL, List.of(), weeks(Answer.OPEN))).isNotEmpty();
    }
}
