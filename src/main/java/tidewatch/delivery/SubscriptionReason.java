package tidewatch.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Why a subscription is suspended or over; pauses say until when instead. */
public enum SubscriptionReason {
    BLOCKED(SubscriptionState.SUSPENDED, DeliveryReason.BLOCKED),
    KICKED(SubscriptionState.SUSPENDED, DeliveryReason.KICKED),
    CHAT_GONE(SubscriptionState.SUSPENDED, DeliveryReason.CHAT_GONE),
    NO_RIGHTS(SubscriptionState.SUSPENDED, DeliveryReason.NO_RIGHTS),
    /** An owner no longer lets the chat in. */
    NO_ACCESS(SubscriptionState.SUSPENDED, DeliveryReason.NO_ACCESS),
    /** The person ended it. */
    USER(SubscriptionState.ENDED, DeliveryReason.UNSUBSCRIBED),
    /** It was never confirmed, or its chat stayed closed too long. */
    EXPIRED(SubscriptionState.ENDED, DeliveryReason.UNSUBSCRIBED);

    private final SubscriptionState state;
    private final DeliveryReason cancels;

    SubscriptionReason(SubscriptionState state, DeliveryReason cancels) {
        this.state = state;
        this.cancels = cancels;
    }

    /** The state that it explains. */
    public SubscriptionState state() {
        return state;
    }

    /** With what its open rows are cancelled. */
    public DeliveryReason cancels() {
        return cancels;
    }

    public static List<SubscriptionReason> of(SubscriptionState state) {
        return Arrays.stream(values()).filter(reason -> reason.state == state).toList();
    }

    /** What a platform's refusal means for the subscriptions of the chat; absent when it means nothing for them. */
    public static Optional<SubscriptionReason> of(DeliveryReason refusal) {
        return of(SubscriptionState.SUSPENDED).stream().filter(reason -> reason.cancels == refusal).findFirst();
    }
}
