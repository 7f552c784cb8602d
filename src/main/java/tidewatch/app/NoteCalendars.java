package tidewatch.app;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Supplier;
import tidewatch.market.EventList;
import tidewatch.market.Session;
import tidewatch.market.TradingCalendar;
import tidewatch.notes.Calendars;
import tidewatch.notes.Window;

/** What dates in notes ask of the exchange, answered by the trading calendar and the dated events. */
public final class NoteCalendars implements Calendars {
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);

    private final TradingCalendar calendar;
    private final Supplier<EventList> events;

    public NoteCalendars(TradingCalendar calendar, EventList events) {
        this(calendar, () -> events);
    }

    /** @param events as they are known whenever they are asked for */
    NoteCalendars(TradingCalendar calendar, Supplier<EventList> events) {
        this.calendar = calendar;
        this.events = events;
    }

    @Override
    public boolean isSession(LocalDate date) {
        return calendar.isSession(date);
    }

    @Override
    public LocalDate plusSessions(LocalDate date, int n) {
        return calendar.plus(date, n);
    }

    @Override
    public LocalTime open(LocalDate session) {
        return calendar.session(session).map(one -> wall(one.open())).orElse(OPEN);
    }

    @Override
    public LocalTime close(LocalDate session) {
        return calendar.session(session).map(Session::close).map(NoteCalendars::wall).orElse(CLOSE);
    }

    private static LocalTime wall(Instant instant) {
        return instant.atZone(TradingCalendar.ZONE).toLocalTime();
    }

    @Override
    public Optional<ZonedDateTime> moment(String event, LocalDate after) {
        return events.get().next(event, after, calendar).flatMap(found -> found.time().map(time -> found.end().atTime(time).atZone(found.zone())));
    }

    @Override
    public Optional<Window> next(String event, LocalDate after) {
        return events.get().next(event, after, calendar)
                .map(found -> Window.of(found.date(), found.end(), Window.Precision.DAY));
    }
}
