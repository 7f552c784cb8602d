package tidewatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerHeadersTest {
    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");

    private static AnswerHeaders retryAfter(String value) {
        return new AnswerHeaders(Headers.of("Retry-After", value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"7|7", "0|0", "' 30 '|30", "Fri, 09 Jan 2026 12:01:30 GMT|90", "Fri, 09 Jan 2026 11:00:00 GMT|0", "999999999|999999999"})
    void the_wait_is_seconds_or_a_date(String value, long seconds) {
        assertThat(retryAfter(value).retryAfter(NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "99999999999999999999", "Fri, 99 Jan 2026 12:01:30 GMT"})
    void what_says_neither_is_no_wait(String value) {
        assertThat(retryAfter(value).retryAfter(NOW)).isEmpty();
    }

    @Test
    void names_are_the_same_in_upper_and_lower_case_and_the_last_wins() {
        var headers = new AnswerHeaders(Headers.of("X-A", "1", "x-a", "2"));

        assertThat(headers.value("X-a")).contains("2");
        assertThat(headers.values("x-A")).containsExactly("1", "2");
        assertThat(headers.value("other")).isEmpty();
        assertThat(headers.retryAfter(NOW)).isEmpty();
        assertThat(headers.toString()).isEqualTo("2 header fields");
    }
}
