package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleNoiseTest {
    /** The three test values that Wichura's paper gives. */
    @Test
    void the_inverse_normal_gives_the_published_values() {
        assertThat(SampleNoise.quantile(0.25)).isCloseTo(-0.6744897501960817, within(1e-15));
        assertThat(SampleNoise.quantile(0.001)).isCloseTo(-3.090232306167814, within(1e-14));
        assertThat(SampleNoise.quantile(1e-20)).isCloseTo(-9.26234008979841, within(1e-14));
    }

    @Test
    void the_inverse_normal_is_odd_about_one_half() {
        assertThat(SampleNoise.quantile(0.5)).isZero();
        for (double p : new double[] {0.01, 0.07, 0.075, 0.3, 0.49}) {
            assertThat(SampleNoise.quantile(1 - p)).isCloseTo(-SampleNoise.quantile(p), within(1e-13));
        }
    }

    /** Vectors of the FNV reference page. */
    @Test
    void stream_names_are_hashed_by_fnv_1a() {
        assertThat(SampleNoise.fnv64("")).isEqualTo(0xcbf29ce484222325L);
        assertThat(SampleNoise.fnv64("a")).isEqualTo(0xaf63dc4c8601ec8cL);
        assertThat(SampleNoise.fnv64("foobar")).isEqualTo(0x85944171f73967e8L);
    }

    @Test
    void a_number_depends_on_seed_stream_and_index_and_on_nothing_drawn_before() {
        double alone = SampleNoise.of(7, "XLK/own").normal(900);
        SampleNoise stream = SampleNoise.of(7, "XLK/own");
        IntStream.range(0, 900).forEach(stream::normal);

        assertThat(stream.normal(900)).isEqualTo(alone);
        assertThat(SampleNoise.of(8, "XLK/own").normal(900)).isNotEqualTo(alone);
        assertThat(SampleNoise.of(7, "XLF/own").normal(900)).isNotEqualTo(alone);
        assertThat(stream.normal(901)).isNotEqualTo(alone);
    }

    @Test
    void a_stream_is_standard_normal_and_knows_nothing_of_its_last_number_or_of_other_streams() {
        int n = 100_000;
        SampleNoise one = SampleNoise.of(1, "one");
        SampleNoise two = SampleNoise.of(1, "two");
        double[] x = IntStream.range(0, n).mapToDouble(one::normal).toArray();

        // Four standard errors of each figure.
        assertThat(mean(n, i -> x[i])).isCloseTo(0, within(0.013));
        assertThat(mean(n, i -> x[i] * x[i])).isCloseTo(1, within(0.018));
        assertThat(mean(n, i -> Math.pow(x[i], 4))).isCloseTo(3, within(0.13));
        assertThat(mean(n, i -> Math.abs(x[i]) > 2.5758293 ? 1 : 0)).isCloseTo(0.01, within(0.0013));
        assertThat(mean(n - 1, i -> x[i] * x[i + 1])).isCloseTo(0, within(0.013));
        assertThat(mean(n, i -> x[i] * two.normal(i))).isCloseTo(0, within(0.013));
    }

    private static double mean(int n, IntToDoubleFunction of) {
        return IntStream.range(0, n).mapToDouble(of).sum() / n;
    }
}
