package tidewatch.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A path on the one HTTP server at which a platform calls us. The body comes raw, because signatures are made over its bytes.
 *
 * @param path begins with a slash
 * @param answers called by several threads at once; blocks until what came is stored
 */
public record Hook(String path, Function<Call, Answer> answers) {
    public Hook {
        Objects.requireNonNull(answers);
        if (!path.startsWith("/") || path.contains("..") || path.contains("{")) {
            throw new IllegalArgumentException("A hook's path begins with a slash and is plain, not " + path);
        }
    }

    /** A request. Its body is at most 1 MiB. */
    public static final class Call {
        private final Map<String, List<String>> headers;
        private final byte[] body;

        /**
         * @param headers names in lower case
         */
        public Call(Map<String, List<String>> headers, byte[] body) {
            this.headers = Map.copyOf(headers);
            this.body = body.clone();
        }

        /** The first value of a header; empty when there is none. */
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        /** The bytes as they came; a copy. */
        public byte[] body() {
            return body.clone();
        }
    }

    /** What is answered. */
    public record Answer(int status, String contentType, String body) {
        public Answer {
            Objects.requireNonNull(contentType);
            Objects.requireNonNull(body);
        }

        public static Answer status(int status) {
            return new Answer(status, "text/plain", "");
        }
    }
}
