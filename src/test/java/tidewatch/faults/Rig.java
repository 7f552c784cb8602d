package tidewatch.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tidewatch.app.FaultNode;
import tidewatch.chat.ChatId;
import tidewatch.contract.Rows;
import tidewatch.delivery.Chat;
import tidewatch.delivery.Courier;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Frozen;
import tidewatch.delivery.Outbox;
import tidewatch.store.Database;
import tidewatch.store.InboundTable;
import tidewatch.store.LeaseTable;
import tidewatch.store.Migrations;
import tidewatch.store.OutboxTable;
import tidewatch.store.StoreSettings;
import tidewatch.store.SubscriptionTable;
import tidewatch.store.WatchTable;
import tidewatch.testing.MemoryPlatform;
import tidewatch.testing.Sink;

/** A store, a sink and the nodes between them; fills the one and compares it with the ledger of the other. One thread. */
final class Rig implements AutoCloseable {
    /** A message takes this long, so that a kill finds as many on their way as there may be. */
    static final String SLOW = "all slow 25";

    /** Extra copies that one fault may cost: the requests that may be on their way. */
    static final int IN_FLIGHT = Courier.IN_FLIGHT_MAX;

    private static final int CHUNK = 500;
    /** Makes a brief of some 3,000 characters, as long as a long one. */
    private static final int BRIEF_REPEATS = 140;

    private static final Set<DeliveryState> OPEN = Set.of(
            DeliveryState.PLANNED, DeliveryState.READY, DeliveryState.HELD, DeliveryState.SENDING, DeliveryState.RETRY_WAIT, DeliveryState.UNKNOWN);

    private final StoreSettings settings;
    private final Path home;
    private final int divisor;
    private final Database database;
    final OutboxTable outbox;
    final SubscriptionTable subscriptions;
    final LeaseTable leases;
    final InboundTable inbound;
    final WatchTable watches;
    final SinkProcess sink;
    private final Map<String, Child> nodes = new LinkedHashMap<>();
    private int started;
    private int batches;

    /** Rows that were acknowledged by the store, with the hash of each part. */
    record Batch(Map<String, List<String>> parts, int ledgerFrom) {}

    /**
     * What became of a batch.
     *
     * @param lost rows that are gone, open for ever, or sent without a copy of each part
     * @param duplicates copies of a part beyond its first
     * @param unmarked those of them of which none says that it may be a repeat
     * @param wrong copies with other bytes than the row's, or before an earlier part
     * @param older copies that arrived under an older lease than one before: requests that were begun when their node stood still
     * @param repeated rows that were sent once more after nobody knew
     */
    record Tally(int rows, int copies, int lost, int duplicates, int unmarked, int wrong, int older, int repeated, int dead, List<String> details) {
        static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

        Tally plus(Tally other) {
            var all = new ArrayList<>(details);
            all.addAll(other.details);
            return new Tally(
                    rows + other.rows,
                    copies + other.copies,
                    lost + other.lost,
                    duplicates + other.duplicates,
                    unmarked + other.unmarked,
                    wrong + other.wrong,
                    older + other.older,
                    repeated + other.repeated,
                    dead + other.dead,
                    all);
        }

        /** Nothing lost, and no more twice than the faults explain. */
        boolean holds(int faults) {
            return lost == 0 && unmarked == 0 && wrong == 0 && dead == 0 && duplicates <= faults * IN_FLIGHT && older <= faults * IN_FLIGHT;
        }

        String words() {
            return "rows " + rows + ", copies " + copies + ", lost " + lost + ", duplicates " + duplicates + " (unmarked " + unmarked + "), wrong "
                    + wrong + ", under an older lease " + older + ", repeated " + repeated + ", dead " + dead;
        }
    }

    /** @param folder for the ledger, and for a store that is a file */
    Rig(StoreSettings settings, Path folder, Path home, int divisor, String script) {
        this.settings = settings;
        this.home = home;
        this.divisor = divisor;
        this.database = Database.open(settings, home, Instant::now);
        new Migrations(database, "test").migrate(Instant.now());
        this.outbox = new OutboxTable(database);
        this.subscriptions = new SubscriptionTable(database);
        this.leases = new LeaseTable(database);
        this.inbound = new InboundTable(database);
        this.watches = new WatchTable(database);
        this.sink = new SinkProcess(folder, script);
    }

    /** What the server says of itself. */
    String shown(String setting) {
        return database.read(handle -> handle.createQuery("SHOW " + setting).mapTo(String.class).one());
    }

    /** What a file says of itself: ok. */
    String integrity() {
        return database.read(handle -> handle.createQuery("PRAGMA integrity_check").mapTo(String.class).one());
    }

    // ---- nodes ----

    /** Starts a node; it may not be ready yet. */
    Child start(String... properties) {
        var name = "node-" + ++started;
        var store = settings.isFile() ? home.toString() : settings.url();
        var child = Child.start(
                List.of(properties),
                FaultNode.class,
                List.of(name, store, String.valueOf(sink.port()), String.valueOf(divisor)));
        nodes.put(name, child);
        return child;
    }

    /** The node that may send now. */
    Child leader() {
        Until.must("A leader", Duration.ofSeconds(60), () -> holder().isPresent());
        return holder().orElseThrow();
    }

    private Optional<Child> holder() {
        return leases.holder(FaultNode.SENDER).flatMap(lease -> Optional.ofNullable(nodes.get(lease.owner()))).filter(Child::alive);
    }

    /** Everything that any node printed that begins so. */
    long said(String word) {
        return nodes.values().stream().mapToLong(node -> node.said(word)).sum();
    }

    List<String> allSaid(String word) {
        return nodes.values().stream().flatMap(node -> node.said().stream()).filter(line -> line.startsWith(word)).toList();
    }

    // ---- rows ----

    static Chat chat(String local) {
        return Chat.of(new ChatId(FaultNode.PLATFORM, local), FaultNode.SENDER, false, FaultNode.ZONE);
    }

    /** Adds two rows for each of so many chats, of which each fifth has a second part; due in a moment, when all are there. */
    Batch fill(int chats) {
        return fill(chats, Duration.ofMillis(200));
    }

    Batch fill(int chats, Duration dueIn) {
        batches++;
        int from = sink.entries().size();
        var due = outbox.now().plus(dueIn);
        var parts = new LinkedHashMap<String, List<String>>();
        for (int number = 0; number < 2 * chats; number++) {
            var chat = chat("chat-" + number % chats);
            if (subscriptions.chat(chat.id()).isEmpty()) {
                subscriptions.save(chat);
            }
            var kind = number < chats ? DeliveryKind.REMINDER : DeliveryKind.ALERT;
            var row = Rows.row(chat, kind, "batch-" + batches, due, DeliveryState.READY);
            var text = "Batch " + batches + " row " + number;
            Frozen content = number % 5 == 0 ? Rows.frozen("", text + " first", text + " second") : Rows.frozen("", text);
            if (!outbox.add(row, content)) {
                throw new IllegalStateException(row.id() + " was there before");
            }
            parts.put(row.id(), content.parts().stream().map(part -> MemoryPlatform.hash(part.payload())).toList());
        }
        return new Batch(parts, from);
    }

    /** Adds a morning brief of one part for each of so many chats, all due now; the subscribers of others before are the same. */
    Batch briefs(int chats) {
        batches++;
        int from = sink.entries().size();
        var due = outbox.now();
        var parts = new LinkedHashMap<String, List<String>>();
        for (int begin = 0; begin < chats; begin += CHUNK) {
            int first = begin;
            // One commit for many: it is the sending that is looked at.
            database.run(_ -> IntStream.range(first, Math.min(first + CHUNK, chats)).forEach(number -> {
                var chat = chat("chat-" + number);
                subscriptions.save(chat);
                var row = Rows.row(chat, DeliveryKind.MORNING, "batch-" + batches, due, DeliveryState.READY);
                var content = Rows.frozen("", ("Batch " + batches + " brief " + number + ". ").repeat(BRIEF_REPEATS));
                if (!outbox.add(row, content)) {
                    throw new IllegalStateException(row.id() + " was there before");
                }
                parts.put(row.id(), content.parts().stream().map(part -> MemoryPlatform.hash(part.payload())).toList());
            }));
        }
        return new Batch(parts, from);
    }

    /** When each update was received, by its key; the time is taken before it is stored. */
    Map<String, Instant> received() {
        return database.read(handle -> handle.createQuery("SELECT update_key, received_at FROM inbound_update")
                .map((columns, _) -> Map.entry(columns.getString("update_key"), Instant.ofEpochMilli(columns.getLong("received_at"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Rows of the batch that have not ended. */
    long open(Batch batch) {
        return outbox.list(new Outbox.Filter(OPEN, Optional.empty(), Optional.empty()), 10_000).stream()
                .filter(row -> batch.parts().containsKey(row.id()))
                .count();
    }

    /** Waits until all rows of a batch have ended; false when some do not. */
    boolean settled(Batch batch, Duration most) {
        return Until.so(most, () -> open(batch) == 0);
    }

    /** Copies of this batch that people saw. */
    List<Sink.Entry> copies(Batch batch) {
        var all = sink.entries();
        return all.subList(Math.min(batch.ledgerFrom(), all.size()), all.size()).stream()
                .filter(entry -> entry.shown() && batch.parts().containsKey(entry.delivery()))
                .toList();
    }

    // ---- the comparison ----

    Tally compare(Batch batch) {
        var details = new ArrayList<String>();
        var byPart = new HashMap<String, List<Sink.Entry>>();
        var begun = new HashSet<String>();
        int wrong = 0;
        int older = 0;
        long epoch = 0;
        var copies = copies(batch);
        for (var entry : copies) {
            byPart.computeIfAbsent(entry.delivery() + "/" + entry.part(), _ -> new ArrayList<>()).add(entry);
            begun.add(entry.delivery() + "/" + entry.part());
            boolean inOrder = entry.part() == 1 || begun.contains(entry.delivery() + "/" + (entry.part() - 1));
            boolean same = batch.parts().getOrDefault(entry.delivery(), List.of()).get(entry.part() - 1).equals(entry.hash());
            if (!inOrder || !same) {
                wrong++;
                details.add("wrong " + entry);
            }
            if (entry.epoch() < epoch) {
                older++;
                details.add("under an older lease than " + epoch + ": " + entry);
            }
            epoch = Math.max(epoch, entry.epoch());
        }
        int lost = 0;
        int duplicates = 0;
        int unmarked = 0;
        int repeated = 0;
        int dead = 0;
        for (var row : batch.parts().entrySet()) {
            Optional<Delivery> found = outbox.find(row.getKey());
            if (found.isEmpty()) {
                lost++;
                details.add("lost " + row.getKey() + ": the row is gone");
                continue;
            }
            boolean missing = false;
            for (int part = 1; part <= row.getValue().size(); part++) {
                var seen = byPart.getOrDefault(row.getKey() + "/" + part, List.of());
                missing |= seen.isEmpty();
                int extra = Math.max(0, seen.size() - 1);
                duplicates += extra;
                unmarked += Math.max(0, extra - (int) seen.stream().filter(Sink.Entry::repeat).count());
            }
            var state = found.get().state();
            repeated += found.get().resends();
            if (!state.isFinal() || (state == DeliveryState.SENT && missing)) {
                lost++;
                details.add("lost " + outbox.trace(row.getKey()).orElseThrow());
            } else if (state != DeliveryState.SENT) {
                dead++;
                details.add("not sent " + outbox.trace(row.getKey()).orElseThrow());
            }
        }
        return new Tally(batch.parts().size(), copies.size(), lost, duplicates, unmarked, wrong, older, repeated, dead, details);
    }

    @Override
    public void close() {
        nodes.values().forEach(Child::close);
        sink.close();
        database.close();
    }
}
