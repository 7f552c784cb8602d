package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.testing.fake.Json;

/** What people do, as the app hears it, and over HTTP below {@code /_fake}. */
final class UserSideTest extends FakeSlackFixture {
    private PlainSocket socket;

    @BeforeEach
    void connect() {
        freely();
        socket = bot.socket();
        socket.next();
    }

    private JsonNode payload() {
        var envelope = socket.tree();
        socket.ack(envelope);
        return envelope.get("payload");
    }

    private JsonNode event() {
        return payload().get("event");
    }

    @Test
    void whatIsSaidInPrivateIsAMessage() {
        people.say(people.im(anna), anna, "winners & <losers> https://example.com/a?b=1&c=2 @tidewatch");
        var payload = payload();
        var event = payload.get("event");

        assertThat(payload.get("type").asText()).isEqualTo("event_callback");
        assertThat(payload.get("team_id").asText()).isEqualTo(fake.team());
        assertThat(payload.get("event_id").asText()).startsWith("Ev");
        assertThat(payload.path("authorizations").path(0).path("user_id").asText()).isEqualTo(fake.botUser());
        assertThat(event.get("channel_type").asText()).isEqualTo("im");
        assertThat(event.get("text").asText())
                .isEqualTo("winners &amp; &lt;losers&gt; <https://example.com/a?b=1>&amp;c=2 <@" + fake.botUser() + ">");
        assertThat(event.path("blocks").path(0).path("elements").path(0).path("elements").path(1).path("user_id").asText()).isEqualTo(fake.botUser());
        people.openHome(anna);
        assertThat(event().get("type").asText()).isEqualTo("app_home_opened");
    }

    @Test
    void inAChannelOnlyAMentionIsHeard_UnlessTheAppListensToAll() {
        people.say(general, anna, "talk among people");
        var ts = people.say(general, anna, "@tidewatch brief");
        var mention = event();
        people.say(general, anna, "and @tidewatch here", ts);
        var inThread = event();

        assertThat(mention.get("type").asText()).isEqualTo("app_mention");
        assertThat(mention.has("thread_ts")).isFalse();
        assertThat(inThread.get("thread_ts").asText()).isEqualTo(ts);
        fake.subscribe(Set.of("message.channels"));
        people.say(general, anna, "talk");
        assertThat(event().get("channel_type").asText()).isEqualTo("channel");
        people.say(people.privateChannelWithoutApp("hidden", anna), anna, "@tidewatch?");
        people.say(general, anna, "more");
        assertThat(event().get("text").asText()).isEqualTo("more");
    }

    @Test
    void theAppHearsItself_AndChanges() {
        var direct = people.im(anna);
        var ts = bot.ok("chat.postMessage", "channel", anna, "text", "mine").get("ts").asText();
        var own = event();
        bot.ok("chat.update", "channel", direct, "ts", ts, "text", "changed");
        var changed = event();
        bot.ok("chat.delete", "channel", direct, "ts", ts);
        var deleted = event();
        var hers = people.say(direct, anna, "hers");
        payload();
        people.edit(direct, hers, "edited");
        var edited = event();
        people.delete(direct, hers);

        assertThat(own.get("bot_id").asText()).isEqualTo(fake.botId());
        assertThat(changed.get("subtype").asText()).isEqualTo("message_changed");
        assertThat(changed.path("previous_message").path("text").asText()).isEqualTo("mine");
        assertThat(deleted.get("subtype").asText()).isEqualTo("message_deleted");
        assertThat(deleted.get("deleted_ts").asText()).isEqualTo(ts);
        assertThat(edited.path("message").path("text").asText()).isEqualTo("edited");
        assertThat(edited.path("message").path("edited").path("user").asText()).isEqualTo(anna);
        assertThat(event().get("subtype").asText()).isEqualTo("message_deleted");
    }

    @Test
    void comingAndGoingIsHeard() {
        var ben = people.user("ben");
        people.join(general, ben);
        var joined = event();
        var open = people.channelWithoutApp("open", anna);
        people.invite(open, anna);
        var invited = event();
        people.archive(open, anna);
        var archived = event();
        people.archive(people.privateChannel("hidden", anna), anna);

        assertThat(joined.get("user").asText() + joined.get("channel_type").asText()).isEqualTo(ben + "C");
        assertThat(invited.get("user").asText()).isEqualTo(fake.botUser());
        assertThat(invited.get("inviter").asText()).isEqualTo(anna);
        assertThat(archived.get("type").asText()).isEqualTo("channel_archive");
        assertThat(event().get("type").asText()).isEqualTo("group_archive");
        people.unarchive(open, anna);
        fake.subscribe(Set.of("channel_left"));
        people.kick(open);
        assertThat(event().get("channel").asText()).isEqualTo(open);
        people.leave(general, ben);
        assertThatThrownBy(() -> people.say(general, ben, "x")).hasMessageContaining("is not in");
    }

    @Test
    void theEndOfTheAppIsHeard() {
        people.uninstall(fake.team());

        assertThat(event().get("type").asText()).isEqualTo("app_uninstalled");
        assertThat(event().path("tokens").path("bot").path(0).asText()).isEqualTo(fake.botUser());
        people.say(people.im(anna), anna, "unheard");
        people.reinstall(fake.team());
        people.say(people.im(anna), anna, "heard");
        assertThat(event().get("text").asText()).isEqualTo("heard");
    }

    @Test
    void aForeignerIsMarkedEverywhere() {
        var other = people.team("Other", false);
        var guest = people.user(other, "guest", "A Guest");
        people.join(general, guest);
        payload();
        people.say(general, guest, "@tidewatch hello");
        var payload = payload();
        var ts = bot.ok("chat.postMessage", "channel", general, "text", "x", "blocks",
                "[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"text\":{\"type\":\"plain_text\",\"text\":\"Go\"},\"value\":\"v\"}]}]").get("ts").asText();
        people.press(general, guest, ts, "Go");
        var pressed = payload();

        assertThat(payload.get("team_id").asText()).isEqualTo(fake.team());
        assertThat(payload.get("is_ext_shared_channel").asBoolean()).isTrue();
        assertThat(payload.path("event").path("user_team").asText()).isEqualTo(other);
        assertThat(payload.path("event").path("team").asText()).isEqualTo(other);
        assertThat(pressed.path("user").path("team_id").asText()).isEqualTo(other);
        assertThat(pressed.path("team").path("id").asText()).isEqualTo(fake.team());
        assertThatThrownBy(() -> people.slash(general, guest, "/tidewatch")).hasMessageContaining("no commands for");
    }

    @Test
    void anotherWorkspaceOfTheAppIsHeardUnderItsOwnName() {
        var other = people.team("Other", true);
        var ben = people.user(other, "ben", "Ben");
        people.say(people.im(ben), ben, "hello");

        assertThat(payload().get("team_id").asText()).isEqualTo(other);
    }

    @Test
    void buttonsMenusAndShortcutsCome_Whole() {
        var ts = bot.ok("chat.postMessage", "channel", general, "text", "x", "blocks",
                "[{\"type\":\"actions\",\"block_id\":\"k\",\"elements\":[{\"type\":\"button\",\"action_id\":\"b1\",\"value\":\"t1\",\"text\":{\"type\":\"plain_text\","
                        + "\"text\":\"Go\"}},{\"type\":\"static_select\",\"action_id\":\"s1\",\"options\":[{\"text\":{\"type\":\"plain_text\",\"text\":\"One\"},"
                        + "\"value\":\"o1\"}]}]}]").get("ts").asText();
        people.press(general, anna, ts, "Go");
        var pressed = payload();
        people.select(general, anna, ts, "One");
        var chosen = payload();
        people.shortcut(anna, "subscribe");
        var global = payload();
        people.messageShortcut(general, anna, ts, "check");
        var onMessage = payload();

        assertThat(pressed.path("actions").path(0)).isEqualTo(Json.object().put("type", "button").put("block_id", "k").put("action_id", "b1")
                .setAll(java.util.Map.of(
                        "text", Json.object().put("type", "plain_text").put("text", "Go").put("emoji", true),
                        "value", Json.object().put("v", "t1").get("v"),
                        "action_ts", pressed.path("actions").path(0).path("action_ts"))));
        assertThat(pressed.path("container").path("message_ts").asText()).isEqualTo(ts);
        assertThat(pressed.path("channel").path("name").asText()).isEqualTo("general");
        assertThat(pressed.get("response_url").asText()).contains("/actions/");
        assertThat(chosen.path("actions").path(0).path("selected_option").path("value").asText()).isEqualTo("o1");
        assertThat(global.get("type").asText() + " " + global.get("callback_id").asText()).isEqualTo("shortcut subscribe");
        assertThat(global.has("channel")).isFalse();
        assertThat(onMessage.get("type").asText()).isEqualTo("message_action");
        assertThat(onMessage.path("message").path("text").asText()).isEqualTo("x");
        assertThat(List.of(pressed, chosen, global, onMessage)).extracting(one -> one.get("trigger_id").asText()).doesNotHaveDuplicates();
        assertThatThrownBy(() -> people.press(general, anna, ts, "Stop")).hasMessageContaining("nothing to press");
        assertThatThrownBy(() -> people.select(general, anna, ts, "Two")).hasMessageContaining("nothing to press");
        people.forge(general, anna, ts, Json.object().put("value", "t1forged"));
        assertThat(payload().path("actions").path(0).path("value").asText()).isEqualTo("t1forged");
    }

    @Test
    void anEphemeralMessageIsPressedByItsReaderOnly() {
        var ben = people.user("ben");
        people.join(general, ben);
        payload();
        var ts = bot.ok("chat.postEphemeral", "channel", general, "user", anna, "text", "x", "blocks",
                "[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"text\":{\"type\":\"plain_text\",\"text\":\"Go\"}}]}]").get("message_ts").asText();
        people.press(general, anna, ts, "Go");

        assertThat(payload().path("container").path("is_ephemeral").asBoolean()).isTrue();
        assertThatThrownBy(() -> people.press(general, ben, ts, "Go")).hasMessageContaining("does not see");
    }

    @Test
    void namesOfPlacesInCommandsAreAsTheServiceGivesThem() {
        people.slash(people.im(anna), anna, "/tidewatch a > b");
        var direct = payload();
        people.slash(people.privateChannel("hidden", anna), anna, "/tidewatch");

        assertThat(direct.get("channel_name").asText()).isEqualTo("directmessage");
        assertThat(direct.get("text").asText()).isEqualTo("a &gt; b");
        assertThat(payload().get("channel_name").asText()).isEqualTo("privategroup");
        fake.commands(Set.of("/tidewatch"));
        assertThatThrownBy(() -> people.slash(general, anna, "/other")).hasMessageContaining("no command of the app");
        assertThatThrownBy(() -> people.slash(general, anna, "words")).hasMessageContaining("no command of the app");
    }

    @Test
    void everythingCanBeToldOverHttp() {
        var orders = PlainClient.tree(bot.get(fake.url() + "/_fake"));
        assertThat(orders.size()).isGreaterThan(40);
        var ben = bot.people("users", "{\"name\":\"ben\"}").get("user").asText();
        var channel = bot.people("channels", "{\"name\":\"new\",\"members\":[\"" + ben + "\"]}").get("channel").asText();
        bot.people("say", "{\"user\":\"" + ben + "\",\"text\":\"in private\"}");
        assertThat(event().get("text").asText()).isEqualTo("in private");
        long receipt = bot.people("slash", "{\"user\":\"" + ben + "\",\"channel\":\"" + channel + "\",\"line\":\"/tidewatch x\"}").get("receipt").asLong();
        payload();
        bot.people("clock", "{\"advance\":60}");
        bot.people("faults", "{\"rules\":[{\"kind\":\"error\",\"method\":\"auth.test\",\"error\":\"fatal_error\"}]}");

        assertThat(fake.time().instant()).isEqualTo(START.plusSeconds(60));
        assertThat(bot.refused("auth.test")).isEqualTo("fatal_error");
        assertThat(PlainClient.tree(bot.get(fake.url() + "/_fake/receipts?number=" + receipt)).get(0).get("what").asText()).isEqualTo("/tidewatch");
        assertThat(PlainClient.tree(bot.get(fake.url() + "/_fake/ledger?method=auth.test"))).hasSize(1);
        assertThat(PlainClient.tree(bot.get(fake.url() + "/_fake/lints"))).isEmpty();
        assertThat(PlainClient.tree(bot.get(fake.url() + "/_fake/channels/" + channel)).get("name").asText()).isEqualTo("new");
        assertThat(PlainClient.tree(bot.get(fake.url() + "/_fake/channels/" + channel + "/messages"))).isEmpty();
        assertThat(bot.get(fake.url() + "/_fake/channels/" + channel + "/walls").statusCode()).isEqualTo(400);
        assertThat(bot.get(fake.url() + "/_fake/nothing").statusCode()).isEqualTo(404);
        assertThat(bot.get(fake.url() + "/_fake/files/F0").statusCode()).isEqualTo(404);
        assertThat(PlainClient.tree(bot.get(fake.url() + "/_fake/world")).path("teams").path(0).path("id").asText()).isEqualTo(fake.team());
        for (var wrong : new String[] {"say {}", "member {\"channel\":\"" + channel + "\",\"action\":\"fly\"}", "clock {\"stop\":\"noon\"}", "say {\"user\":"}) {
            var parts = wrong.split(" ", 2);
            assertThat(bot.answer(fake.url() + "/_fake/" + parts[0], parts[1]).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void eventIdsDoNotRepeat() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            people.openHome(anna);
            ids.add(payload().get("event_id").asText());
        }

        assertThat(ids).doesNotHaveDuplicates();
    }
}
