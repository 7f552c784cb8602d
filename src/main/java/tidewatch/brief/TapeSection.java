package tidewatch.brief;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.market.Reading;
import tidewatch.message.Block;
import tidewatch.message.Block.Cell;
import tidewatch.message.Block.Column;
import tidewatch.message.Inline;
import tidewatch.rotation.Measure;
import tidewatch.rotation.RotationRow;

/** Section 2: four to six benchmarks over 1 and 5 sessions: cap- and equal-weight, small caps, Nasdaq, value less growth. */
public final class TapeSection implements Section {
    /** Rows in order; the first of each list that has prices stands for its line. */
    private static final List<Choice> CHOICES = List.of(
            new Choice("S&P 500", List.of("SPY")),
            new Choice("Equal weight", List.of("RSP")),
            new Choice("Small caps", List.of("IWM", "IJR")),
            new Choice("Nasdaq 100", List.of("QQQ")));

    private record Choice(String name, List<String> symbols) {}

    /** A line of the tape; {@code spread} is true for a difference, told in points. */
    public record Row(String name, String id, Figure day, Optional<Figure> week, boolean spread) {}

    /**
     * The lines of the tape.
     *
     * @param absent lines that could not be computed, in words
     */
    public record Facts(List<Row> rows, List<String> absent) {
        public Facts {
            rows = List.copyOf(rows);
            absent = List.copyOf(absent);
        }
    }

    static Facts facts(BriefInput in, FigureBook book) {
        var rows = new ArrayList<Row>();
        var absent = new ArrayList<String>();
        for (var choice : CHOICES) {
            var row = choice.symbols().stream().flatMap(symbol -> in.table().row(symbol).stream()).findFirst();
            if (row.isEmpty()) {
                continue;
            }
            switch (row.get().get(Measure.R1)) {
                case Reading.Value(double day) -> rows.add(new Row(
                        choice.name(),
                        row.get().id(),
                        book.move(choice.name() + ", 1 session", day, row.get().basket(), in.back(1), in.back(0)),
                        row.get().get(Measure.R5) instanceof Reading.Value(double week)
                                ? Optional.of(book.move(choice.name() + ", 5 sessions", week, row.get().basket(), in.back(5), in.back(0)))
                                : Optional.empty(),
                        false));
                case Reading.Absent(String why) -> absent.add(choice.name() + " (" + why + ")");
            }
        }
        growthAgainstValue(in).ifPresent(pair -> {
            if (pair.get(Measure.REL1) instanceof Reading.Value(double day)) {
                rows.add(new Row(
                        "Value less growth",
                        pair.id(),
                        mirrored(book, pair, day, 1, in),
                        pair.get(Measure.REL5) instanceof Reading.Value(double week)
                                ? Optional.of(mirrored(book, pair, week, 5, in))
                                : Optional.empty(),
                        true));
            }
        });
        return new Facts(rows, absent);
    }

    private static Optional<RotationRow> growthAgainstValue(BriefInput in) {
        return in.table().of(RotationRow.Kind.PAIR).stream().filter(row -> row.id().contains("growth") && row.id().contains("value")).findFirst();
    }

    /** The pair is kept as growth against value; readers ask for value less growth. */
    private static Figure mirrored(FigureBook book, RotationRow pair, double relative, int sessions, BriefInput in) {
        return book.relative(
                "value against growth, " + Wording.count(sessions, "session", "sessions"),
                1 / (1 + relative) - 1,
                pair.against(),
                pair.basket(),
                in.back(sessions),
                in.back(0));
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var facts = brief.tape();
        if (facts.rows().isEmpty()) {
            return List.of();
        }
        var columns = List.of(
                Column.text("Tape, %"),
                Column.number("1 d", Column.Type.PCT, 2),
                Column.number("5 d", Column.Type.PCT, 3));
        var rows = new ArrayList<List<Cell>>();
        var short5 = new ArrayList<String>();
        for (var row : facts.rows()) {
            if (row.week().isEmpty()) {
                short5.add(row.name());
                continue;
            }
            var name = row.spread() ? row.name().replace(" less ", "-") + ", pp" : row.name() + " " + row.id();
            rows.add(List.of(
                    Cell.of(Inline.text(name)), Cell.of(row.day().inCell()), Cell.of(row.week().get().inCell())));
        }
        var blocks = new ArrayList<Block>();
        if (!rows.isEmpty()) {
            blocks.add(new Block.Table(columns, rows, Optional.empty()));
        }
        var lacking = new ArrayList<>(facts.absent());
        short5.forEach(name -> lacking.add(name + " (fewer than 6 closes)"));
        if (!lacking.isEmpty()) {
            blocks.add(Block.para("Left out of the tape: " + Wording.list(lacking) + "."));
        }
        return blocks;
    }
}
