package tidewatch.notes.dates;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.notes.DateContext;
import tidewatch.notes.DateReading;
import tidewatch.notes.DateReading.Ambiguous.Choice;
import tidewatch.notes.DateReading.Bound;
import tidewatch.notes.Window;
import tidewatch.notes.Window.Precision;
import tidewatch.notes.dates.Figures.Unit;
import tidewatch.notes.dates.Sense.Fixed;
import tidewatch.notes.dates.Sense.Named;
import tidewatch.notes.dates.Sense.Yearly;

/** Picks the occurrence that a sense means at a reference, and says what a person should hear about it. */
final class Resolver {
    /** Years that are read; outside them a number is more likely a count or a price. */
    static final int FIRST_YEAR = 2010;

    static final int LAST_YEAR = 2049;

    static final DateReading.Refused OUTSIDE =
            new DateReading.Refused("Only dates in the years " + FIRST_YEAR + " to " + LAST_YEAR + " are read.");

    /** A day of this year that passed no longer ago than this is asked about before a year is added. */
    private static final int ASK_DAYS = 31;

    /** Which way an occurrence is looked for. */
    private enum Look {
        FORWARD,
        NEAREST,
        /** The latest that has begun: "since". */
        BACK
    }

    /** The outcome of looking. */
    private sealed interface Pick {
        record One(Window window) implements Pick {}

        record Ask(List<Window> windows, String question) implements Pick {}

        record No(DateReading reading) implements Pick {}
    }

    private final DateContext context;
    private final LocalDate today;
    private final Moments moments;
    private final Occurrences occurrences;

    Resolver(DateContext context) {
        this.context = context;
        this.today = context.today();
        this.moments = new Moments(context, this);
        this.occurrences = new Occurrences(context, this);
    }

    Moments moments() {
        return moments;
    }

    /** The reading of a sense as it stands. */
    DateReading settle(Sense sense) {
        return switch (sense) {
            case Sense.Answer answer -> answer.reading();
            case Named named -> occurrences.event(named);
            case Fixed fixed -> each(pick(sense, look()), w -> plain(w, fixed.remarks()));
            case Yearly yearly -> each(pick(sense, look()), w -> plain(w, List.of()));
        };
    }

    boolean forward() {
        return context.mode() == DateContext.Mode.FORWARD;
    }

    private Look look() {
        return forward() ? Look.FORWARD : Look.NEAREST;
    }

    private DateReading plain(Window w, List<String> before) {
        var remarks = new ArrayList<>(before);
        var to = w.to().orElseThrow();
        boolean day = w.from().equals(w.to());
        if (day || w.precision() == Precision.DAY || w.precision() == Precision.PART_MONTH) {
            moments.closed(to).ifPresent(remarks::add);
        }
        return day
                ? new DateReading.Day(to, Optional.empty(), Optional.empty(), remarks)
                : new DateReading.Interval(w, w, Bound.WITHIN, remarks);
    }

    private Pick pick(Sense sense, Look look) {
        return switch (sense) {
            case Fixed fixed -> fixed(fixed.window(), look);
            case Yearly yearly -> yearly(yearly, look);
            case Sense.Answer answer -> new Pick.No(answer.reading());
            case Named named -> {
                var reading = occurrences.event(named);
                yield reading.window().<Pick>map(Pick.One::new).orElseGet(() -> new Pick.No(reading));
            }
        };
    }

    private Pick fixed(Window w, Look look) {
        if (outside(w)) {
            return new Pick.No(OUTSIDE);
        }
        if (look == Look.FORWARD && w.to().orElseThrow().isBefore(today)) {
            return new Pick.No(past(w));
        }
        return new Pick.One(w);
    }

    private Pick yearly(Yearly yearly, Look look) {
        int year = today.getYear();
        var found = new ArrayList<Window>();
        for (int y = year - 1; y <= year + 1; y++) {
            yearly.in().apply(y).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            return new Pick.No(new DateReading.Refused(yearly.impossible().apply(year)));
        }
        return switch (look) {
            case FORWARD -> forward(found, year);
            case NEAREST -> new Pick.One(nearest(found));
            case BACK ->
                new Pick.One(found.stream()
                        .filter(w -> !from(w).isAfter(today))
                        .reduce((a, b) -> b)
                        .orElse(found.getFirst()));
        };
    }

    private Pick forward(List<Window> found, int year) {
        Optional<Window> ahead =
                found.stream().filter(w -> !to(w).isBefore(today)).findFirst();
        Optional<Window> passed = found.stream()
                .filter(w -> to(w).isBefore(today) && to(w).getYear() == year)
                .reduce((a, b) -> b);
        if (ahead.isEmpty()) {
            return new Pick.No(past(found.getLast()));
        }
        boolean running = !from(ahead.get()).isAfter(today);
        if (passed.isPresent() && !running && ChronoUnit.DAYS.between(to(passed.get()), today) <= ASK_DAYS) {
            long ago = ChronoUnit.DAYS.between(to(passed.get()), today);
            String when = ago == 1 ? "yesterday" : ago + " days ago";
            boolean day = from(passed.get()).equals(to(passed.get()));
            return new Pick.Ask(
                    List.of(passed.get(), ahead.get()),
                    Wording.words(passed.get()) + (day ? " passed " : " ended ") + when + ". Is "
                            + to(ahead.get()).getYear() + " meant?");
        }
        return new Pick.One(ahead.get());
    }

    private Window nearest(List<Window> found) {
        Window best = found.getFirst();
        for (Window w : found) {
            if (distance(w) < distance(best)) {
                best = w;
            }
        }
        return best;
    }

    private long distance(Window w) {
        if (w.contains(today)) {
            return 0;
        }
        return to(w).isBefore(today) ? ChronoUnit.DAYS.between(to(w), today) : ChronoUnit.DAYS.between(today, from(w));
    }

    static LocalDate from(Window w) {
        return w.from().orElseThrow();
    }

    static LocalDate to(Window w) {
        return w.to().orElseThrow();
    }

    /** A reading made of the day, or days to choose from, that a sense means. */
    DateReading onDay(Sense day, Function<Window, DateReading> make) {
        return each(pick(day, look()), make);
    }

    private DateReading each(Pick pick, Function<Window, DateReading> make) {
        return switch (pick) {
            case Pick.One one -> outside(one.window()) ? OUTSIDE : make.apply(one.window());
            case Pick.Ask ask -> {
                if (ask.windows().stream().anyMatch(Resolver::outside)) {
                    yield OUTSIDE;
                }
                yield new DateReading.Ambiguous(
                        ask.windows().stream()
                                .map(w -> new Choice(Wording.words(w), make.apply(w)))
                                .toList(),
                        ask.question());
            }
            case Pick.No no -> no.reading();
        };
    }

    static boolean outside(Window w) {
        return w.from().map(Resolver::outside).orElse(false)
                || w.to().map(Resolver::outside).orElse(false);
    }

    static boolean outside(LocalDate date) {
        return outside(date.getYear());
    }

    static boolean outside(int year) {
        return year < FIRST_YEAR || year > LAST_YEAR;
    }

    /**
     * From these days on, or up to them.
     *
     * @param exclusive "after" and "before": the named days themselves are not meant
     * @param back "since": the latest occurrence that has begun
     */
    DateReading bound(Sense sense, Bound bound, boolean exclusive, boolean back) {
        boolean begun = bound == Bound.SINCE && (back || sense instanceof Fixed);
        return each(pick(sense, begun ? Look.BACK : look()), w -> {
            LocalDate edge = bound == Bound.SINCE
                    ? exclusive ? to(w).plusDays(1) : from(w)
                    : exclusive ? from(w).minusDays(1) : to(w);
            if (outside(edge)) {
                return OUTSIDE;
            }
            if (forward() && bound == Bound.UNTIL && edge.isBefore(today)) {
                return past(Window.day(edge));
            }
            var days = bound == Bound.SINCE
                    ? new Window(Optional.of(edge), Optional.empty(), w.precision())
                    : new Window(Optional.empty(), Optional.of(edge), w.precision());
            var remarks = new ArrayList<String>();
            if (bound == Bound.UNTIL) {
                moments.closed(edge).ifPresent(remarks::add);
            }
            return new DateReading.Interval(days, w, bound, remarks);
        });
    }

    /** A task mark before a day. Marks of the past are not asked to lie ahead. */
    DateReading mark(Sense sense, DateReading.Mark mark) {
        boolean ahead =
                mark == DateReading.Mark.DUE || mark == DateReading.Mark.SCHEDULED || mark == DateReading.Mark.REMINDER;
        var reading = ahead ? settle(sense) : new Resolver(context.with(DateContext.Mode.NEAREST)).settle(sense);
        return reading instanceof DateReading.Day day
                ? new DateReading.Day(day.date(), day.clock(), Optional.of(mark), day.remarks())
                : reading;
    }

    private static DateReading past(Window w) {
        return new DateReading.Refused(Wording.words(w) + " is in the past. Give a day from now on.");
    }

    /** So many units on; empty far outside the years that are read, so that no calendar is asked about them. */
    Optional<LocalDate> plus(LocalDate date, Unit unit, int n) {
        var rough = switch (unit) {
            case MINUTE, HOUR -> date;
            case DAY, SESSION -> date.plusDays(n);
            case WEEK -> date.plusWeeks(n);
            case MONTH -> date.plusMonths(n);
            case QUARTER -> date.plusMonths(3L * n);
            case YEAR -> date.plusYears(n);
        };
        if (outside(rough)) {
            return Optional.empty();
        }
        return Optional.of(unit == Unit.SESSION ? context.calendars().plusSessions(date, n) : rough);
    }

    /** A bare weekday: strictly later than today, or the closest. */
    Fixed weekday(DayOfWeek day) {
        LocalDate date;
        if (forward()) {
            date = today.with(TemporalAdjusters.next(day));
        } else {
            var before = today.with(TemporalAdjusters.previousOrSame(day));
            var after = today.with(TemporalAdjusters.nextOrSame(day));
            date = ChronoUnit.DAYS.between(before, today) <= ChronoUnit.DAYS.between(today, after) ? before : after;
        }
        return new Fixed(Window.day(date), true, true, List.of());
    }

    /**
     * The weekday of this calendar week (Monday to Sunday), the next, or so many weeks on; "last" is the latest that
     * has passed.
     */
    Sense weekday(DayOfWeek day, int weeks) {
        if (weeks < 0) {
            return Fixed.of(Window.day(today.with(TemporalAdjusters.previous(day))));
        }
        var date = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusWeeks(weeks)
                .with(TemporalAdjusters.nextOrSame(day));
        if (weeks == 0 && forward() && date.isBefore(today)) {
            var next = date.plusWeeks(1);
            return new Sense.Answer(new DateReading.Ambiguous(
                    List.of(
                            new Choice(Wording.weekday(date), plain(Window.day(date), List.of())),
                            new Choice(Wording.weekday(next), plain(Window.day(next), List.of()))),
                    Wording.full(date) + " has passed. Is " + Wording.weekday(next) + " meant?"));
        }
        return Fixed.of(Window.day(date));
    }

    /** Checks a weekday written beside a date: it chooses the year where it can, else the slip is said. */
    static Sense onWeekday(Sense date, DayOfWeek day) {
        return switch (date) {
            case Fixed fixed
            when from(fixed.window()).getDayOfWeek() != day ->
                new Fixed(
                        fixed.window(),
                        fixed.oneDay(),
                        false,
                        List.of(Wording.plain(from(fixed.window())) + " is a "
                                + from(fixed.window()).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                                + ", not a "
                                + day.getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
            case Yearly yearly ->
                new Yearly(
                        year -> {
                            var own = yearly.in().apply(year);
                            boolean fits = own.isPresent() && from(own.get()).getDayOfWeek() == day;
                            return fits ? own : Optional.empty();
                        },
                        true,
                        yearly.precision(),
                        year -> yearly.in()
                                .apply(year)
                                .map(w -> Wording.plain(from(w)) + " is a "
                                        + from(w).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                                        + "; the weekday and the date do not go together in the years beside"
                                        + " it either.")
                                .orElseGet(() -> yearly.impossible().apply(year)));
            case Fixed fixed -> fixed;
            case Named named -> named;
            case Sense.Answer answer -> answer;
        };
    }
}
