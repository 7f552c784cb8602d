package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.market.Basket;
import tidewatch.market.PricePanel;
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
            int from = in.back(Lookback.D5.sessions());
            var start = view.weighed().start();
            if (start.isPresent() && view.weighed().sessions() >= EVIDENCE_AFTER) {
                from = in.panel().indexOf(start.get());
                sinceNote = true;
            }
            var relative = relative(in.panel(), asset, hypothesis.get().against(), from);
            if (relative instanceof Reading.Value(double move)) {
                var figure = book.relative(
                        view.words() + " against " + hypothesis.get().against().name() + ", "
                                + Wording.count(in.back(0) - from, "session", "sessions"),
                        move,
                        asset,
                        hypothesis.get().against(),
                        from,
                        in.back(0));
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

    /** What a basket did against its yardstick from a session to the newest, as a ratio less 1; daily rebalanced. */
    public static Reading relative(PricePanel panel, Basket asset, Basket against, int from) {
        double own = move(panel, asset, from);
        double other = move(panel, against, from);
        return Reading.orAbsent((1 + own) / (1 + other) - 1, "a close is missing");
    }

    private static double move(PricePanel panel, Basket basket, int from) {
        int to = panel.size() - 1;
        if (basket.symbols().size() == 1) {
            return panel.find(basket.symbols().get(0)).map(row -> row.close(to) / row.close(from) - 1).orElse(Double.NaN);
        }
        double wealth = 1;
        for (int t = from + 1; t <= to; t++) {
            double sum = 0;
            int n = 0;
            for (var symbol : basket.symbols()) {
                var row = panel.find(symbol);
                if (row.isPresent()) {
                    double one = row.get().close(t) / row.get().close(t - 1) - 1;
                    if (Double.isFinite(one)) {
                        sum += one;
                        n++;
                    }
                }
            }
            if (n < Basket.COVERAGE_MIN * basket.symbols().size()) {
                return Double.NaN;
            }
            wealth *= 1 + sum / n;
        }
        return wealth - 1;
    }

    @Override
    public List<Block> write(Brief brief, Length length) {
        var facts = brief.flows();
        if (facts.rows().isEmpty()) {
            return List.of();
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Para(line(facts, brief, length)));
        if (length == Length.FULL && !facts.unmeasured().isEmpty()) {
            blocks.add(Block.para("Nothing with a price stands for " + Wording.list(facts.unmeasured()) + "."));
        }
        return blocks;
    }

    /** "Your flows of 8 Jan, points against SPY since then: 9 of 11 as you wrote. Not so: into utilities XLU -2.7. Most so: ..." */
    private static List<Inline> line(Facts facts, Brief brief, Length length) {
        long agree = facts.rows().stream().filter(Row::agrees).count();
        var parts = new ArrayList<Object>();
        parts.add(Inline.strong("Your flows"));
        parts.add(facts.date().map(day -> " of " + Wording.shortDay(day, brief.date())).orElse("") + ", points" + against(facts)
                + (facts.sinceNote() ? " since then" : " over the last 5 sessions, no evidence yet") + ": " + agree + " of "
                + facts.rows().size() + " as you wrote. ");
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
