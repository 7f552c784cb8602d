package tidewatch.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.brief.BriefInput;
import tidewatch.brief.Wording;
import tidewatch.market.Reading;
import tidewatch.message.Block;
import tidewatch.message.Block.Cell;
import tidewatch.message.Block.Column;
import tidewatch.message.Inline;
import tidewatch.message.Numbers;
import tidewatch.rotation.AfterMarket;
import tidewatch.rotation.Lookback;
import tidewatch.rotation.Measure;
import tidewatch.rotation.RotationRow;

/**
 * A table of rotation rows while it is put together: a name and some measures. A row that lacks one of them is left out and named, for no
 * cell is empty. Confined to one answer.
 */
final class Tables {
    private final List<Column> columns = new ArrayList<>();
    private final List<Function<RotationRow, Reading>> readings = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> mostlyMarket = new ArrayList<>();
    private String note = "";

    Tables(String first) {
        columns.add(Column.text(first));
    }

    /** A column of percentages or points, one decimal. */
    Tables percent(String title, Measure measure) {
        return percent(title, row -> row.get(measure));
    }

    /** The same of a figure that the table does not hold. */
    Tables percent(String title, Function<RotationRow, Reading> reading) {
        columns.add(Column.number(title, Column.Type.PCT, columns.size() + 1));
        readings.add(reading);
        return this;
    }

    /**
     * The relative move of a window, the own one, and what is left of the first when the market's part is taken out, where all of these rows
     * have that; below the table a line that names the rows whose move is mostly the market's own.
     */
    Tables relativeMoves(BriefInput in, Lookback window, Collection<RotationRow> rows) {
        var market = new AfterMarket(in.panel(), in.universe(), in.table());
        boolean known = known(market, window, rows);
        return relative(in, window, known).own(window).left(in, market, window, rows, known);
    }

    /** The same with the own move first, for rows that are ranked by it. */
    Tables ownMoves(BriefInput in, Lookback window, Collection<RotationRow> rows) {
        var market = new AfterMarket(in.panel(), in.universe(), in.table());
        boolean known = known(market, window, rows);
        return own(window).relative(in, window, known).left(in, market, window, rows, known);
    }

    private static boolean known(AfterMarket market, Lookback window, Collection<RotationRow> rows) {
        return rows.stream().allMatch(row -> market.left(row, window).present());
    }

    private Tables own(Lookback window) {
        return percent("own %", window.absolute());
    }

    /** Three figures and a name are as much as a phone shows beside each other: then the unit stands below. */
    private Tables relative(BriefInput in, Lookback window, boolean three) {
        return percent((three ? "vs " : "pp vs ") + in.table().benchmark(), window.relative());
    }

    private Tables left(BriefInput in, AfterMarket market, Lookback window, Collection<RotationRow> rows, boolean known) {
        if (known) {
            percent("left", row -> market.left(row, window));
            note = "vs " + in.table().benchmark() + " in points; left: of them, after beta.";
        }
        rows.stream().filter(row -> market.mostlyMarket(row, window)).map(Tables::named).forEach(mostlyMarket::add);
        return this;
    }

    Tables row(String name, RotationRow row) {
        var cells = new ArrayList<Cell>();
        cells.add(Cell.of(Inline.text(name)));
        for (var reading : readings) {
            switch (reading.apply(row)) {
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

    static Inline.Num bare(double x, int digits) {
        return new Inline.Num(Numbers.exact(x), Inline.Num.Unit.BARE, digits, true, Optional.empty());
    }

    /** A figure that is no change: digits only, a sign where it is below 0. */
    static Inline.Num unsigned(double x, int digits) {
        return new Inline.Num(Numbers.exact(x), Inline.Num.Unit.BARE, digits, false, Optional.empty());
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
