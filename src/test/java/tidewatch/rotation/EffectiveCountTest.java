package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidewatch.rotation.EffectiveCount.Stretch;

/** Effective counts and the two intervals that rest on them; figures from sections 10 and 14 of the rotation design. */
class EffectiveCountTest {
    private static final double EXACT = 1e-12;

    private static List<Stretch> starts(int horizon, int... starts) {
        return IntStream.of(starts).mapToObj(start -> new Stretch(start, horizon)).toList();
    }

    @Test
    void equal_claims_are_worth_one_and_disjoint_ones_what_they_are() {
        assertThat(EffectiveCount.of(starts(21, 5, 5, 5), (i, j) -> 1)).isCloseTo(1, within(EXACT));
        assertThat(EffectiveCount.of(starts(21, 0, 21, 42), (i, j) -> 1)).isCloseTo(3, within(EXACT));
        assertThat(EffectiveCount.of(starts(20, 0, 10), (i, j) -> 1)).isCloseTo(4 / 3.0, within(EXACT));
        assertThat(EffectiveCount.of(starts(21, 5, 5, 5), (i, j) -> 0)).isCloseTo(3, within(EXACT));
        assertThat(EffectiveCount.of(List.of(), (i, j) -> 1)).isZero();
    }

    @Test
    void opposite_moves_are_worth_no_more_than_independent_ones_and_unknown_ones_no_more_than_equal_ones() {
        assertThat(EffectiveCount.of(starts(21, 5, 5), (i, j) -> -.8)).isCloseTo(2, within(EXACT));
        assertThat(EffectiveCount.of(starts(21, 5, 5), (i, j) -> Double.NaN)).isCloseTo(1, within(EXACT));
    }

    @Test
    void of_two_horizons_the_longer_one_counts() {
        assertThat(new Stretch(0, 63).overlap(new Stretch(10, 21))).isCloseTo(21 / 63.0, within(EXACT));
        assertThat(new Stretch(0, 5).overlap(new Stretch(5, 5))).isZero();
        assertThat(EffectiveCount.of(List.of(new Stretch(0, 63), new Stretch(10, 21)), (i, j) -> 1)).isCloseTo(4 / (2 + 2 / 3.0), within(EXACT));
        var long_before = List.of(new Stretch(0, 63), new Stretch(1, 5), new Stretch(40, 5));
        assertThat(EffectiveCount.of(long_before, (i, j) -> 1)).isCloseTo(9 / (3 + 2 * (5 / 63.0 + 5 / 63.0)), within(EXACT));
    }

    @Test
    void outcomes_out_of_order_are_refused() {
        assertThatThrownBy(() -> EffectiveCount.of(starts(21, 5, 4), (i, j) -> 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The mean of overlapping sums of a walk varies as the count says. */
    @Test
    void it_is_the_variance_of_a_mean() {
        var random = new Random(3);
        var stretches = starts(10, 0, 2, 3, 9, 15, 15, 30);
        int trials = 20_000;
        double squares = 0;
        for (int trial = 0; trial < trials; trial++) {
            var step = random.doubles(64, -1, 1).toArray();
            double sum = 0;
            for (var one : stretches) {
                for (int s = one.start() + 1; s <= one.start() + one.horizon(); s++) {
                    sum += step[s];
                }
            }
            squares += sum / stretches.size() * (sum / stretches.size());
        }
        double one = 10 / 3.0;
        assertThat(squares / trials).isCloseTo(one / EffectiveCount.of(stretches, (i, j) -> 1), within(.05));
    }

    @Test
    void wilson_gives_the_published_intervals() {
        assertInterval(Wilson.of(7, 10), .396778, .892209);
        assertInterval(Wilson.of(0, 5), 0, .434482);
        assertInterval(Wilson.of(14, 20), .481027, .854523);
        assertInterval(Wilson.of(14, 20, 10), .396778, .892209);
        assertInterval(Wilson.of(5, 5), 1 - .434482, 1);
        assertThatThrownBy(() -> Wilson.of(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wilson.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertInterval(Interval seen, double low, double high) {
        assertThat(seen.low()).isCloseTo(low, within(1e-6));
        assertThat(seen.high()).isCloseTo(high, within(1e-6));
    }

    /** Points of Student's t as any table prints them. */
    @Test
    void students_t_agrees_with_the_tables() {
        assertThat(MeanInterval.student(4)).isCloseTo(2.776445, within(.001));
        assertThat(MeanInterval.student(5)).isCloseTo(2.570582, within(.0004));
        assertThat(MeanInterval.student(10)).isCloseTo(2.228139, within(1e-5));
        assertThat(MeanInterval.student(30)).isCloseTo(2.042272, within(1e-6));
    }

    /** 1 to 11: mean 6, sd 3.31662, its t of 10 degrees 2.22814. */
    @Test
    void the_interval_of_a_mean_of_independent_outcomes_is_the_textbook_one() {
        var interval = MeanInterval.of(6, 110, 11, 11).orElseThrow();
        assertThat(interval.low()).isCloseTo(6 - 2.228139 * 3.31662479 / Math.sqrt(11), within(1e-4));
        assertThat(interval.high()).isCloseTo(6 + 2.228139 * 3.31662479 / Math.sqrt(11), within(1e-4));
        assertThat(MeanInterval.of(6, 110, 11, 4.9)).isEmpty();
        var alike = MeanInterval.of(6, 110, 11, 6).orElseThrow();
        assertThat(alike.high() - alike.low()).isGreaterThan(1.4 * (interval.high() - interval.low()));
    }

    @Test
    void intervals_part_when_they_share_no_value() {
        assertThat(new Interval(0, 1).parts(new Interval(1, 2))).isFalse();
        assertThat(new Interval(0, 1).parts(new Interval(1.1, 2))).isTrue();
        assertThat(new Interval(1.1, 2).parts(new Interval(0, 1))).isTrue();
        assertThatThrownBy(() -> new Interval(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
