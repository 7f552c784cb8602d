package tidewatch.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import tidewatch.store.Database;
import tidewatch.store.Migrations;
import tidewatch.store.StoreSettings;

/** Open databases with all their tables and nothing in them. The caller closes them. */
public final class Databases {
    private static final Instant MIGRATED = Instant.parse("2026-01-01T00:00:00Z");

    private Databases() {}

    /** A file in this folder. */
    public static Database file(Path home, InstantSource clock) {
        return migrated(Database.openOnClock(StoreSettings.FILE, home, clock));
    }

    /** A database of its own on the PostgreSQL of the tests, on this clock instead of its own. */
    public static Database postgres(InstantSource clock) {
        return postgres(Postgres.fresh(), clock);
    }

    /** That database of the PostgreSQL of the tests, on this clock. */
    public static Database postgres(StoreSettings settings, InstantSource clock) {
        return migrated(Database.openOnClock(settings, Path.of("."), clock));
    }

    /** Its tables made. */
    public static Database migrated(Database database) {
        new Migrations(database, "test").migrate(MIGRATED);
        return database;
    }
}
