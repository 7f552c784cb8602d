package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import tidewatch.testing.fake.Json;

/** A chat: private, group, supergroup or channel. Guarded by the lock of the world. */
final class Room {
    final long id;
    final String type;
    String title = "";
    String username = "";
    boolean forum;
    boolean deleted;
    /** Ordinary members may not write. */
    boolean muted;
    /** 0 unless the group has become a supergroup. */
    long migratedTo;
    long migratedFrom;
    /** Statuses as ChatMember names them, of people and of our bot. */
    final TreeMap<Long, String> members = new TreeMap<>();
    final TreeMap<Integer, Topic> topics = new TreeMap<>();
    final TreeMap<Integer, Shown> messages = new TreeMap<>();
    private int lastId;

    static final class Topic {
        final String name;
        boolean closed;

        Topic(String name) {
            this.name = name;
        }
    }

    Room(long id, String type) {
        this.id = id;
        this.type = type;
    }

    boolean is(String name) {
        return type.equals(name);
    }

    boolean group() {
        return !is("private");
    }

    /** Supergroups and channels count their own messages. */
    boolean countsItself() {
        return is("supergroup") || is("channel");
    }

    int next() {
        return ++lastId;
    }

    String status(long user) {
        return members.getOrDefault(user, "left");
    }

    boolean member(long user) {
        return List.of("creator", "administrator", "member", "restricted").contains(status(user));
    }

    boolean administrator(long user) {
        return List.of("creator", "administrator").contains(status(user));
    }

    /** Chat. */
    ObjectNode json(Account person) {
        var chat = Json.object().put("id", id);
        if (is("private")) {
            chat.put("first_name", person.first);
            Account.optional(chat, "last_name", person.last);
            Account.optional(chat, "username", person.username);
            return chat.put("type", type);
        }
        chat.put("title", title);
        Account.optional(chat, "username", username);
        if (forum) {
            chat.put("is_forum", true);
        }
        chat.put("type", type);
        if (is("group")) {
            chat.put("all_members_are_administrators", false);
            chat.set("accepted_gift_types", gifts());
        }
        return chat;
    }

    static ObjectNode gifts() {
        return Json.object().put("unlimited_gifts", false).put("limited_gifts", false).put("unique_gifts", false)
                .put("premium_subscription", false).put("gifts_from_channels", false);
    }
}
