package tidewatch.store;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import tidewatch.brief.BriefArchive;
import tidewatch.contract.BriefArchiveContract;
import tidewatch.testing.Databases;

/** {@link BriefArchiveContract} on a server. */
final class PostgresBriefsTest extends BriefArchiveContract {
    private Database database;

    @Override
    protected BriefArchive archive() {
        database = Databases.postgres(InstantSource.system());
        return new BriefTable(database);
    }

    @AfterEach
    void close() {
        database.close();
    }
}
