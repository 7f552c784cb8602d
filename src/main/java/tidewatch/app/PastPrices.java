package tidewatch.app;

import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.Universe;
import tidewatch.problem.Found;

/**
 * All prices of one reading: the panel of the newest session, and of any before it.
 *
 * @param newest as of the newest session with a price
 * @param panels makes the panel as of a session
 */
record PastPrices(
        PricePanel newest, List<PriceSeries> series, BiFunction<List<PriceSeries>, LocalDate, Found<PricePanel>> panels, Universe universe) {
    /** The panel as of this session; what there is to say of its bars was said of the newest. */
    PricePanel asOf(LocalDate session) {
        return panels.apply(series, session).value();
    }
}
