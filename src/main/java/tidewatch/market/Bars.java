package tidewatch.market;

import java.util.Arrays;

/**
 * The bars of one series on the panel's axis while it is being built: position 0 is axis index {@code first}. A session without a row has a
 * NaN close. Mutable; never leaves the package.
 */
final class Bars {
    final Instrument instrument;
    final Basis basis;
    /** Axis index of position 0. */
    final int first;
    /** Epoch day of each position. */
    final int[] days;

    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    final double[] volume;
    /** Empty when the source has no adjusted close, or has raw prices, to which the actions are applied instead. */
    final double[] adjusted;

    /** {@link BarFlag#bits}; empty when no bar of the series has any. */
    final byte[] flags;
    /** Index into the origins of the series; empty when all bars have the series' own. */
    final int[] originOf;

    final Actions actions;

    Bars(PriceSeries series, int first, int[] days, Actions actions) {
        int n = days.length;
        this.instrument = series.instrument();
        this.basis = series.basis();
        this.first = first;
        this.days = days;
        this.open = nothing(n);
        this.high = nothing(n);
        this.low = nothing(n);
        this.close = nothing(n);
        this.volume = nothing(n);
        this.adjusted = series.hasAdjusted() && series.basis() == Basis.SPLIT ? nothing(n) : new double[0];
        this.flags = new byte[series.marks().flags().length == 0 ? 0 : n];
        this.originOf = new int[series.marks().originOf().length == 0 ? 0 : n];
        this.actions = actions;
    }

    /** Without a bar, an adjusted close, flags or origins; one position for each of these days, which need not be sessions in a row. */
    Bars(Instrument instrument, Basis basis, int[] days, Actions actions) {
        int n = days.length;
        this.instrument = instrument;
        this.basis = basis;
        this.first = 0;
        this.days = days;
        this.open = nothing(n);
        this.high = nothing(n);
        this.low = nothing(n);
        this.close = nothing(n);
        this.volume = nothing(n);
        this.adjusted = new double[0];
        this.flags = new byte[0];
        this.originOf = new int[0];
        this.actions = actions;
    }

    private static double[] nothing(int n) {
        double[] x = new double[n];
        Arrays.fill(x, Double.NaN);
        return x;
    }

    int size() {
        return days.length;
    }

    boolean has(int i) {
        return close[i] > 0;
    }

    void dropRange(int i) {
        open[i] = Double.NaN;
        high[i] = Double.NaN;
        low[i] = Double.NaN;
    }

    /** Takes the bar out of the panel. */
    void drop(int i) {
        dropRange(i);
        close[i] = Double.NaN;
        volume[i] = Double.NaN;
        if (adjusted.length > 0) {
            adjusted[i] = Double.NaN;
        }
    }

    /** What one unit of money in position k was worth in position i, splits and dividends in between counted. */
    double growth(int k, int i) {
        if (adjusted.length > 0 && adjusted[k] > 0 && adjusted[i] > 0) {
            return adjusted[i] / adjusted[k];
        }
        return actions.growth(basis, days[k], close[k], days[i], close[i]);
    }
}
