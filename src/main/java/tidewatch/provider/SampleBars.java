package tidewatch.provider;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import tidewatch.market.Basis;
import tidewatch.market.CorporateAction;
import tidewatch.market.Instrument;
import tidewatch.market.Origin;
import tidewatch.market.PriceSeries;

/**
 * The bars of one series of the sample market, as traded: log moves become closes through the level of one session, and noise of the
 * series' own makes the day around them. Prices are rounded to cents, volumes to shares.
 *
 * <p>A bar depends on the story and on its own session, never on where the run of bars ends: a run to an early session is the beginning
 * of every longer one, bit for bit.
 */
final class SampleBars {
    /** How far a day opens from the close before, and goes beyond its open and close, in sd of the daily move. */
    private static final double RANGE = 0.35;

    private static final double VOLUME_SD = 0.25;
    private static final double VOLUME_OF_MOVE = 0.35;
    /** About what the two terms above add on average; taken back, so that the given volume is an ordinary day's. */
    private static final double VOLUME_SHIFT = 0.31;

    private final long seed;
    private final List<LocalDate> sessions;
    private final int anchor;

    /**
     * @param sessions the whole range, oldest first
     * @param anchor index of the session whose close is the level
     */
    SampleBars(long seed, List<LocalDate> sessions, int anchor) {
        this.seed = seed;
        this.sessions = sessions;
        this.anchor = anchor;
    }

    /**
     * What a series is before it has bars.
     *
     * @param sd of its daily log moves, %
     * @param level close of the anchor session, dollars
     * @param shares volume of an ordinary day
     * @param actions of the whole range, by ex-date
     */
    record Shape(
            Instrument instrument,
            double sd,
            double level,
            double shares,
            List<CorporateAction> actions,
            List<SampleStory.Pin> pins) {}

    /**
     * The bars from index {@code first} to {@code last}, both included, and the actions among them.
     *
     * @param moves daily log moves with dividends, %, of all sessions
     * @param halved whether the close of {@code last} comes as half of what it was: {@link SampleFlaw.HalvedClose}
     */
    PriceSeries series(Shape shape, double[] moves, Origin origin, int first, int last, boolean halved) {
        int n = last - first + 1;
        var days = new int[n];
        var open = new double[n];
        var high = new double[n];
        var low = new double[n];
        var close = new double[n];
        var volume = new double[n];
        int[] ex = shape.actions().stream().mapToInt(action -> at(action.ex())).toArray();
        double[] path = path(shape, moves, ex, last);
        String symbol = shape.instrument().symbol();
        SampleNoise opens = SampleNoise.of(seed, symbol + "/open");
        SampleNoise highs = SampleNoise.of(seed, symbol + "/high");
        SampleNoise lows = SampleNoise.of(seed, symbol + "/low");
        SampleNoise volumes = SampleNoise.of(seed, symbol + "/volume");
        double range = RANGE * shape.sd() / 100;
        for (int t = first; t <= last; t++) {
            int i = t - first;
            double before = t == 0 ? path[0] : path[t - 1];
            double shares = shape.shares();
            for (int a = 0; a < ex.length; a++) {
                before = ex[a] == t ? onEx(shape.actions().get(a), before) : before;
                shares *= ex[a] <= t ? newShares(shape.actions().get(a)) : 1;
            }
            days[i] = (int) sessions.get(t).toEpochDay();
            close[i] = cents(path[t]);
            open[i] = cents(before * (1 + range * opens.normal(t)));
            high[i] = cents(Math.max(open[i], close[i]) * (1 + range * Math.abs(highs.normal(t))));
            low[i] = cents(Math.min(open[i], close[i]) / (1 + range * Math.abs(lows.normal(t))));
            double size = Math.min(Math.abs(moves[t]) / shape.sd(), 4);
            volume[i] = Math.rint(
                    shares * StrictMath.exp(VOLUME_SD * volumes.normal(t) + VOLUME_OF_MOVE * size - VOLUME_SHIFT));
        }
        for (SampleStory.Pin pin : shape.pins()) {
            int t = at(pin.date());
            if (pin.open().isPresent() && t > 0 && t >= first && t <= last) {
                double before = cents(path[t - 1]);
                open[t - first] = cents(before * (1 + pin.open().getAsDouble() / 100));
                high[t - first] = cents(before * (1 + pin.high().orElseThrow() / 100));
                low[t - first] = cents(before * (1 + pin.low().orElseThrow() / 100));
            }
        }
        close[n - 1] = halved ? cents(close[n - 1] / 2) : close[n - 1];
        List<CorporateAction> among = shape.actions().stream()
                .filter(action -> at(action.ex()) >= first && at(action.ex()) <= last)
                .toList();
        return new PriceSeries(
                shape.instrument(), Basis.RAW, origin, days, open, high, low, close, volume, new double[0], among);
    }

    /** Closes as traded, not yet rounded, of all sessions up to {@code last}, from the level back and forth. */
    private double[] path(Shape shape, double[] moves, int[] ex, int last) {
        double[] path = new double[Math.max(anchor, last) + 1];
        path[anchor] = shape.level();
        for (int t = anchor; t > 0; t--) {
            double before = path[t] * StrictMath.exp(-moves[t] / 100);
            for (int a = 0; a < ex.length; a++) {
                before = ex[a] == t ? beforeEx(shape.actions().get(a), before) : before;
            }
            path[t - 1] = before;
        }
        for (int t = anchor + 1; t <= last; t++) {
            double before = path[t - 1];
            for (int a = 0; a < ex.length; a++) {
                before = ex[a] == t ? onEx(shape.actions().get(a), before) : before;
            }
            path[t] = before * StrictMath.exp(moves[t] / 100);
        }
        return path;
    }

    /** What a close of the session before is worth on the ex-date, before any move. */
    private static double onEx(CorporateAction action, double close) {
        return switch (action) {
            case CorporateAction.Split(LocalDate ex, double newPerOld) -> close / newPerOld;
            case CorporateAction.CashDividend(LocalDate ex, double amount) -> close - amount;
            case CorporateAction.PriceFactor(LocalDate ex, double factor) -> close / factor;
        };
    }

    /** The inverse of {@link #onEx}. */
    private static double beforeEx(CorporateAction action, double worth) {
        return switch (action) {
            case CorporateAction.Split(LocalDate ex, double newPerOld) -> worth * newPerOld;
            case CorporateAction.CashDividend(LocalDate ex, double amount) -> worth + amount;
            case CorporateAction.PriceFactor(LocalDate ex, double factor) -> worth * factor;
        };
    }

    private static double newShares(CorporateAction action) {
        return action instanceof CorporateAction.Split split ? split.newPerOld() : 1;
    }

    private static double cents(double dollars) {
        return Math.rint(dollars * 100) / 100;
    }

    private int at(LocalDate session) {
        return Collections.binarySearch(sessions, session);
    }
}
