package tidewatch.app;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import tidewatch.notes.Readers;

/**
 * Reads many files at a time. Reading one note depends on no other, so the processors share the files; each takes the next one when it is
 * done, since the largest note of a vault takes as long as a hundred others.
 *
 * <p>The work runs in the threads that Java keeps for parallel streams, and in the caller's; it must wait for no other thread.
 */
record ParallelReading(int processors) implements Readers {
    static ParallelReading here() {
        return new ParallelReading(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void each(int count, IntConsumer one) {
        if (count < 2 || processors == 1) {
            ONE.each(count, one);
            return;
        }
        var next = new AtomicInteger();
        IntStream.range(0, Math.min(processors, count)).parallel().forEach(_ -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                one.accept(i);
            }
        });
    }
}
