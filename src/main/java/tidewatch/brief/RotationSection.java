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
import tidewatch.rotation.Lookback;
import tidewatch.rotation.RotationList;
import tidewatch.rotation.RotationRow;
import tidewatch.rotation.Start;
import tidewatch.rotation.Strength;

/** Section 3: the rows into and out of which relative price strength went; a steady list, no verdict. */
public final class RotationSection implements Section {
    /**
     * A named row.
     *
     * @param since session at whose close it was first named without a break
     * @param sessions sessions it has been named, the first is 1
     * @param left of the move of 21 sessions beside what the market made of it; absent with too little history
     * @param mostlyMarket less than half of that move is left
     * @param touches theses of the notes that it goes with or against
     */
    public record Row(
            Direction side,
            String id,
            String name,
            Figure day,
            Figure week,
            Figure month,
            Optional<Figure> left,
            boolean mostlyMarket,
            LocalDate since,
            int sessions,
            Optional<Breadth> breadth,
            List<Touch> touches) {
        public Row {
            touches = List.copyOf(touches);
        }

        /** True for one half of the market against another, which is not measured against the benchmark. */
        boolean pair(String benchmark) {
            return !month.provenance().against().equals(List.of(benchmark));
        }

        /** True when the id is a symbol that a reader knows, not that of a pair or basket. */
        boolean ticker() {
            return id.equals(id.toUpperCase(Locale.ROOT)) && !id.contains(":") && !id.contains("/");
        }
    }

    /**
     * A row whose move was dated.
     *
     * @param name as in the table
     * @param move since the close before the start
     * @param left of it beside what the market made of it; absent with too little history before it
     */
    public record Leader(String name, Start start, Figure move, Optional<Figure> left) {}

    /**
     * What the search over all rows found.
     *
     * @param searched rows that were searched
     * @param leaders those that stand out, most surprising first; none stands out: the strongest alone
     */
    public record Verdict(int searched, List<Leader> leaders) {
        public Verdict {
            leaders = List.copyOf(leaders);
        }

        boolean standsOut() {
            return leaders.stream().anyMatch(leader -> leader.start().strength().standsOut());
        }

        /** "none of 41 rows stands out", for a caption. */
        String none() {
            return "none of " + Wording.count(searched, "row", "rows") + " stands out";
        }

        /** "Of the 41 rows searched Industrials stands out: +9.1 points since 22 Dec." */
        List<Inline> words(LocalDate today) {
            var words = new ArrayList<Object>();
            if (!standsOut()) {
                var strongest = leaders.getFirst();
                words.add("Of " + Wording.rowsSearched(searched) + " none stands out. The strongest, " + Wording.capital(strongest.name()) + ", ");
                words.add(strongest.move());
                words.add(" since " + Wording.shortDay(strongest.start().base(), today) + ", " + Wording.strength(strongest.start(), searched)
                        + (strongest.start().mostlyMarket() ? "; it is mostly the market's own move." : "."));
                return Wording.sentence(words.toArray());
            }
            var first = leaders.getFirst();
            var name = Wording.capital(first.name());
            var clearly = first.start().strength() == Strength.CLEAR ? " clearly" : "";
            words.add("Of " + Wording.rowsSearched(searched) + (leaders.size() == 1 ? " " + name + " stands out" + clearly : " " + leaders.size() + " stand out, most of all " + name) + ": ");
            words.add(first.move());
            words.add(" since " + Wording.shortDay(first.start().base(), today) + (first.start().mostlyMarket() ? " (mostly the market's own move)." : "."));
            return Wording.sentence(words.toArray());
        }
    }

    /**
     * The named rows, into first.
     *
     * @param narrow rows left out because few members carry them
     * @param verdict absent when no row has enough history for a search
     */
    public record Facts(String benchmark, List<Row> rows, List<String> narrow, Optional<Verdict> verdict) {
        public Facts {
            rows = List.copyOf(rows);
            narrow = List.copyOf(narrow);
        }

        boolean somethingStandsOut() {
            return verdict.filter(Verdict::standsOut).isPresent();
        }
    }

    static Facts facts(BriefInput in, FigureBook book) {
        var rows = new ArrayList<Row>();
        var figures = new RowFigures(in, book);
        in.list().into().forEach(named -> row(Direction.UP, named, figures, in).ifPresent(rows::add));
        in.list().outOf().forEach(named -> row(Direction.DOWN, named, figures, in).ifPresent(rows::add));
        return new Facts(in.table().benchmark(), rows, in.list().narrow(), verdict(in, figures));
    }

    private static Optional<Verdict> verdict(BriefInput in, RowFigures figures) {
        var found = in.starts().standOut();
        var told = found.isEmpty() ? in.starts().strongest().stream().toList() : found;
        var leaders = new ArrayList<Leader>();
        for (var start : told) {
            in.table().row(start.rowId()).ifPresent(row -> leaders.add(
                    new Leader(row.name(), start, figures.since(row, start), start.rest().map(rest -> figures.left(row, start, rest)))));
        }
        return leaders.isEmpty() ? Optional.empty() : Optional.of(new Verdict(in.starts().searched(), leaders));
    }

    private static Optional<Row> row(Direction side, RotationList.Named named, RowFigures figures, BriefInput in) {
        var row = named.row();
        var day = relative(row, Lookback.D1, figures);
        var week = relative(row, Lookback.D5, figures);
        var month = relative(row, Lookback.D21, figures);
        if (day.isEmpty() || week.isEmpty() || month.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Row(
                side,
                row.id(),
                row.name(),
                day.get(),
                week.get(),
                month.get(),
                figures.left(row, Lookback.D21) instanceof Reading.Value(double left) ? Optional.of(figures.left(row, Lookback.D21, left)) : Optional.empty(),
                figures.mostlyMarket(row, Lookback.D21),
                named.since(),
                named.sessions(),
                named.breadth(),
                Touch.of(row, side, in)));
    }

    private static Optional<Figure> relative(RotationRow row, Lookback window, RowFigures figures) {
        return row.get(window.relative()) instanceof Reading.Value(double ratio) ? Optional.of(figures.relative(row, window, ratio)) : Optional.empty();
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

    /** "Software going out is against Long NVIDIA." for rows that are new to a reader, in full for all. */
    private static Optional<Block> touched(List<Row> rows, Length length) {
        var parts = rows.stream()
                .flatMap(row -> Touch.words(row.name(), row.side(), row.touches()).stream())
                .limit(length.of(0, 2, rows.size()))
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(Block.para("Your theses: " + String.join("; ", parts) + "."));
    }

    /** What is left of each named move of 21 sessions. */
    private static Optional<Block> afterMarket(Facts facts) {
        var words = new ArrayList<Object>();
        for (var row : facts.rows()) {
            row.left().ifPresent(left -> {
                words.add((words.isEmpty() ? "Left over 21 sessions when the market's own part is taken out: " : ", ") + Wording.capital(row.name()) + " ");
                words.add(left);
                words.add(row.mostlyMarket() ? " (mostly the market's own move)" : "");
            });
        }
        words.add(".");
        return words.size() == 1 ? Optional.empty() : Optional.of(new Block.Para(Wording.sentence(words.toArray())));
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var facts = brief.rotation();
        var blocks = new ArrayList<Block>();
        // That the same rows are named as before is no news on a quiet day.
        boolean quiet = reader.knows() && length != Length.FULL && brief.call().kind() == TopCallSection.Kind.QUIET;
        if (quiet) {
            return List.of();
        }
        // Where the call is about the rotation it has said this.
        var verdict = TopCallSection.tellsVerdict(brief, reader) ? facts.verdict() : Optional.<Verdict>empty();
        // That nothing stands out is worth four words of a caption; the odds of the strongest are for who wants all.
        boolean inCaption = length != Length.FULL && !facts.somethingStandsOut();
        if (!inCaption && (!facts.rows().isEmpty() || facts.somethingStandsOut())) {
            verdict.ifPresent(one -> blocks.add(new Block.Para(one.words(brief.at().toLocalDate()))));
        }
        if (facts.rows().isEmpty()) {
            return blocks;
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
        var market = shown.stream().filter(Row::mostlyMarket).map(row -> Wording.capital(row.name())).toList();
        var remarks = new ArrayList<String>();
        if (!since.isEmpty()) {
            remarks.add(since);
        }
        verdict.filter(_ -> inCaption).ifPresent(one -> remarks.add(one.none()));
        if (!market.isEmpty()) {
            remarks.add("mostly the market's own move: " + Wording.list(market));
        }
        remarks.add("pp vs " + facts.benchmark() + (pairs ? ", pairs leg to leg" : ""));
        remarks.add("price strength, not fund flows");
        var caption = "(" + String.join("; ", remarks) + ")";
        blocks.add(new Block.Table(columns, rows, Optional.of(caption)));
        touched(length == Length.FULL ? facts.rows() : shown.stream().filter(reader::isNew).toList(), length)
                .ifPresent(blocks::add);
        if (length == Length.FULL) {
            afterMarket(facts).ifPresent(blocks::add);
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
