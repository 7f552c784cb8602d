package tidewatch.notes;

/** Says what a name of a note or of a chat means. Pure: the same vault and dictionary give the same answer. Any thread. */
public interface EntityResolver {
    /**
     * What the name means, and what else it could mean where that is not sure.
     *
     * @param name as written
     * @param fromFile path of the note in which it stands, for links to the same folder; empty for a chat
     */
    Resolution resolve(Name name, String fromFile);

    /** The bundled words for an id, such as "Northrop Grumman" for {@code stock:NOC}; the id itself when the dictionary has none. */
    String shown(String id);

    /** Whether every name means the same here as there; false as well where that is not sure. */
    default boolean agrees(EntityResolver other) {
        return equals(other);
    }
}
