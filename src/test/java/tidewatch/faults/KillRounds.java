package tidewatch.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Rounds of one fault: rows are added, the leader is killed with signal 9 at a random moment while they are sent, another takes over or it is
 * started again, all rows end, and they are compared with what arrived.
 */
final class KillRounds {
    private static final Duration FIRST_COPY = Duration.ofSeconds(60);
    private static final Duration SETTLED = Duration.ofSeconds(150);

    private final Rig rig;
    private final int nodes;
    private final int chats;
    private final SplittableRandom random;
    private final Consumer<String> printed;
    private final List<Long> firstCopies = new ArrayList<>();
    private final List<Long> settled = new ArrayList<>();
    private Rig.Tally all = Rig.Tally.NONE;
    private int mostOfOne;
    private int hits;

    /** @param nodes that run at a time; with one it is started again after a kill */
    KillRounds(Rig rig, int nodes, int chats, long seed, Consumer<String> printed) {
        this.rig = rig;
        this.nodes = nodes;
        this.chats = chats;
        this.random = new SplittableRandom(seed);
        this.printed = printed;
    }

    /** Returns whether everything held. */
    boolean run(int rounds) {
        for (int node = 0; node < nodes; node++) {
            rig.start().await("ready");
        }
        boolean holds = true;
        for (int round = 1; round <= rounds; round++) {
            holds &= round(round);
        }
        printed.accept("summary: rounds " + rounds + ", " + all.words() + "; most duplicates of one kill " + mostOfOne + " (limit "
                + Rig.IN_FLIGHT + "); kills with rows left to send " + hits);
        printed.accept("summary: " + (nodes == 1 ? "from restart" : "takeover, from the kill") + " to the first new copy ms p50 "
                + percentile(firstCopies, 50) + " p99 " + percentile(firstCopies, 99) + "; to all settled ms p50 " + percentile(settled, 50) + " p99 "
                + percentile(settled, 99));
        printed.accept(holds ? "summary: holds" : "summary: BROKEN");
        return holds;
    }

    private boolean round(int number) {
        var leader = rig.leader();
        var batch = rig.fill(chats);
        int after = random.nextInt(1_000);
        Until.must("The first copy", FIRST_COPY, () -> !rig.copies(batch).isEmpty());
        Until.passed(Duration.ofMillis(after));
        leader.kill();
        long killed = System.currentTimeMillis();
        long left = rig.open(batch);
        var next = rig.start();
        long from = nodes == 1 ? next.startedAt() : killed;
        boolean ended = rig.settled(batch, SETTLED);
        long end = System.currentTimeMillis();
        var tally = rig.compare(batch);
        Optional<Long> first = rig.copies(batch).stream()
                .filter(entry -> entry.pid() != leader.pid())
                .map(entry -> entry.at() - from)
                .findFirst();
        if (left > 0) {
            hits++;
            settled.add(end - from);
        }
        // Otherwise all that is left may be what was on its way, which waits for the end of its own lease.
        if (left > Rig.IN_FLIGHT) {
            first.ifPresent(firstCopies::add);
        }
        next.await("ready");
        all = all.plus(tally);
        mostOfOne = Math.max(mostOfOne, tally.duplicates());
        boolean holds = ended && tally.holds(1);
        printed.accept("round " + number + ": killed " + after + " ms after the first copy, " + left + " rows left; " + tally.words()
                + "; first new copy after ms " + first.map(String::valueOf).orElse("-") + ", settled after ms " + (left > 0 ? end - from : "-")
                + (holds ? "" : " BROKEN"));
        if (!holds) {
            tally.details().stream().limit(10).forEach(printed);
        }
        return holds;
    }

    private static String percentile(List<Long> values, int which) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? "-" : String.valueOf(sorted.get((sorted.size() * which + 99) / 100 - 1));
    }

    Rig.Tally all() {
        return all;
    }
}
