package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.market.PriceRefresh.Progress;

/** The line that shows how far a refresh is. */
class ProgressLineTest {
    private static Progress progress(int filled, int wanted) {
        return new Progress(LocalDate.of(2026, 1, 8), wanted, filled, List.of(), filled, filled == wanted, "");
    }

    @Test
    void it_says_how_much_is_done_what_is_left_of_the_limit_and_how_long_the_rest_takes() {
        var line = ProgressLine.of(progress(274, 548), 0, 361_000, Optional.of("26 of 50 calls an hour left"), Duration.ofMinutes(3));
        assertThat(line).isEqualTo(
                "[############............] 274 of 548 series · 361,000 bars · 26 of 50 calls an hour left · about 3 min to go");
    }

    @Test
    void before_anything_is_done_and_when_all_is_nothing_is_said_of_the_rest() {
        assertThat(ProgressLine.of(progress(0, 548), 0, 0, Optional.empty(), Duration.ofSeconds(2))).isEqualTo("[........................] 0 of 548 series");
        assertThat(ProgressLine.of(progress(548, 548), 0, 9, Optional.empty(), Duration.ofSeconds(2))).isEqualTo("[########################] 548 of 548 series · 9 bars");
        assertThat(ProgressLine.of(progress(300, 548), 300 / 548.0, 9, Optional.empty(), Duration.ofHours(1))).doesNotContain("to go");
        assertThat(ProgressLine.of(progress(0, 0), 0, 0, Optional.empty(), Duration.ZERO)).startsWith("[########################] 0 of 0 series");
    }

    @ParameterizedTest
    @CsvSource({"0, 1 s", "40, 40 s", "90, 2 min", "180, 3 min", "39600, 11 hours", "129600, 2 days", "2592000, 30 days"})
    void a_time_is_told_as_people_do(long seconds, String words) {
        assertThat(ProgressLine.words(Duration.ofSeconds(seconds))).isEqualTo(words);
    }
}
