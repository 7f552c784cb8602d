package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.delivery.Bench.CHAT;
import static tidewatch.delivery.Bench.at;
import static tidewatch.delivery.Bench.newYork;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.chat.ChatId;
import tidewatch.market.TradingCalendar;

class PlannerTest {
    @Test
    void a_row_is_there_an_hour_before_it_is_due_and_not_sooner() {
        var bench = new Bench(newYork("2026-01-08T20:00"));
        bench.subscribed("07:00");

        bench.runTo("2026-01-09T05:59");
        assertThat(bench.rows()).isEmpty();
        bench.runTo("2026-01-09T06:00");
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-09 PLANNED");
        bench.runTo("2026-01-09T06:55");
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-09 READY");
        bench.runTo("2026-01-09T07:00");
        assertThat(bench.arrivals()).containsExactly("2026-01-09T07:00 MORNING 2026-01-09");
    }

    @Test
    void a_tick_that_runs_twice_or_on_two_nodes_plans_once() {
        var bench = new Bench(newYork("2026-01-09T06:10"));
        bench.subscribed("07:00");
        var other = new Planner(bench.store.subscriptions(), bench.store.outbox(), bench.readiness, bench.store.ticks(), bench.events::add);

        assertThat(bench.planner.plan(bench.now())).isEqualTo(1);
        assertThat(bench.planner.plan(bench.now())).isZero();
        assertThat(other.plan(bench.now())).isZero();
        assertThat(bench.rows()).hasSize(1);
    }

    @Test
    void a_node_that_died_after_writing_rows_and_before_moving_on_writes_nothing_twice() {
        var bench = new Bench(newYork("2026-01-09T06:10"));
        bench.subscribed("07:00");
        var before = bench.store.subscriptions().of(CHAT).getFirst();
        bench.planner.plan(bench.now());

        bench.store.outbox().plan(before, List.of(), before.plannedThrough(), before.nextDue());
        bench.planner.plan(bench.now());

        assertThat(bench.rows()).containsExactly("MORNING 2026-01-09 PLANNED");
    }

    @Test
    void no_session_no_brief_and_a_half_day_changes_nothing_for_a_local_time() {
        var bench = new Bench(newYork("2026-11-24T18:00"));
        bench.subscribed("15:00");

        bench.runFarTo(newYork("2026-12-01T00:00"));

        assertThat(bench.arrivals())
                .as("Wednesday, no Thanksgiving, Friday though it closes at 13:00, Monday")
                .containsExactly(
                        "2026-11-25T15:00 MORNING 2026-11-25", "2026-11-27T15:00 MORNING 2026-11-27", "2026-11-30T15:00 MORNING 2026-11-30");
    }

    @Test
    void a_half_day_moves_a_brief_that_hangs_on_the_close() {
        var bench = new Bench(newYork("2026-11-25T12:00"));
        bench.subscribe(SubscriptionWish.at(new SlotTime.AfterClose(Duration.ofMinutes(30))));

        bench.runFarTo(newYork("2026-12-01T00:00"));

        assertThat(bench.arrivals())
                .containsExactly("2026-11-25T16:45 CLOSE 2026-11-25", "2026-11-27T13:45 CLOSE 2026-11-27", "2026-11-30T16:45 CLOSE 2026-11-30");
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 02:30, 2026-03-05T00:00, 2026-03-11T00:00, 2026-03-05T02:30 2026-03-06T02:30 2026-03-09T02:30 2026-03-10T02:30",
        "Europe/Berlin, 02:30, 2026-03-26T12:00, 2026-04-01T12:00, 2026-03-27T02:30 2026-03-28T02:30 2026-03-31T02:30 2026-04-01T02:30",
        "Africa/Cairo, 00:00, 2026-04-22T12:00, 2026-04-26T12:00, 2026-04-23T00:00 2026-04-24T01:00 2026-04-25T00:00",
    })
    void clocks_that_change_drop_and_double_no_brief(String zone, String time, String from, String until, String expected) {
        var chat = new ChatId("telegram", "9");
        var bench = new Bench(Bench.local(from, ZoneId.of(zone)));
        bench.subscribed(chat, zone, time);

        bench.runFarTo(Bench.local(until, ZoneId.of(zone)));

        var all = bench.arrivals(chat);
        assertThat(all).extracting(line -> line.substring(0, 16)).containsExactly(expected.split(" "));
        assertThat(all).extracting(line -> line.substring(17)).doesNotHaveDuplicates();
    }

    @Test
    void found_at_four_in_the_afternoon_a_brief_of_seven_expires_and_the_next_one_says_so() {
        var bench = new Bench(newYork("2026-01-07T12:00"));
        bench.subscribed("07:00");
        bench.runTo("2026-01-08T05:50");
        bench.downTo("2026-01-08T16:02");
        bench.runTo("2026-01-09T07:00");

        assertThat(bench.rows()).containsExactly("MORNING 2026-01-08 EXPIRED STALE", "MORNING 2026-01-09 SENT OK");
        assertThat(bench.lastText())
                .contains("The brief for Thu 8 Jan was not delivered (service down 05:50-16:02). Read it: /brief 2026-01-08");
        bench.runFarTo(newYork("2026-01-12T07:00"));
        assertThat(bench.arrivals()).hasSize(2);
        assertThat(bench.lastText()).as("it is said once").doesNotContain("not delivered");
    }

    @Test
    void a_row_that_was_planned_before_the_downtime_expires_as_well() {
        var bench = new Bench(newYork("2026-01-07T12:00"));
        bench.subscribed("07:00");
        bench.runTo("2026-01-08T06:40");
        bench.downTo("2026-01-08T16:02");
        bench.runTo("2026-01-09T07:00");

        assertThat(bench.rows()).containsExactly("MORNING 2026-01-08 EXPIRED STALE", "MORNING 2026-01-09 SENT OK");
        assertThat(bench.lastText()).contains("(service down 06:40-16:02)");
    }

    @Test
    void found_two_hours_late_it_is_sent_unless_the_chat_wants_it_on_time_or_not_at_all() {
        for (CatchUp choice : CatchUp.values()) {
            var bench = new Bench(newYork("2026-01-07T12:00"));
            bench.subscribed("07:00");
            bench.book.catchUp(CHAT, choice);
            bench.runTo("2026-01-08T05:50");
            bench.downTo("2026-01-08T09:12");
            bench.runTo("2026-01-08T09:20");

            assertThat(bench.arrivals())
                    .as(choice.name())
                    .isEqualTo(choice == CatchUp.LATE ? List.of("2026-01-08T09:12 MORNING 2026-01-08") : List.of());
            assertThat(bench.rows())
                    .as(choice.name())
                    .containsExactly("MORNING 2026-01-08 " + (choice == CatchUp.LATE ? "SENT OK" : "EXPIRED STALE"));
        }
    }

    @Test
    void after_days_of_downtime_a_chat_gets_one_message_and_one_line_for_all_it_missed() {
        var bench = new Bench(newYork("2026-01-02T12:00"));
        bench.subscribed("07:00");
        bench.runTo("2026-01-04T12:00");
        bench.downTo("2026-01-08T09:00");
        bench.runTo("2026-01-08T09:30");

        assertThat(bench.rows())
                .containsExactly(
                        "MORNING 2026-01-05 EXPIRED STALE",
                        "MORNING 2026-01-06 EXPIRED STALE",
                        "MORNING 2026-01-07 EXPIRED STALE",
                        "MORNING 2026-01-08 SENT OK");
        assertThat(bench.sent).hasSize(1);
        assertThat(bench.lastText()).contains("3 briefs were not delivered, Mon 5 to Wed 7 Jan (service down). /brief 2026-01-05");
    }

    @Test
    void a_chat_that_asked_for_it_gets_the_headlines_that_it_missed() {
        var bench = new Bench(newYork("2026-01-02T12:00"));
        bench.subscribed("07:00");
        bench.book.catchUp(CHAT, CatchUp.DIGEST);
        bench.runTo("2026-01-04T12:00");
        bench.downTo("2026-01-07T16:00");
        bench.runTo("2026-01-08T07:00");

        assertThat(bench.lastText())
                .contains("3 briefs were not delivered")
                .contains("Mon 5 Jan: ")
                .contains("(/brief 2026-01-06)")
                .doesNotContain("was not built");
    }

    @Test
    void of_a_downtime_longer_than_is_looked_back_one_row_stands_for_the_rest() {
        var bench = new Bench(newYork("2026-01-02T12:00"));
        bench.subscribed("07:00");
        bench.runTo("2026-01-04T12:00");
        bench.downTo("2026-03-02T06:30");
        bench.runTo("2026-03-02T07:00");

        var rows = bench.rows();
        assertThat(rows).first().isEqualTo("MORNING 2026-01-05 EXPIRED GAP");
        assertThat(rows).filteredOn(row -> row.endsWith("GAP")).hasSize(1);
        assertThat(rows.get(1)).as("the first session within 31 days").isEqualTo("MORNING 2026-01-30 EXPIRED STALE");
        assertThat(rows).last().isEqualTo("MORNING 2026-03-02 SENT OK");
        assertThat(bench.lastText()).contains("20 briefs were not delivered, Fri 30 Jan to Fri 27 Feb (service down)").contains("Mon 5 Jan 2026");
    }

    @Test
    void a_clock_that_is_set_back_sends_nothing_again() {
        var bench = new Bench(newYork("2026-01-08T12:00"));
        bench.subscribed("07:00");
        bench.runTo("2026-01-09T07:05");
        bench.clock.set(newYork("2026-01-09T05:30"));
        bench.runFarTo(newYork("2026-01-09T09:00"));

        assertThat(bench.arrivals()).hasSize(1);
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-09 SENT OK");
    }

    @Test
    void a_chat_with_two_subscriptions_that_ask_for_it_gets_one_weekly_edition() {
        var bench = new Bench(newYork("2026-01-08T18:00"));
        bench.subscribe(SubscriptionWish.at(at("07:00"), at("12:00")).withWeekly(true));
        assertThat(bench.store.subscriptions().of(CHAT)).hasSize(2).allMatch(one -> one.rule().weekly());

        bench.runFarTo(newYork("2026-01-11T12:00"));

        assertThat(bench.arrivals())
                .containsExactly("2026-01-09T07:00 MORNING 2026-01-09", "2026-01-09T12:00 MIDDAY 2026-01-09", "2026-01-10T07:00 WEEKLY week:2026-W02");
    }

    @Test
    void the_weekly_edition_survives_the_end_of_the_subscription_for_which_it_was_planned() {
        var bench = new Bench(newYork("2026-01-09T18:00"));
        bench.subscribe(SubscriptionWish.at(at("07:00"), at("07:30")).withWeekly(true));
        bench.runTo("2026-01-10T06:40");
        assertThat(bench.rows()).containsExactly("WEEKLY week:2026-W02 PLANNED");

        bench.book.unsubscribe(CHAT, Optional.of(SlotKind.MORNING), bench.now());
        bench.runTo("2026-01-10T08:00");

        assertThat(bench.arrivals()).containsExactly("2026-01-10T07:30 WEEKLY week:2026-W02");
    }

    @Test
    void a_class_that_is_off_and_a_mute_leave_rows_that_say_why() {
        var bench = new Bench(newYork("2026-01-07T12:00"));
        bench.subscribed("07:00");
        bench.book.classes(CHAT, MessageClass.BRIEF, Loudness.OFF, bench.now());
        bench.runTo("2026-01-08T08:00");
        bench.book.classes(CHAT, MessageClass.BRIEF, Loudness.ON, bench.now());
        bench.book.mute(CHAT, Duration.ofDays(1), bench.now());
        bench.runTo("2026-01-09T07:30");

        assertThat(bench.rows()).containsExactly("MORNING 2026-01-08 CANCELLED CLASS_OFF", "MORNING 2026-01-09 CANCELLED PAUSED");
        assertThat(bench.sent).isEmpty();
        bench.runFarTo(newYork("2026-01-12T07:00"));
        assertThat(bench.arrivals()).containsExactly("2026-01-12T07:00 MORNING 2026-01-12");
        assertThat(bench.lastText()).as("nobody missed what nobody wanted").doesNotContain("not delivered");
    }

    @Test
    void what_is_over_at_once_is_written_as_over() {
        var bench = new Bench(newYork("2026-01-07T12:00"));
        bench.subscribed("07:00");
        bench.downTo("2026-01-08T16:00");
        bench.planner.plan(bench.now());
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-08 EXPIRED STALE");

        bench.book.mute(CHAT, Duration.ofDays(1), bench.now());
        bench.downTo("2026-01-09T06:30");
        bench.planner.plan(bench.now());
        assertThat(bench.rows()).contains("MORNING 2026-01-09 CANCELLED PAUSED");
        assertThat(bench.events).filteredOn(DeliveryEvent.Ended.class::isInstance).hasSize(2);
    }

    @Test
    void a_pause_that_is_over_wakes_and_what_lay_in_it_is_not_planned() {
        var bench = new Bench(newYork("2026-01-05T12:00"));
        bench.subscribed("07:00");
        var id = bench.store.subscriptions().of(CHAT).getFirst().id();
        bench.store.subscriptions().change(
                id, SubscriptionState.PAUSED, Optional.empty(), Optional.of(newYork("2026-01-08T07:00")), Optional.empty());

        bench.runFarTo(newYork("2026-01-09T07:05"));

        assertThat(bench.arrivals())
                .as("the brief at the very end of the pause comes, though its row could not be there an hour before")
                .containsExactly("2026-01-08T07:00 MORNING 2026-01-08", "2026-01-09T07:00 MORNING 2026-01-09");
    }

    @Test
    void a_session_that_is_closed_at_short_notice_takes_its_rows_back() {
        var bench = new Bench(newYork("2026-01-08T12:00"));
        bench.subscribed("07:00");
        bench.subscribed(new ChatId("telegram", "8"), "Europe/London", "11:30");
        bench.runTo("2026-01-09T06:40");
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-09 PLANNED");

        bench.started(closed(LocalDate.of(2026, 1, 9)));
        bench.runFarTo(newYork("2026-01-12T07:00"));

        assertThat(bench.rows()).containsExactly("MORNING 2026-01-09 CANCELLED NO_SESSION", "MORNING 2026-01-12 SENT OK");
        assertThat(bench.arrivals(new ChatId("telegram", "8"))).extracting(line -> line.substring(0, 10)).doesNotContain("2026-01-10");
        assertThat(bench.store.outbox().list(Outbox.Filter.ALL, 99))
                .filteredOn(row -> row.slot().equals("2026-01-12"))
                .extracting(Delivery::asOf)
                .as("prices are of the session before the closed one")
                .containsOnly(Optional.of(LocalDate.of(2026, 1, 8)));
    }

    private static PriceReadiness closed(LocalDate day) {
        var calendar = TradingCalendar.of(List.of(TradingCalendar.AdHoc.closed(day, "Mourning")));
        return new PriceReadiness(calendar, Duration.ofMinutes(45));
    }

    @Test
    void a_calendar_that_opens_a_day_plans_it_though_later_ones_were_planned_already() {
        var bench = new Bench(newYork("2026-01-07T12:00"));
        bench.started(closed(LocalDate.of(2026, 1, 8)));
        bench.subscribed("07:00");
        bench.runTo("2026-01-07T20:00");
        assertThat(bench.store.subscriptions().of(CHAT).getFirst().nextDue()).contains(newYork("2026-01-09T07:00"));

        bench.started(new PriceReadiness(TradingCalendar.shipped(), Duration.ofMinutes(45)));
        bench.runTo("2026-01-08T07:00");

        assertThat(bench.arrivals()).containsExactly("2026-01-08T07:00 MORNING 2026-01-08");
    }

    @Test
    void new_rules_of_time_zones_move_rows_that_are_due_at_another_instant_now() {
        var bench = new Bench(newYork("2026-01-09T06:20"));
        bench.subscribed("07:00");
        // As planned under rules by which New York was twenty minutes off.
        var one = bench.store.subscriptions().of(CHAT).getFirst();
        var slot = one.rule().slot(LocalDate.of(2026, 1, 9), bench.readiness).orElseThrow();
        var moved = new Slot(slot.kind(), slot.key(), slot.session(), slot.due().minusSeconds(1200), slot.asOf());
        var row = Delivery.planned(
                bench.book.chat(CHAT),
                DeliveryKind.MORNING,
                "2026-01-09",
                Optional.of(new Delivery.Owner(one.id(), one.version())),
                Optional.of(slot.asOf()),
                Staleness.of(moved, bench.readiness.calendar()));
        bench.store.outbox().plan(one, List.of(row), bench.now(), Optional.of(newYork("2026-01-12T06:40")));
        bench.store.ticks().remember("tz", "1999z");

        bench.runTo("2026-01-09T06:59");
        assertThat(bench.sent).isEmpty();
        bench.runTo("2026-01-12T07:00");

        assertThat(bench.arrivals()).containsExactly("2026-01-09T07:00 MORNING 2026-01-09", "2026-01-12T07:00 MORNING 2026-01-12");
        assertThat(bench.store.subscriptions().of(CHAT).getFirst().version()).as("nothing about the wish changed").isEqualTo(1);
        assertThat(bench.store.ticks().remembered("tz")).isNotEqualTo("1999z").isNotEmpty();
    }

    @Test
    void rules_that_are_new_and_move_nothing_leave_every_row_alone() {
        var bench = new Bench(newYork("2026-01-09T06:20"));
        bench.subscribed("07:00");
        bench.tick();
        bench.store.ticks().remember("tz", "1999z");
        bench.store.ticks().remember("calendar", "another");
        bench.events.clear();

        bench.planner.plan(bench.now());

        assertThat(bench.rows()).containsExactly("MORNING 2026-01-09 PLANNED");
        assertThat(bench.events).noneMatch(DeliveryEvent.Ended.class::isInstance);
    }

    @Test
    void every_session_of_a_quarter_has_one_row_for_each_of_many_chats() {
        var bench = new Bench(newYork("2026-01-30T23:00"));
        var times = List.of("07:00", "00:00", "23:30", "15:00", "16:45", "02:30");
        var zones = List.of("America/New_York", "Europe/Berlin", "Africa/Cairo", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland");
        var chats = new ArrayList<ChatId>();
        for (String zone : zones) {
            for (String time : times) {
                var chat = new ChatId("telegram", (chats.size() + 100) + "");
                chats.add(chat);
                bench.subscribed(chat, zone, time);
            }
        }
        var begin = bench.now();

        var until = newYork("2026-04-30T12:00");
        while (bench.now().isBefore(until)) {
            bench.clock.advance(Duration.ofMinutes(30));
            bench.planner.plan(bench.now());
        }

        for (ChatId chat : chats) {
            var rule = bench.store.subscriptions().of(chat).getFirst().rule();
            var expected = rule.slots(begin, bench.now().plus(Planner.AHEAD), bench.readiness).stream()
                    .map(slot -> slot.key().text())
                    .toList();
            assertThat(bench.store.outbox().list(new Outbox.Filter(Set.of(), Optional.of(chat), Optional.empty()), 999).reversed())
                    .as(rule.toString())
                    .extracting(Delivery::slot)
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void one_subscription_that_cannot_be_planned_does_not_keep_the_others_from_their_briefs() {
        var bench = new Bench(newYork("2026-01-09T06:10"));
        bench.subscribed("07:00");
        var orphan = new ChatId("telegram", "404");
        bench.store.subscriptions().put(Subscription.begin(
                orphan, SlotRule.at(SlotKind.MORNING, LocalTime.of(6, 50), Bench.NEW_YORK), Set.of(), Instant.EPOCH, bench.readiness));

        bench.runTo("2026-01-09T07:00");

        assertThat(bench.arrivals()).hasSize(1);
        assertThat(bench.rows(orphan)).isEmpty();
    }
}
