package tidewatch.rotation;

import java.util.Arrays;

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
        int count = 0;
        for (int i = Math.max(0, end - n + 1); i <= end; i++) {
            if (!Double.isNaN(x[i])) {
                count++;
            }
        }
        return count;
    }

    /** Four sums side by side, for one alone waits on each addition; NaN when a value is. */
    private static double plainSum(double[] x, int from, int end) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 <= end; i += 4) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
        }
        for (; i <= end; i++) {
            a += x[i];
        }
        return (a + b) + (c + d);
    }

    private static double plainSquares(double[] x, int from, int end, double mean) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 <= end; i += 4) {
            double p = x[i] - mean;
            double q = x[i + 1] - mean;
            double r = x[i + 2] - mean;
            double s = x[i + 3] - mean;
            a += p * p;
            b += q * q;
            c += r * r;
            d += s * s;
        }
        for (; i <= end; i++) {
            double p = x[i] - mean;
            a += p * p;
        }
        return (a + b) + (c + d);
    }

    /** Sample standard deviation (n - 1), by two passes. */
    static double sd(double[] x, int end, int n) {
        int from = Math.max(0, end - n + 1);
        if (end - from + 1 == n) {
            double mean = plainSum(x, from, end) / n;
            if (!Double.isNaN(mean)) {
                return Math.sqrt(plainSquares(x, from, end, mean) / (n - 1));
            }
        }
        double sum = 0;
        int count = 0;
        for (int i = from; i <= end; i++) {
            double value = x[i];
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        if (count < needed(n)) {
            return Double.NaN;
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = from; i <= end; i++) {
            double off = x[i] - mean;
            if (!Double.isNaN(off)) {
                squares += off * off;
            }
        }
        return Math.sqrt(squares / (count - 1));
    }

    static double mean(double[] x, int end, int n) {
        int from = Math.max(0, end - n + 1);
        if (end - from + 1 == n) {
            double mean = plainSum(x, from, end) / n;
            if (!Double.isNaN(mean)) {
                return mean;
            }
        }
        double sum = 0;
        int count = 0;
        for (int i = from; i <= end; i++) {
            double value = x[i];
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count < needed(n) ? Double.NaN : sum / count;
    }

    static double max(double[] x, int end, int n) {
        int from = Math.max(0, end - n + 1);
        double best = Double.NEGATIVE_INFINITY;
        for (int i = from; i <= end; i++) {
            best = Math.max(best, x[i]);
        }
        if (end - from + 1 == n && !Double.isNaN(best)) {
            return best;
        }
        best = Double.NEGATIVE_INFINITY;
        int count = 0;
        for (int i = from; i <= end; i++) {
            double value = x[i];
            if (!Double.isNaN(value)) {
                best = Math.max(best, value);
                count++;
            }
        }
        return count < needed(n) ? Double.NaN : best;
    }

    static double min(double[] x, int end, int n) {
        int from = Math.max(0, end - n + 1);
        double best = Double.POSITIVE_INFINITY;
        for (int i = from; i <= end; i++) {
            best = Math.min(best, x[i]);
        }
        if (end - from + 1 == n && !Double.isNaN(best)) {
            return best;
        }
        best = Double.POSITIVE_INFINITY;
        int count = 0;
        for (int i = from; i <= end; i++) {
            double value = x[i];
            if (!Double.isNaN(value)) {
                best = Math.min(best, value);
                count++;
            }
        }
        return count < needed(n) ? Double.NaN : best;
    }

    /** The middle value; of an even count the mean of the middle two. */
    static double median(double[] x, int end, int n) {
        int from = Math.max(0, end - n + 1);
        var there = new double[Math.max(0, end - from + 1)];
        int count = 0;
        for (int i = from; i <= end; i++) {
            if (!Double.isNaN(x[i])) {
                there[count++] = x[i];
            }
        }
        if (count < needed(n)) {
            return Double.NaN;
        }
        Arrays.sort(there, 0, count);
        return count % 2 == 1 ? there[count / 2] : (there[count / 2 - 1] + there[count / 2]) / 2;
    }

    /** Sum of the last k over {@code sigma sqrt(values there)}: a move in units of its own noise. */
    static double scaledSum(double[] x, int end, int k, double sigma) {
        double sum = 0;
        int count = 0;
        for (int i = Math.max(0, end - k + 1); i <= end; i++) {
            double value = x[i];
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count < needed(k) ? Double.NaN : sum / (sigma * Math.sqrt(count));
    }
}
