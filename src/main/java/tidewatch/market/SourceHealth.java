package tidewatch.market;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tidewatch.market.RefreshBook.ProviderState;

/**
 * What an answer does to the state of its source (market-data design, 3 and 5). Two failures in a row are tried again within seconds, with
 * full jitter, so that many nodes do not come back at once; the third closes the source for 5 minutes, then 10, up to an hour; a limit until
 * it is free again; a key or a plan that does not serve for a day, or until another key makes another account. Pure.
 */
final class SourceHealth {
    private static final Duration[] RETRIES = {Duration.ofSeconds(2), Duration.ofSeconds(8)};
    private static final Duration FIRST_CLOSED = Duration.ofMinutes(5);
    private static final Duration CLOSED_MAX = Duration.ofHours(1);
    private static final Duration REFUSED_CLOSED = Duration.ofHours(24);
    private static final Duration BUSY_CLOSED = Duration.ofMinutes(10);

    private SourceHealth() {}

    /** True for what says something about the source and not about the one thing that was asked for. */
    static boolean ofSource(Trouble.Kind kind) {
        return switch (kind) {
            case WRONG_KEY, NOT_ENTITLED, QUOTA_SPENT, BUSY, UNREACHABLE, REFUSED_ADDRESS -> true;
            case NO_SUCH_SYMBOL, NO_DATA, NOT_YET, GARBLED, TOO_BIG, MISMATCH -> false;
        };
    }

    /** @param trouble of the last answer; absent for a good one */
    static ProviderState after(ProviderState before, Optional<Trouble> trouble, Instant now, RandomGenerator random) {
        return trouble.map(one -> failed(before, one, now, random))
                .orElseGet(() -> new ProviderState(before.account(), 0, 0, Optional.empty(), Optional.empty(), Optional.of(now), Optional.of(now)));
    }

    private static ProviderState failed(ProviderState before, Trouble trouble, Instant now, RandomGenerator random) {
        return switch (trouble.kind()) {
            case WRONG_KEY, NOT_ENTITLED, REFUSED_ADDRESS -> state(before, 0, before.openings(), Optional.of(now.plus(REFUSED_CLOSED)), trouble, now);
            case QUOTA_SPENT, BUSY ->
                state(before, before.failures(), before.openings(), Optional.of(trouble.until().orElseGet(() -> now.plus(BUSY_CLOSED))), trouble, now);
            case UNREACHABLE, GARBLED, TOO_BIG, MISMATCH -> counted(before, trouble, now, random);
            // It answered, and has nothing.
            case NO_SUCH_SYMBOL, NO_DATA, NOT_YET -> state(before, 0, 0, Optional.empty(), trouble, now);
        };
    }

    private static ProviderState counted(ProviderState before, Trouble trouble, Instant now, RandomGenerator random) {
        int failures = before.failures() + 1;
        // Once it was closed, a single failure of the trial that follows closes it again.
        if (failures <= RETRIES.length && before.openings() == 0) {
            long most = RETRIES[failures - 1].toMillis();
            var soon = now.plusMillis(random.nextLong(most) + 1);
            return state(before, failures, 0, Optional.of(trouble.until().filter(until -> until.isAfter(soon)).orElse(soon)), trouble, now);
        }
        var closed = FIRST_CLOSED.multipliedBy(1L << Math.min(before.openings(), 10));
        var until = now.plus(closed.compareTo(CLOSED_MAX) > 0 ? CLOSED_MAX : closed);
        return state(before, failures, before.openings() + 1, Optional.of(until), trouble, now);
    }

    private static ProviderState state(
            ProviderState before, int failures, int openings, Optional<Instant> closedUntil, Trouble trouble, Instant now) {
        return new ProviderState(before.account(), failures, openings, closedUntil, Optional.of(trouble), before.lastSuccess(), Optional.of(now));
    }
}
