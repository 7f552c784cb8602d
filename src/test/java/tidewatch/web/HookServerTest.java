package tidewatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.chat.Hook;
import tidewatch.testing.Canaries;

/** Hooks over real sockets. */
class HookServerTest {
    private static final WebSettings ANY = new WebSettings(OptionalInt.of(0), OptionalInt.of(0));
    private static final int MOST = 1024 * 1024;

    private final BlockingQueue<Hook.Call> calls = new LinkedBlockingQueue<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final HookServer server = new HookServer(
            ANY,
            List.of(
                    new Hook("/telegram/hook", call -> {
                        calls.add(call);
                        return new Hook.Answer(202, "application/json", "{\"ok\":\"é\"}");
                    }),
                    new Hook("/broken", call -> {
                        throw new IllegalStateException("token " + Canaries.WRITTEN_BOT);
                    }),
                    new Hook("/wild/*", call -> Hook.Answer.status(204)),
                    new Hook("/slow", call -> {
                        entered.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException stop) {
                            Thread.currentThread().interrupt();
                        }
                        return Hook.Answer.status(200);
                    })));
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
    void a_hook_gets_the_bytes_as_they_came_and_its_answer_goes_back() throws Exception {
        var body = new byte[256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }

        var answer = Wire.ask(port, post("/telegram/hook", body, "X-Secret: a, b\r\nX-SECRET: c\r\n"));

        assertThat(Wire.status(answer)).isEqualTo(202);
        assertThat(answer).contains("Content-Type: application/json");
        assertThat(Wire.body(answer)).isEqualTo(new String("{\"ok\":\"é\"}".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        var call = calls.take();
        assertThat(call.body()).isEqualTo(body);
        assertThat(call.header("x-secret")).isEqualTo("a, b");
        assertThat(call.header("missing")).isEmpty();
    }

    @Test
    void one_mebibyte_is_taken_and_one_byte_more_is_413_said_or_not() throws Exception {
        assertThat(Wire.status(Wire.ask(port, post("/telegram/hook", new byte[MOST], "")))).isEqualTo(202);
        assertThat(calls.take().body()).hasSize(MOST);

        assertThat(Wire.status(Wire.ask(port, post("/telegram/hook", new byte[MOST + 1], "")))).isEqualTo(413);
        assertThat(Wire.status(Wire.ask(port, chunked("/telegram/hook", new byte[MOST + 1])))).isEqualTo(413);
        assertThat(calls).isEmpty();
    }

    @Test
    void other_paths_and_methods_are_nothing() throws IOException {
        for (var path : List.of("/", "/telegram", "/telegram/hook/", "/telegram/hook/x", "/TELEGRAM/hook", "/wild/cat", "/livez")) {
            assertThat(Wire.status(Wire.ask(port, post(path, new byte[0], "")))).as(path).isEqualTo(404);
        }
        assertThat(Wire.status(Wire.ask(port, post("/wild/*", new byte[0], "")))).isEqualTo(204);
        var get = Wire.get(port, "/telegram/hook", "hooks.example.org");
        assertThat(Wire.status(get)).isEqualTo(405);
        assertThat(get).contains("Allow: POST");
        assertThat(calls).isEmpty();
    }

    @Test
    void a_hook_that_breaks_is_an_empty_500_and_the_next_call_is_answered() throws IOException {
        var broken = Wire.ask(port, post("/broken", new byte[3], ""));

        assertThat(Wire.status(broken)).isEqualTo(500);
        assertThat(Wire.body(broken)).isEmpty();
        assertThat(broken.toLowerCase(Locale.ROOT)).doesNotContain("123456").doesNotContain("jetty").doesNotContain("server:");
        assertThat(Wire.status(Wire.ask(port, post("/telegram/hook", new byte[3], "")))).isEqualTo(202);
    }

    @Test
    void it_stops_within_two_seconds_though_a_hook_hangs() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(post("/slow", new byte[1], ""));
            entered.await();

            long from = System.nanoTime();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofMillis(2_500));
        }
    }

    @Test
    void without_a_hook_it_does_not_listen_and_with_one_and_no_port_it_says_so() {
        var off = new WebSettings(OptionalInt.of(0), OptionalInt.empty());
        try (var none = new HookServer(off, List.of());
                var wanted = new HookServer(off, List.of(new Hook("/x", call -> Hook.Answer.status(200))));
                var taken = new HookServer(
                        new WebSettings(OptionalInt.of(0), OptionalInt.of(port)), List.of(new Hook("/x", call -> Hook.Answer.status(200))))) {
            assertThat(none.start()).isEmpty();
            assertThat(none.port()).isEmpty();
            assertThat(wanted.start().orElseThrow().sentence()).contains("web.port is off");
            assertThat(taken.start().orElseThrow().where()).isEqualTo("web.port");
        }
    }

    @Test
    void two_hooks_on_one_path_are_refused() {
        var hook = new Hook("/x", call -> Hook.Answer.status(200));

        assertThatThrownBy(() -> new HookServer(ANY, List.of(hook, hook))).hasMessageContaining("/x");
    }

    private static byte[] post(String path, byte[] body, String headers) {
        return bytes(
                "POST " + path + " HTTP/1.1\r\nHost: hooks.example.org\r\n" + headers + "Content-Length: " + body.length
                        + "\r\nConnection: close\r\n\r\n",
                body,
                "");
    }

    private static byte[] chunked(String path, byte[] body) {
        return bytes(
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + Integer.toHexString(body.length) + "\r\n",
                body,
                "\r\n0\r\n\r\n");
    }

    private static byte[] bytes(String head, byte[] body, String tail) {
        var all = new ByteArrayOutputStream();
        for (var one : Arrays.asList(head.getBytes(StandardCharsets.US_ASCII), body, tail.getBytes(StandardCharsets.US_ASCII))) {
            all.writeBytes(one);
        }
        return all.toByteArray();
    }
}
