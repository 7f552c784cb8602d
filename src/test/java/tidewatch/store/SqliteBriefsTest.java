package tidewatch.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.brief.BriefArchive;
import tidewatch.contract.BriefArchiveContract;
import tidewatch.testing.Databases;

/** {@link BriefArchiveContract} on a file. */
final class SqliteBriefsTest extends BriefArchiveContract {
    @TempDir
    private Path home;

    private Database database;

    @Override
    protected BriefArchive archive() {
        database = Databases.file(home, InstantSource.system());
        return new BriefTable(database);
    }

    @AfterEach
    void close() {
        database.close();
    }
}
