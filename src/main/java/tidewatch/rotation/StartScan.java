package tidewatch.rotation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Searches the start of the move that a relative series is in: of all numbers of sessions m, the one whose last m values are farthest from
 * nothing in units of their own noise, and how often a series without a trend shows a search as far off (rotation design, section 4).
 *
 * <p>Sees values up to its end only, so a later one changes nothing that was found before.
 *
 * @param sessions m, the values since the start
 * @param fewest the least m of the same sign whose |Z| is within .75 of the greatest, which gives the latest start that may be meant
 * @param most the greatest such m, which gives the earliest start
 * @param sum of the log values since the start
 * @param z the sum over sigma sqrt m
 * @param odds of the search, all m taken together
 */
record StartScan(int sessions, int fewest, int most, double sum, double sigma, double z, Odds odds) {
    /** Values that a search needs. */
    static final int LEAST = 252;

    /** Values that sigma looks at, for its guard against wild days. */
    static final int DEPTH = 378;

    private static final double NEAR = .75;
    /** Turns a median absolute deviation of normal values into their sd. */
    private static final double MAD_TO_SD = 1.4826;

    /**
     * Absent with fewer than 252 values, and when they do not vary.
     *
     * @param e log values, oldest first, without gaps
     */
    static Optional<StartScan> of(double[] e, SearchWindow window) {
        if (e.length < Math.max(LEAST, window.most())) {
            return Optional.empty();
        }
        double sigma = sigma(e);
        if (!(sigma > Trailing.FLAT)) {
            return Optional.empty();
        }
        var z = new double[window.most() + 1];
        double sum = 0;
        double moved = 0;
        int best = 0;
        for (int m = 1; m <= window.most(); m++) {
            sum += e[e.length - m];
            if (m < window.least()) {
                continue;
            }
            z[m] = sum / (sigma * Math.sqrt(m));
            if (best == 0 || Math.abs(z[m]) > Math.abs(z[best])) {
                best = m;
                moved = sum;
            }
        }
        int fewest = best;
        int most = best;
        for (int m = window.least(); m <= window.most(); m++) {
            if (z[m] * Math.signum(z[best]) >= Math.abs(z[best]) - NEAR && z[m] * z[best] > 0) {
                fewest = Math.min(fewest, m);
                most = Math.max(most, m);
            }
        }
        return Optional.of(new StartScan(best, fewest, most, moved, sigma, z[best], NullQuantiles.of(window).odds(Math.abs(z[best]))));
    }

    /** The larger of the sd of the last 252 and the scaled MAD of the last 378: neither a quiet patch nor one wild day makes it small. */
    static double sigma(double[] e) {
        double sd = Trailing.sd(e, e.length - 1, LEAST);
        var last = Arrays.copyOfRange(e, Math.max(0, e.length - DEPTH), e.length);
        double middle = Trailing.middle(last, last.length);
        int within = 0;
        for (int i = 0; i < last.length; i++) {
            last[i] = Math.abs(last[i] - middle);
            within += MAD_TO_SD * last[i] <= sd ? 1 : 0;
        }
        // With more than half of them within it, so is their median, which takes longer to find than all else here.
        return within > last.length / 2 ? sd : Math.max(sd, MAD_TO_SD * Trailing.middle(last, last.length));
    }
}
