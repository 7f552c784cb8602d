package tidewatch.rotation;

import java.util.HashMap;
import java.util.Map;
import tidewatch.market.PricePanel;
import tidewatch.market.Reading;
import tidewatch.market.Universe;

/**
 * What is left of the relative moves of a table when the market's own part is taken out: a fund with a beta of 1.5 runs ahead of a rising
 * market without anybody rotating. The exposure is measured on the 252 sessions before the move ({@link MarketModel}), so a move does not
 * explain itself. Not for several threads.
 */
public final class AfterMarket {
    private static final String YOUNG = "too little history before it to take the market's part out";

    private final PricePanel panel;
    private final RotationTable table;
    private final Tracks tracks;
    private final Track yardstick;
    private final Map<String, MarketModel> models = new HashMap<>();

    /** @param table of the same panel and universe */
    public AfterMarket(PricePanel panel, Universe universe, RotationTable table) {
        this.panel = panel;
        this.table = table;
        this.tracks = new Tracks(panel, MarketModel.DEPTH);
        this.yardstick = tracks.of(TableRows.benchmark(panel, universe));
    }

    /** What is left of a row's relative move over a window, as a ratio like the move itself; absent where the move or its history is. */
    public Reading left(RotationRow row, Lookback window) {
        if (!(row.get(window.relative()) instanceof Reading.Value(double relative))) {
            return row.get(window.relative());
        }
        var market = table.row(table.benchmark()).map(benchmark -> benchmark.get(window.absolute())).orElse(Reading.absent("no benchmark"));
        if (!(market instanceof Reading.Value(double own))) {
            return market;
        }
        var exposure = models.computeIfAbsent(row.id(), id -> MarketModel.of(tracks.of(row.basket()), tracks.of(row.against()), yardstick))
                .exposure(window.base(panel));
        return exposure.isPresent()
                ? Reading.of(Math.expm1(Math.log1p(relative) - exposure.getAsDouble() * Math.log1p(own)))
                : Reading.absent(YOUNG);
    }

    /** Less than half of the log move is left, or it points the other way; false where it is not known. */
    public boolean mostlyMarket(RotationRow row, Lookback window) {
        return row.get(window.relative()) instanceof Reading.Value(double relative)
                && left(row, window) instanceof Reading.Value(double left)
                && MarketModel.isMostlyMarket(Math.log1p(relative), Math.log1p(left));
    }
}
