package tidewatch.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import tidewatch.market.EventList;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Vault;
import tidewatch.problem.Found;

/**
 * A folder of notes that is read again when something in it has changed: a file came, went, grew or got another time; and when dated events
 * have, for notes name them. The last reading is kept, so an unchanged vault costs one walk a question. Any thread.
 */
final class VaultFolder {
    private final Path root;
    private final NoteOptions options;
    private final boolean watched;
    private final Supplier<EventList> events;
    private Optional<EventList> known = Optional.empty();
    private Optional<Found<Vault>> last = Optional.empty();
    private long seen;

    /**
     * @param watched false for notes that cannot change, such as those inside the program
     * @param events by which the notes are read
     */
    VaultFolder(Path root, NoteOptions options, boolean watched, Supplier<EventList> events) {
        this.events = events;
        this.root = root;
        this.options = options;
        this.watched = watched;
    }

    synchronized Found<Vault> read() {
        long now = watched || last.isEmpty() ? FolderPrint.of(root, ".md") : seen;
        var dated = Optional.of(events.get());
        if (last.isEmpty() || now != seen || !dated.equals(known)) {
            known = dated;
            last = Optional.of(Vault.read(root, options));
            seen = now;
        }
        return last.get();
    }
}
