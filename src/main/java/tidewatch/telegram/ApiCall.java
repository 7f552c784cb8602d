package tidewatch.telegram;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;

/**
 * A call as the library's client takes it, its body as a tree. A typed method of the library is written into one, and what its type cannot
 * hold is put on top: its ids of messages, threads and updates have 32 bits, ours 64; some methods it sends as multipart only. The library
 * does not parse the answer either: its models refuse what the Bot API's compatibility rules let a server add or leave out.
 */
final class ApiCall extends BotApiMethod<String> {
    private final String method;
    private final transient ObjectNode body;

    private ApiCall(String method, ObjectNode body) {
        this.method = method;
        this.body = body;
    }

    /** What a type of the library says. */
    static ApiCall of(PartialBotApiMethod<?> typed) {
        ObjectNode body = ApiAnswer.JSON.valueToTree(typed);
        body.remove("method"); // for answers to a webhook; in a call it would be an unknown parameter
        return new ApiCall(typed.getMethod(), body);
    }

    /** A method without a type that fits. */
    static ApiCall named(String method) {
        return new ApiCall(method, ApiAnswer.JSON.createObjectNode());
    }

    ApiCall with(String field, long value) {
        body.put(field, value);
        return this;
    }

    ApiCall with(String field, String value) {
        body.put(field, value);
        return this;
    }

    ApiCall with(String field, JsonNode value) {
        body.set(field, value);
        return this;
    }

    /** A chat's number as a number, a channel's name as a text. */
    ApiCall chat(String id) {
        try {
            return with("chat_id", Long.parseLong(id));
        } catch (NumberFormatException name) {
            return with("chat_id", id);
        }
    }

    @JsonValue
    ObjectNode body() {
        return body;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String deserializeResponse(String answer) {
        return "";
    }

    @Override
    public void validate() {
        // The server judges.
    }
}
