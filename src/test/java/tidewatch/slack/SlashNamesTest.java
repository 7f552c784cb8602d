package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlashNamesTest {
    @ParameterizedTest
    @CsvSource(
            value = {
                "/tidewatch|winners 5|/winners 5", "/tidewatch|  /Winners  5 |/Winners  5", "/tidewatch||/help", "/TIDEWATCH|status|/status",
                "/winners|5|/winners 5", "/winners||/winners", "/quote|NVDA <@U1>|/quote NVDA <@U1>"
            },
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false)
    void both_ways_of_typing_are_one_command_line(String command, String text, String line) {
        assertThat(new SlashNames("").line(command, text == null ? "" : text)).isEqualTo(line);
    }

    @Test
    void a_prefix_stands_before_all_names_and_is_taken_off_again() {
        var names = new SlashNames("tw2-");
        assertThat(names.root()).isEqualTo("/tw2-tidewatch");
        assertThat(names.flat("winners")).contains("/tw2-winners");
        assertThat(names.flat("mute")).as("no name of Slack's own").contains("/tw2-mute");
        assertThat(names.line("/tw2-winners", "5")).isEqualTo("/winners 5");
        assertThat(names.line("/TW2-winners", "5")).isEqualTo("/winners 5");
        assertThat(names.line("/tw2-tidewatch", "winners 5")).isEqualTo("/winners 5");
        assertThat(names.line("/winners", "5")).as("of the time before the prefix").isEqualTo("/winners 5");
    }

    @Test
    void what_slack_has_itself_or_does_not_take_has_no_name_of_its_own() {
        var names = new SlashNames("");
        assertThat(names.flat("mute")).isEmpty();
        assertThat(names.flat("Status")).isEmpty();
        assertThat(names.flat("größe")).isEmpty();
        assertThat(names.flat("prices_accept")).isEmpty();
        assertThat(names.flat("tidewatch")).isEmpty();
        assertThat(names.flat("x".repeat(31))).contains("/" + "x".repeat(31));
        assertThat(names.flat("x".repeat(32))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tw", "/tw", "tw ", "-tw", "abcdefghijklmnopq"})
    void a_prefix_that_slack_would_refuse_is_refused(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SlashNames(prefix)).withMessageContaining("such as tw2-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/tidewatch    | what rotated today | what rotated today",
        "/tidewatch    | winners            | /winners",
        "/tw-tidewatch | winners 5          | /winners 5",
        "/tw-tidewatch | /quote XLE         | /quote XLE",
        "brief         | 2                  | /brief 2",
    })
    void behind_the_root_stands_a_verb_or_a_sentence(String command, String text, String line) {
        assertThat(EarRig.NAMES.line(command, text)).isEqualTo(line);
    }
}
