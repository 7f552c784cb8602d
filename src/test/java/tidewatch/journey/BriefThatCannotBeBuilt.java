package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Phones;

/** The disk with the prices is gone in the morning: the chat is told so at seven, in words, and gets its brief when there is one again. */
class BriefThatCannotBeBuilt {
    @TempDir
    Path folder;

    private Scene scene;
    private Phones phones;

    @BeforeEach
    void thursdayEvening() {
        scene = Scene.in(folder).pricedUpTo(LocalDate.of(2026, 1, 30));
        phones = scene.phones("2026-01-07T20:00");
        phones.say("anna", "/subscribe 07:00 New York");
        phones.passTo("2026-01-08T07:00");
    }

    @AfterEach
    void theEnd() {
        assertThat(phones.breaches()).isEmpty();
        phones.close();
    }

    private void unmount() throws IOException {
        Files.move(scene.path("prices"), scene.path("elsewhere"));
        Files.createDirectories(scene.path("prices"));
    }

    private void mount() throws IOException {
        Files.delete(scene.path("prices"));
        Files.move(scene.path("elsewhere"), scene.path("prices"));
    }

    private String last() {
        return phones.unasked("anna").getLast().text();
    }

    @Test
    void the_chat_is_told_why_there_is_no_brief_and_gets_the_next_one() throws IOException {
        unmount();
        phones.passTo("2026-01-09T05:00");
        phones.runTo("2026-01-09T07:30");

        assertThat(phones.arrivals("anna")).containsExactly("2026-01-08T07:00 MORNING", "2026-01-09T07:00 MORNING");
        assertThat(last())
                .contains("No brief for Fri 9 Jan: There are no prices of Thu 8 Jan or the 5 sessions before it in CSV files in")
                .contains("/status", "Next brief Mon 12 Jan 07:00 EST")
                .doesNotContain("Exception");

        mount();
        phones.runTo("2026-01-09T08:00");
        assertThat(phones.unasked("anna")).as("late data make no second brief").hasSize(2);
        assertThat(phones.say("anna", "/brief")).startsWith("Rotation brief · Fri 9 Jan 2026").contains("Prices: close of Thu 8 Jan");
        phones.passTo("2026-01-12T07:00");
        assertThat(phones.arrivals("anna")).endsWith("2026-01-12T07:00 MORNING").hasSize(3);
        assertThat(last()).startsWith("Rotation brief · Mon 12 Jan 2026").contains("since your brief of Thu 8 Jan");
        assertThat(phones.rows("anna")).as("nothing is lost").allMatch(row -> row.endsWith("SENT OK"));
    }

    @Test
    void prices_that_are_back_before_seven_make_it_a_brief_on_time() throws IOException {
        unmount();
        phones.passTo("2026-01-09T05:00");
        phones.runTo("2026-01-09T06:42");
        mount();
        phones.runTo("2026-01-09T07:00");

        assertThat(phones.arrivals("anna")).endsWith("2026-01-09T07:00 MORNING").hasSize(2);
        assertThat(last()).startsWith("Rotation brief · Fri 9 Jan 2026").contains("Prices: close of Thu 8 Jan, 14 of 14 series");
    }

    @Test
    void prices_of_the_day_before_make_a_brief_that_says_so() {
        scene.pricedUpTo(LocalDate.of(2026, 1, 7));
        phones.passTo("2026-01-09T05:00");
        phones.runTo("2026-01-09T07:00");

        assertThat(last())
                .startsWith("Rotation brief · Fri 9 Jan 2026")
                .contains("No prices for Thu 8 Jan yet; figures are Wed's close, 14 of 14 series");
    }

    @Test
    void a_vault_that_is_gone_is_said_in_the_brief() throws IOException {
        Files.delete(scene.path("notes"));
        phones.passTo("2026-01-09T05:00");
        phones.runTo("2026-01-09T07:00");

        assertThat(phones.arrivals("anna")).endsWith("2026-01-09T07:00 MORNING").hasSize(2);
        assertThat(last()).startsWith("Rotation brief · Fri 9 Jan 2026").contains("There is no vault notes: give the folder", "Prices: close of Thu 8 Jan");
    }
}
