package tidewatch.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "DATE_TIME, America/New_York, Fri 6 Feb 2026 07:00 New York",
        "DATE, America/New_York, Fri 6 Feb 2026",
        "TIME, America/New_York, 07:00 New York",
        "TIME, America/Argentina/Buenos_Aires, 09:00 Buenos Aires",
        "DATE_TIME, Asia/Kolkata, Fri 6 Feb 2026 17:30 Kolkata",
        "TIME, UTC, 12:00 UTC",
        "TIME, Z, 12:00 UTC",
        "TIME, +02:00, 14:00 UTC+02:00",
        "TIME, Etc/GMT+5, 07:00 UTC-05:00"
    })
    void a_moment_is_told_in_the_zone_of_the_message(Inline.When.Style style, String zone, String shown) {
        var when = new Inline.When(Instant.parse("2026-02-06T12:00:59Z"), style);
        assertThat(Times.write(when, ZoneId.of(zone))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-08T06:59:00Z, 01:59 New York", "2026-03-08T07:00:00Z, 03:00 New York"})
    void the_clock_change_is_kept(Instant instant, String shown) {
        assertThat(Times.write(new Inline.When(instant, Inline.When.Style.TIME), ZoneId.of("America/New_York"))).isEqualTo(shown);
    }
}
