package tidewatch.delivery;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import tidewatch.chat.ChatId;
import tidewatch.chat.NoteScope;

/**
 * A chat and how it wants to be written to. Immutable.
 *
 * @param sender the account of ours that writes to it: {@code telegram:<bot id>}, {@code slack:<team>}, {@code terminal:here}; never a token
 * @param group more than one person reads it
 * @param zone of its times
 * @param state whether the platform lets us in
 * @param mutedUntil until then no brief, and everything else is held; absent when it is not muted
 * @param quiet its quiet hours, in its own zone
 * @param scope the notes that it may see, as {@link NoteScope#text} says them; empty is everything. Of a chat that was let in the store
 *     says here what the {@link tidewatch.chat.AccessBook} says, whatever is saved
 */
public record Chat(
        ChatId id,
        String sender,
        Optional<String> thread,
        boolean group,
        ZoneId zone,
        State state,
        Optional<Instant> mutedUntil,
        Optional<QuietHours> quiet,
        ClassSettings classes,
        CatchUp catchUp,
        String scope) {
    public Chat {
        Objects.requireNonNull(id);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(thread);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(state);
        Objects.requireNonNull(mutedUntil);
        Objects.requireNonNull(classes);
        Objects.requireNonNull(catchUp);
        Objects.requireNonNull(scope);
        quiet = quiet.map(hours -> new QuietHours(hours.from(), hours.to(), zone));
    }

    /** Whether the platform lets us in. */
    public enum State {
        ACTIVE,
        /** It does not; a message from the chat revives it. */
        SUSPENDED
    }

    /** A chat with nothing set. */
    public static Chat of(ChatId id, String sender, boolean group, ZoneId zone) {
        return new Chat(
                id, sender, Optional.empty(), group, zone, State.ACTIVE, Optional.empty(), Optional.empty(), ClassSettings.ALL_ON, CatchUp.LATE, "");
    }

    public Chat withZone(ZoneId other) {
        return new Chat(id, sender, thread, group, other, state, mutedUntil, quiet, classes, catchUp, scope);
    }

    public Chat withState(State other) {
        return new Chat(id, sender, thread, group, zone, other, mutedUntil, quiet, classes, catchUp, scope);
    }

    public Chat withMutedUntil(Optional<Instant> until) {
        return new Chat(id, sender, thread, group, zone, state, until, quiet, classes, catchUp, scope);
    }

    public Chat withQuiet(Optional<QuietHours> hours) {
        return new Chat(id, sender, thread, group, zone, state, mutedUntil, hours, classes, catchUp, scope);
    }

    public Chat withClasses(ClassSettings other) {
        return new Chat(id, sender, thread, group, zone, state, mutedUntil, quiet, other, catchUp, scope);
    }

    public Chat withCatchUp(CatchUp other) {
        return new Chat(id, sender, thread, group, zone, state, mutedUntil, quiet, classes, other, scope);
    }

    public Chat withScope(NoteScope notes) {
        return new Chat(id, sender, thread, group, zone, state, mutedUntil, quiet, classes, catchUp, notes.text());
    }

    /** The same, written to by this account of ours. */
    Chat of(String account, boolean several) {
        return new Chat(id, account, thread, several, zone, state, mutedUntil, quiet, classes, catchUp, scope);
    }

    /** The notes that it may see; none where that cannot be read. */
    public NoteScope notes() {
        return NoteScope.parse(scope).orElse(NoteScope.NOTHING);
    }

    public boolean muted(Instant at) {
        return mutedUntil.filter(at::isBefore).isPresent();
    }
}
