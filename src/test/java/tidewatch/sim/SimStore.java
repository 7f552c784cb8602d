package tidewatch.sim;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tidewatch.brief.BriefArchive;
import tidewatch.chat.ButtonBook;
import tidewatch.chat.InboundLog;
import tidewatch.chat.QuestionBook;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Leases;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Subscriptions;
import tidewatch.delivery.Ticks;
import tidewatch.evidence.Ledger;
import tidewatch.testing.MemoryStore;
import tidewatch.testing.MemoryWatchlist;
import tidewatch.watch.Watchlist;

/** The store of a run. */
interface SimStore extends AutoCloseable {
    Outbox outbox();

    Subscriptions subscriptions();

    Leases leases();

    Ticks ticks();

    InboundLog inbound();

    BriefArchive briefs();

    Ledger ledger();

    Watchlist watches();

    ButtonBook buttons();

    QuestionBook questions();

    /** All rows that are not final, by their ids; for the simulator's own eyes. */
    default List<Delivery> open() {
        var states = Set.of(
                DeliveryState.PLANNED,
                DeliveryState.READY,
                DeliveryState.HELD,
                DeliveryState.SENDING,
                DeliveryState.RETRY_WAIT,
                DeliveryState.UNKNOWN);
        return outbox().list(new Outbox.Filter(states, java.util.Optional.empty(), java.util.Optional.empty()), 10_000).stream()
                .sorted(Comparator.comparing(Delivery::id))
                .toList();
    }

    @Override
    default void close() {}

    /** In memory. */
    record InMemory(MemoryStore store, Watchlist watches) implements SimStore {
        InMemory(MemoryStore store) {
            this(store, new MemoryWatchlist(store));
        }

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
        public BriefArchive briefs() {
            return store.briefs();
        }

        @Override
        public Ledger ledger() {
            return store.ledger();
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
        public List<Delivery> open() {
            return store.openRows();
        }
    }
}
