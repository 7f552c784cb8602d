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
    /** Signed run of higher or lower closes. */
    STREAK,
    /** Last log return over the sd of the 63 before it. */
    Z_OWN,
    Z5,
    Z21,
    Z63,
    /** Close over the highest close of 252 sessions, less 1. */
    HIGH52,
    LOW52,
    SMA50,
    SMA200,
    /** Close x volume over its own median of 60 sessions. */
    DOLLAR_VOLUME
}
