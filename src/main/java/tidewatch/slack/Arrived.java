package tidewatch.slack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Reads what Slack sends us, JSON or form, into one and the same tree. Bounded as security design, section 8, says. */
final class Arrived {
    /** Bytes of one call or message. */
    static final int MOST = 1024 * 1024;

    private static final int DEPTH_MAX = 100;
    private static final int FIELDS_MAX = 100;

    static final ObjectMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(MOST)
                    .build())
            .build());

    private Arrived() {}

    /** A missing node for nothing at all. */
    static JsonNode json(String text) throws JsonProcessingException {
        var json = JSON.readTree(text);
        return json == null ? JSON.missingNode() : json;
    }

    static JsonNode json(byte[] bytes) throws JsonProcessingException {
        return json(new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * A form (application/x-www-form-urlencoded) as an object of texts. Of a name that stands twice the first counts; what is encoded wrongly
     * stays as it came.
     */
    static ObjectNode form(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var form = JSON.createObjectNode();
        int from = 0;
        while (from < text.length() && form.size() < FIELDS_MAX) {
            int end = text.indexOf('&', from);
            end = end < 0 ? text.length() : end;
            int equals = text.indexOf('=', from);
            if (equals > from && equals < end) {
                var name = decoded(text.substring(from, equals));
                if (!form.has(name)) {
                    form.put(name, decoded(text.substring(equals + 1, end)));
                }
            }
            from = end + 1;
        }
        return form;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }
}
