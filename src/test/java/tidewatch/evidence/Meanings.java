package tidewatch.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tidewatch.market.Basket;
import tidewatch.market.PricePanel;
import tidewatch.market.Vehicle;
import tidewatch.notes.Confidence;
import tidewatch.notes.Resolution;

/** What names mean in tests. */
final class Meanings {
    private Meanings() {}

    /** Every name is a ticker of the panel; {@code private:X} is private, "Either" is ambiguous, all else unknown. SPY is the yardstick. */
    static Measured.Means bySymbol(PricePanel panel) {
        return of(panel, Map.of(), Map.of());
    }

    /**
     * Names by id, ids by vehicle; else as {@link #bySymbol}.
     *
     * @param ids lower-case name to id
     */
    static Measured.Means of(PricePanel panel, Map<String, String> ids, Map<String, Vehicle> vehicles) {
        return new Measured.Means(
                (name, _) -> {
                    var text = name.text();
                    var id = ids.get(text.toLowerCase(Locale.ROOT));
                    if (id != null) {
                        return one(id);
                    }
                    if (text.startsWith("private:")) {
                        return one(text);
                    }
                    if (text.equals("Either")) {
                        return new Resolution.Ambiguous(List.of(
                                new Resolution.Ambiguous.Candidate("stock:A", "One"),
                                new Resolution.Ambiguous.Candidate("stock:B", "Other")));
                    }
                    var symbol = text.toUpperCase(Locale.ROOT);
                    return panel.find(symbol).isPresent() ? one("stock:" + symbol) : new Resolution.Unknown(List.of());
                },
                id -> Optional.ofNullable(vehicles.get(id))
                        .or(() -> Optional.of(id)
                                .filter(stock -> stock.startsWith("stock:"))
                                .map(stock -> stock.substring(6))
                                .filter(symbol -> panel.find(symbol).isPresent())
                                .map(symbol -> vehicle(symbol, false))),
                id -> Optional.ofNullable(vehicles.get(id)),
                "SPY",
                panel);
    }

    static Vehicle vehicle(String symbol, boolean standIn) {
        return new Vehicle(new Basket(symbol, symbol, List.of(symbol)), standIn);
    }

    private static Resolution one(String id) {
        return new Resolution.One(Optional.of(id), Optional.empty(), Confidence.SURE);
    }
}
