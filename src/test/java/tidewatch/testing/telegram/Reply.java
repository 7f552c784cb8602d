package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back, and how badly. */
record Reply(int status, Map<String, String> headers, Bytes body, Way way, double seconds) {
    enum Way {
        WHOLE,
        /** The connection is cut and nothing is said. */
        CUT,
        /** The head, half of the body, then the cut. */
        HALF,
        /** A byte now and then, over the given seconds. */
        DRIP,
        /** Nothing for the given seconds, then the cut. */
        SILENCE
    }

    Reply(int status, String type, Bytes body) {
        this(status, Map.of("Content-Type", type), body, Way.WHOLE, 0);
    }

    static Reply json(int status, JsonNode tree) {
        return new Reply(status, "application/json", new Bytes(Json.bytes(tree)));
    }

    Reply with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body, way, seconds);
    }

    Reply by(Way newWay, double newSeconds) {
        return new Reply(status, headers, body, newWay, newSeconds);
    }
}
