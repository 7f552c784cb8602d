package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.settings.Secret;

/**
 * The least that an app can be, over our own client: opens one socket, acknowledges each slash command and says it back, each in a thread of
 * its own. Keeps nothing, knows nobody. A process of its own for {@code tidewatch.app.SlackBenchmark}; arguments: address of the Web API, bot
 * token, app token.
 */
public final class EchoLoop {
    private EchoLoop() {}

    public static void main(String[] arguments) throws InterruptedException {
        var redaction = Redaction.of(List.of());
        var settings = new SlackSettings(
                Optional.of(Secret.of(arguments[1])),
                Optional.of(Secret.of(arguments[2])),
                Optional.empty(),
                SlackSettings.Mode.SOCKET,
                URI.create(arguments[0]),
                "",
                Optional.empty());
        var calls = new HttpCalls(new HttpSettings(Set.of("127.0.0.1")), redaction);
        var client = new SlackClient(settings, calls.sends(settings.hosts()), redaction, Instant::now);
        if (!(client.callAsApp(ApiCall.of("apps.connections.open")) instanceof ApiAnswer.Ok ok)) {
            throw new IllegalStateException("Nobody says where to connect");
        }
        var sockets = new OkSockets(calls.sockets(settings.socketHosts()).library(), settings.socketHosts());
        var socket = new CompletableFuture<Sockets.Socket>();
        var over = new CountDownLatch(1);
        socket.complete(sockets.open(Secret.of(ok.body().path("url").asText()), new Sockets.Listener() {
            @Override
            public void text(String text) {
                heard(read(text), socket.join(), client);
            }

            @Override
            public void ended(String why) {
                over.countDown();
            }
        }));
        over.await();
    }

    private static JsonNode read(String text) {
        try {
            return Arrived.json(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("The socket said something that is no JSON", unreadable);
        }
    }

    private static void heard(JsonNode message, Sockets.Socket socket, SlackClient client) {
        var envelope = message.path("envelope_id");
        if (!envelope.isTextual()) {
            return;
        }
        socket.send("{\"envelope_id\":" + envelope + "}");
        if (message.path("type").asText().equals("slash_commands")) {
            var slash = message.path("payload");
            var echo = ApiCall.of("chat.postMessage")
                    .with("channel", slash.path("channel_id").asText())
                    .with("text", slash.path("command").asText() + " " + slash.path("text").asText());
            Thread.ofVirtual().start(() -> {
                if (!(client.call(echo) instanceof ApiAnswer.Ok)) {
                    throw new IllegalStateException("An echo was not taken");
                }
            });
        }
    }
}
