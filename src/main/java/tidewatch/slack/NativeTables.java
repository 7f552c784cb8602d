package tidewatch.slack;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether the workspace takes tables as tables. It does until it refuses a message with them that it takes without; a day later it is tried
 * again. Forgotten with this process, which costs one refusal. Any thread.
 */
final class NativeTables {
    private static final long OFF = TimeUnit.HOURS.toNanos(24);

    private final LongSupplier nanos;
    private Optional<Long> refusedAt = Optional.empty();

    NativeTables(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized boolean taken() {
        return refusedAt.filter(at -> nanos.getAsLong() - at < OFF).isEmpty();
    }

    synchronized void refused() {
        refusedAt = Optional.of(nanos.getAsLong());
    }
}
