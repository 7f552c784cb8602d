package tidewatch.problem;

/** Why something could not be done: a closed list, so that callers decide by reason and never by the words of a sentence. */
public enum Reason {
    /** The name of an instrument, note, thesis, command or key is not known. */
    UNKNOWN_NAME,
    /** Two or more readings are left and none may be picked for the person. */
    AMBIGUOUS,
    /** The thing is known and has no data for what was asked (no bar, no history, not listed yet). */
    NO_DATA,
    /** Some data are there, fewer than the method needs. */
    TOO_LITTLE_HISTORY,
    /** The newest data are too old for what was asked. */
    STALE,
    /** Input that could not be read: a row, a cell, a file, a body. */
    GARBLED,
    /** Input that was read and looks wrong; it is held back and nothing is deleted. */
    QUARANTINED,
    /** A file or folder is missing or cannot be opened. */
    UNREADABLE,
    /** More than a stated cap. */
    TOO_BIG,
    /** An argument or a setting is not of the form that it must have. */
    BAD_ARGUMENT,
    /** Asked of a place or person that may not. */
    REFUSED,
    /** Another machine cannot be reached, is too slow, or broke off. */
    UNREACHABLE,
    /** Two sources or two notes say different things. */
    CONFLICT,
    /** It can never be tested against prices, and that is no fault: private company, a word, the future. */
    UNTESTABLE,
    /** Worth saying, nothing to mend. */
    NOTICE
}
