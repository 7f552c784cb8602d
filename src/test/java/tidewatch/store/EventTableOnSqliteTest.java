package tidewatch.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.contract.EventArchiveContract;
import tidewatch.market.EventArchive;
import tidewatch.testing.Databases;

class EventTableOnSqliteTest extends EventArchiveContract {
    @TempDir
    Path home;

    private @Nullable Database database;

    @Override
    protected EventArchive archive() {
        var opened = Databases.file(home, InstantSource.fixed(T0));
        database = opened;
        return new EventTable(opened);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
