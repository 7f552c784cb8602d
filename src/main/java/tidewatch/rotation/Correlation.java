package tidewatch.rotation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import tidewatch.market.PricePanel;
import tidewatch.market.Reading;

/**
 * Average pairwise correlation of daily log returns over 63 sessions: how much names move as one (rotation design, section 3).
 *
 * @param mean of all n(n-1)/2 coefficients; absent under two names
 * @param names those whose window is full and varies, the denominator
 * @param asked names it was asked of
 */
public record Correlation(Reading mean, int names, int asked) {
    /** Sessions of the window. */
    public static final int WINDOW = 63;

    public Correlation {
        Objects.requireNonNull(mean);
        if (names < 0 || names > asked) {
            throw new IllegalArgumentException("Correlation of " + names + " of " + asked);
        }
    }

    /** As of the panel's last session, of these symbols; a name with any gap in the window or without variance is left out. */
    public static Correlation of(PricePanel panel, Collection<String> symbols) {
        int last = panel.size() - 1;
        var sorted = new TreeSet<>(symbols);
        List<double[]> returns = new ArrayList<>();
        if (last >= WINDOW) {
            for (var symbol : sorted) {
                panel.find(symbol)
                        .filter(series -> series.last() == last)
                        .ifPresent(series -> returns.add(logs(Tracks.closes(series, last - WINDOW, last))));
            }
        }
        return of(returns, sorted.size());
    }

    private static double[] logs(double[] price) {
        var log = new double[price.length - 1];
        for (int i = 0; i < log.length; i++) {
            log[i] = Math.log(price[i + 1] / price[i]);
        }
        return log;
    }

    /**
     * Of these return series of one length, in O(names x sessions): each is standardised to z (ddof 1), S[t] is their sum, V the sample
     * variance of S; the mean coefficient is (V - N) / (N (N - 1)), for V is N plus all coefficients, each twice.
     */
    static Correlation of(List<double[]> returns, int asked) {
        double[] sum = {};
        int n = 0;
        for (var r : returns) {
            double mean = Trailing.mean(r, r.length - 1, r.length);
            double sd = Trailing.sd(r, r.length - 1, r.length);
            if (Trailing.count(r, r.length - 1, r.length) < r.length || !(sd > Trailing.FLAT)) {
                continue;
            }
            if (n == 0) {
                sum = new double[r.length];
            }
            for (int t = 0; t < r.length; t++) {
                sum[t] += (r[t] - mean) / sd;
            }
            n++;
        }
        if (n < 2) {
            return new Correlation(Reading.absent(n + " of " + asked + " names have all closes of " + WINDOW + " sessions, at least 2 are needed"), n, asked);
        }
        double sd = Trailing.sd(sum, sum.length - 1, sum.length);
        return new Correlation(Reading.of((sd * sd - n) / ((double) n * (n - 1))), n, asked);
    }
}
