package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service as a real process, from the built jar. */
@Timeout(120)
class ServiceIT {
    private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/readyz");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private Process start(Path out) throws IOException {
        var builder = new ProcessBuilder("deploy/bin/tidewatch", "run", "--home", home.toString());
        builder.environment().put("TIDEWATCH_WEB_HEALTH_PORT", "0");
        return builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static boolean ready(Path out) {
        return text(out).lines().anyMatch(line -> line.startsWith("ready"));
    }

    @Test
    void it_says_that_it_is_ready_answers_for_itself_keeps_others_away_and_stops_cleanly() throws IOException, InterruptedException {
        var out = home.resolve("out");
        var service = start(out);
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> ready(out) || !service.isAlive());
            assertThat(text(out)).contains("ready · sample market");
            var port = PORT.matcher(text(out));
            assertThat(port.find()).isTrue();
            var health = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(port.group())).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
            assertThat(health.body()).contains("database", "sender terminal:here", "ticks");

            var second = home.resolve("second");
            var other = start(second);
            assertThat(other.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(other.exitValue()).isEqualTo(Exit.CONFIGURATION);
            assertThat(text(second)).contains("Another Tidewatch (pid " + service.pid() + ") is using this database");
        } finally {
            service.destroy();
        }
        assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).as(text(out)).isEqualTo(Exit.FINE);
        assertThat(text(out)).contains("stopped").doesNotContain("Exception");
    }
}
