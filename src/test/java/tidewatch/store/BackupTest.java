package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.contract.Rows.chat;
import static tidewatch.contract.Rows.morning;
import static tidewatch.contract.Rows.owner;
import static tidewatch.contract.Rows.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Mornings;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.RestoredReminders;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.testing.Databases;
import tidewatch.testing.MachinePostgres;
import tidewatch.testing.Postgres;
import tidewatch.watch.Occasion;
import tidewatch.watch.Reminder;
import tidewatch.watch.ReminderState;
import tidewatch.watch.Step;

final class BackupTest {
    private static final Instant NOON = Instant.parse("2026-01-09T12:00:00Z");
    /** When the backup is put back. */
    private static final Instant LATER = NOON.plus(Duration.ofHours(6));

    @TempDir
    Path home;

    private Database open(StoreSettings settings, Instant now) {
        return Databases.migrated(Database.openOnClock(settings, home, InstantSource.fixed(now)));
    }

    private Restore restore(StoreSettings settings) {
        return new Restore(settings, home, "test", InstantSource.fixed(LATER), OutboxTable::new, BackupTest::reminders);
    }

    private static int reminders(Database database, Instant now) {
        var subscriptions = new SubscriptionTable(database);
        return new RestoredReminders(
                        new WatchTable(database), subscriptions, new Mornings(subscriptions, LocalTime.of(7, 0)), new OutboxTable(database))
                .mark(now);
    }

    private static String sentence(Found<?> found) {
        assertThat(found.problems()).hasSize(1);
        return found.problems().getFirst().sentence();
    }

    /** One brief that was due an hour before the restore and one after it. */
    private static List<String> twoBriefs(Database database) {
        var subscriptions = new SubscriptionTable(database);
        var chat = chat("1");
        subscriptions.save(chat);
        var one = subscriptions.put(morning(chat, NOON));
        var past = row(chat, DeliveryKind.MORNING, "2026-01-09", owner(one), NOON.plus(Duration.ofHours(5)), DeliveryState.PLANNED);
        var coming = row(chat, DeliveryKind.MORNING, "2026-01-12", owner(one), LATER.plus(Duration.ofDays(3)), DeliveryState.PLANNED);
        new OutboxTable(database).plan(List.of(past, coming));
        return List.of(past.id(), coming.id());
    }

    @Test
    void a_reminder_that_was_due_before_the_restore_is_taken_as_told() {
        var backup = home.resolve("backup.db");
        Instant past = LATER.minus(Duration.ofHours(1));
        Instant coming = LATER.plus(Duration.ofHours(1));
        try (var database = open(StoreSettings.FILE, NOON)) {
            var chat = chat("1");
            new SubscriptionTable(database).save(chat);
            var watches = new WatchTable(database);
            for (var at : List.of(past, coming)) {
                watches.add(Reminder.wish(
                        chat.id().text(), "telegram:1", "at-" + at.getEpochSecond(), "Jobs report", Optional.empty(), Optional.empty(),
                        new Occasion.Clock(at), List.of(Step.AT), false, NOON));
            }
            assertThat(new Backup(database).save(backup).complete()).isTrue();
        }

        assertThat(restore(StoreSettings.FILE).from(backup).value().orElseThrow().reminders()).isOne();

        try (var database = open(StoreSettings.FILE, LATER)) {
            var stored = new WatchTable(database).of("telegram:1").stream().map(Reminder.class::cast).toList();
            assertThat(stored).extracting(Reminder::state).containsExactly(ReminderState.FIRED, ReminderState.SCHEDULED);
            var rows = new OutboxTable(database).list(Outbox.Filter.ALL, 10);
            assertThat(rows).hasSize(1);
            assertThat(rows.getFirst().due()).isEqualTo(past);
            assertThat(rows.getFirst().reason()).contains(DeliveryReason.RESTORED);
        }
        assertThat(restore(StoreSettings.FILE).markOnly().value().orElseThrow().reminders()).isZero();
    }

    private static void assertRestored(Database database, List<String> ids, Instant from) {
        var outbox = new OutboxTable(database);
        assertThat(outbox.find(ids.get(0)).orElseThrow().reason()).contains(DeliveryReason.RESTORED);
        assertThat(outbox.find(ids.get(1)).orElseThrow().state()).isEqualTo(DeliveryState.PLANNED);
        var one = new SubscriptionTable(database).find("telegram:1/MORNING").orElseThrow();
        assertThat(one.plannedThrough()).isAfterOrEqualTo(from);
        assertThat(one.nextDue().orElseThrow()).isAfterOrEqualTo(from);
    }

    @Test
    void a_file_is_saved_while_it_is_written_and_is_whole() throws Exception {
        try (var database = open(StoreSettings.FILE, NOON);
                var writer = Executors.newSingleThreadExecutor()) {
            var ticks = new TickTable(database);
            var stop = new AtomicBoolean();
            var writing = writer.submit(() -> {
                int written = 0;
                while (!stop.get()) {
                    ticks.remember("word" + written++, "x".repeat(1000));
                }
                return written;
            });
            var target = home.resolve("backup.db");
            var saved = new Backup(database).save(target);
            stop.set(true);
            assertThat(writing.get()).isPositive();
            assertThat(saved.problems()).isEmpty();
            assertThat(saved.value()).map(Backup.Saved::bytes).contains(Files.size(target));
            assertThat(BackupFile.problem(target)).isEmpty();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target))).isEqualTo("rw-------");
        }
    }

    @Test
    void a_file_that_exists_and_a_folder_that_does_not_are_told_and_nothing_is_lost() throws IOException {
        try (var database = open(StoreSettings.FILE, NOON)) {
            var there = Files.writeString(home.resolve("there.db"), "mine");
            assertThat(sentence(new Backup(database).save(there))).contains("there.db exists already");
            assertThat(there).hasContent("mine");
            assertThat(sentence(new Backup(database).save(home.resolve("no/folder.db")))).contains("a folder that exists");
        }
    }

    @Test
    void a_restored_file_has_what_was_saved_and_sends_nothing_of_the_past() throws IOException {
        var backup = home.resolve("backup.db");
        List<String> ids;
        long epoch;
        try (var database = open(StoreSettings.FILE, NOON)) {
            ids = twoBriefs(database);
            epoch = new LeaseTable(database).acquire("s", "old", Duration.ofHours(9)).orElseThrow().epoch();
            assertThat(new Backup(database).save(backup).complete()).isTrue();
            new TickTable(database).remember("after", "the backup");
        }
        var restored = restore(StoreSettings.FILE).from(backup);
        assertThat(restored.problems()).isEmpty();
        assertThat(restored.value().orElseThrow().expired()).isOne();
        assertThat(restored.value().orElseThrow().moved()).isOne();
        try (var database = open(StoreSettings.FILE, LATER)) {
            assertRestored(database, ids, LATER);
            assertThat(new TickTable(database).remembered("after")).isEmpty();
            assertThat(new LeaseTable(database).acquire("s", "new", Duration.ofSeconds(1)).orElseThrow().epoch()).isGreaterThan(epoch + 1000);
        }
        var kept = restored.value().orElseThrow().kept().orElseThrow();
        try (var before = Database.openFile(kept, InstantSource.fixed(LATER))) {
            assertThat(new TickTable(before).remembered("after")).isEqualTo("the backup");
        }
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("tidewatch-restoring"));
        }
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.filter(file -> file.getFileName().toString().contains(".db")))
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
        }
    }

    @Test
    void a_home_without_a_database_can_be_restored_too() throws IOException {
        var other = home.resolve("other");
        var backup = home.resolve("backup.db");
        List<String> ids;
        try (var database = Databases.migrated(Database.open(StoreSettings.FILE, other, InstantSource.fixed(NOON)))) {
            ids = twoBriefs(database);
            new Backup(database).save(backup);
        }
        var restored = restore(StoreSettings.FILE).from(backup);
        assertThat(restored.value().orElseThrow().kept()).isEmpty();
        try (var database = open(StoreSettings.FILE, LATER)) {
            assertRestored(database, ids, LATER);
        }
    }

    @Test
    void a_damaged_database_is_replaced_and_kept() throws IOException {
        var backup = home.resolve("backup.db");
        try (var database = open(StoreSettings.FILE, NOON)) {
            new Backup(database).save(backup);
        }
        Files.writeString(home.resolve("tidewatch.db"), "rubbish ".repeat(1000));
        var restored = restore(StoreSettings.FILE).from(backup);
        assertThat(restored.problems()).isEmpty();
        assertThat(Files.readString(restored.value().orElseThrow().kept().orElseThrow())).startsWith("rubbish");
        open(StoreSettings.FILE, LATER).close();
    }

    @Test
    void what_is_no_backup_is_refused_and_the_database_stays() throws IOException {
        try (var database = open(StoreSettings.FILE, NOON)) {
            new TickTable(database).remember("a", "b");
        }
        var restore = restore(StoreSettings.FILE);
        assertThat(sentence(restore.from(home.resolve("nowhere.db")))).contains("nowhere.db is not there");
        assertThat(sentence(restore.from(Files.writeString(home.resolve("notes.md"), "# Energy\n".repeat(99)))))
                .contains("notes.md is no database of Tidewatch");
        var foreign = home.resolve("foreign.db");
        try (var other = Database.openFile(Files.createFile(foreign), InstantSource.fixed(NOON))) {
            other.run(handle -> handle.execute("CREATE TABLE recipes (name TEXT)"));
        }
        assertThat(sentence(restore.from(foreign))).contains("foreign.db is no database of Tidewatch");
        var torn = home.resolve("torn.db");
        try (var database = open(StoreSettings.FILE, NOON)) {
            new Backup(database).save(torn);
        }
        byte[] bytes = Files.readAllBytes(torn);
        Files.write(torn, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(sentence(restore.from(torn))).contains("torn.db is");
        try (var database = open(StoreSettings.FILE, NOON)) {
            assertThat(new TickTable(database).remembered("a")).isEqualTo("b");
        }
    }

    @Test
    void nothing_is_restored_while_another_uses_it() {
        open(StoreSettings.FILE, NOON).close();
        var attempt = HomeLock.take(home);
        try (var lock = ((HomeLock.Taken) attempt).lock()) {
            assertThat(lock).isNotNull();
            assertThat(sentence(restore(StoreSettings.FILE).from(home.resolve("b.db")))).contains("is using this database");
            assertThat(sentence(restore(StoreSettings.FILE).markOnly())).contains("is using this database");
        }
    }

    @Test
    void marking_only_ends_what_was_due() {
        List<String> ids;
        try (var database = open(StoreSettings.FILE, NOON)) {
            ids = twoBriefs(database);
        }
        assertThat(restore(StoreSettings.FILE).markOnly().value().orElseThrow().expired()).isOne();
        try (var database = open(StoreSettings.FILE, LATER)) {
            assertRestored(database, ids, LATER);
        }
    }

    @Test
    void a_server_with_a_running_node_is_not_touched() {
        var settings = Postgres.fresh();
        try (var database = Databases.migrated(Database.open(settings, home, InstantSource.system()))) {
            var leases = new LeaseTable(database);
            var lease = leases.acquire("telegram:1", "node-7", Duration.ofMinutes(5)).orElseThrow();
            assertThat(sentence(restore(settings).markOnly())).contains("node-7").contains("Stop all nodes");
            leases.release(lease);
            assertThat(restore(settings).markOnly().problems()).isEmpty();
        } finally {
            Postgres.drop(settings);
        }
    }

    @Test
    void a_missing_program_is_told_with_its_package() {
        var tools = new ServerTools(new org.postgresql.ds.PGSimpleDataSource());
        assertThat(((ServerTools.Failed) tools.run("pg_dump_that_nobody_has", List.of())).problem())
                .extracting(Problem::sentence)
                .asString()
                .contains("pg_dump_that_nobody_has is not on this machine's path", "postgresql-client");
    }

    @Test
    void a_server_is_saved_and_restored_by_its_own_programs() throws Exception {
        var machine = MachinePostgres.start();
        Assumptions.assumeTrue(
                machine.isPresent(), "No PostgreSQL server with its client programs on the path: saving and restoring a server was not checked");
        try (var server = machine.orElseThrow()) {
            var settings = server.settings();
            var dump = home.resolve("backup.dump");
            List<String> ids;
            try (var database = open(settings, NOON)) {
                ids = twoBriefs(database);
                var saved = new Backup(database).save(dump);
                assertThat(saved.problems()).isEmpty();
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dump))).isEqualTo("rw-------");
                new TickTable(database).remember("after", "the backup");
            }
            assertThat(sentence(restore(settings).from(Files.writeString(home.resolve("x.dump"), "no dump"))))
                    .contains("x.dump is no database of Tidewatch");
            var restored = restore(settings).from(dump);
            assertThat(restored.problems()).isEmpty();
            // Everything of the test lies before the server's own clock.
            assertThat(restored.value().orElseThrow().expired()).isEqualTo(2);
            try (var database = open(settings, LATER)) {
                assertThat(new TickTable(database).remembered("after")).isEmpty();
                assertThat(new OutboxTable(database).find(ids.get(0)).orElseThrow().reason()).contains(DeliveryReason.RESTORED);
                assertThat(new Integrity(database, new Migrations(database, "test")).check().problems()).isEmpty();
            }
        }
    }

    @Test
    void a_whole_database_passes_and_a_broken_one_is_told() {
        for (var settings : List.of(StoreSettings.FILE, Postgres.fresh())) {
            try (var database = open(settings, NOON)) {
                var integrity = new Integrity(database, new Migrations(database, "test"));
                assertThat(integrity.check().problems()).isEmpty();
                assertThat(integrity.check().value()).hasSizeGreaterThanOrEqualTo(3);
                database.run(handle -> handle.execute("DROP INDEX delivery_one_in_flight"));
                assertThat(sentence(integrity.check())).contains("delivery_one_in_flight");
            }
        }
    }

    @Test
    void rows_whose_row_is_gone_are_told() {
        try (var database = open(StoreSettings.FILE, NOON)) {
            var integrity = new Integrity(database, new Migrations(database, "test"));
            try (var handle = org.jdbi.v3.core.Jdbi.create(database.direct()).open()) {
                handle.execute("PRAGMA foreign_keys = 0");
                handle.execute("INSERT INTO delivery_part (delivery_id, part_no, total, sent, content_hash) VALUES ('M-x', 1, 1, 0, 'h')");
            }
            assertThat(sentence(integrity.check())).contains("delivery_part");
        }
    }

    @Test
    void a_server_that_may_forget_is_told() throws IOException {
        var settings = Postgres.fresh();
        try (var database = open(settings, NOON)) {
            assertThat(sentence(new Integrity(database, new Migrations(database, "test")).durability())).contains("fsync", "synchronous_commit");
        } finally {
            Postgres.drop(settings);
        }
        try (var database = open(StoreSettings.FILE, NOON)) {
            assertThat(new Integrity(database, new Migrations(database, "test")).durability().problems()).isEmpty();
        }
        try (var server = Postgres.durable();
                var database = open(Postgres.fresh(server), NOON)) {
            assertThat(new Integrity(database, new Migrations(database, "test")).durability().problems()).isEmpty();
        }
    }
}
