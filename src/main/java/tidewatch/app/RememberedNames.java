package tidewatch.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tidewatch.notes.Alias;
import tidewatch.notes.LiveVault;
import tidewatch.notes.Vault;
import tidewatch.problem.Found;
import tidewatch.store.StoreException;

/**
 * The notes, in which names mean what people said in a chat as well. A new answer, of whichever node, is seen at the next question; nothing
 * is read again for it, and while nothing changed the same notes are given. A store that is not open yet is opened only where a name has
 * several meanings. Any thread.
 */
final class RememberedNames implements NoteSource {
    private final NoteSource notes;
    private final Keeping keeping;
    private List<Alias> known = List.of();
    private Optional<Named> last = Optional.empty();
    private Optional<Open> open = Optional.empty();

    private record Named(Found<Vault> read, List<Alias> said, Found<Vault> named) {}

    /** Whether a reading of the notes has a name with several meanings. */
    private record Open(Vault read, boolean asks) {}

    RememberedNames(NoteSource notes, Keeping keeping) {
        this.notes = notes;
        this.keeping = keeping;
    }

    @Override
    public Found<Vault> read() {
        return named(notes.read());
    }

    @Override
    public Look look() {
        var look = notes.look();
        return new Look(named(look.vault()), look.change(), look.before());
    }

    @Override
    public Watching watch(Consumer<LiveVault.Change> told, Consumer<RuntimeException> broken) {
        return notes.watch(told, broken);
    }

    private Found<Vault> named(Found<Vault> read) {
        var said = said(read.value());
        synchronized (this) {
            known = said;
            if (said.isEmpty()) {
                return read;
            }
            if (last.filter(one -> one.read().equals(read) && one.said().equals(said)).isEmpty()) {
                last = Optional.of(new Named(read, said, read.map(vault -> vault.with(vault.aliases().with(said)))));
            }
            return last.get().named();
        }
    }

    private List<Alias> said(Vault read) {
        try {
            return keeping.opened().isPresent() || keeping.exists() && asks(read) ? keeping.stored().aliases().all() : List.of();
        } catch (StoreException unreachable) {
            // Whoever asks hears of it elsewhere; names mean what they meant before.
            synchronized (this) {
                return known;
            }
        }
    }

    private synchronized boolean asks(Vault read) {
        if (open.filter(one -> one.read().equals(read)).isEmpty()) {
            open = Optional.of(new Open(read, !read.questions().isEmpty()));
        }
        return open.get().asks();
    }
}
