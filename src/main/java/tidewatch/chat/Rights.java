package tidewatch.chat;

import java.util.Objects;

/**
 * What somebody may do and know in one chat, as it is at this moment.
 *
 * @param scope the notes that an answer may be made of: what both the chat and the person may see
 * @param place the kind of chat
 * @param atTheDoor nothing is open to them here but what lets somebody in
 */
public record Rights(Role role, NoteScope scope, Incoming.Place place, boolean atTheDoor) {
    /** The person at the terminal owns everything. */
    public static final Rights OWNER = new Rights(Role.OWNER, NoteScope.EVERYTHING, Incoming.Place.PRIVATE);

    /** Least of all: nothing is known of who asks. */
    public static final Rights NONE = new Rights(Role.READER, NoteScope.NOTHING, Incoming.Place.PRIVATE, true);

    /** Inside. */
    public Rights(Role role, NoteScope scope, Incoming.Place place) {
        this(role, scope, place, false);
    }

    public Rights {
        Objects.requireNonNull(role);
        Objects.requireNonNull(scope);
        Objects.requireNonNull(place);
    }

    /** The same with other notes. */
    public Rights seeing(NoteScope other) {
        return new Rights(role, other, place, atTheDoor);
    }
}
