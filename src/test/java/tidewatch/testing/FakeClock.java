package tidewatch.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that goes when it is told to: an instant that can be set to anything, back included, and nanoseconds that never go back. Any
 * thread.
 */
public final class FakeClock implements InstantSource {
    private Instant now;
    private long nanos;

    public FakeClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Both clocks go on by this much, zero or more. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time does not go back by " + by + "; set() does that to a wall clock");
        }
        now = now.plus(by);
        nanos += by.toNanos();
    }

    /** Both clocks go on to this instant; nothing happens when it has passed. */
    public synchronized void advanceTo(Instant then) {
        if (then.isAfter(now)) {
            advance(Duration.between(now, then));
        }
    }

    /** Somebody sets the wall clock; the nanoseconds do not notice. */
    public synchronized void set(Instant then) {
        now = then;
    }

    /** As {@code System.nanoTime}: only differences mean something. */
    public synchronized long nanos() {
        return nanos;
    }

    public LongSupplier nanoSource() {
        return this::nanos;
    }
}
