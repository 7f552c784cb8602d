package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Outgoing;
import tidewatch.message.PlainRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.testing.DeliveryEdit;
import tidewatch.testing.FakeClock;
import tidewatch.testing.MemoryPlatform;
import tidewatch.testing.MemoryStore;

/** Couriers over a store and a platform in memory, and a clock that jumps from one thing to the next. One thread. */
final class CourierRig {
    static final String SENDER = "telegram:1";
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    /** 07:00 in New York. */
    static final Instant SEVEN = Instant.parse("2026-01-09T12:00:00Z");

    final FakeClock clock = new FakeClock(SEVEN);
    final MemoryStore store = new MemoryStore(clock);
    final MemoryPlatform platform;
    final List<DeliveryEvent> events = new ArrayList<>();
    final List<Node> nodes = new ArrayList<>();
    private final List<Timed> planned = new ArrayList<>();
    private Supplier<Duration> latency = () -> Duration.ofMillis(30);
    private Function<ChatId, CatchUp> catchUp = _ -> CatchUp.LATE;

    private record Timed(Instant at, Runnable what) {}

    /** One process. */
    final class Node {
        final Courier courier;
        private final List<Under> under = new ArrayList<>();
        private boolean alive = true;
        private Instant again = Instant.MIN;

        private record Under(Courier.Call call, MemoryPlatform.Call there, Delivered answer, Instant ends) {}

        Node(String name, Pace pace) {
            courier = new Courier(
                    store.outbox(),
                    store.leases(),
                    platform,
                    SENDER,
                    name,
                    pace,
                    clock.nanoSource(),
                    new SplittableRandom(name.hashCode()),
                    chat -> catchUp.apply(chat),
                    LeaseTimes.STANDARD,
                    events::add);
        }

        /** One round; says when the next is due. */
        private void round() {
            if (!alive || clock.instant().isBefore(again)) {
                return;
            }
            try {
                courier.lead();
                courier.settle();
                courier.claim();
                for (var call = courier.begin(); call.isPresent(); call = courier.begin()) {
                    var there = platform.begin(call.get().outgoing());
                    under.add(new Under(call.get(), there, platform.arrive(there), clock.instant().plus(latency.get())));
                }
                again = clock.instant().plusNanos(courier.pause());
            } catch (StoreIsGone gone) {
                again = clock.instant().plusMillis(500);
            }
        }

        void answersNow() {
            answers();
        }

        private void answers() {
            for (var one : List.copyOf(under)) {
                if (!one.ends().isAfter(clock.instant()) && alive) {
                    under.remove(one);
                    platform.end(one.there());
                    try {
                        courier.finish(one.call(), one.answer());
                    } catch (StoreIsGone gone) {
                        // Stored by a later round.
                    }
                    again = Instant.MIN;
                }
            }
        }

        private Optional<Instant> next() {
            if (!alive) {
                return Optional.empty();
            }
            var ends = under.stream().map(Under::ends);
            return java.util.stream.Stream.concat(ends, java.util.stream.Stream.of(again)).min(Instant::compareTo);
        }

        /** As by kill -9: what is under way goes on at the platform, and nobody hears of it. */
        void kill() {
            alive = false;
            under.forEach(one -> platform.end(one.there()));
        }

        /** Does nothing until it is woken; the platform goes on. */
        void freeze() {
            alive = false;
        }

        void thaw() {
            alive = true;
            again = Instant.MIN;
        }
    }

    /** The store fails. */
    static final class StoreIsGone extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    CourierRig() {
        this(false, MemoryPlatform.Limits.TELEGRAM);
    }

    CourierRig(boolean canFind, MemoryPlatform.Limits limits) {
        platform = new MemoryPlatform(
                "telegram", clock, limits, canFind, PlainRenderer.within(MemoryPlatform.TEXT_MAX - Outgoing.POSTSCRIPT_MAX));
    }

    /** On a platform with buttons. */
    static CourierRig withButtons() {
        return new CourierRig(clock -> MemoryPlatform.withButtons("telegram", clock));
    }

    private CourierRig(Function<FakeClock, MemoryPlatform> platform) {
        this.platform = platform.apply(clock);
    }

    Node node(String name) {
        return node(name, Pace.telegram(clock.nanoSource()));
    }

    Node node(String name, Pace pace) {
        var node = new Node(name, pace);
        nodes.add(node);
        return node;
    }

    void latency(Duration of) {
        latency = () -> of;
    }

    void latency(Supplier<Duration> of) {
        latency = of;
    }

    void catchUp(CatchUp choice) {
        catchUp = _ -> choice;
    }

    void script(MemoryPlatform.Script script) {
        platform.script(script);
    }

    /** Happens when the clock gets there. */
    void at(Instant then, Runnable what) {
        planned.add(new Timed(then, what));
    }

    void after(Duration delay, Runnable what) {
        at(clock.instant().plus(delay), what);
    }

    static ChatId chatId(int number) {
        return new ChatId("telegram", String.valueOf(number));
    }

    Chat chat(int number) {
        return chat(number, false);
    }

    Chat chat(int number, boolean group) {
        var chat = Chat.of(chatId(number), SENDER, group, NEW_YORK);
        if (store.subscriptions().chat(chat.id()).isEmpty()) {
            store.subscriptions().save(chat);
            platform.admit(chat.id(), group);
        }
        return chat;
    }

    /** A composed row; returns its id. */
    String add(int chat, DeliveryKind kind, String slot, Instant due, int parts) {
        return add(chat(chat), kind, slot, due, parts);
    }

    String add(Chat chat, DeliveryKind kind, String slot, Instant due, int parts) {
        var staleness = kind.isBrief()
                ? new Staleness(kind, due, due.plus(Duration.ofHours(5)), due.plus(Duration.ofHours(5)))
                : Staleness.of(kind, due);
        Optional<LocalDate> asOf = kind.isBrief() ? Optional.of(LocalDate.of(2026, 1, 8)) : Optional.empty();
        var row = DeliveryEdit.of(Delivery.planned(chat, kind, slot, Optional.empty(), asOf, staleness))
                .state(DeliveryState.READY)
                .row();
        if (!store.outbox().add(row, frozen(row.id(), parts, asOf))) {
            throw new AssertionError("There is such a row: " + row.id());
        }
        nodes.forEach(node -> {
            node.courier.wake();
            node.again = Instant.MIN;
        });
        return row.id();
    }

    String brief(int chat) {
        return add(chat, DeliveryKind.MORNING, "2026-01-09", SEVEN, 1);
    }

    static Frozen frozen(String id, int parts, Optional<LocalDate> asOf) {
        var list = IntStream.rangeClosed(1, parts)
                .mapToObj(n -> new RenderPlan.Part(n, parts, id + " part " + n + "\n", id + " part " + n))
                .toList();
        return new Frozen(list, "hash-of-" + id, "Headline of " + id, asOf, Optional.empty(), Optional.empty(), List.of());
    }

    /** Lets time go on. */
    void run(Duration much) {
        Instant until = clock.instant().plus(much);
        while (true) {
            List.copyOf(planned).stream().filter(one -> !one.at().isAfter(clock.instant())).forEach(one -> {
                planned.remove(one);
                one.what().run();
            });
            nodes.forEach(Node::answers);
            nodes.forEach(Node::round);
            Instant next = until;
            for (var node : nodes) {
                next = node.next().filter(next::isAfter).orElse(next);
            }
            for (var one : planned) {
                next = one.at().isBefore(next) ? one.at() : next;
            }
            if (!clock.instant().isBefore(until)) {
                return;
            }
            // A round that is due at once was taken; time goes on a little all the same.
            Instant least = clock.instant().plusNanos(1000);
            clock.advanceTo(next.isAfter(least) ? next : least);
        }
    }

    /** Lets time go on until this holds. */
    void until(Duration most, Supplier<Boolean> holds) {
        Instant until = clock.instant().plus(most);
        while (!holds.get()) {
            if (!clock.instant().isBefore(until)) {
                throw new AssertionError("Not within " + most + "; events: " + events.subList(Math.max(0, events.size() - 30), events.size()));
            }
            run(Duration.ofMillis(10));
        }
    }

    Delivery row(String id) {
        return store.outbox().find(id).orElseThrow();
    }

    /** State and reason, if there is one: {@code SENT OK}. */
    String state(String id) {
        var row = row(id);
        return row.state() + row.reason().map(reason -> " " + reason).orElse("");
    }

    List<MemoryPlatform.Entry> shown(String id) {
        return platform.shown().stream().filter(entry -> entry.delivery().equals(id)).toList();
    }

    <T extends DeliveryEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
