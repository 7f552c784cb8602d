package tidewatch.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import tidewatch.testing.Databases;
import tidewatch.testing.Postgres;

/**
 * Measures commits of one row a second, each on the disk before it counts: the yardstick for the drain of the outbox. Start with the test
 * class path and, if wanted, the folder whose disk is meant; it prints three rounds for each database.
 */
final class CommitSpeed {
    private static final int ROUNDS = 3;
    private static final long NANOS = 3_000_000_000L;

    private CommitSpeed() {}

    public static void main(String[] arguments) throws IOException {
        var folder = arguments.length > 0 ? Files.createTempDirectory(Path.of(arguments[0]), "speed") : Files.createTempDirectory("speed");
        try (var database = Databases.file(folder, InstantSource.system())) {
            measure("SQLite, WAL, synchronous=FULL", database);
        }
        try (var server = Postgres.durable();
                var database = Databases.migrated(Database.open(Postgres.fresh(server), folder, InstantSource.system()))) {
            measure("PostgreSQL, fsync and synchronous_commit on, one connection", database);
        }
    }

    private static void measure(String what, Database database) {
        var ticks = new TickTable(database);
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            int commits = 0;
            while (System.nanoTime() - start < NANOS) {
                ticks.remember("row" + commits % 1000, "round " + round + " commit " + commits);
                commits++;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println(String.format(Locale.ROOT, "%s: %.0f commits/s", what, commits / seconds));
        }
    }
}
