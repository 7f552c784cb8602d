package tidewatch.rotation;

import java.util.function.DoubleSupplier;
import tidewatch.market.Column;

/**
 * Count, sum and squares of neighbouring stretches of the differences of two columns, up to the last one, each read once. Windows that share
 * most of their values are added up from stretches instead of being read one by one. A gap is NaN, by the rule of {@link Trailing}; what
 * lies before the shorter column is missing.
 *
 * <p>Everything is taken about one value that lies in every window whose sd is asked for. So at least one part in n of the squares is left
 * after cancelling, an sd of n values agrees with {@link Trailing#sd} within some n roundings, and no variation shows as none.
 */
final class Stretches {
    private final int[] oldest;
    private final int core;
    private final int[] count;
    private final double[] sum;
    private final double[] squares;
    private double pivot;

    /**
     * Reads nothing yet.
     *
     * @param core index of a stretch that is part of every window whose sd is asked for
     * @param oldest age of the oldest value of each stretch, falling; age 0 is the last value. A stretch ends where the next begins
     */
    Stretches(int core, int... oldest) {
        this.core = core;
        this.oldest = oldest.clone();
        this.count = new int[oldest.length];
        this.sum = new double[oldest.length];
        this.squares = new double[oldest.length];
    }

    /** Reads {@code x - y}, aligned at their ends, as many as the shorter has, and forgets what was read before. */
    void read(Column x, Column y) {
        pivot = firstOfCore(x, y);
        for (int i = 0; i < count.length; i++) {
            int from = from(x, y, i);
            int to = to(x, i);
            plain(i, x, from, to, y, y.size() - x.size());
            if (Double.isNaN(sum[i])) {
                careful(i, x, from, to, y, y.size() - x.size());
            }
        }
    }

    /** The first value of the core that is there; 0 without one, for then no window has enough. */
    private double firstOfCore(Column x, Column y) {
        int to = to(x, core);
        int shift = y.size() - x.size();
        for (int i = from(x, y, core); i <= to; i++) {
            double value = x.at(i) - y.at(i + shift);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return 0;
    }

    /** Four sums of each kind side by side, for one alone waits on each addition. The sum is NaN when a value is. */
    private void plain(int stretch, Column x, int from, int to, Column y, int shift) {
        double p = pivot;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double aa = 0;
        double bb = 0;
        double cc = 0;
        double dd = 0;
        int i = from;
        int j = from + shift;
        for (; i + 3 <= to; i += 4, j += 4) {
            double q = x.at(i) - y.at(j) - p;
            double r = x.at(i + 1) - y.at(j + 1) - p;
            double s = x.at(i + 2) - y.at(j + 2) - p;
            double t = x.at(i + 3) - y.at(j + 3) - p;
            a += q;
            b += r;
            c += s;
            d += t;
            aa = Math.fma(q, q, aa);
            bb = Math.fma(r, r, bb);
            cc = Math.fma(s, s, cc);
            dd = Math.fma(t, t, dd);
        }
        for (; i <= to; i++, j++) {
            double q = x.at(i) - y.at(j) - p;
            a += q;
            aa = Math.fma(q, q, aa);
        }
        count[stretch] = Math.max(0, to - from + 1);
        sum[stretch] = (a + b) + (c + d);
        squares[stretch] = (aa + bb) + (cc + dd);
    }

    private void careful(int stretch, Column x, int from, int to, Column y, int shift) {
        count[stretch] = 0;
        sum[stretch] = 0;
        squares[stretch] = 0;
        for (int i = from; i <= to; i++) {
            double off = x.at(i) - y.at(i + shift) - pivot;
            if (!Double.isNaN(off)) {
                count[stretch]++;
                sum[stretch] += off;
                squares[stretch] += off * off;
            }
        }
    }

    private int from(Column x, Column y, int stretch) {
        return Math.max(Math.max(0, x.size() - y.size()), x.size() - 1 - oldest[stretch]);
    }

    private int to(Column x, int stretch) {
        return stretch == oldest.length - 1 ? x.size() - 1 : x.size() - 2 - oldest[stretch + 1];
    }

    /** Sample standard deviation (n - 1) of stretches {@code first} to {@code last}, both included; NaN with too few values. */
    double sd(int first, int last) {
        int n = count(first, last);
        if (n < Trailing.needed(size(first, last))) {
            return Double.NaN;
        }
        double off = offs(first, last);
        double about = 0;
        for (int i = first; i <= last; i++) {
            about += squares[i];
        }
        return Math.sqrt(Math.max(0, about - off * off / n) / (n - 1));
    }

    /**
     * A move of so many values in units of its own noise. The move is the sum of the values; where some are missing, it is the one between
     * the ends if that is known, else the sum of those that are there, which are then to be enough.
     *
     * @param sigma sd of one value
     * @param between the move between the two ends, which needs nothing but these; NaN when an end is missing
     */
    double scaled(int first, int last, double sigma, DoubleSupplier between) {
        int n = count(first, last);
        int size = size(first, last);
        if (n == size) {
            return (offs(first, last) + n * pivot) / (sigma * Math.sqrt(n));
        }
        double move = between.getAsDouble();
        if (!Double.isNaN(move)) {
            return move / (sigma * Math.sqrt(size));
        }
        return n < Trailing.needed(size) ? Double.NaN : (offs(first, last) + n * pivot) / (sigma * Math.sqrt(n));
    }

    private int size(int first, int last) {
        return oldest[first] - (last == oldest.length - 1 ? -1 : oldest[last + 1]);
    }

    private int count(int first, int last) {
        int n = 0;
        for (int i = first; i <= last; i++) {
            n += count[i];
        }
        return n;
    }

    /** Sum of the differences from the pivot. */
    private double offs(int first, int last) {
        double total = 0;
        for (int i = first; i <= last; i++) {
            total += sum[i];
        }
        return total;
    }
}
