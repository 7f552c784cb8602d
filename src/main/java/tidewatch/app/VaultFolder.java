package tidewatch.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tidewatch.market.EventList;
import tidewatch.notes.LiveVault;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Vault;
import tidewatch.problem.Found;

/**
 * The folder of notes. Without more, each question looks at it first, and waits for a moment where a note is just being saved. While it is
 * watched (a service), a thread looks: when the file system tells of a change, and each {@link #EACH} in any case; questions then get the
 * last snapshot and cost nothing. Notes are read anew when dated events have changed, for notes name them. Any thread.
 */
final class VaultFolder implements NoteSource {
    /** So often a watched folder is looked at when nothing tells of a change: the walk is the truth, what is told is a hint. */
    static final Duration EACH = Duration.ofSeconds(15);

    /** A person who asks waits no longer for a note that is being saved. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    /** Files written one after the other are ripe one after the other; nanoseconds. */
    private static final long MARGIN = 5_000_000;

    private final LiveVault live;
    private final Path root;
    private final NoteOptions options;
    private final boolean changes;
    private final Supplier<EventList> events;
    private final Supplier<Instant> clock;
    private Optional<EventList> known = Optional.empty();
    private volatile boolean watched;
    private volatile @Nullable Found<Vault> last;

    /**
     * @param changes false for notes that cannot change, such as those inside the program
     * @param events by which the notes are read
     * @param clock by which the file system dates files, whatever the time of the answers is
     */
    VaultFolder(Path root, NoteOptions options, boolean changes, Supplier<EventList> events, Supplier<Instant> clock) {
        this.root = root;
        this.live = new LiveVault(root, options, ParallelReading.here());
        this.options = options;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Found<Vault> read() {
        var seen = last;
        boolean current = seen != null && (watched || !changes && sameEvents());
        return current ? Objects.requireNonNull(seen) : look().vault();
    }

    private synchronized boolean sameEvents() {
        return Optional.of(events.get()).equals(known);
    }

    @Override
    public Look look() {
        var before = live.readAt();
        var patience = clock.get().plus(PATIENCE);
        var sight = once();
        var change = sight.change();
        while (changes && clock.get().isBefore(patience) && sight.again().filter(at -> at.isBefore(patience)).isPresent()) {
            var pause = Duration.between(clock.get(), sight.again().get());
            LockSupport.parkNanos(Math.max(0, pause.toNanos()) + MARGIN);
            sight = once();
            change = change.then(sight.change());
        }
        return new Look(sight.vault(), change, before);
    }

    private synchronized LiveVault.Sight once() {
        var dated = Optional.of(events.get());
        // The options hold the calendars, and these ask for the events as they are.
        var sight = dated.equals(known) ? live.look(clock.get()) : live.reread(options, clock.get());
        known = dated;
        last = sight.vault();
        return sight;
    }

    @Override
    public Watching watch(Consumer<LiveVault.Change> told, Consumer<RuntimeException> broken) {
        if (!changes) {
            return Watching.NOTHING;
        }
        var begun = new VaultWatch(root, this::once, live::folders, clock, told, broken);
        begun.start();
        watched = true;
        return () -> {
            watched = false;
            begun.close();
        };
    }
}
