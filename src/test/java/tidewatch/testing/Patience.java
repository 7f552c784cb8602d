package tidewatch.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long a test waits for what must come over threads and sockets. Long, for a machine may be busy with other things, and only a test that
 * fails waits to the end.
 */
public final class Patience {
    /** {@link #LONG} in seconds. */
    public static final int SECONDS = 60;

    public static final Duration LONG = Duration.ofSeconds(SECONDS);

    private Patience() {}

    public static ConditionFactory await() {
        return Awaitility.await().atMost(LONG);
    }

    /** Looks again and again, each few milliseconds. */
    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
