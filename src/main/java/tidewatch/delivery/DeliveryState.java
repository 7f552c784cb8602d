package tidewatch.delivery;

import java.util.Set;

/**
 * The life of one row of the outbox. Each row reaches one final state, with one {@link DeliveryReason}. All allowed steps stand in {@link
 * #next}; the two ways back from a final state in {@link #reopened}.
 */
public enum DeliveryState {
    /** Will be due; nothing is composed. */
    PLANNED,
    /** Composed, its parts and bytes frozen; may be claimed once it is due. */
    READY,
    /** Quiet hours keep it. */
    HELD,
    /** Claimed: bytes may leave now, and only now. */
    SENDING,
    /** The last try certainly did not arrive, or a part of several did; tried again later. */
    RETRY_WAIT,
    /** The link died after the request was written: nobody knows whether it arrived. */
    UNKNOWN,
    /** Arrived. */
    SENT,
    /** Another message carried what it said. */
    FOLDED,
    /** Too late to mean anything. */
    EXPIRED,
    /** No longer wanted or possible. */
    CANCELLED,
    /** Given up; listed for a person, who can replay it. */
    DEAD;

    /** The states that may follow by themselves; none for a final state. */
    public Set<DeliveryState> next() {
        return switch (this) {
            case PLANNED -> Set.of(READY, HELD, CANCELLED, EXPIRED);
            case READY -> Set.of(SENDING, HELD, CANCELLED, EXPIRED);
            // Dead, if the digest that was to carry it is.
            case HELD -> Set.of(READY, FOLDED, DEAD, CANCELLED, EXPIRED);
            // Back to ready, if it was claimed too late to begin. Cancelled only by the platform's own answer; expired when no try is left in time.
            case SENDING -> Set.of(SENT, RETRY_WAIT, UNKNOWN, READY, DEAD, CANCELLED, EXPIRED);
            case RETRY_WAIT -> Set.of(SENDING, CANCELLED, EXPIRED);
            case UNKNOWN -> Set.of(SENT, READY, DEAD, CANCELLED, EXPIRED);
            case SENT, FOLDED, EXPIRED, CANCELLED, DEAD -> Set.of();
        };
    }

    public boolean mayBecome(DeliveryState later) {
        return next().contains(later);
    }

    /** Nothing follows by itself. */
    public boolean isFinal() {
        return next().isEmpty();
    }

    /** May be claimed when due. */
    public boolean claimable() {
        return this == READY || this == RETRY_WAIT;
    }

    /**
     * Cancelled with its subscription, by the person or by a change of the rule. A row that is being sent is not: whoever cancels waits for
     * its turn in the same chat instead.
     */
    public boolean cancellable() {
        return !isFinal() && this != SENDING;
    }

    /**
     * The states to which somebody can bring a finished row back: a dead one by replay, a cancelled one that was never written by
     * subscribing again.
     *
     * @param written transmissions begun
     */
    public Set<DeliveryState> reopened(int written) {
        return switch (this) {
            case DEAD -> Set.of(READY);
            case CANCELLED -> written == 0 ? Set.of(PLANNED, READY) : Set.of();
            case PLANNED, READY, HELD, SENDING, RETRY_WAIT, UNKNOWN, SENT, FOLDED, EXPIRED -> Set.of();
        };
    }
}
