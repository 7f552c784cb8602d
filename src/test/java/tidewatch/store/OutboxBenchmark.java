package tidewatch.store;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tidewatch.chat.MessageRef;
import tidewatch.contract.Rows;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.Lease;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Outcome;
import tidewatch.testing.Databases;
import tidewatch.testing.Postgres;

/**
 * How fast the outbox drains into a sink that answers at once, beside what the same database does in single-row commits in the same run.
 * Arguments: {@code sqlite} or {@code postgres} (fsync on), and the number of rows, one a chat.
 */
public final class OutboxBenchmark {
    private static final int AT_ONCE = 8;

    private OutboxBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        boolean sqlite = arguments[0].equals("sqlite");
        int rows = Integer.parseInt(arguments[1]);
        InstantSource clock = InstantSource.system();
        if (sqlite) {
            var home = Files.createTempDirectory(Path.of(arguments.length > 2 ? arguments[2] : System.getProperty("java.io.tmpdir")), "outbox");
            try (var database = Databases.file(home, clock)) {
                run("SQLite", database, rows, 0.5 / (1 + 1.0 / AT_ONCE));
            }
        } else {
            try (var server = Postgres.durable();
                    var database = Databases.migrated(Database.open(Postgres.fresh(server), Path.of("."), clock))) {
                run("PostgreSQL", database, rows, 0.15);
            }
        }
    }

    private static void run(String name, Database database, int rows, double target) throws SQLException {
        ManyRows.ready(database, rows, database.now());
        var outbox = new OutboxTable(database);
        var lease = new LeaseTable(database).acquire(Rows.SENDER, "node-a", Duration.ofHours(9)).orElseThrow();
        try (var commits = new Commits(database)) {
            commits.some(500);
            commits.reset();
            var drained = drain(outbox, lease, rows, commits);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d rows in %.1f s = %.0f/s; single-row commits %.0f/s in between; share %.2f (at least %.2f); %.0f us of CPU a row;"
                            + " claims of %d: median %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                    name,
                    rows,
                    drained.seconds,
                    rows / drained.seconds,
                    commits.aSecond(),
                    rows / drained.seconds / commits.aSecond(),
                    target,
                    drained.cpuMicros / rows,
                    AT_ONCE,
                    drained.claim(0.5),
                    drained.claim(0.99),
                    drained.claim(1));
        }
    }

    private static final class Drained {
        private final double seconds;
        private final double cpuMicros;
        private final long[] claimNanos;

        Drained(double seconds, double cpuMicros, long[] sortedClaimNanos) {
            this.seconds = seconds;
            this.cpuMicros = cpuMicros;
            this.claimNanos = sortedClaimNanos;
        }

        /** Milliseconds within which this share of the claims was done. */
        double claim(double share) {
            return claimNanos[(int) Math.round((claimNanos.length - 1) * share)] / 1e6;
        }
    }

    /** Every so many rows the single-row commits are measured, so that whatever else the machine does slows both. */
    private static Drained drain(Outbox outbox, Lease lease, int rows, Commits commits) throws SQLException {
        var threads = ManagementFactory.getThreadMXBean();
        var claims = new long[rows / AT_ONCE + 2];
        int n = 0;
        int done = 0;
        long nanos = 0;
        long cpu = 0;
        while (done < rows) {
            long start = System.nanoTime();
            long cpuStart = threads.getCurrentThreadCpuTime();
            var claimed = outbox.claim(lease, AT_ONCE);
            claims[n++] = System.nanoTime() - start;
            if (claimed.isEmpty()) {
                throw new IllegalStateException("Only " + done + " of " + rows + " could be claimed");
            }
            for (var claim : claimed) {
                var ref = Optional.of(new MessageRef(String.valueOf(done)));
                if (!outbox.finish(claim, new Outcome.Arrived(DeliveryReason.OK, ref, "HTTP 200"))) {
                    throw new IllegalStateException("A fence was lost with one claimer");
                }
                done++;
            }
            nanos += System.nanoTime() - start;
            cpu += threads.getCurrentThreadCpuTime() - cpuStart;
            commits.some(2);
        }
        var sorted = Arrays.copyOf(claims, n);
        Arrays.sort(sorted);
        return new Drained(nanos / 1e9, cpu / 1e3, sorted);
    }

    /** Commits of one inserted row each, on a connection of its own with the same URL. */
    private static final class Commits implements AutoCloseable {
        private final Connection connection;
        private final PreparedStatement insert;
        private long nanos;
        private int count;

        Commits(Database database) throws SQLException {
            connection = database.direct().getConnection();
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE benchmark (id BIGINT, words TEXT)");
            }
            insert = connection.prepareStatement("INSERT INTO benchmark VALUES (?, ?)");
        }

        void some(int commits) throws SQLException {
            long start = System.nanoTime();
            for (int i = 0; i < commits; i++) {
                insert.setLong(1, i);
                insert.setString(2, "one row");
                insert.executeUpdate();
            }
            nanos += System.nanoTime() - start;
            count += commits;
        }

        void reset() {
            nanos = 0;
            count = 0;
        }

        double aSecond() {
            return count / (nanos / 1e9);
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
