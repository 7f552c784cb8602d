package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Puts files in the place of the names that stand in blocks: {@code "slack_file":{"id":"picture:NAME"}}. Pure. */
final class PictureBlocks {
    private static final String PICTURE = "picture:";

    /** A text object in a context block (docs.slack.dev). */
    private static final int WORDS_MAX = 2_000;

    private PictureBlocks() {}

    /**
     * The blocks with files. A picture without one gives way to its words.
     *
     * @param files ids of files by the names of their pictures
     * @throws IllegalArgumentException when that is no array of blocks
     */
    static ArrayNode filled(String blocks, Map<String, String> files) {
        try {
            if (ApiAnswer.JSON.readTree(blocks) instanceof ArrayNode array) {
                fill(array, files, true);
                return array;
            }
        } catch (JsonProcessingException unreadable) {
            // Said below, without the words in it.
        }
        throw new IllegalArgumentException("These are no blocks of Slack");
    }

    private static void fill(JsonNode node, Map<String, String> files, boolean top) {
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof ObjectNode image && lacking(image, files)) {
                    array.set(i, top ? context(image) : words(image));
                } else {
                    fill(array.get(i), files, false);
                }
            }
        } else if (node instanceof ObjectNode object) {
            if (object.path("accessory") instanceof ObjectNode image && lacking(image, files)) {
                object.remove("accessory");
            }
            if (object.path("slack_file") instanceof ObjectNode file && named(file)) {
                file.put("id", files.get(name(file)));
            }
            object.forEach(child -> fill(child, files, false));
        }
    }

    private static boolean lacking(ObjectNode image, Map<String, String> files) {
        return image.path("slack_file") instanceof ObjectNode file && named(file) && !files.containsKey(name(file));
    }

    private static boolean named(ObjectNode file) {
        return file.path("id").asText("").startsWith(PICTURE);
    }

    private static String name(ObjectNode file) {
        return file.path("id").asText("").substring(PICTURE.length());
    }

    private static ObjectNode context(ObjectNode image) {
        var context = ApiAnswer.JSON.createObjectNode().put("type", "context");
        context.putArray("elements").add(words(image));
        return context;
    }

    private static ObjectNode words(ObjectNode image) {
        var alt = image.path("alt_text").asText("").strip();
        int end = alt.length() <= WORDS_MAX ? alt.length() : alt.offsetByCodePoints(0, alt.codePointCount(0, WORDS_MAX) - 1);
        return ApiAnswer.JSON
                .createObjectNode()
                .put("type", "plain_text")
                .put("text", alt.isEmpty() ? "A picture that cannot be shown here." : alt.substring(0, end))
                .put("emoji", false);
    }
}
