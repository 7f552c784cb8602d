package tidewatch.testing.slack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts calls by workspace, method and channel, on the fake's clock. Guarded by the lock of the world. */
final class Rates {
    private Limits limits;
    private final Map<String, Deque<Instant>> methods = new HashMap<>();
    private final Map<String, Bucket> channels = new HashMap<>();
    private final Map<String, Instant> closed = new HashMap<>();

    private static final class Bucket {
        double tokens;
        Instant at;

        Bucket(double tokens, Instant at) {
            this.tokens = tokens;
            this.at = at;
        }
    }

    Rates(Limits limits) {
        this.limits = limits;
    }

    void limits(Limits newLimits) {
        limits = newLimits;
        methods.clear();
        channels.clear();
        closed.clear();
    }

    /** Whether this key was told to wait and the time has not passed. */
    boolean early(String key, Instant now) {
        return now.isBefore(closed.getOrDefault(key, Instant.MIN));
    }

    /** From now on calls before this many seconds have passed are early. */
    void close(String key, Instant now, long seconds) {
        closed.put(key, now.plusSeconds(seconds));
    }

    /** Lets one call of a method through, or answers the whole seconds to wait. */
    long call(String key, int tier, Instant now) {
        int most = limits.tier(tier);
        if (most == Integer.MAX_VALUE) {
            return 0;
        }
        var calls = methods.computeIfAbsent(key, one -> new ArrayDeque<>());
        while (!calls.isEmpty() && !calls.getFirst().isAfter(now.minusSeconds(60))) {
            calls.removeFirst();
        }
        if (calls.size() < most) {
            calls.addLast(now);
            return 0;
        }
        return Math.max(1, Duration.between(now, calls.getFirst().plusSeconds(60)).toSeconds() + 1);
    }

    /** Lets one message to a channel through, or answers the whole seconds to wait. */
    long message(String channel, Instant now) {
        var bucket = channels.computeIfAbsent(channel, key -> new Bucket(limits.channelBurst(), now));
        double passed = Math.max(0, Duration.between(bucket.at, now).toNanos() / 1e9);
        bucket.tokens = Math.min(limits.channelBurst(), bucket.tokens + passed * limits.channelPerSecond());
        bucket.at = now;
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            return 0;
        }
        return (long) Math.max(1, Math.ceil((1 - bucket.tokens) / limits.channelPerSecond()));
    }
}
