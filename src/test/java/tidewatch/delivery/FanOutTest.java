package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small one of {@link FanOut}; all times are of the virtual clock. */
class FanOutTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void the_pace_is_used_and_answers_do_not_wait_for_the_briefs(int millisecondsOfACommit) {
        var figures = FanOut.measure(500, Duration.ofMillis(millisecondsOfACommit), 11);
        assertThat(figures.used()).as("%s", figures).isBetween(0.99, 1.0001);
        assertThat(figures.p95()).as("%s", figures).isLessThanOrEqualTo(Duration.ofMillis(250));
        assertThat(figures.breaches()).isZero();
    }
}
