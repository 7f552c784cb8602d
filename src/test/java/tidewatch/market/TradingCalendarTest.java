package tidewatch.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.testing.StagedData;

class TradingCalendarTest {
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    private static List<LocalDate> weekdays(int from, int to) {
        return day(from + "-01-01")
                .datesUntil(day(to + "-12-31").plusDays(1))
                .filter(d -> d.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
                .toList();
    }

    @Test
    void the_totals_of_2016_to_2030_are_those_of_the_exchange() {
        assertThat(IntStream.rangeClosed(2016, 2030)
                        .map(year -> CALENDAR.sessionsOf(year).size()))
                .containsExactly(252, 251, 251, 252, 253, 252, 251, 250, 252, 250, 251, 251, 251, 251, 251);
        assertThat(CALENDAR.count(day("2016-01-01"), day("2030-12-31"))).isEqualTo(3_769);
        assertThat(CALENDAR.count(day("2016-01-04"), day("2026-08-21"))).isEqualTo(2_674);
        assertThat(weekdays(2016, 2030).stream().filter(d -> !CALENDAR.isSession(d)))
                .hasSize(144)
                .allSatisfy(d -> assertThat(CALENDAR.closedBecause(d)).isPresent());
        assertThat(CALENDAR.sessions(day("2016-01-01"), day("2030-12-31")).stream()
                        .filter(d -> CALENDAR.session(d).orElseThrow().earlyClose()))
                .hasSize(32)
                .allSatisfy(d -> assertThat(CALENDAR.earlyCloseBecause(d)).isPresent());
    }

    @Test
    void the_awkward_days_of_2026_to_2028_are_right() {
        assertThat(CALENDAR.sessionsOf(2026).stream()
                        .filter(d -> CALENDAR.session(d).orElseThrow().earlyClose()))
                .containsExactly(day("2026-11-27"), day("2026-12-24"));
        assertThat(CALENDAR.closedBecause(day("2026-07-03"))).contains("Independence Day");
        assertThat(List.of(day("2027-06-18"), day("2027-07-05"), day("2027-12-24")))
                .noneMatch(CALENDAR::isSession);
        assertThat(CALENDAR.isSession(day("2027-12-31"))).isTrue();
        assertThat(CALENDAR.sessionsOf(2028).getFirst()).isEqualTo(day("2028-01-03"));
        assertThat(CALENDAR.session(day("2028-07-03")).orElseThrow().earlyClose()).isTrue();
        assertThat(CALENDAR.closedBecause(day("2025-01-09"))).contains("National Day of Mourning for President Jimmy Carter");
        assertThat(CALENDAR.closedBecause(day("2026-01-19"))).contains("Martin Luther King Jr. Day");
        assertThat(CALENDAR.closedBecause(day("2026-01-17"))).as("a Saturday").isEmpty();
    }

    @Test
    void steps_count_sessions_and_not_days() {
        assertThat(CALENDAR.plus(day("2026-01-09"), 20)).isEqualTo(day("2026-02-06").plusDays(3));
        assertThat(CALENDAR.plus(day("2026-01-08"), 20)).isEqualTo(day("2026-02-06"));
        assertThat(CALENDAR.count(day("2026-01-09"), day("2026-02-06"))).isEqualTo(20);
        assertThat(CALENDAR.count(day("2026-01-09"), day("2026-04-10"))).isEqualTo(63);
        assertThat(CALENDAR.count(day("2026-01-09"), day("2026-07-13"))).isEqualTo(126);
        assertThat(CALENDAR.plus(day("2026-01-10"), 1)).as("from a Saturday").isEqualTo(day("2026-01-12"));
        assertThat(CALENDAR.plus(day("2026-01-10"), 0)).isEqualTo(day("2026-01-09"));
        assertThat(CALENDAR.plus(day("2026-01-12"), -1)).isEqualTo(day("2026-01-09"));
        assertThat(CALENDAR.next(day("2026-01-16"))).isEqualTo(day("2026-01-20"));
        assertThat(CALENDAR.previous(day("2026-01-20"))).isEqualTo(day("2026-01-16"));
        assertThat(CALENDAR.count(day("2026-01-20"), day("2026-01-19"))).isZero();
        assertThat(CALENDAR.sessions(day("2026-01-16"), day("2026-01-21")))
                .containsExactly(day("2026-01-16"), day("2026-01-20"), day("2026-01-21"));
    }

    @Test
    void opens_and_closes_follow_new_york_through_both_clock_changes() {
        assertThat(CALENDAR.session(day("2026-03-06")).orElseThrow())
                .isEqualTo(new Session(day("2026-03-06"), Instant.parse("2026-03-06T14:30:00Z"), Instant.parse("2026-03-06T21:00:00Z"), false));
        assertThat(CALENDAR.session(day("2026-03-09")).orElseThrow().open()).isEqualTo(Instant.parse("2026-03-09T13:30:00Z"));
        assertThat(CALENDAR.session(day("2026-11-02")).orElseThrow().open()).isEqualTo(Instant.parse("2026-11-02T14:30:00Z"));
        assertThat(CALENDAR.session(day("2026-11-27")).orElseThrow().close()).isEqualTo(Instant.parse("2026-11-27T18:00:00Z"));
        assertThat(CALENDAR.session(day("2026-11-26"))).isEmpty();
    }

    @Test
    void the_last_close_turns_at_the_closing_bell() {
        assertThat(CALENDAR.lastClosed(Instant.parse("2026-01-08T20:59:59Z"))).isEqualTo(day("2026-01-07"));
        assertThat(CALENDAR.lastClosed(Instant.parse("2026-01-08T21:00:00Z"))).isEqualTo(day("2026-01-08"));
        assertThat(CALENDAR.lastClosed(Instant.parse("2026-11-27T18:00:00Z"))).as("early close").isEqualTo(day("2026-11-27"));
        assertThat(CALENDAR.lastClosed(Instant.parse("2026-01-12T03:00:00Z"))).as("Sunday evening").isEqualTo(day("2026-01-09"));
    }

    @Test
    void absurd_dates_stop_at_the_ends_and_never_throw() {
        assertThat(CALENDAR.isSession(LocalDate.MAX)).isFalse();
        assertThat(CALENDAR.isSession(LocalDate.MIN)).isFalse();
        assertThat(CALENDAR.next(LocalDate.MAX)).isEqualTo(day("2199-12-31"));
        assertThat(CALENDAR.previous(LocalDate.MIN)).isEqualTo(day("1900-01-02"));
        assertThat(CALENDAR.plus(day("2026-01-09"), Integer.MAX_VALUE)).isEqualTo(day("2199-12-31"));
        assertThat(CALENDAR.plus(day("2026-01-09"), Integer.MIN_VALUE)).isEqualTo(day("1900-01-02"));
        assertThat(CALENDAR.count(LocalDate.MIN, LocalDate.MAX)).isGreaterThan(75_000);
        assertThat(CALENDAR.verified(day("2030-12-31"))).isTrue();
        assertThat(CALENDAR.verified(day("2031-01-02"))).isFalse();
        assertThat(CALENDAR.verified(day("2015-12-31"))).isFalse();
    }

    @Test
    void it_agrees_with_an_independent_library_on_every_closed_weekday() {
        HolidayManager nyse = HolidayManager.getInstance(ManagerParameters.create("nyse"));
        for (int year = 2016; year <= 2030; year++) {
            Set<LocalDate> theirs = nyse.getHolidays(Year.of(year)).stream()
                    .map(Holiday::getDate)
                    .filter(ExchangeRules::weekday)
                    .collect(Collectors.toSet());
            Set<LocalDate> ours =
                    weekdays(year, year).stream().filter(d -> !CALENDAR.isSession(d)).collect(Collectors.toSet());
            assertThat(ours).as("closed weekdays of " + year).isEqualTo(theirs);
        }
    }

    @Test
    void it_agrees_with_the_staged_closures_early_closes_and_traded_days() throws IOException {
        Path folder = StagedData.need("data/nyse-calendar", "the calendar against the exchange's own lists");
        for (String row : rows(folder.resolve("nyse-closures-2016-2030.csv"))) {
            assertThat(CALENDAR.isSession(day(row.substring(0, 10)))).as(row).isFalse();
        }
        for (String row : rows(folder.resolve("nyse-early-closes-2016-2030.csv"))) {
            Session session = CALENDAR.session(day(row.substring(0, 10))).orElseThrow();
            assertThat(session.close().atZone(TradingCalendar.ZONE).toLocalTime()).as(row).isEqualTo(LocalTime.of(13, 0));
        }
        assertThat(Files.readAllLines(folder.resolve("actual-trading-days-2016-01-04_2026-08-21.txt")).stream()
                        .map(TradingCalendarTest::day))
                .containsExactlyElementsOf(CALENDAR.sessions(day("2016-01-04"), day("2026-08-21")));
    }

    private static List<String> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream().skip(1).toList();
    }

    @Test
    void a_users_file_adds_to_the_shipped_days_and_names_the_rows_it_cannot_read(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("calendar.csv"),
                """
                # a comment
                Name,Date,Hours
                A day of mourning,2026-03-11,closed
                Storm,2026-03-12,12:30
                Open after all,2026-12-25,16:00
                Late,2026-03-13,25:00
                No day,2026-02-30,closed
                Weekend,2026-03-14,closed
                ,2026-03-16,closed
                """,
                StandardCharsets.UTF_8);
        Found<TradingCalendar> read = TradingCalendar.read(file);
        TradingCalendar mine = read.value();
        assertThat(mine.closedBecause(day("2026-03-11"))).contains("A day of mourning");
        assertThat(mine.session(day("2026-03-12")).orElseThrow().close()).isEqualTo(Instant.parse("2026-03-12T16:30:00Z"));
        assertThat(mine.earlyCloseBecause(day("2026-03-12"))).contains("Storm");
        assertThat(mine.isSession(day("2026-12-25"))).isTrue();
        assertThat(mine.isSession(day("2025-01-09"))).as("shipped rows stay").isFalse();
        assertThat(read.problems().stream().map(Problem::line)).containsExactly(
                "calendar.csv line 6: column hours: \"25:00\" is neither closed nor a closing time such as 13:00; the row is left out",
                "calendar.csv line 7: column date: \"2026-02-30\" is no date; write it as 2026-01-09; the row is left out",
                "calendar.csv line 8: column date: 2026-03-14 is on a weekend, when the exchange is closed anyway; the row is left out",
                "calendar.csv line 9: column name: The day 2026-03-16 needs a name; the row is left out");
    }

    @Test
    void a_missing_or_headless_file_leaves_the_shipped_calendar(@TempDir Path folder) throws IOException {
        Found<TradingCalendar> missing = TradingCalendar.read(folder.resolve("calendar.csv"));
        assertThat(missing.value().isSession(day("2025-01-09"))).isFalse();
        assertThat(missing.problems().getFirst().sentence()).isEqualTo("calendar.csv does not exist");
        Path misspelt = Files.writeString(folder.resolve("calendar.csv"), "date,hour,name\n");
        assertThat(TradingCalendar.read(misspelt).problems().getFirst().sentence())
                .isEqualTo("calendar.csv has no column \"hours\" (is \"hour\" meant?); its header must name date, hours, name");
    }

    @Test
    void days_built_in_code_must_be_weekdays() {
        assertThatThrownBy(() -> TradingCalendar.AdHoc.closed(day("2026-03-14"), "Nothing"))
                .hasMessageContaining("weekend");
        var day = new TradingCalendar.AdHoc(day("2026-03-12"), Optional.of(LocalTime.of(12, 0)), "Storm");
        assertThat(TradingCalendar.of(List.of(day)).session(day.date()).orElseThrow().earlyClose()).isTrue();
        assertThat(TradingCalendar.of(List.of()).isSession(day("2025-01-09"))).as("rules alone").isTrue();
    }
}
