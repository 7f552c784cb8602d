package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every method but the waiting one, by its name in small letters. Called under the lock of the world. */
final class BotMethods {
    /** One method: what it takes and what it does. */
    record Method(Set<String> parameters, Doing doing) {}

    /** Answers the {@code result}. */
    interface Doing {
        JsonNode call(Arguments call);
    }

    private final Map<String, Method> methods = new java.util.HashMap<>();
    private final World world;

    BotMethods(World world) {
        this.world = world;
        add("getMe", "", call -> me());
        add("close", "", call -> closed());
        var sending = new Sending(world);
        sending.register(this);
        new Editing(world, sending).register(this);
        new Looking(world).register(this);
        new Commands(world).register(this);
    }

    void add(String name, String parameters, Doing doing) {
        methods.put(name.toLowerCase(Locale.ROOT), new Method(Set.of(parameters.isEmpty() ? new String[0] : parameters.split(" ")), doing));
    }

    Optional<Method> find(String name) {
        return Optional.ofNullable(methods.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Does it, and notes parameters that mean nothing. */
    JsonNode call(Method method, Arguments call) {
        for (var name : call.values().keySet()) {
            // Some libraries repeat the method of the path.
            if (!method.parameters().contains(name) && !name.equals("method")) {
                world.lint("UNKNOWN_PARAMETER", name);
            }
        }
        return method.doing().call(call);
    }

    private ObjectNode me() {
        return world.bot.json().put("can_join_groups", true).put("can_read_all_group_messages", !world.privacy)
                .put("supports_inline_queries", false).put("supports_guest_queries", false).put("can_connect_to_business", false)
                .put("has_main_web_app", false).put("has_topics_enabled", false).put("allows_users_to_create_topics", false)
                .put("can_manage_bots", false);
    }

    private JsonNode closed() {
        return BooleanNode.TRUE;
    }
}
