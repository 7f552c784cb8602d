package tidewatch.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tidewatch.http.Answer;
import tidewatch.http.Reach;
import tidewatch.http.Redaction;

/** What the Bot API answered, read from the bytes that came: {@code {"ok":..., "result" or "error_code", "description", "parameters"}}. */
sealed interface ApiAnswer {
    ObjectMapper JSON = new JsonMapper();

    /** Words of a description that are kept. */
    int DESCRIPTION_MAX = 300;

    /** Yes. */
    record Ok(JsonNode result) implements ApiAnswer {}

    /**
     * A readable no.
     *
     * @param code error_code, else the status
     * @param description of the server, without secrets, at most {@value #DESCRIPTION_MAX} characters
     * @param retryAfter that it asks for
     * @param movedTo the chat's new id
     */
    record No(int code, String description, Optional<Duration> retryAfter, Optional<String> movedTo) implements ApiAnswer {}

    /**
     * A status came, and no answer of the Bot API with it: a page of a gateway, half a body, other JSON.
     *
     * @param detail in words of ours
     * @param body what came, to be searched and not shown
     */
    record Unreadable(int status, Optional<Duration> retryAfter, String detail, String body) implements ApiAnswer {
        @Override
        public String toString() {
            return status + " " + detail;
        }
    }

    /** No status came. */
    record Absent(Reach reach, String detail) implements ApiAnswer {}

    /**
     * Reads an answer.
     *
     * @param now for a Retry-After that is a date
     */
    static ApiAnswer of(Answer answer, Instant now, Redaction redaction) {
        return switch (answer) {
            case Answer.Complete whole -> whole(whole, now, redaction);
            case Answer.Partial partial ->
                new Unreadable(partial.status(), partial.headers().retryAfter(now), partial.failure().sentence(), partial.begun().text());
            case Answer.Absent absent -> new Absent(absent.reach(), absent.failure().sentence());
        };
    }

    private static ApiAnswer whole(Answer.Complete whole, Instant now, Redaction redaction) {
        var header = whole.headers().retryAfter(now);
        var json = json(whole);
        var ok = json.path("ok");
        if (!ok.isBoolean()) {
            var detail = "The answer with status " + whole.status() + " is none of the Bot API.";
            return new Unreadable(whole.status(), header, detail, whole.body().text());
        }
        if (ok.booleanValue()) {
            return new Ok(json.path("result"));
        }
        boolean readable = json.path("error_code").canConvertToInt() && json.path("error_code").isIntegralNumber();
        // A no that names no code and comes with a good status is one all the same.
        int code = readable ? json.path("error_code").intValue() : whole.status() / 100 == 2 ? 400 : whole.status();
        var parameters = json.path("parameters");
        var pause = parameters.path("retry_after");
        var moved = parameters.path("migrate_to_chat_id");
        return new No(
                code,
                described(json.path("description").asText(""), redaction),
                pause.isIntegralNumber() && pause.canConvertToInt() && pause.intValue() >= 0
                        ? Optional.of(Duration.ofSeconds(pause.intValue()))
                        : header,
                moved.isIntegralNumber() ? Optional.of(moved.asText()) : Optional.empty());
    }

    private static JsonNode json(Answer.Complete whole) {
        try {
            var json = JSON.readTree(whole.body().text());
            return json == null ? JSON.missingNode() : json;
        } catch (JsonProcessingException none) {
            return JSON.missingNode();
        }
    }

    private static String described(String text, Redaction redaction) {
        var clean = redaction.cut(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= DESCRIPTION_MAX ? clean : clean.substring(0, DESCRIPTION_MAX);
    }
}
