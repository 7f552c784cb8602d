package tidewatch.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tidewatch.market.Instrument;
import tidewatch.market.PricePanel;
import tidewatch.market.Reading;
import tidewatch.market.Universe;

/**
 * How far the sectors lie apart: the sample sd across the sector funds' simple returns of k sessions (rotation design, section 3).
 *
 * @param sessions k
 * @param spread the sd as a fraction: .0158 is 1.58 points
 * @param percentile share of its own last 252 values below today's, and half of those equal to it, today's counted: 0 to 1
 * @param sectors funds with both closes, the denominator
 * @param listed sector funds of the universe
 */
public record Dispersion(int sessions, Reading spread, Reading percentile, int sectors, int listed) {
    /** Values of the last year that the newest is compared with. */
    public static final int HISTORY = 252;

    public Dispersion {
        Objects.requireNonNull(spread);
        Objects.requireNonNull(percentile);
        if (sessions < 1 || sectors < 0 || sectors > listed) {
            throw new IllegalArgumentException("Dispersion over " + sessions + " sessions of " + sectors + " of " + listed);
        }
    }

    /** As of the panel's last session. Under 5 sectors with both closes it is unknown; so for each session of its history. */
    public static Dispersion of(PricePanel panel, Universe universe, int sessions) {
        int last = panel.size() - 1;
        int from = Math.max(0, last - HISTORY + 1 - sessions);
        var funds = universe.group("sector").stream().map(Instrument::symbol).distinct().toList();
        List<double[]> closes = new ArrayList<>();
        for (var symbol : funds) {
            panel.find(symbol).filter(series -> series.last() >= 0).ifPresent(series -> closes.add(Tracks.closes(series, from, last)));
        }
        int n = last - from + 1;
        var history = new double[Math.max(1, n - sessions)];
        int counted = 0;
        for (int i = 0; i < history.length; i++) {
            var returns = new double[closes.size()];
            counted = 0;
            int t = n - history.length + i;
            for (var close : closes) {
                double move = t < sessions ? Double.NaN : close[t] / close[t - sessions] - 1;
                if (!Double.isNaN(move)) {
                    returns[counted++] = move;
                }
            }
            history[i] = counted < MemberBreadth.MEMBERS_MIN ? Double.NaN : Trailing.sd(returns, counted - 1, counted);
        }
        double now = history[history.length - 1];
        var spread = Reading.orAbsent(now, counted + " of " + funds.size() + " sector funds have both closes, at least 5 are needed");
        return new Dispersion(sessions, spread, percentile(history, now), counted, funds.size());
    }

    private static Reading percentile(double[] history, double now) {
        if (Double.isNaN(now)) {
            return Reading.absent("no dispersion today");
        }
        int there = 0;
        double below = 0;
        for (double one : history) {
            if (!Double.isNaN(one)) {
                there++;
                below += one < now ? 1 : one == now ? .5 : 0;
            }
        }
        return there < Trailing.needed(HISTORY)
                ? Reading.absent(there + " values only, " + Trailing.needed(HISTORY) + " of " + HISTORY + " are needed")
                : Reading.of(below / there);
    }
}
