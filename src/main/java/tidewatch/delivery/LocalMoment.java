package tidewatch.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import tidewatch.message.Times;

/**
 * A moment in the words of a chat's own clock: {@code Tue 20 Jan 07:00 EST}. The zone is written by its letters, because they tell summer
 * from winter; a zone that has none is written by its city.
 */
record LocalMoment(ZonedDateTime at) {
    private static final DateTimeFormatter LETTERS = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);
    private static final Pattern PLAIN = Pattern.compile("[A-Z]{2,5}");

    static LocalMoment of(Instant at, ZoneId zone) {
        return new LocalMoment(at.atZone(zone));
    }

    LocalDate date() {
        return at.toLocalDate();
    }

    /** {@code 07:00}. */
    String time() {
        return Times.time(at.toLocalTime());
    }

    /** {@code EST}. */
    String zone() {
        var letters = LETTERS.format(at);
        return PLAIN.matcher(letters).matches() ? letters : Times.city(at.getZone(), at.toInstant());
    }

    String dayTime() {
        return Times.day(date()) + " " + time();
    }

    String dayTimeZone() {
        return dayTime() + " " + zone();
    }
}
