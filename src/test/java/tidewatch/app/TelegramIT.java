package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.testing.Canaries;
import tidewatch.testing.Canary;
import tidewatch.testing.telegram.FakeTelegram;

/** The service and its bot as a person meets them: real processes from the built jar, a Telegram of our own over real HTTP. */
@Timeout(300)
class TelegramIT {
    private static final String SECRET = Canaries.secretOf(FakeTelegram.TOKEN);
    private static final String WRONG_SECRET = Canaries.secretOf(Canaries.UNKNOWN_BOT);
    private static final String SENTENCE_OF_WEBHOOK =
            "A webhook is set (127.0.0.1). Run \"tidewatch telegram webhook remove\" or set telegram.mode = webhook.";
    private static final String SENTENCE_OF_TOKEN =
            "Telegram refused the token. Check telegram.token-file; BotFather shows the token of a bot.";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private FakeTelegram telegram;

    @SuppressWarnings("NullAway.Init")
    private Installed tidewatch;

    private final List<String> secrets = new ArrayList<>(List.of(SECRET));

    @BeforeEach
    void install() throws IOException {
        telegram = FakeTelegram.start();
        tidewatch = new Installed(folder);
        tidewatch.token(FakeTelegram.TOKEN);
        polling();
    }

    @AfterEach
    void nothing_was_tolerated_and_no_secret_got_out() throws IOException {
        try (var _ = telegram) {
            noSecretGotOut();
            assertThat(telegram.lints()).isEmpty();
        }
    }

    /** Of all that was written so far: outputs, logs, bodies of /readyz and /metrics, database. */
    private void noSecretGotOut() {
        for (var secret : secrets) {
            assertThat(new Canary(secret).below(tidewatch.written())).as("a secret").isEmpty();
        }
    }

    /** What lies in the journal of the database, which goes when the service stops, is looked at too. */
    private void stop(Installed.Running service) throws IOException, InterruptedException {
        service.health("/metrics");
        service.health("/readyz");
        service.health("/livez");
        var home = tidewatch.written().resolve("home/sample");
        assertThat(home.resolve("tidewatch.db")).isNotEmptyFile();
        assertThat(home.resolve("tidewatch.db-wal")).isNotEmptyFile();
        noSecretGotOut();
        assertThat(service.stop()).as(service.out() + service.err()).isZero();
        assertThat(service.out()).endsWith("stopped\n");
    }

    private void polling(String... more) throws IOException {
        var lines = new ArrayList<>(List.of("telegram.api = " + telegram.url()));
        lines.addAll(List.of(more));
        tidewatch.settings(lines.toArray(String[]::new));
    }

    // ---- people ----

    /** A person types no faster than they may. */
    private int type(long chat, long person, String words) {
        telegram.time().advance(Duration.ofSeconds(4));
        return telegram.people().say(chat, person, words);
    }

    private List<JsonNode> shown(long chat) {
        return telegram.people().fromBot(chat);
    }

    private static String text(JsonNode message) {
        return message.path("text").asText();
    }

    /** The first message of the bot in this chat beyond so many, once it is there. */
    private JsonNode next(long chat, int beyond) {
        Awaitility.await().alias("message " + (beyond + 1)).atMost(Installed.PATIENCE).until(() -> shown(chat).size() > beyond);
        return shown(chat).get(beyond);
    }

    private JsonNode ask(long chat, long person, String words) {
        int before = shown(chat).size();
        type(chat, person, words);
        return next(chat, before);
    }

    private static List<String> buttons(JsonNode message) {
        var words = new ArrayList<String>();
        message.path("reply_markup").path("inline_keyboard").forEach(row -> row.forEach(button -> words.add(button.path("text").asText())));
        return words;
    }

    private void heard() {
        Awaitility.await().alias("everything that was said is fetched").atMost(Installed.PATIENCE).until(() -> telegram.pending() == 0);
    }

    private void pair(long person, String role, String becomes) throws IOException, InterruptedException {
        var pair = tidewatch.run("pair", "--role", role);
        assertThat(pair.exit()).as(pair.err()).isZero();
        var typed = pair.out().lines().findFirst().orElseThrow();
        assertThat(typed).matches("/pair [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}");
        assertThat(text(ask(person, person, typed))).contains(becomes);
    }

    // ---- the stories ----

    @Test
    void from_the_first_message_to_a_restart() throws IOException, InterruptedException {
        var people = telegram.people();
        long owner = people.user("Olga");
        long reader = people.user("Bea");
        long stranger = people.user("Sam");

        var doctor = tidewatch.run("doctor");
        assertThat(doctor.exit()).as(doctor.err()).isZero();
        assertThat(doctor.out()).contains("Telegram: the token works; the bot is @" + telegram.username(), "no webhook is set");
        assertThat(tidewatch.run("config", "check").exit()).isZero();

        long group;
        try (var service = tidewatch.start()) {
            // It stands below the line by which a service is known to be ready.
            Awaitility.await().atMost(Installed.PATIENCE).until(() -> service.out().contains("Nobody owns this service yet. tidewatch pair prints a code for the first owner."));
            assertThat(service.out()).doesNotContain("/pair ");
            Awaitility.await().atMost(Installed.PATIENCE).until(() -> !telegram.people().commands().isEmpty());

            type(stranger, stranger, "/brief");
            heard();
            pair(owner, "owner", "You are an owner now");

            var brief = ask(owner, owner, "/brief");
            assertThat(text(brief)).startsWith("Rotation brief");
            assertThat(buttons(brief)).contains("Refresh");
            assertThat(text(ask(owner, owner, "/winners"))).startsWith("Winners");
            assertThat(text(ask(owner, owner, "what rotated this month?"))).startsWith("Rotation");
            assertThat(text(ask(owner, owner, "/subscribe 07:00"))).contains("07:00");

            assertThat(buttons(ask(owner, owner, "/thesis"))).contains("Cancel");
            assertThat(text(ask(owner, owner, "long nvidia"))).as("answers the question").startsWith("Long NVIDIA");

            var before = shown(owner).size();
            var press = people.press(owner, brief.path("message_id").asInt(), owner, "Refresh");
            Awaitility.await().atMost(Installed.PATIENCE).until(() -> people.answer(press).isPresent());
            Awaitility.await().atMost(Installed.PATIENCE).until(() -> shown(owner).stream().anyMatch(one -> one.has("edit_date")));
            assertThat(shown(owner)).as("in place").hasSize(before);

            group = people.group("Desk", owner, reader);
            type(group, reader, "/brief");
            heard();
            assertThat(text(ask(group, owner, "/pair here"))).startsWith("I answer in this chat now");
            assertThat(text(ask(group, owner, "/winners"))).startsWith("Winners");

            pair(reader, "reader", "You are a reader now");
            assertThat(text(ask(reader, reader, "/winners"))).startsWith("Winners");
            assertThat(shown(stranger)).as("silence").isEmpty();
            assertThat(shown(group)).noneMatch(one -> text(one).startsWith("Rotation brief"));
            service.says(200, "What is said is heard.");
            assertThat(service.health("/metrics").body()).contains("tidewatch_authz_denied");
            stop(service);
            assertThat(service.err()).contains("denied").doesNotContain("Exception");
        }

        int answered = shown(owner).size();
        int told = shown(reader).size();
        type(owner, owner, "/rotation");
        type(reader, reader, "/winners");
        people.block(reader);
        try (var service = tidewatch.start()) {
            assertThat(text(next(owner, answered))).as("what was said while it was down").startsWith("Rotation");
            heard();
            assertThat(text(ask(owner, owner, "/winners"))).startsWith("Winners");
            assertThat(shown(reader)).as("who blocked us gets nothing").hasSize(told);
            people.unblock(reader);
            assertThat(text(ask(reader, reader, "/winners"))).as("and is welcome again").startsWith("Winners");
            stop(service);
            assertThat(shown(owner)).as("nothing twice").hasSize(answered + 2);
        }
    }

    @Test
    void telegram_calls_us() throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        polling("telegram.mode = webhook", "telegram.webhook-url = http://127.0.0.1:" + port, "web.port = " + port);
        long owner = telegram.people().user("Olga");
        try (var service = tidewatch.start()) {
            Awaitility.await().atMost(Installed.PATIENCE).until(() -> !telegram.calls("setWebhook").isEmpty());
            var set = telegram.calls("setWebhook").getFirst();
            var address = URI.create(set.parameter("url"));
            secrets.add(set.parameter("secret_token"));
            secrets.add(address.getPath().substring("/hooks/telegram/".length()));
            service.says(200, "What is said is heard.");

            pair(owner, "owner", "You are an owner now");
            assertThat(text(ask(owner, owner, "/winners"))).startsWith("Winners");
            assertThat(telegram.calls("getUpdates")).isEmpty();

            var forged = "{\"update_id\":1,\"message\":{\"message_id\":1,\"date\":1,\"text\":\"/brief\",\"chat\":{\"id\":" + owner
                    + ",\"type\":\"private\"},\"from\":{\"id\":" + owner + ",\"is_bot\":false,\"first_name\":\"Olga\"}}}";
            int before = shown(owner).size();
            assertThat(called(address, "wrong-secret", forged)).isEqualTo(401);
            assertThat(called(address, "", forged)).isEqualTo(401);
            assertThat(called(address.resolve("/hooks/telegram/other"), set.parameter("secret_token"), forged)).isEqualTo(404);
            assertThat(text(ask(owner, owner, "/rotation"))).startsWith("Rotation");
            assertThat(shown(owner)).hasSize(before + 1);
            var doctor = tidewatch.run("doctor");
            assertThat(doctor.exit()).as(doctor.err()).isZero();
            assertThat(doctor.out()).contains("Telegram: it calls 127.0.0.1.");
            stop(service);
        }
    }

    private static int called(URI address, String secret, String body) throws IOException, InterruptedException {
        var call = HttpRequest.newBuilder(address).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        if (!secret.isEmpty()) {
            call.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(call.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void a_webhook_that_somebody_set_is_told_and_taken_away() throws IOException, InterruptedException {
        var set = HttpRequest.newBuilder(URI.create(telegram.url() + "/bot" + FakeTelegram.TOKEN + "/setWebhook?url=http://127.0.0.1:9/elsewhere-hook-" + Canaries.MARK))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(set, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
        secrets.add("elsewhere-hook-" + Canaries.MARK);
        var doctor = tidewatch.run("doctor");
        assertThat(doctor.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(doctor.err()).contains(SENTENCE_OF_WEBHOOK);
        try (var service = tidewatch.start()) {
            service.says(503, SENTENCE_OF_WEBHOOK.replace("\"", "\\\""));
            var removed = tidewatch.run("telegram", "webhook", "remove");
            assertThat(removed.exit()).as(removed.err()).isZero();
            assertThat(removed.out()).contains("The webhook (127.0.0.1) is removed.");
            assertThat(tidewatch.run("telegram", "webhook", "remove").out()).contains("No webhook is set.");
            // It looks again by itself within a minute, and is told at once that it may.
            service.says(200, "What is said is heard.");
            assertThat(service.err()).contains("link");
            stop(service);
        }
    }

    @Test
    void a_token_that_telegram_refuses_is_told_and_not_repeated() throws IOException, InterruptedException {
        secrets.add(WRONG_SECRET);
        tidewatch.token(telegram.botId() + ":" + WRONG_SECRET);
        var doctor = tidewatch.run("doctor");
        assertThat(doctor.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(doctor.err()).contains(SENTENCE_OF_TOKEN);
        assertThat(tidewatch.run("telegram", "webhook", "remove").exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(tidewatch.run("config", "check").exit()).isZero();
        try (var service = tidewatch.start()) {
            service.says(503, SENTENCE_OF_TOKEN);
            assertThat(service.err()).contains(SENTENCE_OF_TOKEN);
            stop(service);
        }
        tidewatch.token(WRONG_SECRET);
        for (var verb : List.of("doctor", "run")) {
            var refused = tidewatch.run(verb);
            assertThat(refused.exit()).as(verb).isEqualTo(Exit.CONFIGURATION);
            assertThat(refused.err()).contains("that is no token of a bot");
        }
    }
}
