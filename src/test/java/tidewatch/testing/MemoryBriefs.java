package tidewatch.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tidewatch.brief.Brief;
import tidewatch.brief.BriefArchive;

/** Briefs in memory. */
final class MemoryBriefs implements BriefArchive {
    private final MemoryStore store;
    private final MemoryStore.Table<String, Stored> stored;
    /** How often each was broken, also when it was mended. */
    private final MemoryStore.Table<String, Integer> broken;


    MemoryBriefs(MemoryStore store) {
        this.store = store;
        this.stored = store.new Table<>();
        this.broken = store.new Table<>();
    }

    @Override
    public Optional<Stored> find(Key key) {
        return find(key.id());
    }

    @Override
    public Optional<Stored> find(String id) {
        return store.read("find brief", () -> stored.get(id));
    }

    @Override
    public List<Stored> of(LocalDate session) {
        return store.read("briefs of", () -> stored.all().stream()
                .filter(one -> one instanceof Kept kept && kept.isOf(session))
                .sorted(Comparator.comparing((Stored one) -> ((Kept) one).at()).reversed())
                .toList());
    }

    private boolean isFinal(Key key) {
        return stored.get(key.id())
                .filter(one -> switch (one) {
                    case Kept _ -> true;
                    case Broken it -> it.given();
                })
                .isPresent();
    }

    @Override
    public boolean freeze(Key key, Brief facts, List<String> missing, Instant at) {
        return store.transaction("freeze brief", () -> {
            if (isFinal(key)) {
                return false;
            }
            stored.put(key.id(), new Kept(key, facts, missing, Integer.toHexString(facts.hashCode()), at));
            return true;
        });
    }

    @Override
    public int broke(Key key, String cause, int most, Instant at) {
        return store.transaction("brief broke", () -> {
            int before = broken.get(key.id()).orElse(0);
            if (isFinal(key)) {
                return before;
            }
            broken.put(key.id(), before + 1);
            stored.put(key.id(), new Broken(key, before + 1, before + 1 >= most, cause));
            return before + 1;
        });
    }
}
