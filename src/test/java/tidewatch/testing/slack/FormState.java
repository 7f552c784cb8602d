package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import tidewatch.testing.fake.Json;

/** What a person entered into a modal, as {@code view.state.values} tells it: by block_id and action_id. */
final class FormState {
    private FormState() {}

    /** @throws IllegalArgumentException when the client would not let it be sent: an empty input that is not optional, an unknown option */
    static ObjectNode of(JsonNode blocks, Map<String, String> values) {
        var state = Json.object();
        for (var block : blocks) {
            if (block.path("type").asText().equals("input")) {
                var element = block.path("element");
                var action = element.path("action_id").asText();
                var value = value(element, Optional.ofNullable(values.get(action)));
                if (value.empty() && !block.path("optional").asBoolean()) {
                    throw new IllegalArgumentException(action + " must be filled in");
                }
                state.withObject("/" + escaped(block.path("block_id").asText())).set(action, value.json());
            } else {
                block.path("elements").forEach(element -> noted(state, block, element, values));
                noted(state, block, block.path("accessory"), values);
            }
        }
        return state;
    }

    private static String escaped(String id) {
        return id.replace("~", "~0").replace("/", "~1");
    }

    /** A menu outside of inputs counts too; a button does not. */
    private static void noted(ObjectNode state, JsonNode block, JsonNode element, Map<String, String> values) {
        var type = element.path("type").asText();
        if (Elements.interactive(type) && !type.equals("button") && !type.equals("overflow")) {
            var action = element.path("action_id").asText();
            var value = value(element, Optional.ofNullable(values.get(action)));
            state.withObject("/" + escaped(block.path("block_id").asText())).set(action, value.json());
        }
    }

    private record Value(ObjectNode json, boolean empty) {}

    private static Value value(JsonNode element, Optional<String> given) {
        var type = element.path("type").asText();
        var json = Json.object().put("type", type);
        return switch (type) {
            case "static_select", "radio_buttons" -> {
                var chosen = given.map(name -> option(element, name)).or(() -> Optional.ofNullable(element.get("initial_option")));
                chosen.ifPresentOrElse(option -> json.set("selected_option", option), () -> json.putNull("selected_option"));
                yield new Value(json, chosen.isEmpty());
            }
            case "multi_static_select", "checkboxes" -> {
                var list = json.putArray("selected_options");
                if (given.isPresent()) {
                    for (var name : given.get().split(",", -1)) {
                        if (!name.isBlank()) {
                            list.add(option(element, name.strip()));
                        }
                    }
                } else {
                    element.path("initial_options").forEach(list::add);
                }
                yield new Value(json, list.isEmpty());
            }
            case "datepicker" -> plain(json, "selected_date", given, element, "initial_date");
            case "timepicker" -> plain(json, "selected_time", given, element, "initial_time");
            case "users_select" -> plain(json, "selected_user", given, element, "initial_user");
            case "conversations_select" -> plain(json, "selected_conversation", given, element, "initial_conversation");
            case "channels_select" -> plain(json, "selected_channel", given, element, "initial_channel");
            default -> plain(json, "value", given, element, "initial_value");
        };
    }

    private static Value plain(ObjectNode json, String field, Optional<String> given, JsonNode element, String initial) {
        var value = given.or(() -> Optional.ofNullable(element.get(initial)).map(JsonNode::asText)).filter(text -> !text.isEmpty());
        int most = element.path("max_length").asInt(Integer.MAX_VALUE);
        int least = element.path("min_length").asInt(0);
        if (value.filter(text -> text.length() > most || text.length() < least).isPresent()) {
            throw new IllegalArgumentException(element.path("action_id").asText() + " takes " + least + " to " + most + " characters");
        }
        value.ifPresentOrElse(text -> json.put(field, text), () -> json.putNull(field));
        return new Value(json, value.isEmpty());
    }

    private static JsonNode option(JsonNode element, String name) {
        for (var option : element.path("options")) {
            if (option.path("value").asText().equals(name) || option.path("text").path("text").asText().equals(name)) {
                return option;
            }
        }
        for (var group : element.path("option_groups")) {
            for (var option : group.path("options")) {
                if (option.path("value").asText().equals(name) || option.path("text").path("text").asText().equals(name)) {
                    return option;
                }
            }
        }
        throw new IllegalArgumentException(element.path("action_id").asText() + " has no option " + name);
    }
}
