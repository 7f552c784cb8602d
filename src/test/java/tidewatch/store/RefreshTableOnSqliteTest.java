package tidewatch.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.contract.RefreshBookContract;
import tidewatch.market.RefreshBook;
import tidewatch.testing.Databases;

class RefreshTableOnSqliteTest extends RefreshBookContract {
    @TempDir
    Path home;

    private @Nullable Database database;

    @Override
    protected RefreshBook book() {
        close();
        var opened = Databases.file(home, InstantSource.fixed(T0));
        database = opened;
        return new RefreshTable(opened);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
