package tidewatch.slack;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tidewatch.chat.Delivered;
import tidewatch.chat.Delivered.RetryAfter.Certainty;
import tidewatch.chat.Delivered.RetryAfter.Scope;

/**
 * How long one part has been under way. A further call is begun only while a whole one, of 15 s, still ends within the sender's lease
 * (delivery design, 8). Times are nanoseconds that never go back.
 */
final class Hurry {
    private static final long CALLS = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier nanos;
    private final long began;

    Hurry(LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    boolean late() {
        return nanos.getAsLong() - began > CALLS;
    }

    /** Whether it will be too late after this wait. */
    boolean lateAfter(Duration wait) {
        return nanos.getAsLong() - began + wait.toNanos() > CALLS;
    }

    /** Nothing of it was seen; it is tried again in a while. */
    static Delivered later(String words) {
        return new Delivered.RetryAfter(Optional.empty(), Scope.CHAT, Certainty.ANSWERED, words);
    }
}
