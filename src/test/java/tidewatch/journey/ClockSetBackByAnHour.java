package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Phones;

/** Somebody, or a time server, sets the clock of the machine back by an hour: nothing comes twice, and nothing is missed. */
class ClockSetBackByAnHour {
    @TempDir
    Path folder;

    private Phones phones;

    @BeforeEach
    void thursdayEvening() {
        phones = Scene.in(folder).pricedUpTo(LocalDate.of(2026, 1, 30)).phones("2026-01-08T20:00");
        phones.say("anna", "/subscribe 07:00 New York");
        phones.say("anna", "/watch 2026-01-09 07:10 call the bank");
        phones.say("bert", "/subscribe 07:30 New York");
        phones.passTo("2026-01-09T06:00");
    }

    @AfterEach
    void theEnd() {
        assertThat(phones.breaches()).isEmpty();
        phones.close();
    }

    @Test
    void what_came_before_comes_no_second_time_and_what_was_to_come_comes_once() {
        phones.runTo("2026-01-09T07:20");
        assertThat(phones.arrivals("anna")).containsExactly("2026-01-09T07:00 MORNING", "2026-01-09T07:10 REMINDER");

        phones.setClock("2026-01-09T06:20");
        assertThat(phones.say("anna", "/status")).as("questions are answered meanwhile").contains("Fri 9 Jan 2026 06:20 New York");
        phones.runTo("2026-01-09T08:30");

        assertThat(phones.arrivals("anna")).containsExactly("2026-01-09T07:00 MORNING", "2026-01-09T07:10 REMINDER");
        assertThat(phones.arrivals("bert")).as("by the clock as it is now").containsExactly("2026-01-09T07:30 MORNING");
        assertThat(phones.unasked("bert").getFirst().text()).doesNotContain("Due 07:30");
        phones.passTo("2026-01-12T07:30");
        assertThat(phones.arrivals("anna")).endsWith("2026-01-12T07:00 MORNING").hasSize(3);
        assertThat(phones.arrivals("bert")).endsWith("2026-01-12T07:30 MORNING").hasSize(2);
        assertThat(phones.unasked("anna").getLast().text()).doesNotContain("not delivered");
    }

    @Test
    void a_brief_that_lies_ready_waits_for_its_time() {
        phones.runTo("2026-01-09T06:57");
        phones.setClock("2026-01-09T05:57");
        phones.runTo("2026-01-09T06:59");
        assertThat(phones.unasked("anna")).isEmpty();
        phones.runTo("2026-01-09T07:05");
        assertThat(phones.arrivals("anna")).containsExactly("2026-01-09T07:00 MORNING");
    }

    @Test
    void a_restart_with_the_clock_set_back_repeats_nothing() {
        phones.runTo("2026-01-09T07:40");
        phones.down();
        phones.setClock("2026-01-09T06:40");
        phones.up();
        phones.runTo("2026-01-09T08:30");

        assertThat(phones.arrivals("anna")).containsExactly("2026-01-09T07:00 MORNING", "2026-01-09T07:10 REMINDER");
        assertThat(phones.arrivals("bert")).containsExactly("2026-01-09T07:30 MORNING");
    }

    @Test
    void who_says_goodbye_with_the_clock_back_is_answered_and_gets_nothing_more() {
        phones.runTo("2026-01-09T07:20");
        phones.setClock("2026-01-09T06:20");
        assertThat(phones.say("bert", "/unsubscribe")).startsWith("You are unsubscribed.");
        phones.runTo("2026-01-09T08:30");
        phones.passTo("2026-01-12T07:30");
        assertThat(phones.unasked("bert")).isEmpty();
    }
}
