package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidewatch.testing.fake.Json;

/** {@code chat.*} and {@code reactions.*}: what the app writes. */
final class Chatting {
    /** {@code text} beyond this is refused; docs.slack.dev, chat.postMessage. */
    private static final int TEXT = 40_000;
    /** Characters of JSON in {@code metadata}. */
    private static final int METADATA = 16_000;
    private static final String STYLE = " blocks attachments markdown_text mrkdwn parse link_names as_user username icon_emoji icon_url unfurl_links"
            + " unfurl_media metadata";

    private final World world;
    private final Dispatch dispatch;

    Chatting(World world, Dispatch dispatch) {
        this.world = world;
        this.dispatch = dispatch;
    }

    void register(Methods methods) {
        methods.add("chat.postMessage", 0, "chat:write", "channel text thread_ts reply_broadcast" + STYLE, this::post);
        methods.add("chat.update", 3, "chat:write", "channel ts text file_ids reply_broadcast" + STYLE, this::update);
        methods.add("chat.delete", 3, "chat:write", "channel ts as_user", this::delete);
        methods.add("chat.postEphemeral", 4, "chat:write", "channel user text thread_ts" + STYLE, this::ephemeral);
        methods.add("chat.getPermalink", 0, "", "channel message_ts", this::permalink);
        methods.add("reactions.add", 3, "reactions:write", "channel name timestamp", (team, in) -> react(team, in, true));
        methods.add("reactions.remove", 2, "reactions:write", "channel name timestamp", (team, in) -> react(team, in, false));
    }

    // ---- what is written ----

    /** Words, blocks and metadata of a call, looked through. */
    record Content(String text, Optional<JsonNode> blocks, Optional<JsonNode> attachments, List<String> pings) {}

    /** @throws ApiError when the service would refuse it */
    Content content(Team team, Arguments in) {
        var text = in.text("text");
        if (in.has("markdown_text")) {
            if (in.has("text") || in.has("blocks")) {
                throw new ApiError("markdown_text_conflict");
            }
            text = in.text("markdown_text");
        }
        var blocks = in.tree("blocks", "invalid_blocks_format").filter(tree -> !tree.isArray() || !tree.isEmpty());
        var attachments = in.tree("attachments", "invalid_attachments").filter(tree -> !tree.isEmpty());
        if (text.isBlank() && blocks.isEmpty() && attachments.isEmpty()) {
            throw new ApiError("no_text");
        }
        if (text.length() > TEXT) {
            throw new ApiError("msg_too_long");
        }
        var pings = new ArrayList<String>();
        if (blocks.isPresent()) {
            look(team, blocks.get());
            pings.addAll(Mrkdwn.pings(blocks.get()));
            if (text.isBlank()) {
                world.lint("NO_TEXT", "blocks without text: notifications show nothing");
            }
        } else {
            pings.addAll(Mrkdwn.pings(text));
        }
        if (!in.text("mrkdwn").equals("false") && Mrkdwn.rawAngle(text)) {
            world.lint("RAW_ANGLE", text);
        }
        return new Content(text, blocks, attachments, pings);
    }

    /** @throws ApiError invalid_blocks with reasons, or msg_blocks_too_long */
    void look(Team team, JsonNode blocks) {
        if (!blocks.isArray()) {
            throw new ApiError("invalid_blocks_format");
        }
        var wrong = Blocks.wrong(world, team, Blocks.Surface.MESSAGE, blocks, "/blocks");
        if (!wrong.isEmpty()) {
            var refused = ApiError.because("invalid_blocks", wrong);
            var errors = refused.more.putArray("errors");
            wrong.forEach(errors::add);
            throw refused;
        }
        if (Blocks.tooLong(blocks)) {
            throw new ApiError("msg_blocks_too_long");
        }
        Blocks.lint(world, blocks);
    }

    void fill(ObjectNode message, Content content) {
        message.put("text", World.stored(content.text()));
        content.blocks().ifPresentOrElse(
                blocks -> message.set("blocks", Blocks.filled(world, blocks)), () -> message.remove("blocks"));
        content.attachments().ifPresent(attachments -> message.set("attachments", attachments));
    }

    private static Optional<ObjectNode> metadata(Arguments in) {
        var metadata = in.tree("metadata", "invalid_metadata_format");
        if (metadata.isEmpty() || metadata.get().isEmpty()) {
            return Optional.empty();
        }
        var tree = metadata.get();
        if (!tree.path("event_type").isTextual() || !tree.path("event_payload").isObject()) {
            throw new ApiError("invalid_metadata_format");
        }
        if (Json.text(tree).length() > METADATA) {
            throw new ApiError("metadata_too_large");
        }
        return Optional.of((ObjectNode) tree);
    }

    // ---- where ----

    /** A channel to write into, by its id, its name, or the id of a person. */
    private Channel target(Team team, String given) {
        if (given.matches("[UW][A-Z0-9]+")) {
            var person = Optional.ofNullable(world.people.get(given)).orElseThrow(() -> new ApiError("channel_not_found"));
            if (!person.team.equals(team.id) || person.deleted || person.bot) {
                throw new ApiError("channel_not_found");
            }
            return world.im(team, person);
        }
        return world.findChannel(team, given).orElseThrow(() -> new ApiError("channel_not_found"));
    }

    /** @throws ApiError when the app may not write there */
    static void mayWrite(Team team, Channel channel) {
        boolean member = channel.members.contains(team.bot.id);
        if (!member && channel.privateToMembers()) {
            throw new ApiError("channel_not_found");
        }
        if (channel.archived) {
            throw new ApiError("is_archived");
        }
        if (!member && !team.scopes.contains("chat:write.public")) {
            throw new ApiError("not_in_channel");
        }
        if (channel.restricted) {
            throw new ApiError("restricted_action");
        }
        if (channel.kind == Channel.Kind.IM && channel.noMessagesTab) {
            throw new ApiError("messages_tab_disabled");
        }
    }

    /** @throws ApiError ratelimited, when the last messages to this channel are too near */
    private void space(Channel channel) {
        var now = world.now();
        var key = "channel " + channel.id;
        if (world.rates.early(key, now)) {
            world.lint("EARLY", "chat.postMessage to " + channel.id + " before Retry-After had passed");
        }
        long wait = world.rates.message(channel.id, now);
        if (wait > 0) {
            world.rates.close(key, now, wait);
            throw ApiError.ratelimited(wait);
        }
    }

    /** The root of a thread that is replied to: a reply's own root when somebody named a reply. */
    private static Shown root(Channel channel, String given) {
        return Optional.ofNullable(channel.messages.get(given))
                .filter(shown -> !shown.ephemeral())
                .flatMap(shown -> Optional.ofNullable(channel.messages.get(shown.reply() ? shown.thread() : shown.ts)))
                .orElseThrow(() -> new ApiError("thread_not_found"));
    }

    // ---- chat ----

    private ObjectNode post(Team team, Arguments in) {
        var channel = target(team, in.required("channel"));
        mayWrite(team, channel);
        var content = content(team, in);
        var metadata = metadata(in);
        var root = in.has("thread_ts") ? Optional.of(root(channel, in.text("thread_ts"))) : Optional.<Shown>empty();
        space(channel);
        var message = world.fromApp(team, world.ts());
        fill(message, content);
        root.ifPresent(first -> {
            message.put("thread_ts", first.ts).put("parent_user_id", first.author);
            if (in.flag("reply_broadcast")) {
                message.put("subtype", "thread_broadcast");
            }
        });
        var shown = shown(team, channel, message, "");
        shown.metadata = metadata;
        shown.pings = content.pings();
        dispatch.told(channel, shown);
        var answer = Json.object().put("channel", channel.id).put("ts", shown.ts);
        answer.set("message", shown.told(true));
        return answer;
    }

    /** Shows a message of the app. */
    Shown shown(Team team, Channel channel, ObjectNode message, String only) {
        var shown = new Shown(message.get("ts").asText(), team.bot.id, only, message);
        world.show(channel, shown);
        return shown;
    }

    private Channel known(Team team, Arguments in) {
        var given = in.required("channel");
        return Optional.ofNullable(world.channels.get(given))
                .filter(channel -> World.seenFrom(channel, team) && (!channel.privateToMembers() || channel.members.contains(team.bot.id)))
                .orElseThrow(() -> new ApiError("channel_not_found"));
    }

    private ObjectNode update(Team team, Arguments in) {
        var channel = known(team, in);
        var shown = Optional.ofNullable(channel.messages.get(in.required("ts")))
                .filter(one -> !one.ephemeral())
                .orElseThrow(() -> new ApiError("message_not_found"));
        if (!shown.author.equals(team.bot.id)) {
            throw new ApiError("cant_update_message");
        }
        if (channel.archived) {
            throw new ApiError("is_archived");
        }
        var content = content(team, in);
        var metadata = metadata(in);
        var before = shown.told(false);
        fill(shown.json, content);
        if (in.has("metadata")) {
            shown.metadata = metadata;
        }
        shown.pings = content.pings();
        shown.json.putObject("edited").put("user", team.bot.id).put("ts", world.ts());
        dispatch.changed(channel, shown, before);
        var answer = Json.object().put("channel", channel.id).put("ts", shown.ts).put("text", shown.json.get("text").asText());
        answer.set("message", shown.told(true));
        return answer;
    }

    private ObjectNode delete(Team team, Arguments in) {
        var channel = known(team, in);
        var shown = Optional.ofNullable(channel.messages.get(in.required("ts")))
                .filter(one -> !one.ephemeral())
                .orElseThrow(() -> new ApiError("message_not_found"));
        if (!shown.author.equals(team.bot.id)) {
            throw new ApiError("cant_delete_message");
        }
        channel.messages.remove(shown.ts);
        dispatch.deleted(channel, shown);
        return Json.object().put("channel", channel.id).put("ts", shown.ts);
    }

    private ObjectNode ephemeral(Team team, Arguments in) {
        var channel = world.findChannel(team, in.required("channel")).orElseThrow(() -> new ApiError("channel_not_found"));
        mayWrite(team, channel);
        if (!channel.members.contains(in.required("user"))) {
            throw new ApiError("user_not_in_channel");
        }
        var content = content(team, in);
        var message = world.fromApp(team, world.ts());
        fill(message, content);
        message.put("is_ephemeral", true);
        if (in.has("thread_ts")) {
            message.put("thread_ts", in.text("thread_ts"));
        }
        var shown = shown(team, channel, message, in.text("user"));
        shown.pings = content.pings();
        return Json.object().put("message_ts", shown.ts);
    }

    private ObjectNode permalink(Team team, Arguments in) {
        var channel = known(team, in);
        var ts = in.required("message_ts");
        if (!channel.messages.containsKey(ts)) {
            throw new ApiError("message_not_found");
        }
        var link = "https://" + team.domain + ".slack.com/archives/" + channel.id + "/p" + ts.replace(".", "");
        return Json.object().put("channel", channel.id).put("permalink", link);
    }

    private ObjectNode react(Team team, Arguments in, boolean add) {
        var channel = known(team, in);
        var shown = Optional.ofNullable(channel.messages.get(in.required("timestamp"))).orElseThrow(() -> new ApiError("message_not_found"));
        var name = in.required("name").replace(":", "");
        if (!name.matches("[a-z0-9_+'-]{1,100}")) {
            throw new ApiError("invalid_name");
        }
        if (add && !shown.react(name, team.bot.id)) {
            throw new ApiError("already_reacted");
        }
        if (!add && !shown.unreact(name, team.bot.id)) {
            throw new ApiError("no_reaction");
        }
        return Json.object();
    }
}
