package tidewatch.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tidewatch.store.StoreSettings;
import tidewatch.testing.Postgres;

/**
 * The faults at length: {@code --store sqlite|postgres --rounds N --speed 5|1 --seed N --chats N}, or {@code --crash-points},
 * {@code --pause}, {@code --postgres-stop}, {@code --disk-full}. Prints a line each round and a summary; ends with 1 when a message was lost
 * or was there more often than a fault explains.
 */
public final class FaultRounds {
    private static final Set<String> FLAGS = Set.of("--crash-points", "--pause", "--postgres-stop", "--disk-full");
    private static final Set<String> VALUES = Set.of("--store", "--rounds", "--speed", "--seed", "--chats");

    private FaultRounds() {}

    public static void main(String[] arguments) throws IOException {
        var values = new HashMap<String, String>();
        var flags = new ArrayList<String>();
        for (int at = 0; at < arguments.length; at++) {
            if (FLAGS.contains(arguments[at])) {
                flags.add(arguments[at]);
            } else if (VALUES.contains(arguments[at]) && at + 1 < arguments.length) {
                values.put(arguments[at], arguments[++at]);
            } else {
                throw new IllegalArgumentException(arguments[at] + " is none of " + FLAGS + ", or of " + VALUES + " with a value");
            }
        }
        var folder = Files.createTempDirectory("faults");
        boolean holds = true;
        for (var flag : flags) {
            holds &= switch (flag) {
                case "--crash-points" -> OtherFaults.crashPoints(folder, OtherFaults.POINTS, System.out::println);
                case "--pause" -> OtherFaults.pause(folder, System.out::println);
                case "--postgres-stop" -> OtherFaults.postgresStop(folder, System.out::println);
                default -> OtherFaults.diskFull(folder, System.out::println);
            };
        }
        if (flags.isEmpty()) {
            holds = kills(folder, values);
        }
        System.exit(holds ? 0 : 1);
    }

    private static boolean kills(Path folder, Map<String, String> values) throws IOException {
        int rounds = Integer.parseInt(values.getOrDefault("--rounds", "10"));
        int speed = Integer.parseInt(values.getOrDefault("--speed", "5"));
        long seed = Long.parseLong(values.getOrDefault("--seed", "1"));
        int chats = Integer.parseInt(values.getOrDefault("--chats", "100"));
        return switch (values.getOrDefault("--store", "sqlite")) {
            case "sqlite" -> sqlite(folder, rounds, chats, seed, System.out::println);
            case "postgres" -> postgres(folder, rounds, speed, chats, seed, System.out::println);
            default -> throw new IllegalArgumentException("--store is sqlite or postgres");
        };
    }

    static boolean sqlite(Path folder, int rounds, int chats, long seed, java.util.function.Consumer<String> printed) {
        printed.accept("kill -9, SQLite, one node, standard leases, seed " + seed);
        try (var rig = new Rig(StoreSettings.FILE, folder, folder.resolve("home"), 1, Rig.SLOW)) {
            return new KillRounds(rig, 1, chats, seed, printed).run(rounds);
        }
    }

    static boolean postgres(Path folder, int rounds, int speed, int chats, long seed, java.util.function.Consumer<String> printed)
            throws IOException {
        try (var server = Postgres.durable();
                var rig = new Rig(Postgres.fresh(server), folder, folder, speed, Rig.SLOW)) {
            durable(rig);
            printed.accept("kill -9 of the leader, PostgreSQL (fsync on, synchronous_commit on), two nodes, leases divided by " + speed + ", seed " + seed);
            return new KillRounds(rig, 2, chats, seed, printed).run(rounds);
        }
    }

    /** @throws IllegalStateException when a commit of this server may be lost with it */
    static void durable(Rig rig) {
        for (var setting : List.of("fsync", "synchronous_commit")) {
            if (!rig.shown(setting).equals("on")) {
                throw new IllegalStateException(setting + " is " + rig.shown(setting));
            }
        }
    }
}
