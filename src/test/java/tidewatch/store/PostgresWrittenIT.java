package tidewatch.store;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tidewatch.contract.WrittenNotesContract;
import tidewatch.testing.Databases;

/** {@link WrittenNotesContract} on a server. */
final class PostgresWrittenIT extends WrittenNotesContract {
    private @Nullable Database database;

    @Override
    protected Books books() {
        var opened = Databases.postgres(InstantSource.system());
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
