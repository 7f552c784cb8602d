package tidewatch.notes;

import java.util.List;
import java.util.Optional;

/** A block of a note, in reading order, with its stretch of the text. */
sealed interface Piece {
    Stretch at();

    /** A heading of level 1 to 6; the title of a callout is one of level 7 and closes with the callout. */
    record Heading(Stretch at, int level, Run words) implements Piece {}

    /** Words between blank lines. */
    record Paragraph(Stretch at, Run words) implements Piece {}

    /**
     * A list item's own words, without what is nested in it.
     *
     * @param depth 0 for a top-level item
     * @param box the character of a task box, absent for a plain item
     */
    record Item(Stretch at, Run words, int depth, Optional<Character> box) implements Piece {}

    /**
     * A table.
     *
     * @param head header cells
     * @param delimiter the line of dashes
     */
    record Table(Stretch at, List<Run> head, Stretch delimiter, List<Row> rows) implements Piece {}

    /**
     * A row of a table.
     *
     * @param line the whole line
     * @param cells as many as written, cells beyond the header included
     * @param barless written without a bar: words glued under the table
     */
    record Row(Stretch line, List<Run> cells, boolean barless) {}

    /** Code, HTML, formulas: kept as words, never read. */
    record Verbatim(Stretch at) implements Piece {}

    /** A line across the page. */
    record Rule(Stretch at) implements Piece {}

    /** The end of a callout. */
    record CalloutEnd(Stretch at) implements Piece {}
}
