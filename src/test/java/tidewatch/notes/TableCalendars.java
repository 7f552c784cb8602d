package tidewatch.notes;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A calendar for tests: weekdays less the exchange's closures around 2026, with a handful of events. */
final class TableCalendars implements Calendars {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final Set<LocalDate> CLOSED = Set.copyOf(Stream.of(
                    "2025-11-27",
                    "2025-12-25",
                    "2026-01-01",
                    "2026-01-19",
                    "2026-02-16",
                    "2026-04-03",
                    "2026-05-25",
                    "2026-06-19",
                    "2026-07-03",
                    "2026-09-07",
                    "2026-11-26",
                    "2026-12-25",
                    "2027-01-01")
            .map(LocalDate::parse)
            .toList());
    private static final Set<LocalDate> EARLY =
            Set.of(LocalDate.of(2025, 12, 24), LocalDate.of(2026, 11, 27), LocalDate.of(2026, 12, 24));

    private static final List<ZonedDateTime> FOMC = Stream.of(
                    "2025-12-10",
                    "2026-01-28",
                    "2026-03-18",
                    "2026-04-29",
                    "2026-06-17",
                    "2026-07-29",
                    "2026-09-16",
                    "2026-10-28",
                    "2026-12-09")
            .map(d -> LocalDate.parse(d).atTime(14, 0).atZone(NEW_YORK))
            .toList();
    private static final List<ZonedDateTime> CPI = Stream.of("2025-12-18", "2026-01-13")
            .map(d -> LocalDate.parse(d).atTime(8, 30).atZone(NEW_YORK))
            .toList();

    @Override
    public boolean isSession(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 && !CLOSED.contains(date);
    }

    @Override
    public LocalDate plusSessions(LocalDate date, int n) {
        var at = date;
        while (n <= 0 && !isSession(at)) {
            at = at.minusDays(1);
        }
        for (int left = Math.abs(n); left > 0; ) {
            at = at.plusDays(Integer.signum(n));
            left -= isSession(at) ? 1 : 0;
        }
        return at;
    }

    @Override
    public LocalTime open(LocalDate session) {
        return LocalTime.of(9, 30);
    }

    @Override
    public LocalTime close(LocalDate session) {
        return EARLY.contains(session) ? LocalTime.of(13, 0) : LocalTime.of(16, 0);
    }

    @Override
    public Optional<Window> next(String event, LocalDate after) {
        return switch (event) {
            case "fomc" ->
                moment(event, after)
                        .map(ZonedDateTime::toLocalDate)
                        .map(d -> Window.of(d.minusDays(1), d, Window.Precision.DAY));
            case "cpi" -> moment(event, after).map(ZonedDateTime::toLocalDate).map(Window::day);
            case "opex" -> Optional.of(Window.day(expiry(after)));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<ZonedDateTime> moment(String event, LocalDate after) {
        var list = switch (event) {
            case "fomc" -> FOMC;
            case "cpi" -> CPI;
            default -> List.<ZonedDateTime>of();
        };
        return list.stream().filter(at -> !at.toLocalDate().isBefore(after)).findFirst();
    }

    /** Third Friday, the day before if closed. */
    private LocalDate expiry(LocalDate after) {
        for (int n = 0; ; n++) {
            var date = after.plusMonths(n).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
            date = isSession(date) ? date : date.minusDays(1);
            if (!date.isBefore(after)) {
                return date;
            }
        }
    }
}
