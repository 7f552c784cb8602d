package tidewatch.market;

import java.time.Instant;
import java.time.LocalDate;

/** One trading day of the exchange: its date in the exchange's zone and the instants of its open and close. */
public record Session(LocalDate date, Instant open, Instant close, boolean earlyClose) {
    public Session {
        if (!open.isBefore(close)) {
            throw new IllegalArgumentException("Session " + date + " opens at " + open + " and closes at " + close);
        }
    }
}
