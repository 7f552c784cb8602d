package tidewatch.chat;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import tidewatch.message.Action;

/**
 * A button that was shown, and what pressing it means. The token is all that the platform knows of it.
 *
 * @param token see {@link Arming}
 * @param chat in which it counts; absent for one that only reads and stands under a message that several chats share
 * @param owner the only person who may press it; absent: whoever may type the command
 * @param commandLine what is run as if the person who presses had typed it
 * @param way where the answer goes
 * @param usedAt when its one use was taken; always absent for what only reads
 * @param result one line of what that use led to; empty before
 */
public record Button(
        String token,
        Optional<ChatId> chat,
        Optional<String> owner,
        String commandLine,
        Action.Effect effect,
        Way way,
        Instant armedAt,
        Instant expiresAt,
        Optional<Instant> usedAt,
        String result) {
    /** Where the answer to a press goes. */
    public enum Way {
        /** Below, as if the command had been typed. */
        BELOW,
        /** In place of the message: another page of the same, or one of several that it offers. */
        IN_PLACE,
        /** In place of the message, which is the same answer of an earlier moment. */
        REFRESH
    }

    public Button {
        Objects.requireNonNull(chat);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(commandLine);
        Objects.requireNonNull(effect);
        Objects.requireNonNull(way);
        Objects.requireNonNull(armedAt);
        Objects.requireNonNull(expiresAt);
        Objects.requireNonNull(usedAt);
        Objects.requireNonNull(result);
        if (!Arming.wellFormed(token)) {
            throw new IllegalArgumentException("No token of a button: " + token.length() + " characters");
        }
        if (chat.isEmpty() && effect == Action.Effect.EFFECT) {
            throw new IllegalArgumentException("A button that changes something belongs to one chat");
        }
        if (effect == Action.Effect.EFFECT && way != Way.BELOW) {
            throw new IllegalArgumentException("What a change led to is told below");
        }
    }

    /** Whether it counts in this chat. */
    public boolean in(ChatId pressedIn) {
        return chat.map(pressedIn::equals).orElse(true);
    }

    /** Whether this person may press it. */
    public boolean of(String person) {
        return owner.map(person::equals).orElse(true);
    }
}
