package tidewatch.testing;

import tidewatch.contract.EventArchiveContract;
import tidewatch.market.EventArchive;

class MemoryEventArchiveTest extends EventArchiveContract {
    @Override
    protected EventArchive archive() {
        return new MemoryEventArchive();
    }
}
