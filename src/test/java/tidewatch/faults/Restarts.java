package tidewatch.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import tidewatch.delivery.LeaseTimes;
import tidewatch.store.StoreSettings;
import tidewatch.testing.Sink;

/**
 * How long nothing is sent when a node on a file is killed while rows wait, and started again: from the start of the new process to its
 * first transmission. Once at once, while the lease of the killed one still runs, and once when that is over; the difference is what a lease
 * of the same home costs.
 */
final class Restarts {
    /** Sent to in the whole run: some four seconds of each node's life. */
    private static final int CHATS_EACH = 100;

    private static final Duration FIRST_MOST = Duration.ofSeconds(5);
    private static final Duration LEASE_OVER = LeaseTimes.STANDARD.lease().plusSeconds(1);

    private final Rig rig;
    private final SplittableRandom random;
    private final Consumer<String> printed;
    private Child node;

    private Restarts(Rig rig, long seed, Consumer<String> printed) {
        this.rig = rig;
        this.random = new SplittableRandom(seed);
        this.printed = printed;
        this.node = rig.start(FanOutRun.TELEGRAM);
    }

    /** Returns whether each first transmission was in time. */
    static boolean measure(Path folder, int rounds, long seed, Consumer<String> printed) {
        try (var rig = new Rig(StoreSettings.FILE, folder, folder.resolve("home"), 1, FanOutRun.CALLS)) {
            var batch = rig.briefs(2 * rounds * CHATS_EACH);
            var restarts = new Restarts(rig, seed, printed);
            var running = new ArrayList<Long>();
            var over = new ArrayList<Long>();
            for (int round = 1; round <= rounds; round++) {
                running.add(restarts.round(round, Duration.ZERO));
                over.add(restarts.round(round, LEASE_OVER));
            }
            boolean ended = rig.settled(batch, Duration.ofMinutes(2));
            var tally = rig.compare(batch);
            boolean holds = ended && tally.holds(2 * rounds) && running.stream().allMatch(took -> took <= FIRST_MOST.toMillis());
            printed.accept("summary: restart of a node on a file, from process start to the first transmission: with the killed one's lease running "
                    + words(running) + ", with that over " + words(over) + "; " + tally.words() + "; " + (holds ? "holds" : "BROKEN"));
            return holds;
        }
    }

    private static String words(List<Long> took) {
        var sorted = took.stream().sorted().toList();
        return "median " + sorted.get((sorted.size() - 1) / 2) + " ms, worst " + sorted.getLast() + " ms";
    }

    /** Kills the node while it sends, and starts another after this time. */
    private long round(int number, Duration rest) {
        Until.must("The first transmission", Child.START_MOST, () -> first() >= 0);
        int after = random.nextInt(1_000);
        Until.passed(Duration.ofMillis(after));
        node.kill();
        Until.passed(rest);
        long started = System.currentTimeMillis();
        node = rig.start(FanOutRun.TELEGRAM);
        node.await("ready");
        long ready = System.currentTimeMillis() - started;
        Until.must("The first transmission", Child.START_MOST, () -> first() >= 0);
        long took = first() - started;
        printed.accept("round " + number + ": killed " + after + " ms after its first transmission, started " + rest.toMillis()
                + " ms later; ready after " + ready + " ms, first transmission after " + took + " ms");
        return took;
    }

    /** When this node's first message arrived; below 0 when none has. */
    private long first() {
        long pid = node.pid();
        return rig.sink.entries().stream().filter(entry -> entry.pid() == pid).findFirst().map(Sink.Entry::at).orElse(-1L);
    }
}
