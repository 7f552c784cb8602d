package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the app writes, changes, takes back and reads again. */
final class ChatTest extends FakeSlackFixture {
    @BeforeEach
    void withoutRates() {
        freely();
    }

    private String post(String text) {
        return bot.ok("chat.postMessage", "channel", general, "text", text).get("ts").asText();
    }

    private String refusedIn(String channel) {
        return bot.refused("chat.postMessage", "channel", channel, "text", "x");
    }

    private static List<String> texts(JsonNode answer) {
        var texts = new ArrayList<String>();
        answer.get("messages").forEach(one -> texts.add(one.get("text").asText()));
        return texts;
    }

    // ---- posting ----

    @Test
    void aMessageComesBackWhole() {
        var answer = bot.ok("chat.postMessage", "channel", general, "text", "a < b & <https://example.com|c>");
        var message = answer.get("message");

        assertThat(answer.get("channel").asText()).isEqualTo(general);
        assertThat(answer.get("ts").asText()).isEqualTo("1787547600.000000").isEqualTo(message.get("ts").asText());
        assertThat(message.get("text").asText()).isEqualTo("a &lt; b &amp; <https://example.com|c>");
        assertThat(message.get("bot_id").asText()).isEqualTo(fake.botId());
        assertThat(message.get("user").asText()).isEqualTo(fake.botUser());
        assertThat(message.path("bot_profile").path("app_id").asText()).isEqualTo(fake.app());
        assertThat(lints()).containsExactly("RAW_ANGLE");
    }

    @Test
    void timesGrowThoughTheClockStandsOrGoesBack() {
        var first = post("1");
        var second = post("2");
        fake.time().advance(Duration.ofMinutes(-1));
        var third = post("3");

        assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aChannelIsFoundByIdNameOrPerson() {
        bot.ok("chat.postMessage", "channel", "#general", "text", "by name");
        var direct = bot.ok("chat.postMessage", "channel", anna, "text", "in private").get("channel").asText();

        assertThat(direct).startsWith("D").isEqualTo(people.im(anna));
        assertThat(people.fromApp(general)).hasSize(1);
        assertThat(people.fromApp(direct)).hasSize(1);
    }

    @Test
    void whereTheAppMayNotWriteItIsTold() {
        var hidden = people.privateChannelWithoutApp("hidden", anna);
        var open = people.channelWithoutApp("open", anna);
        var gone = people.channel("gone", anna);
        people.archive(gone, anna);
        var quiet = people.channel("quiet", anna);
        people.restrict(quiet, true);
        var left = people.user("left");
        people.deactivate(left);
        var shut = people.user("shut");
        people.messagesTab(shut, false);

        assertThat(refusedIn("C07NOWHERE")).isEqualTo("channel_not_found");
        assertThat(refusedIn(hidden)).isEqualTo("channel_not_found");
        assertThat(refusedIn(open)).isEqualTo("not_in_channel");
        assertThat(refusedIn(gone)).isEqualTo("is_archived");
        assertThat(refusedIn(quiet)).isEqualTo("restricted_action");
        assertThat(refusedIn(left)).isEqualTo("channel_not_found");
        assertThat(refusedIn(shut)).isEqualTo("messages_tab_disabled");
        assertThat(refusedIn(fake.botUser())).isEqualTo("channel_not_found");
        fake.scopes(Set.of("chat:write", "chat:write.public"));
        bot.ok("chat.postMessage", "channel", open, "text", "x");
    }

    @Test
    void whatIsNoMessageIsRefused() {
        assertThat(bot.refused("chat.postMessage", "channel", general)).isEqualTo("no_text");
        assertThat(bot.refused("chat.postMessage", "channel", general, "text", " ", "blocks", "[]")).isEqualTo("no_text");
        var missing = PlainClient.tree(bot.post("chat.postMessage", "text", "x"));
        assertThat(missing.get("error").asText()).isEqualTo("invalid_arguments");
        assertThat(reasons(missing)).containsExactly("[ERROR] missing required field: channel");
        bot.ok("chat.postMessage", "channel", general, "text", "x".repeat(40_000));
        assertThat(bot.refused("chat.postMessage", "channel", general, "text", "x".repeat(40_001))).isEqualTo("msg_too_long");
        assertThat(bot.refused("chat.postMessage", "channel", general, "text", "x", "markdown_text", "y")).isEqualTo("markdown_text_conflict");
        assertThat(bot.refused("chat.postMessage", "channel", general, "text", "x", "blocks", "no")).isEqualTo("invalid_blocks_format");
        assertThat(bot.refused("chat.postMessage", "channel", general, "text", "x", "blocks", "{\"a\":1}")).isEqualTo("invalid_blocks_format");
        assertThat(bot.refused("chat.postMessage", "channel", general, "text", "x", "metadata", "{\"event_type\":1}"))
                .isEqualTo("invalid_metadata_format");
        var huge = "{\"event_type\":\"t\",\"event_payload\":{\"a\":\"" + "x".repeat(16_000) + "\"}}";
        assertThat(bot.refused("chat.postMessage", "channel", general, "text", "x", "metadata", huge)).isEqualTo("metadata_too_large");
    }

    @Test
    void blocksWithoutWordsAreALint() {
        bot.ok("chat.postMessage", "channel", general, "blocks", "[{\"type\":\"divider\"}]");

        assertThat(lints()).containsExactly("NO_TEXT");
    }

    @Test
    void whomAMessagePingsIsKept() {
        post("<@" + anna + "> <!channel> plain @here &lt;!here&gt;");
        bot.ok("chat.postMessage", "channel", general, "text", "<!everyone>", "blocks",
                "[{\"type\":\"rich_text\",\"elements\":[{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"broadcast\",\"range\":\"here\"},"
                        + "{\"type\":\"text\",\"text\":\"<!channel>\"}]}]}]");

        assertThat(people.pings(general)).containsExactly(anna, "channel", "here");
    }

    // ---- threads ----

    @Test
    void aThreadCountsItsReplies() {
        var root = post("root");
        var reply = bot.ok("chat.postMessage", "channel", general, "text", "reply", "thread_ts", root);
        people.say(general, anna, "mine", root);
        var replies = bot.ok("conversations.replies", "channel", general, "ts", root);

        assertThat(reply.path("message").path("thread_ts").asText()).isEqualTo(root);
        assertThat(reply.path("message").path("parent_user_id").asText()).isEqualTo(fake.botUser());
        assertThat(texts(replies)).containsExactly("root", "reply", "mine");
        assertThat(replies.get("messages").get(0).get("reply_count").asInt()).isEqualTo(2);
        assertThat(replies.get("messages").get(0).get("reply_users_count").asInt()).isEqualTo(2);
        assertThat(texts(bot.ok("conversations.history", "channel", general))).containsExactly("root");
        assertThat(texts(bot.ok("conversations.replies", "channel", general, "ts", reply.get("ts").asText()))).hasSize(3);
        bot.ok("chat.postMessage", "channel", general, "text", "for all", "thread_ts", root, "reply_broadcast", "true");
        assertThat(texts(bot.ok("conversations.history", "channel", general))).containsExactly("for all", "root");
    }

    @Test
    void aThreadThatIsGoneIsRefused() {
        assertThat(bot.refused("chat.postMessage", "channel", general, "text", "x", "thread_ts", "1.000000")).isEqualTo("thread_not_found");
        assertThat(bot.refused("conversations.replies", "channel", general, "ts", "1.000000")).isEqualTo("thread_not_found");
    }

    // ---- changing ----

    @Test
    void aMessageIsChanged() {
        var ts = bot.ok("chat.postMessage", "channel", general, "text", "old", "blocks", "[{\"type\":\"divider\"}]").get("ts").asText();
        var answer = bot.ok("chat.update", "channel", general, "ts", ts, "text", "new");

        assertThat(answer.get("text").asText()).isEqualTo("new");
        assertThat(answer.path("message").path("edited").path("user").asText()).isEqualTo(fake.botUser());
        assertThat(answer.path("message").has("blocks")).isFalse();
        assertThat(people.fromApp(general)).singleElement().satisfies(one -> assertThat(one.get("text").asText()).isEqualTo("new"));
    }

    @Test
    void onlyOnesOwnMessageInItsRealChannelIsChangedOrTakenBack() {
        var hers = people.say(general, anna, "hers");
        var direct = bot.ok("chat.postMessage", "channel", anna, "text", "x").get("ts").asText();

        assertThat(bot.refused("chat.update", "channel", general, "ts", hers, "text", "y")).isEqualTo("cant_update_message");
        assertThat(bot.refused("chat.delete", "channel", general, "ts", hers)).isEqualTo("cant_delete_message");
        assertThat(bot.refused("chat.update", "channel", anna, "ts", direct, "text", "y")).isEqualTo("channel_not_found");
        assertThat(bot.refused("chat.update", "channel", general, "ts", "1.000000", "text", "y")).isEqualTo("message_not_found");
        assertThat(bot.refused("chat.delete", "channel", general, "ts", "1.000000")).isEqualTo("message_not_found");
        var ts = post("mine");
        people.archive(general, anna);
        assertThat(bot.refused("chat.update", "channel", general, "ts", ts, "text", "y")).isEqualTo("is_archived");
        people.unarchive(general, anna);
        bot.ok("chat.delete", "channel", general, "ts", ts);
        assertThat(people.fromApp(general)).isEmpty();
    }

    @Test
    void anEphemeralMessageIsForOnePairOfEyes_AndInNoHistory() {
        var ben = people.user("ben");
        var ts = bot.ok("chat.postEphemeral", "channel", general, "user", anna, "text", "psst").get("message_ts").asText();

        assertThat(people.onlyFor(general, anna)).hasSize(1);
        assertThat(people.messages(general)).isEmpty();
        assertThat(texts(bot.ok("conversations.history", "channel", general))).isEmpty();
        assertThat(bot.refused("chat.update", "channel", general, "ts", ts, "text", "y")).isEqualTo("message_not_found");
        assertThat(bot.refused("chat.postEphemeral", "channel", general, "user", ben, "text", "x")).isEqualTo("user_not_in_channel");
        assertThat(bot.refused("chat.postEphemeral", "channel", people.channelWithoutApp("open", anna), "user", anna, "text", "x"))
                .isEqualTo("not_in_channel");
    }

    @Test
    void aMessageHasALink_AndReactions() {
        var ts = post("x");
        assertThat(bot.ok("chat.getPermalink", "channel", general, "message_ts", ts).get("permalink").asText())
                .isEqualTo("https://example.slack.com/archives/" + general + "/p1787547600000000");
        assertThat(bot.refused("chat.getPermalink", "channel", general, "message_ts", "1.000000")).isEqualTo("message_not_found");
        bot.ok("reactions.add", "channel", general, "timestamp", ts, "name", "eyes");
        assertThat(bot.refused("reactions.add", "channel", general, "timestamp", ts, "name", "eyes")).isEqualTo("already_reacted");
        assertThat(bot.refused("reactions.add", "channel", general, "timestamp", ts, "name", "Not a name")).isEqualTo("invalid_name");
        assertThat(people.messages(general).getFirst().path("reactions").path(0).path("count").asInt()).isEqualTo(1);
        bot.ok("reactions.remove", "channel", general, "timestamp", ts, "name", "eyes");
        assertThat(bot.refused("reactions.remove", "channel", general, "timestamp", ts, "name", "eyes")).isEqualTo("no_reaction");
    }

    // ---- reading again ----

    @Test
    void historyIsPaged_TheLatestFirst() {
        for (int i = 0; i < 5; i++) {
            post("m" + i);
        }
        var first = bot.ok("conversations.history", "channel", general, "limit", 2);
        var second = bot.ok("conversations.history", "channel", general, "limit", 2, "cursor",
                first.path("response_metadata").path("next_cursor").asText());
        var third = bot.ok("conversations.history", "channel", general, "limit", 2, "cursor",
                second.path("response_metadata").path("next_cursor").asText());

        assertThat(texts(first)).containsExactly("m4", "m3");
        assertThat(texts(second)).containsExactly("m2", "m1");
        assertThat(texts(third)).containsExactly("m0");
        assertThat(List.of(first.get("has_more").asBoolean(), third.get("has_more").asBoolean())).containsExactly(true, false);
        assertThat(third.has("response_metadata")).isFalse();
        assertThat(bot.refused("conversations.history", "channel", general, "cursor", "bm8=")).isEqualTo("invalid_cursor");
        assertThat(bot.refused("conversations.history", "channel", general, "cursor", "***")).isEqualTo("invalid_cursor");
    }

    @Test
    void historyIsCutOut_BordersOnlyWhenInclusive() {
        var times = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            times.add(post("m" + i));
        }

        assertThat(texts(bot.ok("conversations.history", "channel", general, "oldest", times.get(1)))).containsExactly("m3", "m2");
        assertThat(texts(bot.ok("conversations.history", "channel", general, "latest", times.get(1)))).containsExactly("m0");
        assertThat(texts(bot.ok("conversations.history", "channel", general, "oldest", times.get(1), "latest", times.get(2), "inclusive", "true")))
                .containsExactly("m2", "m1");
        assertThat(texts(bot.ok("conversations.history", "channel", general, "oldest", "1787547599"))).hasSize(4);
        assertThat(bot.refused("conversations.history", "channel", general, "oldest", "yesterday")).isEqualTo("invalid_ts_oldest");
        assertThat(bot.refused("conversations.history", "channel", general, "latest", "tomorrow")).isEqualTo("invalid_ts_latest");
    }

    @Test
    void metadataIsTold_WhenAskedFor() {
        var metadata = "{\"event_type\":\"tidewatch_delivery\",\"event_payload\":{\"delivery_id\":\"d1\",\"part\":1}}";
        var answer = bot.ok("chat.postMessage", "channel", general, "text", "x", "metadata", metadata);
        var asked = bot.ok("conversations.history", "channel", general, "include_all_metadata", "true");
        var unasked = bot.ok("conversations.history", "channel", general);

        assertThat(answer.path("message").path("metadata").path("event_type").asText()).isEqualTo("tidewatch_delivery");
        assertThat(asked.get("messages").get(0).path("metadata").path("event_payload").path("delivery_id").asText()).isEqualTo("d1");
        assertThat(unasked.get("messages").get(0).has("metadata")).isFalse();
        var ts = answer.get("ts").asText();
        bot.ok("chat.update", "channel", general, "ts", ts, "text", "y");
        assertThat(people.messages(general).getFirst().has("metadata")).isTrue();
        bot.ok("chat.update", "channel", general, "ts", ts, "text", "y", "metadata", "{}");
        assertThat(people.messages(general).getFirst().has("metadata")).isFalse();
    }

    @Test
    void anAnswerCanBeLostThoughTheMessageStands() {
        fake.fail(Fault.errorAfterTheEffect("chat.postMessage", "internal_error"), Fault.error("chat.postMessage", "fatal_error"));

        assertThat(bot.refused("chat.postMessage", "channel", general, "text", "stands")).isEqualTo("internal_error");
        assertThat(bot.refused("chat.postMessage", "channel", general, "text", "stands not")).isEqualTo("fatal_error");
        assertThat(texts(bot.ok("conversations.history", "channel", general))).containsExactly("stands");
    }

    @Test
    void aChannelTheAppIsNotInCannotBeRead() {
        assertThat(bot.refused("conversations.history", "channel", people.channelWithoutApp("open", anna))).isEqualTo("not_in_channel");
        assertThat(bot.refused("conversations.history", "channel", people.privateChannelWithoutApp("hidden", anna))).isEqualTo("channel_not_found");
    }

    // ---- looking up ----

    @Test
    void conversationsAreOpened() {
        var ben = people.user("ben");
        var first = bot.ok("conversations.open", "users", anna, "return_im", "true");
        var again = bot.ok("conversations.open", "users", anna);
        var both = bot.ok("conversations.open", "users", anna + "," + ben).path("channel").path("id").asText();

        assertThat(first.path("channel").path("user").asText()).isEqualTo(anna);
        assertThat(first.has("already_open")).isFalse();
        assertThat(again.get("already_open").asBoolean()).isTrue();
        assertThat(again.path("channel").path("id")).isEqualTo(first.path("channel").path("id"));
        assertThat(both).startsWith("G");
        assertThat(bot.ok("conversations.open", "channel", both).get("no_op").asBoolean()).isTrue();
        assertThat(bot.refused("conversations.open")).isEqualTo("users_list_not_supplied");
        assertThat(bot.refused("conversations.open", "users", "U0")).isEqualTo("user_not_found");
        assertThat(bot.refused("conversations.open", "users", fake.botUser())).isEqualTo("cannot_dm_bot");
        assertThat(bot.refused("conversations.open", "channel", general)).isEqualTo("channel_not_found");
        assertThat(bot.refused("conversations.open", "users", "1,2,3,4,5,6,7,8,9")).isEqualTo("too_many_users");
        people.deactivate(ben);
        assertThat(bot.refused("conversations.open", "users", ben)).isEqualTo("user_disabled");
    }

    @Test
    void channelsAndPeopleAreLookedUp() {
        var hidden = people.privateChannel("hidden", anna);
        people.privateChannelWithoutApp("unknown", anna);
        var open = people.channelWithoutApp("open", anna);

        assertThat(bot.ok("conversations.info", "channel", general, "include_num_members", "true").path("channel").path("num_members").asInt())
                .isEqualTo(2);
        assertThat(bot.ok("conversations.list", "types", "public_channel,private_channel").get("channels"))
                .extracting(one -> one.get("id").asText()).containsExactlyInAnyOrder(general, hidden, open);
        assertThat(bot.ok("users.conversations").get("channels")).extracting(one -> one.get("id").asText()).containsExactly(general);
        assertThat(bot.refused("conversations.list", "types", "rooms")).isEqualTo("invalid_types");
        assertThat(bot.ok("conversations.members", "channel", general).get("members")).hasSize(2);
        assertThat(bot.ok("users.info", "user", anna).path("user").path("name").asText()).isEqualTo("anna");
        assertThat(bot.refused("users.info", "user", "U0")).isEqualTo("user_not_found");
        var page = bot.ok("users.list", "limit", 1);
        assertThat(page.get("members")).hasSize(1);
        assertThat(bot.ok("users.list", "cursor", page.path("response_metadata").path("next_cursor").asText()).get("members")).hasSize(1);
        assertThat(bot.refused("users.list", "cursor", "x")).isEqualTo("invalid_cursor");
        assertThat(bot.refused("conversations.join", "channel", hidden)).isEqualTo("channel_not_found");
        assertThat(bot.ok("conversations.join", "channel", open).path("channel").path("is_member").asBoolean()).isTrue();
        assertThat(bot.ok("conversations.join", "channel", open).get("warning").asText()).isEqualTo("already_in_channel");
        bot.ok("conversations.leave", "channel", open);
        people.archive(open, anna);
        assertThat(bot.refused("conversations.join", "channel", open)).isEqualTo("is_archived");
    }

    @Test
    void aForeignerInASharedChannelIsAStranger() {
        var other = people.team("Other", false);
        var guest = people.user(other, "guest", "A Guest");
        assertThat(bot.refused("users.info", "user", guest)).isEqualTo("user_not_found");
        people.join(general, guest);

        assertThat(bot.ok("users.info", "user", guest).path("user").path("is_stranger").asBoolean()).isTrue();
        assertThat(bot.ok("conversations.info", "channel", general).path("channel").path("is_ext_shared").asBoolean()).isTrue();
        assertThat(refusedIn(guest)).isEqualTo("channel_not_found");
    }
}
