package tidewatch.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.testing.Seeds;

class CleanTest {
    @Test
    void control_and_bidi_and_invisible_characters_do_not_get_in() {
        assertThat(Clean.text("a\u001b[31mb\u0007\u009b2J\u0000c")).isEqualTo("a[31mb2Jc");
        assertThat(Clean.text("invoice\u202Efdp.exe\u2066x\u2069\u200B\uFEFF\u200E\u061C")).isEqualTo("invoicefdp.exex");
    }

    @Test
    void line_ends_are_one_kind_and_a_tab_is_a_blank() {
        assertThat(Clean.text("a\r\nb\rc\td")).isEqualTo("a\nb\nc d");
        assertThat(Clean.line(" a\n\n b\u2028c ")).isEqualTo("a  b c");
    }

    @Test
    void text_is_composed() {
        assertThat(Clean.text("Cafe\u0301")).isEqualTo("Caf\u00e9");
    }

    @Test
    void a_joiner_stays_inside_an_emoji_only() {
        var family = "👩\u200D👩\u200D👧";
        assertThat(Clean.text(family)).isEqualTo(family);
        assertThat(Clean.text("❤\uFE0F\u200D🔥 👩🏽\u200D🚀")).isEqualTo("❤\uFE0F\u200D🔥 👩🏽\u200D🚀");
        assertThat(Clean.text("pass\u200Dword\u200C")).isEqualTo("password");
    }

    @Test
    void half_a_character_becomes_a_mark() {
        assertThat(Clean.text("a\uD83Db")).isEqualTo("a\uFFFDb");
    }

    @Test
    void cleaning_twice_changes_nothing() {
        Seeds.each(3000, seed -> {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                int[] ranges = {random.nextInt(0x110000), random.nextInt(0x300), 0x2000 + random.nextInt(0x70), 0xD800 + random.nextInt(0x800)};
                text.appendCodePoint(ranges[random.nextInt(ranges.length)]);
            }
            var once = Clean.text(text.toString());
            assertThat(Clean.text(once)).isEqualTo(once);
            assertThat(Clean.line(Clean.line(once))).isEqualTo(Clean.line(once));
        });
    }

    @Test
    void a_summary_is_cut_between_words_or_characters_and_never_inside_one() {
        assertThat(Doc.summaryOf("word ".repeat(60))).hasSizeLessThanOrEqualTo(Doc.SUMMARY_MAX).endsWith("word …");
        assertThat(Doc.summaryOf("x" + "👩🏽\u200D🚀".repeat(60))).hasSizeLessThanOrEqualTo(Doc.SUMMARY_MAX).endsWith("🚀 …");
    }
}
