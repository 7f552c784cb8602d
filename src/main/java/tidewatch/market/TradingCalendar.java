package tidewatch.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The exchange's trading days. All dates are the exchange's (New York); no clock inside. Immutable, any thread. */
public interface TradingCalendar {
    boolean isSession(LocalDate date);

    /** The session of this date, absent when the exchange is closed. */
    Optional<Session> session(LocalDate date);

    /** Why the exchange is closed on a weekday, such as "Martin Luther King Jr. Day"; absent for sessions and weekends. */
    Optional<String> closedBecause(LocalDate date);

    /** The first session after this date. */
    LocalDate next(LocalDate date);

    /** The last session before this date. */
    LocalDate previous(LocalDate date);

    /** The session n sessions after (before, for a negative n) this date; from a closed day the count starts at the session before it. */
    LocalDate plus(LocalDate date, int n);

    /** Sessions from {@code from} to {@code to}, both included. */
    int count(LocalDate from, LocalDate to);

    /** All sessions from {@code from} to {@code to}, both included. */
    List<LocalDate> sessions(LocalDate from, LocalDate to);

    /** The last session whose close is at or before this instant. */
    LocalDate lastClosed(Instant now);

    /** False outside the years that were checked (2016 to 2030); then only the weekday rule and the yearly rules apply, and it is said. */
    boolean verified(LocalDate date);
}
