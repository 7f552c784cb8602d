package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Picture;
import tidewatch.testing.fake.Request;
import tidewatch.testing.fake.Upload;

/** The methods that put a message into a chat. Called under the lock of the world. */
final class Sending {
    private static final int PHOTO_BYTES = 10 << 20;
    private static final int FILE_BYTES = 50 << 20;
    private static final String COMMON = "chat_id business_connection_id message_thread_id direct_messages_topic_id disable_notification"
            + " protect_content allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_to_message_id"
            + " allow_sending_without_reply reply_markup";
    private static final Set<String> ACTIONS = Set.of(
            "cancel", "typing", "record_video", "upload_video", "record_audio", "record_voice", "upload_audio", "upload_voice", "upload_photo",
            "upload_document", "choose_sticker", "pick_up_location", "find_location", "record_video_note", "upload_video_note");

    private final World world;
    private final Access access;
    private final MessageText texts;

    Sending(World world) {
        this.world = world;
        this.access = new Access(world);
        this.texts = new MessageText(world::lint);
    }

    void register(BotMethods methods) {
        methods.add("sendMessage", COMMON + " text parse_mode entities link_preview_options disable_web_page_preview", this::text);
        methods.add("sendPhoto", COMMON + " photo caption parse_mode caption_entities show_caption_above_media has_spoiler", this::photo);
        methods.add(
                "sendDocument", COMMON + " document thumbnail caption parse_mode caption_entities disable_content_type_detection", this::document);
        methods.add("copyMessage", COMMON + " from_chat_id message_id video_start_timestamp caption parse_mode caption_entities"
                + " show_caption_above_media", this::copy);
        methods.add("forwardMessage", "chat_id message_thread_id direct_messages_topic_id from_chat_id message_id video_start_timestamp"
                + " disable_notification protect_content message_effect_id suggested_post_parameters", this::forward);
        methods.add("sendChatAction", "business_connection_id chat_id message_thread_id action", this::action);
    }

    private JsonNode text(Arguments call) {
        var parsed = texts.message(call, false);
        var markup = Keyboards.read(call, world::lint);
        var message = Json.object();
        put(message, "text", "entities", parsed);
        preview(call).ifPresent(options -> message.set("link_preview_options", options));
        return send(call, message, markup, "text messages");
    }

    /** What comes back about link previews: the options as given, if any. */
    static Optional<ObjectNode> preview(Arguments call) {
        var options = call.tree("link_preview_options", "link preview options");
        if (options.isPresent() && options.get() instanceof ObjectNode object && !object.isEmpty()) {
            return Optional.of(object);
        }
        return call.flag("disable_web_page_preview") ? Optional.of(Json.object().put("is_disabled", true)) : Optional.empty();
    }

    void put(ObjectNode message, String field, String entitiesField, Parsed parsed) {
        message.put(field, parsed.text());
        if (!parsed.entities().isEmpty()) {
            message.set(entitiesField, MessageText.json(parsed.entities(), id -> world.account(id).map(Account::json)));
        }
    }

    private JsonNode photo(Arguments call) {
        var file = file(call, "photo", "photos", PHOTO_BYTES);
        var caption = texts.caption(call, false);
        var markup = Keyboards.read(call, world::lint);
        var message = Json.object();
        message.set("photo", sizes(world, file));
        caption(message, caption, call);
        return send(call, message, markup, "photos");
    }

    private void caption(ObjectNode message, Parsed caption, Arguments call) {
        if (!caption.text().isEmpty()) {
            put(message, "caption", "caption_entities", caption);
        }
        if (call.flag("show_caption_above_media")) {
            message.put("show_caption_above_media", true);
        }
        if (call.flag("has_spoiler")) {
            message.put("has_media_spoiler", true);
        }
    }

    private JsonNode document(Arguments call) {
        var file = file(call, "document", "documents", FILE_BYTES);
        var caption = texts.caption(call, false);
        var markup = Keyboards.read(call, world::lint);
        var message = Json.object();
        message.set("document", document(file));
        caption(message, caption, call);
        return send(call, message, markup, "documents");
    }

    static ObjectNode document(World.StoredFile file) {
        var document = Json.object();
        Account.optional(document, "file_name", file.name());
        Account.optional(document, "mime_type", file.type());
        return document.setAll(file.json());
    }

    /** A file that came with the call, or one the service has. */
    World.StoredFile file(Arguments call, String field, String folder, int max) {
        var upload = Optional.ofNullable(call.files().get(field));
        var text = call.text(field);
        if (upload.isEmpty() && text.startsWith("attach://")) {
            upload = Optional.ofNullable(call.files().get(text.substring("attach://".length())));
        }
        if (upload.isPresent()) {
            return stored(upload.get(), folder, max);
        }
        if (text.isEmpty()) {
            throw ApiError.bad("there is no " + field + " in the request");
        }
        if (text.startsWith("http://") || text.startsWith("https://")) {
            throw ApiError.bad("failed to get HTTP URL content");
        }
        var known = world.files.get(text);
        if (known == null || folder.equals("photos") && !known.path().startsWith("photos")) {
            throw ApiError.bad(known == null ? "wrong file identifier/HTTP URL specified" : "can't use file of type Document as Photo");
        }
        return known;
    }

    private World.StoredFile stored(Upload upload, String folder, int max) {
        if (upload.bytes().size() == 0) {
            throw ApiError.bad("file must be non-empty");
        }
        if (upload.bytes().size() > max) {
            throw max == PHOTO_BYTES ? ApiError.bad("file is too big") : new ApiError(413, "Request Entity Too Large");
        }
        if (folder.equals("photos")) {
            dimensions(upload.bytes().array());
        }
        long wait = world.rates.upload(upload.bytes().size(), world.now());
        if (wait > 0) {
            throw ApiError.tooMany(wait);
        }
        return world.store(folder, upload.name(), upload.type(), upload.bytes());
    }

    private static void dimensions(byte[] bytes) {
        var picture = Picture.read(bytes).orElseThrow(() -> ApiError.bad("IMAGE_PROCESS_FAILED"));
        int least = Math.min(picture.width(), picture.height());
        int most = Math.max(picture.width(), picture.height());
        if (least <= 0 || picture.width() + picture.height() > 10_000 || most > 20L * least) {
            throw ApiError.bad("PHOTO_INVALID_DIMENSIONS");
        }
    }

    /** PhotoSize: the usual smaller ones and the picture itself, the largest last. */
    static ArrayNode sizes(World world, World.StoredFile file) {
        var list = Json.array();
        var picture = file.picture().orElse(new Picture(1, 1, "png"));
        for (int edge : List.of(90, 320, 800, 1280)) {
            int most = Math.max(picture.width(), picture.height());
            if (edge < most) {
                var id = file.id() + "-" + edge;
                world.files.putIfAbsent(id, new World.StoredFile(
                        id, file.uniqueId() + Integer.toString(edge, 36), file.path(), file.type(), file.name(), file.bytes(), file.picture()));
                list.add(size(id, file.uniqueId() + Integer.toString(edge, 36), file,
                        Math.max(1, picture.width() * edge / most), Math.max(1, picture.height() * edge / most)));
            }
        }
        return list.add(size(file.id(), file.uniqueId(), file, picture.width(), picture.height()));
    }

    private static ObjectNode size(String id, String unique, World.StoredFile file, int width, int height) {
        return Json.object().put("file_id", id).put("file_unique_id", unique).put("file_size", file.bytes().size())
                .put("width", width).put("height", height);
    }

    private JsonNode copy(Arguments call) {
        var source = source(call, "copy");
        var content = content(source);
        if (call.has("caption") && !source.json.has("text")) {
            content.remove(List.of("caption", "caption_entities"));
            caption(content, texts.caption(call, false), call);
        }
        var sent = send(call, content, Keyboards.read(call, world::lint), "text messages");
        return Json.object().put("message_id", sent.get("message_id").asInt());
    }

    private JsonNode forward(Arguments call) {
        var source = source(call, "forward");
        var content = content(source);
        content.setAll(origin(source.json));
        return send(call, content, Optional.empty(), "text messages");
    }

    private Shown source(Arguments call, String verb) {
        if (call.text("from_chat_id").isEmpty()) {
            throw ApiError.bad("chat_id is empty");
        }
        var room = access.room(call.text("from_chat_id"), Access.Want.READ);
        return Optional.ofNullable(room.messages.get((int) call.number("message_id")))
                .orElseThrow(() -> ApiError.bad("message to " + verb + " not found"));
    }

    /** What of a message can stand in another one. */
    static ObjectNode content(Shown source) {
        ObjectNode copy = source.json.deepCopy();
        copy.retain(List.of("text", "entities", "caption", "caption_entities", "photo", "document", "sticker", "location", "link_preview_options"));
        return copy;
    }

    /** Where a forwarded message came from. */
    static ObjectNode origin(JsonNode message) {
        var origin = Json.object();
        if (message.has("from")) {
            origin.putObject("forward_origin").put("type", "user").put("date", message.get("date").asLong()).set("sender_user", message.get("from"));
            origin.set("forward_from", message.get("from"));
        } else {
            origin.putObject("forward_origin").put("type", "channel").put("date", message.get("date").asLong())
                    .put("message_id", message.get("message_id").asInt()).set("chat", message.get("chat"));
            origin.set("forward_from_chat", message.get("chat"));
            origin.put("forward_from_message_id", message.get("message_id").asInt());
        }
        return origin.put("forward_date", message.get("date").asLong());
    }

    private JsonNode action(Arguments call) {
        if (!ACTIONS.contains(call.text("action").toLowerCase(Locale.ROOT))) {
            throw ApiError.bad("wrong parameter action in request");
        }
        access.room(call, Access.Want.WRITE);
        return BooleanNode.TRUE;
    }

    /** Checks the chat, the topic, the reply and the rate, and puts the message there. */
    private ObjectNode send(Arguments call, ObjectNode content, Optional<ObjectNode> markup, String things) {
        if (!call.text("business_connection_id").isEmpty()) {
            throw ApiError.bad("business connection not found");
        }
        var room = access.room(call, Access.Want.WRITE);
        int thread = access.thread(room, call);
        var reply = reply(room, call);
        access.mayWrite(room, things);
        rate(world, room);
        var message = world.begun(room, world.bot, thread);
        reply.ifPresent(shown -> message.set("reply_to_message", World.quoted(shown)));
        message.setAll(content);
        markup.filter(Keyboards::inline).ifPresent(keyboard -> message.set("reply_markup", keyboard));
        if (call.flag("protect_content")) {
            message.put("has_protected_content", true);
        }
        world.show(room, message, true);
        return message.deepCopy();
    }

    /** Counts one message, or refuses it with 429. */
    static void rate(World world, Room room) {
        var now = world.now();
        if (world.rates.early(room.id, now)) {
            world.lint("EARLY", "a call to chat " + room.id + " before retry_after had passed");
        }
        long wait = world.rates.take(room.id, room.group(), now);
        if (wait > 0) {
            throw ApiError.tooMany(wait);
        }
    }

    private Optional<Shown> reply(Room room, Arguments call) {
        long id = call.number("reply_to_message_id");
        boolean lenient = call.flag("allow_sending_without_reply");
        var parameters = call.tree("reply_parameters", "reply parameters");
        var in = room;
        if (parameters.isPresent()) {
            var object = parameters.get();
            if (!object.isObject()) {
                throw ApiError.bad("Object expected as reply parameters");
            }
            id = object.path("message_id").asLong();
            lenient = object.path("allow_sending_without_reply").asBoolean();
            if (object.hasNonNull("chat_id")) {
                in = access.room(object.get("chat_id").asText(), Access.Want.READ);
            }
        }
        if (id <= 0) {
            return Optional.empty();
        }
        var found = Optional.ofNullable(in.messages.get((int) id));
        if (found.isEmpty() && !lenient) {
            throw ApiError.bad("message to be replied not found");
        }
        return found;
    }
}
