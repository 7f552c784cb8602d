package tidewatch.delivery;

/** What a chat can turn on, make silent or turn off. Answers to commands and digests of held messages are no class: they always come. */
public enum MessageClass {
    /** Morning, midday and weekly briefs, and wraps. */
    BRIEF,
    /** Briefs of the close. */
    CLOSE,
    /** A watched level or condition was met. */
    ALERT,
    /** A date, an event or the window of a watch. */
    REMINDER,
    /** The status of a thesis changed. */
    THESIS,
    /** Late, missing or doubtful data. */
    DATA,
    /** About the service itself: outages, paired chats, messages that died. */
    SYSTEM
}
