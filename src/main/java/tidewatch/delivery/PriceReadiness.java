package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import tidewatch.market.Session;
import tidewatch.market.TradingCalendar;

/**
 * When the prices of a session are complete: its close and the time that the source of prices takes after it. Early closes count from
 * their own hour. Immutable, any thread.
 *
 * @param calendar the exchange's sessions
 * @param readyAfter from the close to complete prices, as the provider states it; 0 to 12 hours, so that a session's prices are there
 *     before the next one opens
 */
public record PriceReadiness(TradingCalendar calendar, Duration readyAfter) {
    private static final Duration MOST = Duration.ofHours(12);

    public PriceReadiness {
        Objects.requireNonNull(calendar);
        if (readyAfter.isNegative() || readyAfter.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("Prices are ready 0 to 12 hours after the close, not " + readyAfter);
        }
    }

    /** From this instant on the prices of the session are complete. */
    public Instant ready(Session session) {
        return session.close().plus(readyAfter);
    }

    /** The last session whose prices are complete at this instant: what a brief sent then speaks of. */
    public LocalDate asOf(Instant at) {
        // ready(S) <= at is close(S) <= at - readyAfter.
        return calendar.lastClosed(at.minus(readyAfter));
    }
}
