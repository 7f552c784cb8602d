package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.market.Reading;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Claim;
import tidewatch.notes.Claim.Direction;
import tidewatch.rotation.Lookback;

/**
 * Section 3, second half: what the newest note says flows in and out, beside what the same names did. Until a note has five sessions of
 * evidence the last five sessions are shown and named as such: they are not evidence for it.
 */
public final class FlowSection implements Section {
    private static final int EVIDENCE_AFTER = 5;
    private static final int NOT_SO_MAX = 4;

    /**
     * One name of the note's flow.
     *
     * @param name words of the note
     * @param measuredOn symbols
     * @param relative against the benchmark
     * @param agrees true when the sign of the move is the note's
     */
    public record Row(Direction direction, String name, List<String> measuredOn, boolean standIn, Figure relative, boolean agrees) {}

    /**
     * The flows of one note.
     *
     * @param note title of the note; empty without one
     * @param sinceNote true when the moves are counted from the note, false when they are the last five sessions
     * @param unmeasured names that nothing with a price stands for
     */
    public record Facts(String note, Optional<LocalDate> date, boolean sinceNote, List<Row> rows, List<String> unmeasured) {
        public Facts {
            rows = List.copyOf(rows);
            unmeasured = List.copyOf(unmeasured);
        }
    }

    static Facts facts(BriefInput in, FigureBook book) {
        var flows = in.flows().stream().filter(view -> view.claim() instanceof Claim.Flow).toList();
        if (flows.isEmpty()) {
            return new Facts("", Optional.empty(), false, List.of(), List.of());
        }
        var note = flows.get(0).note();
        var rows = new ArrayList<Row>();
        var unmeasured = new ArrayList<String>();
        boolean sinceNote = false;
        for (var view : flows) {
            if (!view.note().equals(note)) {
                continue;
            }
            var hypothesis = view.weighed().hypothesis();
            if (hypothesis.isEmpty()) {
                unmeasured.add(view.words());
                continue;
            }
            var asset = hypothesis.get().asset();
            var against = hypothesis.get().against();
            var weighed = view.weighed();
            int from = in.back(Lookback.D5.sessions());
            int to = in.back(0);
            Reading relative;
            if (weighed.start().isPresent() && weighed.relative().isPresent() && weighed.sessions() >= EVIDENCE_AFTER) {
                from = in.panel().indexOf(weighed.start().get());
                to = from + weighed.sessions();
                boolean upToDate = to == in.back(0) || weighed.sessions() == hypothesis.get().horizon();
                relative = upToDate ? Reading.of(weighed.relative().get()) : Reading.absent("no close for " + in.panel().asOf());
                sinceNote = true;
            } else {
                relative = in.table().row(asset.id()).map(row -> row.get(Lookback.D5.relative())).orElse(Reading.absent("it is no row of the table"));
            }
            if (relative instanceof Reading.Value(double move)) {
                var figure = book.relative(
                        view.words() + " against " + against.name() + ", " + Wording.count(to - from, "session", "sessions"),
                        move,
                        asset,
                        against,
                        from,
                        to);
                rows.add(new Row(
                        view.direction(),
                        view.words(),
                        asset.symbols(),
                        hypothesis.get().standIn(),
                        figure,
                        Math.signum(move) == view.direction().sign()));
            } else {
                unmeasured.add(view.words());
            }
        }
        return new Facts(note.title(), note.date(), sinceNote, rows, unmeasured);
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var facts = brief.flows();
        boolean quiet = reader.knows() && length != Length.FULL && brief.call().kind() == TopCallSection.Kind.QUIET;
        var turned = facts.rows().stream().filter(row -> reader.turned(row, brief)).toList();
        boolean told = length != Length.FULL && reader.knowsThePrices(brief);
        if (facts.rows().isEmpty() || ((quiet || told) && turned.isEmpty())) {
            return List.of();
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Para(line(facts, turned, brief, length)));
        if (length == Length.FULL && !facts.unmeasured().isEmpty()) {
            blocks.add(Block.para("Nothing with a price stands for " + Wording.list(facts.unmeasured()) + "."));
        }
        return blocks;
    }

    /** "Your flows of 8 Jan, points against SPY since then: 9 of 11 as you wrote. Not so: into utilities XLU -2.7. Most so: ..." */
    private static List<Inline> line(Facts facts, List<Row> turned, Brief brief, Length length) {
        long agree = facts.rows().stream().filter(Row::agrees).count();
        var parts = new ArrayList<Object>();
        parts.add(Inline.strong("Your flows"));
        parts.add(facts.date().map(day -> " of " + Wording.shortDay(day, brief.date())).orElse("") + ", points" + against(facts)
                + (facts.sinceNote() ? " since then" : " over the last 5 sessions, no evidence yet") + ": " + agree + " of "
                + facts.rows().size() + " as you wrote. ");
        if (!turned.isEmpty()) {
            parts.add("Turned: ");
            append(parts, turned.stream().limit(length.of(2, NOT_SO_MAX, turned.size())).toList());
            parts.add(". ");
        }
        var against = bySize(facts, false);
        if (!against.isEmpty()) {
            parts.add("Not so: ");
            int shown = Math.min(against.size(), length.of(2, NOT_SO_MAX, against.size()));
            append(parts, against.subList(0, shown));
            parts.add(against.size() > shown ? " and " + (against.size() - shown) + " more. " : ". ");
        }
        var largest = bySize(facts, true);
        if (!largest.isEmpty()) {
            parts.add("Most so: ");
            append(parts, largest.subList(0, Math.min(2, largest.size())));
            parts.add(".");
        }
        int last = parts.size() - 1;
        parts.set(last, parts.get(last).toString().stripTrailing());
        return Wording.sentence(parts.toArray());
    }

    /** The yardstick when all have the same. */
    private static String against(Facts facts) {
        var yardsticks = facts.rows().stream().map(row -> row.relative().provenance().against()).distinct().toList();
        return yardsticks.size() == 1 ? " against " + Wording.list(yardsticks.get(0)) : "";
    }

    private static List<Row> bySize(Facts facts, boolean agrees) {
        return facts.rows().stream()
                .filter(row -> row.agrees() == agrees)
                .sorted((a, b) -> Double.compare(Math.abs(b.relative().value()), Math.abs(a.relative().value())))
                .toList();
    }

    private static void append(List<Object> parts, List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var on = row.measuredOn().size() == 1 ? " " + row.measuredOn().get(0) : "";
            parts.add((i == 0 ? "" : ", ") + (row.direction() == Direction.UP ? "into " : "out of ") + row.name() + on + " ");
            parts.add(row.relative().inCell());
        }
    }
}
