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
import java.util.regex.Pattern;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Dated events, sorted by day. In CSV files the columns are {@code date}, and a {@code title} or the key of a known one; an end, a time, a zone, a symbol, a kind, a source and a basis may stand beside them. Option expiry is known by rule: the third Friday, the session
 * before when that is closed. Immutable.
 */
public record EventList(List<MarketEvent> events) {
    /** The event of the options' expiry, by rule. */
    private static final String OPEX = "opex";

    private static final String QUARTERLY = "triple witching";

    /** Words of a file for a company's results, where a row names no kind. */
    private static final Pattern RESULTS = Pattern.compile("(?i)\\b(results|earnings)\\b");

    /** Meetings of the Federal Reserve lie at most eight weeks apart, monthly releases less. */
    private static final int CYCLE_DAYS = 60;

    /** A symbol in words. */
    private static final Pattern CASHTAG = Pattern.compile("(?<![\\w$])\\$([A-Z]{1,5}(?:\\.[A-Z])?)(?![\\w])");

    private static final List<String> KINDS =
            List.of("earnings", "earnings-before-open", "earnings-after-close", "release", "custom");

    private static final List<String> OPTIONAL = List.of("title", "event", "end", "time", "zone", "symbol", "kind", "source", "basis");

    public EventList {
        events = events.stream()
                .sorted(Comparator.comparing(MarketEvent::date).thenComparing(MarketEvent::title))
                .toList();
    }

    /** The events that ship with the program. */
    public static EventList shipped() {
        return rows(ConfigTable.shipped("events.csv", List.of("date"), OPTIONAL), TradingCalendar.ZONE).value();
    }

    /** A user's file. A row that cannot be read is a problem, the others hold. */
    public static Found<EventList> read(Path file) {
        var table = ConfigTable.read(file, List.of("date"), OPTIONAL);
        return rows(table.value(), TradingCalendar.ZONE).and(table.problems());
    }

    /** Text in the form of such a file; {@code name} is for sentences. */
    public static Found<EventList> parse(String name, String text) {
        return parse(name, text, TradingCalendar.ZONE);
    }

    /** The same, with the zone of the rows that name none. */
    public static Found<EventList> parse(String name, String text, ZoneId zone) {
        var table = ConfigTable.parse(name, text, List.of("date"), OPTIONAL);
        return rows(table.value(), zone).and(table.problems());
    }

    private static Found<EventList> rows(ConfigTable table, ZoneId zone) {
        var events = new ArrayList<MarketEvent>();
        var problems = new ArrayList<Problem>();
        for (var row : table.rows()) {
            try {
                var event = event(row, zone);
                events.add(event);
                unknownKind(row).ifPresent(problems::add);
            } catch (DateTimeException | IllegalArgumentException unreadable) {
                problems.add(row.problem(
                        Reason.GARBLED, "date", "\"" + row.cell("date") + "\" with time \"" + row.cell("time")
                                + "\" is no dated event; write 2026-01-28 and 14:00. The row is left out"));
            }
        }
        return new Found<>(new EventList(events), problems);
    }

    private static MarketEvent event(ConfigTable.Row row, ZoneId zone) {
        var date = LocalDate.parse(row.cell("date"));
        var end = row.cell("end").isBlank() ? date : LocalDate.parse(row.cell("end"));
        var title = row.cell("title").isBlank() ? row.cell("event") : row.cell("title");
        boolean published = !row.cell("basis").equalsIgnoreCase("invented");
        Optional<String> symbol = row.cell("symbol").isBlank() ? Optional.empty() : Optional.of(row.cell("symbol").toUpperCase(Locale.ROOT));
        return new MarketEvent(
                row.cell("event").toLowerCase(Locale.ROOT),
                title,
                date,
                end,
                row.cell("time").isBlank() ? Optional.empty() : Optional.of(LocalTime.parse(row.cell("time"))),
                row.cell("zone").isBlank() ? zone : ZoneId.of(row.cell("zone")),
                symbol,
                row.cell("source"),
                published,
                kind(row.cell("kind").toLowerCase(Locale.ROOT), title, symbol, !row.cell("event").isBlank(), published),
                List.of(),
                Optional.empty());
    }

    /** The kind that a row names; else what its words and its company tell. */
    private static EventKind kind(String named, String title, Optional<String> symbol, boolean keyed, boolean published) {
        var standing = published ? EventKind.Standing.ANNOUNCED : EventKind.Standing.ESTIMATED;
        return switch (named) {
            case "earnings-before-open" -> EventKind.Earnings.of(EventKind.Timing.BEFORE_OPEN, standing);
            case "earnings-after-close" -> EventKind.Earnings.of(EventKind.Timing.AFTER_CLOSE, standing);
            case "earnings" -> EventKind.Earnings.of(EventKind.Timing.UNKNOWN, standing);
            case "release" -> new EventKind.Release(false);
            case "" -> symbol.isPresent() && RESULTS.matcher(title).find()
                    ? EventKind.Earnings.of(EventKind.Timing.UNKNOWN, standing)
                    : keyed ? new EventKind.Release(false) : new EventKind.Custom();
            default -> new EventKind.Custom();
        };
    }

    private static Optional<Problem> unknownKind(ConfigTable.Row row) {
        var kind = row.cell("kind").toLowerCase(Locale.ROOT);
        return kind.isEmpty() || KINDS.contains(kind)
                ? Optional.empty()
                : Optional.of(row.problem(
                        Reason.GARBLED,
                        "kind",
                        "\"" + kind + "\" is none of " + String.join(", ", KINDS) + "; the event stands as custom"));
    }

    /**
     * One event from words of a person: its kind follows from them. Words such as {@code $NVDA earnings} name a company by its symbol.
     *
     * @param symbol the company; absent for the one that the words name, if any
     */
    public static MarketEvent worded(
            String title, LocalDate date, LocalDate end, Optional<LocalTime> time, ZoneId zone, Optional<String> symbol, String source) {
        var company = symbol.or(() -> {
            var mark = CASHTAG.matcher(title);
            return mark.find() ? Optional.of(mark.group(1)) : Optional.empty();
        });
        return new MarketEvent(
                "", title, date, end, time, zone, company, source, true, kind("", title, company, false, true), List.of(), Optional.empty());
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

    /**
     * The first event of this key that is not over before the day; option expiry by rule. Absent when the list ends before, and when it
     * begins so long after the day that another one may lie between: what is known of the key has to reach back.
     */
    public Optional<MarketEvent> next(String key, LocalDate from, TradingCalendar calendar) {
        var asked = key.toLowerCase(Locale.ROOT);
        if (asked.equals(OPEX)) {
            var expiry = expiry(from, calendar);
            var day = expiry.isBefore(from) ? expiry(from.plusMonths(1), calendar) : expiry;
            return Optional.of(expiry(OPEX, "Option expiry", day));
        }
        if (asked.equals(QUARTERLY)) {
            var day = quarterly(from, calendar);
            return Optional.of(expiry(QUARTERLY, "Quarterly expiry", day));
        }
        var next = events.stream().filter(event -> event.key().equals(asked) && !event.end().isBefore(from)).findFirst();
        boolean reachesBack = events.stream().anyMatch(event -> event.key().equals(asked) && event.end().isBefore(from));
        return next.filter(event -> reachesBack || !event.date().isAfter(from.plusDays(CYCLE_DAYS)));
    }

    /** The quarterly expiry of index and share derivatives together. */
    private static LocalDate quarterly(LocalDate from, TradingCalendar calendar) {
        var month = from.withDayOfMonth(1);
        while (month.getMonthValue() % 3 != 0 || expiry(month, calendar).isBefore(from)) {
            month = month.plusMonths(1);
        }
        return expiry(month, calendar);
    }

    private static MarketEvent expiry(String key, String title, LocalDate day) {
        return MarketEvent.day(key, title, day, "third Friday", new EventKind.Expiry());
    }

    /** What the exchange's own rules say of these days: closed days, early closes, the expiry of options. Sorted by day. */
    public static List<MarketEvent> ofExchange(LocalDate from, LocalDate to, TradingCalendar calendar) {
        var days = new ArrayList<MarketEvent>();
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            var date = day;
            calendar.closedBecause(day).ifPresent(why ->
                    days.add(MarketEvent.day("", "Market closed: " + why, date, EventSource.RULE.title(), new EventKind.Holiday())));
            calendar.earlyCloseBecause(day).ifPresent(why -> days.add(earlyClose(date, why, calendar)));
        }
        for (var month = from.withDayOfMonth(1); !month.isAfter(to); month = month.plusMonths(1)) {
            var day = expiry(month, calendar);
            if (!day.isBefore(from) && !day.isAfter(to)) {
                days.add(day.getMonthValue() % 3 == 0 ? expiry(QUARTERLY, "Quarterly expiry", day) : expiry(OPEX, "Option expiry", day));
            }
        }
        return days.stream().sorted(Comparator.comparing(MarketEvent::date)).toList();
    }

    private static MarketEvent earlyClose(LocalDate date, String why, TradingCalendar calendar) {
        var close = calendar.session(date).map(session -> session.close().atZone(TradingCalendar.ZONE).toLocalTime());
        return new MarketEvent(
                "",
                "Early close: " + why,
                date,
                date,
                close,
                TradingCalendar.ZONE,
                Optional.empty(),
                EventSource.RULE.title(),
                true,
                new EventKind.EarlyClose(),
                List.of(),
                Optional.empty());
    }

    /** The last day of an event of this key: beyond it the list says nothing of the key. Absent when it has none. */
    public Optional<LocalDate> knownUntil(String key) {
        return events.stream().filter(event -> event.key().equals(key)).map(MarketEvent::end).max(Comparator.naturalOrder());
    }

    private static LocalDate expiry(LocalDate month, TradingCalendar calendar) {
        var friday = month.with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
        return calendar.isSession(friday) ? friday : calendar.previous(friday);
    }
}
