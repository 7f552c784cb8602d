package tidewatch.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidewatch.chat.ChatId;
import tidewatch.chat.ChatPlatform;
import tidewatch.chat.Delivered;
import tidewatch.chat.Delivered.Refused;
import tidewatch.chat.Delivered.RetryAfter;
import tidewatch.chat.Inbox;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;
import tidewatch.http.Answer;
import tidewatch.http.CarefulClient;
import tidewatch.http.Hosts;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpRequest;
import tidewatch.http.HttpSettings;
import tidewatch.http.Reach;
import tidewatch.http.Redaction;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.PlainRenderer;
import tidewatch.message.RenderPlan;

/**
 * A platform behind real HTTP: posts each part to a {@link Sink} by the product's own careful client and reads the answer by the table of
 * outcomes that the real platforms share. Listens to nothing.
 */
public final class SinkPlatform implements ChatPlatform {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int TEXT_MAX = 4_096;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final String address;
    private final boolean canFind;
    private final HttpCalls calls;
    private final CarefulClient client;

    /**
     * @param name of the platform, as the chats' ids begin: {@code telegram}
     * @param port of the sink
     * @param canFind the sink is asked for a suspect before it is sent again
     */
    public SinkPlatform(String name, int port, boolean canFind) {
        this.name = name;
        this.address = "http://" + LOOPBACK + ":" + port;
        this.canFind = canFind;
        this.calls = new HttpCalls(new HttpSettings(Set.of(LOOPBACK)), Redaction.of(List.of()));
        this.client = calls.sends(Hosts.of(LOOPBACK));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities(ChatId chat) {
        return canFind ? Capabilities.plain(80).finding() : Capabilities.plain(80);
    }

    @Override
    public RenderPlan plan(Doc doc, ChatId chat) {
        return PlainRenderer.within(TEXT_MAX - Outgoing.POSTSCRIPT_MAX).render(doc, capabilities(chat));
    }

    @Override
    public Delivered deliver(Outgoing outgoing) {
        if (canFind && outgoing.suspect().isPresent()) {
            Optional<Delivered> looked = look(outgoing);
            if (looked.isPresent()) {
                return looked.get();
            }
        }
        var body = body(outgoing).getBytes(StandardCharsets.UTF_8);
        return delivered(client.call(HttpRequest.post(address + "/message", body, "application/json")));
    }

    private static String body(Outgoing outgoing) {
        var message = JSON.createObjectNode();
        message.put("chat", outgoing.chat().text());
        message.put("delivery", outgoing.delivery());
        message.put("part", outgoing.part().number());
        message.put("parts", outgoing.part().total());
        message.put("hash", MemoryPlatform.hash(outgoing.part().payload()));
        message.put("text", outgoing.part().payload());
        outgoing.postscript().forEach(message.putArray("postscript")::add);
        message.put("silent", outgoing.silent());
        message.put("epoch", outgoing.epoch());
        message.put("pid", ProcessHandle.current().pid());
        return message.toString();
    }

    /** Empty when it is surely absent. */
    private Optional<Delivered> look(Outgoing outgoing) {
        var question = HttpRequest.get(address + "/find")
                .query("delivery", outgoing.delivery())
                .query("part", String.valueOf(outgoing.part().number()));
        if (client.call(question) instanceof Answer.Complete whole && whole.status() == 200) {
            long found = json(whole.body().text()).path("found").asLong();
            return found == 0
                    ? Optional.empty()
                    : Optional.of(new Delivered.Sent(Optional.of(new MessageRef(String.valueOf(found))), true, List.of()));
        }
        return Optional.of(new Delivered.Unknown(false, "the sink could not be asked"));
    }

    private static Delivered delivered(Answer answer) {
        return switch (answer) {
            case Answer.Absent absent ->
                absent.reach() == Reach.NOTHING
                        ? new RetryAfter(Optional.empty(), RetryAfter.Scope.SENDER, RetryAfter.Certainty.NOTHING_WRITTEN, absent.failure().sentence())
                        : new Delivered.Unknown(true, absent.failure().sentence());
            case Answer.Partial partial ->
                partial.status() / 100 == 2
                        ? new Delivered.Sent(Optional.empty(), false, List.of())
                        : of(partial.status(), Optional.empty(), json(""));
            case Answer.Complete whole ->
                of(whole.status(), whole.headers().retryAfter(Instant.EPOCH), json(whole.body().text()));
        };
    }

    private static Delivered of(int status, Optional<Duration> pause, JsonNode body) {
        return switch (status) {
            case 200 ->
                new Delivered.Sent(
                        body.hasNonNull("id") ? Optional.of(new MessageRef(body.path("id").asText())) : Optional.empty(), false, List.of());
            case 429 ->
                new RetryAfter(
                        pause,
                        body.path("scope").asText().equals("sender") ? RetryAfter.Scope.SENDER : RetryAfter.Scope.CHAT,
                        RetryAfter.Certainty.ANSWERED,
                        "429 too many requests");
            case 502, 503 -> new RetryAfter(Optional.empty(), RetryAfter.Scope.SENDER, RetryAfter.Certainty.ASSUMED, String.valueOf(status));
            case 400 -> Refused.because(Refused.Cause.BAD_CONTENT, "400");
            case 401 -> Refused.because(Refused.Cause.BAD_TOKEN, "401");
            case 403 -> Refused.because(Refused.Cause.BLOCKED, "403");
            case 404 -> Refused.because(Refused.Cause.CHAT_GONE, "404");
            default -> new Delivered.Unknown(true, "the answer was " + status);
        };
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException none) {
            return JSON.createObjectNode();
        }
    }

    @Override
    public void start(Inbox inbox) {
        inbox.state(Inbox.LinkState.UP, "nothing to listen to", Optional.empty());
    }

    /** Stops listening only; {@link #end} ends the client. */
    @Override
    public void close() {}

    /** Ends the client; calls under way have 5 s. */
    public void end() {
        calls.close();
    }
}
