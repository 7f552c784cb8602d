package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FakeMarkdownTest {
    @Test
    void theSecondVersionNests() {
        var parsed = FakeMarkdown.second("*bold _both_* __under__ ~gone~ ||secret|| `a*b` [l](http://example.com/\\)) 1\\.5");

        assertThat(parsed.text()).isEqualTo("bold both under gone secret a*b l 1.5");
        assertThat(parsed.entities())
                .containsExactly(
                        new Entity("bold", 0, 9), new Entity("italic", 5, 4), new Entity("underline", 10, 5), new Entity("strikethrough", 16, 4),
                        new Entity("spoiler", 21, 6), new Entity("code", 28, 3), new Entity("text_link", 32, 1, "http://example.com/)"));
    }

    @Test
    void fencesAndQuotesAreRead() {
        assertThat(FakeMarkdown.second("```java\nx```").entities()).containsExactly(new Entity("pre", 0, 1, "", Map.of("language", "java")));
        assertThat(FakeMarkdown.second(">a\n>b\nc").entities()).containsExactly(new Entity("blockquote", 0, 4));
        assertThat(FakeMarkdown.second(">a\n>b||").entities()).containsExactly(new Entity("expandable_blockquote", 0, 3));
        assertThat(FakeMarkdown.second("![x](tg://emoji?id=53)").entities())
                .containsExactly(new Entity("custom_emoji", 0, 1, "", Map.of("custom_emoji_id", "53")));
    }

    @Test
    void theFirstVersionIsFlat() {
        var parsed = FakeMarkdown.legacy("*bold* _it_ `c` [l](example.com) \\*x ```\npre``` a.b!");

        assertThat(parsed.text()).isEqualTo("bold it c l *x pre a.b!");
        assertThat(parsed.entities())
                .containsExactly(
                        new Entity("bold", 0, 4), new Entity("italic", 5, 2), new Entity("code", 8, 1),
                        new Entity("text_link", 10, 1, "http://example.com/"), new Entity("pre", 15, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a-b|Character '-' is reserved and must be escaped with the preceding '\\'",
                "a>b|Character '>' is reserved and must be escaped with the preceding '\\'",
                "*_a*_|Can't find end of Italic entity at byte offset 4",
                "[a](b|Can't find end of a URL at byte offset 4",
                "![a](http://b.c)|Invalid tg://emoji or tg://time URL specified",
                "__a|Can't find end of Underline entity at byte offset 0",
            })
    void whatIsNotEscapedOrNotEndedIsRefused(String text, String reason) {
        assertThatThrownBy(() -> FakeMarkdown.second(text)).isInstanceOf(MarkupException.class).hasMessage(reason);
    }
}
