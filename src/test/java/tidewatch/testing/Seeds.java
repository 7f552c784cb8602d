package tidewatch.testing;

import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * Runs a property over many seeds and names the first one that fails; {@code -Dgen.seed=17} runs that one alone.
 */
public final class Seeds {
    private Seeds() {}

    /** Seeds 1 to n, or the one asked for. */
    public static void each(int n, LongConsumer property) {
        var asked = System.getProperty("gen.seed", "");
        var seeds = asked.isEmpty() ? LongStream.rangeClosed(1, n) : LongStream.of(Long.parseLong(asked));
        seeds.forEach(seed -> {
            try {
                property.accept(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Seed " + seed + " fails; replay it with -Dgen.seed=" + seed + "\n" + e, e);
            }
        });
    }
}
