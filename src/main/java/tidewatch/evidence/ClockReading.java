package tidewatch.evidence;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.notes.Claim;
import tidewatch.notes.Window;

/**
 * Where a scenario stands, from one origin.
 *
 * @param scenario of the note
 * @param origin what the clock is counted from
 * @param originWords "your note", "late December 2025", "Tax-delay selling"
 * @param window origin + least .. origin + most, each end rolled forward to a session
 * @param day calendar days since the (first day of the) origin
 * @param answer by the table of rotation design 13
 * @param extreme session of the running maximum of the spread, where one was measured
 * @param spread what was measured from this origin; absent when the flows have no prices or the origin has no close yet
 */
public record ClockReading(
        Claim.Scenario scenario, Origin origin, String originWords, Window window, int day, Answer answer, Optional<LocalDate> extreme,
        Optional<Spread> spread) {
    /** Origins, the leading one first. */
    public enum Origin {
        NOTE,
        STATED_START,
        DRIVER
    }

    /** The states of a scenario. NOT_MEASURED: calendar only, because the flow has no vehicle. */
    public enum Answer {
        OPEN,
        FITS_SO_FAR,
        FITS,
        ENDED_EARLY,
        OUTLASTED,
        UNDECIDED,
        NEVER_RAN,
        NOT_MEASURED
    }

    /**
     * What the note says money goes into, over what it leaves; moves as ratios.
     *
     * @param into symbols or basket names, each in equal parts
     * @param outOf the same; the benchmark where that side has no prices
     * @param intoSymbols all symbols that it is measured on
     * @param outOfSymbols the same
     * @param standIn true when some of them only stand near to what the note means
     * @param base close from which it counts
     * @param now at the panel's newest point
     * @param peak at its running maximum
     * @param ended session at which it had fallen by {@code threshold} below the maximum; absent while the move runs
     * @param threshold a customary month's move of this spread
     */
    public record Spread(
            List<String> into,
            List<String> outOf,
            List<String> intoSymbols,
            List<String> outOfSymbols,
            boolean standIn,
            LocalDate base,
            double now,
            double peak,
            LocalDate peakOn,
            Optional<LocalDate> ended,
            double threshold) {
        public Spread {
            into = List.copyOf(into);
            outOf = List.copyOf(outOf);
            intoSymbols = List.copyOf(intoSymbols);
            outOfSymbols = List.copyOf(outOfSymbols);
        }
    }

    /** Without the spread behind the answer. */
    public ClockReading(
            Claim.Scenario scenario,
            Origin origin,
            String originWords,
            Window window,
            int day,
            Answer answer,
            Optional<LocalDate> extreme) {
        this(scenario, origin, originWords, window, day, answer, extreme, Optional.empty());
    }

    public ClockReading {
        Objects.requireNonNull(origin);
        Objects.requireNonNull(answer);
    }

    /** The readings of one scenario among these, the leading origin first. */
    public static List<ClockReading> of(Claim.Scenario scenario, List<ClockReading> all) {
        return all.stream().filter(one -> one.scenario().equals(scenario)).toList();
    }

    /** True when the move ended between two scenarios counted from this origin: past one, before the other, and inside none. */
    public static boolean between(Origin origin, List<ClockReading> all) {
        var here = all.stream().filter(one -> one.origin() == origin).map(ClockReading::answer).toList();
        return here.contains(Answer.OUTLASTED)
                && here.contains(Answer.ENDED_EARLY)
                && here.stream().allMatch(one -> one == Answer.OUTLASTED || one == Answer.ENDED_EARLY);
    }
}
