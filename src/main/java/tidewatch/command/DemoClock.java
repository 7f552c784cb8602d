package tidewatch.command;

import java.time.Instant;
import java.util.List;
import tidewatch.problem.Found;

/** The clock of the sample market, which a person can step. */
public interface DemoClock {
    /**
     * Steps to 07:00 of the next session, of the n-th next, or of a date; {@code reset} goes back to the first morning.
     *
     * @param to empty, a number of sessions, a date, or {@code reset}
     * @return the mornings stepped through, oldest first, the last one the new moment; empty with the reason when the clock stands still
     */
    Found<List<Instant>> step(String to);
}
