package tidewatch.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/** Single values of a JSON body that is read as a stream. A value of an unexpected kind does no harm: it counts as absent. */
final class JsonCells {
    /** NaN stands in bodies that some servers make: the row is refused, not the body. Safe for any thread. */
    static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?");
    /** Members by which sources say why there is no answer. */
    private static final Set<String> ERRORS = Set.of("error", "message", "detail", "errors", "Error Message", "Note", "Information");

    private JsonCells() {}

    /** The number of this token, also when it stands in quotation marks; NaN for null and whatever is no number. Goes past all of it. */
    static double number(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_STRING -> {
                String text = json.getText().strip();
                yield NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
            }
            case START_OBJECT, START_ARRAY -> {
                json.skipChildren();
                yield Double.NaN;
            }
            case null, default -> Double.NaN;
        };
    }

    /** The text of this token, of a number as it stands; empty for null and whatever has members. Goes past all of it. */
    static String text(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> json.getText();
            case START_OBJECT, START_ARRAY -> {
                json.skipChildren();
                yield "";
            }
            case null, default -> "";
        };
    }

    /** Goes to the value of the next member; false at the end of the object. Its name is {@link JsonParser#currentName()}. */
    static boolean member(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.FIELD_NAME) {
            return false;
        }
        json.nextToken();
        return true;
    }

    /** Goes past the value of this member, and answers its text when it is one by which sources say what is wrong; else nothing. */
    static String error(JsonParser json) throws IOException {
        if (!ERRORS.contains(json.currentName())) {
            json.skipChildren();
            return "";
        }
        return words(json);
    }

    /** All text of a value, also of one with members. */
    private static String words(JsonParser json) throws IOException {
        if (!json.currentToken().isStructStart()) {
            return text(json);
        }
        var words = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == null) {
                break;
            }
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING) {
                words.append(words.isEmpty() ? "" : " ").append(json.getText());
            }
        }
        return words.toString();
    }

    /** What the source says is wrong, from a body that is no answer; empty when it says nothing or it is no JSON. */
    static String errors(byte[] body) {
        try (JsonParser json = FACTORY.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            var words = new StringBuilder();
            while (member(json)) {
                String said = error(json);
                words.append(said.isEmpty() || words.isEmpty() ? "" : " ").append(said);
            }
            return words.toString();
        } catch (IOException noJson) {
            return "";
        }
    }
}
