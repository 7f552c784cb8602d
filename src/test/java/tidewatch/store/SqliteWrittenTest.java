package tidewatch.store;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.contract.WrittenNotesContract;
import tidewatch.testing.Databases;

/** {@link WrittenNotesContract} on a file. */
final class SqliteWrittenTest extends WrittenNotesContract {
    @TempDir
    private Path home;

    private @Nullable Database database;

    @Override
    protected Books books() {
        var opened = Databases.file(home, InstantSource.system());
        database = opened;
        return new Books(new WrittenTable(opened), new BriefTable(opened));
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
