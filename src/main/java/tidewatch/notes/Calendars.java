package tidewatch.notes;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/** What dates in notes need to know of the exchange; filled by {@code app} from the market's calendars. */
public interface Calendars {
    boolean isSession(LocalDate date);

    /** The session n sessions after this date (before, for a negative n). */
    LocalDate plusSessions(LocalDate date, int n);

    /** New York wall time of the open. */
    LocalTime open(LocalDate session);

    /** New York wall time of the close; earlier on an early-close day. */
    LocalTime close(LocalDate session);

    /** The first window of this event ("fomc", "cpi", "opex", "jobs report") on or after the date; absent when the calendar does not know. */
    Optional<Window> next(String event, LocalDate after);

    /**
     * The moment that matters of {@link #next} for the same arguments, such as 14:00 New York time on the second day of an FOMC meeting;
     * absent when the calendar knows days only.
     */
    default Optional<ZonedDateTime> moment(String event, LocalDate after) {
        return Optional.empty();
    }
}
