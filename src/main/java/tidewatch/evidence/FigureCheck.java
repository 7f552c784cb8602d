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
 * @param notes what must be said beside the verdict, such as "adjusted closes: these files have no quoted prices"
 */
public record FigureCheck(
        Claim claim,
        String entity,
        Optional<String> symbol,
        Optional<LocalDate> session,
        Verdict verdict,
        List<Verdict> also,
        int tried,
        List<String> notes) {
    public FigureCheck {
        Objects.requireNonNull(claim);
        also = List.copyOf(also);
        notes = List.copyOf(notes);
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
