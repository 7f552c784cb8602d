package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Phones;

/** Thanksgiving 2026: no market on Thursday 26 November, and on Friday it closes at one. */
class MarketClosesAtOne {
    @TempDir
    Path folder;

    private Phones phones;

    @BeforeEach
    void tuesdayEvening() {
        phones = Scene.in(folder).pricedUpTo(LocalDate.of(2026, 12, 30)).phones("2026-11-24T20:00");
    }

    @AfterEach
    void theEnd() {
        assertThat(phones.breaches()).isEmpty();
        phones.close();
    }

    private void pass(String... hours) {
        for (var hour : hours) {
            phones.passTo(hour);
        }
    }

    @Test
    void a_morning_brief_comes_at_its_time_and_says_that_the_market_closes_early() {
        phones.say("anna", "/subscribe 07:00 New York");
        pass("2026-11-25T07:00", "2026-11-26T07:00", "2026-11-27T07:00", "2026-11-30T07:00");

        assertThat(phones.arrivals("anna"))
                .containsExactly("2026-11-25T07:00 MORNING", "2026-11-27T07:00 MORNING", "2026-11-30T07:00 MORNING");
        assertThat(phones.unasked("anna").get(0).text()).contains("Next brief Fri 27 Nov 07:00 EST (Thu 26 Nov: market closed)");
        assertThat(phones.unasked("anna").get(1).text()).contains("Prices: close of Wed 25 Nov").contains("Today: early close 13:00 New York.");
        assertThat(phones.unasked("anna").get(2).text()).contains("Prices: close of Fri 27 Nov");
    }

    @Test
    void half_an_hour_after_the_close_moves_with_it_once_prices_are_there() {
        phones.say("anna", "/subscribe after close 30m New York");
        pass("2026-11-25T16:45", "2026-11-26T16:45", "2026-11-27T13:40");
        assertThat(phones.unasked("anna")).hasSize(1);
        phones.runTo("2026-11-27T13:45");
        pass("2026-11-27T16:45", "2026-11-30T16:45");

        assertThat(phones.arrivals("anna")).containsExactly("2026-11-25T16:45 CLOSE", "2026-11-27T13:45 CLOSE", "2026-11-30T16:45 CLOSE");
        assertThat(phones.unasked("anna").get(1).text()).contains("Prices: close of Fri 27 Nov");
    }

    @Test
    void a_brief_at_three_has_the_prices_of_that_day_on_a_half_day_only() {
        phones.say("anna", "/subscribe 15:00 New York");
        pass("2026-11-25T15:00", "2026-11-26T15:00", "2026-11-27T15:00", "2026-11-30T15:00");

        assertThat(phones.arrivals("anna"))
                .containsExactly("2026-11-25T15:00 MORNING", "2026-11-27T15:00 MORNING", "2026-11-30T15:00 MORNING");
        assertThat(phones.unasked("anna")).extracting(one -> one.text().replaceAll(".*Prices: (close of \\w+ \\w+ \\w+).*", "$1"))
                .containsExactly("close of Tue 24 Nov", "close of Fri 27 Nov", "close of Fri 27 Nov");
    }

    @Test
    void two_hours_before_an_early_close_a_late_morning_brief_is_no_longer_sent() {
        phones.say("anna", "/subscribe 07:00 New York");
        pass("2026-11-25T06:00");
        phones.down();
        phones.sleepTo("2026-11-25T11:30");
        phones.up();
        phones.runTo("2026-11-25T12:00");
        assertThat(phones.arrivals("anna")).as("an ordinary day").containsExactly("2026-11-25T11:30 MORNING");

        pass("2026-11-27T06:00");
        phones.down();
        phones.sleepTo("2026-11-27T11:30");
        phones.up();
        phones.runTo("2026-11-27T12:00");
        assertThat(phones.rows("anna")).containsExactly("MORNING 2026-11-25 SENT OK", "MORNING 2026-11-27 EXPIRED STALE");
        pass("2026-11-30T07:00");
        assertThat(phones.unasked("anna").getLast().text())
                .contains("The brief for Fri 27 Nov was not delivered (service down 06:00-11:30). Read it: /brief 2026-11-27");
    }
}
