package tidewatch.store;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import tidewatch.market.ArchiveEntry;
import tidewatch.market.Basis;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.testing.Databases;
import tidewatch.testing.Postgres;

/**
 * How fast prices are read into a panel and written, each beside a plain reading or writing of the same bytes in the same run. Arguments:
 * {@code sqlite} or {@code postgres} (fsync on), rounds, and if wanted the folder whose disk is meant. Prices are made up.
 */
public final class PriceBenchmark {
    private static final int NAMES = 503;
    private static final int SESSIONS = 1_316;
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();
    private static final LocalDate LAST = LocalDate.of(2026, 1, 8);
    private static final Instant NOW = Instant.parse("2026-01-08T22:00:00Z");

    private PriceBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[1]);
        InstantSource clock = InstantSource.system();
        if (arguments[0].equals("sqlite")) {
            var home = Files.createTempDirectory(Path.of(arguments.length > 2 ? arguments[2] : System.getProperty("java.io.tmpdir")), "prices");
            try (var database = Databases.file(home, clock)) {
                run("SQLite", database, rounds, 150);
            }
        } else {
            try (var server = Postgres.durable();
                    var database = Databases.migrated(Database.open(Postgres.fresh(server), Path.of("."), clock))) {
                run("PostgreSQL", database, rounds, 250);
            }
        }
    }

    private static void run(String name, Database database, int rounds, int target) throws SQLException {
        var archive = new PriceTable(database, _ -> Optional.empty());
        var days = CALENDAR.sessions(CALENDAR.plus(LAST, 1 - SESSIONS), LAST);
        fill(name, archive, days);
        read(name, database, archive, rounds, target, days.getFirst());
        day(name, database, archive, 548, rounds);
        day(name, database, archive, 10_000, rounds);
    }

    private static PriceSeries series(String symbol, List<LocalDate> days, SplittableRandom random, Instant at) {
        int n = days.size();
        var columns = new double[5][n];
        double price = 20 + 200 * random.nextDouble();
        for (int i = 0; i < n; i++) {
            price *= 1 + .03 * (random.nextDouble() - .5);
            columns[0][i] = price * .999;
            columns[1][i] = price * 1.01;
            columns[2][i] = price * .99;
            columns[3][i] = price;
            columns[4][i] = Math.floor(1e6 * random.nextDouble());
        }
        return new PriceSeries(
                new Instrument(symbol, symbol, Instrument.Kind.STOCK, "", ""),
                Basis.RAW,
                new Origin("made-up", "benchmark", at),
                days.stream().mapToInt(day -> (int) day.toEpochDay()).toArray(),
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                columns[4],
                new double[0],
                List.of());
    }

    private static ArchiveEntry entry(List<PriceSeries> series, Instant at) {
        var fetched = new ArchiveEntry.Fetched(new Origin("made-up", "benchmark", at), "benchmark", series.size(), "made up");
        var entries = series.stream().map(one -> new ArchiveEntry.SeriesEntry(one, "made-up", false)).toList();
        return new ArchiveEntry(fetched, entries, Map.of(), List.of(), List.of(), List.of());
    }

    /** A first fill, fifty series an entry. */
    private static void fill(String name, PriceTable archive, List<LocalDate> days) {
        var random = new SplittableRandom(1);
        var times = new ArrayList<Long>();
        for (int from = 0; from < NAMES; from += 50) {
            var some = new ArrayList<PriceSeries>();
            for (int i = from; i < Math.min(NAMES, from + 50); i++) {
                some.add(series("S" + i, days, random, NOW.minusSeconds(9_999 - from)));
            }
            long start = System.nanoTime();
            archive.enter(entry(some, NOW.minusSeconds(9_999 - from)));
            times.add(System.nanoTime() - start);
        }
        System.out.printf(Locale.ROOT, "%s: %d series of %d bars in %d entries: %s%n", name, NAMES, days.size(), times.size(), spread(times));
    }

    private static void read(String name, Database database, PriceTable archive, int rounds, int target, LocalDate from) throws SQLException {
        var threads = ManagementFactory.getThreadMXBean();
        var cpu = new ArrayList<Long>();
        var plainCpu = new ArrayList<Long>();
        var plain = new ArrayList<Long>();
        var history = new ArrayList<Long>();
        var panel = new ArrayList<Long>();
        var revision = new ArrayList<Long>();
        var holdings = new ArrayList<Long>();
        long bytes = 0;
        try (var connection = database.direct().getConnection()) {
            for (int round = 0; round < rounds + 3; round++) {
                long cpuA = threads.getCurrentThreadCpuTime();
                long a = System.nanoTime();
                bytes = bytes(connection);
                long b = System.nanoTime();
                long cpuB = threads.getCurrentThreadCpuTime();
                var found = archive.history(Set.of(), from, LAST);
                long c = System.nanoTime();
                var made = PricePanel.ofAccepted(CALENDAR, found.value(), LAST, Set.of()).value();
                long d = System.nanoTime();
                long cpuD = threads.getCurrentThreadCpuTime();
                archive.revision();
                long e = System.nanoTime();
                archive.holdings();
                long f = System.nanoTime();
                if (made.series().size() != NAMES || made.priced(made.size() - 1) != NAMES || !found.complete()) {
                    throw new IllegalStateException("The panel is not what was stored");
                }
                if (round == 0) {
                    System.out.printf(Locale.ROOT, "%s: the first time of a process: plain %.0f ms, archive to panel %.0f ms%n", name, (b - a) / 1e6, (d - b) / 1e6);
                }
                if (round >= 3) {
                    plain.add(b - a);
                    plainCpu.add(cpuB - cpuA);
                    cpu.add(cpuD - cpuB);
                    history.add(c - b);
                    panel.add(d - b);
                    revision.add(e - d);
                    holdings.add(f - e);
                }
            }
        }
        System.out.printf(Locale.ROOT, "%s: plain reading of %.1f MB: %s; %.1f ms of processor time%n", name, bytes / 1e6, spread(plain), median(plainCpu) / 1e6);
        System.out.printf(Locale.ROOT, "%s: archive to series: %s%n", name, spread(history));
        System.out.printf(
                Locale.ROOT,
                "%s: archive to panel (at most %d ms): %s; %.1f ms of processor time; %.1f times the plain reading%n",
                name, target, spread(panel), median(cpu) / 1e6, median(panel) / (double) median(plain));
        System.out.printf(Locale.ROOT, "%s: revision: %s; holdings: %s%n", name, spread(revision), spread(holdings));
        var recent = new ArrayList<Long>();
        var few = new ArrayList<Long>();
        for (int round = 0; round < rounds; round++) {
            long a = System.nanoTime();
            archive.history(Set.of(), LAST.minusDays(20), LAST);
            long b = System.nanoTime();
            archive.history(Set.of("S7", "S77"), from, LAST);
            few.add(System.nanoTime() - b);
            recent.add(b - a);
        }
        System.out.printf(Locale.ROOT, "%s: all series of twenty days: %s; all days of two series: %s%n", name, spread(recent), spread(few));
    }

    private static long bytes(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        long bytes = 0;
        try (var statement = connection.prepareStatement("SELECT series_id, quarter, n, data FROM price_chunk")) {
            statement.setFetchSize(500);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    bytes += rows.getBytes(4).length;
                }
            }
        }
        connection.commit();
        return bytes;
    }

    /** One day after the other, each a whole entry. The quarter holds 25 sessions before the first is measured. */
    private static void day(String name, Database database, PriceTable archive, int names, int rounds) throws SQLException {
        var random = new SplittableRandom(2);
        var prefix = "D" + names + "X";
        var days = CALENDAR.sessions(CALENDAR.plus(LAST, 3), CALENDAR.plus(LAST, 3 + 24 + rounds));
        var before = new ArrayList<PriceSeries>();
        for (int i = 0; i < names; i++) {
            before.add(series(prefix + i, days.subList(0, 25), random, NOW));
        }
        archive.enter(entry(before, NOW));
        var times = new ArrayList<Long>();
        var plain = new ArrayList<Long>();
        var cpu = new ArrayList<Long>();
        var threads = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < rounds; round++) {
            var some = new ArrayList<PriceSeries>();
            for (int i = 0; i < names; i++) {
                some.add(series(prefix + i, days.subList(25 + round, 26 + round), random, NOW.plusSeconds(round + 1L)));
            }
            var entry = entry(some, NOW.plusSeconds(round + 1L));
            long cpuStart = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            archive.enter(entry);
            times.add(System.nanoTime() - start);
            cpu.add(threads.getCurrentThreadCpuTime() - cpuStart);
            plain.add(plainWrite(database, names, 49 * (26 + round) + 4));
        }
        var again = entry(before, NOW.plusSeconds(9_999));
        long start = System.nanoTime();
        archive.enter(again);
        double same = (System.nanoTime() - start) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%s: one day of %d series stored: %s; %.1f ms of processor time; the same bytes written plainly: %s; %.1f times. The same 25 days again: %.0f ms%n",
                name, names, spread(times), median(cpu) / 1e6, spread(plain), median(times) / (double) median(plain), same);
    }

    /** Rows of that size replaced in a table of the same form, in one transaction. */
    private static long plainWrite(Database database, int rows, int bytes) throws SQLException {
        var data = new byte[bytes];
        new SplittableRandom(3).nextBytes(data);
        try (var connection = database.direct().getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                var type = database.dialect() == Dialect.SQLITE ? "BLOB" : "BYTEA";
                statement.execute("CREATE TABLE IF NOT EXISTS plain_" + rows + " (id INTEGER PRIMARY KEY, data " + type + ")");
            }
            connection.commit();
            long start = System.nanoTime();
            try (var insert = connection.prepareStatement(
                    "INSERT INTO plain_" + rows + " (id, data) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET data = excluded.data")) {
                for (int i = 0; i < rows; i++) {
                    insert.setInt(1, i);
                    insert.setBytes(2, data);
                    insert.addBatch();
                    if (i % 500 == 499) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
            return System.nanoTime() - start;
        }
    }

    private static long median(List<Long> nanos) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String spread(List<Long> nanos) {
        var sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT, "median %.1f ms (%.1f to %.1f)", median(nanos) / 1e6, sorted[0] / 1e6, sorted[sorted.length - 1] / 1e6);
    }
}
