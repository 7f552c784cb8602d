package tidewatch.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** Whether the database is whole, has the tables that it should have, and keeps what it is told. */
public final class Integrity {
    private static final int SHOWN_MAX = 5;
    private static final int OLDEST_SERVER = 150000;
    private static final Pattern MADE = Pattern.compile("(?im)^\\s*CREATE\\s+(?:UNIQUE\\s+)?(?:TABLE|INDEX)\\s+(\\w+)");
    private static final Pattern DROPPED = Pattern.compile("(?im)^\\s*DROP\\s+(?:TABLE|INDEX)\\s+(?:IF\\s+EXISTS\\s+)?(\\w+)");

    private final Database database;
    private final Migrations migrations;

    public Integrity(Database database, Migrations migrations) {
        this.database = database;
        this.migrations = migrations;
    }

    /** What was checked, a line each; what is wrong, as problems. Reads every page of a file: seconds for hundreds of megabytes. */
    public Found<List<String>> check() {
        var done = new ArrayList<String>();
        var wrong = new ArrayList<Problem>();
        try {
            database.read(handle -> {
                switch (database.dialect()) {
                    case SQLITE -> file(handle, done, wrong);
                    case POSTGRESQL -> server(handle, done, wrong);
                }
                if (names(handle, done, wrong)) {
                    prices(handle, done, wrong);
                }
                return true;
            });
            migrations.changed().ifPresentOrElse(wrong::add, () -> done.add("The steps that made the tables are those of this version."));
        } catch (StoreException refused) {
            wrong.add(refused.problem());
        }
        return new Found<>(List.copyOf(done), wrong);
    }

    private static void file(Handle handle, List<String> done, List<Problem> wrong) {
        var pages = handle.createQuery("PRAGMA integrity_check(100)").mapTo(String.class).list();
        if (pages.equals(List.of("ok"))) {
            done.add("Every page and index of the file is whole.");
        } else {
            wrong.add(Problem.of(
                    Reason.GARBLED,
                    "The database file is damaged: " + few(pages) + ". Stop Tidewatch, keep the file, and restore a backup."));
        }
        var orphans = handle.createQuery("PRAGMA foreign_key_check").mapToMap().list();
        if (orphans.isEmpty()) {
            done.add("Every part, try and firing belongs to its row.");
        } else {
            wrong.add(Problem.of(Reason.CONFLICT, orphans.size() + " rows belong to rows that are gone, the first in table "
                    + orphans.getFirst().get("table") + ". Tell us how it came about; nothing is sent wrongly because of it."));
        }
    }

    private static void server(Handle handle, List<String> done, List<Problem> wrong) {
        var broken = handle.createQuery(
                        """
                        SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                        JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = current_schema() AND NOT (i.indisvalid AND i.indisready)
                        """)
                .mapTo(String.class)
                .list();
        if (broken.isEmpty()) {
            done.add("Every index is valid; the server itself keeps each part, try and firing with its row.");
        } else {
            wrong.add(Problem.of(Reason.GARBLED, "Indexes are not valid: " + few(broken) + ". REINDEX them."));
        }
    }

    /** A table or an index that somebody dropped by hand: the second would let doubles in, without a word. */
    private boolean names(Handle handle, List<String> done, List<Problem> wrong) {
        var expected = new TreeSet<String>();
        for (var sql : migrations.done()) {
            MADE.matcher(sql).results().forEach(match -> expected.add(match.group(1).toLowerCase(Locale.ROOT)));
            DROPPED.matcher(sql).results().forEach(match -> expected.remove(match.group(1).toLowerCase(Locale.ROOT)));
        }
        var there = Set.copyOf(handle.createQuery(
                        switch (database.dialect()) {
                            case SQLITE -> "SELECT lower(name) FROM sqlite_master";
                            case POSTGRESQL ->
                                "SELECT lower(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                        + " WHERE n.nspname = current_schema()";
                        })
                .mapTo(String.class)
                .list());
        var missing = expected.stream().filter(name -> !there.contains(name)).toList();
        if (missing.isEmpty()) {
            done.add("All " + expected.size() + " tables and indexes are there.");
        } else {
            wrong.add(Problem.of(Reason.CONFLICT, "Tables or indexes are missing: " + few(missing) + ". Restore a backup."));
        }
        return missing.isEmpty();
    }

    private static void prices(Handle handle, List<String> done, List<Problem> wrong) throws SQLException {
        var prices = PriceIntegrity.check(handle);
        if (!prices.damaged().isEmpty()) {
            wrong.add(Problem.of(
                    Reason.GARBLED,
                    "Stored prices are damaged: " + few(prices.damaged())
                            + ". They are left out and fetched again by tidewatch refresh; if more are damaged tomorrow, mistrust the disk."));
        }
        if (!prices.miscounted().isEmpty()) {
            wrong.add(Problem.of(
                    Reason.CONFLICT,
                    "The count of bars is wrong of " + few(prices.miscounted()) + ". Fetch them again with tidewatch refresh --from, and tell us."));
        }
        if (prices.damaged().isEmpty() && prices.miscounted().isEmpty() && prices.chunks() > 0) {
            done.add("All " + prices.chunks() + " quarters of prices have the checksum that they were written with.");
        }
    }

    /** Whether what was committed survives a power cut, and whether the server is new enough. */
    public Found<List<String>> durability() {
        var done = new ArrayList<String>();
        var wrong = new ArrayList<Problem>();
        try {
            database.run(handle -> {
                switch (database.dialect()) {
                    case SQLITE -> {
                        var journal = one(handle, "PRAGMA journal_mode");
                        var synchronous = one(handle, "PRAGMA synchronous");
                        if (journal.equals("wal") && synchronous.equals("2")) {
                            done.add("Each commit is on the disk before it counts (WAL, synchronous=FULL).");
                        } else {
                            wrong.add(Problem.of(
                                    Reason.CONFLICT,
                                    "The database file is in mode " + journal + " with synchronous=" + synchronous
                                            + " and may lose what it said was kept. Is another program using it?"));
                        }
                    }
                    case POSTGRESQL -> serverSettings(handle, done, wrong);
                }
            });
        } catch (StoreException refused) {
            wrong.add(refused.problem());
        }
        return new Found<>(List.copyOf(done), wrong);
    }

    private static void serverSettings(Handle handle, List<String> done, List<Problem> wrong) {
        int version = Integer.parseInt(one(handle, "SHOW server_version_num"));
        if (version < OLDEST_SERVER) {
            wrong.add(Problem.of(
                    Reason.CONFLICT, "PostgreSQL " + version / 10_000 + " is older than 15, the oldest that was tried. Upgrade the server."));
        }
        var off = List.of("fsync", "synchronous_commit", "full_page_writes").stream()
                .filter(name -> one(handle, "SHOW " + name).equals("off"))
                .toList();
        if (off.isEmpty()) {
            done.add("Each commit is on the server's disk before it counts.");
        } else {
            wrong.add(Problem.of(
                    Reason.CONFLICT,
                    "PostgreSQL runs with " + String.join(", ", off) + " off: after a crash it forgets what it said was kept, and messages"
                            + " would be sent twice. Turn it on."));
        }
        long replicas = Long.parseLong(one(handle, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'async'"));
        if (replicas > 0) {
            wrong.add(Problem.of(
                    Reason.NOTICE,
                    "PostgreSQL has " + replicas + " asynchronous replicas. After a failover to one of them run tidewatch restore --mark-only"
                            + " before tidewatch run: it may have forgotten what was sent."));
        }
    }

    private static String one(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(String.class).one();
    }

    private static String few(List<String> words) {
        var shown = String.join("; ", words.subList(0, Math.min(SHOWN_MAX, words.size())));
        return words.size() > SHOWN_MAX ? shown + " and " + (words.size() - SHOWN_MAX) + " more" : shown;
    }
}
