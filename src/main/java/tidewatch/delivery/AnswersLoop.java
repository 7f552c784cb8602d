package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import tidewatch.chat.ChatId;
import tidewatch.chat.InboundLog;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;

/**
 * Answers updates by a few workers: those of one chat one after the other and in order, and one command of a person at a time, so that a long
 * one holds up nobody else. An update whose answer could not be stored is tried again until it can. What was stored before this program
 * started, or by a node that died, is found when this node begins to lead the sender, and looked for now and then.
 */
public final class AnswersLoop implements Inbox, AutoCloseable {
    private static final int WORKERS = 4;
    private static final long FIRST_RETRY = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LAST_RETRY = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(1);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

    private final Answers answers;
    private final BooleanSupplier leading;
    private final LongSupplier nanos;
    private final DeliveryEvent.Listener events;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    /** By key, in the order in which they came. */
    private final Map<String, InboundLog.Pending> waiting = new LinkedHashMap<>();
    private final Map<String, Retry> retries = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private final Set<ChatId> busyChats = new HashSet<>();
    private final Set<String> busyPeople = new HashSet<>();
    private Optional<Long> looked = Optional.empty();
    private boolean led;
    private boolean stopping;

    private record Retry(long again, long pause) {}

    /**
     * Starts nothing yet.
     *
     * @param leading whether this node leads the sender, and so takes care of what others left
     */
    public AnswersLoop(Answers answers, BooleanSupplier leading, LongSupplier nanos, DeliveryEvent.Listener events) {
        this.answers = Objects.requireNonNull(answers);
        this.leading = Objects.requireNonNull(leading);
        this.nanos = Objects.requireNonNull(nanos);
        this.events = Objects.requireNonNull(events);
        this.thread = Thread.ofPlatform().name("answers").unstarted(this::run);
    }

    @Override
    public boolean take(Incoming incoming) {
        Optional<InboundLog.Pending> stored = answers.receive(incoming);
        stored.ifPresent(pending -> queue(List.of(pending)));
        return stored.isPresent();
    }

    @Override
    public void take(List<Incoming> several, Runnable also) {
        queue(answers.receive(several, also));
    }

    private void queue(List<InboundLog.Pending> stored) {
        guarded(() -> {
            stored.forEach(pending -> waiting.put(key(pending), pending));
            news.signalAll();
        });
    }

    @Override
    public boolean full() {
        return answers.full();
    }

    @Override
    public void state(LinkState state, String reason, Optional<Instant> lastSuccess) {
        answers.state(state, reason, lastSuccess);
    }

    @Override
    public void awake(Duration within) {
        answers.awake(within);
    }

    /** How the link to the platform is, as it told last. */
    public Answers.Link link() {
        return answers.link();
    }

    public void start() {
        thread.start();
    }

    /** Whether the thread runs; one that was started and is not stopped always does. */
    public boolean alive() {
        return thread.isAlive();
    }

    private static String key(InboundLog.Pending pending) {
        return pending.incoming().envelope().key();
    }

    private void guarded(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            look();
            lock.lock();
            try {
                if (stopping) {
                    return;
                }
                List<InboundLog.Pending> ready = ready();
                ready.forEach(this::begin);
                if (ready.isEmpty()) {
                    long _ = news.awaitNanos(rest());
                }
            } catch (InterruptedException told) {
                stopping = true;
                return;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Finds what others left, or this program before it was started. */
    private void look() {
        long now = nanos.getAsLong();
        boolean leads = leading.getAsBoolean();
        boolean begins = leads && !led;
        led = leads;
        if (!leads || (!begins && looked.isPresent() && now - looked.get() < LOOK)) {
            return;
        }
        looked = Optional.of(now);
        try {
            var found = answers.waiting(Answers.BACKLOG_MAX);
            guarded(() -> found.stream()
                    .filter(pending -> !running.contains(key(pending)))
                    .forEach(pending -> waiting.putIfAbsent(key(pending), pending)));
        } catch (RuntimeException fault) {
            events.on(new DeliveryEvent.Fault("looking for unanswered updates", fault));
        }
    }

    /** What may begin now, at most one of a chat and of a person. A chat whose first update waits for its retry waits with it. */
    private List<InboundLog.Pending> ready() {
        long now = nanos.getAsLong();
        var chats = new HashSet<>(busyChats);
        var people = new HashSet<>(busyPeople);
        var ready = new ArrayList<InboundLog.Pending>();
        for (var pending : waiting.values()) {
            if (running.size() + ready.size() >= WORKERS) {
                break;
            }
            var envelope = pending.incoming().envelope();
            boolean first = chats.add(envelope.chat());
            Retry retry = retries.get(key(pending));
            if (first && (retry == null || now - retry.again() >= 0) && people.add(envelope.person())) {
                ready.add(pending);
            }
        }
        return ready;
    }

    private void begin(InboundLog.Pending pending) {
        var envelope = pending.incoming().envelope();
        waiting.remove(key(pending));
        running.add(key(pending));
        busyChats.add(envelope.chat());
        busyPeople.add(envelope.person());
        Thread.ofPlatform().name("answer").start(() -> answer(pending));
    }

    private void answer(InboundLog.Pending pending) {
        boolean done = false;
        try {
            answers.answer(pending);
            done = true;
        } catch (RuntimeException fault) {
            events.on(new DeliveryEvent.Fault("answering an update", fault));
        } finally {
            boolean over = done;
            guarded(() -> end(pending, over));
        }
    }

    private void end(InboundLog.Pending pending, boolean done) {
        var envelope = pending.incoming().envelope();
        String key = key(pending);
        running.remove(key);
        busyChats.remove(envelope.chat());
        busyPeople.remove(envelope.person());
        if (done) {
            retries.remove(key);
        } else {
            Retry before = retries.get(key);
            long pause = Math.clamp(before == null ? 0 : 2 * before.pause(), FIRST_RETRY, LAST_RETRY);
            retries.put(key, new Retry(nanos.getAsLong() + pause, pause));
            // Before all others again: it is the oldest of its chat.
            var others = new LinkedHashMap<>(waiting);
            waiting.clear();
            waiting.put(key, pending);
            waiting.putAll(others);
        }
        news.signalAll();
    }

    private long rest() {
        long now = nanos.getAsLong();
        long least = retries.values().stream().mapToLong(retry -> retry.again() - now).filter(left -> left > 0).min().orElse(LONGEST_REST);
        return Math.clamp(least, 1, LONGEST_REST);
    }

    /** Begins no further answer and waits up to 10 s for those under way. What is left waits in the store. */
    @Override
    public void close() {
        guarded(() -> {
            stopping = true;
            news.signalAll();
        });
        long until = nanos.getAsLong() + CLOSE_MAX.toNanos();
        try {
            thread.join(CLOSE_MAX);
            lock.lockInterruptibly();
            try {
                long left = until - nanos.getAsLong();
                while (!running.isEmpty() && left > 0) {
                    left = Math.min(news.awaitNanos(left), until - nanos.getAsLong());
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
