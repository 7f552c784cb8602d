package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Multipart;
import tidewatch.testing.fake.Request;
import tidewatch.testing.fake.Upload;

/**
 * The parameters of a call, whichever documented way they came: the query, a form, multipart, JSON. Values are texts; a value of JSON that is
 * not a text is its JSON.
 */
final class Arguments {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Upload> files = new LinkedHashMap<>();

    /** @throws ApiError when the body is not what it says it is */
    static Arguments of(Request request) {
        var all = new Arguments();
        all.form(request.query());
        var type = request.header("content-type").orElse("");
        var kind = type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
        switch (kind) {
            case "application/json" -> all.json(request.body().text());
            case "application/x-www-form-urlencoded" -> all.form(request.body().text());
            case "multipart/form-data" -> {
                try {
                    Multipart.read(type, request.body().array(), all.values, all.files);
                } catch (Multipart.Broken broken) {
                    throw ApiError.bad(String.valueOf(broken.getMessage()));
                }
            }
            default -> {
                // A body of another kind means nothing, as at the service.
            }
        }
        return all;
    }

    static Arguments of(JsonNode object) {
        var all = new Arguments();
        object.properties().forEach(field -> all.put(field.getKey(), field.getValue()));
        return all;
    }

    private void json(String text) {
        if (text.isBlank()) {
            return;
        }
        if (!text.stripLeading().startsWith("{")) {
            throw ApiError.bad("JSON object expected");
        }
        var tree = Json.read(text).filter(JsonNode::isObject).orElseThrow(() -> ApiError.bad("expected next field or object end"));
        tree.properties().forEach(field -> put(field.getKey(), field.getValue()));
    }

    private void put(String name, JsonNode value) {
        values.put(name, value.isTextual() ? value.textValue() : value.isNull() ? "" : Json.text(value));
    }

    private void form(String text) {
        if (text.isEmpty()) {
            return;
        }
        for (var pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                values.put(decoded(equals < 0 ? pair : pair.substring(0, equals)), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    Map<String, String> values() {
        return values;
    }

    Map<String, Upload> files() {
        return files;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Empty when it is missing. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    boolean flag(String name) {
        var value = text(name).toLowerCase(Locale.ROOT);
        return value.equals("true") || value.equals("yes") || value.equals("1");
    }

    /** What is not a number counts as the fallback; what lies outside is moved to the edge. */
    long number(String name, long fallback, long least, long most) {
        var value = text(name).strip();
        var digits = value.matches("[+-]?[0-9]{1,18}(\\.0+)?") ? value.replaceFirst("\\..*", "") : "";
        return digits.isEmpty() ? fallback : Math.clamp(Long.parseLong(digits), least, most);
    }

    long number(String name) {
        return number(name, 0, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Empty when it is missing or empty; refused when it is no JSON. */
    Optional<JsonNode> tree(String name, String what) {
        var text = text(name);
        return text.isBlank()
                ? Optional.empty()
                : Optional.of(Json.read(text).orElseThrow(() -> ApiError.bad("Can't parse " + what + " JSON object")));
    }

    ObjectNode shown() {
        var tree = Json.object();
        values.forEach(tree::put);
        files.forEach((name, file) -> tree.put(name, "file " + file.name() + ", " + file.bytes().size() + " bytes"));
        return tree;
    }
}
