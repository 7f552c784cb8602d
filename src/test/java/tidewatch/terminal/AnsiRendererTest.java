package tidewatch.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jline.utils.WCWidth;
import org.junit.jupiter.api.Test;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Line;
import tidewatch.message.Style;
import tidewatch.message.Width;
import tidewatch.testing.Ansi;
import tidewatch.testing.DocGenerator;
import tidewatch.testing.DocWords;
import tidewatch.testing.Golden;
import tidewatch.testing.SampleDocs;
import tidewatch.testing.Seeds;

class AnsiRendererTest {
    private static String ansi(Doc doc, int width, boolean colour, boolean links) {
        return new AnsiRenderer().render(doc, new Capabilities(Capabilities.Profile.ANSI, width, colour, links)).text();
    }

    private static String readable(String text) {
        return text.replace("\u001b", "\u241b");
    }

    @Test
    void a_brief_with_colour_and_links() {
        Golden.check("terminal/brief.ansi.txt", readable(ansi(SampleDocs.brief(), 80, true, true)));
        Golden.check("terminal/everything.ansi.txt", readable(ansi(SampleDocs.everything(), 80, true, true)));
    }

    @Test
    void without_colour_and_links_there_is_no_escape_sequence() {
        assertThat(ansi(SampleDocs.everything(), 80, false, false)).doesNotContain("\u001b");
    }

    @Test
    void colour_only_repeats_what_the_words_say() {
        Seeds.each(200, seed -> {
            var doc = new DocGenerator(seed).doc(6);
            assertThat(Ansi.stripped(ansi(doc, 80, true, false))).isEqualTo(ansi(doc, 80, false, false));
        });
    }

    @Test
    void every_word_is_there_at_any_width() {
        Seeds.each(300, seed -> {
            var doc = new DocGenerator(seed).doc(6);
            for (boolean links : new boolean[] {true, false}) {
                for (int width : new int[] {40, 100}) {
                    var plan = new AnsiRenderer().render(doc, new Capabilities(Capabilities.Profile.ANSI, width, true, links));
                    var lines = Ansi.stripped(plan.text()).lines().map(DocWords::tokens).filter(line -> !line.isEmpty()).toList();
                    DocWords.check(doc, plan, lines, new DocWords.Form(!links, false, false));
                }
            }
        });
    }

    @Test
    void no_line_is_wider_than_the_terminal_but_code() {
        var doc = SampleDocs.brief();
        for (int width = 40; width < 120; width++) {
            int columns = width;
            assertThat(ansi(doc, width, false, true).lines().map(AnsiRendererTest::bare)).allMatch(line -> Width.of(line) <= columns);
        }
    }

    private static String bare(String line) {
        return Ansi.stripped(line);
    }

    @Test
    void a_sequence_in_a_word_does_not_reach_the_terminal_even_if_it_passed_the_door() {
        var line = new Line(List.of(new Line.Span("a\u001b[2Jb\u0007c\u009b1md\u0000", Style.STRONG)));
        assertThat(AnsiRenderer.print(line, true)).isEqualTo("\u001b[1ma[2Jbc1md\u001b[0m");
        assertThat(AnsiRenderer.print(line, false)).isEqualTo("a[2Jbc1md");
    }

    @Test
    void green_and_red_follow_the_sign_and_what_rounds_to_zero_has_none() {
        assertThat(readable(ansi(SampleDocs.brief(), 80, true, false)))
                .contains("␛[32m+7.4\u00A0pp␛[0m", "␛[31m-6.1\u00A0pp␛[0m");
        assertThat(readable(ansi(SampleDocs.everything(), 80, true, false))).contains("0.0\u00A0%\n").doesNotContain("m0.0");
    }

    /** JLine keeps tables of its own; they agree on all characters but halves of flags, of which it counts each as 2. */
    @Test
    void widths_are_those_of_wcwidth() {
        var different = new StringBuilder();
        for (int c = 0x20; c < 0x30000; c++) {
            int type = Character.getType(c);
            boolean flag = c >= 0x1F1E6 && c <= 0x1F1FF;
            boolean known = !flag && Character.isDefined(c) && type != Character.SURROGATE && type != Character.PRIVATE_USE && type != Character.CONTROL;
            int theirs = WCWidth.wcwidth(c);
            if (known && theirs >= 0 && theirs != Width.of(c)) {
                different.append(Integer.toHexString(c) + ":" + Width.of(c) + "/" + theirs + " ");
            }
        }
        assertThat(different.toString()).hasToString("");
    }
}
