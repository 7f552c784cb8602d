package tidewatch.rotation;

import java.util.Optional;

/**
 * The 95 % interval of the mean of overlapping outcomes: mean plus or minus t sd / sqrt(n_eff), with Student's t of n_eff - 1 degrees and an
 * sd that makes good for the outcomes' being alike.
 *
 * <p>Why not a bootstrap: n_eff is the variance of the mean under what the outcomes share, sessions and direction, and it takes rows of one
 * day together, which a block over calls in a line does not; and a few years hold too few blocks of 63 sessions to draw from. It needs no
 * seed. It rests on moves without memory from session to session; what the trailing correlation missed it does not know.
 */
public final class MeanInterval {
    /** With fewer independent outcomes an interval would be a guess. */
    public static final double EFFECTIVE_MIN = 5;

    private MeanInterval() {}

    /**
     * The interval; absent where there are fewer than {@link #EFFECTIVE_MIN} independent outcomes.
     *
     * @param squares sum of the squared distances from the mean
     * @param n outcomes
     * @param effective what they are worth, {@link EffectiveCount}
     */
    public static Optional<Interval> of(double mean, double squares, long n, double effective) {
        if (effective < EFFECTIVE_MIN) {
            return Optional.empty();
        }
        // the expected sum of squares is n (1 - 1 / n_eff) times the variance of one
        double sd = Math.sqrt(squares / (n * (1 - 1 / effective)));
        double half = student(effective - 1) * sd / Math.sqrt(effective);
        return Optional.of(new Interval(mean - half, mean + half));
    }

    /**
     * The 97.5 % point of Student's t: the expansion of Abramowitz and Stegun 26.7.5, which needs no whole number of degrees.
     *
     * @param degrees from 4 on, where the error is below .001
     */
    static double student(double degrees) {
        double x = Wilson.NORMAL_975;
        double x2 = x * x;
        double g1 = x * (x2 + 1) / 4;
        double g2 = x * ((5 * x2 + 16) * x2 + 3) / 96;
        double g3 = x * (((3 * x2 + 19) * x2 + 17) * x2 - 15) / 384;
        double g4 = x * ((((79 * x2 + 776) * x2 + 1482) * x2 - 1920) * x2 - 945) / 92160;
        return x + (g1 + (g2 + (g3 + g4 / degrees) / degrees) / degrees) / degrees;
    }
}
