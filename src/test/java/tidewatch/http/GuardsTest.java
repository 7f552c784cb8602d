package tidewatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.testing.Patience;

/**
 * Why each guard is there: the client for sending with some of them taken out, and how often the server then sees one call. The switch and
 * the one-shot body each leave a gap; with both there is still one for requests without a body; the count of transmissions closes it.
 */
class GuardsTest {
    private enum Guard {
        SWITCH,
        ONE_SHOT,
        ONE_TRANSMISSION
    }

    /** The client with only these guards. */
    private static OkHttpClient with(CarefulClient client, Set<Guard> guards) {
        var builder = client.library().newBuilder();
        builder.retryOnConnectionFailure(!guards.contains(Guard.SWITCH));
        if (!guards.contains(Guard.ONE_SHOT)) {
            assertThat(builder.interceptors().removeIf(OneShot.class::isInstance)).isTrue();
        }
        if (!guards.contains(Guard.ONE_TRANSMISSION)) {
            assertThat(builder.networkInterceptors().removeIf(OneTransmission.class::isInstance)).isTrue();
        }
        return builder.build();
    }

    private static Set<Guard> guards(String names) {
        var guards = EnumSet.noneOf(Guard.class);
        for (var name : names.split("\\+", -1)) {
            switch (name) {
                case "none" -> {}
                case "switch" -> guards.add(Guard.SWITCH);
                case "one-shot" -> guards.add(Guard.ONE_SHOT);
                case "one-transmission" -> guards.add(Guard.ONE_TRANSMISSION);
                default -> throw new IllegalArgumentException(name);
            }
        }
        return guards;
    }

    private static Request request(String method, Object address) {
        var request = new Request.Builder().url(address.toString());
        return method.equals("GET")
                ? request.build()
                : request.post(RequestBody.create("hello".getBytes(StandardCharsets.UTF_8))).build();
    }

    @ParameterizedTest(name = "{0} answered {1}, guards {2}: seen {3} times")
    @CsvSource({
        "POST, closed, none, 2",
        "POST, closed, switch, 1",
        "POST, closed, one-shot, 1",
        "POST, closed, one-transmission, 1",
        "POST, closed, switch+one-shot+one-transmission, 1",
        "GET, closed, none, 2",
        "GET, closed, switch, 1",
        "GET, closed, one-shot, 2",
        "GET, closed, one-transmission, 1",
        "GET, closed, switch+one-shot+one-transmission, 1",
        "POST, 408, none, 2",
        "POST, 408, switch, 1",
        "POST, 408, one-shot, 1",
        "POST, 408, one-transmission, 1",
        "POST, 408, switch+one-shot+one-transmission, 1",
        "POST, 503, none, 2",
        "POST, 503, switch, 2",
        "POST, 503, one-shot, 1",
        "POST, 503, switch+one-shot, 1",
        "POST, 503, one-transmission, 1",
        "POST, 503, switch+one-shot+one-transmission, 1",
        "GET, 503, none, 2",
        "GET, 503, switch+one-shot, 2",
        "GET, 503, one-transmission, 1",
        "GET, 503, switch+one-shot+one-transmission, 1",
    })
    void how_often_the_server_sees_one_call(String method, String fault, String guards, int seen) throws Exception {
        try (var server = new MockWebServer();
                var calls = Made.calls()) {
            server.enqueue(new MockResponse.Builder().body("warm").build());
            server.enqueue(fault.equals("closed")
                    ? new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build()
                    : new MockResponse.Builder().code(Integer.parseInt(fault)).addHeader("Retry-After", "0").build());
            server.enqueue(new MockResponse.Builder().body("repeated in silence").build());
            server.start();
            var client = calls.client(Made.PATIENT, Made.HOSTS);
            var library = with(client, guards(guards));
            client.watch(() -> library.newCall(request(method, server.url("/"))).execute());
            assertThat(server.getRequestCount()).isOne();

            var watched = client.watch(() -> library.newCall(request(method, server.url("/"))).execute());

            assertThat(server.getRequestCount() - 1).isEqualTo(seen);
            assertThat(watched.answers()).hasSize(1);
            if (seen == 2) {
                assertThat(watched.answer()).get().isInstanceOfSatisfying(Answer.Complete.class, whole -> assertThat(whole.body().text())
                        .isEqualTo("repeated in silence"));
            }
        }
    }

    @ParameterizedTest(name = "two addresses, guards {0}: seen {1} times")
    @CsvSource({"none, 2", "switch, 1", "one-shot, 1", "one-transmission, 1", "switch+one-shot+one-transmission, 1"})
    void how_often_a_host_of_two_addresses_sees_one_call(String guards, int seen) throws Exception {
        try (var first = new WireServer((request, socket) -> false);
                var second = new WireServer(Made.address("127.0.0.2"), first.port(), (request, socket) -> false);
                var calls = Made.calls(Made.INSIDE, Made.dns("127.0.0.1", "127.0.0.2"))) {
            var client = calls.client(Made.PATIENT, Made.HOSTS);
            var library = with(client, guards(guards));

            client.watch(() -> library.newCall(request("POST", "http://two.test:" + first.port() + "/")).execute());

            assertThat(first.requests() + second.requests()).isEqualTo(seen);
        }
    }

    @Test
    void a_second_transmission_is_stopped_and_told() throws Exception {
        try (var server = new MockWebServer();
                var calls = Made.calls()) {
            server.enqueue(new MockResponse.Builder().code(408).build());
            server.enqueue(new MockResponse.Builder().body("repeated in silence").build());
            server.start();
            var client = calls.client(Made.PATIENT, Made.HOSTS);
            var library = with(client, Set.of(Guard.ONE_TRANSMISSION));

            var watched = client.watch(() -> library.newCall(request("POST", server.url("/"))).execute());

            assertThat(watched.answer()).get().isInstanceOfSatisfying(Answer.Partial.class, partial -> {
                assertThat(partial.status()).isEqualTo(408);
                assertThat(partial.failure().kind()).isEqualTo(Failure.Kind.SECOND_TRANSMISSION);
            });
        }
    }

    @Test
    void with_redirects_on_the_text_would_go_elsewhere() throws Exception {
        try (var server = new MockWebServer();
                var elsewhere = new MockWebServer();
                var calls = Made.calls()) {
            elsewhere.enqueue(new MockResponse.Builder().body("thanks").build());
            elsewhere.start();
            server.enqueue(new MockResponse.Builder().code(307).addHeader("Location", elsewhere.url("/")).build());
            server.start();
            var client = calls.client(Made.PATIENT, Made.HOSTS);
            var library = with(client, Set.of(Guard.SWITCH)).newBuilder().followRedirects(true).build();

            client.watch(() -> library.newCall(request("POST", server.url("/"))).execute());

            assertThat(elsewhere.takeRequest(Patience.SECONDS, TimeUnit.SECONDS)).satisfies(repeated -> assertThat(repeated).isNotNull());
        }
    }

    /** Each second post finds the connection that the server left: without the look at it, its outcome is unknown, for nothing. */
    @Test
    void without_the_look_at_idle_connections_every_second_post_is_lost() throws Exception {
        try (var wire = new WireServer((request, socket) -> {
                    WireServer.write(socket, WireServer.OK, "ok");
                    return false;
                });
                var calls = Made.calls()) {
            var client = calls.client(Made.PATIENT, Made.HOSTS);
            var library = with(client, Set.of(Guard.SWITCH, Guard.ONE_SHOT));
            int unknown = 0;
            for (int i = 0; i < 20; i++) {
                var watched = client.watch(() -> library.newCall(request("POST", wire.url("/"))).execute());
                if (watched.reach() == Reach.REQUEST) {
                    unknown++;
                } else {
                    wire.awaitClosed(1);
                }
            }
            assertThat(unknown).isEqualTo(10);
        }
    }

    @Test
    void a_secure_idle_connection_that_the_server_closed_is_not_written_to() throws Exception {
        var context = Certificate.made();
        try (var server = new MockWebServer();
                var calls = Made.calls()) {
            server.useHttps(context.getSocketFactory());
            server.start();
            var client = calls.client(Made.PATIENT, Made.HOSTS);
            var library = client.library().newBuilder().sslSocketFactory(context.getSocketFactory(), Certificate.trust()).build();
            for (int i = 1; i <= 10; i++) {
                server.enqueue(new MockResponse.Builder()
                        .body("ok")
                        .onResponseEnd(i % 2 == 1 ? new SocketEffect.CloseSocket() : null)
                        .build());
                var watched = client.watch(() -> library.newCall(request("POST", server.url("/"))).execute());
                assertThat(watched.reach()).as("post %d", i).isEqualTo(Reach.BODY);
            }
            assertThat(server.getRequestCount()).isEqualTo(10);
        }
    }
}
