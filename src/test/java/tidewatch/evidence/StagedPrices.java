package tidewatch.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tidewatch.market.Basket;
import tidewatch.market.PricePanel;
import tidewatch.market.PriceSeries;
import tidewatch.market.TradingCalendar;
import tidewatch.provider.FilePrices;
import tidewatch.testing.Prices;
import tidewatch.testing.StagedData;

/** Real prices, where the test data are present. */
final class StagedPrices {
    static final Set<String> SYMBOLS = Set.of(
            "SPY", "QQQ", "IWM", "ITA", "SMH", "MTUM", "XLB", "XLC", "XLE", "XLF", "XLI", "XLK", "XLP", "XLRE", "XLU", "XLV", "XLY",
            "TLT", "GLD", "AAPL", "NVDA", "ORCL", "NOC", "LMT", "GD", "MSFT", "GOOGL", "AMZN", "META", "TSLA", "EQIX", "VST", "PLTR",
            "^RUT", "^IXIC");

    private StagedPrices() {}

    /** The panel as of a session; the calling test is skipped aloud when the data are absent. */
    static PricePanel panel(LocalDate asOf, String check) {
        Path etf = StagedData.need("data/us-daily-etf", check);
        Path stocks = StagedData.need("data/us-daily-sp500", check);
        Path names = StagedData.need("data/misc-names/NET_2025-12-15_2026-01-20.csv", check);
        List<PriceSeries> all = new ArrayList<>(FilePrices.of(List.of(etf, stocks))
                .history(SYMBOLS, LocalDate.of(2021, 1, 4), asOf)
                .value());
        all.add(net(names));
        return PricePanel.of(TradingCalendar.shipped(), all, asOf).value();
    }

    static Basket basket(String... symbols) {
        return new Basket(String.join("+", symbols), String.join(" ", symbols), List.of(symbols));
    }

    /** The one file whose name is no symbol. */
    private static PriceSeries net(Path file) {
        try {
            var lines = Files.readAllLines(file);
            var bars = new double[lines.size() - 1][];
            for (int i = 1; i < lines.size(); i++) {
                var cells = lines.get(i).split(",", -1);
                bars[i - 1] = new double[] {cell(cells, 1), cell(cells, 2), cell(cells, 3), cell(cells, 4), cell(cells, 5)};
            }
            return Prices.bars("NET", LocalDate.parse(lines.get(1).split(",", -1)[0]), bars);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static double cell(String[] cells, int at) {
        return Double.parseDouble(cells[at]);
    }
}
