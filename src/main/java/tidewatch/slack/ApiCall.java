package tidewatch.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.FormBody;

/**
 * A call of the Web API: a method and its arguments as a form, structures in it as JSON (docs.slack.dev, "Using the Slack Web API"). The
 * library's typed requests are not used: they cannot hold the newer blocks, and what it does with their answers it also logs.
 */
final class ApiCall {
    private final String method;
    private final Map<String, String> arguments = new LinkedHashMap<>();

    private ApiCall(String method) {
        this.method = method;
    }

    /** @param method as it is documented: {@code chat.postMessage} */
    static ApiCall of(String method) {
        return new ApiCall(method);
    }

    ApiCall with(String name, String value) {
        arguments.put(name, value);
        return this;
    }

    ApiCall with(String name, long value) {
        return with(name, Long.toString(value));
    }

    ApiCall with(String name, boolean value) {
        return with(name, Boolean.toString(value));
    }

    ApiCall with(String name, JsonNode value) {
        return with(name, value.toString());
    }

    String method() {
        return method;
    }

    FormBody.Builder form() {
        var form = new FormBody.Builder();
        arguments.forEach(form::add);
        return form;
    }

    @Override
    public String toString() {
        return method;
    }
}
