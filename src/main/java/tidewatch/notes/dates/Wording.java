package tidewatch.notes.dates;

import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import tidewatch.notes.Window;

/** How days and zones are said back. */
final class Wording {
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private Wording() {}

    /** Fri 30 Jan. */
    static String weekday(TemporalAccessor day) {
        return WEEKDAY.format(day);
    }

    /** Fri 30 Jan 2026. */
    static String full(TemporalAccessor day) {
        return FULL.format(day);
    }

    /** 30 Jan 2026. */
    static String plain(TemporalAccessor day) {
        return PLAIN.format(day);
    }

    /** 16:00. */
    static String hour(TemporalAccessor time) {
        return HOUR.format(time);
    }

    /** "Fri 2 Jan 2026", "1 Jan 2026 to 7 Jan 2026". */
    static String words(Window w) {
        if (w.from().equals(w.to())) {
            return FULL.format(w.to().orElseThrow());
        }
        return w.from().map(PLAIN::format).orElse("") + " to "
                + w.to().map(PLAIN::format).orElse("");
    }

    static String city(ZoneId zone) {
        String id = zone.getId();
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }

    static String monthLength(int year, int month) {
        var of = YearMonth.of(year, month);
        return of.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + year + " has " + of.lengthOfMonth()
                + " days.";
    }
}
