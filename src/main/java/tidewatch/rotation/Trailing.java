package tidewatch.rotation;

import java.util.Arrays;
import tidewatch.market.Column;

/**
 * Statistics of a window of {@code n} values that ends at index {@code end}, both inside one array, oldest first, a gap being NaN.
 *
 * <p>One rule for gaps everywhere: at least {@code ceil(.95 n)} values must be there (240 of 252, 60 of 63, 48 of 50), the divisor is the
 * number that is; else the answer is NaN, which stays in this package. What lies before the array counts as missing. The order of each
 * sum hangs on the window alone, so the same numbers give the same bits wherever the array begins.
 *
 * <p>A window without a gap, the usual one, is summed by {@link #plainSum}: a NaN in the sum tells that there was a gap after all, and the
 * careful loop follows.
 */
final class Trailing {
    /** An sd at or below this is no variation: rounding of prices makes about 1e-16, the calmest fund about 1e-5. */
    static final double FLAT = 1e-9;

    private Trailing() {}

    /** Values that a window of n must hold. */
    static int needed(int n) {
        return (95 * n + 99) / 100;
    }

    static int count(double[] x, int end, int n) {
        return count(Column.of(x), end, n);
    }

    static int count(Column x, int end, int n) {
        return there(x, Math.max(0, end - n + 1), end);
    }

    private static int there(Column x, int from, int end) {
        int count = 0;
        for (int i = from; i <= end; i++) {
            if (!Double.isNaN(x.at(i))) {
                count++;
            }
        }
        return count;
    }

    /** Sum of the values that are there, one after the other. */
    private static double carefulSum(Column x, int from, int end) {
        double sum = 0;
        for (int i = from; i <= end; i++) {
            if (!Double.isNaN(x.at(i))) {
                sum += x.at(i);
            }
        }
        return sum;
    }

    private static double carefulSquares(Column x, int from, int end, double mean) {
        double squares = 0;
        for (int i = from; i <= end; i++) {
            double off = x.at(i) - mean;
            if (!Double.isNaN(off)) {
                squares += off * off;
            }
        }
        return squares;
    }

    /** Four sums side by side, for one alone waits on each addition; NaN when a value is. */
    private static double plainSum(Column x, int from, int end) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 <= end; i += 4) {
            a += x.at(i);
            b += x.at(i + 1);
            c += x.at(i + 2);
            d += x.at(i + 3);
        }
        for (; i <= end; i++) {
            a += x.at(i);
        }
        return (a + b) + (c + d);
    }

    private static double plainSquares(Column x, int from, int end, double mean) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 <= end; i += 4) {
            double p = x.at(i) - mean;
            double q = x.at(i + 1) - mean;
            double r = x.at(i + 2) - mean;
            double s = x.at(i + 3) - mean;
            a = Math.fma(p, p, a);
            b = Math.fma(q, q, b);
            c = Math.fma(r, r, c);
            d = Math.fma(s, s, d);
        }
        for (; i <= end; i++) {
            double p = x.at(i) - mean;
            a = Math.fma(p, p, a);
        }
        return (a + b) + (c + d);
    }

    static double sd(double[] x, int end, int n) {
        return sd(Column.of(x), end, n);
    }

    /** Sample standard deviation (n - 1), by two passes. */
    static double sd(Column x, int end, int n) {
        int from = Math.max(0, end - n + 1);
        if (end - from + 1 == n) {
            double mean = plainSum(x, from, end) / n;
            if (!Double.isNaN(mean)) {
                return Math.sqrt(plainSquares(x, from, end, mean) / (n - 1));
            }
        }
        int count = there(x, from, end);
        return count < needed(n)
                ? Double.NaN
                : Math.sqrt(carefulSquares(x, from, end, carefulSum(x, from, end) / count) / (count - 1));
    }

    static double mean(double[] x, int end, int n) {
        return mean(Column.of(x), end, n);
    }

    static double mean(Column x, int end, int n) {
        int from = Math.max(0, end - n + 1);
        if (end - from + 1 == n) {
            double mean = plainSum(x, from, end) / n;
            if (!Double.isNaN(mean)) {
                return mean;
            }
        }
        int count = there(x, from, end);
        return count < needed(n) ? Double.NaN : carefulSum(x, from, end) / count;
    }

    /** The means of two windows that end at the same index; each NaN with too few. */
    record Means(double few, double many) {}

    /** As {@link #mean} of each, but that what both hold is read once. */
    static Means means(Column x, int end, int few, int many) {
        int from = end - many + 1;
        if (from >= 0) {
            double newer = plainSum(x, end - few + 1, end);
            double both = plainSum(x, from, end - few) + newer;
            if (!Double.isNaN(both)) {
                return new Means(newer / few, both / many);
            }
        }
        return new Means(mean(x, end, few), mean(x, end, many));
    }

    /** The greatest and the least value of a window; both NaN with too few. */
    record Extremes(double high, double low) {}

    /** Both in one plain loop, which the compiler turns into vector code; two loops, or comparisons of our own, take several times as long. */
    static Extremes extremes(Column x, int end, int n) {
        int from = Math.max(0, end - n + 1);
        double high = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        for (int i = from; i <= end; i++) {
            high = Math.max(high, x.at(i));
            low = Math.min(low, x.at(i));
        }
        if (end - from + 1 == n && !Double.isNaN(high)) {
            return new Extremes(high, low);
        }
        high = Double.NEGATIVE_INFINITY;
        low = Double.POSITIVE_INFINITY;
        int count = 0;
        for (int i = from; i <= end; i++) {
            double value = x.at(i);
            if (!Double.isNaN(value)) {
                high = Math.max(high, value);
                low = Math.min(low, value);
                count++;
            }
        }
        return count < needed(n) ? new Extremes(Double.NaN, Double.NaN) : new Extremes(high, low);
    }

    static double median(double[] x, int end, int n) {
        return median(Column.of(x), end, n);
    }

    /** The middle value; of an even count the mean of the middle two. */
    static double median(Column x, int end, int n) {
        int from = Math.max(0, end - n + 1);
        var there = new double[Math.max(0, end - from + 1)];
        int count = 0;
        for (int i = from; i <= end; i++) {
            if (!Double.isNaN(x.at(i))) {
                there[count++] = x.at(i);
            }
        }
        if (count < needed(n)) {
            return Double.NaN;
        }
        return middle(there, count);
    }

    /** Of values in ascending order, linear between the two nearest: type 7 of Hyndman and Fan 1996, as numpy and R take it. */
    static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /**
     * The middle one of the first n values, at least 1 and none of them NaN, as sorting them would tell, without sorting what is not asked for (Hoare 1961). What is less and
     * what is greater than a pivot is written aside without a branch: which way a value goes cannot be foreseen, and a processor that guesses
     * wrong waits longer than the writing takes.
     */
    static double middle(double[] x, int n) {
        var values = Arrays.copyOf(x, n);
        int left = n;
        int k = n / 2;
        var less = new double[n];
        var greater = new double[n];
        while (true) {
            double pivot = between(values[0], values[left / 2], values[left - 1]);
            int below = 0;
            int above = 0;
            for (int i = 0; i < left; i++) {
                double value = values[i];
                less[below] = value;
                below += value < pivot ? 1 : 0;
                greater[above] = value;
                above += value > pivot ? 1 : 0;
            }
            if (k >= below && k < left - above) {
                return n % 2 == 1 ? pivot : (before(x, n, pivot) + pivot) / 2;
            }
            var done = values;
            if (k < below) {
                left = below;
                values = less;
                less = done;
            } else {
                k -= left - above;
                left = above;
                values = greater;
                greater = done;
            }
        }
    }

    private static double between(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** Of an even number of values the one that sorting puts before the upper of the middle two. */
    private static double before(double[] x, int n, double upper) {
        int below = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            boolean less = x[i] < upper;
            below += less ? 1 : 0;
            most = Math.max(most, less ? x[i] : Double.NEGATIVE_INFINITY);
        }
        return below < n / 2 ? upper : most;
    }

    /** {@link Comovement#correlation} of a window of two series; NaN as well when one of them is flat. */
    static double correlation(double[] x, double[] y, int end, int n) {
        var both = new Comovement();
        for (int i = Math.max(0, end - n + 1); i <= end; i++) {
            both.add(x[i], y[i]);
        }
        return correlation(both, n);
    }

    static double correlation(Comovement both, int n) {
        return both.count() < needed(n) ? Double.NaN : both.correlation().orElse(Double.NaN);
    }
}
