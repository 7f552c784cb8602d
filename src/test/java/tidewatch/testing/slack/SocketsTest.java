package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidewatch.testing.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Socket Mode: tickets, hello, envelopes, repeats, the end of a socket. */
final class SocketsTest extends FakeSlackFixture {
    private PlainSocket live() {
        var socket = bot.socket();
        assertThat(socket.tree().get("type").asText()).isEqualTo("hello");
        return socket;
    }

    private String state(long receipt) {
        var found = people.receipt(receipt).orElseThrow();
        return (found.state() + " " + found.failure()).strip();
    }

    @Test
    void aSocketBeginsWithHello() {
        var socket = bot.socket();
        var hello = socket.tree();

        assertThat(hello.get("num_connections").asInt()).isEqualTo(1);
        assertThat(hello.path("connection_info").path("app_id").asText()).isEqualTo(fake.app());
        assertThat(hello.path("debug_info").path("approximate_connection_time").asInt()).isEqualTo(18_060);
        assertThat(bot.ticket()).matches("ws://127\\.0\\.0\\.1:" + fake.port() + "/link/\\?ticket=[0-9a-f-]{36}&app_id=" + fake.app());
        assertThat(bot.socket().tree().get("num_connections").asInt()).isEqualTo(2);
    }

    @Test
    void aTicketIsUsedOnce_AndNotForLong() {
        var ticket = bot.ticket();
        bot.socket(ticket).next();
        assertThatThrownBy(() -> bot.socket(ticket)).isInstanceOf(CompletionException.class);

        var old = bot.ticket();
        fake.time().advance(Duration.ofSeconds(31));
        assertThatThrownBy(() -> bot.socket(old)).isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> bot.socket(ticket.replaceAll("ticket=[^&]*", "ticket=made-up"))).isInstanceOf(CompletionException.class);
        assertThat(fake.calls("link")).extracting(Call::status).containsExactly(101, 403, 403, 403);
    }

    @Test
    void whatIsNoUpgradeIsRefused() {
        assertThat(bot.get(bot.ticket().replace("ws:", "http:")).statusCode()).isEqualTo(400);
    }

    @Test
    void onlyTheTokenOfTheAppOpensASocket() {
        assertThat(bot.refused("apps.connections.open")).isEqualTo("not_allowed_token_type");
        assertThat(PlainClient.error(bot.postAs("xapp-1-other", "apps.connections.open"))).isEqualTo("invalid_auth");
        assertThat(PlainClient.error(bot.send(PlainClient.to(fake.url() + "/api/apps.connections.open")
                        .POST(HttpRequest.BodyPublishers.noBody()))))
                .isEqualTo("not_authed");
        assertThat(PlainClient.error(bot.postAs(fake.appToken(), "auth.test"))).isEqualTo("not_allowed_token_type");
        assertThat(lints()).isEmpty();
        bot.send(PlainClient.to(fake.url() + "/api/apps.connections.open").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(PlainClient.form("token", fake.appToken()))));
        assertThat(lints()).containsExactly("TOKEN_IN_BODY");
    }

    @Test
    void aCommandComesWhole_AndIsDoneByItsAcknowledgement() {
        var socket = live();
        long receipt = people.slash(general, anna, "/tidewatch winners 5");
        var envelope = socket.tree();
        var payload = envelope.get("payload");

        assertThat(envelope.get("type").asText()).isEqualTo("slash_commands");
        assertThat(envelope.get("accepts_response_payload").asBoolean()).isTrue();
        assertThat(payload.get("command").asText() + " " + payload.get("text").asText()).isEqualTo("/tidewatch winners 5");
        assertThat(payload.get("channel_name").asText()).isEqualTo("general");
        assertThat(payload.get("user_id").asText()).isEqualTo(anna);
        assertThat(payload.get("response_url").asText()).startsWith(fake.url() + "/commands/" + fake.team() + "/");
        assertThat(state(receipt)).isEqualTo("SENT");
        socket.ack(envelope);
        await().until(() -> state(receipt).equals("DONE"));
        assertThat(lints()).isEmpty();
    }

    @Test
    void anAnswerInTheAcknowledgementOfACommandIsShown() {
        var socket = live();
        people.slash(general, anna, "/tidewatch help");
        socket.ack(socket.tree(), "{\"text\":\"Here you are\"}");
        await().until(() -> !people.onlyFor(general, anna).isEmpty());

        assertThat(people.onlyFor(general, anna).getFirst().get("text").asText()).isEqualTo("Here you are");
        assertThat(people.messages(general)).isEmpty();
    }

    @Test
    void aCommandThatIsNotAcknowledgedInThreeSecondsHasFailed() {
        var socket = live();
        long receipt = people.slash(general, anna, "/tidewatch help");
        var envelope = socket.tree();
        fake.time().advance(Duration.ofSeconds(3));
        await().until(() -> state(receipt).equals("FAILED operation_timeout"));
        socket.ack(envelope);
        await().until(() -> lints().equals(List.of("LATE_ACK")));

        assertThat(state(receipt)).isEqualTo("FAILED operation_timeout");
        assertThat(socket.rest()).isEmpty();
    }

    @Test
    void withoutASocketACommandFails_AndAnEventIsKeptAWhile() {
        long lost = people.slash(general, anna, "/tidewatch help");
        people.say(people.im(anna), anna, "kept");
        fake.time().advance(Duration.ofSeconds(5));
        await().until(() -> state(lost).equals("FAILED dispatch_failed"));
        var socket = live();
        var event = socket.tree();

        assertThat(event.path("payload").path("event").path("text").asText()).isEqualTo("kept");
        assertThat(event.get("retry_attempt").asInt()).isZero();
    }

    @Test
    void anEventIsSaidAgainAtOnceAfterAMinuteAndAfterFive_WithItsIdAndAnotherEnvelope() {
        var socket = live();
        people.say(people.im(anna), anna, "hello");
        var first = socket.tree();
        var again = new ArrayList<JsonNode>();
        for (int seconds : new int[] {3, 60, 240}) {
            fake.time().advance(Duration.ofSeconds(seconds));
            again.add(socket.tree());
            // Each has its three seconds, and is seen to have failed, before the next step.
            fake.time().advance(Duration.ofSeconds(3));
            await().until(() -> people.receipts().getFirst().attempts() > again.size() + 1 || people.receipts().getFirst().failed());
        }

        assertThat(again).extracting(one -> one.get("retry_attempt").asInt()).containsExactly(1, 2, 3);
        assertThat(again).extracting(one -> one.get("retry_reason").asText()).containsOnly("timeout");
        assertThat(again).extracting(one -> one.path("payload").path("event_id").asText())
                .containsOnly(first.path("payload").path("event_id").asText());
        assertThat(Stream.concat(Stream.of(first), again.stream()).map(one -> one.get("envelope_id").asText())).doesNotHaveDuplicates();
        assertThat(state(1)).isEqualTo("FAILED operation_timeout");
    }

    @Test
    void aRepeatTakesAnotherSocket() {
        var one = live();
        var other = live();
        people.say(people.im(anna), anna, "hello");
        await().until(() -> fake.frames().stream().anyMatch(frame -> frame.text().contains("events_api")));
        long first = fake.frames().getLast().link();
        // By turns alone the repeat would come where the event came.
        people.slash(general, anna, "/tidewatch between");
        (first == 1 ? other : one).next();
        fake.time().advance(Duration.ofSeconds(3));
        var second = first == 1 ? other.tree() : one.tree();

        assertThat(second.get("retry_attempt").asInt()).isEqualTo(1);
    }

    @Test
    void aPayloadGoesToOneSocket_ByTurns() {
        var one = live();
        var other = live();
        for (int i = 0; i < 4; i++) {
            people.slash(general, anna, "/tidewatch " + i);
        }

        assertThat(List.of(one.tree(), one.tree(), other.tree(), other.tree())).extracting(all -> all.path("payload").path("text").asText())
                .containsExactlyInAnyOrder("0", "1", "2", "3");
        assertThat(one.rest()).isEmpty();
        assertThat(other.rest()).isEmpty();
    }

    @Test
    void whatIsAcknowledgedStrangelyIsALint() {
        var socket = live();
        var other = live();
        people.say(people.im(anna), anna, "hello");
        var envelope = socket.tree();
        socket.say("{\"envelope_id\":\"made-up\"}");
        socket.say("nothing");
        // Two sockets are two threads of the fake: what one said is read before the other speaks.
        await().until(() -> lints().size() == 2);
        other.ack(envelope, "{\"text\":\"x\"}");
        await().until(() -> people.receipts().getFirst().done());
        other.ack(envelope);
        await().until(() -> lints().size() == 5);

        assertThat(lints()).containsExactly("UNKNOWN_ENVELOPE", "BAD_ACK", "ACK_ELSEWHERE", "ANSWER_IGNORED", "ACK_TWICE");
    }

    @Test
    void theEleventhSocketIsSentAway() {
        for (int i = 0; i < 10; i++) {
            live();
        }
        var eleventh = bot.socket();

        assertThat(eleventh.tree().get("reason").asText()).isEqualTo("too_many_websockets");
        assertThat(eleventh.next()).isEqualTo("CLOSE 1000");
        assertThat(fake.liveSockets()).isEqualTo(10);
    }

    @Test
    void aSocketAtTheEndOfItsTimeIsWarned_AskedToGo_AndClosed() {
        var socket = live();
        fake.time().advance(Duration.ofSeconds(18_050));
        assertThat(socket.tree().get("reason").asText()).isEqualTo("warning");
        people.slash(general, anna, "/tidewatch still");
        var late = socket.tree();
        fake.time().advance(Duration.ofSeconds(2));
        socket.ack(late);
        await().until(() -> state(1).equals("DONE"));
        fake.time().advance(Duration.ofSeconds(8));
        assertThat(socket.tree().get("reason").asText()).isEqualTo("refresh_requested");
        assertThat(fake.liveSockets()).isZero();
        long lost = people.slash(general, anna, "/tidewatch nobody");
        fake.time().advance(Duration.ofSeconds(10));

        assertThat(socket.next()).isEqualTo("CLOSE 1000");
        await().until(() -> state(lost).equals("FAILED dispatch_failed"));
    }

    @Test
    void socketModeCanBeSwitchedOff() {
        var socket = live();
        fake.linkDisabled(true);

        assertThat(socket.tree().get("reason").asText()).isEqualTo("link_disabled");
        assertThat(socket.next()).isEqualTo("CLOSE 1000");
        assertThat(PlainClient.error(bot.postAs(fake.appToken(), "apps.connections.open"))).isEqualTo("socket_mode_not_enabled");
        fake.linkDisabled(false);
        live();
    }

    @Test
    void socketsAreCut_AndClosed() {
        var cut = live();
        fake.cutSockets();
        assertThat(cut.next()).matches("ERROR|CLOSE 1006");
        await().until(() -> fake.liveSockets() == 0);
        var closed = live();
        fake.closeSockets();
        assertThat(closed.next()).isEqualTo("CLOSE 1000");
    }

    @Test
    void aClientThatLeavesIsForgotten() {
        var socket = live();
        socket.close();
        assertThat(socket.next()).isEqualTo("CLOSE 1000");
        await().until(() -> fake.liveSockets() == 0);
        live().abort();
        await().until(() -> fake.liveSockets() == 0);
    }

    @Test
    void pingsAreAnswered_UnlessTheyAreNot() {
        var socket = live();
        socket.ping();
        assertThat(socket.next()).isEqualTo("PONG 3");

        fake.fail(Fault.once(Fault.Kind.NO_PONG, "link"));
        var deaf = live();
        deaf.ping();
        people.slash(general, anna, "/tidewatch 1");
        people.slash(general, anna, "/tidewatch 2");
        await().until(() -> fake.frames().stream().filter(frame -> frame.text().equals("PING")).count() == 2);
        assertThat(deaf.next()).contains("/tidewatch");
        assertThat(deaf.rest()).isEmpty();
    }

    @Test
    void aSocketWithoutHelloGetsNothing_AndADeafOneLosesAll() {
        fake.fail(Fault.once(Fault.Kind.NO_HELLO, "link"), Fault.once(Fault.Kind.DEAF, "link"));
        var silent = bot.socket();
        var deaf = live();
        long lost = people.slash(general, anna, "/tidewatch help");
        fake.time().advance(Duration.ofSeconds(3));
        await().until(() -> state(lost).equals("FAILED operation_timeout"));

        assertThat(silent.rest()).isEmpty();
        assertThat(deaf.rest()).isEmpty();
    }

    @Test
    void openingGoesWrongInEveryWay() {
        fake.fail(
                Fault.error("apps.connections.open", "internal_error"), Fault.once(Fault.Kind.HTML, "apps.connections.open"),
                Fault.retryAfter("apps.connections.open", 7), Fault.once(Fault.Kind.BAD_GATEWAY, "link"));
        assertThat(PlainClient.error(bot.postAs(fake.appToken(), "apps.connections.open"))).isEqualTo("internal_error");
        assertThat(bot.postAs(fake.appToken(), "apps.connections.open").body()).startsWith("<!DOCTYPE html>");
        assertThat(bot.postAs(fake.appToken(), "apps.connections.open").headers().firstValue("Retry-After")).contains("7");
        assertThatThrownBy(bot::socket).isInstanceOf(CompletionException.class);
        live();
    }

    @Test
    void payloadsComeTwice_Late_AndWithFieldsOfTomorrow() {
        var socket = live();
        fake.doublePayloads(1, false);
        people.slash(general, anna, "/tidewatch twice");
        var first = socket.tree();
        assertThat(socket.tree()).isEqualTo(first);
        socket.ack(first);
        socket.ack(first);

        fake.holdPayloads(1);
        people.slash(general, anna, "/tidewatch held");
        people.slash(general, anna, "/tidewatch passed");
        assertThat(socket.tree().path("payload").path("text").asText()).isEqualTo("passed");
        assertThat(socket.tree().path("payload").path("text").asText()).isEqualTo("held");

        fake.extendPayloads(true);
        people.openHome(anna);
        var extended = socket.tree();
        assertThat(extended.path("payload").path("event").has("x_of_tomorrow")).isTrue();
        assertThat(lints()).isEmpty();
    }

    @Test
    void aDoubledPayloadCanComeOnTwoSockets() {
        var one = live();
        var other = live();
        fake.doublePayloads(1, true);
        people.slash(general, anna, "/tidewatch twice");

        assertThat(one.tree()).isEqualTo(other.tree());
    }

    @Test
    void framesOfEverySizeGoThrough() {
        freely();
        var socket = live();
        for (int length : new int[] {1, 125, 126, 60_000, 65_535, 70_000}) {
            people.say(people.im(anna), anna, "x".repeat(length));
            assertThat(socket.tree().path("payload").path("event").path("text").asText()).hasSize(length);
        }
        socket.say("{\"envelope_id\":\"" + "y".repeat(70_000) + "\"}");
        await().until(() -> lints().equals(List.of("UNKNOWN_ENVELOPE")));
    }

    @Test
    void aBrokenFrameClosesTheSocket() throws Exception {
        for (var broken : Map.of("81 01 41", 1002, "F1 80 00 00 00 00", 1002, "81 81 00 00 00 00 FF", 1007, "80 80 00 00 00 00", 1002).entrySet()) {
            try (var raw = new RawSocket(fake.port(), bot.ticket())) {
                raw.frame();
                raw.send(broken.getKey());

                assertThat(raw.frame()).as(broken.getKey()).startsWith("CLOSE " + broken.getValue());
            }
        }
        assertThat(lints()).containsOnly("WEBSOCKET").hasSize(4);
    }

    @Test
    void messagesInFragmentsWithAPingBetweenAreRead() throws Exception {
        try (var raw = new RawSocket(fake.port(), bot.ticket())) {
            raw.frame();
            raw.send("01 85 00 00 00 00 7B 22 61 22 3A");
            raw.send("89 80 00 00 00 00");
            raw.send("80 82 00 00 00 00 31 7D");

            assertThat(raw.frame()).isEqualTo("PONG");
            await().until(() -> lints().equals(List.of("BAD_ACK")));
            assertThat(fake.lints().getFirst().text()).isEqualTo("{\"a\":1}");
        }
    }
}
