package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The user's side over HTTP, for programs in other languages. */
final class UserSideTest extends FakeTelegramFixture {
    private JsonNode get(String path) {
        return PlainClient.tree(bot.get(fake.url() + "/_fake/" + path));
    }

    @Test
    void aConversationCanBeHadWithCurl() {
        freely();
        long ben = bot.people("users", "{\"first_name\":\"Ben\",\"username\":\"ben\",\"language_code\":\"de\"}").get("user_id").asLong();
        bot.people("say", "{\"user_id\":" + ben + ",\"text\":\"/start\"}");
        var update = bot.ok("getUpdates").get(0).path("message");
        int message = bot.ok("sendMessage", "chat_id", ben, "text", "Hi", "reply_markup",
                "{\"inline_keyboard\":[[{\"text\":\"More\",\"callback_data\":\"m\"}]]}").get("message_id").asInt();
        var press = bot.people("press", "{\"user_id\":" + ben + ",\"message_id\":" + message + ",\"button\":\"More\"}").get("callback_query_id").asText();
        bot.ok("answerCallbackQuery", "callback_query_id", press, "text", "ok");

        assertThat(update.path("from").path("language_code").asText()).isEqualTo("de");
        assertThat(get("presses").get(0).path("text").asText()).isEqualTo("ok");
        assertThat(get("chats/" + ben + "/messages")).hasSize(2);
        assertThat(get("chats/" + ben + "/messages").get(1).path("text").asText()).isEqualTo("Hi");
        assertThat(get("updates")).hasSize(2);
    }

    @Test
    void aFormAndTheQueryDoToo() {
        var said = bot.send(PlainClient.to(fake.url() + "/_fake/say")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(PlainClient.form("user_id", 77, "text", "hello there"))));

        assertThat(said.statusCode()).isEqualTo(200);
        assertThat(bot.ok("getUpdates").get(0).path("message").path("text").asText()).isEqualTo("hello there");
    }

    @Test
    void chatsTopicsAndStandingsAreMade() {
        freely();
        long forum = bot.people("chats", "{\"type\":\"forum\",\"title\":\"F\",\"members\":[" + anna + "]}").get("chat_id").asLong();
        int topic = bot.people("topics", "{\"chat_id\":" + forum + ",\"name\":\"T\"}").get("message_thread_id").asInt();
        bot.people("topic", "{\"chat_id\":" + forum + ",\"message_thread_id\":" + topic + ",\"action\":\"close\"}");
        long group = bot.people("chats", "{\"type\":\"group\",\"title\":\"G\"}").get("chat_id").asLong();
        long moved = bot.people("migrate", "{\"chat_id\":" + group + "}").get("chat_id").asLong();
        bot.people("bot", "{\"chat_id\":" + moved + ",\"action\":\"kick\"}");
        bot.people("person", "{\"user_id\":" + anna + ",\"action\":\"block\"}");

        assertThat(bot.refused("sendMessage", "chat_id", forum, "text", "x", "message_thread_id", topic)).endsWith("TOPIC_CLOSED");
        assertThat(bot.refused("sendMessage", "chat_id", moved, "text", "x")).isEqualTo("403 Forbidden: bot was kicked from the supergroup chat");
        assertThat(bot.refused("sendMessage", "chat_id", anna, "text", "x")).startsWith("403 ");
        assertThat(get("chats/" + moved).path("members").path(Long.toString(fake.botId())).asText()).isEqualTo("kicked");
    }

    @Test
    void everythingElseIsSent() {
        var picture = Base64.getEncoder().encodeToString(PicturesTest.picture(30, 20, "png"));
        bot.people("send", "{\"user_id\":" + anna + ",\"kind\":\"photo\",\"caption\":\"c\",\"bytes\":\"" + picture + "\"}");
        bot.people("send", "{\"user_id\":" + anna + ",\"kind\":\"raw\",\"content\":{\"dice\":{\"emoji\":\"x\",\"value\":3}}}");
        bot.people("raw", "{\"kind\":\"future_kind\",\"content\":{\"a\":1}}");
        var updates = bot.ok("getUpdates");

        assertThat(updates.get(0).path("message").path("photo").path(0).path("width").asInt()).isEqualTo(30);
        assertThat(updates.get(1).path("message").path("dice").path("value").asInt()).isEqualTo(3);
        assertThat(updates.get(2).path("future_kind").path("a").asInt()).isEqualTo(1);
    }

    @Test
    void clockFaultsLimitsLedgerAndLintsAreAtHand() {
        assertThat(bot.people("clock", "{\"stop\":\"2026-09-01T07:00:00Z\",\"advance\":1.5}").get("now").asText()).isEqualTo("2026-09-01T07:00:01.500Z");
        bot.people("limits", "{\"none\":true}");
        bot.people("faults", "{\"rules\":[{\"kind\":\"error\",\"method\":\"getMe\",\"code\":401,\"description\":\"Unauthorized\"}]}");

        assertThat(bot.refused("getMe")).isEqualTo("401 Unauthorized");
        bot.ok("sendMessage", "chat_id", anna, "text", "a & b", "parse_mode", "HTML");
        assertThat(get("ledger?method=sendMessage").get(0).path("parameters").path("text").asText()).isEqualTo("a & b");
        assertThat(get("lints").get(0).path("kind").asText()).isEqualTo("RAW_AMPERSAND");
        bot.send(PlainClient.to(fake.url() + "/_fake/ledger").DELETE());
        assertThat(get("ledger")).isEmpty();
        assertThat(get("lints")).isEmpty();
    }

    @Test
    void aWrongOrderSaysWhatIsWrong() {
        assertThat(bot.get(fake.url() + "/_fake/nonsense").statusCode()).isEqualTo(404);
        var response = bot.send(PlainClient.to(fake.url() + "/_fake/say").POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"x\"}")));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("user_id is missing");
        assertThat(PlainClient.tree(bot.get(fake.url() + "/_fake")).properties()).hasSizeGreaterThan(20);
    }
}
