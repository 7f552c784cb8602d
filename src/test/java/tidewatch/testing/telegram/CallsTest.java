package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.testing.Canaries;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Request;

/** Ways to call, and what comes back whatever the method. */
final class CallsTest extends FakeTelegramFixture {
    @Test
    void everyDocumentedBodyFormIsTaken() {
        freely();
        var query = PlainClient.form("chat_id", anna, "text", "a & b \u00e9");

        assertThat(PlainClient.result(bot.get(bot.bot() + "sendMessage?" + query)).get("text").asText()).isEqualTo("a & b \u00e9");
        assertThat(bot.ok("sendMessage", "chat_id", anna, "text", "a & b \u00e9").get("text").asText()).isEqualTo("a & b \u00e9");
        assertThat(PlainClient.result(bot.json("sendMessage", "{\"chat_id\":" + anna + ",\"text\":\"a & b \\u00e9\"}")).get("text").asText())
                .isEqualTo("a & b \u00e9");
        assertThat(PlainClient.result(bot.file("sendMessage", "", "", new byte[0], "chat_id", anna, "text", "a & b \u00e9")).get("text").asText())
                .isEqualTo("a & b \u00e9");
        assertThat(people.fromBot(anna)).hasSize(4);
        assertThat(fake.lints()).isEmpty();
    }

    @Test
    void nestedValuesComeAsJsonInAForm_AndAsObjectsInJson() {
        freely();
        var keyboard = "{\"inline_keyboard\":[[{\"text\":\"Refresh\",\"callback_data\":\"r\"}]]}";
        var form = bot.ok("sendMessage", "chat_id", anna, "text", "x", "reply_markup", keyboard);
        var json = PlainClient.result(bot.json("sendMessage", "{\"chat_id\":\"" + anna + "\",\"text\":\"x\",\"reply_markup\":" + keyboard + "}"));

        assertThat(form.get("reply_markup")).isEqualTo(json.get("reply_markup")).isEqualTo(Json.read(keyboard).orElseThrow());
    }

    @Test
    void aBodyMayComeInChunks() {
        var chunked = HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString("{\"chat_id\":" + anna + ",\"text\":\"x\"}"));
        var response = bot.send(PlainClient.to(bot.bot() + "sendMessage").header("Content-Type", "application/json").POST(chunked));

        assertThat(PlainClient.result(response).get("text").asText()).isEqualTo("x");
    }

    @Test
    void anAwaited100ContinueComes() {
        var response = bot.send(PlainClient.to(bot.bot() + "getMe").expectContinue(true).POST(HttpRequest.BodyPublishers.ofString("x")));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getMe", "getme", "GETME"})
    void methodsAreFoundInAnyLetterCase(String method) {
        var me = bot.ok(method);

        assertThat(me.get("id").asLong()).isEqualTo(fake.botId());
        assertThat(me.get("is_bot").asBoolean()).isTrue();
        assertThat(me.get("username").asText()).isEqualTo(fake.username());
        assertThat(me.has("first_name") && me.has("can_join_groups") && me.has("can_read_all_group_messages")).isTrue();
    }

    @Test
    void aBadTokenIs401() {
        assertThat(PlainClient.refusal(bot.get(fake.url() + "/bot" + Canaries.UNKNOWN_BOT + "/getMe"))).isEqualTo("401 Unauthorized");
        assertThat(PlainClient.refusal(bot.get(fake.url() + "/botx/getMe"))).isEqualTo("401 Unauthorized: invalid token specified");
        assertThat(PlainClient.refusal(bot.get(fake.url() + "/file/bot" + Canaries.UNKNOWN_BOT + "/a"))).startsWith("401 ");
    }

    @Test
    void anEncodedColonInTheTokenIsRead() {
        assertThat(bot.get(fake.url() + "/bot" + fake.token().replace(":", "%3A") + "/getMe").statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownMethodIs404() {
        assertThat(bot.refused("sendRichMessage", "chat_id", anna)).isEqualTo("404 Not Found: method not found");
        assertThat(PlainClient.refusal(bot.get(fake.url() + "/other"))).isEqualTo("404 Not Found");
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() {
        assertThat(PlainClient.refusal(bot.json("getMe", "[1]"))).isEqualTo("400 Bad Request: JSON object expected");
        assertThat(PlainClient.refusal(bot.json("getMe", "{\"a\":"))).startsWith("400 Bad Request: ");
    }

    @Test
    void aConnectionStaysOpenForTheNextCall() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), fake.port())) {
            var call = "GET /bot" + fake.token() + "/getMe HTTP/1.1\r\nHost: x\r\n\r\n";
            socket.getOutputStream().write((call + call.replace("1.1\r\n", "1.1\r\nConnection: close\r\n")).getBytes(StandardCharsets.UTF_8));
            var all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(all.split("HTTP/1.1 200 OK", -1)).hasSize(3);
            assertThat(all).contains("Connection: keep-alive", "Connection: close", "Content-Type: application/json");
        }
    }

    @Test
    void theLedgerKeepsBytesParametersTimeAndAnswer() {
        bot.ok("sendmessage", "chat_id", anna, "text", "hello");
        var call = fake.calls("sendMessage").getFirst();

        assertThat(call.method()).isEqualTo("sendmessage");
        assertThat(call.body().text()).isEqualTo("chat_id=" + anna + "&text=hello");
        assertThat(call.parameter("text")).isEqualTo("hello");
        assertThat(call.at()).isEqualTo(START);
        assertThat(call.status()).isEqualTo(200);
        assertThat(call.answer().path("result").path("text").asText()).isEqualTo("hello");
    }

    @Test
    void aParameterThatMeansNothingIsALint() {
        bot.ok("sendMessage", "chat_id", anna, "text", "x", "parse_mod", "HTML");

        assertThat(lints()).containsExactly("UNKNOWN_PARAMETER: parse_mod");
    }

    @Test
    void afterLogOutNothingIsAnswered() {
        bot.ok("logOut");

        assertThat(bot.refused("getMe")).isEqualTo("400 Logged out");
    }

    @Test
    void theMenuIsKeptByScopeAndLanguage() {
        bot.ok("setMyCommands", "commands", "[{\"command\":\"brief\",\"description\":\"The brief\"}]", "scope", "{\"type\":\"all_group_chats\"}",
                "language_code", "de");

        assertThat(bot.ok("getMyCommands")).isEmpty();
        assertThat(bot.ok("getMyCommands", "scope", "{\"type\":\"all_group_chats\"}", "language_code", "de").path(0).path("command").asText())
                .isEqualTo("brief");
        bot.ok("deleteMyCommands", "scope", "{\"type\":\"all_group_chats\"}", "language_code", "de");
        assertThat(people.commands()).isEmpty();
    }

    @Test
    void aMenuBeyondTheLimitsIsRefused() {
        assertThat(bot.refused("setMyCommands", "commands", "[{\"command\":\"Brief\",\"description\":\"x\"}]"))
                .isEqualTo("400 Bad Request: BOT_COMMAND_INVALID");
        assertThat(bot.refused("setMyCommands", "commands", "[{\"command\":\"brief\",\"description\":\"\"}]"))
                .isEqualTo("400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID");
        assertThat(bot.refused("setMyCommands", "commands", "[{\"command\":\"brief\"}]"))
                .isEqualTo("400 Bad Request: can't parse BotCommand: Can't find field \"description\"");
        assertThat(bot.refused("setMyCommands", "commands", "[" + "{\"command\":\"a\",\"description\":\"x\"},".repeat(100)
                        + "{\"command\":\"a\",\"description\":\"x\"}]"))
                .isEqualTo("400 Bad Request: BOT_COMMANDS_TOO_MUCH");
    }
}
