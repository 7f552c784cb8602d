package tidewatch.market;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import tidewatch.testing.Prices;

/** Daily bars that look like those of a share: volatility that clusters, volume that follows it, cents. */
final class MadeBars {
    private MadeBars() {}

    static PriceSeries series(String symbol, LocalDate first, int n, Random random) {
        return Prices.bars(Prices.instrument(symbol), Basis.RAW, first, List.of(), rows(n, random));
    }

    /** Open, high, low, close, volume. */
    static double[][] rows(int n, Random random) {
        double[][] rows = new double[n][];
        double close = 20 + 200 * random.nextDouble();
        double shares = Math.exp(13 + 3 * random.nextDouble());
        double sigma = .015;
        for (int i = 0; i < n; i++) {
            sigma = Math.clamp(.0015 + .9 * sigma * Math.exp(.12 * random.nextGaussian()), .006, .05);
            double move = Math.clamp(sigma * random.nextGaussian(), -.2, .2);
            double open = cents(close * Math.exp(.3 * sigma * random.nextGaussian()));
            close = cents(close * Math.exp(move));
            double high = cents(Math.max(open, close) * Math.exp(.4 * sigma * Math.abs(random.nextGaussian()))) + .01;
            double low = cents(Math.min(open, close) * Math.exp(-.4 * sigma * Math.abs(random.nextGaussian()))) - .01;
            double volume = Math.rint(shares * Math.exp(.25 * random.nextGaussian() + 8 * Math.abs(move)));
            rows[i] = new double[] {open, high, low, close, volume};
        }
        return rows;
    }

    private static double cents(double x) {
        return Math.rint(x * 100) / 100;
    }
}
