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
        public Reply {
            Objects.requireNonNull(handle);
        }
    }

    /**
     * For one person of a group, as unseen by the others as the platform can.
     *
     * @param handle of the press that it answers ({@link Incoming.Pressed})
     */
    record Private(String person, Optional<String> handle) implements Placement {
        public Private {
            Objects.requireNonNull(person);
            Objects.requireNonNull(handle);
        }
    }
}
