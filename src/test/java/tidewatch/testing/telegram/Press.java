package tidewatch.testing.telegram;

import java.time.Instant;
import java.util.Optional;

/** A press of a button, waiting for its answer. Guarded by the lock of the world. */
final class Press {
    final String id;
    final Instant at;
    final long user;
    Optional<Answer> answer = Optional.empty();
    boolean linted;

    /**
     * What the person saw.
     *
     * @param text may be empty: then only the clock on the button ends
     */
    public record Answer(String text, boolean alert, Instant at) {}

    Press(String id, Instant at, long user) {
        this.id = id;
        this.at = at;
        this.user = user;
    }
}
