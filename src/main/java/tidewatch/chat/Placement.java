package tidewatch.chat;

import java.util.Objects;
import java.util.Optional;

/** Where in its chat a message goes. */
public sealed interface Placement {
    /** Below what is there. */
    Placement NEW = new New();

    /** Below what is there. */
    record New() implements Placement {}

    /** In place of a message of ours: a refresh, a list whose button was pressed. Where that fails, it goes below. */
    record Replace(MessageRef message) implements Placement {
        public Replace {
            Objects.requireNonNull(message);
        }
    }

    /**
     * As the answer to words that came with a handle: below what is there, or by the handle where we may not write ourselves.
     *
     * @param handle of the words ({@link Incoming.Said})
     */
    record Reply(String handle) implements Placement {
        /** So begins a handle of a place that shows one message at a time, the newest: an answer of several parts is no use there. */
        public static final String ONE_AT_A_TIME = "home:";

        public Reply {
            Objects.requireNonNull(handle);
        }

        /** Without the handle: whoever has it can write in our name. */
        @Override
        public String toString() {
            return "Reply[]";
        }
    }

    /**
     * For one person of a group, as unseen by the others as the platform can.
     *
     * @param handle of the press ({@link Incoming.Pressed}) or of the words ({@link Incoming.Said}) that it answers
     */
    record Private(String person, Optional<String> handle) implements Placement {
        public Private {
            Objects.requireNonNull(person);
            Objects.requireNonNull(handle);
        }

        /** Without the handle. */
        @Override
        public String toString() {
            return "Private[person=" + person + "]";
        }
    }
}
