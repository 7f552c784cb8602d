package tidewatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.testing.Seeds;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");

    @Test
    void a_wait_is_at_least_two_seconds_and_at_most_the_bound_that_doubles() {
        Seeds.each(50, seed -> {
            var random = new SplittableRandom(seed);
            for (int failures = 0; failures <= 70; failures++) {
                long bound = failures < 9 ? Math.min(900, 2L << failures) : 900;
                assertThat(Backoff.after(failures, random)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(bound));
            }
        });
        assertThatThrownBy(() -> Backoff.after(-1, new SplittableRandom(1))).hasMessageContaining("failures");
    }

    @Test
    void waits_are_spread_evenly_up_to_the_bound() {
        var random = new SplittableRandom(7);
        var waits = IntStream.range(0, 20_000).mapToLong(_ -> Backoff.after(5, random).toMillis()).toArray();
        var stats = IntStream.range(0, waits.length).mapToLong(at -> waits[at]).summaryStatistics();
        // Even in [0, 64] s with everything below 2 s moved to 2 s: mean 32 s + 2 * 2 / (2 * 64) s, standard error 0.13 s.
        assertThat(stats.getAverage()).isBetween(31_400.0, 32_700.0);
        assertThat(stats.getMax()).isGreaterThan(63_500);
        assertThat(IntStream.range(0, waits.length).filter(at -> waits[at] == 2_000).count()).isBetween(500L, 750L);
    }

    @Test
    void a_pause_that_the_platform_names_is_waited_in_full_and_half_a_second_at_most_on_top() {
        Seeds.each(50, seed -> {
            var random = new SplittableRandom(seed);
            var named = Duration.ofSeconds(random.nextInt(100_000));
            assertThat(Backoff.paused(named, random)).isBetween(named, named.plusMillis(500));
        });
        assertThat(Backoff.paused(Duration.ofSeconds(-5), new SplittableRandom(1))).isLessThanOrEqualTo(Duration.ofMillis(500));
        assertThat(Backoff.paused(Duration.ofSeconds(Long.MAX_VALUE), new SplittableRandom(1))).isLessThan(Duration.ofDays(33));
    }

    @Test
    void nothing_is_tried_more_than_eight_times_or_after_it_expired() {
        var wait = Duration.ofSeconds(30);
        assertThat(Backoff.next(NOW, wait, 7, NOW.plusSeconds(31))).isEqualTo(new Backoff.Again(NOW.plusSeconds(30)));
        assertThat(Backoff.next(NOW, wait, 7, NOW.plusSeconds(30))).isEqualTo(new Backoff.Over(DeliveryReason.STALE));
        assertThat(Backoff.next(NOW, wait, 8, NOW.plusSeconds(999))).isEqualTo(new Backoff.Over(DeliveryReason.TOO_MANY_ATTEMPTS));
    }
}
