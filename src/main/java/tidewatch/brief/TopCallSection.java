package tidewatch.brief;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.message.Numbers;
import tidewatch.notes.Claim.Direction;

/**
 * Section 1: one call. What changed for the reader's theses comes first, else what is settled about them, else what the figures of a new
 * note are worth, else what rotated, else that nothing did. Two figures and what would change it.
 */
public final class TopCallSection implements Section {
    private static final int SUBJECTS_MAX = 2;

    /** Which call it is. */
    public enum Kind {
        /** Too few prices. */
        NO_PRICES,
        /** The status of a thesis changed and has held for two closes. */
        CHANGED,
        /** No change; some theses lean. */
        SETTLED,
        /** A note was written and its figures were recomputed. */
        NOTE_CHECK,
        ROTATION,
        QUIET
    }

    /** The call: up to two theses, or the figures of a note, or the named rows. */
    public record Facts(Kind kind, List<ThesesSection.Line> theses, Optional<NoteCheckSection.NoteResult> note, List<RotationSection.Row> rows) {
        public Facts {
            theses = List.copyOf(theses);
            rows = List.copyOf(rows);
        }

        /** Figures of a note that the call itself tells. */
        List<NoteCheckSection.Line> told() {
            return note.map(TopCallSection::farthest).orElse(List.of());
        }

        /** The figures that its words use, in their order. */
        List<Figure> figures() {
            var figures = new ArrayList<Figure>();
            theses.forEach(line -> line.since().ifPresent(figures::add));
            note.ifPresent(result -> farthest(result).forEach(line -> figures.add(line.figures().get(0))));
            rows.forEach(row -> figures.add(row.month()));
            return figures;
        }
    }

    static Facts facts(CoverageSection.Facts coverage, ThesesSection.Facts theses, NoteCheckSection.Facts checks, RotationSection.Facts rotation) {
        if (coverage.tooFewForACall()) {
            return new Facts(Kind.NO_PRICES, List.of(), Optional.empty(), List.of());
        }
        var changed = theses.changed();
        if (!changed.isEmpty()) {
            return new Facts(Kind.CHANGED, strongest(changed), Optional.empty(), List.of());
        }
        var settled = theses.lines().stream().filter(ThesesSection.Line::settled).toList();
        var note = checks.notes().stream().max(Comparator.comparingInt(result -> result.lines().size()));
        if (note.isPresent() && settled.isEmpty()) {
            return new Facts(Kind.NOTE_CHECK, List.of(), note, List.of());
        }
        if (!settled.isEmpty()) {
            return new Facts(Kind.SETTLED, strongest(settled), Optional.empty(), List.of());
        }
        if (!rotation.rows().isEmpty()) {
            var named = new ArrayList<RotationSection.Row>();
            rotation.rows().stream().filter(row -> row.side() == Direction.UP).findFirst().ifPresent(named::add);
            rotation.rows().stream().filter(row -> row.side() == Direction.DOWN).findFirst().ifPresent(named::add);
            return new Facts(Kind.ROTATION, List.of(), Optional.empty(), named);
        }
        return new Facts(Kind.QUIET, List.of(), Optional.empty(), List.of());
    }

    private static List<ThesesSection.Line> strongest(List<ThesesSection.Line> lines) {
        return lines.stream()
                .sorted(Comparator.comparingDouble((ThesesSection.Line line) -> -Math.abs(line.z().orElse(0.0))).thenComparing(ThesesSection.Line::name))
                .limit(SUBJECTS_MAX)
                .toList();
    }

    @Override
    public List<Block> write(Brief brief, Length length) {
        var facts = brief.call();
        return switch (facts.kind()) {
            case NO_PRICES -> List.of(Block.para("Not enough prices for a call: " + brief.coverage().have() + " of " + brief.coverage().total()
                    + " series have " + Wording.day(brief.session()) + "."));
            case CHANGED, SETTLED -> theses(facts, brief);
            case NOTE_CHECK -> note(facts.note().orElseThrow());
            case ROTATION -> rotation(facts);
            case QUIET -> List.of(new Block.Para(List.of(Inline.strong("Nothing changed for your theses, and nothing stands out on the tape."))));
        };
    }

    private static List<Block> theses(Facts facts, Brief brief) {
        var parts = new ArrayList<String>();
        for (var line : facts.theses()) {
            parts.add((parts.isEmpty() ? "Your thesis " : "") + line.name() + " " + Wording.leans(line.status()));
        }
        var lead = String.join("; ", parts) + (facts.kind() == Kind.SETTLED ? ", as before." : ".");
        var evidence = new ArrayList<Object>();
        for (var line : facts.theses()) {
            line.since().ifPresent(figure -> {
                evidence.add((evidence.isEmpty() ? "" : ", ") + String.join(" ", line.measuredOn()) + (line.standIn() ? " (stand-in) " : " "));
                evidence.add(figure);
                evidence.add(" against " + String.join(" ", line.against()) + " since " + line.start().map(day -> Wording.shortDay(day, brief.date())).orElse("the note")
                        + (line.mostlyTheMarket() ? " (mostly the market's own move)" : ""));
            });
        }
        var words = new ArrayList<Inline>();
        words.add(Inline.strong(lead));
        if (!evidence.isEmpty()) {
            evidence.add(".");
            evidence.add(wouldChange(facts.theses().get(0)));
            words.add(new Inline.LineBreak());
            words.addAll(Wording.sentence(evidence.toArray()));
        }
        return List.of(new Block.Para(words));
    }

    /**
     * The relative move at which the lead's z would fall inside 1. With z = CAR / (1.08 sigma sqrt n) the bound lies at CAR / z, whatever
     * sigma is (rotation design 12).
     */
    private static List<Inline> wouldChange(ThesesSection.Line line) {
        if (line.since().isEmpty() || line.z().isEmpty() || Math.abs(line.z().get()) <= 1) {
            return List.of();
        }
        double log = Math.log1p(line.since().get().value() / 100);
        double bound = Math.expm1(log / Math.abs(line.z().get())) * 100;
        var asset = String.join(" ", line.measuredOn());
        return Wording.sentence(
                " Would change it: " + asset + (bound > 0 ? " back under " : " back over "),
                new Inline.Num(Numbers.exact(bound), Inline.Num.Unit.BARE, 1, true, Optional.empty()),
                " points.");
    }

    private static List<Block> note(NoteCheckSection.NoteResult note) {
        var held = (int) note.held();
        var all = note.lines().size();
        var lead = "No evidence on your theses yet. Of " + Wording.count(all, "figure", "figures") + " in your note, "
                + Wording.number(held) + (held == 1 ? " holds." : " hold.");
        var words = new ArrayList<Inline>();
        words.add(Inline.strong(lead));
        var farthest = farthest(note);
        if (!farthest.isEmpty()) {
            var parts = new ArrayList<Object>();
            for (var line : farthest) {
                parts.add((parts.isEmpty() ? "" : "; ") + line.entity() + " " + line.written() + ": ");
                parts.addAll(NoteCheckSection.verdict(line));
            }
            parts.add(".");
            words.add(new Inline.LineBreak());
            words.addAll(Wording.sentence(parts.toArray()));
        }
        return List.of(new Block.Para(words));
    }

    private static List<NoteCheckSection.Line> farthest(NoteCheckSection.NoteResult note) {
        return note.others().stream().filter(line -> !line.figures().isEmpty()).limit(SUBJECTS_MAX).toList();
    }

    private static List<Block> rotation(Facts facts) {
        var parts = new ArrayList<Object>();
        for (var row : facts.rows()) {
            parts.add((parts.isEmpty() ? "" : "; ") + row.name() + (row.side() == Direction.UP ? " leads, " : " lags, "));
            parts.add(row.month());
            parts.add(" over 21 sessions");
        }
        parts.add(". Nothing changed for your theses.");
        return List.of(new Block.Para(List.of(new Inline.Strong(Wording.sentence(parts.toArray())))));
    }

    /** The call in one plain line, for a notification. */
    static String summary(Brief brief) {
        return switch (brief.call().kind()) {
            case NO_PRICES -> "Not enough prices for a call";
            case CHANGED, SETTLED -> String.join("; ", brief.call().theses().stream()
                    .map(line -> line.name() + " " + Wording.leans(line.status()))
                    .toList());
            case NOTE_CHECK -> brief.call().note().orElseThrow().held() + " of "
                    + brief.call().note().orElseThrow().lines().size() + " figures of your note hold";
            case ROTATION -> String.join("; ", brief.call().rows().stream()
                    .map(row -> row.name() + (row.side() == Direction.UP ? " leads" : " lags"))
                    .toList());
            case QUIET -> "Nothing changed, nothing stands out";
        };
    }
}
