package tidewatch.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.settings.Secret;
import tidewatch.testing.Canaries;

/** No secret is left in a text, by whatever way it got there; and what is no secret stays. */
class RedactionTest {
    private static final String VALUE = Canaries.MARK + "/ry+tok en=01?x";

    private final Redaction redaction = Redaction.of(List.of(Secret.of(VALUE)));

    @Test
    void a_value_is_cut_plain_and_encoded() {
        assertThat(redaction.cut("a " + VALUE + " b")).isEqualTo("a *** b");
        assertThat(redaction.cut("q=" + URLEncoder.encode(VALUE, UTF_8) + "!")).isEqualTo("q=***!");
        assertThat(redaction.cut("q=" + URLEncoder.encode(VALUE, UTF_8).replace("+", "%20") + "!")).isEqualTo("q=***!");
    }

    @Test
    void a_value_is_cut_in_base64_wherever_it_stands() {
        var hidden = Base64.getEncoder().withoutPadding().encodeToString(VALUE.getBytes(UTF_8));
        for (var before : List.of("", "u", "us", "user:", "user::", "abcdefg:")) {
            for (var after : List.of("", "!", "!!", " and more")) {
                for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder().withoutPadding())) {
                    var text = encoder.encodeToString((before + VALUE + after).getBytes(UTF_8));

                    var cut = redaction.cut(text);

                    assertThat(cut).as("'%s' '%s'", before, after).contains("***");
                    assertThat(cut.replace("***", "").length()).isLessThan(text.length() - hidden.length() + 5);
                }
            }
        }
    }

    @Test
    void a_secret_inside_another_leaves_no_rest() {
        var two = Redaction.of(List.of(Secret.of("12345678"), Secret.of("12345678-" + Canaries.MARK)));

        assertThat(two.cut("12345678-" + Canaries.MARK + " and 12345678")).isEqualTo("*** and ***");
    }

    @Test
    void what_is_learned_later_is_cut_from_then_on_and_the_old_one_still() {
        redaction.learn(Secret.of("the-new-" + Canaries.MARK));

        assertThat(redaction.cut("the-new-" + Canaries.MARK + " " + VALUE)).isEqualTo("*** ***");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://api.telegram.org/bot" + Canaries.WRITTEN_BOT + "/sendMessage | https://api.telegram.org/bot***/sendMessage",
                "bot123456789%3AAAof_a_text_" + Canaries.MARK + "_encoded | bot***",
                "token xoxb-123-abcDEF-99 was | token *** was",
                "xapp-1-A0-12-abcdef. | ***.",
                "Authorization: Bearer abc.DEF-ghi~012 end | Authorization: Bearer *** end",
                "Authorization: Basic dXNlcjpwYXNz | Authorization: Basic ***",
                "GET /x?symbol=XLE&apikey=demo&from=1 | GET /x?symbol=XLE&apikey=***&from=1",
                "/x?token=abc and /y?api_token=q | /x?token=*** and /y?api_token=***",
                "/x?apiKey=ab%20c#d | /x?apiKey=***#d",
            })
    void forms_are_cut_without_knowing_the_value(String text, String cut) {
        assertThat(Redaction.of(List.of()).cut(text)).isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "XLE gained 4.2 % against SPY since 2025-11-05 16:00", "12:30 to 14:00", "keys = values", "the token was refused (401)",
                "R-0109 at 2026-01-09T12:00:00Z", "Bearer of news", "shows the token under Basic Information"
            })
    void what_is_no_secret_stays(String text) {
        assertThat(redaction.cut(text)).isEqualTo(text);
    }

    @Test
    void a_short_value_does_not_blank_common_words() {
        assertThat(Redaction.of(List.of(Secret.of("demo"))).cut("the demo runs")).isEqualTo("the demo runs");
    }

    @Test
    void it_prints_none_of_them() {
        assertThat(redaction.toString()).isEqualTo("some secrets");
    }
}
