package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.brief.Page.day;
import static tidewatch.brief.Page.days;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.evidence.ClockReading;
import tidewatch.evidence.Weighed.Status;
import tidewatch.message.Inline;
import tidewatch.notes.Claim;
import tidewatch.notes.Confidence;
import tidewatch.notes.Place;
import tidewatch.notes.Span;
import tidewatch.notes.Window;

class WordingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 9);

    @Test
    void a_day_bears_its_year_when_it_is_another() {
        assertThat(Wording.day(TODAY)).isEqualTo("Fri 9 Jan");
        assertThat(Wording.longDay(TODAY)).isEqualTo("Fri 9 Jan 2026");
        assertThat(Wording.shortDay(TODAY, day("2026-12-31"))).isEqualTo("9 Jan");
        assertThat(Wording.shortDay(day("2025-12-31"), TODAY)).isEqualTo("31 Dec 2025");
        assertThat(Wording.shortDay(day("2027-01-01"), TODAY)).isEqualTo("1 Jan 2027");
    }

    @Test
    void a_time_is_told_with_its_city() {
        assertThat(Wording.time(ZonedDateTime.of(2026, 1, 9, 7, 0, 0, 0, ZoneId.of("America/New_York")))).isEqualTo("07:00 New York");
        assertThat(Wording.city(ZoneId.of("America/Argentina/Buenos_Aires"))).isEqualTo("Buenos Aires");
        assertThat(Wording.city(ZoneId.of("UTC"))).isEqualTo("UTC");
    }

    @Test
    void windows_say_the_month_once_and_the_year_where_it_rolls() {
        assertThat(Wording.window(days("2026-01-21", "2026-01-31"), TODAY)).isEqualTo("21 to 31 Jan");
        assertThat(Wording.window(days("2026-01-22", "2026-02-05"), TODAY)).isEqualTo("22 Jan to 5 Feb");
        assertThat(Wording.window(days("2025-12-21", "2026-01-05"), TODAY)).isEqualTo("21 Dec 2025 to 5 Jan");
        assertThat(Wording.window(days("2026-12-21", "2027-01-05"), TODAY)).isEqualTo("21 Dec 2026 to 5 Jan 2027");
        assertThat(Wording.window(days("2025-12-21", "2025-12-31"), TODAY)).isEqualTo("21 to 31 Dec 2025");
        assertThat(Wording.window(days("2026-01-13", "2026-01-13"), TODAY)).isEqualTo("13 Jan");
        assertThat(Wording.window(new Window(Optional.of(day("2027-01-08")), Optional.empty(), Window.Precision.DAY), TODAY)).isEqualTo("from 8 Jan 2027");
        assertThat(Wording.window(new Window(Optional.empty(), Optional.of(day("2026-01-02")), Window.Precision.DAY), TODAY)).isEqualTo("to 2 Jan");
    }

    @Test
    void spans_are_told_in_the_notes_own_unit() {
        assertThat(Wording.span(new Span(2, Optional.of(4), Span.Unit.WEEK))).isEqualTo("2-4 weeks");
        assertThat(Wording.span(new Span(1, Optional.of(1), Span.Unit.QUARTER))).isEqualTo("1 quarter");
        assertThat(Wording.span(new Span(3, Optional.of(3), Span.Unit.MONTH))).isEqualTo("3 months");
        assertThat(Wording.span(new Span(1, Optional.empty(), Span.Unit.YEAR))).isEqualTo("1 year or more");
        assertThat(Wording.span(new Span(2, Optional.empty(), Span.Unit.YEAR))).isEqualTo("2 years or more");
    }

    @Test
    void lists_and_counts() {
        assertThat(Wording.list(List.of())).isEmpty();
        assertThat(Wording.list(List.of("a"))).isEqualTo("a");
        assertThat(Wording.list(List.of("a", "b"))).isEqualTo("a and b");
        assertThat(Wording.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
        assertThat(Wording.listed(List.of("a", "b", "c"), 3)).isEqualTo("a, b and c");
        assertThat(Wording.listed(List.of("a", "b", "c", "d"), 2)).isEqualTo("a, b and 2 more");
        assertThat(Wording.count(1, "session", "sessions")).isEqualTo("1 session");
        assertThat(Wording.count(0, "session", "sessions")).isEqualTo("0 sessions");
        assertThat(Wording.number(0)).isEqualTo("no");
        assertThat(Wording.number(12)).isEqualTo("twelve");
        assertThat(Wording.number(13)).isEqualTo("13");
        assertThat(Wording.capital("élan of it")).isEqualTo("Élan of it");
        assertThat(Wording.capital("")).isEmpty();
    }

    @Test
    void a_quote_keeps_one_pair_of_marks_and_ends_at_a_word() {
        assertThat(Wording.quoted("\"this week\", over 5 sessions")).isEqualTo("\"'this week', over 5 sessions\"");
        assertThat(Wording.quoted("\u201Cfrantic\u201D")).isEqualTo("\"'frantic'\"");
        assertThat(Wording.shortened("one two three", 13)).isEqualTo("one two three");
        assertThat(Wording.shortened("one two three", 9)).isEqualTo("one two …");
        assertThat(Wording.shortened("x".repeat(20), 9)).isEqualTo("x".repeat(9) + " …");
        assertThat(Wording.shortened("𝄞".repeat(20), 9)).isEqualTo("𝄞".repeat(4) + " …");
    }

    @Test
    void every_label_has_its_own_words() {
        assertThat(Arrays.stream(Status.values()).map(Wording::status)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Status.values()).map(Wording::leans)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Claim.Driver.State.values()).map(Wording::driver)).containsExactlyInAnyOrder("standing", "upcoming", "active", "past");
        assertThat(Arrays.stream(ClockReading.Answer.values()).map(Wording::clock)).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(Wording.status(Status.LEANING_FOR)).isEqualTo("leaning for");
        assertThat(Wording.mark(Status.LEANING_FOR)).isEqualTo("▲");
        assertThat(Wording.mark(Status.CONTRADICTING)).isEqualTo("▼");
        assertThat(Wording.mark(Status.MIXED)).isEqualTo("◆");
        assertThat(Wording.mark(Status.STALE)).isEqualTo("·");
    }

    @Test
    void a_sentence_joins_words_and_gives_points_their_word() {
        var line = Wording.sentence("ITA ", Page.points(7.4), " against ", "SPY", Optional.of(Page.percent(1)), Optional.empty());
        assertThat(line).hasSize(4);
        assertThat(line.get(2)).isEqualTo(Inline.text(" points against SPY"));
        assertThat(line.get(3)).isInstanceOf(Inline.Num.class);
    }

    private static ClockReading clock(ClockReading.Answer answer, Window window) {
        var source = new Claim.Source(new Place("Note.md", 1, 0, 0), "", List.of(), Optional.empty(), Confidence.SURE, "test");
        var scenario = new Claim.Scenario(source, "Short-term", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new ClockReading(scenario, ClockReading.Origin.NOTE, "your note", window, 3, answer, Optional.empty());
    }

    @Test
    void what_would_be_against_a_scenario_is_told_while_something_can_be() {
        var window = days("2026-01-22", "2026-02-05");
        assertThat(Wording.againstScenario(clock(ClockReading.Answer.OPEN, window), TODAY)).contains("against it would be an end of the move before 22 Jan");
        assertThat(Wording.againstScenario(clock(ClockReading.Answer.FITS_SO_FAR, window), TODAY)).contains("against it would be a new high after 5 Feb");
        assertThat(Wording.againstScenario(clock(ClockReading.Answer.FITS_SO_FAR, new Window(Optional.of(day("2026-01-08")), Optional.empty(), Window.Precision.DAY)), TODAY))
                .as("a window without an end cannot be outlasted").isEmpty();
        assertThat(Wording.againstScenario(clock(ClockReading.Answer.UNDECIDED, window), TODAY)).isPresent();
        for (var over : List.of(ClockReading.Answer.FITS, ClockReading.Answer.ENDED_EARLY, ClockReading.Answer.OUTLASTED, ClockReading.Answer.NEVER_RAN)) {
            assertThat(Wording.againstScenario(clock(over, window), TODAY)).isEmpty();
        }
    }
}
