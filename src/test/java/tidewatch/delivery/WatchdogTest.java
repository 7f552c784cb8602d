package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidewatch.testing.FakeClock;
import tidewatch.testing.MemoryStore;

/** The watchdog, look by look, on a clock that is told the time. */
class WatchdogTest {
    private static final Duration LOOK = Duration.ofSeconds(15);

    private final FakeClock clock = new FakeClock(Instant.parse("2026-02-06T12:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final List<DeliveryEvent> events = new ArrayList<>();
    private final List<String> renewed = new ArrayList<>();
    private final List<Instant> planRuns = new ArrayList<>();
    private final Timetable timetable = new Timetable() {
        @Override
        public void start(List<Tick> ticks) {}

        @Override
        public void renew(String name) {
            renewed.add(name);
        }

        @Override
        public void close() {}
    };
    private final List<Timetable.Tick> ticks = List.of(
            new Timetable.Tick("plan", new Timetable.Every(Duration.ofMinutes(1)), () -> planRuns.add(clock.instant())),
            new Timetable.Tick("retention", new Timetable.Daily(LocalTime.of(3, 17)), () -> {}));
    private final TickRuns runs = runs("a");
    private final Watchdog watchdog = watchdog(runs, "a");

    @Test
    void a_tick_that_comes_is_left_alone() {
        for (int i = 0; i < 100; i++) {
            fire(runs, "plan");
            look(watchdog, 4);
        }

        assertThat(events).isEmpty();
        assertThat(planRuns).hasSize(100);
        assertThat(store.ticks().lastSuccess()).containsEntry("plan", clock.instant().minus(LOOK.multipliedBy(4)));
    }

    @Test
    void after_three_cadences_and_half_a_minute_it_is_stalled_told_once_and_run_once_a_cadence() {
        fire(runs, "plan");
        planRuns.clear();
        watchdog.look();

        look(watchdog, 14);
        assertThat(planRuns).isEmpty();

        look(watchdog, 1);
        assertThat(events).containsExactly(new DeliveryEvent.TickStalled("plan", Duration.ofSeconds(225), false));
        assertThat(planRuns).hasSize(1);

        look(watchdog, 12);
        assertThat(planRuns).hasSize(4);
        assertThat(events).hasSize(1);
    }

    @Test
    void its_own_runs_do_not_make_a_dead_clock_look_alive_but_the_service_is() {
        var fired = clock.instant();
        fire(runs, "plan");

        look(watchdog, 40);

        assertThat(planRuns).hasSizeGreaterThan(5);
        assertThat(store.ticks().lastSuccess()).isEqualTo(Map.of("plan", fired));
        assertThat(store.ticks().outages(fired)).hasSizeLessThanOrEqualTo(1);
        var beat = clock.instant();
        fire(runs, "plan");
        assertThat(store.ticks().outages(beat.minusSeconds(1))).isEmpty();
    }

    @Test
    void after_five_minutes_it_has_the_tick_renewed_and_again_after_five_more() {
        look(watchdog, 16);
        assertThat(events).hasSize(1);

        look(watchdog, 19);
        assertThat(renewed).isEmpty();
        look(watchdog, 1);
        assertThat(renewed).containsExactly("plan");
        assertThat(events.getLast()).isEqualTo(new DeliveryEvent.TickStalled("plan", Duration.ofSeconds(225 + 300), true));
        look(watchdog, 20);
        assertThat(renewed).containsExactly("plan", "plan");
    }

    @Test
    void once_the_clock_runs_again_it_stands_back() {
        look(watchdog, 40);
        events.clear();
        planRuns.clear();
        for (int i = 0; i < 20; i++) {
            fire(runs, "plan");
            look(watchdog, 4);
        }

        assertThat(planRuns).hasSize(20);
        assertThat(events).isEmpty();
    }

    @Test
    void a_daily_tick_may_be_silent_for_three_days() {
        for (int i = 0; i < 3 * 24 * 60; i++) {
            fire(runs, "plan");
            clock.advance(Duration.ofMinutes(1));
            watchdog.look();
        }
        assertThat(events).isEmpty();

        fire(runs, "plan");
        look(watchdog, 8);
        assertThat(events).isNotEmpty().allSatisfy(event -> assertThat(event.toString()).contains("retention"));
    }

    @Test
    void what_happened_before_it_watched_or_while_the_machine_slept_is_no_stall() {
        store.ticks().succeeded("plan", "a", clock.instant().minus(Duration.ofDays(2)));
        watchdog.look();
        look(watchdog, 5);
        clock.advance(Duration.ofHours(9));
        watchdog.look();
        look(watchdog, 5);

        clock.set(clock.instant().minus(Duration.ofHours(1)));
        watchdog.look();
        look(watchdog, 5);

        assertThat(events).isEmpty();
        assertThat(planRuns).isEmpty();
    }

    @Test
    void of_two_nodes_one_runs_the_tick() {
        var other = watchdog(runs("b"), "b");
        watchdog.look();
        other.look();
        for (int i = 0; i < 27; i++) {
            look(watchdog, 1);
            other.look();
        }

        assertThat(planRuns).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void a_tick_that_runs_already_is_not_run_beside_itself() {
        var inside = new ArrayList<Boolean>();
        var self = new ArrayList<TickRuns>();
        var nested = new TickRuns(
                List.of(new Timetable.Tick("plan", new Timetable.Every(Duration.ofMinutes(1)), () -> inside.add(self.getFirst().instead("plan")))),
                store.ticks(),
                clock::instant,
                "a");
        self.add(nested);

        fire(nested, "plan");
        assertThat(inside).containsExactly(false);
        assertThat(nested.instead("plan")).isTrue();
    }

    @Test
    void a_tick_that_throws_is_no_success_and_told_when_the_watchdog_ran_it() {
        var broken = new TickRuns(
                List.of(new Timetable.Tick("watch", new Timetable.Every(Duration.ofMinutes(1)), () -> {
                    throw new IllegalStateException("no table");
                })),
                store.ticks(),
                clock::instant,
                "a");
        assertThatThrownBy(() -> fire(broken, "watch")).hasMessage("no table");
        assertThat(store.ticks().lastSuccess()).isEmpty();

        look(watchdog(broken, "a"), 16);

        assertThat(events).hasSize(2);
        assertThat(events.getLast()).isInstanceOfSatisfying(DeliveryEvent.Fault.class, fault -> assertThat(fault.where()).isEqualTo("tick watch"));
    }

    @Test
    void a_store_that_does_not_answer_is_told_and_looked_at_again() {
        var down = new MemoryStore(clock);
        var seen = new ArrayList<DeliveryEvent>();
        var dog = new Watchdog(runs, down.ticks(), down.leases(), timetable, seen::add, "a", Runnable::run);
        down.gate(new MemoryStore.Gate() {
            @Override
            public void begins(String what) {
                throw new IllegalStateException("the server is gone");
            }

            @Override
            public void commits(String what) {}

            @Override
            public void committed(String what) {}
        });

        look(dog, 2);

        assertThat(seen).hasSize(2).allSatisfy(event -> assertThat(event).isInstanceOf(DeliveryEvent.Fault.class));
    }

    @Test
    void its_thread_lives_until_it_is_closed() throws InterruptedException {
        assertThat(watchdog.alive()).isFalse();
        watchdog.start();
        assertThat(watchdog.alive()).isTrue();

        watchdog.close();

        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("tidewatch-watchdog")) {
                thread.join(20_000);
            }
        }
        assertThat(watchdog.alive()).isFalse();
    }

    @Test
    void two_ticks_of_one_name_are_refused() {
        assertThatThrownBy(() -> new TickRuns(List.of(ticks.getFirst(), ticks.getFirst()), store.ticks(), clock::instant, "a"))
                .hasMessageContaining("two ticks named plan");
    }

    private TickRuns runs(String node) {
        return new TickRuns(ticks, store.ticks(), clock::instant, node);
    }

    private Watchdog watchdog(TickRuns of, String node) {
        return new Watchdog(of, store.ticks(), store.leases(), timetable, events::add, node, Runnable::run);
    }

    /** As the timetable does. */
    private static void fire(TickRuns runs, String tick) {
        runs.timed().stream().filter(one -> one.name().equals(tick)).findFirst().orElseThrow().action().run();
    }

    private void look(Watchdog dog, int times) {
        for (int i = 0; i < times; i++) {
            clock.advance(LOOK);
            dog.look();
        }
    }
}
