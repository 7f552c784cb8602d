package tidewatch.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;

/**
 * When the day of a chat begins: the time of its first brief, on its own clock. A reminder for a day comes then, on any day of the week,
 * for a date does not wait for a session.
 */
public record Morning(LocalTime time, ZoneId zone) {
    public Morning {
        Objects.requireNonNull(time);
        Objects.requireNonNull(zone);
    }

    /** The morning of this day. Where the clocks skip it, it comes as much later; where they repeat it, the first time. */
    public Instant of(LocalDate day) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    /** The last morning that is not after this moment. */
    public Instant before(Instant moment) {
        var day = moment.atZone(zone).toLocalDate();
        var same = of(day);
        return same.isAfter(moment) ? of(day.minusDays(1)) : same;
    }
}
