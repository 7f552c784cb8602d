package tidewatch.notes;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A span of days, both ends included; an end that is not stated is open.
 *
 * @param precision how finely it was written
 */
public record Window(Optional<LocalDate> from, Optional<LocalDate> to, Precision precision) {
    /** How finely a date was written. */
    public enum Precision {
        INSTANT,
        DAY,
        WEEK,
        PART_MONTH,
        MONTH,
        QUARTER,
        YEAR
    }

    public Window {
        Objects.requireNonNull(precision);
        if (from.isEmpty() && to.isEmpty()) {
            throw new IllegalArgumentException("A window needs an end");
        }
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new IllegalArgumentException("A window from " + from.get() + " to " + to.get());
        }
    }

    public static Window day(LocalDate date) {
        return new Window(Optional.of(date), Optional.of(date), Precision.DAY);
    }

    public static Window of(LocalDate from, LocalDate to, Precision precision) {
        return new Window(Optional.of(from), Optional.of(to), precision);
    }

    public boolean contains(LocalDate date) {
        return !from.map(date::isBefore).orElse(false) && !to.map(date::isAfter).orElse(false);
    }
}
