package tidewatch.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The chance of one run: a stream for each concern, so that a new draw in one does not shift the others. */
final class Randoms {
    private final long seed;
    private final Map<String, SplittableRandom> streams = new HashMap<>();

    Randoms(long seed) {
        this.seed = seed;
    }

    SplittableRandom of(String concern) {
        return streams.computeIfAbsent(concern, name -> new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ mix(name)));
    }

    private static long mix(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    boolean chance(String concern, double share) {
        return of(concern).nextDouble() < share;
    }

    <T> T one(String concern, List<T> of) {
        return of.get(of(concern).nextInt(of.size()));
    }

    /** Nanoseconds, evenly between these seconds. */
    long seconds(String concern, double from, double to) {
        return (long) (of(concern).nextDouble(from, to) * 1e9);
    }
}
