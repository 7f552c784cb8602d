package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.evidence.Hypothesis;
import tidewatch.evidence.SameBet;
import tidewatch.evidence.ThesisView;
import tidewatch.evidence.Weighed;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Claim.Direction;

/**
 * Section 4: the theses, those that changed first. A thesis without evidence yet says what the price did before the note, apart. What is
 * measured on a stand-in says so each time.
 */
public final class ThesesSection implements Section {
    /** The session on which a change is told: a status must hold for two closes, so that a value near a bound does not chatter. */
    private static final int TOLD_AFTER_CLOSES = 2;

    private static final int CHAT_MAX = 5;
    private static final int TIGHT_MAX = 3;
    private static final int NAME_MAX = 60;

    /**
     * One thesis.
     *
     * @param note path of its own note; absent when only other notes name it
     * @param measuredOn symbols; empty when it cannot be measured
     * @param since relative move since the note; absent before the first close after it
     * @param before relative move over the 21 sessions before the note: no evidence
     * @param changedFrom the status before, when the change is to be told today
     * @param steady the last status that held for two closes: what a chat is told, and what the next brief is compared with
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
            int sign,
            Weighed.Status steady) {
        public Line {
            measuredOn = List.copyOf(measuredOn);
            against = List.copyOf(against);
            Objects.requireNonNull(steady);
        }

        /** Whose status has held for two closes. */
        public Line(
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
            this(
                    name, note, status, why, changedFrom, measuredOn, standIn, against, start, sessions, horizon, since, afterBeta, before, z,
                    sign, status);
        }

        /** As it is told to a chat: by the status that held, with the one that the chat was told before when that is another. */
        Line told(Optional<Weighed.Status> before) {
            return new Line(
                    name, note, steady, steady == status ? why : "", before, measuredOn, standIn, against, start, sessions, horizon, since,
                    afterBeta, this.before, z, sign, steady);
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

        /** "ITA (stand-in)", "NVDA", "EQIX, DLR and VRT". */
        public String measured() {
            return Wording.list(measuredOn) + (standIn ? " (stand-in)" : "");
        }
    }

    /**
     * Every thesis: the changed ones first, then by how much there is to say, the farthest from chance before others.
     *
     * @param bets those that are one trade
     */
    public record Facts(List<Line> lines, List<SameBet> bets) {
        public Facts {
            lines = List.copyOf(lines);
            bets = List.copyOf(bets);
        }

        /** None of which is one trade with another. */
        public Facts(List<Line> lines) {
            this(lines, List.of());
        }

        /** True before the first close after the notes. */
        public boolean noneHasEvidence() {
            return lines.stream().allMatch(line -> line.sessions() == 0);
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
        return sorted(lines, SameBet.of(in.theses(), in.panel()));
    }

    /** The changed ones first, then what takes a side, the farthest from chance before others. */
    static Facts sorted(List<Line> lines, List<SameBet> bets) {
        return new Facts(lines.stream()
                .sorted(Comparator.comparing((Line line) -> line.changedFrom().isEmpty())
                        .thenComparingInt(ThesesSection::rank)
                        .thenComparingDouble(line -> line.settled() ? -Math.abs(line.z().orElse(0.0)) : 0))
                .toList(), bets);
    }

    /** What takes a side before what does not, and that before what cannot be told. */
    private static int rank(Line line) {
        return switch (line.status()) {
            case VALIDATING, CONTRADICTING, LEANING_FOR, LEANING_AGAINST -> 0;
            case MIXED -> 1;
            case TOO_EARLY -> 2;
            case STALE -> 3;
            case UNTESTABLE -> 4;
        };
    }

    /** The line of one weighing of a thesis; also used by the answers of {@code /thesis}. */
    public static Line line(ThesisView thesis, Weighed weighed, BriefInput in, FigureBook book) {
        var hypothesis = weighed.hypothesis();
        var asset = hypothesis.map(Hypothesis::asset);
        var against = hypothesis.map(Hypothesis::against);
        var start = weighed.start().map(in.panel()::indexOf).filter(t -> t >= 0);
        Optional<Figure> since = Optional.empty();
        Optional<Figure> afterBeta = Optional.empty();
        Optional<Figure> before = Optional.empty();
        if (asset.isPresent() && against.isPresent() && start.isPresent()) {
            int from = start.get();
            var title = thesis.name() + part(weighed).map(part -> ", " + part).orElse("") + " (" + String.join(" ", asset.get().symbols()) + " against " + String.join(" ", against.get().symbols()) + ")";
            since = book.since(title, weighed);
            afterBeta = book.leftSince(title, weighed);
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
                hypothesis.map(Hypothesis::sign).orElse(0),
                weighed.steady());
    }

    /** Which part of the thesis is weighed; absent for the thesis itself. */
    public static Optional<String> part(Weighed one) {
        return one.hypothesis()
                .flatMap(Hypothesis::span)
                .map(span -> switch (span) {
                    case NEAR -> "near term";
                    case STRUCTURAL -> "structural";
                    case NOT_STATED -> "as a note sees it";
                })
                .map(words -> words + (one.hypothesis().map(Hypothesis::sign).orElse(1) < 0 ? ", against it" : ""));
    }

    /** What the call has told of a thesis is not told again but in the full brief. */
    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var facts = brief.theses();
        boolean full = length == Length.FULL;
        boolean noneHasEvidence = facts.noneHasEvidence();
        var fresh = facts.lines().stream().filter(reader::isNew).toList();
        // On a quiet day that nothing changed is the call; a thesis that has just been written still gets its line.
        boolean quiet = brief.call().kind() == TopCallSection.Kind.QUIET && (reader.knows() ? fresh.isEmpty() : !noneHasEvidence);
        var bets = bets(facts, full, reader);
        if (facts.lines().isEmpty() || (quiet && !full)) {
            return bets;
        }
        var told = full ? List.<Line>of() : brief.call().theses();
        var changed = facts.changed();
        int unmeasured = (int) facts.lines().stream().filter(line -> line.status() == Weighed.Status.UNTESTABLE).count();
        int freshMeasured = (int) fresh.stream().filter(line -> line.status() != Weighed.Status.UNTESTABLE).count();
        int same = facts.lines().size() - changed.size() - unmeasured - freshMeasured;
        var lines = facts.lines().stream()
                .filter(line -> !told.contains(line))
                .filter(line -> full || line.changedFrom().isPresent() || line.status() != Weighed.Status.UNTESTABLE)
                .filter(line -> full || !reader.knows() || line.changedFrom().isPresent() || fresh.contains(line))
                .toList();
        int shown = Math.min(lines.size(), length.of(TIGHT_MAX, CHAT_MAX, lines.size()));
        var head = new ArrayList<String>();
        if (noneHasEvidence) {
            head.add("no evidence yet");
        } else if (changed.isEmpty()) {
            head.add("none changed");
        } else {
            head.add(changed.size() + " changed");
        }
        if (freshMeasured > 0) {
            head.add(freshMeasured + " new");
        }
        if (!noneHasEvidence && same > 0 && (!changed.isEmpty() || freshMeasured > 0)) {
            head.add(same + " as " + (same == 1 ? "it was" : "they were"));
        }
        if (unmeasured > 0) {
            head.add(unmeasured + " not measured");
        }
        if (lines.size() > shown) {
            head.add(lines.size() - shown + " more in /theses");
        }
        var benchmark = brief.rotation().benchmark();
        var figures = lines.stream().limit(shown).filter(line -> (noneHasEvidence ? line.before() : line.since()).isPresent()).toList();
        boolean against = figures.stream().anyMatch(line -> line.against().equals(List.of(benchmark)));
        var rest = "";
        if (noneHasEvidence && !figures.isEmpty()) {
            rest = ". In the 21 sessions before the note";
        } else if (shown > 0 && !told.isEmpty()) {
            rest = "; the others";
        }
        var words = (against ? " against " + benchmark : "") + ", " + String.join(", ", head) + rest + (shown > 0 ? ":" : ".");
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Para(List.of(Inline.strong("Theses"), Inline.text(words))));
        if (shown > 0) {
            blocks.add(Block.bullets(lines.stream().limit(shown).map(line -> written(line, noneHasEvidence, brief, reader, full)).toList()));
        }
        blocks.addAll(bets);
        return blocks;
    }

    /** Told once: which of them are one trade by now. */
    private static List<Block> bets(Facts facts, boolean full, Reader reader) {
        return facts.bets().stream()
                .filter(bet -> full || reader.isNew(bet))
                .map(bet -> (Block) Block.para(Wording.oneTrade(bet, facts.lines().size()) + "."))
                .toList();
    }

    /** ", on the list: Software out, day 25", where the list touches it. */
    private static String listed(Line line, Brief brief) {
        var rows = brief.rotation().rows().stream()
                .filter(row -> row.touches().stream().anyMatch(touch -> touch.thesis().equals(line.name())))
                .map(row -> Wording.capital(row.name()) + (row.side() == Direction.UP ? " in" : " out") + ", day " + row.sessions())
                .toList();
        return rows.isEmpty() ? "" : "; on the list: " + String.join("; ", rows);
    }

    private static List<Inline> written(Line line, boolean noneHasEvidence, Brief brief, Reader reader, boolean full) {
        var benchmark = brief.rotation().benchmark();
        var mark = reader.isNew(line) ? "New: " : "";
        if (noneHasEvidence && line.before().isPresent()) {
            return Wording.sentence(mark, name(line), ": " + line.measured() + " ", line.before().get(), against(line, benchmark) + ".");
        }
        return Wording.sentence(
                Wording.mark(line.status()) + " " + mark,
                name(line),
                ": " + Wording.status(line.status()) + line.changedFrom().map(from -> " (was: " + Wording.status(from) + ")").orElse("")
                        + reader.atThisClose(line).map(status -> " (at this close " + Wording.status(status) + ")").orElse(""),
                evidence(line, benchmark, brief),
                full || line.changedFrom().isPresent() ? listed(line, brief) : "",
                ".");
    }

    /** ", ITA (stand-in) +7.4 points since 8 Jan", or why there is no figure. */
    private static List<Inline> evidence(Line line, String benchmark, Brief brief) {
        if (line.since().isEmpty()) {
            return line.why().isBlank() ? List.of() : List.of(Inline.text(", " + line.why()));
        }
        return Wording.sentence(", ", moved(line, benchmark, brief));
    }

    /**
     * "ITA (stand-in) +7.4 points against SPY since 8 Jan (mostly the market's own move)"; the line has a figure since the note.
     *
     * A move that was last measured before the session of the brief says until when.
     *
     * @param understood a yardstick that was named before and is not named again
     */
    static List<Inline> moved(Line line, String understood, Brief brief) {
        var figure = line.since().orElseThrow();
        var from = line.start().map(day -> Wording.shortDay(day, brief.date())).orElse("the note");
        var to = figure.provenance().to();
        return Wording.sentence(
                line.measured() + " ",
                figure,
                against(line, understood)
                        + (to.equals(brief.session()) ? " since " + from : " from " + from + " to " + Wording.shortDay(to, brief.date()))
                        + (line.mostlyTheMarket() ? " (mostly the market's own move)" : ""));
    }

    private static String against(Line line, String understood) {
        return line.against().equals(List.of(understood)) ? "" : " against " + Wording.list(line.against());
    }

    static Inline name(Line line) {
        var shown = Wording.shortened(line.name(), NAME_MAX);
        return line.note().<Inline>map(path -> new Inline.NoteRef(path, shown)).orElseGet(() -> Inline.text(shown));
    }
}
