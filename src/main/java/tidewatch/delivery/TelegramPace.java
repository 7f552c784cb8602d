package tidewatch.delivery;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Telegram's limits with room to spare: 25 sends a second for a bot (the platform allows about 30); one a second for a chat; 18 in any 60
 * seconds for a group (20). The limits are those of the Bots FAQ, "My bot is hitting limits".
 *
 * <p>A bot's sends have slots of 40 ms. One that comes up to a quarter of a second late, because the machine was busy, does not move the
 * slots that follow: they come 38 ms apart until the time is made up. So there are at most 27 sends in any second, and in any longer time
 * at most seven more than its slots. A longer wait is idleness and saves nothing up.
 */
final class TelegramPace implements Pace {
    private static final long SLOT = TimeUnit.MILLISECONDS.toNanos(40);
    /** Between two sends, also while lost time is made up. */
    private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(38);
    private static final long LATE_MAX = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Duration CHAT_EACH = Duration.ofSeconds(1);
    private static final int GROUP_SENDS = 18;
    private static final long GROUP_NANOS = 60_000_000_000L;

    private final LongSupplier nanos;
    private final RecentChats<Chat> chats;
    private final Throttling throttling;
    /** When the next slot of the bot begins, perhaps a while ago. */
    private long next;

    private long last;

    TelegramPace(LongSupplier nanos) {
        this.nanos = nanos;
        var buckets = new Buckets(nanos);
        this.chats = new RecentChats<>(nanos, _ -> new Chat(buckets.each(CHAT_EACH)));
        this.throttling = new Throttling(nanos);
        // As if the last send was long ago.
        this.next = nanos.getAsLong() - LATE_MAX - SLOT;
        this.last = next - SLOT;
    }

    /** A bucket would let 18 through at once and 18 more within the minute; the times of the last 18 sends keep any window. */
    private static final class Chat {
        private final Bucket bucket;
        private final long[] sent = new long[GROUP_SENDS];
        private int count;

        Chat(Bucket bucket) {
            this.bucket = bucket;
        }

        long wait(boolean group, long now) {
            long wait = Buckets.wait(bucket);
            return group && count >= GROUP_SENDS ? Math.max(wait, sent[count % GROUP_SENDS] + GROUP_NANOS - now) : wait;
        }

        void take(long now) {
            Buckets.take(bucket);
            sent[count % GROUP_SENDS] = now;
            // Keeps its remainder and stays "full" for ever, without running over.
            count = count + 1 < 2 * GROUP_SENDS ? count + 1 : GROUP_SENDS;
        }
    }

    @Override
    public synchronized long take(Target target) {
        long now = nanos.getAsLong();
        Chat chat = chats.get(target.chat());
        long wait = Math.max(senderWait(0, now), chat.wait(target.group(), now));
        if (wait <= 0) {
            next = slot(now) + SLOT;
            last = now;
            chat.take(now);
        }
        return Math.max(wait, 0);
    }

    /** From which the slots are counted: now, when the last one was missed by so much that nobody wanted it. */
    private long slot(long now) {
        return now - next > LATE_MAX ? now : next;
    }

    /** Nanoseconds until the bot may send when so many sends go before; 0 when it may now. */
    private long senderWait(int before, long now) {
        long slot = slot(now);
        long first = Math.max(Math.max(slot, last + LEAST), now);
        return Math.max(slot + before * SLOT, first + before * LEAST) - now;
    }

    @Override
    public synchronized long room(int before) {
        return senderWait(before, nanos.getAsLong());
    }

    @Override
    public synchronized Scope throttled(String chat) {
        return throttling.refused(chat);
    }
}
