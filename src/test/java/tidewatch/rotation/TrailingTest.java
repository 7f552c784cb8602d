package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Statistics of windows. */
class TrailingTest {
    /** Values that repeat, rise, fall, are all one, or are drawn. */
    private static double[] drawn(Random random, int n) {
        int kind = random.nextInt(5);
        var x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = switch (kind) {
                case 0 -> random.nextInt(4);
                case 1 -> i;
                case 2 -> -i;
                case 3 -> 7;
                default -> random.nextGaussian();
            };
        }
        return x;
    }

    @Test
    void the_median_is_the_middle_of_the_sorted_values_to_the_bit() {
        var random = new Random(378);
        for (int round = 0; round < 5_000; round++) {
            var x = drawn(random, 1 + random.nextInt(130));
            var sorted = x.clone();
            Arrays.sort(sorted);
            int k = x.length / 2;
            double expected = x.length % 2 == 1 ? sorted[k] : (sorted[k - 1] + sorted[k]) / 2;

            assertThat(Trailing.median(x, x.length - 1, x.length)).isEqualTo(expected);
        }
    }

    @Test
    void a_median_leaves_gaps_out_and_wants_nineteen_of_twenty() {
        var x = new double[60];
        Arrays.setAll(x, i -> i < 3 ? Double.NaN : i);
        assertThat(Trailing.median(x, 59, 60)).isEqualTo(31);
        x[10] = Double.NaN;
        assertThat(Trailing.median(x, 59, 60)).isNaN();
    }
}
