package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Optional;

/** The text form of a {@link SlackPayload}: the one place that knows its field names. Blocks stay the text that they are, byte for byte. */
final class PayloadJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PayloadJson() {}

    static String write(SlackPayload payload) {
        var json = RichText.NODES.objectNode();
        switch (payload) {
            case SlackPayload.Message it -> {
                json.put("kind", "message").put("text", it.text()).put("blocks", it.blocks());
                it.basic().ifPresent(basic -> json.put("basic", basic));
                it.pictures().forEach(json.putArray("pictures")::add);
            }
            case SlackPayload.File it ->
                json.put("kind", "file").put("name", it.name()).put("mediaType", it.mediaType()).put("content", it.content()).put("text", it.text());
        }
        return json.toString();
    }

    static SlackPayload read(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Payload of Slack is not JSON: " + e.getOriginalMessage(), e);
        }
        var kind = string(json, "kind");
        return switch (kind) {
            case "message" -> {
                var pictures = new ArrayList<String>();
                json.path("pictures").forEach(name -> pictures.add(name.asText()));
                var basic = json.has("basic") ? Optional.of(string(json, "basic")) : Optional.<String>empty();
                yield new SlackPayload.Message(string(json, "text"), string(json, "blocks"), basic, pictures);
            }
            case "file" -> new SlackPayload.File(string(json, "name"), string(json, "mediaType"), string(json, "content"), string(json, "text"));
            default -> throw new IllegalArgumentException("Payload of Slack is of no known kind: " + kind);
        };
    }

    private static String string(JsonNode json, String field) {
        var value = json.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("Payload of Slack has no text named " + field);
        }
        return value.textValue();
    }
}
