package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidewatch.delivery.Bench.CHAT;
import static tidewatch.delivery.Bench.NEW_YORK;
import static tidewatch.delivery.Bench.doc;
import static tidewatch.delivery.Bench.newYork;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.message.Capabilities;

/** Reminders, alerts and notices on their way into the outbox, and the digest of those that were held. */
class PostTest {
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), NEW_YORK);

    private final Bench bench = new Bench(newYork("2026-01-08T18:00"));

    private boolean post(DeliveryKind kind, String slot, boolean clockTime, boolean urgent) {
        return bench.post.add(
                bench.book.chat(CHAT), kind, slot, bench.now(), doc("NVDA below 170", "closed at 169.20"), clockTime, urgent, bench.now());
    }

    private boolean alert(String slot) {
        return post(DeliveryKind.ALERT, slot, false, false);
    }

    private void quiet() {
        bench.book.quiet(CHAT, Optional.of(NIGHT), bench.now());
    }

    @Test
    void an_alert_is_ready_at_once_and_added_once() {
        assertThat(alert("w1|2026-01-08|1")).isTrue();
        assertThat(alert("w1|2026-01-08|1")).isFalse();
        bench.runTo("2026-01-08T18:01");

        assertThat(bench.sent).hasSize(1);
        assertThat(bench.lastText()).contains("169.20");
        assertThat(bench.rows()).containsExactly("ALERT w1|2026-01-08|1 SENT OK");
    }

    @Test
    void a_reminder_for_later_waits_for_its_time() {
        bench.post.add(
                bench.book.chat(CHAT), DeliveryKind.REMINDER, "r1", newYork("2026-01-08T19:00"), doc("CPI", "in an hour"), true, false, bench.now());
        bench.runTo("2026-01-08T18:59");
        assertThat(bench.sent).isEmpty();
        bench.runTo("2026-01-08T19:00");
        assertThat(bench.sent).hasSize(1);
    }

    @Test
    void a_class_that_is_off_leaves_a_row_and_a_silent_one_makes_no_sound() {
        bench.book.classes(CHAT, MessageClass.ALERT, Loudness.OFF, bench.now());
        bench.book.classes(CHAT, MessageClass.REMINDER, Loudness.SILENT, bench.now());
        assertThat(alert("a")).isTrue();
        post(DeliveryKind.REMINDER, "r", false, false);
        bench.runTo("2026-01-08T18:01");

        assertThat(bench.rows()).containsExactlyInAnyOrder("ALERT a CANCELLED CLASS_OFF", "REMINDER r SENT OK");
        assertThat(bench.sent).singleElement().matches(Bench.Sent::silent);
        assertThat(bench.store.outbox().list(Outbox.Filter.ALL, 9))
                .filteredOn(row -> row.kind() == DeliveryKind.ALERT)
                .extracting(Delivery::headline)
                .as("why no alert? has an answer")
                .containsExactly("NVDA below 170: closed at 169.20");
    }

    /** Where no message can come without a sound. */
    private final Bench loud = new Bench(
            newYork("2026-01-08T18:00"), new Capabilities(Capabilities.Profile.SLACK_BASIC, 80, false, false));

    private boolean silently(DeliveryKind kind, String slot, boolean urgent) {
        return loud.post.add(
                loud.book.chat(CHAT), kind, slot, loud.now(), doc("NVDA below 170", slot + " closed at 169.20"), true, urgent, loud.now());
    }

    private void silence() {
        loud.book.classes(CHAT, MessageClass.ALERT, Loudness.SILENT, loud.now());
        loud.book.classes(CHAT, MessageClass.REMINDER, Loudness.SILENT, loud.now());
    }

    @Test
    void where_no_message_can_be_silent_the_next_brief_says_it() {
        loud.subscribed("07:00");
        silence();
        silently(DeliveryKind.ALERT, "a1", false);
        silently(DeliveryKind.REMINDER, "r1", false);
        silently(DeliveryKind.ALERT, "a2", true);
        silently(DeliveryKind.NOTICE, "n1", false);
        loud.runTo("2026-01-09T06:58");
        assertThat(loud.sent).as("what is urgent, and what is not silent").extracting(Bench.Sent::slot).containsExactly("a2", "n1");
        silently(DeliveryKind.ALERT, "a3", false);
        loud.runTo("2026-01-09T07:30");

        assertThat(loud.sent).extracting(Bench.Sent::kind).containsExactly(DeliveryKind.ALERT, DeliveryKind.NOTICE, DeliveryKind.MORNING);
        assertThat(loud.lastText())
                .contains("Silent until now: 1 alert, 1 reminder.", "Thu 8 Jan 18:00 NVDA below 170: a1 closed at 169.20")
                .doesNotContain("a3");
        assertThat(loud.rows()).contains("ALERT a1 FOLDED IN_BRIEF", "REMINDER r1 FOLDED IN_BRIEF", "ALERT a3 HELD");
        loud.runFarTo(newYork("2026-01-12T07:05"));
        assertThat(loud.lastText()).contains("Silent until now: 1 alert.", "a3 closed at 169.20").doesNotContain("a1");
        assertThat(loud.rows()).contains("ALERT a3 FOLDED IN_BRIEF");
        assertThat(loud.sent).as("and nothing was said twice").hasSize(4);
    }

    @Test
    void without_a_brief_that_is_near_what_was_to_be_silent_comes_as_usual() {
        silence();
        silently(DeliveryKind.ALERT, "a1", false);
        loud.runTo("2026-01-08T18:01");
        assertThat(loud.rows()).containsExactly("ALERT a1 SENT OK");
        loud.subscribed("07:00");
        loud.book.classes(CHAT, MessageClass.BRIEF, Loudness.OFF, loud.now());
        silence();
        silently(DeliveryKind.ALERT, "a2", false);
        loud.runTo("2026-01-08T18:02");
        assertThat(loud.rows()).contains("ALERT a2 SENT OK");
    }

    @Test
    void a_brief_that_does_not_come_is_waited_for_half_an_hour() {
        loud.subscribed("07:00");
        silence();
        silently(DeliveryKind.ALERT, "a1", false);
        loud.book.unsubscribe(CHAT, Optional.empty(), loud.now());
        loud.runTo("2026-01-09T07:29");
        assertThat(loud.sent).isEmpty();
        loud.runTo("2026-01-09T07:31");
        assertThat(loud.sent).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(DeliveryKind.DIGEST);
            assertThat(one.text()).contains("Silent until now: 1 alert", "a1 closed at 169.20");
        });
        assertThat(loud.rows()).contains("ALERT a1 FOLDED IN_DIGEST");
    }

    @Test
    void what_a_brief_that_dies_was_to_say_comes_in_a_digest() {
        loud.subscribed("07:00");
        silence();
        silently(DeliveryKind.ALERT, "a1", false);
        loud.fate = claim -> claim.delivery().kind() == DeliveryKind.MORNING
                ? new Outcome.Over(DeliveryReason.REFUSED, true, "no")
                : new Outcome.Arrived(DeliveryReason.OK, Optional.empty(), "yes");
        loud.runTo("2026-01-09T07:31");
        assertThat(loud.rows()).contains("MORNING 2026-01-09 DEAD REFUSED", "ALERT a1 FOLDED IN_DIGEST");
        assertThat(loud.lastText()).contains("a1 closed at 169.20");
    }

    @Test
    void many_that_were_silent_are_counted_and_a_brief_that_cannot_be_built_says_them_too() {
        loud.subscribed("07:00");
        silence();
        for (int n = 0; n < 14; n++) {
            silently(DeliveryKind.ALERT, "a" + n, false);
        }
        loud.bug = Optional.of(new IllegalStateException("broken"));
        loud.runTo("2026-01-09T07:05");
        assertThat(loud.lastText()).contains("Silent until now: 14 alerts.", "And 4 more alerts: /watches");
        assertThat(loud.rows()).filteredOn(row -> row.endsWith("FOLDED IN_BRIEF")).hasSize(14);
    }

    @Test
    void what_was_to_be_silent_in_quiet_hours_waits_for_the_brief_and_not_for_their_end() {
        loud.subscribed("08:00");
        silence();
        loud.book.quiet(CHAT, Optional.of(NIGHT), loud.now());
        loud.runTo("2026-01-08T23:00");
        silently(DeliveryKind.ALERT, "a1", false);
        loud.runTo("2026-01-09T08:00");
        assertThat(loud.sent).extracting(Bench.Sent::kind).containsExactly(DeliveryKind.MORNING);
        assertThat(loud.lastText()).contains("Silent until now: 1 alert.");
    }

    @Test
    void quiet_hours_hold_and_at_their_end_one_digest_carries_all() {
        quiet();
        bench.runTo("2026-01-08T23:00");
        alert("a1");
        alert("a2");
        post(DeliveryKind.REMINDER, "window", false, false);
        post(DeliveryKind.REMINDER, "clock", true, false);
        post(DeliveryKind.ALERT, "urgent", false, true);
        bench.runTo("2026-01-09T06:59");

        assertThat(bench.arrivals()).containsExactlyInAnyOrder("2026-01-08T23:00 REMINDER clock", "2026-01-08T23:00 ALERT urgent");
        assertThat(bench.sent).filteredOn(one -> one.slot().equals("clock")).allMatch(Bench.Sent::silent);
        assertThat(bench.sent).filteredOn(one -> one.slot().equals("urgent")).noneMatch(Bench.Sent::silent);
        bench.runTo("2026-01-09T07:00");

        assertThat(bench.sent).hasSize(3);
        assertThat(bench.lastText())
                .contains("While it was quiet (22:00-07:00): 2 alerts, 1 reminder")
                .contains("Thu 8 Jan 23:00 NVDA below 170: closed at 169.20");
        assertThat(bench.rows())
                .contains("ALERT a1 FOLDED IN_DIGEST", "ALERT a2 FOLDED IN_DIGEST", "REMINDER window FOLDED IN_DIGEST");
        bench.runTo("2026-01-09T07:30");
        assertThat(bench.sent).as("once").hasSize(3);
    }

    @Test
    void what_a_mute_held_comes_at_its_end_and_not_in_the_quiet_hours_after_it() {
        quiet();
        bench.book.mute(CHAT, newYork("2026-01-09T23:30"), bench.now());
        assertThat(post(DeliveryKind.ALERT, "urgent", false, true)).isTrue();
        assertThat(bench.store.outbox().list(Outbox.Filter.ALL, 1).getFirst().notBefore()).isEqualTo(newYork("2026-01-10T07:00"));
        bench.runTo("2026-01-10T06:59");
        assertThat(bench.sent).isEmpty();
        bench.runTo("2026-01-10T07:00");

        assertThat(bench.sent).singleElement().matches(one -> one.text().contains("While it was muted: 1 alert"));
    }

    @Test
    void a_mute_or_quiet_hours_that_are_lifted_let_go_what_they_held() {
        bench.book.mute(CHAT, Duration.ofDays(20), bench.now());
        alert("a");
        bench.runTo("2026-01-08T19:00");
        assertThat(bench.sent).isEmpty();
        bench.book.unmute(CHAT, bench.now());
        bench.tick();
        assertThat(bench.sent).singleElement().matches(one -> one.kind() == DeliveryKind.DIGEST);

        quiet();
        bench.runTo("2026-01-08T23:00");
        alert("b");
        bench.book.quiet(CHAT, Optional.empty(), bench.now());
        bench.tick();
        assertThat(bench.sent).hasSize(2);
    }

    @Test
    void quiet_hours_that_were_made_longer_are_waited_for() {
        quiet();
        bench.runTo("2026-01-08T23:00");
        alert("a");
        bench.book.quiet(CHAT, Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(9, 0), NEW_YORK)), bench.now());
        bench.runTo("2026-01-09T08:59");
        assertThat(bench.sent).isEmpty();
        bench.runTo("2026-01-09T09:00");
        assertThat(bench.lastText()).contains("While it was quiet (22:00-09:00): 1 alert");
    }

    @Test
    void an_answer_is_never_held() {
        quiet();
        bench.book.mute(CHAT, Duration.ofDays(1), bench.now());
        bench.clock.advanceTo(newYork("2026-01-08T23:00"));
        post(DeliveryKind.ANSWER, "u1", false, false);
        bench.send();
        assertThat(bench.sent).hasSize(1);
    }

    @Test
    void alerts_that_are_too_many_come_folded_and_are_counted() {
        for (int i = 0; i < Post.OPEN_MAX + 32; i++) {
            assertThat(alert("a" + i)).isTrue();
        }
        assertThat(bench.rows()).filteredOn(row -> row.endsWith("READY")).hasSize(Post.OPEN_MAX);
        bench.runTo("2026-01-08T18:02");

        assertThat(bench.sent).hasSize(Post.OPEN_MAX + 1);
        assertThat(bench.sent)
                .filteredOn(one -> one.kind() == DeliveryKind.DIGEST)
                .singleElement()
                .matches(one -> one.text().contains("Together, for there were many: 32 alerts"))
                .matches(one -> one.text().contains("12 more alerts: /watches"));
    }

    @Test
    void a_chat_that_shut_us_out_or_whose_platform_is_gone_gets_nothing_and_the_row_says_why() {
        bench.book.chat(CHAT);
        bench.store.subscriptions().suspend(CHAT, SubscriptionReason.BLOCKED);
        alert("a");
        var elsewhere = new ChatId("slack", "T1:C1");
        bench.post.add(
                bench.book.chat(elsewhere), DeliveryKind.NOTICE, "n", bench.now(), doc("", "the disk is full"), false, false, bench.now());

        assertThat(bench.rows()).containsExactly("ALERT a CANCELLED BLOCKED");
        assertThat(bench.rows(elsewhere)).containsExactly("NOTICE n CANCELLED CHAT_GONE");
    }

    @Test
    void the_life_of_a_held_message_is_counted_from_the_end_of_the_quiet() {
        bench.book.mute(CHAT, Duration.ofDays(3), bench.now());
        alert("a");
        bench.runFarTo(newYork("2026-01-11T18:01"));
        assertThat(bench.rows()).contains("ALERT a FOLDED IN_DIGEST");
    }

    @Test
    void briefs_and_digests_have_another_door() {
        assertThatThrownBy(() -> post(DeliveryKind.MORNING, "x", false, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> post(DeliveryKind.DIGEST, "x", false, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_digest_that_dies_takes_what_it_carried_with_it() {
        quiet();
        bench.runTo("2026-01-08T23:00");
        alert("a");
        bench.fate = _ -> new Outcome.Over(DeliveryReason.REFUSED, true, "no");
        bench.runTo("2026-01-09T07:05");

        assertThat(bench.rows()).filteredOn(row -> row.startsWith("DIGEST")).singleElement().asString().endsWith("DEAD REFUSED");
        assertThat(bench.rows()).contains("ALERT a DEAD REFUSED");
    }

    @Test
    void a_headline_holds_the_title_and_what_the_summary_adds() {
        assertThat(List.of(Post.headline(doc("", "s")), Post.headline(doc("t", "t: more")), Post.headline(doc("t", "more"))))
                .containsExactly("s", "t: more", "t: more");
        assertThat(Post.headline(doc("t".repeat(150), "s ".repeat(99)))).hasSizeLessThanOrEqualTo(200);
    }
}
