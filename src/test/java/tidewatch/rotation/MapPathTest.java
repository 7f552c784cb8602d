package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.rotation.RotationMap.Quadrant;

class MapPathTest {
    private static final List<Quadrant> CLOCKWISE = List.of(Quadrant.IMPROVING, Quadrant.LEADING, Quadrant.WEAKENING, Quadrant.LAGGING);

    private static double[] noise(long seed, int n) {
        var random = new Random(seed);
        var e = new double[n];
        for (int t = 0; t < n; t++) {
            e[t] = .01 * random.nextGaussian();
        }
        return e;
    }

    /** Log steps of a price path against another, each scaled by a factor of its own. */
    private static double[] steps(double[] price, double priceTimes, double[] against, double againstTimes) {
        var e = new double[price.length];
        e[0] = Double.NaN;
        for (int t = 1; t < e.length; t++) {
            e[t] = Math.log(price[t] * priceTimes / (price[t - 1] * priceTimes)) - Math.log(against[t] * againstTimes / (against[t - 1] * againstTimes));
        }
        return e;
    }

    @Test
    void an_average_is_seeded_with_the_first_value() {
        double[] x = {1, 2, 3, 4, 5, 4};
        double[] expected = {1, 1.5, 2.25, 3.125, 4.0625, 4.03125};
        double mean = x[0];
        for (int i = 1; i < x.length; i++) {
            mean = MapPath.ema(mean, x[i], 3);
            assertThat(mean).as("at %d", i).isEqualTo(expected[i]);
        }
    }

    @Test
    void hand_made_steps_give_the_golden_points() {
        var e = new double[400];
        for (int i = 0; i < e.length; i++) {
            e[i] = (i % 2 == 0 ? .01 : -.01) + (i >= 300 ? .002 : 0);
        }
        var path = new MapPath(e);
        double[][] golden = {{300, 99.931182, 99.672780}, {320, 105.182136, 107.100867}, {340, 110.760733, 105.595106}, {400, 117.000462, 100.675572}};
        for (var point : golden) {
            int t = (int) point[0] - 1; // y[t] is there after t steps
            assertThat(path.ratio(t)).as("ratio at %f", point[0]).isCloseTo(point[1], within(1e-6));
            assertThat(path.momentum(t)).as("momentum at %f", point[0]).isCloseTo(point[2], within(1e-6));
        }
    }

    /** Fixture and its script: oracles/rotation.py. */
    @Test
    void points_are_those_of_an_independent_implementation_gaps_included() {
        var rows = Oracle.rows("map-path.csv");
        var path = new MapPath(rows.stream().mapToDouble(row -> row[0]).toArray());
        int points = 0;
        for (int t = 0; t < rows.size(); t++) {
            var row = rows.get(t);
            assertThat(path.point(t)).as("point at %d", t).isEqualTo(!Double.isNaN(row[1]));
            if (path.point(t)) {
                points++;
                assertThat(path.ratio(t)).as("ratio at %d", t).isCloseTo(row[1], within(1e-9));
                assertThat(path.momentum(t)).as("momentum at %d", t).isCloseTo(row[2], within(1e-9));
            }
        }
        assertThat(points).isEqualTo(228);
    }

    @Test
    void the_unit_of_each_axis_is_the_deviation_of_a_walk_without_trend() {
        double fast = 0;
        double slow = 0;
        double signal = 0;
        double ratio = 0;
        double momentum = 0;
        for (int lag = 0; lag < 5000; lag++) { // the answer of x and d to one unit step, squared and summed, is their variance
            fast = MapPath.ema(fast, 1, 21);
            slow = MapPath.ema(slow, 1, 63);
            signal = MapPath.ema(signal, fast - slow, 10);
            ratio += (fast - slow) * (fast - slow);
            momentum += (fast - slow - signal) * (fast - slow - signal);
        }
        assertThat(Math.sqrt(ratio)).isCloseTo(MapPath.RATIO_SD, within(1e-13));
        assertThat(Math.sqrt(momentum)).isCloseTo(MapPath.MOMENTUM_SD, within(1e-13));
    }

    @Test
    void on_seeded_walks_ten_points_are_one_deviation() {
        double ratio = 0;
        double momentum = 0;
        int points = 0;
        for (int seed = 0; seed < 40; seed++) {
            var path = new MapPath(noise(seed, 2000));
            for (int t = 500; t < 2000; t++) {
                ratio += (path.ratio(t) - 100) * (path.ratio(t) - 100);
                momentum += (path.momentum(t) - 100) * (path.momentum(t) - 100);
                points++;
            }
        }
        assertThat(Math.sqrt(ratio / points)).isCloseTo(10, within(.4));
        assertThat(Math.sqrt(momentum / points)).isCloseTo(10, within(.4));
    }

    @Test
    void a_scale_of_either_price_changes_nothing() {
        var random = new Random(5);
        var against = Walks.walk(random, 500, .01);
        var price = Walks.around(random, against, .012);
        var plain = new MapPath(steps(price, 1, against, 1));
        var scaled = new MapPath(steps(price, 7.3, against, 1 / 913.0));
        for (int t = 200; t < 500; t++) {
            assertThat(scaled.ratio(t)).isCloseTo(plain.ratio(t), within(1e-8));
            assertThat(scaled.momentum(t)).isCloseTo(plain.momentum(t), within(1e-8));
        }
    }

    @Test
    void two_prices_swapped_mirror_both_axes() {
        var random = new Random(6);
        var against = Walks.walk(random, 500, .01);
        var price = Walks.around(random, against, .012);
        var plain = new MapPath(steps(price, 1, against, 1));
        var mirror = new MapPath(steps(against, 1, price, 1));
        for (int t = 200; t < 500; t++) {
            assertThat(mirror.ratio(t)).isCloseTo(200 - plain.ratio(t), within(1e-8));
            assertThat(mirror.momentum(t)).isCloseTo(200 - plain.momentum(t), within(1e-8));
        }
    }

    @Test
    void a_later_session_changes_no_earlier_point_nor_quadrant() {
        var random = new Random(7);
        var e = noise(7, 700);
        for (int i = 0; i < 20; i++) {
            e[random.nextInt(700)] = Double.NaN;
        }
        var whole = new MapPath(e);
        for (int n : new int[] {188, 189, 250, 400, 699}) {
            var cut = new MapPath(Arrays.copyOf(e, n));
            for (int t = 0; t < n; t++) {
                assertThat(Double.doubleToLongBits(cut.ratio(t))).isEqualTo(Double.doubleToLongBits(whole.ratio(t)));
                assertThat(Double.doubleToLongBits(cut.momentum(t))).isEqualTo(Double.doubleToLongBits(whole.momentum(t)));
                assertThat(cut.quadrant(t)).isEqualTo(whole.quadrant(t));
            }
        }
    }

    @Test
    void a_constant_relation_is_flat_and_has_no_point() {
        var path = new MapPath(new double[400]);
        assertThat(path.point(399)).isFalse();
        assertThat(path.quadrant(399)).isEmpty();
        assertThat(path.sigma()).isZero();
        assertThat(path.valid()).isEqualTo(401);
    }

    @Test
    void the_first_point_is_there_with_the_hundred_and_eighty_ninth_price() {
        var path = new MapPath(noise(8, 300));
        assertThat(path.point(186)).isFalse();
        assertThat(path.point(187)).as("187 steps before it and its own make 189 prices").isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 120, 250, 500})
    void a_wave_turns_clockwise_and_visits_the_quadrants_in_order(int period) {
        var e = new double[2000];
        for (int t = 0; t < e.length; t++) {
            e[t] = .1 * (Math.sin(2 * Math.PI * (t + 1) / period) - Math.sin(2 * Math.PI * t / period));
        }
        var path = new MapPath(e);
        List<Quadrant> raw = new ArrayList<>();
        List<Quadrant> held = new ArrayList<>();
        for (int t = 1000; t < e.length; t++) {
            double cross = (path.ratio(t - 1) - 100) * (path.momentum(t) - 100) - (path.momentum(t - 1) - 100) * (path.ratio(t) - 100);
            assertThat(cross).as("at %d", t).isNegative();
            add(raw, Quadrant.of(path.ratio(t), path.momentum(t)));
            add(held, path.quadrant(t).orElseThrow());
        }
        for (var visits : List.of(raw, held)) {
            assertThat(visits).hasSizeGreaterThanOrEqualTo(8);
            for (int i = 1; i < visits.size(); i++) {
                assertThat(visits.get(i)).as("after %s", visits.get(i - 1)).isEqualTo(CLOCKWISE.get((CLOCKWISE.indexOf(visits.get(i - 1)) + 1) % 4));
            }
        }
    }

    private static void add(List<Quadrant> visits, Quadrant next) {
        if (visits.isEmpty() || visits.getLast() != next) {
            visits.add(next);
        }
    }

    @Test
    void a_quadrant_is_left_when_both_axes_are_clear_or_after_three_sessions() {
        int flickers = 0;
        int changes = 0;
        for (int seed = 0; seed < 20; seed++) {
            var path = new MapPath(noise(100 + seed, 1000));
            for (int t = 200; t < 1000; t++) {
                var before = path.quadrant(t - 1).orElseThrow();
                var now = path.quadrant(t).orElseThrow();
                var raw = Quadrant.of(path.ratio(t), path.momentum(t));
                boolean clear = Math.abs(path.ratio(t) - 100) >= 3 && Math.abs(path.momentum(t) - 100) >= 3;
                boolean third = raw == Quadrant.of(path.ratio(t - 1), path.momentum(t - 1)) && raw == Quadrant.of(path.ratio(t - 2), path.momentum(t - 2));
                assertThat(now).isEqualTo(clear || third ? raw : before);
                changes += now == before ? 0 : 1;
                flickers += raw == Quadrant.of(path.ratio(t - 1), path.momentum(t - 1)) ? 0 : 1;
            }
        }
        assertThat(20 * 800.0 / changes).as("sessions that a quadrant lasts on walks").isBetween(15.5, 20.0);
        assertThat(changes).isLessThan(flickers);
    }
}
