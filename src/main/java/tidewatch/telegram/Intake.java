package tidewatch.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import tidewatch.chat.Inbox;
import tidewatch.chat.Incoming;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** Takes updates in, however they come: reads each, stores what is for us, counts what is not. Any thread. */
final class Intake {
    private final Inbox inbox;
    private final Presses presses;
    private final InstantSource clock;
    private final Consumer<Problem> reports;
    private final Map<String, LongAdder> passed = new ConcurrentHashMap<>();

    Intake(Inbox inbox, Presses presses, InstantSource clock, Consumer<Problem> reports) {
        this.inbox = inbox;
        this.presses = presses;
        this.clock = clock;
        this.reports = reports;
    }

    /**
     * Takes one that was read.
     *
     * @throws RuntimeException of the store: then it was not stored, and has to be given again
     */
    void take(Incoming told) {
        inbox.take(told);
        presses(told);
    }

    /**
     * Takes what came together, and keeps the place in the stream with it.
     *
     * @throws RuntimeException of the store: then nothing was stored, and each has to be given again
     */
    void take(List<Incoming> told, Runnable place) {
        inbox.take(told, place);
        told.forEach(this::presses);
    }

    private void presses(Incoming incoming) {
        if (incoming instanceof Incoming.Pressed pressed) {
            presses.heard(pressed.handle(), pressed.envelope().chat());
        }
    }

    /** What an update tells us. One that cannot be read is passed over and reported: it must not keep those behind it. */
    Optional<Incoming> told(JsonNode update, UpdateReader reader) {
        UpdateReader.Heard heard;
        try {
            heard = reader.read(update, clock.instant());
        } catch (RuntimeException unreadable) {
            count("unreadable");
            var why = unreadable instanceof IllegalArgumentException ? ": " + unreadable.getMessage() : " (" + unreadable.getClass().getSimpleName() + ")";
            reports.accept(new Problem(
                    Reason.GARBLED,
                    "An update of Telegram could not be read" + why + ". It is left out; those behind it are read.",
                    "update " + update.path("update_id").asText("without a number")));
            return Optional.empty();
        }
        return switch (heard) {
            case UpdateReader.Heard.Passed(String kind) -> {
                count(kind);
                yield Optional.empty();
            }
            case UpdateReader.Heard.Told(Incoming incoming) -> Optional.of(incoming);
        };
    }

    void count(String kind) {
        passed.computeIfAbsent(kind, _ -> new LongAdder()).increment();
    }

    /** How many updates were passed over, by kind. */
    Map<String, Long> passed() {
        var counts = new TreeMap<String, Long>();
        passed.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }
}
