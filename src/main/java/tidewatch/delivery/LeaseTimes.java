package tidewatch.delivery;

import java.time.Duration;
import java.util.Objects;

/**
 * How the right to send is held. All are measured on a clock that never goes back, save the lease itself, which the store measures.
 *
 * @param lease how long the store grants it
 * @param renew how often its holder asks anew
 * @param look how often the others look whether it is free
 * @param trust since the last successful asking began: beyond it the holder stops claiming and sending, before the lease can be another's
 * @param start since the claim of a row began: beyond it no call is begun, so that a call of 15 s ends before the row's 30 s are over
 * @param sweep how often what time has settled is looked for
 */
public record LeaseTimes(Duration lease, Duration renew, Duration look, Duration trust, Duration start, Duration sweep) {
    public static final LeaseTimes STANDARD = new LeaseTimes(
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));

    public LeaseTimes {
        Objects.requireNonNull(look);
        Objects.requireNonNull(start);
        Objects.requireNonNull(sweep);
        if (renew.compareTo(trust) >= 0 || trust.compareTo(lease) >= 0) {
            throw new IllegalArgumentException("A lease of " + lease + " renewed each " + renew + " cannot be trusted for " + trust);
        }
    }

    /** The same so many times as fast; for tests against real processes, together with a store whose rows' leases are. */
    public LeaseTimes dividedBy(int factor) {
        return new LeaseTimes(
                lease.dividedBy(factor),
                renew.dividedBy(factor),
                look.dividedBy(factor),
                trust.dividedBy(factor),
                start.dividedBy(factor),
                sweep.dividedBy(factor));
    }
}
