package tidewatch.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tidewatch.message.Pictures;
import tidewatch.message.Sha256;

/**
 * Files in three steps (docs.slack.dev, "Working with files"): files.getUploadURLExternal, the bytes, files.completeUploadExternal. A picture
 * is completed without a channel, so that a block of a message can show it; Slack needs a moment until it does. Which file has which content
 * is remembered while this process lives. Any thread.
 */
final class Uploads {
    /** Pictures whose files are remembered. */
    private static final int FILES_MAX = 500;

    /** So long after its upload a file may still be on its way inside of Slack. */
    private static final long FRESH = TimeUnit.MINUTES.toNanos(1);

    private static final String BYTES = "application/octet-stream";

    private final SlackClient client;
    private final Pictures pictures;
    private final LongSupplier nanos;
    private final Recent<String, String> byContent = new Recent<>(FILES_MAX);
    private final Recent<String, Shown> byId = new Recent<>(FILES_MAX);

    /** How a file fares in messages. */
    private record Shown(String content, long since, int refusals) {}

    /** What came of an upload. */
    sealed interface File {
        record Ready(String id) implements File {
            public Ready {
                Objects.requireNonNull(id);
            }
        }

        /** There is no such picture. */
        record Missing() implements File {}

        /** One of the steps failed; nobody saw anything. */
        record Failed(ApiAnswer answer) implements File {
            public Failed {
                Objects.requireNonNull(answer);
            }
        }
    }

    Uploads(SlackClient client, Pictures pictures, LongSupplier nanos) {
        this.client = client;
        this.pictures = pictures;
        this.nanos = nanos;
    }

    /** A picture as a file that blocks can show: uploaded, where it was not before. */
    File picture(String name) {
        var bytes = pictures.bytes(name);
        if (bytes.isEmpty()) {
            return new File.Missing();
        }
        var content = Sha256.hex(bytes.get());
        var known = byContent.get(content);
        if (known.isPresent()) {
            return new File.Ready(known.get());
        }
        var stored = stored(name, bytes.get());
        if (!(stored instanceof File.Ready(var id))) {
            return stored;
        }
        var answer = complete(id, name, Optional.empty(), Optional.empty(), "");
        if (!(answer instanceof ApiAnswer.Ok)) {
            return new File.Failed(answer);
        }
        byContent.put(content, id);
        byId.put(id, new Shown(content, nanos.getAsLong(), 0));
        return stored;
    }

    /** The first two steps: after them Slack has the bytes and nobody sees them. */
    File stored(String name, byte[] bytes) {
        var asked = client.call(ApiCall.of("files.getUploadURLExternal").with("filename", name).with("length", bytes.length));
        var url = text(asked, "upload_url");
        var id = text(asked, "file_id");
        if (url.isEmpty() || id.isEmpty()) {
            return new File.Failed(asked);
        }
        var sent = client.upload(url.get(), bytes, BYTES);
        return sent instanceof ApiAnswer.Ok ? new File.Ready(id.get()) : new File.Failed(sent);
    }

    private static Optional<String> text(ApiAnswer answer, String field) {
        return answer instanceof ApiAnswer.Ok ok && ok.body().path(field).isTextual() && !ok.body().path(field).textValue().isEmpty()
                ? Optional.of(ok.body().path(field).textValue())
                : Optional.empty();
    }

    /**
     * The third step; with a channel it shows the file there as a message.
     *
     * @param comment the words of that message, as mrkdwn; may be empty
     */
    ApiAnswer complete(String id, String title, Optional<String> channel, Optional<String> thread, String comment) {
        var files = ApiAnswer.JSON.createArrayNode();
        files.addObject().put("id", id).put("title", title);
        var call = ApiCall.of("files.completeUploadExternal").with("files", (JsonNode) files);
        channel.ifPresent(to -> {
            call.with("channel_id", to);
            thread.ifPresent(ts -> call.with("thread_ts", ts));
            if (!comment.isEmpty()) {
                call.with("initial_comment", comment);
            }
        });
        return client.call(call);
    }

    /** A picture as a message of its own, where blocks do not show it. */
    void into(String channel, Optional<String> thread, String name) {
        pictures.bytes(name).map(bytes -> stored(name, bytes)).ifPresent(file -> {
            if (file instanceof File.Ready(var id)) {
                var _ = complete(id, name, Optional.of(channel), thread, "");
            }
        });
    }

    /** Whether one of these was uploaded so lately that Slack may not be able to show it yet. */
    boolean fresh(Collection<String> ids) {
        long now = nanos.getAsLong();
        return ids.stream().anyMatch(id -> byId.get(id).filter(shown -> now - shown.since() < FRESH).isPresent());
    }

    /** A message with these was refused for its files. How often that has been, at most for one of them. */
    int refused(Collection<String> ids) {
        int most = 0;
        for (var id : ids) {
            var shown = byId.get(id).map(one -> new Shown(one.content(), one.since(), one.refusals() + 1));
            shown.ifPresent(one -> byId.put(id, one));
            most = Math.max(most, shown.map(Shown::refusals).orElse(1));
        }
        return most;
    }

    /** These are shown: what was refused before does not count any more. */
    void shown(Collection<String> ids) {
        for (var id : ids) {
            byId.get(id).filter(one -> one.refusals() > 0).ifPresent(one -> byId.put(id, new Shown(one.content(), one.since(), 0)));
        }
    }

    /** These files are no good; their pictures are uploaded again when they are needed. */
    void forget(Collection<String> ids) {
        for (var id : ids) {
            byId.get(id).ifPresent(shown -> byContent.remove(shown.content()));
            byId.remove(id);
        }
    }
}
