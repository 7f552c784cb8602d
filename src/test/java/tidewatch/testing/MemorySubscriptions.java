package tidewatch.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;
import tidewatch.delivery.Chat;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.Subscription;
import tidewatch.delivery.SubscriptionReason;
import tidewatch.delivery.SubscriptionState;
import tidewatch.delivery.Subscriptions;

/** Chats and subscriptions in memory. */
final class MemorySubscriptions implements Subscriptions {
    private final MemoryStore store;
    private final MemoryStore.Table<String, Chat> chats;
    private final MemoryStore.Table<String, Instant> pauses;
    private final MemoryStore.Table<String, Subscription> byId;

    MemorySubscriptions(MemoryStore store) {
        this.store = store;
        this.chats = store.new Table<>();
        this.pauses = store.new Table<>();
        this.byId = store.new Table<>();
    }

    @Override
    public Optional<Chat> chat(ChatId id) {
        return store.read("chat", () -> chats.get(id.text()).map(this::seen));
    }

    @Override
    public void save(Chat chat) {
        store.write("save chat", () -> chats.put(chat.id().text(), chat));
    }

    @Override
    public List<Chat> chats() {
        return store.read("chats", () -> chats.all().stream().map(this::seen).toList());
    }

    private Chat seen(Chat chat) {
        return store.doors().scope(chat.id()).map(scope -> chat.withScope(NoteScope.parse(scope).orElseThrow())).orElse(chat);
    }

    /** Whether a platform's pause of the chat is over. */
    boolean mayGo(ChatId chat, Instant now) {
        return pauses.get(chat.text()).filter(now::isBefore).isEmpty();
    }

    void pause(ChatId chat, Instant until) {
        if (pauses.get(chat.text()).filter(until::isBefore).isEmpty()) {
            pauses.put(chat.text(), until);
        }
    }

    private List<Subscription> every(ChatId chat) {
        // Ids are the chat's text and a slash, so they lie together.
        return List.copyOf(
                byId.map().subMap(chat.text() + "/", true, chat.text() + "0", false).values());
    }

    @Override
    public List<Subscription> of(ChatId chat) {
        return store.read("subscriptions of", () -> every(chat).stream()
                .filter(one -> !one.state().isFinal())
                .sorted(Comparator.comparing(one -> one.rule().kind()))
                .toList());
    }

    @Override
    public Optional<Subscription> find(String id) {
        return store.read("find subscription", () -> byId.get(id));
    }

    @Override
    public Subscription put(Subscription wanted) {
        return store.transaction("put subscription", () -> {
            int version = byId.get(wanted.id()).map(Subscription::version).orElse(0) + 1;
            var stored = new Subscription(
                    wanted.chat(),
                    wanted.rule(),
                    wanted.leftOut(),
                    SubscriptionState.ACTIVE,
                    Optional.empty(),
                    Optional.empty(),
                    version,
                    wanted.plannedThrough(),
                    wanted.nextDue());
            byId.put(stored.id(), stored);
            store.rows().cancel(wanted.id(), version, DeliveryReason.VERSION);
            return stored;
        });
    }

    private static Subscription in(
            Subscription one,
            SubscriptionState state,
            Optional<SubscriptionReason> reason,
            Optional<Instant> pausedUntil,
            Instant plannedThrough,
            Optional<Instant> nextDue) {
        return new Subscription(
                one.chat(), one.rule(), one.leftOut(), state, reason, pausedUntil, one.version(), plannedThrough, nextDue);
    }

    @Override
    public boolean change(
            String id,
            SubscriptionState to,
            Optional<SubscriptionReason> reason,
            Optional<Instant> pausedUntil,
            Optional<Instant> nextDue) {
        return store.transaction("change subscription", () -> {
            Optional<Subscription> before = byId.get(id);
            if (before.filter(one -> one.state().mayBecome(to)).isEmpty()) {
                return false;
            }
            Subscription one = before.get();
            if (to == SubscriptionState.ACTIVE) {
                byId.put(id, in(one, to, reason, pausedUntil, store.now(), nextDue));
            } else {
                byId.put(id, in(one, to, reason, pausedUntil, one.plannedThrough(), one.nextDue()));
                store.rows()
                        .cancel(id, Integer.MAX_VALUE, reason.map(SubscriptionReason::cancels).orElse(DeliveryReason.PAUSED));
            }
            return true;
        });
    }

    @Override
    public List<Subscription> toPlan(Instant dueUntil, int limit) {
        return store.read("to plan", () -> byId.all().stream()
                .filter(one -> one.state() == SubscriptionState.ACTIVE
                        && one.nextDue().filter(due -> !due.isAfter(dueUntil)).isPresent())
                .sorted(Comparator.comparing((Subscription one) -> one.nextDue().orElseThrow())
                        .thenComparing(Subscription::id))
                .limit(limit)
                .toList());
    }

    @Override
    public List<Subscription> toWake(Instant now, int limit) {
        return store.read("to wake", () -> byId.all().stream()
                .filter(one -> one.state() == SubscriptionState.PAUSED
                        && one.pausedUntil().filter(until -> !until.isAfter(now)).isPresent())
                .limit(limit)
                .toList());
    }

    @Override
    public List<Subscription> active(String afterId, int limit) {
        return store.read("active", () -> byId.map().tailMap(afterId, false).values().stream()
                .filter(one -> one.state() == SubscriptionState.ACTIVE)
                .limit(limit)
                .toList());
    }

    @Override
    public void suspend(ChatId chat, SubscriptionReason reason) {
        store.write("suspend", () -> {
            chats.get(chat.text())
                    .ifPresent(one -> chats.put(chat.text(), one.withState(Chat.State.SUSPENDED)));
            for (var one : every(chat)) {
                if (one.state() == SubscriptionState.ACTIVE) {
                    byId.put(
                            one.id(),
                            in(
                                    one,
                                    SubscriptionState.SUSPENDED,
                                    Optional.of(reason),
                                    Optional.empty(),
                                    one.plannedThrough(),
                                    one.nextDue()));
                }
            }
            store.rows().cancelAll(chat, reason.cancels());
        });
    }

    @Override
    public void revive(ChatId chat, Function<Subscription, Optional<Instant>> nextDue) {
        store.write("revive", () -> {
            chats.get(chat.text()).ifPresent(one -> chats.put(chat.text(), one.withState(Chat.State.ACTIVE)));
            for (var one : every(chat)) {
                if (one.state() == SubscriptionState.SUSPENDED) {
                    byId.put(
                            one.id(),
                            in(
                                    one,
                                    SubscriptionState.ACTIVE,
                                    Optional.empty(),
                                    Optional.empty(),
                                    store.now(),
                                    nextDue.apply(one)));
                }
            }
        });
    }

    @Override
    public void move(ChatId from, ChatId to) {
        if (!from.platform().equals(to.platform())) {
            throw new IllegalArgumentException("A chat does not move from " + from + " to another platform: " + to);
        }
        store.write("move", () -> store.rows().rekey(from, to));
    }

    @Override
    public int forget(ChatId chat) {
        return store.transaction("forget", () -> {
            int gone = store.rows().forget(chat) + store.doors().forget(chat) + store.heard().forget(chat) + store.shown().forget(chat)
                    + store.asked().forget(chat);
            if (chats.get(chat.text()).isPresent()) {
                chats.remove(chat.text());
                gone++;
            }
            pauses.remove(chat.text());
            for (var one : every(chat)) {
                byId.remove(one.id());
                gone++;
            }
            return gone;
        });
    }

    /** Whether a row of this subscription and version may be sent. */
    boolean allows(String id, int version) {
        return byId.get(id)
                .filter(one -> one.state() == SubscriptionState.ACTIVE && one.version() == version)
                .isPresent();
    }

    Optional<Subscription> one(String id) {
        return byId.get(id);
    }

    Optional<Chat> one(ChatId id) {
        return chats.get(id.text());
    }

    void planned(Subscription one, Instant plannedThrough, Optional<Instant> nextDue) {
        byId.put(one.id(), in(one, one.state(), one.reason(), one.pausedUntil(), plannedThrough, nextDue));
    }

    /** The chat has a new id; what the new one asked for already stays. Returns the old subscriptions that give way to those. */
    Set<String> rekey(ChatId from, ChatId to) {
        var givesWay = new HashSet<String>();
        store.doors().rekey(from, to);
        for (var one : new ArrayList<>(every(from))) {
            byId.remove(one.id());
            var moved = new Subscription(
                    to,
                    one.rule(),
                    one.leftOut(),
                    one.state(),
                    one.reason(),
                    one.pausedUntil(),
                    one.version(),
                    one.plannedThrough(),
                    one.nextDue());
            if (byId.get(moved.id()).filter(other -> other.state() != SubscriptionState.ENDED).isPresent()) {
                givesWay.add(one.id());
            } else {
                byId.put(moved.id(), moved);
            }
        }
        chats.get(from.text()).ifPresent(chat -> {
            chats.remove(from.text());
            if (chats.get(to.text()).isEmpty()) {
                chats.put(
                        to.text(),
                        new Chat(
                                to,
                                chat.sender(),
                                chat.thread(),
                                chat.group(),
                                chat.zone(),
                                chat.state(),
                                chat.mutedUntil(),
                                chat.quiet(),
                                chat.classes(),
                                chat.catchUp(),
                                chat.scope()));
            }
        });
        pauses.get(from.text()).ifPresent(until -> {
            pauses.remove(from.text());
            pauses.put(to.text(), until);
        });
        return givesWay;
    }
}
