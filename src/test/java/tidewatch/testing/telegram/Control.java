package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tidewatch.testing.fake.Faults;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Orders;
import tidewatch.testing.fake.Reply;
import tidewatch.testing.fake.Request;

/** The user's side, clock, faults, ledger and lints over HTTP: JSON below {@code /_fake}. */
final class Control {
    private final FakeTelegram fake;
    private final World world;
    private final Orders orders = new Orders(this::shelf, request -> Arguments.of(request).shown());

    Control(FakeTelegram fake, World world, Faults<Fault> faults) {
        this.fake = fake;
        this.world = world;
        people();
        writing();
        standing();
        machine(faults);
        orders.shows("chats/{id}", "one chat");
        orders.shows("chats/{id}/messages", "the messages that stand there, the oldest first");
        orders.shows("files/{file_id}", "the bytes of a file");
    }

    Reply answer(String path, Request request) throws InterruptedException {
        return orders.answer(path, request);
    }

    private Optional<Reply> shelf(List<String> parts) {
        return switch (parts.getFirst()) {
            case "files" -> parts.size() == 2 ? Optional.of(file(parts.get(1))) : Optional.empty();
            case "chats" -> Optional.of(Reply.json(200, chat(Long.parseLong(parts.get(1)), parts.size() > 2 ? parts.get(2) : "")));
            default -> Optional.empty();
        };
    }

    private Reply file(String id) {
        return fake.people().file(id)
                .map(bytes -> new Reply(200, "application/octet-stream", bytes))
                .orElseGet(() -> Orders.refused(404, "no file " + id));
    }

    private void order(String name, String takes, Orders.Doing doing) {
        orders.add(name, takes, doing);
    }

    // ---- people and chats ----

    private void people() {
        var people = fake.people();
        order("POST users", "id?, first_name, last_name?, username?, language_code?", in -> id("user_id", people.user(
                in.path("id").asLong(), in.path("first_name").asText("Somebody"), in.path("last_name").asText(), in.path("username").asText(),
                in.path("language_code").asText())));
        order("GET users", "", in -> Orders.each(world.lock, () -> world.accounts.values().stream().map(one -> one.json().put("blocked", one.blocked)
                .put("opened", one.opened).put("deactivated", one.deactivated)).toList()));
        order("POST chats", "type group|supergroup|forum|channel, title, username?, members? (ids)", in -> {
            long[] members = new long[in.path("members").size()];
            for (int i = 0; i < members.length; i++) {
                members[i] = in.get("members").get(i).asLong();
            }
            var title = in.path("title").asText("A chat");
            return id("chat_id", switch (in.path("type").asText("group")) {
                case "group" -> people.group(title, members);
                case "supergroup" -> people.supergroup(title, members);
                case "forum" -> people.forum(title, members);
                case "channel" -> people.channel(title, in.path("username").asText(), members);
                default -> throw new IllegalArgumentException("type is group, supergroup, forum or channel");
            });
        });
        order("GET chats", "", in -> Orders.each(world.lock, () -> world.rooms.values().stream().map(world::chatJson).toList()));
        order("POST topics", "chat_id, name", in -> id("message_thread_id", people.topic(chatId(in), in.path("name").asText("A topic"))));
        order("POST topic", "chat_id, message_thread_id, action close|reopen|delete", in -> {
            int thread = in.path("message_thread_id").asInt();
            switch (in.path("action").asText()) {
                case "close" -> people.closeTopic(chatId(in), thread);
                case "reopen" -> people.reopenTopic(chatId(in), thread);
                case "delete" -> people.deleteTopic(chatId(in), thread);
                default -> throw new IllegalArgumentException("action is close, reopen or delete");
            }
            return Orders.ok();
        });
    }

    // ---- writing ----

    private void writing() {
        var people = fake.people();
        order("POST say", "user_id, chat_id? (the private chat), text, entities?, message_thread_id?, reply_to_message_id?", in ->
                id("message_id", people.say(chatId(in), userId(in), in.path("text").asText(), extra(in))));
        order("POST send", "user_id, chat_id?, kind photo|document|sticker|location|raw, with bytes (base64) and caption or name, emoji, latitude"
                + " and longitude, or content (fields of Message)", in -> id("message_id", sent(in)));
        order("POST forward", "user_id, chat_id?, from_chat_id, message_id", in -> id("message_id",
                people.forward(chatId(in), userId(in), in.path("from_chat_id").asLong(), in.path("message_id").asInt())));
        order("POST post", "chat_id of a channel, text", in -> id("message_id", people.post(chatId(in), in.path("text").asText())));
        order("POST edit", "chat_id, message_id, text", in -> {
            people.edit(chatId(in), in.path("message_id").asInt(), in.path("text").asText());
            return Orders.ok();
        });
        order("POST unsay", "chat_id, message_id: the message is deleted", in -> {
            people.delete(chatId(in), in.path("message_id").asInt());
            return Orders.ok();
        });
        order("POST press", "user_id, chat_id?, message_id, button (its text or data), or data to forge one", in -> {
            int message = in.path("message_id").asInt();
            var press = in.has("data")
                    ? people.forge(chatId(in), message, userId(in), in.get("data").asText())
                    : people.press(chatId(in), message, userId(in), in.path("button").asText());
            return Json.object().put("callback_query_id", press);
        });
        order("GET presses", "all presses and what was answered", in ->
                Orders.each(world.lock, () -> world.presses.values().stream().map(Control::press).toList()));
        order("POST raw", "kind, content: an update of any kind, as it is", in ->
                id("update_id", people.raw(in.path("kind").asText(), in.path("content"))));
    }

    private int sent(JsonNode in) {
        var people = fake.people();
        return switch (in.path("kind").asText()) {
            case "photo" -> people.photo(chatId(in), userId(in), bytes(in), in.path("caption").asText());
            case "document" -> people.document(chatId(in), userId(in), in.path("name").asText("file.txt"), bytes(in));
            case "sticker" -> people.sticker(chatId(in), userId(in), in.path("emoji").asText("\uD83D\uDC4D"));
            case "location" -> people.location(chatId(in), userId(in), in.path("latitude").asDouble(), in.path("longitude").asDouble());
            case "raw" -> {
                if (!(in.path("content") instanceof ObjectNode content)) {
                    throw new IllegalArgumentException("content is an object");
                }
                yield people.send(chatId(in), userId(in), content, extra(in));
            }
            default -> throw new IllegalArgumentException("kind is photo, document, sticker, location or raw");
        };
    }

    private static byte[] bytes(JsonNode in) {
        return Base64.getDecoder().decode(in.path("bytes").asText());
    }

    private static UserSide.Extra extra(JsonNode in) {
        var entities = new ArrayList<Entity>();
        in.path("entities").forEach(one -> entities.add(
                new Entity(one.path("type").asText(), one.path("offset").asInt(), one.path("length").asInt(), one.path("url").asText())));
        return new UserSide.Extra(in.path("message_thread_id").asInt(), in.path("reply_to_message_id").asInt(), entities);
    }

    private static ObjectNode press(Press press) {
        var shown = Json.object().put("id", press.id).put("user_id", press.user).put("answered", press.answer.isPresent());
        press.answer.ifPresent(answer -> shown.put("text", answer.text()).put("show_alert", answer.alert()));
        return shown;
    }

    // ---- standing ----

    private void standing() {
        var people = fake.people();
        order("POST person", "user_id, action open|start|block|unblock|deactivate", in -> {
            switch (in.path("action").asText()) {
                case "open" -> people.opened(userId(in));
                case "start" -> people.open(userId(in));
                case "block" -> people.block(userId(in));
                case "unblock" -> people.unblock(userId(in));
                case "deactivate" -> people.deactivate(userId(in));
                default -> throw new IllegalArgumentException("action is open, start, block, unblock or deactivate");
            }
            return Orders.ok();
        });
        order("POST bot", "chat_id, action add|kick|remove|promote|demote|restrict", in -> {
            long chat = chatId(in);
            switch (in.path("action").asText()) {
                case "add" -> people.addBot(chat);
                case "kick" -> people.kickBot(chat);
                case "remove" -> people.removeBot(chat);
                case "promote" -> people.promoteBot(chat);
                case "demote" -> people.demoteBot(chat);
                case "restrict" -> people.restrictBot(chat);
                default -> throw new IllegalArgumentException("action is add, kick, remove, promote, demote or restrict");
            }
            return Orders.ok();
        });
        order("POST join", "chat_id, user_id: a person comes into a chat", in -> {
            people.add(chatId(in), userId(in));
            return Orders.ok();
        });
        order("POST migrate", "chat_id of a group", in -> id("chat_id", people.migrate(chatId(in))));
        order("POST chat", "chat_id, action mute|unmute|delete", in -> {
            switch (in.path("action").asText()) {
                case "mute" -> people.mute(chatId(in), true);
                case "unmute" -> people.mute(chatId(in), false);
                case "delete" -> people.deleteChat(chatId(in));
                default -> throw new IllegalArgumentException("action is mute, unmute or delete");
            }
            return Orders.ok();
        });
        order("POST privacy", "on true|false: whether the bot sees only what is meant for it in groups", in -> {
            fake.privacy(in.path("on").asBoolean(true));
            return Orders.ok();
        });
    }

    // ---- the machine ----

    private void machine(Faults<Fault> faults) {
        orders.clock(fake.time());
        orders.faults(faults, "kind, method?, skip?, times?, code?, description?, seconds?", List.of(Fault.Kind.values()), fake::ways);
        orders.lints(fake::lints);
        order("POST updates", "double, hold (numbers), extend (true|false): updates that come twice, late, or with unknown fields", in -> {
            if (in.has("double")) {
                fake.doubleUpdates(in.get("double").asInt());
            }
            if (in.has("hold")) {
                fake.holdUpdates(in.get("hold").asInt());
            }
            if (in.has("extend")) {
                fake.extendUpdates(in.get("extend").asBoolean());
            }
            return Json.object().put("pending", fake.pending());
        });
        order("GET updates", "what is not confirmed yet", in ->
                Orders.each(world.lock, () -> world.updates.all(world.now()).map(Updates.Waiting::json).toList()));
        order("POST limits", "per_second, chat_per_second, chat_burst, group_per_minute, poll_pause; or none true", in -> {
            var real = Limits.REAL;
            fake.limits(in.path("none").asBoolean() ? Limits.NONE : new Limits(
                    in.path("per_second").asInt(real.perSecond()), in.path("chat_per_second").asDouble(real.chatPerSecond()),
                    in.path("chat_burst").asInt(real.chatBurst()), in.path("group_per_minute").asInt(real.groupPerMinute()),
                    in.path("poll_pause").asDouble(real.pollPause())));
            return Orders.ok();
        });
        order("GET ledger", "method?, from? (a number): every call of the bot", in -> ledger(in));
        order("DELETE ledger", "forgets calls and lints", in -> {
            fake.forget();
            return Orders.ok();
        });
        order("GET commands", "the menus, by scope", in -> {
            var all = Json.object();
            fake.people().commands().forEach(all::set);
            return all;
        });
    }

    private JsonNode ledger(JsonNode in) {
        var list = Json.array();
        var method = in.path("method").asText();
        long from = in.path("from").asLong();
        for (var call : fake.calls()) {
            if (call.number() >= from && (method.isEmpty() || call.of(method))) {
                var one = list.addObject().put("number", call.number()).put("at", call.at().toString()).put("method", call.method())
                        .put("verb", call.verb()).put("content_type", call.contentType())
                        .put("body", Base64.getEncoder().encodeToString(call.body().array()))
                        .put("status", call.status()).put("fault", call.fault());
                one.set("parameters", call.parameters());
                one.set("answer", call.answer());
            }
        }
        return list;
    }

    private JsonNode chat(long id, String part) {
        if (part.equals("messages")) {
            var list = Json.array();
            fake.people().messages(id).forEach(list::add);
            return list;
        }
        if (!part.isEmpty()) {
            throw new IllegalArgumentException("a chat has messages");
        }
        world.lock.lock();
        try {
            var room = world.room(id).orElseThrow(() -> new IllegalArgumentException("no chat " + id));
            var shown = world.chatJson(room);
            room.members.forEach((member, status) -> shown.withObject("/members").put(Long.toString(member), status));
            room.topics.forEach((thread, topic) -> shown.withObject("/topics").put(Integer.toString(thread), topic.name));
            return shown;
        } finally {
            world.lock.unlock();
        }
    }

    private static long userId(JsonNode in) {
        long id = in.path("user_id").asLong();
        if (id <= 0) {
            throw new IllegalArgumentException("user_id is missing");
        }
        return id;
    }

    private static long chatId(JsonNode in) {
        return in.has("chat_id") ? in.get("chat_id").asLong() : userId(in);
    }

    private static ObjectNode id(String name, long id) {
        return Json.object().put(name, id);
    }
}
