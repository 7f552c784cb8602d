package tidewatch.notes;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * From where a date phrase is read.
 *
 * @param reference the anchor: for notes the date of the section or note (start of day), for a chat the present
 *     moment; wall time in {@code zone}
 * @param zone zone of the person; clock times without a zone of their own are in it
 * @param mode which occurrence is meant when no year or week is said
 * @param calendars trading days, hours of the exchange and known events
 */
public record DateContext(LocalDateTime reference, ZoneId zone, Mode mode, Calendars calendars) {
    /** Which occurrence of "Jan 2", "Friday" or "late December" is meant. */
    public enum Mode {
        /** Watch items, tasks, chats: the first one whose end is not before the reference. */
        FORWARD,
        /** Prose, drivers, timing: the one closest to the reference; of two equally close ones the past one. */
        NEAREST
    }

    public DateContext {
        Objects.requireNonNull(reference);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(calendars);
    }

    /** The day of the reference. */
    public LocalDate today() {
        return reference.toLocalDate();
    }

    /**
     * The reference on the time line; a wall time that the zone skips is shifted forward, a doubled one is the first.
     */
    public ZonedDateTime now() {
        return reference.atZone(zone);
    }

    /** The same reference in another mode. */
    public DateContext with(Mode other) {
        return new DateContext(reference, zone, other, calendars);
    }
}
