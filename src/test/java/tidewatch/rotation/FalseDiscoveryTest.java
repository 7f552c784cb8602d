package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What of many searches stands out. */
class FalseDiscoveryTest {
    private static final Offset<Double> EXACT = within(1e-9);

    /** The example of Benjamini and Hochberg 1995; the adjusted values are those of R's p.adjust. */
    private static final double[] PAPER = {.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1};

    private static long rejected(FalseDiscovery correction) {
        return Arrays.stream(correction.adjusted(PAPER)).filter(p -> p <= .05).count();
    }

    @Test
    void the_paper_rejects_four_of_fifteen() {
        assertThat(rejected(FalseDiscovery.BH)).isEqualTo(4);
        assertThat(FalseDiscovery.BH.adjusted(PAPER))
                .containsExactly(
                        new double[] {.0015, .003, .0095, .035625, .0603, .0638571428571429, .0638571428571429, .0645, .0765, .486, .5811818181818182, .714875, .75323076923077, .8132142857142857, 1},
                        EXACT);
    }

    @Test
    void any_dependence_names_fewer() {
        assertThat(rejected(FalseDiscovery.BY)).isEqualTo(3);
        // 3.318228993 is the sum of 1/i to 15.
        assertThat(FalseDiscovery.BY.adjusted(PAPER)[0]).isCloseTo(.0015 * 3.3182289932289932, EXACT);
        assertThat(FalseDiscovery.BY.adjusted(PAPER)[14]).isEqualTo(1);
    }

    @Test
    void of_none_of_one_and_of_equals() {
        assertThat(FalseDiscovery.BH.adjusted(new double[0])).isEmpty();
        assertThat(FalseDiscovery.BH.adjusted(new double[] {.3})).containsExactly(.3);
        assertThat(FalseDiscovery.BH.adjusted(new double[] {.04, .04, .04})).containsExactly(new double[] {.04, .04, .04}, EXACT);
        assertThatThrownBy(() -> FalseDiscovery.BH.adjusted(new double[] {Double.NaN})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_order_of_the_rows_does_not_matter_and_no_p_gets_smaller() {
        var random = new Random(5);
        for (int i = 0; i < 200; i++) {
            var p = random.doubles(1 + random.nextInt(40)).toArray();
            var turned = new double[p.length];
            for (int k = 0; k < p.length; k++) {
                turned[k] = p[p.length - 1 - k];
            }
            var one = FalseDiscovery.BH.adjusted(p);
            var other = FalseDiscovery.BH.adjusted(turned);
            for (int k = 0; k < p.length; k++) {
                assertThat(one[k]).isEqualTo(other[p.length - 1 - k]).isGreaterThanOrEqualTo(p[k]);
            }
        }
    }
}
