package tidewatch.brief;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.market.Instrument;
import tidewatch.market.Reading;
import tidewatch.message.Block;
import tidewatch.notes.Claim;
import tidewatch.notes.Name;
import tidewatch.notes.Note;
import tidewatch.notes.Resolution;
import tidewatch.rotation.Measure;
import tidewatch.rotation.RotationRow;

/**
 * Section 5: names of the vault that moved much for their own habits, and runs of closes. Scaled by each name's own volatility, so a quiet
 * utility can stand beside a lively software share.
 */
public final class MoversSection implements Section {
    /** Own daily sigmas (sd of 63 sessions before) beyond which a move is worth a line. */
    static final double SIGMAS_MIN = 2.0;

    /** Runs of closes shorter than this are daily bread: a fair coin shows 5 in a row about every month. */
    static final int STREAK_MIN = 5;

    private static final int A_SIDE_MAX = 3;
    private static final int REMARK_SESSIONS = 21;

    /**
     * A name that is worth a line.
     *
     * @param sigmas signed, of its own habit
     * @param streak signed run of closes
     * @param company "with its sector", "alone", or empty where the sector is not known
     * @param remark of the newest note that says something about this name, with that note's title
     */
    public record Mover(String symbol, String name, Figure day, double sigmas, int streak, String company, Optional<Remark> remark) {}

    /** What a note says about a name; {@code date} is that of the note. */
    public record Remark(String words, String note, Optional<LocalDate> date) {
        public Remark(String words, String note) {
            this(words, note, Optional.empty());
        }
    }

    /** Runs first, then risers, then fallers. */
    public record Facts(List<Mover> streaks, List<Mover> up, List<Mover> down) {
        public Facts {
            streaks = List.copyOf(streaks);
            up = List.copyOf(up);
            down = List.copyOf(down);
        }
    }

    static Facts facts(BriefInput in, FigureBook book) {
        var rows = in.table().rows().stream()
                .filter(row -> row.ok() && row.kind() == RotationRow.Kind.STOCK && in.mentioned().contains(row.id()))
                .toList();
        var streaks = rows.stream()
                .filter(row -> Math.abs(value(row, Measure.STREAK)) >= STREAK_MIN)
                .sorted(Comparator.comparingDouble((RotationRow row) -> -Math.abs(value(row, Measure.STREAK))).thenComparing(RotationRow::id))
                .limit(A_SIDE_MAX)
                .map(row -> mover(row, in, book))
                .toList();
        var shown = streaks.stream().map(Mover::symbol).toList();
        var wild = rows.stream()
                .filter(row -> Math.abs(value(row, Measure.Z_OWN)) >= SIGMAS_MIN && !shown.contains(row.id()))
                .sorted(Comparator.comparingDouble((RotationRow row) -> -Math.abs(value(row, Measure.Z_OWN))).thenComparing(RotationRow::id))
                .toList();
        var up = wild.stream().filter(row -> value(row, Measure.Z_OWN) > 0).limit(A_SIDE_MAX).map(row -> mover(row, in, book)).toList();
        var down = wild.stream().filter(row -> value(row, Measure.Z_OWN) < 0).limit(A_SIDE_MAX).map(row -> mover(row, in, book)).toList();
        return new Facts(streaks, up, down);
    }

    /** 0 for an absent reading: then the row is no mover. */
    private static double value(RotationRow row, Measure measure) {
        return row.get(measure).asDouble().orElse(0);
    }

    private static Mover mover(RotationRow row, BriefInput in, FigureBook book) {
        double day = value(row, Measure.R1);
        return new Mover(
                row.id(),
                in.vault().resolver().shown("stock:" + row.id()),
                book.move(row.name() + ", 1 session", day, row.basket(), in.back(1), in.back(0)),
                value(row, Measure.Z_OWN),
                (int) value(row, Measure.STREAK),
                company(row.id(), day, in),
                remark(row.id(), in));
    }

    /**
     * Whether a name moved with its sector: the sector's fund moved the same way and what the name did beyond it is less than half of the
     * move.
     */
    private static String company(String symbol, double day, BriefInput in) {
        var sector = in.universe().instrument(symbol).map(Instrument::sector).filter(name -> !name.isEmpty());
        var fund = sector.flatMap(in.universe()::sectorFund).flatMap(one -> in.table().row(one.symbol()));
        if (fund.isEmpty() || !(fund.get().get(Measure.R1) instanceof Reading.Value(double sectorDay))) {
            return "";
        }
        return Math.abs(day - sectorDay) < Math.abs(day) / 2 ? "with its sector" : "alone";
    }

    /** The remark of the newest note that has one about this symbol; what was said longer ago than a month of sessions is history. */
    private static Optional<Remark> remark(String symbol, BriefInput in) {
        return in.vault().notes().stream()
                .filter(note -> note.date().filter(day -> !day.isBefore(in.panel().session(in.back(REMARK_SESSIONS)))).isPresent())
                .sorted(Comparator.comparing((Note note) -> note.date().orElseThrow()).reversed().thenComparing(Note::path))
                .flatMap(note -> note.claims().stream()
                        .filter(claim -> names(claim).filter(name -> means(name, symbol, note, in)).isPresent())
                        .flatMap(claim -> words(claim).stream())
                        .map(words -> new Remark(words, note.title(), note.date())))
                .findFirst();
    }

    private static boolean means(Name name, String symbol, Note note, BriefInput in) {
        return in.vault().resolver().resolve(name, note.path()) instanceof Resolution.One one
                && one.id().filter(id -> id.equals("stock:" + symbol.toUpperCase(Locale.ROOT))).isPresent();
    }

    private static Optional<Name> names(Claim claim) {
        return switch (claim) {
            case Claim.Move move -> Optional.of(move.entity());
            case Claim.Streak streak -> Optional.of(streak.entity());
            case Claim.RelativeMove relative -> Optional.of(relative.entity());
            case Claim.WordMove word -> Optional.of(word.entity());
            case Claim.Level _, Claim.Flow _, Claim.RotationTiming _, Claim.SectorView _, Claim.Driver _, Claim.Thesis _ -> Optional.empty();
            case Claim.ThesisImpact _, Claim.Checklist _, Claim.Scenario _, Claim.WatchItem _, Claim.Related _, Claim.Prose _ ->
                Optional.empty();
        };
    }

    private static Optional<String> words(Claim claim) {
        return switch (claim) {
            case Claim.Move move -> move.remark();
            case Claim.Streak streak -> streak.remark();
            case Claim.RelativeMove relative -> relative.remark();
            case Claim.WordMove word -> word.remark();
            case Claim.Level _, Claim.Flow _, Claim.RotationTiming _, Claim.SectorView _, Claim.Driver _, Claim.Thesis _ -> Optional.empty();
            case Claim.ThesisImpact _, Claim.Checklist _, Claim.Scenario _, Claim.WatchItem _, Claim.Related _, Claim.Prose _ ->
                Optional.empty();
        };
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var facts = brief.movers();
        if (length != Length.FULL && reader.knowsThePrices(brief)) {
            return List.of();
        }
        var parts = new ArrayList<Object>();
        int each = length.of(1, 2, A_SIDE_MAX);
        for (var mover : facts.streaks().stream().limit(each).toList()) {
            parts.add((parts.isEmpty() ? "" : " ") + (mover.streak() > 0 ? "Up " : "Down ") + Math.abs(mover.streak()) + " closes in a row: "
                    + mover.name() + " (");
            parts.add(mover.day());
            parts.add(")" + company(mover) + (length == Length.TIGHT ? "" : remark(mover, brief.date())) + ".");
        }
        side(parts, "Up most for ", facts.up(), each);
        side(parts, "Down most for ", facts.down(), each);
        return parts.isEmpty() ? List.of() : List.of(new Block.Para(Wording.sentence(parts.toArray())));
    }

    private static void side(List<Object> parts, String words, List<Mover> movers, int each) {
        if (movers.isEmpty()) {
            return;
        }
        parts.add((parts.isEmpty() ? "" : " ") + words + (Math.min(movers.size(), each) == 1 ? "its habits: " : "their habits: "));
        boolean first = true;
        for (var mover : movers.stream().limit(each).toList()) {
            parts.add((first ? "" : "; ") + mover.name() + " ");
            parts.add(mover.day());
            parts.add(company(mover));
            first = false;
        }
        parts.add(".");
    }

    private static String company(Mover mover) {
        return mover.company().isEmpty() ? "" : ", " + mover.company();
    }

    private static String remark(Mover mover, LocalDate today) {
        return mover.remark()
                .map(remark -> "; your note" + remark.date().map(day -> " of " + Wording.shortDay(day, today)).orElse("") + ": "
                        + Wording.quoted(remark.words()))
                .orElse("");
    }
}
