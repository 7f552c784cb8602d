package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidewatch.market.TradingCalendar;

class SampleEventsTest {
    private static final TradingCalendar CALENDAR = TradingCalendar.shipped();

    @Test
    void rows_are_whole_in_order_and_within_the_story() throws IOException {
        List<String[]> rows = rows();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row).hasSize(7);
            assertThat(LocalDate.parse(row[0])).isBetween(LocalDate.of(2026, 1, 9), SamplePrices.LAST);
            assertThat(row[5]).isIn("release", "earnings-before-open", "earnings-after-close");
            assertThat(row[6]).isIn("published", "invented");
        });
        assertThat(rows).extracting(row -> row[0]).isSorted();
    }

    /** Results tell on the first session that could trade on them; the pins of these days are the reactions. */
    @Test
    void results_lie_on_sessions_and_the_story_moves_the_share_when_they_are_known() throws IOException {
        Set<String> named = SampleStory.read().rows().keySet();
        for (String[] row : rows()) {
            if (row[5].startsWith("earnings")) {
                LocalDate day = LocalDate.parse(row[0]);
                assertThat(named).contains(row[4]);
                assertThat(CALENDAR.isSession(day)).isTrue();
                LocalDate told = row[5].equals("earnings-after-close") ? CALENDAR.next(day) : day;
                assertThat(SampleStory.read().pins(row[4])).as(row[3]).anyMatch(pin -> pin.date().equals(told));
            }
        }
    }

    private static List<String[]> rows() throws IOException {
        try (var stream = Objects.requireNonNull(SamplePrices.class.getResourceAsStream("sample-events.csv"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("date,"))
                    .map(line -> line.split(",", -1))
                    .toList();
        }
    }
}
