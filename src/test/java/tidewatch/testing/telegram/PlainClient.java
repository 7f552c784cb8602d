package tidewatch.testing.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import tidewatch.testing.fake.Json;

/** A client of the Bot API that knows nothing but HTTP. */
final class PlainClient {
    private static final String BOUNDARY = "x-boundary-of-the-test";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeTelegram fake;

    PlainClient(FakeTelegram fake) {
        this.fake = fake;
    }

    String bot() {
        return fake.url() + "/bot" + fake.token() + "/";
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpRequest.Builder to(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    static String form(Object... pairs) {
        var text = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(i == 0 ? "" : "&").append(encoded(pairs[i])).append('=').append(encoded(pairs[i + 1]));
        }
        return text.toString();
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    /** As a form. */
    HttpResponse<String> post(String method, Object... pairs) {
        return send(posting(method, pairs));
    }

    private HttpRequest.Builder posting(String method, Object... pairs) {
        return to(bot() + method)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(pairs)));
    }

    /** The answer to a call that goes on meanwhile. */
    CompletableFuture<JsonNode> later(String method, Object... pairs) {
        return http.sendAsync(posting(method, pairs).build(), HttpResponse.BodyHandlers.ofString()).thenApply(PlainClient::tree);
    }

    /** The result of a call that succeeds. */
    JsonNode ok(String method, Object... pairs) {
        return result(post(method, pairs));
    }

    static JsonNode result(HttpResponse<String> response) {
        assertThat(response.body()).startsWith("{\"ok\":true");
        assertThat(response.statusCode()).isEqualTo(200);
        return tree(response).get("result");
    }

    /** Code and description of a call that is refused. */
    String refused(String method, Object... pairs) {
        return refusal(post(method, pairs));
    }

    static String refusal(HttpResponse<String> response) {
        var tree = tree(response);
        assertThat(tree.get("ok").asBoolean()).isFalse();
        assertThat(tree.get("error_code").asInt()).isEqualTo(response.statusCode());
        return response.statusCode() + " " + tree.get("description").asText();
    }

    static JsonNode tree(HttpResponse<String> response) {
        return Json.read(response.body()).orElseThrow(() -> new AssertionError(response.body()));
    }

    HttpResponse<String> json(String method, String body) {
        return send(to(bot() + method).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Multipart with one file; the pairs are ordinary fields. */
    HttpResponse<String> file(String method, String field, String name, byte[] bytes, Object... pairs) {
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < pairs.length; i += 2) {
            body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + pairs[i] + "\"\r\n\r\n" + pairs[i + 1] + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        if (!field.isEmpty()) {
            body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                            + "\"\r\nContent-Type: image/png\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(bytes);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(to(bot() + method)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** The user's side over HTTP. */
    JsonNode people(String order, String body) {
        var response = send(to(fake.url() + "/_fake/" + order).POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return tree(response);
    }

    HttpResponse<String> get(String url) {
        return send(to(url));
    }
}
