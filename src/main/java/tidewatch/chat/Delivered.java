package tidewatch.chat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tidewatch.message.RenderPlan;

/** What became of one part, as far as anybody can know. */
public sealed interface Delivered {
    /**
     * It arrived.
     *
     * @param ref absent when the platform's yes could not be read: it arrived and cannot be edited
     * @param found not sent now: looking showed that an earlier try had arrived
     * @param degradations what had to be shown in a poorer form at sending
     */
    record Sent(Optional<MessageRef> ref, boolean found, List<RenderPlan.Degradation> degradations) implements Delivered {
        public Sent {
            Objects.requireNonNull(ref);
            degradations = List.copyOf(degradations);
        }

        public static Sent as(MessageRef ref) {
            return new Sent(Optional.of(ref), false, List.of());
        }
    }

    /**
     * It certainly did not arrive and may later.
     *
     * @param pause that the platform asks for; absent when it names none
     * @param reason in words, without any secret
     */
    record RetryAfter(Optional<Duration> pause, Scope scope, Certainty certainty, String reason) implements Delivered {
        public RetryAfter {
            Objects.requireNonNull(pause);
            Objects.requireNonNull(scope);
            Objects.requireNonNull(certainty);
            Objects.requireNonNull(reason);
        }

        /** What has to pause. */
        public enum Scope {
            CHAT,
            SENDER
        }

        /** Why it is taken as not arrived. */
        public enum Certainty {
            /** No byte was written: no connection, no name, no certificate. */
            NOTHING_WRITTEN,
            /** The platform said so, as with "too many requests". */
            ANSWERED,
            /** A gateway before the platform said so (502, 503); counted as "duplicate possible". */
            ASSUMED
        }
    }

    /**
     * It certainly did not arrive, and trying again is pointless.
     *
     * @param movedTo the chat's new id, with {@link Cause#MOVED} only
     */
    record Refused(Cause cause, String detail, Optional<ChatId> movedTo) implements Delivered {
        public Refused {
            Objects.requireNonNull(cause);
            Objects.requireNonNull(detail);
            if (movedTo.isPresent() != (cause == Cause.MOVED)) {
                throw new IllegalArgumentException("Only a chat that moved has a new id, and it has one: " + cause + ", " + movedTo);
            }
        }

        public static Refused because(Cause cause, String detail) {
            return new Refused(cause, detail, Optional.empty());
        }

        /** Why. */
        public enum Cause {
            BLOCKED,
            KICKED,
            CHAT_GONE,
            MOVED,
            NO_RIGHTS,
            /** The sender's own credential is refused: no chat is to blame, everything waits. */
            BAD_TOKEN,
            BAD_CONTENT,
            TOO_LONG
        }
    }

    /**
     * The link died after the request had begun: nobody knows.
     *
     * @param sent whether bytes were written in this call; false when only the look for an earlier try failed
     * @param detail how far it got, in words, without any secret
     */
    record Unknown(boolean sent, String detail) implements Delivered {
        public Unknown {
            Objects.requireNonNull(detail);
        }
    }
}
