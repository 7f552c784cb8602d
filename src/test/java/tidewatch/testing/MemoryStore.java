package tidewatch.testing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import tidewatch.brief.BriefArchive;
import tidewatch.chat.AccessBook;
import tidewatch.chat.ButtonBook;
import tidewatch.chat.ChatId;
import tidewatch.chat.InboundLog;
import tidewatch.chat.QuestionBook;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.Leases;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Subscriptions;
import tidewatch.delivery.Ticks;
import tidewatch.evidence.Ledger;
import tidewatch.notes.AliasBook;

/**
 * The whole store in memory, behind the ports of the product and with the same meaning: one lock, each call one transaction that is undone
 * when it throws, and {@link InboundLog#handle} a transaction around others. Its clock is the one it is given. It passes the contracts
 * that the SQL stores pass.
 */
public final class MemoryStore {
    private final InstantSource clock;
    private final MemoryRules rules;
    private final List<Runnable> undo = new ArrayList<>();
    private final List<BiConsumer<ChatId, ChatId>> moves = new ArrayList<>();
    private int depth;
    private Gate gate = Gate.OPEN;

    private final MemoryAccess access;
    private final MemorySubscriptions subscriptions;
    private final MemoryOutbox outbox;
    private final MemoryLeases leases;
    private final MemoryTicks ticks;
    private final MemoryInboundLog inbound;
    private final MemoryBriefs briefs;
    private final MemoryButtons buttons;
    private final MemoryQuestions questions;
    private final MemoryAliases aliases;
    private final MemoryLedger ledger;

    public MemoryStore(InstantSource clock) {
        this(clock, new MemoryRules());
    }

    public MemoryStore(InstantSource clock, MemoryRules rules) {
        this.clock = clock;
        this.rules = rules;
        this.leases = new MemoryLeases(this);
        this.access = new MemoryAccess(this);
        this.subscriptions = new MemorySubscriptions(this);
        this.outbox = new MemoryOutbox(this);
        this.ticks = new MemoryTicks(this);
        this.inbound = new MemoryInboundLog(this);
        this.briefs = new MemoryBriefs(this);
        this.buttons = new MemoryButtons(this);
        this.questions = new MemoryQuestions(this);
        this.aliases = new MemoryAliases(this);
        this.ledger = new MemoryLedger(this);
    }

    /** Stands before and behind each outermost transaction; throws to make the store fail there. */
    public interface Gate {
        /** Lets everything pass. */
        Gate OPEN = new Gate() {
            @Override
            public void begins(String what) {}

            @Override
            public void commits(String what) {}

            @Override
            public void committed(String what) {}
        };

        /** Nothing has been done. */
        void begins(String what);

        /** Everything has been done and is undone when this throws. */
        void commits(String what);

        /** It stays done, though the caller does not hear of it when this throws. */
        void committed(String what);
    }

    public synchronized void gate(Gate other) {
        this.gate = other;
    }

    public Outbox outbox() {
        return outbox;
    }

    public Subscriptions subscriptions() {
        return subscriptions;
    }

    public AccessBook access() {
        return access;
    }

    public Leases leases() {
        return leases;
    }

    public Ticks ticks() {
        return ticks;
    }

    public InboundLog inbound() {
        return inbound;
    }

    public ButtonBook buttons() {
        return buttons;
    }

    public QuestionBook questions() {
        return questions;
    }

    public AliasBook aliases() {
        return aliases;
    }

    public Ledger ledger() {
        return ledger;
    }

    public BriefArchive briefs() {
        return briefs;
    }

    /** All rows that are not final, by their ids. */
    public synchronized List<Delivery> openRows() {
        return outbox.open();
    }

    /** What else goes with a chat that gets a new id; within the transaction. */
    void onMove(BiConsumer<ChatId, ChatId> also) {
        moves.add(also);
    }

    void moved(ChatId from, ChatId to) {
        moves.forEach(also -> also.accept(from, to));
    }

    MemoryOutbox rows() {
        return outbox;
    }

    MemorySubscriptions wishes() {
        return subscriptions;
    }

    MemoryAccess doors() {
        return access;
    }

    MemoryLeases rights() {
        return leases;
    }

    MemoryButtons shown() {
        return buttons;
    }

    MemoryQuestions asked() {
        return questions;
    }

    MemoryInboundLog heard() {
        return inbound;
    }

    MemoryRules rules() {
        return rules;
    }

    Instant now() {
        // To the millisecond, as the tables keep it.
        return Instant.ofEpochMilli(clock.instant().toEpochMilli());
    }

    /** One transaction, or a part of the one that this thread is in. */
    synchronized <T> T transaction(String what, Supplier<T> work) {
        boolean outermost = depth == 0;
        if (outermost) {
            gate.begins(what);
        }
        int from = undo.size();
        depth++;
        boolean done = false;
        T result;
        try {
            result = work.get();
            if (outermost) {
                gate.commits(what);
            }
            done = true;
        } finally {
            depth--;
            if (!done) {
                while (undo.size() > from) {
                    undo.removeLast().run();
                }
            }
            if (outermost) {
                undo.clear();
            }
        }
        if (outermost) {
            gate.committed(what);
        }
        return result;
    }

    void write(String what, Runnable work) {
        transaction(what, () -> {
            work.run();
            return true;
        });
    }

    /** Reading needs no transaction of its own, only the lock. */
    synchronized <T> T read(String what, Supplier<T> work) {
        if (depth == 0) {
            gate.begins(what);
        }
        return work.get();
    }

    /** A table whose changes are undone with their transaction. Values are immutable. In the order of its keys. */
    final class Table<K extends Comparable<? super K>, V> {
        private final NavigableMap<K, V> rows = new TreeMap<>();

        Optional<V> get(K key) {
            return Optional.ofNullable(rows.get(key));
        }

        void put(K key, V value) {
            V before = rows.put(key, value);
            undo.add(() -> {
                if (before == null) {
                    rows.remove(key);
                } else {
                    rows.put(key, before);
                }
            });
        }

        void remove(K key) {
            V before = rows.remove(key);
            if (before != null) {
                undo.add(() -> rows.put(key, before));
            }
        }

        Collection<V> all() {
            return rows.values();
        }

        NavigableMap<K, V> map() {
            return rows;
        }
    }
}
