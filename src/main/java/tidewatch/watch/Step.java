package tidewatch.watch;

/** The moments at which a reminder speaks. */
public enum Step {
    /** On the first morning of its days. */
    OPEN,
    /** On the day, or at the moment, that is meant. */
    AT,
    /** On the morning after the last day: what came of it? */
    CLOSE
}
