package tidewatch.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What sources said about dated events, and when each was asked: it survives a restart. Each method is one transaction. */
public interface EventArchive {
    /** What is not over before {@code from} and begins on or before {@code to}, by day, subject and source. */
    List<Heard> heard(LocalDate from, LocalDate to);

    /**
     * Takes an answer in, as {@link EventUpdate} decides, and writes down that the question was asked.
     *
     * @param again when to ask it again
     */
    void take(EventSource source, EventQuestion question, EventBatch batch, Instant now, Instant again);

    /** The questions to a source that were asked, by part. */
    List<Asked> asked(EventSource source);

    /** When an answer was last taken in: what was heard before it is unchanged until there is a newer one. */
    Optional<Instant> lastTaken();

    /**
     * A question that was asked.
     *
     * @param part {@link EventQuestion#part}
     * @param at when
     * @param again when to ask it again
     */
    record Asked(String part, Instant at, Instant again) {
        public Asked {
            Objects.requireNonNull(at);
            Objects.requireNonNull(again);
            if (part.isBlank()) {
                throw new IllegalArgumentException("A question without a name");
            }
        }
    }
}
