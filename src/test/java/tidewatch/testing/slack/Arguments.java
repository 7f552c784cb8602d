package tidewatch.testing.slack;

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
 * not a text is its JSON, and null is as good as absent.
 */
final class Arguments {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Upload> files = new LinkedHashMap<>();
    /** The token in a form; one in the query or in JSON counts for nothing. */
    private String token = "";
    /** What the service remarks about the content type, or empty. */
    private String warning = "";

    /** @throws ApiError when the body is not what it says it is */
    static Arguments of(Request request) {
        var all = new Arguments();
        all.form(request.query());
        all.values.remove("token");
        if (request.verb().equals("GET") || request.body().size() == 0) {
            return all;
        }
        var type = request.header("content-type").orElseThrow(() -> new ApiError("missing_post_type"));
        var kind = type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
        boolean charset = type.toLowerCase(Locale.ROOT).contains("charset=");
        if (charset && !type.toLowerCase(Locale.ROOT).matches(".*charset=\"?(utf-8|iso-8859-1)\"?.*")) {
            throw new ApiError("invalid_charset");
        }
        switch (kind) {
            case "application/json" -> {
                all.json(request.body().text());
                all.values.remove("token");
                all.warning = charset ? "" : "missing_charset";
            }
            case "application/x-www-form-urlencoded" -> {
                all.form(request.body().text());
                all.warning = charset ? "superfluous_charset" : "";
            }
            case "multipart/form-data" -> {
                try {
                    Multipart.read(type, request.body().array(), all.values, all.files);
                } catch (Multipart.Broken broken) {
                    throw new ApiError("invalid_form_data");
                }
            }
            default -> throw new ApiError("invalid_post_type");
        }
        all.token = Optional.ofNullable(all.values.remove("token")).orElse("");
        return all;
    }

    static Arguments of(JsonNode object) {
        var all = new Arguments();
        object.properties().forEach(field -> all.put(field.getKey(), field.getValue()));
        return all;
    }

    private void json(String text) {
        var tree = Json.read(text).orElseThrow(() -> new ApiError("invalid_json"));
        if (!tree.isObject()) {
            throw new ApiError("json_not_object");
        }
        tree.properties().forEach(field -> put(field.getKey(), field.getValue()));
    }

    private void put(String name, JsonNode value) {
        if (!value.isNull()) {
            values.put(name, value.isTextual() ? value.textValue() : Json.text(value));
        }
    }

    private void form(String text) {
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
            throw new ApiError("invalid_form_data");
        }
    }

    String token() {
        return token;
    }

    String warning() {
        return warning;
    }

    Map<String, String> values() {
        return values;
    }

    Map<String, Upload> files() {
        return files;
    }

    boolean has(String name) {
        return !text(name).isEmpty();
    }

    /** Empty when it is missing. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** @throws ApiError when it is missing or empty */
    String required(String name) {
        if (!has(name)) {
            throw ApiError.missing(name);
        }
        return text(name);
    }

    boolean flag(String name) {
        var value = text(name).toLowerCase(Locale.ROOT);
        return value.equals("true") || value.equals("1");
    }

    /** What is not a number counts as the fallback; what lies outside is moved to the edge. */
    int number(String name, int fallback, int least, int most) {
        var value = text(name).strip();
        return value.matches("[0-9]{1,9}") ? Math.clamp(Integer.parseInt(value), least, most) : fallback;
    }

    /** Empty when it is missing or empty; refused with this error when it is no JSON. */
    Optional<JsonNode> tree(String name, String error) {
        var text = text(name);
        return text.isBlank() ? Optional.empty() : Optional.of(Json.read(text).orElseThrow(() -> new ApiError(error)));
    }

    ObjectNode shown() {
        var tree = Json.object();
        values.forEach(tree::put);
        files.forEach((name, file) -> tree.put(name, "file " + file.name() + ", " + file.bytes().size() + " bytes"));
        return tree;
    }
}
