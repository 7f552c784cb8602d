package tidewatch.evidence;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.evidence.FigureCheck.Verdict.Since.Start;
import tidewatch.market.TradingCalendar;

/** The window that a note names beside a figure: "YTD", "1W", "5d", "since 31 Dec". */
sealed interface StatedPeriod {
    /** So many sessions ending on the day; 1 is the day itself. */
    record Sessions(int count) implements StatedPeriod {}

    /** Since the last close of the week, month, quarter or year before. */
    record SinceStart(Start start) implements StatedPeriod {}

    /** Since the close of a date. */
    record SinceDate(LocalDate base) implements StatedPeriod {}

    /** So many calendar weeks, months or years: by sessions, or by the calendar, for both are in use. */
    record Calendar(int sessions, LocalDate base) implements StatedPeriod {}

    /** During the session, not at its close. */
    record Intraday() implements StatedPeriod {}

    /** The session before. */
    record Yesterday() implements StatedPeriod {}

    /** Before the open or after the close: no such prices are kept. */
    record OutOfHours() implements StatedPeriod {}

    List<String> NUMBERS = List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    Pattern COUNT = Pattern.compile("(?:(?:in|over|during)\\b ?)?(?:the )?(?:(?:last|past|trailing)\\b ?)?(\\d{1,3}|" + String.join("|", NUMBERS) + ")[ -]*"
            + "(d|w|wks?|m|mos?|q|y|yrs?|(?:trading )?(?:days?|sessions?)|weeks?|months?|quarters?|years?)");
    Pattern PAST = Pattern.compile("(?:(?:in|over|during) the (?:last|past) |(?:the )?past )(week|month|quarter|year)");
    Pattern ISO = Pattern.compile("(?:since|from)?\\s*(\\d{4})-(\\d{2})-(\\d{2})");
    Pattern MONTH_DAY = Pattern.compile("(?:since|from)\\s+([a-z]{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?");
    Pattern DAY_MONTH = Pattern.compile("(?:since|from)\\s+(\\d{1,2})(?:st|nd|rd|th)?\\s+([a-z]{3,9})\\.?(?:,?\\s+(\\d{4}))?");

    /** Absent when the words are not understood. {@code day} is the session for which the figure stands. */
    static Optional<StatedPeriod> parse(String words, LocalDate day) {
        var text = words.strip().toLowerCase(Locale.ROOT).replaceAll("[()]", "").replaceAll("\\s+", " ");
        var past = PAST.matcher(text);
        return switch (past.matches() ? past.group(1) : text) {
            case "ytd", "year to date", "this year", "since new year", "so far this year", "on the year", "for the year" -> Optional.of(new SinceStart(Start.YEAR));
            case "qtd", "quarter to date", "this quarter", "on the quarter", "for the quarter" -> Optional.of(new SinceStart(Start.QUARTER));
            case "mtd", "month to date", "this month", "on the month", "for the month" -> Optional.of(new SinceStart(Start.MONTH));
            case "wtd", "week to date", "this week", "on the week", "for the week" -> Optional.of(new SinceStart(Start.WEEK));
            case "day", "1d", "today", "on the day", "daily", "close", "at the close" -> Optional.of(new Sessions(1));
            case "week", "weekly", "1wk" -> Optional.of(calendar(1, 5, day.minusWeeks(1)));
            case "month", "monthly" -> Optional.of(calendar(1, 21, day.minusMonths(1)));
            case "quarter", "quarterly" -> Optional.of(calendar(1, 63, day.minusMonths(3)));
            case "year", "yearly", "annual", "12m" -> Optional.of(calendar(1, 252, day.minusYears(1)));
            case "intraday", "intra-day", "during the session" -> Optional.of(new Intraday());
            case "yesterday", "day before" -> Optional.of(new Yesterday());
            case "premarket", "pre-market", "after hours", "after-hours", "postmarket", "post-market", "overnight" -> Optional.of(new OutOfHours());
            default -> counted(text, day).or(() -> since(text, day));
        };
    }

    /** The last close before the week, month, quarter or year of this day. */
    static LocalDate base(Start start, LocalDate day, TradingCalendar calendar) {
        var first = switch (start) {
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case YEAR -> LocalDate.of(day.getYear(), 1, 1);
        };
        return calendar.previous(first);
    }

    private static Optional<StatedPeriod> counted(String text, LocalDate day) {
        var match = COUNT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        int word = NUMBERS.indexOf(match.group(1));
        int n = word < 0 ? Integer.parseInt(match.group(1)) : word + 1;
        if (n == 0) {
            return Optional.empty();
        }
        return Optional.of(switch (match.group(2).charAt(0)) {
            case 'd', 's', 't' -> new Sessions(n);
            case 'w' -> calendar(n, 5, day.minusWeeks(n));
            case 'm' -> calendar(n, 21, day.minusMonths(n));
            case 'q' -> calendar(n, 63, day.minusMonths(3L * n));
            case 'y' -> calendar(n, 252, day.minusYears(n));
            default -> throw new IllegalStateException(text);
        });
    }

    private static StatedPeriod calendar(int n, int sessions, LocalDate base) {
        return new Calendar(n * sessions, base);
    }

    private static Optional<StatedPeriod> since(String text, LocalDate day) {
        var iso = ISO.matcher(text);
        if (iso.matches()) {
            return date(Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(2)), Integer.parseInt(iso.group(3)));
        }
        var monthDay = MONTH_DAY.matcher(text);
        if (monthDay.matches()) {
            return named(monthDay.group(1), monthDay.group(2), Optional.ofNullable(monthDay.group(3)), day);
        }
        var dayMonth = DAY_MONTH.matcher(text);
        return dayMonth.matches()
                ? named(dayMonth.group(2), dayMonth.group(1), Optional.ofNullable(dayMonth.group(3)), day)
                : Optional.empty();
    }

    /** Without a year the last such day at or before the session. */
    private static Optional<StatedPeriod> named(String month, String dayOfMonth, Optional<String> year, LocalDate day) {
        for (var one : List.of(Month.values())) {
            if (one.name().toLowerCase(Locale.ROOT).startsWith(month)) {
                int d = Integer.parseInt(dayOfMonth);
                int y = year.map(Integer::parseInt)
                        .orElse(one.getValue() * 100 + d > day.getMonthValue() * 100 + day.getDayOfMonth()
                                ? day.getYear() - 1
                                : day.getYear());
                return date(y, one.getValue(), d);
            }
        }
        return Optional.empty();
    }

    private static Optional<StatedPeriod> date(int year, int month, int day) {
        try {
            return Optional.of(new SinceDate(LocalDate.of(year, month, day)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
