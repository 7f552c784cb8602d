package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Tidewatch as it is installed: the launcher, a home, a file of settings and some with a secret. Everything that was said is kept in files. */
final class Installed {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Pattern READYZ = Pattern.compile("http://127\\.0\\.0\\.1:\\d+(?=/readyz)");

    private final Path config;
    private final Path folder;
    private final Path token;
    private final Path written;
    private final HttpClient client = HttpClient.newHttpClient();
    private int runs;

    /** @param folder an empty one; below {@code written} will lie all that was written, the home included */
    Installed(Path folder) throws IOException {
        this.written = Files.createDirectories(folder.resolve("written"));
        this.config = folder.resolve("tidewatch.properties");
        this.folder = folder;
        this.token = folder.resolve("token");
    }

    /** What ended. */
    record Ended(int exit, String out, String err) {}

    /** For the test's network and ears; with the bot of Telegram, where its token was given. */
    void settings(String... lines) throws IOException {
        var all = new ArrayList<>(List.of("egress.allow-private = 127.0.0.1", "web.health-port = 0", "log.level = debug"));
        if (Files.exists(token)) {
            all.add("telegram.token-file = " + token);
        }
        all.addAll(Arrays.asList(lines));
        Files.write(config, all);
    }

    /** Of the bot of Telegram. */
    void token(String text) throws IOException {
        write(token, text);
    }

    /** A file with a secret, which only its owner may read. */
    Path secret(String name, String text) throws IOException {
        var file = folder.resolve(name);
        write(file, text);
        return file;
    }

    private static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text + "\n");
    }

    /** Where everything was written. */
    Path written() {
        return written;
    }

    private Process begin(Path out, Path err, String... words) throws IOException {
        var command = new ArrayList<>(List.of("deploy/bin/tidewatch"));
        command.addAll(Arrays.asList(words));
        command.addAll(List.of("--home", written.resolve("home").toString(), "--config", config.toString()));
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TIDEWATCH_") && !name.equals("TIDEWATCH_JAVA_OPTS"));
        return builder.start();
    }

    private Path file(String name) {
        return written.resolve(runs + "-" + name);
    }

    /** Runs a verb to its end. */
    Ended run(String... words) throws IOException, InterruptedException {
        runs++;
        var out = file("out");
        var err = file("err");
        var process = begin(out, err, words);
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("%s ends", String.join(" ", words)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Starts the service and waits until it says that it is ready. */
    Running start() throws IOException {
        runs++;
        var out = file("service-out");
        var err = file("service-err");
        var process = begin(out, err, "run");
        var running = new Running(process, out, err);
        Awaitility.await().atMost(PATIENCE).until(() -> running.out().lines().anyMatch(line -> line.startsWith("ready")) || !process.isAlive());
        assertThat(process.isAlive()).as(running.out() + running.err()).isTrue();
        return running;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** A service that runs. Closing it kills it, if it was not stopped. */
    final class Running implements AutoCloseable {
        private final Process process;
        private final Path out;
        private final Path err;

        private Running(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        String out() {
            return text(out);
        }

        String err() {
            return text(err);
        }

        /** What it answers at one of its addresses of health, which is kept too. */
        HttpResponse<String> health(String path) throws IOException, InterruptedException {
            var address = READYZ.matcher(out());
            assertThat(address.find()).as(out()).isTrue();
            var answer = client.send(HttpRequest.newBuilder(URI.create(address.group() + path)).build(), HttpResponse.BodyHandlers.ofString());
            Files.writeString(file("health" + path.replace('/', '-') + "-" + answer.statusCode()), answer.headers().map() + "\n" + answer.body());
            return answer;
        }

        /** Waits until {@code /readyz} answers so, with these words. */
        void says(int status, String words) {
            Awaitility.await().alias("/readyz " + status + " " + words).atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
                var answer = health("/readyz");
                assertThat(answer.body()).contains(words);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            });
        }

        /** SIGTERM; answers the code with which it ended. */
        int stop() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor(35, TimeUnit.SECONDS)).as("it stops").isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
