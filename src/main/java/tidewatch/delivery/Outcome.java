package tidewatch.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import tidewatch.chat.ChatId;
import tidewatch.chat.MessageRef;

/** What is written about a claimed row when a try has ended. Every one carries a detail for the trace, in words and without any secret. */
public sealed interface Outcome {
    String detail();

    /** The last part arrived: the row is sent, the chat's last brief moves, a digest folds what it carries. */
    record Arrived(DeliveryReason reason, Optional<MessageRef> ref, String detail) implements Outcome {
        public Arrived {
            Objects.requireNonNull(ref);
            Objects.requireNonNull(detail);
            if (reason.state() != DeliveryState.SENT) {
                throw new IllegalArgumentException(reason + " is no way to arrive");
            }
        }
    }

    /**
     * It did not arrive and is tried again.
     *
     * @param written whether a transmission was begun
     * @param pauseChat nothing goes to this chat before
     * @param pauseSender nothing goes out by this sender before
     */
    record Again(Instant notBefore, boolean written, Optional<Instant> pauseChat, Optional<Instant> pauseSender, String detail)
            implements Outcome {
        public Again {
            Objects.requireNonNull(notBefore);
            Objects.requireNonNull(pauseChat);
            Objects.requireNonNull(pauseSender);
            Objects.requireNonNull(detail);
        }
    }

    /** Claimed too late to begin, or given back while stopping: ready as before, as if it had not been claimed; the attempt still counts. */
    record PutBack(String detail) implements Outcome {}

    /**
     * Nobody knows whether it arrived.
     *
     * @param written false when only a look failed
     */
    record Lost(boolean written, String detail) implements Outcome {}

    /** It ends: dead or expired. */
    record Over(DeliveryReason reason, boolean written, String detail) implements Outcome {
        public Over {
            Objects.requireNonNull(detail);
            if (reason.state() != DeliveryState.DEAD && reason.state() != DeliveryState.EXPIRED) {
                throw new IllegalArgumentException(reason + " does not end a try");
            }
        }
    }

    /** The chat does not let us in: this row and all its open ones are cancelled, its subscriptions suspended. */
    record Barred(SubscriptionReason reason, String detail) implements Outcome {
        public Barred {
            Objects.requireNonNull(detail);
            if (reason.state() != SubscriptionState.SUSPENDED) {
                throw new IllegalArgumentException(reason + " is no refusal of a platform");
            }
        }
    }

    /** The chat has a new id: chat, subscriptions, open rows and watches are re-keyed; this row is ready for the new one. */
    record Moved(ChatId to, String detail) implements Outcome {
        public Moved {
            Objects.requireNonNull(to);
            Objects.requireNonNull(detail);
        }
    }
}
