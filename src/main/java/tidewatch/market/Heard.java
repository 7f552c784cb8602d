package tidewatch.market;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An event as one source says it, and since when.
 *
 * @param first when it was first said of this day
 * @param last when it was last said
 * @param movedFrom the day on which the source had it before; absent when it never moved
 * @param movedAt when it moved
 */
public record Heard(
        EventSource source, MarketEvent event, Instant first, Instant last, Optional<LocalDate> movedFrom, Optional<Instant> movedAt) {
    public Heard {
        Objects.requireNonNull(source);
        Objects.requireNonNull(event);
        Objects.requireNonNull(first);
        Objects.requireNonNull(last);
        if (movedFrom.isPresent() != movedAt.isPresent()) {
            throw new IllegalArgumentException(event.title() + " was moved without its day or its time");
        }
    }

    /** Said for the first time at this moment. */
    public static Heard now(EventSource source, MarketEvent event, Instant now) {
        return new Heard(source, event, now, now, Optional.empty(), Optional.empty());
    }

    /** From a file: always said. */
    public static Heard always(EventSource source, MarketEvent event) {
        return now(source, event, Instant.EPOCH);
    }

    /** What it is about, so that the same thing on two days can be told: a company's results, a release, a title. Lower case. */
    public String subject() {
        return subject(event);
    }

    static String subject(MarketEvent event) {
        return event.symbol()
                .map(symbol -> (event.results().isPresent() ? "results " : "") + symbol)
                .orElse(event.key().isEmpty() ? event.title() : event.key())
                .toLowerCase(Locale.ROOT);
    }

    /** The same event, said again. */
    Heard again(MarketEvent said, Instant now) {
        return new Heard(source, said, first, now, movedFrom, movedAt);
    }

    /** The same event, now on another day. */
    Heard moved(MarketEvent said, Instant now) {
        return new Heard(source, said, now, now, Optional.of(event.date()), Optional.of(now));
    }
}
