package tidewatch.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.testing.SampleDocs;

class SplitterTest {
    private static Doc doc(String title, Block... blocks) {
        return new Doc(title, "A test", List.of(blocks), List.of(), SampleDocs.brief().meta());
    }

    private static List<Doc> split(Doc doc, int characters) {
        return new Splitter<>(List.of(Budget.characters(characters)), SplitterTest::plain)
                .split(doc).stream().map(Splitter.Piece::doc).toList();
    }

    private static String plain(Doc doc) {
        return Layout.lay(doc, Capabilities.plain(80), Ladder.Buttons.NUMBERED).text();
    }

    private static Block.Table table(int rows) {
        return new Block.Table(
                List.of(Block.Column.text("Name"), Block.Column.number("pp", Block.Column.Type.PCT, 1)),
                IntStream.range(0, rows)
                        .mapToObj(i -> List.of(Block.Cell.of(Inline.text("row " + i)), Block.Cell.of(Numbers.bare(i))))
                        .toList(),
                Optional.of("Moves"));
    }

    @Test
    void what_fits_is_one_part_without_a_mark() {
        var doc = doc("Title", Block.para("Words."));
        assertThat(split(doc, 200)).containsExactly(doc);
    }

    @Test
    void a_block_that_fits_alone_is_not_cut() {
        var parts = split(doc("T", Block.para("a ".repeat(60)), Block.para("b ".repeat(60))), 200);
        assertThat(parts).extracting(Doc::title).containsExactly("T (1/2)", "T (2/2)");
        assertThat(parts).allMatch(part -> part.blocks().size() == 1);
    }

    @Test
    void a_heading_and_a_line_that_ends_in_a_colon_go_with_what_they_name() {
        var parts = split(doc("T", Block.para("a ".repeat(60)), Block.heading(2, "Next"), Block.para("These:"), table(8)), 200);
        assertThat(parts.getFirst().blocks()).hasSize(1);
        assertThat(parts.get(1).blocks()).hasSize(3);
    }

    @Test
    void a_long_table_goes_on_with_its_header_and_never_leaves_one_row_alone() {
        for (int rows = 4; rows < 60; rows++) {
            int whole = rows;
            var parts = split(doc("", table(rows)), 120);
            var tables = parts.stream().flatMap(part -> part.blocks().stream()).map(Block.Table.class::cast).toList();
            assertThat(tables.stream().mapToInt(t -> t.rows().size())).as("%s rows", rows).allMatch(n -> n >= 2);
            assertThat(tables.stream().flatMap(t -> t.rows().stream()).toList()).isEqualTo(table(whole).rows());
            assertThat(tables.stream().skip(1)).allMatch(t -> t.caption().equals(Optional.of("Moves (continued)")));
        }
    }

    @Test
    void a_paragraph_is_cut_between_sentences_before_words_before_clusters() {
        var sentences = split(doc("", Block.para("One two three four five six seven. ".repeat(12).strip())), 150);
        assertThat(sentences).allMatch(part -> plain(part).strip().endsWith("seven."));
        var words = split(doc("", Block.para("word ".repeat(100).strip())), 150);
        assertThat(words).allMatch(part -> plain(part).strip().endsWith("word"));
        var family = "👩\u200D👩\u200D👧\u200D👦";
        var clusters = split(doc("", Block.para(family.repeat(60))), 150);
        assertThat(clusters).hasSizeGreaterThan(1).allSatisfy(part -> {
            var text = ((Inline.Text) ((Block.Para) part.blocks().getFirst()).text().getFirst()).text();
            assertThat(text.replace(family, "")).isEmpty();
        });
    }

    @Test
    void a_numbered_list_goes_on_with_its_number() {
        var items = IntStream.range(0, 30).<List<Block>>mapToObj(i -> List.of(Block.para("item number " + i))).toList();
        var parts = split(doc("", new Block.Bullets(true, items)), 150);
        int next = 1;
        for (var part : parts) {
            var list = (Block.Bullets) part.blocks().getFirst();
            assertThat(list.first()).isEqualTo(next);
            next += list.items().size();
        }
        assertThat(next).isEqualTo(31);
    }

    @Test
    void code_is_cut_between_its_lines() {
        var code = new Block.Code("text", "a line of code\n".repeat(40).strip());
        var parts = split(doc("", code), 150);
        assertThat(parts).allMatch(part -> ((Block.Code) part.blocks().getFirst()).text().endsWith("a line of code"));
    }

    @Test
    void buttons_stay_with_the_last_part_and_get_more_parts_when_they_do_not_fit() {
        var actions = IntStream.range(0, 20).<Action>mapToObj(i -> Action.Run.read("Button number " + i, "/x " + i)).toList();
        var doc = doc("T", Block.para("words ".repeat(20))).withActions(actions);
        var pieces = new Splitter<>(List.of(Budget.characters(200)), SplitterTest::plain).split(doc);
        assertThat(pieces.stream().flatMap(piece -> piece.doc().actions().stream()).toList()).isEqualTo(actions);
        assertThat(pieces).allMatch(piece -> plain(piece.doc()).length() <= 200);
    }

    @Test
    void the_tighter_of_two_budgets_decides() {
        var lines = new Budget<String>("lines", 3, text -> text.lines().count());
        var paras = IntStream.range(0, 5).<Block>mapToObj(i -> Block.para("p" + i)).toArray(Block[]::new);
        var pieces = new Splitter<>(List.of(Budget.characters(4000), lines), SplitterTest::plain).split(doc("T", paras));
        assertThat(pieces).hasSize(5).allMatch(piece -> plain(piece.doc()).lines().count() <= 3);
    }

    @Test
    void a_budget_that_holds_nothing_is_named() {
        assertThatThrownBy(() -> split(doc("", Block.para("some words")), 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("characters 3");
        assertThatThrownBy(() -> PlainRenderer.within(20)).hasMessageContaining("at least 200");
    }

    @Test
    void a_hundred_parts_have_room_for_their_marks() {
        var parts = split(doc("Title", Block.para("word ".repeat(4000).strip())), 100);
        assertThat(parts).hasSizeGreaterThan(99).allMatch(part -> plain(part).length() <= 100);
        assertThat(parts.getLast().title()).isEqualTo("Title (" + parts.size() + "/" + parts.size() + ")");
    }

    private static Splitter<String> splitter(int characters) {
        return new Splitter<>(List.of(Budget.characters(characters)), SplitterTest::plain);
    }

    @Test
    void more_pieces_than_asked_for_are_none() {
        var doc = doc("T", IntStream.range(0, 20).mapToObj(i -> (Block) Block.para(i + " " + "word ".repeat(30))).toArray(Block[]::new));
        int all = splitter(200).split(doc).size();
        assertThat(all).isGreaterThan(9);
        assertThat(splitter(200).split(doc, all)).contains(splitter(200).split(doc));
        assertThat(splitter(200).split(doc, all - 1)).isEmpty();
        assertThat(splitter(200).split(doc, 1)).isEmpty();
        assertThat(splitter(200).split(doc("T", Block.para("one")), 1)).isPresent();
    }

    @Test
    void the_first_pieces_alone_are_marked_as_of_another_whole_and_have_no_actions() {
        var long20 = IntStream.range(0, 20).mapToObj(i -> (Block) Block.para(i + " " + "word ".repeat(30))).toArray(Block[]::new);
        var doc = doc("T", long20).withActions(List.of(Action.Run.read("More", "/more")));
        var first = splitter(200).begin(doc, 2, 3);
        assertThat(first).extracting(piece -> piece.doc().title()).containsExactly("T (1/3)", "T (2/3)");
        assertThat(first).allMatch(piece -> piece.doc().actions().isEmpty() && plain(piece.doc()).length() <= 200);
        assertThat(first.getFirst().doc().blocks()).startsWith(long20[0]);
    }

    @Test
    void folded_details_go_on_under_their_line_without_the_address_of_a_link() {
        var line = List.<Inline>of(Inline.text("How "), new Inline.Link(URI.create("https://example.org/how"), "it is measured"));
        var details = new Block.Details(line, List.of(Block.para("word ".repeat(100).strip())));
        var pieces = splitter(250).split(doc("", details));
        assertThat(pieces).hasSizeGreaterThan(1);
        assertThat(pieces.get(1).furniture()).contains("How it is measured (continued)");
    }

    @Test
    void a_label_is_shortened_between_clusters() {
        assertThat(Graphemes.shortened("Full brief", 10)).isEqualTo("Full brief");
        assertThat(Graphemes.shortened("Full brief", 9)).isEqualTo("Full bri…");
        assertThat(Graphemes.shortened("Full brief", 6)).isEqualTo("Full…");
        var flags = "🇩🇪🇫🇷🇮🇹";
        assertThat(Graphemes.shortened(flags, 11)).isEqualTo("🇩🇪🇫🇷…");
        assertThat(Graphemes.shortened(flags, 8)).isEqualTo("🇩🇪…");
    }
}
