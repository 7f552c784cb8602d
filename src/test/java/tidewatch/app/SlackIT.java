package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.testing.Canaries;
import tidewatch.testing.Canary;
import tidewatch.testing.slack.FakeSlack;

/** The service and its app as a person meets them: real processes from the built jar, a Slack of our own over real HTTP and WebSockets. */
@Timeout(300)
class SlackIT {
    private static final String SWITCHED_OFF = "Socket Mode is switched off for the app.";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private FakeSlack slack;

    @SuppressWarnings("NullAway.Init")
    private Installed tidewatch;

    @BeforeEach
    void install() throws IOException {
        slack = FakeSlack.start();
        tidewatch = new Installed(folder);
        settings(slack.botToken(), slack.appToken());
    }

    private void settings(String bot, String app, String... more) throws IOException {
        var lines = new ArrayList<>(List.of(
                "slack.bot-token-file = " + tidewatch.secret("slack-bot-token", bot),
                "slack.app-token-file = " + tidewatch.secret("slack-app-token", app),
                "slack.api-url = " + slack.url() + "/api/"));
        lines.addAll(List.of(more));
        tidewatch.settings(lines.toArray(String[]::new));
    }

    @AfterEach
    void nothing_was_tolerated_and_no_secret_got_out() throws IOException {
        try (var _ = slack) {
            noSecretGotOut();
            assertThat(slack.lints()).isEmpty();
        }
    }

    /**
     * Of all that was written so far: outputs, logs, bodies of /readyz and /metrics, database. An address for answers lives half an hour and
     * is kept with what was said, so that a restart does not lose the answer: it may stand in the database, and nowhere else.
     */
    private void noSecretGotOut() throws IOException {
        assertThat(Canaries.below(tidewatch.written())).filteredOn(found -> !found.endsWith("the form of one")).as("a token or secret").isEmpty();
        var written = new ArrayList<Path>();
        try (var files = Files.walk(tidewatch.written())) {
            files.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().startsWith("tidewatch.db")).forEach(written::add);
        }
        assertThat(written).isNotEmpty();
        for (var address : answersAt()) {
            var canary = new Canary(address.substring(address.lastIndexOf('/') + 1));
            for (var file : written) {
                assertThat(canary.in(Canaries.bytes(file))).as("an address for answers in " + file).isEmpty();
            }
        }
    }

    private List<String> answersAt() {
        return slack.people().receipts().stream()
                .map(receipt -> receipt.payload().path("response_url").asText())
                .filter(address -> !address.isEmpty())
                .toList();
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
        assertThat(service.err()).doesNotContain("Exception");
    }

    // ---- people ----

    private static String text(JsonNode message) {
        return message.path("text").asText();
    }

    private List<? extends JsonNode> shown(String channel) {
        return slack.people().fromApp(channel);
    }

    private List<? extends JsonNode> whispered(String channel, String person) {
        return slack.people().onlyFor(channel, person);
    }

    /** The first message beyond so many, once it is there. */
    private static JsonNode next(Supplier<List<? extends JsonNode>> messages, int beyond) {
        Awaitility.await().alias("message " + (beyond + 1)).atMost(Installed.PATIENCE).until(() -> messages.get().size() > beyond);
        return messages.get().get(beyond);
    }

    /**
     * A person types no faster than they may; after a while of silence five commands at once are in order. The clock moves when all that came
     * before is acknowledged, a mention with the message that holds it: else the jump would make an acknowledgement late that is on its way.
     */
    private JsonNode say(String channel, String person, String words) {
        heard();
        slack.time().advance(Duration.ofSeconds(15));
        int before = shown(channel).size();
        slack.people().say(channel, person, words);
        return next(() -> shown(channel), before);
    }

    private JsonNode command(String channel, String person, String line) {
        int before = shown(channel).size();
        acknowledged(slack.people().slash(channel, person, line));
        return next(() -> shown(channel), before);
    }

    private void acknowledged(long receipt) {
        Awaitility.await().alias("an acknowledgement").atMost(Installed.PATIENCE).until(() -> slack.people().receipt(receipt).orElseThrow().done());
    }

    /** Everything that people did came, and was taken. */
    private void heard() {
        Awaitility.await()
                .alias("everything that was said is taken")
                .atMost(Installed.PATIENCE)
                .until(() -> slack.people().receipts().stream().allMatch(receipt -> receipt.done() || receipt.failed()));
    }

    private static List<String> buttons(JsonNode message) {
        var words = new ArrayList<String>();
        message.path("blocks").forEach(block -> block.path("elements").forEach(element -> {
            if (element.path("type").asText().equals("button")) {
                words.add(element.path("text").path("text").asText());
            }
        }));
        return words;
    }

    private JsonNode message(String channel, JsonNode shown) {
        return shown(channel).stream().filter(one -> one.path("ts").equals(shown.path("ts"))).findFirst().orElseThrow();
    }

    private String code(String role) throws IOException, InterruptedException {
        var pair = tidewatch.run("pair", "--role", role);
        assertThat(pair.exit()).as(pair.err()).isZero();
        var typed = pair.out().lines().findFirst().orElseThrow();
        assertThat(typed).matches("/pair [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}");
        return typed.substring(1);
    }

    // ---- the stories ----

    @Test
    void from_the_manifest_to_a_restart() throws IOException, InterruptedException {
        var people = slack.people();
        var manifest = tidewatch.run("slack", "manifest");
        assertThat(manifest.exit()).as(manifest.err()).isZero();
        slack.install(new ObjectMapper().readTree(manifest.out()));

        var doctor = tidewatch.run("doctor");
        assertThat(doctor.exit()).as(doctor.err()).isZero();
        assertThat(doctor.out())
                .contains("Slack: the bot token works", "(" + slack.team() + ")", "all scopes that are needed", "a connection can be opened");

        var owner = people.user("olga");
        var reader = people.user("bea");
        var stranger = people.user("sam");
        var alone = people.im(owner);
        var channel = people.channel("markets", owner, reader, stranger);
        try (var service = tidewatch.start()) {
            service.says(200, "What is said is heard.");
            people.say(people.im(stranger), stranger, "what rotated this month?");
            acknowledged(people.slash(people.im(stranger), stranger, "/tidewatch brief"));
            people.openHome(stranger);
            heard();
            assertThat(text(command(alone, owner, "/tidewatch " + code("owner")))).startsWith("Welcome. You are an owner now");

            var brief = command(alone, owner, "/tidewatch brief");
            assertThat(brief.path("blocks").path(0).path("text").path("text").asText()).startsWith("Rotation brief");
            assertThat(buttons(brief)).contains("Refresh");
            assertThat(text(command(alone, owner, "/winners 3"))).startsWith("Winners");
            assertThat(text(say(alone, owner, "what rotated this month?"))).startsWith("Rotation");

            // A window instead of arguments.
            acknowledged(people.slash(alone, owner, "/tidewatch subscribe"));
            Awaitility.await().atMost(Installed.PATIENCE).until(() -> people.modal(owner).isPresent());
            acknowledged(people.submit(owner, Map.of("zone", "Nowhere At All")));
            assertThat(people.formErrors(owner).path("zone").asText()).contains("I don't know this zone");
            int before = shown(alone).size();
            acknowledged(people.submit(owner, Map.of("time", "07:30", "zone", "Europe/Berlin")));
            assertThat(text(next(() -> shown(alone), before))).contains("You are subscribed");

            // In place.
            before = shown(alone).size();
            acknowledged(people.press(alone, owner, brief.path("ts").asText(), "Refresh"));
            Awaitility.await().atMost(Installed.PATIENCE).until(() -> message(alone, brief).has("edited"));
            assertThat(shown(alone)).hasSize(before);
            assertThat(text(say(alone, owner, "losers 3"))).startsWith("Losers");
            var question = command(alone, owner, "/tidewatch thesis");
            assertThat(buttons(question)).contains("Long NVIDIA", "Cancel");
            acknowledged(people.press(alone, owner, question.path("ts").asText(), "Long NVIDIA"));
            Awaitility.await().atMost(Installed.PATIENCE).until(() -> text(message(alone, question)).startsWith("Long NVIDIA"));

            people.openHome(owner);
            Awaitility.await().atMost(Installed.PATIENCE).until(() -> people.home(owner).isPresent());
            assertThat(people.home(owner).orElseThrow().toString()).contains("At a glance", "Rotation brief", "Long NVIDIA");

            assertThat(text(say(alone, owner, "top 3 this month"))).startsWith("Winners");

            // In a channel: nothing before an owner says so, and then to people with a role.
            acknowledged(people.slash(channel, owner, "/winners 3"));
            assertThat(text(next(() -> whispered(channel, owner), 0))).contains("/tidewatch pair here lets me");
            assertThat(text(say(channel, owner, "@tidewatch pair here"))).startsWith("I answer in this chat now");
            assertThat(text(say(channel, owner, "@tidewatch winners 3 5d"))).startsWith("Winners");
            var said = people.say(channel, reader, "Lockheed Martin +8 % today");
            before = whispered(channel, owner).size() + shown(channel).size();
            acknowledged(people.messageShortcut(channel, owner, said, "check"));
            int told = before;
            Awaitility.await().atMost(Installed.PATIENCE).until(() -> whispered(channel, owner).size() + shown(channel).size() > told);
            assertThat(whispered(channel, owner).toString() + shown(channel)).contains("of 1 figure");

            acknowledged(people.slash(channel, reader, "/winners 3"));
            assertThat(text(next(() -> whispered(channel, reader), 0))).startsWith("You may not ask me there.");
            assertThat(text(say(people.im(reader), reader, code("reader")))).startsWith("Welcome. You are a reader now");
            assertThat(text(command(people.im(reader), reader, "/winners 3"))).startsWith("Winners");

            assertThat(shown(people.im(stranger))).as("silence").isEmpty();
            assertThat(whispered(people.im(stranger), stranger)).as("silence").isEmpty();
            assertThat(people.home(stranger)).as("silence").isEmpty();
            assertThat(service.health("/metrics").body()).contains("tidewatch_authz_denied");
            stop(service);
            assertThat(service.err()).contains("denied");
        }

        int answered = shown(alone).size();
        people.say(alone, owner, "losers 3");
        try (var service = tidewatch.start()) {
            assertThat(text(next(() -> shown(alone), answered))).as("what was said while it was down").startsWith("Losers");
            heard();
            assertThat(text(command(alone, owner, "/winners 3"))).startsWith("Winners");
            stop(service);
            assertThat(shown(alone)).as("nothing twice").hasSize(answered + 2);
        }
        assertThat(answersAt()).isNotEmpty();
    }

    @Test
    void slack_calls_us() throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        settings(
                slack.botToken(),
                slack.appToken(),
                "slack.mode = http",
                "slack.signing-secret-file = " + tidewatch.secret("slack-signing-secret", slack.signingSecret()),
                "web.port = " + port);
        var people = slack.people();
        var owner = people.user("olga");
        var alone = people.im(owner);
        try (var service = tidewatch.start()) {
            var base = "http://127.0.0.1:" + port;
            var manifest = tidewatch.run("slack", "manifest", "--http", "https://desk.example.org");
            assertThat(manifest.exit()).as(manifest.err()).isZero();
            var settings = new ObjectMapper().readTree(manifest.out().replace("https://desk.example.org", base)).path("settings");
            var events = settings.path("event_subscriptions").path("request_url").asText();
            slack.httpMode(events, base + "/hooks/slack/commands", settings.path("interactivity").path("request_url").asText());
            service.says(200, "\"link slack:" + slack.team() + "\",\"state\":\"green\"");

            assertThat(text(command(alone, owner, "/tidewatch " + code("owner")))).startsWith("Welcome. You are an owner now");
            assertThat(text(say(alone, owner, "what rotated this month?"))).startsWith("Rotation");
            var winners = command(alone, owner, "/winners 3");
            acknowledged(people.press(alone, owner, winners.path("ts").asText(), "Refresh"));
            Awaitility.await().atMost(Installed.PATIENCE).until(() -> message(alone, winners).has("edited"));
            assertThat(slack.calls("apps.connections.open")).isEmpty();

            int before = shown(alone).size();
            var forged = "command=%2Ftidewatch&text=brief&team_id=" + slack.team() + "&channel_id=" + alone + "&user_id=" + owner + "&trigger_id=1.2.x";
            assertThat(called(base + "/hooks/slack/commands", forged)).isEqualTo(401);
            assertThat(called(base + "/hooks/slack/other", forged)).isEqualTo(404);
            slack.sign("STALE", 1);
            var stale = people.slash(alone, owner, "/tidewatch brief");
            Awaitility.await().atMost(Installed.PATIENCE).until(() -> people.receipt(stale).orElseThrow().failed());
            assertThat(text(command(alone, owner, "/losers 3"))).startsWith("Losers");
            assertThat(shown(alone)).hasSize(before + 1);

            var doctor = tidewatch.run("doctor");
            assertThat(doctor.exit()).as(doctor.err()).isZero();
            assertThat(doctor.out()).contains("Slack: it calls us.");
            stop(service);
        }
    }

    private static int called(String address, String form) throws IOException, InterruptedException {
        var call = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(call, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void a_token_that_slack_refuses_is_told_and_not_repeated() throws IOException, InterruptedException {
        settings("xoxb-1-" + Canaries.MARK, slack.appToken());
        var doctor = tidewatch.run("doctor");
        assertThat(doctor.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(doctor.err()).contains("Slack refused the bot token (invalid_auth). Check slack.bot-token-file");
        assertThat(tidewatch.run("config", "check").exit()).isZero();
        var refused = tidewatch.run("run");
        assertThat(refused.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(refused.err()).contains("Slack refused the bot token (invalid_auth).");

        settings(slack.botToken(), "xapp-1-" + Canaries.MARK);
        try (var service = tidewatch.start()) {
            service.says(503, "Slack refused the app-level token (invalid_auth). Check slack.app-token-file");
            stop(service);
        }

        settings(Canaries.MARK, slack.appToken());
        for (var verb : List.of("doctor", "run")) {
            var wrong = tidewatch.run(verb);
            assertThat(wrong.exit()).as(verb).isEqualTo(Exit.CONFIGURATION);
            assertThat(wrong.err()).contains("that is no bot token");
        }
    }

    @Test
    void a_line_that_is_cut_comes_back_by_itself() throws IOException, InterruptedException {
        var people = slack.people();
        var owner = people.user("olga");
        var alone = people.im(owner);
        try (var service = tidewatch.start()) {
            service.says(200, "What is said is heard.");
            assertThat(text(command(alone, owner, "/tidewatch " + code("owner")))).startsWith("Welcome.");
            slack.cutSockets();
            assertThat(text(say(alone, owner, "winners 3"))).as("waits for the next connection").startsWith("Winners");
            slack.disconnect("refresh_requested");
            assertThat(text(say(alone, owner, "losers 3"))).startsWith("Losers");
            slack.linkDisabled(true);
            service.says(503, SWITCHED_OFF);
            stop(service);
        }
    }
}
