package tidewatch.testing;

import tidewatch.contract.PriceArchiveContract;
import tidewatch.market.PriceArchive;

class MemoryPriceArchiveTest extends PriceArchiveContract {
    @Override
    protected PriceArchive archive() {
        return new MemoryPriceArchive(PriceArchiveContract::known);
    }
}
