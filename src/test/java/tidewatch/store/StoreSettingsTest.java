package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;
import tidewatch.testing.Canaries;

final class StoreSettingsTest {
    private static final String PASSWORD = Canaries.MARK + "2";

    @TempDir
    Path folder;

    private static StoreSettings read(Map<String, String> values) {
        return StoreSettings.read(Settings.read(Optional.empty(), Map.of(), values, StoreSettings.KEYS, (_, _) -> List.of()));
    }

    @Test
    void nothing_set_is_a_file_in_the_home_folder() {
        assertThat(read(Map.of()).isFile()).isTrue();
        assertThat(read(Map.of())).hasToString("tidewatch.db in the home folder");
    }

    @Test
    void a_server_has_its_user_and_its_password_in_a_file() throws Exception {
        var file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var settings = read(Map.of(
                "database.url", "jdbc:postgresql://db.example.org:5433/tidewatch?sslmode=verify-full",
                "database.user", "tide",
                "database.password-file", file.toString()));
        assertThat(settings.isFile()).isFalse();
        assertThat(settings.user()).contains("tide");
        assertThat(settings.password()).hasValueSatisfying(secret -> assertThat(secret.reveal()).isEqualTo(PASSWORD));
        assertThat(settings.toString()).doesNotContain(PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://db/tidewatch", "postgres://db/tidewatch", "JDBC:postgresql://db/tidewatch"})
    void the_url_of_postgresqls_own_tools_is_understood(String url) {
        assertThat(read(Map.of("database.url", url)).url()).isEqualTo("jdbc:postgresql://db/tidewatch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/tidewatch?password=" + PASSWORD,
                "jdbc:postgresql://db/tidewatch?ssl=true&PASSWORD=" + PASSWORD,
                "postgresql://tide:" + PASSWORD + "@db/tidewatch",
                "postgres://" + PASSWORD + "@db/tidewatch",
            })
    void a_password_in_the_url_is_refused_with_the_fix_and_not_repeated(String url) {
        assertThatThrownBy(() -> read(Map.of("database.url", url)))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("database.password-file")
                .hasMessageNotContaining(PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://db/tidewatch", "jdbc:sqlite:other.db", "db.example.org", "jdbc:h2:mem:x"})
    void another_database_is_refused_with_an_example(String url) {
        assertThatThrownBy(() -> read(Map.of("database.url", url)))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("jdbc:postgresql://db.example.org/tidewatch");
    }
}
