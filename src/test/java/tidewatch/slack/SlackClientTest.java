package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.http.Reach;
import tidewatch.testing.Patience;

class SlackClientTest {
    private final WireRig rig = new WireRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void a_call_goes_by_its_documented_path_as_a_form_with_its_token_in_one_header_field_only() {
        rig.client.call(ApiCall.of("chat.postMessage").with("text", "a b&c=ü").with("n", 7).with("yes", true));

        var request = rig.api.requests().getFirst();
        assertThat(request.target()).isEqualTo("/api/chat.postMessage");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer " + ScriptedSlack.TOKEN)
                .containsEntry("content-type", "application/x-www-form-urlencoded");
        assertThat(request.form()).containsExactly(
                Map.entry("text", "a b&c=ü"), Map.entry("n", "7"), Map.entry("yes", "true"));
        assertThat(request.target() + request.text()).doesNotContain("scripted");
    }

    @Test
    void the_app_level_token_is_for_its_own_calls() {
        rig.client.callAsApp(ApiCall.of("apps.connections.open"));

        assertThat(rig.api.requests().getFirst().headers()).containsEntry("authorization", "Bearer " + ScriptedSlack.APP_TOKEN);
    }

    @Test
    void nothing_is_asked_before_the_first_call() {
        rig.send();

        assertThat(rig.methods()).containsExactly("chat.postMessage");
    }

    @Test
    void no_thread_of_the_library_is_left() throws InterruptedException {
        rig.send();

        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().toLowerCase(Locale.ROOT).startsWith("slack-api")) {
                thread.join(Patience.LONG);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void scopes_are_read_from_the_header() {
        rig.api.script(
                "auth.test",
                ScriptedSlack.raw("HTTP/1.1 200 OK\r\nX-OAuth-Scopes: chat:write, commands\r\nContent-Length: 11\r\n\r\n{\"ok\":true}"));

        assertThat(rig.client.call(ApiCall.of("auth.test"))).isInstanceOfSatisfying(
                ApiAnswer.Ok.class, ok -> assertThat(ok.scopes().orElseThrow()).containsExactly("chat:write", "commands"));
    }

    @Test
    void a_refusal_that_repeats_a_token_is_kept_without_it() {
        rig.api.script(
                "chat.postMessage",
                ScriptedSlack.no("bad " + ScriptedSlack.TOKEN, "saw " + ScriptedSlack.APP_TOKEN + " and " + ScriptedSlack.SECRET));

        var answer = rig.client.call(ApiCall.of("chat.postMessage"));

        assertThat(answer).isInstanceOf(ApiAnswer.No.class);
        assertThat(answer.toString()).contains("***").doesNotContain("scripted");
        assertThat(rig.client.toString() + rig.settings()).doesNotContain("scripted");
        assertThat(rig.redaction.cut("x " + ScriptedSlack.SECRET)).isEqualTo("x ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://127.0.0.2:1/response/x",
        "https://example.org/response",
        "http://user:word@127.0.0.1:1/x",
        "http://127.0.0.1.example.org/x",
        "http://example.org\\@127.0.0.1/x",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "nonsense",
        "",
    })
    void an_address_that_does_not_lead_to_slack_is_not_called(String address) {
        var answer = rig.client.respond(address, ApiAnswer.JSON.createObjectNode().put("text", "x"));
        var bytes = rig.client.upload(address, new byte[] {1}, "application/octet-stream");

        assertThat(answer).isInstanceOfSatisfying(ApiAnswer.Absent.class, absent -> assertThat(absent.reach()).isEqualTo(Reach.NOTHING));
        assertThat(bytes).isInstanceOfSatisfying(ApiAnswer.Absent.class, absent -> assertThat(absent.reach()).isEqualTo(Reach.NOTHING));
        assertThat(answer.toString() + bytes).doesNotContain("example.org");
        assertThat(rig.api.requests()).isEmpty();
    }

    @Test
    void of_slack_itself_only_the_host_of_answers_takes_answers() {
        var client = rig.client(WireRig.settings("https://slack.com/api/"));

        assertThat(client.takesAnswers("https://hooks.slack.com/commands/T1/1/x")).isTrue();
        assertThat(client.takesAnswers("https://hooks.slack.com:443/commands/T1/1/x")).isTrue();
        assertThat(client.takesAnswers("https://HOOKS.slack.com/commands/T1/1/x")).isTrue();
        assertThat(client.takesAnswers("http://hooks.slack.com/commands/T1/1/x")).isFalse();
        assertThat(client.takesAnswers("https://slack.com/commands/T1/1/x")).isFalse();
        assertThat(client.takesAnswers("https://hooks.slack.com.example.org/x")).isFalse();
        assertThat(client.takesAnswers("https://hooks.slack.com@example.org/x")).isFalse();
        assertThat(client.takesAnswers("https://xhooks.slack.com/x")).isFalse();
    }

    @Test
    void an_answer_by_a_response_url_bears_no_token() {
        rig.client.respond(rig.responseUrl("one"), ApiAnswer.JSON.createObjectNode().put("text", "x"));

        var request = rig.api.requests().getFirst();
        assertThat(request.target()).isEqualTo("/response/one");
        assertThat(request.headers()).doesNotContainKey("authorization").containsEntry("content-type", "application/json; charset=utf-8");
        assertThat(request.text()).isEqualTo("{\"text\":\"x\"}");
    }

    @Test
    void what_a_response_url_says_is_read_in_each_of_its_forms() {
        var url = "/response/one";
        rig.api.script(
                url,
                ScriptedSlack.words(200, "ok"),
                ScriptedSlack.words(200, ""),
                ScriptedSlack.json(200, "{\"ok\":true}"),
                ScriptedSlack.words(404, "used_url"),
                ScriptedSlack.json(200, "{\"ok\":false,\"error\":\"invalid_blocks\"}"),
                ScriptedSlack.html(200));

        for (int i = 0; i < 3; i++) {
            assertThat(respond()).isInstanceOf(ApiAnswer.Ok.class);
        }
        assertThat(respond()).isEqualTo(new ApiAnswer.No(404, "used_url", "", List.of(), Optional.empty()));
        assertThat(respond()).matches(answer -> Outcomes.is(answer, "invalid_blocks"));
        assertThat(respond()).isInstanceOf(ApiAnswer.Unreadable.class);
    }

    private ApiAnswer respond() {
        return rig.client.respond(rig.responseUrl("one"), ApiAnswer.JSON.createObjectNode().put("text", "x"));
    }
}
