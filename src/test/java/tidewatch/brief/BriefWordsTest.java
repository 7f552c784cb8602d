package tidewatch.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.brief.Section.Length;
import tidewatch.testing.BannedWords;

/** The vocabulary of a brief: no promise, no cause, no statistics, no placeholder (rotation design 12, product design "The brief"). */
public class BriefWordsTest {
    /** Besides the words that no evidence says: statistics and what a program says by mistake. */
    private static final List<Pattern> STATISTICS = BannedWords.patterns(
            "z", "z-score", "p-value", "p =", "significan(t|ce)", "sigmas?", "N/A", "n/a", "NaN", "null", "Infinity", "Optional");

    /** Fails with the words and the lines that hold them. */
    public static void check(String text) {
        assertThat(BannedWords.in(text)).as("banned words").isEmpty();
        var own = BannedWords.own(text);
        for (var word : STATISTICS) {
            assertThat(own.lines().filter(line -> word.matcher(line).find())).as("lines with %s", word).isEmpty();
        }
        assertThat(own.lines()).as("marks without words").noneMatch(line ->
                line.contains("  ·") || line.contains(" ,") || line.contains(" ;") || line.contains("()") || line.contains("..") || line.contains(": ."));
    }

    static List<String> mornings() {
        return BriefGoldenTest.mornings();
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void of_every_golden_morning(String morning) {
        for (var length : Length.values()) {
            check(Morning.text(BriefGoldenTest.brief(morning), length));
        }
    }

    @Test
    void a_banned_word_is_found_and_one_in_a_quote_is_not() {
        assertThatThrownBy(() -> check("Software will lead.")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("z 1.3 is proven")).isInstanceOf(AssertionError.class);
        check("Your note: \"banks will lead\". [[Why I buy]] (pp against SPY; price strength, not fund flows)");
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void a_relative_move_is_told_in_points_and_a_stand_in_is_named_each_time(String morning) {
        var brief = BriefGoldenTest.brief(morning);
        var text = Morning.text(brief, Length.FULL);
        assertThat(text).doesNotContain("% against");
        for (var line : brief.theses().lines()) {
            if (line.standIn() && (line.since().isPresent() || line.before().isPresent())) {
                assertThat(text).contains(Wording.list(line.measuredOn()) + " (stand-in) ");
            }
        }
    }
}
