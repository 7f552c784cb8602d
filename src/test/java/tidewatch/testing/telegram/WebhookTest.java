package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.testing.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.testing.Canaries;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Request;

/** setWebhook and the telling. */
final class WebhookTest extends FakeTelegramFixture {
    private record Told(String secret, String type, JsonNode update) {}

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String retryAfter = "";
    private volatile String body = "{}";
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        freely();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            var update = Json.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)).orElseThrow();
            var headers = exchange.getRequestHeaders();
            told.add(new Told(String.valueOf(headers.getFirst("X-Telegram-Bot-Api-Secret-Token")), headers.getFirst("Content-Type"), update));
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stopListening() {
        receiver.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    }

    /** What was told has also been seen to be refused: from then on the next time counts. */
    private void tellingStopsAt(int count) {
        await().until(() -> fake.refusals() >= count);
        assertThat(told).hasSize(count);
    }

    @Test
    void updatesAreToldWithTheSecret_AndThenForgotten() {
        var response = bot.post("setWebhook", "url", url(), "secret_token", Canaries.HOOK);
        people.say(anna, "one");
        people.say(anna, "two");
        await().until(() -> fake.pending() == 0);

        assertThat(PlainClient.tree(response).path("description").asText()).isEqualTo("Webhook was set");
        assertThat(told.stream().map(one -> one.update().path("message").path("text").asText())).containsExactly("one", "two");
        assertThat(told.getFirst().secret()).isEqualTo(Canaries.HOOK);
        assertThat(told.getFirst().type()).isEqualTo("application/json");
        var info = bot.ok("getWebhookInfo");
        assertThat(info.path("url").asText()).isEqualTo(url());
        assertThat(info.path("pending_update_count").asInt(-1)).isZero();
        assertThat(PlainClient.tree(bot.post("deleteWebhook")).path("description").asText()).isEqualTo("Webhook was deleted");
        assertThat(bot.ok("getWebhookInfo").path("url").asText("?")).isEmpty();
    }

    @Test
    void aRefusalIsRepeatedAtOnceAndThenEverLater() {
        status = 503;
        bot.ok("setWebhook", "url", url());
        people.say(anna, "again");
        tellingStopsAt(2);
        await().until(() -> bot.ok("getWebhookInfo").path("last_error_message").asText().contains("503"));
        fake.time().advance(Duration.ofMillis(1_900));
        assertThat(told).hasSize(2);
        fake.time().advance(Duration.ofMillis(200));
        tellingStopsAt(3);
        fake.time().advance(Duration.ofSeconds(3));
        assertThat(told).hasSize(3);
        status = 200;
        fake.time().advance(Duration.ofSeconds(2));
        await().until(() -> fake.pending() == 0);

        assertThat(told).hasSize(4);
    }

    @Test
    void retryAfterIsHonoured() {
        status = 429;
        retryAfter = "30";
        bot.ok("setWebhook", "url", url());
        people.say(anna, "again");
        await().until(() -> bot.ok("getWebhookInfo").path("last_error_message").asText().contains("429"));
        fake.time().advance(Duration.ofSeconds(29));
        assertThat(told).hasSize(1);
        status = 200;
        fake.time().advance(Duration.ofSeconds(2));
        await().until(() -> fake.pending() == 0);

        assertThat(told).hasSize(2);
    }

    @Test
    void aDayLaterItIsGivenUp() {
        status = 500;
        retryAfter = "3600";
        bot.ok("setWebhook", "url", url());
        people.say(anna, "lost");
        await().until(() -> bot.ok("getWebhookInfo").path("last_error_message").asText().contains("500"));
        fake.time().advance(Duration.ofHours(25));

        assertThat(fake.pending()).isZero();
    }

    @Test
    void aMethodInTheAnswerIsDone() {
        body = "{\"method\":\"sendMessage\",\"chat_id\":" + anna + ",\"text\":\"by webhook\"}";
        bot.ok("setWebhook", "url", url());
        people.say(anna, "hello");
        await().until(() -> !people.fromBot(anna).isEmpty());

        assertThat(people.fromBot(anna).getFirst().get("text").asText()).isEqualTo("by webhook");
    }

    @Test
    void addressesAndSecretsThatCannotBeAreRefused() throws IOException {
        assertThat(bot.refused("setWebhook", "url", "ftp://example.com")).isEqualTo("400 Bad Request: invalid webhook URL specified");
        fake.time().advance(Duration.ofSeconds(2));
        assertThat(bot.refused("setWebhook", "url", "https://example.com", "secret_token", "a b"))
                .isEqualTo("400 Bad Request: secret token contains unallowed characters");
        fake.time().advance(Duration.ofSeconds(2));
        assertThat(bot.refused("setWebhook", "url", "https://example.com", "secret_token", "x".repeat(257)))
                .isEqualTo("400 Bad Request: secret token is too long");
        try (var strict = FakeTelegram.start(FakeTelegram.Setup.usual().with(Limits.NONE).strictWebhook())) {
            var client = new PlainClient(strict);
            assertThat(client.refused("setWebhook", "url", "http://example.com"))
                    .isEqualTo("400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
            assertThat(client.refused("setWebhook", "url", "https://example.com:9000"))
                    .isEqualTo("400 Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443");
        }
    }

    @Test
    void setTwiceWithinASecondIs429() {
        fake.limits(Limits.REAL);
        bot.ok("setWebhook", "url", url());

        assertThat(bot.refused("setWebhook", "url", url() + "2")).isEqualTo("429 Too Many Requests: retry after 1");
    }

    @Test
    void pendingUpdatesCanBeDropped() {
        people.say(anna, "dropped");
        bot.ok("setWebhook", "url", url(), "drop_pending_updates", "true");

        assertThat(fake.pending()).isZero();
    }
}
