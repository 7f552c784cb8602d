package tidewatch.notes;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tidewatch.notes.DateReading.Ambiguous.Choice;
import tidewatch.notes.DateReading.Bound;
import tidewatch.notes.DateReading.Clock;
import tidewatch.notes.DateReading.Edge;
import tidewatch.notes.DateSense.Fixed;
import tidewatch.notes.DateSense.Hour;
import tidewatch.notes.DateSense.Named;
import tidewatch.notes.DateSense.OfDay;
import tidewatch.notes.DateSense.Yearly;
import tidewatch.notes.Window.Precision;

/** Picks the occurrence that a sense means at a reference, and says what a person should hear about it. */
final class DateResolver {
    /** Years that are read; outside them a number is more likely a count or a price. */
    static final int FIRST_YEAR = 2010;

    static final int LAST_YEAR = 2049;

    static final DateReading.Refused OUTSIDE =
            new DateReading.Refused("Only dates in the years " + FIRST_YEAR + " to " + LAST_YEAR + " are read.");

    /** A day of this year that passed no longer ago than this is asked about before a year is added. */
    private static final int ASK_DAYS = 31;

    private static final ZoneId EXCHANGE = ZoneId.of("America/New_York");
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /** Closed days in a row that are looked through for a session; the exchange's longest closure since 1933 was six days. */
    private static final int LONGEST_CLOSURE = 10;

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

    DateResolver(DateContext context) {
        this.context = context;
        this.today = context.today();
    }

    /** The reading of a sense as it stands. */
    DateReading settle(DateSense sense) {
        return switch (sense) {
            case DateSense.Answer answer -> answer.reading();
            case Named named -> event(named);
            case Fixed fixed -> each(pick(sense, look()), w -> plain(w, fixed.remarks()));
            case Yearly yearly -> each(pick(sense, look()), w -> plain(w, List.of()));
        };
    }

    private boolean forward() {
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
            closed(to).ifPresent(remarks::add);
        }
        return day
                ? new DateReading.Day(to, Optional.empty(), Optional.empty(), remarks)
                : new DateReading.Interval(w, w, Bound.WITHIN, remarks);
    }

    // --- picking ---

    private Pick pick(DateSense sense, Look look) {
        return switch (sense) {
            case Fixed fixed -> fixed(fixed.window(), look);
            case Yearly yearly -> yearly(yearly, look);
            case DateSense.Answer answer -> new Pick.No(answer.reading());
            case Named named -> {
                var reading = event(named);
                yield reading.window().<Pick>map(Pick.One::new).orElseGet(() -> new Pick.No(reading));
            }
        };
    }

    private Pick fixed(Window w, Look look) {
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
            case BACK -> new Pick.One(found.stream()
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
                    words(passed.get()) + (day ? " passed " : " ended ") + when + ". Is "
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
        return to(w).isBefore(today)
                ? ChronoUnit.DAYS.between(to(w), today)
                : ChronoUnit.DAYS.between(today, from(w));
    }

    private static LocalDate from(Window w) {
        return w.from().orElseThrow();
    }

    private static LocalDate to(Window w) {
        return w.to().orElseThrow();
    }

    private DateReading each(Pick pick, Function<Window, DateReading> make) {
        return switch (pick) {
            case Pick.One one -> outside(one.window()) ? OUTSIDE : make.apply(one.window());
            case Pick.Ask ask -> {
                if (ask.windows().stream().anyMatch(DateResolver::outside)) {
                    yield OUTSIDE;
                }
                yield new DateReading.Ambiguous(
                        ask.windows().stream()
                                .map(w -> new Choice(words(w), make.apply(w)))
                                .toList(),
                        ask.question());
            }
            case Pick.No no -> no.reading();
        };
    }

    private static boolean outside(Window w) {
        return w.from().map(DateResolver::outside).orElse(false)
                || w.to().map(DateResolver::outside).orElse(false);
    }

    private static boolean outside(LocalDate date) {
        return date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR;
    }

    // --- bounds, ranges, marks ---

    /**
     * From these days on, or up to them.
     *
     * @param exclusive "after" and "before": the named days themselves are not meant
     * @param back "since": the latest occurrence that has begun
     */
    DateReading bound(DateSense sense, Bound bound, boolean exclusive, boolean back) {
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
                closed(edge).ifPresent(remarks::add);
            }
            return new DateReading.Interval(days, w, bound, remarks);
        });
    }

    /** A task mark before a day. Marks of the past are not asked to lie ahead. */
    DateReading mark(DateSense sense, DateReading.Mark mark) {
        boolean ahead = mark == DateReading.Mark.DUE
                || mark == DateReading.Mark.SCHEDULED
                || mark == DateReading.Mark.REMINDER;
        var reading = ahead ? settle(sense) : new DateResolver(context.with(DateContext.Mode.NEAREST)).settle(sense);
        return reading instanceof DateReading.Day day
                ? new DateReading.Day(day.date(), day.clock(), Optional.of(mark), day.remarks())
                : reading;
    }

    /** From the start of one sense to the end of another. */
    DateSense range(DateSense a, DateSense b) {
        var precision = a.precision().compareTo(b.precision()) >= 0 ? a.precision() : b.precision();
        if (a instanceof Yearly from && b instanceof Yearly to) {
            return new Yearly(
                    year -> from.in().apply(year).flatMap(w -> following(to, year, from(w)).map(x -> join(w, x, precision))),
                    false,
                    precision,
                    year -> from.in().apply(year).isEmpty()
                            ? from.impossible().apply(year)
                            : to.impossible().apply(year));
        }
        if (a instanceof Yearly from && b instanceof Fixed to) {
            int year = to(to.window()).getYear();
            for (int y = year; y >= year - 1; y--) {
                var w = from.in().apply(y);
                if (w.isPresent() && !from(w.get()).isAfter(to(to.window()))) {
                    return Fixed.of(join(w.get(), to.window(), precision));
                }
            }
            return new DateSense.Answer(new DateReading.Refused(from.impossible().apply(year)));
        }
        if (a instanceof Fixed from && b instanceof Yearly to) {
            return following(to, from(from.window()).getYear(), from(from.window()))
                    .<DateSense>map(x -> Fixed.of(join(from.window(), x, precision)))
                    .orElseGet(() -> new DateSense.Answer(new DateReading.Refused(
                            to.impossible().apply(from(from.window()).getYear()))));
        }
        if (a instanceof Fixed from && b instanceof Fixed to) {
            var last = to.window();
            if (to.weekly() && to(last).isBefore(from(from.window()))) {
                last = Window.day(to(last).plusWeeks(1));
            }
            if (to(last).isBefore(from(from.window()))) {
                return new DateSense.Answer(new DateReading.Refused("The end, " + FULL.format(to(last))
                        + ", lies before the start, " + FULL.format(from(from.window())) + "."));
            }
            return Fixed.of(join(from.window(), last, precision));
        }
        return a instanceof DateSense.Answer ? a : b;
    }

    private static Optional<Window> following(Yearly to, int year, LocalDate start) {
        for (int y = year; y <= year + 1; y++) {
            var w = to.in().apply(y);
            if (w.isPresent() && !to(w.get()).isBefore(start)) {
                return w;
            }
        }
        return Optional.empty();
    }

    private static Window join(Window a, Window b, Precision precision) {
        return Window.of(from(a), to(b), precision);
    }

    /** Whether b begins, at the latest, the day after a ends, so that "a/b" is one window. */
    boolean touching(DateSense a, DateSense b) {
        return switch (range(a, b)) {
            case Yearly y -> {
                var whole = y.in().apply(today.getYear());
                var first = a instanceof Yearly from ? from.in().apply(today.getYear()) : Optional.<Window>empty();
                yield whole.isPresent()
                        && first.isPresent()
                        && b instanceof Yearly to
                        && following(to, today.getYear(), from(first.get()))
                                .map(w -> !from(w).isAfter(to(first.get()).plusDays(1)))
                                .orElse(false);
            }
            case Fixed whole -> {
                var lengthA = length(a, from(whole.window()).getYear());
                var lengthB = length(b, to(whole.window()).getYear());
                yield ChronoUnit.DAYS.between(from(whole.window()), to(whole.window())) + 1 <= lengthA + lengthB;
            }
            case Named n -> false;
            case DateSense.Answer n -> false;
        };
    }

    private static long length(DateSense sense, int year) {
        var w = sense instanceof Fixed f
                ? Optional.of(f.window())
                : sense instanceof Yearly y ? y.in().apply(year) : Optional.<Window>empty();
        return w.map(x -> ChronoUnit.DAYS.between(from(x), to(x)) + 1).orElse(0L);
    }

    // --- clock times ---

    /** A time of day on a day, or without one. {@code edge} replaces the time's own edge ("by 9am"). */
    DateReading clock(Optional<DateSense> day, OfDay time, Optional<Edge> edge) {
        if (time.hour() != Hour.TIME) {
            return exchange(day, time.hour(), edge);
        }
        if (time.zones().size() > 1) {
            var choices = new ArrayList<Choice>();
            for (String id : time.zones()) {
                var one = new OfDay(time.hour(), time.time(), List.of(id), time.zoneSaid());
                choices.add(new Choice(city(ZoneId.of(id)), clock(day, one, edge)));
            }
            return new DateReading.Ambiguous(
                    choices,
                    time.zoneSaid().orElse("").toUpperCase(Locale.ROOT) + " can be the time of "
                            + String.join(" or of ", choices.stream().map(Choice::words).toList()) + ". Which?");
        }
        var zone = time.zones().isEmpty() ? context.zone() : ZoneId.of(time.zones().getFirst());
        if (day.isPresent()) {
            return each(pick(day.get(), look()), w -> at(from(w), time, zone, edge, true));
        }
        if (!forward()) {
            return at(today, time, zone, edge, false);
        }
        var here = context.now().withZoneSameInstant(zone).toLocalDate();
        boolean passed = here.atTime(time.time()).atZone(zone).isBefore(context.now());
        return at(passed ? here.plusDays(1) : here, time, zone, edge, false);
    }

    private DateReading at(LocalDate date, OfDay time, ZoneId zone, Optional<Edge> edge, boolean dayWasSaid) {
        var wall = date.atTime(time.time());
        var at = wall.atZone(zone);
        if (outside(at.toLocalDate())) {
            return OUTSIDE;
        }
        if (dayWasSaid && forward() && at.isBefore(context.now())) {
            return new DateReading.Refused(
                    FULL.format(at) + ", " + HOUR.format(at) + " is in the past. Give a time from now on.");
        }
        var remarks = new ArrayList<String>();
        if (!at.toLocalDateTime().equals(wall)) {
            remarks.add(HOUR.format(wall) + " does not exist on " + FULL.format(wall) + " in " + city(zone)
                    + ": the clocks go forward. " + HOUR.format(at) + " is taken.");
        } else if (zone.getRules().getValidOffsets(wall).size() > 1) {
            remarks.add(HOUR.format(wall) + " comes twice on " + FULL.format(wall) + " in " + city(zone)
                    + ": the clocks go back. The first is taken.");
        }
        if (dayWasSaid) {
            closed(at.toLocalDate()).ifPresent(remarks::add);
        }
        var clock = new Clock(at, edge.orElse(Edge.AT), time.zoneSaid());
        return new DateReading.Day(at.toLocalDate(), Optional.of(clock), Optional.empty(), remarks);
    }

    private DateReading exchange(Optional<DateSense> day, Hour hour, Optional<Edge> edge) {
        if (day.isPresent()) {
            return each(pick(day.get(), look()), w -> session(from(w), hour, edge));
        }
        if (!forward()) {
            return lastSession(today)
                    .map(d -> hour(d, hour, edge))
                    .orElseGet(() -> noSession(today));
        }
        var start = context.now().withZoneSameInstant(EXCHANGE).toLocalDate();
        for (int n = 0; n < LONGEST_CLOSURE; n++) {
            var date = start.plusDays(n);
            if (context.calendars().isSession(date) && !over(date, hour)) {
                return hour(date, hour, edge);
            }
        }
        return noSession(start);
    }

    private DateReading session(LocalDate date, Hour hour, Optional<Edge> edge) {
        if (context.calendars().isSession(date)) {
            if (forward() && over(date, hour)) {
                var at = moment(date, hour);
                return new DateReading.Refused(
                        FULL.format(at) + ", " + HOUR.format(at) + " New York time is in the past. Give a time from now on.");
            }
            return hour(date, hour, edge);
        }
        var before = lastSession(date);
        var after = nextSession(date);
        if (before.isEmpty() || after.isEmpty()) {
            return noSession(date);
        }
        return new DateReading.Ambiguous(
                List.of(
                        new Choice(WEEKDAY.format(before.get()), hour(before.get(), hour, edge)),
                        new Choice(WEEKDAY.format(after.get()), hour(after.get(), hour, edge))),
                FULL.format(date) + " is no trading day. Which session?");
    }

    /** The time is over: the open or close has passed; "after the close" lasts to the end of the day. */
    private boolean over(LocalDate date, Hour hour) {
        var at = moment(date, hour);
        return switch (hour) {
            case BEFORE_OPEN -> !at.isAfter(context.now());
            case OPEN, CLOSE, TIME -> at.isBefore(context.now());
            case AFTER_CLOSE ->
                !date.plusDays(1).atStartOfDay(EXCHANGE).isAfter(context.now());
        };
    }

    private ZonedDateTime moment(LocalDate date, Hour hour) {
        boolean open = hour == Hour.OPEN || hour == Hour.BEFORE_OPEN;
        LocalTime time = open ? context.calendars().open(date) : context.calendars().close(date);
        return date.atTime(time).atZone(EXCHANGE);
    }

    private DateReading hour(LocalDate date, Hour hour, Optional<Edge> edge) {
        if (outside(date)) {
            return OUTSIDE;
        }
        var own =
                switch (hour) {
                    case BEFORE_OPEN -> Edge.UNTIL;
                    case OPEN, CLOSE, TIME -> Edge.AT;
                    case AFTER_CLOSE -> Edge.FROM;
                };
        var clock = new Clock(moment(date, hour), edge.orElse(own), Optional.empty());
        return new DateReading.Day(date, Optional.of(clock), Optional.empty(), List.of());
    }

    private static DateReading noSession(LocalDate near) {
        return new DateReading.Refused("The calendar knows no trading day near " + FULL.format(near) + ".");
    }

    /** A moment so many minutes from the reference, on the time line. */
    DateReading minutes(long least, long most, Edge edge) {
        var first = context.now().plusMinutes(least);
        var last = context.now().plusMinutes(most);
        if (outside(first.toLocalDate()) || outside(last.toLocalDate())) {
            return OUTSIDE;
        }
        if (least == most) {
            return new DateReading.Day(
                    first.toLocalDate(), Optional.of(new Clock(first, edge, Optional.empty())), Optional.empty(), List.of());
        }
        var days = Window.of(first.toLocalDate(), last.toLocalDate(), Precision.INSTANT);
        return new DateReading.Interval(
                days,
                days,
                Bound.WITHIN,
                List.of("From " + FULL.format(first) + ", " + HOUR.format(first) + " to " + FULL.format(last) + ", "
                        + HOUR.format(last)));
    }

    // --- events ---

    private DateReading event(Named named) {
        if (named.days().isPresent()) {
            boolean each = named.which() == Named.Which.EACH;
            return each(pick(named.days().get(), look()), w -> {
                var remarks = new ArrayList<>(named.remarks());
                if (!each && w.precision().compareTo(Precision.PART_MONTH) <= 0 && w.to().isPresent()) {
                    closed(to(w)).ifPresent(remarks::add);
                }
                return new DateReading.Event(named.event(), Optional.of(w), Optional.empty(), each, remarks);
            });
        }
        return switch (named.which()) {
            case NEXT -> next(named);
            case LAST -> last(named);
            case EACH, MENTION ->
                new DateReading.Event(named.event(), Optional.empty(), Optional.empty(), false, named.remarks());
        };
    }

    private DateReading next(Named named) {
        var after = today;
        var window = context.calendars().next(named.event(), after);
        var moment = context.calendars().moment(named.event(), after);
        if (window.isPresent() && moment.isPresent() && moment.get().isBefore(context.now()) && forward()) {
            after = to(window.get()).plusDays(1);
            window = context.calendars().next(named.event(), after);
            moment = context.calendars().moment(named.event(), after);
        }
        return window.map(w -> known(named, w, context.calendars().moment(named.event(), from(w))))
                .orElseGet(() -> unknown(named, "next", "after"));
    }

    /** The calendar only looks ahead, so the last occurrence is found by walking from a year and a month before. */
    private DateReading last(Named named) {
        if (forward()) {
            return new DateReading.Refused("The last " + shown(named) + " is in the past. Ask for the next.");
        }
        Optional<Window> best = Optional.empty();
        var from = today.minusDays(400);
        for (int n = 0; n < 60; n++) {
            var w = context.calendars().next(named.event(), from);
            if (w.isEmpty() || !to(w.get()).isBefore(today) || to(w.get()).isBefore(from)) {
                break;
            }
            best = w;
            from = to(w.get()).plusDays(1);
        }
        return best.map(w -> known(named, w, context.calendars().moment(named.event(), from(w))))
                .orElseGet(() -> unknown(named, "last", "before"));
    }

    private static DateReading known(Named named, Window w, Optional<ZonedDateTime> moment) {
        if (outside(w)) {
            return OUTSIDE;
        }
        return new DateReading.Event(
                named.event(),
                Optional.of(w),
                moment.map(at -> new Clock(at, Edge.AT, Optional.empty())),
                false,
                named.remarks());
    }

    private DateReading unknown(Named named, String which, String side) {
        var remarks = new ArrayList<>(named.remarks());
        remarks.add("The calendar does not know the " + which + " " + shown(named) + " " + side + " " + FULL.format(today)
                + ". Give a day or a window, such as late Jan");
        return new DateReading.Event(named.event(), Optional.empty(), Optional.empty(), false, remarks);
    }

    private static String shown(Named named) {
        return named.event().length() <= 4 ? named.event().toUpperCase(Locale.ROOT) : named.event();
    }

    // --- words ---

    private static DateReading past(Window w) {
        return new DateReading.Refused(words(w) + " is in the past. Give a day from now on.");
    }

    private Optional<String> closed(LocalDate date) {
        if (outside(date) || context.calendars().isSession(date)) {
            return Optional.empty();
        }
        return lastSession(date)
                .map(last -> WEEKDAY.format(date) + " is no trading day; last one: " + WEEKDAY.format(last));
    }

    private Optional<LocalDate> lastSession(LocalDate date) {
        for (int n = 0; n < LONGEST_CLOSURE; n++) {
            if (context.calendars().isSession(date.minusDays(n))) {
                return Optional.of(date.minusDays(n));
            }
        }
        return Optional.empty();
    }

    private Optional<LocalDate> nextSession(LocalDate date) {
        for (int n = 0; n < LONGEST_CLOSURE; n++) {
            if (context.calendars().isSession(date.plusDays(n))) {
                return Optional.of(date.plusDays(n));
            }
        }
        return Optional.empty();
    }

    /** "Fri 2 Jan 2026", "1 Jan 2026 to 7 Jan 2026". */
    static String words(Window w) {
        if (w.from().equals(w.to())) {
            return FULL.format(to(w));
        }
        return w.from().map(PLAIN::format).orElse("") + " to " + w.to().map(PLAIN::format).orElse("");
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

    // --- days by the reference ---

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

    /** The weekday of this calendar week (Monday to Sunday), the next, or so many weeks on; "last" is the latest that has passed. */
    DateSense weekday(DayOfWeek day, int weeks) {
        if (weeks < 0) {
            return Fixed.of(Window.day(today.with(TemporalAdjusters.previous(day))));
        }
        var date = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusWeeks(weeks)
                .with(TemporalAdjusters.nextOrSame(day));
        if (weeks == 0 && forward() && date.isBefore(today)) {
            var next = date.plusWeeks(1);
            return new DateSense.Answer(new DateReading.Ambiguous(
                    List.of(
                            new Choice(WEEKDAY.format(date), plain(Window.day(date), List.of())),
                            new Choice(WEEKDAY.format(next), plain(Window.day(next), List.of()))),
                    FULL.format(date) + " has passed. Is " + WEEKDAY.format(next) + " meant?"));
        }
        return Fixed.of(Window.day(date));
    }

    /** Checks a weekday written beside a date: it chooses the year where it can, else the slip is said. */
    static DateSense onWeekday(DateSense date, DayOfWeek day) {
        return switch (date) {
            case Fixed fixed when from(fixed.window()).getDayOfWeek() != day ->
                new Fixed(
                        fixed.window(),
                        fixed.oneDay(),
                        false,
                        List.of(PLAIN.format(from(fixed.window())) + " is a "
                                + from(fixed.window()).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + ", not a "
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
                                .map(w -> PLAIN.format(from(w)) + " is a "
                                        + from(w).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                                        + "; the weekday and the date do not go together in the years beside it either.")
                                .orElseGet(() -> yearly.impossible().apply(year)));
            case Fixed fixed -> fixed;
            case Named named -> named;
            case DateSense.Answer answer -> answer;
        };
    }
}
