package tidewatch.slack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is remembered while this process lives, the least lately used forgotten first. Any thread. */
final class Recent<K, V> {
    private final int most;
    private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);

    Recent(int most) {
        this.most = most;
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void put(K key, V value) {
        entries.put(key, value);
        var oldest = entries.keySet().iterator();
        while (entries.size() > most) {
            oldest.next();
            oldest.remove();
        }
    }

    synchronized void remove(K key) {
        entries.remove(key);
    }
}
