package tidewatch.notes;

import java.util.List;
import java.util.Objects;
import tidewatch.notes.dates.Grammar;

/**
 * Reads date phrases of people: "late Jan", "Q4 earnings (late Jan)", "tomorrow 9am", "every weekday 7:30", "1月下旬".
 * Words come from the resource {@code words.csv}; time is linear in the length of the text. Pure and without state:
 * any thread.
 */
public final class DatePhrase {
    private DatePhrase() {}

    /**
     * Reads a whole phrase, typed by a person or standing in a cell. Words around one date expression do not disturb
     * it; several expressions are {@link DateReading.Ambiguous}; words that only sound like time ("soon") are {@link
     * DateReading.Refused}.
     */
    public static DateReading read(String phrase, DateContext context) {
        return Grammar.typed(phrase, context).whole();
    }

    /**
     * Every date expression inside prose, in order, not overlapping. Stricter than {@link #read}: no bare clock time,
     * no "1/2", no "May" without a day; never inside money, per cents, names with digits (Russell 2000), runs of days
     * ("-7 days consecutive"), averages ("200-day") or addresses. Impossible and doubtful dates are located too, as
     * Refused and Ambiguous, so that they can be listed; None never is.
     */
    public static List<Located> find(String text, DateContext context) {
        return Grammar.inProse(text, context);
    }

    /**
     * A date expression in a text.
     *
     * @param start first UTF-16 unit
     * @param end one past the last
     */
    public record Located(int start, int end, DateReading reading) {
        public Located {
            Objects.requireNonNull(reading);
            if (start < 0 || end <= start) {
                throw new IllegalArgumentException("A date from " + start + " to " + end);
            }
        }
    }
}
