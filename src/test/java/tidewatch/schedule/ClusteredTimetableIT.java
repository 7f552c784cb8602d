package tidewatch.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.Timetable.Daily;
import tidewatch.delivery.Timetable.Every;
import tidewatch.delivery.Timetable.Tick;
import tidewatch.store.Database;
import tidewatch.store.StoreSettings;
import tidewatch.testing.Databases;
import tidewatch.testing.Postgres;

/** The clock of several nodes on a real PostgreSQL. */
class ClusteredTimetableIT {
    private final List<DeliveryEvent> events = new CopyOnWriteArrayList<>();
    private final List<QuartzTimetable> open = new ArrayList<>();
    private final StoreSettings database = Postgres.fresh();

    @BeforeEach
    void migrate() {
        Databases.migrated(Database.open(database, Path.of("."), InstantSource.system())).close();
    }

    @AfterEach
    void stop() {
        open.forEach(QuartzTimetable::close);
    }

    @Test
    void two_nodes_run_a_tick_once_a_period() {
        var beats = new Beats();
        var tick = beats.every("plan", 1);
        node("a").start(List.of(tick));
        beats.await(1);
        node("b").start(List.of(tick));

        beats.awaitEachSecond(6);

        assertThat(events).isEmpty();
    }

    @Test
    void a_node_that_starts_does_not_move_the_clock_of_the_others() throws SchedulerException {
        var ticks = List.of(new Tick("morning", new Every(Duration.ofHours(1)), () -> {}), new Tick("retention", new Daily(LocalTime.of(3, 17)), () -> {}));
        var a = node("a");
        a.start(ticks);
        var hourly = begin(a, "morning");
        var daily = begin(a, "retention");

        node("b").start(ticks);

        assertThat(begin(a, "morning")).isEqualTo(hourly);
        assertThat(begin(a, "retention")).isEqualTo(daily);
    }

    @Test
    void a_tick_that_is_no_more_is_removed_and_a_changed_cadence_is_set() throws SchedulerException {
        var old = node("a");
        old.start(List.of(
                new Tick("plan", new Every(Duration.ofHours(2)), () -> {}),
                new Tick("sweep", new Every(Duration.ofHours(1)), () -> {}),
                new Tick("retention", new Daily(LocalTime.of(3, 17)), () -> {})));
        old.close();

        var changed = node("b");
        var beats = new Beats();
        changed.start(List.of(beats.every("plan", 1), new Tick("retention", new Every(Duration.ofHours(5)), () -> {})));

        beats.await(2);
        assertThat(changed.quartz().getJobKeys(GroupMatcher.anyGroup())).extracting("name").containsExactlyInAnyOrder("plan", "retention");
        assertThat(Duration.between(Instant.now(), next(changed, "retention"))).isGreaterThan(Duration.ofHours(4));
    }

    @Test
    void what_was_missed_is_not_made_up_for() throws SQLException {
        var beats = new Beats();
        var daily = new Beats();
        var a = node("a");
        a.start(List.of(beats.every("plan", 1), new Tick("retention", new Daily(LocalTime.of(3, 17)), daily)));
        beats.await(1);
        a.close();
        execute("UPDATE quartz_triggers SET next_fire_time = next_fire_time - 172800000, prev_fire_time = next_fire_time - 172900000");
        beats.anew();

        node("b").start(List.of(beats.every("plan", 1), new Tick("retention", new Daily(LocalTime.of(3, 17)), daily)));

        beats.awaitEachSecond(5);
        assertThat(daily.count()).isZero();
    }

    @Test
    void another_node_takes_over_when_one_is_killed_in_the_middle_of_a_tick() throws IOException {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        ClockNode.class.getName(),
                        database.url(),
                        database.user().orElseThrow(),
                        "killed")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("begun");
            var beats = new Beats();
            node("left").start(List.of(beats.every("plan", 1)));

            long killed = System.nanoTime();
            child.destroyForcibly();
            beats.await(1);

            var took = Duration.ofNanos(System.nanoTime() - killed);
            System.err.printf("taken over %.1f s after the kill%n", took.toMillis() / 1000.0);
            assertThat(took).isLessThan(Duration.ofSeconds(45));
            beats.awaitEachSecond(3);
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void the_watchdog_runs_a_tick_whose_trigger_hangs_in_the_tables_and_renews_it() throws SQLException {
        for (var state : List.of("ACQUIRED", "BLOCKED")) {
            var beats = new Beats();
            var watched = new WatchedClock(node("a-" + state), beats.every(state, 1), events::add);
            beats.await(1);
            hang(state);
            beats.anew();

            watched.stall();
            beats.await(1);
            assertThat(events).last().isInstanceOfSatisfying(DeliveryEvent.TickStalled.class, stalled -> assertThat(stalled.renewed()).isFalse());
            watched.fiveMinutes();

            beats.await(3);
            assertThat(events)
                    .filteredOn(event -> event instanceof DeliveryEvent.TickStalled stalled && stalled.renewed() && stalled.tick().equals(state))
                    .hasSize(1);
            open.getLast().close();
        }
    }

    @Test
    void without_tables_it_refuses_to_start_and_says_what_to_look_at() {
        var tables = new ClusterTables(Postgres.fresh().url(), database.user(), Optional.empty(), "a");
        try (var timetable = QuartzTimetable.clustered(tables, events::add)) {
            assertThatThrownBy(() -> timetable.start(List.of(new Beats().every("plan", 1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("The clock cannot start: ")
                    .hasMessageContaining("migrations");
        }
    }

    /** Sets the trigger to a state out of which nothing brings it by itself, as was seen of crashes at the wrong moment. */
    private void hang(String state) throws SQLException {
        int changed = 0;
        while (changed == 0) { // not while it runs, or the end of the run mends it
            changed = execute("UPDATE quartz_triggers SET trigger_state = '" + state + "' WHERE trigger_name = '" + state
                    + "' AND NOT EXISTS (SELECT 1 FROM quartz_fired_triggers)");
            Thread.onSpinWait();
        }
    }

    private QuartzTimetable node(String name) {
        var timetable = QuartzTimetable.clustered(new ClusterTables(database.url(), database.user(), database.password(), name), events::add);
        open.add(timetable);
        return timetable;
    }

    private static Instant next(QuartzTimetable timetable, String tick) throws SchedulerException {
        return timetable.quartz().getTrigger(TriggerKey.triggerKey(tick, "tick")).getNextFireTime().toInstant();
    }

    private static Instant begin(QuartzTimetable timetable, String tick) throws SchedulerException {
        return timetable.quartz().getTrigger(TriggerKey.triggerKey(tick, "tick")).getStartTime().toInstant();
    }

    /** Also under a launcher that loads the tests by a loader of its own. */
    private static String classPath() {
        return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private int execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user().orElseThrow(), "");
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
