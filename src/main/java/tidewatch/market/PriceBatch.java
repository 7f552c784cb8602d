package tidewatch.market;

import java.util.List;
import java.util.Map;

/**
 * What a source answered: of each instrument asked for either a series (for {@link PriceRequest.Actions} its actions, an empty list where
 * there are none) or a trouble.
 *
 * @param series each with at least one bar
 * @param actions by symbol; filled by {@link PriceRequest.Actions} alone, a history has its actions in its series
 * @param missing by symbol
 */
public record PriceBatch(List<PriceSeries> series, Map<String, List<CorporateAction>> actions, Map<String, Trouble> missing) {
    public PriceBatch {
        series = List.copyOf(series);
        actions = Map.copyOf(actions);
        missing = Map.copyOf(missing);
        for (PriceSeries one : series) {
            if (missing.containsKey(one.instrument().symbol())) {
                throw new IllegalArgumentException(one.instrument().symbol() + " is both there and missing");
            }
        }
    }
}
