package tidewatch.notes.dates;

import java.time.YearMonth;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import tidewatch.notes.DateContext;
import tidewatch.notes.Window;
import tidewatch.notes.Window.Precision;
import tidewatch.notes.dates.Sense.Yearly;

/** One window or day, or two joined to a range: "Jan 20 - Feb 3", "between ... and ...", "late July/early Aug". */
final class Spans {
    private final Text text;
    private final Figures figures;
    private final Days days;
    private final Periods periods;
    private final DateContext context;

    /** What {@link #simple} read at each token it was asked for, since several rules begin with it. */
    private final @Nullable Hit[] known;

    private final BitSet asked = new BitSet();

    Spans(Text text, DateContext context, Resolver resolver) {
        this.text = text;
        this.figures = new Figures(text);
        this.days = new Days(text, context, resolver);
        this.periods = new Periods(text, context, resolver);
        this.context = context;
        this.known = new @Nullable Hit[text.size()];
    }

    /** One window or point, or a range of two. */
    @Nullable
    Hit span(int i) {
        int between = text.skip(i, "between");
        if (between > i) {
            var a = rangeable(between);
            int and = a == null ? between : text.skip(a.end(), "and");
            var b = a == null || and == a.end() ? null : rangeable(and);
            if (b == null && a != null && and > a.end()) {
                b = dayOfSameMonth(a, and);
            }
            return a == null || b == null ? null : new Hit(Ranges.range(a.sense(), b.sense()), b.end());
        }
        var simple = simple(i);
        var a = simple == null ? periods.namedMonth(i) : simple;
        if (a == null) {
            return null;
        }
        var joined = joined(a, simple != null);
        return joined == null ? simple : joined;
    }

    /** "between Jan 20 and 30". */
    private @Nullable Hit dayOfSameMonth(Hit a, int at) {
        var day = figures.day(at);
        if (day == null || !(a.sense() instanceof Yearly first) || !first.oneDay()) {
            return null;
        }
        var second = first.map(true, Precision.DAY, w -> {
            var month = YearMonth.from(w.from().orElseThrow());
            return Window.day(month.atDay(Math.min(day.value(), month.lengthOfMonth())));
        });
        return new Hit(second, day.end());
    }

    private @Nullable Hit rangeable(int i) {
        var simple = simple(i);
        return simple == null ? periods.namedMonth(i) : simple;
    }

    private @Nullable Hit joined(Hit a, boolean aIsDate) {
        int end = a.end();
        boolean dash = text.is(end, "-");
        int to = dash ? end + 1 : text.skip(end, "to");
        if (to > end) {
            var b = text.has(to) ? rangeable(to) : null;
            if (b == null || (!aIsDate && b.sense().precision() != Precision.MONTH)) {
                return null;
            }
            boolean coarser = b.sense().precision().compareTo(Precision.MONTH) > 0
                    && b.sense().precision() != a.sense().precision();
            boolean event = text.at(b.end(), "season-event");
            if (dash && (coarser || event)) {
                return null;
            }
            return new Hit(Ranges.range(a.sense(), b.sense()), b.end());
        }
        int or = text.is(end, "/") ? end + 1 : text.skip(end, "or");
        var b = or > end && text.has(or) ? rangeable(or) : null;
        if (b == null || !Ranges.touching(a.sense(), b.sense(), context.today().getYear())) {
            return null;
        }
        return new Hit(Ranges.range(a.sense(), b.sense()), b.end());
    }

    @Nullable
    Hit simple(int i) {
        if (!text.has(i)) {
            return null;
        }
        if (!asked.get(i)) {
            asked.set(i);
            known[i] = text.promising(i) ? first(i) : null;
        }
        return known[i];
    }

    private @Nullable Hit first(int i) {
        return Hit.longest(
                days.iso(i),
                days.numeric(i),
                days.han(i),
                days.weekdayDate(i),
                days.date(i),
                days.ordinalWeekday(i),
                periods.endOfUnit(i),
                periods.part(i),
                periods.monthWindow(i, false),
                periods.calendarQuarter(i),
                periods.half(i),
                periods.seasonOfYear(i),
                periods.relative(i),
                days.weekday(i),
                days.todayWord(i),
                days.dayOfMonth(i),
                periods.yearAlone(i));
    }
}
