package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** What is wrong with a tree of JSON, in the words of the service, each with a pointer to the place. */
final class Findings {
    private final List<String> errors = new ArrayList<>();

    List<String> errors() {
        return errors;
    }

    void add(String text, String pointer) {
        errors.add(text + " [json-pointer:" + pointer + "]");
    }

    /** Whether it is an object; else that is said. */
    boolean object(JsonNode node, String pointer) {
        if (!node.isObject()) {
            add("must provide an object", pointer);
        }
        return node.isObject();
    }

    /** Properties that nobody knows are refused. */
    void only(JsonNode object, String pointer, String properties) {
        var known = Set.of(properties.split(" "));
        object.properties().forEach(field -> {
            if (!known.contains(field.getKey())) {
                add("invalid additional property: " + field.getKey(), pointer);
            }
        });
    }

    /** Whether the field is there; else that is said. */
    boolean required(JsonNode object, String pointer, String field) {
        if (!object.hasNonNull(field)) {
            add("missing required field: " + field, pointer);
            return false;
        }
        return true;
    }

    /** A string that may be absent, of 1 to so many characters. */
    void string(JsonNode object, String pointer, String field, int most) {
        if (object.has(field)) {
            words(object.get(field), pointer + "/" + field, 1, most);
        }
    }

    /** A string that may be absent, of 0 to so many characters. */
    void stringOrEmpty(JsonNode object, String pointer, String field, int most) {
        if (object.has(field)) {
            words(object.get(field), pointer + "/" + field, 0, most);
        }
    }

    void requiredString(JsonNode object, String pointer, String field, int most) {
        if (required(object, pointer, field)) {
            string(object, pointer, field, most);
        }
    }

    void words(JsonNode node, String pointer, int least, int most) {
        if (!node.isTextual()) {
            add("must provide a string", pointer);
        } else if (node.textValue().length() < least) {
            add("must be more than " + (least - 1) + " characters", pointer);
        } else if (node.textValue().length() > most) {
            add("must be less than " + (most + 1L) + " characters", pointer);
        }
    }

    void flag(JsonNode object, String pointer, String field) {
        if (object.has(field) && !object.get(field).isBoolean()) {
            add("must provide a boolean", pointer + "/" + field);
        }
    }

    void whole(JsonNode object, String pointer, String field, long least, long most) {
        if (!object.has(field)) {
            return;
        }
        var node = object.get(field);
        if (!node.isIntegralNumber()) {
            add("must provide an integer", pointer + "/" + field);
        } else if (node.asLong() < least || node.asLong() > most) {
            add(node.asLong() < least ? "must be greater than " + (least - 1) : "must be less than " + (most + 1), pointer + "/" + field);
        }
    }

    /** One of these words, or absent. */
    void oneOf(JsonNode object, String pointer, String field, String words) {
        if (object.has(field) && !Set.of(words.split(" ")).contains(object.get(field).asText())) {
            add("must be a valid enum value", pointer + "/" + field);
        }
    }

    /** An address of http or https, or absent. */
    void address(JsonNode object, String pointer, String field) {
        if (object.has(field)) {
            string(object, pointer, field, 3000);
            if (!object.get(field).asText().matches("(?i)(https?|mailto|slack|tel):[^\\s<>]+")) {
                add("must be a valid URL", pointer + "/" + field);
            }
        }
    }

    /** An array of so many items, each looked at; false when it is no array. */
    boolean items(JsonNode object, String pointer, String field, int least, int most, BiConsumer<JsonNode, String> each) {
        if (!required(object, pointer, field)) {
            return false;
        }
        return items(object.get(field), pointer + "/" + field, least, most, each);
    }

    boolean items(JsonNode array, String place, int least, int most, BiConsumer<JsonNode, String> each) {
        if (!array.isArray()) {
            add("must provide an array", place);
            return false;
        }
        if (array.size() > most) {
            add("no more than " + most + " items allowed", place);
        } else if (array.size() < least) {
            add("no fewer than " + least + " items allowed", place);
        }
        for (int i = 0; i < array.size(); i++) {
            each.accept(array.get(i), place + "/" + i);
        }
        return true;
    }

    /** What may be one of several kinds: when it is none, that is said before the reasons. */
    void union(String pointer, Runnable looking) {
        int before = errors.size();
        looking.run();
        if (errors.size() > before) {
            errors.add(before, "failed to match all allowed schemas [json-pointer:" + pointer + "]");
        }
    }

    /** A text object; {@code plain} refuses mrkdwn. */
    void text(JsonNode object, String pointer, String field, int most, boolean plain) {
        if (object.has(field)) {
            text(object.get(field), pointer + "/" + field, most, plain);
        }
    }

    void requiredText(JsonNode object, String pointer, String field, int most, boolean plain) {
        if (required(object, pointer, field)) {
            text(object, pointer, field, most, plain);
        }
    }

    void text(JsonNode text, String pointer, int most, boolean plain) {
        union(pointer, () -> {
            if (!object(text, pointer) || !required(text, pointer, "type")) {
                return;
            }
            var type = text.get("type").asText();
            if (!type.equals("plain_text") && (plain || !type.equals("mrkdwn"))) {
                add("unsupported type: " + type, pointer + "/type");
                return;
            }
            only(text, pointer, type.equals("mrkdwn") ? "type text verbatim" : "type text emoji");
            flag(text, pointer, "verbatim");
            flag(text, pointer, "emoji");
            requiredString(text, pointer, "text", most);
        });
    }

    /** Ids that must not come twice. */
    static final class Once {
        private final Set<String> seen = new HashSet<>();
        private final String field;
        private final Findings findings;

        Once(String field, Findings findings) {
            this.field = field;
            this.findings = findings;
        }

        void look(JsonNode object, String pointer) {
            if (object.has(field)) {
                findings.string(object, pointer, field, 255);
                if (!seen.add(object.get(field).asText())) {
                    findings.add("`" + field + "` \"" + object.get(field).asText() + "\" already exists", pointer + "/" + field);
                }
            }
        }
    }
}
