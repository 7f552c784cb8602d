package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidewatch.testing.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.testing.Patience;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Request;

/** HTTP mode: what is posted, how it is signed, and what follows from the answer. */
final class HttpModeTest extends FakeSlackFixture {
    private record Got(String path, Optional<String> time, Optional<String> signature, Optional<String> retry, Optional<String> reason, String type, String body) {
        /** The form field {@code payload}, or the body itself, as JSON. */
        JsonNode tree() {
            var json = body.startsWith("payload=") ? URLDecoder.decode(body.substring(8), StandardCharsets.UTF_8) : body;
            return Json.read(json).orElseThrow(() -> new AssertionError(body));
        }
    }

    private record Said(int status, String body) {}

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final List<Got> got = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentLinkedQueue<Said> next = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private boolean honest = true;

    @BeforeEach
    void listen() throws IOException, InterruptedException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
        fake.patience(Patience.LONG);
        fake.httpMode(url("events"), url("commands"), url("actions"));
        got.clear();
    }

    @AfterEach
    void stopListening() {
        over.countDown();
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    private void receive(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var one = new Got(
                exchange.getRequestURI().getPath(), header(exchange, "X-Slack-Request-Timestamp"), header(exchange, "X-Slack-Signature"),
                header(exchange, "X-Slack-Retry-Num"), header(exchange, "X-Slack-Retry-Reason"), headers.getFirst("Content-Type"), body);
        got.add(one);
        var said = body.contains("url_verification")
                ? new Said(200, honest ? one.tree().get("challenge").asText() : "no")
                : Optional.ofNullable(next.poll()).orElse(new Said(200, ""));
        // Only to what is never answered the fake is to be impatient: a machine that is busy may take its time over the others.
        fake.patience(Optional.ofNullable(next.peek()).filter(after -> after.status() == 0).isPresent() ? SHORT : Patience.LONG);
        if (said.status() == 0) {
            try {
                over.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
        if (said.status() == 418) {
            exchange.getResponseHeaders().add("X-Slack-No-Retry", "1");
        }
        exchange.sendResponseHeaders(Math.max(200, said.status()), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private Got only() {
        await().until(() -> !got.isEmpty());
        return got.getFirst();
    }

    private boolean signed(Got one) {
        return one.signature().equals(one.time().map(at -> Hook.signature(fake.signingSecret(), Long.parseLong(at), one.body())));
    }

    @Test
    void aSignatureIsAsDocumented() {
        // The example of docs.slack.dev, verifying requests from Slack.
        var body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
                + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
                + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

        assertThat(Hook.signature("8f742231b10e8888abcd99yyyzzz85a5", 1531420618, body))
                .isEqualTo("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    }

    @Test
    void anAddressOfEventsMustAnswerTheChallenge() {
        honest = false;

        assertThatThrownBy(() -> fake.httpMode(url("events"), "", "")).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("challenge_failed");
        assertThatThrownBy(() -> fake.httpMode("http://127.0.0.1:1/", "", "")).hasMessageStartingWith("challenge_failed");
        assertThat(got.getFirst().tree().get("type").asText()).isEqualTo("url_verification");
        assertThat(signed(got.getFirst())).isTrue();
    }

    @Test
    void anEventIsPosted_Signed() {
        people.say(general, anna, "@tidewatch good morning");
        var one = only();

        assertThat(one.path()).isEqualTo("/events");
        assertThat(one.type()).isEqualTo("application/json");
        assertThat(signed(one)).isTrue();
        assertThat(one.time()).contains(Long.toString(START.getEpochSecond()));
        assertThat(one.retry()).isEmpty();
        assertThat(one.tree().path("event").path("type").asText()).isEqualTo("app_mention");
        assertThat(one.tree().path("event").path("text").asText()).isEqualTo("<@" + fake.botUser() + "> good morning");
        await().until(() -> people.receipts().getFirst().done());
    }

    @Test
    void aCommandIsAForm_AndItsAnswerIsShown() {
        next.add(new Said(200, "{\"text\":\"JSON\",\"response_type\":\"in_channel\"}"));
        next.add(new Said(200, "plain words"));
        people.slash(general, anna, "/tidewatch winners 5 & more");
        var one = only();
        await().until(() -> people.messages(general).size() == 1);
        people.slash(general, anna, "/tidewatch");
        await().until(() -> people.onlyFor(general, anna).size() == 1);

        assertThat(one.path()).isEqualTo("/commands");
        assertThat(one.type()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(one.body()).contains("command=%2Ftidewatch&text=winners+5+%26amp%3B+more&").contains("is_enterprise_install=false");
        assertThat(signed(one)).isTrue();
        assertThat(people.onlyFor(general, anna).getFirst().get("text").asText()).isEqualTo("plain words");
    }

    @Test
    void aPressIsAPayloadInAForm() {
        var ts = bot.ok("chat.postMessage", "channel", general, "text", "x", "blocks", "[{\"type\":\"actions\",\"block_id\":\"k\",\"elements\":[{\"type\":"
                + "\"button\",\"action_id\":\"b1\",\"value\":\"t1\",\"text\":{\"type\":\"plain_text\",\"text\":\"Go\"}}]}]").get("ts").asText();
        long receipt = people.press(general, anna, ts, "Go");
        var payload = only().tree();

        assertThat(got.getFirst().path()).isEqualTo("/actions");
        assertThat(payload.path("actions").path(0).path("value").asText()).isEqualTo("t1");
        assertThat(payload.path("message").path("ts").asText()).isEqualTo(ts);
        await().until(() -> people.receipt(receipt).orElseThrow().done());
    }

    @Test
    void aBadAnswerFailsBeforeThePersonsEyes() {
        next.add(new Said(500, ""));
        next.add(new Said(0, ""));
        long wrong = people.slash(general, anna, "/tidewatch 1");
        await().until(() -> people.receipt(wrong).orElseThrow().failure().equals("http_service_error"));
        long late = people.slash(general, anna, "/tidewatch 2");
        await().until(() -> people.receipt(late).orElseThrow().failure().equals("operation_timeout"));
        server.stop(0);
        long refused = people.slash(general, anna, "/tidewatch 3");
        await().until(() -> people.receipt(refused).orElseThrow().failure().equals("dispatch_failed"));
    }

    @Test
    void anEventIsRepeatedAtOnceAfterAMinuteAndAfterFive() {
        next.addAll(List.of(new Said(500, ""), new Said(0, ""), new Said(302, ""), new Said(500, "")));
        people.openHome(anna);
        await().until(() -> got.size() == 2);
        // The second one hangs until the fake's patience is over, and only then the minute counts.
        await().until(() -> people.receipts().getFirst().attempts() == 3);
        fake.time().advance(Duration.ofSeconds(59));
        assertThat(got).hasSize(2);
        fake.time().advance(Duration.ofSeconds(1));
        await().until(() -> got.size() == 3);
        await().until(() -> people.receipts().getFirst().attempts() == 4);
        fake.time().advance(Duration.ofSeconds(239));
        assertThat(got).hasSize(3);
        fake.time().advance(Duration.ofSeconds(1));
        await().until(() -> people.receipts().getFirst().failed());

        assertThat(got).extracting(Got::retry).containsExactly(Optional.empty(), Optional.of("1"), Optional.of("2"), Optional.of("3"));
        assertThat(got).extracting(Got::reason)
                .containsExactly(Optional.empty(), Optional.of("http_error"), Optional.of("http_timeout"), Optional.of("too_many_redirects"));
        assertThat(got).extracting(one -> one.tree().get("event_id").asText()).containsOnly(got.getFirst().tree().get("event_id").asText());
        assertThat(got).allMatch(this::signed);
    }

    @Test
    void theReceiverCanForbidARepeat() {
        next.add(new Said(418, ""));
        people.openHome(anna);
        await().until(() -> people.receipts().getFirst().failed());

        assertThat(got).hasSize(1);
    }

    @Test
    void badSignaturesAreSentOnOrder_AndTheLastRequestReplayed() throws IOException, InterruptedException {
        for (var how : List.of("wrong", "stale", "early", "missing", "changed", "good")) {
            fake.sign(how, 1);
            people.slash(general, anna, "/tidewatch x");
            await().until(() -> people.receipts().getLast().done());
        }
        long now = START.getEpochSecond();

        assertThat(got).extracting(this::signed).containsExactly(false, true, true, true, false, true);
        assertThat(got.get(1).time()).contains(Long.toString(now - 600));
        assertThat(got.get(2).time()).contains(Long.toString(now + 600));
        assertThat(got.get(3).time()).isEmpty();
        assertThat(fake.replay()).isEqualTo(200);
        assertThat(got.getLast()).isEqualTo(got.get(5));
    }

    @Test
    void theCertificateIsAskedFor_AndSocketModeReturns() throws IOException, InterruptedException {
        assertThat(fake.sslCheck()).isEqualTo(200);
        assertThat(got.getFirst().body()).endsWith("&ssl_check=1");
        fake.socketMode();
        var socket = bot.socket();
        socket.next();
        people.openHome(anna);

        assertThat(socket.tree().get("type").asText()).isEqualTo("events_api");
        assertThat(got).hasSize(1);
    }

    @Test
    void aPayloadCanComeTwice() {
        fake.doublePayloads(1, false);
        people.slash(general, anna, "/tidewatch x");
        await().until(() -> got.size() == 2);

        assertThat(got.getFirst().body()).isEqualTo(got.getLast().body());
    }
}
