package tidewatch.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Figure;
import tidewatch.brief.RowFigures;
import tidewatch.brief.Wording;
import tidewatch.market.Reading;
import tidewatch.message.Block;
import tidewatch.message.Block.Cell;
import tidewatch.message.Block.Column;
import tidewatch.message.Inline;
import tidewatch.message.Numbers;
import tidewatch.rotation.Lookback;
import tidewatch.rotation.RotationRow;

/**
 * A table of rotation rows while it is put together: a name and some measures. A row that lacks one of them is left out and named, for no
 * cell is empty. Confined to one answer.
 */
final class Tables {
    private final BriefInput in;
    private final RowFigures figures;
    private final List<Column> columns = new ArrayList<>();
    private final List<Measured> measures = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> mostlyMarket = new ArrayList<>();
    private String note = "";

    /** One column: what a row has there, and the figure that it becomes. */
    private record Measured(Function<RotationRow, Reading> reading, BiFunction<RotationRow, Double, Figure> figure) {}

    /** @param answer whose figures those of the table are */
    Tables(String first, BriefInput in, Answer answer) {
        this.in = in;
        this.figures = new RowFigures(in, answer.figures());
        columns.add(Column.text(first));
    }

    /** A column of percentages or points, one decimal. */
    private Tables column(String title, Function<RotationRow, Reading> reading, BiFunction<RotationRow, Double, Figure> figure) {
        columns.add(Column.number(title, Column.Type.PCT, columns.size() + 1));
        measures.add(new Measured(reading, figure));
        return this;
    }

    /**
     * The relative move of a window, the own one, and what is left of the first when the market's part is taken out, where all of these rows
     * have that; below the table a line that names the rows whose move is mostly the market's own.
     */
    Tables relativeMoves(Lookback window, Collection<RotationRow> rows) {
        boolean known = known(window, rows);
        return relative(window, known).own(window).left(window, rows, known);
    }

    /** The same with the own move first, for rows that are ranked by it. */
    Tables ownMoves(Lookback window, Collection<RotationRow> rows) {
        boolean known = known(window, rows);
        return own(window).relative(window, known).left(window, rows, known);
    }

    /** The relative move alone, in points, for rows that each have their own yardstick. */
    Tables points(Lookback window) {
        return relative("pp", window);
    }

    private boolean known(Lookback window, Collection<RotationRow> rows) {
        return rows.stream().allMatch(row -> figures.left(row, window).present());
    }

    private Tables own(Lookback window) {
        return column("own %", row -> row.get(window.absolute()), (row, x) -> figures.own(row, window, x));
    }

    /** Three figures and a name are as much as a phone shows beside each other: then the unit stands below. */
    private Tables relative(Lookback window, boolean three) {
        return relative((three ? "vs " : "pp vs ") + in.table().benchmark(), window);
    }

    private Tables relative(String title, Lookback window) {
        return column(title, row -> row.get(window.relative()), (row, x) -> figures.relative(row, window, x));
    }

    private Tables left(Lookback window, Collection<RotationRow> rows, boolean known) {
        if (known) {
            column("left", row -> figures.left(row, window), (row, x) -> figures.left(row, window, x));
            note = "vs " + in.table().benchmark() + " in points; left: of them, after beta.";
        }
        rows.stream().filter(row -> figures.mostlyMarket(row, window)).map(Tables::named).forEach(mostlyMarket::add);
        return this;
    }

    Tables row(String name, RotationRow row) {
        var values = new ArrayList<Double>();
        for (var measure : measures) {
            switch (measure.reading().apply(row)) {
                case Reading.Value(double x) -> values.add(x);
                case Reading.Absent(String why) -> {
                    leftOut.add(row.name() + ": " + why);
                    return this;
                }
            }
        }
        var cells = new ArrayList<Cell>();
        cells.add(Cell.of(Inline.text(name)));
        // Only now: a row that is left out leaves no figure behind.
        for (int i = 0; i < measures.size(); i++) {
            double x = values.get(i);
            cells.add(new Cell(List.of(measures.get(i).figure().apply(row, x).inCell()), Optional.of(x)));
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
        var mostly = mostlyMarket.isEmpty() ? "" : "Mostly the market's own move: " + Wording.listed(mostlyMarket, 5) + ".";
        if (!rows.isEmpty() && !(note + mostly).isEmpty()) {
            blocks.add(Block.para((note + " " + mostly).strip()));
        }
        if (!leftOut.isEmpty()) {
            var shown = leftOut.stream().limit(3).toList();
            var more = leftOut.size() > shown.size() ? " and " + (leftOut.size() - shown.size()) + " more" : "";
            blocks.add(Block.para("Left out: " + String.join("; ", shown) + more + "."));
        }
        return blocks;
    }

    /** A figure that is no change: digits only, a sign where it is below 0. */
    static Inline.Num unsigned(double x, int digits) {
        return new Inline.Num(Numbers.exact(x), Inline.Num.Unit.BARE, digits, false, Optional.empty());
    }

    /** "Utilities XLU"; the name alone where the id is no symbol or says the same. */
    static String named(RotationRow row) {
        return row.id().contains(":") || row.id().contains("/") || row.id().equals(row.name()) || row.kind() == RotationRow.Kind.PAIR
                ? row.name()
                : row.name() + " " + row.id();
    }
}
