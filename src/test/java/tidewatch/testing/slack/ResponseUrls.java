package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Reply;
import tidewatch.testing.fake.Request;

/** The addresses by which a command or a press is answered: five times within half an hour, also where the app is no member. */
final class ResponseUrls {
    private static final int USES = 5;
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final World world;
    private final Dispatch dispatch;
    private final Chatting chatting;
    private final Map<String, Place> places = new HashMap<>();

    private static final class Place {
        final Team team;
        final Channel channel;
        final Person person;
        final Optional<Shown> original;
        final Instant born;
        int uses;

        Place(Team team, Channel channel, Person person, Optional<Shown> original, Instant born) {
            this.team = team;
            this.channel = channel;
            this.person = person;
            this.original = original;
            this.born = born;
        }
    }

    ResponseUrls(World world, Dispatch dispatch, Chatting chatting) {
        this.world = world;
        this.dispatch = dispatch;
        this.chatting = chatting;
    }

    /**
     * A fresh address.
     *
     * @param original the message whose element was pressed
     */
    String open(String kind, Team team, Channel channel, Person person, Optional<Shown> original) {
        var path = "/" + kind + "/" + team.id + "/" + (1_000_000_000L + world.random.nextInt(1_000_000_000)) + "/" + world.secret(24);
        places.put(path, new Place(team, channel, person, original, world.now()));
        return world.url + path;
    }

    /** How often it was used; for tests of the quota. */
    int uses(String url) {
        return Optional.ofNullable(places.get(url.replace(world.url, ""))).map(place -> place.uses).orElse(0);
    }

    Reply answer(String path, Request request) {
        var place = places.get(path);
        if (place == null) {
            return refused(404, "no_service");
        }
        if (!request.verb().equals("POST")) {
            return refused(405, "invalid_method");
        }
        if (Duration.between(place.born, world.now()).compareTo(LIFE) > 0) {
            return refused(404, "expired_url");
        }
        if (place.uses >= USES) {
            return refused(404, "used_url");
        }
        var body = body(request);
        if (body.isEmpty()) {
            return refused(400, "invalid_payload");
        }
        try {
            write(place, body.get());
            place.uses++;
            return Reply.jsonUtf8(200, Json.object().put("ok", true));
        } catch (ApiError wrong) {
            return Reply.jsonUtf8(400, wrong.json());
        }
    }

    private static Reply refused(int status, String error) {
        return Reply.jsonUtf8(status, Json.object().put("ok", false).put("error", error));
    }

    /** JSON, or a form with JSON in {@code payload}. */
    private static Optional<JsonNode> body(Request request) {
        var text = request.body().text();
        var type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        try {
            var json = type.startsWith("application/x-www-form-urlencoded") ? Arguments.of(request).text("payload") : text;
            return Json.read(json).filter(JsonNode::isObject);
        } catch (ApiError unreadable) {
            return Optional.empty();
        }
    }

    /** What an acknowledgement or an HTTP answer holds, when it holds a message. */
    void inAnswer(String url, JsonNode answer) {
        var place = places.get(url.replace(world.url, ""));
        if (place == null || answer.isEmpty()) {
            return;
        }
        try {
            write(place, answer);
        } catch (ApiError wrong) {
            world.lint("BAD_ANSWER", wrong.error);
        }
    }

    private void write(Place place, JsonNode body) {
        if (body.path("delete_original").asBoolean()) {
            place.original.ifPresent(original -> {
                place.channel.messages.remove(original.ts);
                if (!original.ephemeral()) {
                    dispatch.deleted(place.channel, original);
                }
            });
            return;
        }
        var content = chatting.content(place.team, Arguments.of(body));
        if (body.path("replace_original").asBoolean() && place.original.isPresent()) {
            replace(place, place.original.get(), content);
            return;
        }
        boolean all = body.path("response_type").asText().equals("in_channel");
        var message = world.fromApp(place.team, world.ts());
        chatting.fill(message, content);
        if (all) {
            message.put("subtype", "bot_message").put("username", place.team.bot.real).remove("user");
        } else {
            message.put("is_ephemeral", true);
        }
        if (!body.path("thread_ts").asText().isEmpty()) {
            message.put("thread_ts", body.get("thread_ts").asText());
        }
        var shown = chatting.shown(place.team, place.channel, message, all ? "" : place.person.id);
        shown.pings = content.pings();
        if (all) {
            dispatch.told(place.channel, shown);
        }
    }

    private void replace(Place place, Shown original, Chatting.Content content) {
        ObjectNode before = original.told(false);
        chatting.fill(original.json, content);
        original.pings = content.pings();
        if (!original.ephemeral()) {
            original.json.putObject("edited").put("user", place.team.bot.id).put("ts", world.ts());
            dispatch.changed(place.channel, original, before);
        }
    }
}
