package tidewatch.rotation;

/** The score interval of a share (Wilson 1927): of use down to small counts, and never outside 0 to 1. */
public final class Wilson {
    /** The standard normal's 97.5 % point. */
    static final double NORMAL_975 = 1.959963984540054;

    private Wilson() {}

    /**
     * The 95 % interval of the share {@code hits / n}.
     *
     * @param hits 0 to n; need not be whole, for an effective count is not
     * @param n above 0
     */
    public static Interval of(double hits, double n) {
        if (!(n > 0) || !(hits >= 0) || !(hits <= n)) {
            throw new IllegalArgumentException("No share: " + hits + " of " + n);
        }
        double z2 = NORMAL_975 * NORMAL_975;
        double p = hits / n;
        double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = NORMAL_975 * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /** The same on an effective count: {@code hits} of {@code n} outcomes that are worth {@code effective} independent ones. */
    public static Interval of(long hits, long n, double effective) {
        return of(hits * (effective / n), effective);
    }
}
