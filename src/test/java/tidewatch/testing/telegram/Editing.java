package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The methods that change or remove what stands in a chat, and the answer to a press. Called under the lock of the world. */
final class Editing {
    private static final Duration DELETE_WITHIN = Duration.ofDays(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final int ANSWER_MAX = 200;
    private static final String WHICH = "business_connection_id chat_id message_id inline_message_id reply_markup";

    private final World world;
    private final Access access;
    private final MessageText texts;
    private final Sending sending;

    Editing(World world, Sending sending) {
        this.world = world;
        this.access = new Access(world);
        this.texts = new MessageText(world::lint);
        this.sending = sending;
    }

    void register(BotMethods methods) {
        methods.add("editMessageText", WHICH + " text parse_mode entities link_preview_options disable_web_page_preview", this::text);
        methods.add("editMessageCaption", WHICH + " caption parse_mode caption_entities show_caption_above_media", this::caption);
        methods.add("editMessageReplyMarkup", WHICH, this::markup);
        methods.add("editMessageMedia", WHICH + " media", this::media);
        methods.add("deleteMessage", "chat_id message_id", this::delete);
        methods.add("deleteMessages", "chat_id message_ids", this::deleteAll);
        methods.add("answerCallbackQuery", "callback_query_id text show_alert url cache_time", this::answer);
    }

    private JsonNode text(Arguments call) {
        var parsed = texts.message(call, true);
        var markup = Keyboards.read(call, world::lint);
        var shown = toEdit(call, markup);
        if (!shown.json.has("text")) {
            throw ApiError.bad("there is no text in the message to edit");
        }
        ObjectNode edited = shown.json.deepCopy();
        edited.remove(List.of("entities", "link_preview_options"));
        sending.put(edited, "text", "entities", parsed);
        Sending.preview(call).ifPresent(options -> edited.set("link_preview_options", options));
        return change(call, shown, edited, markup);
    }

    private JsonNode caption(Arguments call) {
        var markup = Keyboards.read(call, world::lint);
        var parsed = texts.caption(call, true);
        var shown = toEdit(call, markup);
        if (shown.json.has("text")) {
            throw ApiError.bad("there is no caption in the message to edit");
        }
        ObjectNode edited = shown.json.deepCopy();
        edited.remove(List.of("caption", "caption_entities"));
        if (!parsed.text().isEmpty()) {
            sending.put(edited, "caption", "caption_entities", parsed);
        }
        return change(call, shown, edited, markup);
    }

    private JsonNode markup(Arguments call) {
        var markup = Keyboards.read(call, world::lint);
        var shown = toEdit(call, markup);
        return change(call, shown, shown.json.deepCopy(), markup);
    }

    private JsonNode media(Arguments call) {
        var markup = Keyboards.read(call, world::lint);
        var media = call.tree("media", "input media").orElseThrow(() -> ApiError.bad("Input media is not specified"));
        if (!media.isObject()) {
            throw ApiError.bad("can't parse InputMedia: InputMedia must be an Object");
        }
        var shown = toEdit(call, markup);
        var given = Arguments.of(media);
        call.files().forEach(given.files()::put);
        ObjectNode edited = shown.json.deepCopy();
        edited.remove(List.of("text", "entities", "caption", "caption_entities", "photo", "document", "link_preview_options"));
        switch (given.text("type")) {
            case "photo" -> edited.set("photo", Sending.sizes(world, sending.file(from(given, "photo"), "photo", "photos", 10 << 20)));
            case "document" -> edited.set("document", Sending.document(sending.file(from(given, "document"), "document", "documents", 50 << 20)));
            default -> throw ApiError.bad("can't parse InputMedia: type must be non-empty");
        }
        var parsed = texts.caption(given, true);
        if (!parsed.text().isEmpty()) {
            sending.put(edited, "caption", "caption_entities", parsed);
        }
        return change(call, shown, edited, markup);
    }

    /** The {@code media} field of InputMedia under the name of its kind. */
    private static Arguments from(Arguments given, String kind) {
        given.values().put(kind, given.text("media"));
        return given;
    }

    private Shown toEdit(Arguments call, Optional<ObjectNode> markup) {
        if (call.text("chat_id").isEmpty() && call.number("message_id") == 0) {
            throw ApiError.bad(call.text("inline_message_id").isEmpty() ? "Message identifier is not specified" : "MESSAGE_ID_INVALID");
        }
        var room = access.room(call, Access.Want.EDIT);
        var shown = Optional.ofNullable(room.messages.get((int) call.number("message_id")))
                .orElseThrow(() -> ApiError.bad("message to edit not found"));
        if (!shown.fromBot) {
            throw ApiError.bad("message can't be edited");
        }
        if (markup.isPresent() && !Keyboards.inline(markup.get())) {
            throw ApiError.bad("Inline keyboard expected");
        }
        return shown;
    }

    /** Without a keyboard in the call the keyboard goes. */
    private JsonNode change(Arguments call, Shown shown, ObjectNode edited, Optional<ObjectNode> markup) {
        edited.remove("reply_markup");
        markup.ifPresent(keyboard -> edited.set("reply_markup", keyboard));
        if (edited.equals(shown.json)) {
            throw ApiError.bad("message is not modified: specified new message content and reply markup are exactly the same as a current content"
                    + " and reply markup of the message");
        }
        Sending.rate(world, access.room(call, Access.Want.EDIT));
        edited.put("edit_date", world.time.seconds());
        shown.json = edited;
        return edited.deepCopy();
    }

    private JsonNode delete(Arguments call) {
        if (call.text("chat_id").isEmpty()) {
            throw ApiError.bad("Chat identifier is not specified");
        }
        if (call.number("message_id") <= 0) {
            throw ApiError.bad("Message identifier is not specified");
        }
        remove(access.room(call, Access.Want.WRITE), (int) call.number("message_id"));
        return BooleanNode.TRUE;
    }

    private JsonNode deleteAll(Arguments call) {
        var ids = call.tree("message_ids", "message_ids").orElseThrow(() -> ApiError.bad("Message identifiers are not specified"));
        if (!ids.isArray()) {
            throw ApiError.bad("Expected an Array of message identifiers");
        }
        if (ids.size() > 100) {
            throw ApiError.bad("Too many message identifiers specified");
        }
        var room = access.room(call, Access.Want.WRITE);
        for (var id : ids) {
            if (room.messages.containsKey(id.asInt())) {
                remove(room, id.asInt());
            }
        }
        return BooleanNode.TRUE;
    }

    private void remove(Room room, int id) {
        var shown = Optional.ofNullable(room.messages.get(id)).orElseThrow(() -> ApiError.bad("message to delete not found"));
        boolean old = Duration.between(shown.at, world.now()).compareTo(DELETE_WITHIN) > 0;
        boolean may = shown.fromBot || room.is("private") || room.administrator(world.bot.id);
        if (!may) {
            throw ApiError.bad("message can't be deleted");
        }
        if (old && !(room.administrator(world.bot.id) && room.group())) {
            throw ApiError.bad("message can't be deleted for everyone");
        }
        room.messages.remove(id);
    }

    private JsonNode answer(Arguments call) {
        var press = Optional.ofNullable(world.presses.get(call.text("callback_query_id")));
        if (call.text("text").length() > ANSWER_MAX) {
            throw ApiError.bad("MESSAGE_TOO_LONG");
        }
        if (press.isEmpty()
                || press.get().answer.isPresent()
                || Duration.between(press.get().at, world.now()).compareTo(ANSWER_WITHIN) > 0) {
            throw ApiError.bad("query is too old and response timeout expired or query ID is invalid");
        }
        press.get().answer = Optional.of(new Press.Answer(call.text("text"), call.flag("show_alert"), world.now()));
        world.changed.signalAll();
        return BooleanNode.TRUE;
    }
}
