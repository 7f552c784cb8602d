package tidewatch.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Delivered;
import tidewatch.chat.Outgoing;
import tidewatch.delivery.Delivery;
import tidewatch.delivery.DeliveryState;
import tidewatch.delivery.InvariantCheck;
import tidewatch.delivery.Pace;
import tidewatch.delivery.PriceReadiness;
import tidewatch.market.TradingCalendar;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.RenderPlan;
import tidewatch.testing.FakeClock;
import tidewatch.testing.MemoryPlatform;
import tidewatch.testing.MemoryPlatform.Trouble;
import tidewatch.testing.MemoryRules;
import tidewatch.testing.MemoryStore;
import tidewatch.watch.Reminder;

/**
 * One run: people in several zones, one to three nodes, thirty virtual days over a change of the clocks and a day on which the exchange
 * closes early or not opens, and the faults that its seed draws. One thread, one queue of events; the same seed gives the same run.
 */
final class Simulator {
    static final String SENDER = "telegram:1";
    static final int DAYS = 30;
    static final long DAY = 86_400_000_000_000L;

    /** After the last day the faults end, and everything has this long to come to its end. */
    private static final long CALM = 2 * DAY;

    private static final long MINUTE = 60_000_000_000L;
    private static final PriceReadiness READINESS = new PriceReadiness(TradingCalendar.shipped(), Duration.ofMinutes(45));

    /** New York, Berlin, Cairo, Sydney and Lord Howe change their clocks in these; a holiday or a half day is in most. */
    private static final List<LocalDate> STARTS = List.of(
            LocalDate.of(2026, 3, 5),
            LocalDate.of(2026, 10, 29),
            LocalDate.of(2026, 10, 20),
            LocalDate.of(2026, 4, 1),
            LocalDate.of(2026, 9, 5),
            LocalDate.of(2026, 12, 10));

    final Randoms randoms;
    final Faults faults;
    final FakeClock clock;
    final SimStore store;
    final MemoryPlatform platform;
    final History history;
    final EventQueue queue = new EventQueue();
    final PriceReadiness readiness = READINESS;
    final SimBriefs source;
    final SimPeople people;
    final List<SimNode> nodes = new ArrayList<>();
    private final Instant start;
    private final boolean canFind;
    private final Variant variant;

    long storeDownUntil = Long.MIN_VALUE;
    private long stormUntil = Long.MIN_VALUE;
    private long outageUntil = Long.MIN_VALUE;
    private long nextOpenCheck;
    private boolean calm;
    private boolean interleaving;

    /** What one removal of the self-check takes away; nothing in the product. */
    static class Variant {
        static final Variant COMPLETE = new Variant();

        MemoryRules rules() {
            return new MemoryRules();
        }

        /** The pace of a courier. */
        Pace pace(Pace complete) {
            return complete;
        }

        /** What the program makes of an answer of the platform. */
        Delivered heard(Delivered answer) {
            return answer;
        }

        /** Whether the client sends a request again by itself when its connection dies. */
        boolean repeatsSilently() {
            return false;
        }

        /** Whether the clock fires what a downtime missed, once and as if it were due now. */
        boolean firesWhatWasMissed() {
            return false;
        }
    }

    /** What a run came to. */
    record Report(long seed, Faults faults, int nodes, long events, long hash, int shown, long extraCopies, int rows) {}

    Simulator(long seed) {
        this(seed, Variant.COMPLETE, Optional.empty());
    }

    /** @param stores another store than the one in memory, over this clock */
    Simulator(long seed, Variant variant, Optional<BiFunction<Simulator, FakeClock, SimStore>> stores) {
        this.randoms = new Randoms(seed);
        this.variant = variant;
        this.faults = Faults.draw(randoms.of("faults"));
        this.start = randoms.one("start", STARTS).atStartOfDay().toInstant(ZoneOffset.UTC);
        this.clock = new FakeClock(start);
        this.canFind = randoms.chance("kind", 0.3);
        this.store = stores.map(open -> open.apply(this, clock))
                .orElseGet(() -> new SimStore.InMemory(new MemoryStore(clock, variant.rules())));
        // As Slack, which can be asked what arrived and has no message without a sound; or as Telegram.
        var place = canFind
                ? new Capabilities(Capabilities.Profile.SLACK_BASIC, 80, false, false).finding()
                : new Capabilities(Capabilities.Profile.TELEGRAM_CLASSIC, 80, false, false);
        this.platform = new MemoryPlatform("telegram", clock, MemoryPlatform.Limits.TELEGRAM, place, Simulator::render);
        this.history = new History(store, clock::instant, !canFind, readiness, queue::note);
        this.source = new SimBriefs(new Builds());
        this.people = new SimPeople(this);
        platform.script(this::trouble);
        int count = randoms.of("nodes").nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            long off = faults.has(Faults.Kind.CLOCK_OFF) ? randoms.seconds("clock", -200, 200) : 0;
            nodes.add(new SimNode(this, i, off));
        }
    }

    /** One part for most messages, two for some, three for few: by the words, so that the same message has the same parts. */
    private static RenderPlan render(Doc doc, Capabilities place) {
        String words = doc.title() + "\n" + doc.summary();
        int count = switch (Math.floorMod(words.hashCode(), 10)) {
            case 0 -> 3;
            case 1, 2 -> 2;
            default -> 1;
        };
        var parts = new ArrayList<RenderPlan.Part>();
        for (int number = 1; number <= count; number++) {
            String text = words + (count == 1 ? "" : " (" + number + "/" + count + ")");
            parts.add(new RenderPlan.Part(number, count, text, text));
        }
        return new RenderPlan(parts, List.of(), List.of());
    }

    /** Midnight UTC. */
    Instant start() {
        return start;
    }

    // ---- the run ----

    Report run(long seed) {
        people.settle();
        nodes.forEach(node -> queue.at(randoms.seconds("start", 0, 5), "start", node::start));
        plotFaults();
        nextTick(0);
        queue.at(DAYS * DAY, "calm", this::calm);
        queue.at(DAYS * DAY + CALM, "end", () -> {});
        while (queue.now() < DAYS * DAY + CALM) {
            var event = queue.next();
            if (event.isEmpty()) {
                break;
            }
            clock.advanceTo(start.plusNanos(queue.now()));
            event.get().what().run();
            if (queue.now() >= nextOpenCheck && healthy()) {
                RunCheck.open(store.open(), clock.instant());
                nextOpenCheck = queue.now() + 60 * MINUTE;
            }
        }
        RunCheck.open(store.open(), clock.instant().minusSeconds(60));
        for (var key : people.sent()) {
            if (!history.wasHandled(key)) {
                throw new Broken("I12", "Update " + key + " was never handled");
            }
        }
        var told = new InvariantCheck(store.subscriptions(), store.outbox(), readiness).check(clock.instant());
        if (!told.isEmpty()) {
            throw new Broken(told.getFirst().invariant(), "The rows say: " + told.getFirst().words());
        }
        new RunCheck(readiness).atTheEnd(history, platform, reminders(), clock.instant(), paceIsKept());
        return new Report(
                seed, faults, nodes.size(), queue.count(), queue.hash(), history.shown(), history.extraCopies(), history.rows().size());
    }

    private List<Reminder> reminders() {
        return store.subscriptions().chats().stream()
                .flatMap(chat -> store.watches().of(chat.id().text()).stream())
                .map(watch -> switch (watch) {
                    case Reminder reminder -> reminder;
                })
                .toList();
    }

    /** Nothing hinders the service, and has not for a while. */
    private boolean healthy() {
        long long_ago = queue.now() - 15 * MINUTE;
        return storeDownUntil < long_ago && outageUntil < long_ago && nodes.stream().anyMatch(SimNode::awake)
                && !faults.has(Faults.Kind.CRASH) && !faults.has(Faults.Kind.PAUSE) && !faults.has(Faults.Kind.STORE_DOWN);
    }

    /** Whether every send of the run came from a memory of all sends before it, at its time. */
    private boolean paceIsKept() {
        return faults.on().stream().noneMatch(kind -> switch (kind) {
            case SLOW_NETWORK, PAUSE, CRASH, RESTART, OUTAGE, STORE_DOWN, INTERLEAVED -> true;
            default -> false;
        });
    }

    private void calm() {
        calm = true;
        queue.note("calm");
        nodes.forEach(SimNode::start);
        wakeAll();
    }

    private void plotFaults() {
        long end = DAYS * DAY;
        plot(Faults.Kind.CRASH, 12, end, () -> randoms.one("crash", nodes).dieAfterCalls(randoms.of("crash").nextInt(40)));
        plot(Faults.Kind.RESTART, 6, end, () -> randoms.one("crash", nodes).stop());
        plot(Faults.Kind.PAUSE, 10, end, () -> randoms.one("pause", nodes).pause(randoms.seconds("pause", 5, 120)));
        plot(Faults.Kind.STORE_DOWN, 8, end, () -> {
            storeDownUntil = queue.now() + randoms.seconds("store", 1, 600);
            queue.note("the store is gone");
        });
        plot(Faults.Kind.STORM, 5, end, () -> {
            stormUntil = queue.now() + randoms.seconds("storm", 10, 1200);
            queue.note("the platform is gone");
        });
        plot(Faults.Kind.OUTAGE, 2, end, () -> {
            outageUntil = queue.now() + randoms.seconds("outage", 1800, 200_000);
            queue.note("everything is down");
            store.ticks().beat(clock.instant());
            nodes.forEach(node -> node.die("everything is down"));
            queue.at(outageUntil, "up again", () -> {
                store.ticks().beat(clock.instant());
                nodes.forEach(SimNode::start);
            });
        });
    }

    /** So many of a kind, half of them when many briefs go out. */
    private void plot(Faults.Kind kind, int most, long end, Runnable what) {
        if (!faults.has(kind)) {
            return;
        }
        var random = randoms.of("plot " + kind);
        int count = random.nextInt(1, most + 1);
        for (int i = 0; i < count; i++) {
            long at = random.nextLong(end);
            if (random.nextBoolean()) {
                at = at / DAY * DAY + (11 + random.nextInt(2)) * (60L * MINUTE) + random.nextLong(-30_000_000_000L, 30_000_000_000L);
            }
            queue.at(at, "fault " + kind, () -> {
                if (!calm) {
                    what.run();
                }
            });
        }
    }

    // ---- ticks ----

    private void nextTick(long at) {
        queue.at(at, "tick", () -> {
            tick();
            long grid = (queue.now() / MINUTE + 1) * MINUTE;
            nextTick(Math.max(grid, nextTickWork() / MINUTE * MINUTE));
        });
    }

    private void tick() {
        var awake = nodes.stream().filter(SimNode::awake).toList();
        if (awake.isEmpty()) {
            return;
        }
        var node = randoms.one("tick", awake);
        if (calm || !faults.has(Faults.Kind.TICKS)) {
            node.tick();
            return;
        }
        switch (randoms.of("tick").nextInt(6)) {
            case 0 -> queue.note("a tick is lost");
            case 1 -> {
                node.tick();
                randoms.one("tick", awake).tick();
            }
            case 2 -> node.later(randoms.seconds("tick", 1, 170), "late tick", node::tick);
            default -> node.tick();
        }
    }

    /** When a tick has something to do at the earliest; the ticks before it would find nothing. */
    private long nextTickWork() {
        Instant now = clock.instant();
        Instant next = now.plus(Duration.ofHours(6));
        for (var subscription : store.subscriptions().toPlan(next.plus(Duration.ofHours(1)), 1)) {
            next = earlier(next, subscription.nextDue().orElse(next).minus(Duration.ofMinutes(60)));
        }
        for (var row : store.open()) {
            if (row.state() == DeliveryState.PLANNED) {
                Instant lastMoment = row.due().minus(Duration.ofMinutes(19));
                next = earlier(next, lastMoment.isAfter(now) ? lastMoment : row.due().minus(Duration.ofMinutes(5)));
            } else if (row.state() == DeliveryState.HELD && row.digestId().isEmpty()) {
                next = earlier(next, row.notBefore());
            }
        }
        // When the next watch has to be looked at is not asked: once in an hour, and at the minute of those that are near.
        for (var watch : store.watches().mayBeDue(now.plus(Duration.ofHours(1)), Optional.empty(), 1000)) {
            next = earlier(next, watch.lookFrom().filter(now::isBefore).orElseGet(() -> now.plus(Duration.ofMinutes(5))));
        }
        next = earlier(next, now.plus(Duration.ofHours(1)));
        if (!store.inbound().pending(SENDER, 1).isEmpty()) {
            next = now;
        }
        return Duration.between(start, next).toNanos();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** When something may be claimed or settled at the earliest, nanoseconds since the beginning. */
    long nextSend() {
        Instant now = clock.instant();
        Instant next = now.plus(Duration.ofDays(1));
        for (Delivery row : store.open()) {
            Instant acts =
                    switch (row.state()) {
                        case READY, RETRY_WAIT -> row.notBefore().isAfter(row.due()) ? row.notBefore() : row.due();
                        case SENDING, UNKNOWN -> now;
                        default -> row.expiresAt();
                    };
            next = earlier(next, acts);
            next = earlier(next, row.expiresAt());
            if (!next.isAfter(now)) {
                break;
            }
        }
        return Duration.between(start, next).toNanos();
    }

    void wakeAll() {
        if (nodes.stream().anyMatch(SimNode::asleep)) {
            long work = nextSend();
            nodes.forEach(node -> node.wake(work));
        }
    }

    // ---- trouble ----

    Pace pace() {
        return variant.pace(canFind ? Pace.slack(clock.nanoSource()) : Pace.telegram(clock.nanoSource()));
    }

    Variant variant() {
        return variant;
    }

    Optional<ChatPlatform> platformOf(ChatId chat) {
        return Optional.of(platform);
    }

    Optional<SimNode> listening() {
        var awake = nodes.stream().filter(SimNode::awake).toList();
        return awake.isEmpty() ? Optional.empty() : Optional.of(randoms.one("listen", awake));
    }

    void restartLater(SimNode node) {
        long after = queue.now() + randoms.seconds("restart", 3, randoms.chance("restart", 0.2) ? 7200 : 120);
        queue.at(Math.max(after, outageUntil), "start", node::start);
    }

    boolean storeDown() {
        return !calm && queue.now() < storeDownUntil;
    }

    boolean answerOfStoreLost() {
        return !calm && faults.has(Faults.Kind.STORE_DOWN) && randoms.chance("store", 0.0005);
    }

    boolean stopsBeforeWriting() {
        return !calm && faults.has(Faults.Kind.PAUSE) && randoms.chance("pause", 0.01);
    }

    /** Somebody else does something between two steps of this node. */
    void interleave(SimNode node) {
        if (calm || interleaving || !faults.has(Faults.Kind.INTERLEAVED) || !randoms.chance("interleave", 0.004)) {
            return;
        }
        interleaving = true;
        try {
            queue.note("meanwhile");
            var others = nodes.stream().filter(one -> one != node && one.awake()).toList();
            if (others.isEmpty() || randoms.chance("interleave", 0.5)) {
                people.anybody();
                listening().ifPresent(one -> one.run("answers", one::answers));
            } else {
                randoms.one("interleave", others).tick();
            }
        } finally {
            interleaving = false;
        }
    }

    long requestTakes() {
        boolean slow = !calm && faults.has(Faults.Kind.SLOW_NETWORK) && randoms.chance("network", 0.05);
        return slow ? randoms.seconds("network", 1, 9) : randoms.seconds("network", 0.01, 0.08);
    }

    long answerTakes() {
        boolean late = !calm && faults.has(Faults.Kind.LATE_ANSWER) && randoms.chance("network", 0.02);
        return late ? randoms.seconds("network", 10, 40) : randoms.seconds("network", 0.02, 0.2);
    }

    private Trouble trouble(Outgoing outgoing, int call) {
        if (calm) {
            return Trouble.NONE;
        }
        var random = randoms.of("trouble");
        if (queue.now() < stormUntil) {
            return switch (random.nextInt(4)) {
                case 0 -> new Trouble.LostBefore();
                case 1 -> new Trouble.LostAfter();
                case 2 -> new Trouble.Gateway();
                default -> new Trouble.Unreachable();
            };
        }
        for (var kind : Faults.Kind.values()) {
            if (!faults.has(kind)) {
                continue;
            }
            Trouble trouble =
                    switch (kind) {
                        case THROTTLED ->
                            random.nextInt(40) == 0
                                    ? new Trouble.Throttled(
                                            Duration.ofSeconds(random.nextInt(1, 60)),
                                            random.nextInt(4) == 0
                                                    ? Delivered.RetryAfter.Scope.SENDER
                                                    : Delivered.RetryAfter.Scope.CHAT)
                                    : Trouble.NONE;
                        case GATEWAY -> random.nextInt(40) == 0 ? new Trouble.Gateway() : Trouble.NONE;
                        case LOST_BEFORE -> random.nextInt(50) == 0 ? new Trouble.LostBefore() : Trouble.NONE;
                        case LOST_AFTER -> random.nextInt(50) == 0 ? new Trouble.LostAfter() : Trouble.NONE;
                        case UNREACHABLE -> random.nextInt(50) == 0 ? new Trouble.Unreachable() : Trouble.NONE;
                        case GARBLED -> random.nextInt(60) == 0 ? new Trouble.Garbled() : Trouble.NONE;
                        case REFUSED ->
                            switch (random.nextInt(150)) {
                                case 0 -> new Trouble.Refused(Delivered.Refused.Cause.BAD_CONTENT);
                                case 1 -> new Trouble.Refused(Delivered.Refused.Cause.BAD_TOKEN);
                                default -> Trouble.NONE;
                            };
                        default -> canFind && random.nextInt(400) == 0 ? new Trouble.LookFails() : Trouble.NONE;
                    };
            if (!(trouble instanceof Trouble.Fine)) {
                return trouble;
            }
        }
        return Trouble.NONE;
    }

    /** What goes wrong with builds. */
    private final class Builds implements SimBriefs.Trouble {
        @Override
        public boolean incomplete(LocalDate asOf) {
            return !calm && faults.has(Faults.Kind.BUILD) && randoms.chance("build", 0.3);
        }

        @Override
        public boolean broken(LocalDate asOf) {
            return !calm && faults.has(Faults.Kind.BUILD) && randoms.chance("build", 0.3);
        }
    }
}
