package tidewatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.problem.Spelling;
import tidewatch.testing.Canaries;

/** Where a secret may come from, and that nothing tells it. */
class SecretTest {
    private static final String NAME = "telegram.token";
    private static final Key<Optional<Path>> TOKEN_FILE = Key.path("telegram.token-file");
    private static final String TOKEN = "123456:" + Canaries.MARK + "-in-the-mine";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void it_comes_from_the_file_that_the_configuration_names() throws IOException {
        var settings = read("telegram.token-file = " + secretFile("token", TOKEN + "\n"));

        assertThat(settings.secret(NAME, TOKEN_FILE)).map(Secret::reveal).contains(TOKEN);
    }

    @Test
    void it_comes_from_the_file_that_the_environment_names() throws IOException {
        environment.put("TIDEWATCH_TELEGRAM_TOKEN_FILE", secretFile("token", TOKEN).toString());

        assertThat(read("").secret(NAME, TOKEN_FILE)).map(Secret::reveal).contains(TOKEN);
    }

    @Test
    void it_comes_from_the_credentials_directory() throws IOException {
        secretFile(NAME, "\uFEFF" + TOKEN + "\r\n");
        environment.put("CREDENTIALS_DIRECTORY", folder.toString());

        assertThat(read("").secret(NAME, TOKEN_FILE)).map(Secret::reveal).contains(TOKEN);
    }

    @Test
    void it_comes_from_the_environment() throws IOException {
        environment.put("TIDEWATCH_TELEGRAM_TOKEN", TOKEN);

        assertThat(read("").secret(NAME, TOKEN_FILE)).map(Secret::reveal).contains(TOKEN);
    }

    @Test
    void the_named_file_comes_first_then_the_credentials_then_the_environment() throws IOException {
        var named = secretFile("token", Canaries.MARK + "-from-the-file");
        secretFile(NAME, Canaries.MARK + "-from-the-credentials");
        environment.put("CREDENTIALS_DIRECTORY", folder.toString());
        environment.put("TIDEWATCH_TELEGRAM_TOKEN", Canaries.MARK + "-from-the-environment");

        assertThat(read("telegram.token-file = " + named).secret(NAME, TOKEN_FILE)).map(Secret::reveal).contains(Canaries.MARK + "-from-the-file");
        assertThat(read("").secret(NAME, TOKEN_FILE)).map(Secret::reveal).contains(Canaries.MARK + "-from-the-credentials");
        Files.delete(folder.resolve(NAME));
        assertThat(read("").secret(NAME, TOKEN_FILE)).map(Secret::reveal).contains(Canaries.MARK + "-from-the-environment");
    }

    @Test
    void it_is_absent_when_nothing_or_only_blanks_are_set() throws IOException {
        assertThat(read("").secret(NAME, TOKEN_FILE)).isEmpty();
        environment.put("TIDEWATCH_TELEGRAM_TOKEN", "  ");
        assertThat(read("").secret(NAME, TOKEN_FILE)).isEmpty();
    }

    @Test
    void a_file_that_everybody_may_read_is_refused() throws IOException {
        var file = secretFile("token", TOKEN);
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "SKIPPED, not checked: rights of a secret's file. This"
                + " file system has none.");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        refused("telegram.token-file = " + file, "tidewatch.properties line 1: telegram.token: everybody on this machine may read its file. Run"
                + " chmod 600 on it");
    }

    @Test
    void a_file_that_the_group_may_read_is_taken() throws IOException {
        var file = secretFile("token", TOKEN);
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "SKIPPED, not checked: a secret's file that its group"
                + " may read. This file system has no such rights.");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(read("telegram.token-file = " + file).secret(NAME, TOKEN_FILE)).isPresent();
    }

    @Test
    void a_file_that_does_not_exist_is_refused_and_no_other_source_asked() throws IOException {
        environment.put("TIDEWATCH_TELEGRAM_TOKEN", TOKEN);

        refused("telegram.token-file = " + folder.resolve("gone"), "tidewatch.properties line 1: telegram.token: its file does not exist; correct"
                + " its path or write it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\n"})
    void an_empty_file_is_refused(String text) throws IOException {
        refused("telegram.token-file = " + secretFile("token", text), "tidewatch.properties line 1: telegram.token: its file is empty. Put the"
                + " secret in it, and nothing else");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token = " + TOKEN, TOKEN + "\n" + TOKEN, "a\u0000b"})
    void a_file_with_more_than_the_secret_is_refused(String text) throws IOException {
        refused("telegram.token-file = " + secretFile("token", text), "tidewatch.properties line 1: telegram.token: there is more than one word"
                + " where only the secret should be");
    }

    @Test
    void a_token_typed_where_its_file_should_be_named_is_refused_and_not_repeated() throws IOException {
        refused("telegram.token-file = " + TOKEN, "tidewatch.properties line 1: telegram.token: its file does not exist; correct its path or write it");
    }

    @Test
    void a_literal_in_the_configuration_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> read("telegram.token = " + TOKEN))
                .isInstanceOf(SettingsError.class)
                .hasMessage("tidewatch.properties line 1: telegram.token belongs in a file: set telegram.token-file");
        assertThatThrownBy(() -> read("telegram.token " + TOKEN)).isInstanceOf(SettingsError.class).message().doesNotContain(TOKEN);
    }

    @Test
    void a_literal_on_the_command_line_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> Settings.read(Optional.empty(), Map.of(), Map.of(NAME, TOKEN), List.of(TOKEN_FILE), Spelling::near))
                .isInstanceOf(SettingsError.class)
                .hasMessage("command line: telegram.token belongs in a file: set telegram.token-file");
    }

    @Test
    void it_prints_as_stars_and_cannot_be_serialized() {
        assertThat(Secret.of(TOKEN)).hasToString("***").isNotInstanceOf(Serializable.class);
        assertThat(String.valueOf(Optional.of(Secret.of(TOKEN)))).doesNotContain(TOKEN);
    }

    @Test
    void a_blank_secret_is_refused() {
        assertThatThrownBy(() -> Secret.of(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    private void refused(String configuration, String message) throws IOException {
        var settings = read(configuration);

        assertThatThrownBy(() -> settings.secret(NAME, TOKEN_FILE)).isInstanceOf(SettingsError.class).hasMessage(message);
    }

    private Settings read(String configuration) throws IOException {
        var file = Files.writeString(folder.resolve("tidewatch.properties"), configuration);
        return Settings.read(Optional.of(file), environment, Map.of(), List.of(TOKEN_FILE), Spelling::near);
    }

    private Path secretFile(String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }
}
