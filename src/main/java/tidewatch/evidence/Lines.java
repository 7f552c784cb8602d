package tidewatch.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidewatch.market.Basket;
import tidewatch.market.PricePanel;

/**
 * Baskets as lines over the sessions of one panel: natural logs of their value, NaN where a session has too few bars. A difference of two
 * points is a log return, so a return needs its two ends only and a gap between them costs nothing. Lines are kept; not for several threads.
 */
final class Lines {
    private static final double SLACK = 1e-9;

    private final PricePanel panel;
    private final Map<List<String>, double[]> adjusted = new HashMap<>();
    private final Map<List<String>, double[]> level = new HashMap<>();
    private final Map<Pair, double[]> relative = new HashMap<>();

    private record Pair(List<String> asset, List<String> against) {}

    Lines(PricePanel panel) {
        this.panel = panel;
    }

    PricePanel panel() {
        return panel;
    }

    /** From split- and dividend-adjusted closes: for returns. The array is shared and must not be written. */
    double[] returns(Basket basket) {
        return adjusted.computeIfAbsent(basket.symbols(), symbols -> line(symbols, false));
    }

    /** From closes as a screen showed them (split-adjusted only): for figures that a person wrote down. Shared, not to be written. */
    double[] quoted(Basket basket) {
        return level.computeIfAbsent(basket.symbols(), symbols -> line(symbols, true));
    }

    /** {@code returns(asset) - returns(against)}: rises when the asset outruns the other. Shared, not to be written. */
    double[] relative(Basket asset, Basket against) {
        return relative.computeIfAbsent(new Pair(asset.symbols(), against.symbols()), _ -> minus(returns(asset), returns(against)));
    }

    static double[] minus(double[] a, double[] b) {
        var y = new double[a.length];
        for (int t = 0; t < y.length; t++) {
            y[t] = a[t] - b[t];
        }
        return y;
    }

    /** The mean of several lines' returns, rebalanced at each session at which at least 60 % of them have both ends. */
    static double[] mean(List<double[]> lines) {
        int size = lines.getFirst().length;
        if (lines.size() == 1) {
            return lines.getFirst();
        }
        int needed = needed(lines.size());
        var y = new double[size];
        Arrays.fill(y, Double.NaN);
        int before = -1;
        for (int t = 0; t < size; t++) {
            double sum = 0;
            int members = 0;
            for (double[] line : lines) {
                double log = before < 0 ? line[t] : line[t] - line[before];
                if (!Double.isNaN(log)) {
                    sum += Math.exp(log);
                    members++;
                }
            }
            if (members >= needed) {
                y[t] = before < 0 ? 0 : y[before] + Math.log(sum / members);
                before = t;
            }
        }
        return y;
    }

    /** The last index at or before {@code t} with a point, not below {@code least}; -1 when there is none. */
    static int lastPoint(double[] y, int t, int least) {
        for (int i = Math.min(t, y.length - 1); i >= Math.max(0, least); i--) {
            if (!Double.isNaN(y[i])) {
                return i;
            }
        }
        return -1;
    }

    private static int needed(int members) {
        return Math.max(1, (int) Math.ceil(Basket.COVERAGE_MIN * members - SLACK));
    }

    private double[] line(List<String> symbols, boolean quoted) {
        int size = panel.size();
        var members = new ArrayList<double[]>();
        for (String symbol : symbols) {
            var found = panel.find(symbol);
            var y = new double[size];
            if (found.isEmpty()) {
                Arrays.fill(y, Double.NaN);
            } else {
                var series = found.get();
                for (int t = 0; t < size; t++) {
                    y[t] = Math.log(quoted ? series.levelClose(t) : series.close(t));
                }
            }
            members.add(y);
        }
        return mean(members);
    }
}
