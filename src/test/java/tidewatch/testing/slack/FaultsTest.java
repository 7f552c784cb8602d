package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidewatch.testing.Patience.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidewatch.testing.fake.Json;

/** What goes wrong on purpose, and whether it had its effect. */
final class FaultsTest extends FakeSlackFixture {
    @BeforeEach
    void withoutRates() {
        freely();
    }

    private HttpResponse<String> post() {
        return bot.post("chat.postMessage", "channel", general, "text", "x");
    }

    @Test
    void errorsAreTold() {
        fake.fail(
                Fault.retryAfter("chat.postMessage", 7), Fault.error("chat.postMessage", "internal_error"),
                Fault.errorAfterTheEffect("chat.postMessage", "internal_error"), Fault.once(Fault.Kind.SERVER_ERROR, "chat.postMessage"),
                Fault.once(Fault.Kind.UNAVAILABLE, ""), Fault.once(Fault.Kind.BAD_GATEWAY, ""), Fault.once(Fault.Kind.HTML, ""),
                Fault.once(Fault.Kind.BAD_GATEWAY_DONE, ""));
        var limited = post();

        assertThat(limited.statusCode() + " " + PlainClient.error(limited)).isEqualTo("429 ratelimited");
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
        assertThat(PlainClient.error(post())).isEqualTo("internal_error");
        assertThat(people.fromApp(general)).isEmpty();
        assertThat(PlainClient.error(post())).isEqualTo("internal_error");
        assertThat(people.fromApp(general)).hasSize(1);
        assertThat(post().statusCode()).isEqualTo(500);
        assertThat(post().statusCode()).isEqualTo(503);
        assertThat(post().statusCode()).isEqualTo(502);
        var page = post();
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).startsWith("<!DOCTYPE html>");
        assertThat(people.fromApp(general)).hasSize(1);
        assertThat(post().statusCode()).isEqualTo(502);
        assertThat(people.fromApp(general)).hasSize(2);
        assertThat(post().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(value = Fault.Kind.class, names = {"CUT_UNREAD", "CUT_READ", "CUT_DONE", "HALF"})
    void aCutIsSeenAsABrokenConnection_WithOrWithoutEffect(Fault.Kind kind) throws IOException {
        fake.fail(Fault.once(kind, "chat.postMessage"));
        var body = PlainClient.form("channel", general, "text", "x");
        var seen = new StringBuilder();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), fake.port())) {
            socket.getOutputStream().write(("POST /api/chat.postMessage HTTP/1.1\r\nAuthorization: Bearer " + fake.botToken()
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8));
            seen.append(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException reset) {
            seen.append("reset");
        }
        await().until(() -> kind == Fault.Kind.CUT_UNREAD || !fake.calls("chat.postMessage").isEmpty());

        if (kind == Fault.Kind.HALF) {
            assertThat(seen.toString()).startsWith("HTTP/1.1 200 OK").doesNotEndWith("}");
        } else {
            assertThat(seen.toString()).isIn("", "reset");
        }
        assertThat(people.fromApp(general)).hasSize(kind == Fault.Kind.CUT_DONE || kind == Fault.Kind.HALF ? 1 : 0);
    }

    @Test
    void anAnswerCanBeNoJson_OrDripOrStayOut() {
        fake.fail(
                Fault.once(Fault.Kind.WRONG_JSON, "auth.test"), Fault.once(Fault.Kind.DRIP, "auth.test").lasting(0.05),
                Fault.once(Fault.Kind.SILENCE, "chat.postMessage").lasting(0.05), Fault.once(Fault.Kind.SILENCE_DONE, "chat.postMessage").lasting(0.05));

        assertThat(Json.read(bot.post("auth.test").body())).isEmpty();
        assertThat(PlainClient.tree(bot.post("auth.test")).get("ok").asBoolean()).isTrue();
        assertThatThrownBy(this::post).isInstanceOf(UncheckedIOException.class);
        assertThat(people.fromApp(general)).isEmpty();
        assertThatThrownBy(this::post).isInstanceOf(UncheckedIOException.class);
        assertThat(people.fromApp(general)).hasSize(1);
    }

    @Test
    void aRuleSkipsAndRepeatsAndStrikesOneMethod() {
        fake.fail(Fault.once(Fault.Kind.SERVER_ERROR, "chat.postMessage").skipping(1).times(2));
        bot.ok("auth.test");

        assertThat(List.of(post().statusCode(), post().statusCode(), post().statusCode(), post().statusCode())).containsExactly(200, 500, 500, 200);
    }

    @Test
    void chanceIsTheSameForTheSameSeed() {
        var runs = new ArrayList<List<Integer>>();
        for (int run = 0; run < 2; run++) {
            fake.heal();
            fake.failByChance(42, 0.5, List.of(Fault.once(Fault.Kind.SERVER_ERROR, ""), Fault.once(Fault.Kind.BAD_GATEWAY, "")));
            var statuses = new ArrayList<Integer>();
            for (int i = 0; i < 20; i++) {
                statuses.add(post().statusCode());
            }
            runs.add(statuses);
        }

        assertThat(runs.getFirst()).isEqualTo(runs.getLast()).contains(200, 500, 502);
    }

    @Test
    void theLedgerNamesTheFault() {
        fake.fail(Fault.once(Fault.Kind.BAD_GATEWAY, "chat.postMessage"));
        post();

        assertThat(fake.calls("chat.postMessage").getFirst().fault()).isEqualTo("BAD_GATEWAY");
        assertThat(fake.calls("chat.postMessage").getFirst().parameter("text")).isEqualTo("x");
    }
}
