package tidewatch.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {
    @ParameterizedTest
    @CsvSource({
        "1, day, 1d", "5, day, 5d", "7, day, 5d", "20, day, 21d", "30, day, 21d", "90, day, 63d", "365, day, 252d",
        "1, week, 5d", "4, week, 21d", "13, week, 63d", "52, week, 252d", "1, month, 21d", "3, month, 63d", "6, month, 126d", "12, month, 252d",
        "2, quarter, 126d", "1, year, 252d"
    })
    void a_counted_span_is_the_window_that_people_mean(int count, String unit, String code) {
        assertThat(Span.of(count, unit)).isEqualTo(new Span(code, true));
    }

    @ParameterizedTest
    @CsvSource({"0, day, 1d", "2, day, 1d", "10, day, 5d", "2, week, 5d", "2, month, 63d", "9, month, 252d", "5, year, 252d", "999, year, 252d"})
    void a_span_between_the_windows_is_only_near_to_one(int count, String unit, String code) {
        assertThat(Span.of(count, unit)).isEqualTo(new Span(code, false));
    }
}
