package tidewatch.notes.dates;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.DateContext;
import tidewatch.notes.DateReading;
import tidewatch.notes.DateReading.Ambiguous.Choice;
import tidewatch.notes.Window;
import tidewatch.notes.Window.Precision;
import tidewatch.notes.dates.Figures.Numeral;
import tidewatch.notes.dates.Parts.Part;
import tidewatch.notes.dates.Sense.Answer;
import tidewatch.notes.dates.Sense.Fixed;
import tidewatch.notes.dates.Sense.Yearly;

/** Days by name: dates in any order, weekdays, "tomorrow", "last Friday of January", Han dates. */
final class Days {
    private final Text text;
    private final Figures figures;
    private final Times times;
    private final Periods periods;
    private final DateContext context;
    private final Resolver resolver;
    private final LocalDate today;

    Days(Text text, DateContext context, Resolver resolver) {
        this.text = text;
        this.figures = new Figures(text);
        this.times = new Times(text);
        this.periods = new Periods(text, context, resolver);
        this.context = context;
        this.resolver = resolver;
        this.today = context.today();
    }

    private static Hit refused(String reason, int end) {
        return new Hit(new Answer(new DateReading.Refused(reason)), end);
    }

    private Hit exactly(int year, int month, int day, int from, int end) {
        if (month < 1 || month > 12) {
            return refused("\"" + text.source(from, end) + "\" is no date: there is no month " + month + ".", end);
        }
        if (day < 1 || day > 31) {
            return refused("\"" + text.source(from, end) + "\" is no date: there is no day " + day + ".", end);
        }
        try {
            return new Hit(Fixed.day(LocalDate.of(year, month, day)), end);
        } catch (DateTimeException impossible) {
            return refused(Wording.monthLength(year, month), end);
        }
    }

    /** 2026-01-28, 2026/1/28, 2026-01. */
    @Nullable
    Hit iso(int i) {
        if (text.digits(i) != 4 || !text.glued(i + 1) || !(text.is(i + 1, "-") || text.is(i + 1, "/"))) {
            return null;
        }
        if (!text.glued(i + 2) || text.digits(i + 2) < 1 || text.digits(i + 2) > 2) {
            return null;
        }
        int year = text.value(i);
        boolean third =
                text.glued(i + 3) && text.is(i + 3, text.get(i + 1).text()) && text.glued(i + 4) && text.number(i + 4);
        if (third) {
            boolean clock = text.is(i + 5, "t") && text.number(i + 6);
            return text.digits(i + 4) > 2 || (!clock && !text.cleanDay(i + 5))
                    ? null
                    : exactly(year, text.value(i + 2), text.value(i + 4), i, i + 5);
        }
        boolean month = text.is(i + 1, "-") && text.digits(i + 2) == 2 && text.value(i + 2) <= year % 100;
        if (!month || text.value(i + 2) < 1 || text.value(i + 2) > 12 || !text.clean(i + 3) || Resolver.outside(year)) {
            return null;
        }
        return new Hit(Fixed.of(Periods.month(YearMonth.of(year, text.value(i + 2)))), i + 3);
    }

    /** 3/31/2026, 31.3.2026, 1/28: read when only one order is possible, else asked. */
    @Nullable
    Hit numeric(int i) {
        boolean slash = text.is(i + 1, "/");
        if (text.digits(i) < 1
                || text.digits(i) > 2
                || !(slash || text.is(i + 1, "."))
                || !text.glued(i + 1)
                || !text.glued(i + 2)
                || text.digits(i + 2) < 1
                || text.digits(i + 2) > 2) {
            return null;
        }
        int a = text.value(i);
        int b = text.value(i + 2);
        int end = i + 3;
        int year = Figures.NO_YEAR;
        if (text.glued(end)
                && text.is(end, text.get(i + 1).text())
                && text.glued(end + 1)
                && (text.digits(end + 1) == 4 || (slash && text.digits(end + 1) == 2))) {
            year = text.digits(end + 1) == 2 ? 2000 + text.value(end + 1) : text.value(end + 1);
            end += 2;
        }
        if (!text.clean(end) || (text.glued(end) && text.is(end, "/") && text.glued(end + 1))) {
            return null;
        }
        if (year == Figures.NO_YEAR
                && (!slash || (a == 24 && b == 7) || text.doubtful(i) || (text.prose() && a <= 12 && b <= 12))) {
            return null;
        }
        if ((a > 12 && b > 12) || a == 0 || b == 0) {
            return year == Figures.NO_YEAR
                    ? null
                    : refused("\"" + text.source(i, end) + "\" is no date: no month is in it.", end);
        }
        if (a > 12 || a == b) {
            return dayAndMonth(b, a, year, i, end);
        }
        if (b > 12) {
            return dayAndMonth(a, b, year, i, end);
        }
        var first = dayAndMonth(a, b, year, i, end).sense();
        var second = dayAndMonth(b, a, year, i, end).sense();
        String one = b + " " + shortName(a);
        String two = a + " " + shortName(b);
        var nearest = new Resolver(context.with(DateContext.Mode.NEAREST));
        return new Hit(
                new Answer(new DateReading.Ambiguous(
                        List.of(new Choice(one, nearest.settle(first)), new Choice(two, nearest.settle(second))),
                        text.source(i, end) + " can be " + one + " or " + two + ". Which?")),
                end);
    }

    private static String shortName(int month) {
        return Month.of(month).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private Hit dayAndMonth(int month, int day, int year, int from, int end) {
        return year == Figures.NO_YEAR ? new Hit(yearly(month, day, day), end) : exactly(year, month, day, from, end);
    }

    /** 2026年1月28日, 1月28日, 1月下旬, 2026年1月, 2026年. */
    @Nullable
    Hit han(int i) {
        int at = i;
        int year = Figures.NO_YEAR;
        if (text.digits(at) == 4 && text.is(at + 1, "年")) {
            year = text.value(at);
            at += 2;
        }
        int month = text.value(at);
        if (!text.number(at) || !text.is(at + 1, "月") || month < 1 || month > 12) {
            return year == Figures.NO_YEAR || Resolver.outside(year)
                    ? null
                    : new Hit(Fixed.of(Periods.wholeYear(year)), at);
        }
        at += 2;
        if (text.digits(at) >= 1
                && text.digits(at) <= 2
                && (text.is(at + 1, "日") || text.is(at + 1, "号") || text.is(at + 1, "號"))) {
            return dayAndMonth(month, text.value(at), year, i, at + 2);
        }
        var of = year == Figures.NO_YEAR ? Periods.monthOf(month) : Fixed.of(Periods.month(YearMonth.of(year, month)));
        var part = text.match(at, "part-of-month");
        if (part.isPresent()) {
            return new Hit(
                    Parts.partOf(Part.valueOf(part.get().value()), of),
                    part.get().end());
        }
        return new Hit(of, text.is(at, "份") ? at + 1 : at);
    }

    /** "Wednesday, Jan 21". */
    @Nullable
    Hit weekdayDate(int i) {
        var weekday = text.match(i, "weekday");
        if (weekday.isEmpty()) {
            return null;
        }
        int at = weekday.get().end();
        while (at < weekday.get().end() + 2 && (text.is(at, ",") || text.is(at, "."))) {
            at++;
        }
        int the = text.skip(at, "the");
        var date = text.has(the) ? Hit.longest(iso(the), numeric(the), date(the)) : null;
        boolean day = date != null
                && ((date.sense() instanceof Fixed f && f.oneDay())
                        || (date.sense() instanceof Yearly y && y.oneDay()));
        return date == null || !day
                ? null
                : new Hit(
                        Resolver.onWeekday(
                                date.sense(),
                                DayOfWeek.of(Integer.parseInt(weekday.get().value()))),
                        date.end());
    }

    /** "Jan 28", "Jan 20-30, 2026", "28 Jan", "28th of January 2026". */
    @Nullable
    Hit date(int i) {
        var month = text.match(i, "month");
        if (month.isPresent()) {
            int at = month.get().end();
            if (text.glued(at) && text.is(at, ".")) {
                at++;
            }
            var first = figures.day(text.skip(at, "the"));
            return first == null ? null : days(Integer.parseInt(month.get().value()), first, i);
        }
        var first = figures.day(i);
        if (first == null) {
            return null;
        }
        int at = first.end();
        var second = first;
        int to = text.is(at, "-") ? at + 1 : text.skip(at, "to");
        var until = to > at ? figures.day(to) : null;
        if (until != null) {
            second = until;
            at = until.end();
        }
        int of = text.skip(text.is(at, "-") ? at + 1 : at, "of");
        month = text.match(of, "month");
        if (month.isEmpty()) {
            return null;
        }
        int end = month.get().end();
        var year = figures.yearBehind(end);
        boolean everyday = text.at(of, "everyday-month");
        if (text.prose() && everyday && year == null && !text.before(i, "on")) {
            return null;
        }
        return days(
                Integer.parseInt(month.get().value()),
                first.value(),
                second.value(),
                year,
                i,
                year == null ? end : year.end());
    }

    /** Month name first: a second day may follow the first. */
    private Hit days(int month, Numeral first, int from) {
        int at = first.end();
        int to = text.is(at, "-") ? at + 1 : text.skip(at, "to");
        var second = to > at ? figures.day(to) : null;
        boolean otherMonth = second != null && text.at(text.skip(second.end(), "of"), "month");
        boolean range = second != null && !otherMonth && second.value() >= first.value();
        int end = range && second != null ? second.end() : at;
        var year = figures.yearBehind(end);
        return days(
                month,
                first.value(),
                range && second != null ? second.value() : first.value(),
                year,
                from,
                year == null ? end : year.end());
    }

    private Hit days(int month, int first, int last, @Nullable Numeral year, int from, int end) {
        if (year == null) {
            return new Hit(yearly(month, first, last), end);
        }
        var a = exactly(year.value(), month, first, from, end);
        var b = exactly(year.value(), month, last, from, end);
        return a.sense() instanceof Answer ? a : new Hit(Ranges.range(a.sense(), b.sense()), end);
    }

    private static Yearly yearly(int month, int first, int last) {
        IntFunction<Optional<Window>> in =
                year -> last <= YearMonth.of(year, month).lengthOfMonth() && first <= last
                        ? Optional.of(Window.of(
                                LocalDate.of(year, month, first), LocalDate.of(year, month, last), Precision.DAY))
                        : Optional.empty();
        return new Yearly(in, first == last, Precision.DAY, year -> Wording.monthLength(year, month));
    }

    @Nullable
    Hit weekday(int i) {
        var word = text.match(i, "weekday");
        if (word.isEmpty()
                || (text.glued(word.get().end()) && text.number(word.get().end()))) {
            return null;
        }
        var day = DayOfWeek.of(Integer.parseInt(word.get().value()));
        int later = text.skip(word.get().end(), "of-week");
        if (later > word.get().end()) {
            return new Hit(resolver.weekday(day, 2), later);
        }
        boolean clock = times.timeBehind(word.get().end()) != null;
        if (text.at(i, "everyday-weekday") && !clock && text.doubtful(i)) {
            return null;
        }
        return new Hit(resolver.weekday(day), word.get().end());
    }

    @Nullable
    Hit todayWord(int i) {
        return text.match(i, "today")
                .map(w -> new Hit(Fixed.day(today.plusDays(Integer.parseInt(w.value()))), w.end()))
                .orElse(null);
    }

    /** "the 15th", typed: the next or nearest such day. */
    @Nullable
    Hit dayOfMonth(int i) {
        int at = text.skip(i, "the");
        var day = at > i && !text.prose() ? figures.day(at) : null;
        if (day == null || day.end() != at + 2) {
            return null;
        }
        LocalDate best = null;
        for (int n = -1; n <= 2; n++) {
            var month = YearMonth.from(today).plusMonths(n);
            if (!month.isValidDay(day.value())) {
                continue;
            }
            var date = month.atDay(day.value());
            if (context.mode() == DateContext.Mode.FORWARD) {
                best = best == null && !date.isBefore(today) ? date : best;
            } else if (best == null
                    || Math.abs(date.toEpochDay() - today.toEpochDay())
                            < Math.abs(best.toEpochDay() - today.toEpochDay())) {
                best = date;
            }
        }
        return best == null ? null : new Hit(Fixed.day(best), day.end());
    }

    /** "last Friday of January", "3rd Friday of March 2026". */
    @Nullable
    Hit ordinalWeekday(int i) {
        int at = text.skip(i, "the");
        int number;
        if (text.digits(at) == 1 && text.glued(at + 1) && text.at(at + 1, "ordinal-ending")) {
            number = text.value(at);
            at += 2;
        } else {
            var ordinal = text.match(at, "ordinal");
            if (ordinal.isEmpty()) {
                return null;
            }
            number = Integer.parseInt(ordinal.get().value());
            at = ordinal.get().end();
        }
        var weekday = text.match(at, "weekday");
        if (weekday.isEmpty() || number == 0 || number > 5) {
            return null;
        }
        int of = text.skip(weekday.get().end(), "of");
        var month = of > weekday.get().end() ? Hit.longest(periods.monthWindow(of, true), periods.relative(of)) : null;
        if (month == null || month.sense().precision() != Precision.MONTH) {
            return null;
        }
        var day = DayOfWeek.of(Integer.parseInt(weekday.get().value()));
        IntFunction<String> none = year -> "No such " + Recurrences.name(day) + " is in that month of " + year + ".";
        if (month.sense() instanceof Yearly yearly) {
            return new Hit(
                    new Yearly(
                            year -> yearly.in().apply(year).flatMap(w -> nth(w, number, day)),
                            true,
                            Precision.DAY,
                            none),
                    month.end());
        }
        if (month.sense() instanceof Fixed fixed) {
            return nth(fixed.window(), number, day)
                    .map(w -> new Hit(Fixed.of(w), month.end()))
                    .orElseGet(() -> refused(
                            none.apply(fixed.window().from().orElseThrow().getYear()), month.end()));
        }
        return null;
    }

    private static Optional<Window> nth(Window month, int number, DayOfWeek day) {
        var first = month.from().orElseThrow();
        var date = number < 0
                ? first.with(TemporalAdjusters.lastInMonth(day))
                : first.with(TemporalAdjusters.dayOfWeekInMonth(number, day));
        return date.getMonth() == first.getMonth() ? Optional.of(Window.day(date)) : Optional.empty();
    }
}
