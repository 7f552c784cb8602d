package tidewatch.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import tidewatch.delivery.DeliveryId;
import tidewatch.delivery.DeliveryKind;
import tidewatch.store.StoreSettings;
import tidewatch.testing.Postgres;
import tidewatch.testing.Sink;

/**
 * A brief for each of many chats, due at once, sent at Telegram's pace by a process of its own over real sockets, and people in other chats
 * who ask meanwhile: how much of the pace is used, and how long a person waits. The real clock's twin of {@code delivery.FanOut}; the store
 * is a file with {@code synchronous=FULL} or a PostgreSQL with fsync, the virtual machine has the options of {@code deploy/bin/tidewatch}.
 *
 * <p>{@code mvn -q test-compile}, then with the class path of the tests ({@code mvn -q dependency:build-classpath
 * -Dmdep.outputFile=target/cp}): {@code java -cp target/test-classes:target/classes:$(cat target/cp) tidewatch.faults.FanOutRun --chats 10000
 * --seed 1 --store sqlite|postgres}. It takes 40 ms for each chat, about seven minutes for 10,000, hence no test runs it. In a run of a few
 * hundred chats the share is a little too good, because the first call of a cold process is the slowest. {@code --restart --rounds 5} measures
 * {@link Restarts} instead. Ends with 1 when a target is missed, or anything is lost or there twice.
 */
public final class FanOutRun {
    static final String TELEGRAM = "-Dpace=telegram";
    /** A call takes 20 to 120 ms. */
    static final String CALLS = "p=0.25 slow 20; p=0.34 slow 50; p=0.5 slow 90; all slow 120";

    private static final Set<String> VALUES = Set.of("--chats", "--seed", "--store", "--rounds");
    private static final Duration SLOT = Duration.ofMillis(40);
    private static final double USED_LEAST = 0.99;
    private static final Duration ANSWER_MOST = Duration.ofMillis(250);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Rig rig;
    private final int chats;
    private final int questions;
    private final SplittableRandom random;

    private FanOutRun(Rig rig, int chats, long seed) {
        this.rig = rig;
        this.chats = chats;
        this.questions = Math.max(20, chats / 50);
        this.random = new SplittableRandom(seed);
    }

    public static void main(String[] arguments) throws IOException {
        var values = new HashMap<String, String>();
        boolean restart = false;
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].equals("--restart")) {
                restart = true;
            } else if (VALUES.contains(arguments[at]) && at + 1 < arguments.length) {
                values.put(arguments[at], arguments[++at]);
            } else {
                throw new IllegalArgumentException(arguments[at] + " is not --restart, or one of " + VALUES + " with a value");
            }
        }
        var folder = Files.createTempDirectory("fan-out");
        long seed = Long.parseLong(values.getOrDefault("--seed", "1"));
        boolean holds = restart
                ? Restarts.measure(folder, Integer.parseInt(values.getOrDefault("--rounds", "5")), seed, System.out::println)
                : fanOut(folder, Integer.parseInt(values.getOrDefault("--chats", "10000")), seed, values.getOrDefault("--store", "sqlite"));
        if (holds) {
            delete(folder);
        } else {
            System.out.println("The store and the sink's ledger are kept in " + folder);
        }
        System.exit(holds ? 0 : 1);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean fanOut(Path folder, int chats, long seed, String store) throws IOException {
        switch (store) {
            case "sqlite" -> {
                try (var rig = new Rig(StoreSettings.FILE, folder, folder.resolve("home"), 1, CALLS)) {
                    return new FanOutRun(rig, chats, seed).run();
                }
            }
            case "postgres" -> {
                try (var server = Postgres.durable();
                        var rig = new Rig(Postgres.fresh(server), folder, folder, 1, CALLS)) {
                    FaultRounds.durable(rig);
                    return new FanOutRun(rig, chats, seed).run();
                }
            }
            default -> throw new IllegalArgumentException("--store is sqlite or postgres");
        }
    }

    private boolean run() {
        var batch = rig.briefs(chats);
        var node = rig.start(TELEGRAM);
        Until.must("The first transmission", Child.START_MOST, () -> !rig.sink.entries().isEmpty());
        ask(node);
        Duration most = SLOT.multipliedBy(chats + questions).plusSeconds(30);
        boolean ended = arrived(most) && rig.settled(batch, Duration.ofSeconds(30));
        node.tell("used");
        var used = node.await("used ").split(" ", -1);
        var tally = rig.compare(batch);
        var answers = answers();
        var entries = rig.sink.entries();
        var drained = Duration.ofMillis(entries.getLast().at() - entries.getFirst().at());
        double share = (double) SLOT.toMillis() * (entries.size() - 1) / drained.toMillis();
        int lost = tally.lost() + tally.dead() + answers.lost();
        int twice = tally.duplicates() + answers.twice();
        long faults = node.said("fault");
        boolean holds = ended
                && share >= USED_LEAST
                && answers.at(95).compareTo(ANSWER_MOST) <= 0
                && lost + twice + tally.wrong() == 0
                && faults == 0;
        System.out.println(String.format(
                Locale.ROOT,
                "%d briefs and %d answers, %d transmissions in %.1f s; %.2f %% of 25/s used, most in any second %d; answers: median %d ms, p95 %d ms, "
                        + "worst %d ms; lost %d, copies beyond one %d, wrong %d, faults %d; the node: CPU %.1f s, heap %d MB at its peak, %.1f s "
                        + "collecting; %s",
                tally.rows(),
                answers.waits().size(),
                entries.size(),
                drained.toMillis() / 1000.0,
                100 * share,
                mostInASecond(entries),
                answers.at(50).toMillis(),
                answers.at(95).toMillis(),
                answers.at(100).toMillis(),
                lost,
                twice,
                tally.wrong(),
                faults,
                Long.parseLong(used[1]) / 1000.0,
                Long.parseLong(used[2]) / 1_000_000,
                Long.parseLong(used[3]) / 1000.0,
                holds ? "holds" : "BROKEN"));
        if (!holds) {
            tally.details().stream().limit(10).forEach(System.out::println);
            rig.allSaid("fault").stream().limit(10).forEach(System.out::println);
        }
        return holds;
    }

    // ---- who asks ----

    /** People ask at random times while the briefs go out. */
    private void ask(Child node) {
        long began = System.nanoTime();
        long whole = SLOT.multipliedBy(chats).toNanos();
        var times = random.longs(questions, 0, whole).sorted().toArray();
        for (int number = 0; number < questions; number++) {
            Until.passed(Duration.ofNanos(Math.max(0, began + times[number] - System.nanoTime())));
            node.tell("said " + key(number) + " " + asker(number) + " /ping");
        }
    }

    private static String key(int number) {
        return "question-" + number;
    }

    private static String asker(int number) {
        return "asker-" + number;
    }

    /** Waits until there are as many transmissions as messages. */
    private boolean arrived(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (rig.sink.entries().size() < chats + questions) {
            if (System.nanoTime() - until >= 0) {
                return false;
            }
            Until.passed(LOOK);
        }
        return true;
    }

    /**
     * What became of the questions.
     *
     * @param waits from the receipt to the arrival at the sink, the shortest first
     */
    private record Answers(List<Duration> waits, int lost, int twice) {
        Duration at(int percentile) {
            return waits.isEmpty() ? Duration.ZERO : waits.get((waits.size() * percentile + 99) / 100 - 1);
        }
    }

    private Answers answers() {
        Map<String, List<Sink.Entry>> seen = new HashMap<>();
        rig.sink.entries().stream()
                .filter(Sink.Entry::shown)
                .forEach(entry -> seen.computeIfAbsent(entry.delivery(), _ -> new ArrayList<>()).add(entry));
        var received = rig.received();
        var waits = new ArrayList<Duration>();
        int twice = 0;
        for (int number = 0; number < questions; number++) {
            var id = DeliveryId.of(Rig.chat(asker(number)).id(), DeliveryKind.ANSWER, key(number));
            var copies = seen.getOrDefault(id, List.of());
            var heard = Optional.ofNullable(received.get(key(number)));
            if (heard.isPresent() && !copies.isEmpty()) {
                waits.add(Duration.between(heard.get(), Instant.ofEpochMilli(copies.getFirst().at())));
            }
            twice += Math.max(0, copies.size() - 1);
        }
        return new Answers(waits.stream().sorted().toList(), questions - waits.size(), twice);
    }

    private static int mostInASecond(List<Sink.Entry> entries) {
        var times = entries.stream().mapToLong(Sink.Entry::at).toArray();
        return IntStream.range(0, times.length)
                .map(last -> (int) IntStream.rangeClosed(0, last).map(back -> last - back).takeWhile(at -> times[last] - times[at] < 1_000).count())
                .max()
                .orElse(0);
    }
}
