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
     * @param sender the account of ours that heard it: {@code telegram:<bot id>}, {@code slack:<team>}
     * @param thread where the chat has threads
     * @param person by the platform's number, never by a name
     * @param sentAt by the platform's clock
     * @param place decides what may be said there
     */
    record Envelope(
            String key, String sender, ChatId chat, Optional<String> thread, String person, Instant sentAt, Origin origin, Place place) {
        /** In a private chat. */
        public Envelope(
                String key, String sender, ChatId chat, Optional<String> thread, String person, Instant sentAt, Origin origin) {
            this(key, sender, chat, thread, person, sentAt, origin, Place.PRIVATE);
        }

        public Envelope {
            Objects.requireNonNull(key);
            Objects.requireNonNull(sender);
            Objects.requireNonNull(chat);
            Objects.requireNonNull(thread);
            Objects.requireNonNull(person);
            Objects.requireNonNull(sentAt);
            Objects.requireNonNull(origin);
            Objects.requireNonNull(place);
        }
    }

    /** What kind of chat it is. */
    enum Place {
        /** One person and us. */
        PRIVATE,
        /** Several people, who may all read. */
        GROUP,
        /** Few write, many read. */
        CHANNEL
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

    /**
     * Somebody typed something.
     *
     * @param handle by which the platform lets us answer these words where we could not write by ourselves; short-lived, for its platform only
     * @param replyTo the message of ours that the words answer, where the platform tells
     */
    record Said(Envelope envelope, String text, Optional<String> handle, Optional<MessageRef> replyTo) implements Incoming {
        public Said {
            Objects.requireNonNull(envelope);
            Objects.requireNonNull(text);
            Objects.requireNonNull(handle);
            Objects.requireNonNull(replyTo);
        }

        /** Answering no message. */
        public Said(Envelope envelope, String text, Optional<String> handle) {
            this(envelope, text, handle, Optional.empty());
        }

        /** Without a handle. */
        public Said(Envelope envelope, String text) {
            this(envelope, text, Optional.empty());
        }

        /** Without the handle: whoever has it can write in our name. */
        @Override
        public String toString() {
            return "Said[envelope=" + envelope + ", text=" + text + replyTo.map(one -> ", replyTo=" + one.value()).orElse("") + "]";
        }
    }

    /**
     * Somebody pressed a button.
     *
     * @param token that the button carries ({@link tidewatch.message.Action})
     * @param message under which it stands
     * @param handle by which the platform lets us answer this press and nobody else see it; short-lived
     */
    record Pressed(Envelope envelope, String token, MessageRef message, String handle) implements Incoming {
        public Pressed {
            Objects.requireNonNull(envelope);
            Objects.requireNonNull(token);
            Objects.requireNonNull(message);
            Objects.requireNonNull(handle);
        }

        /** Without token and handle: whoever has them can press, or write in our name. */
        @Override
        public String toString() {
            return "Pressed[envelope=" + envelope + ", message=" + message + "]";
        }
    }

    /** The chat has a new id; the old one is dead. */
    record Moved(Envelope envelope, ChatId to) implements Incoming {
        public Moved {
            Objects.requireNonNull(envelope);
            Objects.requireNonNull(to);
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
