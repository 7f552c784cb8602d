package tidewatch.chat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * How a platform listens: a step is taken again and again, with the pause after it that the step asks for, or earlier when it is woken. Ends
 * when a step answers with none, and when it is closed; a step that throws is reported and taken again. The thread is the platform's.
 */
public final class Loop implements AutoCloseable {
    private static final Duration AFTER_FAULT = Duration.ofSeconds(5);
    private static final int CANCELS = 100;
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration LAST = Duration.ofSeconds(5);
    /** A step ends within so long; the longest, a question that is held, within 45 s (platforms design, 3.2). */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Function<Runnable, Thread> starts;
    private final Supplier<Optional<Duration>> step;
    private final Runnable cancel;
    private final Consumer<Duration> awake;
    private final Consumer<Problem> reports;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private Optional<Thread> thread = Optional.empty();
    private boolean woken;
    private volatile boolean closing;

    /**
     * Takes no step yet.
     *
     * @param starts starts a thread that runs what it is given, and whose name says what listens
     * @param cancel ends what a step waits for; any thread, also again and again
     * @param awake told at the start and after each step within what time it is told again, unless the thread hangs
     */
    public Loop(
            Function<Runnable, Thread> starts,
            Supplier<Optional<Duration>> step,
            Runnable cancel,
            Consumer<Duration> awake,
            Consumer<Problem> reports) {
        this.starts = starts;
        this.step = step;
        this.cancel = cancel;
        this.awake = awake;
        this.reports = reports;
    }

    /** Begins; once. */
    public void start() {
        thread = Optional.of(starts.apply(this::run));
    }

    /** The next step is due now; one that is being taken is followed by another at once. Any thread. */
    public void wake() {
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
                        Thread.currentThread().getName()));
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

    /** Ends within 15 s, as a rule at once. By the thread that started it, or after it. */
    @Override
    public void close() {
        closing = true;
        wake();
        thread.ifPresent(this::end);
    }

    private void end(Thread taking) {
        try {
            // A call that begins just now is not among those cancelled before. The store is not interrupted as long as it answers.
            for (int again = 0; again < CANCELS && taking.isAlive(); again++) {
                cancel.run();
                boolean _ = taking.join(BETWEEN);
            }
            taking.interrupt();
            boolean _ = taking.join(LAST);
        } catch (InterruptedException hurried) {
            taking.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
