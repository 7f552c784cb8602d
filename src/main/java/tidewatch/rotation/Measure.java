package tidewatch.rotation;

/**
 * The columns of the {@link RotationTable} (rotation design, section 2). Returns are simple and relative ones are ratios, all as fractions:
 * .05 is 5 %. R and REL of one window use the same two sessions.
 */
public enum Measure {
    R1,
    R5,
    R21,
    R63,
    R126,
    R252,
    R_MTD,
    R_QTD,
    R_YTD,
    REL1,
    REL5,
    REL21,
    REL63,
    REL126,
    REL252,
    REL_MTD,
    REL_QTD,
    REL_YTD,
    /** Signed run of higher (+) or lower (-) closes; an equal close and a missing bar set it to 0. */
    STREAK,
    /** Last log return over the sd of the 63 before it. */
    Z_OWN,
    /**
     * Relative log move of 5 sessions over sigma sqrt 5, sigma from the 252 sessions before those 5; so for 21 and 63. Like a return it needs
     * its two ends only: a session in between without a price of either costs nothing.
     */
    Z5,
    Z21,
    Z63,
    /** Close over the highest close of 252 sessions, less 1: 0 on a new high, else below. */
    HIGH52,
    /** Close over the lowest close of 252 sessions, less 1: 0 on a new low, else above. */
    LOW52,
    /** Close over the mean close of 50 sessions, less 1: the sign says above or below. */
    SMA50,
    SMA200,
    /** Close x volume (both split-adjusted only) over the median of the 60 sessions before. */
    DOLLAR_VOLUME
}
