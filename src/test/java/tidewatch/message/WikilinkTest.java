package tidewatch.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names of notes as links, where Markdown lies among the notes themselves. */
class WikilinkTest {
    private static String written(Block... blocks) {
        var meta = new Meta("", Meta.Kind.ANSWER, Instant.EPOCH, Optional.empty(), ZoneOffset.UTC, false, "");
        var doc = new Doc("T", "T", List.of(blocks), List.of(), meta);
        var renderer = MarkdownRenderer.linking(ref -> Optional.of(ref.noteId().replace(".md", "")).filter(path -> !path.equals("Gone")));
        return renderer.render(doc, Capabilities.plain(Capabilities.UNLIMITED)).parts().getFirst().payload();
    }

    @Test
    void a_note_that_is_there_is_a_link_and_one_that_is_not_is_its_name() {
        assertThat(written(new Block.Para(List.of(
                        new Inline.NoteRef("Theses/Long NVIDIA.md", "Long NVIDIA"), Inline.text(", "), new Inline.NoteRef("Cash.md", "Cash"), Inline.text(", "),
                        new Inline.NoteRef("Gone.md", "Gone *for* good")))))
                .isEqualTo("# T\n\n[[Theses/Long NVIDIA|Long NVIDIA]], [[Cash]], Gone \\*for\\* good\n");
    }

    @Test
    void in_a_table_the_bar_stays_in_its_cell() {
        var columns = List.of(new Block.Column("thesis", "Thesis", Block.Column.Align.LEFT, Block.Column.Type.TEXT, 1));
        var cell = new Block.Cell(List.<Inline>of(new Inline.NoteRef("Theses/Long NVIDIA.md", "Long [NVIDIA] | \\ x")), Optional.empty());

        assertThat(written(new Block.Table(columns, List.of(List.of(cell)), Optional.empty()))).contains("| [[Theses/Long NVIDIA\\|Long NVIDIA x]] |");
    }
}
