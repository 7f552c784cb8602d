package tidewatch.delivery;

import java.time.Instant;
import java.util.Objects;

/** A stretch in which the service did not run, from its last heartbeat to the first one after. */
public record Outage(Instant from, Instant until) {
    public Outage {
        Objects.requireNonNull(from);
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("An outage from " + from + " cannot end at " + until);
        }
    }
}
