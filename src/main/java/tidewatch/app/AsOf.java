package tidewatch.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import tidewatch.market.Session;
import tidewatch.market.TradingCalendar;

/**
 * The moment of an {@code --as-of}: {@code 2026-01-09} is the morning of that day before the open, {@code 2026-01-09T16:30} that New York
 * wall time. What was written or traded later does not exist then.
 */
public record AsOf(LocalDate date, Optional<LocalTime> time) {
    private static final LocalTime MORNING = LocalTime.of(7, 0);
    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2100, 12, 31);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    /**
     * @throws IllegalArgumentException with what is wrong and what is right
     */
    static AsOf parse(String text) {
        try {
            int t = text.indexOf('T');
            var date = LocalDate.parse(t < 0 ? text : text.substring(0, t), DAY);
            if (date.isBefore(FIRST) || date.isAfter(LAST)) {
                throw new IllegalArgumentException("--as-of " + text + ": give a day from " + FIRST + " to " + LAST);
            }
            return new AsOf(date, t < 0 ? Optional.empty() : Optional.of(LocalTime.parse(text.substring(t + 1))));
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(
                    "--as-of " + text + " is no day: write 2026-01-09 for a morning or 2026-01-09T16:30 for a New York time", unreadable);
        }
    }

    /**
     * The instant. A morning is the time of the brief in the reader's zone, or 07:00 New York where that would not be before the open.
     */
    Instant moment(TradingCalendar calendar, LocalTime briefTime, ZoneId zone) {
        if (time.isPresent()) {
            return LocalDateTime.of(date, time.get()).atZone(TradingCalendar.ZONE).toInstant();
        }
        var early = date.atTime(MORNING).atZone(TradingCalendar.ZONE).toInstant();
        var brief = date.atTime(briefTime).atZone(zone).toInstant();
        var open = calendar.session(date).map(Session::open).orElse(early.plusSeconds(1));
        var yesterdaysClose = calendar.session(calendar.previous(date)).map(Session::close).orElse(Instant.MIN);
        return brief.isBefore(open) && !brief.isBefore(yesterdaysClose) ? brief : early;
    }
}
