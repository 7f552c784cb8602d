package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Phones;

/** Monday 19 January 2026 is a holiday of the exchange: the brief before says so, that morning is silent, and who wants a wrap gets one. */
class MarketClosedOnMonday {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @TempDir
    Path folder;

    private Phones phones;

    @BeforeEach
    void thursdayEvening() {
        phones = Scene.in(folder).pricedUpTo(LocalDate.of(2026, 1, 30)).phones("2026-01-15T20:00");
    }

    @AfterEach
    void theEnd() {
        assertThat(phones.breaches()).isEmpty();
        phones.close();
    }

    @Test
    void the_brief_before_says_so_and_the_holiday_is_silent() {
        assertThat(phones.say("anna", "/subscribe 07:00 New York"))
                .contains("Fri 16 Jan 07:00 EST; Tue 20 Jan 07:00 EST (Mon 19 Jan: market closed); Wed 21 Jan 07:00 EST");
        phones.passTo("2026-01-16T07:00");
        assertThat(phones.unasked("anna").getLast().text()).contains("Next brief Tue 20 Jan 07:00 EST (Mon 19 Jan: market closed)");

        phones.passTo("2026-01-19T07:00");
        phones.runTo("2026-01-19T08:00");
        assertThat(phones.arrivals("anna")).containsExactly("2026-01-16T07:00 MORNING");
        assertThat(phones.say("anna", "/status")).contains("Tue 20 Jan 07:00 EST (Mon 19 Jan: market closed)");

        phones.passTo("2026-01-20T07:00");
        assertThat(phones.arrivals("anna")).containsExactly("2026-01-16T07:00 MORNING", "2026-01-20T07:00 MORNING");
        assertThat(phones.unasked("anna").getLast().text())
                .as("the first brief of the week looks ahead")
                .startsWith("Rotation brief · Tue 20 Jan 2026")
                .contains("Prices: close of Fri 16 Jan", "The week ahead", "The week in sectors, 12 to 16 Jan")
                .doesNotContain("not delivered");
        assertThat(phones.rows("anna")).containsExactly("MORNING 2026-01-16 SENT OK", "MORNING 2026-01-20 SENT OK");
    }

    @Test
    void who_asked_for_a_wrap_gets_one_on_the_holiday() {
        phones.say("anna", "/subscribe 07:00 New York wrap");
        phones.passTo("2026-01-16T07:00");
        phones.passTo("2026-01-19T07:00");
        phones.passTo("2026-01-20T07:00");

        assertThat(phones.arrivals("anna")).containsExactly("2026-01-16T07:00 MORNING", "2026-01-19T07:00 WRAP", "2026-01-20T07:00 MORNING");
        assertThat(phones.unasked("anna").get(1).text()).startsWith("Holiday wrap · Mon 19 Jan 2026 · 07:00 New York Market closed today (Martin Luther King Jr. Day).")
                .contains("Prices: close of Fri 16 Jan", "The week in sectors, 12 to 16 Jan");
    }

    @Test
    void far_from_new_york_it_is_the_brief_after_the_close_that_stays_away() {
        phones.say("taro", "/subscribe 07:00 Tokyo");
        for (var sevenInTokyo : List.of("2026-01-16T17:00", "2026-01-19T17:00", "2026-01-20T17:00", "2026-01-21T17:00")) {
            phones.passTo(sevenInTokyo);
        }

        assertThat(phones.arrivals("taro", TOKYO))
                .containsExactly("2026-01-17T07:00 CLOSE", "2026-01-21T07:00 CLOSE", "2026-01-22T07:00 CLOSE");
        assertThat(phones.unasked("taro").get(0).text()).contains("Next brief Wed 21 Jan 07:00 JST");
    }
}
