package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Refused;
import tidewatch.testing.fake.Request;

/** A refusal in the words of the service. */
final class ApiError extends Refused {
    final int code;
    final String description;
    final ObjectNode parameters = Json.object();

    ApiError(int code, String description) {
        super(description);
        this.code = code;
        this.description = description;
    }

    /** 400: the reason begins with a small letter unless it is a name in capitals. */
    static ApiError bad(String reason) {
        return new ApiError(400, "Bad Request: " + begun(reason));
    }

    static ApiError forbidden(String reason) {
        return new ApiError(403, "Forbidden: " + begun(reason));
    }

    static ApiError tooMany(long seconds) {
        var error = new ApiError(429, "Too Many Requests: retry after " + seconds);
        error.parameters.put("retry_after", seconds);
        return error;
    }

    static ApiError migrated(long to) {
        var error = new ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat");
        error.parameters.put("migrate_to_chat_id", to);
        return error;
    }

    private static String begun(String reason) {
        boolean name = reason.length() >= 2 && (reason.charAt(1) == '_' || Character.isUpperCase(reason.charAt(1)));
        return name ? reason : reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    }
}
