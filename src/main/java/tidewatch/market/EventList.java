package tidewatch.market;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Dated events from CSV files, sorted by day. Columns: {@code date}, and a {@code title} or the name of a known one; an
 * end, a time, a zone, a symbol, a source and a basis may stand beside them. Option expiry is known by rule: the third Friday, the session before when that is closed. Immutable.
 */
public record EventList(List<MarketEvent> events) {
    /** The event of the options' expiry, by rule. */
    private static final String OPEX = "opex";

    private static final String QUARTERLY = "triple witching";

    private static final List<String> OPTIONAL = List.of("title", "event", "end", "time", "zone", "symbol", "kind", "source", "basis");

    public EventList {
        events = events.stream()
                .sorted(Comparator.comparing(MarketEvent::date).thenComparing(MarketEvent::title))
                .toList();
    }

    /** The events that ship with the program. */
    public static EventList shipped() {
        return rows(ConfigTable.shipped("events.csv", List.of("date"), OPTIONAL)).value();
    }

    /** A user's file. A row that cannot be read is a problem, the others hold. */
    public static Found<EventList> read(Path file) {
        var table = ConfigTable.read(file, List.of("date"), OPTIONAL);
        return rows(table.value()).and(table.problems());
    }

    /** Text in the form of such a file; {@code name} is for sentences. */
    public static Found<EventList> parse(String name, String text) {
        var table = ConfigTable.parse(name, text, List.of("date"), OPTIONAL);
        return rows(table.value()).and(table.problems());
    }

    private static Found<EventList> rows(ConfigTable table) {
        var events = new ArrayList<MarketEvent>();
        var problems = new ArrayList<Problem>();
        for (var row : table.rows()) {
            try {
                events.add(event(row));
            } catch (DateTimeException | IllegalArgumentException unreadable) {
                problems.add(row.problem(
                        Reason.GARBLED, "date", "\"" + row.cell("date") + "\" with time \"" + row.cell("time")
                                + "\" is no dated event; write 2026-01-28 and 14:00. The row is left out"));
            }
        }
        return new Found<>(new EventList(events), problems);
    }

    private static MarketEvent event(ConfigTable.Row row) {
        var date = LocalDate.parse(row.cell("date"));
        var end = row.cell("end").isBlank() ? date : LocalDate.parse(row.cell("end"));
        var title = row.cell("title").isBlank() ? row.cell("event") : row.cell("title");
        return new MarketEvent(
                row.cell("event").toLowerCase(Locale.ROOT),
                title,
                date,
                end,
                row.cell("time").isBlank() ? Optional.empty() : Optional.of(LocalTime.parse(row.cell("time"))),
                row.cell("zone").isBlank() ? TradingCalendar.ZONE : ZoneId.of(row.cell("zone")),
                row.cell("symbol").isBlank() ? Optional.empty() : Optional.of(row.cell("symbol").toUpperCase(Locale.ROOT)),
                row.cell("source"),
                !row.cell("basis").equalsIgnoreCase("invented"));
    }

    /** These events and others. */
    public EventList and(EventList others) {
        var all = new ArrayList<>(events);
        all.addAll(others.events());
        return new EventList(all);
    }

    /** Events that are not over before {@code from} and begin on or before {@code to}. */
    public List<MarketEvent> between(LocalDate from, LocalDate to) {
        return events.stream().filter(event -> !event.end().isBefore(from) && !event.date().isAfter(to)).toList();
    }

    /** The first event of this key that is not over before the day; option expiry by rule. Absent when the list ends before. */
    public Optional<MarketEvent> next(String key, LocalDate from, TradingCalendar calendar) {
        var asked = key.toLowerCase(Locale.ROOT);
        if (asked.equals(OPEX)) {
            var expiry = expiry(from, calendar);
            var day = expiry.isBefore(from) ? expiry(from.plusMonths(1), calendar) : expiry;
            return Optional.of(new MarketEvent(
                    OPEX, "Option expiry", day, day, Optional.empty(), TradingCalendar.ZONE, Optional.empty(), "third Friday", true));
        }
        if (asked.equals(QUARTERLY)) {
            var day = quarterly(from, calendar);
            return Optional.of(new MarketEvent(
                    QUARTERLY, "Quarterly expiry", day, day, Optional.empty(), TradingCalendar.ZONE, Optional.empty(), "third Friday", true));
        }
        return events.stream().filter(event -> event.key().equals(asked) && !event.end().isBefore(from)).findFirst();
    }

    /** The quarterly expiry of index and share derivatives together. */
    private static LocalDate quarterly(LocalDate from, TradingCalendar calendar) {
        var month = from.withDayOfMonth(1);
        while (month.getMonthValue() % 3 != 0 || expiry(month, calendar).isBefore(from)) {
            month = month.plusMonths(1);
        }
        return expiry(month, calendar);
    }

    private static LocalDate expiry(LocalDate month, TradingCalendar calendar) {
        var friday = month.with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
        return calendar.isSession(friday) ? friday : calendar.previous(friday);
    }
}
