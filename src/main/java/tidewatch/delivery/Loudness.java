package tidewatch.delivery;

/** How messages of one class come to a chat. */
public enum Loudness {
    ON,
    /** Without sound, where the platform can; elsewhere folded into the next brief, and sent as usual where none is near. */
    SILENT,
    /** Not at all; the row is still written, so that "why no alert?" has an answer. */
    OFF
}
