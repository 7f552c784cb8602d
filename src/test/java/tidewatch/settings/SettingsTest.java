package tidewatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.problem.Spelling;
import tidewatch.settings.SettingsError.Fault;

class SettingsTest {
    private static final Key<Optional<Path>> VAULT = Key.path("vault.path");
    private static final Key<Integer> NOTE_MAX = Key.whole("vault.note-max-mb", 5, 1, 100);
    private static final Key<LocalTime> TIME = Key.time("brief.time", "07:00");
    private static final Key<ZoneId> ZONE = Key.zone("brief.zone", "America/New_York");
    private static final Key<String> TITLE = Key.text("brief.title", "Tidewatch");
    private static final Key<Optional<Path>> TOKEN_FILE = Key.path("telegram.token-file");
    private static final List<Key<?>> KNOWN = List.of(VAULT, NOTE_MAX, TIME, ZONE, TITLE, TOKEN_FILE);

    @TempDir
    Path folder;

    @Test
    void without_a_file_everything_is_as_the_code_has_it() {
        var settings = Settings.read(Optional.empty(), Map.of(), Map.of(), KNOWN, Spelling::near);

        assertThat(settings.get(VAULT)).isEmpty();
        assertThat(settings.get(NOTE_MAX)).isEqualTo(5);
        assertThat(settings.get(TIME)).isEqualTo(LocalTime.of(7, 0));
        assertThat(settings.isSet(TIME)).isFalse();
        assertThat(settings.where(TIME)).isEqualTo("not set");
    }

    @Test
    void a_file_is_lines_of_key_and_value_with_comments_between() {
        var settings = read("""
                # where the notes lie
                vault.path=notes/mine

                  brief.title  =  a = b # c \s
                brief.time = 06:30
                """);

        assertThat(settings.get(VAULT)).contains(Path.of("notes", "mine"));
        assertThat(settings.get(TITLE)).isEqualTo("a = b # c");
        assertThat(settings.get(TIME)).isEqualTo(LocalTime.of(6, 30));
        assertThat(settings.where(TIME)).isEqualTo("tidewatch.properties line 5");
    }

    @Test
    void windows_line_ends_and_a_byte_order_mark_change_nothing() {
        var settings = read("\uFEFFvault.note-max-mb = 7\r\nbrief.title = Früh\r\n");

        assertThat(settings.get(NOTE_MAX)).isEqualTo(7);
        assertThat(settings.get(TITLE)).isEqualTo("Früh");
    }

    @Test
    void the_environment_beats_the_file_and_the_command_line_beats_both() {
        var file = file("vault.note-max-mb = 1\nbrief.time = 05:00\nbrief.title = file\n");
        var environment = Map.of("TIDEWATCH_VAULT_NOTE_MAX_MB", "2", "TIDEWATCH_BRIEF_TIME", "06:00", "HOME", "elsewhere");

        var settings = Settings.read(Optional.of(file), environment, Map.of("vault.note-max-mb", "3"), KNOWN, Spelling::near);

        assertThat(settings.get(NOTE_MAX)).isEqualTo(3);
        assertThat(settings.where(NOTE_MAX)).isEqualTo("command line");
        assertThat(settings.get(TIME)).isEqualTo(LocalTime.of(6, 0));
        assertThat(settings.where(TIME)).isEqualTo("TIDEWATCH_BRIEF_TIME");
        assertThat(settings.get(TITLE)).isEqualTo("file");
    }

    @Test
    void an_unknown_key_is_told_with_its_line_and_the_nearest() {
        assertThat(faults("\nvualt.path = notes\n"))
                .containsExactly("tidewatch.properties line 2: There is no key vualt.path. Did you mean vault.path?");
    }

    @Test
    void an_unknown_key_that_is_near_nothing_leads_to_the_list() {
        assertThat(faults("colour = red"))
                .containsExactly("tidewatch.properties line 1: There is no key colour. config/README.md lists all keys");
    }

    @Test
    void an_unknown_key_on_the_command_line_is_told_too() {
        assertThat(faults(Optional.empty(), Map.of(), Map.of("brief.tme", "07:00")))
                .containsExactly("command line: There is no key brief.tme. Did you mean brief.time?");
    }

    @Test
    void a_value_of_the_wrong_form_is_told_with_the_form_it_must_have() {
        assertThat(faults("""
                        vault.note-max-mb = five
                        brief.time = 7am
                        brief.zone = New York
                        """))
                .containsExactly(
                        "tidewatch.properties line 1: vault.note-max-mb: \"five\" is no whole number; it must be a whole number from 1 to 100",
                        "tidewatch.properties line 2: brief.time: \"7am\" is no time of day; it must be a time of day such as 07:00",
                        "tidewatch.properties line 3: brief.zone: \"New York\" is no time zone; it must be a time zone such as America/New_York");
    }

    @Test
    void a_wrong_value_is_told_where_it_was_set() {
        assertThat(faults(Optional.empty(), Map.of("TIDEWATCH_BRIEF_TIME", "noon"), Map.of("vault.note-max-mb", "101")))
                .containsExactly(
                        "command line: vault.note-max-mb: \"101\" is out of range; it must be a whole number from 1 to 100",
                        "TIDEWATCH_BRIEF_TIME: brief.time: \"noon\" is no time of day; it must be a time of day such as 07:00");
    }

    @Test
    void a_wrong_value_that_takes_no_effect_stops_nothing() {
        var settings = Settings.read(
                Optional.of(file("vault.note-max-mb = five")), Map.of(), Map.of("vault.note-max-mb", "6"), KNOWN, Spelling::near);

        assertThat(settings.get(NOTE_MAX)).isEqualTo(6);
    }

    @Test
    void a_key_that_is_set_twice_is_told_with_both_lines() {
        assertThat(faults("brief.time = 07:00\n\nbrief.time = 08:00"))
                .containsExactly("tidewatch.properties line 3: brief.time is set twice, first in line 1");
    }

    @Test
    void a_line_without_an_equals_sign_is_told_and_not_repeated() {
        assertThat(faults("vault.path notes\n123456:token\n= 5"))
                .containsExactly(
                        "tidewatch.properties line 1: vault.path has no =: write vault.path = value",
                        "tidewatch.properties line 2: This is no setting: write key = value, or # before a comment",
                        "tidewatch.properties line 3: This is no setting: write key = value, or # before a comment");
    }

    @Test
    void all_faults_are_told_at_once() {
        var faults = faults(
                Optional.of(file("vualt.path = x\nbrief.time = 07:00\nbrief.time = 08:00\nnothing\nvault.note-max-mb = 0\n")),
                Map.of("TIDEWATCH_BRIEF_ZONE", "Mars/Base"),
                Map.of("brief.nothing-like-it", "1"));

        assertThat(faults).hasSize(6);
    }

    @Test
    void of_very_many_faults_the_message_shows_twenty_and_counts_the_rest() {
        var file = write("notes.md", "A note is no configuration.\n".repeat(50));

        var error = error(Optional.of(file), Map.of(), Map.of());

        assertThat(error.faults()).hasSize(50);
        assertThat(error).message().hasLineCount(21).endsWith("\nand 30 more faults");
    }

    @Test
    void a_file_that_does_not_exist_is_told() {
        var missing = folder.resolve("gone.properties");

        assertThat(faults(Optional.of(missing), Map.of(), Map.of()))
                .containsExactly(missing + ": The configuration file does not exist; correct its path or write it");
    }

    @Test
    void a_folder_named_as_configuration_is_told() {
        assertThat(faults(Optional.of(folder), Map.of(), Map.of()))
                .containsExactly(folder + ": The configuration file is a folder; name a file in it");
    }

    @Test
    void a_file_that_is_no_utf_8_is_told_with_the_first_such_line() throws IOException {
        var file = Files.write(folder.resolve("tidewatch.properties"), "brief.time = 07:00\nbrief.title = Früh\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(faults(Optional.of(file), Map.of(), Map.of()))
                .containsExactly(file + ": The configuration file is not UTF-8 text (line 2); save it as UTF-8");
    }

    @Test
    void a_file_that_ends_inside_a_character_is_no_utf_8() throws IOException {
        var file = Files.write(folder.resolve("tidewatch.properties"), new byte[] {'#', (byte) 0xE2, (byte) 0x82});

        assertThat(faults(Optional.of(file), Map.of(), Map.of())).singleElement().asString().contains("is not UTF-8 text (line 1)");
    }

    @Test
    void a_huge_file_is_told_and_not_read() {
        var file = write("prices.csv", "#\n".repeat(600_000));

        assertThat(faults(Optional.of(file), Map.of(), Map.of()))
                .containsExactly(file + ": The configuration file is larger than 1 MB; is it the right file?");
    }

    @Test
    void a_long_or_unprintable_value_is_shown_short_and_harmless() {
        assertThat(faults("brief.time = \u001B[31m" + "x".repeat(500)))
                .singleElement()
                .asString()
                .startsWith("tidewatch.properties line 1: brief.time: \"?[31mxxx")
                .contains("…\" is no time of day")
                .hasSizeLessThan(220);
    }

    @Test
    void an_empty_value_is_not_set_for_a_path_and_wrong_for_a_number() {
        assertThat(read("vault.path =").get(VAULT)).isEmpty();
        assertThat(faults("vault.note-max-mb =")).singleElement().asString().contains("\"\" is no whole number");
    }

    @Test
    void a_key_that_nobody_made_known_is_a_bug_and_said() {
        var settings = Settings.read(Optional.empty(), Map.of(), Map.of(), List.of(TITLE), Spelling::near);

        assertThatThrownBy(() -> settings.get(TIME)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("brief.time");
    }

    @Test
    void two_keys_that_share_a_variable_are_a_bug_and_said() {
        var known = List.<Key<?>>of(Key.text("vault.path", ""), Key.text("vault-path", ""));

        assertThatThrownBy(() -> Settings.read(Optional.empty(), Map.of(), Map.of(), known, Spelling::near))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Keys vault.path and vault-path share the variable TIDEWATCH_VAULT_PATH");
    }

    @Test
    void a_fault_is_one_line_with_its_place() {
        assertThat(new Fault("command line", "It is wrong").line()).isEqualTo("command line: It is wrong");
        assertThat(new SettingsError(List.of(new Fault("a", "b"), new Fault("c", "d")))).hasMessage("a: b\nc: d");
    }

    private Settings read(String text) {
        return Settings.read(Optional.of(file(text)), Map.of(), Map.of(), KNOWN, Spelling::near);
    }

    private List<String> faults(String text) {
        return faults(Optional.of(file(text)), Map.of(), Map.of());
    }

    private static List<String> faults(Optional<Path> file, Map<String, String> environment, Map<String, String> overrides) {
        return error(file, environment, overrides).faults().stream().map(Fault::line).toList();
    }

    private static SettingsError error(Optional<Path> file, Map<String, String> environment, Map<String, String> overrides) {
        return catchThrowableOfType(
                SettingsError.class, () -> Settings.read(file, environment, overrides, KNOWN, Spelling::near));
    }

    private Path file(String text) {
        return write("tidewatch.properties", text);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
