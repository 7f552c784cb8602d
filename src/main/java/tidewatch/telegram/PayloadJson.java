package tidewatch.telegram;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The text form of a {@link TelegramPayload}: the one place that knows its field names. */
final class PayloadJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PayloadJson() {}

    static String write(TelegramPayload payload) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            switch (payload) {
                case TelegramPayload.Text it -> {
                    json.writeStringField("kind", "text");
                    json.writeStringField("html", it.html());
                }
                case TelegramPayload.Photo it -> {
                    json.writeStringField("kind", "photo");
                    json.writeStringField("picture", it.picture());
                    json.writeStringField("caption", it.caption());
                }
                case TelegramPayload.File it -> {
                    json.writeStringField("kind", "file");
                    json.writeStringField("name", it.name());
                    json.writeStringField("mediaType", it.mediaType());
                    json.writeStringField("content", it.content());
                    json.writeStringField("caption", it.caption());
                }
            }
            write(payload.keyboard(), json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Keyboard keyboard, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("keyboard");
        for (var row : keyboard.rows()) {
            json.writeStartArray();
            for (var button : row) {
                json.writeStartObject();
                json.writeStringField("label", button.label());
                switch (button) {
                    case Keyboard.Press it -> json.writeStringField("token", it.token());
                    case Keyboard.Open it -> json.writeStringField("url", it.url().toString());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    static TelegramPayload read(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Payload of Telegram is not JSON: " + e.getOriginalMessage(), e);
        }
        var keyboard = keyboard(json.path("keyboard"));
        var kind = string(json, "kind");
        return switch (kind) {
            case "text" -> new TelegramPayload.Text(string(json, "html"), keyboard);
            case "photo" -> new TelegramPayload.Photo(string(json, "picture"), string(json, "caption"), keyboard);
            case "file" -> new TelegramPayload.File(
                    string(json, "name"), string(json, "mediaType"), string(json, "content"), string(json, "caption"), keyboard);
            default -> throw new IllegalArgumentException("Payload of Telegram is of no known kind: " + kind);
        };
    }

    private static Keyboard keyboard(JsonNode json) {
        if (!json.isArray()) {
            throw new IllegalArgumentException("Payload of Telegram has no list named keyboard");
        }
        var rows = new ArrayList<List<Keyboard.Button>>();
        for (var row : json) {
            var buttons = new ArrayList<Keyboard.Button>();
            for (var button : row) {
                var label = string(button, "label");
                buttons.add(button.has("token")
                        ? new Keyboard.Press(label, string(button, "token"))
                        : new Keyboard.Open(label, URI.create(string(button, "url"))));
            }
            rows.add(buttons);
        }
        return new Keyboard(rows);
    }

    private static String string(JsonNode json, String field) {
        var value = json.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("Payload of Telegram has no text named " + field);
        }
        return value.textValue();
    }
}
