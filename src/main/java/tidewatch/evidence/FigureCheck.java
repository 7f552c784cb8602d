package tidewatch.evidence;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.notes.Claim;

/**
 * One written figure, recomputed.
 *
 * @param claim the move, relative move or streak
 * @param entity words of the note
 * @param symbol what was measured; absent when nothing was
 * @param session the session for which the figure is read; absent when no date is stated
 * @param verdict the first rung that fits
 * @param also later rungs that fit as well
 * @param tried how many rungs were tried: more rungs, more coincidences
 * @param notes what must be said beside the verdict, such as "adjusted closes: this source has no quoted prices"
 * @param rungs the figure of each window that was tried, in the order of the ladder; empty when nothing could be computed
 */
public record FigureCheck(
        Claim claim,
        String entity,
        Optional<String> symbol,
        Optional<LocalDate> session,
        Verdict verdict,
        List<Verdict> also,
        int tried,
        List<String> notes,
        List<Rung> rungs) {
    /**
     * One window that was tried.
     *
     * @param window {@code 1d 2d .. 5d wtd mtd qtd ytd}, {@code day-before}, {@code range} for the prices within the session (then
     *     {@code move} is that of the high, {@code low} of the low), {@code stated} for the note's own dates
     * @param base the close from which it is counted
     * @param move as a fraction; for a relative move the ratio
     * @param points for a relative move also the plain difference, as a fraction
     * @param low for {@code range} the move of the session's low
     * @param fits whether the written figure holds on it
     */
    public record Rung(String window, LocalDate base, LocalDate end, double move, Optional<Double> points, Optional<Double> low, boolean fits) {
        public Rung {
            Objects.requireNonNull(window);
            if (!Double.isFinite(move)) {
                throw new IllegalArgumentException("The move over " + window + " is " + move);
            }
        }
    }

    public FigureCheck {
        Objects.requireNonNull(claim);
        Objects.requireNonNull(verdict);
        also = List.copyOf(also);
        notes = List.copyOf(notes);
        rungs = List.copyOf(rungs);
    }

    /** Without the windows tried. */
    public FigureCheck(
            Claim claim,
            String entity,
            Optional<String> symbol,
            Optional<LocalDate> session,
            Verdict verdict,
            List<Verdict> also,
            int tried,
            List<String> notes) {
        this(claim, entity, symbol, session, verdict, also, tried, notes, List.of());
    }

    /** True when the written figure holds at the close of its session or over a window that ends there. */
    public boolean holds() {
        return switch (verdict) {
            case Verdict.AtClose _, Verdict.OverDays _, Verdict.Since _ -> true;
            case Verdict.IntradayOnly _, Verdict.DayBefore _, Verdict.Differs _, Verdict.Uncheckable _ -> false;
        };
    }

    /** What the market says to a written figure. All moves are fractions of the close before: .0239 is +2.39 %. */
    public sealed interface Verdict {
        /** Holds at the close. {@code run} is the length of the run for a streak, else absent. */
        record AtClose(double close, Optional<Integer> run) implements Verdict {}

        /** The price passed through it during the session and closed elsewhere: never support of the note. */
        record IntradayOnly(double close, double open, double high, double low, Where where) implements Verdict {
            /** Which of the day's prices lies in the written interval. */
            public enum Where {
                OPEN,
                HIGH,
                LOW,
                BETWEEN
            }
        }

        /** Holds over {@code sessions} sessions ending on the date. */
        record OverDays(int sessions, LocalDate base, double move, double close) implements Verdict {}

        /** Holds since the last close of the week, month, quarter or year before. */
        record Since(Start start, LocalDate base, double move, double close) implements Verdict {
            /** The start of the window. */
            public enum Start {
                WEEK,
                MONTH,
                QUARTER,
                YEAR
            }
        }

        /** Holds on the session before: a slip of a day. */
        record DayBefore(LocalDate session, double move, double close) implements Verdict {}

        /**
         * Nothing fits.
         *
         * @param close the move at the close; for a streak the move of the day
         * @param run length of the signed run, for a streak
         * @param yearToDate for a relative move, as a ratio
         */
        record Differs(double close, Optional<Integer> run, Optional<Double> yearToDate) implements Verdict {}

        /** It cannot be checked; {@code because} fits behind "uncheckable because". */
        record Uncheckable(String because) implements Verdict {}
    }
}
