package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.market.Reading;
import tidewatch.message.Block;
import tidewatch.message.Block.Cell;
import tidewatch.message.Block.Column;
import tidewatch.message.Inline;
import tidewatch.notes.Claim.Direction;
import tidewatch.rotation.Breadth;
import tidewatch.rotation.Measure;
import tidewatch.rotation.RotationList;

/** Section 3: the rows into and out of which relative price strength went; a steady list, no verdict. */
public final class RotationSection implements Section {
    /**
     * A named row.
     *
     * @param since session at whose close it was first named without a break
     * @param sessions sessions it has been named, the first is 1
     */
    public record Row(
            Direction side,
            String id,
            String name,
            Figure day,
            Figure week,
            Figure month,
            LocalDate since,
            int sessions,
            Optional<Breadth> breadth) {
        /** True for one half of the market against another, which is not measured against the benchmark. */
        boolean pair(String benchmark) {
            return !month.provenance().against().equals(List.of(benchmark));
        }

        /** True when the id is a symbol that a reader knows, not that of a pair or basket. */
        boolean ticker() {
            return id.equals(id.toUpperCase(Locale.ROOT)) && !id.contains(":") && !id.contains("/");
        }
    }

    /** The named rows, into first, and rows left out because few members carry them. */
    public record Facts(String benchmark, List<Row> rows, List<String> narrow) {
        public Facts {
            rows = List.copyOf(rows);
            narrow = List.copyOf(narrow);
        }
    }

    static Facts facts(BriefInput in, FigureBook book) {
        var rows = new ArrayList<Row>();
        in.list().into().forEach(named -> row(Direction.UP, named, in, book).ifPresent(rows::add));
        in.list().outOf().forEach(named -> row(Direction.DOWN, named, in, book).ifPresent(rows::add));
        return new Facts(in.table().benchmark(), rows, in.list().narrow());
    }

    private static Optional<Row> row(Direction side, RotationList.Named named, BriefInput in, FigureBook book) {
        var day = relative(named, Measure.REL1, 1, in, book);
        var week = relative(named, Measure.REL5, 5, in, book);
        var month = relative(named, Measure.REL21, 21, in, book);
        if (day.isEmpty() || week.isEmpty() || month.isEmpty()) {
            return Optional.empty();
        }
        var row = named.row();
        return Optional.of(new Row(
                side, row.id(), row.name(), day.get(), week.get(), month.get(), named.since(), named.sessions(), named.breadth()));
    }

    private static Optional<Figure> relative(RotationList.Named named, Measure measure, int sessions, BriefInput in, FigureBook book) {
        var row = named.row();
        return row.get(measure) instanceof Reading.Value(double relative)
                ? Optional.of(book.relative(
                        row.name() + " against " + row.against().name() + ", " + Wording.count(sessions, "session", "sessions"),
                        relative,
                        row.basket(),
                        row.against(),
                        in.back(sessions),
                        in.back(0)))
                : Optional.empty();
    }

    /** The first of each side; the list has at most three. */
    private static List<Row> shown(List<Row> rows, Length length, Reader reader) {
        int most = length.of(2, 3, 3);
        var shown = new ArrayList<Row>();
        for (var side : Direction.values()) {
            rows.stream().filter(row -> row.side() == side).sorted(Comparator.comparing(row -> !reader.isNew(row))).limit(most).forEach(shown::add);
        }
        return shown;
    }

    /** "* new since your last brief; no longer in: Defense / market; no longer out: Cloud"; empty when nobody came or went. */
    private static String since(Brief brief, List<Row> shown, Reader reader) {
        var words = new ArrayList<String>();
        if (shown.stream().anyMatch(reader::isNew)) {
            words.add("* new since " + reader.lastBrief());
        }
        // The call has named them when it is about the rotation.
        for (var side : brief.call().kind() == TopCallSection.Kind.ROTATION ? new Direction[0] : Direction.values()) {
            var gone = reader.gone(brief, side).stream().map(row -> Wording.capital(row.name())).toList();
            if (!gone.isEmpty()) {
                words.add("no longer " + (side == Direction.UP ? "in: " : "out: ") + Wording.list(gone));
            }
        }
        return String.join("; ", words);
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var facts = brief.rotation();
        var blocks = new ArrayList<Block>();
        // That the same rows are named as before is no news on a quiet day.
        boolean quiet = reader.knows() && length != Length.FULL && brief.call().kind() == TopCallSection.Kind.QUIET;
        if (facts.rows().isEmpty() || quiet) {
            return List.of();
        }
        var columns = new ArrayList<>(List.of(
                Column.text("Rotation"),
                Column.number("1 d", Column.Type.NUMBER, 4),
                Column.number("5 d", Column.Type.NUMBER, 3),
                Column.number("21 d", Column.Type.NUMBER, 2)));
        var rows = new ArrayList<List<Cell>>();
        var shown = shown(facts.rows(), length, reader);
        for (var row : shown) {
            rows.add(List.of(
                    Cell.of(Inline.text((row.side() == Direction.UP ? "IN  " : "OUT ") + Wording.capital(row.name()) + (row.ticker() ? " " + row.id() : "")
                            + (reader.isNew(row) ? " *" : ""))),
                    Cell.of(row.day().inCell()),
                    Cell.of(row.week().inCell()),
                    Cell.of(row.month().inCell())));
        }
        boolean pairs = shown.stream().anyMatch(row -> row.pair(facts.benchmark()));
        var since = since(brief, shown, reader);
        var caption = "(" + (since.isEmpty() ? "" : since + "; ") + "pp against " + facts.benchmark() + (pairs ? ", pairs against each other" : "") + "; price strength, not fund flows)";
        blocks.add(new Block.Table(columns, rows, Optional.of(caption)));
        if (length == Length.FULL) {
            var breadths = facts.rows().stream()
                    .flatMap(row -> row.breadth().stream()
                            .map(breadth -> row.name() + " " + breadth.outrunning() + " of " + breadth.members()))
                    .toList();
            if (!breadths.isEmpty()) {
                blocks.add(Block.para("Members ahead of " + facts.benchmark() + " over 21 sessions, today's members: " + String.join(", ", breadths) + "."));
            }
            if (!facts.narrow().isEmpty()) {
                blocks.add(Block.para("Narrow, carried by few members: " + Wording.list(facts.narrow()) + "."));
            }
        }
        return blocks;
    }
}
