package tidewatch.store;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tidewatch.contract.EventArchiveContract;
import tidewatch.market.EventArchive;
import tidewatch.testing.Databases;

class EventTableOnPostgresIT extends EventArchiveContract {
    private @Nullable Database database;

    @Override
    protected EventArchive archive() {
        var opened = Databases.postgres(InstantSource.fixed(T0));
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
