package tidewatch.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tidewatch.chat.ChatId;
import tidewatch.chat.MessageRef;
import tidewatch.delivery.Chat;
import tidewatch.delivery.Claim;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Frozen;
import tidewatch.delivery.Lease;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Outcome;
import tidewatch.delivery.Resolution;
import tidewatch.delivery.Subscription;
import tidewatch.delivery.SubscriptionReason;
import tidewatch.delivery.SubscriptionState;
import tidewatch.market.TradingCalendar;
import tidewatch.message.RenderPlan;

/** The outbox in memory. Open rows are few and lie apart, so that each search looks at them alone. */
final class MemoryOutbox implements Outbox {
    private static final Duration ROW_LEASE = Duration.ofSeconds(30);
    /** The rest of a message whose first part is out may be late by this much. */
    private static final Duration REST = Duration.ofMinutes(30);

    private static final int RETAIN_MOST = 500;
    static final String LATE_RESULT = "LATE_RESULT";

    private static final Comparator<Row> LINE = Comparator.comparingInt((Row row) -> row.delivery().kind().priority())
            .thenComparing(row -> row.delivery().due())
            .thenComparing(row -> row.delivery().id());
    private static final Comparator<Row> BY_DUE =
            Comparator.comparing((Row row) -> row.delivery().due()).thenComparing(row -> row.delivery().id());

    private final MemoryStore store;
    private final MemoryStore.Table<String, Row> rows;
    private final MemoryStore.Table<String, Row> open;
    private final MemoryStore.Table<String, Row> archive;
    private final MemoryStore.Table<String, String> idOfSlot;
    private final MemoryStore.Table<String, String> copies;
    private final MemoryStore.Table<String, TreeSet<String>> idsOfChat;
    private final MemoryStore.Table<String, Last> last;

    /** Who sends a row, under what and until when. */
    private record Hold(String owner, long epoch, Instant until) {}

    /** A row with its parts and tries. */
    private record Row(
            Delivery delivery, Optional<Hold> hold, List<RenderPlan.Part> bytes, List<Part> parts, List<Attempt> attempts) {
        Row {
            bytes = List.copyOf(bytes);
            parts = List.copyOf(parts);
            attempts = List.copyOf(attempts);
        }

        DeliveryState state() {
            return delivery.state();
        }

        Row with(Delivery other) {
            return new Row(other, other.state() == DeliveryState.SENDING ? hold : Optional.empty(), bytes, parts, attempts);
        }

        boolean begun() {
            return parts.stream().anyMatch(Part::sent);
        }

        List<RenderPlan.Part> unsent() {
            return bytes.stream().filter(part -> !parts.get(part.number() - 1).sent()).toList();
        }
    }

    MemoryOutbox(MemoryStore store) {
        this.store = store;
        this.rows = store.new Table<>();
        this.open = store.new Table<>();
        this.archive = store.new Table<>();
        this.idOfSlot = store.new Table<>();
        this.copies = store.new Table<>();
        this.idsOfChat = store.new Table<>();
        this.last = store.new Table<>();
    }

    @Override
    public Instant now() {
        return store.now();
    }

    // ---- the tables ----

    private static String slot(Delivery row) {
        return row.chat().text() + "\n" + row.kind() + "\n" + row.slot();
    }

    private void put(Row row) {
        Delivery delivery = row.delivery();
        rows.put(delivery.id(), row);
        if (delivery.state().isFinal()) {
            open.remove(delivery.id());
        } else {
            open.put(delivery.id(), row);
        }
        idOfSlot.put(slot(delivery), delivery.id());
        var known = idsOfChat.get(delivery.chat().text()).orElseGet(TreeSet::new);
        if (!known.contains(delivery.id())) {
            var more = new TreeSet<>(known);
            more.add(delivery.id());
            idsOfChat.put(delivery.chat().text(), more);
        }
    }

    private void remove(Row row) {
        Delivery delivery = row.delivery();
        rows.remove(delivery.id());
        open.remove(delivery.id());
        idOfSlot.remove(slot(delivery));
        var ids = new TreeSet<>(idsOfChat.get(delivery.chat().text()).orElseGet(TreeSet::new));
        ids.remove(delivery.id());
        idsOfChat.put(delivery.chat().text(), ids);
    }

    private void update(Row row, UnaryOperator<DeliveryEdit> change) {
        put(row.with(change.apply(DeliveryEdit.of(row.delivery())).row()));
    }

    List<Delivery> open() {
        return open.all().stream().map(Row::delivery).toList();
    }

    private List<Row> open(Predicate<Row> which) {
        return open.all().stream().filter(which).toList();
    }

    private Stream<Row> of(ChatId chat) {
        return idsOfChat.get(chat.text()).stream().flatMap(TreeSet::stream).map(id -> rows.get(id).orElseThrow());
    }

    // ---- planning ----

    /** Adds a row; false when one of its slot exists and is to stay. */
    private boolean insert(Delivery row, Optional<Frozen> content) {
        Optional<Row> before = idOfSlot.get(slot(row)).flatMap(rows::get);
        if (before.isPresent() && store.rules().uniqueSlot()) {
            Delivery old = before.get().delivery();
            if (!old.state().reopened(old.written()).contains(DeliveryState.PLANNED)) {
                return false;
            }
            // The fence goes on from where it was, so that no claim of its first life is heard in its second.
            var revived = DeliveryEdit.of(row).id(old.id()).attempt(old.attempt()).row();
            put(filled(new Row(revived, Optional.empty(), List.of(), List.of(), before.get().attempts()), content));
            return true;
        }
        var added = row;
        while (rows.get(added.id()).isPresent()) {
            added = DeliveryEdit.of(added).id(added.id() + "-again").row();
        }
        put(filled(new Row(added, Optional.empty(), List.of(), List.of(), List.of()), content));
        return true;
    }

    private Row filled(Row row, Optional<Frozen> content) {
        if (content.isEmpty()) {
            return row;
        }
        Frozen frozen = content.get();
        store.shown().put(frozen.buttons());
        var delivery = DeliveryEdit.of(row.delivery())
                .content(frozen.headline(), frozen.briefId(), frozen.baseId(), frozen.contentHash())
                .asOf(frozen.asOf().or(row.delivery()::asOf))
                .row();
        var parts = frozen.parts().stream()
                .map(part -> new Part(part.number(), false, Optional.empty()))
                .toList();
        return new Row(delivery, row.hold(), frozen.parts(), parts, row.attempts());
    }

    @Override
    public int plan(List<Delivery> wanted) {
        return store.transaction("plan", () -> planAll(wanted));
    }

    private int planAll(List<Delivery> wanted) {
        int added = 0;
        for (var row : wanted) {
            if (row.state() != DeliveryState.PLANNED && !row.state().isFinal()) {
                throw new IllegalArgumentException("A row is planned or final when it is added, not " + row.state());
            }
            added += insert(row, Optional.empty()) ? 1 : 0;
        }
        return added;
    }

    @Override
    public boolean plan(Subscription subscription, List<Delivery> wanted, Instant plannedThrough, Optional<Instant> nextDue) {
        return store.transaction("plan subscription", () -> {
            Optional<Subscription> stored = store.wishes().one(subscription.id());
            if (stored.filter(one -> one.version() == subscription.version() && one.state() == SubscriptionState.ACTIVE)
                    .isEmpty()) {
                return false;
            }
            planAll(wanted);
            store.wishes().planned(stored.get(), plannedThrough, nextDue);
            return true;
        });
    }

    @Override
    public int planEach(List<Step> steps) {
        return store.transaction("plan each", () -> Outbox.super.planEach(steps));
    }

    @Override
    public boolean add(Delivery row, Frozen content) {
        if (row.state() != DeliveryState.READY && row.state() != DeliveryState.HELD) {
            throw new IllegalArgumentException("A composed row is ready or held, not " + row.state());
        }
        return store.transaction("add", () -> insert(row, Optional.of(content)));
    }

    // ---- composing ----

    @Override
    public List<Delivery> planned(Instant dueUntil, int limit) {
        return store.read("planned", () -> open.all().stream()
                .filter(row -> row.state() == DeliveryState.PLANNED && !row.delivery().due().isAfter(dueUntil))
                .sorted(BY_DUE)
                .limit(limit)
                .map(Row::delivery)
                .toList());
    }

    @Override
    public boolean freeze(Delivery read, Frozen content, DeliveryState to, Instant notBefore, boolean silent, List<String> carried) {
        return store.transaction("freeze", () -> {
            boolean done = find(read.id()).filter(row -> row.subscription().equals(read.subscription())).isPresent()
                    && free(carried, read.chat())
                    && freeze(read.id(), content, to, notBefore, silent);
            if (done) {
                bind(carried, read.id());
            }
            return done;
        });
    }

    private boolean free(List<String> held, ChatId chat) {
        return held.stream()
                .allMatch(id -> rows.get(id)
                        .filter(row -> row.state() == DeliveryState.HELD
                                && row.delivery().digestId().isEmpty()
                                && row.delivery().chat().equals(chat))
                        .isPresent());
    }

    private void bind(List<String> held, String carrier) {
        held.forEach(id -> update(rows.get(id).orElseThrow(), edit -> edit.digest(Optional.of(carrier))));
    }

    @Override
    public boolean freeze(String id, Frozen content, DeliveryState to, Instant notBefore, boolean silent) {
        if (to != DeliveryState.READY && to != DeliveryState.HELD) {
            throw new IllegalArgumentException("A row is frozen as ready or held, not as " + to);
        }
        return store.transaction("freeze", () -> {
            Optional<Row> row = rows.get(id).filter(one -> one.state() == DeliveryState.PLANNED);
            row.ifPresent(_ -> copies.put(id, content.copy()));
            row.ifPresent(one -> put(filled(
                    one.with(DeliveryEdit.of(one.delivery()).state(to).notBefore(notBefore).silent(silent).row()),
                    Optional.of(content))));
            return row.isPresent();
        });
    }

    @Override
    public boolean end(String id, DeliveryReason reason) {
        return store.transaction("end", () -> {
            Optional<Row> row = rows.get(id)
                    .filter(one -> one.state().cancellable() && one.state().mayBecome(reason.state()));
            row.ifPresent(one -> end(one, reason));
            return row.isPresent();
        });
    }

    @Override
    public boolean end(Delivery seen, DeliveryReason reason) {
        return store.transaction(
                "end",
                () -> rows.get(seen.id()).filter(row -> row.delivery().subscription().equals(seen.subscription())).isPresent()
                        && end(seen.id(), reason));
    }

    private void end(Row row, DeliveryReason reason) {
        update(row, edit -> edit.over(reason));
        endCarried(row, reason);
    }

    /** What a digest was to carry ends with it; what a brief was to carry waits for another message, unless it arrived. */
    private void endCarried(Row carrier, DeliveryReason reason) {
        boolean digest = carrier.delivery().kind() == DeliveryKind.DIGEST;
        boolean sent = reason.state() == DeliveryState.SENT;
        if (!digest && !carrier.delivery().kind().isBrief()) {
            return;
        }
        for (var held : open(row -> row.delivery().digestId().equals(Optional.of(carrier.delivery().id())))) {
            if (sent || digest) {
                update(held, edit -> edit.over(!sent ? reason : digest ? DeliveryReason.IN_DIGEST : DeliveryReason.IN_BRIEF));
            } else {
                update(held, edit -> edit.digest(Optional.empty()));
            }
        }
    }

    /** Cancels open rows of a subscription in versions below this one. */
    void cancel(String subscription, int below, DeliveryReason reason) {
        open(row -> row.state().cancellable()
                        && row.delivery().subscription()
                                .filter(owner -> owner.subscription().equals(subscription) && owner.version() < below)
                                .isPresent())
                .forEach(row -> end(row, reason));
    }

    void cancelAll(ChatId chat, DeliveryReason reason) {
        open(row -> row.state().cancellable() && row.delivery().chat().equals(chat)).forEach(row -> end(row, reason));
    }

    int forget(ChatId chat) {
        var gone = of(chat).toList();
        int count = 0;
        for (var row : gone) {
            count += 1 + row.attempts().size();
            remove(row);
        }
        for (var kind : DeliveryKind.values()) {
            last.remove(chat.text() + "\n" + kind);
        }
        idsOfChat.remove(chat.text());
        return count;
    }

    // ---- sending ----

    @Override
    public List<Claim> claim(Lease lease, int limit) {
        return store.transaction("claim", () -> {
            Instant now = store.now();
            if (!store.rights().holds(lease) || store.rights().paused(lease.name()).isPresent()) {
                return List.of();
            }
            var busy = new HashSet<ChatId>();
            var lines = new HashSet<String>();
            var claims = new ArrayList<Claim>();
            for (var row : inLine(lease.name())) {
                if (claims.size() == limit) {
                    break;
                }
                // The first of a line stands for the line, whether or not it may go.
                Delivery delivery = row.delivery();
                boolean first = lines.add(delivery.chat().text() + " " + delivery.kind().priority());
                boolean free = first && !busy.contains(delivery.chat());
                if ((free || !store.rules().oneInFlight()) && mayGo(delivery, now)) {
                    busy.add(delivery.chat());
                    claims.add(claim(row, lease, now));
                }
            }
            return List.copyOf(claims);
        });
    }

    private List<Row> inLine(String sender) {
        Instant now = store.now();
        var sending = new HashSet<ChatId>();
        var line = new ArrayList<Row>();
        for (var row : open.all()) {
            if (row.state() == DeliveryState.SENDING && store.rules().oneInFlight()) {
                sending.add(row.delivery().chat());
            } else if (row.state().claimable()
                    && row.delivery().sender().equals(sender)
                    && !row.delivery().due().isAfter(now)
                    && end(row).isAfter(now)) {
                line.add(row);
            }
        }
        line.removeIf(row -> sending.contains(row.delivery().chat()));
        line.sort(LINE);
        return line;
    }

    /** From then on it is not sent. */
    private static Instant end(Row row) {
        return row.begun() ? row.delivery().expiresAt().plus(REST) : row.delivery().expiresAt();
    }

    private boolean mayGo(Delivery row, Instant now) {
        Optional<Chat> chat = store.wishes().one(row.chat());
        return !row.notBefore().isAfter(now)
                && chat.filter(one -> one.state() == Chat.State.ACTIVE).isPresent()
                && store.wishes().mayGo(row.chat(), now)
                && (!store.rules().versionChecked()
                        || row.subscription()
                                .filter(owner -> !store.wishes().allows(owner.subscription(), owner.version()))
                                .isEmpty());
    }

    private Claim claim(Row row, Lease lease, Instant now) {
        Instant until = now.plus(ROW_LEASE);
        var delivery = DeliveryEdit.of(row.delivery())
                .state(DeliveryState.SENDING)
                .attempt(row.delivery().attempt() + 1)
                .row();
        var claim = of(row, delivery, lease, until);
        if (store.rules().claimsAreStored()) {
            put(new Row(
                    delivery,
                    Optional.of(new Hold(lease.owner(), lease.epoch(), until)),
                    row.bytes(),
                    row.parts(),
                    opened(row.attempts(), claim, now)));
        }
        return claim;
    }

    private Claim of(Row row, Delivery delivery, Lease lease, Instant until) {
        Optional<Chat> chat = store.wishes().one(delivery.chat());
        return new Claim(
                delivery,
                row.unsent(),
                row.bytes().size(),
                lease,
                until,
                chat.map(Chat::zone).orElse(ZoneOffset.UTC),
                chat.map(Chat::group).orElse(false));
    }

    private static List<Attempt> opened(List<Attempt> before, Claim claim, Instant now) {
        var attempts = new ArrayList<>(before);
        attempts.add(new Attempt(
                claim.unsent().getFirst().number(),
                claim.delivery().attempt(),
                claim.lease().owner(),
                claim.lease().epoch(),
                now,
                Optional.empty(),
                ""));
        return attempts;
    }

    /** Ends the try of the claim, that is of its first unsent part. */
    private static List<Attempt> ended(List<Attempt> attempts, Claim claim, Instant now, String outcome) {
        return attempts.stream()
                .map(one -> one.part() == claim.unsent().getFirst().number()
                                && one.attempt() == claim.delivery().attempt()
                                && one.epoch() == claim.lease().epoch()
                                && one.endedAt().isEmpty()
                        ? new Attempt(one.part(), one.attempt(), one.node(), one.epoch(), one.startedAt(), Optional.of(now), outcome)
                        : one)
                .toList();
    }

    private Optional<Row> fenced(Claim claim) {
        return rows.get(claim.delivery().id())
                .filter(row -> store.rules()
                        .fenceHolds(
                                row.state() == DeliveryState.SENDING,
                                row.delivery().attempt(),
                                row.hold().map(Hold::epoch).orElse(0L),
                                claim));
    }

    private static List<Part> sent(List<Part> parts, int number, Optional<MessageRef> ref) {
        return parts.stream().map(part -> part.number() == number ? new Part(number, true, ref) : part).toList();
    }

    @Override
    public Optional<Claim> partSent(Claim claim, Optional<MessageRef> ref) {
        return store.transaction("part sent", () -> {
            Instant now = store.now();
            Optional<Row> found = fenced(claim);
            if (found.isEmpty()) {
                late(claim, now, "a part was sent").ifPresent(row -> arrivedLate(row, claim, ref));
                return Optional.empty();
            }
            if (claim.unsent().size() < 2) {
                throw new IllegalArgumentException("The last part of " + claim.delivery().id() + " ends it");
            }
            Row row = found.get();
            Instant until = now.plus(ROW_LEASE);
            // Told again by one that did not hear our answer, the part has been counted and the next try opened.
            int number = claim.unsent().getFirst().number();
            boolean again = row.parts().get(number - 1).sent();
            var delivery = DeliveryEdit.of(row.delivery())
                    .state(DeliveryState.SENDING)
                    .written(row.delivery().written() + (again ? 0 : 1))
                    .suspect(Optional.empty())
                    .row();
            var parts = sent(row.parts(), claim.unsent().getFirst().number(), ref);
            var ended = ended(row.attempts(), claim, now, "sent");
            var next = of(new Row(delivery, Optional.empty(), row.bytes(), parts, ended), delivery, claim.lease(), until);
            put(new Row(
                    delivery,
                    Optional.of(new Hold(claim.lease().owner(), claim.lease().epoch(), until)),
                    row.bytes(),
                    parts,
                    again ? ended : opened(ended, next, now)));
            return Optional.of(next);
        });
    }

    /** A word that came after its fence was lost. */
    private Optional<Row> late(Claim claim, Instant now, String detail) {
        Optional<Row> found = rows.get(claim.delivery().id());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Row row = found.get();
        var marked = new Row(
                row.delivery(),
                row.hold(),
                row.bytes(),
                row.parts(),
                ended(row.attempts(), claim, now, LATE_RESULT + ": " + detail));
        put(marked);
        return Optional.of(marked)
                .filter(one -> one.state() == DeliveryState.UNKNOWN
                        && one.delivery().attempt() == claim.delivery().attempt()
                        && one.parts().stream()
                                .anyMatch(part -> !part.sent() && part.number() == claim.unsent().getFirst().number()));
    }

    /** An earlier part had arrived: the rest may follow, and nothing is in doubt. */
    private void arrivedLate(Row row, Claim claim, Optional<MessageRef> ref) {
        var parts = sent(row.parts(), claim.unsent().getFirst().number(), ref);
        var delivery = DeliveryEdit.of(row.delivery())
                .state(DeliveryState.READY)
                .suspect(Optional.empty())
                .notBefore(store.now())
                .row();
        put(new Row(delivery, Optional.empty(), row.bytes(), parts, row.attempts()));
        unlessUnwanted(delivery.id());
    }

    /** A row of a subscription that ended or changed while it was sent is not tried again; false when it was cancelled for that. */
    private boolean unlessUnwanted(String id) {
        Row row = rows.get(id).orElseThrow();
        if (!store.rules().versionChecked() || row.delivery().subscription().isEmpty()) {
            return true;
        }
        var owner = row.delivery().subscription().get();
        if (store.wishes().allows(owner.subscription(), owner.version())) {
            return true;
        }
        var subscription = store.wishes().one(owner.subscription());
        end(row, subscription
                .filter(one -> one.state() != SubscriptionState.ACTIVE)
                .map(one -> one.reason().map(SubscriptionReason::cancels).orElse(DeliveryReason.PAUSED))
                .orElse(DeliveryReason.VERSION));
        return false;
    }

    private void arrive(Row row, Claim claim, Outcome.Arrived arrived, Instant now, int written) {
        Delivery before = row.delivery();
        var delivery = DeliveryEdit.of(before).over(arrived.reason()).written(written).sentAt(now).suspect(Optional.empty()).row();
        put(new Row(
                delivery,
                Optional.empty(),
                row.bytes(),
                sent(row.parts(), claim.unsent().getFirst().number(), arrived.ref()),
                row.attempts()));
        if (before.kind().isBrief()) {
            before.briefId().ifPresent(brief -> last.put(before.chat().text() + "\n" + before.kind(), new Last(brief, now)));
        }
        endCarried(row, arrived.reason());
    }

    @Override
    public boolean finish(Claim claim, Outcome outcome) {
        if (outcome instanceof Outcome.Arrived && claim.unsent().size() > 1) {
            throw new IllegalArgumentException("Parts of " + claim.delivery().id() + " have not arrived");
        }
        return store.transaction("finish", () -> {
            Instant now = store.now();
            Optional<Row> found = fenced(claim);
            if (found.isEmpty()) {
                late(claim, now, outcome.detail()).ifPresent(row -> {
                    if (outcome instanceof Outcome.Arrived arrived) {
                        arrive(row, claim, arrived, now, row.delivery().written());
                    }
                });
                return false;
            }
            Row was = found.get();
            finish(
                    new Row(
                            was.delivery(),
                            was.hold(),
                            was.bytes(),
                            was.parts(),
                            ended(was.attempts(), claim, now, outcome.detail())),
                    claim,
                    outcome,
                    now);
            return true;
        });
    }

    private void finish(Row row, Claim claim, Outcome outcome, Instant now) {
        Delivery delivery = row.delivery();
        switch (outcome) {
            case Outcome.Arrived arrived -> arrive(
                    row, claim, arrived, now, delivery.written() + (arrived.reason() == DeliveryReason.RECONCILED ? 0 : 1));
            case Outcome.Again again -> {
                update(row, edit -> edit.state(DeliveryState.RETRY_WAIT)
                        .notBefore(again.notBefore())
                        .written(delivery.written() + (again.written() ? 1 : 0)));
                again.pauseChat().ifPresent(until -> store.wishes().pause(delivery.chat(), until));
                again.pauseSender().ifPresent(until -> store.rights().pause(delivery.sender(), until, again.detail()));
                unlessUnwanted(delivery.id());
            }
            case Outcome.PutBack _ -> {
                update(row, edit -> edit.state(DeliveryState.READY));
                unlessUnwanted(delivery.id());
            }
            case Outcome.Lost lost -> {
                // The first doubt stays: what it sent may be what is found.
                Optional<Instant> since = delivery.suspectSince().or(() -> Optional.of(started(row)));
                update(row, edit -> edit.state(DeliveryState.UNKNOWN)
                        .written(delivery.written() + (lost.written() ? 1 : 0))
                        .suspect(since));
            }
            case Outcome.Over over -> {
                update(row, edit -> edit.over(over.reason()).written(delivery.written() + (over.written() ? 1 : 0)));
                endCarried(row, over.reason());
            }
            case Outcome.Barred barred -> {
                update(row, edit -> edit.over(barred.reason().cancels()).written(delivery.written() + 1));
                endCarried(row, barred.reason().cancels());
                store.wishes().suspend(delivery.chat(), barred.reason());
            }
            case Outcome.Moved moved -> {
                update(row, edit -> edit.state(DeliveryState.READY).written(delivery.written() + 1));
                rekey(delivery.chat(), moved.to());
            }
        }
    }

    private static Instant started(Row row) {
        return row.attempts().isEmpty() ? row.delivery().due() : row.attempts().getLast().startedAt();
    }

    /** All rows go to the new id with the chat; where it has one of the same slot or its own subscription, the old one stays, cancelled if it is open. */
    void rekey(ChatId from, ChatId to) {
        if (from.equals(to)) {
            return;
        }
        var givesWay = store.wishes().rekey(from, to);
        store.shown().rekey(from, to);
        store.asked().rekey(from, to);
        store.heard().rekey(from, to);
        store.moved(from, to);
        for (var row : of(from).toList()) {
            var moved = DeliveryEdit.of(row.delivery()).chat(to);
            row.delivery()
                    .subscription()
                    .ifPresent(owner -> moved.owner(Optional.of(new Delivery.Owner(
                            to.text() + owner.subscription().substring(from.text().length()), owner.version()))));
            var delivery = moved.row();
            boolean other = !row.state().isFinal()
                    && row.delivery().subscription().filter(owner -> givesWay.contains(owner.subscription())).isPresent();
            if (other || idOfSlot.get(slot(delivery)).isPresent()) {
                if (!row.state().isFinal()) {
                    end(row, DeliveryReason.VERSION);
                }
            } else {
                remove(row);
                put(row.with(delivery));
                if (delivery.state().cancellable()) {
                    unlessUnwanted(delivery.id());
                }
            }
        }
        for (var kind : DeliveryKind.values()) {
            last.get(from.text() + "\n" + kind).ifPresent(one -> {
                last.remove(from.text() + "\n" + kind);
                last.put(to.text() + "\n" + kind, one);
            });
        }
    }

    @Override
    public List<Delivery> unknown(String sender, int limit) {
        return store.read("unknown", () -> open.all().stream()
                .filter(row -> row.state() == DeliveryState.UNKNOWN && row.delivery().sender().equals(sender))
                .sorted(BY_DUE)
                .limit(limit)
                .map(Row::delivery)
                .toList());
    }

    @Override
    public boolean resolve(String id, int attempt, Resolution resolution) {
        return store.transaction("resolve", () -> {
            Optional<Row> row = rows.get(id)
                    .filter(one -> one.state() == DeliveryState.UNKNOWN
                            && one.delivery().attempt() == attempt
                            && (!(resolution instanceof Resolution.Resend) || one.delivery().resends() == 0)
                            && (resolution instanceof Resolution.End || unlessUnwanted(id)));
            row.ifPresent(one -> {
                switch (resolution) {
                    case Resolution.Resend _ -> update(one, edit -> edit.state(DeliveryState.READY)
                            .resends(one.delivery().resends() + 1)
                            .notBefore(store.now()));
                    case Resolution.Look look -> update(one, edit -> edit.state(DeliveryState.READY).notBefore(look.notBefore()));
                    case Resolution.End over -> end(one, over.reason());
                }
            });
            return row.isPresent();
        });
    }

    @Override
    public Reaped reap() {
        return store.transaction("reap", () -> {
            Instant now = store.now();
            int unknown = 0;
            int expired = 0;
            for (var row : open(_ -> true)) {
                if (unknown + expired == CHUNK) {
                    break;
                }
                if (row.state() == DeliveryState.SENDING) {
                    if (row.hold().filter(hold -> hold.until().isAfter(now)).isEmpty()) {
                        abandon(row);
                        unknown++;
                    }
                } else if (!now.isBefore(end(row))
                        && !carried(row)
                        && rows.get(row.delivery().id()).filter(row::equals).isPresent()) {
                    end(row, DeliveryReason.STALE);
                    expired++;
                }
            }
            return new Reaped(unknown, expired);
        });
    }

    private boolean carried(Row row) {
        return row.state() == DeliveryState.HELD
                && row.delivery().digestId().flatMap(open::get).isPresent();
    }

    /** Nobody speaks for this try any more: bytes may have left. */
    private void abandon(Row row) {
        update(row, edit -> edit.state(DeliveryState.UNKNOWN)
                .written(row.delivery().written() + 1)
                .suspect(row.delivery().suspectSince().or(() -> Optional.of(started(row)))));
    }

    @Override
    public int orphans(String owner) {
        return store.transaction("orphans", () -> {
            var left = open(row -> row.state() == DeliveryState.SENDING
                    && row.hold().filter(hold -> hold.owner().equals(owner)).isEmpty());
            left.forEach(this::abandon);
            return left.size();
        });
    }

    // ---- digests ----

    private boolean released(Row row) {
        return row.state() == DeliveryState.HELD
                && row.delivery().digestId().isEmpty()
                && !row.delivery().notBefore().isAfter(store.now());
    }

    @Override
    public List<ChatId> released(int limit) {
        return store.read("released", () -> open.all().stream()
                .filter(this::released)
                .sorted(Comparator.comparing(row -> row.delivery().notBefore()))
                .map(row -> row.delivery().chat())
                .distinct()
                .limit(limit)
                .toList());
    }

    @Override
    public List<Delivery> held(ChatId chat) {
        return store.read("held", () -> open.all().stream()
                .filter(row -> row.delivery().chat().equals(chat) && released(row))
                .sorted(BY_DUE)
                .map(Row::delivery)
                .toList());
    }

    @Override
    public List<Delivery> unheard(ChatId chat) {
        return store.read("unheard", () -> open.all().stream()
                .filter(row -> row.state() == DeliveryState.HELD
                        && row.delivery().chat().equals(chat)
                        && row.delivery().digestId().isEmpty()
                        && row.delivery().silent())
                .sorted(BY_DUE)
                .map(Row::delivery)
                .toList());
    }

    @Override
    public int release(ChatId chat, Instant at) {
        return store.transaction("release", () -> {
            var later = open(row -> row.delivery().chat().equals(chat)
                    && row.state() == DeliveryState.HELD
                    && row.delivery().digestId().isEmpty()
                    && row.delivery().notBefore().isAfter(at));
            later.forEach(row -> update(row, edit -> edit.notBefore(at)));
            return later.size();
        });
    }

    @Override
    public boolean digest(Delivery digest, Frozen content, List<String> held) {
        return store.transaction("digest", () -> {
            if (!free(held, digest.chat()) || !insert(digest, Optional.of(content))) {
                return false;
            }
            bind(held, idOfSlot.get(slot(digest)).orElseThrow());
            return true;
        });
    }

    private static boolean forgettable(Row row, Instant before) {
        return row.delivery().sentAt().filter(at -> at.isBefore(before)).isPresent();
    }

    // ---- history ----

    @Override
    public Optional<Delivery> find(String id) {
        return store.read("find", () -> rows.get(id).or(() -> archive.get(id)).map(Row::delivery));
    }

    @Override
    public Optional<Delivery> shown(ChatId chat, MessageRef message) {
        return store.read("shown", () -> rows.all().stream()
                .filter(row -> row.delivery().chat().equals(chat) && row.parts().stream().anyMatch(part -> part.ref().equals(Optional.of(message))))
                .map(Row::delivery)
                .max(java.util.Comparator.comparing(Delivery::due)));
    }

    @Override
    public Optional<String> copy(String id) {
        return store.read("copy", () -> copies.get(id).filter(text -> !text.isEmpty()));
    }

    @Override
    public Optional<Last> lastDelivered(ChatId chat, DeliveryKind kind) {
        return store.read("last delivered", () -> last.get(chat.text() + "\n" + kind));
    }

    @Override
    public List<Delivery> missed(ChatId chat, Instant before) {
        return store.read("missed", () -> {
            var lost = new ArrayList<Delivery>();
            Instant arrived = Instant.MIN;
            for (var id : idsOfChat.get(chat.text()).orElseGet(TreeSet::new)) {
                Delivery row = rows.get(id).orElseThrow().delivery();
                if (!row.kind().isBrief() || !row.due().isBefore(before)) {
                    continue;
                }
                if (row.state() == DeliveryState.SENT) {
                    arrived = row.due().isAfter(arrived) ? row.due() : arrived;
                } else if (row.state() == DeliveryState.EXPIRED || row.state() == DeliveryState.DEAD) {
                    lost.add(row);
                }
            }
            Instant since = arrived;
            return lost.stream()
                    .filter(row -> row.due().isAfter(since))
                    .sorted(Comparator.comparing(Delivery::due))
                    .toList();
        });
    }

    @Override
    public List<Delivery> list(Filter filter, int limit) {
        return store.read("list", () -> filter.chat().map(this::of).orElseGet(() -> rows.all().stream())
                .map(Row::delivery)
                .filter(row -> filter.states().isEmpty() || filter.states().contains(row.state()))
                .filter(row -> filter.day().isEmpty()
                        || row.due().atZone(zone(row.chat())).toLocalDate().equals(filter.day().get()))
                .sorted(Comparator.comparing(Delivery::due).reversed().thenComparing(Delivery::id))
                .limit(limit)
                .toList());
    }

    private ZoneId zone(ChatId chat) {
        return store.wishes().one(chat).map(Chat::zone).orElse(TradingCalendar.ZONE);
    }

    @Override
    public Optional<Trace> trace(String id) {
        return store.read("trace", () -> rows.get(id).or(() -> archive.get(id)).map(row -> new Trace(row.delivery(), row.parts(), row.attempts())));
    }

    @Override
    public Map<DeliveryState, Integer> depth() {
        return store.read("depth", () -> {
            var depth = new EnumMap<DeliveryState, Integer>(DeliveryState.class);
            rows.all().stream()
                    .map(Row::state)
                    .filter(state -> !state.isFinal() || state == DeliveryState.DEAD)
                    .forEach(state -> depth.merge(state, 1, Integer::sum));
            return depth;
        });
    }

    @Override
    public Optional<Instant> oldestWaiting() {
        return store.read("oldest waiting", () -> open.all().stream()
                .map(Row::delivery)
                .filter(row -> row.state().claimable() && !row.due().isAfter(store.now()))
                .map(Delivery::due)
                .min(Comparator.naturalOrder()));
    }

    @Override
    public int open(ChatId chat) {
        return store.read("open", () -> open(row -> row.delivery().chat().equals(chat)).size());
    }

    @Override
    public boolean replay(String id, Instant expiresAt) {
        return store.transaction("replay", () -> {
            Optional<Row> row = rows.get(id)
                    .filter(one -> one.state() == DeliveryState.DEAD && !one.unsent().isEmpty());
            Optional<Delivery.Owner> owner = row.flatMap(one -> one.delivery().subscription())
                    .flatMap(one -> store.wishes().one(one.subscription()))
                    .filter(one -> one.state() == SubscriptionState.ACTIVE)
                    .map(one -> new Delivery.Owner(one.id(), one.version()));
            if (row.isEmpty() || owner.isPresent() != row.get().delivery().subscription().isPresent()) {
                return false;
            }
            update(row.get(), edit -> edit.state(DeliveryState.READY)
                    .owner(owner)
                    .times(store.now(), expiresAt, expiresAt)
                    .notBefore(store.now()));
            return true;
        });
    }

    @Override
    public int restored(Instant before) {
        return store.transaction("restored", () -> {
            var old = open(row -> row.delivery().due().isBefore(before));
            old.forEach(row -> end(row, DeliveryReason.RESTORED));
            return old.size();
        });
    }

    @Override
    public int retain(Instant archiveBefore, Instant forgetBefore) {
        return store.transaction("retain", () -> {
            int changed = 0;
            for (var row : new ArrayList<>(rows.all())) {
                if (changed == RETAIN_MOST) {
                    return changed;
                }
                if (row.state().isFinal() && row.delivery().due().isBefore(archiveBefore)) {
                    remove(row);
                    archive.put(row.delivery().id(), row);
                    changed++;
                }
            }
            var needed = new HashSet<RenderPlan.Part>();
            var old = new HashSet<RenderPlan.Part>();
            rows.all().forEach(row -> (forgettable(row, forgetBefore) ? old : needed).addAll(row.bytes()));
            old.removeAll(needed);
            for (var row : rows.all().stream().filter(one -> one.bytes().stream().anyMatch(old::contains)).toList()) {
                put(new Row(row.delivery(), row.hold(), List.of(), row.parts(), row.attempts()));
            }
            changed += old.size();
            return changed;
        });
    }
}
