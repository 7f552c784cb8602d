package tidewatch.slack;

import tidewatch.chat.ChatId;

/**
 * How things of Slack are called here. A chat is {@code slack:T1:C2}; the chat of one person with us, and the person, {@code slack:T1:U1}.
 * A handle is {@code url:} with a response_url, or {@code home:} with the user whose App Home is open.
 */
final class SlackNames {
    static final String PLATFORM = "slack";
    static final String URL = "url:";
    static final String HOME = "home:";

    private SlackNames() {}

    /** @param id of a channel, or of a person for their own chat with us */
    static ChatId chat(String team, String id) {
        return new ChatId(PLATFORM, team + ":" + id);
    }

    /** The account of ours in a workspace: {@code slack:T1}. */
    static String sender(String team) {
        return PLATFORM + ":" + team;
    }

    /** The workspace of a chat or person; empty where none is named. */
    static String team(ChatId chat) {
        int colon = chat.local().indexOf(':');
        return colon < 0 ? "" : chat.local().substring(0, colon);
    }

    /** What Slack calls it inside the workspace. */
    static String id(ChatId chat) {
        return chat.local().substring(chat.local().indexOf(':') + 1);
    }

    /** Whether it is a person, or the chat of one with us. */
    static boolean ofPerson(ChatId chat) {
        return isPerson(id(chat));
    }

    /** Whether what Slack calls so is a person. */
    static boolean isPerson(String id) {
        return id.startsWith("U") || id.startsWith("W");
    }
}
