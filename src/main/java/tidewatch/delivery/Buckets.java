package tidewatch.delivery;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Token buckets, most of capacity one: a send each period and never two at once. Each is used under the lock of its owner. */
final class Buckets {
    private final TimeMeter meter;

    Buckets(LongSupplier nanos) {
        this.meter = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.getAsLong();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }

    Bucket each(Duration period) {
        return of(limit(period));
    }

    Bucket of(Bandwidth limit) {
        return Bucket.builder()
                .addLimit(limit)
                .withCustomTimePrecision(meter)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    static Bandwidth limit(Duration period) {
        return Bandwidth.builder().capacity(1).refillGreedy(1, period).build();
    }

    /** Nanoseconds until a send is possible; 0 when it is now. */
    static long wait(Bucket bucket) {
        return bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    }

    static void take(Bucket bucket) {
        if (!bucket.tryConsume(1)) {
            throw new IllegalStateException("A bucket that had a token a moment ago has none; is it used outside of its owner's lock?");
        }
    }
}
