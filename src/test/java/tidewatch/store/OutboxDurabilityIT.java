package tidewatch.store;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.contract.Rows;
import tidewatch.delivery.DeliveryKind;
import tidewatch.delivery.DeliveryState;
import tidewatch.testing.Databases;
import tidewatch.testing.Postgres;

/** What was acknowledged is there after the process, or the server, was killed. */
final class OutboxDurabilityIT {
    /** System property for more rounds. */
    private static final int ROUNDS = Integer.getInteger("outbox.kills", 4);

    private static final int SEED = 5;

    @TempDir
    Path home;

    @Test
    void a_killed_process_loses_nothing_that_it_was_told_is_stored() throws Exception {
        var random = new SplittableRandom(SEED);
        var acknowledged = new HashMap<String, String>();
        for (int round = 0; round < ROUNDS; round++) {
            killed("round" + round, 20 + random.nextInt(200)).forEach((id, word) -> acknowledged.merge(id, word, OutboxDurabilityIT::last));
            try (var database = Databases.file(home, Instant::now)) {
                assertThat(check(database)).isEqualTo("ok");
                var outbox = new OutboxTable(database);
                acknowledged.forEach((id, word) -> {
                    var trace = outbox.trace(id).orElseThrow(() -> new AssertionError(id + " is lost after it was " + word));
                    var state = trace.delivery().state();
                    switch (word) {
                        case "sent" -> assertThat(state).as(id).isEqualTo(DeliveryState.SENT);
                        case "claimed" -> {
                            assertThat(trace.attempts()).as(id).isNotEmpty();
                            // The next process finds its predecessor's rows unknown.
                            assertThat(state).as(id).isIn(DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNKNOWN);
                        }
                        default -> assertThat(trace.parts()).as(id).hasSize(1);
                    }
                });
            }
        }
        assertThat(acknowledged.size()).isGreaterThan(ROUNDS);
    }

    private static String last(String one, String other) {
        var order = List.of("added", "claimed", "sent");
        return order.indexOf(one) > order.indexOf(other) ? one : other;
    }

    private static String check(Database database) {
        return database.read(handle -> handle.createQuery("PRAGMA integrity_check").mapTo(String.class).one());
    }

    /** What a process said until some time after so many lines it was killed: the last word about each row. */
    private Map<String, String> killed(String name, int lines) throws IOException, InterruptedException {
        var errors = home.resolve("errors-of-" + name);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(),
                        OutboxWriter.class.getName(),
                        home.toString(),
                        name)
                .redirectError(errors.toFile())
                .start();
        var said = new ArrayList<String>();
        try (var reader = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                if (said.size() == lines) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        assertThat(said.size()).as(() -> "lines of the process, which complained: " + read(errors)).isGreaterThanOrEqualTo(lines);
        var words = new HashMap<String, String>();
        for (var line : said) {
            var word = line.split(" ", 2);
            // The last line may be cut.
            if (word.length == 2 && word[1].length() == 14) {
                words.merge(word[1], word[0], OutboxDurabilityIT::last);
            }
        }
        return words;
    }

    /** Of this test; a runner may have loaded it otherwise than from the class path of the JVM. */
    private static String classPath() {
        return OutboxDurabilityIT.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(url -> Path.of(URI.create(url.toString())).toString()).collect(joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return gone.toString();
        }
    }

    @Test
    void a_killed_server_loses_nothing_that_it_said_is_stored() throws Exception {
        var clock = Instant.parse("2026-01-09T12:00:00Z");
        var folder = home.resolve("data");
        var ids = new ArrayList<String>();
        StoreSettings settings;
        try (var server = Postgres.durable(folder)) {
            settings = Postgres.fresh(server);
            var database = Databases.postgres(settings, () -> clock);
            try {
                assertThat(shown(database, "fsync")).isEqualTo("on");
                assertThat(shown(database, "synchronous_commit")).isEqualTo("on");
                var outbox = new OutboxTable(database);
                var chat = Rows.chat("1");
                new SubscriptionTable(database).save(chat);
                for (int i = 0; i < 200; i++) {
                    var row = Rows.row(chat, DeliveryKind.MORNING, "slot " + i, clock, DeliveryState.READY);
                    outbox.add(row, Rows.frozen("brief", "text " + i));
                    ids.add(row.id());
                }
                kill(folder);
            } finally {
                database.close();
            }
        }
        try (var server = Postgres.durable(folder)) {
            var name = settings.url().substring(settings.url().lastIndexOf('/') + 1);
            try (var database = Databases.postgres(Postgres.settings(server, name), () -> clock)) {
                var outbox = new OutboxTable(database);
                assertThat(ids).allMatch(id -> outbox.find(id).isPresent());
                var lease = new LeaseTable(database).acquire(Rows.SENDER, "node", Duration.ofHours(1)).orElseThrow();
                assertThat(outbox.claim(lease, 8)).hasSize(1);
            }
        }
    }

    private static String shown(Database database, String setting) {
        return database.read(handle -> handle.createQuery("SHOW " + setting).mapTo(String.class).one());
    }

    /** Kills the server and waits until its last process has gone, as after a power cut. */
    private static void kill(Path folder) throws IOException {
        var pid = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip());
        var server = ProcessHandle.of(pid).orElseThrow();
        var all = new ArrayList<>(server.descendants().toList());
        all.add(server);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }
}
