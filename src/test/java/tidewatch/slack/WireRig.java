package tidewatch.slack;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.message.RenderPlan;
import tidewatch.settings.Secret;
import tidewatch.testing.FakeClock;
import tidewatch.testing.fake.ScriptedServer;

/** What speaks to Slack, against a {@link ScriptedSlack}; its clock is in the hand of the test, and waits only move it. */
final class WireRig implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-09T12:00:00Z");
    static final ChatId CHANNEL = new ChatId("slack", "T1:C2");
    static final ChatId ANN = new ChatId("slack", "T1:U1");

    final ScriptedSlack api = new ScriptedSlack();
    final FakeClock clock = new FakeClock(NOW);
    final Redaction redaction = Redaction.of(List.of());
    final HttpCalls calls = new HttpCalls(new HttpSettings(Set.of("127.0.0.1")), redaction);
    final Map<String, byte[]> pictures = new HashMap<>();
    final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    final SlackClient client = client(settings());
    final Posting posting = posting(client);

    SlackSettings settings() {
        return settings(api.address() + "/api/");
    }

    static SlackSettings settings(String address) {
        return new SlackSettings(
                Optional.of(Secret.of(ScriptedSlack.TOKEN)),
                Optional.of(Secret.of(ScriptedSlack.APP_TOKEN)),
                Optional.of(Secret.of(ScriptedSlack.SECRET)),
                SlackSettings.Mode.SOCKET,
                URI.create(address),
                "",
                Optional.empty());
    }

    SlackClient client(SlackSettings settings) {
        return new SlackClient(settings, calls.sends(settings.hosts()), redaction, clock);
    }

    Posting posting(SlackClient through) {
        return new Posting(
                through,
                name -> Optional.ofNullable(pictures.get(name)),
                WireRig::below,
                message -> "{\"type\":\"home\",\"blocks\":" + message.blocks() + "}",
                wait -> {
                    waits.add(wait);
                    clock.advance(wait);
                },
                clock.nanoSource());
    }

    private static SlackPayload below(SlackPayload payload, List<String> lines) {
        var more = String.join("|", lines);
        return switch (payload) {
            case SlackPayload.Message message ->
                new SlackPayload.Message(
                        message.text() + " + " + more,
                        message.blocks().replace("]", ",\"" + more + "\"]"),
                        message.basic().map(basic -> basic.replace("]", ",\"" + more + "\"]")),
                        message.pictures());
            case SlackPayload.File file ->
                new SlackPayload.File(file.name(), file.mediaType(), file.content(), file.text() + " + " + more);
        };
    }

    // ---- what is sent ----

    static SlackPayload.Message message() {
        return new SlackPayload.Message("Up &amp; on", "[{\"type\":\"full\"}]", Optional.of("[{\"type\":\"basic\"}]"), List.of());
    }

    static SlackPayload.Message picture(String name) {
        return new SlackPayload.Message(
                "A map",
                "[{\"type\":\"divider\"},{\"type\":\"image\",\"slack_file\":{\"id\":\"picture:" + name + "\"},\"alt_text\":\"the map\"}]",
                Optional.empty(),
                List.of(name));
    }

    static SlackPayload.File file() {
        return new SlackPayload.File("2026-01-09.md", "text/markdown", "# Brief\n", "All of it");
    }

    Outgoing outgoing(Placement placement) {
        return outgoing(CHANNEL, placement);
    }

    Outgoing outgoing(ChatId chat, Placement placement) {
        return new Outgoing(
                "M-1",
                new RenderPlan.Part(1, 1, "payload", "Up & on <all>"),
                chat,
                Optional.empty(),
                List.of(),
                false,
                1,
                Optional.empty(),
                placement);
    }

    static Outgoing in(Outgoing one, String thread) {
        return new Outgoing(
                one.delivery(), one.part(), one.chat(), Optional.of(thread), one.postscript(), false, 1, one.suspect(), one.placement());
    }

    static Outgoing below(Outgoing one, String... lines) {
        return new Outgoing(
                one.delivery(), one.part(), one.chat(), one.thread(), List.of(lines), false, 1, one.suspect(), one.placement());
    }

    static Outgoing suspected(Outgoing one, Instant since) {
        return new Outgoing(
                one.delivery(),
                one.part(),
                one.chat(),
                one.thread(),
                one.postscript(),
                false,
                1,
                Optional.of(new Outgoing.Suspect(since)),
                one.placement());
    }

    Delivered send() {
        return posting.deliver(outgoing(Placement.NEW), message());
    }

    String responseUrl(String name) {
        return api.address() + "/response/" + name;
    }

    List<String> methods() {
        return api.requests().stream().map(ScriptedServer.Request::method).toList();
    }

    /** An outcome in one line. */
    static String told(Delivered delivered) {
        return switch (delivered) {
            case Delivered.Sent sent ->
                (sent.found() ? "FOUND" : "SENT") + sent.ref().map(ref -> " " + ref.value()).orElse("")
                        + (sent.degradations().isEmpty()
                                ? ""
                                : " " + sent.degradations().stream().map(RenderPlan.Degradation::kind).toList());
            case Delivered.RetryAfter later ->
                "RETRY " + later.pause().map(Duration::toString).orElse("-") + " " + later.scope() + " " + later.certainty();
            case Delivered.Refused refused -> refused.cause().name();
            case Delivered.Unknown lost -> lost.sent() ? "UNKNOWN" : "UNKNOWN unsent";
        };
    }

    @Override
    public void close() {
        calls.close();
        api.close();
    }
}
