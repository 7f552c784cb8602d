package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tidewatch.market.TradingCalendar;
import tidewatch.testing.Seeds;

class SlotEnumerationTest {
    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream().sorted().toList();

    @Test
    void in_every_zone_each_session_of_two_years_is_due_once_and_later_than_the_one_before() {
        var times = List.of(LocalTime.MIDNIGHT, LocalTime.of(2, 30), LocalTime.of(7, 0), LocalTime.of(16, 30), LocalTime.of(21, 45));
        long seen = 0;
        for (var zone : ZONES) {
            seen += SlotEnumeration.check(ZoneId.of(zone), times, 2026, 2027);
        }
        assertThat(seen).isEqualTo((long) ZONES.size() * times.size() * SlotEnumeration.sessions(2026, 2027).size());
    }

    @Test
    void at_any_minute_in_any_zone_slots_rise_and_planning_in_pieces_finds_each_once() {
        Seeds.each(60, seed -> {
            var random = new SplittableRandom(seed);
            var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            var time = LocalTime.of(random.nextInt(24), random.nextInt(60));
            var from = LocalDate.of(2016 + random.nextInt(14), 1 + random.nextInt(12), 1);
            var readiness = new PriceReadiness(TradingCalendar.shipped(), Duration.ofMinutes(random.nextInt(181)));
            var rule = random.nextInt(5) == 0
                    ? SlotRule.afterClose(Duration.ofMinutes(random.nextInt(721)), zone)
                    : SlotRule.at(SlotKind.of(time, zone, from), time, zone);
            rule = rule.withWeekly(random.nextBoolean()).withWrap(random.nextBoolean());
            var start = from.atStartOfDay(zone).toInstant();
            var end = start.plus(Duration.ofDays(120));
            var whole = rule.slots(start, end, readiness);
            Optional<Instant> before = Optional.empty();
            for (var slot : whole) {
                assertThat(before.stream().allMatch(slot.due()::isAfter)).as(slot.toString()).isTrue();
                assertThat(slot.asOf()).as(slot.toString()).isEqualTo(asOfByCounting(slot.due(), readiness));
                assertThat(rule.kind() != SlotKind.CLOSE || !(slot.key() instanceof SlotKey.OfSession) || slot.asOf().equals(slot.session()))
                        .as("a close has its own prices: %s", slot)
                        .isTrue();
                before = Optional.of(slot.due());
            }
            var pieces = new ArrayList<Slot>();
            for (var at = start; at.isBefore(end); ) {
                var next = at.plusSeconds(random.nextLong(60, 300_000));
                next = next.isAfter(end) ? end : next;
                pieces.addAll(rule.slots(at, next, readiness));
                at = next;
            }
            assertThat(pieces).isEqualTo(whole);
            assertThat(rule.next(3, start, readiness)).extracting(NextSend::slot).isEqualTo(whole.subList(0, 3));
        });
    }

    private static LocalDate asOfByCounting(Instant due, PriceReadiness readiness) {
        var day = due.atZone(TradingCalendar.ZONE).toLocalDate();
        while (readiness.calendar().session(day).map(session -> readiness.ready(session).isAfter(due)).orElse(true)) {
            day = day.minusDays(1);
        }
        return day;
    }
}
