package tidewatch.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for other processes. */
final class Until {
    private static final long EACH = TimeUnit.MILLISECONDS.toNanos(20);

    private Until() {}

    /** Looks each 20 ms; false when it did not come true in time. */
    static boolean so(Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(EACH);
        }
        return true;
    }

    /** @throws AssertionError when it did not come true in time */
    static void must(String what, Duration most, BooleanSupplier condition) {
        if (!so(most, condition)) {
            throw new AssertionError(what + " did not happen within " + most);
        }
    }

    static void passed(Duration time) {
        boolean _ = so(time, () -> false);
    }
}
