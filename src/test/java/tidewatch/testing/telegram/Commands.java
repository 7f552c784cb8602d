package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.Set;
import tidewatch.testing.fake.Json;

/** The menu of commands, by scope and language. Called under the lock of the world. */
final class Commands {
    private static final int MOST = 100;
    private static final Set<String> PLAIN =
            Set.of("default", "all_private_chats", "all_group_chats", "all_chat_administrators");

    private final World world;
    private final Access access;

    Commands(World world) {
        this.world = world;
        this.access = new Access(world);
    }

    void register(BotMethods methods) {
        methods.add("setMyCommands", "commands scope language_code", this::set);
        methods.add("getMyCommands", "scope language_code", call -> world.commands.getOrDefault(key(call), Json.array()));
        methods.add("deleteMyCommands", "scope language_code", call -> {
            world.commands.remove(key(call));
            return BooleanNode.TRUE;
        });
    }

    private JsonNode set(Arguments call) {
        var list = call.tree("commands", "commands").orElseGet(Json::array);
        if (!list.isArray()) {
            throw ApiError.bad("Expected an Array of BotCommand");
        }
        var shown = Json.array();
        for (var command : list) {
            shown.add(command(command));
        }
        var key = key(call);
        if (shown.size() > MOST) {
            throw ApiError.bad("BOT_COMMANDS_TOO_MUCH");
        }
        world.commands.put(key, shown);
        return BooleanNode.TRUE;
    }

    private JsonNode command(JsonNode command) {
        if (!command.isObject()) {
            throw ApiError.bad("can't parse BotCommand: expected an Object");
        }
        for (var field : new String[] {"command", "description"}) {
            if (!command.has(field)) {
                throw ApiError.bad("can't parse BotCommand: Can't find field \"" + field + "\"");
            }
        }
        var written = command.get("command").asText();
        var name = written.startsWith("/") ? written.substring(1) : written;
        var description = command.get("description").asText().strip();
        if (!name.matches("[a-z0-9_]{1,32}")) {
            throw ApiError.bad("BOT_COMMAND_INVALID");
        }
        if (description.isEmpty() || description.length() > 256) {
            throw ApiError.bad("BOT_COMMAND_DESCRIPTION_INVALID");
        }
        var shown = Json.object().put("command", name).put("description", description);
        command.properties().forEach(field -> {
            if (!shown.has(field.getKey())) {
                if (field.getKey().equals("is_ephemeral")) {
                    shown.set(field.getKey(), field.getValue());
                } else {
                    world.lint("UNKNOWN_PARAMETER", "BotCommand." + field.getKey());
                }
            }
        });
        return shown;
    }

    /** Scope, chat, person and language as one text. */
    private String key(Arguments call) {
        var language = call.text("language_code");
        if (!language.isEmpty() && !language.matches("[a-z]{2}")) {
            throw ApiError.bad("LANG_CODE_INVALID");
        }
        var scope = call.tree("scope", "BotCommandScope").orElseGet(() -> Json.object().put("type", "default"));
        if (!scope.isObject()) {
            throw ApiError.bad("can't parse BotCommandScope: BotCommandScope must be an Object");
        }
        var type = scope.path("type").asText();
        if (PLAIN.contains(type)) {
            return type + ' ' + language;
        }
        if (!Set.of("chat", "chat_administrators", "chat_member").contains(type)) {
            throw ApiError.bad("can't parse BotCommandScope: unsupported type specified");
        }
        var chat = scope.path("chat_id").asText();
        if (chat.isEmpty()) {
            throw ApiError.bad("can't parse BotCommandScope: Empty chat_id specified");
        }
        var room = access.room(chat, Access.Want.READ);
        return type + ' ' + room.id + ' ' + scope.path("user_id").asText() + ' ' + language;
    }
}
