package tidewatch.chat;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** One thing that happened in a chat. */
public sealed interface Incoming {
    Envelope envelope();

    /**
     * What all updates have.
     *
     * @param key names the update on its platform; a second one with the same key is the same one
     * @param sender the account of ours that heard it: {@code telegram:<bot id>}
     * @param thread where the chat has threads
     * @param sentAt by the platform's clock
     */
    record Envelope(String key, String sender, ChatId chat, Optional<String> thread, String person, Instant sentAt, Origin origin) {
        public Envelope {
            Objects.requireNonNull(key);
            Objects.requireNonNull(sender);
            Objects.requireNonNull(chat);
            Objects.requireNonNull(thread);
            Objects.requireNonNull(person);
            Objects.requireNonNull(sentAt);
            Objects.requireNonNull(origin);
        }
    }

    /** How it came; only what a person said directly may run an effect, and an edit runs nothing. */
    enum Origin {
        DIRECT,
        FORWARDED,
        VIA_BOT,
        ANONYMOUS_ADMIN,
        EXTERNAL_TEAM,
        EDITED
    }

    /** Somebody typed something. */
    record Said(Envelope envelope, String text) implements Incoming {
        public Said {
            Objects.requireNonNull(envelope);
            Objects.requireNonNull(text);
        }
    }

    /** We were let in or put out. */
    record Membership(Envelope envelope, Change change) implements Incoming {
        public Membership {
            Objects.requireNonNull(envelope);
            Objects.requireNonNull(change);
        }

        /** What changed. */
        public enum Change {
            /** Let in, or unblocked. */
            JOINED,
            LEFT,
            BLOCKED
        }
    }
}
