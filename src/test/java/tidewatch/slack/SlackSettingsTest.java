package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.http.Hosts;
import tidewatch.problem.Spelling;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;
import tidewatch.testing.Canaries;

class SlackSettingsTest {
    private static final String BOT = Canaries.SCRIPTED_SLACK_BOT;
    private static final Map<String, String> SECRETS = Map.of(
            "TIDEWATCH_SLACK_BOT_TOKEN", BOT,
            "TIDEWATCH_SLACK_APP_TOKEN", Canaries.SCRIPTED_SLACK_APP,
            "TIDEWATCH_SLACK_SIGNING_SECRET", Canaries.SCRIPTED_SLACK_SIGNING);

    private static SlackSettings read(Map<String, String> keys, Map<String, String> environment) {
        return SlackSettings.read(Settings.read(Optional.empty(), environment, keys, SlackSettings.KEYS, Spelling::near));
    }

    private static SlackSettings with(String... pairs) {
        var keys = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            keys.put(pairs[i], pairs[i + 1]);
        }
        return read(keys, SECRETS);
    }

    @Test
    void without_a_token_it_is_off() {
        var settings = read(Map.of(), Map.of());

        assertThat(settings.botToken()).isEmpty();
        assertThat(settings.sender()).isEmpty();
        assertThat(settings.mode()).isEqualTo(SlackSettings.Mode.SOCKET);
        assertThat(settings.api().toString()).isEqualTo("https://slack.com/api/");
    }

    @Test
    void all_is_read() {
        var settings = with("slack.mode", "http", "slack.api-url", "http://127.0.0.1:9/slack/api", "slack.command-prefix", "tw-", "slack.team", "T1");

        assertThat(settings.botToken().orElseThrow().reveal()).isEqualTo(BOT);
        assertThat(settings.mode()).isEqualTo(SlackSettings.Mode.HTTP);
        assertThat(settings.api().toString()).isEqualTo("http://127.0.0.1:9/slack/api/");
        assertThat(settings.commandPrefix()).isEqualTo("tw-");
        assertThat(settings.sender()).contains("slack:T1");
    }

    @Test
    void a_token_comes_from_its_file_first(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("token"), "xoxb-fromFile\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(with("slack.bot-token-file", file.toString()).botToken().orElseThrow().reveal()).isEqualTo("xoxb-fromFile");
    }

    @ParameterizedTest
    @CsvSource({
        "TIDEWATCH_SLACK_BOT_TOKEN, xoxp-12-aPerson, slack.bot-token",
        "TIDEWATCH_SLACK_BOT_TOKEN, xapp-1-swapped, slack.bot-token",
        "TIDEWATCH_SLACK_BOT_TOKEN, xoxb-odd/letter, slack.bot-token",
        "TIDEWATCH_SLACK_APP_TOKEN, xoxb-12-swapped, slack.app-token",
        "TIDEWATCH_SLACK_SIGNING_SECRET, short, slack.signing-secret",
        "TIDEWATCH_SLACK_SIGNING_SECRET, odd-letters-in-it, slack.signing-secret",
    })
    void what_is_no_token_is_refused_and_not_repeated(String variable, String wrong, String named) {
        var environment = new HashMap<>(SECRETS);
        environment.put(variable, wrong);

        assertThatThrownBy(() -> read(Map.of(), environment)).isInstanceOfSatisfying(SettingsError.class, error -> {
            var said = new StringWriter();
            error.printStackTrace(new PrintWriter(said));
            assertThat(said.toString()).contains(named).doesNotContain(wrong);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "slack.mode, push, is neither",
        "slack.api-url, slack.com/api, is no http or https address",
        "slack.api-url, https://user:pass@x.org/, holds more than",
        "slack.api-url, https://x.org/?q=1, holds more than",
        "slack.command-prefix, TW, is no beginning",
        "slack.command-prefix, much-too-long-for-one, is no beginning",
        "slack.team, tide, is no id",
    })
    void a_value_of_the_wrong_form_is_named(String key, String value, String words) {
        assertThatThrownBy(() -> with(key, value)).isInstanceOf(SettingsError.class).hasMessageContaining(key).hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({
        "socket, TIDEWATCH_SLACK_APP_TOKEN, slack.app-token-file",
        "http, TIDEWATCH_SLACK_SIGNING_SECRET, slack.signing-secret-file",
        "socket, TIDEWATCH_SLACK_BOT_TOKEN, slack.bot-token-file",
    })
    void what_a_way_of_hearing_needs_and_lacks_is_named(String mode, String left, String named) {
        var environment = new HashMap<>(SECRETS);
        environment.remove(left);

        assertThatThrownBy(() -> read(Map.of("slack.mode", mode), environment))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining(named + " is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "http"})
    void what_a_way_of_hearing_does_not_need_may_be_left_out(String mode) {
        var environment = new HashMap<>(SECRETS);
        environment.remove(mode.equals("socket") ? "TIDEWATCH_SLACK_SIGNING_SECRET" : "TIDEWATCH_SLACK_APP_TOKEN");

        assertThat(read(Map.of("slack.mode", mode), environment).botToken()).isPresent();
    }

    @Test
    void hosts_are_those_of_slack_or_of_the_server_that_stands_for_it() {
        assertThat(with().hosts()).isEqualTo(Hosts.of("slack.com", "files.slack.com", "hooks.slack.com"));
        assertThat(with().socketHosts()).isEqualTo(Hosts.of(".slack.com"));
        assertThat(with("slack.api-url", "https://slack-gov.com/api/").answersHost()).isEqualTo("hooks.slack-gov.com");
        assertThat(with("slack.api-url", "http://[::1]:9/api/").hosts()).isEqualTo(Hosts.of("::1"));
        assertThat(with("slack.api-url", "http://Mine.example.org/api/").answersHost()).isEqualTo("mine.example.org");
    }

    @Test
    void it_prints_without_its_secrets() {
        assertThat(with().toString()).contains("***").doesNotContain(Canaries.MARK, "xoxb-", "xapp-");
    }
}
