package tidewatch.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.contract.CallBookContract;
import tidewatch.market.CallBook;
import tidewatch.testing.Databases;

class CallTableOnSqliteTest extends CallBookContract {
    @TempDir
    Path home;

    private @Nullable Database database;

    @Override
    protected CallBook book() {
        close();
        var opened = Databases.file(home, InstantSource.fixed(T0));
        database = opened;
        return new CallTable(opened);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
