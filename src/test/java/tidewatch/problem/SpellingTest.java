package tidewatch.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @Test
    void the_nearest_names_come_best_first_and_at_most_three() {
        assertThat(Spelling.near("XLG1", List.of("SPY", "XLK", "XLC", "XLG", "XLE"))).containsExactly("XLG", "XLC", "XLE");
    }

    @Test
    void names_equally_near_are_sorted_and_the_order_of_the_known_does_not_matter() {
        assertThat(Spelling.near("brief", List.of("grief", "chief", "brier"))).isEqualTo(Spelling.near("brief", List.of("brier", "grief", "chief")));
    }

    @ParameterizedTest
    @CsvSource({
        "rotatoin, rotation", // two neighbours swapped
        "rottion, rotation", // one left out
        "rotattion, rotation", // one doubled
        "rotatian, rotation", // one wrong
        "ROTATION, rotation", // another case
        "rotat, rotation", // only begun
        "tommorow, tomorrow",
        "wh, why"
    })
    void a_slip_of_the_finger_still_finds_the_word(String typed, String meant) {
        assertThat(Spelling.near(typed, List.of("rotation", "tomorrow", "why", "scenarios"))).containsExactly(meant);
    }

    @ParameterizedTest
    @CsvSource({"elephant", "q", "''", "sc"})
    void a_word_near_nothing_finds_nothing(String typed) {
        assertThat(Spelling.near(typed, List.of("rotation", "tomorrow", "scenarios"))).isEmpty();
    }

    @Test
    void a_name_that_is_known_twice_is_told_once() {
        assertThat(Spelling.near("XLG", List.of("XLG", "XLG"))).containsExactly("XLG");
    }

    @Test
    void nothing_known_finds_nothing() {
        assertThat(Spelling.near("XLG", List.of())).isEmpty();
    }

    @Test
    void an_absurdly_long_word_is_answered() {
        assertThat(Spelling.near("x".repeat(100_000), List.of("XLG", "rotation"))).isEmpty();
    }

    /** Against the textbook recursion, and cut off exactly where it is told to be. */
    @Test
    void slips_are_counted_as_the_definition_says() {
        long seed = 20260109;
        var random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            var a = word(random);
            var b = word(random);
            int slips = textbook(a, b);
            int most = random.nextInt(6);

            assertThat(Spelling.slips(a, b, 20)).as("seed %d: %s %s", seed, a, b).isEqualTo(slips);
            assertThat(Spelling.slips(a, b, most) <= most).as("seed %d: %s %s within %d", seed, a, b, most).isEqualTo(slips <= most);
        }
    }

    private static String word(Random random) {
        int length = random.nextInt(7);
        var word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    /** Optimal string alignment, by its definition on the ends of both words. */
    private static int textbook(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        int i = a.length() - 1;
        int j = b.length() - 1;
        int same = a.charAt(i) == b.charAt(j) ? 0 : 1;
        int least = Math.min(
                Math.min(textbook(a.substring(0, i), b) + 1, textbook(a, b.substring(0, j)) + 1),
                textbook(a.substring(0, i), b.substring(0, j)) + same);
        if (i > 0 && j > 0 && a.charAt(i) == b.charAt(j - 1) && a.charAt(i - 1) == b.charAt(j)) {
            least = Math.min(least, textbook(a.substring(0, i - 1), b.substring(0, j - 1)) + 1);
        }
        return least;
    }
}
