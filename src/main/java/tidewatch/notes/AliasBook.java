package tidewatch.notes;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What people said names mean, and which questions about names were put to them. One book for all who share a vault. Each method is one
 * transaction; inside of another one it is part of that.
 */
public interface AliasBook {
    /** Names that are remembered at most; more belong into a file. */
    int MOST = 1000;

    /** Everything that was said, by key and folder. */
    List<Alias> all();

    /**
     * Remembers it in the place of what was said of the same name for the same folder before.
     *
     * @return false when the book is full: nothing was changed
     */
    boolean remember(Alias alias);

    /**
     * Forgets what was said of a name for a folder, so that it is asked again; false when nothing was.
     *
     * @param folder empty for the whole vault
     */
    boolean forget(String name, String folder);

    /** The person does not want to be asked about this name before that moment. */
    void putOff(String name, Instant until);

    /** Keys of the names that nobody wants to be asked about at this moment. */
    Set<String> putOff(Instant at);

    /**
     * Whether the message of this id is the one that asks about this name unasked: the first that wants to, for good. The same message is
     * given the same answer each time.
     */
    boolean asks(String name, String message);
}
