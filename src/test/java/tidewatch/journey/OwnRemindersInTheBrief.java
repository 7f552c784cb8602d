package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Phones;

/** What a chat asked to be reminded of stands in its own brief, and in nobody else's. */
class OwnRemindersInTheBrief {
    @TempDir
    Path folder;

    private Phones phones;

    @BeforeEach
    void thursdayEvening() {
        phones = Scene.in(folder)
                .pricedUpTo(LocalDate.of(2026, 1, 30))
                .note("Machines.md", "# Machines\n\n*Created 2026-01-06*\n\n## Watch\n\n- Inventory data (13 Jan)\n")
                .phones("2026-01-08T20:00");
        phones.say("anna", "/subscribe 07:00 New York");
        phones.say("bert", "/subscribe 07:00 New York");
    }

    @AfterEach
    void theEnd() {
        assertThat(phones.breaches()).isEmpty();
        phones.close();
    }

    @Test
    void the_brief_names_what_comes_and_says_once_what_a_note_says_already() {
        phones.say("anna", "/watch 2026-01-09 08:00 look at NVIDIA");
        phones.say("anna", "/watch 2026-01-14 call the bank");
        phones.say("anna", "/watch 2026-03-02 far away");
        phones.say("anna", "/watch inventory-data");
        phones.passTo("2026-01-09T07:00");

        var brief = phones.unasked("anna").getLast().text();
        assertThat(brief).contains("Your reminders. Today 08:00: look at NVIDIA (1); Wed 14 Jan: call the bank (2). All: /watches");
        assertThat(brief.split("(?i)inventory data|inventory-data", -1)).as(brief).hasSize(2);
        assertThat(phones.unasked("bert").getLast().text()).doesNotContain("reminders", "NVIDIA");

        phones.passTo("2026-01-09T08:00");
        phones.say("anna", "/unwatch 2");
        assertThat(phones.say("anna", "/brief 2026-01-09")).as("as it was sent").contains("Wed 14 Jan: call the bank (2)");
        phones.passTo("2026-01-12T07:00");
        assertThat(phones.unasked("anna").getLast().text()).contains("Mon 12 Jan 2026").doesNotContain("Your reminders");
    }

    @Test
    void who_wants_neither_what_is_ahead_nor_reminders_is_spared_the_line() {
        phones.say("anna", "/watch 2026-01-09 08:00 look at NVIDIA");
        phones.say("anna", "/subscribe 07:00 without ahead");
        phones.say("bert", "/watch 2026-01-09 08:00 look at NVIDIA");
        phones.say("bert", "/settings reminder off");
        phones.passTo("2026-01-09T07:00");

        assertThat(phones.unasked("anna").getLast().text()).contains("Fri 9 Jan 2026").doesNotContain("NVIDIA");
        assertThat(phones.unasked("bert").getLast().text()).contains("Fri 9 Jan 2026").doesNotContain("NVIDIA");
    }
}
