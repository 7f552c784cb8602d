package tidewatch.store;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tidewatch.contract.PriceArchiveContract;
import tidewatch.market.PriceArchive;
import tidewatch.testing.Databases;

class PriceTableOnPostgresIT extends PriceArchiveContract {

    private @Nullable Database database;

    @Override
    protected PriceArchive archive() {
        var opened = Databases.postgres(InstantSource.fixed(T0));
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
