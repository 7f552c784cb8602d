package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tidewatch.delivery.DeliveryEvent;
import tidewatch.delivery.DeliveryReason;
import tidewatch.delivery.Outcome;
import tidewatch.http.Redaction;
import tidewatch.settings.Secret;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;
import tidewatch.testing.Canaries;

/** What stands on standard error when the service runs, read as a person or a collector of logs reads it. */
class LogOutputTest {
    private static final String CANARY = Canaries.MARK + "\"that\\sings";

    private final PrintStream error = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Redaction redaction = Redaction.of(List.of(Secret.of(CANARY)));
    private final Journal journal = new Journal(System::nanoTime);

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setErr(error);
        LogOutput.use(new LogSettings(LogSettings.Level.WARN, LogSettings.Form.TEXT), Redaction.of(List.of()));
    }

    @Test
    void a_sent_message_is_one_line_of_json_with_all_that_names_it() {
        json(LogSettings.Level.INFO);

        journal.on(DeliveryStory.finished(new Outcome.Arrived(DeliveryReason.OK, Optional.empty(), "")));

        var line = read().getFirst();
        assertThat(line.properties().stream().map(Map.Entry::getKey))
                .containsExactly("ts", "level", "event", "delivery_id", "kind", "chat", "attempt", "epoch", "outcome", "reason", "took_ms");
        assertThat(line.get("ts").asText()).matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(line.get("level").asText()).isEqualTo("INFO");
        assertThat(line.get("event").asText()).isEqualTo("sent");
        assertThat(line.get("delivery_id").asText()).isEqualTo(DeliveryStory.BRIEF.id());
        assertThat(line.get("chat").asText()).matches("telegram:[0-9a-f]{10}");
        assertThat(line.get("attempt").isInt()).isTrue();
        assertThat(line.get("outcome").asText()).isEqualTo("arrived");
    }

    @Test
    void every_event_is_one_valid_line_and_no_chat_is_named_in_any() {
        json(LogSettings.Level.DEBUG);
        var story = DeliveryStory.everything();

        story.forEach(journal::on);

        assertThat(read()).hasSize(story.size()).allSatisfy(line -> assertThat(line.get("event").asText()).matches("[a-z_]+"));
        assertThat(text()).doesNotContain("1001234567").doesNotContain("1009999999");
        assertThat(read()).extracting(line -> line.get("event").asText()).contains("tick_stalled", "leading", "brief_broken", "throttled");
    }

    @Test
    void routine_is_below_info_and_what_waits_for_a_person_is_an_error() {
        json(LogSettings.Level.INFO);
        DeliveryStory.everything().forEach(journal::on);

        assertThat(read()).extracting(line -> line.get("event").asText()).doesNotContain("planned", "composed", "claimed", "part_sent");
        assertThat(read().stream().filter(line -> line.get("level").asText().equals("ERROR")).map(line -> line.get("event").asText()))
                .containsExactlyInAnyOrder("finished", "sender_down", "brief_broken", "tick_stalled", "tick_stalled", "fault");
    }

    @Test
    void as_text_it_is_a_line_for_people() {
        LogOutput.use(new LogSettings(LogSettings.Level.INFO, LogSettings.Form.TEXT), redaction);

        journal.on(new DeliveryEvent.TickStalled("plan", Duration.ofSeconds(225), false));

        assertThat(text()).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ERROR tick_stalled tick=plan silent_s=225 renewed=false\n");
    }

    @Test
    void a_secret_in_an_exception_reaches_no_line_in_any_shape() {
        for (var form : List.of(LogSettings.Form.JSON, LogSettings.Form.TEXT)) {
            LogOutput.use(new LogSettings(LogSettings.Level.INFO, form), redaction);
            var base64 = Base64.getEncoder().encodeToString(("user:" + CANARY).getBytes(StandardCharsets.UTF_8));
            var cause = new IllegalArgumentException("token " + CANARY + " and Basic " + base64);
            cause.addSuppressed(new IllegalStateException("https://api.example/bot" + Canaries.WRITTEN_BOT + "/getMe?apikey=" + Canaries.MARK + "-seed"));

            journal.on(new DeliveryEvent.Fault("sending " + CANARY, new IllegalStateException(CANARY, cause)));
            journal.on(new DeliveryEvent.NoLongerLeading(DeliveryStory.LEASE, "because " + CANARY));
            LoggerFactory.getLogger("com.example.Library").warn("connecting with {}", CANARY, cause);
            LoggerFactory.getLogger("com.example." + CANARY).warn("hm");
        }

        assertThat(text())
                .contains("IllegalStateException", "IllegalArgumentException", "Suppressed", "***")
                .doesNotContain(Canaries.MARK)
                .doesNotContain("sings")
                .doesNotContain("AAstands")
                .doesNotContain("seed")
                .doesNotContain(Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8)).substring(2, 16));
    }

    @Test
    void what_is_learned_later_is_cut_from_then_on() {
        json(LogSettings.Level.INFO);
        redaction.learn(Secret.of("a-fresh-" + Canaries.MARK));

        LoggerFactory.getLogger("tidewatch.test").info("got a-fresh-" + Canaries.MARK);

        assertThat(read().getFirst().get("text").asText()).isEqualTo("got ***");
    }

    @Test
    void nothing_that_is_logged_can_forge_a_line_or_steer_a_terminal() {
        var evil = "x\n12:00:00.000 ERROR forged\r\u001b[2J\u202egnp\u2028\u0007\u0085\"}\\";
        LogOutput.use(new LogSettings(LogSettings.Level.INFO, LogSettings.Form.TEXT), redaction);
        journal.on(new DeliveryEvent.NoLongerLeading(DeliveryStory.LEASE, evil));
        LoggerFactory.getLogger("com.example.Library").warn(evil, new IllegalStateException(evil));
        assertThat(text().lines()).noneMatch(line -> line.startsWith("12:00:00.000"));
        assertThat(text().replace("\n", "").chars()).noneMatch(Character::isISOControl);
        assertThat(text()).doesNotContain("\u202e").doesNotContain("\u2028").contains("\\u001b[2J").contains("\\n12:00:00.000 ERROR forged");
        written.reset();

        json(LogSettings.Level.INFO);
        journal.on(new DeliveryEvent.NoLongerLeading(DeliveryStory.LEASE, evil));
        LoggerFactory.getLogger("com.example.Library").warn(evil, new IllegalStateException(evil));
        assertThat(read()).hasSize(2);
        assertThat(read().getFirst().get("why").asText()).isEqualTo(evil);
        assertThat(text().replace("\n", "").chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void a_very_long_trace_keeps_its_beginning_and_its_end() {
        json(LogSettings.Level.INFO);

        journal.on(new DeliveryEvent.Fault("x", new IllegalStateException("begin " + "y".repeat(50_000), new IllegalStateException("the first cause"))));

        assertThat(read().getFirst().get("error").asText()).hasSizeLessThan(9_000).contains("begin").contains("...");
    }

    @Test
    void libraries_say_warnings_only_and_echoes_nothing() {
        json(LogSettings.Level.DEBUG);

        LoggerFactory.getLogger("org.eclipse.jetty.server.Server").info("started");
        LoggerFactory.getLogger("com.zaxxer.hikari.HikariDataSource").debug("pool");
        LoggerFactory.getLogger("org.quartz.core.ErrorLogger").error("told as an event");
        LoggerFactory.getLogger("io.javalin.Javalin").error("told as a problem");
        LoggerFactory.getLogger("org.flywaydb.core").warn("watch out");
        LoggerFactory.getLogger("tidewatch.store.Database").debug("ours");

        assertThat(read()).extracting(line -> line.get("logger").asText()).containsExactly("org.flywaydb.core", "tidewatch.store.Database");
    }

    @Test
    void the_keys_take_their_words_and_no_other() {
        assertThat(settings(Map.of())).isEqualTo(new LogSettings(LogSettings.Level.INFO, LogSettings.Form.AUTO));
        assertThat(settings(Map.of("log.level", "debug", "log.form", "json")))
                .isEqualTo(new LogSettings(LogSettings.Level.DEBUG, LogSettings.Form.JSON));
        Stream.of("loud", "INFO", "").forEach(word -> assertThatThrownBy(() -> settings(Map.of("log.level", word)))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("it must be one of error, warn, info, debug"));
    }

    private static LogSettings settings(Map<String, String> typed) {
        return LogSettings.read(Settings.read(Optional.empty(), Map.of(), typed, LogSettings.KEYS, (_, _) -> List.of()));
    }

    private void json(LogSettings.Level level) {
        LogOutput.use(new LogSettings(level, LogSettings.Form.JSON), redaction);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private List<JsonNode> read() {
        return text().lines().map(LogOutputTest::parsed).toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("No JSON: " + line, broken);
        }
    }
}
