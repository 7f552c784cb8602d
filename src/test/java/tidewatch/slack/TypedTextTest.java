package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "winners 5                                                 ~ winners 5",
        "P&amp;G &lt;b&gt; AT&amp;T                                ~ P&G <b> AT&T",
        "&amp;lt;script&amp;gt;                                    ~ &lt;script&gt;",
        "&nbsp; &copy; & &am                                       ~ &nbsp; &copy; & &am",
        "ask <@U7> or <@U8|anna>                                   ~ ask @U7 or @anna",
        "see <#C2|energy-desk> and <#C3|> and <#C4>                ~ see #energy-desk and #C3 and #C4",
        "look at <https://example.org/a?b=1&amp;c=2>               ~ look at https://example.org/a?b=1&c=2",
        "<https://example.org|example.org> rose                    ~ example.org rose",
        "<https://example.org/x|P&amp;G &lt;notes&gt;>             ~ P&G <notes>",
        "<mailto:desk@example.org|desk@example.org>                ~ desk@example.org",
        "<mailto:desk@example.org> <tel:+15550100>                 ~ desk@example.org +15550100",
        "<!subteam^S1|@analysts> <!subteam^S2>                     ~ @analysts @subteam",
        "<!here> <!channel> <!everyone|everyone>                   ~ @here @channel @everyone",
        "<!date^1767960000^{date_short}|9 Jan 2026>                ~ 9 Jan 2026",
        "a < b and <> and <                                        ~ a < b and <> and <",
        "a<b>c <x> <1> <@> <#> <!> <@ > <a:> <:b>                  ~ a<b>c <x> <1> <@> <#> <!> <@ > <a:> <:b>",
        "NVDA &gt; 170 &amp;&amp; XLE &lt; 90                      ~ NVDA > 170 && XLE < 90",
    })
    void names_links_and_escapes_become_what_was_typed(String text, String typed) {
        assertThat(TypedText.plain(text)).isEqualTo(typed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "<@UBOT> winners 5          ~ winners 5",
        "<@UBOT|tidewatch> winners  ~ winners",
        "and energy, <@UBOT>?       ~ and energy,  ?",
        "<@UBOT>                    ~ ``",
        "<@UBOTTOM> hello           ~ @UBOTTOM hello",
        "&lt;@UBOT&gt; hello        ~ <@UBOT> hello",
    })
    void our_own_name_is_taken_out_where_it_is_a_mention(String text, String typed) {
        assertThat(TypedText.without("UBOT", text)).isEqualTo(typed);
    }

    @Test
    void only_a_real_mention_is_one() {
        assertThat(TypedText.mentions("UBOT", "hi <@UBOT>")).isTrue();
        assertThat(TypedText.mentions("UBOT", "hi <@UBOT|tide>")).isTrue();
        assertThat(TypedText.mentions("UBOT", "hi @UBOT <@UBOTTOM> &lt;@UBOT&gt;")).isFalse();
    }

    @Test
    void what_hides_or_turns_text_is_gone() {
        assertThat(TypedText.plain("/win\u0000ners \u202Eevil\u2066 \uD800 \uD83D\uDE00 <@U1|\u202Ea>")).isEqualTo("/winners evil \uFFFD \uD83D\uDE00 @a");
    }

    @Test
    void hostile_lengths_cost_little() {
        for (var piece : List.of("<", ">", "<@", "<!subteam^", "&amp;", "&", "<<>", "<a|", "|>", "<@UBOT>")) {
            var text = piece.repeat(100_000 / piece.length());
            assertTimeout(Duration.ofSeconds(2), () -> assertThat(TypedText.without("UBOT", text).length()).isLessThanOrEqualTo(text.length()));
        }
        assertTimeout(Duration.ofSeconds(2), () -> TypedText.plain("<".repeat(100_000) + ">"));
    }
}
