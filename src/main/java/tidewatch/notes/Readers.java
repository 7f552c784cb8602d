package tidewatch.notes;

import java.util.function.IntConsumer;

/** Who reads many files: one after the other, or several at a time where the caller has threads for it. */
@FunctionalInterface
public interface Readers {
    /** One after the other, in the thread of the caller. */
    Readers ONE = (count, one) -> {
        for (int i = 0; i < count; i++) {
            one.accept(i);
        }
    };

    /** Gives each number from 0 to {@code count - 1} once, in any order and any thread, and returns when all are done; what one throws is thrown. */
    void each(int count, IntConsumer one);
}
