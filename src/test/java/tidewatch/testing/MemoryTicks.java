package tidewatch.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidewatch.delivery.Outage;
import tidewatch.delivery.Ticks;

/** What the clock did, in memory. */
final class MemoryTicks implements Ticks {
    private static final Duration GAP = Duration.ofMinutes(3);
    private static final String BEAT = "beat";

    private final MemoryStore store;
    private final MemoryStore.Table<String, Instant> successes;
    private final MemoryStore.Table<String, Instant> beats;
    private final MemoryStore.Table<Instant, Outage> outages;
    private final MemoryStore.Table<String, String> words;

    MemoryTicks(MemoryStore store) {
        this.store = store;
        this.successes = store.new Table<>();
        this.beats = store.new Table<>();
        this.outages = store.new Table<>();
        this.words = store.new Table<>();
    }

    @Override
    public void succeeded(String name, String node, Instant at) {
        store.write("succeeded", () -> {
            if (successes.get(name).filter(before -> before.isAfter(at)).isEmpty()) {
                successes.put(name, at);
            }
        });
    }

    @Override
    public Map<String, Instant> lastSuccess() {
        return store.read("last success", () -> Map.copyOf(successes.map()));
    }

    @Override
    public void beat(Instant at) {
        store.write("beat", () -> {
            Optional<Instant> before = beats.get(BEAT);
            before.filter(last -> Duration.between(last, at).compareTo(GAP) > 0)
                    .ifPresent(last -> outages.put(at, new Outage(last, at)));
            if (before.filter(last -> last.isAfter(at)).isEmpty()) {
                beats.put(BEAT, at);
            }
        });
    }

    @Override
    public List<Outage> outages(Instant since) {
        return store.read("outages", () -> new ArrayList<>(outages.map().tailMap(since, false).values()));
    }

    @Override
    public String remembered(String key) {
        return store.read("remembered", () -> words.get(key).orElse(""));
    }

    @Override
    public void remember(String key, String value) {
        store.write("remember", () -> words.put(key, value));
    }
}
