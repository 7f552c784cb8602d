package tidewatch.market;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tidewatch.market.RefreshBook.ProviderState;

/**
 * What an answer does to the state of its source. Three failures in a row close it for 5 minutes, then 10, up to an hour; a limit until it is
 * free again; a key or a plan that does not serve for a day, or until another key makes another account. Pure.
 */
final class SourceHealth {
    private static final int FAILURES_MAX = 3;
    private static final Duration FIRST_CLOSED = Duration.ofMinutes(5);
    private static final Duration CLOSED_MAX = Duration.ofHours(1);
    private static final Duration REFUSED_CLOSED = Duration.ofHours(24);
    private static final Duration BUSY_CLOSED = Duration.ofMinutes(10);

    private SourceHealth() {}

    /** @param trouble of the last answer; absent for a good one */
    static ProviderState after(ProviderState before, Optional<Trouble> trouble, Instant now) {
        return trouble.map(one -> failed(before, one, now))
                .orElseGet(() -> new ProviderState(before.account(), 0, 0, Optional.empty(), Optional.empty(), Optional.of(now), Optional.of(now)));
    }

    private static ProviderState failed(ProviderState before, Trouble trouble, Instant now) {
        return switch (trouble.kind()) {
            case WRONG_KEY, NOT_ENTITLED, REFUSED_ADDRESS -> state(before, 0, before.openings(), Optional.of(now.plus(REFUSED_CLOSED)), trouble, now);
            case QUOTA_SPENT, BUSY ->
                state(before, before.failures(), before.openings(), Optional.of(trouble.until().orElseGet(() -> now.plus(BUSY_CLOSED))), trouble, now);
            case UNREACHABLE, GARBLED, TOO_BIG, MISMATCH -> counted(before, trouble, now);
            // It answered, and has nothing.
            case NO_SUCH_SYMBOL, NO_DATA, NOT_YET -> state(before, 0, 0, Optional.empty(), trouble, now);
        };
    }

    private static ProviderState counted(ProviderState before, Trouble trouble, Instant now) {
        int failures = before.failures() + 1;
        if (failures < FAILURES_MAX) {
            return state(before, failures, before.openings(), trouble.until(), trouble, now);
        }
        var closed = FIRST_CLOSED.multipliedBy(1L << Math.min(before.openings(), 10));
        var until = now.plus(closed.compareTo(CLOSED_MAX) > 0 ? CLOSED_MAX : closed);
        return state(before, 0, before.openings() + 1, Optional.of(until), trouble, now);
    }

    private static ProviderState state(
            ProviderState before, int failures, int openings, Optional<Instant> closedUntil, Trouble trouble, Instant now) {
        return new ProviderState(before.account(), failures, openings, closedUntil, Optional.of(trouble), before.lastSuccess(), Optional.of(now));
    }
}
