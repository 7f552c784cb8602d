package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Looks whether the clock still runs, and does its work when it does not: a scheduler may lose a trigger for good, and the morning's brief
 * goes out all the same. A tick without success for three cadences and half a minute is stalled; the watchdog then says so, runs it once a
 * cadence (on a cluster one node does, by the lease {@code tick:<name>}), and has it renewed after each five minutes.
 *
 * <p>{@link #look} is one step, and knows only the store's clock; {@link #start} repeats it in a thread of its own.
 */
public final class Watchdog implements AutoCloseable {
    static final Duration LOOK_EVERY = Duration.ofSeconds(15);
    static final Duration SLACK = Duration.ofSeconds(30);
    static final Duration RENEW_AFTER = Duration.ofMinutes(5);

    /** A look that comes this late was asleep, with the clock and the whole machine: what was missed is nobody's fault. */
    static final Duration ASLEEP = Duration.ofMinutes(2);

    private static final Duration LEASE_LEAST = Duration.ofMinutes(1);
    private static final Duration LEASE_MOST = Duration.ofMinutes(10);

    private final TickRuns runs;
    private final List<Timetable.Tick> ticks;
    private final Ticks stored;
    private final Leases leases;
    private final Timetable timetable;
    private final DeliveryEvent.Listener listener;
    private final String node;
    private final Executor worker;
    private final Map<String, Stall> stalls = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Optional<Instant> lastLook = Optional.empty();
    private Instant watchingSince = Instant.MIN;
    private Optional<Thread> thread = Optional.empty();

    private static final class Stall {
        private Instant renewFrom;
        private Optional<Instant> lastRun = Optional.empty();

        private Stall(Instant noticed) {
            this.renewFrom = noticed;
        }
    }

    /**
     * @param node the name of this node, for its leases
     * @param worker runs a stalled tick; not in the caller's thread, or a tick that hangs would take the watchdog with it
     */
    public Watchdog(
            TickRuns runs, Ticks stored, Leases leases, Timetable timetable, DeliveryEvent.Listener listener, String node, Executor worker) {
        this.runs = runs;
        this.ticks = runs.timed();
        this.stored = Objects.requireNonNull(stored);
        this.leases = Objects.requireNonNull(leases);
        this.timetable = Objects.requireNonNull(timetable);
        this.listener = Objects.requireNonNull(listener);
        this.node = Objects.requireNonNull(node);
        this.worker = Objects.requireNonNull(worker);
    }

    /** So long without success, and a tick of this cadence is stalled. */
    public static Duration patience(Timetable.Cadence cadence) {
        return cadence.longest().multipliedBy(3).plus(SLACK);
    }

    /** Looks once. Never throws: a store that does not answer is told, and looked at again. */
    public synchronized void look() {
        try {
            var now = leases.now();
            if (lastLook.isEmpty() || now.isAfter(lastLook.get().plus(ASLEEP)) || now.isBefore(lastLook.get())) {
                watchingSince = now;
                stalls.clear();
            }
            lastLook = Optional.of(now);
            var last = stored.lastSuccess();
            for (var tick : ticks) {
                look(tick, Optional.ofNullable(last.get(tick.name())), now);
            }
        } catch (RuntimeException broken) {
            listener.on(new DeliveryEvent.Fault("watchdog", broken));
        }
    }

    private void look(Timetable.Tick tick, Optional<Instant> success, Instant now) {
        var heard = success.filter(at -> at.isAfter(watchingSince)).orElse(watchingSince);
        var silent = Duration.between(heard, now);
        if (silent.compareTo(patience(tick.cadence())) <= 0) {
            stalls.remove(tick.name());
            return;
        }
        var stall = stalls.get(tick.name());
        if (stall == null) {
            stall = new Stall(now);
            stalls.put(tick.name(), stall);
            listener.on(new DeliveryEvent.TickStalled(tick.name(), silent, false));
        }
        boolean runDue = stall.lastRun.filter(at -> now.isBefore(at.plus(tick.cadence().longest()))).isEmpty();
        boolean renewDue = !now.isBefore(stall.renewFrom.plus(RENEW_AFTER));
        if ((runDue || renewDue) && leases.acquire("tick:" + tick.name(), node, leaseTime(tick)).isPresent()) {
            if (runDue) {
                stall.lastRun = Optional.of(now);
                worker.execute(() -> instead(tick.name()));
            }
            if (renewDue) {
                stall.renewFrom = now;
                timetable.renew(tick.name());
                listener.on(new DeliveryEvent.TickStalled(tick.name(), silent, true));
            }
        }
    }

    /** Kept after the run, so that the other nodes' watchdogs leave the tick alone for this cadence. */
    private static Duration leaseTime(Timetable.Tick tick) {
        var cadence = tick.cadence().longest();
        var atLeast = cadence.compareTo(LEASE_LEAST) < 0 ? LEASE_LEAST : cadence;
        return atLeast.compareTo(LEASE_MOST) > 0 ? LEASE_MOST : atLeast;
    }

    private void instead(String name) {
        try {
            var _ = runs.instead(name);
        } catch (RuntimeException broken) {
            listener.on(new DeliveryEvent.Fault("tick " + name, broken));
        }
    }

    /** Begins to look, each quarter of a minute, in a daemon thread. */
    public synchronized void start() {
        if (thread.isEmpty() && stopped.getCount() > 0) {
            thread = Optional.of(Thread.ofPlatform().daemon().name("tidewatch-watchdog").start(this::watch));
        }
    }

    /** Whether its thread lives. */
    public synchronized boolean alive() {
        return thread.filter(Thread::isAlive).isPresent();
    }

    private void watch() {
        try {
            do {
                look();
            } while (!stopped.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks no more. A tick that it has begun goes on. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
