package tidewatch.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** How moments are written: the one place. {@code Fri 6 Feb 2026 07:00 New York}: English names, 24 hours, the city of the zone. */
public final class Times {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private Times() {}

    /** A moment as much of it as its style tells, in the zone of the message. */
    public static String write(Inline.When when, ZoneId zone) {
        var local = when.instant().atZone(zone);
        return switch (when.style()) {
            case DATE -> date(local.toLocalDate());
            case TIME -> time(local.toLocalTime()) + " " + city(zone, when.instant());
            case DATE_TIME -> date(local.toLocalDate()) + " " + time(local.toLocalTime()) + " " + city(zone, when.instant());
        };
    }

    /** {@code Fri 6 Feb 2026}. */
    public static String date(LocalDate date) {
        return day(date) + " " + date.getYear();
    }

    /** {@code Fri 6 Feb}, for dates whose year is plain. */
    public static String day(LocalDate date) {
        return DAYS.get(date.getDayOfWeek().getValue() - 1) + " " + date.getDayOfMonth() + " " + MONTHS.get(date.getMonthValue() - 1);
    }

    /** {@code 07:00}; seconds are left off. */
    public static String time(LocalTime time) {
        return two(time.getHour()) + ":" + two(time.getMinute());
    }

    /** {@code New York} for America/New_York, {@code UTC} for UTC, {@code UTC+02:00} for a zone that is an offset only. */
    public static String city(ZoneId zone, Instant at) {
        var id = zone.getId();
        int slash = id.lastIndexOf('/');
        if (slash >= 0 && !id.startsWith("Etc/")) {
            return id.substring(slash + 1).replace('_', ' ');
        }
        var offset = zone.getRules().getOffset(at);
        return offset.getTotalSeconds() == 0 ? "UTC" : "UTC" + offset.getId();
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
