package tidewatch.store;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tidewatch.brief.BriefArchive;
import tidewatch.contract.BriefArchiveContract;
import tidewatch.testing.Databases;

/** {@link BriefArchiveContract} on a server. */
final class PostgresBriefsIT extends BriefArchiveContract {
    private @Nullable Database database;

    @Override
    protected BriefArchive archive() {
        var opened = Databases.postgres(InstantSource.system());
        database = opened;
        return new BriefTable(opened);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
