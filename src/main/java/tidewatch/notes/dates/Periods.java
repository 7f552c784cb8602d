package tidewatch.notes.dates;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.DateContext;
import tidewatch.notes.DateReading;
import tidewatch.notes.DateReading.Ambiguous.Choice;
import tidewatch.notes.Window;
import tidewatch.notes.Window.Precision;
import tidewatch.notes.dates.Figures.Unit;
import tidewatch.notes.dates.Parts.Part;
import tidewatch.notes.dates.Sense.Answer;
import tidewatch.notes.dates.Sense.Fixed;
import tidewatch.notes.dates.Sense.Yearly;

/**
 * Windows by name: months, quarters, halves, seasons, years, their parts, and those that the reference gives ("next
 * week").
 */
final class Periods {
    private final Text text;
    private final Figures figures;
    private final DateContext context;
    private final Resolver resolver;
    private final LocalDate today;

    Periods(Text text, DateContext context, Resolver resolver) {
        this.text = text;
        this.figures = new Figures(text);
        this.context = context;
        this.resolver = resolver;
        this.today = context.today();
    }

    /** A month name of any kind standing alone. */
    @Nullable
    Hit namedMonth(int i) {
        var month = text.match(i, "month");
        return month.map(m -> new Hit(monthOf(Integer.parseInt(m.value())), m.end()))
                .orElse(null);
    }

    static Window month(YearMonth month) {
        return Window.of(month.atDay(1), month.atEndOfMonth(), Precision.MONTH);
    }

    static Window wholeYear(int year) {
        return Window.of(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), Precision.YEAR);
    }

    /** 2026, 2024-25, 2024/25, 2027-2028. */
    @Nullable
    Hit yearAlone(int i) {
        if (text.digits(i) != 4 || Resolver.outside(text.value(i))) {
            return null;
        }
        int year = text.value(i);
        boolean sign = text.is(i + 1, "-") || text.is(i + 1, "/");
        int digits = sign ? text.digits(i + 2) : 0;
        if (sign && ((digits == 2 && text.glued(i + 1) && text.glued(i + 2)) || digits == 4) && text.clean(i + 3)) {
            int last = digits == 2 ? year / 100 * 100 + text.value(i + 2) : text.value(i + 2);
            if (last > year && !Resolver.outside(last)) {
                return new Hit(
                        Fixed.of(Window.of(LocalDate.of(year, 1, 1), LocalDate.of(last, 12, 31), Precision.YEAR)),
                        i + 3);
            }
        }
        boolean clock = text.glued(i + 1) && text.is(i + 1, ":") && text.number(i + 2);
        return text.clean(i + 1) && !clock ? new Hit(Fixed.of(wholeYear(year)), i + 1) : null;
    }

    static Yearly monthOf(int month) {
        return new Yearly(year -> Optional.of(month(YearMonth.of(year, month))), false, Precision.MONTH, year -> "");
    }

    /** "May 2026", "Jan". {@code any}: also a bare name that is an everyday word. */
    @Nullable
    Hit monthWindow(int i, boolean any) {
        var month = text.match(i, "month");
        if (month.isEmpty()) {
            return null;
        }
        int number = Integer.parseInt(month.get().value());
        int end = month.get().end();
        if (text.glued(end)
                && text.is(end, ".")
                && text.has(end + 1)
                && text.skip(i, "month") == i + 1
                && figures.year(end + 1) != null) {
            end++;
        }
        var year = figures.year(text.is(end, "-") && text.glued(end) ? end + 1 : end);
        year = year == null ? figures.yearBehind(end) : year;
        if (year != null) {
            return new Hit(Fixed.of(month(YearMonth.of(year.value(), number))), year.end());
        }
        if (!any && text.at(i, "everyday-month") && !text.before(i, "month-lead")) {
            return null;
        }
        return new Hit(monthOf(number), month.get().end());
    }

    @Nullable
    Hit calendarQuarter(int i) {
        var quarter = figures.quarter(i);
        if (quarter == null || quarter.fiscal().isPresent()) {
            return null;
        }
        int first = quarter.number() * 3 - 2;
        return new Hit(months(first, 3, quarter.year(), Precision.QUARTER), quarter.end());
    }

    private static Sense months(int first, int count, int year, Precision precision) {
        IntFunction<Window> in = y -> {
            var month = YearMonth.of(y, first);
            return Window.of(month.atDay(1), month.plusMonths(count - 1L).atEndOfMonth(), precision);
        };
        return year == Figures.NO_YEAR
                ? new Yearly(y -> Optional.of(in.apply(y)), false, precision, y -> "")
                : Fixed.of(in.apply(year));
    }

    /** "H2 2026", "2H26", "first half of 2026" is a part. */
    @Nullable
    Hit half(int i) {
        int number;
        int year = Figures.NO_YEAR;
        int end;
        if (text.is(i, "h") && text.glued(i + 1) && text.digits(i + 1) == 1) {
            number = text.value(i + 1);
            end = i + 2;
        } else if (text.digits(i) == 1 && text.glued(i + 1) && text.is(i + 1, "h")) {
            number = text.value(i);
            end = i + 2;
            if (text.glued(end) && text.digits(end) == 2) {
                year = 2000 + text.value(end);
                end++;
            }
        } else {
            return null;
        }
        if (number < 1 || number > 2 || (text.glued(end) && text.get(end).latin())) {
            return null;
        }
        var said = year == Figures.NO_YEAR ? figures.year(text.skip(end, "of")) : null;
        if (said != null) {
            year = said.value();
            end = said.end();
        }
        boolean letterLast = text.number(i);
        if (!text.clean(end) || (year == Figures.NO_YEAR && (letterLast || text.doubtful(i)))) {
            return null;
        }
        return new Hit(months(number * 6 - 5, 6, year, Precision.YEAR), end);
    }

    @Nullable
    Hit seasonOfYear(int i) {
        var season = text.match(i, "season");
        if (season.isEmpty()) {
            return null;
        }
        int first = Integer.parseInt(season.get().value());
        var year = figures.year(text.skip(season.get().end(), "of"));
        if (year == null) {
            return text.prose()
                    ? null
                    : new Hit(
                            months(first, 3, Figures.NO_YEAR, Precision.QUARTER),
                            season.get().end());
        }
        int end = year.end();
        if (first != 12) {
            return new Hit(months(first, 3, year.value(), Precision.QUARTER), end);
        }
        boolean pair = (text.is(end, "-") || text.is(end, "/"))
                && text.glued(end)
                && text.glued(end + 1)
                && text.digits(end + 1) == 2
                && text.value(end + 1) == (year.value() + 1) % 100;
        if (pair) {
            return new Hit(months(12, 3, year.value(), Precision.QUARTER), end + 2);
        }
        var nearest = new Resolver(context.with(DateContext.Mode.NEAREST));
        var early = nearest.settle(months(12, 3, year.value() - 1, Precision.QUARTER));
        var late = nearest.settle(months(12, 3, year.value(), Precision.QUARTER));
        return new Hit(
                new Answer(new DateReading.Ambiguous(
                        List.of(
                                new Choice("from Dec " + (year.value() - 1), early),
                                new Choice("from Dec " + year.value(), late)),
                        "The winter of " + year.value() + " can begin in December " + (year.value() - 1) + " or "
                                + year.value() + ". Which?")),
                end);
    }

    /** "late Jan", "mid-February 2026", "early 2026", "first week of next month". */
    @Nullable
    Hit part(int i) {
        var word = text.match(i, "part");
        if (word.isEmpty()) {
            return null;
        }
        int at = word.get().end();
        if (text.is(at, "-")) {
            at++;
        }
        int the = text.skip(at, "the");
        var part = Part.valueOf(word.get().value());
        var whole = text.has(the)
                ? Hit.longest(
                        monthWindow(the, true),
                        calendarQuarter(the),
                        half(the),
                        relative(the),
                        yearAlone(the),
                        seasonOfYear(the),
                        part == Part.END ? null : thisUnit(the))
                : null;
        if (whole == null || whole.sense() instanceof Answer || isDay(whole.sense())) {
            return null;
        }
        boolean day = part == Part.END && text.at(the, "month") && text.skip(the, "month") == whole.end();
        if (day && text.before(i, "number-name")) {
            return null;
        }
        return new Hit(Parts.partOf(part, whole.sense()), whole.end());
    }

    private static boolean isDay(Sense sense) {
        return (sense instanceof Fixed f && f.oneDay()) || (sense instanceof Yearly y && y.oneDay());
    }

    /** "the month" in "early in the month": the running one. */
    private @Nullable Hit thisUnit(int i) {
        var unit = text.match(i, "unit");
        if (unit.isEmpty() || !text.before(i, "the")) {
            return null;
        }
        return unitWindow(Unit.valueOf(unit.get().value()), 0)
                .map(w -> new Hit(Fixed.of(w), unit.get().end()))
                .orElse(null);
    }

    /** "end of month", "year-end 2025", "EOQ": the last day. */
    @Nullable
    Hit endOfUnit(int i) {
        int the = text.skip(i, "the");
        var word = text.match(the, "end-of-unit");
        Unit unit;
        int at;
        if (word.isPresent()) {
            unit = Unit.valueOf(word.get().value());
            at = word.get().end();
        } else {
            var end = text.match(i, "part");
            if (end.isEmpty() || !end.get().value().equals("END")) {
                return null;
            }
            at = text.skip(
                    text.is(end.get().end(), "-")
                            ? end.get().end() + 1
                            : end.get().end(),
                    "the");
            var named = text.match(at, "unit");
            if (named.isEmpty() || text.get(at).text().length() == 1) {
                return null;
            }
            unit = Unit.valueOf(named.get().value());
            at = named.get().end();
        }
        if (unit == Unit.YEAR) {
            var year = figures.year(text.skip(at, "of"));
            if (year != null) {
                return new Hit(Fixed.day(LocalDate.of(year.value(), 12, 31)), year.end());
            }
        }
        var days = new ArrayList<LocalDate>();
        for (int n = -1; n <= 1; n++) {
            unitWindow(unit, n).ifPresent(w -> days.add(lastDay(w)));
        }
        if (days.size() < 3) {
            return null;
        }
        var best = days.get(1);
        if (context.mode() == DateContext.Mode.FORWARD) {
            best = best.isBefore(today) ? days.get(2) : best;
        } else if (today.toEpochDay() - days.getFirst().toEpochDay() <= best.toEpochDay() - today.toEpochDay()) {
            best = days.getFirst();
        }
        return new Hit(Fixed.day(best), at);
    }

    /** A week ends with its last weekday. */
    private static LocalDate lastDay(Window w) {
        var to = w.to().orElseThrow();
        return w.precision() == Precision.WEEK ? to.minusDays(2) : to;
    }

    private Optional<Window> unitWindow(Unit unit, int steps) {
        return switch (unit) {
            case MINUTE, HOUR, DAY, SESSION -> Optional.empty();
            case WEEK -> {
                var monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .plusWeeks(steps);
                yield Optional.of(Window.of(monday, monday.plusDays(6), Precision.WEEK));
            }
            case MONTH -> Optional.of(month(YearMonth.from(today).plusMonths(steps)));
            case QUARTER -> {
                var first = YearMonth.of(today.getYear(), (today.getMonthValue() - 1) / 3 * 3 + 1)
                        .plusMonths(3L * steps);
                yield Optional.of(Window.of(first.atDay(1), first.plusMonths(2).atEndOfMonth(), Precision.QUARTER));
            }
            case YEAR -> Optional.of(wholeYear(today.getYear() + steps));
        };
    }

    /** "next week", "this quarter", "last year", "next Friday", "last December", "next trading day". */
    @Nullable
    Hit relative(int i) {
        for (var han : List.of("week-relative", "month-relative")) {
            var word = text.match(i, han);
            if (word.isPresent()) {
                var weekday = han.startsWith("week") ? hanDay(word.get().end()) : Optional.<DayOfWeek>empty();
                int steps = Integer.parseInt(word.get().value());
                if (weekday.isPresent()) {
                    return new Hit(
                            resolver.weekday(weekday.get(), steps), word.get().end() + 1);
                }
                var unit = han.startsWith("week") ? Unit.WEEK : Unit.MONTH;
                return new Hit(
                        Fixed.of(unitWindow(unit, steps).orElseThrow()),
                        word.get().end());
            }
        }
        var word = text.match(i, "relative");
        if (word.isEmpty()) {
            return null;
        }
        int steps = Integer.parseInt(word.get().value());
        int at = word.get().end();
        var weekday = text.match(at, "weekday");
        if (weekday.isPresent()) {
            return new Hit(
                    resolver.weekday(DayOfWeek.of(Integer.parseInt(weekday.get().value())), steps),
                    weekday.get().end());
        }
        var weekend = text.skip(at, "weekend");
        if (weekend > at) {
            var w = unitWindow(Unit.WEEK, steps).orElseThrow();
            var to = w.to().orElseThrow();
            return new Hit(Fixed.of(Window.of(to.minusDays(1), to, Precision.WEEK)), weekend);
        }
        var month = text.match(at, "month");
        if (month.isPresent()) {
            return figures.day(month.get().end()) == null
                            && figures.year(month.get().end()) == null
                    ? new Hit(
                            Fixed.of(relativeMonth(Integer.parseInt(month.get().value()), steps)),
                            month.get().end())
                    : null;
        }
        var unit = text.match(at, "unit");
        if (unit.isEmpty() || text.get(at).text().length() == 1) {
            return null;
        }
        var of = Unit.valueOf(unit.get().value());
        if (of == Unit.SESSION && steps != 0) {
            return resolver.plus(today, Unit.SESSION, steps)
                    .map(d -> new Hit(Fixed.day(d), unit.get().end()))
                    .orElse(null);
        }
        return unitWindow(of, steps)
                .map(w -> new Hit(Fixed.of(w), unit.get().end()))
                .orElse(null);
    }

    private Window relativeMonth(int month, int steps) {
        var own = YearMonth.of(today.getYear(), month);
        var now = YearMonth.from(today);
        if (steps > 0) {
            return month(own.isAfter(now) ? own : own.plusYears(1));
        }
        return month(steps < 0 && !own.isBefore(now) ? own.minusYears(1) : own);
    }

    private Optional<DayOfWeek> hanDay(int i) {
        int day = text.has(i) ? "一二三四五六日".indexOf(text.get(i).text()) : -1;
        return day < 0 ? Optional.empty() : Optional.of(DayOfWeek.of(day + 1));
    }
}
