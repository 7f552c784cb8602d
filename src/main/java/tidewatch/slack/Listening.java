package tidewatch.slack;

import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import tidewatch.problem.Problem;

/**
 * What it takes to listen, over sockets or as the one who is called.
 *
 * @param nanos a clock that never goes back
 * @param random for the length of pauses
 * @param reports takes what was left out and what broke, in sentences without secrets; any thread
 */
record Listening(
        Admission admission,
        Views views,
        SlashNames names,
        InstantSource clock,
        LongSupplier nanos,
        RandomGenerator random,
        Consumer<Problem> reports) {
    Listening {
        Objects.requireNonNull(admission);
        Objects.requireNonNull(views);
        Objects.requireNonNull(names);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(nanos);
        Objects.requireNonNull(random);
        Objects.requireNonNull(reports);
    }
}
