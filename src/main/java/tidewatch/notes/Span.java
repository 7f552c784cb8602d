package tidewatch.notes;

import java.time.LocalDate;
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
        if (least < 0 || (most.isPresent() && most.get() < least)) {
            throw new IllegalArgumentException("A duration from " + least + " to " + most.orElse(-1));
        }
    }

    /**
     * The days in which a span that begins on this day is over: origin + least to origin + most, months clamped to their end, without an
     * end when the span has none.
     */
    public Window from(LocalDate origin) {
        return new Window(Optional.of(after(origin, least)), most.map(n -> after(origin, n)), Window.Precision.DAY);
    }

    private LocalDate after(LocalDate origin, int n) {
        return switch (unit) {
            case DAY -> origin.plusDays(n);
            case WEEK -> origin.plusWeeks(n);
            case MONTH -> origin.plusMonths(n);
            case QUARTER -> origin.plusMonths(3L * n);
            case YEAR -> origin.plusYears(n);
        };
    }
}
