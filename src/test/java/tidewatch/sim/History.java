package tidewatch.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tidewatch.chat.ChatId;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Outgoing;
import tidewatch.delivery.Chat;
import tidewatch.delivery.Claim;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.Frozen;
import tidewatch.delivery.Outbox;
import tidewatch.delivery.Outcome;
import tidewatch.delivery.PriceReadiness;
import tidewatch.delivery.SlotKind;
import tidewatch.delivery.Subscription;
import tidewatch.delivery.SubscriptionState;
import tidewatch.testing.MemoryPlatform;

/**
 * Everything that was committed, begun and shown in one run, and the invariants that can be judged at the moment something happens: I3 to
 * I12 and I14 in the numbers of the delivery design.
 */
final class History {
    private static final Duration REST = Duration.ofMinutes(30);
    private static final Set<String> MOVE_SUBSCRIPTIONS =
            Set.of("put", "change", "suspend", "revive", "forget", "plan", "planEach", "finish");

    private final SimStore store;
    private final Supplier<Instant> now;
    private final boolean telegram;
    private final Consumer<String> notes;

    private final Map<String, List<String>> frozen = new HashMap<>();
    private final Set<String> doubts = new HashSet<>();
    private final Set<String> doubtful = new HashSet<>();
    private final Map<String, Integer> handled = new HashMap<>();
    private final Map<String, Integer> copies = new HashMap<>();
    private final Map<String, Integer> partsShown = new HashMap<>();
    private final Map<String, String> shownForSlot = new HashMap<>();
    private final Set<ChatId> barred = new HashSet<>();
    private final Map<ChatId, ChatId> movedTo = new HashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private final Map<String, Log> logs = new HashMap<>();
    private final List<Interval> intervals = new ArrayList<>();
    private final Map<String, Interval> active = new HashMap<>();
    private final Map<String, Subscription> known = new HashMap<>();
    /** The answers to updates that ended subscriptions, by their rows, with the versions that ended; then those of which one was shown. */
    private final Map<String, Map<String, Integer>> goodbyes = new HashMap<>();

    private final Map<String, Integer> goodbyeShown = new HashMap<>();
    private final Map<String, String> claims = new HashMap<>();
    private final Set<String> judgedDue = new HashSet<>();
    private final PriceReadiness readiness;
    private final Map<String, Instant> goodbyeAt = new HashMap<>();
    private Instant plannedAt = Instant.MIN;
    private long extraCopies;

    /** A stretch in which a subscription was active in one version. */
    static final class Interval {
        final Subscription subscription;
        final Instant from;
        Optional<Instant> until = Optional.empty();
        Instant checkedUntil = Instant.MIN;

        Interval(Subscription subscription, Instant from) {
            this.subscription = subscription;
            this.from = from;
        }
    }

    /** When one process began its sends. */
    private static final class Log {
        private final Deque<Long> all = new ArrayDeque<>();
        private final Map<String, Deque<Long>> byChat = new HashMap<>();
    }

    History(SimStore store, Supplier<Instant> now, boolean telegram, PriceReadiness readiness, Consumer<String> notes) {
        this.notes = notes;
        this.store = store;
        this.readiness = readiness;
        this.now = now;
        this.telegram = telegram;
    }

    private static void require(boolean holds, String invariant, Supplier<String> words) {
        if (!holds) {
            throw new Broken(invariant, words.get());
        }
    }

    /** The id that a chat has in the end. */
    ChatId latest(ChatId chat) {
        ChatId id = chat;
        for (var next = movedTo.get(id); next != null; next = movedTo.get(id)) {
            id = next;
        }
        return id;
    }

    boolean wasMovedTo(String chat) {
        return movedTo.values().stream().anyMatch(id -> id.text().equals(chat));
    }

    List<Interval> intervals() {
        return intervals;
    }

    long extraCopies() {
        return extraCopies;
    }

    /** The planner went through without a fault. */
    void planned(Instant at) {
        plannedAt = at;
    }

    // ---- the store ----

    /** A call of a port was committed. */
    void saw(String call, Object[] arguments, Object result) {
        switch (call) {
            case "finish" -> notes.accept("stored: " + id(arguments[0]) + " " + arguments[1].getClass().getSimpleName() + (Boolean.TRUE.equals(result) ? "" : ", too late"));
            case "partSent" -> notes.accept("stored: " + id(arguments[0]) + " a part" + (((Optional<?>) result).isPresent() ? "" : ", too late"));
            case "resolve" -> notes.accept("stored: " + arguments[0] + " " + arguments[2].getClass().getSimpleName());
            case "claim" -> ((List<?>) result).forEach(claim -> notes.accept("stored: " + id(claim) + " claimed"));
            default -> {
                // The events say it.
            }
        }
        switch (call) {
            case "claim" -> ((List<?>) result).forEach(claim -> claimed((Claim) claim));
            case "freeze" -> {
                if ((Boolean) result) {
                    frozen(arguments[0] instanceof Delivery row ? row.id() : (String) arguments[0], (Frozen) arguments[1]);
                }
            }
            case "add" -> {
                if ((Boolean) result) {
                    frozen(((Delivery) arguments[0]).id(), (Frozen) arguments[1]);
                }
            }
            case "digest" -> {
                if ((Boolean) result) {
                    frozen(((Delivery) arguments[0]).id(), (Frozen) arguments[1]);
                }
            }
            case "finish" -> finished((Claim) arguments[0], (Outcome) arguments[1], (Boolean) result);
            case "partSent" -> {
                if (((Optional<?>) result).isPresent()) {
                    spoke((Claim) arguments[0]);
                }
            }
            case "reap", "orphans" -> unknown();
            case "suspend" -> barred.add((ChatId) arguments[0]);
            case "revive" -> barred.remove((ChatId) arguments[0]);
            default -> {
                // Nothing is judged by it.
            }
        }
        if (MOVE_SUBSCRIPTIONS.contains(call)) {
            switch (call) {
                case "put" -> follow(((Subscription) result).chat());
                case "change" -> follow(chatOf((String) arguments[0]));
                case "suspend", "revive", "forget" -> follow((ChatId) arguments[0]);
                case "finish" -> {
                    if (arguments[1] instanceof Outcome.Barred || arguments[1] instanceof Outcome.Moved) {
                        follow(((Claim) arguments[0]).delivery().chat());
                    }
                }
                default -> {
                    // Planning moves no subscription from one version or state to another.
                }
            }
        }
    }

    private static String id(Object claim) {
        var one = (Claim) claim;
        return one.delivery().id() + "/" + one.unsent().getFirst().number();
    }

    private static ChatId chatOf(String subscription) {
        return ChatId.parse(subscription.substring(0, subscription.lastIndexOf('/'))).orElseThrow();
    }

    private void frozen(String id, Frozen content) {
        frozen.put(id, content.parts().stream().map(part -> MemoryPlatform.hash(part.payload())).toList());
    }

    private void claimed(Claim claim) {
        Delivery row = claim.delivery();
        claims.put(row.id(), fence(claim));
        row.subscription().ifPresent(owner -> {
            var subscription = store.subscriptions().find(owner.subscription());
            require(
                    subscription
                            .filter(one -> one.state() == SubscriptionState.ACTIVE && one.version() == owner.version())
                            .isPresent(),
                    "I5",
                    () -> row.id() + " was claimed for version " + owner.version() + " of " + owner.subscription() + ", which is "
                            + subscription.map(one -> one.state() + " in version " + one.version()).orElse("gone"));
        });
        require(
                store.subscriptions().chat(row.chat()).filter(chat -> chat.state() == Chat.State.ACTIVE).isPresent()
                        && !barred.contains(row.chat()),
                "I14",
                () -> row.id() + " was claimed for " + row.chat() + ", which had shut us out");
        for (var other : store.open()) {
            if (!other.chat().equals(row.chat()) || other.id().equals(row.id())) {
                continue;
            }
            require(
                    other.state() != DeliveryState.SENDING,
                    "I7",
                    () -> row.id() + " was claimed while " + other.id() + " of the same chat was being sent");
            boolean before = other.state().claimable()
                    && other.kind().priority() == row.kind().priority()
                    && other.due().isBefore(row.due())
                    && other.expiresAt().isAfter(now.get());
            require(
                    !before,
                    "I7",
                    () -> row.id() + " due " + row.due() + " was claimed before " + other.id() + " due " + other.due()
                            + " of the same chat and priority, which is " + other.state());
        }
    }

    private static String fence(Claim claim) {
        return claim.delivery().attempt() + " under epoch " + claim.lease().epoch();
    }

    /** A word about a claim was heard: it has to be the last claim of the row, and still open. */
    private void spoke(Claim claim) {
        String open = claims.getOrDefault(claim.delivery().id(), "none");
        require(
                open.equals(fence(claim)),
                "I11",
                () -> "What was told about " + claim.delivery().id() + " in attempt " + fence(claim) + " was heard, when the open one was "
                        + open);
    }

    private void finished(Claim claim, Outcome outcome, boolean heard) {
        Delivery row = claim.delivery();
        if (heard) {
            spoke(claim);
            claims.remove(row.id());
        }
        if (heard && outcome instanceof Outcome.Lost) {
            doubt(row.id(), row.attempt());
        }
        if (heard && outcome instanceof Outcome.Barred) {
            barred.add(row.chat());
        }
        if (heard && outcome instanceof Outcome.Moved moved) {
            movedTo.put(row.chat(), moved.to());
            var known = store.subscriptions().of(moved.to());
            known.forEach(one -> follow(one.chat()));
        }
    }

    private void unknown() {
        claims.keySet()
                .removeIf(id -> store.outbox().find(id).filter(row -> row.state() == DeliveryState.SENDING).isEmpty());
        store.open().stream()
                .filter(row -> row.state() == DeliveryState.UNKNOWN)
                .forEach(row -> doubt(row.id(), row.attempt()));
    }

    private void doubt(String id, int attempt) {
        doubts.add(id + "#" + attempt);
        doubtful.add(id);
    }

    /** Takes note of what the subscriptions of a chat have become. */
    private void follow(ChatId chat) {
        for (var kind : SlotKind.values()) {
            String id = chat.text() + "/" + kind;
            var subscription = store.subscriptions().find(id);
            var before = known.get(id);
            if (subscription.isPresent()
                    && before != null
                    && subscription.get().version() == before.version()
                    && subscription.get().state() == before.state()) {
                continue;
            }
            var interval = active.remove(id);
            if (interval != null) {
                interval.until = Optional.of(now.get());
                interval.checkedUntil = plannedAt;
            }
            if (subscription.isEmpty()) {
                known.remove(id);
                continue;
            }
            known.put(id, subscription.get());
            if (subscription.get().state() == SubscriptionState.ACTIVE) {
                var opened = new Interval(subscription.get(), now.get());
                active.put(id, opened);
                intervals.add(opened);
            }
        }
    }

    /** Closes the books at the end of a run. */
    void close() {
        active.values().forEach(interval -> interval.checkedUntil = plannedAt);
    }

    /** An update was handled, and its effects were committed. */
    void handled(InboundLog.Pending pending) {
        String key = pending.incoming().envelope().key();
        int times = handled.merge(key, 1, Integer::sum);
        require(times == 1, "I12", () -> "Update " + key + " was handled " + times + " times");
    }

    boolean wasHandled(String key) {
        return handled.containsKey(key);
    }

    /** The answer of this row says that these subscriptions are over. */
    void goodbye(String answer, Set<String> subscriptions) {
        // The version that ends now: the answer may be shown after the person has asked for it again.
        var versions = new HashMap<String, Integer>();
        subscriptions.forEach(id -> versions.put(id, store.subscriptions().find(id).map(Subscription::version).orElse(Integer.MAX_VALUE)));
        goodbyes.put(answer, versions);
    }

    // ---- the platform ----

    /** A process begins a call. */
    void begun(String process, String sender, Outgoing outgoing, long nanos) {
        var row = store.outbox().find(outgoing.delivery());
        require(row.isPresent(), "I8", () -> outgoing.delivery() + " is sent and is no row");
        Delivery delivery = row.get();
        Instant at = now.get();
        Instant end = outgoing.part().number() > 1 || partsShown.containsKey(delivery.id())
                ? delivery.expiresAt().plus(REST)
                : delivery.expiresAt();
        require(
                !at.isBefore(delivery.due()) && at.isBefore(end),
                "I9",
                () -> delivery.id() + " is sent at " + at + ", due " + delivery.due() + ", until " + end);
        if (judgedDue.add(delivery.id() + delivery.subscription())) {
            delivery.subscription().map(owner -> known.get(owner.subscription())).ifPresent(subscription -> dueByRule(delivery, subscription));
        }
        long highest = epochs.merge(sender, outgoing.epoch(), Math::max);
        require(
                outgoing.epoch() == highest,
                "I11",
                () -> delivery.id() + " is sent by " + process + " under epoch " + outgoing.epoch() + " after one under " + highest);
        pace(process, outgoing, nanos);
    }

    /** I9 against the rule itself, not the row: the row may have been written with another due time. */
    private void dueByRule(Delivery row, Subscription subscription) {
        boolean same = subscription.version() == row.subscription().orElseThrow().version();
        var slots = subscription.rule().slots(row.due().minusMillis(1), row.due(), readiness);
        require(
                !same || slots.stream().anyMatch(slot -> slot.delivery() == row.kind() && slot.key().text().equals(row.slot())),
                "I9",
                () -> row.id() + " for " + row.slot() + " is sent as due " + row.due() + ", when its rule has no such brief due");
    }

    private void pace(String process, Outgoing outgoing, long nanos) {
        var log = logs.computeIfAbsent(process, _ -> new Log());
        var chat = log.byChat.computeIfAbsent(outgoing.chat().text(), _ -> new ArrayDeque<>());
        long each = telegram ? 38_000_000L : 100_000_000L;
        require(
                log.all.isEmpty() || nanos - log.all.peekLast() >= each - 1_000_000L,
                "I10",
                () -> process + " begins two sends within " + (nanos - log.all.peekLast()) / 1_000_000 + " ms");
        require(
                chat.isEmpty() || nanos - chat.peekLast() >= 999_000_000L,
                "I10",
                () -> process + " begins two sends to " + outgoing.chat() + " within " + (nanos - chat.peekLast()) / 1_000_000 + " ms");
        log.all.addLast(nanos);
        chat.addLast(nanos);
        while (nanos - chat.peekFirst() > 60_000_000_000L) {
            chat.removeFirst();
        }
        while (nanos - log.all.peekFirst() > 60_000_000_000L) {
            log.all.removeFirst();
        }
        require(
                !telegram || log.all.size() <= 25 * 60 + 8,
                "I10",
                () -> process + " begins " + log.all.size() + " sends within a minute");
        boolean group = telegram && store.subscriptions().chat(outgoing.chat()).filter(Chat::group).isPresent();
        require(
                !group || chat.size() <= 18,
                "I10",
                () -> process + " begins " + chat.size() + " sends to the group " + outgoing.chat() + " within a minute");
    }

    /** A call arrived at the platform. */
    void arrived(MemoryPlatform.Entry entry, Instant began) {
        String id = entry.delivery();
        Delivery row = store.outbox().find(id).orElseThrow();
        var bytes = frozen.getOrDefault(id, List.of());
        require(
                bytes.size() >= entry.part() && bytes.get(entry.part() - 1).equals(entry.payload()),
                "I8",
                () -> id + " part " + entry.part() + " is not sent as it was frozen");
        if (!entry.shown()) {
            return;
        }
        String part = id + "/" + entry.part();
        int shown = copies.merge(part, 1, Integer::sum);
        if (shown > 1) {
            extraCopies++;
        }
        require(
                shown == 1 || doubtful.contains(id),
                "I4",
                () -> part + " was shown " + shown + " times, though no try of it was in doubt");
        require(shown <= 2, "I3", () -> part + " was shown " + shown + " times");
        int next = partsShown.getOrDefault(id, 0) + 1;
        require(
                entry.part() <= next,
                "I7",
                () -> id + " shows part " + entry.part() + " before part " + next);
        partsShown.merge(id, entry.part(), Math::max);
        if (row.kind().isBrief()) {
            String slot = latest(row.chat()) + " " + row.kind() + " " + row.slot();
            String first = shownForSlot.putIfAbsent(slot, id);
            require(first == null || first.equals(id), "I6", () -> slot + " was shown as " + first + " and as " + id);
        }
        var over = goodbyes.get(id);
        if (over != null) {
            over.forEach((subscription, version) -> {
                goodbyeShown.merge(subscription, version, Math::max);
                goodbyeAt.put(subscription, now.get());
            });
        }
        // A request that was begun before the answer and written after it, by a process that stood still, cannot be stopped.
        row.subscription().ifPresent(owner -> require(
                goodbyeShown.getOrDefault(owner.subscription(), 0) < owner.version()
                        || began.isBefore(goodbyeAt.getOrDefault(owner.subscription(), Instant.MIN)),
                "I5",
                () -> id + " is shown after the answer that " + owner.subscription() + " is over"));
    }

    /** Kinds of which something was shown. */
    Set<DeliveryKind> kindsShown() {
        var kinds = EnumSet.noneOf(DeliveryKind.class);
        partsShown.keySet().forEach(id -> store.outbox().find(id).ifPresent(row -> kinds.add(row.kind())));
        return kinds;
    }

    int shown() {
        return copies.size();
    }

    /** Rows in their final or present state, each once. */
    List<Delivery> rows() {
        return store.outbox().list(Outbox.Filter.ALL, Integer.MAX_VALUE);
    }
}
