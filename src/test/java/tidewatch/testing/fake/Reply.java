package tidewatch.testing.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What goes back, and how badly.
 *
 * @param talk what happens on the connection after an upgrade; with it the answer has no body
 */
public record Reply(int status, Map<String, String> headers, Bytes body, Way way, double seconds, Optional<Talk> talk) {
    public enum Way {
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

    /** Another protocol over the same connection. */
    public interface Talk {
        /** Returns when the talk is over; the connection is closed then. */
        void over(Socket socket, InputStream in, OutputStream out) throws IOException;
    }

    public Reply(int status, String type, Bytes body) {
        this(status, Map.of("Content-Type", type), body, Way.WHOLE, 0, Optional.empty());
    }

    public static Reply json(int status, JsonNode tree) {
        return new Reply(status, "application/json", new Bytes(Json.bytes(tree)));
    }

    /** As {@link #json}, and says that it is UTF-8. */
    public static Reply jsonUtf8(int status, JsonNode tree) {
        return new Reply(status, "application/json; charset=utf-8", new Bytes(Json.bytes(tree)));
    }

    public static Reply text(int status, String text) {
        return new Reply(status, "text/plain", Bytes.of(text));
    }

    public static Reply upgrade(Map<String, String> headers, Talk talk) {
        return new Reply(101, headers, Bytes.NONE, Way.WHOLE, 0, Optional.of(talk));
    }

    public Reply with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body, way, seconds, talk);
    }

    public Reply by(Way newWay, double newSeconds) {
        return new Reply(status, headers, body, newWay, newSeconds, talk);
    }
}
