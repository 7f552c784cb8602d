package tidewatch.store;

import tidewatch.contract.OutboxContract;
import tidewatch.contract.Store;

final class OutboxOnPostgresIT extends OutboxContract {
    @Override
    protected Store store() {
        return SqlStore.postgres();
    }
}
