package tidewatch.market;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rules by which a bar is accepted or held back (market-data design, section 7). Pure: a bar, the bars before it and the known corporate
 * actions; nothing after the as-of session is ever seen. Nothing is mended: what looks wrong is left out and named.
 *
 * <p>The thresholds of the jump rule were chosen on 721,680 real daily bars: none of 47 true jumps beyond +35 % or -26 % is held back, and
 * 96.6 % of unapplied splits from 3:2 up are.
 */
public final class BarCheck {
    /** Prices of one bar may contradict each other by this part of the close: vendors round. */
    private static final double ROUNDING = 1e-4;

    private static final double JUMP = Math.log(1.35);
    private static final double QUIET_TURNOVER = 2.5;
    private static final double QUIET_RANGE = 3;
    private static final int MEDIAN_OF = 60;
    private static final int MEDIAN_MIN = 20;
    private static final double INDEX_MOVE = .25;
    private static final double VOLATILITY_MOVE = 1.50;
    /** A fault that is gone within so many bars was a fault; a level that stays is a break. */
    private static final int FAULT_MAX = 20;

    private static final int BREAK_BARS = 3;
    private static final double BREAK_NEAR = .10;
    private static final double[] SPLITS = {1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 50};

    private BarCheck() {}

    /** What a rule found, as words without symbol and date. */
    public sealed interface Finding {
        String why();

        /** The bar is out of the panel. */
        record Suspect(String why) implements Finding {}

        /** Close and volume stand; open, high and low are out. */
        record NoRange(String why) implements Finding {}
    }

    /** A finding and the position of its bar. */
    record Fault(int at, Rule rule, String why) {}

    /** Which rule spoke; findings of one rule are counted together. */
    enum Rule {
        RANGE,
        NO_RANGE,
        NO_TRADE,
        COPY,
        JUMP,
        BREAK
    }

    /**
     * Does one bar contradict itself? Empty when it does not. NaN prices are not given and contradict nothing; so does a bar whose prices
     * differ by rounding.
     */
    public static Optional<Finding> range(double open, double high, double low, double close) {
        double slack = ROUNDING * close;
        if (!(high - low < -slack) && !(close - high > slack) && !(low - close > slack) && !(open - high > slack) && !(low - open > slack)) {
            return Optional.empty();
        }
        if (high - low < -slack) {
            return Optional.of(new Finding.NoRange("high " + plain(high) + " is below the low " + plain(low)));
        }
        if (close - high > slack) {
            return Optional.of(new Finding.Suspect("close " + plain(close) + " is above the high " + plain(high)));
        }
        if (low - close > slack) {
            return Optional.of(new Finding.Suspect("close " + plain(close) + " is below the low " + plain(low)));
        }
        return Optional.of(new Finding.NoRange(
                open > high ? "open " + plain(open) + " is above the high " + plain(high) : "open " + plain(open) + " is below the low " + plain(low)));
    }

    /** The rules that look at one bar and the one before; held-back bars are taken out of {@code bars}, copies are only named. */
    static List<Fault> eachBar(Bars bars) {
        var found = new ArrayList<Fault>();
        boolean shares = switch (bars.instrument.kind()) {
            case STOCK, ETF -> true;
            case INDEX, VOLATILITY -> false;
        };
        boolean volumes = Arrays.stream(bars.volume).anyMatch(v -> v > 0);
        int before = -1;
        double open = Double.NaN;
        double high = Double.NaN;
        double low = Double.NaN;
        double close = Double.NaN;
        double volume = Double.NaN;
        for (int i = 0; i < bars.size(); i++) {
            if (!bars.has(i)) {
                continue;
            }
            boolean copy = before >= 0
                    && bars.volume[i] > 0
                    && bars.volume[i] == volume
                    && bars.close[i] == close
                    && bars.open[i] == open
                    && bars.high[i] == high
                    && bars.low[i] == low;
            open = bars.open[i];
            high = bars.high[i];
            low = bars.low[i];
            close = bars.close[i];
            volume = bars.volume[i];
            before = i;
            if (shares && volumes && volume == 0) {
                found.add(new Fault(i, Rule.NO_TRADE, "no trade that day (volume 0)"));
                bars.drop(i);
                continue;
            }
            if (copy) {
                found.add(new Fault(i, Rule.COPY, "copy of the day before"));
                continue;
            }
            Optional<Finding> finding = range(open, high, low, close);
            if (finding.isPresent()) {
                switch (finding.get()) {
                    case Finding.Suspect(String why) -> {
                        found.add(new Fault(i, Rule.RANGE, why));
                        bars.drop(i);
                    }
                    case Finding.NoRange(String why) -> {
                        found.add(new Fault(i, Rule.NO_RANGE, why));
                        bars.dropRange(i);
                    }
                }
            }
        }
        return found;
    }

    /** What the flags of bars that were checked before say; the same becomes of them as of bars that are checked now. */
    static List<Fault> flagged(Bars bars) {
        var found = new ArrayList<Fault>();
        int broken = -1;
        for (int i = 0; i < bars.flags.length; i++) {
            if (bars.flags[i] == 0 || !bars.has(i)) {
                continue;
            }
            if (BarFlag.NO_TRADE.in(bars.flags[i])) {
                found.add(new Fault(i, Rule.NO_TRADE, "no trade that day (volume 0)"));
                bars.drop(i);
                continue;
            }
            if (BarFlag.NO_RANGE.in(bars.flags[i])) {
                String why = range(bars.open[i], bars.high[i], bars.low[i], bars.close[i])
                        .map(Finding::why)
                        .orElse("open, high or low is wrong");
                found.add(new Fault(i, Rule.NO_RANGE, why));
                bars.dropRange(i);
            }
            if (BarFlag.BREAK.in(bars.flags[i])) {
                broken = i;
            }
        }
        if (broken > 0) {
            found.add(new Fault(broken, Rule.BREAK, "close " + plain(bars.close[broken]) + " after a jump that nothing explains"));
            for (int j = 0; j < broken; j++) {
                bars.drop(j);
            }
        }
        return found;
    }

    /** The jump rule, against the last accepted close; held-back bars are taken out of {@code bars}. */
    static List<Fault> jumps(Bars bars) {
        var found = new ArrayList<Fault>();
        int last = -1;
        for (int i = 0; i < bars.size(); i++) {
            if (!bars.has(i)) {
                continue;
            }
            if (last < 0 || !suspicious(bars, last, i)) {
                last = i;
                continue;
            }
            String why = jump(bars, last, i);
            int back = comesBack(bars, last, i);
            if (back > 0) {
                for (int j = i; j < back; j++) {
                    if (bars.has(j) && beyond(bars, last, j)) {
                        found.add(new Fault(j, Rule.JUMP, jump(bars, last, j)));
                        bars.drop(j);
                    }
                }
            } else if (stays(bars, i)) {
                found.add(new Fault(i, Rule.BREAK, why));
                for (int j = 0; j < i; j++) {
                    bars.drop(j);
                }
                last = i;
            } else {
                found.add(new Fault(i, Rule.JUMP, why));
                bars.drop(i);
            }
        }
        return found;
    }

    private static boolean beyond(Bars bars, int k, int i) {
        double growth = bars.growth(k, i);
        return switch (bars.instrument.kind()) {
            case STOCK, ETF -> Math.abs(Math.log(growth)) > JUMP;
            case INDEX -> Math.abs(growth - 1) > INDEX_MOVE;
            case VOLATILITY -> Math.abs(growth - 1) > VOLATILITY_MOVE;
        };
    }

    private static boolean suspicious(Bars bars, int k, int i) {
        if (!beyond(bars, k, i)) {
            return false;
        }
        return switch (bars.instrument.kind()) {
            case STOCK, ETF -> quiet(bars, i);
            case INDEX, VOLATILITY -> true;
        };
    }

    /** A day of ordinary turnover in money (a split changes shares, not money) and of ordinary range. Unknown is not quiet. */
    private static boolean quiet(Bars bars, int i) {
        double[] turnover = new double[MEDIAN_OF];
        double[] range = new double[MEDIAN_OF];
        int n = 0;
        for (int j = i - 1; j >= 0 && n < MEDIAN_OF; j--) {
            double spread = Math.log(bars.high[j] / bars.low[j]);
            if (bars.has(j) && bars.volume[j] > 0 && spread >= 0) {
                turnover[n] = bars.close[j] * bars.volume[j];
                range[n] = spread;
                n++;
            }
        }
        return n >= MEDIAN_MIN
                && bars.close[i] * bars.volume[i] < QUIET_TURNOVER * median(turnover, n)
                && Math.log(bars.high[i] / bars.low[i]) < QUIET_RANGE * median(range, n);
    }

    private static double median(double[] x, int n) {
        double[] sorted = Arrays.copyOf(x, n);
        Arrays.sort(sorted);
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** The position at which the prices are back where they were; 0 when they are not within {@link #FAULT_MAX} bars. */
    private static int comesBack(Bars bars, int k, int i) {
        for (int j = i + 1; j < bars.size() && j <= i + FAULT_MAX; j++) {
            if (bars.has(j) && !beyond(bars, k, j)) {
                return j;
            }
        }
        return 0;
    }

    private static boolean stays(Bars bars, int i) {
        int near = 0;
        for (int j = i + 1; j < bars.size() && near < BREAK_BARS; j++) {
            if (bars.has(j)) {
                if (Math.abs(bars.growth(i, j) - 1) > BREAK_NEAR) {
                    return false;
                }
                near++;
            }
        }
        return near == BREAK_BARS;
    }

    private static String jump(Bars bars, int k, int i) {
        double growth = bars.growth(k, i);
        String move = "close " + plain(bars.close[i]) + " after " + plain(bars.close[k]) + " on "
                + LocalDate.ofEpochDay(bars.days[k]);
        return switch (bars.instrument.kind()) {
            case STOCK, ETF -> move + ": a jump without volume" + splitLike(growth);
            case INDEX, VOLATILITY -> move + ": a larger move than such an index makes in a day";
        };
    }

    private static String splitLike(double growth) {
        for (double n : SPLITS) {
            String whole = n == 1.5 ? "3:2" : plain(n) + ":1";
            if (Math.abs(growth * n - 1) < .06) {
                return ", looks like an unapplied " + whole + " split";
            }
            if (Math.abs(growth / n - 1) < .06) {
                return ", looks like an unapplied " + (n == 1.5 ? "2:3" : "1:" + plain(n)) + " split";
            }
        }
        return "";
    }

    /** A price as a person writes it: at most 6 significant digits, no trailing zeros. */
    static String plain(double x) {
        return Double.isFinite(x)
                ? new BigDecimal(x)
                        .round(new MathContext(6, RoundingMode.HALF_EVEN))
                        .stripTrailingZeros()
                        .toPlainString()
                : "nothing";
    }
}
