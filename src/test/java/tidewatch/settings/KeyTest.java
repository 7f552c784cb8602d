package tidewatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"vault", "vault.path", "vault.note-max-mb", "web2.port"})
    void a_name_is_lower_case_with_dots_between_and_hyphens_inside_parts(String name) {
        assertThat(Key.text(name, "").name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Vault", "vault_path", "vault.", ".vault", "vault..path", "vault.-path", "vault.path-", "9lives", "vault path"})
    void another_name_is_refused(String name) {
        assertThatThrownBy(() -> Key.text(name, "")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("hyphens inside a part");
    }

    @Test
    void its_environment_variable_has_the_same_words() {
        assertThat(Key.text("vault.note-max-mb", "").environmentName()).isEqualTo("TIDEWATCH_VAULT_NOTE_MAX_MB");
    }

    @Test
    void a_standard_that_its_own_parser_refuses_is_refused() {
        assertThatThrownBy(() -> Key.whole("web.port", 0, 1, 65535))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Key web.port: its own standard \"0\" is out of range");
        assertThatThrownBy(() -> Key.zone("brief.zone", "Mars")).hasMessageContaining("its own standard \"Mars\" is no time zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "100", "+7", "007"})
    void a_whole_number_within_its_limits_is_taken(String text) {
        assertThat(Key.whole("a", 5, 1, 100).parser().apply(text)).isEqualTo(Integer.parseInt(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "99999999999999999999999"})
    void a_whole_number_beyond_its_limits_is_refused_however_long(String text) {
        refused(Key.whole("a", 5, 1, 100), text, "is out of range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "five", "5.0", "5 MB", "1e3", "٥", "0x5", "--5"})
    void what_is_no_whole_number_is_refused(String text) {
        refused(Key.whole("a", 5, 1, 100), text, "is no whole number");
    }

    @Test
    void a_time_and_a_zone_are_read_as_java_writes_them() {
        assertThat(Key.time("a", "07:00").parser().apply("18:45")).isEqualTo(LocalTime.of(18, 45));
        assertThat(Key.zone("a", "UTC").parser().apply("Europe/Zurich")).isEqualTo(ZoneId.of("Europe/Zurich"));
        refused(Key.time("a", "07:00"), "24:30", "is no time of day");
        refused(Key.zone("a", "UTC"), "Europe/Nowhere", "is no time zone");
    }

    @Test
    void a_path_may_be_empty_and_holds_spaces() {
        assertThat(Key.path("a").parser().apply("")).isEmpty();
        assertThat(Key.path("a").parser().apply("My Vault/Notes")).contains(Path.of("My Vault", "Notes"));
    }

    @Test
    void what_only_a_shell_would_understand_is_no_path() {
        refused(Key.path("a"), "~/Notes", "begins with ~, which only a shell knows: write the whole path");
        refused(Key.path("a"), "\"My Vault\"", "stands in quotation marks: leave them out");
        refused(Key.paths("a"), "data, ~/more", "begins with ~, which only a shell knows: write the whole path");
        refused(Key.path("a"), "a\u0000b", "is no path");
    }

    @Test
    void paths_are_divided_by_commas_in_their_order() {
        assertThat(Key.paths("a").parser().apply(" b , a,, c/d,")).containsExactly(Path.of("b"), Path.of("a"), Path.of("c", "d"));
        assertThat(Key.paths("a").parser().apply("")).isEmpty();
    }

    private static void refused(Key<?> key, String text, String why) {
        assertThatThrownBy(() -> key.parser().apply(text)).isInstanceOf(IllegalArgumentException.class).hasMessage(why);
    }
}
