package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tidewatch.evidence.SameBet;

class SameBetWordsTest {
    private static final List<SameBet> BETS = List.of(
            new SameBet(List.of("Long NVIDIA", "Long AI", "Short utilities"), .7349, 25), new SameBet(List.of("Long oil", "Long energy"), .91, 21));

    @Test
    void each_group_is_a_sentence() {
        assertThat(SameBetWords.lines(BETS, 7))
                .containsExactly(
                        "Three of your seven theses are one trade: Long NVIDIA, Long AI and Short utilities gained and lost in the same weeks "
                                + "(correlation at least 0.73 over 25 weeks).",
                        "Two of your seven theses are one trade: Long oil and Long energy gained and lost in the same weeks "
                                + "(correlation 0.91 over 21 weeks).");
        assertThat(SameBetWords.lines(List.of(), 7)).isEmpty();
    }

    @Test
    void a_thesis_names_the_others() {
        assertThat(SameBetWords.line(BETS, "Long AI"))
                .contains("One trade with Long NVIDIA and Short utilities: they gained and lost in the same weeks (correlation at least 0.73 over 25 weeks).");
        assertThat(SameBetWords.line(BETS, "Long oil")).contains("One trade with Long energy: they gained and lost in the same weeks (correlation 0.91 over 21 weeks).");
        assertThat(SameBetWords.line(BETS, "Long gold")).isEmpty();
    }
}
