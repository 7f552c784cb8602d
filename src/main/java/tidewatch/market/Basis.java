package tidewatch.market;

/** In which share basis a provider's open, high, low and close are (market-data design, section 2). */
public enum Basis {
    /** As traded. */
    RAW,
    /** Split-adjusted as of retrieval. */
    SPLIT,
    /** Split- and dividend-adjusted as of retrieval: there is no level, a quoted price cannot be compared. */
    TOTAL
}
