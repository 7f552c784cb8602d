package tidewatch.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tidewatch.message.RenderPlan;

/**
 * The right to send one row now: its attempt number and epoch are the fence that every later word about it must carry.
 *
 * @param delivery as claimed, in state sending
 * @param unsent the parts that have not arrived, in order; the first is sent next
 * @param totalParts of the message
 * @param lease under which it was claimed
 * @param until the row's own lease by the store's clock; after it the row counts as unknown
 * @param zone of the chat
 * @param group whether the chat is one, for its pace
 */
public record Claim(
        Delivery delivery,
        List<RenderPlan.Part> unsent,
        int totalParts,
        Lease lease,
        Instant until,
        java.time.ZoneId zone,
        boolean group) {
    public Claim {
        Objects.requireNonNull(delivery);
        unsent = List.copyOf(unsent);
        Objects.requireNonNull(lease);
        Objects.requireNonNull(until);
        Objects.requireNonNull(zone);
        if (unsent.isEmpty()) {
            throw new IllegalArgumentException("Nothing of " + delivery.id() + " is left to send");
        }
    }

    /** Once a part is out the rest may follow for this long after the message expired. */
    public static final java.time.Duration REST = java.time.Duration.ofMinutes(30);

    /** Parts that arrived. */
    public int arrived() {
        return totalParts - unsent.size();
    }

    /** From when on nothing of it is sent. */
    public Instant end() {
        return arrived() == 0 ? delivery.expiresAt() : delivery.expiresAt().plus(REST);
    }
}
