package tidewatch.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The record: claims before their outcome, outcomes at their horizon. Nothing in it is changed or taken out. One transaction a method. */
public interface Ledger {
    /**
     * A claim and what became of it.
     *
     * @param outcomes by line; empty as long as its horizon is not there
     */
    record Entry(RecordedClaim claim, List<RecordedOutcome> outcomes) {
        public Entry {
            outcomes = List.copyOf(outcomes);
        }

        /** The line that holds. */
        public Optional<RecordedOutcome> outcome() {
            return outcomes.isEmpty() ? Optional.empty() : Optional.of(outcomes.getLast());
        }
    }

    /** Everything, by start, then by id. */
    List<Entry> all();

    /** The last session that was written up; absent before the first. */
    Optional<LocalDate> last();

    /**
     * Writes up one session: all of it, or nothing. A claim whose id is there, and an outcome whose line is, are left as they are; so is
     * everything when the session was written up already.
     *
     * @return whether it was written
     */
    boolean write(LocalDate session, Instant at, List<RecordedClaim> claims, List<RecordedOutcome> outcomes);
}
