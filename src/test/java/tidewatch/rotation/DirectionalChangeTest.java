package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidewatch.rotation.DirectionalChange.Episode;
import tidewatch.rotation.DirectionalChange.Open;

class DirectionalChangeTest {
    private static double[] all(int n, double h) {
        var same = new double[n];
        Arrays.fill(same, h);
        return same;
    }

    @Test
    void the_golden_series_has_one_move_up_and_one_down() {
        double[] s = {0, 1, 2, 3, 5, 4, 3, 2, 1, 2, 4, 5};
        var found = DirectionalChange.of(s, all(s.length, 3));
        assertThat(found.closed()).containsExactly(new Episode(0, 3, 4, 7, true, 5), new Episode(4, 7, 8, 10, false, 4));
        assertThat(found.open()).contains(new Open(8, 10, 11, true));
        assertThat(found.closed()).extracting(Episode::length).containsExactly(4, 4);
        assertThat(found.closed()).extracting(Episode::remaining).containsExactly(1, 1);
        assertThat(found.closed()).extracting(Episode::lag).containsExactly(3, 3);
    }

    @Test
    void of_equal_extremes_the_first_counts() {
        double[] s = {0, 3, 3, 0, 0, 3};
        var found = DirectionalChange.of(s, all(s.length, 3));
        assertThat(found.closed()).containsExactly(new Episode(0, 1, 1, 3, true, 3), new Episode(1, 3, 3, 5, false, 3));
    }

    @Test
    void the_mirrored_series_has_the_mirrored_moves() {
        var random = new Random(3);
        var s = new double[500];
        for (int t = 1; t < s.length; t++) {
            s[t] = s[t - 1] + random.nextGaussian();
        }
        var found = DirectionalChange.of(s, all(s.length, 4));
        var mirror = DirectionalChange.of(Arrays.stream(s).map(x -> -x).toArray(), all(s.length, 4));
        assertThat(found.closed()).hasSizeGreaterThan(5);
        assertThat(mirror.closed()).isEqualTo(found.closed().stream()
                .map(one -> new Episode(one.start(), one.confirmed(), one.extreme(), one.end(), !one.up(), one.size()))
                .toList());
    }

    @Test
    void what_does_not_move_has_no_episode_and_no_threshold_confirms_nothing() {
        assertThat(DirectionalChange.of(new double[50], all(50, 1)).open()).isEmpty();
        assertThat(DirectionalChange.of(new double[] {0, 1, 0, 1}, all(4, 0)).open()).isEmpty();
        assertThat(DirectionalChange.of(new double[0], new double[0]).closed()).isEmpty();
    }

    /** Fixture and its script: oracles/rotation.py. */
    @Test
    void episodes_are_those_of_an_independent_implementation() {
        var rows = Oracle.rows("directional-change-input.csv");
        var found = DirectionalChange.of(rows.stream().mapToDouble(row -> row[0]).toArray(), rows.stream().mapToDouble(row -> row[1]).toArray());
        var expected = Oracle.lines("directional-change.csv").stream().skip(1).toList();
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(found.closed()
                        .stream()
                        .map(one -> one.start() + "," + one.confirmed() + "," + one.extreme() + "," + one.end() + "," + (one.up() ? "up" : "down")))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void a_later_session_changes_no_move_that_ended() {
        var rows = Oracle.rows("directional-change-input.csv");
        var s = rows.stream().mapToDouble(row -> row[0]).toArray();
        var h = rows.stream().mapToDouble(row -> row[1]).toArray();
        var whole = DirectionalChange.of(s, h).closed();
        for (int n = 1; n < s.length; n += 7) {
            int now = n;
            var cut = DirectionalChange.of(Arrays.copyOf(s, n), Arrays.copyOf(h, n)).closed();
            assertThat(cut).isEqualTo(whole.stream().filter(one -> one.end() < now).toList());
        }
    }
}
