package tidewatch.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import tidewatch.brief.Wording;
import tidewatch.message.Times;
import tidewatch.notes.Window;
import tidewatch.watch.Occasion;

/** When something is, in the words and on the clock of a chat. */
public final class OccasionWords {
    private OccasionWords() {}

    /**
     * {@code 21 to 31 Jan}, {@code Fri 13 Feb}, {@code Fri 9 Jan 08:00}, {@code Wed 28 Jan 14:00}; the year where it is another one.
     *
     * @param today on the chat's clock
     */
    public static String of(Occasion when, LocalDate today, ZoneId zone) {
        return switch (when) {
            case Occasion.Clock(Instant at) -> moment(at, today, zone);
            case Occasion.Event event -> moment(event.moment(), today, zone);
            case Occasion.Days days ->
                days.single()
                        ? day(days.from(), today)
                        : Wording.window(new Window(Optional.of(days.from()), days.to(), Window.Precision.DAY), today);
        };
    }

    /** {@code Wed 28 Jan 14:00}; the year where it is another one. */
    public static String moment(Instant at, LocalDate today, ZoneId zone) {
        var local = at.atZone(zone);
        return day(local.toLocalDate(), today) + " " + Times.time(local.toLocalTime());
    }

    private static String day(LocalDate day, LocalDate today) {
        return day.getYear() == today.getYear() ? Times.day(day) : Times.date(day);
    }
}
