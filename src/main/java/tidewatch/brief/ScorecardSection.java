package tidewatch.brief;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.evidence.Bookkeeping;
import tidewatch.evidence.Ledger;
import tidewatch.evidence.RecordedClaim;
import tidewatch.evidence.Scorecard;
import tidewatch.market.Basket;
import tidewatch.market.Reading;
import tidewatch.message.Block;
import tidewatch.message.Inline;
import tidewatch.notes.Claim.Direction;
import tidewatch.rotation.Lookback;

/** Section 10: what the brief of the session before named and what became of it that day, and what the record says. */
public final class ScorecardSection implements Section {
    /** Scored claims that are told in a chat; the others are counted. */
    private static final int SCORED_MAX = 3;

    /**
     * A row that the brief of the session before named.
     *
     * @param day what it did at this session against its yardstick
     */
    public record Said(Direction side, String id, String name, Figure day) {}

    /**
     * A claim whose horizon was this session.
     *
     * @param note path of the note that made it; absent for a row of the list
     * @param moved what the asset did against the yardstick over the horizon, not signed
     */
    public record Scored(String title, Optional<String> note, boolean came, int horizon, Figure moved) {}

    /**
     * A hit rate.
     *
     * @param horizon sessions; absent for the claims of the notes, which have each its own
     */
    public record Rate(Optional<Integer> horizon, int scored, int came, double effective, double low, double high, double base) {
        /** Of a tally of these claims. */
        public static Rate of(Optional<Integer> horizon, Scorecard.Tally tally) {
            return new Rate(
                    horizon, tally.scored(), tally.hits(), tally.effective(), tally.interval().low(), tally.interval().high(), tally.base());
        }

        /** "7 of 10 (33 to 92 %, worth about 6 independent calls; random calls 44 %)"; the interval from five on. */
        public String words() {
            var share = scored < Scorecard.PERCENT_FROM
                    ? ""
                    : percent(low, false) + " to " + percent(high, true) + ", worth about " + Wording.count((int) Math.round(effective), "independent call", "independent calls") + "; ";
            return came + " of " + scored + " (" + share + "random calls " + percent(base, true) + ")";
        }

        private static String percent(double share, boolean unit) {
            return Math.round(share * 100) + (unit ? "\u00A0%" : "");
        }
    }

    /**
     * What is told of the record.
     *
     * @param said empty where no brief of the session before is known
     * @param scored at this session, those of the notes first
     * @param rates those that hold something: of the notes, then of the list by horizon
     */
    public record Facts(List<Said> said, List<Scored> scored, List<Rate> rates) {
        public Facts {
            said = List.copyOf(said);
            scored = List.copyOf(scored);
            rates = List.copyOf(rates);
        }

        /** Where nothing is kept. */
        public static Facts none() {
            return new Facts(List.of(), List.of(), List.of());
        }
    }

    static Facts facts(BriefInput in, FigureBook book, Scorecard card, Optional<Brief> before) {
        var said = new ArrayList<Said>();
        var figures = new RowFigures(in, book);
        before.filter(brief -> brief.session().equals(in.panel().calendar().previous(in.panel().asOf())))
                .ifPresent(brief -> brief.rotation().rows().forEach(row -> said(row, in, figures).ifPresent(said::add)));
        var scored = new ArrayList<Scored>();
        card.scoredAt(in.panel().asOf()).forEach(entry -> scored(entry, in, book).ifPresent(scored::add));
        var rates = new ArrayList<Rate>();
        card.notes().tally().ifPresent(tally -> rates.add(Rate.of(Optional.empty(), tally)));
        for (int i = 0; i < Bookkeeping.CALLED_FOR.size(); i++) {
            var horizon = Optional.of(Bookkeeping.CALLED_FOR.get(i));
            card.calls().get(i).tally().ifPresent(tally -> rates.add(Rate.of(horizon, tally)));
        }
        return new Facts(said, scored, rates);
    }

    private static Optional<Said> said(RotationSection.Row row, BriefInput in, RowFigures figures) {
        return in.table().row(row.id()).flatMap(now -> now.get(Lookback.D1.relative()) instanceof Reading.Value(double relative)
                ? Optional.of(new Said(
                        row.side(),
                        row.id(),
                        row.name(),
                        figures.relative(now, Lookback.D1, relative)))
                : Optional.empty());
    }

    /** How far a scored claim was ahead, as a ratio less 1: above 0 it came in. */
    public static double ahead(Ledger.Entry entry) {
        return Math.expm1(entry.claim().sign() * entry.outcome().orElseThrow().excess());
    }

    /** The same as a figure, of the yardstick against the asset where it was to fall behind; absent where no price reaches back to its start. */
    public static Optional<Figure> figure(Ledger.Entry entry, BriefInput in, FigureBook book) {
        var claim = entry.claim();
        int from = in.panel().indexOf(claim.start());
        if (from < 0) {
            return Optional.empty();
        }
        var gains = basket(claim.sign() > 0 ? claim.asset() : claim.against());
        var loses = basket(claim.sign() > 0 ? claim.against() : claim.asset());
        return Optional.of(book.relative(
                claim.title() + ", " + claim.horizon() + " sessions from " + claim.start(), ahead(entry), gains, loses, from, from + claim.horizon()));
    }

    private static Optional<Scored> scored(Ledger.Entry entry, BriefInput in, FigureBook book) {
        var claim = entry.claim();
        return figure(entry, in, book).map(figure -> new Scored(
                claim.title(),
                claim.source().map(RecordedClaim.Source::file),
                entry.outcome().orElseThrow().hit(),
                claim.horizon(),
                figure));
    }

    private static Basket basket(List<String> symbols) {
        var name = String.join(" ", symbols);
        return new Basket(name, name, symbols);
    }

    @Override
    public List<Block> write(Brief brief, Length length, Reader reader) {
        var facts = brief.scorecard();
        var blocks = new ArrayList<Block>();
        boolean quiet = length != Length.FULL && brief.call().kind() == TopCallSection.Kind.QUIET;
        // Whoever did not get the brief of the day before was told nothing then.
        if (!facts.said().isEmpty() && !quiet && reader.hadTheLast(brief)) {
            blocks.add(new Block.Para(said(brief)));
        }
        if (!facts.scored().isEmpty()) {
            blocks.add(scored(facts, length.of(1, SCORED_MAX, facts.scored().size()), brief));
        }
        boolean told = !facts.scored().isEmpty() || length == Length.FULL || reader.copy().filter(Copy::sectorWeek).isPresent();
        if (told && !facts.rates().isEmpty()) {
            blocks.add(Block.para(rates(facts)));
        }
        return blocks;
    }

    /** "Yesterday's list at this close: in Industrials +0.6, Defense -0.2; out Software -0.9 (points against SPY)." */
    private static List<Inline> said(Brief brief) {
        var facts = brief.scorecard();
        var words = new ArrayList<Object>();
        words.add(Inline.strong("The list of " + Wording.day(brief.days().before())));
        var before = ", a session on: in ";
        for (var side : Direction.values()) {
            for (var one : facts.said()) {
                if (one.side() == side) {
                    words.add(before + Wording.capital(one.name()) + " ");
                    words.add(one.day().inCell());
                    before = ", ";
                }
            }
            before = words.size() == 1 ? ", a session on: out " : "; out ";
        }
        words.add(" (points).");
        return Wording.sentence(words.toArray());
    }

    private static Block scored(Facts facts, int most, Brief brief) {
        var words = new ArrayList<Object>();
        words.add(Inline.strong("Scored"));
        var before = ": ";
        for (var one : facts.scored().subList(0, Math.min(most, facts.scored().size()))) {
            words.add(before);
            words.add(one.note().<Inline>map(path -> new Inline.NoteRef(path, one.title())).orElseGet(() -> Inline.text(one.title())));
            words.add((one.came() ? " came in, " : " did not come in, "));
            words.add(one.moved());
            var since = one.moved().provenance().from();
            words.add(" in " + Wording.count(one.horizon(), "session", "sessions") + " since " + Wording.shortDay(since, brief.date()));
            before = "; ";
        }
        if (facts.scored().size() > most) {
            words.add("; " + (facts.scored().size() - most) + " more in /record scored");
        }
        words.add(".");
        return new Block.Para(Wording.sentence(words.toArray()));
    }

    private static String rates(Facts facts) {
        var parts = new ArrayList<String>();
        for (var rate : facts.rates()) {
            parts.add(rate.horizon().map(horizon -> "the list after " + horizon + " sessions ").orElse("your notes ") + rate.words());
        }
        return "Record: " + String.join("; ", parts) + ".";
    }
}
