package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.market.Column;

/** Windows added up from stretches, against the same windows read one by one. */
class StretchesTest {
    /** The first three stretches are 20 values that end 5 ago, the last three 20 that end 2 ago. */
    private static final int[] OLDEST = {24, 21, 4, 1};

    private static Stretches read(double[] x, double[] y) {
        var stretches = new Stretches(1, OLDEST);
        stretches.read(Column.of(x), Column.of(y));
        return stretches;
    }

    private static double[] noise(Random random, int n, double gaps) {
        var x = new double[n];
        Arrays.setAll(x, i -> random.nextDouble() < gaps ? Double.NaN : random.nextGaussian());
        return x;
    }

    @Test
    void windows_have_the_sd_that_they_have_when_read_alone() {
        int absent = 0;
        for (int seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            double gaps = seed % 3 == 0 ? 0 : .03;
            var x = noise(random, 10 + random.nextInt(40), gaps);
            var y = noise(random, 10 + random.nextInt(40), gaps);
            int n = Math.min(x.length, y.length);
            var e = new double[n];
            Arrays.setAll(e, i -> x[x.length - n + i] - y[y.length - n + i]);
            var stretches = read(x, y);
            double early = Trailing.sd(e, n - 1 - 5, 20);
            double late = Trailing.sd(e, n - 1 - 2, 20);
            absent += Double.isNaN(early) ? 1 : 0;
            if (early >= 0) {
                assertThat(stretches.sd(0, 1)).as("seed %d", seed).isCloseTo(early, within(1e-12));
            } else {
                assertThat(stretches.sd(0, 1)).as("seed %d", seed).isNaN();
            }
            if (late >= 0) {
                assertThat(stretches.sd(1, 2)).as("seed %d", seed).isCloseTo(late, within(1e-12));
            } else {
                assertThat(stretches.sd(1, 2)).as("seed %d", seed).isNaN();
            }
        }
        assertThat(absent).isBetween(50, 250);
    }

    @Test
    void a_move_is_the_sum_of_what_is_there_in_units_of_its_noise() {
        var x = new double[30];
        Arrays.fill(x, .5);
        Arrays.setAll(x, i -> i >= 25 ? i : x[i]);
        assertThat(read(x, new double[30]).scaled(2, 3, 3, () -> 1)).as("nothing is missing").isCloseTo((25 + 26 + 27 + 28 + 29) / (3 * Math.sqrt(5)), within(1e-12));
        x[27] = Double.NaN;
        assertThat(read(x, new double[30]).scaled(2, 3, 3, () -> 7)).as("between the ends").isCloseTo(7 / (3 * Math.sqrt(5)), within(1e-12));
        assertThat(read(x, new double[30]).scaled(2, 3, 3, () -> Double.NaN)).as("4 of 5").isNaN();
    }

    @Test
    void a_steady_lead_has_no_variation_whatever_follows_it() {
        var x = new double[40];
        Arrays.fill(x, .01);
        Arrays.fill(x, 38, 40, 5);
        assertThat(read(x, new double[40]).sd(1, 2)).isLessThanOrEqualTo(Trailing.FLAT);
        assertThat(read(x, new double[40]).sd(0, 1)).isLessThanOrEqualTo(Trailing.FLAT);
    }
}
