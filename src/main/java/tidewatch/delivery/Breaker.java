package tidewatch.delivery;

import java.util.ArrayDeque;

/**
 * Stops a sender whose platform seems to be down: an outage then costs the rows that were under way their one repeat, and not the whole
 * queue. Three failures within 10 s open it; while it is open one call at a time probes, 2 s after it opened, then after twice as long each
 * time, at most a minute. A probe that the platform answers closes it. Times are nanoseconds that never go back. Any thread.
 */
final class Breaker {
    private static final int FAILURES = 3;
    private static final long WINDOW = 10_000_000_000L;
    private static final long FIRST = 2_000_000_000L;
    private static final long MOST = 60_000_000_000L;

    private final ArrayDeque<Long> failures = new ArrayDeque<>();
    private boolean open;
    private long since;
    private long shut;
    private long probe;
    private long interval;

    /**
     * A call failed in a way that the platform may be to blame for.
     *
     * @param begun when the call began: one that was under way when the breaker opened says nothing new
     * @return whether it opened, or stays open for longer
     */
    synchronized boolean failed(long begun, long now) {
        if (open) {
            if (begun - shut < 0) {
                return false;
            }
            interval = Math.min(MOST, 2 * interval);
        } else {
            failures.addLast(now);
            while (now - failures.getFirst() > WINDOW) {
                failures.removeFirst();
            }
            if (failures.size() < FAILURES) {
                return false;
            }
            failures.clear();
            open = true;
            since = now;
            interval = FIRST;
        }
        shut = now;
        probe = now + interval;
        return true;
    }

    /** The platform answered a call, whatever it said. */
    synchronized void answered(long begun) {
        if (open && begun - shut >= 0) {
            open = false;
        }
    }

    synchronized boolean open() {
        return open;
    }

    /** Open, and it is time for one call. */
    synchronized boolean probing(long now) {
        return open && now - probe >= 0;
    }

    /** How long it has been open without a break; 0 when it is not. */
    synchronized long openFor(long now) {
        return open ? now - since : 0;
    }

    /** Until the next probe; 0 when it is time or the breaker is closed. */
    synchronized long untilProbe(long now) {
        return open ? Math.max(0, probe - now) : 0;
    }

    /** Whether something claimed or begun then may go on: always while closed; while open only the probe, which came after its time. */
    synchronized boolean admits(long begun) {
        return !open || begun - probe >= 0;
    }
}
