package tidewatch.testing.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import tidewatch.testing.fake.Bytes;

/**
 * One call of the bot, as it is kept in the ledger.
 *
 * @param number from 1
 * @param at on the fake's clock, when the whole request had been read
 * @param method as it was written in the path
 * @param verb GET or POST
 * @param body raw bytes
 * @param parameters all of them, as texts; files by name and size
 * @param status of the answer; 0 when there was none
 * @param answer what was or would have been said
 * @param fault what went wrong on purpose, or empty
 */
public record Call(
        long number, Instant at, String method, String verb, String contentType, Bytes body, ObjectNode parameters, int status, ObjectNode answer,
        String fault) {
    /** Whether this is a call of that method, in any letter case. */
    public boolean of(String name) {
        return method.equalsIgnoreCase(name);
    }

    /** A parameter as text, empty when it is missing. */
    public String parameter(String name) {
        return parameters.path(name).asText();
    }
}
