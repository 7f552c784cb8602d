package tidewatch.chat;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A chat that an owner let in. Its id decides, so a new title changes nothing.
 *
 * @param person whose private chat it is; absent for groups and channels
 * @param membersRead everybody in it may read, whoever they are
 * @param scope the notes that it may see; of a private chat its person's scope counts ({@link Person#alone})
 * @param by who let it in
 */
public record ApprovedChat(
        ChatId id, Incoming.Place place, Optional<String> person, boolean membersRead, NoteScope scope, String by, Instant at) {
    public ApprovedChat {
        Objects.requireNonNull(id);
        Objects.requireNonNull(place);
        Objects.requireNonNull(person);
        Objects.requireNonNull(scope);
        Objects.requireNonNull(by);
        Objects.requireNonNull(at);
        if (person.isPresent() != (place == Incoming.Place.PRIVATE)) {
            throw new IllegalArgumentException("A private chat has one person, and no other has: " + id);
        }
        if (scope.everything() && place != Incoming.Place.PRIVATE) {
            throw new IllegalArgumentException("Private notes are for nobody's group: " + id);
        }
    }

    /** Somebody's private chat. */
    public static ApprovedChat alone(ChatId id, String person, Instant at) {
        return new ApprovedChat(id, Incoming.Place.PRIVATE, Optional.of(person), false, NoteScope.NOTHING, person, at);
    }

    /** A group or channel that has just been let in: it sees no note, and only people with a role of their own may ask. */
    public static ApprovedChat group(ChatId id, Incoming.Place place, String by, Instant at) {
        return new ApprovedChat(id, place, Optional.empty(), false, NoteScope.NOTHING, by, at);
    }

    public ApprovedChat withMembersRead(boolean may) {
        return new ApprovedChat(id, place, person, may, scope, by, at);
    }

    public ApprovedChat withScope(NoteScope notes) {
        return new ApprovedChat(id, place, person, membersRead, notes, by, at);
    }
}
