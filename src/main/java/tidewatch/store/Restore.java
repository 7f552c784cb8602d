package tidewatch.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.ds.PGSimpleDataSource;
import tidewatch.delivery.Outbox;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Puts a backup in the place of the database, and never sends the past: what was due before now is marked as restored, because it may have
 * been sent after the backup was made.
 *
 * <p>Of a file the copy is made ready beside it and takes its place in one step; the one that was there stays beside it. Of a server all of
 * it is one transaction of {@code pg_restore}, and the marking follows.
 */
public final class Restore {
    /** Above any epoch that a process could still hold that has slept through the restore. */
    private static final long EPOCHS = 1_000_000;

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StoreSettings settings;
    private final Path home;
    private final String program;
    private final InstantSource clock;
    private final Function<Database, Outbox> outbox;
    private final Reminders reminders;

    /** Marks the reminders that were due before a moment as told, in the transaction of its caller; says how many. */
    @FunctionalInterface
    public interface Reminders {
        int mark(Database database, Instant now);
    }

    /**
     * @param program version of this program
     * @param clock of a file; a server is asked for its own
     * @param outbox over a database
     * @param reminders over a database
     */
    public Restore(
            StoreSettings settings,
            Path home,
            String program,
            InstantSource clock,
            Function<Database, Outbox> outbox,
            Reminders reminders) {
        this.settings = settings;
        this.home = home;
        this.program = program;
        this.clock = clock;
        this.outbox = outbox;
        this.reminders = reminders;
    }

    /**
     * What was done.
     *
     * @param expired open rows due before now, which will not be sent
     * @param reminders times that a reminder was due before now, which will not be told
     * @param moved subscriptions that are planned from now on
     * @param kept the database file that was there before; absent when there was none, and of a server
     */
    public record Restored(int expired, int reminders, int moved, Optional<Path> kept) {}

    /** Puts this backup in place and marks it. Absent, and nothing is changed, when there is a problem. */
    public Found<Optional<Restored>> from(Path file) {
        return settings.isFile() ? locked(() -> file(file)) : guarded(() -> server(file));
    }

    /** Only marks: after the database itself was put back by other means, or a failover forgot what was sent. */
    public Found<Optional<Restored>> markOnly() {
        return settings.isFile() ? locked(this::marked) : guarded(this::marked);
    }

    private interface Work {
        Found<Optional<Restored>> run() throws IOException;
    }

    private Found<Optional<Restored>> locked(Work work) {
        return switch (HomeLock.take(home)) {
            case HomeLock.Refused(var problem) -> not(problem);
            case HomeLock.Taken(var lock) -> {
                try (lock) {
                    yield guarded(work);
                }
            }
        };
    }

    private static Found<Optional<Restored>> guarded(Work work) {
        try {
            return work.run();
        } catch (StoreException refused) {
            return not(refused.problem());
        } catch (IOException failed) {
            return not(Problem.of(
                    Reason.UNREADABLE,
                    "The backup could not be put in place (" + failed.getClass().getSimpleName() + ": " + failed.getMessage()
                            + "). The database is as it was."));
        }
    }

    private static Found<Optional<Restored>> not(Problem problem) {
        return new Found<>(Optional.empty(), List.of(problem));
    }

    private Found<Optional<Restored>> marked() {
        try (var database = Database.open(settings, home, clock)) {
            var busy = busy(database);
            if (busy.isPresent()) {
                return not(busy.get());
            }
            new Migrations(database, program).migrate(clock.instant());
            return Found.of(Optional.of(mark(database)));
        }
    }

    // ---- a file ----

    private Found<Optional<Restored>> file(Path backup) throws IOException {
        var problem = BackupFile.problem(backup);
        if (problem.isPresent()) {
            return not(problem.get());
        }
        var file = DatabaseFile.prepare(home);
        boolean before = Files.size(file) > 0;
        var stamp = STAMP.format(clock.instant());
        var staged = file.resolveSibling("tidewatch-restoring-" + stamp + ".db");
        var kept = before ? Optional.of(file.resolveSibling("tidewatch-before-restore-" + stamp + ".db")) : Optional.<Path>empty();
        try {
            copy(backup, staged);
            Restored restored;
            try (var database = Database.openFile(staged, clock)) {
                new Migrations(database, program).migrateUncopied();
                restored = mark(database);
                settle(database);
            }
            if (before) {
                try (var database = Database.openFile(file, clock)) {
                    settle(database);
                } catch (StoreException damaged) {
                    // A damaged one is kept as it is; that is often why there is a restore.
                }
                move(file, kept.orElseThrow());
            }
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
            return Found.of(Optional.of(new Restored(restored.expired(), restored.reminders(), restored.moved(), kept)));
        } finally {
            for (var suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(staged.resolveSibling(staged.getFileName() + suffix));
            }
        }
    }

    private static void copy(Path backup, Path staged) throws IOException {
        Files.deleteIfExists(staged);
        DatabaseFile.makePrivate(staged);
        try (var in = Files.newInputStream(backup);
                var out = Files.newOutputStream(staged, StandardOpenOption.TRUNCATE_EXISTING)) {
            in.transferTo(out);
        }
        try (var channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Everything in the one file, nothing in its companions: what moves is the file alone. */
    private static void settle(Database database) {
        try {
            var row = org.jdbi.v3.core.Jdbi.create(database.direct())
                    .withHandle(handle -> handle.createQuery("PRAGMA wal_checkpoint(TRUNCATE)").mapToMap().one());
            if (!String.valueOf(row.get("busy")).equals("0")) {
                throw new StoreException(
                        StoreException.Kind.BUSY, database.name() + " is being used by another program. Stop it and restore again.");
            }
        } catch (JdbiException fault) {
            throw StoreException.of(database.name(), fault);
        }
    }

    /** With its companions, should it have any: a log that stayed would be played into the file that takes its place. */
    private static void move(Path file, Path kept) throws IOException {
        for (var suffix : List.of("-wal", "-shm", "")) {
            var one = file.resolveSibling(file.getFileName() + suffix);
            if (Files.exists(one)) {
                try {
                    Files.move(one, kept.resolveSibling(kept.getFileName() + suffix), StandardCopyOption.ATOMIC_MOVE);
                } catch (AtomicMoveNotSupportedException never) {
                    throw new IOException("a folder in which files cannot be renamed", never);
                }
            }
        }
    }

    // ---- a server ----

    private Found<Optional<Restored>> server(Path dump) {
        try (var database = Database.open(settings, home, clock)) {
            var tools = new ServerTools((PGSimpleDataSource) database.direct());
            var problem = BackupFile.dumpProblem(tools, dump).or(() -> busy(database));
            if (problem.isPresent()) {
                return not(problem.get());
            }
            var arguments = List.of(
                    "--dbname=" + database.serverDatabase(),
                    "--clean",
                    "--if-exists",
                    "--no-owner",
                    "--no-privileges",
                    "--single-transaction",
                    "--exit-on-error",
                    dump.toString());
            return switch (tools.run("pg_restore", arguments)) {
                case ServerTools.Failed(var failed) -> not(failed);
                case ServerTools.Done _ -> inPlace(database);
            };
        }
    }

    private Found<Optional<Restored>> inPlace(Database database) {
        try {
            new Migrations(database, program).migrate(clock.instant());
            return Found.of(Optional.of(mark(database)));
        } catch (StoreException refused) {
            var sentence = "The backup is in place, but not marked: " + refused.getMessage()
                    + " Run tidewatch restore --mark-only before tidewatch run, or old messages may be sent again.";
            return not(Problem.of(refused.problem().reason(), sentence));
        }
    }

    /** A node that runs holds a lease. */
    private static Optional<Problem> busy(Database database) {
        return database.read(handle -> {
            boolean tables = database.dialect() == Dialect.SQLITE
                    || handle.createQuery("SELECT to_regclass('leader_lease') IS NOT NULL").mapTo(Boolean.class).one();
            if (!tables || database.dialect() == Dialect.SQLITE) {
                return Optional.empty();
            }
            return handle.createQuery("SELECT owner FROM leader_lease WHERE lease_until > :now ORDER BY lease_until DESC LIMIT 1")
                    .bind("now", database.now(handle))
                    .mapTo(String.class)
                    .findOne()
                    .map(owner -> Problem.of(
                            Reason.REFUSED,
                            "A node of Tidewatch (" + owner + ") is using this database. Stop all nodes, wait half a minute, and try again."));
        });
    }

    // ---- the mark ----

    private Restored mark(Database database) {
        var rows = outbox.apply(database);
        return database.write(handle -> {
            var now = database.now(handle);
            int expired = rows.restored(now);
            int told = reminders.mark(database, now);
            handle.createUpdate("UPDATE leader_lease SET epoch = epoch + :epochs, lease_until = 0")
                    .bind("epochs", EPOCHS)
                    .execute();
            int moved = handle.createUpdate(
                            """
                            UPDATE subscription SET planned_through = :now,
                                next_due = CASE WHEN next_due < :now THEN :now ELSE next_due END
                            WHERE planned_through < :now OR next_due < :now
                            """)
                    .bind("now", now)
                    .execute();
            return new Restored(expired, told, moved, Optional.empty());
        });
    }
}
