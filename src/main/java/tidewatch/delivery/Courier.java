package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Delivered;
import tidewatch.chat.Outgoing;

/**
 * Brings the rows of one sender to its platform: a set of steps without a thread of its own. {@link CourierLoop} takes them in production,
 * a simulator in one thread.
 *
 * <p>One round is {@link #lead}, {@link #settle}, {@link #claim}, then {@link #begin} until it has nothing more; each {@link Call} is made
 * by whoever takes the steps, and what became of it goes to {@link #finish}. The next round is due after {@link #pause}, after a {@link
 * #finish}, or when a row was added ({@link #wake}).
 *
 * <p>What was claimed and not begun is the hand. It is kept as small as the pace lets rows go within a tenth of a second, and goes out in
 * the order of the queue: an answer that is added while thousands of briefs wait goes out after the one brief that has the next slot.
 *
 * <p>Threads: {@link #finish} and {@link #wake} by any, the other steps by one at a time. A step throws what the store throws; then nothing
 * that was not committed counts, and taking the steps again is right. The result of a call is never forgotten: one that could not be stored
 * is stored by a later {@link #settle}.
 */
public final class Courier {
    /** Rows that are claimed at a time: as many may be repeated when the process dies. */
    public static final int IN_FLIGHT_MAX = 8;

    /** How long a sender waits whose credential is refused. */
    public static final Duration DOWN = Duration.ofMinutes(5);

    /** Rows are claimed so long before their slot: a claim that takes a while costs no slot. */
    private static final long AHEAD = TimeUnit.MILLISECONDS.toNanos(100);
    /** A chat's own limit is waited for with the row in hand; a longer wait is stored. */
    private static final long IN_HAND = TimeUnit.SECONDS.toNanos(2);
    /** Rows in hand that wait for their chat: half of all, so that parts of many long messages do not stand in the way of others. */
    private static final int WAITING_MAX = IN_FLIGHT_MAX / 2;
    /** How long nothing is looked for after nothing was found. */
    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);
    /** A platform that broke off a moment ago is given this time before the only repeat is spent on it. */
    private static final long BEFORE_REPEAT = TimeUnit.SECONDS.toNanos(5);
    /** While the breaker is open and nothing new can probe, a row that may be sent just once more is spent as the probe only after this. */
    private static final long BEFORE_REPEAT_AS_PROBE = TimeUnit.SECONDS.toNanos(60);

    /** When a platform is asked whether a doubtful message arrived, counted from the doubtful try; after these each minute. */
    private static final List<Duration> LOOKS =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));

    private static final Duration LOOKS_FOR = Duration.ofMinutes(15);

    private static final Comparator<Held> QUEUE = Comparator.comparingInt(
                    (Held held) -> held.claim.delivery().kind().priority())
            .thenComparing(held -> held.claim.delivery().due())
            .thenComparing(held -> held.claim.delivery().id());

    private final Outbox outbox;
    private final Leases leases;
    private final ChatPlatform platform;
    private final String sender;
    private final String node;
    private final Pace pace;
    private final LongSupplier nanos;
    private final Function<ChatId, CatchUp> catchUp;
    private final LeaseTimes times;
    private final DeliveryEvent.Listener events;
    private final OutcomeTable outcomes;
    private final Breaker breaker = new Breaker();

    /** Guards what follows; never held over a call of the store or the platform. */
    private final Object memory = new Object();

    private final List<Held> hand = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    /** Results that are being stored are counted, those that could not be are kept. */
    private int saving;

    private final ArrayDeque<Result> unsaved = new ArrayDeque<>();
    /** When a call of this process ended in doubt, by the row's id. */
    private final Map<String, Long> doubts = new HashMap<>();

    private volatile Optional<Lease> lease = Optional.empty();
    private volatile long renewed;
    private boolean told;
    private Optional<Long> asked = Optional.empty();
    private Optional<Long> emptySince = Optional.empty();
    private Optional<Long> pausedUntil = Optional.empty();
    private Optional<Long> settleAt = Optional.empty();
    private boolean stopping;

    /** A claimed row that waits for its slot. */
    private static final class Held {
        private final Claim claim;
        /** Before the transaction that claimed it, or renewed its lease, began. */
        private final long began;
        /** The first part that is sent under its claim; later ones follow it without a word about lateness. */
        private final boolean first;

        private long notBefore;
        /** What was said about it to a store that then failed: perhaps it was stored, so nothing else may become of it here. */
        private Optional<Outcome> dropped = Optional.empty();

        Held(Claim claim, long began, boolean first) {
            this.claim = claim;
            this.began = began;
            this.first = first;
            this.notBefore = began;
        }
    }

    /**
     * One call to make, now and once.
     *
     * @param begun nanoseconds
     */
    public record Call(Claim claim, Outgoing outgoing, long begun) {
        public Call {
            Objects.requireNonNull(claim);
            Objects.requireNonNull(outgoing);
        }
    }

    private record Result(Call call, Delivered delivered, long ended) {}

    /**
     * Claims nothing and sends nothing yet.
     *
     * @param sender the account of ours: the name of its lease and of its rows
     * @param node names this process among all, also after a restart
     * @param nanos a clock that never goes back
     * @param catchUp what a chat wants of a late brief
     */
    public Courier(
            Outbox outbox,
            Leases leases,
            ChatPlatform platform,
            String sender,
            String node,
            Pace pace,
            LongSupplier nanos,
            RandomGenerator random,
            Function<ChatId, CatchUp> catchUp,
            LeaseTimes times,
            DeliveryEvent.Listener events) {
        this.outbox = Objects.requireNonNull(outbox);
        this.leases = Objects.requireNonNull(leases);
        this.platform = Objects.requireNonNull(platform);
        this.sender = Objects.requireNonNull(sender);
        this.node = Objects.requireNonNull(node);
        this.pace = Objects.requireNonNull(pace);
        this.nanos = Objects.requireNonNull(nanos);
        this.catchUp = Objects.requireNonNull(catchUp);
        this.times = Objects.requireNonNull(times);
        this.events = Objects.requireNonNull(events);
        this.outcomes = new OutcomeTable(pace, random);
    }

    public String sender() {
        return sender;
    }

    // ---- the right to send ----

    /**
     * Takes, keeps or looks for the sender's lease, when it is time for that.
     *
     * @return whether this node may send now
     */
    public boolean lead() {
        long now = nanos.getAsLong();
        if (!leading(now)) {
            noLongerLeading("its lease could not be renewed in time");
        }
        long every = (leading(now) ? times.renew() : times.look()).toNanos();
        if (stopping() || (asked.isPresent() && now - asked.get() < every)) {
            return leading();
        }
        asked = Optional.of(now);
        Optional<Lease> got = leases.acquire(sender, node, times.lease());
        if (got.isEmpty()) {
            noLongerLeading("another node has the lease");
            lease = Optional.empty();
            return false;
        }
        if (lease.isPresent() && lease.get().epoch() != got.get().epoch()) {
            noLongerLeading("its lease had ended before it was renewed");
        }
        lease = got;
        renewed = now;
        if (!told && leading()) {
            told = true;
            settleAt = Optional.empty();
            emptySince = Optional.empty();
            events.on(new DeliveryEvent.Leading(got.get()));
        }
        return leading();
    }

    /** Whether this node may send now: it has the lease, and asked for it not too long ago. */
    public boolean leading() {
        return leading(nanos.getAsLong());
    }

    private boolean leading(long now) {
        return lease.isPresent() && now - renewed <= times.trust().toNanos();
    }

    private void noLongerLeading(String why) {
        if (told) {
            told = false;
            events.on(new DeliveryEvent.NoLongerLeading(lease.orElseThrow(), why));
        }
    }

    // ---- claiming ----

    /**
     * Claims as many rows as can go out within a moment, none while the breaker is open or another would not find room.
     *
     * @return how many were claimed
     */
    public int claim() {
        long now = nanos.getAsLong();
        if (stopping() || !leading(now)) {
            return 0;
        }
        int most = room(now);
        if (most == 0) {
            return 0;
        }
        // Before the transaction: whatever is added during it is looked for again.
        synchronized (memory) {
            emptySince = Optional.of(now);
        }
        List<Claim> claims = outbox.claim(lease.orElseThrow(), most);
        synchronized (memory) {
            claims.forEach(claim -> hand.add(new Held(claim, now, true)));
            if (claims.size() == most) {
                emptySince = Optional.empty();
            }
        }
        claims.forEach(claim -> events.on(new DeliveryEvent.Claimed(claim)));
        return claims.size();
    }

    /** How many rows may be claimed now. */
    private int room(long now) {
        synchronized (memory) {
            if (resting(now) || paused(now)) {
                return 0;
            }
            int free = IN_FLIGHT_MAX - inFlight();
            if (breaker.open()) {
                return breaker.probing(now) && !probeUnderWay() ? Math.min(free, 1) : 0;
            }
            int before = goingSoon(now);
            int most = 0;
            while (most < free && pace.room(before + most) <= AHEAD) {
                most++;
            }
            return most;
        }
    }

    private boolean probeUnderWay() {
        return !hand.isEmpty() || calls.stream().anyMatch(call -> breaker.admits(call.begun()));
    }

    /** Rows in hand that wait for a slot only, not for their chat. */
    private int goingSoon(long now) {
        return Math.toIntExact(hand.stream().filter(held -> held.notBefore - now <= AHEAD).count());
    }

    /** Nothing was found a moment ago and nothing has happened since. */
    private boolean resting(long now) {
        return emptySince.filter(since -> now - since < IDLE).isPresent();
    }

    private boolean paused(long now) {
        if (pausedUntil.filter(until -> now - until >= 0).isPresent()) {
            pausedUntil = Optional.empty();
        }
        return pausedUntil.isPresent();
    }

    /** Something was added or may go now: the next {@link #claim} looks at once. */
    public void wake() {
        synchronized (memory) {
            emptySince = Optional.empty();
        }
    }

    /** Rows claimed, under way, or done and not yet stored. */
    public int inFlight() {
        synchronized (memory) {
            return hand.size() + calls.size() + saving + unsaved.size();
        }
    }

    // ---- sending ----

    /**
     * The next call to make, if one may be made now. What may not be begun any more is put back.
     *
     * @return empty when nothing may go now
     */
    public Optional<Call> begin() {
        while (true) {
            long now = nanos.getAsLong();
            Optional<Held> next = next(now);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            Optional<Call> call = begin(next.get());
            if (call.isPresent()) {
                return call;
            }
        }
    }

    /** The first of the queue in hand that does not wait. Rows to be put back do not wait for a slot. */
    private Optional<Held> next(long now) {
        synchronized (memory) {
            return hand.stream()
                    .filter(held -> held.dropped.isPresent() || hinders(held, now).isPresent() || (now - held.notBefore >= 0 && pace.room(0) == 0))
                    .min(QUEUE);
        }
    }

    /** Why a row in hand may not be begun any more. */
    private Optional<String> hinders(Held held, long now) {
        if (stopping()) {
            return Optional.of("stopping");
        }
        if (!leading(now) || lease.orElseThrow().epoch() != held.claim.lease().epoch()) {
            return Optional.of("the lease is no longer this one");
        }
        if (now - held.began >= times.start().toNanos()) {
            return Optional.of("claimed too long ago to begin");
        }
        if (!breaker.admits(held.began)) {
            return Optional.of("the platform seems to be down");
        }
        synchronized (memory) {
            return paused(now) ? Optional.of("the sender pauses") : Optional.empty();
        }
    }

    private Optional<Call> begin(Held held) {
        Claim claim = held.claim;
        if (held.dropped.isPresent()) {
            drop(held, held.dropped.get());
            return Optional.empty();
        }
        Optional<String> hindered = hinders(held, nanos.getAsLong());
        if (hindered.isPresent()) {
            drop(held, new Outcome.PutBack(hindered.get()));
            return Optional.empty();
        }
        Instant at = outbox.now();
        boolean late =
                switch (verdict(claim, at)) {
                    case Staleness.NotYet _ -> {
                        drop(held, new Outcome.PutBack("not due by the clock, which was set back"));
                        yield false;
                    }
                    case Staleness.Stale _ -> {
                        drop(held, new Outcome.Over(DeliveryReason.STALE, false, "too late to be sent"));
                        yield false;
                    }
                    case Staleness.OnTime _ -> false;
                    case Staleness.Late _ -> true;
                };
        // Reading the clock may have taken long; this is the last look before bytes may leave.
        long now = nanos.getAsLong();
        if (!inHand(held) || hinders(held, now).isPresent()) {
            return Optional.empty();
        }
        long wait = pace.take(new Pace.Target(claim.delivery().chat().text(), claim.group()));
        if (wait > 0) {
            keep(held, now, wait, at);
            return Optional.empty();
        }
        var call = new Call(claim, outgoing(held, late, at), now);
        synchronized (memory) {
            hand.remove(held);
            calls.add(call);
        }
        return Optional.of(call);
    }

    private Staleness.Verdict verdict(Claim claim, Instant at) {
        Delivery row = claim.delivery();
        if (claim.arrived() > 0) {
            // What was begun is brought to its end, whatever the chat wants of late briefs.
            var late = Duration.between(row.due(), at);
            return at.isBefore(claim.end()) ? new Staleness.Late(late) : new Staleness.Stale(late);
        }
        Staleness.Verdict verdict = row.staleness().at(at, CatchUp.LATE);
        return verdict instanceof Staleness.Late && row.kind().isBrief()
                ? row.staleness().at(at, catchUp.apply(row.chat()))
                : verdict;
    }

    private boolean inHand(Held held) {
        synchronized (memory) {
            return hand.contains(held);
        }
    }

    /** The chat's own limit is waited for in hand when it is short, else stored so that the row's place is free. */
    private void keep(Held held, long now, long wait, Instant at) {
        synchronized (memory) {
            if (wait <= AHEAD || (wait <= IN_HAND && hand.size() - goingSoon(now) < WAITING_MAX)) {
                held.notBefore = now + wait;
                return;
            }
        }
        Instant until = at.plusNanos(wait).plusMillis(1);
        drop(held, new Outcome.Again(until, false, Optional.of(until), Optional.empty(), "the chat's own pace"));
    }

    private Outgoing outgoing(Held held, boolean late, Instant at) {
        Claim claim = held.claim;
        Delivery row = claim.delivery();
        boolean looks = row.resends() == 0 && platform.capabilities(row.chat()).canFind();
        return new Outgoing(
                row.id(),
                claim.unsent().getFirst(),
                row.chat(),
                row.thread(),
                held.first ? Postscript.lines(claim, late && at.isAfter(row.due().plus(Staleness.ON_TIME)), at) : List.of(),
                row.silent(),
                claim.lease().epoch(),
                looks ? row.suspectSince().map(Outgoing.Suspect::new) : Optional.empty(),
                row.placement());
    }

    /** A row leaves the hand without a call. It stays there if the store fails; then the same is said again, and nothing is sent. */
    private void drop(Held held, Outcome outcome) {
        held.dropped = Optional.of(outcome);
        boolean fenced = outbox.finish(held.claim, outcome);
        synchronized (memory) {
            hand.remove(held);
        }
        tell(held.claim, outcome, fenced, 0);
    }

    private void tell(Claim claim, Outcome outcome, boolean fenced, long took) {
        events.on(
                fenced
                        ? new DeliveryEvent.Finished(claim, outcome, Duration.ofNanos(took))
                        : new DeliveryEvent.LateResult(claim, outcome));
    }

    // ---- what became of it ----

    /**
     * What became of a call is stored; a part that is left goes into the hand.
     *
     * @throws RuntimeException of the store; the result is kept and stored by a later {@link #settle}
     */
    public void finish(Call call, Delivered delivered) {
        var result = new Result(call, delivered, nanos.getAsLong());
        synchronized (memory) {
            calls.remove(call);
            saving++;
        }
        boolean opened = judge(result);
        save(result);
        if (opened) {
            var until = outbox.now().plusNanos(breaker.untilProbe(nanos.getAsLong()));
            events.on(new DeliveryEvent.BreakerOpen(sender, until));
        }
    }

    /** Tells the breaker; true when it opened. */
    private boolean judge(Result result) {
        long begun = result.call().begun();
        boolean failed =
                switch (result.delivered()) {
                    case Delivered.Unknown _ -> true;
                    case Delivered.RetryAfter later ->
                        switch (later.certainty()) {
                            case ASSUMED -> true;
                            // No connection: the platform or the network is gone, and each row would meet the same.
                            case NOTHING_WRITTEN -> later.scope() == Delivered.RetryAfter.Scope.SENDER;
                            case ANSWERED -> false;
                        };
                    case Delivered.Sent _, Delivered.Refused _ -> false;
                };
        if (!failed) {
            breaker.answered(begun);
        }
        return failed && breaker.failed(begun, result.ended());
    }

    /** Stores a result that is counted as being stored. */
    private void save(Result result) {
        boolean done = false;
        try {
            commit(result);
            done = true;
        } finally {
            synchronized (memory) {
                saving--;
                if (!done) {
                    unsaved.add(result);
                }
            }
        }
    }

    private void commit(Result result) {
        Claim claim = result.call().claim();
        if (result.delivered() instanceof Delivered.Sent sent && claim.unsent().size() > 1) {
            commitPart(result, sent);
            return;
        }
        Instant now = outbox.now();
        Outcome outcome = outcomes.of(claim, result.delivered(), now);
        boolean badToken = result.delivered() instanceof Delivered.Refused refused
                && refused.cause() == Delivered.Refused.Cause.BAD_TOKEN;
        if (badToken) {
            // First the pause: otherwise the row could be claimed again in between.
            leases.pause(sender, now.plus(DOWN), outcome.detail());
        }
        boolean fenced = outbox.finish(claim, outcome);
        long at = nanos.getAsLong();
        saved(() -> {
            if (badToken) {
                pausedUntil = Optional.of(at + DOWN.toNanos());
            }
            if (outcome instanceof Outcome.Again again) {
                again.pauseSender().ifPresent(until -> pausedUntil = Optional.of(at + Duration.between(now, until).toNanos()));
            }
            if (outcome instanceof Outcome.Lost) {
                doubts.put(claim.delivery().id(), at);
                settleAt = Optional.of(at);
            }
        });
        tell(claim, outcome, fenced, result.ended() - result.call().begun());
        if (badToken) {
            events.on(new DeliveryEvent.SenderDown(sender, now.plus(DOWN), outcome.detail()));
        }
        if (outcome instanceof Outcome.Again again && result.delivered() instanceof Delivered.RetryAfter later) {
            later.pause().ifPresent(named -> events.on(new DeliveryEvent.Throttled(
                    sender, again.pauseSender().isPresent() ? Pace.Scope.SENDER : Pace.Scope.CHAT, named)));
        }
    }

    private void commitPart(Result result, Delivered.Sent sent) {
        Claim claim = result.call().claim();
        long began = nanos.getAsLong();
        Optional<Claim> next = outbox.partSent(claim, sent.ref());
        saved(() -> next.ifPresent(rest -> hand.add(new Held(rest, began, false))));
        if (next.isPresent()) {
            events.on(new DeliveryEvent.PartSent(claim, claim.unsent().getFirst().number()));
        } else {
            events.on(new DeliveryEvent.LateResult(claim, new Outcome.Arrived(Outbox.reason(sent), sent.ref(), "a part was sent")));
        }
    }

    /** A result is in the store: its chat's next row may go. */
    private void saved(Runnable also) {
        synchronized (memory) {
            emptySince = Optional.empty();
            also.run();
        }
    }

    // ---- settling ----

    /**
     * Stores results that could not be stored before; then, by the leader and when it is time: ends what has expired, and decides about
     * rows of which nobody knows whether they arrived.
     */
    public void settle() {
        try {
            saveAgain();
        } finally {
            // A result that the store does not take must not keep it from settling the others.
            sweep();
        }
    }

    private void sweep() {
        long now = nanos.getAsLong();
        if (stopping() || !leading(now)) {
            return;
        }
        synchronized (memory) {
            if (settleAt.filter(at -> now - at < 0).isPresent()) {
                return;
            }
            settleAt = Optional.of(now + times.sweep().toNanos());
            doubts.values().removeIf(at -> now - at > BEFORE_REPEAT_AS_PROBE);
        }
        Outbox.Reaped reaped = outbox.reap();
        if (reaped.unknown() + reaped.expired() > 0) {
            events.on(new DeliveryEvent.Reaped(reaped));
        }
        for (var row : outbox.unknown(sender, Outbox.CHUNK)) {
            Optional<Resolution> resolution = resolution(row, outbox.now(), now);
            if (resolution.isPresent() && outbox.resolve(row.id(), row.attempt(), resolution.get())) {
                wake();
                events.on(new DeliveryEvent.Resolved(row, resolution.get()));
            }
        }
    }

    private void saveAgain() {
        while (true) {
            Optional<Result> next;
            synchronized (memory) {
                next = Optional.ofNullable(unsaved.poll());
                if (next.isEmpty()) {
                    return;
                }
                saving++;
            }
            save(next.get());
        }
    }

    /** What is done about a row that may have arrived; absent while it is too early to say. */
    private Optional<Resolution> resolution(Delivery row, Instant at, long now) {
        if (row.resends() == 0 && platform.capabilities(row.chat()).canFind()) {
            Duration since = row.suspectSince().map(begun -> Duration.between(begun, at)).orElse(Duration.ZERO);
            if (since.compareTo(LOOKS_FOR) < 0) {
                return Optional.of(new Resolution.Look(at.plus(untilLook(since))));
            }
        }
        return switch (row.kind().whenUnknown()) {
            case DROP -> Optional.of(new Resolution.End(DeliveryReason.UNKNOWN_DROPPED));
            case HOLD -> Optional.of(new Resolution.End(DeliveryReason.HELD_FOR_HUMAN));
            case RESEND_ONCE ->
                row.resends() > 0
                        ? Optional.of(new Resolution.End(DeliveryReason.UNKNOWN_TWICE))
                        : repeats(row, now) ? Optional.of(new Resolution.Resend()) : Optional.empty();
        };
    }

    private static Duration untilLook(Duration since) {
        return LOOKS.stream()
                .filter(look -> look.compareTo(since) > 0)
                .findFirst()
                .map(look -> look.minus(since))
                .orElse(Duration.ofMinutes(1));
    }

    /** Whether the only repeat of a row is well spent now. */
    private boolean repeats(Delivery row, long now) {
        synchronized (memory) {
            if (breaker.open()) {
                // The next row that nobody doubts probes; without one, a repeat has to, but not before a long while.
                boolean only = breaker.probing(now) && emptySince.isPresent() && inFlight() == 0;
                return only && breaker.openFor(now) >= BEFORE_REPEAT_AS_PROBE;
            }
            Long ended = doubts.get(row.id());
            if (ended == null || now - ended >= BEFORE_REPEAT) {
                return true;
            }
            long ripe = ended + BEFORE_REPEAT;
            if (settleAt.filter(at -> at - ripe > 0).isPresent()) {
                settleAt = Optional.of(ripe);
            }
            return false;
        }
    }

    // ---- the next round, and the end ----

    /** Nanoseconds after which the next round is due; 0 when it is now. Never more than a second. */
    public long pause() {
        long now = nanos.getAsLong();
        long next = IDLE;
        if (!leading(now)) {
            return asked.isEmpty() ? 0 : clamp(next, asked.get() + times.look().toNanos() - now);
        }
        next = clamp(next, asked.orElse(now) + times.renew().toNanos() - now);
        synchronized (memory) {
            next = clamp(next, settleAt.orElse(now) - now);
            for (var held : hand) {
                next = clamp(next, Math.max(held.notBefore - now, pace.room(0)));
            }
            long claims = Math.max(emptySince.orElse(now - IDLE) + IDLE - now, pausedUntil.orElse(now) - now);
            // With all places taken, or a probe under way, nothing is claimed before a call ends.
            if (inFlight() < IN_FLIGHT_MAX && !(breaker.open() && probeUnderWay())) {
                long room = breaker.open() ? breaker.untilProbe(now) : pace.room(goingSoon(now)) - AHEAD;
                next = clamp(next, Math.max(claims, room));
            }
        }
        return next;
    }

    private static long clamp(long least, long wait) {
        return Math.max(0, Math.min(least, wait));
    }

    /** From now on nothing is claimed or begun; what is in hand is put back by {@link #begin}, and calls under way go on. */
    public void stop() {
        synchronized (memory) {
            stopping = true;
        }
    }

    private boolean stopping() {
        synchronized (memory) {
            return stopping;
        }
    }

    /** Gives the lease back, so that another node may send at once. After {@link #stop}, when nothing is in flight any more. */
    public void release() {
        Optional<Lease> held = lease;
        noLongerLeading("stopped");
        lease = Optional.empty();
        held.ifPresent(leases::release);
    }
}
