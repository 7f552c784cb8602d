package tidewatch.market;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
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
        boolean published) {
    public MarketEvent {
        Objects.requireNonNull(key);
        Objects.requireNonNull(time);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(symbol);
        Objects.requireNonNull(source);
        if (title.isBlank()) {
            throw new IllegalArgumentException("An event needs a title");
        }
        if (end.isBefore(date)) {
            throw new IllegalArgumentException(title + " ends on " + end + " before it begins on " + date);
        }
    }
}
