package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.testing.fake.Request;

final class FakeHtmlTest {
    @Test
    void textAndEntitiesComeApart() {
        var parsed = FakeHtml.parse("<b>Rotation</b> 1 &lt; 2 &amp; <a href=\"https://example.com/a?b=1&amp;c=2\">more</a>");

        assertThat(parsed.text()).isEqualTo("Rotation 1 < 2 & more");
        assertThat(parsed.entities())
                .containsExactly(new Entity("bold", 0, 8), new Entity("text_link", 17, 4, "https://example.com/a?b=1&c=2"));
        assertThat(parsed.covered(parsed.entities().getLast())).isEqualTo("more");
    }

    @Test
    void everyTagHasItsEntity() {
        var html = "<strong>a</strong><em>b</em><strike>c</strike><del>d</del><ins>e</ins><tg-spoiler>f</tg-spoiler>"
                + "<span class=\"tg-spoiler\">g</span><code>h</code><pre>i</pre><blockquote>j</blockquote>"
                + "<blockquote expandable>k</blockquote><tg-emoji emoji-id=\"53\">l</tg-emoji>"
                + "<tg-time unix=\"1700000000\" format=\"wDT\">m</tg-time><a href='tg://user?id=77'>n</a>";

        assertThat(FakeHtml.parse(html).entities().stream().map(Entity::type))
                .containsExactly(
                        "bold", "italic", "strikethrough", "strikethrough", "underline", "spoiler", "spoiler", "code", "pre", "blockquote",
                        "expandable_blockquote", "custom_emoji", "date_time", "text_mention");
    }

    @Test
    void codeInsidePreNamesItsLanguageEitherWayRound() {
        var language = Map.<String, Object>of("language", "java");
        assertThat(FakeHtml.parse("<pre><code class=\"language-java\">x</code></pre>").entities())
                .containsExactly(new Entity("pre", 0, 1, "", language));
        assertThat(FakeHtml.parse("<code class=language-java><pre>x</pre></code>").entities())
                .containsExactly(new Entity("pre", 0, 1, "", language));
        assertThat(FakeHtml.parse("<code class=language-java>x</code>").entities()).containsExactly(new Entity("code", 0, 1));
    }

    @Test
    void lengthsCountUtf16Units() {
        var parsed = FakeHtml.parse("\uD83D\uDE80<b>\u00e9\uD83D\uDE80</b>");

        assertThat(parsed.entities()).containsExactly(new Entity("bold", 2, 3));
    }

    @Test
    void numbersAndNamesOfCharactersAreRead() {
        assertThat(FakeHtml.parse("&#65;&#x1F680;&quot;&lt").text()).isEqualTo("A\uD83D\uDE80\"<");
    }

    @Test
    void aLoneAmpersandAndForeignNamesAreText() {
        assertThat(FakeHtml.parse("S&P &nbsp; &apos; &#0; &#1114111; &").text()).isEqualTo("S&P &nbsp; &apos; &#0; &#1114111; &");
    }

    @Test
    void anEmptyTagLeavesNoEntity() {
        assertThat(FakeHtml.parse("a<b></b>c").entities()).isEmpty();
    }

    @Test
    void aLinkThatTheServiceDoesNotAcceptIsText() {
        assertThat(FakeHtml.parse("<a href=\"javascript:x\">a</a><a href=\"http://localhost:80\">b</a><a>c</a>").entities()).isEmpty();
        assertThat(FakeHtml.parse("<a href=\"HTTPS://Example.COM\">a</a><a>b.org</a>").entities())
                .containsExactly(new Entity("text_link", 0, 1, "https://example.com/"), new Entity("text_link", 1, 5, "http://b.org/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a <p>b</p>|Unsupported start tag \"p\" at byte offset 2",
                "\u00e9 <br>|Unsupported start tag \"br\" at byte offset 3",
                "1 < 2|Unsupported start tag \"\" at byte offset 2",
                "a <b|Unclosed start tag at byte offset 2",
                "a <a href|Unclosed start tag \"a\" at byte offset 2",
                "a <a href=\"x|Unclosed start tag at byte offset 2",
                "a <a =x>|Empty attribute name in the tag \"a\" at byte offset 2",
                "a <a href=x/y>|Unexpected end of name token at byte offset 10",
                "a <span>b</span>|Tag \"span\" must have class \"tg-spoiler\" at byte offset 2",
                "a</b>|Unexpected end tag at byte offset 1",
                "<b>a</b|Unclosed end tag at byte offset 4",
                "<b><i>a</b></i>|Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"",
                "<b>a<i>b|Can't find end tag corresponding to start tag \"i\"",
                "<tg-emoji emoji-id=\"x\">a</tg-emoji>|Invalid custom emoji identifier specified",
                "<tg-time unix=\"1\" format=\"q\">a</tg-time>|Invalid date format used",
                "&#xD83D;|Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
            })
    void whatTheServiceRefusesIsRefusedInItsWords(String html, String reason) {
        assertThatThrownBy(() -> FakeHtml.parse(html))
                .isInstanceOfSatisfying(MarkupException.class, refused -> assertThat(refused.description())
                        .isEqualTo("Bad Request: can't parse entities: " + reason));
    }

    @Test
    void anEndTagMayBeEmptyOrShouted() {
        assertThat(FakeHtml.parse("<B>a</><I >b</I >").entities()).containsExactly(new Entity("bold", 0, 1), new Entity("italic", 1, 1));
    }
}
