package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.http.Answer;
import tidewatch.http.Reach;
import tidewatch.http.Redaction;

/**
 * What Slack answered, read from the bytes that came. A method answers {@code {"ok":true,...}} or {@code {"ok":false,"error":"..."}}, both
 * with status 200; a response_url answers {@code ok}, or a word with a status.
 */
sealed interface ApiAnswer {
    ObjectMapper JSON = new JsonMapper();

    /** Characters of a word or a sentence of Slack's that are kept. */
    int WORDS_MAX = 300;

    /** Sentences about one refusal that are kept. */
    int DETAILS_MAX = 10;

    /** What a response_url calls a refusal: {@code used_url}. */
    Pattern ERROR = Pattern.compile("[a-z][a-z0-9_]{2,60}");

    /**
     * Yes.
     *
     * @param scopes that the token has, by the header field {@code x-oauth-scopes}; absent where the server does not say
     */
    record Ok(JsonNode body, Optional<List<String>> scopes) implements ApiAnswer {
        public Ok {
            Objects.requireNonNull(body);
            scopes = scopes.map(List::copyOf);
        }
    }

    /**
     * A readable no.
     *
     * @param error Slack's word for it, such as {@code channel_not_found}; without secrets, may be empty
     * @param needed the scope that is missing; empty where it says none
     * @param details its sentences about it ({@code response_metadata.messages}), without secrets
     * @param retryAfter that it asks for
     */
    record No(int status, String error, String needed, List<String> details, Optional<Duration> retryAfter) implements ApiAnswer {
        public No {
            details = List.copyOf(details);
            Objects.requireNonNull(retryAfter);
        }
    }

    /**
     * A status came, and no answer of Slack with it: a page of a gateway, half a body, other JSON.
     *
     * @param detail in words of ours
     */
    record Unreadable(int status, Optional<Duration> retryAfter, String detail) implements ApiAnswer {}

    /** No status came. */
    record Absent(Reach reach, String detail) implements ApiAnswer {}

    /**
     * Reads the answer of a method.
     *
     * @param now for a Retry-After that is a date
     */
    static ApiAnswer of(Answer answer, Instant now, Redaction redaction) {
        return switch (answer) {
            case Answer.Complete whole -> method(whole, now, redaction);
            case Answer.Partial partial -> broken(partial, now);
            case Answer.Absent absent -> new Absent(absent.reach(), absent.failure().sentence());
        };
    }

    /** Reads the answer of a response_url. */
    static ApiAnswer ofUrl(Answer answer, Instant now, Redaction redaction) {
        return switch (answer) {
            case Answer.Complete whole -> url(whole, now, redaction);
            case Answer.Partial partial -> broken(partial, now);
            case Answer.Absent absent -> new Absent(absent.reach(), absent.failure().sentence());
        };
    }

    /** Reads the answer to the bytes of a file: the status says all. */
    static ApiAnswer ofBytes(Answer answer, Instant now) {
        return switch (answer) {
            case Answer.Complete whole ->
                whole.status() / 100 == 2
                        ? new Ok(JSON.missingNode(), Optional.empty())
                        : new Unreadable(
                                whole.status(),
                                whole.headers().retryAfter(now),
                                "The bytes of a file were answered with status " + whole.status() + ".");
            case Answer.Partial partial -> broken(partial, now);
            case Answer.Absent absent -> new Absent(absent.reach(), absent.failure().sentence());
        };
    }

    private static Unreadable broken(Answer.Partial partial, Instant now) {
        return new Unreadable(partial.status(), partial.headers().retryAfter(now), partial.failure().sentence());
    }

    private static ApiAnswer method(Answer.Complete whole, Instant now, Redaction redaction) {
        var json = json(whole.body().text());
        return json.path("ok").isBoolean() ? said(whole, json, now, redaction) : none(whole, now);
    }

    private static ApiAnswer said(Answer.Complete whole, JsonNode json, Instant now, Redaction redaction) {
        if (json.path("ok").booleanValue()) {
            return new Ok(json, whole.headers().value("x-oauth-scopes").map(ApiAnswer::scopes));
        }
        var details = new ArrayList<String>();
        for (var message : json.path("response_metadata").path("messages")) {
            if (message.isTextual() && details.size() < DETAILS_MAX) {
                details.add(words(message.textValue(), redaction));
            }
        }
        return new No(
                whole.status(),
                words(json.path("error").asText(""), redaction),
                words(json.path("needed").asText(""), redaction),
                details,
                whole.headers().retryAfter(now));
    }

    private static ApiAnswer url(Answer.Complete whole, Instant now, Redaction redaction) {
        var text = whole.body().text().strip();
        var json = json(text);
        if (json.path("ok").isBoolean()) {
            return said(whole, json, now, redaction);
        }
        boolean good = whole.status() / 100 == 2;
        if (good && (text.isEmpty() || text.equalsIgnoreCase("ok"))) {
            return new Ok(JSON.missingNode(), Optional.empty());
        }
        return ERROR.matcher(text).matches()
                ? new No(whole.status(), text, "", List.of(), whole.headers().retryAfter(now))
                : none(whole, now);
    }

    private static Unreadable none(Answer.Complete whole, Instant now) {
        return new Unreadable(
                whole.status(), whole.headers().retryAfter(now), "The answer with status " + whole.status() + " is none of Slack's.");
    }

    private static JsonNode json(String text) {
        try {
            var json = JSON.readTree(text);
            return json == null ? JSON.missingNode() : json;
        } catch (JsonProcessingException none) {
            return JSON.missingNode();
        }
    }

    private static List<String> scopes(String field) {
        var scopes = new ArrayList<String>();
        for (var scope : field.split(",", -1)) {
            if (!scope.isBlank()) {
                scopes.add(scope.strip());
            }
        }
        return scopes;
    }

    private static String words(String text, Redaction redaction) {
        var clean = redaction.cut(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= WORDS_MAX ? clean : clean.substring(0, WORDS_MAX);
    }
}
