package tidewatch.store;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tidewatch.contract.RefreshBookContract;
import tidewatch.market.RefreshBook;
import tidewatch.testing.Databases;

class RefreshTableOnPostgresIT extends RefreshBookContract {
    private @Nullable Database database;

    @Override
    protected RefreshBook book() {
        var opened = Databases.postgres(InstantSource.fixed(T0));
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
