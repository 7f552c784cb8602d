package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * When to try again after a try that certainly did not arrive. Full jitter: the wait is drawn evenly from nothing up to a bound that
 * doubles, so that senders that failed together do not come back together (M. Brooker, "Exponential Backoff And Jitter", 2015).
 */
public final class Backoff {
    /** Transmissions of one delivery; after the last failed one it is dead. */
    public static final int WRITTEN_MAX = 8;

    private static final long FLOOR_MILLIS = 2_000;
    private static final long CAP_MILLIS = 900_000;
    private static final long SPREAD_MILLIS = 500;
    /** 2 s doubled nine times is beyond the cap. */
    private static final int DOUBLINGS_MAX = 9;
    /** A platform that names more has lost its mind, and every message of ours has expired by then. */
    private static final Duration PAUSE_MAX = Duration.ofDays(32);

    private Backoff() {}

    /**
     * The wait after a failure: even in [0, min(900, 2 * 2^n)] s, at least 2 s.
     *
     * @param failures before this one, 0 or more
     */
    public static Duration after(int failures, RandomGenerator random) {
        if (failures < 0) {
            throw new IllegalArgumentException("There cannot be " + failures + " failures");
        }
        long bound = Math.min(CAP_MILLIS, FLOOR_MILLIS << Math.min(failures, DOUBLINGS_MAX));
        return Duration.ofMillis(Math.max(FLOOR_MILLIS, random.nextLong(bound + 1)));
    }

    /** A pause that the platform named is waited in full, and up to half a second more so that not all come back in one instant. */
    public static Duration paused(Duration named, RandomGenerator random) {
        Duration full = named.isNegative() ? Duration.ZERO : named.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : named;
        return full.plusMillis(random.nextLong(SPREAD_MILLIS + 1));
    }

    /** What becomes of a delivery after a failed try. */
    public sealed interface Next {}

    /** Not before this instant. */
    public record Again(Instant notBefore) implements Next {}

    /** It ends: too many transmissions, or the next one would come when it has expired. */
    public record Over(DeliveryReason reason) implements Next {
        public Over {
            Objects.requireNonNull(reason);
        }
    }

    /**
     * What becomes of a delivery after a failed try and this wait.
     *
     * @param written transmissions begun so far
     */
    public static Next next(Instant now, Duration wait, int written, Instant expiresAt) {
        if (written >= WRITTEN_MAX) {
            return new Over(DeliveryReason.TOO_MANY_ATTEMPTS);
        }
        Instant at = now.plus(wait);
        return at.isBefore(expiresAt) ? new Again(at) : new Over(DeliveryReason.STALE);
    }
}
