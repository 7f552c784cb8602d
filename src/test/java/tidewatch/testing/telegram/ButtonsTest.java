package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.testing.fake.Request;

/** Keyboards, presses, edits and deletions. */
final class ButtonsTest extends FakeTelegramFixture {
    private static final String REFRESH = "{\"inline_keyboard\":[[{\"text\":\"Refresh\",\"callback_data\":\"r1\"}]]}";

    @BeforeEach
    void withoutRates() {
        freely();
    }

    private int sent(String text) {
        return bot.ok("sendMessage", "chat_id", anna, "text", text, "reply_markup", REFRESH).get("message_id").asInt();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x|can't parse reply keyboard markup JSON object",
                "[]|object expected as reply markup",
                "{\"inline_keyboard\":[{}]}|field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays",
                "{\"inline_keyboard\":[[{\"callback_data\":\"a\"}]]}|can't parse inline keyboard button: Can't find field \"text\"",
                "{\"inline_keyboard\":[[{\"text\":\"a\"}]]}|can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
                "{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"\"}]]}|can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
                "{\"inline_keyboard\":[[{\"text\":\" \",\"callback_data\":\"a\"}]]}|inline keyboard button text must be non-empty",
                "{\"inline_keyboard\":[[{\"text\":\"a\",\"url\":\"localhost\"}]]}|inline keyboard button URL 'localhost' is invalid: Wrong HTTP URL",
            })
    void keyboardsThatCannotBeAreRefused(String keyboard, String refusal) {
        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", "x", "reply_markup", keyboard)).isEqualTo("400 Bad Request: " + refusal);
    }

    @Test
    void callbackDataHas64BytesAtMost() {
        var keyboard = "{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"%s\"}]]}";

        bot.ok("sendMessage", "chat_id", anna, "text", "x", "reply_markup", keyboard.formatted("x".repeat(64)));
        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", "x", "reply_markup", keyboard.formatted("\u00e9".repeat(32) + "x")))
                .isEqualTo("400 Bad Request: BUTTON_DATA_INVALID");
    }

    @Test
    void moreThan100ButtonsAreRefused() {
        var row = "[{\"text\":\"a\",\"callback_data\":\"a\"}]";

        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", "x", "reply_markup", "{\"inline_keyboard\":[" + (row + ",").repeat(100) + row + "]}"))
                .isEqualTo("400 Bad Request: reply markup is too long");
    }

    @Test
    void ofTwoActionsTheFirstIsTaken_AndThatIsALint() {
        var keyboard = "{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"d\",\"url\":\"https://example.com\"}]]}";
        var button = bot.ok("sendMessage", "chat_id", anna, "text", "x", "reply_markup", keyboard).path("reply_markup").path("inline_keyboard").path(0).path(0);

        assertThat(button.has("callback_data")).isFalse();
        assertThat(button.path("url").asText()).isEqualTo("https://example.com/");
        assertThat(lints()).containsExactly("TWO_ACTIONS: a button has url and callback_data; the service takes the first");
    }

    @Test
    void aPressIsToldWithItsMessage_AndAnsweredOnce() {
        int message = sent("brief");
        var press = people.press(anna, message, anna, "Refresh");
        var query = bot.ok("getUpdates").get(0).path("callback_query");

        assertThat(query.path("id").asText()).isEqualTo(press);
        assertThat(query.path("data").asText()).isEqualTo("r1");
        assertThat(query.path("from").path("id").asLong()).isEqualTo(anna);
        assertThat(query.path("message").path("message_id").asInt()).isEqualTo(message);
        assertThat(query.has("chat_instance")).isTrue();
        assertThat(people.answer(press)).isEmpty();
        assertThat(bot.refused("answerCallbackQuery", "callback_query_id", press, "text", "x".repeat(201)))
                .isEqualTo("400 Bad Request: MESSAGE_TOO_LONG");
        bot.ok("answerCallbackQuery", "callback_query_id", press, "text", "Done", "show_alert", "true");
        assertThat(people.answer(press)).contains(new Press.Answer("Done", true, START));
        assertThat(bot.refused("answerCallbackQuery", "callback_query_id", press))
                .isEqualTo("400 Bad Request: query is too old and response timeout expired or query ID is invalid");
        assertThat(fake.lints()).isEmpty();
    }

    @Test
    void aPressAnsweredLateIsTooOld_AndOneNeverAnsweredIsALint() {
        var press = people.press(anna, sent("brief"), anna, "r1");
        fake.time().advance(Duration.ofSeconds(16));

        assertThat(bot.refused("answerCallbackQuery", "callback_query_id", press)).startsWith("400 Bad Request: query is too old");
        assertThat(lints()).containsExactly("PRESS_UNANSWERED: press " + press + " was never answered");
        assertThat(lints()).hasSize(1);
    }

    @Test
    void aForgedPressNeedsNoMessage() {
        people.forge(anna, 4711, anna, "made up");
        var query = bot.ok("getUpdates").get(0).path("callback_query");

        assertThat(query.path("data").asText()).isEqualTo("made up");
        assertThat(query.path("message").path("date").asInt(-1)).isZero();
        assertThat(bot.refused("answerCallbackQuery", "callback_query_id", "123")).startsWith("400 Bad Request: query is too old");
    }

    @Test
    void anEditReplacesTextAndKeyboard() {
        int message = sent("before");
        fake.time().advance(Duration.ofSeconds(5));
        var edited = bot.ok("editMessageText", "chat_id", anna, "message_id", message, "text", "<b>after</b>", "parse_mode", "HTML");

        assertThat(edited.get("text").asText()).isEqualTo("after");
        assertThat(edited.get("date").asLong()).isEqualTo(START.getEpochSecond());
        assertThat(edited.get("edit_date").asLong()).isEqualTo(START.getEpochSecond() + 5);
        assertThat(edited.has("reply_markup")).isFalse();
        assertThat(bot.ok("editMessageReplyMarkup", "chat_id", anna, "message_id", message, "reply_markup", REFRESH).has("reply_markup")).isTrue();
        assertThat(people.fromBot(anna)).hasSize(1);
    }

    @Test
    void editsThatCannotBeAreRefused() {
        int message = sent("same");
        int said = people.say(anna, "not the bot's");
        var notModified = "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current"
                + " content and reply markup of the message";

        assertThat(bot.refused("editMessageText", "chat_id", anna, "message_id", message, "text", "same ", "reply_markup", REFRESH))
                .isEqualTo(notModified);
        assertThat(bot.refused("editMessageReplyMarkup", "chat_id", anna, "message_id", message, "reply_markup", REFRESH)).isEqualTo(notModified);
        assertThat(bot.refused("editMessageText", "chat_id", anna, "message_id", 999, "text", "x"))
                .isEqualTo("400 Bad Request: message to edit not found");
        assertThat(bot.refused("editMessageText", "chat_id", anna, "message_id", said, "text", "x"))
                .isEqualTo("400 Bad Request: message can't be edited");
        assertThat(bot.refused("editMessageText", "chat_id", anna, "message_id", message, "text", "x".repeat(4097)))
                .isEqualTo("400 Bad Request: MESSAGE_TOO_LONG");
        assertThat(bot.refused("editMessageText", "text", "x")).isEqualTo("400 Bad Request: message identifier is not specified");
        assertThat(bot.refused("editMessageCaption", "chat_id", anna, "message_id", message, "caption", "x"))
                .isEqualTo("400 Bad Request: there is no caption in the message to edit");
        assertThat(bot.refused("editMessageText", "chat_id", anna, "message_id", message, "text", "x", "reply_markup", "{\"force_reply\":true}"))
                .isEqualTo("400 Bad Request: inline keyboard expected");
    }

    @Test
    void messagesAreDeletedWithin48Hours() {
        int first = sent("first");
        int second = sent("second");
        bot.ok("deleteMessage", "chat_id", anna, "message_id", first);

        assertThat(people.fromBot(anna)).hasSize(1);
        assertThat(bot.refused("deleteMessage", "chat_id", anna, "message_id", first)).isEqualTo("400 Bad Request: message to delete not found");
        fake.time().advance(Duration.ofDays(2).plusSeconds(1));
        assertThat(bot.refused("deleteMessage", "chat_id", anna, "message_id", second))
                .isEqualTo("400 Bad Request: message can't be deleted for everyone");
    }

    @Test
    void inAGroupOthersMessagesAreDeletedOnlyByAdministrators() {
        long group = people.supergroup("Group", anna);
        int said = people.say(group, anna, "hello");

        assertThat(bot.refused("deleteMessage", "chat_id", group, "message_id", said)).isEqualTo("400 Bad Request: message can't be deleted");
        people.promoteBot(group);
        bot.ok("deleteMessages", "chat_id", group, "message_ids", "[" + said + ", 999]");
        assertThat(people.messages(group).stream().map(one -> one.path("text").asText())).doesNotContain("hello");
    }
}
