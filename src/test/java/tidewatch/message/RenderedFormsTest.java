package tidewatch.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.message.RenderPlan.Degradation;
import tidewatch.testing.Golden;
import tidewatch.testing.MarkdownReader;
import tidewatch.testing.SampleDocs;

/** How messages read, as golden files, and which poorer forms are owned up to. */
class RenderedFormsTest {
    private static String plain(Doc doc, int width) {
        return new PlainRenderer().render(doc, Capabilities.plain(width)).text();
    }

    @Test
    void a_brief_reads_as_designed_in_80_columns() {
        Golden.check("message/brief-80.txt", plain(SampleDocs.brief(), 80));
    }

    @Test
    void a_brief_turns_its_table_into_cards_in_40_columns() {
        Golden.check("message/brief-40.txt", plain(SampleDocs.brief(), 40));
    }

    @Test
    void a_brief_reads_as_designed_in_markdown() {
        Golden.check("message/brief.md", new MarkdownRenderer().render(SampleDocs.brief(), Capabilities.markdown()).text());
    }

    @Test
    void every_kind_of_block_has_its_form() {
        Golden.check("message/everything-80.txt", plain(SampleDocs.everything(), 80));
        Golden.check("message/everything.md", new MarkdownRenderer().render(SampleDocs.everything(), Capabilities.markdown()).text());
    }

    @Test
    void a_brief_in_parts_repeats_its_title_with_a_mark_and_ends_with_the_footer() {
        var plan = PlainRenderer.within(600).render(SampleDocs.brief(), Capabilities.plain(80));
        var all = new StringBuilder();
        plan.parts().forEach(part -> all.append(part.payload()).append("=====\n"));
        Golden.check("message/brief-parts-of-600.txt", all.toString());
    }

    @Test
    void poorer_forms_are_told_with_the_path_of_their_block() {
        var plan = new PlainRenderer().render(SampleDocs.everything(), Capabilities.plain(80));
        assertThat(plan.degradations())
                .containsExactly(
                        new Degradation(Degradation.Kind.CHART_AS_SPARK, "4"),
                        new Degradation(Degradation.Kind.CHART_AS_SPARK, "5"),
                        new Degradation(Degradation.Kind.IMAGE_AS_ALT, "6"),
                        new Degradation(Degradation.Kind.DETAILS_OPENED, "8"),
                        new Degradation(Degradation.Kind.BUTTONS_AS_TEXT, ""));
        assertThat(new PlainRenderer().render(SampleDocs.brief(), Capabilities.plain(40)).degradations())
                .contains(new Degradation(Degradation.Kind.TABLE_AS_CARDS, "3"));
    }

    @Test
    void a_table_takes_its_short_titles_before_it_becomes_cards() {
        assertThat(plain(SampleDocs.brief(), 60)).contains("Flow  Sector        1 s    5 s  21 s  Day").doesNotContain("5 sessions");
        assertThat(new PlainRenderer().render(SampleDocs.brief(), Capabilities.plain(60)).degradations())
                .extracting(Degradation::kind)
                .doesNotContain(Degradation.Kind.TABLE_AS_CARDS);
    }

    @Test
    void emoji_are_not_trusted_in_aligned_columns() {
        var table = new Block.Table(
                List.of(Block.Column.text("A"), Block.Column.text("B")),
                List.of(List.of(Block.Cell.of(Inline.text("👍🏽 yes")), Block.Cell.of(Inline.text("b")))),
                Optional.empty());
        var plan = new PlainRenderer().render(doc(table), Capabilities.plain(80));
        assertThat(plan.degradations()).containsExactly(new Degradation(Degradation.Kind.TABLE_AS_CARDS, "0"));
        assertThat(plan.text()).contains("• 👍🏽 yes\n  B b\n");
    }

    @Test
    void wide_characters_take_two_columns_when_columns_are_aligned() {
        var table = new Block.Table(
                List.of(Block.Column.text("Name"), Block.Column.number("pp", Block.Column.Type.PCT, 1)),
                List.of(
                        List.of(Block.Cell.of(Inline.text("漢字かな")), Block.Cell.of(Numbers.bare(1.25))),
                        List.of(Block.Cell.of(Inline.text("Cafe\u0301")), Block.Cell.of(Numbers.bare(-12)))),
                Optional.empty());
        assertThat(plain(doc(table), 80)).isEqualTo("Name         pp\n漢字かな   +1.3\nCafé      -12.0\n");
    }

    @Test
    void a_message_that_says_nothing_but_its_summary_says_that() {
        var doc = new Doc("", "Nothing changed.", List.of(), List.of(), SampleDocs.brief().meta());
        assertThat(plain(doc, 80)).isEqualTo("Nothing changed.\n");
    }

    @Test
    void no_unit_of_a_header_stands_in_a_cell() {
        assertThat(plain(SampleDocs.brief(), 80).lines().filter(line -> line.startsWith("IN ") || line.startsWith("OUT ")))
                .hasSize(3)
                .noneMatch(line -> line.contains("pp") || line.contains("%"));
    }

    @Test
    void bold_in_the_middle_of_a_word_stays_a_word_and_is_owned_up_to() {
        var odd = Block.para(Inline.text("a"), Inline.strong("(b)"), Inline.text("c"), new Inline.Strong(List.of(Inline.text(" d "))));
        var plan = new MarkdownRenderer().render(doc(odd), Capabilities.markdown());
        assertThat(plan.text()).isEqualTo("a(b)c **d**\n");
        assertThat(plan.degradations()).containsExactly(new Degradation(Degradation.Kind.STYLE_DROPPED, "0"));
    }

    @Test
    void a_link_of_markdown_leads_where_it_led() {
        var plan = new MarkdownRenderer().render(SampleDocs.everything(), Capabilities.markdown());
        assertThat(MarkdownReader.targets(plan.text())).containsExactly("https://example.org/a_(b)?c=1&d=2");
    }

    private static Doc doc(Block... blocks) {
        return new Doc("", "A test", List.of(blocks), List.of(), SampleDocs.brief().meta());
    }
}
