package tidewatch.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Phones;
import tidewatch.delivery.DeliveryKind;

/** The machine is down from six in the morning on: nothing old pretends to be fresh, nothing comes twice, and what was missed is named. */
class DownFromSixToFour {
    @TempDir
    Path folder;

    private Phones phones;

    @BeforeEach
    void thursdayEvening() {
        phones = Scene.in(folder).pricedUpTo(LocalDate.of(2026, 1, 30)).phones("2026-01-08T20:00");
        phones.say("anna", "/subscribe 07:00 New York");
    }

    @AfterEach
    void theEnd() {
        assertThat(phones.breaches()).isEmpty();
        phones.close();
    }

    private void down(String from, String until) {
        phones.passTo(from);
        phones.down();
        phones.sleepTo(until);
        phones.up();
    }

    private String last(DeliveryKind kind) {
        return phones.unasked("anna").stream().filter(one -> one.kind() == kind).toList().getLast().text();
    }

    @Test
    void at_four_the_brief_of_seven_is_too_old_to_be_sent_and_the_next_one_says_where_it_is() {
        down("2026-01-09T06:00", "2026-01-09T16:00");
        phones.runTo("2026-01-09T16:30");
        assertThat(phones.unasked("anna")).as("a brief for a day that is over").isEmpty();
        assertThat(phones.rows("anna")).containsExactly("MORNING 2026-01-09 EXPIRED STALE");
        assertThat(phones.say("anna", "/status")).contains("last downtime Fri 9 Jan 06:00 to Fri 9 Jan 16:00", "Mon 12 Jan 07:00 EST");

        phones.passTo("2026-01-12T07:00");

        assertThat(phones.arrivals("anna")).containsExactly("2026-01-12T07:00 MORNING");
        assertThat(last(DeliveryKind.MORNING))
                .startsWith("Rotation brief · Mon 12 Jan 2026 · 07:00 New York The brief for Fri 9 Jan was not delivered"
                        + " (service down 06:00-16:00). Read it: /brief 2026-01-09 Prices: close of Fri 9 Jan")
                .doesNotContain("Due 07:00");
        assertThat(phones.say("anna", "/brief 2026-01-09"))
                .startsWith("Rotation brief · Fri 9 Jan 2026 · 07:00 New York")
                .contains("not sent to this chat", "Prices: close of Thu 8 Jan");
        phones.passTo("2026-01-13T07:00");
        assertThat(last(DeliveryKind.MORNING)).as("said once").contains("Tue 13 Jan 2026").doesNotContain("was not delivered");
    }

    @Test
    void a_chat_that_wants_no_late_briefs_is_told_the_same_and_one_that_collects_gets_the_headline() {
        phones.say("bert", "/subscribe 07:00 New York");
        phones.say("bert", "/settings catchup digest");
        phones.say("carl", "/subscribe 07:00 New York");
        phones.say("carl", "/settings catchup skip");
        down("2026-01-09T06:00", "2026-01-09T09:12");
        phones.runTo("2026-01-09T09:30");
        assertThat(phones.arrivals("anna")).containsExactly("2026-01-09T09:12 MORNING");
        assertThat(phones.unasked("bert")).isEmpty();
        assertThat(phones.unasked("carl")).isEmpty();

        phones.passTo("2026-01-12T07:00");

        assertThat(phones.unasked("anna").getLast().text()).doesNotContain("was not delivered");
        assertThat(phones.unasked("carl")).singleElement().extracting(Phones.Message::text).asString()
                .contains("The brief for Fri 9 Jan was not delivered (service down 06:00-09:12). Read it: /brief 2026-01-09 Prices");
        assertThat(phones.unasked("bert")).singleElement().extracting(Phones.Message::text).asString()
                .containsPattern("Read it: /brief 2026-01-09 Fri 9 Jan: .{5,200} \\(/brief 2026-01-09\\) Prices");
    }

    @Test
    void back_at_twelve_past_nine_the_brief_comes_once_and_says_how_late_it_is() {
        down("2026-01-09T06:00", "2026-01-09T09:12");
        phones.runTo("2026-01-09T09:20");
        phones.down();
        phones.sleepTo("2026-01-09T09:40");
        phones.up();
        phones.passTo("2026-01-09T18:00");

        assertThat(phones.arrivals("anna")).containsExactly("2026-01-09T09:12 MORNING");
        assertThat(last(DeliveryKind.MORNING))
                .startsWith("Rotation brief · Fri 9 Jan 2026 · 07:00 New York")
                .endsWith("Due 07:00, sent 09:12 EST; prices as of Thu 8 Jan close.");
    }

    @Test
    void a_brief_that_was_ready_before_the_machine_went_down_comes_once_too() {
        phones.runTo("2026-01-09T06:57");
        assertThat(phones.rows("anna")).containsExactly("MORNING 2026-01-09 READY");
        phones.down();
        phones.sleepTo("2026-01-09T11:59");
        phones.up();
        phones.runTo("2026-01-09T12:30");

        assertThat(phones.arrivals("anna")).containsExactly("2026-01-09T11:59 MORNING");
        assertThat(last(DeliveryKind.MORNING)).endsWith("Due 07:00, sent 11:59 EST; prices as of Thu 8 Jan close.");
    }

    @Test
    void the_wrap_of_the_week_is_still_worth_reading_at_four_on_a_saturday() {
        phones.say("anna", "/subscribe weekly");
        down("2026-01-10T06:00", "2026-01-10T16:00");
        phones.runTo("2026-01-10T17:00");

        assertThat(phones.arrivals("anna")).containsExactly("2026-01-09T07:00 MORNING", "2026-01-10T16:00 WEEKLY");
        assertThat(last(DeliveryKind.WEEKLY)).endsWith("Due 07:00, sent 16:00 EST; prices as of Fri 9 Jan close.");
    }

    @Test
    void a_reminder_comes_eight_hours_late_and_a_command_of_that_time_is_not_run_behind_ones_back() {
        phones.say("anna", "/watch 2026-01-09 08:00 look at NVIDIA");
        phones.passTo("2026-01-09T06:00");
        phones.down();
        phones.sleepTo("2026-01-09T16:00");
        phones.up();
        phones.typed("anna", "/unsubscribe", Phones.newYork("2026-01-09T10:00"));
        phones.answer();
        phones.runTo("2026-01-09T17:00");

        assertThat(phones.arrivals("anna")).containsExactly("2026-01-09T16:00 REMINDER");
        assertThat(last(DeliveryKind.REMINDER)).endsWith("Reminder for Fri 08:00, 8 h late: look at NVIDIA");
        assertThat(phones.messages("anna").stream().filter(one -> one.kind() == DeliveryKind.ANSWER).toList().getLast().text())
                .isEqualTo("I was down. [1] Run now · /unsubscribe");
        phones.passTo("2026-01-12T07:00");
        assertThat(phones.arrivals("anna")).as("still subscribed").contains("2026-01-12T07:00 MORNING");
    }
}
