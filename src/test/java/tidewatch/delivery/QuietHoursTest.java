package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.testing.Seeds;

class QuietHoursTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static QuietHours quiet(String words, ZoneId zone) {
        return new QuietHours(LocalTime.parse(words.substring(0, 5)), LocalTime.parse(words.substring(6)), zone);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        // zone, hours, message ready, released
        "America/New_York, 22:00-07:00, 2026-01-08T21:59-05:00, 2026-01-08T21:59-05:00",
        "America/New_York, 22:00-07:00, 2026-01-08T22:00-05:00, 2026-01-09T07:00-05:00",
        "America/New_York, 22:00-07:00, 2026-01-09T06:59-05:00, 2026-01-09T07:00-05:00",
        "America/New_York, 22:00-07:00, 2026-01-09T07:00-05:00, 2026-01-09T07:00-05:00",
        "America/New_York, 12:00-13:30, 2026-01-09T12:10-05:00, 2026-01-09T13:30-05:00",
        "America/New_York, 13:00-00:00, 2026-01-09T23:10-05:00, 2026-01-10T00:00-05:00",
        // spring: the end is skipped, so the night ends with the change
        "America/New_York, 22:00-02:30, 2026-03-08T01:59-05:00, 2026-03-08T03:00-04:00",
        // spring: the beginning is skipped
        "America/New_York, 02:30-07:00, 2026-03-08T03:10-04:00, 2026-03-08T07:00-04:00",
        // autumn: of the end that comes twice the second ends it
        "America/New_York, 22:00-01:30, 2026-11-01T01:15-04:00, 2026-11-01T01:30-05:00",
        "America/New_York, 22:00-01:30, 2026-11-01T01:45-04:00, 2026-11-01T01:30-05:00",
        // autumn: of the beginning that comes twice the first begins it
        "America/New_York, 01:30-07:00, 2026-11-01T01:40-04:00, 2026-11-01T07:00-05:00",
        // the loud half hour falls into the gap: two nights hang together
        "America/New_York, 03:00-02:30, 2026-03-08T01:00-05:00, 2026-03-09T02:30-04:00",
        "Africa/Cairo, 22:00-00:00, 2026-04-23T23:30+02:00, 2026-04-24T01:00+03:00",
        // autumn: back over midnight, when the hours of the next day had begun
        "America/St_Johns, 00:00-07:00, 2010-11-06T23:30-03:30, 2010-11-07T07:00-03:30",
        // a date that the zone skips
        "Pacific/Apia, 22:00-07:00, 2011-12-29T23:00-10:00, 2011-12-31T07:00+14:00",
    })
    void a_held_message_is_released_when_the_night_is_over(String zone, String hours, String ready, String released) {
        var release = quiet(hours, ZoneId.of(zone)).release(OffsetDateTime.parse(ready).toInstant());
        assertThat(release.atZone(ZoneId.of(zone)).toOffsetDateTime()).isEqualTo(OffsetDateTime.parse(released));
    }

    @Test
    void whatever_the_clocks_do_no_quiet_time_is_loud_and_release_is_the_first_loud_moment() {
        var zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        Seeds.each(400, seed -> {
            var random = new SplittableRandom(seed);
            var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            var from = LocalTime.of(random.nextInt(24), random.nextInt(60));
            var quiet = new QuietHours(from, from.plusMinutes(1 + random.nextInt(1380)), zone);
            // Around a change of the clocks, where there is one.
            var start = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextLong(63_000_000));
            var change = zone.getRules().nextTransition(start);
            var around = change == null ? start : change.getInstant();
            for (int minutes = -1500; minutes <= 1500; minutes += 7) {
                var at = around.plus(Duration.ofMinutes(minutes));
                var release = quiet.release(at);
                assertThat(quiet.quiet(release)).as("%s %s %s", zone, quiet, at).isFalse();
                assertThat(release.equals(at)).as("%s %s %s", zone, quiet, at).isEqualTo(!quiet.quiet(at));
                assertThat(Duration.between(at, release)).isLessThan(Duration.ofHours(50));
                if (quiet.includes(at.atZone(zone).toLocalTime())) {
                    assertThat(quiet.quiet(at)).as("%s %s %s", zone, quiet, at).isTrue();
                }
                if (release.isAfter(at)) {
                    assertThat(quiet.quiet(release.minusMillis(1))).isTrue();
                    var between = at.plusMillis(random.nextLong(Duration.between(at, release).toMillis()));
                    assertThat(quiet.quiet(between)).as("%s %s %s", zone, quiet, between).isTrue();
                }
            }
        });
    }

    @Test
    void alerts_notices_and_changes_are_held_and_the_rest_comes_through() {
        var quiet = quiet("22:00-07:00", NEW_YORK);
        var night = at("2026-01-09T03:00");
        var held = new QuietHours.Hold(at("2026-01-09T07:00"));
        assertThat(Arrays.stream(DeliveryKind.values()).filter(kind -> quiet.passage(kind, false, false, night).equals(held)))
                .containsExactly(
                        DeliveryKind.ALERT, DeliveryKind.REMINDER, DeliveryKind.DIGEST, DeliveryKind.THESIS, DeliveryKind.DATA,
                        DeliveryKind.NOTICE);
        assertThat(List.of(DeliveryKind.MORNING, DeliveryKind.MIDDAY, DeliveryKind.CLOSE, DeliveryKind.WEEKLY, DeliveryKind.WRAP))
                .allSatisfy(kind -> assertThat(quiet.passage(kind, false, false, night)).isEqualTo(new QuietHours.Pass(true)));
        assertThat(quiet.passage(DeliveryKind.ANSWER, false, false, night)).isEqualTo(new QuietHours.Pass(false));
        assertThat(quiet.passage(DeliveryKind.REMINDER, true, false, night)).isEqualTo(new QuietHours.Pass(true));
        assertThat(quiet.passage(DeliveryKind.ALERT, false, true, night)).isEqualTo(new QuietHours.Pass(false));
    }

    @Test
    void by_day_everything_comes_through_aloud() {
        for (var kind : DeliveryKind.values()) {
            assertThat(quiet("22:00-07:00", NEW_YORK).passage(kind, false, false, at("2026-01-09T07:00")))
                    .isEqualTo(new QuietHours.Pass(false));
        }
    }

    @Test
    void hours_without_length_are_refused_and_say_what_to_do_instead() {
        assertThatThrownBy(() -> quiet("22:00-22:00", NEW_YORK)).hasMessageContaining("mute the chat");
        assertThatThrownBy(() -> new QuietHours(LocalTime.of(22, 0, 30), LocalTime.of(7, 0), NEW_YORK)).hasMessageContaining("full minutes");
        assertThat(quiet("22:00-07:00", NEW_YORK).words()).isEqualTo("22:00-07:00");
    }
}
