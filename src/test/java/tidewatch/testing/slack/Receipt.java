package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import tidewatch.testing.fake.Json;

/**
 * What became of a payload for the app.
 *
 * @param number from 1
 * @param type {@code events_api}, {@code slash_commands} or {@code interactive}
 * @param what type of the event, the command, or the type of the interaction
 * @param state WAITING, SENT, DONE or FAILED
 * @param failure what the person was shown, such as {@code operation_timeout}, or empty
 * @param attempts how often it was sent, the waiting one included
 * @param at when it happened, on the fake's clock
 * @param tookNanos from sending to the answer in real time; 0 when there was none
 * @param answer what the app sent along
 */
public record Receipt(
        long number, String type, String what, String state, String failure, int attempts, Instant at, long tookNanos, ObjectNode payload,
        Optional<JsonNode> answer) {
    public boolean done() {
        return state.equals("DONE");
    }

    public boolean failed() {
        return state.equals("FAILED");
    }

    ObjectNode json() {
        var json = Json.object().put("number", number).put("type", type).put("what", what).put("state", state).put("failure", failure);
        json.put("attempts", attempts).put("at", at.toString()).put("took_ms", tookNanos / 1e6).set("payload", payload);
        answer.ifPresent(given -> json.set("answer", given));
        return json;
    }
}
