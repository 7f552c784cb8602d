package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.evidence.FigureCheck;
import tidewatch.evidence.FigureCheck.Verdict;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.message.Numbers;
import tidewatch.notes.Amount;
import tidewatch.notes.Claim;

/** Section 9: figures of the notes written since the last brief, those that do not hold at the close in words. */
public final class NoteCheckSection implements Section {
    private static final int CHAT_MAX = 5;
    private static final int TIGHT_MAX = 3;
    private static final int ENTITY_MAX = 60;
    private static final int UNCHECKED_MAX = 5;
    private static final String VERSUS = " vs ";

    /**
     * One written figure and what the market says to it.
     *
     * @param entity words of the note
     * @param written as the note writes it, such as {@code +8 %}
     * @param stated true when the note says over which window
     * @param figures the recomputed figures in the order in which the words use them
     */
    public record Line(
            String entity, String written, boolean stated, Verdict verdict, Optional<LocalDate> session, List<Figure> figures, int line) {
        public Line {
            figures = List.copyOf(figures);
        }

        /** At the close, or over the window that the note itself states. */
        public boolean holds() {
            return switch (verdict) {
                case Verdict.AtClose _ -> true;
                case Verdict.OverDays _, Verdict.Since _ -> stated;
                case Verdict.IntradayOnly _, Verdict.DayBefore _, Verdict.Differs _, Verdict.Uncheckable _ -> false;
            };
        }
    }

    /** A note and its figures. */
    public record NoteResult(String path, String title, Optional<LocalDate> date, List<Line> lines) {
        public NoteResult {
            lines = List.copyOf(lines);
        }

        /** True when the market can say something to a figure of it. */
        public boolean checked() {
            return lines.stream().anyMatch(line -> !(line.verdict() instanceof Verdict.Uncheckable));
        }

        public long held() {
            return lines.stream().filter(Line::holds).count();
        }

        public List<Line> others() {
            return lines.stream().filter(line -> !line.holds()).toList();
        }
    }

    /**
     * Notes and their figures, newest first; those without a figure are left out.
     *
     * @param notes written since the last session
     * @param earlier written in the five sessions before, for a reader who missed a brief
     */
    public record Facts(List<NoteResult> notes, List<NoteResult> earlier) {
        public Facts {
            notes = List.copyOf(notes);
            earlier = List.copyOf(earlier);
        }

        /** Those since the last session alone. */
        public Facts(List<NoteResult> notes) {
            this(notes, List.of());
        }
    }

    static Facts facts(BriefInput in, FigureBook book) {
        return new Facts(results(in.checks(), book));
    }

    /** With the notes of the week before; apart, because their figures are numbered last. */
    static Facts withEarlier(Facts facts, BriefInput in, FigureBook book) {
        return new Facts(facts.notes(), results(in.earlier(), book));
    }

    private static List<NoteResult> results(List<BriefInput.NoteFigures> checks, FigureBook book) {
        return checks.stream().filter(check -> !check.figures().isEmpty()).map(check -> result(check, book)).toList();
    }

    /** The figures of one note; also used by {@code /check}. */
    public static NoteResult result(BriefInput.NoteFigures check, FigureBook book) {
        return new NoteResult(
                check.note().path(),
                check.note().title(),
                check.note().date(),
                check.figures().stream().map(figure -> line(figure, book)).toList());
    }

    private static Line line(FigureCheck check, FigureBook book) {
        var figures = new ArrayList<Figure>();
        if (check.symbol().isPresent() && check.session().isPresent()) {
            var symbol = check.symbol().get();
            var session = check.session().get();
            switch (check.verdict()) {
                case Verdict.AtClose(double close, _) -> figures.add(close(check, symbol, session, close, book));
                case Verdict.IntradayOnly(double close, double open, double high, double low, var where) -> {
                    figures.add(close(check, symbol, session, close, book));
                    switch (where) {
                        case OPEN -> figures.add(book.day(check.entity() + ", at the open", open, symbol, session, "open"));
                        case HIGH, BETWEEN -> figures.add(book.day(check.entity() + ", highest", high, symbol, session, "high"));
                        case LOW -> figures.add(book.day(check.entity() + ", lowest", low, symbol, session, "low"));
                    }
                }
                case Verdict.OverDays(_, _, _, double close) -> figures.add(close(check, symbol, session, close, book));
                case Verdict.Since(_, _, _, double close) -> figures.add(close(check, symbol, session, close, book));
                case Verdict.DayBefore(_, _, double close) -> figures.add(close(check, symbol, session, close, book));
                case Verdict.Differs(double close, _, var yearToDate) -> {
                    figures.add(differing(check, symbol, session, close, book));
                    yearToDate.map(ratio -> sinceNewYear(check, symbol, session, ratio, book)).ifPresent(figures::add);
                }
                case Verdict.Uncheckable _ -> {}
            }
        }
        return new Line(check.entity(), written(check.claim()), stated(check.claim()), check.verdict(), check.session(), figures, check.claim().source().place().line());
    }

    private static boolean stated(Claim claim) {
        return switch (claim) {
            case Claim.Move move -> move.period().isPresent();
            case Claim.RelativeMove relative -> relative.period().isPresent();
            case Claim.Streak _, Claim.WordMove _, Claim.Level _, Claim.Flow _, Claim.RotationTiming _, Claim.SectorView _ -> false;
            case Claim.Driver _, Claim.Thesis _, Claim.ThesisImpact _, Claim.Checklist _, Claim.Scenario _ -> false;
            case Claim.WatchItem _, Claim.Related _, Claim.Prose _ -> false;
        };
    }

    /** The move of the session; a relative one names both symbols, "A vs B". */
    private static Figure close(FigureCheck check, String symbol, LocalDate session, double close, FigureBook book) {
        int vs = symbol.indexOf(VERSUS);
        var label = check.entity() + ", at the close";
        return vs < 0
                ? book.day(label, close, symbol, session, "close")
                : book.against(label, close, symbol.substring(0, vs), symbol.substring(vs + VERSUS.length()), session);
    }

    /** The same since New Year, of two symbols. */
    private static Figure sinceNewYear(FigureCheck check, String symbol, LocalDate session, double ratio, FigureBook book) {
        int vs = symbol.indexOf(VERSUS);
        return book.againstSinceNewYear(
                check.entity() + ", since New Year", ratio, symbol.substring(0, vs), symbol.substring(vs + VERSUS.length()), session);
    }

    /** The figure over the window that the note states, else that of the session. */
    private static Figure differing(FigureCheck check, String symbol, LocalDate session, double close, FigureBook book) {
        var stated = check.rungs().stream().filter(rung -> !rung.window().equals("1d") && check.rungs().size() == 1).findFirst();
        return stated.isPresent() && stated.get().points().isEmpty()
                ? book.quoted(check.entity() + " since " + stated.get().base(), stated.get().move(), symbol, stated.get().base(), stated.get().end(), "close")
                : close(check, symbol, session, close, book);
    }

    /** A figure as its note writes it, evened out. */
    public static String written(Claim claim) {
        return switch (claim) {
            case Claim.Move move -> amount(move.amount()) + move.period().map(period -> " " + period).orElse("");
            case Claim.RelativeMove relative -> amount(relative.amount()) + " vs " + relative.benchmark().text()
                    + relative.period().map(period -> " " + period).orElse("");
            case Claim.Streak streak -> (streak.direction() == Claim.Direction.UP ? "up " : "down ")
                    + Wording.count(streak.length(), streak.per() == Claim.Streak.Per.DAY ? "session" : "week", streak.per() == Claim.Streak.Per.DAY ? "sessions" : "weeks")
                    + " in a row";
            case Claim.WordMove word -> "\"" + word.word() + "\"";
            case Claim.Level level -> level.verb() + level.price().map(price -> " " + price.value()).orElse("");
            case Claim.Flow _, Claim.RotationTiming _, Claim.SectorView _, Claim.Driver _, Claim.Thesis _, Claim.ThesisImpact _ ->
                claim.source().quote();
            case Claim.Checklist _, Claim.Scenario _, Claim.WatchItem _, Claim.Related _, Claim.Prose _ -> claim.source().quote();
        };
    }

    /** "+8 %", "about +8 %", "+6 to +7 %", "+8 % or more", "50 % at most". */
    private static String amount(Amount amount) {
        boolean down = amount.value() < 0;
        boolean more = Double.isInfinite(down ? amount.low() : amount.high());
        boolean most = !more && Double.isInfinite(down ? amount.high() : amount.low());
        double rounded = Math.pow(10, -amount.decimals());
        boolean range = amount.unit() != Amount.Unit.FACTOR && (amount.high() - amount.low() > 1.001 * rounded || Math.abs(Math.rint(amount.value() / rounded) * rounded - amount.value()) > rounded / 4);
        double near = down ? amount.high() : amount.low();
        double far = down ? amount.low() : amount.high();
        var digits = range && !more && !most ? digits(amount, near) + " to " + digits(amount, far) : digits(amount, amount.value());
        return (amount.approximate() ? "about " : "") + digits
                + switch (amount.unit()) {
                    case PERCENT -> "\u00A0%";
                    case POINTS -> " points";
                    case BASIS_POINTS -> " bp";
                    case PRICE -> "";
                    case FACTOR -> "x";
                }
                + (more ? " or more" : most ? " at most" : "");
    }

    private static String digits(Amount amount, double value) {
        var sign = switch (amount.sign()) {
            case SIGNED -> value < 0 ? "-" : "+";
            case EITHER_WAY -> "±";
            case UNSIGNED -> "";
        };
        return sign + String.format(Locale.ROOT, "%." + amount.decimals() + "f", Math.abs(value));
    }

    /** "the price passed through +8 % that day and closed at +2.4 %". */
    public static List<Inline> verdict(Line line) {
        var figures = line.figures();
        Object close = figures.isEmpty() ? "" : figures.get(0);
        return switch (line.verdict()) {
            case Verdict.AtClose(_, var run) -> run.isPresent()
                    ? Wording.sentence("holds, " + Wording.count(Math.abs(run.get()), "close", "closes") + " in a row, the last ", close)
                    : Wording.sentence("holds at the close, ", close);
            case Verdict.IntradayOnly _ -> Wording.sentence("the price passed through " + line.written() + " that day and closed at ", close);
            case Verdict.OverDays(int sessions, _, _, _) -> Wording.sentence("holds over " + sessions + " sessions; the close that day was ", close);
            case Verdict.Since(var start, _, _, _) -> Wording.sentence("holds since the start of the " + start.name().toLowerCase(Locale.ROOT) + "; the close that day was ", close);
            case Verdict.DayBefore(var session, _, _) -> Wording.sentence("holds for " + Wording.day(session) + "; that day closed at ", close);
            case Verdict.Differs(_, var run, var yearToDate) -> run.isPresent()
                    ? Wording.sentence("differs: " + run(run.get()) + ", the last close ", close)
                    : yearToDate.isPresent()
                            ? Wording.sentence("differs: ", close, " that day, ", year(line, yearToDate.get()), " since New Year")
                            : differs(line);
            case Verdict.Uncheckable(String because) -> Wording.sentence("cannot be checked (" + because + ")");
        };
    }

    /** "differs: closed at +2.3 %", "differs: -6.8 % since Thu 8 Jan". */
    private static List<Inline> differs(Line line) {
        if (line.figures().isEmpty()) {
            return Wording.sentence("differs");
        }
        var figure = line.figures().get(0);
        var from = figure.provenance().from();
        boolean day = line.session().filter(session -> from.isBefore(session.minusDays(5))).isEmpty();
        return day ? Wording.sentence("differs: closed at ", figure) : Wording.sentence("differs: ", figure, " since " + Wording.day(from));
    }

    /** Briefs that were kept before it was a figure have it in the verdict alone. */
    private static List<Inline> year(Line line, double ratio) {
        return line.figures().size() > 1 ? Wording.sentence(line.figures().get(1)) : Wording.sentence(Numbers.bare(ratio * 100), " points");
    }

    private static String run(int signed) {
        return signed == 0 ? "no run" : "a run of " + Math.abs(signed) + (signed > 0 ? " higher" : " lower") + (Math.abs(signed) == 1 ? " close" : " closes");
    }

    /** Some figures in a row, each with its verdict; those that the price passed through are said in one go. */
    static List<Inline> said(List<Line> lines) {
        var parts = new ArrayList<Object>();
        var passed = lines.stream().filter(line -> line.verdict() instanceof Verdict.IntradayOnly).toList();
        boolean together = passed.size() > 1;
        if (together) {
            parts.addAll(passedThrough(passed));
        }
        for (var line : lines) {
            if (!together || !passed.contains(line)) {
                parts.add((parts.isEmpty() ? "" : " ") + said(line) + ": ");
                parts.addAll(verdict(line));
                parts.add(".");
            }
        }
        return Wording.sentence(parts.toArray());
    }

    /** "The price passed through these that day: Northrop +8 %, closed at +2.4 %; ..." */
    private static List<Inline> passedThrough(List<Line> lines) {
        var parts = new ArrayList<Object>();
        parts.add("The price passed through these that day: ");
        for (int i = 0; i < lines.size(); i++) {
            parts.add((i == 0 ? "" : "; ") + said(lines.get(i)) + ", closed at ");
            parts.add(lines.get(i).figures().get(0));
        }
        parts.add(".");
        return Wording.sentence(parts.toArray());
    }

    /** "Cloudflare -5 % cannot be checked (there are no prices of NET).", one sentence for each reason. */
    private static List<List<Inline>> unchecked(List<Line> lines, Length length) {
        var byReason = new LinkedHashMap<String, List<String>>();
        for (var line : lines) {
            if (line.verdict() instanceof Verdict.Uncheckable(String because)) {
                byReason.computeIfAbsent(because, _ -> new ArrayList<>()).add(said(line));
            }
        }
        return byReason.entrySet().stream()
                .map(entry -> Wording.sentence(Wording.listed(entry.getValue(), length.of(UNCHECKED_MAX, UNCHECKED_MAX, Integer.MAX_VALUE)) + " cannot be checked ("
                        + (entry.getValue().size() == 1 ? entry.getKey() : ofSeveral(entry.getKey())) + ")."))
                .toList();
    }

    private static String ofSeveral(String because) {
        return because.replaceFirst("^it speaks", "they speak").replaceFirst("^its ", "their ");
    }

    /** The note, as it is called in a sentence. */
    static Inline name(NoteResult note) {
        return new Inline.NoteRef(note.path(), Wording.shortened(note.title(), ENTITY_MAX));
    }

    private static String said(Line line) {
        return Wording.shortened(line.entity(), ENTITY_MAX) + " " + line.written();
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var told = length == Length.FULL ? List.<Line>of() : brief.call().told();
        var blocks = new ArrayList<Block>();
        var counted = new ArrayList<NoteResult>();
        for (var note : brief.noteCheck().notes()) {
            if (note.others().isEmpty() || blocks.size() >= length.of(2, Integer.MAX_VALUE, Integer.MAX_VALUE)) {
                counted.add(note);
            } else {
                blocks.addAll(differing(note, told, length, reader));
            }
        }
        if (!counted.isEmpty()) {
            var parts = new ArrayList<Object>();
            parts.add(Inline.strong("Note check"));
            for (var note : counted) {
                parts.add(parts.size() == 1 ? " " : "; ");
                parts.add(name(note));
                parts.add((reader.toldPartOf(note) ? ", new: " : ": ") + ofAll(note));
            }
            parts.add(".");
            blocks.add(new Block.Para(Wording.sentence(parts.toArray())));
        }
        return blocks;
    }

    /** "3 of 8 figures hold", "all 8 figures hold". */
    private static String ofAll(NoteResult note) {
        int all = note.lines().size();
        if (!note.checked()) {
            return all == 1 ? "its one figure cannot be checked" : "none of its " + all + " figures can be checked";
        }
        if (all == 1) {
            return note.held() == 1 ? "its one figure holds" : "its one figure does not hold";
        }
        return note.held() == all
                ? "all " + all + " figures hold"
                : note.held() + " of " + all + " figures" + (note.held() == 1 ? " holds" : " hold");
    }

    private static List<Block> differing(NoteResult note, List<Line> told, Length length, Reader reader) {
        var others = note.others().stream().filter(line -> !told.contains(line)).toList();
        var items = new ArrayList<List<Inline>>();
        var passed = others.stream().filter(line -> line.verdict() instanceof Verdict.IntradayOnly).toList();
        boolean together = length != Length.FULL && passed.size() > 1;
        if (together) {
            items.add(passedThrough(passed));
        }
        others.stream()
                .filter(line -> !(together && passed.contains(line)) && !(line.verdict() instanceof Verdict.Uncheckable))
                .forEach(line -> items.add(Wording.sentence(said(line) + ": ", verdict(line), ".")));
        boolean noneChecked = items.isEmpty() && others.size() == note.lines().size();
        items.addAll(unchecked(others, length));
        if (noneChecked && items.size() == 1) {
            return List.of(new Block.Para(Wording.sentence(Inline.strong("Note check"), " ", name(note), ": ", items.get(0))));
        }
        int shown = Math.min(items.size(), length.of(TIGHT_MAX, CHAT_MAX, items.size()));
        var since = reader.toldPartOf(note) ? ", new: " : ": ";
        var more = items.size() > shown ? " (" + (items.size() - shown) + " more in /check)" : "";
        var rest = note.lines().size() == 1 || !note.checked() ? "" : told.stream().anyMatch(note.lines()::contains) ? "; also" : "; the others";
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Para(Wording.sentence(
                Inline.strong("Note check"), " ", name(note), since + ofAll(note) + (items.isEmpty() ? "." : rest + more + ":"))));
        if (!items.isEmpty()) {
            blocks.add(Block.bullets(items.subList(0, shown)));
        }
        return blocks;
    }
}
