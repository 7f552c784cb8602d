package tidewatch.slack;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * A thread that takes a step again and again, with the pause after it that the step asks for, or earlier when it is woken. Ends when a step
 * answers with none, and when it is closed; a step that throws is reported and taken again.
 */
final class Loop implements AutoCloseable {
    private static final Duration AFTER_FAULT = Duration.ofSeconds(5);
    private static final int CANCELS = 100;
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration LAST = Duration.ofSeconds(5);
    /** A step ends within so long; the longest, a call of the Web API, within 15 s. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Supplier<Optional<Duration>> step;
    private final Runnable cancel;
    private final Consumer<Duration> awake;
    private final Consumer<Problem> reports;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean woken;
    private volatile boolean closing;

    /**
     * Starts nothing yet.
     *
     * @param cancel ends what a step waits for
     * @param awake told at the start and after each step within what time it is told again, unless the thread hangs
     */
    Loop(
            String name,
            Supplier<Optional<Duration>> step,
            Runnable cancel,
            Consumer<Duration> awake,
            Consumer<Problem> reports) {
        this.step = step;
        this.cancel = cancel;
        this.awake = awake;
        this.reports = reports;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean alive() {
        return thread.isAlive();
    }

    /** The next step is due now; one that is being taken is followed by another at once. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        awake.accept(PATIENCE);
        while (!closing) {
            Optional<Duration> pause;
            try {
                pause = step.get();
            } catch (RuntimeException fault) {
                reports.accept(new Problem(
                        Reason.UNREACHABLE,
                        "A step broke (" + fault.getClass().getSimpleName() + "); it is taken again in " + AFTER_FAULT.toSeconds() + " s.",
                        thread.getName()));
                pause = Optional.of(AFTER_FAULT);
            }
            pause.map(PATIENCE::plus).ifPresent(awake);
            if (pause.isEmpty() || !rest(pause.get())) {
                return;
            }
        }
    }

    private boolean rest(Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!closing && !woken && left > 0) {
                left = news.awaitNanos(left);
            }
            woken = false;
            return !closing;
        } catch (InterruptedException told) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends within 15 s, as a rule at once. */
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            // A call that begins just now is not among those cancelled before. The store is not interrupted as long as it answers.
            for (int again = 0; again < CANCELS && thread.isAlive(); again++) {
                cancel.run();
                boolean _ = thread.join(BETWEEN);
            }
            thread.interrupt();
            boolean _ = thread.join(LAST);
        } catch (InterruptedException hurried) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
