package tidewatch.market;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * The yearly rules of the New York Stock Exchange (its Rule 7.2 and holiday notices), as they have stood since 2022; Juneteenth is kept
 * from that year on. Days outside the rules, such as mourning days, come from the configuration.
 */
final class ExchangeRules {
    private ExchangeRules() {}

    /** Weekdays of this year on which the exchange is closed, with the name of the holiday. */
    static Map<LocalDate, String> closures(int year) {
        var days = new TreeMap<LocalDate, String>();
        // A New Year's Day on a Saturday is not observed: the Friday before belongs to the old accounting year.
        LocalDate newYear = LocalDate.of(year, 1, 1);
        if (newYear.getDayOfWeek() != SATURDAY) {
            days.put(observed(newYear), "New Year's Day");
        }
        days.put(LocalDate.of(year, 1, 1).with(dayOfWeekInMonth(3, MONDAY)), "Martin Luther King Jr. Day");
        days.put(LocalDate.of(year, 2, 1).with(dayOfWeekInMonth(3, MONDAY)), "Presidents' Day");
        days.put(easterSunday(year).minusDays(2), "Good Friday");
        days.put(LocalDate.of(year, 5, 1).with(lastInMonth(MONDAY)), "Memorial Day");
        if (year >= 2022) {
            days.put(observed(LocalDate.of(year, 6, 19)), "Juneteenth");
        }
        days.put(observed(LocalDate.of(year, 7, 4)), "Independence Day");
        days.put(LocalDate.of(year, 9, 1).with(dayOfWeekInMonth(1, MONDAY)), "Labor Day");
        days.put(thanksgiving(year), "Thanksgiving Day");
        days.put(observed(LocalDate.of(year, 12, 25)), "Christmas Day");
        return days;
    }

    /** Sessions of this year that close at 13:00, with the reason. */
    static Map<LocalDate, String> earlyCloses(int year) {
        var days = new TreeMap<LocalDate, String>();
        LocalDate third = LocalDate.of(year, 7, 3);
        if (mondayToThursday(third)) {
            days.put(third, "Day before Independence Day");
        }
        days.put(thanksgiving(year).plusDays(1), "Day after Thanksgiving");
        LocalDate eve = LocalDate.of(year, 12, 24);
        if (mondayToThursday(eve)) {
            days.put(eve, "Christmas Eve");
        }
        return days;
    }

    private static boolean mondayToThursday(LocalDate day) {
        return day.getDayOfWeek().compareTo(THURSDAY) <= 0;
    }

    private static LocalDate thanksgiving(int year) {
        return LocalDate.of(year, 11, 1).with(dayOfWeekInMonth(4, THURSDAY));
    }

    /** A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. */
    private static LocalDate observed(LocalDate day) {
        if (day.getDayOfWeek() == SATURDAY) {
            return day.minusDays(1);
        }
        return day.getDayOfWeek() == SUNDAY ? day.plusDays(1) : day;
    }

    /** The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8). */
    private static LocalDate easterSunday(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = b / 4;
        int e = b % 4;
        int f = (b + 8) / 25;
        int g = (b - f + 1) / 3;
        int h = (19 * a + b - d - g + 15) % 30;
        int i = c / 4;
        int k = c % 4;
        int l = (32 + 2 * e + 2 * i - h - k) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1);
    }

    /** Friday is the last weekday; kept here so that no caller counts days of the week by number. */
    static boolean weekday(LocalDate day) {
        return day.getDayOfWeek().compareTo(FRIDAY) <= 0;
    }
}
