package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tidewatch.brief.Section.Length;
import tidewatch.market.EventKind;
import tidewatch.market.EventSource;
import tidewatch.market.MarketEvent;
import tidewatch.market.EventList;
import tidewatch.testing.Prices;

class AheadSectionTest {
    private static final EventList EVENTS = EventList.parse(
                    "events.csv",
                    """
                    date,time,title,symbol,basis
                    2026-01-13,08:30,Consumer Price Index,,published
                    2026-01-13,,Apple: quarterly results,AAPL,invented
                    2026-01-13,,Tesla: quarterly results,TSLA,invented
                    2026-02-20,,A meeting far away,,published
                    """)
            .value();

    private static String said(String day, Length length, Map<String, String> notes, EventList events) {
        var series = List.of(
                Prices.series("SPY", LocalDate.of(2025, 10, 1), Prices.closes(200, t -> 100 + t % 7)),
                Prices.series("AAPL", LocalDate.of(2025, 10, 1), Prices.closes(200, t -> 100 + t % 5)));
        return Page.text(new AheadSection().write(Morning.of(day, series, notes).with(events).brief(), length));
    }

    private static String said(String day, String... watches) {
        var notes = new TreeMap<String, String>();
        for (int i = 0; i < watches.length; i++) {
            notes.put("Note " + i + ".md", "# Watch list " + i + "\n\nWatch: " + watches[i] + ".\n\n*Created 2026-01-05*\n");
        }
        return said(day, Length.CHAT, notes, Morning.NO_EVENTS);
    }

    @Test
    void nothing_ahead_says_nothing() {
        assertThat(said("2026-02-03")).isEmpty();
    }

    @Test
    void a_window_that_comes_is_told_with_its_question() {
        assertThat(said("2026-01-09", "Q4 earnings (late Jan) for proof that it pays")).isEqualTo("Ahead. 21 to 31 Jan: q4-earnings \"proof that it pays?\"");
    }

    @Test
    void an_open_window_ends_on_its_day() {
        assertThat(said("2026-01-23", "Q4 earnings (late Jan) for proof that it pays")).isEqualTo("Ahead. Until Sat 31 Jan: q4-earnings \"proof that it pays?\"");
    }

    @Test
    void a_day_that_is_today_is_called_so() {
        assertThat(said("2026-01-09", "jobs report (Jan 9) for wages")).isEqualTo("Ahead. Today: jobs-report \"wages?\"");
    }

    @Test
    void what_ended_with_a_question_waits_for_an_answer_for_five_sessions() {
        assertThat(said("2026-02-02", "Q4 earnings (late Jan) for proof that it pays")).isEqualTo("To answer: q4-earnings closed on Sat 31 Jan, \"proof that it pays?\"");
        assertThat(said("2026-01-12", "jobs report (Jan 9) for wages")).startsWith("To answer: jobs-report was on Fri 9 Jan, \"wages?\"\nAhead. ");
        assertThat(said("2026-01-16", "jobs report (Jan 9) for wages")).startsWith("To answer");
        assertThat(said("2026-01-20", "jobs report (Jan 9) for wages")).doesNotContain("jobs-report");
    }

    @Test
    void one_event_of_two_notes_is_told_once() {
        assertThat(said("2026-01-09", "CPI (Jan 13) for rents", "CPI (Jan 13) for goods")).isEqualTo("Ahead. Tue 13 Jan: cpi \"rents?\"");
        assertThat(said("2026-01-09", "NVIDIA earnings (Feb 25) for lead times", "Q4 FY26 earnings (Feb 25) for Lead times")).containsOnlyOnce("ead times?");
    }

    @Test
    void a_closed_day_and_an_early_close_are_told_and_that_it_is_closed_today_is_not() {
        assertThat(said("2026-01-14")).isEqualTo("Ahead. Mon 19 Jan: market closed (Martin Luther King Jr. Day).");
        assertThat(said("2026-01-19")).isEmpty();
        assertThat(said("2025-12-22")).isEqualTo("Ahead. Wed 24 Dec: early close 13:00 New York; Thu 25 Dec: market closed (Christmas Day).");
        assertThat(said("2025-12-24")).startsWith("Ahead. Today: early close 13:00 New York; Thu 25 Dec: market closed");
    }

    @Test
    void events_of_the_market_and_of_names_that_the_notes_speak_of() {
        var notes = Map.of("Note.md", "# Movers (Jan 8, 2026)\n\n| Name | Move |\n|---|---|\n| Apple | -2% |\n\n*Created 2026-01-08*\n");
        assertThat(said("2026-01-09", Length.CHAT, notes, EVENTS))
                .isEqualTo("Ahead. Tue 13 Jan: Apple: quarterly results (expected), Consumer Price Index 08:30.");
        assertThat(said("2026-01-09", Length.CHAT, Map.of(), EVENTS)).isEqualTo("Ahead. Tue 13 Jan: Consumer Price Index 08:30.");
    }

    @Test
    void where_room_is_short_the_rest_is_counted_and_in_full_each_day_has_a_line() {
        var notes = new TreeMap<String, String>();
        for (int i = 10; i < 16; i++) {
            notes.put("N" + i + ".md", "# N\n\nWatch: event " + (char) ('a' + i) + " (Jan " + i + ") for question " + i + ".\n\n*Created 2026-01-05*\n");
        }
        assertThat(said("2026-01-09", Length.TIGHT, notes, Morning.NO_EVENTS)).endsWith("; 3 more in /brief full.");
        assertThat(said("2026-01-09", Length.CHAT, notes, Morning.NO_EVENTS)).doesNotContain("more in");
        assertThat(said("2026-01-09", Length.FULL, notes, Morning.NO_EVENTS)).startsWith("Ahead:\n• Sat 10 Jan: ").hasLineCount(7);
    }

    @Test
    void where_sources_differ_the_other_date_is_told_beside_the_better_one() {
        var apple = EVENTS.events().stream().filter(event -> event.symbol().filter("AAPL"::equals).isPresent()).findFirst().orElseThrow();
        var disputed = new MarketEvent(apple.key(), apple.title(), apple.date(), apple.end(), apple.time(), apple.zone(), apple.symbol(), "Finnhub", false,
                apple.kind(), List.of(new MarketEvent.Otherwise(EventSource.ALPHA_VANTAGE, LocalDate.of(2026, 1, 14), EventKind.Timing.UNKNOWN)), Optional.empty());

        assertThat(said("2026-01-09", Length.CHAT, Map.of("A.md", "# A\n\nApple -2 %.\n\n*Created 2026-01-08*\n"), new EventList(List.of(disputed))))
                .contains("Apple: quarterly results (expected; 14 Jan by Alpha Vantage)");
    }
}
