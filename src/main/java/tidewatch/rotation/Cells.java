package tidewatch.rotation;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import tidewatch.market.Basket;
import tidewatch.market.PricePanel;
import tidewatch.market.Reading;
import tidewatch.rotation.RotationRow.Kind;
import tidewatch.rotation.RotationRow.State;

/** Computes the figures of one row as of the panel's last session, by the definitions of section 2 of the rotation design. */
final class Cells {
    /** Sessions before the as-of session that any measure but a streak looks at: sigma of 252 that ends 63 ago, and the close before it. */
    static final int DEPTH = 252 + 63;

    private static final int OWN_WINDOW = 63;
    private static final int SIGMA_WINDOW = 252;
    private static final int VOLUME_WINDOW = 60;
    /** With fewer sessions a row's own habits are unknown and it is ranked nowhere. */
    private static final int RANKABLE = OWN_WINDOW + 1;

    private static final Measure[] RELATIVE_Z = {Measure.Z5, Measure.Z21, Measure.Z63};
    private static final int[] RELATIVE_Z_SESSIONS = {5, 21, 63};
    private static final Lookback[] LOOKBACKS = Lookback.values();

    private final PricePanel panel;
    private final Tracks tracks;
    private final int last;
    private final String benchmark;
    private final Track yardstick;
    private final int[] bases = new int[LOOKBACKS.length];

    Cells(PricePanel panel, Tracks tracks, Basket benchmark) {
        this.panel = panel;
        this.tracks = tracks;
        this.last = tracks.last();
        this.benchmark = benchmark.id();
        this.yardstick = tracks.of(benchmark);
        for (int i = 0; i < bases.length; i++) {
            bases[i] = base(LOOKBACKS[i]);
        }
    }

    /** Axis index of the close that a window starts from; below 0 when it lies before the axis. */
    private int base(Lookback window) {
        LocalDate asOf = panel.asOf();
        return switch (window) {
            case D1, D5, D21, D63, D126, D252 -> last - window.sessions();
            case MTD -> panel.indexAtOrBefore(asOf.withDayOfMonth(1).minusDays(1));
            case QTD -> panel.indexAtOrBefore(asOf.withDayOfMonth(1).withMonth((asOf.getMonthValue() - 1) / 3 * 3 + 1).minusDays(1));
            case YTD -> panel.indexAtOrBefore(asOf.withDayOfYear(1).minusDays(1));
        };
    }

    RotationRow row(String id, String name, Kind kind, Basket basket, Basket against) {
        var cells = new EnumMap<Measure, Reading>(Measure.class);
        var own = tracks.of(basket);
        var other = tracks.of(against);
        boolean pair = kind == Kind.PAIR;
        boolean itself = !pair && basket.symbols().equals(against.symbols());
        var shown = pair ? tracks.ratio(own, basket.id(), other, against.id()) : own;
        returns(cells, own, other, against.id(), itself);
        cells.put(Measure.STREAK, streak(shown));
        double sdOwn = ownZ(cells, shown);
        double sdLeast = relativeZ(cells, own, other, against.id(), itself);
        extremes(cells, shown);
        cells.put(Measure.SMA50, toMean(shown, 50));
        cells.put(Measure.SMA200, toMean(shown, 200));
        cells.put(Measure.DOLLAR_VOLUME, dollarVolume(basket, pair));

        State state;
        String note;
        if (!yardstick.current()) {
            state = State.NO_BENCHMARK;
            note = "no " + benchmark + " close for " + panel.asOf();
        } else if (shown.newest < 0) {
            state = State.SHORT;
            note = shown.gaps.why(last, "");
        } else if (!shown.current()) {
            boolean heldBack = !pair && tracks.series(basket).flatMap(series -> series.heldBack(last)).isPresent();
            state = heldBack ? State.QUARANTINED : State.STALE;
            note = heldBack ? shown.gaps.why(last, "") : "last bar " + panel.session(shown.newest);
        } else if (shown.sessions() < RANKABLE) {
            state = State.SHORT;
            note = shown.gaps.why(shown.first - 1, "");
        } else if (sdOwn <= Trailing.FLAT || sdLeast <= Trailing.FLAT) {
            state = State.FLAT;
            note = sdOwn <= Trailing.FLAT ? "flat: no variation in " + OWN_WINDOW + " sessions" : "flat against " + against.id();
        } else {
            state = State.OK;
            note = "";
        }
        return new RotationRow(id, name, kind, basket, against, state, note, cells);
    }

    private void returns(Map<Measure, Reading> cells, Track own, Track other, String otherName, boolean itself) {
        double now = own.at(last);
        double otherNow = other.at(last);
        for (int i = 0; i < bases.length; i++) {
            int base = bases[i];
            double factor = now / own.at(base);
            Reading absolute;
            Reading relative;
            if (Double.isNaN(factor)) {
                absolute = Reading.absent(own.gaps.why(Double.isNaN(now) ? last : base, ""));
                relative = absolute;
            } else {
                absolute = Reading.of(factor - 1);
                double otherFactor = otherNow / other.at(base);
                relative = !Double.isNaN(otherFactor)
                        ? Reading.of(factor / otherFactor - 1)
                        : Reading.absent(other.gaps.why(Double.isNaN(otherNow) ? last : base, otherName));
            }
            cells.put(LOOKBACKS[i].absolute(), absolute);
            cells.put(LOOKBACKS[i].relative(), itself ? Reading.absent("it is the benchmark itself") : relative);
        }
    }

    private Reading streak(Track shown) {
        if (!shown.current()) {
            return Reading.absent(shown.gaps.why(last, ""));
        }
        if (shown.sessions() < 2) {
            return Reading.absent(shown.gaps.why(shown.first - 1, ""));
        }
        return Reading.of(shown.streak());
    }

    /** Answers the sd of the 63 returns before the last one, NaN when there are too few. */
    private double ownZ(Map<Measure, Reading> cells, Track shown) {
        int end = shown.log.length - 1;
        double now = shown.log[end];
        double sd = Trailing.sd(shown.log, end - 1, OWN_WINDOW);
        Reading z;
        if (Double.isNaN(now)) {
            z = Reading.absent(shown.gaps.why(Double.isNaN(shown.at(last)) ? last : last - 1, ""));
        } else if (Double.isNaN(sd)) {
            z = Reading.absent(tooFew(shown, shown, "", shown.log, end - 1, OWN_WINDOW));
        } else if (sd <= Trailing.FLAT) {
            z = Reading.absent("flat: no variation in " + OWN_WINDOW + " sessions");
        } else {
            z = Reading.of(now / sd);
        }
        cells.put(Measure.Z_OWN, z);
        return sd;
    }

    /** Answers the least sigma of the three, NaN when there is none. */
    private double relativeZ(Map<Measure, Reading> cells, Track own, Track other, String otherName, boolean itself) {
        if (itself) {
            for (var measure : RELATIVE_Z) {
                cells.put(measure, Reading.absent("it is the benchmark itself"));
            }
            return Double.NaN;
        }
        var e = own.relative(other);
        int end = e.length - 1;
        double least = Double.NaN;
        for (int i = 0; i < RELATIVE_Z.length; i++) {
            int k = RELATIVE_Z_SESSIONS[i];
            double sigma = Trailing.sd(e, end - k, SIGMA_WINDOW);
            double z = Trailing.scaledSum(e, end, k, sigma);
            Reading cell;
            if (!own.current()) {
                cell = Reading.absent(own.gaps.why(last, ""));
            } else if (!other.current()) {
                cell = Reading.absent(other.gaps.why(last, otherName));
            } else if (Double.isNaN(sigma)) {
                cell = Reading.absent(tooFew(own, other, otherName, e, end - k, SIGMA_WINDOW));
            } else if (sigma <= Trailing.FLAT) {
                cell = Reading.absent("flat against " + otherName);
            } else if (Double.isNaN(z)) {
                cell = Reading.absent(tooFew(own, other, otherName, e, end, k));
            } else {
                cell = Reading.of(z);
            }
            cells.put(RELATIVE_Z[i], cell);
            least = Double.isNaN(least) ? sigma : Math.min(least, sigma);
        }
        return least;
    }

    private void extremes(Map<Measure, Reading> cells, Track shown) {
        int end = shown.price.length - 1;
        double now = shown.price[end];
        double high = Trailing.max(shown.price, end, SIGMA_WINDOW);
        double low = Trailing.min(shown.price, end, SIGMA_WINDOW);
        cells.put(Measure.HIGH52, toLevel(shown, now, high, SIGMA_WINDOW));
        cells.put(Measure.LOW52, toLevel(shown, now, low, SIGMA_WINDOW));
    }

    private Reading toMean(Track shown, int n) {
        int end = shown.price.length - 1;
        return toLevel(shown, shown.price[end], Trailing.mean(shown.price, end, n), n);
    }

    private Reading toLevel(Track shown, double now, double level, int n) {
        if (Double.isNaN(now)) {
            return Reading.absent(shown.gaps.why(last, ""));
        }
        if (Double.isNaN(level)) {
            return Reading.absent(tooFew(shown, shown, "", shown.price, shown.price.length - 1, n));
        }
        return Reading.of(now / level - 1);
    }

    /** Why a window holds too few values: the line is young, what it is measured against is young, or there are gaps. */
    private String tooFew(Track own, Track other, String otherName, double[] x, int end, int n) {
        int windowStart = last - (x.length - 1 - end) - n + 1;
        if (own.first > windowStart) {
            return own.gaps.why(own.first - 1, "");
        }
        if (other.first > windowStart) {
            return other.gaps.why(other.first - 1, otherName);
        }
        return "gaps: " + Trailing.count(x, end, n) + " of " + n + " sessions are there, " + Trailing.needed(n) + " are needed";
    }

    private Reading dollarVolume(Basket basket, boolean pair) {
        if (pair) {
            return Reading.absent("a pair has no volume");
        }
        if (basket.symbols().size() > 1) {
            return Reading.absent("a basket has no volume of its own");
        }
        var found = tracks.series(basket);
        if (found.isEmpty() || found.get().last() < 0) {
            return Reading.absent("no prices for " + basket.id());
        }
        var series = found.get();
        var dollars = new double[Math.min(last, VOLUME_WINDOW) + 1];
        int start = last - dollars.length + 1;
        series.volumes(start, dollars);
        for (int i = 0; i < dollars.length; i++) {
            dollars[i] *= series.levelClose(start + i);
        }
        double now = dollars[dollars.length - 1];
        if (Double.isNaN(now)) {
            return Reading.absent(
                    Double.isNaN(series.close(last)) ? tracks.of(basket).gaps.why(last, "") : "no volume for " + panel.asOf());
        }
        double median = Trailing.median(dollars, dollars.length - 2, VOLUME_WINDOW);
        if (Double.isNaN(median)) {
            var track = tracks.of(basket);
            return Reading.absent(tooFew(track, track, "", dollars, dollars.length - 2, VOLUME_WINDOW));
        }
        return median > 0 ? Reading.of(now / median) : Reading.absent("no volume in the " + VOLUME_WINDOW + " sessions before");
    }
}
