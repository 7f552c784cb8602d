package tidewatch.delivery;

import java.time.Instant;
import java.util.Objects;

/**
 * The right to do one thing alone until an instant of the store's clock: to send and to poll for one sender, to run one tick, to build one
 * brief.
 *
 * @param name of the thing: a sender, {@code tick:plan}, {@code brief:<id>}
 * @param owner the node that holds it
 * @param epoch raised each time that it changes hands; never falls
 */
public record Lease(String name, String owner, long epoch, Instant until) {
    public Lease {
        Objects.requireNonNull(name);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(until);
    }
}
