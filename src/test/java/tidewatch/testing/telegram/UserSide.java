package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import tidewatch.testing.fake.Bytes;
import tidewatch.testing.fake.Json;

/**
 * What people do in their clients: they write, press, block, promote. Each method takes the lock of the world. People who were never named exist
 * as soon as they do something; a person who writes to the bot has opened the private chat.
 */
public final class UserSide {
    private final World world;

    UserSide(World world) {
        this.world = world;
    }

    /** What else belongs to a message that somebody writes. */
    public record Extra(int thread, int replyTo, List<Entity> entities) {
        public static final Extra NONE = new Extra(0, 0, List.of());

        public static Extra inThread(int thread) {
            return new Extra(thread, 0, List.of());
        }

        public static Extra replyTo(int message) {
            return new Extra(0, message, List.of());
        }
    }

    // ---- people and chats ----

    /** A new person, who does not know the bot yet; answers the id, which needs more than 32 bits. */
    public long user(String first) {
        return user(0, first, "", "", "");
    }

    /** A person; id 0 takes a fresh one, and texts may be empty. Naming a known id changes the names. */
    public long user(long id, String first, String last, String username, String language) {
        return locked(() -> {
            long known = id == 0 ? world.freshId() : id;
            var person = world.person(known);
            person.first = first;
            person.last = last;
            person.username = username;
            person.language = language;
            return known;
        });
    }

    /** A new group with the bot and these people in it; the first of them owns it. */
    public long group(String title, long... members) {
        return room("group", title, "", members);
    }

    public long supergroup(String title, long... members) {
        return room("supergroup", title, "", members);
    }

    /** A supergroup with topics. */
    public long forum(String title, long... members) {
        long id = room("supergroup", title, "", members);
        return locked(() -> {
            known(id).forum = true;
            return id;
        });
    }

    /** A channel in which the bot is an administrator. */
    public long channel(String title, String username, long... members) {
        long id = room("channel", title, username, members);
        return locked(() -> {
            known(id).members.put(world.bot.id, "administrator");
            return id;
        });
    }

    private long room(String type, String title, String username, long... members) {
        return locked(() -> {
            long number = world.freshId() % 10_000_000_000L;
            var room = new Room(type.equals("group") ? -number : -1_000_000_000_000L - number, type);
            room.title = title;
            room.username = username;
            world.rooms.put(room.id, room);
            for (long member : members) {
                world.person(member);
                room.members.put(member, room.members.isEmpty() ? "creator" : "member");
            }
            become(room, members.length > 0 ? world.person(members[0]) : world.person(world.freshId()), "member");
            return room.id;
        });
    }

    /** A person comes into a chat. */
    public void add(long chat, long user) {
        locked(() -> {
            var room = known(chat);
            var person = world.person(user);
            room.members.put(user, "member");
            var list = Json.array().add(person.json());
            var message = world.begun(room, person, 0);
            message.set("new_chat_participant", person.json());
            message.set("new_chat_member", person.json());
            message.set("new_chat_members", list);
            return world.tell(room, message);
        });
    }

    /** A new topic of a supergroup; answers its message_thread_id. */
    public int topic(long chat, String name) {
        return locked(() -> {
            var room = known(chat);
            room.forum = true;
            var message = world.begun(room, owner(room), 0);
            int id = message.get("message_id").asInt();
            room.topics.put(id, new Room.Topic(name));
            message.put("message_thread_id", id).put("is_topic_message", true);
            message.putObject("forum_topic_created").put("name", name).put("icon_color", 7_322_096);
            world.show(room, message, false);
            world.update("message", message.deepCopy(), room.id);
            return id;
        });
    }

    public void closeTopic(long chat, int thread) {
        topicService(chat, thread, "forum_topic_closed", true);
    }

    public void reopenTopic(long chat, int thread) {
        topicService(chat, thread, "forum_topic_reopened", false);
    }

    private void topicService(long chat, int thread, String field, boolean closed) {
        locked(() -> {
            var room = known(chat);
            Optional.ofNullable(room.topics.get(thread)).orElseThrow(() -> new IllegalArgumentException("No topic " + thread)).closed = closed;
            var message = world.begun(room, owner(room), thread);
            message.putObject(field);
            world.show(room, message, false);
            return world.update("message", message.deepCopy(), room.id);
        });
    }

    /** The topic and its messages are gone; the bot is not told. */
    public void deleteTopic(long chat, int thread) {
        locked(() -> {
            var room = known(chat);
            room.messages.values().removeIf(shown -> shown.thread == thread);
            return Optional.ofNullable(room.topics.remove(thread));
        });
    }

    // ---- writing ----

    /** The person presses Start: the private chat is open, and the bot gets {@code /start}. */
    public int open(long user) {
        return say(user, user, "/start");
    }

    /** The private chat is open, and the bot is told nothing. */
    public void opened(long user) {
        locked(() -> {
            world.person(user).opened = true;
            return world.privateRoom(user);
        });
    }

    /** Writes to the bot in private. */
    public int say(long user, String text) {
        return say(user, user, text);
    }

    /** Writes a text; answers its message_id. */
    public int say(long chat, long user, String text) {
        return say(chat, user, text, Extra.NONE);
    }

    public int say(long chat, long user, String text, Extra extra) {
        return locked(() -> {
            var content = Json.object().put("text", text);
            var entities = Entities.withFound(extra.entities(), MessageText.found(text));
            entities = entities.stream().sorted(Entity.ORDER).toList();
            if (!entities.isEmpty()) {
                content.set("entities", MessageText.json(entities, id -> world.account(id).map(Account::json)));
            }
            return write(chat, user, content, extra);
        });
    }

    private int write(long chat, long user, ObjectNode content, Extra extra) {
        var room = speaking(chat, user);
        var message = world.begun(room, world.person(user), extra.thread());
        if (extra.replyTo() > 0) {
            Optional.ofNullable(room.messages.get(extra.replyTo())).ifPresent(shown -> message.set("reply_to_message", World.quoted(shown)));
        }
        message.setAll(content);
        return world.tell(room, message);
    }

    private Room speaking(long chat, long user) {
        var person = world.person(user);
        if (chat == user) {
            boolean again = person.blocked;
            person.opened = true;
            if (again) {
                unblocked(person);
            }
            return world.privateRoom(user);
        }
        var room = known(chat);
        if (!room.is("channel")) {
            room.members.putIfAbsent(user, "member");
        }
        return room;
    }

    /** Writes any other content: the fields of Message that carry it, such as {@code location} or {@code dice}. */
    public int send(long chat, long user, ObjectNode content, Extra extra) {
        return locked(() -> write(chat, user, content, extra));
    }

    /** Sends a picture. */
    public int photo(long chat, long user, byte[] bytes, String caption) {
        return locked(() -> {
            var file = world.store("photos", "photo.jpg", "image/jpeg", new Bytes(bytes));
            var content = Json.object();
            content.set("photo", Sending.sizes(world, file));
            Account.optional(content, "caption", caption);
            return write(chat, user, content, Extra.NONE);
        });
    }

    public int document(long chat, long user, String name, byte[] bytes) {
        return locked(() -> {
            var content = Json.object();
            content.set("document", Sending.document(world.store("documents", name, "application/octet-stream", new Bytes(bytes))));
            return write(chat, user, content, Extra.NONE);
        });
    }

    public int sticker(long chat, long user, String emoji) {
        return locked(() -> {
            var file = world.store("stickers", "sticker.webp", "image/webp", new Bytes(new byte[] {1}));
            var content = Json.object();
            content.putObject("sticker").put("width", 512).put("height", 512).put("emoji", emoji).put("is_animated", false)
                    .put("is_video", false).put("type", "regular").setAll(file.json());
            return write(chat, user, content, Extra.NONE);
        });
    }

    public int location(long chat, long user, double latitude, double longitude) {
        return locked(() -> {
            var content = Json.object();
            content.putObject("location").put("latitude", latitude).put("longitude", longitude);
            return write(chat, user, content, Extra.NONE);
        });
    }

    /** Forwards a message from one chat to another. */
    public int forward(long chat, long user, long fromChat, int message) {
        return locked(() -> {
            var shown = shown(fromChat, message);
            var content = Sending.content(shown);
            content.setAll(Sending.origin(shown.json));
            return write(chat, user, content, Extra.NONE);
        });
    }

    /** A post in a channel. */
    public int post(long channel, String text) {
        return say(channel, owner(known(channel)).id, text);
    }

    /** Changes a text that somebody wrote. */
    public void edit(long chat, int message, String text) {
        locked(() -> {
            var room = known(chat);
            var shown = shown(chat, message);
            ObjectNode edited = shown.json.deepCopy();
            edited.remove(List.of("entities"));
            edited.put("edit_date", world.time.seconds()).put("text", text);
            var entities = MessageText.found(text);
            if (!entities.isEmpty()) {
                edited.set("entities", MessageText.json(entities, id -> Optional.empty()));
            }
            shown.json = edited;
            return world.visible(room, edited)
                    ? world.update(room.is("channel") ? "edited_channel_post" : "edited_message", edited.deepCopy(), room.id)
                    : 0;
        });
    }

    /** A message is deleted; bots are not told. */
    public void delete(long chat, int message) {
        locked(() -> Optional.ofNullable(known(chat).messages.remove(message)));
    }

    // ---- pressing ----

    /** Presses the button with this text or data under a message; answers the id of the callback query. */
    public String press(long chat, int message, long user, String button) {
        return locked(() -> {
            var shown = shown(chat, message);
            for (var row : shown.json.path("reply_markup").path("inline_keyboard")) {
                for (var one : row) {
                    var data = one.path("callback_data").asText();
                    if (one.has("callback_data") && (data.equals(button) || one.path("text").asText().equals(button))) {
                        return pressed(chat, message, user, data);
                    }
                }
            }
            throw new IllegalArgumentException("No button " + button + " under message " + message + " of chat " + chat);
        });
    }

    /** A forged press: with data that need not stand under the message, which need not exist. */
    public String forge(long chat, int message, long user, String data) {
        return locked(() -> pressed(chat, message, user, data));
    }

    private String pressed(long chat, int message, long user, String data) {
        var id = Long.toString(4_000_000_000_000_000_000L + world.freshId());
        world.presses.put(id, new Press(id, world.now(), user));
        var room = chat == user ? world.privateRoom(user) : known(chat);
        var query = Json.object().put("id", id);
        query.set("from", world.person(user).json());
        var shown = Optional.ofNullable(room.messages.get(message));
        if (shown.isPresent()) {
            query.set("message", shown.get().json.deepCopy());
        } else {
            // InaccessibleMessage
            query.putObject("message").put("message_id", message).put("date", 0).set("chat", world.chatJson(room));
        }
        query.put("chat_instance", Long.toString(-3_000_000_000_000_000_000L + chat)).put("data", data);
        world.update("callback_query", query, room.id);
        return id;
    }

    /** What the person saw after a press, if it was answered. */
    public Optional<Press.Answer> answer(String press) {
        return locked(() -> Optional.ofNullable(world.presses.get(press)).flatMap(one -> one.answer));
    }

    // ---- standing ----

    /** The person blocks the bot. */
    public void block(long user) {
        locked(() -> {
            var person = world.person(user);
            person.opened = true;
            person.blocked = true;
            return memberUpdate(world.privateRoom(user), person, "member", "kicked");
        });
    }

    public void unblock(long user) {
        locked(() -> {
            unblocked(world.person(user));
            return true;
        });
    }

    private void unblocked(Account person) {
        person.blocked = false;
        memberUpdate(world.privateRoom(person.id), person, "kicked", "member");
    }

    /** The account is deleted; bots are not told. */
    public void deactivate(long user) {
        locked(() -> world.person(user).deactivated = true);
    }

    /** Somebody adds the bot to a chat. */
    public void addBot(long chat) {
        stand(chat, "member");
    }

    /** Somebody throws the bot out. */
    public void kickBot(long chat) {
        stand(chat, "kicked");
    }

    /** The bot is taken out of a chat without a ban. */
    public void removeBot(long chat) {
        stand(chat, "left");
    }

    public void promoteBot(long chat) {
        stand(chat, "administrator");
    }

    public void demoteBot(long chat) {
        stand(chat, "member");
    }

    /** The bot may read and not write. */
    public void restrictBot(long chat) {
        stand(chat, "restricted");
    }

    private void stand(long chat, String status) {
        locked(() -> {
            var room = known(chat);
            become(room, owner(room), status);
            return true;
        });
    }

    private void become(Room room, Account actor, String status) {
        var before = room.status(world.bot.id);
        room.members.put(world.bot.id, status);
        boolean was = List.of("member", "administrator", "restricted").contains(before);
        boolean is = room.member(world.bot.id);
        memberUpdate(room, actor, before, status);
        if (room.is("channel") || was == is) {
            return;
        }
        var me = world.bot.json();
        var message = world.begun(room, actor, 0);
        if (is) {
            message.set("new_chat_participant", me);
            message.set("new_chat_member", me);
            message.set("new_chat_members", Json.array().add(me));
        } else {
            message.set("left_chat_participant", me);
            message.set("left_chat_member", me);
        }
        world.show(room, message, false);
        // Of being thrown out of a supergroup only my_chat_member tells.
        if (is || room.is("group")) {
            world.update("message", message.deepCopy(), room.id);
        }
    }

    private int memberUpdate(Room room, Account actor, String before, String after) {
        var change = Json.object();
        change.set("chat", world.chatJson(room));
        change.set("from", actor.json());
        change.put("date", world.time.seconds());
        change.set("old_chat_member", standing(room, before));
        change.set("new_chat_member", standing(room, after));
        return world.update("my_chat_member", change, room.id);
    }

    private ObjectNode standing(Room room, String status) {
        if (!room.is("private")) {
            return Looking.member(room, world.bot, status);
        }
        var member = Json.object();
        member.set("user", world.bot.json());
        member.put("status", status);
        return status.equals("kicked") ? member.put("until_date", 0) : member;
    }

    /** Ordinary members, the bot included, may no longer write. */
    public void mute(long chat, boolean muted) {
        locked(() -> known(chat).muted = muted);
    }

    /** The chat is deleted. */
    public void deleteChat(long chat) {
        locked(() -> known(chat).deleted = true);
    }

    /** The group becomes a supergroup: service messages in both; answers the new id. */
    public long migrate(long group) {
        return locked(() -> {
            var old = known(group);
            if (!old.is("group") || old.migratedTo != 0) {
                throw new IllegalArgumentException(group + " is no group that could migrate");
            }
            var next = new Room(-1_000_000_000_000L - world.freshId() % 10_000_000_000L, "supergroup");
            next.title = old.title;
            next.migratedFrom = group;
            next.members.putAll(old.members);
            world.rooms.put(next.id, next);
            world.service(old, owner(old), "migrate_to_chat_id", LongNode.valueOf(next.id));
            old.migratedTo = next.id;
            world.service(next, owner(old), "migrate_from_chat_id", LongNode.valueOf(group));
            return next.id;
        });
    }

    /** An update of any kind, known or not, as it is; answers its id. */
    public int raw(String kind, JsonNode content) {
        return locked(() -> world.update(kind, content, 0));
    }

    // ---- seeing ----

    /** The messages that stand in a chat, the oldest first, as Message objects. */
    public List<JsonNode> messages(long chat) {
        return locked(() -> world.room(chat).map(room -> room.messages.values().stream().<JsonNode>map(shown -> shown.json.deepCopy()).toList())
                .orElse(List.of()));
    }

    /** The bot's own messages in a chat, the oldest first. */
    public List<JsonNode> fromBot(long chat) {
        return locked(() -> world.room(chat)
                .map(room -> room.messages.values().stream().filter(shown -> shown.fromBot).<JsonNode>map(shown -> shown.json.deepCopy()).toList())
                .orElse(List.of()));
    }

    /** The bytes of a file. */
    public Optional<Bytes> file(String id) {
        return locked(() -> Optional.ofNullable(world.files.get(id)).map(World.StoredFile::bytes));
    }

    /** Menus of commands, by scope, chat and language. */
    public Map<String, JsonNode> commands() {
        return locked(() -> new TreeMap<>(world.commands));
    }

    // ---- inside ----

    private Room known(long chat) {
        return world.room(chat).orElseThrow(() -> new IllegalArgumentException("No chat " + chat));
    }

    private Shown shown(long chat, int message) {
        return Optional.ofNullable(known(chat).messages.get(message))
                .orElseThrow(() -> new IllegalArgumentException("No message " + message + " in chat " + chat));
    }

    private Account owner(Room room) {
        return room.members.entrySet().stream()
                .filter(member -> member.getValue().equals("creator"))
                .findFirst()
                .map(member -> world.person(member.getKey()))
                .orElseGet(() -> {
                    var owner = world.person(world.freshId());
                    room.members.put(owner.id, "creator");
                    return owner;
                });
    }

    private <T> T locked(Supplier<T> action) {
        world.lock.lock();
        try {
            return action.get();
        } finally {
            world.lock.unlock();
        }
    }
}
