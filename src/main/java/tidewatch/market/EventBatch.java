package tidewatch.market;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a source answered.
 *
 * @param events in any order
 * @param whole the answer holds everything that the source knows of the days and companies asked for: what it said before and says no more
 *     is withdrawn. Some sources forget companies; their answers never are
 * @param trouble why there is less than was asked for, or nothing; then the answer is not whole
 */
public record EventBatch(List<MarketEvent> events, boolean whole, Optional<Trouble> trouble) {
    public EventBatch {
        events = List.copyOf(events);
        Objects.requireNonNull(trouble);
        if (whole && trouble.isPresent()) {
            throw new IllegalArgumentException("An answer cannot be whole and in trouble: " + trouble.get().sentence());
        }
    }

    public static EventBatch whole(List<MarketEvent> events) {
        return new EventBatch(events, true, Optional.empty());
    }

    /** What there is of a source that may leave things out. */
    public static EventBatch some(List<MarketEvent> events) {
        return new EventBatch(events, false, Optional.empty());
    }

    public static EventBatch none(Trouble trouble) {
        return new EventBatch(List.of(), false, Optional.of(trouble));
    }
}
