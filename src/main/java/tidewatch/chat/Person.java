package tidewatch.chat;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody whom an owner let in.
 *
 * @param id by the platform's number, never by a name: {@code telegram:12345}
 * @param number what people type, {@code /people 3}; none is given twice
 * @param scope the notes that an owner let them see; absent when nobody said anything, see {@link #alone} and {@link #among}
 */
public record Person(String id, int number, Role role, Optional<NoteScope> scope, Instant since) {
    public Person {
        Objects.requireNonNull(id);
        Objects.requireNonNull(role);
        Objects.requireNonNull(scope);
        Objects.requireNonNull(since);
        if (id.isBlank() || number < 1) {
            throw new IllegalArgumentException("A person has an id and a number from 1 on, not \"" + id + "\" and " + number);
        }
    }

    /** The same with another role. */
    public Person with(Role other) {
        return new Person(id, number, other, scope, since);
    }

    /** The same with other notes. */
    public Person seeing(NoteScope notes) {
        return new Person(id, number, role, Optional.of(notes), since);
    }

    /** What they may see in a private chat: an owner everything, others nothing until an owner says what. */
    public NoteScope alone() {
        return scope.orElse(role == Role.OWNER ? NoteScope.EVERYTHING : NoteScope.NOTHING);
    }

    /** What they may see in a chat that may see these: that, where nobody limited them. */
    public NoteScope among(NoteScope chat) {
        return scope.map(chat::and).orElse(chat);
    }
}
