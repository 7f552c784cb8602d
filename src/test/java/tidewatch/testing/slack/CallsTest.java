package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a call comes in: bodies, tokens, scopes, and what is refused before anything is done. */
final class CallsTest extends FakeSlackFixture {
    private HttpRequest.Builder call(String method) {
        return PlainClient.to(fake.url() + "/api/" + method);
    }

    private HttpResponse<String> body(String type, String body) {
        return bot.send(call("chat.postMessage").header("Authorization", "Bearer " + fake.botToken()).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void everyDocumentedBodyDoes() {
        freely();
        bot.ok("chat.postMessage", "channel", general, "text", "a form");
        assertThat(PlainClient.tree(bot.json("chat.postMessage", "{\"channel\":\"" + general + "\",\"text\":\"JSON\",\"blocks\":null}"))
                        .get("ok").asBoolean()).isTrue();
        body("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"channel\"\r\n\r\n" + general
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nmultipart\r\n--b--\r\n");
        bot.send(call("chat.postMessage?channel=" + general + "&text=query").header("Authorization", "bearer " + fake.botToken()).GET());
        bot.send(call("chat.postMessage").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(PlainClient.form("token", fake.botToken(), "channel", general, "text", "token in it"))));

        assertThat(people.fromApp(general)).extracting(one -> one.get("text").asText())
                .containsExactly("a form", "JSON", "multipart", "query", "token in it");
        assertThat(lints()).isEmpty();
    }

    @Test
    void blocksInAFormAndInJsonAreTheSame() {
        freely();
        var blocks = "[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"*x*\"}}]";
        var form = bot.ok("chat.postMessage", "channel", general, "text", "x", "blocks", blocks).path("message").path("blocks").get(0);
        var json = PlainClient.tree(bot.json("chat.postMessage", "{\"channel\":\"" + general + "\",\"text\":\"x\",\"blocks\":" + blocks + "}"))
                .path("message").path("blocks").get(0);

        assertThat(form.get("text")).isEqualTo(json.get("text"));
        assertThat(form.get("block_id").asText()).hasSize(5).isNotEqualTo(json.get("block_id").asText());
    }

    @Test
    void aBodyThatIsNotWhatItSaysIsRefused() {
        assertThat(PlainClient.error(body("application/json", "{\"channel\":"))).isEqualTo("invalid_json");
        assertThat(PlainClient.error(body("application/json", "[1]"))).isEqualTo("json_not_object");
        assertThat(PlainClient.error(body("text/plain", "x"))).isEqualTo("invalid_post_type");
        assertThat(PlainClient.error(body("application/x-www-form-urlencoded", "a=%zz"))).isEqualTo("invalid_form_data");
        assertThat(PlainClient.error(body("multipart/form-data; boundary=b", "nothing"))).isEqualTo("invalid_form_data");
        assertThat(PlainClient.error(body("application/json; charset=utf-7", "{}"))).isEqualTo("invalid_charset");
        assertThat(PlainClient.error(bot.send(call("chat.postMessage").POST(HttpRequest.BodyPublishers.ofString("x"))))).isEqualTo("missing_post_type");
        assertThat(PlainClient.error(bot.send(call("auth.test").PUT(HttpRequest.BodyPublishers.noBody())))).isEqualTo("invalid_method");
    }

    @Test
    void aContentTypeIsRemarkedUpon() {
        freely();
        var missing = PlainClient.tree(body("application/json", "{\"channel\":\"" + general + "\",\"text\":\"x\"}"));
        var superfluous = PlainClient.tree(body("application/x-www-form-urlencoded; charset=utf-8", PlainClient.form("channel", general, "text", "x")));

        assertThat(missing.get("warning").asText()).isEqualTo("missing_charset");
        assertThat(missing.path("response_metadata").path("warnings").get(0).asText()).isEqualTo("missing_charset");
        assertThat(superfluous.get("warning").asText()).isEqualTo("superfluous_charset");
    }

    @Test
    void aTokenIsInTheHeaderOrInAForm_AndNowhereElse() {
        assertThat(PlainClient.error(bot.send(call("auth.test").POST(HttpRequest.BodyPublishers.noBody())))).isEqualTo("not_authed");
        assertThat(PlainClient.error(bot.get(fake.url() + "/api/auth.test?token=" + fake.botToken()))).isEqualTo("not_authed");
        assertThat(PlainClient.error(bot.send(call("auth.test").header("Content-Type", "application/json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + fake.botToken() + "\"}")))))
                .isEqualTo("not_authed");
        assertThat(PlainClient.error(bot.postAs("xoxb-other", "auth.test"))).isEqualTo("invalid_auth");
        assertThat(bot.refused("chat.nothing")).isEqualTo("unknown_method");
        assertThat(bot.get(fake.url() + "/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void aDeadTokenSaysWhy() {
        people.revoke(fake.team());
        assertThat(bot.refused("auth.test")).isEqualTo("token_revoked");
        people.uninstall(fake.team());
        assertThat(bot.refused("auth.test")).isEqualTo("account_inactive");
        people.reinstall(fake.team());
        bot.ok("auth.test");
    }

    @Test
    void twoWorkspacesHaveTheirOwnTokens() {
        var other = people.team("Other", true);
        var otherToken = people.botToken(other);
        var absent = people.team("Third", false);

        assertThat(PlainClient.tree(bot.postAs(otherToken, "auth.test")).get("team_id").asText()).isEqualTo(other);
        assertThat(PlainClient.error(bot.postAs(otherToken, "chat.postMessage", "channel", general, "text", "x"))).isEqualTo("channel_not_found");
        assertThat(PlainClient.error(bot.postAs(people.botToken(absent), "auth.test"))).isEqualTo("invalid_auth");
    }

    @Test
    void aMissingScopeIsNamed() {
        fake.scopes(Set.of("commands", "channels:history"));
        var refused = PlainClient.tree(bot.post("chat.postMessage", "channel", general, "text", "x"));

        assertThat(refused.get("error").asText()).isEqualTo("missing_scope");
        assertThat(refused.get("needed").asText()).isEqualTo("chat:write");
        assertThat(refused.get("provided").asText()).isEqualTo("channels:history,commands");
        bot.ok("conversations.history", "channel", general);
        assertThat(bot.refused("conversations.info", "channel", general)).isEqualTo("missing_scope");
        assertThat(bot.refused("conversations.history", "channel", people.im(anna))).isEqualTo("missing_scope");
        assertThat(bot.post("auth.test").headers().firstValue("x-oauth-scopes")).contains("channels:history,commands");
    }

    @Test
    void whoTheAppIsIsTold() {
        var self = bot.ok("auth.test");
        assertThat(self.get("user_id").asText()).isEqualTo(fake.botUser());
        assertThat(self.get("bot_id").asText()).isEqualTo(fake.botId());
        assertThat(self.get("url").asText()).isEqualTo("https://example.slack.com/");
        assertThat(bot.ok("bots.info", "bot", fake.botId()).path("bot").path("user_id").asText()).isEqualTo(fake.botUser());
        assertThat(bot.refused("bots.info", "bot", "B0")).isEqualTo("bot_not_found");
        assertThat(bot.ok("team.info").path("team").path("id").asText()).isEqualTo(fake.team());
        assertThat(bot.ok("api.test", "foo", "bar").path("args").path("foo").asText()).isEqualTo("bar");
        assertThat(bot.refused("api.test", "error", "my_error")).isEqualTo("my_error");
    }

    @Test
    void aParameterThatMeansNothingIsALint() {
        bot.ok("auth.test", "blah", "1");

        assertThat(fake.lints()).singleElement().satisfies(lint -> assertThat(lint.text()).isEqualTo("auth.test: blah"));
    }

    @Test
    void theLedgerKeepsEveryCall() {
        bot.ok("chat.postMessage", "channel", general, "text", "x", "blocks", "[]");
        var call = fake.calls("chat.postMessage").getFirst();

        assertThat(call.at()).isEqualTo(START);
        assertThat(call.authorization()).isEqualTo("Bearer " + fake.botToken());
        assertThat(call.body().text()).startsWith("channel=" + general);
        assertThat(call.tree("blocks").isArray()).isTrue();
        assertThat(call.ok()).isTrue();
        fake.forget();
        assertThat(fake.calls()).isEqualTo(List.of());
    }
}
