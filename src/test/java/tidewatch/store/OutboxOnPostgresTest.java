package tidewatch.store;

import tidewatch.contract.OutboxContract;
import tidewatch.contract.Store;

final class OutboxOnPostgresTest extends OutboxContract {
    @Override
    protected Store store() {
        return SqlStore.postgres();
    }
}
