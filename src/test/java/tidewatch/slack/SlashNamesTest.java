package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlashNamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/tidewatch    | winners 5          | /winners 5",
        "/Tidewatch    | Winners 5          | /Winners 5",
        "/tidewatch    | /winners 5         | /winners 5",
        "/tidewatch    | ` win-ners 5 `     | /win-ners 5",
        "/tidewatch    | ``                 | /help",
        "/tidewatch    | what rotated today | what rotated today",
        "/tw-tidewatch | winners            | /winners",
        "/tw-winners   | 5                  | /winners 5",
        "/TW-winners   | 5                  | /winners 5",
        "/winners      | 5                  | /winners 5",
        "/brief        | ``                 | /brief",
        "brief         | ``                 | /brief",
    })
    void a_slash_command_says_what_would_be_typed_elsewhere(String command, String text, String line) {
        assertThat(EarRig.NAMES.line(command, text)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"/tidewatch,/help", "/winners,/winners"})
    void without_a_prefix_the_names_are_as_they_are(String command, String line) {
        assertThat(new SlashNames("tidewatch", "", EarRig.VERBS::contains).line(command, "")).isEqualTo(line);
    }
}
