package tidewatch.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import tidewatch.chat.ChatId;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;

/**
 * Looks whether an earlier try arrived: each message of ours bears the number of its delivery and part (docs.slack.dev, "Message metadata").
 * A file bears none, and is known by its name and size.
 *
 * <p>It is surely absent when two looks a while apart did not find it: Slack shows a message a moment after it took it. When to look is
 * delivery's matter; the first look that finds nothing says so. Any thread.
 */
final class Find {
    static final String EVENT = "tidewatch_delivery";

    /** Before the try: our clock and Slack's are not the same. A part is sent under one number only, so an older one cannot be meant. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    /** Between the two looks (platforms design, 4.4: 2 s and 10 s after the try). */
    private static final long APART = TimeUnit.SECONDS.toNanos(5);

    /** A right that is missing does not come by itself. */
    private static final long LACKING = TimeUnit.HOURS.toNanos(1);

    private static final int PAGE = 200;
    private static final int PAGES_MAX = 50;
    private static final int REMEMBERED = 1_000;

    private final SlackClient client;
    private final Conversations conversations;
    private final LongSupplier nanos;
    private final Recent<String, Long> absent = new Recent<>(REMEMBERED);
    private final Recent<ChatId, Long> lacking = new Recent<>(REMEMBERED);

    /** What a look showed. */
    sealed interface Seen {
        record There(Optional<MessageRef> ref) implements Seen {
            public There {
                Objects.requireNonNull(ref);
            }
        }

        /** Looked twice. */
        record Absent() implements Seen {}

        /** Looked once. */
        record NotYet() implements Seen {}

        /**
         * Nobody knows.
         *
         * @param outside we are not in the channel
         */
        record Failed(String detail, boolean outside) implements Seen {
            public Failed {
                Objects.requireNonNull(detail);
            }
        }
    }

    Find(SlackClient client, Conversations conversations, LongSupplier nanos) {
        this.client = client;
        this.conversations = conversations;
        this.nanos = nanos;
    }

    /** Whether this chat can be looked into: Slack has not said lately that we lack the right to. */
    boolean able(ChatId chat) {
        return lacking.get(chat).filter(at -> nanos.getAsLong() - at < LACKING).isEmpty();
    }

    /**
     * Looks for an earlier try of a part in a channel, or in a person's chat with us.
     *
     * @param late whether no further call may begin
     */
    Seen look(Outgoing outgoing, Outgoing.Suspect suspect, SlackPayload payload, Destination to, BooleanSupplier late) {
        var seen =
                switch (conversations.channel(to)) {
                    case Conversations.Channel.Is(var channel) -> look(outgoing, suspect, payload, channel, late);
                    case Conversations.Channel.None(var answer) -> failed(outgoing.chat(), answer);
                };
        if (!(seen instanceof Seen.Absent)) {
            return seen;
        }
        var key = outgoing.delivery() + "/" + outgoing.part().number() + "/" + suspect.startedAt();
        long now = nanos.getAsLong();
        var before = absent.get(key);
        if (before.isEmpty()) {
            absent.put(key, now);
        }
        return before.filter(at -> now - at >= APART).isPresent() ? seen : new Seen.NotYet();
    }

    /** In the thread where there is one, and in the channel: the thread may have been given up. */
    private Seen look(Outgoing outgoing, Outgoing.Suspect suspect, SlackPayload payload, String channel, BooleanSupplier late) {
        var oldest = suspect.startedAt().minus(MARGIN);
        if (outgoing.thread().isPresent()) {
            var replies = ApiCall.of("conversations.replies").with("ts", outgoing.thread().get());
            var seen = pages(replies, outgoing, oldest, payload, channel, late);
            if (!(seen instanceof Seen.Absent)) {
                return seen;
            }
        }
        return pages(ApiCall.of("conversations.history"), outgoing, oldest, payload, channel, late);
    }

    private Seen pages(
            ApiCall call, Outgoing outgoing, Instant oldest, SlackPayload payload, String channel, BooleanSupplier late) {
        call.with("channel", channel)
                .with("oldest", oldest.getEpochSecond() + ".000000")
                .with("inclusive", true)
                .with("include_all_metadata", true)
                .with("limit", PAGE);
        for (int page = 0; page < PAGES_MAX; page++) {
            if (late.getAsBoolean()) {
                return new Seen.Failed("Looking for an earlier try took too long.", false);
            }
            var answer = client.call(call);
            if (Outcomes.is(answer, "thread_not_found")) {
                return new Seen.Absent();
            }
            if (!(answer instanceof ApiAnswer.Ok(var body, var _)) || !body.path("messages").isArray()) {
                return failed(outgoing.chat(), answer);
            }
            for (var message : body.path("messages")) {
                if (is(message, outgoing, payload)) {
                    var ts = message.path("ts").asText("");
                    return new Seen.There(ts.isEmpty() ? Optional.empty() : Optional.of(new MessageRef(channel + "/" + ts)));
                }
            }
            var cursor = body.path("response_metadata").path("next_cursor").asText("");
            if (cursor.isEmpty()) {
                return new Seen.Absent();
            }
            call.with("cursor", cursor);
        }
        return new Seen.Failed("Looking for an earlier try found too many messages.", false);
    }

    private static boolean is(JsonNode message, Outgoing outgoing, SlackPayload payload) {
        var metadata = message.path("metadata");
        var told = metadata.path("event_payload");
        if (metadata.path("event_type").asText("").equals(EVENT)) {
            return told.path("delivery_id").asText("").equals(outgoing.delivery())
                    && told.path("part").asInt(0) == outgoing.part().number();
        }
        if (payload instanceof SlackPayload.File file) {
            for (var one : message.path("files")) {
                int size = file.content().getBytes(StandardCharsets.UTF_8).length;
                if (one.path("name").asText("").equals(file.name()) && one.path("size").asInt(size) == size) {
                    return true;
                }
            }
        }
        return false;
    }

    private Seen failed(ChatId chat, ApiAnswer answer) {
        if (Outcomes.is(answer, "missing_scope")) {
            lacking.put(chat, nanos.getAsLong());
        }
        return new Seen.Failed("Looking for an earlier try failed: " + SlackWords.failure(answer), Outcomes.outside(answer));
    }
}
