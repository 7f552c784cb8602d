package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.evidence.Hypothesis;
import tidewatch.evidence.ThesisView;
import tidewatch.evidence.Weighed;
import tidewatch.message.Block;
import tidewatch.message.Inline;

/**
 * Section 4: the theses, those that changed first. A thesis without evidence yet says what the price did before the note, apart. What is
 * measured on a stand-in says so each time.
 */
public final class ThesesSection implements Section {
    /** The session on which a change is told: a status must hold for two closes, so that a value near a bound does not chatter. */
    private static final int TOLD_AFTER_CLOSES = 2;

    /**
     * One thesis.
     *
     * @param note path of its own note; absent when only other notes name it
     * @param measuredOn symbols; empty when it cannot be measured
     * @param since relative move since the note; absent before the first close after it
     * @param before relative move over the 21 sessions before the note: no evidence
     * @param changedFrom the status before, when the change is to be told today
     */
    public record Line(
            String name,
            Optional<String> note,
            Weighed.Status status,
            String why,
            Optional<Weighed.Status> changedFrom,
            List<String> measuredOn,
            boolean standIn,
            List<String> against,
            Optional<LocalDate> start,
            int sessions,
            int horizon,
            Optional<Figure> since,
            Optional<Figure> afterBeta,
            Optional<Figure> before,
            Optional<Double> z,
            int sign) {
        public Line {
            measuredOn = List.copyOf(measuredOn);
            against = List.copyOf(against);
        }

        /** True when less than half of the move is left after beta: "mostly the market's own move". */
        public boolean mostlyTheMarket() {
            return since.isPresent()
                    && afterBeta.isPresent()
                    && Math.abs(afterBeta.get().value()) < Math.abs(since.get().value()) / 2;
        }

        public boolean settled() {
            return switch (status) {
                case LEANING_FOR, LEANING_AGAINST, VALIDATING, CONTRADICTING -> true;
                case UNTESTABLE, STALE, TOO_EARLY, MIXED -> false;
            };
        }

        /** "ITA as stand-in", "NVDA", "EQIX, DLR and VRT". */
        public String measured() {
            return Wording.list(measuredOn) + (standIn ? " as stand-in" : "");
        }
    }

    /** Every thesis, the changed ones first. */
    public record Facts(List<Line> lines) {
        public Facts {
            lines = List.copyOf(lines);
        }

        public List<Line> changed() {
            return lines.stream().filter(line -> line.changedFrom().isPresent()).toList();
        }
    }

    static Facts facts(BriefInput in, FigureBook book) {
        var lines = new ArrayList<Line>();
        for (var thesis : in.theses()) {
            lines.add(line(thesis, thesis.lead(), in, book));
        }
        lines.sort((a, b) -> Boolean.compare(b.changedFrom().isPresent(), a.changedFrom().isPresent()));
        return new Facts(lines);
    }

    /** The line of one weighing of a thesis; also used by the answers of {@code /thesis}. */
    public static Line line(ThesisView thesis, Weighed weighed, BriefInput in, FigureBook book) {
        var hypothesis = weighed.hypothesis();
        var asset = hypothesis.map(Hypothesis::asset);
        var against = hypothesis.map(Hypothesis::against);
        var start = weighed.start().map(in.panel()::indexOf).filter(t -> t >= 0);
        int frozen = start.map(t -> Math.min(in.panel().size() - 1, t + weighed.sessions())).orElse(in.back(0));
        Optional<Figure> since = Optional.empty();
        Optional<Figure> afterBeta = Optional.empty();
        Optional<Figure> before = Optional.empty();
        if (asset.isPresent() && against.isPresent() && start.isPresent()) {
            int from = start.get();
            var title = thesis.name() + " (" + String.join(" ", asset.get().symbols()) + " against " + String.join(" ", against.get().symbols()) + ")";
            since = weighed.relative().filter(move -> weighed.sessions() > 0)
                    .map(move -> book.relative(title + ", since the note", move, asset.get(), against.get(), from, frozen));
            afterBeta = weighed.afterBeta().filter(move -> weighed.sessions() > 0)
                    .map(move -> book.relative(title + ", since the note, left after beta", move, asset.get(), against.get(), from, frozen));
            before = weighed.before().filter(move -> from >= 21)
                    .map(move -> book.relative(title + ", 21 sessions before the note", move, asset.get(), against.get(), from - 21, from));
        }
        return new Line(
                thesis.name(),
                thesis.notes().stream().findFirst(),
                weighed.status(),
                weighed.why(),
                weighed.previous().filter(previous -> weighed.holding() == TOLD_AFTER_CLOSES),
                asset.map(basket -> basket.symbols()).orElse(List.of()),
                hypothesis.map(Hypothesis::standIn).orElse(false),
                against.map(basket -> basket.symbols()).orElse(List.of()),
                weighed.start(),
                weighed.sessions(),
                hypothesis.map(Hypothesis::horizon).orElse(0),
                since,
                afterBeta,
                before,
                weighed.z(),
                hypothesis.map(Hypothesis::sign).orElse(0));
    }

    @Override
    public List<Block> write(Brief brief, Length length) {
        var facts = brief.theses();
        if (facts.lines().isEmpty()) {
            return List.of();
        }
        var blocks = new ArrayList<Block>();
        var changed = facts.changed();
        var rest = facts.lines().stream()
                .filter(line -> line.changedFrom().isEmpty())
                .filter(line -> length == Length.FULL || line.status() != Weighed.Status.UNTESTABLE)
                .toList();
        int silent = facts.lines().size() - changed.size() - rest.size();
        boolean noneHasEvidence = facts.lines().stream().allMatch(line -> line.sessions() == 0);
        var head = noneHasEvidence
                ? "no evidence yet; apart from it, the 21 sessions before the note"
                : changed.isEmpty() ? "none changed" : changed.size() + " changed, " + rest.size() + " as " + (rest.size() == 1 ? "it was" : "they were");
        var unmeasured = silent == 0 ? "" : ", " + silent + " not measured";
        blocks.add(new Block.Para(List.of(Inline.strong("Theses"), Inline.text(", " + head + unmeasured + ":"))));
        var items = new ArrayList<List<Inline>>();
        changed.forEach(line -> items.add(changedLine(line)));
        int shown = Math.min(rest.size(), Math.max(0, length.of(3, 5, rest.size()) - (length == Length.FULL ? 0 : changed.size())));
        rest.stream().limit(shown).forEach(line -> items.add(noneHasEvidence ? beforeLine(line) : sameLine(line)));
        if (!items.isEmpty()) {
            blocks.add(Block.bullets(items));
        }
        if (rest.size() > shown) {
            blocks.add(Block.para((rest.size() - shown) + " more in /theses."));
        }
        return blocks;
    }

    private static List<Inline> changedLine(Line line) {
        return Wording.sentence(
                Wording.mark(line.status()) + " ",
                name(line),
                ": " + Wording.status(line.status()) + " (was: " + Wording.status(line.changedFrom().orElseThrow()) + ")",
                evidence(line),
                ".");
    }

    private static List<Inline> sameLine(Line line) {
        return Wording.sentence(Wording.mark(line.status()) + " ", name(line), ": " + Wording.status(line.status()), evidence(line), ".");
    }

    private static List<Inline> beforeLine(Line line) {
        if (line.before().isEmpty()) {
            return Wording.sentence(name(line), ": " + (line.why().isBlank() ? Wording.status(line.status()) : line.why()) + ".");
        }
        return Wording.sentence(
                name(line),
                ": ",
                line.before().get(),
                " against " + String.join(" ", line.against()) + ", on " + line.measured() + ".");
    }

    /** ", +7.4 points against SPY on ITA as stand-in, n sessions". */
    static List<Inline> evidence(Line line) {
        if (line.since().isEmpty()) {
            return line.why().isBlank() ? List.of() : List.of(Inline.text(", " + line.why()));
        }
        return Wording.sentence(
                ", ",
                line.since().get(),
                " on " + line.measured() + (line.mostlyTheMarket() ? ", mostly the market's own move" : ""));
    }

    static Inline name(Line line) {
        return line.note().<Inline>map(path -> new Inline.NoteRef(path, line.name())).orElseGet(() -> Inline.text(line.name()));
    }
}
