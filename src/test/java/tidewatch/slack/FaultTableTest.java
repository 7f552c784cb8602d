package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.slack.WireRig.told;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.chat.Delivered;
import tidewatch.chat.Placement;
import tidewatch.testing.fake.ScriptedServer;

/** Whatever a server or the wire does: one message, one request, and an outcome that says no more than can be known. */
class FaultTableTest {
    private static final String YES = "{\"ok\":true,\"channel\":\"C2\",\"ts\":\"7.1\"}";

    private static Arguments row(String name, ScriptedServer.Turn turn, String outcome) {
        return Arguments.of(name, turn, outcome);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("yes", ScriptedSlack.json(200, YES), "SENT C2/7.1"),
                row("yes, with much that is new", ScriptedSlack.ok("\"channel\":\"C9\",\"ts\":\"7.1\",\"tomorrow\":{\"a\":[1]}"), "SENT C9/7.1"),
                row("yes in pieces", ScriptedSlack.chunked(YES), "SENT C2/7.1"),
                row("yes, and farewell", ScriptedSlack.raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + YES), "SENT C2/7.1"),
                row("yes without a number", ScriptedSlack.ok(""), "SENT"),
                row("yes with a warning", ScriptedSlack.ok("\"channel\":\"C2\",\"ts\":\"7.1\",\"warning\":\"x\""), "SENT C2/7.1"),
                row("200 and no JSON", ScriptedSlack.html(200), "UNKNOWN"),
                row("200 and other JSON", ScriptedSlack.json(200, "[1]"), "UNKNOWN"),
                row("200 and JSON without ok", ScriptedSlack.json(200, "{\"ts\":\"7.1\"}"), "UNKNOWN"),
                row("200 and an ok of another kind", ScriptedSlack.json(200, "{\"ok\":\"yes\"}"), "UNKNOWN"),
                row("200 and nothing", ScriptedSlack.json(200, ""), "UNKNOWN"),
                row("half a body", ScriptedSlack.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":tr"), "UNKNOWN"),
                row("a body beyond all bounds", ScriptedSlack.json(200, "{\"ok\":true,\"x\":\"" + "y".repeat(4 << 20) + "\"}"), "UNKNOWN"),
                row("a no without a word", ScriptedSlack.json(200, "{\"ok\":false}"), "BAD_CONTENT"),
                row("a no with a word of tomorrow", ScriptedSlack.no("word_of_tomorrow"), "BAD_CONTENT"),
                row("too many, told in the header", ScriptedSlack.tooMany(7), "RETRY PT7S SENDER ANSWERED"),
                row("too many, under 200", ScriptedSlack.no("ratelimited"), "RETRY PT30S SENDER ANSWERED"),
                row("too many, by its older name", ScriptedSlack.no("rate_limited"), "RETRY PT30S SENDER ANSWERED"),
                row("too many, not told", ScriptedSlack.html(429), "RETRY PT30S SENDER ANSWERED"),
                row("500 of something else", ScriptedSlack.html(500), "UNKNOWN"),
                row("500 of Slack", ScriptedSlack.no(500, "internal_error"), "UNKNOWN"),
                row("500 of Slack with a word of tomorrow", ScriptedSlack.no(500, "word_of_tomorrow"), "UNKNOWN"),
                row("internal_error", ScriptedSlack.no("internal_error"), "UNKNOWN"),
                row("fatal_error", ScriptedSlack.no("fatal_error"), "UNKNOWN"),
                row("request_timeout", ScriptedSlack.no("request_timeout"), "UNKNOWN"),
                row("service_unavailable", ScriptedSlack.no("service_unavailable"), "UNKNOWN"),
                row("service_unavailable under 503", ScriptedSlack.no(503, "service_unavailable"), "UNKNOWN"),
                row("504", ScriptedSlack.html(504), "UNKNOWN"),
                row("408", ScriptedSlack.html(408), "UNKNOWN"),
                row("502", ScriptedSlack.html(502), "RETRY - SENDER ASSUMED"),
                row("503 that asks to come back at once", ScriptedSlack.raw("HTTP/1.1 503 No\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"), "RETRY PT0S SENDER ASSUMED"),
                row("a page that leads elsewhere", ScriptedSlack.raw("HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"), "RETRY - SENDER ASSUMED"),
                row("307 to the same", ScriptedSlack.raw("HTTP/1.1 307 Go\r\nLocation: /api/chat.postMessage\r\nContent-Length: 0\r\n\r\n"), "RETRY - SENDER ASSUMED"),
                row("401 of something on the way", ScriptedSlack.html(401), "RETRY - SENDER ASSUMED"),
                row("401 of Slack", ScriptedSlack.no(401, "invalid_auth"), "BAD_TOKEN"),
                row("401 of Slack with a word of tomorrow", ScriptedSlack.no(401, "word_of_tomorrow"), "BAD_TOKEN"),
                row("403 of something on the way", ScriptedSlack.html(403), "RETRY - SENDER ASSUMED"),
                row("404 of something on the way", ScriptedSlack.html(404), "RETRY - SENDER ASSUMED"),
                row("413", ScriptedSlack.html(413), "TOO_LONG"),
                row("hung up after the request", ScriptedSlack.HANG_UP, "UNKNOWN"),
                row("broken off after the request", ScriptedSlack.RESET, "UNKNOWN"),
                row("no HTTP", ScriptedSlack.raw("hello\r\n\r\n"), "UNKNOWN"),
                row("being moved", ScriptedSlack.no("team_added_to_org"), "RETRY - SENDER ANSWERED"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("rows")
    void each_fault_has_its_outcome_after_exactly_one_request(String name, ScriptedServer.Turn turn, String outcome) {
        once(turn, outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "channel_not_found, CHAT_GONE", "is_archived, CHAT_GONE", "user_not_found, CHAT_GONE", "cannot_dm_bot, CHAT_GONE",
        "not_in_channel, NO_RIGHTS", "restricted_action, NO_RIGHTS", "restricted_action_read_only_channel, NO_RIGHTS",
        "restricted_action_thread_only_channel, NO_RIGHTS", "ekm_access_denied, NO_RIGHTS", "messages_tab_disabled, NO_RIGHTS",
        "account_inactive, BAD_TOKEN", "token_revoked, BAD_TOKEN", "token_expired, BAD_TOKEN", "invalid_auth, BAD_TOKEN",
        "not_authed, BAD_TOKEN", "missing_scope, BAD_TOKEN", "no_permission, BAD_TOKEN", "not_allowed_token_type, BAD_TOKEN",
        "access_denied, BAD_TOKEN", "enterprise_is_restricted, BAD_TOKEN", "team_access_not_granted, BAD_TOKEN",
        "msg_too_long, TOO_LONG", "no_text, BAD_CONTENT", "invalid_arguments, BAD_CONTENT", "unknown_method, BAD_CONTENT",
        "invalid_metadata_format, BAD_CONTENT", "method_deprecated, BAD_CONTENT", "invalid_form_data, BAD_CONTENT",
    })
    void each_documented_refusal_has_its_cause_after_exactly_one_request(String error, String cause) {
        once(ScriptedSlack.no(error), cause);
    }

    private static void once(ScriptedServer.Turn turn, String outcome) {
        try (var rig = new WireRig()) {
            rig.api.script("chat.postMessage", turn);

            var delivered = rig.send();

            assertThat(told(delivered)).isEqualTo(outcome);
            assertThat(rig.api.requests()).hasSize(1);
            assertThat(delivered.toString()).doesNotContain("scripted");
        }
    }

    @Test
    void a_channel_without_us_says_what_to_do() {
        try (var rig = new WireRig()) {
            rig.api.script("chat.postMessage", ScriptedSlack.no("not_in_channel"));

            assertThat(rig.send().toString()).contains("Invite me: /invite @tidewatch");
        }
    }

    @Test
    void a_server_that_says_nothing_leaves_it_unknown_within_the_time_of_a_call() {
        try (var rig = new WireRig()) {
            rig.api.script("chat.postMessage", ScriptedSlack.SILENCE);
            long began = System.nanoTime();

            assertThat(told(rig.send())).isEqualTo("UNKNOWN");
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
        try (var rig = new WireRig()) {
            var posting = rig.posting(rig.client(WireRig.settings("http://127.0.0.1:" + port + "/api/")));

            assertThat(told(posting.deliver(rig.outgoing(Placement.NEW), WireRig.message())))
                    .isEqualTo("RETRY - SENDER NOTHING_WRITTEN");
        }
    }

    @Test
    void a_host_inside_a_network_that_nobody_allowed_is_not_called() {
        try (var rig = new WireRig()) {
            var address = rig.api.address().replace("127.0.0.1", "localhost") + "/api/";
            Delivered delivered = rig.posting(rig.client(WireRig.settings(address)))
                    .deliver(rig.outgoing(Placement.NEW), WireRig.message());

            assertThat(told(delivered)).isEqualTo("RETRY - SENDER NOTHING_WRITTEN");
            assertThat(delivered.toString()).contains("egress.allow-private");
            assertThat(rig.api.requests()).isEmpty();
        }
    }
}
