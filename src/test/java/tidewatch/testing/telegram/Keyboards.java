package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tidewatch.testing.fake.Json;

/** Checks {@code reply_markup} and gives it back as the service would show it. */
final class Keyboards {
    private static final List<String> ACTIONS = List.of(
            "url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
            "switch_inline_query_current_chat", "login_url", "web_app", "copy_text");
    private static final int BUTTONS_MAX = 100;

    private Keyboards() {}

    /** Empty when there is none. */
    static Optional<ObjectNode> read(Arguments call, MessageText.LintBook lints) {
        var text = call.text("reply_markup");
        if (text.isEmpty() || text.equals("null")) {
            return Optional.empty();
        }
        var tree = Json.read(text).orElseThrow(() -> ApiError.bad("Can't parse reply keyboard markup JSON object"));
        if (!tree.isObject()) {
            throw ApiError.bad("Object expected as reply markup");
        }
        if (tree.has("inline_keyboard")) {
            return inline(tree.get("inline_keyboard"), lints);
        }
        if (tree.has("keyboard")) {
            return Optional.of(plain((ObjectNode) tree));
        }
        var known = tree.path("remove_keyboard").asBoolean() || tree.path("force_reply").asBoolean();
        return known ? Optional.of((ObjectNode) tree) : Optional.empty();
    }

    /** Whether it is shown under the message, and comes back with it. */
    static boolean inline(ObjectNode markup) {
        return markup.has("inline_keyboard");
    }

    private static Optional<ObjectNode> inline(JsonNode rows, MessageText.LintBook lints) {
        if (!rows.isArray()) {
            throw ApiError.bad("Field \"inline_keyboard\" must be of type Array");
        }
        var markup = Json.object();
        var shown = markup.putArray("inline_keyboard");
        int buttons = 0;
        for (var row : rows) {
            if (!row.isArray()) {
                throw ApiError.bad("Field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays");
            }
            var line = Json.array();
            for (var button : row) {
                line.add(button(button, lints));
                buttons++;
            }
            if (!line.isEmpty()) {
                shown.add(line);
            }
        }
        if (buttons > BUTTONS_MAX || Json.bytes(markup).length > 10_000 + 100 * BUTTONS_MAX) {
            throw ApiError.bad("reply markup is too long");
        }
        return shown.isEmpty() ? Optional.empty() : Optional.of(markup);
    }

    private static ObjectNode button(JsonNode button, MessageText.LintBook lints) {
        if (!button.isObject()) {
            throw unparsed("InlineKeyboardButton must be an Object");
        }
        if (!button.has("text")) {
            throw unparsed("Can't find field \"text\"");
        }
        if (!button.get("text").isTextual() && !button.get("text").isNumber()) {
            throw unparsed("Field \"text\" must be of type String");
        }
        var action = ACTIONS.stream()
                .filter(name -> button.hasNonNull(name) && !(button.get(name).asText().isEmpty() && List.of("url", "callback_data").contains(name)))
                .toList();
        if (action.isEmpty()) {
            throw unparsed("Text buttons are unallowed in the inline keyboard");
        }
        if (action.size() > 1) {
            lints.lint("TWO_ACTIONS", "a button has " + String.join(" and ", action) + "; the service takes the first");
        }
        var name = action.getFirst();
        var text = button.get("text").asText();
        if (text.isBlank()) {
            throw ApiError.bad("inline keyboard button text must be non-empty");
        }
        var shown = Json.object().put("text", text);
        switch (name) {
            case "url" -> {
                var url = button.get("url").asText();
                var good = Links.checked(url);
                if (good.isEmpty()) {
                    throw ApiError.bad("inline keyboard button URL '" + url + "' is invalid: Wrong HTTP URL");
                }
                shown.put("url", good.get());
            }
            case "callback_data" -> {
                int bytes = button.get("callback_data").asText().getBytes(StandardCharsets.UTF_8).length;
                if (bytes > 64) {
                    throw ApiError.bad("BUTTON_DATA_INVALID");
                }
                shown.put("callback_data", button.get("callback_data").asText());
            }
            default -> shown.set(name, button.get(name));
        }
        return shown;
    }

    private static ApiError unparsed(String reason) {
        return ApiError.bad("can't parse inline keyboard button: " + reason);
    }

    private static ObjectNode plain(ObjectNode markup) {
        if (!markup.get("keyboard").isArray()) {
            throw ApiError.bad("Field \"keyboard\" must be of type Array");
        }
        for (var row : markup.get("keyboard")) {
            if (!row.isArray()) {
                throw ApiError.bad("Field \"keyboard\" must be an Array of Arrays");
            }
            for (var button : row) {
                if (!button.isTextual() && !button.isObject()) {
                    throw ApiError.bad("can't parse keyboard button: KeyboardButton must be a String or an Object");
                }
                if ((button.isTextual() ? button.asText() : button.path("text").asText()).isBlank()) {
                    throw ApiError.bad("keyboard button text must be non-empty");
                }
            }
        }
        return markup;
    }
}
