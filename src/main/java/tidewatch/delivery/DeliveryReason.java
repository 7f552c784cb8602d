package tidewatch.delivery;

import java.util.Arrays;
import java.util.List;

/** Why a row ended as it did: a closed list, each reason of one final state. */
public enum DeliveryReason {
    /** The platform said yes. */
    OK(DeliveryState.SENT),
    /** The link died; looking showed that it had arrived. */
    RECONCILED(DeliveryState.SENT),
    /** The platform said yes in words that could not be read: it arrived, and cannot be edited. */
    ID_UNKNOWN(DeliveryState.SENT),

    /** In the digest after quiet hours. */
    IN_DIGEST(DeliveryState.FOLDED),
    /** In the next brief. */
    IN_BRIEF(DeliveryState.FOLDED),

    /** It would no longer mean what it says. */
    STALE(DeliveryState.EXPIRED),
    /** A newer one of its kind was due as well. */
    SUPERSEDED(DeliveryState.EXPIRED),
    /** One row for all of a downtime longer than is looked back. */
    GAP(DeliveryState.EXPIRED),
    /** It was due before the store was restored, and may have been sent then. */
    RESTORED(DeliveryState.EXPIRED),

    UNSUBSCRIBED(DeliveryState.CANCELLED),
    PAUSED(DeliveryState.CANCELLED),
    BLOCKED(DeliveryState.CANCELLED),
    KICKED(DeliveryState.CANCELLED),
    NO_RIGHTS(DeliveryState.CANCELLED),
    CHAT_GONE(DeliveryState.CANCELLED),
    /** An owner let the chat in no longer, or let it see fewer notes than those it was made of. */
    NO_ACCESS(DeliveryState.CANCELLED),
    /** The chat turned this class of message off. */
    CLASS_OFF(DeliveryState.CANCELLED),
    /** The subscription, the time zones or the calendar changed, and it was planned anew. */
    VERSION(DeliveryState.CANCELLED),
    /** The exchange closed that day at short notice. */
    NO_SESSION(DeliveryState.CANCELLED),
    /** The chat was forgotten at somebody's wish. */
    FORGOTTEN(DeliveryState.CANCELLED),
    /** Somebody took it out of the queue by hand. */
    DROPPED(DeliveryState.CANCELLED),

    /** The platform said no, for good. */
    REFUSED(DeliveryState.DEAD),
    /** The link died, and again when it was sent once more. */
    UNKNOWN_TWICE(DeliveryState.DEAD),
    /** The link died under an answer to a command, which the person can repeat. */
    UNKNOWN_DROPPED(DeliveryState.DEAD),
    /** The link died under a message of which a person decides. */
    HELD_FOR_HUMAN(DeliveryState.DEAD),
    TOO_MANY_ATTEMPTS(DeliveryState.DEAD);

    private final DeliveryState state;

    DeliveryReason(DeliveryState state) {
        this.state = state;
    }

    /** The final state that it explains. */
    public DeliveryState state() {
        return state;
    }

    /** The reasons of this state; none unless it is final. */
    public static List<DeliveryReason> of(DeliveryState state) {
        return Arrays.stream(values()).filter(reason -> reason.state == state).toList();
    }
}
