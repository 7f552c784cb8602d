package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodWordsTest {
    private static final NoteOptions OPTIONS = NoteOptions.of(new TableCalendars());

    private static String periods(String table) {
        var text = "# Movers\n\nCreated 2026-01-08\n\n" + table;
        return String.join("|", NoteParser.parse("movers.md", text.getBytes(StandardCharsets.UTF_8), OPTIONS)
                .value()
                .claims(Claim.Move.class)
                .stream()
                .map(move -> move.period().orElse("-"))
                .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '=', quoteCharacter = '~', textBlock = """
            this week = this week
            "this week" = this week
            "this week", over 5 sessions = over 5 sessions
            YTD. = YTD
            5 sessions = 5 sessions
            (five days) = five days
            over the past month = over the past month
            since Dec 31, 2025 = since Dec 31, 2025
            this week, on the budget = this week
            on the budget, over 5 sessions = over 5 sessions
            on the budget; in the last two weeks = in the last two weeks
            on the budget, YTD = YTD
            """)
    void a_remark_or_its_part_that_is_nothing_but_a_window_is_the_window(String remark, String window) {
        assertThat(PeriodWords.of(remark, Vocabulary.bundled())).contains(window);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '=', quoteCharacter = '~', textBlock = """
            ahead of earnings this week
            earnings, this week
            results, after hours
            lock-up ends, 2 weeks
            results, in 3 weeks
            the 6 % was five sessions
            best month since May
            last week
            over the next 5 sessions
            since phase 3
            guidance for this year cut
            —
            """)
    void a_remark_that_speaks_of_something_else_is_none(String remark) {
        assertThat(PeriodWords.of(remark, Vocabulary.bundled())).isEmpty();
    }

    @Test
    void the_note_of_a_row_names_the_window_of_its_one_figure() {
        var head = "| Name | Move | Note |\n|---|---|---|\n";
        assertThat(periods(head + "| General Dynamics | +6% | \"this week\", over 5 sessions |\n| NVIDIA | -2% | earnings, this week |\n"))
                .isEqualTo("over 5 sessions|-");
        assertThat(periods(head + "| Oracle | +2% YTD | this week |\n")).as("the figure's own words come first").isEqualTo("YTD");
        assertThat(periods("| Name | 1D | 1M | Note |\n|---|---|---|---|\n| Oracle | +2% | +9% | over 5 sessions |\n"))
                .as("columns with windows of their own")
                .isEqualTo("1D|1M");
        assertThat(periods("| Name | Move | Risk |\n|---|---|---|\n| Oracle | +2% | this year |\n")).as("a risk lies ahead").isEqualTo("-");
    }

    @Test
    void a_sentence_names_the_window_behind_its_figure() {
        assertThat(periods("Oracle rose 6% over 5 sessions on the budget. NVIDIA fell 3% (YTD).\n")).isEqualTo("over 5 sessions|YTD");
        assertThat(periods("Oracle rose 6% (earnings this week).\n")).isEqualTo("-");
    }
}
