package tidewatch.market;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tidewatch.market.RefreshBook.Setback;

/** When to ask a source again that had no answer for one thing (market-data design, 6); of a source as a whole {@link SourceHealth} tells. Pure. */
final class RefreshPace {
    private static final Duration UNKNOWN_SYMBOL = Duration.ofDays(7);
    private static final Duration[] LATE = {Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(40)};
    private static final Duration LATE_THEN = Duration.ofHours(1);

    private RefreshPace() {}

    /** A setback after the ones before it: what is late is asked for after 10, 20, 40 minutes, then each hour; what is wrong more rarely. */
    static Setback setback(String provider, String subject, Trouble trouble, Optional<Setback> before, Instant now) {
        int tries = before.filter(one -> one.trouble().kind() == trouble.kind()).map(Setback::tries).orElse(0) + 1;
        var pause = switch (trouble.kind()) {
            case NO_SUCH_SYMBOL -> UNKNOWN_SYMBOL;
            case NOT_YET, NO_DATA -> tries <= LATE.length ? LATE[tries - 1] : LATE_THEN;
            case GARBLED, TOO_BIG, MISMATCH, WRONG_KEY, NOT_ENTITLED, QUOTA_SPENT, BUSY, UNREACHABLE, REFUSED_ADDRESS ->
                Duration.ofHours(1L << Math.min(tries - 1, 4));
        };
        var again = trouble.until().filter(until -> until.isAfter(now)).orElse(now.plus(pause));
        return new Setback(provider, subject, trouble, tries, again);
    }
}
