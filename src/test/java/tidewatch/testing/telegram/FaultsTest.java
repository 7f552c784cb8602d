package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidewatch.testing.Patience.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidewatch.testing.fake.Json;

/** What goes wrong on purpose, and whether it had its effect. */
final class FaultsTest extends FakeTelegramFixture {
    @BeforeEach
    void withoutRates() {
        freely();
    }

    private int status() {
        return bot.post("sendMessage", "chat_id", anna, "text", "x").statusCode();
    }

    @Test
    void errorsAreTold() {
        fake.fail(Fault.retryAfter("sendMessage", 7), Fault.error("sendMessage", 500, "Internal Server Error"), Fault.once(Fault.Kind.BAD_GATEWAY, ""));
        var limited = bot.post("sendMessage", "chat_id", anna, "text", "x");

        assertThat(PlainClient.refusal(limited)).isEqualTo("429 Too Many Requests: retry after 7");
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
        assertThat(status()).isEqualTo(500);
        var page = bot.post("getMe");
        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.body()).startsWith("<html>");
        assertThat(people.fromBot(anna)).isEmpty();
        assertThat(status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(value = Fault.Kind.class, names = {"CUT_UNREAD", "CUT_READ", "CUT_DONE", "HALF"})
    void aCutIsSeenAsABrokenConnection_WithOrWithoutEffect(Fault.Kind kind) throws IOException {
        fake.fail(Fault.once(kind, "sendMessage"));
        var body = "{\"chat_id\":" + anna + ",\"text\":\"x\"}";
        var seen = new StringBuilder();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), fake.port())) {
            socket.getOutputStream().write(("POST /bot" + fake.token() + "/sendMessage HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            seen.append(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException reset) {
            seen.append("reset");
        }
        await().until(() -> kind == Fault.Kind.CUT_UNREAD || !fake.calls("sendMessage").isEmpty());

        switch (kind) {
            case CUT_UNREAD, CUT_READ, CUT_DONE -> assertThat(seen.toString()).isIn("", "reset");
            default -> assertThat(seen.toString()).startsWith("HTTP/1.1 200 OK").doesNotEndWith("}}");
        }
        assertThat(people.fromBot(anna)).hasSize(kind == Fault.Kind.CUT_DONE || kind == Fault.Kind.HALF ? 1 : 0);
    }

    @Test
    void anAnswerCanBeNoJson_OrDripOrStayOut() {
        fake.fail(
                Fault.once(Fault.Kind.WRONG_JSON, "getMe"), Fault.once(Fault.Kind.DRIP, "getMe").lasting(0.05),
                Fault.once(Fault.Kind.SILENCE, "sendMessage").lasting(0.05), Fault.once(Fault.Kind.SILENCE_DONE, "sendMessage").lasting(0.05));

        assertThat(Json.read(bot.get(bot.bot() + "getMe").body())).isEmpty();
        assertThat(PlainClient.result(bot.get(bot.bot() + "getMe")).get("id").asLong()).isEqualTo(fake.botId());
        assertThatThrownBy(this::status).isInstanceOf(UncheckedIOException.class);
        assertThat(people.fromBot(anna)).isEmpty();
        assertThatThrownBy(this::status).isInstanceOf(UncheckedIOException.class);
        assertThat(people.fromBot(anna)).hasSize(1);
    }

    @Test
    void aRuleSkipsAndRepeatsAndStrikesOneMethod() {
        fake.fail(Fault.error("sendMessage", 500, "Internal Server Error").skipping(1).times(2));
        bot.ok("getMe");

        assertThat(List.of(status(), status(), status(), status())).containsExactly(200, 500, 500, 200);
    }

    @Test
    void chanceIsTheSameForTheSameSeed() {
        var runs = new ArrayList<List<Integer>>();
        for (int run = 0; run < 2; run++) {
            fake.heal();
            fake.failByChance(42, 0.5, List.of(Fault.error("", 500, "x"), Fault.once(Fault.Kind.BAD_GATEWAY, "")));
            var statuses = new ArrayList<Integer>();
            for (int i = 0; i < 20; i++) {
                statuses.add(status());
            }
            runs.add(statuses);
        }

        assertThat(runs.getFirst()).isEqualTo(runs.getLast()).contains(200, 500, 502);
    }

    @Test
    void theLedgerNamesTheFault() {
        fake.fail(Fault.once(Fault.Kind.BAD_GATEWAY, "sendMessage"));
        status();

        assertThat(fake.calls("sendMessage").getFirst().fault()).isEqualTo("BAD_GATEWAY");
        assertThat(fake.calls("sendMessage").getFirst().parameter("text")).isEqualTo("x");
    }
}
