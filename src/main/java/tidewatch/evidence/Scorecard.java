package tidewatch.evidence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidewatch.evidence.RecordedClaim.Author;
import tidewatch.market.PricePanel;
import tidewatch.market.Universe;
import tidewatch.rotation.EffectiveCount;
import tidewatch.rotation.Interval;
import tidewatch.rotation.Rivals;
import tidewatch.rotation.Wilson;

/**
 * How often recorded claims came in, of the notes and of this program's own list, beside what chance and naive rivals do (rotation design,
 * section 14). Nothing counts before its horizon; what could be chosen for how it went counts in no rate. Pure.
 *
 * @param notes claims of the notes that were written down as they were made
 * @param calls rows that entered the list, by horizon in the order of {@link Bookkeeping#CALLED_FOR}
 * @param imported claims of the notes that were first seen later than that
 * @param since session of the first entry; absent while there is none
 */
public record Scorecard(Part notes, List<Part> calls, Part imported, Optional<LocalDate> since) {
    /** Claims with their outcomes: the correlation of two is taken over this many sessions to the later start. */
    private static final int TOGETHER = 252;

    /** From so many outcomes on a share is told in percent. */
    public static final int PERCENT_FROM = 5;

    public Scorecard {
        calls = List.copyOf(calls);
    }

    /** Of a record that nothing stands in. */
    public static Scorecard empty() {
        var none = new Part(List.of(), List.of(), Optional.empty(), Optional.empty());
        return new Scorecard(none, Bookkeeping.CALLED_FOR.stream().map(_ -> none).toList(), none, Optional.empty());
    }

    /**
     * Some of the record.
     *
     * @param scored by the session of their outcome, then by id
     * @param open by the session of their horizon, then by id
     * @param tally absent while nothing is scored
     * @param brier absent while no scored claim bears a probability
     */
    public record Part(List<Ledger.Entry> scored, List<Ledger.Entry> open, Optional<Tally> tally, Optional<Brier> brier) {
        public Part {
            scored = List.copyOf(scored);
            open = List.copyOf(open);
        }
    }

    /**
     * How often they came in.
     *
     * @param hits of {@code scored}
     * @param effective how many independent ones they are worth, {@link EffectiveCount}
     * @param interval of the share, Wilson's on the effective count
     * @param base share of random calls of the same lengths, directions and yardsticks that come in
     * @param mean of the signed relative moves, as a ratio; the benchmark's own is 0
     * @param leading the row that led at each start, over the same sessions; absent where no price reaches back
     * @param lagging the one that lagged
     */
    public record Tally(
            int scored, int hits, double effective, Interval interval, double base, double mean, Optional<Rival> leading, Optional<Rival> lagging) {
        public Tally {
            if (scored < 1 || hits < 0 || hits > scored) {
                throw new IllegalArgumentException(hits + " of " + scored);
            }
        }
    }

    /** How often one came in that was not chosen by anybody. */
    public record Rival(int scored, int hits) {}

    /**
     * The Brier score of the claims that bear a probability: mean (p - o)^2.
     *
     * @param reference the score of always saying the base rate
     */
    public record Brier(int scored, double score, double reference) {
        /** 1 - score / reference: above 0 is better than the base rate. Absent where the base rate leaves nothing to know. */
        public Optional<Double> skill() {
            return reference > 0 ? Optional.of(1 - score / reference) : Optional.empty();
        }
    }

    /**
     * The card of some entries.
     *
     * @param panel for correlations and rivals; claims from before it count as one trade, the careful side
     */
    public static Scorecard of(List<Ledger.Entry> entries, PricePanel panel, Universe universe) {
        var maker = Maker.of(entries, panel, universe);
        var calls = Bookkeeping.CALLED_FOR.stream()
                .map(horizon -> maker.part(entries, claim -> claim.author() == Author.LIST && claim.horizon() == horizon))
                .toList();
        return new Scorecard(
                maker.part(entries, claim -> claim.author() == Author.NOTES && !claim.imported()),
                calls,
                maker.part(entries, claim -> claim.author() == Author.NOTES && claim.imported()),
                entries.stream().map(entry -> entry.claim().knownTo()).min(Comparator.naturalOrder()));
    }

    /** Entries of any part whose line of this session is their newest: what was scored at that close. */
    public List<Ledger.Entry> scoredAt(LocalDate session) {
        return Stream.concat(Stream.of(notes), calls.stream())
                .flatMap(part -> part.scored().stream())
                .filter(entry -> entry.outcome().orElseThrow().session().equals(session))
                .toList();
    }

    /** @param rivals of each scored claim by its id: looked up once for all parts */
    private record Maker(PricePanel panel, Universe universe, Lines lines, Map<String, Rivals.After> rivals) {
        static Maker of(List<Ledger.Entry> entries, PricePanel panel, Universe universe) {
            var scored = entries.stream().filter(entry -> entry.outcome().isPresent()).map(Ledger.Entry::claim).toList();
            var after = Rivals.of(panel, universe, scored.stream().map(claim -> new Rivals.Asked(claim.start(), claim.horizon())).toList());
            var rivals = new HashMap<String, Rivals.After>();
            for (int i = 0; i < scored.size(); i++) {
                rivals.put(scored.get(i).id(), after.get(i));
            }
            return new Maker(panel, universe, new Lines(panel), rivals);
        }

        Part part(List<Ledger.Entry> entries, Predicate<RecordedClaim> which) {
            var mine = entries.stream().filter(entry -> which.test(entry.claim())).toList();
            var scored = mine.stream()
                    .filter(entry -> entry.outcome().isPresent())
                    .sorted(Comparator.comparing((Ledger.Entry entry) -> entry.outcome().orElseThrow().session())
                            .thenComparing(entry -> entry.claim().id()))
                    .toList();
            var open = mine.stream()
                    .filter(entry -> entry.outcome().isEmpty())
                    .sorted(Comparator.comparing((Ledger.Entry entry) -> due(entry.claim())).thenComparing(entry -> entry.claim().id()))
                    .toList();
            return new Part(scored, open, scored.isEmpty() ? Optional.empty() : Optional.of(tally(scored)), brier(scored));
        }

        LocalDate due(RecordedClaim claim) {
            return panel.calendar().plus(claim.start(), claim.horizon());
        }

        private Tally tally(List<Ledger.Entry> scored) {
            var claims = scored.stream().map(Ledger.Entry::claim).toList();
            int hits = (int) scored.stream().filter(entry -> entry.outcome().orElseThrow().hit()).count();
            double effective = effective(claims);
            var after = claims.stream().map(claim -> Objects.requireNonNull(rivals.get(claim.id()))).toList();
            return new Tally(
                    scored.size(),
                    hits,
                    effective,
                    Wilson.of(hits, scored.size(), effective),
                    claims.stream().mapToDouble(claim -> ChanceOfAhead.of(claim, universe.benchmark())).average().orElseThrow(),
                    scored.stream().mapToDouble(entry -> Math.expm1(entry.outcome().orElseThrow().excess())).average().orElseThrow(),
                    rival(after.stream().flatMap(one -> one.leading().stream()).toList()),
                    rival(after.stream().flatMap(one -> one.lagging().stream()).toList()));
        }

        private static Optional<Rival> rival(List<Double> moves) {
            return moves.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Rival(moves.size(), (int) moves.stream().filter(move -> move > 0).count()));
        }

        private double effective(List<RecordedClaim> claims) {
            var byStart = claims.stream().sorted(Comparator.comparing(RecordedClaim::start).thenComparing(RecordedClaim::id)).toList();
            var first = byStart.getFirst().start();
            var stretches = byStart.stream().map(claim -> new EffectiveCount.Stretch(at(first, claim.start()), claim.horizon())).toList();
            var moves = byStart.stream().map(this::moves).toList();
            return EffectiveCount.of(
                    stretches,
                    (i, j) -> EffectiveCount.together(
                            moves.get(i), moves.get(j), Math.max(panel.indexOf(byStart.get(i).start()), panel.indexOf(byStart.get(j).start())), TOGETHER));
        }

        /** Sessions from the first start; the panel need not reach back so far. */
        private int at(LocalDate first, LocalDate start) {
            return panel.calendar().count(first.plusDays(1), start);
        }

        /** The signed relative log return of each session; NaN where an end has no price. */
        private double[] moves(RecordedClaim claim) {
            double[] y = lines.relative(claim.basket(), claim.yardstick());
            return IntStream.range(0, y.length).mapToDouble(t -> t == 0 ? Double.NaN : claim.sign() * (y[t] - y[t - 1])).toArray();
        }

        private Optional<Brier> brier(List<Ledger.Entry> scored) {
            var said = scored.stream().filter(entry -> entry.claim().probability().isPresent()).toList();
            if (said.isEmpty()) {
                return Optional.empty();
            }
            var scores = new ArrayList<Double>();
            var references = new ArrayList<Double>();
            for (var entry : said) {
                double came = entry.outcome().orElseThrow().hit() ? 1 : 0;
                scores.add(squared(entry.claim().probability().orElseThrow() - came));
                references.add(squared(ChanceOfAhead.of(entry.claim(), universe.benchmark()) - came));
            }
            return Optional.of(new Brier(said.size(), mean(scores), mean(references)));
        }

        private static double squared(double x) {
            return x * x;
        }

        private static double mean(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }
    }
}
