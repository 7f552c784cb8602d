package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.market.TradingCalendar;

class SlotRuleTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId SYDNEY = ZoneId.of("Australia/Sydney");
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();
    private static final PriceReadiness READINESS = new PriceReadiness(CALENDAR, Duration.ofMinutes(45));

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    private static LocalTime time(String iso) {
        return LocalTime.parse(iso);
    }

    private static Instant in(ZoneId zone, String local) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    private static SlotRule chosen(String time, ZoneId zone, String from) {
        return SlotRule.at(SlotKind.of(time(time), zone, day(from)), time(time), zone);
    }

    /** Due and as-of as the chat sees them. */
    private static String said(SlotRule rule, String session) {
        var slot = rule.slot(day(session), READINESS).orElseThrow();
        return slot.due().atZone(rule.zone()) + " as of " + slot.asOf();
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 02:30, 2026-03-08T03:30-04:00",
        "America/New_York, 2026-11-01, 01:30, 2026-11-01T01:30-04:00",
        "Africa/Cairo, 2026-04-24, 00:00, 2026-04-24T01:00+03:00",
        "Asia/Beirut, 2026-03-29, 00:00, 2026-03-29T01:00+03:00",
        "Pacific/Apia, 2011-12-30, 07:00, 2011-12-31T07:00+14:00",
        "Australia/Lord_Howe, 2026-10-04, 02:15, 2026-10-04T02:45+11:00",
    })
    void a_time_that_the_clocks_skip_or_repeat_is_due_once(String zone, String date, String time, String due) {
        var place = ZoneId.of(zone);
        var nearby = day(date).atTime(time(time)).atZone(place).toInstant().minusSeconds(60);
        assertThat(SlotRule.nearest(nearby, time(time), place).atZone(place).toOffsetDateTime()).hasToString(due);
    }

    @Test
    void of_two_equally_near_times_the_earlier_is_due() {
        assertThat(SlotRule.nearest(Instant.parse("2026-01-09T12:00:00Z"), LocalTime.MIDNIGHT, ZoneId.of("UTC")))
                .isEqualTo(Instant.parse("2026-01-09T00:00:00Z"));
        assertThat(SlotRule.nearest(Instant.parse("2026-01-09T12:00:01Z"), LocalTime.MIDNIGHT, ZoneId.of("UTC")))
                .isEqualTo(Instant.parse("2026-01-10T00:00:00Z"));
    }

    @Test
    void mornings_lie_about_four_hours_before_the_open_and_closes_about_eight_after_the_close() {
        assertThat(SlotKind.MORNING.anchor(day("2026-01-09"))).isEqualTo(in(NEW_YORK, "2026-01-09T05:30"));
        assertThat(SlotKind.MIDDAY.anchor(day("2026-01-09"))).isEqualTo(in(NEW_YORK, "2026-01-09T05:30"));
        assertThat(SlotKind.CLOSE.anchor(day("2026-01-09"))).isEqualTo(in(NEW_YORK, "2026-01-10T00:00"));
        assertThat(SlotKind.CLOSE.anchor(day("2026-11-27"))).as("closes early").isEqualTo(in(NEW_YORK, "2026-11-28T00:00"));
    }

    @Test
    void the_close_reaches_cairo_on_the_day_on_which_midnight_is_skipped() {
        var rule = chosen("00:00", ZoneId.of("Africa/Cairo"), "2026-01-01");
        assertThat(rule.kind()).isEqualTo(SlotKind.CLOSE);
        assertThat(said(rule, "2026-04-22")).isEqualTo("2026-04-23T00:00+02:00[Africa/Cairo] as of 2026-04-22");
        assertThat(said(rule, "2026-04-23")).isEqualTo("2026-04-24T01:00+03:00[Africa/Cairo] as of 2026-04-23");
        assertThat(said(rule, "2026-04-24")).isEqualTo("2026-04-25T00:00+03:00[Africa/Cairo] as of 2026-04-24");
    }

    @Test
    void a_date_that_a_zone_skips_loses_no_session() {
        var rule = chosen("07:00", ZoneId.of("Pacific/Apia"), "2011-01-01");
        assertThat(rule.slots(in(NEW_YORK, "2011-12-28T00:00"), in(NEW_YORK, "2012-01-04T00:00"), READINESS))
                .extracting(slot -> slot.key().text() + " " + slot.due().atZone(rule.zone()).toLocalDateTime())
                .containsExactly(
                        "2011-12-28 2011-12-28T07:00",
                        "2011-12-29 2011-12-29T07:00",
                        "2011-12-30 2011-12-31T07:00",
                        "2012-01-03 2012-01-04T07:00");
    }

    @Test
    void tokyo_at_seven_gets_the_close_from_tuesday_to_saturday() {
        var rule = chosen("07:00", TOKYO, "2026-01-01");
        assertThat(rule.kind()).isEqualTo(SlotKind.CLOSE);
        assertThat(CALENDAR.sessions(day("2026-06-08"), day("2026-06-12")))
                .extracting(session -> rule.slot(session, READINESS).orElseThrow().due().atZone(TOKYO).getDayOfWeek())
                .containsExactly(
                        DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY, DayOfWeek.SATURDAY);
        assertThat(said(rule, "2026-01-09")).isEqualTo("2026-01-10T07:00+09:00[Asia/Tokyo] as of 2026-01-09");
    }

    @Test
    void sydney_at_seven_waits_for_the_data_in_its_summer_and_is_told_so() {
        var rule = chosen("07:00", SYDNEY, "2026-01-12");
        assertThat(rule.kind()).isEqualTo(SlotKind.CLOSE);
        assertThat(said(rule, "2026-01-12")).isEqualTo("2026-01-13T08:45+11:00[Australia/Sydney] as of 2026-01-12");
        assertThat(said(rule, "2026-06-12")).isEqualTo("2026-06-13T07:00+10:00[Australia/Sydney] as of 2026-06-12");
        assertThat(rule.waits(day("2026-01-12"), READINESS).orElseThrow().words())
                .isEqualTo("New York closes at 08:00 your time until April; 09:00 would never wait.");
        assertThat(rule.waits(day("2026-06-12"), READINESS).orElseThrow().words())
                .isEqualTo("From October New York closes at 07:00 your time until April; 09:00 would never wait.");
        assertThat(chosen("09:00", SYDNEY, "2026-01-12").waits(day("2026-01-12"), READINESS)).isEmpty();
    }

    @Test
    void a_slow_source_of_prices_is_waited_for_all_year() {
        var slow = new PriceReadiness(CALENDAR, Duration.ofHours(3));
        var wait = chosen("17:00", NEW_YORK, "2026-01-12").waits(day("2026-01-12"), slow).orElseThrow();
        assertThat(wait.words()).isEqualTo("New York closes at 16:00 your time; 19:00 would never wait.");
        assertThat(chosen("07:00", NEW_YORK, "2026-01-12").waits(day("2026-01-12"), slow)).isEmpty();
    }

    @Test
    void half_days_leave_local_times_and_move_relative_ones() {
        assertThat(said(chosen("07:00", NEW_YORK, "2026-01-01"), "2026-11-27"))
                .isEqualTo("2026-11-27T07:00-05:00[America/New_York] as of 2026-11-25");
        assertThat(said(chosen("17:00", NEW_YORK, "2026-01-01"), "2026-11-27"))
                .isEqualTo("2026-11-27T17:00-05:00[America/New_York] as of 2026-11-27");
        var relative = SlotRule.afterClose(Duration.ofMinutes(30), NEW_YORK);
        assertThat(said(relative, "2026-11-27")).isEqualTo("2026-11-27T13:45-05:00[America/New_York] as of 2026-11-27");
        assertThat(said(relative, "2026-11-25")).isEqualTo("2026-11-25T16:45-05:00[America/New_York] as of 2026-11-25");
        assertThat(said(SlotRule.afterClose(Duration.ofHours(2), NEW_YORK), "2026-11-27"))
                .isEqualTo("2026-11-27T15:00-05:00[America/New_York] as of 2026-11-27");
    }

    @Test
    void thanksgiving_week_at_three_in_the_afternoon_is_wednesday_friday_and_monday() {
        var rule = chosen("15:00", NEW_YORK, "2026-01-01");
        assertThat(rule.kind()).isEqualTo(SlotKind.MORNING);
        assertThat(rule.slots(in(NEW_YORK, "2026-11-25T00:00"), in(NEW_YORK, "2026-12-01T00:00"), READINESS))
                .extracting(slot -> slot.due().atZone(NEW_YORK).toLocalDateTime() + " as of " + slot.asOf())
                .containsExactly(
                        "2026-11-25T15:00 as of 2026-11-24",
                        "2026-11-27T15:00 as of 2026-11-27",
                        "2026-11-30T15:00 as of 2026-11-27");
    }

    @Test
    void the_echo_names_the_holiday_and_not_the_weekend() {
        var sends = chosen("07:00", NEW_YORK, "2026-01-16").next(3, in(NEW_YORK, "2026-01-16T07:00"), READINESS);
        assertThat(sends)
                .extracting(NextSend::words)
                .containsExactly("Tue 20 Jan 07:00 EST (Mon 19 Jan: market closed)", "Wed 21 Jan 07:00 EST", "Thu 22 Jan 07:00 EST");
        assertThat(sends.getFirst().skipped())
                .extracting(SkippedDay::because)
                .containsExactly(
                        new SkippedDay.Weekend(),
                        new SkippedDay.Weekend(),
                        new SkippedDay.Closed("Martin Luther King Jr. Day"));
        assertThat(sends).allMatch(NextSend::verified);
    }

    @Test
    void on_the_holiday_itself_the_weekend_before_it_is_past() {
        assertThat(chosen("07:00", NEW_YORK, "2026-01-19").next(1, in(NEW_YORK, "2026-01-19T12:00"), READINESS).getFirst().skipped())
                .extracting(SkippedDay::day)
                .containsExactly(day("2026-01-19"));
    }

    @Test
    void the_echo_is_in_the_chats_clock_on_both_sides_of_a_change() {
        assertThat(chosen("07:00", NEW_YORK, "2026-03-06").next(2, in(NEW_YORK, "2026-03-06T06:00"), READINESS))
                .extracting(NextSend::words)
                .containsExactly("Fri 6 Mar 07:00 EST", "Mon 9 Mar 07:00 EDT");
        assertThat(chosen("13:30", ZoneId.of("Europe/Berlin"), "2026-03-06").next(1, in(NEW_YORK, "2026-03-06T06:00"), READINESS))
                .extracting(NextSend::words)
                .containsExactly("Fri 6 Mar 13:30 CET");
        assertThat(chosen("09:00", ZoneId.of("Asia/Dubai"), "2026-03-06").next(1, in(NEW_YORK, "2026-03-06T06:00"), READINESS).getFirst().words())
                .matches("Mon 9 Mar 09:00 (GST|Dubai)");
    }

    @Test
    void days_left_out_are_named() {
        var rule = chosen("07:00", TOKYO, "2026-01-12")
                .onDays(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        assertThat(rule.next(2, in(TOKYO, "2026-01-16T06:00"), READINESS))
                .extracting(NextSend::words)
                .containsExactly(
                        "Fri 16 Jan 07:00 JST",
                        "Wed 21 Jan 07:00 JST (Fri 16 Jan: not one of your days, Mon 19 Jan: market closed)");
        assertThatThrownBy(() -> rule.onDays(Set.of())).hasMessageContaining("without a day");
    }

    @Test
    void beyond_the_checked_years_a_send_says_that_its_day_was_not_checked() {
        assertThat(chosen("07:00", NEW_YORK, "2031-01-01").next(1, in(NEW_YORK, "2031-01-01T12:00"), READINESS))
                .noneMatch(NextSend::verified);
    }

    @Test
    void the_calendar_ends_and_the_rule_with_it() {
        assertThat(chosen("07:00", NEW_YORK, "2199-01-01").next(3, in(NEW_YORK, "2199-12-31T00:00"), READINESS)).hasSize(1);
        assertThat(chosen("07:00", NEW_YORK, "2300-01-01").next(3, in(NEW_YORK, "2300-01-01T00:00"), READINESS)).isEmpty();
    }

    @Test
    void the_weekly_edition_comes_on_the_day_after_the_weeks_last_session() {
        var rule = chosen("07:00", NEW_YORK, "2026-01-01").withWeekly(true);
        assertThat(rule.slots(in(NEW_YORK, "2026-01-09T08:00"), in(NEW_YORK, "2026-01-12T08:00"), READINESS))
                .extracting(slot -> slot.key().text() + " " + slot.due().atZone(NEW_YORK).toLocalDateTime() + " " + slot.asOf() + " "
                        + slot.delivery())
                .containsExactly(
                        "week:2026-W02 2026-01-10T07:00 2026-01-09 WEEKLY", "2026-01-12 2026-01-12T07:00 2026-01-09 MORNING");
        assertThat(rule.onDays(Set.of(DayOfWeek.MONDAY)).slot(day("2026-01-10"), READINESS)).as("asked for by name").isPresent();
        // Good Friday: the week ends on Thursday, so the edition comes on Friday.
        assertThat(rule.slots(in(NEW_YORK, "2026-04-02T08:00"), in(NEW_YORK, "2026-04-05T08:00"), READINESS))
                .extracting(slot -> slot.key().text() + " " + slot.due().atZone(NEW_YORK).toLocalDate())
                .containsExactly("week:2026-W14 2026-04-03");
    }

    @Test
    void a_brief_that_has_the_weeks_last_close_leaves_no_weekly_edition() {
        for (var rule : List.of(chosen("07:00", TOKYO, "2026-01-01"), SlotRule.afterClose(Duration.ofMinutes(30), NEW_YORK))) {
            var slots = rule.withWeekly(true).slots(in(NEW_YORK, "2026-01-08T00:00"), in(NEW_YORK, "2026-01-13T12:00"), READINESS);
            assertThat(slots).extracting(slot -> slot.key().text()).noneMatch(key -> key.startsWith("week"));
            var friday = slots.stream().filter(slot -> slot.session().equals(day("2026-01-09"))).findFirst().orElseThrow();
            assertThat(rule.editions(friday, READINESS)).containsExactlyInAnyOrder(Edition.SECTOR_WEEK, Edition.WEEK_AHEAD);
        }
    }

    @Test
    void monday_has_the_week_ahead_and_the_sector_week_unless_saturday_had_it() {
        var rule = chosen("07:00", NEW_YORK, "2026-01-01");
        assertThat(editions(rule, "2026-01-09T08:00", "2026-01-14T00:00"))
                .containsExactly("2026-01-12 [WEEK_AHEAD, SECTOR_WEEK]", "2026-01-13 []");
        assertThat(editions(rule.withWeekly(true), "2026-01-09T08:00", "2026-01-14T00:00"))
                .containsExactly("week:2026-W02 [SECTOR_WEEK]", "2026-01-12 [WEEK_AHEAD]", "2026-01-13 []");
        // Monday the 19th is a holiday: Tuesday is the week's first session.
        assertThat(editions(rule, "2026-01-16T08:00", "2026-01-22T00:00"))
                .containsExactly("2026-01-20 [WEEK_AHEAD, SECTOR_WEEK]", "2026-01-21 []");
    }

    @Test
    void a_chat_with_one_day_a_week_gets_both_editions_each_time() {
        var rule = chosen("07:00", NEW_YORK, "2026-01-01").onDays(Set.of(DayOfWeek.WEDNESDAY));
        assertThat(editions(rule, "2026-01-08T00:00", "2026-01-22T00:00"))
                .containsExactly("2026-01-14 [WEEK_AHEAD, SECTOR_WEEK]", "2026-01-21 [WEEK_AHEAD, SECTOR_WEEK]");
    }

    private static List<String> editions(SlotRule rule, String after, String until) {
        return rule.slots(in(NEW_YORK, after), in(NEW_YORK, until), READINESS).stream()
                .map(slot -> slot.key().text() + " " + rule.editions(slot, READINESS).stream().sorted().toList())
                .toList();
    }

    @Test
    void a_wrap_comes_on_a_holiday_only_when_asked_for_and_weekends_have_none() {
        var rule = chosen("07:00", NEW_YORK, "2026-01-01").withWrap(true);
        assertThat(rule.slots(in(NEW_YORK, "2026-01-16T08:00"), in(NEW_YORK, "2026-01-20T08:00"), READINESS))
                .extracting(slot -> slot.key().text() + " " + slot.due().atZone(NEW_YORK).toLocalDateTime() + " " + slot.delivery())
                .containsExactly("holiday:2026-01-19 2026-01-19T07:00 WRAP", "2026-01-20 2026-01-20T07:00 MORNING");
        assertThat(rule.withWrap(false).slot(day("2026-01-19"), READINESS)).isEmpty();
        // Good Friday with both: one message, the weekly edition.
        assertThat(rule.withWeekly(true).slot(day("2026-04-03"), READINESS).orElseThrow().delivery()).isEqualTo(DeliveryKind.WEEKLY);
    }

    @Test
    void the_kind_follows_from_twelve_months_of_new_york_time() {
        var from = day("2026-01-01");
        assertThat(SlotKind.of(time("16:44"), NEW_YORK, from)).isEqualTo(SlotKind.MORNING);
        assertThat(SlotKind.of(time("16:45"), NEW_YORK, from)).isEqualTo(SlotKind.CLOSE);
        assertThat(SlotKind.of(time("23:59"), NEW_YORK, from)).isEqualTo(SlotKind.CLOSE);
        assertThat(SlotKind.of(time("00:00"), NEW_YORK, from)).isEqualTo(SlotKind.MORNING);
        // 21:15 in London is 17:15 in New York for two weeks of March and one of autumn, else 16:15.
        assertThat(SlotKind.of(time("21:15"), ZoneId.of("Europe/London"), from)).isEqualTo(SlotKind.CLOSE);
        assertThat(SlotKind.of(time("20:30"), ZoneId.of("Europe/London"), from)).isEqualTo(SlotKind.MORNING);
    }

    @Test
    void a_second_morning_is_midday_and_a_third_has_no_place() {
        assertThat(SlotKind.MORNING.beside(Set.of())).contains(SlotKind.MORNING);
        assertThat(SlotKind.MORNING.beside(Set.of(SlotKind.MORNING))).contains(SlotKind.MIDDAY);
        assertThat(SlotKind.MORNING.beside(Set.of(SlotKind.MORNING, SlotKind.MIDDAY))).isEmpty();
        assertThat(SlotKind.CLOSE.beside(Set.of(SlotKind.MORNING))).contains(SlotKind.CLOSE);
        assertThat(SlotKind.CLOSE.beside(Set.of(SlotKind.CLOSE))).isEmpty();
    }

    @Test
    void nonsense_is_refused_at_the_door() {
        assertThatThrownBy(() -> SlotRule.at(SlotKind.MORNING, LocalTime.of(7, 0, 1), NEW_YORK)).hasMessageContaining("full minute");
        assertThatThrownBy(() -> SlotRule.afterClose(Duration.ofMinutes(-1), NEW_YORK)).hasMessageContaining("0 to 720");
        assertThatThrownBy(() -> new PriceReadiness(CALENDAR, Duration.ofHours(13))).hasMessageContaining("12 hours");
        assertThatThrownBy(() -> new SlotRule(
                        SlotKind.MORNING, new SlotTime.AfterClose(Duration.ZERO), NEW_YORK, SlotRule.EVERY_DAY, false, false))
                .hasMessageContaining("Only the brief of the close");
    }

    @Test
    void keys_are_read_back_as_they_were_written() {
        for (var key : List.of(
                new SlotKey.OfSession(day("2026-01-09")), SlotKey.OfWeek.of(day("2027-01-01")), new SlotKey.OfHoliday(day("2026-01-19")))) {
            assertThat(SlotKey.parse(key.text())).contains(key);
        }
        assertThat(SlotKey.OfWeek.of(day("2027-01-01")).text()).isEqualTo("week:2026-W53");
        assertThat(List.of("", "week:2026-W54", "week:2026-2", "2026-02-30", "holiday:", "session:2026-01-09"))
                .allSatisfy(text -> assertThat(SlotKey.parse(text)).as(text).isEmpty());
    }
}
