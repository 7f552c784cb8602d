package tidewatch.notes.dates;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.notes.DateContext;
import tidewatch.notes.DateReading;
import tidewatch.notes.DateReading.Ambiguous.Choice;
import tidewatch.notes.DateReading.Bound;
import tidewatch.notes.DateReading.Clock;
import tidewatch.notes.DateReading.Edge;
import tidewatch.notes.Window;
import tidewatch.notes.Window.Precision;
import tidewatch.notes.dates.Sense.Hour;
import tidewatch.notes.dates.Sense.OfDay;

/** Puts times of day on the time line: zones, clock changes, the hours of the exchange, closed days. */
final class Moments {
    static final ZoneId EXCHANGE = ZoneId.of("America/New_York");

    /**
     * Closed days in a row that are looked through for a session; the exchange's longest closure since 1933 was six
     * days.
     */
    private static final int LONGEST_CLOSURE = 10;

    private final DateContext context;
    private final Resolver resolver;
    private final LocalDate today;

    Moments(DateContext context, Resolver resolver) {
        this.context = context;
        this.resolver = resolver;
        this.today = context.today();
    }

    /** A time of day on a day, or without one. {@code edge} replaces the time's own edge ("by 9am"). */
    DateReading clock(Optional<Sense> day, OfDay time, Optional<Edge> edge) {
        if (time.hour() != Hour.TIME) {
            return exchange(day, time.hour(), edge);
        }
        if (time.zones().size() > 1) {
            var choices = new ArrayList<Choice>();
            for (String id : time.zones()) {
                var one = new OfDay(time.hour(), time.time(), List.of(id), time.zoneSaid());
                choices.add(new Choice(Wording.city(ZoneId.of(id)), clock(day, one, edge)));
            }
            return new DateReading.Ambiguous(
                    choices,
                    time.zoneSaid().orElse("").toUpperCase(Locale.ROOT) + " can be the time of "
                            + String.join(
                                    " or of ",
                                    choices.stream().map(Choice::words).toList()) + ". Which?");
        }
        var zone =
                time.zones().isEmpty() ? context.zone() : ZoneId.of(time.zones().getFirst());
        if (day.isPresent()) {
            return resolver.onDay(day.get(), w -> at(w.from().orElseThrow(), time, zone, edge, true));
        }
        if (!resolver.forward()) {
            return at(today, time, zone, edge, false);
        }
        var here = context.now().withZoneSameInstant(zone).toLocalDate();
        boolean passed = here.atTime(time.time()).atZone(zone).isBefore(context.now());
        return at(passed ? here.plusDays(1) : here, time, zone, edge, false);
    }

    private DateReading at(LocalDate date, OfDay time, ZoneId zone, Optional<Edge> edge, boolean dayWasSaid) {
        var wall = date.atTime(time.time());
        var at = wall.atZone(zone);
        if (Resolver.outside(at.toLocalDate())) {
            return Resolver.OUTSIDE;
        }
        if (dayWasSaid && resolver.forward() && at.isBefore(context.now())) {
            return new DateReading.Refused(
                    Wording.full(at) + ", " + Wording.hour(at) + " is in the past. Give a time from now on.");
        }
        var remarks = new ArrayList<String>();
        if (!at.toLocalDateTime().equals(wall)) {
            remarks.add(Wording.hour(wall) + " does not exist on " + Wording.full(wall) + " in " + Wording.city(zone)
                    + ": the clocks go forward. " + Wording.hour(at) + " is taken.");
        } else if (zone.getRules().getValidOffsets(wall).size() > 1) {
            remarks.add(Wording.hour(wall) + " comes twice on " + Wording.full(wall) + " in " + Wording.city(zone)
                    + ": the clocks go back. The first is taken.");
        }
        if (dayWasSaid) {
            closed(at.toLocalDate()).ifPresent(remarks::add);
        }
        var clock = new Clock(at, edge.orElse(Edge.AT), time.zoneSaid());
        return new DateReading.Day(at.toLocalDate(), Optional.of(clock), Optional.empty(), remarks);
    }

    private DateReading exchange(Optional<Sense> day, Hour hour, Optional<Edge> edge) {
        if (day.isPresent()) {
            return resolver.onDay(day.get(), w -> session(w.from().orElseThrow(), hour, edge));
        }
        if (!resolver.forward()) {
            return lastSession(today).map(d -> hour(d, hour, edge)).orElseGet(() -> noSession(today));
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
            if (resolver.forward() && over(date, hour)) {
                var at = moment(date, hour);
                return new DateReading.Refused(Wording.full(at) + ", " + Wording.hour(at)
                        + " New York time is in the past. Give a time from now on.");
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
                        new Choice(Wording.weekday(before.get()), hour(before.get(), hour, edge)),
                        new Choice(Wording.weekday(after.get()), hour(after.get(), hour, edge))),
                Wording.full(date) + " is no trading day. Which session?");
    }

    /** The time is over: the open or close has passed; "after the close" lasts to the end of the day. */
    private boolean over(LocalDate date, Hour hour) {
        var at = moment(date, hour);
        return switch (hour) {
            case BEFORE_OPEN -> !at.isAfter(context.now());
            case OPEN, CLOSE, TIME -> at.isBefore(context.now());
            case AFTER_CLOSE -> !date.plusDays(1).atStartOfDay(EXCHANGE).isAfter(context.now());
        };
    }

    private ZonedDateTime moment(LocalDate date, Hour hour) {
        boolean open = hour == Hour.OPEN || hour == Hour.BEFORE_OPEN;
        LocalTime time =
                open ? context.calendars().open(date) : context.calendars().close(date);
        return date.atTime(time).atZone(EXCHANGE);
    }

    private DateReading hour(LocalDate date, Hour hour, Optional<Edge> edge) {
        if (Resolver.outside(date)) {
            return Resolver.OUTSIDE;
        }
        var own = switch (hour) {
            case BEFORE_OPEN -> Edge.UNTIL;
            case OPEN, CLOSE, TIME -> Edge.AT;
            case AFTER_CLOSE -> Edge.FROM;
        };
        var clock = new Clock(moment(date, hour), edge.orElse(own), Optional.empty());
        return new DateReading.Day(date, Optional.of(clock), Optional.empty(), List.of());
    }

    private static DateReading noSession(LocalDate near) {
        return new DateReading.Refused("The calendar knows no trading day near " + Wording.full(near) + ".");
    }

    /** A moment so many minutes from the reference, on the time line. */
    DateReading minutes(long least, long most, Edge edge) {
        var first = context.now().plusMinutes(least);
        var last = context.now().plusMinutes(most);
        if (Resolver.outside(first.toLocalDate()) || Resolver.outside(last.toLocalDate())) {
            return Resolver.OUTSIDE;
        }
        if (least == most) {
            return new DateReading.Day(
                    first.toLocalDate(),
                    Optional.of(new Clock(first, edge, Optional.empty())),
                    Optional.empty(),
                    List.of());
        }
        var days = Window.of(first.toLocalDate(), last.toLocalDate(), Precision.INSTANT);
        return new DateReading.Interval(
                days,
                days,
                Bound.WITHIN,
                List.of("From " + Wording.full(first) + ", " + Wording.hour(first) + " to " + Wording.full(last) + ", "
                        + Wording.hour(last)));
    }

    Optional<String> closed(LocalDate date) {
        if (Resolver.outside(date) || context.calendars().isSession(date)) {
            return Optional.empty();
        }
        return lastSession(date)
                .map(last -> Wording.weekday(date) + " is no trading day; last one: " + Wording.weekday(last));
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
}
