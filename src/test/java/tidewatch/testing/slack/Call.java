package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import tidewatch.testing.fake.Bytes;
import tidewatch.testing.fake.Json;

/**
 * One call of the app, as it is kept in the ledger.
 *
 * @param number from 1
 * @param at on the fake's clock, when the whole request had been read
 * @param method of the Web API, or {@code link}, {@code upload}, {@code response_url}, {@code file}
 * @param verb GET or POST
 * @param authorization the header as it came, or empty
 * @param body raw bytes
 * @param parameters all of them, as texts; files by name and size
 * @param status of the answer; 0 when there was none
 * @param answer what was or would have been said, when that is an object
 * @param fault what went wrong on purpose, or empty
 */
public record Call(
        long number, Instant at, String method, String verb, String contentType, String authorization, Bytes body, ObjectNode parameters, int status,
        ObjectNode answer, String fault) {
    public boolean of(String name) {
        return method.equals(name);
    }

    /** A parameter as text, empty when it is missing. */
    public String parameter(String name) {
        return parameters.path(name).asText();
    }

    /** A parameter that holds JSON; missing when it is absent or no JSON. */
    public JsonNode tree(String name) {
        return Json.read(parameter(name)).orElseGet(() -> Json.object().path("none"));
    }

    public boolean ok() {
        return answer.path("ok").asBoolean();
    }
}
