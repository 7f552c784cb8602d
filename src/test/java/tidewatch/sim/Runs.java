package tidewatch.sim;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import tidewatch.testing.FakeClock;

/** Runs a seed and says what came of it. */
final class Runs {
    private Runs() {}

    /** How one run ended. */
    sealed interface Ended {
        long seed();
    }

    /** Everything held. */
    record Held(long seed, Simulator.Report report) implements Ended {}

    /**
     * Something did not hold.
     *
     * @param invariant {@code I3}; or the fault of a class that broke
     * @param story the seed, what broke, the last events and the line that replays it
     */
    record Failed(long seed, String invariant, String story) implements Ended {}

    static Ended run(long seed) {
        return run(seed, Simulator.Variant.COMPLETE, Optional.empty());
    }

    static Ended run(long seed, Simulator.Variant variant, Optional<BiFunction<Simulator, FakeClock, SimStore>> stores) {
        var sim = new Simulator(seed, variant, stores);
        try (var _ = sim.store) {
            return new Held(seed, sim.run(seed));
        } catch (Broken broken) {
            return new Failed(seed, broken.invariant(), story(seed, sim, broken));
        } catch (RuntimeException | AssertionError fault) {
            return new Failed(seed, fault.getClass().getSimpleName(), story(seed, sim, fault));
        }
    }

    private static String story(long seed, Simulator sim, Throwable what) {
        var story = new StringBuilder("Seed 0x%X, %d nodes, %s%n".formatted(seed, sim.nodes.size(), sim.faults.on().stream().sorted().toList()));
        story.append(what instanceof Broken ? what.getMessage() : what.toString()).append('\n');
        for (var cause = what; !(what instanceof Broken) && cause != null; cause = cause.getCause()) {
            story.append("  ").append(cause).append('\n');
            for (int i = 0; i < Math.min(6, cause.getStackTrace().length); i++) {
                story.append("    at ").append(cause.getStackTrace()[i]).append('\n');
            }
        }
        story.append("The last events, by the time since the beginning on ").append(sim.start()).append(":\n");
        for (var event : sim.queue.last()) {
            int tab = event.indexOf('\t');
            var at = Duration.ofNanos(Long.parseLong(event.substring(0, tab)));
            story.append("  %2d d %02d:%02d:%02d.%03d  %s%n"
                    .formatted(
                            at.toDays(), at.toHoursPart(), at.toMinutesPart(), at.toSecondsPart(), at.toMillisPart(), event.substring(tab + 1)));
        }
        return story.append("Replay: mvn -o -B test -Dtest=SimTest -Dsim.seed=0x%X".formatted(seed)).toString();
    }
}
