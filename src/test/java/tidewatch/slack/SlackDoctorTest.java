package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.testing.fake.ScriptedServer;

class SlackDoctorTest {
    private static final String WHO = "\"team\":\"Tide\",\"team_id\":\"T1\",\"user\":\"tidewatch\",\"bot_id\":\"B0BOT\"}";

    private final WireRig rig = new WireRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private Found<List<String>> check(String... chats) {
        return check(rig.settings(), chats);
    }

    private Found<List<String>> check(SlackSettings settings, String... chats) {
        var ids = List.of(chats).stream().map(chat -> ChatId.parse(chat).orElseThrow()).toList();
        return new SlackDoctor(settings, rig.client(settings), List.of("chat:write", "files:write")).check(ids);
    }

    private static ScriptedServer.Turn scopes(String scopes) {
        var body = "{\"ok\":true," + WHO;
        return ScriptedSlack.raw(
                "HTTP/1.1 200 OK\r\nx-oauth-scopes: " + scopes + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void an_app_that_works_is_described() {
        rig.api.script("auth.test", scopes("chat:write,files:write,commands"));
        rig.api.script("conversations.info", ScriptedSlack.ok("\"channel\":{\"id\":\"C2\",\"is_member\":true,\"is_archived\":false}"));

        var found = check("slack:T1:C2", "slack:T1:U1", "telegram:42");

        assertThat(found.problems()).isEmpty();
        assertThat(found.value())
                .containsExactly(
                        "Slack: the Web API is asked by plain http at 127.0.0.1.",
                        "Slack: the bot token works; the app is @tidewatch in the workspace Tide (T1).",
                        "Slack: the token has all scopes that are needed.",
                        "Slack: the app-level token works; a connection can be opened.",
                        "Slack: 2 of 2 chats were looked at.");
        assertThat(rig.methods())
                .containsExactly("auth.test", "bots.info", "apps.connections.open", "conversations.info", "users.info");
    }

    @Test
    void scopes_that_are_missing_are_named() {
        rig.api.script("auth.test", scopes("chat:write"));

        assertThat(check().problems()).extracting(Problem::sentence).singleElement().asString().contains("lacks files:write.");
    }

    @Test
    void a_refused_token_and_a_slack_that_is_not_there_are_told_apart() {
        rig.api.script("auth.test", ScriptedSlack.no("invalid_auth"), ScriptedSlack.HANG_UP, ScriptedSlack.tooMany(1));

        assertThat(check().problems()).extracting(Problem::reason).containsExactly(Reason.REFUSED);
        assertThat(check().problems()).extracting(Problem::reason).containsExactly(Reason.UNREACHABLE);
        assertThat(check().problems()).extracting(Problem::reason).containsExactly(Reason.UNREACHABLE);
        assertThat(rig.methods()).containsOnly("auth.test");
    }

    @Test
    void tokens_of_two_apps_are_a_conflict() {
        rig.api.script("bots.info", ScriptedSlack.ok("\"bot\":{\"id\":\"B0BOT\",\"app_id\":\"A0OTHER\"}"));

        assertThat(check().problems()).containsExactly(new Problem(
                Reason.CONFLICT,
                "The bot token belongs to the app A0OTHER and the app-level token to A0SCRIPTED. Take both from one app.",
                "slack.app-token-file"));
    }

    @Test
    void a_token_of_another_workspace_is_a_conflict() {
        var settings = rig.settings();
        var other = new SlackSettings(
                settings.botToken(), settings.appToken(), settings.signingSecret(), settings.mode(), settings.api(), "", Optional.of("T9"));

        assertThat(check(other).problems()).extracting(Problem::where).containsExactly("slack.team");
    }

    @Test
    void a_refused_app_level_token_is_named() {
        rig.api.script("apps.connections.open", ScriptedSlack.no("not_allowed_token_type"), ScriptedSlack.html(502));

        assertThat(check().problems()).extracting(Problem::where).containsExactly("slack.app-token-file");
        assertThat(check().problems()).extracting(Problem::reason).containsExactly(Reason.UNREACHABLE);
    }

    @Test
    void called_by_slack_it_says_where() {
        var settings = rig.settings();
        var called = new SlackSettings(
                settings.botToken(),
                Optional.empty(),
                settings.signingSecret(),
                SlackSettings.Mode.HTTP,
                settings.api(),
                "",
                Optional.empty());

        var found = check(called);

        assertThat(found.problems()).isEmpty();
        assertThat(found.value()).anyMatch(line -> line.contains("/hooks/slack/events"));
        assertThat(rig.methods()).containsExactly("auth.test");
    }

    @Test
    void a_chat_in_which_nothing_can_be_written_is_named() {
        rig.api.script(
                "conversations.info",
                ScriptedSlack.ok("\"channel\":{\"is_member\":false}"),
                ScriptedSlack.ok("\"channel\":{\"is_archived\":true}"),
                ScriptedSlack.no("channel_not_found"),
                ScriptedSlack.html(500));
        rig.api.script("users.info", ScriptedSlack.ok("\"user\":{\"deleted\":true}"), ScriptedSlack.no("user_not_found"));

        var problems = check("slack:T1:C1", "slack:T1:C2", "slack:T1:C3", "slack:T1:C4", "slack:T1:U1", "slack:T1:U2").problems();

        assertThat(problems).extracting(Problem::where).containsExactly(
                "slack:T1:C1", "slack:T1:C2", "slack:T1:C3", "slack:T1:C4", "slack:T1:U1", "slack:T1:U2");
        assertThat(problems.get(0).sentence()).contains("/invite @tidewatch");
        assertThat(problems.get(1).sentence()).contains("archived");
        assertThat(problems.get(2).sentence()).contains("/invite @tidewatch");
        assertThat(problems.get(3).sentence()).contains("not known");
        assertThat(problems.get(4).sentence()).contains("left the workspace");
    }

    @Test
    void not_more_chats_are_looked_at_than_slack_takes_questions() {
        var chats = IntStream.range(0, 30).mapToObj(i -> "slack:T1:C" + i).toArray(String[]::new);

        assertThat(check(chats).value()).contains("Slack: 20 of 30 chats were looked at.");
        assertThat(rig.api.requests("conversations.info")).hasSize(20);
    }
}
