package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.delivery.Bench.CHAT;
import static tidewatch.delivery.Bench.NEW_YORK;
import static tidewatch.delivery.Bench.at;
import static tidewatch.delivery.Bench.newYork;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidewatch.brief.Topic;

class ChatBookTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final Bench bench = new Bench(newYork("2026-01-15T12:00"));

    private List<String> kinds() {
        return bench.store.subscriptions().of(CHAT).stream()
                .map(one -> one.rule().kind() + " " + one.rule().time().words())
                .toList();
    }

    private static List<String> words(List<Subscribed.Remark> remarks) {
        return remarks.stream().map(Subscribed.Remark::words).toList();
    }

    private static List<String> echo(Subscribed done) {
        return done.next().stream().map(NextSend::words).toList();
    }

    @Test
    void the_first_wish_without_a_word_is_seven_and_echoes_the_next_three_with_skipped_days() {
        var done = bench.subscribe(SubscriptionWish.USUAL);

        assertThat(kinds()).containsExactly("MORNING 07:00");
        assertThat(echo(done))
                .containsExactly("Fri 16 Jan 07:00 EST", "Tue 20 Jan 07:00 EST (Mon 19 Jan: market closed)", "Wed 21 Jan 07:00 EST");
        assertThat(done.remarks()).isEmpty();
    }

    @Test
    void several_times_a_day_are_a_morning_a_midday_and_a_close_and_a_third_morning_is_told_what_to_change() {
        var done = bench.subscribe(SubscriptionWish.at(at("07:00"), at("12:00"), at("09:00"), at("18:00"), at("20:00")));

        assertThat(kinds()).containsExactly("MORNING 07:00", "MIDDAY 12:00", "CLOSE 18:00");
        assertThat(done.stored()).hasSize(3);
        assertThat(done.refused()).extracting(one -> ((Subscribed.NoRoom) one).time().words()).containsExactly("09:00", "20:00");
        assertThat(((Subscribed.NoRoom) done.refused().get(0)).has()).extracting(one -> one.rule().time().words()).containsExactly("07:00", "12:00");
        assertThat(((Subscribed.NoRoom) done.refused().get(1)).has()).extracting(one -> one.rule().time().words()).containsExactly("18:00");
        assertThat(echo(done)).containsExactly("Thu 15 Jan 18:00 EST", "Fri 16 Jan 07:00 EST", "Fri 16 Jan 12:00 EST");
    }

    @Test
    void the_same_time_again_changes_that_subscription_and_keeps_what_is_not_named() {
        bench.subscribe(SubscriptionWish.at(at("07:00")).withWrap(true).without(Set.of(Topic.MOVERS)));
        bench.subscribe(SubscriptionWish.at(at("07:00")).withWeekly(true));

        var one = bench.store.subscriptions().of(CHAT).getFirst();
        assertThat(bench.store.subscriptions().of(CHAT)).hasSize(1);
        assertThat(one.rule().weekly()).isTrue();
        assertThat(one.rule().wrap()).isTrue();
        assertThat(one.leftOut()).containsExactly(Topic.MOVERS);
        assertThat(one.version()).isEqualTo(2);
    }

    @Test
    void a_wish_without_a_time_changes_all_that_the_chat_has() {
        bench.subscribe(SubscriptionWish.at(at("07:00"), at("18:00")));
        bench.subscribe(SubscriptionWish.USUAL.on(new DaysWish.Named(EnumSet.of(DayOfWeek.MONDAY))));

        assertThat(kinds()).containsExactly("MORNING 07:00", "CLOSE 18:00");
        assertThat(bench.store.subscriptions().of(CHAT)).allMatch(one -> one.rule().days().equals(Set.of(DayOfWeek.MONDAY)));
    }

    @Test
    void a_changed_time_counts_from_tomorrow_when_todays_brief_was_sent() {
        bench.subscribed("07:00");
        bench.runTo("2026-01-16T08:00");
        assertThat(bench.sent).hasSize(1);

        var done = bench.subscribe(SubscriptionWish.at(at("09:00")).insteadOf(SlotKind.MORNING));

        assertThat(kinds()).containsExactly("MORNING 09:00");
        assertThat(words(done.remarks())).containsExactly("From Tue 20 Jan: 09:00.");
        assertThat(echo(done)).first().isEqualTo("Tue 20 Jan 09:00 EST (Mon 19 Jan: market closed)");
        bench.runFarTo(newYork("2026-01-20T10:00"));
        assertThat(bench.arrivals()).containsExactly("2026-01-16T07:00 MORNING 2026-01-16", "2026-01-20T09:00 MORNING 2026-01-20");
    }

    @Test
    void tomorrow_is_called_so() {
        var other = new Bench(newYork("2026-01-13T12:00"));
        other.subscribed("07:00");
        other.runTo("2026-01-14T08:00");

        assertThat(words(other.subscribe(SubscriptionWish.at(at("09:00")).insteadOf(SlotKind.MORNING)).remarks()))
                .containsExactly("From tomorrow: 09:00.");
    }

    @Test
    void a_brief_that_waits_to_be_sent_at_the_moment_of_a_change_is_not_lost() {
        bench.subscribed("07:00");
        bench.runTo("2026-01-16T06:59");
        bench.clock.advanceTo(newYork("2026-01-16T07:00").plusSeconds(10));
        bench.book.topics(CHAT, Set.of(Topic.TAPE), bench.now());
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-16 CANCELLED VERSION");
        bench.tick();

        assertThat(bench.sent).singleElement().matches(one -> !one.text().contains("Tape, %"));

        var earlier = new Bench(newYork("2026-01-15T12:00"));
        earlier.subscribed("07:00");
        earlier.runTo("2026-01-16T06:59");
        earlier.clock.advanceTo(newYork("2026-01-16T07:00").plusSeconds(10));
        earlier.subscribe(SubscriptionWish.at(at("06:30")).insteadOf(SlotKind.MORNING));
        earlier.tick();
        assertThat(earlier.sent).as("moved to a time that is over today").hasSize(1);
    }

    @Test
    void whoever_subscribes_again_the_same_morning_gets_one_brief() {
        bench.subscribed("07:00");
        bench.runTo("2026-01-16T06:50");
        bench.book.unsubscribe(CHAT, Optional.empty(), bench.now());
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-16 CANCELLED UNSUBSCRIBED");
        bench.subscribe(SubscriptionWish.at(at("07:00")));
        bench.runTo("2026-01-16T07:05");
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-16 SENT OK");

        bench.book.unsubscribe(CHAT, Optional.empty(), bench.now());
        bench.subscribe(SubscriptionWish.at(at("07:30")));
        bench.runTo("2026-01-16T09:00");
        assertThat(bench.sent).as("and none for a slot that was written").hasSize(1);
    }

    @Test
    void unsubscribe_takes_one_or_all_and_says_what_is_left() {
        bench.subscribe(SubscriptionWish.at(at("07:00"), at("18:00")));

        var one = bench.book.unsubscribe(CHAT, Optional.of(SlotKind.CLOSE), bench.now());
        assertThat(one.ended()).extracting(end -> end.rule().kind()).containsExactly(SlotKind.CLOSE);
        assertThat(one.left()).extracting(left -> left.rule().kind()).containsExactly(SlotKind.MORNING);
        var rest = bench.book.unsubscribe(CHAT, Optional.empty(), bench.now());
        assertThat(rest.left()).isEmpty();
        assertThat(bench.book.unsubscribe(CHAT, Optional.empty(), bench.now()).ended()).isEmpty();
    }

    @Test
    void an_answer_to_unsubscribe_knows_that_a_message_is_on_its_way() {
        bench.subscribed("07:00");
        bench.runTo("2026-01-16T06:59");
        bench.clock.advanceTo(newYork("2026-01-16T07:00"));
        var lease = bench.store.leases().acquire("telegram:1", "a", Duration.ofSeconds(15)).orElseThrow();
        assertThat(bench.store.outbox().claim(lease, 8)).hasSize(1);

        assertThat(bench.book.unsubscribe(CHAT, Optional.empty(), bench.now()).beingSent()).isTrue();
    }

    @Test
    void a_time_in_quiet_hours_asks_and_keeps_it_when_told_so() {
        bench.book.quiet(CHAT, Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 30), NEW_YORK)), bench.now());
        var wish = SubscriptionWish.at(at("07:00"), at("12:00"));

        var asked = bench.subscribe(wish);
        assertThat(kinds()).as("the other time is not spoiled").containsExactly("MORNING 12:00");
        assertThat(asked.refused()).singleElement().isInstanceOfSatisfying(Subscribed.InQuietHours.class, no -> {
            assertThat(no.time()).isEqualTo(at("07:00"));
            assertThat(no.move()).isEqualTo(LocalTime.of(7, 30));
        });
        bench.subscribe(SubscriptionWish.at(at("07:00")).keeping());
        assertThat(kinds()).containsExactly("MORNING 12:00", "MIDDAY 07:00");
        assertThat(bench.book.quiet(CHAT, Optional.of(new QuietHours(LocalTime.of(21, 0), LocalTime.of(7, 15), NEW_YORK)), bench.now()))
                .extracting(one -> one.rule().time().words())
                .containsExactly("07:00");
    }

    @Test
    void bare_weekdays_keep_fridays_brief_where_it_comes_on_saturday() {
        var here = bench.subscribe(SubscriptionWish.at(at("07:00")).on(new DaysWish.Weekdays()));
        assertThat(here.stored().getFirst().rule().days()).isEqualTo(DaysWish.MONDAY_TO_FRIDAY);
        assertThat(here.remarks()).isEmpty();

        var far = new Bench(newYork("2026-01-15T12:00"));
        var done = far.subscribe(SubscriptionWish.at(at("07:00")).on(new DaysWish.Weekdays()).in(TOKYO));
        assertThat(done.stored().getFirst().rule().kind()).isEqualTo(SlotKind.CLOSE);
        assertThat(done.stored().getFirst().rule().days()).isEqualTo(SlotRule.EVERY_DAY);
        assertThat(words(done.remarks()))
                .containsExactly("At 07:00 Friday's brief comes on your Saturday, so weekdays means each session here.");
        assertThat(echo(done)).containsExactly("Fri 16 Jan 07:00 JST", "Sat 17 Jan 07:00 JST", "Wed 21 Jan 07:00 JST (Mon 19 Jan: market closed)");

        var named = far.subscribe(SubscriptionWish.at(at("07:00")).on(new DaysWish.Named(DaysWish.MONDAY_TO_FRIDAY)));
        assertThat(named.stored().getFirst().rule().days()).as("days by name are days").hasSize(5);
    }

    @Test
    void a_time_before_the_prices_says_from_when_on_it_waits() {
        var done = bench.subscribe(SubscriptionWish.at(at("07:00")).in(ZoneId.of("Australia/Sydney")));
        assertThat(words(done.remarks())).containsExactly("New York closes at 08:00 your time until April; 09:00 would never wait.");
    }

    @Test
    void beyond_the_checked_calendar_it_says_so() {
        var late = new Bench(newYork("2030-12-30T12:00"));
        assertThat(words(late.subscribe(SubscriptionWish.at(at("07:00"))).remarks())).containsExactly("Calendar not verified for 2031.");
    }

    @Test
    void another_zone_moves_all_times_and_their_kinds() {
        bench.subscribe(SubscriptionWish.at(at("07:00")).on(new DaysWish.Weekdays()));
        bench.runTo("2026-01-16T06:30");
        var done = bench.book.zone(CHAT, TOKYO, bench.now());

        assertThat(kinds()).containsExactly("CLOSE 07:00");
        assertThat(bench.book.chat(CHAT).zone()).isEqualTo(TOKYO);
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-16 CANCELLED UNSUBSCRIBED");
        assertThat(echo(done)).first().isEqualTo("Sat 17 Jan 07:00 JST");
        bench.runFarTo(newYork("2026-01-17T12:00"));
        assertThat(bench.arrivals()).containsExactly("2026-01-17T07:00 CLOSE 2026-01-16");
    }

    @Test
    void a_zone_in_which_two_times_would_be_the_same_brief_is_refused_and_changes_nothing() {
        bench.subscribe(SubscriptionWish.at(at("07:00"), at("10:00")));
        assertThat(kinds()).containsExactly("MORNING 07:00", "MIDDAY 10:00");

        var done = bench.book.zone(CHAT, TOKYO, bench.now());

        assertThat(done.refused()).containsExactly(new Subscribed.ZoneClash(at("07:00"), at("10:00")));
        assertThat(bench.book.chat(CHAT).zone()).isEqualTo(NEW_YORK);
        assertThat(kinds()).containsExactly("MORNING 07:00", "MIDDAY 10:00");
        assertThat(bench.subscribe(SubscriptionWish.at(at("12:00")).in(TOKYO)).refused()).as("nor by the other way").hasSize(1);
    }

    @Test
    void a_second_morning_that_outlived_the_first_stays_a_second_one_in_a_new_zone() {
        bench.subscribe(SubscriptionWish.at(at("07:00"), at("12:00")));
        bench.runTo("2026-01-16T07:30");
        bench.book.unsubscribe(CHAT, Optional.of(SlotKind.MORNING), bench.now());
        bench.book.zone(CHAT, ZoneId.of("America/Chicago"), bench.now());

        assertThat(kinds()).containsExactly("MIDDAY 12:00");
    }

    @Test
    void a_mute_cancels_briefs_holds_the_rest_and_ends_early_without_losing_the_next_brief() {
        bench.subscribed("07:00");
        bench.runTo("2026-01-16T06:30");
        var muted = (ChatBook.MutedUntil) bench.book.mute(CHAT, Duration.ofDays(2), bench.now());

        assertThat(muted.cancelled()).isEqualTo(1);
        assertThat(muted.next()).map(NextSend::words).contains("Tue 20 Jan 07:00 EST (Mon 19 Jan: market closed)");
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-16 CANCELLED PAUSED");
        bench.runTo("2026-01-16T06:45");
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-16 CANCELLED PAUSED");

        var heard = (ChatBook.Heard) bench.book.unmute(CHAT, bench.now());
        assertThat(heard.was()).isTrue();
        bench.runTo("2026-01-16T07:00");
        assertThat(bench.arrivals()).containsExactly("2026-01-16T07:00 MORNING 2026-01-16");
    }

    @Test
    void a_mute_without_sense_is_a_problem_and_stores_nothing() {
        assertThat(List.of(
                        bench.book.mute(CHAT, Duration.ofDays(400), bench.now()),
                        bench.book.mute(CHAT, Duration.ofHours(-1), bench.now()),
                        bench.book.mute(CHAT, Duration.ZERO, bench.now()),
                        bench.book.mute(CHAT, newYork("2025-01-01T00:00"), bench.now())))
                .allMatch(ChatBook.NotMuted.class::isInstance);
        assertThat(bench.book.chat(CHAT).mutedUntil()).isEmpty();
        assertThat(((ChatBook.Heard) bench.book.unmute(CHAT, bench.now())).was()).isFalse();
    }

    @Test
    void a_class_turned_off_cancels_what_is_open_and_turned_on_again_brings_the_next_brief_back() {
        bench.subscribed("07:00");
        bench.runTo("2026-01-16T06:58");
        bench.book.classes(CHAT, MessageClass.BRIEF, Loudness.OFF, bench.now());
        assertThat(bench.rows()).containsExactly("MORNING 2026-01-16 CANCELLED CLASS_OFF");
        assertThat(bench.book.overview(CHAT, bench.now()).lines()).singleElement().matches(ChatOverview.Line::classOff);
        bench.book.classes(CHAT, MessageClass.BRIEF, Loudness.ON, bench.now());
        bench.runTo("2026-01-16T07:00");
        assertThat(bench.arrivals()).hasSize(1);
    }

    @Test
    void who_subscribes_with_the_class_off_wants_it_on() {
        bench.book.classes(CHAT, MessageClass.BRIEF, Loudness.OFF, bench.now());
        var done = bench.subscribe(SubscriptionWish.USUAL);
        assertThat(words(done.remarks())).containsExactly("Briefs were off for this chat; they are on again.");
        assertThat(done.next()).hasSize(3);
    }

    @Test
    void who_subscribes_while_muted_is_told_from_when_on() {
        bench.book.mute(CHAT, newYork("2026-01-20T07:00"), bench.now());
        var done = bench.subscribe(SubscriptionWish.USUAL);
        assertThat(words(done.remarks())).containsExactly("Muted until Tue 20 Jan 07:00 EST; /mute off ends that.");
        assertThat(echo(done)).first().asString().startsWith("Tue 20 Jan 07:00 EST");
    }

    @Test
    void the_overview_names_each_subscription_with_its_coming_sends_and_its_state() {
        bench.subscribe(SubscriptionWish.at(at("07:00"), at("18:00")));
        var one = bench.store.subscriptions().of(CHAT).getFirst();
        bench.store.subscriptions().change(
                one.id(), SubscriptionState.PAUSED, Optional.empty(), Optional.of(newYork("2026-01-19T00:00")), Optional.empty());

        var lines = bench.book.overview(CHAT, bench.now()).lines();
        assertThat(lines.get(0).subscription().state()).isEqualTo(SubscriptionState.PAUSED);
        assertThat(lines.get(0).next()).first().extracting(NextSend::words).asString().startsWith("Tue 20 Jan 07:00 EST");
        assertThat(lines.get(1).next()).first().extracting(NextSend::words).isEqualTo("Thu 15 Jan 18:00 EST");

        bench.store.subscriptions().suspend(CHAT, SubscriptionReason.BLOCKED);
        assertThat(bench.book.overview(CHAT, bench.now()).next(3)).isEmpty();
        assertThat(bench.book.revived(CHAT, bench.now()).state()).isEqualTo(Chat.State.ACTIVE);
        assertThat(bench.book.overview(CHAT, bench.now()).next(3)).isNotEmpty();
    }

    @Test
    void a_chat_is_stored_when_it_is_met_and_read_from_then_on() {
        assertThat(bench.store.subscriptions().chat(CHAT)).isEmpty();
        assertThat(bench.book.chat(CHAT).zone()).isEqualTo(NEW_YORK);
        assertThat(bench.store.subscriptions().chat(CHAT)).isPresent();
        bench.book.catchUp(CHAT, CatchUp.SKIP);
        assertThat(bench.book.chat(CHAT).catchUp()).isEqualTo(CatchUp.SKIP);
    }
}
