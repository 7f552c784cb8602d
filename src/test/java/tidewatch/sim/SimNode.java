package tidewatch.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidewatch.chat.Arming;
import tidewatch.chat.Delivered;
import tidewatch.chat.Gate;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Incoming;
import tidewatch.delivery.Answers;
import tidewatch.delivery.CatchUp;
import tidewatch.delivery.Chat;
import tidewatch.delivery.ChatBook;
import tidewatch.delivery.ComingReminders;
import tidewatch.delivery.Composition;
import tidewatch.delivery.Courier;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.Digest;
import tidewatch.delivery.LeaseTimes;
import tidewatch.delivery.MorningRun;
import tidewatch.delivery.Mornings;
import tidewatch.delivery.Planner;
import tidewatch.delivery.Post;
import tidewatch.delivery.Staleness;
import tidewatch.delivery.WatchRun;
import tidewatch.testing.EverybodyIn;
import tidewatch.testing.MemoryPlatform;

/**
 * One process of the service: the classes of the product over its own view of the store. It dies, stops, stands still and starts again as
 * the simulator says.
 */
final class SimNode {
    private static final Set<String> WAKES =
            Set.of("add", "freeze", "digest", "resolve", "finish", "partSent", "handle", "replay", "release", "reap", "orphans");

    /** A courier that has nothing to do for a while is woken so long before it has. */
    private static final long BEFORE_WORK = 2_000_000_000L;

    /** A call of the platform that takes longer is given up. */
    private static final long CALL_MAX = 15_000_000_000L;

    private final Simulator sim;
    private final int number;
    private final long clockOff;
    private int life;
    private boolean alive;
    private boolean stopping;
    private long pausedUntil = Long.MIN_VALUE;
    /** Calls of the store that this process still has to live; negative while nobody wants its death. */
    private int callsToLive = -1;

    private long roundToken;
    private boolean asleep;
    private long sleepsUntil;
    private final List<MemoryPlatform.Call> underWay = new ArrayList<>();

    final Ports ports;
    /** Remembers nothing, and reads the whole calendar when it is made: one for all lives. */
    private final Planner planner;

    private Optional<Memory> memory = Optional.empty();

    /** What one life remembers, and forgets when it ends. */
    private record Memory(
            Courier courier, MorningRun morning, Composition composition, Digest digest, Answers answers, WatchRun watch) {}

    SimNode(Simulator sim, int number, long clockOff) {
        this.sim = sim;
        this.number = number;
        this.clockOff = clockOff;
        this.ports = new Ports(sim.store, new Interruptions(), sim.history);
        this.planner = new Planner(ports.subscriptions, ports.outbox, sim.readiness, ports.ticks, this::tell);
    }

    String name() {
        return "n" + number + "#" + life;
    }

    boolean alive() {
        return alive;
    }

    boolean awake() {
        return alive && !stopping && pausedUntil <= sim.queue.now();
    }

    boolean asleep() {
        return asleep;
    }

    // ---- life ----

    void start() {
        if (alive) {
            return;
        }
        life++;
        alive = true;
        stopping = false;
        asleep = false;
        callsToLive = -1;
        pausedUntil = Long.MIN_VALUE;
        DeliveryEvent.Listener listener = this::tell;
        var courier = new Courier(
                ports.outbox,
                ports.leases,
                sim.platform,
                Simulator.SENDER,
                name(),
                sim.pace(),
                sim.clock.nanoSource(),
                sim.randoms.of("courier").split(),
                chat -> ports.subscriptions.chat(chat).map(Chat::catchUp).orElse(CatchUp.LATE),
                LeaseTimes.STANDARD,
                listener);
        var arming = new Arming(sim.randoms.of("tokens"));
        var morning = new MorningRun(
                ports.subscriptions, ports.outbox, ports.briefs, ports.leases, ports.ledger, sim.source, _ -> "", name(), listener);
        var composition = new Composition(
                ports.subscriptions,
                ports.outbox,
                ports.briefs,
                ports.ticks,
                sim.readiness,
                sim::platformOf,
                _ -> "",
                Optional.of(new ComingReminders(ports.watches, new Mornings(ports.subscriptions, ChatBook.USUAL_TIME))),
                arming,
                listener);
        var digest = new Digest(ports.subscriptions, ports.outbox, sim::platformOf, listener);
        var book = new ChatBook(ports.subscriptions, ports.outbox, sim.readiness, sim.people::fresh, listener);
        var answers = new Answers(
                ports.inbound,
                ports.outbox,
                ports.subscriptions,
                book,
                new Gate(new EverybodyIn()),
                ports.buttons,
                ports.questions,
                arming,
                SimCommands.conversation(sim, ports, book, arming),
                sim.platform,
                Simulator.SENDER,
                sim.clock.nanoSource(),
                listener);
        var watch = new WatchRun(
                ports.watches,
                ports.subscriptions,
                new Mornings(ports.subscriptions, ChatBook.USUAL_TIME),
                new Post(ports.subscriptions, ports.outbox, sim::platformOf, arming, listener),
                (_, _) -> SimBriefs.ALMANAC,
                (where, fault) -> tell(new DeliveryEvent.Fault("watch " + where, fault)));
        memory = Optional.of(new Memory(courier, morning, composition, digest, answers, watch));
        sim.queue.note(name() + " starts");
        if (sim.nodes.size() == 1) {
            run("orphans", () -> ports.outbox.orphans(name()));
        }
        round(0);
    }

    /** The process is gone: what it had in memory with it. What it has written to the network may still arrive. */
    void die(String why) {
        if (!alive) {
            return;
        }
        sim.queue.note(name() + " dies: " + why);
        alive = false;
        underWay.forEach(sim.platform::end);
        underWay.clear();
        sim.restartLater(this);
    }

    /** Stops at a clean end: nothing new, what is under way is heard of, then the lease is given back. */
    void stop() {
        if (alive && !stopping) {
            sim.queue.note(name() + " stops");
            stopping = true;
            courier().stop();
            round(0);
        }
    }

    void pause(long nanos) {
        if (alive) {
            pausedUntil = Math.max(pausedUntil, sim.queue.now() + nanos);
            sim.queue.note(name() + " stands still for " + nanos / 1_000_000_000L + " s");
        }
    }

    void dieAfterCalls(int calls) {
        callsToLive = calls;
    }

    /** Runs a piece of this process; whatever ends it ends only it. */
    void run(String what, Runnable work) {
        if (!alive) {
            return;
        }
        try {
            work.run();
        } catch (NodeDied _) {
            die("in " + what);
        } catch (StoreGone _) {
            sim.queue.note(name() + " has no store in " + what);
        }
    }

    /** Later in this life; a process that stands still does it when it goes on. */
    void later(long nanos, String label, Runnable work) {
        int mine = life;
        sim.queue.at(sim.queue.now() + nanos, name() + " " + label, () -> {
            if (mine != life || !alive) {
                return;
            }
            if (pausedUntil > sim.queue.now()) {
                later(pausedUntil - sim.queue.now(), label, work);
                return;
            }
            run(label, work);
        });
    }

    private Memory memory() {
        return memory.orElseThrow(() -> new IllegalStateException(name() + " has not started"));
    }

    private Courier courier() {
        return memory().courier();
    }

    // ---- sending ----

    /** The next round of the courier, in place of the one that was to come. */
    private void round(long nanos) {
        long token = ++roundToken;
        asleep = false;
        later(nanos, "round", () -> {
            if (token == roundToken) {
                round();
            }
        });
    }

    /** Something may have to be sent at this instant. */
    void wake(long work) {
        if (alive && asleep && work - BEFORE_WORK < sleepsUntil) {
            sleep(work);
        }
    }

    /** No round finds anything to do before this instant; the rounds until then are left out. */
    private void sleep(long work) {
        asleep = true;
        sleepsUntil = Math.max(work - BEFORE_WORK, sim.queue.now() + sim.randoms.seconds("wake", 0, 1));
        long token = ++roundToken;
        later(sleepsUntil - sim.queue.now(), "round", () -> {
            if (token == roundToken) {
                round(0);
            }
        });
    }

    private void round() {
        try {
            courier().lead();
            courier().settle();
            courier().claim();
            for (var call = courier().begin(); call.isPresent(); call = courier().begin()) {
                send(call.get());
                if (pausedUntil > sim.queue.now()) {
                    break;
                }
            }
            if (stopping && courier().inFlight() == 0) {
                courier().release();
                sim.queue.note(name() + " has stopped");
                alive = false;
                sim.restartLater(this);
                return;
            }
        } catch (StoreGone _) {
            round(500_000_000L);
            return;
        }
        long next = courier().pause();
        if (courier().inFlight() == 0 && !stopping) {
            long work = sim.nextSend();
            if (work > sim.queue.now() + 20_000_000_000L) {
                sleep(work);
                return;
            }
        }
        round(Math.max(next, 1_000_000L));
    }

    private void send(Courier.Call call) {
        var there = sim.platform.begin(call.outgoing());
        sim.history.begun(name(), Simulator.SENDER, call.outgoing(), sim.queue.now());
        sim.queue.note(name() + " sends " + call.outgoing().delivery() + "/" + call.outgoing().part().number());
        underWay.add(there);
        long arrives = sim.requestTakes();
        if (sim.stopsBeforeWriting()) {
            // Between its last look and the socket: the request is written when the process goes on.
            long still = sim.randoms.seconds("pause", 20, 90);
            pause(still);
            arrives += still;
        }
        int mine = life;
        long begun = sim.queue.now();
        sim.queue.at(begun + arrives, "arrives " + call.outgoing().delivery(), () -> {
            boolean dead = mine != life || !alive;
            if (dead && !underWay.contains(there) && sim.randoms.chance("dead", 0.5)) {
                sim.queue.note("the request dies with its process");
                return;
            }
            int before = sim.platform.arrived();
            Delivered answer = sim.platform.arrive(there);
            if (answer instanceof Delivered.Unknown && sim.variant().repeatsSilently()) {
                var again = sim.platform.begin(call.outgoing());
                answer = sim.platform.arrive(again);
                sim.platform.end(again);
            }
            Delivered said = sim.variant().heard(answer);
            sim.platform.ledgerFrom(before).forEach(entry -> sim.history.arrived(entry, there.began()));
            if (!dead) {
                answered(call, there, said, begun);
            }
        });
    }

    private void answered(Courier.Call call, MemoryPlatform.Call there, Delivered answer, long begun) {
        long at = sim.queue.now() + sim.answerTakes();
        boolean givenUp = at - begun > CALL_MAX && pausedUntil <= sim.queue.now();
        Delivered heard = givenUp ? sim.variant().heard(new Delivered.Unknown(true, "no answer within 15 s")) : answer;
        later((givenUp ? begun + CALL_MAX : at) - sim.queue.now(), "hears of " + call.outgoing().delivery(), () -> {
            sim.platform.end(there);
            underWay.remove(there);
            sim.queue.note(call.outgoing().delivery() + ": " + heard.getClass().getSimpleName());
            try {
                courier().finish(call, heard);
            } finally {
                if (alive) {
                    round(0);
                }
            }
        });
    }

    // ---- ticks ----

    private Instant clock() {
        return sim.clock.instant().plusNanos(clockOff);
    }

    /** One tick of everything that comes by the clock. */
    void tick() {
        if (!awake()) {
            return;
        }
        if (sim.variant().firesWhatWasMissed()) {
            run("misfires", this::fireWhatWasMissed);
        }
        run("plan", () -> {
            planner.plan(clock());
            if (sim.queue.now() >= sim.storeDownUntil && clockOff >= 0) {
                sim.history.planned(sim.clock.instant());
            }
        });
        run("morning", () -> memory().morning().run(clock()));
        run("compose", () -> memory().composition().run(clock()));
        run("digest", () -> memory().digest().run(clock()));
        run("watch", () -> memory().watch().run(clock()));
        run("answers", this::answers);
    }

    /** What a clock does that keeps a trigger for each chat and fires late ones at once. */
    private void fireWhatWasMissed() {
        Instant now = sim.clock.instant();
        for (var subscription : ports.subscriptions.toPlan(now.minus(Duration.ofHours(6)), 100)) {
            var chat = ports.subscriptions.chat(subscription.chat()).orElseThrow();
            var slots = subscription.rule().slots(subscription.nextDue().orElseThrow().minusMillis(1), now, sim.readiness);
            if (!slots.isEmpty()) {
                var slot = slots.getLast();
                var late = new Staleness(slot.delivery(), now, now.plusSeconds(900), now.plusSeconds(900));
                ports.outbox.plan(List.of(Delivery.planned(
                        chat,
                        slot.delivery(),
                        slot.key().text(),
                        Optional.of(new Delivery.Owner(subscription.id(), subscription.version())),
                        Optional.of(slot.asOf()),
                        late)));
            }
        }
    }

    /** Stores what the platform tells; false when that was known already. */
    boolean take(Incoming incoming) {
        return memory().answers().take(incoming);
    }

    /** Answers what was heard. */
    void answers() {
        if (awake()) {
            for (var pending : memory().answers().waiting(8)) {
                memory().answers().answer(pending);
            }
        }
    }

    // ---- what is told ----

    private void tell(DeliveryEvent event) {
        if (event instanceof DeliveryEvent.Fault fault && !(fault.cause() instanceof StoreGone)) {
            throw new AssertionError("A step broke in " + fault.where(), fault.cause());
        }
        if (event instanceof DeliveryEvent.Leading leading) {
            sim.queue.note(name() + " leads, epoch " + leading.lease().epoch());
        }
    }

    private final class Interruptions implements Ports.Interruption {
        private void living() {
            if (!alive) {
                throw new NodeDied();
            }
            if (callsToLive >= 0 && callsToLive-- == 0) {
                throw new NodeDied();
            }
        }

        @Override
        public void before(String call) {
            living();
            if (sim.storeDown()) {
                throw new StoreGone();
            }
            sim.interleave(SimNode.this);
            living();
        }

        @Override
        public void handling() {
            sim.people.handling();
        }

        @Override
        public void handled(InboundLog.Pending pending) {
            sim.people.handled(pending);
        }

        @Override
        public void after(String call) {
            if (WAKES.contains(call)) {
                sim.wakeAll();
            }
            living();
            if (sim.answerOfStoreLost()) {
                throw new StoreGone();
            }
        }
    }
}
