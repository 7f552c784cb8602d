package tidewatch.notes.dates;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import tidewatch.notes.DateContext;
import tidewatch.notes.DateReading;
import tidewatch.notes.DateReading.Clock;
import tidewatch.notes.DateReading.Edge;
import tidewatch.notes.Window;
import tidewatch.notes.Window.Precision;
import tidewatch.notes.dates.Sense.Named;

/** Finds the occurrence of a named event: by the days in its words, else in the calendar. */
final class Occurrences {
    private final DateContext context;
    private final Resolver resolver;
    private final LocalDate today;

    Occurrences(DateContext context, Resolver resolver) {
        this.context = context;
        this.resolver = resolver;
        this.today = context.today();
    }

    DateReading event(Named named) {
        if (named.days().isPresent()) {
            boolean each = named.which() == Named.Which.EACH;
            return resolver.onDay(named.days().get(), w -> {
                var remarks = new ArrayList<>(named.remarks());
                if (!each && w.precision().compareTo(Precision.PART_MONTH) <= 0 && w.to().isPresent()) {
                    resolver.moments().closed(Resolver.to(w)).ifPresent(remarks::add);
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
        if (window.isPresent() && moment.isPresent() && moment.get().isBefore(context.now()) && resolver.forward()) {
            after = Resolver.to(window.get()).plusDays(1);
            window = context.calendars().next(named.event(), after);
            moment = context.calendars().moment(named.event(), after);
        }
        return window.map(w -> known(named, w, context.calendars().moment(named.event(), Resolver.from(w))))
                .orElseGet(() -> unknown(named, "next", "after"));
    }

    /** The calendar only looks ahead, so the last occurrence is found by walking from a year and a month before. */
    private DateReading last(Named named) {
        if (resolver.forward()) {
            return new DateReading.Refused("The last " + shown(named) + " is in the past. Ask for the next.");
        }
        Optional<Window> best = Optional.empty();
        var from = today.minusDays(400);
        for (int n = 0; n < 60; n++) {
            var w = context.calendars().next(named.event(), from);
            if (w.isEmpty()
                    || !Resolver.to(w.get()).isBefore(today)
                    || Resolver.to(w.get()).isBefore(from)) {
                break;
            }
            best = w;
            from = Resolver.to(w.get()).plusDays(1);
        }
        return best.map(w -> known(named, w, context.calendars().moment(named.event(), Resolver.from(w))))
                .orElseGet(() -> unknown(named, "last", "before"));
    }

    private static DateReading known(Named named, Window w, Optional<ZonedDateTime> moment) {
        if (Resolver.outside(w)) {
            return Resolver.OUTSIDE;
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
        remarks.add("The calendar does not know the " + which + " " + shown(named) + " " + side + " "
                + Wording.full(today) + ". Give a day or a window, such as late Jan");
        return new DateReading.Event(named.event(), Optional.empty(), Optional.empty(), false, remarks);
    }

    private static String shown(Named named) {
        return named.event().length() <= 4 ? named.event().toUpperCase(Locale.ROOT) : named.event();
    }
}
