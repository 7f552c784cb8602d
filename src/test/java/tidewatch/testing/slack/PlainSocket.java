package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tidewatch.testing.Patience;
import tidewatch.testing.fake.Json;

/** The WebSocket of the JDK, which answers pings by itself and sends nothing else unasked. */
final class PlainSocket implements WebSocket.Listener {
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder piece = new StringBuilder();
    private volatile @Nullable WebSocket socket;

    private PlainSocket() {}

    static PlainSocket open(HttpClient http, String url) {
        var plain = new PlainSocket();
        plain.socket = http.newWebSocketBuilder().buildAsync(URI.create(url), plain).join();
        return plain;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        piece.append(data);
        if (last) {
            heard.add(piece.toString());
            piece.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        heard.add("PONG " + message.remaining());
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        heard.add("CLOSE " + code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        heard.add("ERROR");
    }

    /** The next that is heard: a text, {@code PONG length}, {@code CLOSE code} or {@code ERROR}. */
    String next() {
        try {
            var next = heard.poll(Patience.SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was heard within " + Patience.SECONDS + " s");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode tree() {
        var next = next();
        return Json.read(next).orElseThrow(() -> new AssertionError(next));
    }

    /** What was heard and not taken yet. */
    List<String> rest() {
        var rest = new ArrayList<String>();
        heard.drainTo(rest);
        return rest;
    }

    private WebSocket open() {
        var standing = socket;
        if (standing == null) {
            throw new IllegalStateException("not open");
        }
        return standing;
    }

    void say(String text) {
        open().sendText(text, true).join();
    }

    /** Acknowledges an envelope without more. */
    void ack(JsonNode envelope) {
        say(Json.text(Json.object().put("envelope_id", envelope.get("envelope_id").asText())));
    }

    /** Acknowledges an envelope with an answer in it. */
    void ack(JsonNode envelope, String payload) {
        say("{\"envelope_id\":\"" + envelope.get("envelope_id").asText() + "\",\"payload\":" + payload + "}");
    }

    void ping() {
        open().sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3})).join();
    }

    void close() {
        open().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    void abort() {
        open().abort();
    }
}
