package tidewatch.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Delivered;
import tidewatch.chat.Inbox;

/**
 * Takes the steps of one {@link Courier} in a thread of its own, makes its calls in virtual threads, and listens to the platform where this
 * node is to. Whatever a store or a platform throws is told as a fault and tried again, after a quarter of a second at first and after 10 s
 * at most: a database may be gone for a minute, a disk full for an hour.
 */
public final class CourierLoop implements AutoCloseable {
    private static final long FIRST_RETRY = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LAST_RETRY = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(1);
    /** For calls that are under way when the service stops; a call ends within 15 s. */
    private static final long LAST_CALLS = TimeUnit.SECONDS.toNanos(15);
    /** After it the thread is left to end by itself. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(25);

    /** On which nodes a platform is listened to. */
    public enum Listening {
        /** On the one that may send: a second listener would take updates away, or be refused. */
        LEADER,
        /** On each: a terminal, a browser on this machine. */
        EVERY_NODE
    }

    private final Courier courier;
    private final ChatPlatform platform;
    private final Inbox inbox;
    private final Listening listening;
    private final LongSupplier nanos;
    private final DeliveryEvent.Listener events;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean woken;
    private volatile boolean stopping;

    private boolean hears;
    private final Step lead = new Step("lease");
    private final Step settle = new Step("settling");
    private final Step send = new Step("sending");
    private final Step hear = new Step("listening");
    private final List<Step> steps = List.of(lead, settle, send, hear);

    /** Starts nothing yet. */
    public CourierLoop(
            Courier courier, ChatPlatform platform, Inbox inbox, Listening listening, LongSupplier nanos, DeliveryEvent.Listener events) {
        this.courier = Objects.requireNonNull(courier);
        this.platform = Objects.requireNonNull(platform);
        this.inbox = Objects.requireNonNull(inbox);
        this.listening = Objects.requireNonNull(listening);
        this.nanos = Objects.requireNonNull(nanos);
        this.events = Objects.requireNonNull(events);
        this.thread = Thread.ofPlatform().name("courier " + courier.sender()).unstarted(this::run);
    }

    /** A step that may fail without stopping the others. */
    private final class Step {
        private final String name;
        private long again;
        private long retry;

        Step(String name) {
            this.name = name;
        }

        void take(Runnable action) {
            if (left() > 0) {
                return;
            }
            try {
                action.run();
                retry = 0;
            } catch (RuntimeException fault) {
                retry = Math.clamp(2 * retry, FIRST_RETRY, LAST_RETRY);
                again = nanos.getAsLong() + retry;
                events.on(new DeliveryEvent.Fault(name + " " + courier.sender(), fault));
            }
        }

        /** Nanoseconds until it is tried again after a fault; 0 when the last try did not fail. */
        long left() {
            return retry == 0 ? 0 : Math.max(0, again - nanos.getAsLong());
        }

        boolean failed() {
            return retry > 0;
        }
    }

    /** Begins to claim, send and listen. */
    public void start() {
        thread.start();
    }

    /** Something was added to the outbox: it is looked for now. Any thread. */
    public void wake() {
        courier.wake();
        signal();
    }

    /** Whether the thread runs; one that was started and is not stopped always does. */
    public boolean alive() {
        return thread.isAlive();
    }

    private void signal() {
        lock.lock();
        try {
            woken = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!stopping) {
            lead.take(courier::lead);
            hear.take(this::hear);
            settle.take(courier::settle);
            send.take(this::send);
            rest(pause());
        }
        end();
    }

    private void send() {
        courier.claim();
        for (var call = courier.begin(); call.isPresent(); call = courier.begin()) {
            var next = call.get();
            Thread.ofVirtual().name("to " + courier.sender()).start(() -> carry(next));
        }
    }

    private void carry(Courier.Call call) {
        Delivered delivered = new Delivered.Unknown(true, "the call broke off inside of this program");
        try {
            delivered = platform.deliver(call.outgoing());
        } catch (RuntimeException broken) {
            events.on(new DeliveryEvent.Fault("a call of " + courier.sender(), broken));
        } finally {
            finish(call, delivered);
        }
    }

    private void finish(Courier.Call call, Delivered delivered) {
        try {
            courier.finish(call, delivered);
        } catch (RuntimeException unsaved) {
            // The courier keeps the result and stores it when it settles.
            events.on(new DeliveryEvent.Fault("storing a result of " + courier.sender(), unsaved));
        } finally {
            signal();
        }
    }

    private void hear() {
        boolean should = listening == Listening.EVERY_NODE || courier.leading();
        if (should && !hears) {
            platform.start(inbox);
            hears = true;
        } else if (!should && hears) {
            hears = false;
            platform.close();
        }
    }

    private long pause() {
        long pause = Math.min(courier.pause(), LONGEST_REST);
        // A step that failed may be all that there is to do; without it nothing is due earlier.
        long retry = steps.stream().filter(Step::failed).mapToLong(Step::left).min().orElse(0);
        return Math.max(pause, Math.min(retry, LONGEST_REST));
    }

    private void rest(long most) {
        lock.lock();
        try {
            long left = most;
            while (!woken && !stopping && left > 0) {
                left = news.awaitNanos(left);
            }
            woken = false;
        } catch (InterruptedException told) {
            stopping = true;
            courier.stop();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops claiming and listening, gives calls under way up to 15 s and the lease back. Rows whose calls do not end in time settle as
     * unknown. Blocks until it is done, 25 s at most.
     */
    @Override
    public void close() {
        stopping = true;
        courier.stop();
        signal();
        if (!thread.isAlive()) {
            return;
        }
        try {
            if (!thread.join(CLOSE_MAX)) {
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        long until = nanos.getAsLong() + LAST_CALLS;
        var last = new Step("stopping");
        if (hears) {
            hears = false;
            last.take(platform::close);
        }
        // Begins nothing any more: puts back what is in hand.
        var drain = new Step("stopping");
        while (true) {
            drain.take(courier::begin);
            drain.take(courier::settle);
            long left = until - nanos.getAsLong();
            if (courier.inFlight() == 0 || left <= 0 || Thread.currentThread().isInterrupted()) {
                break;
            }
            await(Math.min(left, Math.max(drain.left(), FIRST_RETRY)));
        }
        new Step("stopping").take(courier::release);
    }

    private void await(long most) {
        lock.lock();
        try {
            long left = most;
            while (!woken && left > 0) {
                left = news.awaitNanos(left);
            }
            woken = false;
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
