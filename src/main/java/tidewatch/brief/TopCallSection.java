package tidewatch.brief;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.evidence.Weighed;
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
    }

    static Facts facts(CoverageSection.Facts coverage, ThesesSection.Facts theses, NoteCheckSection.Facts checks, RotationSection.Facts rotation) {
        return facts(coverage, theses, checks, rotation, Reader.ANYONE);
    }

    /** For a reader who has had a brief: what changed for the theses since, else what rotated, else what new notes are worth, else nothing. */
    static Facts facts(
            CoverageSection.Facts coverage,
            ThesesSection.Facts theses,
            NoteCheckSection.Facts checks,
            RotationSection.Facts rotation,
            Reader reader) {
        if (coverage.tooFewForACall()) {
            return new Facts(Kind.NO_PRICES, List.of(), Optional.empty(), List.of());
        }
        var changed = theses.changed();
        if (!changed.isEmpty()) {
            return new Facts(Kind.CHANGED, strongest(changed), Optional.empty(), List.of());
        }
        if (reader.knows() && reader.rotated(coverage, rotation)) {
            var named = new ArrayList<RotationSection.Row>();
            for (var side : Direction.values()) {
                strongest(rotation.benchmark(), rotation.rows().stream().filter(row -> row.side() == side && reader.isNew(row))).ifPresent(named::add);
            }
            return new Facts(Kind.ROTATION, List.of(), Optional.empty(), named);
        }
        var settled = theses.lines().stream().filter(ThesesSection.Line::settled).toList();
        var note = checks.notes().stream().filter(NoteCheckSection.NoteResult::checked).max(Comparator.comparingInt(TopCallSection::wrong).thenComparingInt(result -> result.lines().size()));
        long measured = theses.lines().stream().filter(line -> line.status() != Weighed.Status.UNTESTABLE).count();
        // While most theses are open, what a new note is worth is the news; a status that is as it was can wait.
        if (note.isPresent() && (reader.knows() || settled.isEmpty() || settled.size() * 2L < measured)) {
            return new Facts(Kind.NOTE_CHECK, List.of(), note, List.of());
        }
        if (reader.knows()) {
            return new Facts(Kind.QUIET, List.of(), Optional.empty(), List.of());
        }
        if (!settled.isEmpty()) {
            return new Facts(Kind.SETTLED, strongest(settled), Optional.empty(), List.of());
        }
        if (!rotation.rows().isEmpty()) {
            var named = new ArrayList<RotationSection.Row>();
            strongest(rotation, Direction.UP).ifPresent(named::add);
            strongest(rotation, Direction.DOWN).ifPresent(named::add);
            return new Facts(Kind.ROTATION, List.of(), Optional.empty(), named);
        }
        return new Facts(Kind.QUIET, List.of(), Optional.empty(), List.of());
    }

    /** The first row of a side, one against the benchmark before a pair: it is the plainer sentence. */
    private static Optional<RotationSection.Row> strongest(RotationSection.Facts rotation, Direction side) {
        return strongest(rotation.benchmark(), rotation.rows().stream().filter(row -> row.side() == side));
    }

    private static Optional<RotationSection.Row> strongest(String benchmark, Stream<RotationSection.Row> rows) {
        return rows.min(Comparator.comparing(row -> row.pair(benchmark)));
    }

    private static List<ThesesSection.Line> strongest(List<ThesesSection.Line> lines) {
        return lines.stream()
                .sorted(Comparator.comparingDouble((ThesesSection.Line line) -> -Math.abs(line.z().orElse(0.0))).thenComparing(ThesesSection.Line::name))
                .limit(SUBJECTS_MAX)
                .toList();
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var facts = brief.call();
        return switch (facts.kind()) {
            case NO_PRICES -> List.of(Block.para("Not enough prices for a call: " + brief.coverage().have() + " of " + brief.coverage().total()
                    + " series have " + Wording.day(brief.session()) + "."));
            case CHANGED, SETTLED -> theses(facts, brief, reader);
            case NOTE_CHECK -> note(facts.note().orElseThrow(), brief, reader);
            case ROTATION -> reader.knows() ? rotated(facts, brief, reader) : rotation(facts, brief);
            case QUIET -> List.of(new Block.Para(List.of(Inline.strong(
                    reader.knows()
                            ? nothing(brief, reader) + "."
                            : "Nothing changed" + (brief.theses().lines().isEmpty() ? "" : " for your theses")
                                    + (brief.rotation().somethingStandsOut() ? "." : ", and nothing stands out on the tape.")))));
        };
    }

    /** "Nothing changed since your last brief", or that the theses and the rotation did not where something smaller is new. */
    private static String nothing(Brief brief, Reader reader) {
        return "Nothing changed " + (reader.nothingNew(brief) ? "" : "in " + (brief.theses().lines().isEmpty() ? "" : "your theses and ") + "the rotation ")
                + "since " + reader.lastBrief();
    }

    /** "Since your last brief: into Utilities, +6.3 points against SPY over 21 sessions; no longer out: Cloud." */
    private static List<Block> rotated(Facts facts, Brief brief, Reader reader) {
        var parts = new ArrayList<Object>();
        parts.add("Since " + reader.lastBrief() + ": ");
        var before = "";
        var yardstick = brief.rotation().benchmark();
        boolean against = false;
        for (var row : facts.rows()) {
            parts.add(before + (row.side() == Direction.UP ? "into " : "out of ") + Wording.capital(row.name()) + ", ");
            parts.add(row.month());
            parts.add((row.pair(yardstick) || against ? "" : " against " + yardstick) + (before.isEmpty() ? " over 21 sessions" : ""));
            against |= !row.pair(yardstick);
            before = "; ";
        }
        for (var side : Direction.values()) {
            var gone = reader.gone(brief, side).stream().map(row -> Wording.capital(row.name())).toList();
            if (!gone.isEmpty()) {
                parts.add(before + "no longer " + (side == Direction.UP ? "in: " : "out: ") + Wording.list(gone));
                before = "; ";
            }
        }
        parts.add(".");
        var words = new ArrayList<Inline>();
        words.add(new Inline.Strong(Wording.sentence(parts.toArray())));
        if (!brief.theses().lines().isEmpty()) {
            words.add(Inline.text(" Your theses are as they were."));
        }
        return List.of(new Block.Para(words));
    }

    private static List<Block> theses(Facts facts, Brief brief, Reader reader) {
        var lead = new ArrayList<Object>();
        var evidence = new ArrayList<Object>();
        for (var line : facts.theses()) {
            lead.add(!lead.isEmpty() ? "; " : reader.knows() ? "Since " + reader.lastBrief() + ": your thesis " : "Your thesis ");
            lead.add(ThesesSection.name(line));
            lead.add(" " + Wording.leans(line.status()) + line.changedFrom().map(from -> " (was: " + Wording.status(from) + ")").orElse("")
                    + reader.atThisClose(line).map(status -> " (at this close " + Wording.status(status) + ")").orElse("")
                    + (line.status() == Weighed.Status.MIXED && !line.why().isBlank() ? ", " + line.why() : ""));
            if (line.since().isPresent()) {
                evidence.add(evidence.isEmpty() ? "" : "; ");
                evidence.add(ThesesSection.moved(line, "", brief));
            }
        }
        lead.add(facts.kind() == Kind.SETTLED ? ", as before." : ".");
        var words = new ArrayList<Inline>();
        words.add(new Inline.Strong(Wording.sentence(lead.toArray())));
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
        var asset = Wording.list(line.measuredOn());
        return Wording.sentence(
                " Would change it: " + asset + (bound > 0 ? " back under " : " back over "),
                new Inline.Num(Numbers.exact(bound), Inline.Num.Unit.BARE, 1, true, Optional.empty()),
                " points.");
    }

    private static List<Block> note(NoteCheckSection.NoteResult note, Brief brief, Reader reader) {
        var words = new ArrayList<Inline>();
        var theses = brief.theses();
        var same = reader.knows() ? "Your theses are as in " + reader.lastBrief() + ". " : "Your theses are as before. ";
        var open = theses.lines().isEmpty() ? "" : theses.noneHasEvidence() ? "No evidence on your theses yet. " : same;
        words.add(new Inline.Strong(share(open, note, reader.toldPartOf(note))));
        var farthest = farthest(note);
        if (!farthest.isEmpty()) {
            words.add(new Inline.LineBreak());
            words.addAll(NoteCheckSection.said(farthest));
        }
        return List.of(new Block.Para(words));
    }

    /** "Five of the eight figures in your note [[Morning]] hold." */
    private static List<Inline> share(String before, NoteCheckSection.NoteResult note, boolean rest) {
        int held = (int) note.held();
        int all = note.lines().size();
        var some = held == all ? "All " : held == 0 ? "None of the " : Wording.capital(Wording.number(held)) + " of the ";
        var what = rest ? "new figure" : "figure";
        var count = all == 1 ? "The one " + what : some + Wording.number(all) + " " + what + "s";
        var verdict = all == 1 ? (held == 1 ? " holds." : " does not hold.") : held == 1 ? " holds." : " hold.";
        return Wording.sentence(before + count + " in your note ", NoteCheckSection.name(note), verdict);
    }

    /** Figures that the market does not bear out; one that cannot be checked is none of them. */
    private static int wrong(NoteCheckSection.NoteResult note) {
        return (int) note.others().stream().filter(line -> !line.figures().isEmpty()).count();
    }

    /** What does not hold at all before what holds over another window. */
    private static List<NoteCheckSection.Line> farthest(NoteCheckSection.NoteResult note) {
        return note.others().stream()
                .filter(line -> !line.figures().isEmpty())
                .sorted(Comparator.comparing(line -> line.verdict() instanceof Verdict.OverDays || line.verdict() instanceof Verdict.Since
                        || line.verdict() instanceof Verdict.DayBefore))
                .limit(SUBJECTS_MAX)
                .toList();
    }

    private static List<Block> rotation(Facts facts, Brief brief) {
        var parts = new ArrayList<Object>();
        parts.add(brief.theses().lines().isEmpty() ? "" : "Nothing changed for your theses. ");
        boolean first = true;
        for (var row : facts.rows()) {
            var extreme = row.side() == Direction.UP ? "strongest" : "weakest";
            parts.add((first ? Wording.capital(extreme) : "; " + extreme) + " over 21 sessions: " + Wording.capital(row.name()) + ", ");
            parts.add(row.month());
            parts.add(row.pair(brief.rotation().benchmark()) ? "" : " against " + brief.rotation().benchmark());
            first = false;
        }
        parts.add(".");
        var words = new ArrayList<Inline>();
        words.add(new Inline.Strong(Wording.sentence(parts.toArray())));
        brief.rotation().verdict().ifPresent(verdict -> {
            words.add(new Inline.LineBreak());
            words.addAll(verdict.words(brief.at().toLocalDate()));
        });
        return List.of(new Block.Para(words));
    }

    /** Whether the rotation's own section says what the search over all rows found: the call says it where it is about the rotation. */
    static boolean tellsVerdict(Brief brief, Reader reader) {
        return brief.call().kind() != Kind.ROTATION || reader.knows();
    }

    /** The call in one plain line, for a notification. */
    static String summary(Brief brief, Reader reader) {
        return switch (brief.call().kind()) {
            case NO_PRICES -> "Not enough prices for a call";
            case CHANGED, SETTLED -> String.join("; ", brief.call().theses().stream()
                    .map(line -> line.name() + " " + Wording.leans(line.status()))
                    .toList());
            case NOTE_CHECK -> brief.call().note().orElseThrow().held() + " of "
                    + brief.call().note().orElseThrow().lines().size() + " figures of your note hold";
            case ROTATION -> brief.call().rows().isEmpty()
                    ? "The rotation list is shorter than before"
                    : String.join("; ", brief.call().rows().stream()
                            .map(row -> row.name() + (row.side() == Direction.UP ? " leads" : " lags"))
                            .toList());
            case QUIET -> reader.knows() ? nothing(brief, reader) : "Nothing changed, nothing stands out";
        };
    }
}
