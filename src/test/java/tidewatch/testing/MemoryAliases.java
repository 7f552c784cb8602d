package tidewatch.testing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tidewatch.notes.Alias;
import tidewatch.notes.AliasBook;
import tidewatch.notes.NameKey;

/** What names mean, in memory. */
final class MemoryAliases implements AliasBook {
    private final MemoryStore store;
    private final MemoryStore.Table<String, Alias> said;
    private final MemoryStore.Table<String, Asked> asked;

    private record Asked(String key, Optional<String> by, Optional<Instant> putOff) {}

    MemoryAliases(MemoryStore store) {
        this.store = store;
        this.said = store.new Table<>();
        this.asked = store.new Table<>();
    }

    private static String key(String name, String folder) {
        return NameKey.of(name) + "\n" + folder;
    }

    @Override
    public List<Alias> all() {
        return store.read("aliases", () -> said.all().stream().sorted(Comparator.comparing(Alias::key).thenComparing(Alias::folder)).toList());
    }

    @Override
    public boolean remember(Alias alias) {
        return store.transaction("remember alias", () -> {
            var key = key(alias.name(), alias.folder());
            if (said.get(key).isEmpty() && said.all().size() >= MOST) {
                return false;
            }
            said.put(key, alias);
            asked.get(alias.key()).ifPresent(one -> asked.put(one.key(), new Asked(one.key(), one.by(), Optional.empty())));
            return true;
        });
    }

    @Override
    public boolean forget(String name, String folder) {
        return store.transaction("forget alias", () -> {
            boolean there = said.get(key(name, folder)).isPresent();
            said.remove(key(name, folder));
            return there;
        });
    }

    private Asked asked(String name) {
        return asked.get(NameKey.of(name)).orElseGet(() -> new Asked(NameKey.of(name), Optional.empty(), Optional.empty()));
    }

    @Override
    public void putOff(String name, Instant until) {
        store.write("put off", () -> asked.put(NameKey.of(name), new Asked(NameKey.of(name), asked(name).by(), Optional.of(until))));
    }

    @Override
    public Set<String> putOff(Instant at) {
        return store.read(
                "put off",
                () -> asked.all().stream().filter(one -> one.putOff().filter(at::isBefore).isPresent()).map(Asked::key).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public boolean asks(String name, String message) {
        return store.transaction("ask name", () -> {
            var one = asked(name);
            var by = one.by().orElse(message);
            asked.put(one.key(), new Asked(one.key(), Optional.of(by), one.putOff()));
            return by.equals(message);
        });
    }
}
