package tidewatch.rotation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidewatch.rotation.RotationMap.Quadrant;

/**
 * The path of one row over the {@link RotationMap}, session by session from its first price (rotation design, section 6).
 *
 * <p>With y the running sum of the relative log returns e, which is ln(P/B) less its first value: x = EMA21(y) - EMA63(y), d = x - EMA10(x),
 * s = sd of e over 126 sessions; ratio = 100 + 10 x / (2.292154 s), momentum = 100 + 10 d / (0.435028 s). The two constants are the sd of x
 * and of d for a random walk of unit steps, so 10 points on both axes are one sd of "no trend". A session without e has no point; the averages
 * hold, and the return over the gap enters nowhere.
 *
 * <p>Each point hangs on what came before it alone: a later session changes none, to the bit.
 */
final class MapPath {
    /** Sessions with a relative price that a point needs, three times the longest average. */
    static final int SESSIONS_MIN = 189;

    /** Root of the sum of squares of what x answers to one unit step. */
    static final double RATIO_SD = 2.29215362791595;
    static final double MOMENTUM_SD = 0.43502806354558;
    private static final double CENTRE = 100;
    private static final double POINTS_PER_SD = 10;

    private static final int FAST = 21;
    private static final int SLOW = 63;
    private static final int SIGNAL = 10;
    private static final int SIGMA_WINDOW = 126;

    /** Both axes this far from the centre: the new quadrant counts at once. */
    private static final double CLEAR = 3;
    /** Points running in the same new quadrant after which it counts anyway. */
    private static final int RUN = 3;

    private final double[] ratio;
    private final double[] momentum;
    /** Null before the first point. */
    private final @Nullable Quadrant[] held;
    private final int valid;
    private final double sigma;

    /** The path of these relative log returns, oldest first; a gap is NaN, and so is what lies before the first. */
    MapPath(double[] e) {
        ratio = new double[e.length];
        momentum = new double[e.length];
        held = new Quadrant[e.length];
        double y = 0;
        double fast = 0; // seeded with the first y, which is 0
        double slow = 0;
        double signal = 0;
        double s = Double.NaN;
        int sessions = 1;
        Quadrant quadrant = null;
        Quadrant candidate = null;
        int run = 0;
        for (int t = 0; t < e.length; t++) {
            ratio[t] = Double.NaN;
            momentum[t] = Double.NaN;
            if (!Double.isNaN(e[t])) {
                sessions++;
                y += e[t];
                fast = ema(fast, y, FAST);
                slow = ema(slow, y, SLOW);
                double x = fast - slow;
                signal = ema(signal, x, SIGNAL);
                if (sessions >= SESSIONS_MIN) {
                    s = Trailing.sd(e, t, SIGMA_WINDOW);
                    if (s > Trailing.FLAT) {
                        ratio[t] = CENTRE + POINTS_PER_SD * x / (RATIO_SD * s);
                        momentum[t] = CENTRE + POINTS_PER_SD * (x - signal) / (MOMENTUM_SD * s);
                        var raw = Quadrant.of(ratio[t], momentum[t]);
                        run = raw == candidate ? run + 1 : 1;
                        candidate = raw;
                        boolean clear = Math.abs(ratio[t] - CENTRE) >= CLEAR && Math.abs(momentum[t] - CENTRE) >= CLEAR;
                        if (quadrant == null || clear || run >= RUN) {
                            quadrant = raw;
                        }
                    }
                }
            }
            held[t] = quadrant;
        }
        valid = sessions;
        sigma = s;
    }

    /** One step of an exponential mean: a = 2 / (n + 1). */
    static double ema(double before, double now, int n) {
        double a = 2.0 / (n + 1);
        return (1 - a) * before + a * now;
    }

    /** NaN where there is no point. */
    double ratio(int t) {
        return ratio[t];
    }

    double momentum(int t) {
        return momentum[t];
    }

    boolean point(int t) {
        return t >= 0 && !Double.isNaN(ratio[t]);
    }

    /** With hysteresis, as of index t; absent before the first point. */
    Optional<Quadrant> quadrant(int t) {
        return Optional.ofNullable(held[t]);
    }

    /** Sessions with a relative price over the whole path. */
    int valid() {
        return valid;
    }

    /** The newest sd of e that was asked for: NaN when there was none, at most {@link Trailing#FLAT} when it does not vary. */
    double sigma() {
        return sigma;
    }
}
