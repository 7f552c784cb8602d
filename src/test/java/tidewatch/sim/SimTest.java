package tidewatch.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Thirty virtual days for each of 200 seeds. {@code -Dsim.seeds=2000} runs more of them, {@code -Dsim.seed=0x2A} one.
 */
@Execution(ExecutionMode.SAME_THREAD)
class SimTest {
    private static final long SEEDS = 200;
    private static final long FILES = 1;

    @Test
    void everythingHoldsInEveryRun() {
        var asked = System.getProperty("sim.seed", "");
        var seeds = asked.isEmpty()
                ? LongStream.rangeClosed(1, Long.getLong("sim.seeds", SEEDS))
                : LongStream.of(Long.decode(asked));
        // Runs share nothing but facts that never change.
        List<Runs.Ended> runs = seeds.parallel().mapToObj(Runs::run).toList();
        var failed = runs.stream()
                .flatMap(run -> run instanceof Runs.Failed failure ? java.util.stream.Stream.of(failure) : java.util.stream.Stream.empty())
                .sorted(Comparator.comparingLong(Runs.Failed::seed))
                .toList();
        if (!failed.isEmpty()) {
            throw new AssertionError(failed.size() + " of " + runs.size() + " runs broke something: "
                    + failed.stream().map(one -> one.invariant() + " in 0x" + Long.toHexString(one.seed())).toList()
                    + "\n" + failed.getFirst().story());
        }
        if (asked.isEmpty()) {
            said(runs.stream().map(run -> ((Runs.Held) run).report()).toList());
        }
    }

    /** A harness that never sends, or never doubts, proves nothing. */
    private static void said(List<Simulator.Report> reports) {
        assertThat(reports.stream().mapToLong(Simulator.Report::shown).sum()).isGreaterThan(reports.size() * 200L);
        assertThat(reports.stream().mapToLong(Simulator.Report::extraCopies).sum()).isPositive();
        assertThat(reports.stream().map(Simulator.Report::nodes).distinct().sorted().toList()).isEqualTo(List.of(1, 2, 3));
        System.out.printf(
                "%d runs: %d events, %d rows, %d parts shown, %d of them twice after a doubt%n",
                reports.size(),
                reports.stream().mapToLong(Simulator.Report::events).sum(),
                reports.stream().mapToLong(Simulator.Report::rows).sum(),
                reports.stream().mapToLong(Simulator.Report::shown).sum(),
                reports.stream().mapToLong(Simulator.Report::extraCopies).sum());
    }

    /** {@code -Dsim.files=1000} runs more of them; a failing one is replayed by {@code -Dsim.files=1 -Dsim.seed=...}. */
    @Test
    void everythingHoldsOverTablesOnAFile(@TempDir Path home) {
        var asked = System.getProperty("sim.seed", "");
        var seeds = asked.isEmpty() ? LongStream.rangeClosed(1, Long.getLong("sim.files", FILES)) : LongStream.of(Long.decode(asked));
        for (long seed : seeds.toArray()) {
            var folder = home.resolve(Long.toHexString(seed));
            var run = Runs.run(seed, Simulator.Variant.COMPLETE, Optional.of((_, clock) -> SqliteRuns.in(folder, clock)));
            if (run instanceof Runs.Failed failed) {
                throw new AssertionError("Over tables on a file. " + failed.story());
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (long seed = 1; seed <= 3; seed++) {
            assertThat(Runs.run(seed)).isEqualTo(Runs.run(seed));
        }
    }
}
