package tidewatch.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tidewatch.delivery.Lease;
import tidewatch.delivery.Leases;

/** Leases and pauses of senders in memory. */
final class MemoryLeases implements Leases {
    private final MemoryStore store;
    private final MemoryStore.Table<String, Lease> held;
    private final MemoryStore.Table<String, Pause> pauses;

    MemoryLeases(MemoryStore store) {
        this.store = store;
        this.held = store.new Table<>();
        this.pauses = store.new Table<>();
    }

    @Override
    public Instant now() {
        return store.now();
    }

    /** A lease that was given back keeps its epoch and ends at once. */
    @Override
    public Optional<Lease> acquire(String name, String owner, Duration ttl) {
        return store.transaction("acquire", () -> {
            Instant now = store.rules().leaseClock(owner, store.now());
            Optional<Lease> before = held.get(name);
            boolean live = before.filter(lease -> lease.until().isAfter(now)).isPresent();
            boolean own = live && before.orElseThrow().owner().equals(owner);
            if (live && !own) {
                return Optional.empty();
            }
            long epoch = before.map(lease -> own ? lease.epoch() : lease.epoch() + 1).orElse(1L);
            var lease = new Lease(name, owner, epoch, now.plus(ttl));
            held.put(name, lease);
            return Optional.of(lease);
        });
    }

    @Override
    public void release(Lease lease) {
        store.write("release", () -> held.get(lease.name())
                .filter(one -> one.owner().equals(lease.owner()) && one.epoch() == lease.epoch())
                .ifPresent(one -> held.put(
                        one.name(), new Lease(one.name(), one.owner(), one.epoch(), Instant.EPOCH))));
    }

    @Override
    public void orphans(String owner) {
        store.write("lease orphans", () -> held.all().stream()
                .filter(one -> !one.owner().equals(owner))
                .forEach(one -> held.put(one.name(), new Lease(one.name(), one.owner(), one.epoch(), Instant.EPOCH))));
    }

    @Override
    public Optional<Lease> holder(String name) {
        return store.read("holder", () -> held.get(name)
                .filter(lease -> lease.until().isAfter(store.rules().leaseClock(lease.owner(), store.now()))));
    }

    /** Whether the lease is still this one; inside of a transaction. */
    boolean holds(Lease lease) {
        return !store.rules().leaseChecked()
                || held.get(lease.name())
                .filter(one -> one.owner().equals(lease.owner())
                        && one.epoch() == lease.epoch()
                        && one.until().isAfter(store.rules().leaseClock(lease.owner(), store.now())))
                .isPresent();
    }

    @Override
    public void pause(String sender, Instant until, String reason) {
        store.write("pause", () -> {
            if (pauses.get(sender).filter(pause -> pause.until().isAfter(until)).isEmpty()) {
                pauses.put(sender, new Pause(until, reason));
            }
        });
    }

    @Override
    public Optional<Pause> paused(String sender) {
        return store.read(
                "paused", () -> pauses.get(sender).filter(pause -> pause.until().isAfter(store.now())));
    }
}
