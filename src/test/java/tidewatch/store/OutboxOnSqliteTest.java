package tidewatch.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.contract.OutboxContract;
import tidewatch.contract.Store;

final class OutboxOnSqliteTest extends OutboxContract {
    @TempDir
    Path home;

    @Override
    protected Store store() {
        return SqlStore.sqlite(home);
    }
}
