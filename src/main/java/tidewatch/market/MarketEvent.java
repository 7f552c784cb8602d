package tidewatch.market;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A dated thing that moves prices: a release, a meeting, a company's results.
 *
 * @param key name under which phrases ask for it, lower case: {@code fomc}, {@code cpi}; empty for one of its kind
 * @param title as people say it
 * @param date first day, in {@code zone}
 * @param end last day; the same for an event of one day
 * @param time wall time in {@code zone}, on the last day; absent when only the day is known
 * @param symbol of the company it belongs to; absent for the whole market
 * @param source who said so
 * @param published false for a date that nobody announced: then it is told as expected
 * @param kind what it is
 * @param otherwise what other sources say of the same thing, where that is something else
 * @param movedFrom the day it was on, where its source lately moved it
 */
public record MarketEvent(
        String key,
        String title,
        LocalDate date,
        LocalDate end,
        Optional<LocalTime> time,
        ZoneId zone,
        Optional<String> symbol,
        String source,
        boolean published,
        EventKind kind,
        List<Otherwise> otherwise,
        Optional<LocalDate> movedFrom) {
    private static final String RESULTS = ": quarterly results";

    /** What another source says. */
    public record Otherwise(EventSource source, LocalDate date, EventKind.Timing timing) {
        public Otherwise {
            Objects.requireNonNull(source);
            Objects.requireNonNull(date);
            Objects.requireNonNull(timing);
        }
    }

    public MarketEvent {
        Objects.requireNonNull(key);
        Objects.requireNonNull(time);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(symbol);
        Objects.requireNonNull(source);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(movedFrom);
        otherwise = List.copyOf(otherwise);
        if (title.isBlank()) {
            throw new IllegalArgumentException("An event needs a title");
        }
        if (end.isBefore(date)) {
            throw new IllegalArgumentException(title + " ends on " + end + " before it begins on " + date);
        }
    }

    /** Of no particular kind, undisputed and unmoved. */
    public MarketEvent(
            String key,
            String title,
            LocalDate date,
            LocalDate end,
            Optional<LocalTime> time,
            ZoneId zone,
            Optional<String> symbol,
            String source,
            boolean published) {
        this(key, title, date, end, time, zone, symbol, source, published, new EventKind.Custom(), List.of(), Optional.empty());
    }

    /** A whole day of the exchange. */
    public static MarketEvent day(String key, String title, LocalDate date, String source, EventKind kind) {
        return new MarketEvent(
                key, title, date, date, Optional.empty(), TradingCalendar.ZONE, Optional.empty(), source, true, kind, List.of(), Optional.empty());
    }

    /** Results of a company on a day of the exchange. */
    public static MarketEvent earnings(Instrument company, LocalDate date, EventSource source, EventKind.Earnings results) {
        return new MarketEvent(
                "",
                company.name() + RESULTS,
                date,
                date,
                Optional.empty(),
                TradingCalendar.ZONE,
                Optional.of(company.symbol()),
                source.title(),
                results.standing() != EventKind.Standing.ESTIMATED,
                results,
                List.of(),
                Optional.empty());
    }

    /** The same of results, under the company's own name. */
    MarketEvent of(Instrument company) {
        var named = results().isPresent() ? company.name() + RESULTS : title;
        return new MarketEvent(key, named, date, end, time, zone, Optional.of(company.symbol()), source, published, kind, otherwise, movedFrom);
    }

    /** The same, said by somebody else. */
    public MarketEvent from(String other) {
        return new MarketEvent(key, title, date, end, time, zone, symbol, other, published, kind, otherwise, movedFrom);
    }

    /** The results that it is, where it is that. */
    public Optional<EventKind.Earnings> results() {
        return kind instanceof EventKind.Earnings earnings ? Optional.of(earnings) : Optional.empty();
    }

    /** When on its day a company tells its results; unknown for everything else. */
    public EventKind.Timing timing() {
        return results().map(EventKind.Earnings::timing).orElse(EventKind.Timing.UNKNOWN);
    }
}
