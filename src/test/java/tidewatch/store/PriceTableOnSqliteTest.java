package tidewatch.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.contract.PriceArchiveContract;
import tidewatch.market.PriceArchive;
import tidewatch.testing.Databases;

class PriceTableOnSqliteTest extends PriceArchiveContract {
    @TempDir
    Path home;

    private @Nullable Database database;

    @Override
    protected PriceArchive archive() {
        var opened = Databases.file(home, InstantSource.fixed(T0));
        database = opened;
        return new PriceTable(opened, PriceArchiveContract::known);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
