package tidewatch.delivery;

/** What some briefs add to the ordinary one. */
public enum Edition {
    /** What is due in the week whose first session this brief comes before. */
    WEEK_AHEAD,

    /** The sectors over the week whose last session this brief is the first to have the prices of. */
    SECTOR_WEEK
}
