package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import tidewatch.market.Basis;
import tidewatch.market.Instrument;
import tidewatch.market.PriceSeries;
import tidewatch.market.Universe;
import tidewatch.testing.Prices;

/** Seeded made markets: one common walk, and a walk of its own for every symbol. */
final class Markets {
    /** Fewest sessions with which theses can be weighed and the rotation list be replayed. */
    static final int SESSIONS = 420;

    static final List<String> SYMBOLS = List.of(
            "SPY", "RSP", "IWM", "QQQ", "IWD", "IWF", "XLF", "XLI", "XLU", "XLK", "XLV", "XLC", "XLE", "XLB", "ITA", "IGV", "SMH", "AAPL", "MSFT",
            "GOOGL", "AMZN", "META", "TSLA", "NVDA", "NET", "ORCL", "NOC", "LMT", "GD", "EQIX", "DLR", "VRT", "PLTR");

    private Markets() {}

    /**
     * A market whose last session is {@code last}.
     *
     * @param common daily sigma of the walk that all share
     * @param own daily sigma of a symbol's own walk
     */
    static List<PriceSeries> market(long seed, LocalDate last, List<String> symbols, double common, ToDoubleFunction<String> own) {
        var first = Morning.CALENDAR.plus(last, 1 - SESSIONS);
        var shared = walk(new Random(seed), common);
        var series = new ArrayList<PriceSeries>();
        for (var symbol : symbols) {
            var random = new Random(seed * 31 + symbol.hashCode());
            var mine = walk(random, own.applyAsDouble(symbol));
            var bars = new double[SESSIONS][];
            double before = 100;
            for (int t = 0; t < SESSIONS; t++) {
                double close = 100 * Math.exp(shared[t] + mine[t]);
                double high = Math.max(before, close) * (1 + .002 * random.nextDouble());
                double low = Math.min(before, close) * (1 - .002 * random.nextDouble());
                bars[t] = new double[] {before, high, low, close, 1e6 + random.nextInt(100_000)};
                before = close;
            }
            series.add(Prices.bars(instrument(symbol), Basis.SPLIT, first, List.of(), bars));
        }
        return series;
    }

    /** The same series, some of them without their bars after a day. */
    static List<PriceSeries> cut(List<PriceSeries> series, int every, LocalDate last) {
        return Stream.iterate(0, i -> i < series.size(), i -> i + 1)
                .map(i -> i % every == 0 ? series.get(i).upTo(last) : series.get(i))
                .toList();
    }

    private static Instrument instrument(String symbol) {
        return Universe.shipped().instrument(symbol).orElseGet(() -> Prices.instrument(symbol));
    }

    private static double[] walk(Random random, double sigma) {
        var walk = new double[SESSIONS];
        for (int t = 1; t < SESSIONS; t++) {
            walk[t] = walk[t - 1] + sigma * random.nextGaussian();
        }
        return walk;
    }
}
