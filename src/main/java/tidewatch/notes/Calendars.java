package tidewatch.notes;

import java.time.LocalDate;
import java.time.LocalTime;
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
}
