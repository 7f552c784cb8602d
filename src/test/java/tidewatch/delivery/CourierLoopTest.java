package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Delivered;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.chat.Outgoing;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.PlainRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.testing.DeliveryEdit;
import tidewatch.testing.MemoryPlatform;
import tidewatch.testing.MemoryStore;

/** The loop over real threads and the real nano clock; the store's clock stands still. Waits for events, never for time. */
@Timeout(30)
class CourierLoopTest {
    private static final Instant SEVEN = CourierRig.SEVEN;

    private final MemoryStore store = new MemoryStore(() -> SEVEN);
    private final MemoryPlatform memory = new MemoryPlatform("telegram", () -> SEVEN, MemoryPlatform.Limits.NONE, false,
            PlainRenderer.within(3_000));
    private final BlockingQueue<DeliveryEvent> events = new LinkedBlockingQueue<>();
    private final Watched platform = new Watched(memory);
    private Optional<CourierLoop> started = Optional.empty();

    /** Counts listening, and lets a call be held or broken. */
    private static final class Watched implements ChatPlatform {
        private final ChatPlatform inner;
        private final AtomicInteger starts = new AtomicInteger();
        private final AtomicInteger closes = new AtomicInteger();
        private volatile Predicate<Outgoing> breaks = _ -> false;
        private volatile CountDownLatch held = new CountDownLatch(0);
        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch eight = new CountDownLatch(Courier.IN_FLIGHT_MAX);
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        Watched(ChatPlatform inner) {
            this.inner = inner;
        }

        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Capabilities capabilities(ChatId chat) {
            return inner.capabilities(chat);
        }

        @Override
        public RenderPlan plan(Doc doc, ChatId chat) {
            return inner.plan(doc, chat);
        }

        @Override
        public Delivered deliver(Outgoing outgoing) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            inside.countDown();
            eight.countDown();
            try {
                held.await();
                if (breaks.test(outgoing)) {
                    throw new IllegalStateException("a bug of the adapter");
                }
                return inner.deliver(outgoing);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                now.decrementAndGet();
            }
        }

        @Override
        public void start(Inbox inbox) {
            starts.incrementAndGet();
            inner.start(inbox);
        }

        @Override
        public void close() {
            closes.incrementAndGet();
            inner.close();
        }
    }

    private static final Inbox NOBODY = new Inbox() {
        @Override
        public void take(List<Incoming> several, Runnable also) {
            also.run();
        }

        @Override
        public boolean take(Incoming incoming) {
            return true;
        }

        @Override
        public void state(LinkState state, String reason, Optional<Instant> lastSuccess) {}
    };

    private CourierLoop loop(CourierLoop.Listening listening) {
        var courier = new Courier(
                store.outbox(),
                store.leases(),
                platform,
                CourierRig.SENDER,
                "a",
                Pace.unlimited(),
                System::nanoTime,
                new SplittableRandom(1),
                _ -> CatchUp.LATE,
                LeaseTimes.STANDARD,
                events::add);
        var loop = new CourierLoop(courier, platform, NOBODY, listening, System::nanoTime, events::add);
        started = Optional.of(loop);
        return loop;
    }

    @AfterEach
    void stop() {
        platform.held.countDown();
        started.ifPresent(CourierLoop::close);
    }

    private String add(int chat) {
        var one = Chat.of(CourierRig.chatId(chat), CourierRig.SENDER, false, CourierRig.NEW_YORK);
        store.subscriptions().save(one);
        memory.admit(one.id(), false);
        var row = DeliveryEdit.of(Delivery.planned(
                        one, DeliveryKind.ALERT, "a" + chat, Optional.empty(), Optional.empty(), Staleness.of(DeliveryKind.ALERT, SEVEN)))
                .state(DeliveryState.READY)
                .row();
        store.outbox().add(row, CourierRig.frozen(row.id(), 1, Optional.empty()));
        return row.id();
    }

    private <T extends DeliveryEvent> T await(Class<T> kind, Predicate<T> which) throws InterruptedException {
        while (true) {
            var event = events.take();
            if (kind.isInstance(event) && which.test(kind.cast(event))) {
                return kind.cast(event);
            }
        }
    }

    private void awaitSent(int count) throws InterruptedException {
        for (int n = 0; n < count; n++) {
            await(DeliveryEvent.Finished.class, finished -> finished.outcome() instanceof Outcome.Arrived);
        }
    }

    @Test
    void a_thousand_rows_are_sent_once_each_by_at_most_eight_at_a_time() throws InterruptedException {
        for (int chat = 1; chat <= 1_000; chat++) {
            add(chat);
        }
        platform.held = new CountDownLatch(1);
        loop(CourierLoop.Listening.LEADER).start();
        assertThat(platform.eight.await(30, TimeUnit.SECONDS)).as("eight calls at once").isTrue();
        platform.held.countDown();
        awaitSent(1_000);
        assertThat(memory.shown()).hasSize(1_000);
        assertThat(memory.breaches()).isEmpty();
        assertThat(platform.most.get()).isEqualTo(Courier.IN_FLIGHT_MAX);
        assertThat(platform.starts.get()).isEqualTo(1);
    }

    @Test
    void a_row_that_is_added_goes_out_when_the_loop_is_woken() throws InterruptedException {
        var loop = loop(CourierLoop.Listening.LEADER);
        loop.start();
        await(DeliveryEvent.Leading.class, _ -> true);
        for (int n = 1; n <= 20; n++) {
            add(n);
            loop.wake();
            awaitSent(1);
        }
        assertThat(memory.shown()).hasSize(20);
    }

    @Test
    void a_store_that_fails_for_a_while_and_an_adapter_with_a_bug_stop_nothing() throws InterruptedException {
        var bug = add(1);
        var ids = List.of(bug, add(2), add(3), add(4));
        var broken = new AtomicInteger(10);
        store.gate(new MemoryStore.Gate() {
            @Override
            public void begins(String what) {}

            @Override
            public void commits(String what) {
                if (broken.decrementAndGet() % 3 == 0 && broken.get() > 0) {
                    throw new CourierRig.StoreIsGone();
                }
            }

            @Override
            public void committed(String what) {}
        });
        platform.breaks = outgoing -> outgoing.delivery().equals(bug);
        loop(CourierLoop.Listening.LEADER).start();
        // The four results come in any order.
        var outcomes = new ArrayList<String>();
        while (outcomes.size() < 4) {
            outcomes.add(await(DeliveryEvent.Finished.class, _ -> true).outcome().getClass().getSimpleName());
        }
        assertThat(outcomes).containsExactlyInAnyOrder("Arrived", "Arrived", "Arrived", "Lost");
        assertThat(ids.stream().filter(id -> store.outbox().find(id).orElseThrow().state() == DeliveryState.SENT)).hasSize(3);
        assertThat(store.outbox().find(bug).orElseThrow().state()).as("nobody knows").isEqualTo(DeliveryState.UNKNOWN);
    }

    @Test
    void stopping_waits_for_calls_under_way_and_gives_the_lease_back() throws InterruptedException {
        platform.held = new CountDownLatch(1);
        var id = add(1);
        var loop = loop(CourierLoop.Listening.LEADER);
        loop.start();
        platform.inside.await();
        var closing = Thread.ofVirtual().start(loop::close);
        // The stop has begun when the platform is no longer listened to.
        while (platform.closes.get() == 0) {
            Thread.onSpinWait();
        }
        assertThat(store.leases().holder(CourierRig.SENDER)).isPresent();
        platform.held.countDown();
        assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
        assertThat(store.outbox().find(id).orElseThrow().state()).isEqualTo(DeliveryState.SENT);
        assertThat(store.leases().holder(CourierRig.SENDER)).isEmpty();
        assertThat(loop.alive()).isFalse();
    }

    @Test
    void only_the_leader_listens_unless_every_node_may() throws InterruptedException {
        store.leases().acquire(CourierRig.SENDER, "another", Duration.ofHours(1));
        var asked = new CountDownLatch(1);
        store.gate(new MemoryStore.Gate() {
            @Override
            public void begins(String what) {}

            @Override
            public void commits(String what) {}

            @Override
            public void committed(String what) {
                if (what.equals("acquire")) {
                    asked.countDown();
                }
            }
        });
        var standby = loop(CourierLoop.Listening.LEADER);
        standby.start();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        standby.close();
        assertThat(platform.starts.get()).isZero();
        var local = loop(CourierLoop.Listening.EVERY_NODE);
        local.start();
        while (platform.starts.get() == 0) {
            Thread.onSpinWait();
        }
        local.close();
        assertThat(platform.closes.get()).isEqualTo(1);
    }
}
