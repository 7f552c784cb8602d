package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import tidewatch.testing.fake.Bytes;
import tidewatch.testing.fake.FakeTime;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Lint;
import tidewatch.testing.fake.Picture;

/** Everybody, every chat and every message that the bot could know of. Everything but the lock is guarded by the lock. */
final class World {
    final ReentrantLock lock = new ReentrantLock();
    /** Signalled when an update came, the clock moved, or the webhook changed. */
    final Condition changed = lock.newCondition();

    final FakeTime time;
    final Updates updates;
    final Rates rates;
    final Account bot;
    final Map<Long, Account> accounts = new TreeMap<>();
    final Map<Long, Room> rooms = new TreeMap<>();
    final Map<String, StoredFile> files = new LinkedHashMap<>();
    final List<Lint> lints = new ArrayList<>();
    /** Menus by scope and language. */
    final Map<String, ArrayNode> commands = new TreeMap<>();
    final Map<String, Press> presses = new LinkedHashMap<>();
    /** In groups the bot sees only commands, replies to it and mentions of it, unless it is an administrator. */
    boolean privacy = true;
    /** Number of the call being answered. */
    long call;
    /** What is said beside the result of the call being answered. */
    String description = "";
    final Hook hook;
    private int privateId;
    private long nextId = 5_200_000_001L;

    /** A file as the service keeps it. */
    record StoredFile(String id, String uniqueId, String path, String type, String name, Bytes bytes, Optional<Picture> picture) {
        ObjectNode json() {
            return Json.object().put("file_id", id).put("file_unique_id", uniqueId).put("file_size", bytes.size());
        }
    }

    World(FakeTime time, long seed, Limits limits, Account bot, Function<World, Hook> hook) {
        this.time = time;
        this.updates = new Updates(seed);
        this.rates = new Rates(limits);
        this.bot = bot;
        accounts.put(bot.id, bot);
        this.hook = hook.apply(this);
    }

    Instant now() {
        return time.instant();
    }

    void lint(String kind, String text) {
        lints.add(new Lint(now(), call, kind, text));
    }

    /** A number that nobody has yet; beyond 32 bits. */
    long freshId() {
        return nextId++;
    }

    // ---- people and chats ----

    Optional<Account> account(long id) {
        return Optional.ofNullable(accounts.get(id));
    }

    /** Whoever speaks exists. */
    Account person(long id) {
        return accounts.computeIfAbsent(id, key -> new Account(key, false, "User " + key));
    }

    Optional<Room> room(long id) {
        return Optional.ofNullable(rooms.get(id));
    }

    /** The private chat with a person, opened or not. */
    Room privateRoom(long user) {
        return rooms.computeIfAbsent(user, key -> new Room(key, "private"));
    }

    ObjectNode chatJson(Room room) {
        return room.json(room.is("private") ? person(room.id) : bot);
    }

    // ---- messages ----

    /** The beginnings of a Message; whoever calls adds the content and then {@link #show}s it. */
    ObjectNode begun(Room room, Account from, int thread) {
        int id = room.countsItself() ? room.next() : ++privateId;
        var message = Json.object().put("message_id", id);
        if (room.is("channel")) {
            message.set("sender_chat", chatJson(room));
        } else {
            message.set("from", from.json());
        }
        message.set("chat", chatJson(room));
        message.put("date", time.seconds());
        if (thread > 0) {
            message.put("message_thread_id", thread);
            if (room.forum) {
                message.put("is_topic_message", true);
                Optional.ofNullable(room.messages.get(thread)).ifPresent(created -> message.set("reply_to_message", quoted(created)));
            }
        }
        return message;
    }

    /** A message as it stands inside another one: without what it replies to. */
    static ObjectNode quoted(Shown shown) {
        ObjectNode copy = shown.json.deepCopy();
        copy.remove(List.of("reply_to_message", "reply_markup"));
        return copy;
    }

    Shown show(Room room, ObjectNode message, boolean fromBot) {
        int id = message.get("message_id").asInt();
        var shown = new Shown(id, now(), fromBot, message.path("message_thread_id").asInt(), message);
        room.messages.put(id, shown);
        return shown;
    }

    /** A message that somebody sent, shown, and told to the bot if it may see it; answers the id of the message. */
    int tell(Room room, ObjectNode message) {
        show(room, message, false);
        if (visible(room, message)) {
            update(room.is("channel") ? "channel_post" : "message", message.deepCopy(), room.id);
        }
        return message.get("message_id").asInt();
    }

    /** A service message, which bots always see. */
    int service(Room room, Account from, String field, JsonNode value) {
        var message = begun(room, from, 0);
        message.set(field, value);
        show(room, message, from == bot);
        if (from != bot && room.member(bot.id)) {
            update("message", message.deepCopy(), room.id);
        }
        return message.get("message_id").asInt();
    }

    boolean visible(Room room, ObjectNode message) {
        if (room.is("private")) {
            return !person(room.id).blocked;
        }
        if (!room.member(bot.id)) {
            return false;
        }
        if (!privacy || room.is("channel") || room.administrator(bot.id)) {
            return true;
        }
        var text = message.has("text") ? message.get("text").asText() : message.path("caption").asText();
        boolean reply = message.path("reply_to_message").path("from").path("id").asLong() == bot.id;
        var first = text.split("\\s", 2)[0];
        boolean command = first.startsWith("/") && (!first.contains("@") || first.endsWith("@" + bot.username));
        return reply || command || text.contains("@" + bot.username);
    }

    /** Puts an update into the queue and wakes whoever waits; answers its id, or 0. */
    int update(String kind, JsonNode content, long key) {
        int id = updates.put(kind, content, key, now());
        changed.signalAll();
        return id;
    }

    // ---- files ----

    StoredFile store(String folder, String name, String type, Bytes bytes) {
        int number = files.size();
        var picture = Picture.read(bytes.array());
        var extension = name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : picture.map(Picture::extension).orElse("dat");
        var id = "AgACAgIAAxk" + folder.charAt(0) + Long.toString(number + 1_000_000L, 36) + "-" + Integer.toHexString(bytes.size());
        var path = folder + "/file_" + number + "." + extension;
        var file = new StoredFile(id, "AQAD" + Long.toString(number + 70_000L, 36), path, type, name, bytes, picture);
        files.put(id, file);
        return file;
    }

    Optional<StoredFile> fileAt(String path) {
        return files.values().stream().filter(file -> file.path().equals(path)).findFirst();
    }
}
