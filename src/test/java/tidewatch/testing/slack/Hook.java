package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tidewatch.testing.fake.Json;

/**
 * HTTP mode: payloads go to the addresses of the app, signed. What is configured is guarded by the lock of the world; what flies, flies in
 * threads of its own.
 */
final class Hook {
    /** How the next requests are signed. */
    enum Signing {
        GOOD,
        /** A signature with another secret. */
        WRONG,
        /** Well signed, ten minutes ago. */
        STALE,
        /** Well signed, ten minutes ahead. */
        EARLY,
        /** No headers at all. */
        MISSING,
        /** The body was changed after it was signed. */
        CHANGED
    }

    private final World world;
    private final Dispatch dispatch;
    private final HttpClient client;
    private String events = "";
    private String commands = "";
    private String actions = "";
    private Duration patience = Duration.ofSeconds(3);
    private Signing signing = Signing.GOOD;
    private int odd;
    private Optional<HttpRequest> last = Optional.empty();

    Hook(World world, Dispatch dispatch) {
        this.world = world;
        this.dispatch = dispatch;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(3)).build();
    }

    /** Where payloads go; an empty address keeps its kind from being sent. */
    void addresses(String toEvents, String toCommands, String toActions) {
        events = toEvents;
        commands = toCommands;
        actions = toActions;
    }

    /** How long an answer may take, in real time; three seconds at the service. */
    void patience(Duration newPatience) {
        patience = newPatience;
    }

    /** The next so many requests are signed like this. */
    void sign(Signing how, int times) {
        signing = how;
        odd = times;
    }

    void close() {
        client.shutdownNow();
    }

    // ---- asking ----

    /** The handshake when an address of events is entered: answers what came back when that held the challenge, else why not. */
    String verify(String address) throws InterruptedException {
        var challenge = world.secret(40);
        var body = Json.object().put("token", world.verification).put("challenge", challenge).put("type", "url_verification");
        HttpRequest request;
        world.lock.lock();
        try {
            request = request(address, "application/json", Json.text(body), 0, "");
        } finally {
            world.lock.unlock();
        }
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            var told = Json.read(response.body()).map(tree -> tree.path("challenge").asText()).filter(text -> !text.isEmpty()).orElse(response.body());
            return response.statusCode() == 200 && told.strip().replace("challenge=", "").equals(challenge)
                    ? "verified" : "challenge_failed: " + response.statusCode() + " " + response.body();
        } catch (IOException broken) {
            return "challenge_failed: " + broken;
        }
    }

    /** The check of certificates that an address of commands gets now and then; answers the status. */
    int sslCheck() throws IOException, InterruptedException {
        HttpRequest request;
        world.lock.lock();
        try {
            request = request(commands, "application/x-www-form-urlencoded", "token=" + world.verification + "&ssl_check=1", 0, "");
        } finally {
            world.lock.unlock();
        }
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    /** Sends the last request once more, byte for byte, as somebody who recorded it would; answers the status. */
    int replay() throws IOException, InterruptedException {
        var request = last.orElseThrow(() -> new IllegalArgumentException("nothing was sent yet"));
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    // ---- telling ----

    /** Sends a payload to its address; false when there is none. */
    boolean send(Parcel parcel, boolean twice) {
        var address = switch (parcel.kind) {
            case EVENT -> events;
            case SLASH -> commands;
            case INTERACTIVE -> actions;
        };
        if (address.isEmpty()) {
            return false;
        }
        var request = switch (parcel.kind) {
            case EVENT -> request(address, "application/json", Json.text(parcel.payload), parcel.attempt, parcel.retryReason);
            case SLASH -> request(address, "application/x-www-form-urlencoded", form(parcel.payload), 0, "");
            case INTERACTIVE ->
                request(address, "application/x-www-form-urlencoded", "payload=" + encoded(Json.text(parcel.payload)), 0, "");
        };
        int attempt = parcel.attempt;
        for (int i = 0; i < (twice ? 2 : 1); i++) {
            Thread.ofVirtual().name("fake-slack-hook").start(() -> tell(parcel, attempt, request));
        }
        return true;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String form(ObjectNode fields) {
        var text = new StringBuilder();
        fields.properties().forEach(field -> {
            var value = field.getValue();
            text.append(text.isEmpty() ? "" : "&").append(encoded(field.getKey())).append('=');
            text.append(encoded(value.isTextual() ? value.asText() : Json.text(value)));
        });
        return text.toString();
    }

    private HttpRequest request(String address, String type, String body, int attempt, String reason) {
        var how = odd > 0 ? signing : Signing.GOOD;
        odd = Math.max(0, odd - 1);
        var sent = how == Signing.CHANGED ? body + " " : body;
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(patience).header("Content-Type", type).header("Accept", "*/*");
        request.header("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        if (how != Signing.MISSING) {
            // Receivers compare with their own clock, which is the machine's unless the fake's one is theirs too.
            long at = world.now().getEpochSecond() + (how == Signing.STALE ? -600 : how == Signing.EARLY ? 600 : 0);
            request.header("X-Slack-Request-Timestamp", Long.toString(at));
            request.header("X-Slack-Signature", signature(how == Signing.WRONG ? "another secret" : world.signingSecret, at, body));
        }
        if (attempt > 0) {
            request.header("X-Slack-Retry-Num", Integer.toString(attempt)).header("X-Slack-Retry-Reason", reason);
        }
        var made = request.POST(HttpRequest.BodyPublishers.ofByteArray(sent.getBytes(StandardCharsets.UTF_8))).build();
        last = Optional.of(made);
        return made;
    }

    /** {@code v0=} and HMAC-SHA256 of {@code v0:time:body} in hexadecimal; docs.slack.dev, verifying requests from Slack. */
    static String signature(String secret, long at, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(("v0:" + at + ":" + body).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell(Parcel parcel, int attempt, HttpRequest request) {
        Optional<HttpResponse<String>> response = Optional.empty();
        var trouble = "";
        try {
            response = Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (HttpTimeoutException late) {
            trouble = "http_timeout";
        } catch (ConnectException refused) {
            trouble = "connection_failed";
        } catch (IOException broken) {
            trouble = "unknown_error";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        }
        world.lock.lock();
        try {
            if (parcel.attempt == attempt) {
                told(parcel, response, trouble);
            }
        } finally {
            world.lock.unlock();
        }
    }

    private void told(Parcel parcel, Optional<HttpResponse<String>> response, String trouble) {
        if (response.isEmpty()) {
            dispatch.failed(parcel, trouble.equals("http_timeout") ? "operation_timeout" : "dispatch_failed", trouble, true);
            return;
        }
        int status = response.get().statusCode();
        if (status / 100 == 2) {
            dispatch.done(parcel, answer(parcel, response.get()));
        } else {
            boolean again = response.get().headers().firstValue("X-Slack-No-Retry").filter(no -> no.equals("1")).isEmpty();
            dispatch.failed(parcel, "http_service_error", status / 100 == 3 ? "too_many_redirects" : "http_error", again);
        }
    }

    /** JSON as it is; plain words answer a command as they stand. */
    private static JsonNode answer(Parcel parcel, HttpResponse<String> response) {
        var body = response.body().strip();
        if (!parcel.answerable || body.isEmpty()) {
            return Json.object();
        }
        var tree = Json.read(body).filter(JsonNode::isObject);
        return tree.orElseGet(() -> Json.object().put("text", body));
    }
}
