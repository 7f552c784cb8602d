package tidewatch.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/** A {@link PriceSeries} in the making, bar by bar, oldest first, with flags and origins. Never leaves the package. */
final class BarColumns {
    private int n;
    private int[] days;
    private final double[][] columns = new double[6][];
    private byte[] flags;
    private int[] originOf;
    private final LinkedHashMap<Origin, Integer> origins = new LinkedHashMap<>();
    private boolean anyFlag;
    /** Whether a bar came with an adjusted close; the others of the series take their close then. */
    private boolean anyAdjusted;

    BarColumns(int most) {
        days = new int[most];
        Arrays.setAll(columns, _ -> new double[most]);
        flags = new byte[most];
        originOf = new int[most];
    }

    /** The bars of a series that stand at these positions. */
    static PriceSeries some(PriceSeries series, int[] positions, List<PriceSeries.HeldBack> heldBack) {
        var columns = new BarColumns(positions.length);
        for (int i : positions) {
            columns.add(series, i, series.flags(i));
        }
        return columns.series(series.instrument(), series.basis(), series.origin(), series.actions(), heldBack);
    }

    void add(PriceSeries from, int i, byte flag) {
        add(
                from.epochDay(i),
                from.open(i),
                from.high(i),
                from.low(i),
                from.close(i),
                from.volume(i),
                flag,
                from.origin(i));
        if (from.hasAdjusted()) {
            columns[5][n - 1] = from.adjusted(i);
            anyAdjusted = true;
        }
    }

    void add(int day, double open, double high, double low, double close, double volume, byte flag, Origin origin) {
        days[n] = day;
        columns[0][n] = open;
        columns[1][n] = high;
        columns[2][n] = low;
        columns[3][n] = close;
        columns[4][n] = volume;
        columns[5][n] = close;
        flags[n] = flag;
        anyFlag |= flag != 0;
        originOf[n] = origins.computeIfAbsent(origin, _ -> origins.size());
        n++;
    }

    int size() {
        return n;
    }

    /** The series; this object is of no use afterwards. */
    PriceSeries series(
            Instrument instrument,
            Basis basis,
            Origin origin,
            List<CorporateAction> actions,
            List<PriceSeries.HeldBack> heldBack) {
        boolean own = origins.isEmpty() || (origins.size() == 1 && origins.containsKey(origin));
        return new PriceSeries(
                        instrument,
                        basis,
                        origin,
                        Arrays.copyOf(days, n),
                        Arrays.copyOf(columns[0], n),
                        Arrays.copyOf(columns[1], n),
                        Arrays.copyOf(columns[2], n),
                        Arrays.copyOf(columns[3], n),
                        Arrays.copyOf(columns[4], n),
                        anyAdjusted ? Arrays.copyOf(columns[5], n) : new double[0],
                        actions,
                        heldBack)
                .marked(
                        anyFlag ? Arrays.copyOf(flags, n) : new byte[0],
                        new ArrayList<>(own ? List.<Origin>of() : origins.keySet()),
                        own ? new int[0] : Arrays.copyOf(originOf, n));
    }
}
