package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidewatch.rotation.Odds.Bound;

/** The search of one series for the start of its move. */
class StartScanTest {
    private static final double EXACT = 1e-9;

    private static final double[] PATTERN = {.002, -.010, .006, -.002, .030, -.006, .010, -.030};

    /** 400 values of a pattern, the last of them raised. */
    private static double[] raised(int last, double by) {
        var e = new double[400];
        for (int i = 0; i < e.length; i++) {
            e[i] = PATTERN[i % 8] + (i >= e.length - last ? by : 0);
        }
        return e;
    }

    private static StartScan scan(double[] e) {
        return StartScan.of(e, SearchWindow.M3_TO_126).orElseThrow();
    }

    @Test
    void a_move_of_24_sessions_is_dated_to_them() {
        var found = scan(raised(24, .012));

        assertThat(found.sessions()).isEqualTo(24);
        assertThat(found.sum()).isCloseTo(.288, within(EXACT));
        assertThat(found.sigma()).isCloseTo(.0166441130, within(1e-10));
        assertThat(found.z()).isCloseTo(3.5320448657, within(EXACT));
        assertThat(found.odds().p()).isCloseTo(.0065, within(.0005));
        assertThat(found.odds().bound()).isEqualTo(Bound.WITHIN);
    }

    @Test
    void the_noise_of_a_series_shifts_the_date_it_finds() {
        var found = scan(raised(40, .008));

        assertThat(found.sessions()).isEqualTo(38);
        assertThat(found.z()).isCloseTo(3.0624292337, within(EXACT));
        assertThat(found.odds().p()).isCloseTo(.028, within(.001));
        assertThat(found.fewest()).isLessThanOrEqualTo(38);
        assertThat(found.most()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void without_a_move_nearly_every_search_shows_more() {
        var found = scan(raised(0, 0));

        assertThat(Math.abs(found.z())).isCloseTo(.92, within(.005));
        assertThat(found.odds()).isEqualTo(new Odds(.95, Bound.MORE));
        assertThat(found.odds().cautious()).isEqualTo(1);
    }

    @Test
    void what_goes_down_has_the_same_odds() {
        var up = scan(raised(24, .012));
        var down = scan(Arrays.stream(raised(24, .012)).map(x -> -x).toArray());

        assertThat(down.sessions()).isEqualTo(up.sessions());
        assertThat(down.z()).isEqualTo(-up.z());
        assertThat(down.odds()).isEqualTo(up.odds());
    }

    @Test
    void sigma_is_made_small_neither_by_a_quiet_patch_nor_by_one_wild_day() {
        var quiet = raised(0, 0);
        Arrays.fill(quiet, 274, 400, 0);
        // The middle of 378 deviations still knows the time before.
        assertThat(StartScan.sigma(quiet)).isGreaterThan(Trailing.sd(quiet, 399, 252) - EXACT);
        var wild = raised(0, 0);
        wild[390] = .5;
        assertThat(StartScan.sigma(wild)).isEqualTo(Trailing.sd(wild, 399, 252));
    }

    @Test
    void too_short_or_flat_is_no_search() {
        assertThat(StartScan.of(new double[251], SearchWindow.M3_TO_126)).isEmpty();
        assertThat(StartScan.of(new double[400], SearchWindow.M3_TO_126)).isEmpty();
        assertThat(StartScan.of(raised(0, 0), SearchWindow.M5_TO_252)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"2.860, .05, WITHIN", "4.569, .0001, WITHIN", "4.6, .0001, LESS", "1.017, .95, WITHIN", "1.0, .95, MORE", "2.0, .3320, WITHIN"})
    void odds_stand_in_the_table_and_between_its_entries(double z, double p, Bound bound) {
        var odds = NullQuantiles.of(SearchWindow.M3_TO_126).odds(z);

        assertThat(odds.p()).isCloseTo(p, within(.0005));
        assertThat(odds.bound()).isEqualTo(bound);
    }

    /** The shipped quantiles against 200,000 series of our own; the rarest entries need more than that. */
    @ParameterizedTest
    @EnumSource
    void the_null_quantiles_are_those_of_simulated_noise(SearchWindow window) {
        var random = new Random(20_261_123 + window.most());
        var greatest = new double[200_000];
        var scale = new double[window.most() + 1];
        for (int m = 1; m < scale.length; m++) {
            scale[m] = 1 / Math.sqrt(m);
        }
        for (int i = 0; i < greatest.length; i++) {
            double sum = 0;
            for (int m = 1; m <= window.most(); m++) {
                sum += random.nextGaussian();
                if (m >= window.least()) {
                    greatest[i] = Math.max(greatest[i], Math.abs(sum) * scale[m]);
                }
            }
        }
        Arrays.sort(greatest);
        var shipped = NullQuantiles.of(window);
        var shares = shipped.shares();
        for (int k = 0; k < shares.length && shares[k] >= .005; k++) {
            double simulated = greatest[(int) ((1 - shares[k]) * greatest.length)];
            assertThat(shipped.quantile(k)).as("%s at %s", window, shares[k]).isCloseTo(simulated, within(.03));
        }
    }

    /** With sigma estimated from the series itself the stated odds hold: p below .05 in 5 per cent of scans, give or take one. */
    @Test
    void on_random_walks_the_stated_odds_hold() {
        var random = new Random(7);
        int scans = 20_000;
        int[] below = new int[3];
        for (int i = 0; i < scans; i++) {
            var e = new double[StartScan.DEPTH];
            for (int t = 0; t < e.length; t++) {
                e[t] = .01 * random.nextGaussian();
            }
            double p = scan(e).odds().cautious();
            below[0] += p < .05 ? 1 : 0;
            below[1] += p < .10 ? 1 : 0;
            below[2] += p < .20 ? 1 : 0;
        }
        assertThat(below[0] / (double) scans).isBetween(.04, .06);
        assertThat(below[1] / (double) scans).isBetween(.08, .11);
        assertThat(below[2] / (double) scans).isBetween(.165, .21);
    }

    /** Planted moves of the size that reaches p .05 are dated within the stated window in nine of ten cases. */
    @Test
    void the_window_of_starts_holds_the_true_one() {
        var random = new Random(11);
        int found = 0;
        int held = 0;
        for (int i = 0; i < 4_000; i++) {
            int length = 10 + random.nextInt(60);
            double step = 4 / Math.sqrt(length);
            var e = new double[StartScan.DEPTH];
            for (int t = 0; t < e.length; t++) {
                e[t] = .01 * (random.nextGaussian() + (t >= e.length - length ? step : 0));
            }
            var scan = scan(e);
            if (scan.odds().p() <= .05) {
                found++;
                held += scan.fewest() <= length && length <= scan.most() ? 1 : 0;
            }
        }
        assertThat(found).isGreaterThan(3_200);
        assertThat(held / (double) found).isBetween(.91, 1.0);
    }

    @Test
    void what_comes_later_changes_nothing_that_was_found() {
        var random = new Random(3);
        var e = new double[700];
        for (int t = 0; t < e.length; t++) {
            e[t] = .01 * random.nextGaussian();
        }
        for (int end = 400; end < 700; end += 37) {
            var then = Arrays.copyOf(e, end);
            var changed = e.clone();
            Arrays.fill(changed, end, changed.length, .2);
            assertThat(scan(Arrays.copyOf(changed, end))).isEqualTo(scan(then));
        }
    }
}
