package tidewatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.market.TradingCalendar;
import tidewatch.notes.Calendars;
import tidewatch.notes.DateContext;
import tidewatch.notes.DatePhrase;
import tidewatch.notes.DateReading;
import tidewatch.notes.Window;
import tidewatch.testing.Golden;

class DatesJsonTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final DateContext CONTEXT = new DateContext(
            LocalDate.of(2026, 1, 8).atTime(9, 30), NEW_YORK, DateContext.Mode.FORWARD, new ExchangeDays());

    /** The exchange's days and one event: a meeting of two days whose second has a moment. */
    private static final class ExchangeDays implements Calendars {
        private final TradingCalendar calendar = TradingCalendar.shipped();

        @Override
        public boolean isSession(LocalDate date) {
            return calendar.isSession(date);
        }

        @Override
        public LocalDate plusSessions(LocalDate date, int n) {
            return calendar.plus(date, n);
        }

        @Override
        public LocalTime open(LocalDate session) {
            return LocalTime.of(9, 30);
        }

        @Override
        public LocalTime close(LocalDate session) {
            return LocalTime.of(16, 0);
        }

        @Override
        public Optional<Window> next(String event, LocalDate after) {
            return event.equals("fomc")
                    ? Optional.of(Window.of(LocalDate.of(2026, 1, 27), LocalDate.of(2026, 1, 28), Window.Precision.DAY))
                    : Optional.empty();
        }

        @Override
        public Optional<ZonedDateTime> moment(String event, LocalDate after) {
            return next(event, after).map(_ -> ZonedDateTime.of(2026, 1, 28, 14, 0, 0, 0, NEW_YORK));
        }
    }

    /** Phrases of every kind. */
    private static final List<String> PHRASES = List.of(
            "late Jan",
            "Q4 earnings (late Jan)",
            "2-4 weeks",
            "Full year+",
            "Russell 2000 +6% vs Nasdaq",
            "in 3 trading days",
            "tomorrow 9am",
            "9:30 ET tomorrow",
            "after the close",
            "within 48h",
            "by end of year",
            "every trading day 7:30",
            "next FOMC",
            "01/02/2026",
            "2025-12-31",
            "Feb 30",
            "⏳ 2026-01-17");

    static List<String> lines() {
        return PHRASES.stream().map(phrase -> DatesJson.line(phrase, DatePhrase.read(phrase, CONTEXT))).toList();
    }

    @Test
    void phrases_of_every_kind() {
        Golden.check("export/dates.jsonl", String.join("\n", lines()) + "\n");
    }

    @Test
    void no_kind_is_missing_among_the_examples() {
        assertThat(PHRASES.stream().map(phrase -> DatePhrase.read(phrase, CONTEXT).kind()).distinct())
                .containsExactlyInAnyOrder(DateReading.Kind.values());
    }

    @Test
    void a_phrase_comes_back_as_it_was_typed() throws IOException {
        for (var phrase : Arrays.asList("\"late\"\tJan \\ é 1月下旬 😀", "", "x".repeat(10_000))) {
            var line = DatesJson.line(phrase, new DateReading.None());
            assertThat(new ObjectMapper().readTree(line).get("phrase").textValue()).isEqualTo(phrase);
        }
        assertThat(DatesJson.line("1月下旬", new DateReading.None())).contains("1月下旬");
    }
}
