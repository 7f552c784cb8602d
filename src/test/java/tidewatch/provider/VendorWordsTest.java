package tidewatch.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.market.LimitRule;
import tidewatch.market.LimitRule.Per;
import tidewatch.market.LimitRule.Window;
import tidewatch.settings.Secret;
import tidewatch.testing.Canaries;

/** What sources say in words of their own. */
class VendorWordsTest {
    private static final LimitRule HOUR = new LimitRule(Window.HOUR, 50, Per.CALL, ZoneOffset.UTC);
    private static final LimitRule DAY = new LimitRule(Window.DAY, 1000, Per.CALL, ZoneOffset.UTC);
    private static final LimitRule MONTH = new LimitRule(Window.MONTH, 500, Per.DISTINCT_SYMBOL, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "You have run over your hourly request allocation,HOUR",
        "You have run over your 500 symbol look up for this month,MONTH",
        "Error: You have run over your daily request allocation,DAY",
        "25 requests per day,DAY"
    })
    void words_name_the_rule_that_is_used_up(String words, Window window) {
        assertThat(VendorWords.rule(VendorWords.lower(words), List.of(HOUR, DAY, MONTH))).map(LimitRule::window).contains(window);
    }

    @Test
    void words_that_name_no_rule_of_ours_name_none() {
        assertThat(VendorWords.rule("too many requests per minute", List.of(HOUR, DAY, MONTH))).isEmpty();
        assertThat(VendorWords.rule("slow down", List.of(HOUR))).isEmpty();
        assertThat(VendorWords.rule("500 symbol look up for this month", List.of(HOUR))).isEmpty();
    }

    @Test
    void limits_and_keys_are_told_from_other_words() {
        assertThat(VendorWords.sayLimit("you've exceeded the maximum requests per minute, please wait")).isTrue();
        assertThat(VendorWords.sayLimit("too many requests.")).isTrue();
        assertThat(VendorWords.sayLimit("not found.")).isFalse();
        assertThat(VendorWords.sayKey("unknown api key")).isTrue();
        assertThat(VendorWords.sayKey("invalid token.")).isTrue();
        assertThat(VendorWords.sayKey("api key is not valid")).isTrue();
        assertThat(VendorWords.sayKey("this symbol is a key ticker")).isFalse();
        assertThat(VendorWords.sayKey("subscription does not permit querying recent sip data")).isFalse();
    }

    @Test
    void what_is_shown_has_no_tags_no_controls_and_no_secret_and_is_short() {
        var shortSecret = Secret.of("abc");
        var secret = Secret.of("whole-" + Canaries.MARK + "-key");
        var text = "<script>evil()</script><b>no</b>\u001b[31m\u202e key=" + secret.reveal() + " abc\n<i" + " x".repeat(5_000);

        var shown = VendorWords.shown(text, List.of(secret, shortSecret));

        assertThat(shown).isEqualTo("no [31m key=*** ***");
        assertThat(VendorWords.shown("\uD83D\uDE00".repeat(200), List.of())).isEqualTo("\uD83D\uDE00".repeat(80) + "…");
        assertThat(VendorWords.shown("x".repeat(75) + secret.reveal(), List.of(secret))).as("cut out before it is cut short").doesNotContain("whole");
    }
}
