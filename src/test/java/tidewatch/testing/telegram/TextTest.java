package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.testing.fake.Request;

/** What becomes of a text. */
final class TextTest extends FakeTelegramFixture {
    @BeforeEach
    void withoutRates() {
        freely();
    }

    private JsonNode html(String text) {
        return bot.ok("sendMessage", "chat_id", anna, "text", text, "parse_mode", "HTML");
    }

    private List<String> entities(JsonNode message) {
        var list = new ArrayList<String>();
        message.path("entities").forEach(one -> list.add(one.get("type").asText() + " " + one.get("offset").asInt() + " " + one.get("length").asInt()));
        return list;
    }

    @Test
    void aSentMessageComesBackWhole() {
        var message = html("<b>Hello</b> <a href=\"https://example.com/x\">link</a> <pre><code class=\"language-java\">x</code></pre>");

        assertThat(message.get("message_id").asInt()).isPositive();
        assertThat(message.get("date").asLong()).isEqualTo(START.getEpochSecond());
        assertThat(message.path("from").path("is_bot").asBoolean()).isTrue();
        assertThat(message.path("chat").path("id").asLong()).isEqualTo(anna).isGreaterThan(1L << 32);
        assertThat(message.path("chat").path("type").asText()).isEqualTo("private");
        assertThat(message.get("text").asText()).isEqualTo("Hello link x");
        assertThat(entities(message)).containsExactly("bold 0 5", "text_link 6 4", "pre 11 1");
        assertThat(message.path("entities").path(1).path("url").asText()).isEqualTo("https://example.com/x");
        assertThat(message.path("entities").path(2).path("language").asText()).isEqualTo("java");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "HTML|<p>x</p>|400 Bad Request: can't parse entities: Unsupported start tag \"p\" at byte offset 0",
                "html|<b>x|400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
                "MarkdownV2|a.b|400 Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
                "MarkdownV2|a *b|400 Bad Request: can't parse entities: Can't find end of Bold entity at byte offset 2",
                "Markdown|a *b|400 Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 2",
                "Rich|a|400 Bad Request: unsupported parse_mode",
            })
    void badMarkupIsRefusedInTheWordsOfTheService(String mode, String text, String refusal) {
        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", text, "parse_mode", mode)).isEqualTo(refusal);
        assertThat(people.fromBot(anna)).isEmpty();
    }

    @Test
    void nothingToSayIsRefused() {
        assertThat(bot.refused("sendMessage", "chat_id", anna)).isEqualTo("400 Bad Request: message text is empty");
        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", " \n\t ")).isEqualTo("400 Bad Request: text must be non-empty");
        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", "<b></b>", "parse_mode", "HTML"))
                .isEqualTo("400 Bad Request: text must be non-empty");
    }

    @Test
    void lengthCountsUtf16UnitsAfterParsing() {
        assertThat(html("<b>" + "x".repeat(4096) + "</b>").get("text").asText()).hasSize(4096);
        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", "x".repeat(4097))).isEqualTo("400 Bad Request: message is too long");
        assertThat(bot.ok("sendMessage", "chat_id", anna, "text", "\uD83D\uDE80".repeat(2048)).get("text").asText()).hasSize(4096);
        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", "\uD83D\uDE80".repeat(2049))).isEqualTo("400 Bad Request: message is too long");
    }

    @Test
    void rawTextIsCapped() {
        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", "<b>x</b>".repeat(4097), "parse_mode", "HTML"))
                .isEqualTo("400 Bad Request: text is too long");
    }

    @Test
    void theEndsAreTrimmedAndEntitiesWithThem() {
        var message = html("\n  <b>a</b>\tb\r\n <i>c  </i>  ");

        assertThat(message.get("text").asText()).isEqualTo("a b\n c");
        assertThat(entities(message)).containsExactly("bold 0 1", "italic 5 1");
    }

    @Test
    void stylesAreCutWhereOthersBeginAndJoinedWhereTheyTouch() {
        assertThat(entities(html("<b>aa<i>bb</i></b><b>cc</b>"))).containsExactly("bold 0 2", "bold 2 4", "italic 2 2");
        assertThat(fake.lints()).isEmpty();
    }

    @Test
    void insidePreAndInsideLinksNothingElseIsKept_AndThatIsALint() {
        assertThat(entities(html("<pre>a <b>b</b></pre>"))).containsExactly("pre 0 3");
        assertThat(lints()).containsExactly("ENTITY_LOST: bold inside pre or code");
    }

    @Test
    void aRawAmpersandIsALint() {
        assertThat(html("S&P &amp; &lt;").get("text").asText()).isEqualTo("S&P & <");
        assertThat(lints()).containsExactly("RAW_AMPERSAND: a raw & at character 1");
    }

    @Test
    void entity101IsLost_AndThatIsALint() {
        assertThat(entities(html("<b>x</b> ".repeat(100)))).hasSize(100);
        assertThat(fake.lints()).isEmpty();
        assertThat(entities(html("<b>x</b> ".repeat(101)))).hasSize(100);
        assertThat(lints()).containsExactly("ENTITY_101: 101 entities, the service keeps 100");
    }

    @Test
    void entitiesThatWeighTooMuchAreRefused() {
        var link = "<a href=\"https://example.com/" + "x".repeat(150) + "\">a</a> ";

        assertThat(html(link.repeat(40)).get("entities")).hasSize(40);
        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", link.repeat(60), "parse_mode", "HTML"))
                .isEqualTo("400 Bad Request: ENTITIES_TOO_LONG");
    }

    @Test
    void entitiesAreFoundAndCanBeGiven() {
        assertThat(entities(bot.ok("sendMessage", "chat_id", anna, "text", "/why@x_bot $NET #macro @anna_example https://example.com. a@b.org")))
                .containsExactly("bot_command 0 10", "cashtag 11 4", "hashtag 16 6", "mention 23 13", "url 37 19", "email 58 7");
        var given = bot.ok("sendMessage", "chat_id", anna, "text", "abc", "entities", "[{\"type\":\"bold\",\"offset\":1,\"length\":1}]");
        assertThat(entities(given)).containsExactly("bold 1 1");
        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", "abc", "entities", "[{\"type\":\"bold\",\"offset\":1,\"length\":9}]"))
                .startsWith("400 Bad Request: entity beginning at UTF-16 offset 1 ends after the end of the text");
    }

    @Test
    void aMentionOfAPersonCarriesTheUser() {
        var message = html("<a href=\"tg://user?id=" + anna + "\">Anna</a>");

        assertThat(message.path("entities").path(0).path("user").path("id").asLong()).isEqualTo(anna);
    }

    @Test
    void linkPreviewOptionsComeBack() {
        assertThat(bot.ok("sendMessage", "chat_id", anna, "text", "x", "link_preview_options", "{\"is_disabled\":true}")
                        .path("link_preview_options").path("is_disabled").asBoolean())
                .isTrue();
        assertThat(bot.ok("sendMessage", "chat_id", anna, "text", "x", "disable_web_page_preview", "true")
                        .path("link_preview_options").path("is_disabled").asBoolean())
                .isTrue();
    }

    @Test
    void aReplyCarriesWhatItRepliesTo() {
        int said = people.say(anna, "question");

        assertThat(bot.ok("sendMessage", "chat_id", anna, "text", "x", "reply_parameters", "{\"message_id\":" + said + "}")
                        .path("reply_to_message").path("text").asText())
                .isEqualTo("question");
        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", "x", "reply_to_message_id", 999))
                .isEqualTo("400 Bad Request: message to be replied not found");
        assertThat(bot.ok("sendMessage", "chat_id", anna, "text", "x", "reply_to_message_id", 999, "allow_sending_without_reply", "true")
                        .has("reply_to_message"))
                .isFalse();
    }

    @Test
    void messagesAreCopiedAndForwarded() {
        int said = people.say(anna, "original");
        int copy = bot.ok("copyMessage", "chat_id", anna, "from_chat_id", anna, "message_id", said).get("message_id").asInt();
        var forward = bot.ok("forwardMessage", "chat_id", anna, "from_chat_id", anna, "message_id", said);

        assertThat(people.messages(anna).stream().filter(one -> one.get("message_id").asInt() == copy).map(one -> one.get("text").asText()))
                .containsExactly("original");
        assertThat(forward.path("forward_origin").path("type").asText()).isEqualTo("user");
        assertThat(bot.refused("copyMessage", "chat_id", anna, "from_chat_id", anna, "message_id", 999))
                .isEqualTo("400 Bad Request: message to copy not found");
    }
}
