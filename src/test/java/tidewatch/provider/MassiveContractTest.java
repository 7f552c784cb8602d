package tidewatch.provider;

import java.util.List;
import java.util.Optional;
import tidewatch.contract.VendorContract;
import tidewatch.http.CarefulClient;
import tidewatch.market.CallBook;
import tidewatch.market.LimitRule;
import tidewatch.market.PriceProvider;
import tidewatch.market.TradingCalendar;

/** Massive keeps what every source promises. */
final class MassiveContractTest extends VendorContract {
    static final List<LimitRule> LIMITS =
            List.of(new LimitRule(LimitRule.Window.MINUTE, 5, LimitRule.Per.CALL, TradingCalendar.ZONE));

    @Override
    protected PriceSource source() {
        return PriceSource.MASSIVE;
    }

    @Override
    protected PriceProvider provider(VendorSettings vendor, CarefulClient client, CallBook of) {
        return new MassivePrices(vendor, client, of, TradingCalendar.shipped(), symbol -> Optional.empty());
    }

    @Override
    protected List<LimitRule> limits() {
        return LIMITS;
    }
}
