package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tidewatch.market.Session;
import tidewatch.market.TradingCalendar;

/**
 * The whole of the slot rule, by counting: every zone of the running tz database x 48 half hours x all sessions of 2016 to 2035, each with
 * the kind that would have been chosen on the first day of its year, must give due instants that rise strictly, with nothing before the
 * session's neighbours. {@link SlotEnumerationTest} takes a sample on each build; the main method here takes all of it and prints the
 * count: {@code java -cp target/test-classes:target/classes:LIBRARIES tidewatch.delivery.SlotEnumeration [zones containing]}.
 */
final class SlotEnumeration {
    private static final PriceReadiness READINESS = new PriceReadiness(TradingCalendar.shipped(), Duration.ofMinutes(45));

    private SlotEnumeration() {}

    public static void main(String[] args) {
        var zones = ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> args.length == 0 || zone.contains(args[0]))
                .sorted()
                .toList();
        var times = IntStream.range(0, 48).mapToObj(half -> LocalTime.ofSecondOfDay(half * 1800L)).toList();
        long triples = 0;
        for (var zone : zones) {
            for (int year = 2016; year <= 2035; year++) {
                // The last session of the year before ties the years together.
                triples += check(ZoneId.of(zone), times, year, year);
            }
        }
        System.out.println(zones.size() + " zones x " + times.size() + " times: " + triples
                + " due instants, each once and strictly increasing within its year and into the next");
    }

    /**
     * Checks these times of a zone and answers how many due instants it saw.
     *
     * @throws AssertionError with the zone, time and session of the first breach
     */
    static long check(ZoneId zone, List<LocalTime> times, int firstYear, int lastYear) {
        long count = 0;
        var sessions = sessions(firstYear, lastYear);
        for (var time : times) {
            var kind = SlotKind.of(time, zone, LocalDate.of(firstYear, 1, 1));
            for (var kinds : kind == SlotKind.MORNING ? List.of(SlotKind.MORNING, SlotKind.MIDDAY) : List.of(kind)) {
                var rule = SlotRule.at(kinds, time, zone);
                Optional<Instant> before = Optional.empty();
                for (var session : sessions) {
                    var due = rule.due(session, READINESS);
                    if (before.isPresent() && !due.isAfter(before.get())) {
                        throw new AssertionError(zone + " " + time + " " + kinds + ": the session of " + session.date() + " is due at "
                                + due + ", not after " + before.get());
                    }
                    if (Duration.between(session.open(), due).abs().compareTo(Duration.ofHours(36)) > 0) {
                        throw new AssertionError(zone + " " + time + " " + kinds + ": the session of " + session.date() + " is due at " + due);
                    }
                    before = Optional.of(due);
                    count++;
                }
                if (kinds == SlotKind.MIDDAY) {
                    count -= sessions.size();
                }
            }
        }
        return count;
    }

    /** The sessions of these years and the first ten of the next. */
    static List<Session> sessions(int firstYear, int lastYear) {
        var calendar = TradingCalendar.shipped();
        var days = new TreeSet<LocalDate>(calendar.sessions(LocalDate.of(firstYear, 1, 1), LocalDate.of(lastYear + 1, 1, 15)));
        var sessions = new ArrayList<Session>();
        days.forEach(day -> sessions.add(calendar.session(day).orElseThrow()));
        return sessions;
    }
}
