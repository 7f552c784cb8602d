package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Refused;

/** A refusal in the words of the service: 200 with {@code "ok":false}, or 429 with Retry-After. */
final class ApiError extends Refused {
    private static final long serialVersionUID = 1;

    final String error;
    /** Seconds of Retry-After; 0 unless it is a 429. */
    final long retryAfter;
    /** What else stands in the answer, {@code needed} or {@code response_metadata}. */
    final transient ObjectNode more = Json.object();

    ApiError(String error) {
        this(error, 0);
    }

    private ApiError(String error, long retryAfter) {
        super(error);
        this.error = error;
        this.retryAfter = retryAfter;
    }

    static ApiError ratelimited(long seconds) {
        return new ApiError("ratelimited", seconds);
    }

    static ApiError missingScope(String needed, String provided) {
        var refused = new ApiError("missing_scope");
        refused.more.put("needed", needed).put("provided", provided);
        return refused;
    }

    /** With the reasons in {@code response_metadata.messages}, as {@code [ERROR] reason}. */
    static ApiError because(String error, List<String> reasons) {
        var refused = new ApiError(error);
        var messages = refused.more.putObject("response_metadata").putArray("messages");
        reasons.forEach(reason -> messages.add("[ERROR] " + reason));
        return refused;
    }

    static ApiError missing(String field) {
        return because("invalid_arguments", List.of("missing required field: " + field));
    }

    ObjectNode json() {
        ObjectNode body = Json.object().put("ok", false).put("error", error);
        body.setAll(more);
        return body;
    }
}
