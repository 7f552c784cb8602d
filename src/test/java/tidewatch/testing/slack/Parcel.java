package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A payload on its way to the app. Guarded by the lock of the world. */
final class Parcel {
    enum Kind {
        EVENT("events_api"),
        SLASH("slash_commands"),
        INTERACTIVE("interactive");

        /** The type of its envelope in Socket Mode. */
        final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    enum State {
        /** No socket took it yet, or a repeat is to come. */
        WAITING,
        /** On its way, and not answered yet. */
        SENT,
        DONE,
        /** The person was shown that it failed, or the event was given up. */
        FAILED
    }

    final long number;
    final Kind kind;
    final ObjectNode payload;
    /** Whether an answer may hold a message or what a modal does next. */
    final boolean answerable;
    final Instant born;
    /** Hears what the app answered, an empty object for a bare acknowledgement. */
    final Consumer<JsonNode> answered;
    /** All envelopes it was ever in. */
    final Set<String> envelopes = new HashSet<>();

    State state = State.WAITING;
    String failure = "";
    /** How often it was sent before: {@code retry_attempt} of the next sending. */
    int attempt;
    String retryReason = "";
    /** When what is waited for is over. */
    Instant due;
    /** When it was last sent, and answered, by the clock of the machine in nanoseconds. */
    long sentNanos;
    long tookNanos;
    /** The socket that had it last. */
    long link;
    Optional<JsonNode> answer = Optional.empty();

    Parcel(long number, Kind kind, ObjectNode payload, boolean answerable, Instant born, Consumer<JsonNode> answered) {
        this.number = number;
        this.kind = kind;
        this.payload = payload;
        this.answerable = answerable;
        this.born = born;
        this.due = born;
        this.answered = answered;
    }

    boolean open() {
        return state == State.WAITING || state == State.SENT;
    }

    Receipt receipt() {
        var what = switch (kind) {
            case EVENT -> payload.path("event").path("type").asText();
            case SLASH -> payload.path("command").asText();
            case INTERACTIVE -> payload.path("type").asText();
        };
        return new Receipt(number, kind.type, what, state.name(), failure, attempt + 1, born, tookNanos, payload, answer);
    }
}
