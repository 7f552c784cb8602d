package tidewatch.delivery;

import java.util.Set;

/** The life of a subscription. Subscribing again after the end makes a new version and starts at the beginning. */
public enum SubscriptionState {
    /** Asked for, not yet confirmed. */
    PENDING,
    ACTIVE,
    /** By the person, for a time or until told otherwise; its open rows are cancelled. */
    PAUSED,
    /** The platform does not let us in; a message from the chat revives it. */
    SUSPENDED,
    ENDED;

    /** The states that may follow. */
    public Set<SubscriptionState> next() {
        return switch (this) {
            case PENDING -> Set.of(ACTIVE, ENDED);
            case ACTIVE -> Set.of(PAUSED, SUSPENDED, ENDED);
            case PAUSED -> Set.of(ACTIVE, SUSPENDED, ENDED);
            case SUSPENDED -> Set.of(ACTIVE, ENDED);
            case ENDED -> Set.of();
        };
    }

    public boolean mayBecome(SubscriptionState later) {
        return next().contains(later);
    }

    public boolean isFinal() {
        return next().isEmpty();
    }
}
