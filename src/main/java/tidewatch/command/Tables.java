package tidewatch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.market.Reading;
import tidewatch.message.Block;
import tidewatch.message.Block.Cell;
import tidewatch.message.Block.Column;
import tidewatch.message.Inline;
import tidewatch.message.Numbers;
import tidewatch.rotation.Measure;
import tidewatch.rotation.RotationRow;

/**
 * A table of rotation rows while it is put together: a name and some measures. A row that lacks one of them is left out and named, for no
 * cell is empty. Confined to one answer.
 */
final class Tables {
    private final List<Column> columns = new ArrayList<>();
    private final List<Measure> measures = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    Tables(String first) {
        columns.add(Column.text(first));
    }

    /** A column of percentages or points, one decimal. */
    Tables percent(String title, Measure measure) {
        columns.add(Column.number(title, Column.Type.PCT, columns.size() + 1));
        measures.add(measure);
        return this;
    }

    Tables row(String name, RotationRow row) {
        var cells = new ArrayList<Cell>();
        cells.add(Cell.of(Inline.text(name)));
        for (var measure : measures) {
            switch (row.get(measure)) {
                case Reading.Value(double x) -> cells.add(new Cell(List.of(bare(x * 100, 1)), Optional.of(x)));
                case Reading.Absent(String why) -> {
                    leftOut.add(row.name() + ": " + why);
                    return this;
                }
            }
        }
        rows.add(cells);
        return this;
    }

    /** The table and a line for what was left out; nothing when no row has all its figures and none was left out. */
    List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        if (!rows.isEmpty()) {
            blocks.add(new Block.Table(columns, rows, Optional.empty()));
        }
        if (!leftOut.isEmpty()) {
            var shown = leftOut.stream().limit(3).toList();
            var more = leftOut.size() > shown.size() ? " and " + (leftOut.size() - shown.size()) + " more" : "";
            blocks.add(Block.para("Left out: " + String.join("; ", shown) + more + "."));
        }
        return blocks;
    }

    static Inline.Num bare(double x, int digits) {
        return new Inline.Num(Numbers.exact(x), Inline.Num.Unit.BARE, digits, true, Optional.empty());
    }

    static Inline.Num percent(double fraction) {
        return new Inline.Num(Numbers.exact(fraction * 100), Inline.Num.Unit.PCT, 1, true, Optional.empty());
    }

    static Inline.Num price(double price) {
        return new Inline.Num(Numbers.exact(price), Inline.Num.Unit.PRICE, price < 1 ? 4 : 2, false, Optional.empty());
    }

    /** "Utilities XLU"; the name alone where the id is no symbol or says the same. */
    static String named(RotationRow row) {
        return row.id().contains(":") || row.id().contains("/") || row.id().equals(row.name()) || row.kind() == RotationRow.Kind.PAIR
                ? row.name()
                : row.name() + " " + row.id();
    }
}
