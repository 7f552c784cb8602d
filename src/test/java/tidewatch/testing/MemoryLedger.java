package tidewatch.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tidewatch.evidence.Ledger;
import tidewatch.evidence.RecordedClaim;
import tidewatch.evidence.RecordedOutcome;

/** The record, in memory. */
final class MemoryLedger implements Ledger {
    private final MemoryStore store;
    private final MemoryStore.Table<String, RecordedClaim> claims;
    private final MemoryStore.Table<String, RecordedOutcome> outcomes;
    private final MemoryStore.Table<LocalDate, LocalDate> sessions;

    MemoryLedger(MemoryStore store) {
        this.store = store;
        this.claims = store.new Table<>();
        this.outcomes = store.new Table<>();
        this.sessions = store.new Table<>();
    }

    @Override
    public List<Entry> all() {
        return store.read("record", () -> claims.all().stream()
                .sorted(Comparator.comparing(RecordedClaim::start).thenComparing(RecordedClaim::id))
                .map(claim -> new Entry(
                        claim,
                        outcomes.all().stream()
                                .filter(one -> one.claim().equals(claim.id()))
                                .sorted(Comparator.comparingInt(RecordedOutcome::line))
                                .toList()))
                .toList());
    }

    @Override
    public Optional<LocalDate> last() {
        return store.read("record", () -> sessions.all().stream().max(Comparator.naturalOrder()));
    }

    @Override
    public boolean write(LocalDate session, Instant at, List<RecordedClaim> fresh, List<RecordedOutcome> scored) {
        return store.transaction("write record", () -> {
            if (sessions.get(session).isPresent()) {
                return false;
            }
            sessions.put(session, session);
            fresh.stream().filter(claim -> claims.get(claim.id()).isEmpty()).forEach(claim -> claims.put(claim.id(), claim));
            scored.stream()
                    .filter(one -> outcomes.get(one.claim() + "#" + one.line()).isEmpty())
                    .forEach(one -> outcomes.put(one.claim() + "#" + one.line(), one));
            return true;
        });
    }
}
