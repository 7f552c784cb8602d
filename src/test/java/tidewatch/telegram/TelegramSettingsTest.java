package tidewatch.telegram;

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
import tidewatch.problem.Spelling;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;
import tidewatch.testing.Canaries;

class TelegramSettingsTest {
    private static final String MARK = Canaries.MARK;
    private static final String TOKEN = Canaries.WRITTEN_BOT;

    private static TelegramSettings read(Map<String, String> keys, Map<String, String> environment) {
        return TelegramSettings.read(Settings.read(Optional.empty(), environment, keys, TelegramSettings.KEYS, Spelling::near));
    }

    private static TelegramSettings with(String... pairs) {
        var keys = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            keys.put(pairs[i], pairs[i + 1]);
        }
        return read(keys, Map.of("TIDEWATCH_TELEGRAM_TOKEN", TOKEN));
    }

    @Test
    void without_a_token_it_is_off_and_asks_the_public_api() {
        var settings = read(Map.of(), Map.of());

        assertThat(settings.token()).isEmpty();
        assertThat(settings.sender()).isEmpty();
        assertThat(settings.mode()).isEqualTo(TelegramSettings.Mode.POLL);
        assertThat(settings.api().toString()).isEqualTo("https://api.telegram.org");
    }

    @Test
    void the_sender_is_the_number_of_the_bot() {
        assertThat(with().sender()).contains("telegram:123456789");
    }

    @Test
    void a_token_comes_from_its_file_first(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("token"), "987:AA" + Canaries.MARK + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(with("telegram.token-file", file.toString()).sender()).contains("telegram:987");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA" + MARK, "abc:AA" + MARK, "123:", "123:AA " + MARK, "123:AA/" + MARK, "https://123:AA" + MARK})
    void what_is_no_token_is_refused_and_not_repeated(String wrong) {
        assertThatThrownBy(() -> read(Map.of(), Map.of("TIDEWATCH_TELEGRAM_TOKEN", wrong)))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("telegram.token")
                .hasMessageNotContaining(wrong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAonlyTheSecret_" + MARK, "7 AAtwoWords_" + MARK, "7:AAtwo_" + MARK + "\nAAlines_" + MARK, "7:AAodd/Letters_" + MARK, "telegram.token=7:AAaKey_" + MARK})
    void nothing_of_a_wrong_file_is_repeated_nor_of_its_name(String wrong, @TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("7:AAtheNameOfTheFile_" + MARK), wrong + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> with("telegram.token-file", file.toString())).isInstanceOfSatisfying(SettingsError.class, error -> {
            var said = new StringWriter();
            error.printStackTrace(new PrintWriter(said));
            assertThat(said.toString()).contains("telegram.token").doesNotContain(MARK, "AA");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "telegram.mode, push, is neither",
        "telegram.api, api.telegram.org, is no http or https address",
        "telegram.api, ftp://x.org, is no http or https address",
        "telegram.api, https://user:pass@x.org, holds more than",
        "telegram.api, https://x.org/?q=1, holds more than",
        "telegram.webhook-url, nonsense, is no http or https address",
    })
    void a_value_of_the_wrong_form_is_named(String key, String value, String words) {
        assertThatThrownBy(() -> with(key, value)).isInstanceOf(SettingsError.class).hasMessageContaining(key).hasMessageContaining(words);
    }

    @Test
    void a_webhook_needs_an_address_that_telegram_calls() {
        assertThatThrownBy(() -> with("telegram.mode", "webhook")).hasMessageContaining("telegram.webhook-url is not set");
        assertThatThrownBy(() -> with("telegram.mode", "webhook", "telegram.webhook-url", "http://x.org")).hasMessageContaining("https");
        assertThatThrownBy(() -> with("telegram.mode", "webhook", "telegram.webhook-url", "https://x.org:9478")).hasMessageContaining("8443");
        assertThat(with("telegram.mode", "webhook", "telegram.webhook-url", "https://x.org:8443/").mode())
                .isEqualTo(TelegramSettings.Mode.WEBHOOK);
        assertThat(with("telegram.mode", "webhook", "telegram.webhook-url", "http://127.0.0.1:9478", "telegram.api", "http://127.0.0.1:9").mode())
                .as("a server of one's own calls where it may")
                .isEqualTo(TelegramSettings.Mode.WEBHOOK);
    }

    @Test
    void path_and_secret_of_the_webhook_follow_from_the_token_and_tell_nothing_of_it() {
        var settings = with("telegram.mode", "webhook", "telegram.webhook-url", "https://x.org");

        assertThat(settings.hookPath()).matches("/hooks/telegram/[A-Za-z0-9_-]{22}");
        assertThat(settings.webhookAddress().toString()).isEqualTo("https://x.org" + settings.hookPath());
        assertThat(settings.hookSecret().reveal()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(settings.hookPath().substring(16));
        assertThat(with("telegram.mode", "webhook", "telegram.webhook-url", "https://x.org").hookPath()).isEqualTo(settings.hookPath());
        assertThat(with("telegram.mode", "webhook", "telegram.webhook-url", "https://x.org/my/path").hookPath()).isEqualTo("/my/path");
    }

    @Test
    void a_secret_of_the_webhook_has_the_letters_that_telegram_takes() {
        assertThatThrownBy(() -> read(Map.of(), Map.of("TIDEWATCH_TELEGRAM_WEBHOOK_SECRET", "not/" + MARK)))
                .isInstanceOf(SettingsError.class)
                .hasMessageNotContaining("not/" + MARK);
    }

    @Test
    void it_prints_without_its_secrets() {
        assertThat(with().toString()).contains("***").doesNotContain("AAstands");
    }
}
