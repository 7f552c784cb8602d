package tidewatch.notes;

import java.util.Objects;
import tidewatch.problem.Problem;

/** What became of writing a note. In every case but the first the vault is as it was. */
public sealed interface WriteOutcome {
    /** The note is the new one, on the disk. */
    record Done() implements WriteOutcome {}

    /** It is no longer what it was when the change was made up: somebody wrote in it, or it came or went. */
    record Changed() implements WriteOutcome {}

    /**
     * Something else is at work; it is worth another try.
     *
     * @param why in words, without full stop
     */
    record Busy(String why) implements WriteOutcome {
        public Busy {
            Objects.requireNonNull(why);
        }
    }

    /** It cannot be written. */
    record Refused(Problem why) implements WriteOutcome {
        public Refused {
            Objects.requireNonNull(why);
        }
    }
}
