package tidewatch.provider;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import tidewatch.market.TradingCalendar;

/** Dates as sources write them. Remembers moments: those of one market's days are the same in each series. One thread. */
final class VendorDates {
    private static final Pattern DAY = Pattern.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}");
    private static final int REMEMBERED_MAX = 20_000;

    private final Map<String, Integer> days = new HashMap<>();

    /** A date such as 2026-01-08; empty for what is none. */
    static Optional<LocalDate> day(String text) {
        if (!DAY.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** The exchange's day, as an epoch day, of a moment such as 2026-01-08T05:00:00Z; empty for what is none. */
    OptionalInt dayOf(String moment) {
        Integer known = days.get(moment);
        if (known != null) {
            return OptionalInt.of(known);
        }
        try {
            int day = Math.toIntExact(Instant.parse(moment).atZone(TradingCalendar.ZONE).toLocalDate().toEpochDay());
            if (days.size() < REMEMBERED_MAX) {
                days.put(moment, day);
            }
            return OptionalInt.of(day);
        } catch (DateTimeException | ArithmeticException noMoment) {
            return OptionalInt.empty();
        }
    }
}
