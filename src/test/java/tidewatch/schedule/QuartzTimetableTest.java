package tidewatch.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.Timetable.Daily;
import tidewatch.delivery.Timetable.Every;
import tidewatch.delivery.Timetable.Tick;
import tidewatch.settings.Secret;
import tidewatch.testing.Canaries;

/** The clock of one node, with real time in periods of a second. */
class QuartzTimetableTest {
    private final List<DeliveryEvent> events = new CopyOnWriteArrayList<>();
    private final QuartzTimetable timetable = QuartzTimetable.inMemory(events::add);

    /** Another clock, so that a test can let time pass without sleeping. */
    private final QuartzTimetable other = QuartzTimetable.inMemory(_ -> {});

    private final Beats seconds = new Beats();

    @AfterEach
    void stop() {
        timetable.close();
        other.close();
    }

    @Test
    void a_tick_comes_at_once_and_again_and_again() {
        var beats = new Beats();
        timetable.start(List.of(beats.every("plan", 1)));

        beats.awaitEachSecond(4);

        assertThat(events).isEmpty();
    }

    @Test
    void a_daily_tick_comes_at_its_time_of_utc_whatever_the_zone_of_the_machine() throws SchedulerException {
        var standard = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        try {
            var beats = new Beats();
            var soon = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
            timetable.start(List.of(new Tick("soon", new Daily(soon), beats), new Tick("retention", new Daily(LocalTime.of(3, 17)), () -> {})));

            var next = trigger("retention").getNextFireTime().toInstant().atOffset(ZoneOffset.UTC);
            assertThat(next.toLocalTime()).isEqualTo(LocalTime.of(3, 17));
            assertThat(Duration.between(Instant.now(), next.toInstant())).isBetween(Duration.ZERO, Duration.ofDays(1));
            beats.await(1);
        } finally {
            TimeZone.setDefault(standard);
        }
    }

    @Test
    void after_a_pause_of_several_periods_there_is_no_burst() throws SchedulerException {
        var beats = new Beats();
        timetable.start(List.of(beats.every("plan", 1)));
        beats.await(2);
        timetable.quartz().standby();

        passSeconds(5);
        beats.anew();
        timetable.quartz().start();

        beats.awaitEachSecond(5);
    }

    @Test
    void what_was_missed_for_days_is_not_made_up_for() throws SchedulerException {
        var often = new Beats();
        var daily = new Beats();
        var inTwoHours = LocalTime.now(ZoneOffset.UTC).plusHours(2);
        timetable.start(List.of(often.every("plan", 1), new Tick("retention", new Daily(inTwoHours), daily)));
        often.await(1);

        timetable.quartz().standby();
        lastRan("plan", Instant.now().minus(1, ChronoUnit.HOURS));
        lastRan("retention", Instant.now().minus(3, ChronoUnit.DAYS));
        often.anew();
        timetable.quartz().start();

        often.awaitEachSecond(4);
        assertThat(daily.count()).isZero();
    }

    @Test
    void a_tick_that_throws_is_told_and_comes_again() {
        var beats = new Beats();
        var broken = new Tick("watch", new Every(Duration.ofSeconds(1)), () -> {
            beats.run();
            if (beats.count() == 1) {
                throw new IllegalStateException("no table");
            }
            throw new StackOverflowError();
        });
        timetable.start(List.of(broken));

        beats.await(3);

        assertThat(events).hasSizeGreaterThanOrEqualTo(2).allSatisfy(event -> assertThat(event).isInstanceOf(DeliveryEvent.Fault.class));
        var first = (DeliveryEvent.Fault) events.getFirst();
        assertThat(first.where()).isEqualTo("tick watch");
        assertThat(first.cause()).hasMessage("no table");
        assertThat(((DeliveryEvent.Fault) events.get(1)).cause()).hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void a_slow_tick_never_overlaps_itself_and_holds_up_no_other() throws InterruptedException {
        var running = new AtomicInteger();
        var overlapped = new AtomicBoolean();
        var enough = new CountDownLatch(1);
        var slowRuns = new Beats();
        var slow = new Tick("slow", new Every(Duration.ofSeconds(1)), () -> {
            overlapped.compareAndSet(false, running.incrementAndGet() > 1);
            awaitQuietly(enough);
            running.decrementAndGet();
            slowRuns.run();
        });
        var beats = new Beats();
        timetable.start(List.of(slow, beats.every("plan", 1)));

        beats.await(4);
        assertThat(running).hasValue(1);
        enough.countDown();
        slowRuns.await(2);

        assertThat(overlapped).isFalse();
    }

    @Test
    void closing_waits_for_the_tick_that_runs_and_leaves_no_thread() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var done = new AtomicBoolean();
        timetable.start(List.of(new Tick("plan", new Every(Duration.ofSeconds(60)), () -> {
            begun.countDown();
            awaitQuietly(go);
            done.set(true);
        })));
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        var closing = Thread.ofPlatform().start(timetable::close);
        assertThat(closing.isAlive()).isTrue();
        go.countDown();
        closing.join(60_000);

        assertThat(done).isTrue();
        assertThat(clockThreads()).allSatisfy(thread -> assertThat(joins(thread)).as(thread.getName()).isTrue());
    }

    @Test
    void its_threads_are_daemons_and_its_scheduler_is_nobody_elses() {
        var beats = new Beats();
        timetable.start(List.of(beats.every("plan", 1)));
        beats.await(1);

        assertThat(clockThreads()).isNotEmpty().allMatch(Thread::isDaemon);
        assertThat(SchedulerRepository.getInstance().lookupAll()).isEmpty();
    }

    @Test
    void the_watchdog_runs_a_tick_whose_trigger_stands_still_and_renews_it() throws SchedulerException {
        var beats = new Beats();
        var watched = new WatchedClock(timetable, beats.every("plan", 1), events::add);
        beats.await(1);
        timetable.quartz().pauseTrigger(TriggerKey.triggerKey("plan", "tick"));
        passSeconds(2);
        beats.anew();

        watched.stall();
        beats.await(1);
        watched.fiveMinutes();

        beats.await(3);
        assertThat(events).extracting(event -> ((DeliveryEvent.TickStalled) event).renewed()).containsExactly(false, true);
        timetable.renew("unknown");
    }

    @Test
    void a_cluster_needs_postgresql_and_a_name() {
        assertThatThrownBy(() -> new ClusterTables("jdbc:sqlite:x", Optional.empty(), Optional.empty(), "a"))
                .hasMessageContaining("jdbc:postgresql:");
        assertThatThrownBy(() -> new ClusterTables("jdbc:postgresql:x", Optional.empty(), Optional.empty(), " "))
                .hasMessageContaining("name for this node");
        assertThat(new ClusterTables("jdbc:postgresql:x", Optional.of("u"), Optional.of(Secret.of(Canaries.MARK)), "a").toString())
                .doesNotContain(Canaries.MARK);
    }

    private void passSeconds(int count) {
        other.start(List.of(seconds.every("second", 1)));
        seconds.await(count + 1);
    }

    private Trigger trigger(String tick) throws SchedulerException {
        return timetable.quartz().getTrigger(TriggerKey.triggerKey(tick, "tick"));
    }

    /** As if the scheduler had stood still since then. */
    private void lastRan(String tick, Instant since) throws SchedulerException {
        var late = trigger(tick).getTriggerBuilder().startAt(Date.from(since)).build();
        timetable.quartz().rescheduleJob(late.getKey(), late);
    }

    private static List<Thread> clockThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tidewatch-clock") || thread.getName().startsWith("tidewatch-tick"))
                .toList();
    }

    private static boolean joins(Thread thread) {
        try {
            thread.join(20_000);
            return !thread.isAlive();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }
}
