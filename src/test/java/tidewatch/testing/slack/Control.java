package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tidewatch.testing.fake.Bytes;
import tidewatch.testing.fake.Faults;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Orders;
import tidewatch.testing.fake.Reply;
import tidewatch.testing.fake.Request;

/** The user's side, clock, faults, ledger and lints over HTTP: JSON below {@code /_fake}. */
final class Control {
    private final FakeSlack fake;
    private final World world;
    private final Orders orders = new Orders(this::shelf, request -> Arguments.of(request).shown());

    Control(FakeSlack fake, World world, Faults<Fault> faults) {
        this.fake = fake;
        this.world = world;
        people();
        writing();
        acting();
        standing();
        app();
        machine(faults);
        orders.shows("channels/{id}/messages", "the messages that stand there for everybody, the oldest first, with metadata");
        orders.shows("channels/{id}/only/{user}", "what only this person sees there");
        orders.shows("channels/{id}/pings", "whom the app has pinged there");
        orders.shows("files/{id}", "the bytes of a file");
    }

    Reply answer(String path, Request request) throws InterruptedException {
        return orders.answer(path, request);
    }

    private Optional<Reply> shelf(List<String> parts) {
        return switch (parts.getFirst()) {
            case "files" -> parts.size() == 2 ? Optional.of(file(parts.get(1))) : Optional.empty();
            case "channels" -> Optional.of(Reply.json(
                    200, channel(parts.get(1), parts.size() > 2 ? parts.get(2) : "", parts.size() > 3 ? parts.get(3) : "")));
            default -> Optional.empty();
        };
    }

    private Reply file(String id) {
        return fake.people().file(id)
                .map(bytes -> new Reply(200, "application/octet-stream", new Bytes(bytes)))
                .orElseGet(() -> Orders.refused(404, "no file " + id));
    }

    private void order(String name, String takes, Orders.Doing doing) {
        orders.add(name, takes, doing);
    }

    private static String text(JsonNode in, String field) {
        if (in.path(field).asText().isEmpty()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return in.get(field).asText();
    }

    /** The channel that is named, or the private chat of the person who acts. */
    private String channel(JsonNode in) {
        return in.path("channel").asText().isEmpty() ? fake.people().im(text(in, "user")) : in.get("channel").asText();
    }

    // ---- people and channels ----

    private void people() {
        var people = fake.people();
        order("GET world", "workspaces with their tokens, people, channels", in -> whole());
        order("POST teams", "name, installed? true|false", in -> {
            var team = people.team(text(in, "name"), in.path("installed").asBoolean());
            return Json.object().put("team", team).put("bot_token", people.botToken(team)).put("bot_user", people.botUser(team));
        });
        order("POST users", "name, real_name?, team?", in -> {
            var team = in.path("team").asText(fake.team());
            return id("user", people.user(team, text(in, "name"), in.path("real_name").asText(text(in, "name"))));
        });
        order("POST channels", "name, members? (ids), private? true|false, app? true|false: whether the app is in it", in -> {
            var members = FakeSlack.texts(in.path("members")).toArray(String[]::new);
            var name = text(in, "name");
            boolean app = in.path("app").asBoolean(true);
            return id("channel", in.path("private").asBoolean()
                    ? app ? people.privateChannel(name, members) : people.privateChannelWithoutApp(name, members)
                    : app ? people.channel(name, members) : people.channelWithoutApp(name, members));
        });
        order("POST im", "user: the private chat with the app", in -> id("channel", people.im(text(in, "user"))));
    }

    private JsonNode whole() {
        world.lock.lock();
        try {
            var whole = Json.object().put("app", world.app).put("app_token", world.appToken).put("signing_secret", world.signingSecret);
            var teams = whole.putArray("teams");
            world.teams.values().forEach(team -> teams.addObject().put("id", team.id).put("name", team.name).put("bot_token", team.botToken)
                    .put("bot_user", team.bot.id).put("bot_id", team.botId).put("install", team.install.name()).put("scopes", team.provided()));
            var users = whole.putArray("users");
            world.people.values().forEach(person -> users.addObject().put("id", person.id).put("team", person.team).put("name", person.name)
                    .put("bot", person.bot).put("deleted", person.deleted));
            var channels = whole.putArray("channels");
            world.channels.values().forEach(one -> {
                var members = channels.addObject().put("id", one.id).put("kind", one.kind.type).put("name", one.name).put("archived", one.archived)
                        .putArray("members");
                one.members.forEach(members::add);
            });
            return whole;
        } finally {
            world.lock.unlock();
        }
    }

    // ---- writing ----

    private void writing() {
        var people = fake.people();
        order("POST say", "user, channel? (the private chat), text, thread_ts?", in ->
                id("ts", people.say(channel(in), text(in, "user"), in.path("text").asText(), in.path("thread_ts").asText())));
        order("POST edit", "channel, ts, text", in -> {
            people.edit(text(in, "channel"), text(in, "ts"), in.path("text").asText());
            return Orders.ok();
        });
        order("POST unsay", "channel, ts: the message is deleted", in -> {
            people.delete(text(in, "channel"), text(in, "ts"));
            return Orders.ok();
        });
        order("POST slash", "user, channel? (the private chat), line, such as /tidewatch winners 5", in ->
                receipt(people.slash(channel(in), text(in, "user"), text(in, "line"))));
    }

    private static JsonNode receipt(long number) {
        return Json.object().put("receipt", number);
    }

    // ---- acting ----

    private void acting() {
        var people = fake.people();
        var pressing = "user, channel? (the private chat), ts, button (its words, action_id or value); without ts in the modal or home tab";
        order("POST press", pressing, in -> receipt(in.path("ts").asText().isEmpty()
                        ? people.pressInView(text(in, "user"), text(in, "button"))
                        : people.press(channel(in), text(in, "user"), text(in, "ts"), text(in, "button"))));
        var choosing = "user, channel? (the private chat), ts, option (its words or value); without ts in the modal or home tab";
        order("POST select", choosing, in -> receipt(in.path("ts").asText().isEmpty()
                        ? people.selectInView(text(in, "user"), text(in, "option"))
                        : people.select(channel(in), text(in, "user"), text(in, "ts"), text(in, "option"))));
        order("POST forge", "user, channel? (the private chat), ts, action (an object): a press that nothing offers", in -> {
            if (!(in.path("action") instanceof ObjectNode action)) {
                throw new IllegalArgumentException("action is an object");
            }
            return receipt(people.forge(channel(in), text(in, "user"), text(in, "ts"), action));
        });
        order("POST shortcut", "user, callback_id; with channel and ts from the menu of that message", in ->
                receipt(in.path("ts").asText().isEmpty()
                        ? people.shortcut(text(in, "user"), text(in, "callback_id"))
                        : people.messageShortcut(channel(in), text(in, "user"), text(in, "ts"), text(in, "callback_id"))));
        order("POST home", "user, tab? home|messages: the person opens the app", in -> {
            people.openTab(text(in, "user"), in.path("tab").asText("home"));
            return Orders.ok();
        });
        order("GET home", "user: the home tab as it stands", in -> people.home(text(in, "user")).orElseGet(Json::object));
        order("GET modal", "user: the modal on top", in -> people.modal(text(in, "user")).orElseGet(Json::object));
        order("POST submit", "user, values (an object by action_id): fills in and submits the modal on top", in -> {
            var values = new LinkedHashMap<String, String>();
            in.path("values").properties().forEach(field -> values.put(field.getKey(), field.getValue().asText()));
            return receipt(people.submit(text(in, "user"), values));
        });
        order("GET form_errors", "user: what the app said of the last submission", in -> people.formErrors(text(in, "user")));
        order("POST dismiss", "user: closes the modal on top", in -> {
            people.dismiss(text(in, "user"));
            return Orders.ok();
        });
        order("GET receipts", "number?: what became of what was sent to the app", in -> {
            var list = Json.array();
            fake.people().receipts().stream()
                    .filter(one -> !in.has("number") || one.number() == in.get("number").asLong())
                    .forEach(one -> list.add(one.json()));
            return list;
        });
    }

    // ---- standing ----

    private void standing() {
        var people = fake.people();
        order("POST member", "channel, user?, action join|leave|invite|kick: a person comes or goes; invite and kick are about the app", in -> {
            var channel = text(in, "channel");
            switch (in.path("action").asText()) {
                case "join" -> people.join(channel, text(in, "user"));
                case "leave" -> people.leave(channel, text(in, "user"));
                case "invite" -> people.invite(channel, text(in, "user"));
                case "kick" -> people.kick(channel);
                default -> throw new IllegalArgumentException("action is join, leave, invite or kick");
            }
            return Orders.ok();
        });
        order("POST channel", "channel, user, action archive|unarchive|restrict|unrestrict", in -> {
            switch (in.path("action").asText()) {
                case "archive" -> people.archive(text(in, "channel"), text(in, "user"));
                case "unarchive" -> people.unarchive(text(in, "channel"), text(in, "user"));
                case "restrict" -> people.restrict(text(in, "channel"), true);
                case "unrestrict" -> people.restrict(text(in, "channel"), false);
                default -> throw new IllegalArgumentException("action is archive, unarchive, restrict or unrestrict");
            }
            return Orders.ok();
        });
        order("POST person", "user, action deactivate|close_messages|open_messages", in -> {
            switch (in.path("action").asText()) {
                case "deactivate" -> people.deactivate(text(in, "user"));
                case "close_messages" -> people.messagesTab(text(in, "user"), false);
                case "open_messages" -> people.messagesTab(text(in, "user"), true);
                default -> throw new IllegalArgumentException("action is deactivate, close_messages or open_messages");
            }
            return Orders.ok();
        });
        order("POST install", "team?, action uninstall|revoke|reinstall", in -> {
            var team = in.path("team").asText(fake.team());
            switch (in.path("action").asText()) {
                case "uninstall" -> people.uninstall(team);
                case "revoke" -> people.revoke(team);
                case "reinstall" -> people.reinstall(team);
                default -> throw new IllegalArgumentException("action is uninstall, revoke or reinstall");
            }
            return Orders.ok();
        });
    }

    // ---- the app ----

    private void app() {
        order("POST app", "scopes?, events?, commands? (lists): what the app may do, listens to and is called by", in -> {
            if (in.has("scopes")) {
                fake.scopes(FakeSlack.texts(in.get("scopes")));
            }
            if (in.has("events")) {
                fake.subscribe(FakeSlack.texts(in.get("events")));
            }
            if (in.has("commands")) {
                fake.commands(FakeSlack.texts(in.get("commands")));
            }
            return Orders.ok();
        });
        order("POST manifest", "the manifest of the app: its scopes, events and commands hold from now on", in -> {
            fake.install(in);
            return Orders.ok();
        });
        order("POST blocks", "team?, data_table, data_visualization, newer_figures (true|false): what the workspace takes", in -> {
            var team = in.path("team").asText(fake.team());
            fake.newBlocks(team, in.path("data_table").asBoolean(true), in.path("data_visualization").asBoolean(true));
            fake.newerFigures(team, in.path("newer_figures").asBoolean());
            return Orders.ok();
        });
        order("POST http", "events?, commands?, actions? (addresses); or off true: Socket Mode again", in -> {
            if (in.path("off").asBoolean()) {
                fake.socketMode();
            } else {
                fake.httpMode(in.path("events").asText(), in.path("commands").asText(), in.path("actions").asText());
            }
            return Orders.ok();
        });
        order("POST sign", "how GOOD|WRONG|STALE|EARLY|MISSING|CHANGED, times?", in -> {
            fake.sign(text(in, "how"), in.path("times").asInt(1));
            return Orders.ok();
        });
        order("POST replay", "the last request of HTTP mode once more, byte for byte", in -> Json.object().put("status", fake.replay()));
        order("POST ssl_check", "asks the address of commands", in -> Json.object().put("status", fake.sslCheck()));
        order("POST disconnect", "reason warning|refresh_requested|link_disabled|..., or how cut|close", in -> {
            switch (in.path("how").asText()) {
                case "cut" -> fake.cutSockets();
                case "close" -> fake.closeSockets();
                default -> fake.disconnect(text(in, "reason"));
            }
            return Orders.ok();
        });
        order("POST socket_mode", "on true|false: off tells every socket link_disabled", in -> {
            fake.linkDisabled(!in.path("on").asBoolean(true));
            return Orders.ok();
        });
        order("GET sockets", "", in -> Json.object().put("live", fake.liveSockets()));
        order("POST payloads", "double, across, hold, extend: payloads that come twice, late, or with unknown fields", in -> {
            if (in.has("double")) {
                fake.doublePayloads(in.get("double").asInt(), in.path("across").asBoolean());
            }
            if (in.has("hold")) {
                fake.holdPayloads(in.get("hold").asInt());
            }
            if (in.has("extend")) {
                fake.extendPayloads(in.get("extend").asBoolean());
            }
            return Orders.ok();
        });
        order("GET frames", "every message over every socket", in -> {
            var list = Json.array();
            fake.frames().forEach(frame -> list.addObject().put("link", frame.link()).put("at", frame.at().toString())
                    .put("from_app", frame.fromApp()).put("text", frame.text()));
            return list;
        });
    }

    // ---- the machine ----

    private void machine(Faults<Fault> faults) {
        orders.clock(fake.time());
        orders.faults(faults, "kind, method?, skip?, times?, error?, seconds?", List.of(Fault.Kind.values()), fake::ways);
        orders.lints(fake::lints);
        order("POST limits", "channel_per_second, channel_burst, posts_per_minute, tier2, tier3, tier4; or none true", in -> {
            var real = Limits.REAL;
            fake.limits(in.path("none").asBoolean() ? Limits.NONE : new Limits(
                    in.path("channel_per_second").asDouble(real.channelPerSecond()), in.path("channel_burst").asInt(real.channelBurst()),
                    in.path("posts_per_minute").asInt(real.postsPerMinute()), in.path("tier2").asInt(real.tier2()),
                    in.path("tier3").asInt(real.tier3()), in.path("tier4").asInt(real.tier4())));
            return Orders.ok();
        });
        order("POST settings", "file_delay_ms?, connection_time? (seconds), patience_ms? (of an answer in HTTP mode)", in -> {
            if (in.has("file_delay_ms")) {
                fake.fileDelay(Duration.ofMillis(in.get("file_delay_ms").asLong()));
            }
            if (in.has("connection_time")) {
                fake.connectionTime(in.get("connection_time").asInt());
            }
            if (in.has("patience_ms")) {
                fake.patience(Duration.ofMillis(in.get("patience_ms").asLong()));
            }
            return Orders.ok();
        });
        order("GET ledger", "method?, from? (a number): every call of the app", this::ledger);
        order("DELETE ledger", "forgets calls, frames, settled receipts and lints", in -> {
            fake.forget();
            return Orders.ok();
        });
    }

    private JsonNode ledger(JsonNode in) {
        var list = Json.array();
        var method = in.path("method").asText();
        long from = in.path("from").asLong();
        for (var call : fake.calls()) {
            if (call.number() >= from && (method.isEmpty() || call.of(method))) {
                var one = list.addObject().put("number", call.number()).put("at", call.at().toString()).put("method", call.method())
                        .put("verb", call.verb()).put("content_type", call.contentType()).put("authorization", call.authorization())
                        .put("body", Base64.getEncoder().encodeToString(call.body().array()))
                        .put("status", call.status()).put("fault", call.fault());
                one.set("parameters", call.parameters());
                one.set("answer", call.answer());
            }
        }
        return list;
    }

    private JsonNode channel(String id, String part, String user) {
        var people = fake.people();
        return switch (part) {
            case "messages" -> Orders.each(world.lock, () -> people.messages(id));
            case "only" -> Orders.each(world.lock, () -> people.onlyFor(id, user));
            case "pings" -> {
                var list = Json.array();
                people.pings(id).forEach(list::add);
                yield list;
            }
            case "" -> {
                world.lock.lock();
                try {
                    var channel = world.channel(id);
                    yield channel.json(world.team(channel.team).bot.id);
                } finally {
                    world.lock.unlock();
                }
            }
            default -> throw new IllegalArgumentException("a channel has messages, only and pings");
        };
    }

    private static ObjectNode id(String name, String id) {
        return Json.object().put(name, id);
    }
}
