package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers by the address that came with a command or a press. */
final class ResponseUrlsTest extends FakeSlackFixture {
    private static final String BUTTON = "[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"action_id\":\"b1\",\"value\":\"t1\",\"text\":"
            + "{\"type\":\"plain_text\",\"text\":\"Refresh\"}}]}]";

    private PlainSocket socket;

    @BeforeEach
    void connect() {
        freely();
        socket = bot.socket();
        socket.next();
    }

    private String command(String channel) {
        people.slash(channel, anna, "/tidewatch help");
        return received().get("response_url").asText();
    }

    private JsonNode received() {
        var envelope = socket.tree();
        socket.ack(envelope);
        return envelope.get("payload");
    }

    private String press(String ts) {
        people.press(general, anna, ts, "Refresh");
        return received().get("response_url").asText();
    }

    private String posted() {
        return bot.ok("chat.postMessage", "channel", general, "text", "brief", "blocks", BUTTON).get("ts").asText();
    }

    @Test
    void anAnswerIsForOnePairOfEyes_UnlessItIsForAll() {
        var url = command(general);
        assertThat(bot.answer(url, "{\"text\":\"psst\"}").body()).isEqualTo("{\"ok\":true}");
        bot.answer(url, "{\"text\":\"all\",\"response_type\":\"in_channel\"}");

        assertThat(people.onlyFor(general, anna)).extracting(one -> one.get("text").asText()).containsExactly("psst");
        assertThat(people.messages(general)).singleElement().satisfies(one -> {
            assertThat(one.get("text").asText()).isEqualTo("all");
            assertThat(one.get("subtype").asText()).isEqualTo("bot_message");
        });
    }

    @Test
    void itWorksWhereTheAppIsNoMember() {
        var hidden = people.privateChannelWithoutApp("hidden", anna);
        assertThat(bot.answer(command(hidden), "{\"text\":\"psst\"}").statusCode()).isEqualTo(200);
        assertThat(people.onlyFor(hidden, anna)).hasSize(1);
    }

    @Test
    void itWorksFiveTimes() {
        var url = command(general);
        for (int i = 0; i < 5; i++) {
            assertThat(bot.answer(url, "{\"text\":\"" + i + "\"}").statusCode()).isEqualTo(200);
        }
        var sixth = bot.answer(url, "{\"text\":\"6\"}");

        assertThat(sixth.statusCode() + " " + PlainClient.error(sixth)).isEqualTo("404 used_url");
        assertThat(people.uses(url)).isEqualTo(5);
        assertThat(people.onlyFor(general, anna)).hasSize(5);
    }

    @Test
    void itWorksHalfAnHour() {
        var url = command(general);
        fake.time().advance(Duration.ofMinutes(30));
        assertThat(bot.answer(url, "{\"text\":\"still\"}").statusCode()).isEqualTo(200);
        fake.time().advance(Duration.ofSeconds(1));

        assertThat(PlainClient.error(bot.answer(url, "{\"text\":\"late\"}"))).isEqualTo("expired_url");
        assertThat(PlainClient.error(bot.answer(url + "x", "{\"text\":\"made up\"}"))).isEqualTo("no_service");
    }

    @Test
    void aMessageIsLookedThroughAsAnyOther_AndARefusalCostsNoUse() {
        var url = command(general);

        assertThat(PlainClient.error(bot.answer(url, "{}"))).isEqualTo("no_text");
        assertThat(PlainClient.error(bot.answer(url, "{\"text\":\"x\",\"blocks\":[{\"type\":\"poem\"}]}"))).isEqualTo("invalid_blocks");
        assertThat(PlainClient.error(bot.answer(url, "nothing"))).isEqualTo("invalid_payload");
        assertThat(PlainClient.error(bot.get(url))).isEqualTo("invalid_method");
        assertThat(people.uses(url)).isZero();
        bot.send(PlainClient.to(url).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(PlainClient.form("payload", "{\"text\":\"a form\"}"))));
        assertThat(people.onlyFor(general, anna)).singleElement().satisfies(one -> assertThat(one.get("text").asText()).isEqualTo("a form"));
    }

    @Test
    void thePressedMessageIsReplaced_OrTakenAway() {
        var ts = posted();
        var url = press(ts);
        bot.answer(url, "{\"text\":\"fresh\",\"replace_original\":true}");
        assertThat(people.fromApp(general)).singleElement().satisfies(one -> {
            assertThat(one.get("ts").asText()).isEqualTo(ts);
            assertThat(one.get("text").asText()).isEqualTo("fresh");
            assertThat(one.has("blocks")).isFalse();
        });
        bot.answer(url, "{\"text\":\"beside\"}");
        assertThat(people.onlyFor(general, anna)).hasSize(1);
        bot.answer(url, "{\"delete_original\":true}");
        assertThat(people.fromApp(general)).isEmpty();
    }

    @Test
    void anEphemeralMessageIsReplacedByItsOwnAddressOnly() {
        bot.answer(command(general), "{\"text\":\"first\",\"blocks\":" + BUTTON + "}");
        var ts = people.onlyFor(general, anna).getFirst().get("ts").asText();
        people.press(general, anna, ts, "Refresh");
        var payload = received();
        bot.answer(payload.get("response_url").asText(), "{\"text\":\"second\",\"replace_original\":true}");

        assertThat(payload.path("container").path("is_ephemeral").asBoolean()).isTrue();
        assertThat(payload.has("message")).isFalse();
        assertThat(people.onlyFor(general, anna)).singleElement().satisfies(one -> assertThat(one.get("text").asText()).isEqualTo("second"));
    }

    @Test
    void faultsStrikeItToo() {
        var url = command(general);
        fake.fail(Fault.error("response_url", "internal_error"));
        assertThat(PlainClient.error(bot.answer(url, "{\"text\":\"x\"}"))).isEqualTo("internal_error");
        assertThat(fake.calls("response_url").getFirst().parameter("text")).isEqualTo("x");
        assertThat(people.uses(url)).isZero();
    }
}
