package tidewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health and metrics over real sockets. */
class HealthServerTest {
    private static final WebSettings ANY = new WebSettings(OptionalInt.of(0), OptionalInt.of(0));

    private final AtomicReference<List<Check>> ready = new AtomicReference<>(List.of(Check.green("database", "Answers.")));
    private final HealthServer server =
            new HealthServer(ANY, () -> List.of(Check.green("clock", "Ticks.")), ready::get, () -> "tidewatch_leader 1.0\n");
    private int port;

    @BeforeEach
    void start() {
        assertThat(server.start()).isEmpty();
        port = server.port().orElseThrow();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void it_says_that_it_lives_is_ready_and_what_it_counted() throws IOException {
        var live = Wire.get(port, "/livez", "localhost");
        var readiness = Wire.get(port, "/readyz", "127.0.0.1:" + port);
        var metrics = Wire.get(port, "/metrics", "LOCALHOST:9477");

        assertThat(Wire.status(live)).isEqualTo(200);
        assertThat(live).contains("Content-Type: application/json");
        assertThat(Wire.body(live)).isEqualTo("""
                {"state":"green","checks":[
                {"name":"clock","state":"green","words":"Ticks."}
                ]}
                """);
        assertThat(Wire.status(readiness)).isEqualTo(200);
        assertThat(metrics).contains("Content-Type: text/plain; version=0.0.4; charset=utf-8").endsWith("\r\n\r\ntidewatch_leader 1.0\n");
    }

    @Test
    void one_red_check_is_503_and_a_yellow_one_is_not() throws IOException {
        ready.set(List.of(Check.green("database", "Answers."), Check.yellow("prices", "From Thu 5 Feb,\n\"two\" days old \\ é.")));
        var yellow = Wire.get(port, "/readyz", "localhost");
        ready.set(List.of(Check.red("database", "Does not answer."), Check.green("prices", "From today.")));
        var red = Wire.get(port, "/readyz", "localhost");

        assertThat(Wire.status(yellow)).isEqualTo(200);
        var utf8 = new String(Wire.body(yellow).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        assertThat(utf8).contains("{\"state\":\"yellow\",").contains("From Thu 5 Feb,\\u000a\\\"two\\\" days old \\\\ é.");
        assertThat(Wire.status(red)).isEqualTo(503);
        assertThat(Wire.body(red)).contains("{\"state\":\"red\",").contains("Does not answer.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:9477", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "localhost:x", ""})
    void other_names_that_lead_here_are_refused(String host) throws IOException {
        var answer = Wire.get(port, "/readyz", host);

        assertThat(Wire.status(answer)).isIn(400, 403);
        assertThat(answer).doesNotContain("database");
    }

    @Test
    void the_address_of_ip_6_is_a_name_of_its_own_too_and_no_name_is_none() throws IOException {
        assertThat(Wire.status(Wire.get(port, "/livez", "[::1]:9477"))).isEqualTo(200);
        assertThat(Wire.status(Wire.ask(port, "GET /livez HTTP/1.0\r\n\r\n"))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
    void only_get_is_answered(String method) throws IOException {
        var answer = Wire.ask(port, method + " /readyz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(Wire.status(answer)).isEqualTo(405);
        assertThat(answer).contains("Allow: GET").doesNotContain("database");
    }

    @Test
    void elsewhere_is_nothing() throws IOException {
        for (var path : List.of("/", "/livez/", "/LIVEZ", "//livez", "/metrics;x", "/readyz/../metrics")) {
            var answer = Wire.get(port, path, "localhost");
            assertThat(Wire.status(answer)).as(path).isIn(400, 404);
            assertThat(answer).as(path).doesNotContain("tidewatch_leader").doesNotContain("database");
        }
        assertThat(Wire.status(Wire.get(port, "/readyz?verbose=1", "localhost"))).isEqualTo(200);
    }

    @Test
    void what_is_no_http_or_too_large_gets_a_status_and_no_word_about_the_server() throws IOException {
        var answers = List.of(
                Wire.ask(port, "what is this\r\n\r\n"),
                Wire.ask(port, "GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n"),
                Wire.ask(port, "GET /livez HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"),
                Wire.ask(port, "GET /livez HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(9000) + "\r\nConnection: close\r\n\r\n"),
                Wire.get(port, "/livez", "localhost"));

        assertThat(answers.subList(0, 4)).allSatisfy(answer -> {
            assertThat(Wire.status(answer)).isIn(400, 431, 505);
            assertThat(Wire.body(answer)).isEmpty();
        });
        assertThat(answers).allSatisfy(answer ->
                assertThat(answer.toLowerCase(java.util.Locale.ROOT)).doesNotContain("jetty").doesNotContain("javalin").doesNotContain("server:"));
    }

    @Test
    void a_check_that_breaks_is_an_empty_500() throws IOException {
        try (var broken = new HealthServer(
                ANY,
                () -> {
                    throw new StackOverflowError("at tidewatch");
                },
                () -> {
                    throw new IllegalStateException("the inside of it");
                },
                () -> "")) {
            assertThat(broken.start()).isEmpty();
            for (var path : List.of("/livez", "/readyz")) {
                var answer = Wire.get(broken.port().orElseThrow(), path, "localhost");
                assertThat(Wire.status(answer)).isEqualTo(500);
                assertThat(Wire.body(answer)).isEmpty();
            }
        }
    }

    @Test
    void it_listens_on_the_loopback_address_only() throws IOException {
        assertThat(port).isPositive();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(socket.isConnected()).isTrue();
        }
        // Would fail, were the port taken on all addresses.
        try (var elsewhere = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2"))) {
            assertThat(elsewhere.isBound()).isTrue();
        }
    }

    @Test
    void a_port_in_use_is_a_problem_that_names_the_key() {
        try (var second = new HealthServer(new WebSettings(OptionalInt.of(port), OptionalInt.empty()), List::of, List::of, () -> "")) {
            var problem = second.start().orElseThrow();

            assertThat(problem.where()).isEqualTo("web.health-port");
            assertThat(problem.sentence())
                    .isEqualTo("Port " + port + " is in use by another program. Set web.health-port to a free one, to 0 for any, or to off");
            assertThat(second.port()).isEmpty();
        }
    }

    @Test
    void turned_off_it_does_not_listen() {
        try (var off = new HealthServer(new WebSettings(OptionalInt.empty(), OptionalInt.empty()), List::of, List::of, () -> "")) {
            assertThat(off.start()).isEmpty();
            assertThat(off.port()).isEmpty();
        }
    }

    @Test
    void it_stops_within_two_seconds_with_a_connection_open_and_leaves_no_thread() throws IOException, InterruptedException {
        var before = threads();
        var other = new HealthServer(ANY, List::of, List::of, () -> "");
        assertThat(other.start()).isEmpty();
        try (var idle = new Socket(InetAddress.getLoopbackAddress(), other.port().orElseThrow())) {
            idle.getOutputStream().write("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(idle.getInputStream().read()).isEqualTo('H');

            long from = System.nanoTime();
            other.close();

            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(2));
        }
        var left = threads();
        left.removeAll(before);
        for (var thread : left) {
            thread.join(20_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    /** Those that keep a program alive; carriers of virtual threads belong to the JVM. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> !thread.isDaemon()).collect(Collectors.toSet());
    }
}
