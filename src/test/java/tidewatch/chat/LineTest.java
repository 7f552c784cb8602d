package tidewatch.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
    @Test
    void a_command_has_a_verb_arguments_and_the_rest_as_typed() {
        assertThat(Line.of("/Quote NVDA  ORCL")).isEqualTo(new Line("quote", List.of("NVDA", "ORCL"), "NVDA ORCL"));
        assertThat(Line.of("/brief")).isEqualTo(new Line("brief", List.of(), ""));
    }

    @Test
    void a_line_without_a_slash_is_a_sentence() {
        var line = Line.of("what rotated?");
        assertThat(line.sentence()).isTrue();
        assertThat(line.rest()).isEqualTo("what rotated?");
        assertThat(line.arguments()).containsExactly("what", "rotated?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/re-la_ted x", "/RELATED x", "/related@tidewatch_bot x", "\uFF0Frelated x", "\u00A0/related\u00A0x", "/related\u202Fx\u3000", "/related\tx\r\n",
        "/rel\u200Bated x", "\u202E/related x", "/related\u2028x", "/related\u0000x"})
    void a_verb_is_the_same_in_all_the_ways_in_which_phones_write_it(String typed) {
        assertThat(Line.of(typed)).isEqualTo(new Line("related", List.of("x"), "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/quote \"general dynamics\" lmt", "/quote \u201Cgeneral dynamics\u201D lmt", "/quote \u201Egeneral dynamics\u201C lmt", "/quote \u00ABgeneral dynamics\u00BB lmt"})
    void quoted_words_are_one_argument_whatever_the_quotes(String typed) {
        assertThat(Line.of(typed).arguments()).containsExactly("general dynamics", "lmt");
    }

    @Test
    void a_link_is_one_argument_and_keeps_its_brackets() {
        assertThat(Line.of("/related [[Long value / Short growth]] [[x]]").arguments()).containsExactly("[[Long value / Short growth]]", "[[x]]");
    }

    @Test
    void what_is_opened_and_not_closed_is_read_as_it_stands() {
        assertThat(Line.of("/note \"long nvidia").arguments()).containsExactly("\"long", "nvidia");
        assertThat(Line.of("/note [[long nvidia").arguments()).containsExactly("[[long", "nvidia");
        assertThat(Line.of("/note \"\" x").arguments()).containsExactly("\"\"", "x");
    }

    @Test
    void quotes_around_the_whole_are_not_part_of_the_name() {
        assertThat(Line.of("/thesis \u201Clong nvidia\u201D").rest()).isEqualTo("long nvidia");
        assertThat(Line.of("/quote \"a b\" \"c d\"").rest()).isEqualTo("\"a b\" \"c d\"");
    }

    @Test
    void an_apostrophe_of_a_phone_is_a_plain_one() {
        assertThat(Line.of("what\u2019s new").rest()).isEqualTo("what's new");
    }

    @Test
    void accents_are_composed() {
        assertThat(Line.of("/note pru\u0308fung").rest()).isEqualTo("pr\u00FCfung");
    }

    @Test
    void a_joiner_inside_an_emoji_stays() {
        assertThat(Line.of("/note \uD83D\uDC69\u200D\uD83D\uDCBB").rest()).isEqualTo("\uD83D\uDC69\u200D\uD83D\uDCBB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/-", "/_", "/@tidewatch_bot", "//"})
    void a_slash_without_a_verb_is_no_command(String typed) {
        var line = Line.of(typed);
        assertThat(line.sentence() || line.verb().equals("/")).isTrue();
        assertThat(line.arguments()).isEmpty();
    }

    @Test
    void a_long_line_is_cut_and_no_character_in_half() {
        assertThat(Line.of("a".repeat(Line.LENGTH_MAX + 1)).rest()).hasSize(Line.LENGTH_MAX);
        var cut = Line.of("a".repeat(Line.LENGTH_MAX - 1) + "\uD83D\uDE42").rest();
        assertThat(cut).isEqualTo("a".repeat(Line.LENGTH_MAX - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\u00A0\u200B\u202E", "\u0000\u0007"})
    void a_line_of_nothing_is_an_empty_sentence(String typed) {
        assertThat(Line.of(typed)).isEqualTo(new Line("", List.of(), ""));
    }
}
