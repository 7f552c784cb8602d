package tidewatch.evidence;

/**
 * How far z must have gone at some session since the fifth, for a claim that is looked at every day: 1 claim without drift in 20 ever
 * passes it (simulated; rotation design, section 12).
 */
public final class SequentialBound {
    private static final double[] HORIZON = {20, 63, 126, 252};
    private static final double[] BOUND = {2.53, 2.74, 2.83, 2.91};

    private SequentialBound() {}

    /** Linear in the log of the horizon; 2.53 below 20 sessions; beyond 252 the last slope goes on, so that longer is never easier. */
    public static double of(int horizon) {
        if (horizon <= HORIZON[0]) {
            return BOUND[0];
        }
        int i = 1;
        while (i < HORIZON.length - 1 && horizon > HORIZON[i]) {
            i++;
        }
        double part = Math.log(horizon / HORIZON[i - 1]) / Math.log(HORIZON[i] / HORIZON[i - 1]);
        return BOUND[i - 1] + part * (BOUND[i] - BOUND[i - 1]);
    }
}
