package tidewatch.testing.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts what the bot sends, on the fake's clock. Guarded by the lock of the world. */
final class Rates {
    /** Uploads above this size, of equal length, are spaced. */
    private static final int BIG = 100_000;

    private Limits limits;
    private final Deque<Instant> all = new ArrayDeque<>();
    private final Map<Long, Bucket> chats = new HashMap<>();
    private final Map<Long, Deque<Instant>> groups = new HashMap<>();
    private final Map<Integer, Instant> uploads = new HashMap<>();
    private final Map<Long, Instant> closed = new HashMap<>();

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
        chats.clear();
        closed.clear();
    }

    Limits limits() {
        return limits;
    }

    /** Whether this chat was told to wait and the time has not passed. */
    boolean early(long chat, Instant now) {
        return now.isBefore(closed.getOrDefault(chat, Instant.MIN));
    }

    /** Lets one message through, or answers the whole seconds to wait. */
    long take(long chat, boolean group, Instant now) {
        long wait = Math.max(Math.max(bot(now), chat(chat, now)), group ? group(chat, now) : 0);
        if (wait > 0) {
            closed.put(chat, now.plusSeconds(wait));
            return wait;
        }
        all.addLast(now);
        bucket(chat, now).tokens -= 1;
        if (group && limits.groupPerMinute() < Integer.MAX_VALUE) {
            groups.computeIfAbsent(chat, key -> new ArrayDeque<>()).addLast(now);
        }
        return 0;
    }

    private long bot(Instant now) {
        drop(all, now.minusSeconds(1));
        return all.size() < limits.perSecond() ? 0 : 1;
    }

    private long chat(long chat, Instant now) {
        double tokens = bucket(chat, now).tokens;
        return tokens >= 1 ? 0 : (long) Math.max(1, Math.ceil((1 - tokens) / limits.chatPerSecond()));
    }

    private Bucket bucket(long chat, Instant now) {
        var bucket = chats.computeIfAbsent(chat, key -> new Bucket(limits.chatBurst(), now));
        double passed = Math.max(0, Duration.between(bucket.at, now).toNanos() / 1e9);
        bucket.tokens = Math.min(limits.chatBurst(), bucket.tokens + passed * limits.chatPerSecond());
        bucket.at = now;
        return bucket;
    }

    private long group(long chat, Instant now) {
        var sent = groups.getOrDefault(chat, new ArrayDeque<>());
        drop(sent, now.minusSeconds(60));
        if (sent.size() < limits.groupPerMinute()) {
            return 0;
        }
        return Math.max(1, Duration.between(now, sent.getFirst().plusSeconds(60)).toSeconds() + 1);
    }

    private static void drop(Deque<Instant> times, Instant until) {
        while (!times.isEmpty() && !times.getFirst().isAfter(until)) {
            times.removeFirst();
        }
    }

    /** A file that is sent: equal sizes queue up behind each other, and beyond 5 seconds of queue are refused for a minute. */
    long upload(int bytes, Instant now) {
        if (bytes <= BIG || limits.perSecond() == Integer.MAX_VALUE) {
            return 0;
        }
        var from = uploads.getOrDefault(bytes, now);
        var start = from.isBefore(now) ? now : from;
        if (Duration.between(now, start).toMillis() > 5_000) {
            return 60;
        }
        uploads.put(bytes, start.plusMillis(200 + Math.min(700, bytes / 15_000)));
        return 0;
    }
}
