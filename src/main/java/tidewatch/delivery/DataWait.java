package tidewatch.delivery;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import tidewatch.message.Times;

/**
 * A chosen time lies, for a part of the year or all of it, before the prices of the close are complete; the brief then waits for them.
 *
 * @param closes when New York closes on the chat's clock, on the first day that waits
 * @param from the chat's date of the first brief that waits
 * @param until the chat's date of the first one after it that does not; absent when all of the next twelve months wait
 * @param waitsNow whether the very next brief waits
 * @param neverWaits the nearest later half hour that would not wait on any day; absent when there is none
 */
public record DataWait(
        LocalTime closes, LocalDate from, Optional<LocalDate> until, boolean waitsNow, Optional<LocalTime> neverWaits) {
    public DataWait {
        Objects.requireNonNull(closes);
        Objects.requireNonNull(from);
        Objects.requireNonNull(until);
        Objects.requireNonNull(neverWaits);
    }

    /** {@code New York closes at 08:00 your time until April; 09:00 would never wait.} */
    public String words() {
        return (waitsNow ? "" : "From " + month(from) + " ")
                + "New York closes at " + Times.time(closes) + " your time"
                + until.map(day -> " until " + month(day)).orElse("")
                + neverWaits.map(time -> "; " + Times.time(time) + " would never wait.").orElse("; the brief waits for the prices.");
    }

    private static String month(LocalDate day) {
        return day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
