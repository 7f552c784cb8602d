package tidewatch.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tidewatch.delivery.Timetable;

/** Counts the runs of a tick and waits for them. */
final class Beats implements Runnable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Semaphore runs = new Semaphore(0);
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void run() {
        count.incrementAndGet();
        runs.release();
    }

    Timetable.Tick every(String name, int seconds) {
        return new Timetable.Tick(name, new Timetable.Every(Duration.ofSeconds(seconds)), this);
    }

    /** Waits for that many more runs. */
    void await(int more) {
        try {
            assertThat(runs.tryAcquire(more, PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("%d runs within %s", more, PATIENCE).isTrue();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    int count() {
        return count.get();
    }

    /**
     * Waits for that many more runs and says that no two of them came in one go: from before the first to the last there is a second for each
     * but two, the first and one that was late.
     */
    void awaitEachSecond(int more) {
        long from = System.nanoTime();
        await(more);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(1000L * (more - 2) - 100));
    }

    /** Forgets the runs that nobody waited for. */
    Beats anew() {
        runs.drainPermits();
        return this;
    }
}
