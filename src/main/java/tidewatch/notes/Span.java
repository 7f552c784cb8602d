package tidewatch.notes;

import java.util.Objects;
import java.util.Optional;

/**
 * A duration as notes say it: "2-4 weeks", "1-2 quarters", "full year+".
 *
 * @param most absent when there is no upper end
 */
public record Span(int least, Optional<Integer> most, Unit unit) {
    /** Calendar units; days and weeks count days, the others clamp at the end of a month. */
    public enum Unit {
        DAY(1),
        WEEK(5),
        MONTH(21),
        QUARTER(63),
        YEAR(252);

        private final int sessions;

        Unit(int sessions) {
            this.sessions = sessions;
        }

        /** Trading sessions in one unit, for scoring (rotation design, section 12). */
        public int sessions() {
            return sessions;
        }
    }

    public Span {
        Objects.requireNonNull(unit);
        if (least < 0 || most.isPresent() && most.get() < least) {
            throw new IllegalArgumentException("A duration from " + least + " to " + most.orElse(-1));
        }
    }
}
