package tidewatch.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zones, clock changes, closed days, month ends and the turn of the year, from several references. */
class DateMomentTest {
    private static DateReading read(String phrase, String reference, String zone) {
        return DatePhrase.read(
                phrase,
                new DateContext(
                        LocalDateTime.parse(reference),
                        ZoneId.of(zone),
                        DateContext.Mode.FORWARD,
                        new TableCalendars()));
    }

    private static DateReading.Day day(String phrase, String reference, String zone) {
        assertThat(read(phrase, reference, zone)).as(phrase).isInstanceOf(DateReading.Day.class);
        return (DateReading.Day) read(phrase, reference, zone);
    }

    private static Instant instant(String phrase, String reference, String zone) {
        return day(phrase, reference, zone).clock().orElseThrow().at().toInstant();
    }

    @Test
    void a_time_that_the_clocks_skip_is_shifted_and_said() {
        var day = day("2026-03-08 02:30", "2026-01-08T09:30", "America/New_York");
        assertThat(day.clock().orElseThrow().at().toOffsetDateTime()).hasToString("2026-03-08T03:30-04:00");
        assertThat(day.remarks())
                .contains("02:30 does not exist on Sun 8 Mar 2026 in New York: the clocks go forward. 03:30 is taken.");
    }

    @Test
    void of_a_time_that_comes_twice_the_first_is_taken_and_said() {
        var day = day("2026-11-01 01:30", "2026-01-08T09:30", "America/New_York");
        assertThat(day.clock().orElseThrow().at().toOffsetDateTime()).hasToString("2026-11-01T01:30-04:00");
        assertThat(day.remarks())
                .contains("01:30 comes twice on Sun 1 Nov 2026 in New York: the clocks go back. The first is taken.");
    }

    @Test
    void hours_count_on_the_time_line_and_days_on_the_calendar() {
        assertThat(instant("in 24 hours", "2026-03-07T12:00", "America/New_York"))
                .isEqualTo(Instant.parse("2026-03-08T17:00:00Z"));
        assertThat(day("in 24 hours", "2026-03-07T12:00", "America/New_York")
                        .clock()
                        .orElseThrow()
                        .at()
                        .getHour())
                .isEqualTo(13);
        assertThat(instant("tomorrow noon", "2026-03-07T12:00", "America/New_York"))
                .isEqualTo(Instant.parse("2026-03-08T16:00:00Z"));
    }

    @Test
    void et_est_and_edt_are_new_york_wall_time_in_every_season() {
        for (String zone : new String[] {"ET", "EST", "EDT", "Eastern Time"}) {
            assertThat(instant("July 8 9:30 " + zone, "2026-01-08T09:30", "Europe/Berlin"))
                    .as(zone)
                    .isEqualTo(Instant.parse("2026-07-08T13:30:00Z"));
        }
    }

    @Test
    void the_hours_of_the_exchange_are_its_own_wherever_the_person_is() {
        // 07:00 on Friday in Tokyo is 17:00 on Thursday in New York: the close is over, Thursday evening is not.
        assertThat(day("EOD", "2026-01-09T07:00", "Asia/Tokyo").date()).isEqualTo(LocalDate.of(2026, 1, 9));
        assertThat(day("after the close", "2026-01-09T07:00", "Asia/Tokyo").date())
                .isEqualTo(LocalDate.of(2026, 1, 8));
        assertThat(instant("9am", "2026-01-09T07:00", "Asia/Tokyo")).isEqualTo(Instant.parse("2026-01-09T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "EOD, 2026-01-10T10:00, 2026-01-12T16:00",
        "EOD, 2026-01-08T16:01, 2026-01-09T16:00",
        "EOD, 2026-11-27T10:00, 2026-11-27T13:00",
        "before the open, 2026-01-08T09:29, 2026-01-08T09:30",
        "before the open, 2026-01-08T09:30, 2026-01-09T09:30",
        "at the open, 2026-01-16T10:00, 2026-01-20T09:30",
        "noon, 2026-01-08T12:01, 2026-01-09T12:00",
        "midnight, 2026-01-08T09:30, 2026-01-09T00:00"
    })
    void bare_hours_are_the_next_ones(String phrase, String reference, String wall) {
        assertThat(day(phrase, reference, "America/New_York")
                        .clock()
                        .orElseThrow()
                        .at()
                        .toLocalDateTime())
                .isEqualTo(LocalDateTime.parse(wall));
    }

    @ParameterizedTest
    @CsvSource({
        "in a month, 2026-01-31T09:00, 2026-02-28",
        "in 1 month, 2028-01-31T09:00, 2028-02-29",
        "in a year, 2028-02-29T09:00, 2029-02-28",
        "in a quarter, 2025-11-30T09:00, 2026-02-28",
        "end of month, 2028-02-10T09:00, 2028-02-29",
        "Feb 29, 2027-06-01T09:00, 2028-02-29",
        "Jan 2, 2026-12-28T09:00, 2027-01-02",
        "next Friday, 2026-12-31T09:00, 2027-01-08",
        "Jan 2, 2026-02-03T09:00, 2027-01-02",
        "in 1 trading day, 2026-01-16T09:00, 2026-01-20",
        "in 3 trading days, 2026-01-10T09:00, 2026-01-14"
    })
    void month_ends_leap_days_and_the_turn_of_the_year(String phrase, String reference, LocalDate expected) {
        assertThat(day(phrase, reference, "America/New_York").date()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-02, 2026-02-02, true", "2026-01-02, 2026-02-03, false"})
    void a_day_that_passed_up_to_31_days_ago_is_asked_about(LocalDate passed, LocalDate today, boolean asked) {
        var reading = read("Jan " + passed.getDayOfMonth(), today + "T09:00", "America/New_York");
        assertThat(reading instanceof DateReading.Ambiguous).isEqualTo(asked);
    }

    @Test
    void a_question_carries_its_choices() {
        var asked = (DateReading.Ambiguous) read("01/02/2026", "2026-01-08T09:30", "America/New_York");
        assertThat(asked.choices()).extracting(c -> c.words()).containsExactly("2 Jan", "1 Feb");
        assertThat(asked.choices().get(1).reading().window()).contains(Window.day(LocalDate.of(2026, 2, 1)));
    }

    @Test
    void closed_days_are_named_with_the_last_session() {
        assertThat(read("late Jan", "2026-01-08T09:30", "America/New_York").remarks())
                .containsExactly("Sat 31 Jan is no trading day; last one: Fri 30 Jan");
        assertThat(read("Jan 19", "2026-01-08T09:30", "America/New_York").remarks())
                .containsExactly("Mon 19 Jan is no trading day; last one: Fri 16 Jan");
        assertThat(read("Jan 20", "2026-01-08T09:30", "America/New_York").remarks())
                .isEmpty();
    }

    @Test
    void a_weekday_that_does_not_fit_its_date_is_said() {
        assertThat(read("Wed 22 Jan 2026", "2026-01-08T09:30", "America/New_York")
                        .remarks())
                .containsExactly("22 Jan 2026 is a Thursday, not a Wednesday");
    }

    @Test
    void an_event_whose_hour_has_passed_today_is_the_next_one() {
        assertThat(read("next FOMC", "2026-01-28T13:00", "America/New_York")
                        .window()
                        .orElseThrow()
                        .to())
                .contains(LocalDate.of(2026, 1, 28));
        assertThat(read("next FOMC", "2026-01-28T15:00", "America/New_York")
                        .window()
                        .orElseThrow()
                        .to())
                .contains(LocalDate.of(2026, 3, 18));
    }

    @Test
    void an_event_beyond_the_calendar_is_said() {
        assertThat(read("next CPI", "2026-01-14T09:00", "America/New_York").remarks())
                .containsExactly(
                        "The calendar does not know the next CPI after Wed 14 Jan 2026. Give a day or a window,"
                                + " such as late Jan");
    }

    @Test
    void a_recurrence_says_its_zone_and_words() {
        var rule = (DateReading.Recurrence) read("every trading day at 8:00 ET", "2026-01-08T09:30", "Europe/Berlin");
        assertThat(rule.zone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(rule.sessionsOnly()).isTrue();
        assertThat(rule.words()).isEqualTo("every trading day at 08:00 New York time");
        assertThat(rule.quartzCron()).isEqualTo("0 0 8 ? * MON-FRI");
    }
}
