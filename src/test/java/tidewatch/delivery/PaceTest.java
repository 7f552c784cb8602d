package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import tidewatch.delivery.Pace.Scope;
import tidewatch.delivery.Pace.Target;
import tidewatch.testing.Seeds;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    /** Starts below zero, as a nano clock may. */
    private final AtomicLong clock = new AtomicLong(-5 * SECOND);

    private static Target person(int chat) {
        return new Target("telegram:" + chat, false);
    }

    private static Target group(int chat) {
        return new Target("telegram:-" + chat, true);
    }

    /** Sends one after the other as fast as the pace admits, moving the clock by what it says; answers the times. */
    private static List<Long> send(Pace pace, AtomicLong clock, int count, IntFunction<Target> target) {
        var times = new ArrayList<Long>();
        for (int n = 0; n < count; n++) {
            for (long wait = pace.take(target.apply(n)); wait > 0; wait = pace.take(target.apply(n))) {
                clock.addAndGet(wait);
            }
            times.add(clock.get());
        }
        return times;
    }

    private static void assertAtMost(int sends, long window, List<Long> times) {
        for (int at = sends; at < times.size(); at++) {
            assertThat(times.get(at) - times.get(at - sends)).as("send %d", at).isGreaterThanOrEqualTo(window);
        }
    }

    @Test
    void ten_thousand_chats_take_four_hundred_seconds_and_no_two_sends_are_within_forty_milliseconds() {
        var times = send(Pace.telegram(clock::get), clock, 10_000, PaceTest::person);
        assertAtMost(1, 40 * MILLI, times);
        assertThat(times.getLast() - times.getFirst()).isEqualTo(9_999 * 40 * MILLI);
    }

    @Test
    void time_that_a_busy_machine_loses_is_made_up() {
        var random = new SplittableRandom(5);
        var pace = Pace.telegram(clock::get);
        var times = new ArrayList<Long>();
        for (int n = 0; n < 10_000; n++) {
            clock.addAndGet(Math.max(0, pace.room(0)) + random.nextLong(2 * MILLI) + (n % 500 == 250 ? 200 * MILLI : 0));
            assertThat(pace.take(person(n))).isZero();
            times.add(clock.get());
        }
        assertThat(times.getLast() - times.getFirst()).isBetween(9_999 * 40 * MILLI - 2 * MILLI, 10_005 * 40 * MILLI);
        assertAtMost(1, 38 * MILLI, times);
        assertAtMost(257, 10 * SECOND, times);
    }

    @Test
    void after_a_send_that_came_late_the_next_ones_come_sooner_and_claims_know_it() {
        var pace = Pace.telegram(clock::get);
        pace.take(person(1));
        clock.addAndGet(100 * MILLI);
        pace.take(person(2));
        assertThat(pace.room(0)).isEqualTo(38 * MILLI);
        assertThat(pace.room(2)).isEqualTo(3 * 38 * MILLI);
        assertThat(pace.room(40)).as("made up by then").isEqualTo((80 + 40 * 40 - 100) * MILLI);
        clock.addAndGet(300 * MILLI);
        pace.take(person(3));
        assertThat(pace.room(0)).as("nobody wanted to send").isEqualTo(40 * MILLI);
    }

    @Test
    void an_idle_hour_saves_nothing_up() {
        var pace = Pace.telegram(clock::get);
        send(pace, clock, 3, PaceTest::person);
        clock.addAndGet(3_600 * SECOND);
        assertAtMost(1, 40 * MILLI, send(pace, clock, 50, PaceTest::person));
    }

    @Test
    void one_person_gets_one_a_second_and_does_not_hold_up_the_others() {
        var pace = Pace.telegram(clock::get);
        assertThat(pace.take(person(1))).isZero();
        assertThat(pace.take(person(2))).isEqualTo(40 * MILLI);
        clock.addAndGet(40 * MILLI);
        assertThat(pace.take(person(1))).isEqualTo(960 * MILLI);
        assertThat(pace.take(person(2))).as("asking in vain costs nothing").isZero();
    }

    @Test
    void a_group_gets_one_a_second_and_eighteen_in_any_minute() {
        var times = send(Pace.telegram(clock::get), clock, 100, _ -> group(1));
        assertAtMost(1, SECOND, times);
        assertAtMost(18, 60 * SECOND, times);
        assertThat(times.get(17) - times.getFirst()).isEqualTo(17 * SECOND);
        assertThat(times.get(18) - times.getFirst()).isEqualTo(60 * SECOND);
    }

    @Test
    void a_chat_that_waits_for_its_minute_is_not_forgotten() {
        var pace = Pace.telegram(clock::get);
        send(pace, clock, 18, _ -> group(1));
        // Others go on for most of a minute; the group's eighteen still count.
        send(pace, clock, 900, n -> person(n));
        assertThat(pace.take(group(1))).isPositive();
    }

    @Test
    void at_any_traffic_no_window_holds_more_than_its_limit() {
        Seeds.each(60, seed -> {
            var random = new SplittableRandom(seed);
            var time = new AtomicLong(random.nextLong(-SECOND, SECOND));
            var pace = Pace.telegram(time::get);
            var all = new ArrayList<Long>();
            Map<Target, List<Long>> byChat = new HashMap<>();
            for (int n = 0; n < 2_000; n++) {
                var target = random.nextBoolean() ? group(random.nextInt(1, 4)) : person(random.nextInt(30));
                if (pace.take(target) == 0) {
                    all.add(time.get());
                    byChat.computeIfAbsent(target, _ -> new ArrayList<>()).add(time.get());
                }
                time.addAndGet(random.nextLong(random.nextInt(20) == 0 ? 20 * SECOND : 100 * MILLI));
            }
            assertAtMost(1, 38 * MILLI, all);
            assertAtMost(27, SECOND, all);
            assertAtMost(257, 10 * SECOND, all);
            byChat.forEach((target, times) -> {
                assertAtMost(1, SECOND, times);
                if (target.group()) {
                    assertAtMost(18, 60 * SECOND, times);
                }
            });
        });
    }

    @Test
    void only_the_chats_of_the_last_minute_are_remembered() {
        var chats = new RecentChats<>(clock::get, chat -> chat);
        for (int n = 0; n < 100_000; n++) {
            chats.get("chat" + n);
            chats.get("busy");
            clock.addAndGet(40 * MILLI);
        }
        assertThat(chats.size()).isBetween(1_501, 1_503);
    }

    @Test
    void a_refused_chat_pauses_alone_until_a_second_is_refused_within_ten_seconds() {
        var pace = Pace.telegram(clock::get);
        assertThat(pace.throttled("a")).isEqualTo(Scope.CHAT);
        clock.addAndGet(SECOND);
        assertThat(pace.throttled("a")).isEqualTo(Scope.CHAT);
        clock.addAndGet(10 * SECOND);
        assertThat(pace.throttled("b")).isEqualTo(Scope.SENDER);
        clock.addAndGet(10 * SECOND + 1);
        assertThat(pace.throttled("c")).isEqualTo(Scope.CHAT);
    }

    @Test
    void slack_begins_with_four_a_second_and_one_for_a_channel() {
        var pace = Pace.slack(clock::get);
        assertAtMost(1, 250 * MILLI, send(pace, clock, 40, n -> new Target("C" + n, true)));
        assertAtMost(1, SECOND, send(pace, clock, 10, _ -> new Target("C", true)));
    }

    @Test
    void slack_halves_when_refused_and_grows_by_a_tenth_a_minute_of_use() {
        var pace = new SlackPace(clock::get);
        assertThat(pace.throttled("C1")).isEqualTo(Scope.SENDER);
        clock.addAndGet(SECOND);
        pace.throttled("C2");
        assertThat(pace.perSecond()).as("sends under way together").isEqualTo(2.0);
        clock.addAndGet(10 * SECOND);
        pace.throttled("C2");
        assertThat(pace.perSecond()).isEqualTo(1.0);
        assertAtMost(1, SECOND, send(pace, clock, 30, n -> new Target("C" + n, true)));
        clock.addAndGet(3_600 * SECOND);
        pace.take(new Target("C0", true));
        assertThat(pace.perSecond()).as("an idle hour is one step").isEqualTo(1.1);
        for (int minute = 0; minute < 60; minute++) {
            clock.addAndGet(60 * SECOND);
            pace.take(new Target("C" + minute, true));
        }
        assertThat(pace.perSecond()).isEqualTo(8.0);
        for (int refusal = 0; refusal < 20; refusal++) {
            clock.addAndGet(11 * SECOND);
            pace.throttled("C0");
        }
        assertThat(pace.perSecond()).isEqualTo(0.25);
        assertAtMost(1, 4 * SECOND, send(pace, clock, 5, n -> new Target("D" + n, true)));
    }

    @Test
    void room_tells_when_the_next_but_some_may_go_and_takes_nothing() {
        var pace = Pace.telegram(clock::get);
        assertThat(pace.room(0)).isZero();
        pace.take(person(1));
        assertThat(pace.room(0)).isEqualTo(40 * MILLI);
        assertThat(pace.room(2)).isEqualTo(120 * MILLI);
        clock.addAndGet(40 * MILLI);
        assertThat(pace.room(0)).as("a chat's own limit does not count").isZero();
        assertThat(pace.take(person(2))).isZero();
        assertThat(Pace.slack(clock::get).room(1)).isEqualTo(250 * MILLI);
        assertThat(Pace.unlimited().room(100)).isZero();
    }

    @Test
    void a_terminal_has_no_limit() {
        assertThat(send(Pace.unlimited(), clock, 100, PaceTest::person)).containsOnly(-5 * SECOND);
    }
}
