package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The block of YAML at the top of a note. */
class FrontMatterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"1.10|1.10", "0123|0123", "No|No", "True|True", "1e3|1e3", "2026-01-08|2026-01-08", "'a ''b'''|a 'b'", "\"x\\u2014y\"|x—y", "!!int 3|3", "!!str 4|4", "on # off|on"})
    void a_value_stays_as_it_is_written(String written, String read) {
        assertThat(of("key: " + written).all("key")).containsExactly(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL", "''", "!!null x"})
    void no_value_is_none(String written) {
        assertThat(of("key: " + written)).satisfies(front -> {
            assertThat(front.error()).isEmpty();
            assertThat(front.all("key")).isEmpty();
            assertThat(front.values()).containsKey("key");
        });
    }

    @Test
    void lists_hold_what_has_a_value() {
        assertThat(of("tags:\n  - one\n  -\n  - ~\n  - 2.50\naliases: [NVDA, 'null', Yes]")).satisfies(front -> {
            assertThat(front.all("tags")).containsExactly("one", "2.50");
            assertThat(front.all("aliases")).containsExactly("NVDA", "Yes");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"key: !!int three", "key: !other x", "key: [a", "- a\n- b", "key: *gone", "? [x]\n: 2", "key: \"\\q\""})
    void what_is_no_yaml_of_a_note_is_said_and_the_note_is_kept_from_others(String yaml) {
        var text = "---\n" + yaml + "\n---\nwords";
        var front = FrontMatter.of(text);

        assertThat(front.error()).isPresent();
        assertThat(front.values()).isEmpty();
        assertThat(text.substring(front.end())).isEqualTo("words");
        assertThat(front.isPrivate(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"false,false", "No,false", "OFF,false", "0,false", "true,true", "yes,true", "x,true", "~,false"})
    void private_is_what_says_so(String written, boolean expected) {
        var text = "---\nPrivate: " + written + "\n---\n";

        assertThat(FrontMatter.of(text).isPrivate(text)).isEqualTo(expected);
    }

    private static FrontMatter of(String yaml) {
        return FrontMatter.of("---\n" + yaml + "\n---\n");
    }

    @Test
    void keys_are_compared_without_case() {
        assertThat(of("Last Reviewed: 2026-01-08").all("last reviewed")).isEqualTo(List.of("2026-01-08"));
    }
}
