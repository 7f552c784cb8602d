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
 */
public record ClockReading(
        Claim.Scenario scenario, Origin origin, String originWords, Window window, int day, Answer answer, Optional<LocalDate> extreme) {
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

    public ClockReading {
        Objects.requireNonNull(origin);
        Objects.requireNonNull(answer);
    }

    /** The readings of one scenario among these, the leading origin first. */
    public static List<ClockReading> of(Claim.Scenario scenario, List<ClockReading> all) {
        return all.stream().filter(one -> one.scenario().equals(scenario)).toList();
    }
}
