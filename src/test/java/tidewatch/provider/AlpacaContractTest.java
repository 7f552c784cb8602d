package tidewatch.provider;

import java.util.List;
import tidewatch.contract.VendorContract;
import tidewatch.http.CarefulClient;
import tidewatch.market.CallBook;
import tidewatch.market.LimitRule;
import tidewatch.market.PriceProvider;
import tidewatch.market.TradingCalendar;

/** Alpaca keeps what every source promises. */
final class AlpacaContractTest extends VendorContract {
    static final List<LimitRule> LIMITS =
            List.of(new LimitRule(LimitRule.Window.MINUTE, 200, LimitRule.Per.CALL, TradingCalendar.ZONE));

    @Override
    protected PriceSource source() {
        return PriceSource.ALPACA;
    }

    @Override
    protected PriceProvider provider(VendorSettings vendor, CarefulClient client, CallBook of) {
        return new AlpacaPrices(vendor, client, of, TradingCalendar.shipped());
    }

    @Override
    protected List<LimitRule> limits() {
        return LIMITS;
    }
}
