package tidewatch.store;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import tidewatch.market.Origin;
import tidewatch.market.PriceSeries;

/**
 * Bars of one series as columns, while they are read, put together and written. Days rise strictly; an origin is a number of table {@code
 * price_origin}. The column of adjusted closes is empty where no bar has one, and holds a NaN for a bar that has none beside others.
 */
final class BarColumns {
    static final BarColumns NONE = new BarColumns(0, false);

    final int[] days;
    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    final double[] volume;
    final double[] adjusted;
    final int[] origins;
    final byte[] flags;

    BarColumns(int n, boolean hasAdjusted) {
        this.days = new int[n];
        this.open = new double[n];
        this.high = new double[n];
        this.low = new double[n];
        this.close = new double[n];
        this.volume = new double[n];
        this.adjusted = new double[hasAdjusted ? n : 0];
        this.origins = new int[n];
        this.flags = new byte[n];
    }

    /** @param number of an origin */
    static BarColumns of(PriceSeries series, ToIntFunction<Origin> number) {
        int n = series.size();
        var bars = new BarColumns(n, series.hasAdjusted());
        var last = series.origin();
        int lastNumber = n == 0 ? 0 : number.applyAsInt(last);
        for (int i = 0; i < n; i++) {
            bars.days[i] = series.epochDay(i);
            bars.open[i] = series.open(i);
            bars.high[i] = series.high(i);
            bars.low[i] = series.low(i);
            bars.close[i] = series.close(i);
            bars.volume[i] = series.volume(i);
            if (series.hasAdjusted()) {
                bars.adjusted[i] = series.adjusted(i);
            }
            bars.flags[i] = series.flags(i);
            var origin = series.origin(i);
            if (!origin.equals(last)) {
                last = origin;
                lastNumber = number.applyAsInt(origin);
            }
            bars.origins[i] = lastNumber;
        }
        return bars;
    }

    int size() {
        return days.length;
    }

    boolean hasAdjusted() {
        return adjusted.length > 0;
    }

    /** Where the first bar is that is later than this day; the size when none is. */
    int after(int day) {
        int at = Arrays.binarySearch(days, day);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** Those from one place to before another. */
    BarColumns range(int from, int to) {
        var part = new BarColumns(to - from, hasAdjusted());
        part.take(this, from, to, 0);
        return part;
    }

    /** Copies a range of other bars to here. */
    void take(BarColumns other, int from, int to, int at) {
        int n = to - from;
        System.arraycopy(other.days, from, days, at, n);
        System.arraycopy(other.open, from, open, at, n);
        System.arraycopy(other.high, from, high, at, n);
        System.arraycopy(other.low, from, low, at, n);
        System.arraycopy(other.close, from, close, at, n);
        System.arraycopy(other.volume, from, volume, at, n);
        System.arraycopy(other.origins, from, origins, at, n);
        System.arraycopy(other.flags, from, flags, at, n);
        if (other.hasAdjusted()) {
            System.arraycopy(other.adjusted, from, adjusted, at, n);
        } else if (hasAdjusted()) {
            Arrays.fill(adjusted, at, at + n, Double.NaN);
        }
    }

    /**
     * These with others over them, which win where both have a bar of a day. A bar whose figures and flags are the same stays with the
     * origin it had.
     */
    BarColumns with(BarColumns coming) {
        var all = new BarColumns(size() + coming.size(), hasAdjusted() || coming.hasAdjusted());
        int n = 0;
        int i = 0;
        int j = 0;
        while (j < coming.size()) {
            int until = after(coming.days[j] - 1);
            all.take(this, i, until, n);
            n += until - i;
            i = until;
            if (i < size() && days[i] == coming.days[j]) {
                boolean same = same(i, coming, j);
                all.take(same ? this : coming, same ? i : j, (same ? i : j) + 1, n++);
                i++;
                j++;
            } else {
                int stop = i == size() ? coming.size() : coming.after(days[i] - 1);
                all.take(coming, j, stop, n);
                n += stop - j;
                j = stop;
            }
        }
        all.take(this, i, size(), n);
        n += size() - i;
        return n == all.size() ? all : all.range(0, n);
    }

    /** These alone, each with the origin that the same bar had before. */
    BarColumns insteadOf(BarColumns before) {
        var own = range(0, size());
        int i = 0;
        for (int j = 0; j < size(); j++) {
            while (i < before.size() && before.days[i] < days[j]) {
                i++;
            }
            if (i < before.size() && before.days[i] == days[j] && before.same(i, this, j)) {
                own.origins[j] = before.origins[i];
            }
        }
        return own;
    }

    /** Whether figures and flags of all bars are the same, wherever they came from. */
    boolean sameAs(BarColumns other) {
        if (size() != other.size()) {
            return false;
        }
        for (int i = 0; i < size(); i++) {
            if (days[i] != other.days[i] || !same(i, other, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean same(int i, BarColumns other, int j) {
        return same(close[i], other.close[j])
                && same(open[i], other.open[j])
                && same(high[i], other.high[j])
                && same(low[i], other.low[j])
                && same(volume[i], other.volume[j])
                && flags[i] == other.flags[j]
                && same(hasAdjusted() ? adjusted[i] : Double.NaN, other.hasAdjusted() ? other.adjusted[j] : Double.NaN);
    }

    /** A NaN is the same as a NaN. */
    private static boolean same(double a, double b) {
        return Double.compare(a, b) == 0;
    }
}
