package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Delivered.RetryAfter;
import tidewatch.testing.FakeClock;
import tidewatch.testing.fake.ScriptedServer;

/** Whatever a server or the wire does: one message, one request, and an outcome that says no more than can be known. */
class FaultTableTest {
    private static Arguments row(String name, ScriptedServer.Turn turn, String outcome) {
        return Arguments.of(name, turn, outcome);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("yes", ScriptedApi.ok("{\"message_id\":7}"), "SENT 7"),
                row("yes, with much that is new", ScriptedApi.ok("{\"message_id\":7,\"date\":99999999999999,\"chat\":{}}"), "SENT 7"),
                row("a number of 52 bits", ScriptedApi.ok("{\"message_id\":4503599627370495}"), "SENT 4503599627370495"),
                row("yes in pieces", ScriptedApi.chunked("{\"ok\":true,\"result\":{\"message_id\":7}}"), "SENT 7"),
                row("yes without a number", ScriptedApi.ok("{}"), "SENT"),
                row("yes of another kind", ScriptedApi.ok("true"), "SENT"),
                row("200 and no JSON", ScriptedApi.html(200), "SENT"),
                row("200 and other JSON", ScriptedApi.json(200, "[1]"), "SENT"),
                row("200 and nothing", ScriptedApi.json(200, ""), "SENT"),
                row("half a body", ScriptedApi.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":tr"), "SENT"),
                row("a no under 200", ScriptedApi.json(200, "{\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: bot was blocked by the user\"}"), "BLOCKED"),
                row("a no under 200 without a code", ScriptedApi.json(200, "{\"ok\":false}"), "BAD_CONTENT"),
                row("too many, told in the body", ScriptedApi.no(429, "Too Many Requests: retry after 7", "{\"retry_after\":7}"), "RETRY PT7S CHAT ANSWERED"),
                row("too many, told in the header", ScriptedApi.raw("HTTP/1.1 429 No\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n"), "RETRY PT9S CHAT ANSWERED"),
                row("too many, not told", ScriptedApi.no(429, "Too Many Requests"), "RETRY - CHAT ANSWERED"),
                row("500 of the API", ScriptedApi.no(500, "Internal Server Error"), "UNKNOWN"),
                row("500 of something else", ScriptedApi.html(500), "UNKNOWN"),
                row("504", ScriptedApi.html(504), "UNKNOWN"),
                row("408", ScriptedApi.html(408), "UNKNOWN"),
                row("502", ScriptedApi.html(502), "RETRY - SENDER ASSUMED"),
                row("503 that asks to come back at once", ScriptedApi.raw("HTTP/1.1 503 No\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"), "RETRY PT0S SENDER ASSUMED"),
                row("502 of the API", ScriptedApi.no(502, "Bad Gateway"), "RETRY - SENDER ASSUMED"),
                row("a page that leads elsewhere", ScriptedApi.raw("HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"), "RETRY - SENDER ASSUMED"),
                row("403 of something on the way", ScriptedApi.html(403), "RETRY - SENDER ASSUMED"),
                row("hung up after the request", ScriptedApi.HANG_UP, "UNKNOWN"),
                row("broken off after the request", ScriptedApi.RESET, "UNKNOWN"),
                row("no HTTP", ScriptedApi.raw("hello\r\n\r\n"), "UNKNOWN"),
                row("401", ScriptedApi.no(401, "Unauthorized"), "BAD_TOKEN"),
                row("404 for what is no token", ScriptedApi.no(404, "Not Found"), "BAD_TOKEN"),
                row("404 for a method", ScriptedApi.no(404, "Not Found: method not found"), "BAD_CONTENT"),
                row("blocked", ScriptedApi.no(403, "Forbidden: bot was blocked by the user"), "BLOCKED"),
                row("deactivated", ScriptedApi.no(403, "Forbidden: user is deactivated"), "BLOCKED"),
                row("never opened", ScriptedApi.no(403, "Forbidden: bot can't initiate conversation with a user"), "BLOCKED"),
                row("kicked", ScriptedApi.no(403, "Forbidden: bot was kicked from the supergroup chat"), "KICKED"),
                row("not a member", ScriptedApi.no(403, "Forbidden: bot is not a member of the channel chat"), "KICKED"),
                row("group deleted", ScriptedApi.no(403, "Forbidden: the group chat was deleted"), "KICKED"),
                row("no such chat", ScriptedApi.no(400, "Bad Request: chat not found"), "CHAT_GONE"),
                row("may not write", ScriptedApi.no(400, "Bad Request: not enough rights to send text messages to the chat"), "NO_RIGHTS"),
                row("may not write, older words", ScriptedApi.no(400, "Bad Request: have no rights to send a message"), "NO_RIGHTS"),
                row("may not write, as Telegram's core says it", ScriptedApi.no(400, "Bad Request: CHAT_WRITE_FORBIDDEN"), "NO_RIGHTS"),
                row("too long", ScriptedApi.no(400, "Bad Request: message is too long"), "TOO_LONG"),
                row("too large", ScriptedApi.html(413), "TOO_LONG"),
                row("moved", ScriptedApi.no(400, "Bad Request: group chat was upgraded to a supergroup chat", "{\"migrate_to_chat_id\":-1001234567890123}"), "MOVED telegram:-1001234567890123"),
                row("409", ScriptedApi.no(409, "Conflict"), "BAD_CONTENT"),
                row("a bad button", ScriptedApi.no(400, "Bad Request: BUTTON_DATA_INVALID"), "BAD_CONTENT"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("rows")
    void each_fault_has_its_outcome_after_exactly_one_request(String name, ScriptedServer.Turn turn, String outcome) {
        try (var rig = new Rig()) {
            rig.api.script("sendMessage", turn);

            var delivered = rig.platform().deliver(Rig.part("hello"));

            assertThat(told(delivered)).isEqualTo(outcome);
            assertThat(rig.api.requests()).hasSize(1);
            assertThat(delivered.toString()).doesNotContain("AAscripted");
        }
    }

    private static String told(Delivered delivered) {
        return switch (delivered) {
            case Delivered.Sent sent -> "SENT" + sent.ref().map(ref -> " " + ref.value()).orElse("");
            case RetryAfter later ->
                "RETRY " + later.pause().map(Duration::toString).orElse("-") + " " + later.scope() + " " + later.certainty();
            case Delivered.Refused refused -> refused.cause() + refused.movedTo().map(to -> " " + to).orElse("");
            case Delivered.Unknown lost -> lost.sent() ? "UNKNOWN" : "UNKNOWN unsent";
        };
    }

    @Test
    void a_server_that_says_nothing_leaves_it_unknown_within_the_time_of_a_call() {
        try (var rig = new Rig()) {
            rig.api.script("sendMessage", ScriptedApi.SILENCE);
            long began = System.nanoTime();

            assertThat(told(rig.platform().deliver(Rig.part("hello")))).isEqualTo("UNKNOWN");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(40));
            assertThat(rig.api.requests()).hasSize(1);
        }
    }

    @Test
    void without_a_connection_nothing_was_written() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        try (var rig = new Rig()) {
            var platform = rig.platform(Rig.settings("http://127.0.0.1:" + port), Duration.ofSeconds(1));

            assertThat(told(platform.deliver(Rig.part("hello")))).isEqualTo("RETRY - SENDER NOTHING_WRITTEN");
        }
    }

    @Test
    void a_host_inside_a_network_that_nobody_allowed_is_not_called() {
        try (var rig = new Rig()) {
            var settings = Rig.settings(rig.api.address().replace("127.0.0.1", "localhost"));

            var delivered = rig.platform(settings, Duration.ofSeconds(1)).deliver(Rig.part("hello"));

            assertThat(told(delivered)).isEqualTo("RETRY - SENDER NOTHING_WRITTEN");
            assertThat(delivered.toString()).contains("egress.allow-private");
            assertThat(rig.api.requests()).isEmpty();
        }
    }

    @Test
    void a_second_chat_that_is_told_too_many_within_ten_seconds_means_all_of_us() {
        var clock = new FakeClock(Rig.NOW);
        var outcomes = new Outcomes(clock.nanoSource());
        var no = new ApiAnswer.No(429, "Too Many Requests", Optional.of(Duration.ofSeconds(3)), Optional.empty());
        var other = new ChatId("telegram", "43");

        assertThat(told(outcomes.of(Rig.CHAT, no, List.of()))).contains("CHAT");
        assertThat(told(outcomes.of(Rig.CHAT, no, List.of()))).as("the same chat again").contains("CHAT");
        clock.advance(Duration.ofSeconds(10));
        assertThat(told(outcomes.of(other, no, List.of()))).contains("SENDER");
        clock.advance(Duration.ofSeconds(11));
        assertThat(told(outcomes.of(Rig.CHAT, no, List.of()))).as("long after").contains("CHAT");
    }
}
