package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tidewatch.testing.fake.Json;

/** A client of Slack that knows nothing but HTTP. */
final class PlainClient {
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeSlack fake;

    PlainClient(FakeSlack fake) {
        this.fake = fake;
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

    /** As a form, with the bot token in the header. */
    HttpResponse<String> post(String method, Object... pairs) {
        return postAs(fake.botToken(), method, pairs);
    }

    HttpResponse<String> postAs(String token, String method, Object... pairs) {
        return send(to(fake.url() + "/api/" + method)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(pairs))));
    }

    /** The answer to a call that succeeds. */
    JsonNode ok(String method, Object... pairs) {
        var response = post(method, pairs);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        var tree = tree(response);
        assertThat(tree.get("ok").asBoolean()).as(response.body()).isTrue();
        return tree;
    }

    /** The error of a call that is refused. */
    String refused(String method, Object... pairs) {
        return error(post(method, pairs));
    }

    static String error(HttpResponse<String> response) {
        var tree = tree(response);
        assertThat(tree.get("ok").asBoolean()).as(response.body()).isFalse();
        return tree.get("error").asText();
    }

    static JsonNode tree(HttpResponse<String> response) {
        return Json.read(response.body()).orElseThrow(() -> new AssertionError(response.body()));
    }

    /** As JSON, with the bot token in the header. */
    HttpResponse<String> json(String method, String body) {
        return send(to(fake.url() + "/api/" + method)
                .header("Authorization", "Bearer " + fake.botToken())
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
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

    /** Posts JSON to any address, without a token. */
    HttpResponse<String> answer(String url, String body) {
        return send(to(url).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> upload(String url, byte[] bytes) {
        return send(to(url).header("Content-Type", "application/octet-stream").POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    /** Opens a socket as an app does: a ticket, the connection, the hello. */
    PlainSocket socket() {
        return PlainSocket.open(http, ticket());
    }

    String ticket() {
        var response = postAs(fake.appToken(), "apps.connections.open");
        assertThat(tree(response).path("ok").asBoolean()).as(response.body()).isTrue();
        return tree(response).get("url").asText();
    }

    /** A socket at a given address. */
    PlainSocket socket(String url) {
        return PlainSocket.open(http, url);
    }
}
