package tidewatch.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidewatch.testing.DocGenerator;
import tidewatch.testing.DocWords;
import tidewatch.testing.MarkdownReader;
import tidewatch.testing.Seeds;

/** Whatever a message says, its renderings say: every word, in order, and nothing else but the furniture that the plan lists. */
class LosslessTest {
    private static final int SEEDS = 400;

    private static List<List<String>> lines(RenderPlan plan) {
        return plan.parts().stream()
                .flatMap(part -> part.payload().lines())
                .map(DocWords::tokens)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<List<String>> markdownLines(RenderPlan plan) {
        return plan.parts().stream().flatMap(part -> MarkdownReader.lines(part.payload()).stream()).toList();
    }

    @Test
    void plain_text_says_every_word_at_any_width() {
        Seeds.each(SEEDS, seed -> {
            var doc = new DocGenerator(seed).doc(6);
            for (int width : new int[] {40, 80, Capabilities.UNLIMITED}) {
                var plan = new PlainRenderer().render(doc, Capabilities.plain(width));
                DocWords.check(doc, plan, lines(plan), new DocWords.Form(true, false, false));
            }
        });
    }

    @Test
    void markdown_reads_back_as_the_same_words() {
        Seeds.each(SEEDS, seed -> {
            var doc = new DocGenerator(seed).doc(6);
            var plan = new MarkdownRenderer().render(doc, Capabilities.markdown());
            DocWords.check(doc, plan, markdownLines(plan), new DocWords.Form(false, true, false));
        });
    }

    @Test
    void plain_text_in_parts_says_every_word_and_each_part_fits() {
        Seeds.each(SEEDS / 4, seed -> {
            var doc = new DocGenerator(seed).doc(6);
            var random = new Random(seed);
            int characters = 300 + random.nextInt(4000);
            int width = random.nextBoolean() ? 40 : 80;
            var plan = PlainRenderer.within(characters).render(doc, Capabilities.plain(width));
            assertThat(plan.parts()).allMatch(part -> part.payload().length() <= characters);
            DocWords.check(doc, plan, lines(plan), new DocWords.Form(true, false, plan.parts().size() > 1));
        });
    }

    @Test
    void markdown_in_parts_says_every_word_and_each_part_fits() {
        Seeds.each(SEEDS / 4, seed -> {
            var doc = new DocGenerator(seed).doc(6);
            int characters = 300 + new Random(seed).nextInt(4000);
            var plan = MarkdownRenderer.within(characters).render(doc, Capabilities.markdown());
            assertThat(plan.parts()).allMatch(part -> part.payload().length() <= characters);
            DocWords.check(doc, plan, markdownLines(plan), new DocWords.Form(false, true, plan.parts().size() > 1));
        });
    }

    @Test
    void the_same_message_gives_the_same_bytes() {
        Seeds.each(20, seed -> {
            var once = new MarkdownRenderer().render(new DocGenerator(seed).doc(4), Capabilities.markdown());
            var again = new MarkdownRenderer().render(new DocGenerator(seed).doc(4), Capabilities.markdown());
            assertThat(again).isEqualTo(once);
        });
    }

    @Test
    void no_control_character_leaves_a_renderer() {
        Seeds.each(SEEDS, seed -> {
            var doc = new DocGenerator(seed).doc(6);
            var plain = new PlainRenderer().render(doc, Capabilities.plain(80)).text();
            var markdown = new MarkdownRenderer().render(doc, Capabilities.markdown()).text();
            assertThat(Stream.of(plain, markdown)).allSatisfy(text -> assertThat(text.chars())
                    .noneMatch(c -> (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0x202E || c == 0x200B));
        });
    }
}
