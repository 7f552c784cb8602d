package tidewatch.evidence;

/**
 * How often chance alone looks as far off, for the one odds phrase of a brief.
 *
 * <p>Measured on random sector calls against SPY, 2017 to March 2026, with the widened z of {@link ThesisStatus}: |z| above .5, 1, 1.64, 2
 * happened to 57, 26, 8 and 4 % of them; the log of the share is linear between (rotation design, section 12). Over a year of sessions the
 * share beyond 1 is nearer to 30 %.
 *
 * @param oneIn N of "about 1 in N", from 1 to 25
 * @param fewer true beyond the table: "fewer than 1 in 25"
 */
public record Chance(int oneIn, boolean fewer) {
    private static final double[] Z = {0, .5, 1, 1.64, 2};
    private static final double[] SHARE = {1, .57, .26, .08, .04};

    public Chance {
        if (oneIn < 1) {
            throw new IllegalArgumentException("A chance of 1 in " + oneIn);
        }
    }

    /** For a z of either sign. */
    public static Chance of(double z) {
        double size = Math.abs(z);
        if (Double.isNaN(size)) {
            throw new IllegalArgumentException("The chance of no figure");
        }
        for (int i = 1; i < Z.length; i++) {
            if (size <= Z[i]) {
                double part = (size - Z[i - 1]) / (Z[i] - Z[i - 1]);
                double log = Math.log(SHARE[i - 1]) + part * (Math.log(SHARE[i]) - Math.log(SHARE[i - 1]));
                return new Chance((int) Math.round(1 / Math.exp(log)), false);
            }
        }
        return new Chance(25, true);
    }

    /** N of "about 1 in N"; 25 also for everything beyond. */
    public static int oneIn(double z) {
        return of(z).oneIn();
    }
}
