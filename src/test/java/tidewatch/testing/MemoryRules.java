package tidewatch.testing;

import java.time.Instant;
import tidewatch.delivery.Claim;

/**
 * The rules that a store enforces, one method each, so that a test can take one away and see that it is missed. As it stands nothing is
 * taken away.
 */
public class MemoryRules {
    /** Whether a word about a claimed row is heard: it is still being sent under the attempt and the epoch of the claim. */
    protected boolean fenceHolds(boolean sending, int attempt, long epoch, Claim claim) {
        return sending && attempt == claim.delivery().attempt() && epoch == claim.lease().epoch();
    }

    /** A chat has at most one row that is being sent. */
    protected boolean oneInFlight() {
        return true;
    }

    /** A chat has at most one row of a kind and slot. */
    protected boolean uniqueSlot() {
        return true;
    }

    /** A row is claimed only if its subscription is active in the version that planned it. */
    protected boolean versionChecked() {
        return true;
    }

    /** An update that was stored is not stored again, and one that was handled is not handled again. */
    protected boolean dedupes() {
        return true;
    }

    /** The clock by which a lease counts; never the owner's. */
    protected Instant leaseClock(String owner, Instant storeClock) {
        return storeClock;
    }

    /** Whether rows are claimed only under a lease that is still held. */
    protected boolean leaseChecked() {
        return true;
    }

    /** Whether claimed rows are stored as being sent; without it a crash forgets that they were. */
    protected boolean claimsAreStored() {
        return true;
    }
}
