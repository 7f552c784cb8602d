package tidewatch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Leases, kept by the store and measured by its clock alone: no node's clock is trusted. Each method is one transaction. */
public interface Leases {
    /** The store's clock. */
    Instant now();

    /**
     * Takes a free or expired lease with the next epoch, or renews one's own with the same epoch.
     *
     * @return absent while another holds it
     */
    Optional<Lease> acquire(String name, String owner, Duration ttl);

    /** Gives it back at once, if it is still held under this epoch. The epoch stays, so the next holder has a higher one. */
    void release(Lease lease);

    /** Who holds it now; absent when nobody does. */
    Optional<Lease> holder(String name);

    /** All leases of others than this owner end now; their epochs stay. For a single node at its start, when no other can be alive. */
    void orphans(String owner);

    /** Nothing is claimed for this sender before that instant; stored, so that a restart honours it. */
    void pause(String sender, Instant until, String reason);

    /** The pause of a sender with its reason; absent when there is none now. */
    Optional<Pause> paused(String sender);

    /** A sender that waits. */
    record Pause(Instant until, String reason) {}
}
