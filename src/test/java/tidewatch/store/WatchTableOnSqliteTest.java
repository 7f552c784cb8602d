package tidewatch.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;
import tidewatch.contract.WatchlistContract;
import tidewatch.testing.Databases;
import tidewatch.watch.Watchlist;

class WatchTableOnSqliteTest extends WatchlistContract {
    @TempDir
    Path home;

    private @Nullable Database database;

    @Override
    protected Watchlist watchlist() {
        var opened = Databases.file(home, InstantSource.fixed(T0));
        database = opened;
        return new WatchTable(opened);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
