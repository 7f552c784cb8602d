package tidewatch.market;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The rules by which a bar is accepted or held back (market-data design, section 7). Pure: a bar, the bars before it and the known corporate
 * actions; nothing after the as-of session is ever seen. Nothing is mended: what looks wrong is left out and named.
 *
 * <p>The thresholds of the jump rule were chosen on 761,261 real daily bars: none of 51 true jumps beyond +35 % or -26 % is held back, and
 * 98.4 % of unapplied splits from 3:2 up are on their first day.
 */
public final class BarCheck {
    /** Prices of one bar may contradict each other by this part of the close: vendors round. */
    private static final double ROUNDING = 1e-4;

    /** Less than this is how a double says the same number. */
    private static final double NOISE = 1e-9;

    private static final String NO_TRADE = "no trade that day (volume 0)";

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
        BREAK,
        /** The source's row could not be read as a bar. */
        ROW
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

    /** Whether prices contradict each other by no more than rounding explains. */
    static boolean rounded(double open, double high, double low, double close) {
        double noise = NOISE * close;
        double most = Math.max(open, close);
        double least = Math.min(open, close);
        return range(open, high, low, close).isEmpty() && (low - high > noise || most - high > noise || low - least > noise);
    }

    /** The rules that look at one bar and the one before; held-back bars are taken out of {@code bars}, copies are only named. */
    static List<Fault> eachBar(Bars bars) {
        return eachBar(bars, _ -> true, Arrays.stream(bars.volume).anyMatch(v -> v > 0) ? -1 : bars.size());
    }

    /**
     * As above for some of the bars.
     *
     * @param judged which; the others are only looked back at
     * @param volumesAfter a volume of 0 means something after this position: the source has given others
     */
    static List<Fault> eachBar(Bars bars, IntPredicate judged, int volumesAfter) {
        boolean shares = switch (bars.instrument.kind()) {
            case STOCK, ETF -> true;
            case INDEX, VOLATILITY -> false;
        };
        var found = new ArrayList<Fault>();
        int before = -1;
        for (int i = 0; i < bars.size(); i++) {
            if (!bars.has(i)) {
                continue;
            }
            if (judged.test(i)) {
                fault(bars, before, i, shares && i > volumesAfter).ifPresent(found::add);
            }
            before = i;
        }
        for (Fault fault : found) {
            switch (fault.rule()) {
                case NO_TRADE, RANGE -> bars.drop(fault.at());
                case NO_RANGE -> bars.dropRange(fault.at());
                case COPY, JUMP, BREAK, ROW -> {}
            }
        }
        return found;
    }

    private static Optional<Fault> fault(Bars bars, int before, int i, boolean traded) {
        if (traded && bars.volume[i] == 0) {
            return Optional.of(new Fault(i, Rule.NO_TRADE, NO_TRADE));
        }
        if (before >= 0 && copy(bars, before, i)) {
            return Optional.of(new Fault(i, Rule.COPY, "copy of the day before"));
        }
        return range(bars.open[i], bars.high[i], bars.low[i], bars.close[i]).map(finding -> switch (finding) {
            case Finding.Suspect(String why) -> new Fault(i, Rule.RANGE, why);
            case Finding.NoRange(String why) -> new Fault(i, Rule.NO_RANGE, why);
        });
    }

    private static boolean copy(Bars bars, int before, int i) {
        return bars.volume[i] > 0
                && bars.volume[i] == bars.volume[before]
                && bars.close[i] == bars.close[before]
                && bars.open[i] == bars.open[before]
                && bars.high[i] == bars.high[before]
                && bars.low[i] == bars.low[before];
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
                found.add(new Fault(i, Rule.NO_TRADE, NO_TRADE));
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

    /** The jump rule, against the last accepted close; held-back bars, and those before a break, are taken out of {@code bars}. */
    static List<Fault> jumps(Bars bars) {
        List<Fault> faults = new JumpRule(bars, JumpRule.Given.NOTHING, true).walk().faults();
        int broken = faults.stream().filter(f -> f.rule() == Rule.BREAK).mapToInt(Fault::at).max().orElse(0);
        for (int i = 0; i < broken; i++) {
            bars.drop(i);
        }
        return faults;
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
