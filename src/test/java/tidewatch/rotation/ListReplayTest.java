package tidewatch.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of entering, staying and leaving, on rows whose z21 is written down. */
class ListReplayTest {
    private static final double UNKNOWN = Double.NaN;

    private static double[] same(int n, double x) {
        var all = new double[n];
        Arrays.fill(all, x);
        return all;
    }

    /** A row with this z21 by session, its z5 and its breadth the same throughout. */
    private static Candidate member(String id, double z5, double breadth, double... u) {
        return new Candidate(id, false, Set.of(), 0, u, same(u.length, z5), same(u.length, .05), same(u.length, breadth));
    }

    private static Candidate row(String id, double... u) {
        return member(id, 0, UNKNOWN, u);
    }

    private static Candidate pair(String id, String longLeg, String shortLeg, double... u) {
        return new Candidate(
                id, true, Set.of(longLeg, shortLeg), 0, u, same(u.length, 0), same(u.length, .05), same(u.length, UNKNOWN));
    }

    /** The ids of one side after each session from the second on, as "A B|B|". */
    private static String sides(int side, Candidate... rows) {
        var replay = new ListReplay(List.of(rows));
        var steps = new ArrayList<String>();
        for (int t = 1; t < rows[0].sessions(); t++) {
            replay.step(t);
            steps.add(String.join(" ", replay.places(side, t).stream().map(place -> place.row().id()).toList()));
        }
        return String.join("|", steps);
    }

    @Test
    void a_row_enters_on_the_second_strong_session_and_leaves_when_it_fades() {
        assertThat(sides(ListReplay.INTO, member("A", 0, .6, 1.3, 1.2, 1.3, 1.25, .5, .6, .49, 1.3, 1.3)))
                .isEqualTo("||A|A|A|||A");
        assertThat(sides(ListReplay.OUT_OF, member("A", 0, .4, -1.3, -1.2, -1.3, -1.25, -.5, -.6, -.49, -1.3, -1.3)))
                .isEqualTo("||A|A|A|||A");
    }

    @Test
    void without_breadth_more_is_asked_and_a_turning_row_does_not_enter() {
        assertThat(sides(ListReplay.INTO, row("A", 1.4, 1.49, 1.5, 1.5))).isEqualTo("||A");
        assertThat(sides(ListReplay.INTO, member("A", -1, UNKNOWN, 2, 2, 2))).isEqualTo("|");
        assertThat(sides(ListReplay.INTO, member("A", -.99, UNKNOWN, 2, 2, 2))).isEqualTo("A|A");
        assertThat(sides(ListReplay.OUT_OF, member("A", 1, UNKNOWN, -2, -2, -2))).isEqualTo("|");
    }

    @Test
    void members_that_disagree_keep_a_row_out_and_drop_it_after_two_sessions() {
        assertThat(sides(ListReplay.INTO, member("A", 0, .54, 2, 2, 2))).isEqualTo("|");
        assertThat(sides(ListReplay.INTO, member("A", 0, .55, 2, 2, 2))).isEqualTo("A|A");
        double[] breadth = {.6, .6, .44, .46, .44, .44, .44};
        var fading = new Candidate("A", false, Set.of(), 0, same(7, 2), same(7, 0), same(7, 0), breadth);
        assertThat(sides(ListReplay.INTO, fading)).isEqualTo("A|A|A|A||");
    }

    @Test
    void a_row_that_few_members_carry_is_listed_as_narrow() {
        var replay = new ListReplay(List.of(
                member("NARROW", 0, .45, 2, 2), member("BETWEEN", 0, .5, 2, 2), member("WEAK", 0, .2, 1, 1), member("OUT", 0, .55, -2, -2)));
        replay.step(1);
        assertThat(replay.places(ListReplay.INTO, 1)).isEmpty();
        assertThat(replay.narrow(1)).extracting(Candidate::id).containsExactly("NARROW", "OUT");
    }

    @Test
    void a_fourth_row_needs_half_a_sigma_more_than_the_weakest() {
        assertThat(sides(
                        ListReplay.INTO,
                        row("A", 2, 2, 2, 2),
                        row("B", 1.8, 1.8, 1.8, 1.8),
                        row("C", 1.6, 1.6, 1.6, 1.6),
                        row("D", 0, 2.09, 2.09, 2.1)))
                .isEqualTo("A B C|A B C|D A B");
    }

    @Test
    void a_row_without_a_figure_leaves_at_once() {
        assertThat(sides(ListReplay.INTO, row("A", 2, 2, Double.NaN, 2, 2))).isEqualTo("A|||A");
    }

    @Test
    void order_is_by_strength_to_one_decimal_then_the_greater_move_then_name() {
        var replay = new ListReplay(List.of(
                row("B", 1.98, 1.98),
                row("A", 2.02, 2.02),
                new Candidate("C", false, Set.of(), 0, same(2, 1.96), same(2, 0), same(2, -.2), same(2, UNKNOWN))));
        replay.step(1);
        assertThat(replay.places(ListReplay.INTO, 1)).extracting(place -> place.row().id()).containsExactly("C", "A", "B");
    }

    @Test
    void a_pair_is_named_instead_of_its_legs_on_either_side() {
        assertThat(sides(ListReplay.INTO, row("IWF", 2, 2, 2, 2), pair("growth", "IWF", "IWD", 1, 1, 1.6, 1.6)))
                .isEqualTo("IWF|IWF|growth");
        assertThat(sides(ListReplay.OUT_OF, row("IWD", -2, -2, -2, -2), pair("growth", "IWF", "IWD", 1, 1, 1.6, 1.6)))
                .isEqualTo("IWD|IWD|");
        assertThat(sides(ListReplay.INTO, pair("growth", "IWF", "IWD", 1.6, 1.6, .4, .4), row("IWF", 3, 3, 3, 3)))
                .isEqualTo("growth|IWF|IWF");
    }

    @Test
    void a_pair_that_finds_no_room_leaves_its_leg_where_it_is() {
        var rows = new Candidate[] {
            row("IWD", -2, -2, -2),
            row("A", 2, 2, 2),
            row("B", 2, 2, 2),
            row("C", 2, 2, 2),
            pair("growth", "IWF", "IWD", 1, 1.6, 1.6)
        };
        assertThat(sides(ListReplay.INTO, rows)).isEqualTo("A B C|A B C");
        assertThat(sides(ListReplay.OUT_OF, rows)).isEqualTo("IWD|IWD");
        rows[4] = pair("growth", "IWF", "A", 1, 1.6, 1.6);
        assertThat(sides(ListReplay.INTO, rows)).as("in the place of its leg").isEqualTo("A B C|B C growth");
    }

    @Test
    void mirrored_rows_give_the_mirrored_list() {
        for (int seed = 1; seed <= 50; seed++) {
            var random = new Random(seed);
            var rows = new ArrayList<Candidate>();
            var mirrored = new ArrayList<Candidate>();
            for (int i = 0; i < 8; i++) {
                int n = 200;
                double[][] x = new double[4][n];
                double u = 0;
                for (int t = 0; t < n; t++) {
                    u = .95 * u + .4 * random.nextGaussian();
                    x[0][t] = u;
                    x[1][t] = random.nextGaussian();
                    x[2][t] = random.nextGaussian();
                    // dyadic shares, so that 1 - b is exact
                    x[3][t] = i < 4 ? UNKNOWN : random.nextInt(65) / 64.0;
                }
                rows.add(new Candidate("R" + i, false, Set.of(), 0, x[0], x[1], x[2], x[3]));
                mirrored.add(new Candidate(
                        "R" + i, false, Set.of(), 0, negative(x[0]), negative(x[1]), x[2], Arrays.stream(x[3])
                                .map(b -> 1 - b)
                                .toArray()));
            }
            var one = rows.toArray(Candidate[]::new);
            var two = mirrored.toArray(Candidate[]::new);
            assertThat(sides(ListReplay.OUT_OF, two)).as("seed %d", seed).isEqualTo(sides(ListReplay.INTO, one));
            assertThat(sides(ListReplay.INTO, one)).contains("R");
        }
    }

    private static double[] negative(double[] x) {
        return Arrays.stream(x).map(one -> -one).toArray();
    }
}
