package tidewatch.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * What a message is and how old its data are.
 *
 * @param docId names the content, such as a brief id; may be empty for an answer
 * @param asOf the moment for which it was written
 * @param dataDate session of the newest price in it, absent when it holds no price
 * @param zone zone in which its times are told
 * @param silent true when no sound should be made
 * @param threadKey messages with the same key belong to one thread; may be empty
 */
public record Meta(
        String docId, Kind kind, Instant asOf, Optional<LocalDate> dataDate, ZoneId zone, boolean silent, String threadKey) {
    /** What kind of message it is; platforms choose sound and place by it. */
    public enum Kind {
        BRIEF,
        ALERT,
        REMINDER,
        ANSWER,
        NOTICE
    }

    public Meta {
        Objects.requireNonNull(docId);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(asOf);
        Objects.requireNonNull(dataDate);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(threadKey);
    }

    /** The usual meta of an answer in a chat. */
    public static Meta answer(Instant asOf, Optional<LocalDate> dataDate, ZoneId zone) {
        return new Meta("", Kind.ANSWER, asOf, dataDate, zone, false, "");
    }
}
