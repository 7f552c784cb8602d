package tidewatch.testing;

import java.time.Instant;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ButtonBook;
import tidewatch.chat.InboundLog;
import tidewatch.chat.QuestionBook;
import tidewatch.contract.OutboxContract;
import tidewatch.contract.Store;
import tidewatch.delivery.Leases;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Subscriptions;
import tidewatch.delivery.Ticks;
import tidewatch.evidence.Ledger;
import tidewatch.notes.AliasBook;

/** The outbox in memory keeps what every outbox promises. */
class MemoryOutboxTest extends OutboxContract {
    @Override
    protected Store store() {
        return new InMemory();
    }

    /** A store in memory, as the contracts want it. */
    static final class InMemory implements Store {
        private final FakeClock clock = new FakeClock(Instant.EPOCH);
        private final MemoryStore store = new MemoryStore(clock);

        @Override
        public Outbox outbox() {
            return store.outbox();
        }

        @Override
        public Subscriptions subscriptions() {
            return store.subscriptions();
        }

        @Override
        public Leases leases() {
            return store.leases();
        }

        @Override
        public Ticks ticks() {
            return store.ticks();
        }

        @Override
        public InboundLog inbound() {
            return store.inbound();
        }

        @Override
        public AccessBook access() {
            return store.access();
        }

        @Override
        public ButtonBook buttons() {
            return store.buttons();
        }

        @Override
        public QuestionBook questions() {
            return store.questions();
        }

        @Override
        public Ledger ledger() {
            return store.ledger();
        }

        @Override
        public AliasBook aliases() {
            return store.aliases();
        }

        @Override
        public void set(Instant now) {
            clock.set(now);
        }

        @Override
        public void close() {}
    }
}
