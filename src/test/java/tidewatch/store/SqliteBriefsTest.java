package tidewatch.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.brief.BriefArchive;
import tidewatch.contract.BriefArchiveContract;
import tidewatch.testing.Databases;

/** {@link BriefArchiveContract} on a file. */
final class SqliteBriefsTest extends BriefArchiveContract {
    @TempDir
    private Path home;

    private @Nullable Database database;

    @Override
    protected BriefArchive archive() {
        var opened = Databases.file(home, InstantSource.system());
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
