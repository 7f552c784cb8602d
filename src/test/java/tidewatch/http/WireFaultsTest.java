package tidewatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Dns;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.http.Failure.Kind;

/** Each fault of a wire: how often the server saw the request, how far the call got, and what is said. */
class WireFaultsTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private final HttpCalls calls = Made.calls();
    private final CarefulClient client = calls.client(Made.PATIENT, Made.HOSTS);

    @AfterEach
    void close() {
        calls.close();
    }

    private Answer post() {
        return client.call(Made.post(server.url("/")));
    }

    private static void isAbsent(Answer answer, Reach reach, Kind kind) {
        assertThat(answer).as("%s", answer).isInstanceOf(Answer.Absent.class);
        assertThat(answer.reach()).isEqualTo(reach);
        assertThat(Made.failure(answer).kind()).isEqualTo(kind);
    }

    @Test
    void an_answer_is_whole() {
        server.enqueue(new MockResponse.Builder().code(404).addHeader("X-Thing", "7").body("no such chat").build());

        var answer = post();

        assertThat(answer).isInstanceOfSatisfying(Answer.Complete.class, whole -> {
            assertThat(whole.status()).isEqualTo(404);
            assertThat(whole.body().text()).isEqualTo("no such chat");
            assertThat(whole.headers().value("x-thing")).contains("7");
        });
        assertThat(answer.reach()).isEqualTo(Reach.BODY);
        assertThat(server.getRequestCount()).isOne();
    }

    @Test
    void server_closes_a_pooled_connection_after_reading_the_request() {
        server.enqueue(new MockResponse.Builder().body("ok").build());
        server.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
        server.enqueue(new MockResponse.Builder().body("must not be asked for").build());
        assertThat(post().reach()).isEqualTo(Reach.BODY);

        var answer = post();

        isAbsent(answer, Reach.REQUEST, Kind.BROKEN);
        assertThat(Made.failure(answer).sentence()).contains("may have been taken").contains(server.getHostName());
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void server_of_two_addresses_closes_after_reading_the_request() throws IOException {
        try (var first = new WireServer((request, socket) -> false);
                var second = new WireServer(Made.address("127.0.0.2"), first.port(), (request, socket) -> false);
                var calls = Made.calls(Made.INSIDE, Made.dns("127.0.0.1", "127.0.0.2"))) {
            var answer = calls.client(Made.PATIENT, Made.HOSTS).call(Made.post("http://two.test:" + first.port() + "/"));

            isAbsent(answer, Reach.REQUEST, Kind.BROKEN);
            assertThat(first.requests() + second.requests()).isOne();
        }
    }

    @Test
    void the_next_address_is_taken_when_the_first_refuses_the_connection() throws IOException {
        try (var second = new WireServer(Made.address("127.0.0.2"), 0, (request, socket) -> {
                    WireServer.write(socket, WireServer.OK, "ok");
                    return true;
                });
                var calls = Made.calls(Made.INSIDE, Made.dns("127.0.0.1", "127.0.0.2"))) {
            var answer = calls.client(Made.PATIENT, Made.HOSTS).call(Made.post("http://two.test:" + second.port() + "/"));

            assertThat(Made.status(answer)).isEqualTo(200);
            assertThat(second.requests()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 421, 500, 502, 504})
    void a_refusing_status_is_handed_over_once(int status) {
        server.enqueue(new MockResponse.Builder().code(status).body("later").build());
        server.enqueue(new MockResponse.Builder().body("must not be asked for").build());

        assertThat(Made.status(post())).isEqualTo(status);
        assertThat(server.getRequestCount()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void unavailable_with_a_wait_of_zero_is_handed_over_once_with_its_field(String method) {
        server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "0").body("busy").build());
        server.enqueue(new MockResponse.Builder().body("must not be asked for").build());

        var address = server.url("/").toString();
        var answer = client.call(method.equals("GET") ? HttpRequest.get(address) : Made.post(address));

        assertThat(answer).isInstanceOfSatisfying(Answer.Complete.class, whole -> {
            assertThat(whole.status()).isEqualTo(503);
            assertThat(whole.headers().value("Retry-After")).contains("0");
            assertThat(whole.body().text()).isEqualTo("busy");
        });
        assertThat(server.getRequestCount()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_an_answer_and_is_not_followed(int status) {
        server.enqueue(new MockResponse.Builder().code(status).addHeader("Location", "/elsewhere").build());

        assertThat(Made.status(post())).isEqualTo(status);
        assertThat(server.getRequestCount()).isOne();
    }

    @Test
    void an_answer_that_drips_ends_with_the_time_of_the_call() throws IOException {
        try (var wire = new WireServer((request, socket) -> {
            WireServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100", "");
            drip(socket, "0123456789".repeat(10));
            return false;
        })) {
            var answer = calls.client(Made.QUICK, Made.HOSTS).call(Made.post(wire.url("/")));

            assertThat(answer).isInstanceOfSatisfying(Answer.Partial.class, partial -> {
                assertThat(partial.status()).isEqualTo(200);
                assertThat(partial.failure().kind()).isEqualTo(Kind.TIMEOUT);
                assertThat(partial.failure().sentence()).contains("status 200");
                assertThat(partial.begun().text()).startsWith("0");
            });
            assertThat(answer.reach()).isEqualTo(Reach.HEADERS);
            assertThat(wire.requests()).isOne();
        }
    }

    @Test
    void header_fields_that_drip_end_with_the_time_of_the_call_too() throws IOException {
        try (var wire = new WireServer((request, socket) -> {
            drip(socket, "HTTP/1.1 200 OK\r\nX-Slow: " + "y".repeat(100));
            return false;
        })) {
            isAbsent(calls.client(Made.QUICK, Made.HOSTS).call(Made.post(wire.url("/"))), Reach.REQUEST, Kind.TIMEOUT);
            assertThat(wire.requests()).isOne();
        }
    }

    /** A character each 50 ms: never silent for long, never done in time. */
    private static void drip(Socket socket, String text) throws IOException, InterruptedException {
        for (int i = 0; i < text.length(); i++) {
            socket.getOutputStream().write(text.charAt(i));
            socket.getOutputStream().flush();
            var _ = new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void half_a_body_keeps_the_status() {
        server.enqueue(new MockResponse.Builder().body("{\"ok\":true,\"result\":{}}").onResponseBody(new SocketEffect.CloseSocket()).build());

        var answer = post();

        assertThat(answer).isInstanceOfSatisfying(Answer.Partial.class, partial -> {
            assertThat(partial.status()).isEqualTo(200);
            assertThat(partial.failure().kind()).isEqualTo(Kind.BROKEN);
            assertThat("{\"ok\":true,\"result\":{}}").startsWith(partial.begun().text());
        });
        assertThat(answer.reach()).isEqualTo(Reach.HEADERS);
        assertThat(server.getRequestCount()).isOne();
    }

    @Test
    void a_packed_body_is_bounded_by_its_unpacked_size() throws IOException {
        var packed = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(packed))) {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                sink.write(zeros);
            }
        }
        assertThat(packed.size()).as("bytes sent for 200 MiB").isLessThan(1 << 20);
        server.enqueue(new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(packed).build());

        var answer = post();

        assertThat(answer).isInstanceOfSatisfying(Answer.Partial.class, partial -> {
            assertThat(partial.failure().kind()).isEqualTo(Kind.TOO_BIG);
            assertThat(partial.begun().size()).isEqualTo(1024);
        });
        assertThat(server.getRequestCount()).isOne();
    }

    @Test
    void a_body_of_exactly_the_cap_is_whole_and_one_byte_more_is_not() {
        for (int size : new int[] {1 << 20, (1 << 20) + 1}) {
            server.enqueue(new MockResponse.Builder().body("x".repeat(size)).build());
        }

        assertThat(post()).isInstanceOfSatisfying(Answer.Complete.class, whole -> assertThat(whole.body().size()).isEqualTo(1 << 20));
        assertThat(Made.failure(post()).kind()).isEqualTo(Kind.TOO_BIG);
    }

    @Test
    void a_broken_gzip_body_is_partial() {
        server.enqueue(new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body("no gzip at all").build());

        assertThat(post()).isInstanceOfSatisfying(Answer.Partial.class, partial -> assertThat(partial.status()).isEqualTo(200));
    }

    @Test
    void a_reset_after_the_request_leaves_it_unknown() throws IOException {
        try (var wire = new WireServer((request, socket) -> {
            socket.setSoLinger(true, 0); // close sends RST
            return false;
        })) {
            isAbsent(client.call(Made.post(wire.url("/"))), Reach.REQUEST, Kind.BROKEN);
            assertThat(wire.requests()).isOne();
        }
    }

    @Test
    void an_early_hint_before_a_break_is_no_answer() throws IOException {
        try (var wire = new WireServer((request, socket) -> {
            WireServer.write(socket, "HTTP/1.1 103 Early Hints", "");
            return false;
        })) {
            isAbsent(client.call(Made.post(wire.url("/"))), Reach.REQUEST, Kind.BROKEN);
            assertThat(wire.requests()).isOne();
        }
    }

    @Test
    void what_is_no_http_leaves_it_unknown() throws IOException {
        try (var wire = new WireServer((request, socket) -> {
            WireServer.write(socket, "220 mail.example ESMTP", "");
            return false;
        })) {
            isAbsent(client.call(Made.post(wire.url("/"))), Reach.REQUEST, Kind.GARBLED);
            assertThat(wire.requests()).isOne();
        }
    }

    @Test
    void silence_after_the_request_ends_with_the_time_of_the_call() throws IOException {
        WireServer[] own = new WireServer[1];
        try (var wire = new WireServer((request, socket) -> {
            own[0].awaitEnd();
            return false;
        })) {
            own[0] = wire;
            isAbsent(calls.client(Made.QUICK, Made.HOSTS).call(Made.post(wire.url("/"))), Reach.REQUEST, Kind.TIMEOUT);
            assertThat(wire.requests()).isOne();
        }
    }

    /** A full backlog drops the opening of further connections, as a black hole does. */
    @Test
    void a_black_hole_takes_no_connection_and_nothing_was_sent() throws IOException {
        var fillers = new ArrayList<Socket>();
        try (var hole = new ServerSocket(0, 1, Made.address("127.0.0.1"))) {
            boolean full = false;
            while (!full && fillers.size() < 20) {
                var filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(new InetSocketAddress(Made.address("127.0.0.1"), hole.getLocalPort()), 100);
                } catch (IOException dropped) {
                    full = true;
                }
            }
            assumeTrue(full, "This system takes connections without end: the black hole was not checked");

            var answer = calls.client(Made.QUICK, Made.HOSTS).call(Made.post("http://127.0.0.1:" + hole.getLocalPort() + "/"));

            isAbsent(answer, Reach.NOTHING, Kind.TIMEOUT);
            assertThat(Made.failure(answer).sentence()).contains("nothing was sent");
        } finally {
            for (var filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void a_refused_connection_sends_nothing() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        isAbsent(client.call(Made.post("http://127.0.0.1:" + free + "/")), Reach.NOTHING, Kind.UNREACHABLE);
    }

    @Test
    void a_name_without_address_sends_nothing() {
        try (var calls = Made.calls(Set.of("nowhere.test"), host -> {
            throw new UnknownHostException(host);
        })) {
            isAbsent(calls.sends(Hosts.of("nowhere.test")).call(Made.post("https://nowhere.test/")), Reach.NOTHING, Kind.UNKNOWN_HOST);
        }
    }

    @Test
    void no_secure_connection_sends_nothing() throws IOException {
        try (var plain = new ServerSocket(0, 5, Made.address("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (var socket = plain.accept()) {
                    WireServer.write(socket, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0", "");
                    var _ = socket.getInputStream().readAllBytes();
                } catch (IOException over) {
                    // The client has gone; what it saw is told below.
                }
            });

            isAbsent(client.call(Made.post("https://127.0.0.1:" + plain.getLocalPort() + "/")), Reach.NOTHING, Kind.TLS);
        }
    }

    /** A connection that ends within the handshake. */
    @Test
    void a_handshake_that_breaks_off_sends_nothing() throws IOException {
        try (var mute = new ServerSocket(0, 5, Made.address("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (var socket = mute.accept()) {
                    var _ = socket.getInputStream().read();
                } catch (IOException over) {
                    // As above.
                }
            });
            var answer = client.call(Made.post("https://127.0.0.1:" + mute.getLocalPort() + "/"));

            assertThat(answer.reach()).isEqualTo(Reach.NOTHING);
            assertThat(Made.failure(answer).kind()).isIn(Kind.TLS, Kind.UNREACHABLE);
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_gets_nothing() throws Exception {
        try (var own = new MockWebServer()) {
            own.useHttps(Certificate.made().getSocketFactory());
            own.enqueue(new MockResponse.Builder().body("trust me").build());
            own.start();

            isAbsent(client.call(Made.post(own.url("/"))), Reach.NOTHING, Kind.TLS);
            assertThat(own.takeRequest(0, TimeUnit.SECONDS)).satisfiesAnyOf(
                    none -> assertThat(none).isNull(), failed -> assertThat(failed.getFailure()).isNotNull());
        }
    }

    /** Sixty in a row, because a race would hide in one. */
    @Test
    void an_idle_connection_that_the_server_closed_is_not_written_to() throws Exception {
        try (var wire = new WireServer((request, socket) -> {
            WireServer.write(socket, WireServer.OK, "ok");
            return false; // closes, without having said so
        })) {
            for (int sent = 1; sent <= 60; sent++) {
                var answer = client.call(Made.post(wire.url("/")));

                assertThat(answer).as("post %d", sent).isInstanceOf(Answer.Complete.class);
                wire.awaitClosed(1);
            }
            assertThat(wire.requests()).isEqualTo(60);
        }
    }

    @Test
    void a_live_idle_connection_is_used_again() throws IOException {
        try (var wire = new WireServer((request, socket) -> {
            WireServer.write(socket, WireServer.OK, "ok");
            return true;
        })) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.call(Made.post(wire.url("/"))).reach()).isEqualTo(Reach.BODY);
            }
            assertThat(wire.requests()).isEqualTo(5);
            assertThat(wire.connections()).isOne();
        }
    }

    @Test
    void connections_for_sending_are_kept_one_second() {
        assertThat(Limits.SEND.keepAlive()).isEqualTo(Duration.ofSeconds(1));
        assertThat(Limits.SEND.call()).isEqualTo(Duration.ofSeconds(15));
        try (var calls = Made.calls(Made.INSIDE, Dns.SYSTEM)) {
            var library = calls.sends(Made.HOSTS).library();
            assertThat(library.callTimeoutMillis()).isEqualTo(15_000);
            assertThat(library.retryOnConnectionFailure()).isFalse();
            assertThat(library.followRedirects()).isFalse();
            assertThat(library.followSslRedirects()).isFalse();
            assertThat(library.proxy()).isEqualTo(Proxy.NO_PROXY);
        }
    }
}
