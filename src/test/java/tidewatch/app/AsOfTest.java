package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.market.TradingCalendar;

class AsOfTest {
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();
    private static final LocalTime SEVEN = LocalTime.of(7, 0);

    @Test
    void a_day_is_its_morning() {
        assertThat(moment("2026-01-09", "America/New_York")).isEqualTo(Instant.parse("2026-01-09T12:00:00Z"));
        assertThat(moment("2026-07-09", "America/New_York")).as("in summer time").isEqualTo(Instant.parse("2026-07-09T11:00:00Z"));
    }

    @Test
    void a_day_with_a_time_is_that_time_in_new_york_wherever_the_reader_is() {
        assertThat(moment("2026-01-09T16:30", "America/New_York")).isEqualTo(Instant.parse("2026-01-09T21:30:00Z"));
        assertThat(moment("2026-01-09T16:30", "Asia/Tokyo")).isEqualTo(Instant.parse("2026-01-09T21:30:00Z"));
        assertThat(moment("2026-03-08T02:30", "America/New_York")).as("an hour that the clocks leave out").isEqualTo(Instant.parse("2026-03-08T07:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-01-09T06:00:00Z",
        "Europe/London, 2026-01-09T07:00:00Z",
        "Asia/Tokyo, 2026-01-08T22:00:00Z",
        // 07:00 in Honolulu is after the open, and 07:00 in Auckland before the close of the day before.
        "Pacific/Honolulu, 2026-01-09T12:00:00Z",
        "Pacific/Auckland, 2026-01-09T12:00:00Z",
    })
    void a_morning_is_the_hour_of_the_brief_where_the_reader_is_if_that_is_before_the_open(String zone, Instant expected) {
        assertThat(moment("2026-01-09", zone)).isEqualTo(expected);
    }

    @Test
    void every_morning_of_a_year_in_any_zone_lies_between_the_last_close_and_the_open() {
        for (var zone : List.of("Etc/GMT+12", "Pacific/Honolulu", "America/New_York", "Europe/London", "Asia/Kolkata", "Asia/Tokyo", "Pacific/Auckland", "Etc/GMT-14")) {
            for (var day = LocalDate.of(2026, 1, 2); day.getYear() == 2026; day = CALENDAR.next(day)) {
                var moment = new AsOf(day, Optional.empty()).moment(CALENDAR, SEVEN, ZoneId.of(zone));
                assertThat(CALENDAR.lastClosed(moment)).as("%s in %s", day, zone).isEqualTo(CALENDAR.previous(day));
                assertThat(moment).isBefore(CALENDAR.session(day).orElseThrow().open());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "nonsense", "2026-02-30", "2026-13-01", "09.01.2026", "2026-1-9", "2026-01-09T", "2026-01-09T25:00", "2026-01-09 16:30",
                "tomorrow", "+2026-01-09", "２０２６-01-09"
            })
    void what_is_no_day_is_told_with_the_two_forms(String text) {
        assertThatThrownBy(() -> AsOf.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--as-of " + text + " is no day: write 2026-01-09 for a morning or 2026-01-09T16:30 for a New York time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1989-12-31", "2101-01-01", "9999-12-31T10:00"})
    void a_day_beyond_all_prices_is_told_with_the_range(String text) {
        assertThatThrownBy(() -> AsOf.parse(text)).hasMessage("--as-of " + text + ": give a day from 1990-01-01 to 2100-12-31");
    }

    private static Instant moment(String text, String zone) {
        return AsOf.parse(text).moment(CALENDAR, SEVEN, ZoneId.of(zone));
    }
}
