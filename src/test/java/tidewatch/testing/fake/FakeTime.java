package tidewatch.testing.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The fake's clock: goes with a source, or stands where a test put it, and can always be moved on. Waiting calls notice each move. Any thread.
 */
public final class FakeTime implements InstantSource {
    private final InstantSource source;
    private Duration shift = Duration.ZERO;
    private Instant stopped = Instant.MIN;
    private Runnable onMove = () -> {};

    public FakeTime(InstantSource source) {
        this.source = source;
    }

    @Override
    public synchronized Instant instant() {
        return standing() ? stopped : source.instant().plus(shift);
    }

    public long seconds() {
        return instant().getEpochSecond();
    }

    /** From now on it stands at this instant, until {@link #go()} or {@link #advance}. */
    public void stop(Instant at) {
        synchronized (this) {
            stopped = at;
        }
        moved();
    }

    /** Goes with its source again, from where it stands. */
    public void go() {
        synchronized (this) {
            if (standing()) {
                shift = Duration.between(source.instant(), stopped);
                stopped = Instant.MIN;
            }
        }
        moved();
    }

    /** A jump, forwards as a rule; whether it stands or goes stays as it is. */
    public void advance(Duration by) {
        synchronized (this) {
            if (standing()) {
                stopped = stopped.plus(by);
            } else {
                shift = shift.plus(by);
            }
        }
        moved();
    }

    public synchronized boolean standing() {
        return !stopped.equals(Instant.MIN);
    }

    public synchronized void onMove(Runnable action) {
        onMove = action;
    }

    /** Not under our own lock: who is told may ask for the time while it holds another. */
    private void moved() {
        Runnable action;
        synchronized (this) {
            action = onMove;
        }
        action.run();
    }
}
