package tidewatch.provider;

import java.util.List;
import tidewatch.contract.VendorContract;
import tidewatch.http.CarefulClient;
import tidewatch.market.CallBook;
import tidewatch.market.LimitRule;
import tidewatch.market.PriceProvider;
import tidewatch.market.TradingCalendar;

/** Tiingo keeps what every source promises. */
final class TiingoContractTest extends VendorContract {
    static final List<LimitRule> LIMITS = List.of(
            new LimitRule(LimitRule.Window.HOUR, 50, LimitRule.Per.CALL, TradingCalendar.ZONE),
            new LimitRule(LimitRule.Window.DAY, 1000, LimitRule.Per.CALL, TradingCalendar.ZONE),
            new LimitRule(LimitRule.Window.MONTH, 500, LimitRule.Per.DISTINCT_SYMBOL, TradingCalendar.ZONE));

    @Override
    protected PriceSource source() {
        return PriceSource.TIINGO;
    }

    @Override
    protected PriceProvider provider(VendorSettings vendor, CarefulClient client, CallBook of) {
        return new TiingoPrices(vendor, client, of, TradingCalendar.shipped());
    }

    @Override
    protected List<LimitRule> limits() {
        return LIMITS;
    }
}
