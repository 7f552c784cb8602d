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
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.market.TradingCalendar;
import tidewatch.store.Database;
import tidewatch.store.PriceTable;
import tidewatch.store.StoreSettings;
import tidewatch.testing.Canaries;
import tidewatch.testing.Prices;
import tidewatch.testing.market.FakeAlpaca;

/** {@code tidewatch refresh} and the service as real processes that fetch from a server on this machine. */
@Timeout(420)
class RefreshIT {
    private static final int KILLS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/readyz");
    private static final String KEY = "PK" + Canaries.MARK + "OfThisTest";
    private static final String SECRET = "secret-" + Canaries.MARK + "-of-this-test";

    @TempDir
    Path home;

    private FakeAlpaca alpaca;
    private final Instant now = Instant.now();

    @BeforeEach
    void serve() throws IOException {
        alpaca = FakeAlpaca.walking(0, now);
        secret("key", KEY);
        secret("secret", SECRET);
        Files.writeString(home.resolve("tidewatch.properties"), String.join(
                "\n",
                "prices.providers = alpaca",
                "prices.alpaca.url = " + alpaca.url(),
                "prices.alpaca.key-file = " + home.resolve("key"),
                "prices.alpaca.secret-file = " + home.resolve("secret"),
                "prices.alpaca.limit.minute = 0",
                "egress.allow-private = 127.0.0.1",
                ""));
    }

    private void secret(String name, String words) throws IOException {
        Files.setPosixFilePermissions(Files.writeString(home.resolve(name), words + "\n"), PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void stop() {
        alpaca.close();
    }

    private Process start(Path out, String... verb) throws IOException {
        var words = new ArrayList<>(List.of("deploy/bin/tidewatch"));
        words.addAll(List.of(verb));
        words.addAll(List.of("--home", home.toString(), "--config", home.resolve("tidewatch.properties").toString()));
        var builder = new ProcessBuilder(words);
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

    private LocalDate newest() {
        return TradingCalendar.shipped().lastClosed(now);
    }

    /** Each session once and as the server has it, of every series that it knows. */
    private void everythingIsThere() {
        var calendar = TradingCalendar.shipped();
        try (var database = Database.open(StoreSettings.FILE, home, InstantSource.fixed(now))) {
            var archive = new PriceTable(database, symbol -> Optional.of(Prices.instrument(symbol)));
            var found = archive.history(Set.of(), LocalDate.MIN, LocalDate.MAX);
            assertThat(found.problems()).isEmpty();
            assertThat(found.value()).hasSizeGreaterThan(500);
            for (var series : found.value()) {
                var truth = alpaca.truth(series.instrument().symbol()).orElseThrow();
                assertThat(series.date(series.size() - 1)).isEqualTo(newest());
                assertThat(series.size()).as(series.instrument().symbol()).isEqualTo(calendar.count(series.date(0), newest()));
                for (int i = 0; i < series.size(); i++) {
                    assertThat(series.close(i)).isEqualTo(truth.close(truth.indexOf(series.date(i))));
                    assertThat(series.volume(i)).isEqualTo(truth.volume(truth.indexOf(series.date(i))));
                }
            }
        }
    }

    @Test
    void killed_twenty_times_in_the_middle_it_goes_on_and_nothing_is_missing_twice_or_wrong() throws IOException, InterruptedException {
        var random = new SplittableRandom(20);
        int underWay = 0;
        for (int round = 0; round < KILLS; round++) {
            var out = home.resolve("out" + round);
            var refresh = start(out, "refresh");
            int already = alpaca.calls();
            // From the first question on, so that most are killed while something is fetched or stored.
            Awaitility.await().atMost(PATIENCE).until(() -> alpaca.calls() > already || !refresh.isAlive());
            if (!refresh.waitFor(random.nextLong(600), TimeUnit.MILLISECONDS)) {
                underWay++;
            }
            refresh.destroyForcibly().waitFor();
        }
        assertThat(underWay).as("killed while at work").isGreaterThan(KILLS / 2);

        var last = home.resolve("last");
        var refresh = start(last, "refresh");
        assertThat(refresh.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(text(last)).isTrue();
        assertThat(refresh.exitValue()).as(text(last)).isEqualTo(Exit.FINE);
        assertThat(text(last)).contains("The close of ").doesNotContain(KEY).doesNotContain(SECRET);
        everythingIsThere();
    }

    @Test
    void the_service_fetches_by_itself_and_says_in_readyz_how_far_it_is() throws IOException, InterruptedException {
        var out = home.resolve("out");
        var service = start(out, "run");
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> text(out).lines().anyMatch(line -> line.startsWith("ready")) || !service.isAlive());
            var port = PORT.matcher(text(out));
            assertThat(port.find()).as(text(out)).isTrue();
            Awaitility.await().atMost(PATIENCE).until(() -> health(port.group()).contains("prices") && health(port.group()).contains(newest().toString()));
        } finally {
            service.destroy();
        }
        assertThat(service.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).as(text(out)).isEqualTo(Exit.FINE);
        assertThat(text(out)).doesNotContain("Exception").doesNotContain(KEY).doesNotContain(SECRET);
    }

    private static String health(String url) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
