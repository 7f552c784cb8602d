package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Request;

/** Where the bot may write, and what it is told about chats. */
final class ChatsTest extends FakeTelegramFixture {
    @BeforeEach
    void withoutRates() {
        freely();
    }

    private String refusedText(Object chat, Object... more) {
        var pairs = new ArrayList<Object>(List.of("chat_id", chat, "text", "x"));
        pairs.addAll(List.of(more));
        return bot.refused("sendMessage", pairs.toArray());
    }

    private List<JsonNode> updates() {
        var list = new ArrayList<JsonNode>();
        bot.ok("getUpdates").forEach(list::add);
        return list;
    }

    @Test
    void whoIsUnknownOrNeverOpenedTheChatIsNotWrittenTo() {
        long stranger = people.user("Stranger");

        assertThat(refusedText("")).isEqualTo("400 Bad Request: chat_id is empty");
        assertThat(refusedText(12345)).isEqualTo("400 Bad Request: chat not found");
        assertThat(refusedText("@nobody")).isEqualTo("400 Bad Request: chat not found");
        assertThat(refusedText(stranger)).isEqualTo("400 Bad Request: chat not found");
        people.group("Both are here", stranger);
        assertThat(refusedText(stranger)).isEqualTo("403 Forbidden: bot can't initiate conversation with a user");
        assertThat(refusedText(fake.botId())).startsWith("400 ");
        people.open(stranger);
        bot.ok("sendMessage", "chat_id", stranger, "text", "x");
    }

    @Test
    void whoBlockedTheBotIsNotWrittenTo_UntilUnblocked() {
        people.block(anna);

        assertThat(refusedText(anna)).isEqualTo("403 Forbidden: bot was blocked by the user");
        assertThat(bot.refused("sendChatAction", "chat_id", anna, "action", "typing")).isEqualTo("403 Forbidden: bot was blocked by the user");
        people.unblock(anna);
        bot.ok("sendMessage", "chat_id", anna, "text", "x");
        assertThat(updates().stream().map(update -> update.path("my_chat_member").path("new_chat_member").path("status").asText()))
                .containsExactly("kicked", "member");
    }

    @Test
    void aDeletedAccountIsNotWrittenTo() {
        people.deactivate(anna);

        assertThat(refusedText(anna)).isEqualTo("403 Forbidden: user is deactivated");
    }

    @Test
    void groupsThatThrewTheBotOutSaySo() {
        long group = people.group("Group", anna);
        long supergroup = people.supergroup("Supergroup", anna);
        long channel = people.channel("Channel", "", anna);
        people.kickBot(group);
        people.kickBot(supergroup);
        people.kickBot(channel);

        assertThat(refusedText(group)).isEqualTo("403 Forbidden: bot was kicked from the group chat");
        assertThat(refusedText(supergroup)).isEqualTo("403 Forbidden: bot was kicked from the supergroup chat");
        assertThat(refusedText(channel)).isEqualTo("403 Forbidden: bot was kicked from the channel chat");
        people.removeBot(group);
        people.removeBot(supergroup);
        people.removeBot(channel);
        assertThat(refusedText(group)).isEqualTo("403 Forbidden: bot is not a member of the group chat");
        assertThat(refusedText(supergroup)).isEqualTo("403 Forbidden: bot is not a member of the supergroup chat");
        assertThat(refusedText(channel)).isEqualTo("403 Forbidden: bot is not a member of the channel chat");
        people.addBot(group);
        bot.ok("sendMessage", "chat_id", group, "text", "x");
        people.deleteChat(group);
        assertThat(refusedText(group)).isEqualTo("403 Forbidden: the group chat was deleted");
    }

    @Test
    void theBotIsToldWhenItsStandingChanges() {
        long group = people.supergroup("Group", anna);
        var joined = updates();
        bot.ok("getUpdates", "offset", joined.getLast().get("update_id").asLong() + 1);
        people.promoteBot(group);
        people.kickBot(group);

        assertThat(joined.getFirst().path("my_chat_member").path("old_chat_member").path("status").asText()).isEqualTo("left");
        assertThat(joined.getFirst().path("my_chat_member").path("new_chat_member").path("status").asText()).isEqualTo("member");
        assertThat(joined.getLast().path("message").path("new_chat_members").path(0).path("id").asLong()).isEqualTo(fake.botId());
        assertThat(updates().stream().map(update -> update.path("my_chat_member").path("new_chat_member").path("status").asText()))
                .containsExactly("administrator", "kicked");
    }

    @Test
    void withoutRightsNothingIsWritten() {
        long group = people.supergroup("Quiet", anna);
        people.mute(group, true);
        long channel = people.channel("Channel", "", anna);
        people.demoteBot(channel);

        assertThat(refusedText(group)).isEqualTo("400 Bad Request: not enough rights to send text messages to the chat");
        assertThat(refusedText(channel)).isEqualTo("400 Bad Request: need administrator rights in the channel chat");
        people.promoteBot(group);
        bot.ok("sendMessage", "chat_id", group, "text", "x");
    }

    @Test
    void aGroupThatMovedAnswersWithItsNewId_AndBothSidesAreTold() {
        long group = people.group("Moves", anna);
        long moved = people.migrate(group);
        var response = bot.post("sendMessage", "chat_id", group, "text", "x");

        assertThat(PlainClient.refusal(response)).isEqualTo("400 Bad Request: group chat was upgraded to a supergroup chat");
        assertThat(PlainClient.tree(response).path("parameters").path("migrate_to_chat_id").asLong()).isEqualTo(moved);
        bot.ok("sendMessage", "chat_id", moved, "text", "x");
        assertThat(updates().stream().filter(update -> update.path("message").has("migrate_to_chat_id"))
                        .map(update -> update.path("message").path("migrate_to_chat_id").asLong()))
                .containsExactly(moved);
        assertThat(updates().stream().filter(update -> update.path("message").has("migrate_from_chat_id"))).hasSize(1);
    }

    @Test
    void topicsAreChecked() {
        long forum = people.forum("Forum", anna);
        int topic = people.topic(forum, "Morning");
        var message = bot.ok("sendMessage", "chat_id", forum, "text", "x", "message_thread_id", topic);

        assertThat(message.get("message_thread_id").asInt()).isEqualTo(topic);
        assertThat(message.get("is_topic_message").asBoolean()).isTrue();
        assertThat(message.path("reply_to_message").has("forum_topic_created")).isTrue();
        assertThat(refusedText(forum, "message_thread_id", 1)).isEqualTo("400 Bad Request: message thread not found");
        assertThat(refusedText(forum, "message_thread_id", 999)).isEqualTo("400 Bad Request: message thread not found");
        people.closeTopic(forum, topic);
        assertThat(refusedText(forum, "message_thread_id", topic)).isEqualTo("400 Bad Request: TOPIC_CLOSED");
        people.reopenTopic(forum, topic);
        bot.ok("sendMessage", "chat_id", forum, "text", "x", "message_thread_id", topic);
        people.deleteTopic(forum, topic);
        assertThat(refusedText(forum, "message_thread_id", topic)).isEqualTo("400 Bad Request: message thread not found");
        assertThat(bot.ok("sendMessage", "chat_id", forum, "text", "x").has("message_thread_id")).isFalse();
    }

    @Test
    void aThreadWhereThereAreNoneIsIgnored_AndThatIsALint() {
        long group = people.group("Group", anna);
        bot.ok("sendMessage", "chat_id", group, "text", "x", "message_thread_id", 7);

        assertThat(lints()).containsExactly("THREAD_IGNORED: message_thread_id 7 in a chat without topics");
    }

    @Test
    void whatIsSaidInATopicCarriesIt() {
        long forum = people.forum("Forum", anna);
        int topic = people.topic(forum, "Morning");
        people.say(forum, anna, "/brief", UserSide.Extra.inThread(topic));
        var message = updates().getLast().path("message");

        assertThat(message.path("message_thread_id").asInt()).isEqualTo(topic);
        assertThat(message.path("chat").path("is_forum").asBoolean()).isTrue();
        assertThat(message.path("entities").path(0).path("type").asText()).isEqualTo("bot_command");
    }

    @Test
    void inGroupsTheBotSeesWhatIsMeantForIt_UnlessItIsAnAdministrator() {
        long group = people.supergroup("Group", anna);
        long before = updates().getLast().get("update_id").asLong();
        people.say(group, anna, "good morning");
        people.say(group, anna, "/brief@another_bot");
        people.say(group, anna, "/brief");
        people.say(group, anna, "/brief@" + fake.username() + " now");
        people.say(group, anna, "hello @" + fake.username());
        int own = bot.ok("sendMessage", "chat_id", group, "text", "x").get("message_id").asInt();
        people.say(group, anna, "an answer", UserSide.Extra.replyTo(own));
        people.promoteBot(group);
        people.say(group, anna, "now heard");

        assertThat(updates().stream().filter(update -> update.get("update_id").asLong() > before && update.has("message"))
                        .map(update -> update.path("message").path("text").asText()))
                .containsExactly("/brief", "/brief@" + fake.username() + " now", "hello @" + fake.username(), "an answer", "now heard");
    }

    @Test
    void channelPostsHaveNoFrom() {
        long channel = people.channel("Channel", "the_channel", anna);
        people.post(channel, "news");
        var post = updates().getLast().path("channel_post");

        assertThat(post.path("text").asText()).isEqualTo("news");
        assertThat(post.has("from")).isFalse();
        assertThat(post.path("sender_chat").path("id").asLong()).isEqualTo(channel);
        assertThat(bot.ok("sendMessage", "chat_id", "@the_channel", "text", "x").path("chat").path("type").asText()).isEqualTo("channel");
    }

    @Test
    void chatsAndMembersAreDescribedWhole() {
        long group = people.supergroup("Group", anna);
        long ben = people.user("Ben");
        people.add(group, ben);

        var chat = bot.ok("getChat", "chat_id", group);
        assertThat(chat.path("title").asText()).isEqualTo("Group");
        assertThat(chat.has("accent_color_id") && chat.has("max_reaction_count") && chat.has("permissions") && chat.has("accepted_gift_types")).isTrue();
        assertThat(bot.ok("getChatMember", "chat_id", group, "user_id", anna).path("status").asText()).isEqualTo("creator");
        assertThat(bot.ok("getChatMember", "chat_id", group, "user_id", fake.botId()).path("status").asText()).isEqualTo("member");
        assertThat(bot.ok("getChatAdministrators", "chat_id", group)).hasSize(1);
        assertThat(bot.ok("getChatMemberCount", "chat_id", group).asInt()).isEqualTo(3);
        people.promoteBot(group);
        assertThat(bot.ok("getChatMember", "chat_id", group, "user_id", fake.botId()).path("can_delete_messages").isBoolean()).isTrue();
        assertThat(bot.refused("getChatAdministrators", "chat_id", anna))
                .isEqualTo("400 Bad Request: there are no administrators in the private chat");
        assertThat(bot.refused("getChatMember", "chat_id", group, "user_id", "x")).isEqualTo("400 Bad Request: invalid user_id specified");
        bot.ok("leaveChat", "chat_id", group);
        assertThat(refusedText(group)).isEqualTo("403 Forbidden: bot is not a member of the supergroup chat");
    }

    @Test
    void anUnknownActionIsRefused() {
        assertThat(bot.ok("sendChatAction", "chat_id", anna, "action", "typing").asBoolean()).isTrue();
        assertThat(bot.refused("sendChatAction", "chat_id", anna, "action", "dancing"))
                .isEqualTo("400 Bad Request: wrong parameter action in request");
    }

    @Test
    void everyKindOfMessageReachesTheBot() {
        int said = people.say(anna, "text");
        people.edit(anna, said, "edited");
        people.sticker(anna, anna, "\uD83D\uDC4D");
        people.location(anna, anna, 52.5, 13.4);
        people.document(anna, anna, "a.csv", new byte[] {1, 2, 3});
        people.forward(anna, anna, anna, said);
        people.raw("update_of_the_future", Json.object().put("x", 1));

        assertThat(updates().stream().map(update -> update.properties().stream().map(Map.Entry::getKey).toList().getLast()))
                .containsExactly("message", "edited_message", "message", "message", "message", "message", "update_of_the_future");
        assertThat(updates().get(5).path("message").path("forward_origin").path("type").asText()).isEqualTo("user");
    }
}
