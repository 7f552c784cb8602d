package tidewatch.store;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;

/** Three months of a calendar year, as bars are kept. In order of time. */
record Quarter(int year, int number) {
    private static final int MONTHS = 3;
    /** Beyond it no number of a quarter fits into an int; no price has ever been asked for there. */
    private static final int YEAR_MAX = 100_000_000;

    static Quarter of(LocalDate day) {
        return new Quarter(Math.clamp(day.getYear(), -YEAR_MAX, YEAR_MAX), (day.getMonthValue() - 1) / MONTHS + 1);
    }

    static Quarter of(int epochDay) {
        return of(LocalDate.ofEpochDay(epochDay));
    }

    static Quarter ofCode(int code) {
        return new Quarter(Math.floorDiv(code, 10), Math.floorMod(code, 10));
    }

    /** As it is stored: 20261 for the first of 2026. */
    int code() {
        return year * 10 + number;
    }

    /** Its last day as an epoch day. */
    int lastDay() {
        return (int) LocalDate.of(year, MONTHS * number, 1).plusMonths(1).minusDays(1).toEpochDay();
    }

    /** {@code July to September 2025}. */
    String words() {
        int last = MONTHS * number;
        return name(last - MONTHS + 1) + " to " + name(last) + " " + year;
    }

    private static String name(int month) {
        return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
