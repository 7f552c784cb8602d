package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static tidewatch.delivery.Bench.CHAT;
import static tidewatch.delivery.Bench.at;
import static tidewatch.delivery.Bench.newYork;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidewatch.brief.Topic;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Delivered;
import tidewatch.chat.Inbox;
import tidewatch.chat.Outgoing;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.RenderPlan;

class CompositionTest {
    @Test
    void bytes_are_frozen_five_minutes_before_due_and_stay_what_they_are() {
        var bench = new Bench(newYork("2026-01-08T20:00"));
        bench.subscribed("07:00");
        bench.runTo("2026-01-09T06:54");
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-09 PLANNED");
        bench.runTo("2026-01-09T06:55");

        var row = bench.store.outbox().list(Outbox.Filter.ALL, 1).getFirst();
        assertThat(row.state()).isEqualTo(DeliveryState.READY);
        assertThat(row.briefId()).contains("2026-01-09.morning.2026-01-08");
        assertThat(row.baseId()).isEmpty();
        assertThat(row.headline()).isNotBlank();
        bench.runTo("2026-01-09T06:59");
        assertThat(bench.store.outbox().find(row.id())).contains(row);
    }

    @Test
    void each_chat_reads_its_own_clock_and_its_own_next_brief() {
        var bench = new Bench(newYork("2026-01-15T20:00"));
        var london = new ChatId("telegram", "8");
        bench.subscribed("07:00");
        bench.subscribed(london, "Europe/London", "12:00");

        bench.runTo("2026-01-16T07:01");

        assertThat(bench.sent).hasSize(2);
        assertThat(text(bench, CHAT))
                .contains("Fri 16 Jan 2026 · 07:00 New York")
                .contains("Next brief Tue 20 Jan 07:00 EST (Mon 19 Jan: market closed)");
        assertThat(text(bench, london)).contains("12:00 London").contains("Next brief Tue 20 Jan 12:00 GMT (Mon 19 Jan: market closed)");
    }

    private static String text(Bench bench, ChatId chat) {
        return bench.sent.stream().filter(one -> one.chat().equals(chat)).reduce((_, last) -> last).orElseThrow().text();
    }

    @Test
    void the_next_brief_is_that_of_whichever_subscription_comes_first() {
        var bench = new Bench(newYork("2026-01-08T20:00"));
        bench.subscribe(SubscriptionWish.at(at("07:00"), at("12:30"), at("18:00")));
        bench.runTo("2026-01-09T18:01");

        assertThat(bench.arrivals())
                .containsExactly("2026-01-09T07:00 MORNING 2026-01-09", "2026-01-09T12:30 MIDDAY 2026-01-09", "2026-01-09T18:00 CLOSE 2026-01-09");
        assertThat(bench.sent.get(0).text()).contains("Next brief Fri 9 Jan 12:30 EST");
        assertThat(bench.sent.get(1).text()).as("each bears the name by which people ask for it").contains("2026-01-09-midday");
        assertThat(bench.sent.get(2).text()).contains("Next brief Mon 12 Jan 07:00 EST").contains("close of Fri 9 Jan");
    }

    @Test
    void a_brief_is_compared_with_the_last_that_reached_this_chat_and_not_with_one_that_did_not() {
        var bench = new Bench(newYork("2026-01-06T20:00"));
        bench.subscribed("07:00");
        bench.runTo("2026-01-07T08:00");
        bench.fate = _ -> new Outcome.Over(DeliveryReason.REFUSED, true, "no");
        bench.runFarTo(newYork("2026-01-08T08:00"));
        bench.fate = new Bench(newYork("2026-01-06T20:00")).fate;
        bench.runFarTo(newYork("2026-01-09T08:00"));

        var last = bench.store.outbox().list(Outbox.Filter.ALL, 1).getFirst();
        assertThat(last.slot()).isEqualTo("2026-01-09");
        assertThat(last.baseId()).contains("2026-01-07.morning.2026-01-06");
        assertThat(bench.lastText())
                .contains("The brief for Thu 8 Jan was not delivered. Read it: /brief 2026-01-08")
                .contains("Since your brief of Wed 7 Jan");
    }

    @Test
    void a_downtime_between_two_briefs_is_not_the_cause_of_their_loss() {
        var bench = new Bench(newYork("2026-01-06T20:00"));
        bench.subscribed("07:00");
        bench.fate = _ -> new Outcome.Over(DeliveryReason.REFUSED, true, "no");
        bench.runTo("2026-01-07T12:00");
        bench.downTo("2026-01-07T13:00");
        bench.runTo("2026-01-08T08:00");
        bench.fate = new Bench(newYork("2026-01-06T20:00")).fate;
        bench.runTo("2026-01-09T07:00");

        assertThat(bench.lastText()).contains("2 briefs were not delivered, Wed 7 to Thu 8 Jan. /brief 2026-01-07");
    }

    @Test
    void after_an_end_that_nobody_knows_the_next_brief_says_that_one_may_be_missing() {
        var bench = new Bench(newYork("2026-01-07T20:00"));
        bench.subscribed("07:00");
        bench.fate = _ -> new Outcome.Over(DeliveryReason.UNKNOWN_TWICE, true, "broken twice");
        bench.runTo("2026-01-08T08:00");
        bench.fate = new Bench(newYork("2026-01-06T20:00")).fate;
        bench.runTo("2026-01-09T07:00");

        assertThat(bench.lastText()).contains("Yesterday's brief may not have reached you: /brief 2026-01-08");
    }

    @Test
    void in_quiet_hours_and_with_a_silent_class_it_comes_without_sound() {
        var bench = new Bench(newYork("2026-01-08T20:00"));
        bench.subscribed("07:00");
        var early = new ChatId("telegram", "8");
        bench.subscribed(early, "America/New_York", "07:00");
        bench.book.quiet(early, Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0), Bench.NEW_YORK)), bench.now());
        var silent = new ChatId("telegram", "9");
        bench.subscribed(silent, "America/New_York", "07:00");
        bench.book.classes(silent, MessageClass.BRIEF, Loudness.SILENT, bench.now());

        bench.runTo("2026-01-09T07:00");

        assertThat(bench.sent).extracting(Bench.Sent::silent, one -> one.chat().local()).containsExactlyInAnyOrder(
                tuple(false, "7"),
                tuple(true, "8"),
                tuple(true, "9"));
    }

    @Test
    void a_class_turned_off_or_a_chat_muted_in_the_last_hour_is_heeded() {
        var bench = new Bench(newYork("2026-01-09T06:20"));
        bench.subscribed("07:00");
        var muted = new ChatId("telegram", "8");
        bench.subscribed(muted, "America/New_York", "07:00");
        bench.tick();
        // Behind the back of the book, which would cancel the rows at once: the last look is here.
        var chat = bench.book.chat(CHAT);
        bench.store.subscriptions().save(chat.withClasses(chat.classes().with(MessageClass.BRIEF, Loudness.OFF)));
        bench.store.subscriptions().save(bench.book.chat(muted).withMutedUntil(Optional.of(newYork("2026-01-09T12:00"))));
        bench.runTo("2026-01-09T07:05");

        assertThat(bench.sent).isEmpty();
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-09 CANCELLED CLASS_OFF");
        assertThat(bench.rows(muted)).containsExactly("MORNING 2026-01-09 CANCELLED PAUSED");
    }

    @Test
    void sections_that_a_chat_left_out_are_not_there() {
        var bench = new Bench(newYork("2026-01-08T20:00"));
        bench.subscribe(SubscriptionWish.at(at("07:00")).without(Set.of(Topic.TAPE)));
        var all = new ChatId("telegram", "8");
        bench.subscribed(all, "America/New_York", "07:00");
        bench.runTo("2026-01-09T07:00");

        assertThat(text(bench, all)).contains("Tape, %");
        assertThat(text(bench, CHAT)).doesNotContain("Tape, %");
    }

    @Test
    void monday_has_the_week_ahead_and_the_week_that_ended() {
        var bench = new Bench(newYork("2026-01-08T20:00"));
        bench.subscribed("07:00");
        bench.runFarTo(newYork("2026-01-13T07:05"));

        assertThat(bench.sent).hasSize(3);
        var editions = List.of("The week in sectors, 5 to 9 Jan", "The week ahead");
        assertThat(bench.sent.get(0).text()).doesNotContain(editions);
        assertThat(bench.sent.get(1).text()).contains(editions);
        assertThat(bench.sent.get(2).text()).doesNotContain(editions);
    }

    @Test
    void chats_that_read_the_same_share_one_rendering() {
        var bench = new Bench(newYork("2026-01-09T06:20"));
        for (int i = 0; i < 30; i++) {
            bench.subscribed(new ChatId("telegram", "1" + i), i % 2 == 0 ? "America/New_York" : "America/Toronto", "07:00");
        }
        var planned = new ArrayList<Doc>();
        var counting = new Counting(bench.platform, planned);
        var composition = new Composition(
                bench.store.subscriptions(),
                bench.store.outbox(),
                bench.store.briefs(),
                bench.store.ticks(),
                bench.readiness,
                _ -> Optional.of(counting),
                _ -> "",
                bench.arming,
                bench.events::add);
        bench.planner.plan(bench.now());
        bench.morning.run(bench.now());

        assertThat(composition.run(newYork("2026-01-09T06:55"))).isEqualTo(30);
        assertThat(planned).as("one a zone").hasSize(2);
        assertThat(composition.run(newYork("2026-01-09T06:55"))).as("twice is once").isZero();
    }

    @Test
    void a_platform_that_cannot_show_one_message_does_not_keep_the_others_back() {
        var bench = new Bench(newYork("2026-01-09T06:20"));
        var other = new ChatId("telegram", "8");
        bench.subscribed("07:00");
        bench.subscribed(other, "America/New_York", "07:00");
        bench.planner.plan(bench.now());
        bench.morning.run(bench.now());
        var composition = new Composition(
                bench.store.subscriptions(),
                bench.store.outbox(),
                bench.store.briefs(),
                bench.store.ticks(),
                bench.readiness,
                id -> {
                    if (id.equals(CHAT)) {
                        throw new IllegalStateException("a bug");
                    }
                    return Optional.of(bench.platform);
                },
                _ -> "",
                bench.arming,
                bench.events::add);

        assertThat(composition.run(newYork("2026-01-09T06:55"))).isEqualTo(1);
        assertThat(bench.events).filteredOn(DeliveryEvent.Fault.class::isInstance).hasSize(1);
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-09 PLANNED");
        bench.runTo("2026-01-09T07:00");
        assertThat(bench.sent).as("the next tick tries again").hasSize(2);
    }

    @Test
    void a_row_whose_brief_is_not_there_in_time_waits_and_is_sent_when_it_is() {
        var bench = new Bench(newYork("2026-01-09T06:20"));
        bench.subscribed("07:00");
        bench.planner.plan(bench.now());
        bench.clock.advanceTo(newYork("2026-01-09T07:10"));
        assertThat(bench.composition.run(bench.now())).isZero();
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-09 PLANNED");
        bench.morning.run(bench.now());
        assertThat(bench.composition.run(bench.now())).isEqualTo(1);
    }

    /** Counts what it is asked to plan. */
    private record Counting(ChatPlatform shown, List<Doc> planned) implements ChatPlatform {
        @Override
        public String name() {
            return shown.name();
        }

        @Override
        public Capabilities capabilities(ChatId chat) {
            return shown.capabilities(chat);
        }

        @Override
        public RenderPlan plan(Doc doc, ChatId chat) {
            planned.add(doc);
            return shown.plan(doc, chat);
        }

        @Override
        public Delivered deliver(Outgoing outgoing) {
            return shown.deliver(outgoing);
        }

        @Override
        public void start(Inbox inbox) {
            shown.start(inbox);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
