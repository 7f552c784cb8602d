package tidewatch.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tidewatch.message.Sha256;

/**
 * Answers by response_url: five within 30 minutes (docs.slack.dev, "Handling user interaction"). Four are for answers, one is kept for a
 * line that says why there are no more. They are counted in this process, from their first use here; what others used up Slack refuses. Any
 * thread.
 */
final class ResponseUrls {
    private static final int USES = 5;
    private static final int KEPT = 1;
    private static final long LIFE = TimeUnit.MINUTES.toNanos(30);
    private static final int MOST = 10_000;

    private final SlackClient client;
    private final LongSupplier nanos;
    /** By the digest of the address: whoever has the address can write in our name. */
    private final Recent<String, Uses> uses = new Recent<>(MOST);

    private record Uses(int count, long since) {}

    ResponseUrls(SlackClient client, LongSupplier nanos) {
        this.client = client;
        this.nanos = nanos;
    }

    /** Absent, and nothing is called, when all uses for answers are gone or the address is none of Slack's. */
    Optional<ApiAnswer> answer(String url, JsonNode message) {
        return send(url, message, USES - KEPT);
    }

    /** The last use. */
    Optional<ApiAnswer> lastWord(String url, JsonNode message) {
        return send(url, message, USES);
    }

    private Optional<ApiAnswer> send(String url, JsonNode message, int most) {
        if (!client.takesAnswers(url)) {
            return Optional.empty();
        }
        return take(Sha256.hex(url), most) ? Optional.of(client.respond(url, message)) : Optional.empty();
    }

    /** Counted before the call: two threads must not take the same use. */
    private synchronized boolean take(String key, int most) {
        long now = nanos.getAsLong();
        var before = uses.get(key).orElse(new Uses(0, now));
        if (before.count() >= most || now - before.since() >= LIFE) {
            return false;
        }
        uses.put(key, new Uses(before.count() + 1, before.since()));
        return true;
    }
}
