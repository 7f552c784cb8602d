package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidewatch.testing.Databases;
import tidewatch.testing.MachinePostgres;
import tidewatch.testing.Postgres;

final class DatabaseTest {
    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00.123Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    Path home;

    private interface OnDatabase {
        void with(Database database) throws Exception;
    }

    /** A test on an empty database of this dialect. */
    private void on(Dialect dialect, OnDatabase test) throws Exception {
        switch (dialect) {
            case SQLITE -> {
                try (var database = Databases.file(home, CLOCK)) {
                    test.with(database);
                }
            }
            case POSTGRESQL -> {
                var settings = Postgres.fresh();
                try (var database = Databases.postgres(settings, CLOCK)) {
                    test.with(database);
                } finally {
                    Postgres.drop(settings);
                }
            }
        }
    }

    private static void remember(Database database, String name) {
        database.run(handle -> handle.createUpdate("INSERT INTO remembered (name, value) VALUES (:name, 'x')")
                .bind("name", name)
                .execute());
    }

    private static long remembered(Database database) {
        return database.read(
                handle -> handle.createQuery("SELECT count(*) FROM remembered").mapTo(Long.class).one());
    }

    @ParameterizedTest
    @EnumSource
    void a_write_that_breaks_leaves_nothing(Dialect dialect) throws Exception {
        on(dialect, database -> {
            assertThatThrownBy(() -> database.run(handle -> {
                        remember(database, "a");
                        throw new IllegalStateException("broke");
                    }))
                    .hasMessage("broke");
            assertThat(remembered(database)).isZero();
            remember(database, "a");
            assertThat(remembered(database)).isOne();
        });
    }

    @ParameterizedTest
    @EnumSource
    void writes_inside_of_a_write_are_one_and_it_sees_them(Dialect dialect) throws Exception {
        on(dialect, database -> database.run(handle -> {
            remember(database, "a");
            remember(database, "b");
            assertThat(remembered(database)).isEqualTo(2);
            try (var other = Executors.newSingleThreadExecutor()) {
                assertThat(other.submit(() -> remembered(database)).get()).isZero();
            } catch (Exception broke) {
                throw new IllegalStateException(broke);
            }
        }));
    }

    @ParameterizedTest
    @EnumSource
    void a_write_that_failed_inside_of_another_spoils_both_even_when_it_is_caught(Dialect dialect) throws Exception {
        on(dialect, database -> {
            assertThatThrownBy(() -> database.run(handle -> {
                        remember(database, "a");
                        assertThatThrownBy(() -> remember(database, "a")).isInstanceOf(StoreException.class);
                    }))
                    .isInstanceOf(RuntimeException.class);
            assertThat(remembered(database)).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_read_cannot_write(Dialect dialect) throws Exception {
        on(dialect, database -> {
            var refused = catchThrowableOfType(
                    StoreException.class,
                    () -> database.read(handle -> handle.execute("INSERT INTO remembered (name, value) VALUES ('a', 'b')")));
            assertThat(refused.kind()).isEqualTo(StoreException.Kind.READ_ONLY);
            assertThatThrownBy(() -> database.read(handle -> {
                        remember(database, "a");
                        return true;
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(remembered(database)).isZero();
            // The connection is as good as before.
            remember(database, "a");
            assertThat(remembered(database)).isOne();
        });
    }

    @ParameterizedTest
    @EnumSource
    void what_the_database_refuses_is_told_by_its_kind_and_in_words(Dialect dialect) throws Exception {
        on(dialect, database -> {
            remember(database, "a");
            var twice = catchThrowableOfType(StoreException.class, () -> remember(database, "a"));
            assertThat(twice.kind()).isEqualTo(StoreException.Kind.CONFLICT);
            assertThat(twice.problem().sentence()).startsWith(database.name() + " holds such a row already: ");
            var unknown = catchThrowableOfType(
                    StoreException.class, () -> database.read(handle -> handle.createQuery("SELECT 1 FROM nowhere").mapToMap().list()));
            assertThat(unknown.kind()).isEqualTo(StoreException.Kind.BUG);
            assertThat(unknown).hasMessageContaining("nowhere");
        });
    }

    @ParameterizedTest
    @EnumSource
    void text_that_no_database_keeps_is_kept_without_it(Dialect dialect) throws Exception {
        on(dialect, database -> {
            remember(database, "zero\0 half\uD83D whole\uD83D\uDCC8");
            String kept = database.read(
                    handle -> handle.createQuery("SELECT name FROM remembered").mapTo(String.class).one());
            assertThat(kept).isEqualTo("zero\uFFFD half\uFFFD whole\uD83D\uDCC8");
        });
    }

    @ParameterizedTest
    @EnumSource
    void many_threads_write_and_each_row_is_there(Dialect dialect) throws Exception {
        on(dialect, database -> {
            var writes = new ArrayList<Callable<Long>>();
            for (int i = 0; i < 100; i++) {
                var name = "row" + i;
                writes.add(() -> {
                    remember(database, name);
                    return remembered(database);
                });
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var write : threads.invokeAll(writes)) {
                    assertThat(write.get()).isPositive();
                }
            }
            assertThat(remembered(database)).isEqualTo(100);
        });
    }

    @Test
    void a_deadlock_is_run_again_and_both_writes_end() throws Exception {
        on(Dialect.POSTGRESQL, database -> {
            remember(database, "a");
            remember(database, "b");
            var met = new CyclicBarrier(2);
            var runs = new AtomicInteger();
            var writes = new ArrayList<Callable<Boolean>>();
            for (var order : List.of(List.of("a", "b"), List.of("b", "a"))) {
                writes.add(() -> database.write(handle -> {
                    int run = runs.incrementAndGet();
                    touch(handle, order.get(0), run);
                    if (run <= 2) {
                        await(met);
                    }
                    touch(handle, order.get(1), run);
                    return true;
                }));
            }
            try (var threads = Executors.newFixedThreadPool(2)) {
                for (var write : threads.invokeAll(writes)) {
                    assertThat(write.get()).isTrue();
                }
            }
            // Once more for the one that gave way; it may have to give way again.
            assertThat(runs.get()).isBetween(3, 5);
            assertThat(database.<Long>read(handle -> handle.createQuery("SELECT count(DISTINCT value) FROM remembered")
                            .mapTo(Long.class)
                            .one()))
                    .isOne();
        });
    }

    private static void touch(Handle handle, String name, int run) {
        handle.createUpdate("UPDATE remembered SET value = :value WHERE name = :name")
                .bind("value", "run " + run)
                .bind("name", name)
                .execute();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException broke) {
            throw new IllegalStateException(broke);
        }
    }

    @Test
    void a_file_goes_by_our_clock_and_a_server_by_its_own() throws Exception {
        try (var file = Database.open(StoreSettings.FILE, home, CLOCK)) {
            assertThat(file.now()).isEqualTo(NOW);
        }
        var settings = Postgres.fresh();
        try (var server = Database.open(settings, home, CLOCK)) {
            assertThat(server.now()).isAfter(Instant.parse("2026-01-10T00:00:00Z"));
            // It goes on inside of a transaction.
            var two = server.read(handle -> {
                var first = server.now(handle);
                handle.execute("SELECT pg_sleep(0.005)");
                return List.of(first, server.now(handle));
            });
            assertThat(two.get(1)).isAfter(two.get(0));
        } finally {
            Postgres.drop(settings);
        }
    }

    @Test
    void the_file_is_for_its_owner_alone_and_set_up_as_it_must_be() throws IOException {
        var folder = home.resolve("new/home");
        try (var database = Databases.file(folder, CLOCK)) {
            remember(database, "a");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString())).contains("tidewatch.db", "tidewatch.db-wal");
            }
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).allSatisfy(file ->
                        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
            }
            database.run(handle -> {
                for (var pragma : Map.of(
                                "journal_mode", "wal", "synchronous", "2", "busy_timeout", "10000", "foreign_keys", "1")
                        .entrySet()) {
                    assertThat(handle.createQuery("PRAGMA " + pragma.getKey()).mapTo(String.class).one())
                            .as(pragma.getKey())
                            .isEqualTo(pragma.getValue());
                }
            });
        }
    }

    @Test
    void a_write_has_the_lock_from_its_beginning_and_a_read_never_waits_for_it() throws Exception {
        on(Dialect.SQLITE, database -> database.run(handle -> {
            assertThat(remembered(database)).isZero();
            var impatient = new org.sqlite.SQLiteConfig();
            impatient.setBusyTimeout(0);
            var source = new org.sqlite.SQLiteDataSource(impatient);
            source.setUrl("jdbc:sqlite:" + database.file().orElseThrow());
            try (var other = org.jdbi.v3.core.Jdbi.create(source).open()) {
                assertThat(other.createQuery("SELECT count(*) FROM remembered").mapTo(Long.class).one()).isZero();
                assertThatThrownBy(() -> other.execute("INSERT INTO remembered (name, value) VALUES ('a', 'b')"))
                        .satisfies(fault -> assertThat(StoreException.of("x", fault).kind()).isEqualTo(StoreException.Kind.BUSY));
            }
        }));
    }

    @Test
    void a_file_that_everybody_may_read_is_closed_to_them() throws IOException {
        Databases.file(home, CLOCK).close();
        var file = home.resolve("tidewatch.db");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Databases.file(home, CLOCK).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void what_is_no_database_is_refused_and_left_as_it_is() throws IOException {
        var words = "These are notes and no database, whatever the name of the file says.\n".repeat(20);
        Files.writeString(home.resolve("tidewatch.db"), words);
        var refused = catchThrowableOfType(StoreException.class, () -> Database.open(StoreSettings.FILE, home, CLOCK));
        assertThat(refused.kind()).isEqualTo(StoreException.Kind.DAMAGED);
        assertThat(Files.readString(home.resolve("tidewatch.db"))).isEqualTo(words);
    }

    @Test
    void a_home_that_is_a_file_is_refused_with_the_way_out() throws IOException {
        var file = Files.writeString(home.resolve("file"), "x");
        assertThatThrownBy(() -> Database.open(StoreSettings.FILE, file, CLOCK)).hasMessageContaining("set home");
    }

    @Test
    void network_file_systems_are_known_by_their_names() {
        assertThat(Stream.of("nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse", "NFS")).allMatch(DatabaseFile::onNetwork);
        assertThat(Stream.of("ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "apfs", "NTFS", "fuseblk")).noneMatch(DatabaseFile::onNetwork);
    }

    @Test
    void a_server_that_is_not_there_is_told_at_once() {
        var nowhere = new StoreSettings("jdbc:postgresql://localhost:1/tidewatch", Optional.of("nobody"), Optional.empty());
        var refused = catchThrowableOfType(StoreException.class, () -> Database.open(nowhere, home, CLOCK));
        assertThat(refused.kind()).isEqualTo(StoreException.Kind.UNREACHABLE);
        assertThat(refused).hasMessageContaining("localhost/tidewatch");
    }

    @Test
    void a_server_that_crashed_and_came_back_is_used_again_and_has_lost_nothing() throws Exception {
        var machine = MachinePostgres.start();
        Assumptions.assumeTrue(machine.isPresent(), "No PostgreSQL on the path: its crash was not checked");
        try (var server = machine.orElseThrow();
                var database = Databases.postgres(server.settings(), CLOCK)) {
            remember(database, "before");
            var during = catchThrowableOfType(StoreException.class, () -> database.run(handle -> {
                remember(database, "during");
                try {
                    server.crash();
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }));
            assertThat(during.kind()).isEqualTo(StoreException.Kind.UNREACHABLE);
            var down = catchThrowableOfType(StoreException.class, () -> remembered(database));
            assertThat(down.kind()).isEqualTo(StoreException.Kind.UNREACHABLE);
            server.goOn();
            assertThat(remembered(database)).isOne();
            remember(database, "during");
            assertThat(remembered(database)).isEqualTo(2);
        }
    }
}
