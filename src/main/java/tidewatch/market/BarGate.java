package tidewatch.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * What stands at the door of the archive: the rules of {@link BarCheck} on bars as they come, day by day or years at once, from the
 * instrument's home source or another one (market-data design, sections 6 and 7). Nothing is mended, filled forward or deleted: a bar
 * enters, with flags, or it is kept as a {@link Suspect}, or it is refused because its session has not ended or never was.
 *
 * <p>Pure: no clock, no I/O. Judging again what was judged and entered changes nothing.
 */
public final class BarGate {
    private final TradingCalendar calendar;

    public BarGate(TradingCalendar calendar) {
        this.calendar = Objects.requireNonNull(calendar);
    }

    /** How an answer is to be taken. */
    public enum Look {
        /** New sessions, with some that are held: final bars stay, provisional ones may be replaced. */
        NEWS,
        /** A person asked for these sessions again: final bars may be replaced too. */
        AGAIN,
        /** The whole history of the series: it takes the place of all that is held, if {@link SeriesSwap} allows it. */
        WHOLE
    }

    /**
     * What is held of an instrument.
     *
     * @param bars accepted bars with flags and origins, and the actions known: all of them, or those from at least 80 sessions before the
     *     first incoming one or open suspect on (all of them for {@link Look#WHOLE}); a series without bars where nothing is held
     * @param home provider whose series it is; for an instrument of which nothing is held the provider that is to be its home
     * @param suspects of this symbol, decided ones too: what was refused once is not asked about again
     */
    public record Held(PriceSeries bars, String home, List<Suspect> suspects) {
        public Held {
            Objects.requireNonNull(bars);
            suspects = List.copyOf(suspects);
            if (home.isBlank()) {
                throw new IllegalArgumentException(bars.instrument().symbol() + " needs a home");
            }
        }

        /** Nothing, and the source whose series it is going to be. */
        public static Held nothing(Instrument instrument, Basis basis, Origin home) {
            return new Held(empty(instrument, basis, home, List.of()), home.provider(), List.of());
        }
    }

    /**
     * An answer of one source about one instrument.
     *
     * @param bars as the source gave them, with its actions (may be none of either); from a source other than the home best with the
     *     session before the ones in question, for it shows whether there too the price jumped
     * @param finalAfter of the source's {@link Offer}
     * @param actionsAsked whether the actions were asked for up to now and there is nothing more to be had: a level that stayed for three
     *     closes is a break then, else {@link NextStep.What#ASK_ACTIONS} is answered
     */
    public record Incoming(PriceSeries bars, Duration finalAfter, Look look, boolean actionsAsked) {
        public Incoming {
            Objects.requireNonNull(bars);
            Objects.requireNonNull(finalAfter);
            Objects.requireNonNull(look);
        }
    }

    /** One instrument of a batch. */
    public record Case(Held held, Incoming incoming) {
        public Case {
            if (!held.bars().instrument().symbol().equals(incoming.bars().instrument().symbol())) {
                throw new IllegalArgumentException("Bars of " + incoming.bars().instrument().symbol() + " are not of "
                        + held.bars().instrument().symbol());
            }
        }
    }

    /**
     * What the refresh should do next about the instrument; said each time for as long as it holds.
     *
     * @param session the first one concerned
     * @param sentence why, as {@code /status} prints it
     */
    public record NextStep(What what, LocalDate session, String sentence) {
        /** A closed list. */
        public enum What {
            /** Fetch the whole history and judge it as {@link Look#WHOLE}: what is held does not go with the source any more. */
            REFETCH,
            /** Ask for splits and dividends, then for the whole history. */
            ASK_ACTIONS,
            /** Ask another source for this session and the one before. */
            ASK_SECOND_SOURCE
        }

        public NextStep {
            Objects.requireNonNull(what);
            Objects.requireNonNull(session);
            if (sentence.isBlank()) {
                throw new IllegalArgumentException("A next step needs a reason");
            }
        }
    }

    /**
     * What becomes of an answer.
     *
     * @param bars to be entered: new ones and changed ones, with flags and origins; without a bar when there is none
     * @param whole whether {@code bars} are all and what is held beside them goes
     * @param suspects new ones, and known ones that changed or were settled
     * @param actions of the answer, which are not held or are held with another figure
     * @param changes of accepted closes
     * @param same bars of the answer that are held already
     * @param refused rows of no session, of the future, and of a session that is not over
     * @param problems what was refused or held back, in words
     * @param next steps
     */
    public record Judged(
            PriceSeries bars,
            boolean whole,
            List<Suspect> suspects,
            List<CorporateAction> actions,
            List<PriceChange> changes,
            int same,
            int refused,
            List<Problem> problems,
            List<NextStep> next) {
        public Judged {
            suspects = List.copyOf(suspects);
            actions = List.copyOf(actions);
            changes = List.copyOf(changes);
            problems = List.copyOf(problems);
            next = List.copyOf(next);
        }

        /** Whether there is nothing to be written. */
        public boolean isNothing() {
            return bars.size() == 0 && suspects.isEmpty() && actions.isEmpty() && changes.isEmpty();
        }

        /** The accepted bars as an entry of the archive; only where {@code bars} has one. */
        public ArchiveEntry.SeriesEntry entry(String home) {
            return new ArchiveEntry.SeriesEntry(bars, home, whole);
        }
    }

    /**
     * The sessions of a batch that its source has not published yet: half or more of ten series or more repeat the day before. None of
     * their bars may be judged; see {@link #without}.
     */
    public static Set<LocalDate> notYet(Collection<Case> batch) {
        var bars = new TreeMap<LocalDate, int[]>();
        for (Case one : batch) {
            PriceSeries incoming = one.incoming().bars();
            for (int i = 0; i < incoming.size(); i++) {
                int[] count = bars.computeIfAbsent(incoming.date(i), _ -> new int[2]);
                count[0]++;
                count[1] += copy(one.held(), incoming, i) ? 1 : 0;
            }
        }
        return bars.entrySet().stream()
                .filter(e -> e.getValue()[0] >= PanelBuilder.BATCH_MIN && 2 * e.getValue()[1] >= e.getValue()[0])
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether bar i repeats the one before it, in the same answer or as it is held or suspected. */
    private static boolean copy(Held held, PriceSeries incoming, int i) {
        if (!(incoming.volume(i) > 0)) {
            return false;
        }
        if (i > 0) {
            return same(incoming, i, incoming.open(i - 1), incoming.high(i - 1), incoming.low(i - 1), incoming.close(i - 1), incoming.volume(i - 1));
        }
        int at = held.bars().indexOf(incoming.date(0));
        int last = (at >= 0 ? at : -at - 1) - 1;
        LocalDate lastDay = last >= 0 ? held.bars().date(last) : LocalDate.MIN;
        Optional<Suspect> suspect = held.suspects().stream()
                .filter(s -> s.session().isBefore(incoming.date(0)) && s.session().isAfter(lastDay))
                .max(Comparator.comparing(Suspect::session));
        if (suspect.isPresent()) {
            Suspect s = suspect.get();
            return same(incoming, 0, s.open(), s.high(), s.low(), s.close(), s.volume());
        }
        PriceSeries bars = held.bars();
        return last >= 0 && same(incoming, 0, bars.open(last), bars.high(last), bars.low(last), bars.close(last), bars.volume(last));
    }

    private static boolean same(PriceSeries bars, int i, double open, double high, double low, double close, double volume) {
        return bars.volume(i) == volume
                && bars.close(i) == close
                && bars.open(i) == open
                && bars.high(i) == high
                && bars.low(i) == low;
    }

    /** The same case without the bars of these days. */
    public static Case without(Case one, Set<LocalDate> days) {
        PriceSeries bars = one.incoming().bars();
        int[] kept = IntStream.range(0, bars.size()).filter(i -> !days.contains(bars.date(i))).toArray();
        if (kept.length == bars.size()) {
            return one;
        }
        Incoming incoming = one.incoming();
        return new Case(
                one.held(),
                new Incoming(
                        BarColumns.some(bars, kept, bars.heldBack()),
                        incoming.finalAfter(),
                        incoming.look(),
                        incoming.actionsAsked()));
    }

    /**
     * Judges an answer. One without bars settles what its actions explain. A {@link Look#WHOLE} history comes here after {@link SeriesSwap}
     * has allowed it.
     */
    public Judged judge(Case one, Instant now) {
        return new BarJudging(calendar, one.held(), one.incoming(), now, Optional.empty()).judge();
    }

    /**
     * An owner's word on an open suspect.
     *
     * @param accept whether it is right; what else this explains is settled with it
     * @return nothing but a problem when there is no such open suspect, or none with a price
     */
    public Judged rule(Held held, LocalDate session, boolean accept, Suspect.Decision decision) {
        PriceSeries bars = held.bars();
        PriceSeries none = empty(bars.instrument(), bars.basis(), bars.origin(), List.of());
        Optional<Suspect> suspect =
                held.suspects().stream().filter(s -> s.isOpen() && s.session().equals(session)).findAny();
        if (suspect.isEmpty() || (accept && !(suspect.get().close() > 0))) {
            String why = suspect.isEmpty()
                    ? "no bar of this day is held back"
                    : "the row of this day has no price that could be accepted";
            return new Judged(none, false, List.of(), List.of(), List.of(), 0, 0,
                    List.of(new Problem(Reason.NO_DATA, why, bars.instrument().symbol() + " " + session)), List.of());
        }
        return new BarJudging(
                        calendar,
                        held,
                        new Incoming(none, Duration.ZERO, Look.NEWS, false),
                        decision.at(),
                        Optional.of(new BarJudging.Ruling(session, accept, decision)))
                .judge();
    }

    private static PriceSeries empty(Instrument instrument, Basis basis, Origin origin, List<CorporateAction> actions) {
        return new PriceSeries(
                instrument,
                basis,
                origin,
                new int[0],
                new double[0],
                new double[0],
                new double[0],
                new double[0],
                new double[0],
                new double[0],
                actions);
    }
}
