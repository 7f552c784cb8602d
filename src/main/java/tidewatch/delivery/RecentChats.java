package tidewatch.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What is remembered of each chat that was sent to in the last minute. Older memory equals none, because no limit of a chat looks back
 * further; so at 25 a second some 1,500 chats are held, however many there are. Not for two threads at once.
 */
final class RecentChats<V> {
    private static final long KEPT_NANOS = 60_000_000_000L;

    private final LongSupplier nanos;
    private final Function<String, V> fresh;
    private final Map<String, Held<V>> byChat = new LinkedHashMap<>(64, 0.75f, true);

    private record Held<V>(V value, long at) {}

    RecentChats(LongSupplier nanos, Function<String, V> fresh) {
        this.nanos = nanos;
        this.fresh = fresh;
    }

    /** The memory of this chat, which counts as used now. */
    V get(String chat) {
        long now = nanos.getAsLong();
        var eldest = byChat.values().iterator();
        while (eldest.hasNext() && now - eldest.next().at() > KEPT_NANOS) {
            eldest.remove();
        }
        Held<V> held = byChat.get(chat);
        V value = held == null ? fresh.apply(chat) : held.value();
        byChat.put(chat, new Held<>(value, now));
        return value;
    }

    int size() {
        return byChat.size();
    }
}
