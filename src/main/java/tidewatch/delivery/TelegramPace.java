package tidewatch.delivery;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Telegram's limits with room to spare: 25 sends a second for a bot (the platform allows about 30), never two within 40 ms; one a second
 * for a chat; 18 in any 60 seconds for a group (20). The limits are those of the Bots FAQ, "My bot is hitting limits".
 */
final class TelegramPace implements Pace {
    private static final Duration SENDER_EACH = Duration.ofMillis(40);
    private static final Duration CHAT_EACH = Duration.ofSeconds(1);
    private static final int GROUP_SENDS = 18;
    private static final long GROUP_NANOS = 60_000_000_000L;

    private final LongSupplier nanos;
    private final Bucket sender;
    private final RecentChats<Chat> chats;
    private final Throttling throttling;

    TelegramPace(LongSupplier nanos) {
        this.nanos = nanos;
        var buckets = new Buckets(nanos);
        this.sender = buckets.each(SENDER_EACH);
        this.chats = new RecentChats<>(nanos, _ -> new Chat(buckets.each(CHAT_EACH)));
        this.throttling = new Throttling(nanos);
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
        long wait = Math.max(Buckets.wait(sender), chat.wait(target.group(), now));
        if (wait <= 0) {
            Buckets.take(sender);
            chat.take(now);
        }
        return Math.max(wait, 0);
    }

    @Override
    public synchronized long room(int before) {
        return Buckets.wait(sender) + before * SENDER_EACH.toNanos();
    }

    @Override
    public synchronized Scope throttled(String chat) {
        return throttling.refused(chat);
    }
}
