package tidewatch.rotation;

/** How far a move stands out among all rows that were searched, strongest first. Nothing stronger is ever said of one. */
public enum Strength {
    /** After correcting for all rows, and a series without a trend shows it in at most one search of 100. */
    CLEAR,
    /** After correcting for the dates and the rows searched. */
    SIGNIFICANT,
    /** It would alone (at most one search in 10), but not among so many. */
    SUGGESTIVE,
    /** At most one search in 5 shows as much. */
    WEAK,
    /** It cannot be told from noise. */
    NOISE;

    private static final double CLEAR_P = .01;
    private static final double ALONE_P = .10;
    /** Only up to here is it worth saying between which days a move may have begun. */
    static final double WEAK_P = .20;

    static Strength of(double p, boolean standsOut) {
        if (standsOut) {
            return p <= CLEAR_P ? CLEAR : SIGNIFICANT;
        }
        return p <= ALONE_P ? SUGGESTIVE : p <= WEAK_P ? WEAK : NOISE;
    }

    /** After correcting for everything that was searched. */
    public boolean standsOut() {
        return this == CLEAR || this == SIGNIFICANT;
    }
}
