package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidewatch.brief.Section.Length;
import tidewatch.testing.Prices;

class FooterSectionTest {
    private static String footer(String day) {
        var series = List.of(Prices.series("SPY", LocalDate.of(2025, 12, 1), Prices.closes(100, t -> 100 + t % 7)));
        var brief = Morning.of(day, series, Map.of()).brief();
        return Page.text(new FooterSection().write(brief, Length.CHAT));
    }

    @Test
    void the_next_brief_is_that_of_the_next_session() {
        assertThat(footer("2026-01-08")).isEqualTo("Next brief Fri 9 Jan 07:00 · 2026-01-08 · /why for sources · not advice");
        assertThat(footer("2026-01-09")).startsWith("Next brief Mon 12 Jan 07:00 · ");
    }

    @Test
    void a_closed_weekday_between_is_named() {
        assertThat(footer("2026-01-16")).startsWith("Next brief Tue 20 Jan 07:00 (Mon: market closed) · ");
        assertThat(footer("2025-12-24")).startsWith("Next brief Fri 26 Dec 07:00 (Thu: market closed) · ");
    }

    @Test
    void the_sample_says_so_at_the_end() {
        var page = new Page();
        page.sample = true;
        assertThat(page.text(new FooterSection(), Length.CHAT)).endsWith("not advice · SAMPLE: invented prices");
    }
}
