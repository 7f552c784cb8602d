package tidewatch.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.testing.SampleDocs;

/** Tables in the width of a phone. */
class GridTest {
    private static final ZoneId ZONE = SampleDocs.brief().meta().zone();

    private static Block.Table table(String title, String... names) {
        var columns = List.of(
                Block.Column.text(title),
                new Block.Column("1 session", "1 d", Block.Column.Align.RIGHT, Block.Column.Type.PCT, 1),
                new Block.Column("21 sessions", "21 d", Block.Column.Align.RIGHT, Block.Column.Type.PCT, 2));
        var rows = List.of(names).stream()
                .map(name -> List.of(Block.Cell.of(Inline.text(name)), Block.Cell.of(Numbers.bare(-0.6)), Block.Cell.of(Numbers.bare(12.34))))
                .toList();
        return new Block.Table(columns, rows, Optional.of("A caption"));
    }

    private static String grid(Block.Table table, int columns) {
        return Grid.of(table, columns, ZONE).map(grid -> String.join("\n", grid.lines())).orElse("none");
    }

    @Test
    void the_widest_form_that_fits_is_taken() {
        var table = table("Rotation", "Industrials XLI");
        assertThat(grid(table, 39)).isEqualTo("""
                Rotation         1 session  21 sessions
                Industrials XLI       -0.6        +12.3""");
        assertThat(grid(table, 38)).isEqualTo("""
                Rotation          1 d   21 d
                Industrials XLI  -0.6  +12.3""");
        assertThat(grid(table, 27)).isEqualTo("""
                Rotation         1 d  21 d
                Industrials XLI -0.6 +12.3""");
    }

    @Test
    void a_long_name_takes_several_lines_and_its_figures_stand_on_the_last() {
        assertThat(grid(table("Rotation", "OUT Consumer discretionary XLY", "IN  Banks"), 30)).isEqualTo("""
                Rotation             1 d  21 d
                OUT Consumer
                  discretionary XLY -0.6 +12.3
                IN  Banks           -0.6 +12.3""");
    }

    @Test
    void what_cannot_stand_in_columns_is_no_grid() {
        assertThat(grid(table("Rotation", "Donaudampfschifffahrtsgesellschaft"), 36)).as("a word too wide").isEqualTo("none");
        assertThat(grid(table("Rotation", "Industrials XLI"), 24)).as("too little left for names").isEqualTo("none");
        assertThat(grid(table("Rotation", "👍 yes"), 36)).as("emoji").isEqualTo("none");
        assertThat(grid(table("Rotation", "שלום"), 36)).as("right to left").isEqualTo("none");
        var words = new Block.Table(
                List.of(Block.Column.text("Name"), Block.Column.text("What it is")),
                List.of(List.of(Block.Cell.of(Inline.text("a very long name of something")), Block.Cell.of(Inline.text("words")))),
                Optional.empty());
        assertThat(grid(words, 36)).as("two columns of words").isEqualTo("none");
    }

    @Test
    void any_part_of_the_rows_fits_where_all_did() {
        var names = new String[] {"OUT Consumer discretionary XLY", "IN  Industrials XLI", "OUT High beta less low volatility", "Up"};
        for (int columns = 20; columns <= 60; columns++) {
            boolean all = Grid.of(table("Rotation", names), columns, ZONE).isPresent();
            for (int from = 0; from < names.length; from++) {
                for (int to = from + 1; to <= names.length; to++) {
                    var grid = Grid.of(table("Rotation", List.of(names).subList(from, to).toArray(String[]::new)), columns, ZONE);
                    assertThat(grid.isPresent() || !all).isTrue();
                    int most = columns;
                    grid.ifPresent(one -> assertThat(one.lines()).allMatch(line -> Width.of(line) <= most));
                }
            }
        }
    }

    @Test
    void a_table_without_rows_is_its_titles() {
        assertThat(grid(table("Rotation"), 36)).isEqualTo("Rotation  1 session  21 sessions");
    }
}
