package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tidewatch.testing.fake.Json;

/** {@code conversations.*}, {@code users.*}, {@code auth.*}, {@code team.info} and {@code bots.info}: what the app looks up. */
final class Conversations {
    private final World world;
    private final Dispatch dispatch;

    Conversations(World world, Dispatch dispatch) {
        this.world = world;
        this.dispatch = dispatch;
    }

    void register(Methods methods) {
        methods.add("api.test", 0, "", "error foo", (team, in) -> Json.object().set("args", in.shown()));
        methods.add("auth.test", 0, "", "", (team, in) -> Json.object().put("url", site(team)).put("team", team.name).put("user", team.bot.name)
                .put("team_id", team.id).put("user_id", team.bot.id).put("bot_id", team.botId).put("is_enterprise_install", false));
        methods.add("team.info", 3, "team:read", "team domain", (team, in) -> Json.object().set("team", team.json(site(team))));
        methods.add("bots.info", 3, "users:read", "bot team_id", this::bot);
        methods.add("users.info", 4, "users:read", "user include_locale", this::user);
        methods.add("users.list", 2, "users:read", "cursor limit include_locale team_id", this::users);
        methods.add("users.conversations", 3, "", "cursor exclude_archived limit team_id types user", (team, in) -> list(team, in, true));
        methods.add("conversations.list", 2, "", "cursor exclude_archived limit team_id types", (team, in) -> list(team, in, false));
        methods.add("conversations.info", 3, "", "channel include_locale include_num_members", this::info);
        methods.add("conversations.members", 4, "", "channel cursor limit", this::members);
        methods.add("conversations.open", 3, "", "channel prevent_creation return_im users", this::open);
        methods.add("conversations.join", 3, "channels:join", "channel", this::join);
        methods.add("conversations.leave", 3, "channels:join", "channel", this::leave);
        methods.add(
                "conversations.history", 3, "", "channel cursor include_all_metadata inclusive latest limit oldest", this::history);
        methods.add(
                "conversations.replies", 3, "", "channel ts cursor include_all_metadata inclusive latest limit oldest", this::replies);
    }

    private static String site(Team team) {
        return "https://" + team.domain + ".slack.com/";
    }

    // ---- people ----

    private ObjectNode bot(Team team, Arguments in) {
        if (!in.required("bot").equals(team.botId)) {
            throw new ApiError("bot_not_found");
        }
        var bot = world.profile(team);
        return Json.object().set("bot", bot);
    }

    private ObjectNode person(Person person) {
        return person.json(world.app, Optional.ofNullable(world.teams.get(person.team)).map(team -> team.botId).orElse(""));
    }

    private ObjectNode user(Team team, Arguments in) {
        var person = Optional.ofNullable(world.people.get(in.required("user")))
                .filter(one -> one.team.equals(team.id) || shares(team, one))
                .orElseThrow(() -> new ApiError("user_not_found"));
        var user = person(person);
        if (!person.team.equals(team.id)) {
            user.put("is_stranger", true);
        }
        if (in.flag("include_locale")) {
            user.put("locale", "en-US");
        }
        return Json.object().set("user", user);
    }

    /** Whether the app can meet a person of another workspace in a shared channel. */
    private boolean shares(Team team, Person person) {
        return world.channels.values().stream().anyMatch(channel -> World.seenFrom(channel, team) && channel.members.contains(person.id));
    }

    private ObjectNode users(Team team, Arguments in) {
        var all = world.people.values().stream().filter(one -> one.team.equals(team.id)).toList();
        var answer = page(in, all, "members", this::person, 1000);
        return answer.put("cache_ts", world.now().getEpochSecond());
    }

    // ---- lists ----

    private <T> ObjectNode page(Arguments in, List<T> all, String field, Function<T, JsonNode> json, int usual) {
        int limit = in.number("limit", usual, 1, 1000);
        int from = offset(in);
        var answer = Json.object();
        ArrayNode list = answer.putArray(field);
        all.stream().skip(from).limit(limit).forEach(one -> list.add(json.apply(one)));
        int next = from + limit;
        answer.putObject("response_metadata").put("next_cursor", next < all.size() ? cursor(next) : "");
        return answer;
    }

    private static String cursor(int offset) {
        return Base64.getEncoder().encodeToString(("next:" + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(Arguments in) {
        if (!in.has("cursor")) {
            return 0;
        }
        var text = decoded(in.text("cursor"));
        if (!text.matches("next:[0-9]{1,8}")) {
            throw new ApiError("invalid_cursor");
        }
        return Integer.parseInt(text.substring(5));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiError("invalid_cursor");
        }
    }

    private ObjectNode list(Team team, Arguments in, boolean mine) {
        var types = Set.of((in.has("types") ? in.text("types") : "public_channel").replace(" ", "").split(",", -1));
        var found = new ArrayList<Channel>();
        for (var type : types) {
            var kind = switch (type) {
                case "public_channel" -> Channel.Kind.PUBLIC;
                case "private_channel" -> Channel.Kind.PRIVATE;
                case "im" -> Channel.Kind.IM;
                case "mpim" -> Channel.Kind.MPIM;
                default -> throw new ApiError("invalid_types");
            };
            Methods.need(team, kind.scope + ":read");
            for (var channel : world.channels.values()) {
                boolean member = channel.members.contains(team.bot.id);
                boolean seen = channel.kind == kind && World.seenFrom(channel, team) && (member || !channel.privateToMembers() && !mine);
                if (seen && !(in.flag("exclude_archived") && channel.archived)) {
                    found.add(channel);
                }
            }
        }
        found.sort((one, other) -> one.id.compareTo(other.id));
        return page(in, found, "channels", channel -> channel.json(team.bot.id), 100);
    }

    /** A channel the app can know of. */
    private Channel seen(Team team, String given, String right) {
        var channel = Optional.ofNullable(world.channels.get(given))
                .filter(one -> World.seenFrom(one, team) && (!one.privateToMembers() || one.members.contains(team.bot.id)))
                .orElseThrow(() -> new ApiError("channel_not_found"));
        Methods.need(team, channel.kind.scope + right);
        return channel;
    }

    private ObjectNode info(Team team, Arguments in) {
        var channel = seen(team, in.required("channel"), ":read");
        var json = channel.json(team.bot.id);
        if (!in.flag("include_num_members")) {
            json.remove("num_members");
        }
        return Json.object().set("channel", json);
    }

    private ObjectNode members(Team team, Arguments in) {
        var channel = seen(team, in.required("channel"), ":read");
        return page(in, List.copyOf(channel.members), "members", com.fasterxml.jackson.databind.node.TextNode::valueOf, 100);
    }

    // ---- opening and joining ----

    private ObjectNode open(Team team, Arguments in) {
        if (in.has("channel")) {
            var channel = Optional.ofNullable(world.channels.get(in.text("channel")))
                    .filter(one -> one.members.contains(team.bot.id) && (one.kind == Channel.Kind.IM || one.kind == Channel.Kind.MPIM))
                    .orElseThrow(() -> new ApiError("channel_not_found"));
            return opened(team, in, channel, true);
        }
        if (!in.has("users")) {
            throw new ApiError("users_list_not_supplied");
        }
        var ids = in.text("users").replace(" ", "").split(",", -1);
        if (ids.length > 8) {
            throw new ApiError("too_many_users");
        }
        var people = new ArrayList<Person>();
        for (var id : ids) {
            var person = Optional.ofNullable(world.people.get(id))
                    .filter(one -> one.team.equals(team.id) || shares(team, one))
                    .orElseThrow(() -> new ApiError("user_not_found"));
            if (person.deleted) {
                throw new ApiError("user_disabled");
            }
            if (person.bot) {
                throw new ApiError("cannot_dm_bot");
            }
            people.add(person);
        }
        Methods.need(team, people.size() == 1 ? "im:write" : "mpim:write");
        if (people.size() == 1) {
            long before = world.channels.size();
            var channel = world.im(team, people.getFirst());
            return opened(team, in, channel, world.channels.size() == before);
        }
        var members = Set.copyOf(people.stream().map(one -> one.id).toList());
        var there = world.channels.values().stream()
                .filter(one -> one.kind == Channel.Kind.MPIM && one.members.containsAll(members) && one.members.size() == members.size() + 1)
                .findFirst();
        var channel = there.orElseGet(() -> {
            var name = "mpdm-" + String.join("--", people.stream().map(one -> one.name).toList()) + "-1";
            var made = new Channel(world.id("G"), Channel.Kind.MPIM, team.id, name, world.now().getEpochSecond());
            made.members.addAll(members);
            made.members.add(team.bot.id);
            world.channels.put(made.id, made);
            return made;
        });
        return opened(team, in, channel, there.isPresent());
    }

    private static ObjectNode opened(Team team, Arguments in, Channel channel, boolean already) {
        var answer = Json.object();
        if (already) {
            answer.put("no_op", true).put("already_open", true);
        }
        return answer.set("channel", in.flag("return_im") ? channel.json(team.bot.id) : Json.object().put("id", channel.id));
    }

    private ObjectNode join(Team team, Arguments in) {
        var channel = Optional.ofNullable(world.channels.get(in.required("channel")))
                .filter(one -> World.seenFrom(one, team) && one.kind == Channel.Kind.PUBLIC)
                .orElseThrow(() -> new ApiError("channel_not_found"));
        if (channel.archived) {
            throw new ApiError("is_archived");
        }
        boolean fresh = channel.members.add(team.bot.id);
        var answer = Json.object();
        answer.set("channel", channel.json(team.bot.id));
        if (fresh) {
            dispatch.joined(channel, team.bot, Optional.empty());
        } else {
            answer.put("warning", "already_in_channel").putObject("response_metadata").putArray("warnings").add("already_in_channel");
        }
        return answer;
    }

    private ObjectNode leave(Team team, Arguments in) {
        var channel = Optional.ofNullable(world.channels.get(in.required("channel"))).orElseThrow(() -> new ApiError("channel_not_found"));
        return channel.members.remove(team.bot.id) ? Json.object() : Json.object().put("not_in_channel", true);
    }

    // ---- messages ----

    private Channel readable(Team team, Arguments in) {
        var channel = seen(team, in.required("channel"), ":history");
        if (!channel.members.contains(team.bot.id)) {
            throw new ApiError("not_in_channel");
        }
        return channel;
    }

    /** Whether a message lies in the asked span. */
    private static boolean within(Arguments in, Shown shown) {
        boolean inclusive = in.flag("inclusive");
        var oldest = border(in, "oldest");
        var latest = border(in, "latest");
        int over = oldest.isEmpty() ? 1 : shown.ts.compareTo(oldest);
        int under = latest.isEmpty() ? -1 : shown.ts.compareTo(latest);
        return (over > 0 || inclusive && over == 0) && (under < 0 || inclusive && under == 0);
    }

    /** A time with the six decimals that every ts has. */
    private static String border(Arguments in, String name) {
        var text = in.text(name).strip();
        if (text.isEmpty() || text.equals("0")) {
            return "";
        }
        if (text.equals("now")) {
            return "9999999999.999999";
        }
        if (!text.matches("[0-9]{1,10}(\\.[0-9]{0,9})?")) {
            throw new ApiError(name.equals("oldest") ? "invalid_ts_oldest" : "invalid_ts_latest");
        }
        int point = text.indexOf('.');
        var whole = point < 0 ? text : text.substring(0, point);
        var part = point < 0 ? "" : text.substring(point + 1);
        return "0".repeat(10 - whole.length()) + whole + "." + (part + "000000").substring(0, 6);
    }

    private ObjectNode history(Team team, Arguments in) {
        var channel = readable(team, in);
        int limit = in.number("limit", 100, 1, 999);
        var from = at(in);
        var found = channel.messages.descendingMap().values().stream()
                .filter(shown -> !shown.ephemeral() && within(in, shown) && (from.isEmpty() || shown.ts.compareTo(from) <= 0))
                .filter(shown -> !shown.reply() || shown.json.path("subtype").asText().equals("thread_broadcast"))
                .limit(limit + 1L)
                .toList();
        var answer = messages(in, found, limit);
        if (in.has("oldest")) {
            answer.put("oldest", in.text("oldest"));
        }
        if (in.has("latest")) {
            answer.put("latest", in.text("latest"));
        }
        return answer.put("pin_count", 0).putNull("channel_actions_ts").put("channel_actions_count", 0);
    }

    private ObjectNode replies(Team team, Arguments in) {
        var channel = readable(team, in);
        int limit = in.number("limit", 1000, 1, 1000);
        var named = Optional.ofNullable(channel.messages.get(in.required("ts"))).orElseThrow(() -> new ApiError("thread_not_found"));
        var root = named.reply() ? named.thread() : named.ts;
        var from = at(in);
        var found = channel.messages.values().stream()
                .filter(shown -> !shown.ephemeral() && (shown.ts.equals(root) || shown.thread().equals(root)))
                .filter(shown -> (shown.ts.equals(root) || within(in, shown)) && shown.ts.compareTo(from) >= 0)
                .limit(limit + 1L)
                .toList();
        return messages(in, found, limit);
    }

    /** The ts at which the page begins, or empty. */
    private static String at(Arguments in) {
        if (!in.has("cursor")) {
            return "";
        }
        var text = decoded(in.text("cursor"));
        if (!text.matches("next_ts:[0-9]{10}\\.[0-9]{6}")) {
            throw new ApiError("invalid_cursor");
        }
        return text.substring(8);
    }

    private static ObjectNode messages(Arguments in, List<Shown> found, int limit) {
        var answer = Json.object();
        var list = answer.putArray("messages");
        found.stream().limit(limit).forEach(shown -> list.add(shown.told(in.flag("include_all_metadata"))));
        boolean more = found.size() > limit;
        answer.put("has_more", more);
        if (more) {
            var next = Base64.getEncoder().encodeToString(("next_ts:" + found.get(limit).ts).getBytes(StandardCharsets.UTF_8));
            answer.putObject("response_metadata").put("next_cursor", next);
        }
        return answer;
    }
}
