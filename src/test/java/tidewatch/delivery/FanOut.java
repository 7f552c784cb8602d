package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import tidewatch.testing.MemoryPlatform;
import tidewatch.testing.MemoryStore;

/**
 * A brief for each of many chats, due at the same instant, and people who ask meanwhile: how much of the platform's pace is used, and how
 * long an answer takes from its receipt to the writing of its request. On a virtual clock: each commit of the store takes a time that is
 * given, one after the other, each call 20 to 120 ms; what the processor needs is not counted.
 *
 * <p>{@code java -cp ... tidewatch.delivery.FanOut [chats, 10000] [milliseconds of a commit, 2]} prints the figures.
 */
final class FanOut {
    private static final Duration SLOT = Duration.ofMillis(40);

    /**
     * What was measured.
     *
     * @param used share of the pace, from the first to the last transmission
     */
    record Figures(int chats, int answers, Duration drained, double used, Duration median, Duration p95, Duration worst, int breaches) {
        @Override
        public String toString() {
            return "%d briefs and %d answers in %.1f s; %.2f %% of 25/s used; answers: median %d ms, p95 %d ms, worst %d ms; breaches %d"
                    .formatted(
                            chats,
                            answers,
                            drained.toMillis() / 1000.0,
                            100 * used,
                            median.toMillis(),
                            p95.toMillis(),
                            worst.toMillis(),
                            breaches);
        }
    }

    private FanOut() {}

    static Figures measure(int chats, Duration commit, long seed) {
        var random = new SplittableRandom(seed);
        var rig = new CourierRig();
        IntStream.range(0, chats).forEach(rig::brief);
        rig.store.gate(new MemoryStore.Gate() {
            @Override
            public void begins(String what) {}

            @Override
            public void commits(String what) {}

            @Override
            public void committed(String what) {
                rig.clock.advance(commit);
            }
        });
        rig.node("a");
        var asked = new ArrayList<Asked>();
        Duration whole = SLOT.multipliedBy(chats);
        int questions = Math.max(20, chats / 50);
        for (int n = 0; n < questions; n++) {
            int chat = chats + n;
            rig.chat(chat);
            rig.after(Duration.ofNanos(random.nextLong(whole.toNanos())), () -> {
                Instant received = rig.clock.instant();
                // The update is stored first, then answered.
                rig.clock.advance(commit);
                asked.add(new Asked(rig.add(chat, DeliveryKind.ANSWER, "u" + chat, rig.clock.instant(), 1), received));
            });
        }
        rig.latency(() -> Duration.ofMillis(random.nextLong(20, 120)));
        while (rig.platform.arrived() < chats + questions) {
            rig.run(Duration.ofSeconds(1));
        }
        rig.run(Duration.ofSeconds(2));
        return figures(rig, chats, asked);
    }

    private record Asked(String id, Instant received) {}

    private static Figures figures(CourierRig rig, int chats, List<Asked> asked) {
        var times = rig.platform.ledger().stream().map(MemoryPlatform.Entry::at).toList();
        var drained = Duration.between(times.getFirst(), times.getLast());
        var sentAt = new HashMap<String, Instant>();
        rig.platform.shown().forEach(entry -> sentAt.putIfAbsent(entry.delivery(), entry.at()));
        var waits = new ArrayList<>(asked.stream().map(one -> Duration.between(one.received(), sentAt.get(one.id()))).toList());
        Collections.sort(waits);
        return new Figures(
                chats,
                asked.size(),
                drained,
                (double) SLOT.toNanos() * (times.size() - 1) / drained.toNanos(),
                waits.get(waits.size() / 2),
                waits.get((int) Math.ceil(waits.size() * 0.95) - 1),
                waits.getLast(),
                rig.platform.breaches().size());
    }

    public static void main(String[] arguments) {
        int chats = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int commit = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        System.out.println(measure(chats, Duration.ofMillis(commit), 7));
    }
}
