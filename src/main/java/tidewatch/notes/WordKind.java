package tidewatch.notes;

import java.util.Locale;

/** The kinds of words in {@code words.csv}. */
enum WordKind {
    TOPIC,
    TOPIC_EXACT,
    PAST,
    POLARITY,
    POLARITY_FLOW,
    COLUMN,
    COLUMN_FIRST,
    VETO,
    FLOW,
    SUPPOSED,
    DIRECTION,
    MOVE_WORD,
    FACTOR,
    SEQUENCE,
    SESSION,
    ORDINAL,
    APPROXIMATE,
    AT_LEAST,
    AT_MOST,
    RELATIVE,
    NO_BENCHMARK,
    PERIOD,
    LEVEL,
    NOT_A_MOVE,
    VERDICT,
    VERDICT_ALONE,
    ARROW,
    NEGATOR,
    EASING,
    HORIZON,
    LEAD,
    TIMING,
    THESIS,
    HELD,
    VEHICLE;

    /** As the column {@code kind} has it. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
