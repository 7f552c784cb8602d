package tidewatch.market;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import tidewatch.market.BarCheck.Fault;
import tidewatch.market.BarCheck.Rule;

/**
 * The jump rule (market-data design, section 7) on one series, oldest bar first: each bar is compared with the last accepted one, so that a
 * fault that comes and goes costs the bad days only. Series from files and bars at the door of the archive are walked by this one class.
 */
final class JumpRule {
    private static final double JUMP = Math.log(1.35);
    private static final double QUIET_TURNOVER = 2.5;
    private static final double QUIET_RANGE = 3;
    /** Beyond +150 % or -60 % a true move is louder still: none of 51 true jumps in 761,261 real bars went so far. */
    private static final double FAR = Math.log(2.5);

    private static final double FAR_TURNOVER = 6;
    private static final double FAR_RANGE = 6;
    private static final int MEDIAN_OF = 60;
    private static final int MEDIAN_MIN = 20;
    private static final double INDEX_MOVE = .25;
    private static final double VOLATILITY_MOVE = 1.50;
    /** A fault that is gone within so many bars was a fault; a level that stays is a break. */
    static final int FAULT_MAX = 20;

    private static final int BREAK_BARS = 3;
    private static final double BREAK_NEAR = .10;
    private static final double[] SPLITS = {1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 50};
    private static final double SPLIT_NEAR = .06;

    private final Bars bars;
    private final Given given;
    private final boolean breaks;
    private final List<Fault> faults = new ArrayList<>();
    private final BitSet out = new BitSet();
    private final BitSet loud = new BitSet();
    private final BitSet stayed = new BitSet();
    /** Where the level of today begins. */
    private int floor;

    /**
     * What is known before the walk.
     *
     * @param accepted bars that are accepted whatever they look like
     * @param doubted those of them that are jumps which nobody has confirmed
     * @param broken those of them with which a new level begins
     * @param quiet bars, not accepted, whose day was found to be quiet before
     */
    record Given(IntPredicate accepted, IntPredicate doubted, IntPredicate broken, IntPredicate quiet) {
        static final Given NOTHING = new Given(_ -> false, _ -> false, _ -> false, _ -> false);
    }

    /**
     * @param breaks whether a level that stays is a break; else its bars are held back like others and named by {@link Walk#stayed}
     */
    JumpRule(Bars bars, Given given, boolean breaks) {
        this.bars = bars;
        this.given = given;
        this.breaks = breaks;
    }

    /**
     * What was found. Positions are those of the bars.
     *
     * @param faults of the rules JUMP (the bar is taken out) and BREAK (the bar stands, nothing before it is compared with)
     * @param loud accepted jumps that a second source should confirm: those with the marks of true ones, and the way back from one
     * @param stayed held-back bars to which the three closes after them are near
     */
    record Walk(List<Fault> faults, BitSet loud, BitSet stayed) {}

    /** Walks the series; held-back bars are taken out of it. */
    Walk walk() {
        int last = -1;
        int held = -1;
        int jump = -1;
        int beforeJump = -1;
        for (int i = 0; i < bars.size(); i++) {
            if (!bars.has(i) || out.get(i)) {
                continue;
            }
            boolean accepted = given.accepted().test(i);
            boolean wayBack = beforeJump >= 0 && i - jump <= FAULT_MAX && !beyond(beforeJump, i);
            if (accepted && given.doubted().test(i)) {
                jump = i;
                beforeJump = wayBack ? -1 : last;
            }
            if (accepted && given.broken().test(i)) {
                floor = i;
                beforeJump = -1;
            }
            if (accepted || last < 0 || !beyond(last, i)) {
                last = i;
                held = -1;
                continue;
            }
            // Back where the price was before a jump that nobody has confirmed: then it is the jump that is in doubt, not the way back.
            if (wayBack) {
                loud.set(i);
                last = i;
                held = -1;
                beforeJump = -1;
                continue;
            }
            // A bar at the level of one that is held back shares its lot, however much was traded.
            boolean same = held >= 0 && !beyond(held, i);
            if (!same && !suspicious(last, i)) {
                loud.set(i);
                jump = i;
                beforeJump = last;
                last = i;
                held = -1;
                continue;
            }
            int back = comesBack(last, i);
            if (back > 0) {
                for (int j = i; j < back; j++) {
                    if (bars.has(j) && beyond(last, j)) {
                        hold(last, j);
                    }
                }
                held = -1;
            } else if (stays(i) && breaks) {
                faults.add(new Fault(i, Rule.BREAK, words(last, i)));
                floor = i;
                beforeJump = -1;
                last = i;
                held = -1;
            } else {
                stayed.set(i, stays(i));
                hold(last, i);
                held = i;
            }
        }
        for (int i = 0; i < bars.size(); i++) {
            if (out.get(i)) {
                bars.drop(i);
            }
        }
        return new Walk(faults, loud, stayed);
    }

    private void hold(int last, int i) {
        faults.add(new Fault(i, Rule.JUMP, words(last, i)));
        out.set(i);
    }

    private boolean beyond(int k, int i) {
        return beyond(bars.instrument.kind(), bars.growth(k, i));
    }

    /** Whether a growth between two bars is one that is looked at. */
    static boolean beyond(Instrument.Kind kind, double growth) {
        return switch (kind) {
            case STOCK, ETF -> Math.abs(Math.log(growth)) > JUMP;
            case INDEX -> Math.abs(growth - 1) > INDEX_MOVE;
            case VOLATILITY -> Math.abs(growth - 1) > VOLATILITY_MOVE;
        };
    }

    private boolean suspicious(int last, int i) {
        return switch (bars.instrument.kind()) {
            case STOCK, ETF -> given.quiet().test(i) || quiet(i, Math.abs(Math.log(bars.growth(last, i))) > FAR);
            case INDEX, VOLATILITY -> true;
        };
    }

    /**
     * A day of ordinary turnover in money (a split changes shares, not money) and of ordinary range. Unknown is not quiet.
     *
     * @param far whether the jump is so large that a true one would be louder than others
     */
    private boolean quiet(int i, boolean far) {
        double[] turnover = new double[MEDIAN_OF];
        double[] range = new double[MEDIAN_OF];
        int n = 0;
        for (int j = i - 1; j >= floor && n < MEDIAN_OF; j--) {
            double spread = Math.log(bars.high[j] / bars.low[j]);
            if (bars.has(j) && !out.get(j) && bars.volume[j] > 0 && spread >= 0) {
                turnover[n] = bars.close[j] * bars.volume[j];
                range[n] = spread;
                n++;
            }
        }
        return n >= MEDIAN_MIN
                && bars.close[i] * bars.volume[i] < (far ? FAR_TURNOVER : QUIET_TURNOVER) * median(turnover, n)
                && Math.log(bars.high[i] / bars.low[i]) < (far ? FAR_RANGE : QUIET_RANGE) * median(range, n);
    }

    private static double median(double[] x, int n) {
        double[] sorted = Arrays.copyOf(x, n);
        Arrays.sort(sorted);
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }

    /** The position at which the prices are back where they were; 0 when they are not within {@link #FAULT_MAX} bars. */
    private int comesBack(int k, int i) {
        for (int j = i + 1; j < bars.size() && j <= i + FAULT_MAX; j++) {
            if (!bars.has(j)) {
                continue;
            }
            if (!beyond(k, j)) {
                return j;
            }
            if (given.accepted().test(j)) {
                return 0;
            }
        }
        return 0;
    }

    private boolean stays(int i) {
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

    /** The last position whose bar has a say on a jump at {@code i}: {@link #FAULT_MAX} on, or the bars that make a break, if later. */
    static int settled(Bars bars, int i) {
        int near = 0;
        int j = i;
        while (near < BREAK_BARS && j + 1 < bars.size()) {
            j++;
            if (bars.has(j)) {
                near++;
            }
        }
        return Math.max(j, i + FAULT_MAX);
    }

    private String words(int k, int i) {
        String move = "close " + BarCheck.plain(bars.close[i]) + " after " + BarCheck.plain(bars.close[k]) + " on "
                + LocalDate.ofEpochDay(bars.days[k]);
        return switch (bars.instrument.kind()) {
            case STOCK, ETF -> {
                String split = splitLike(bars.growth(k, i));
                yield move + ": a jump without volume" + (split.isEmpty() ? "" : ", looks like an unapplied " + split + " split");
            }
            case INDEX, VOLATILITY -> move + ": a larger move than such an index makes in a day";
        };
    }

    /** The split, such as {@code 4:1}, that a growth looks like when nobody applied it; empty when it looks like none. */
    static String splitLike(double growth) {
        for (double n : SPLITS) {
            if (Math.abs(growth * n - 1) < SPLIT_NEAR) {
                return n == 1.5 ? "3:2" : BarCheck.plain(n) + ":1";
            }
            if (Math.abs(growth / n - 1) < SPLIT_NEAR) {
                return n == 1.5 ? "2:3" : "1:" + BarCheck.plain(n);
            }
        }
        return "";
    }
}
