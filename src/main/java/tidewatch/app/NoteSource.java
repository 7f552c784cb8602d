package tidewatch.app;

import java.time.Instant;
import java.util.function.Consumer;
import tidewatch.notes.LiveVault;
import tidewatch.notes.Vault;
import tidewatch.problem.Found;

/** Where the notes are; by itself one whose notes nobody has to look for. Any thread. */
@FunctionalInterface
interface NoteSource {
    /** The notes; the very same answer as long as none has changed. */
    Found<Vault> read();

    /** Looks for changes now, and waits for a note that is just being saved. */
    default Look look() {
        return new Look(read(), LiveVault.Change.NONE, Instant.EPOCH);
    }

    /**
     * From now on changes are looked for in the background, until the answer is closed, and {@link #read} costs nothing.
     *
     * @param told is told each time that notes changed, in the thread that looks
     * @param broken is told what stopped a look; the next one is tried all the same
     */
    default Watching watch(Consumer<LiveVault.Change> told, Consumer<RuntimeException> broken) {
        return Watching.NOTHING;
    }

    /**
     * What a look found.
     *
     * @param change against the look before it
     * @param before when notes were last read before it; {@link Instant#EPOCH} when never
     */
    record Look(Found<Vault> vault, LiveVault.Change change, Instant before) {}

    /** Ends without an exception. */
    interface Watching extends AutoCloseable {
        Watching NOTHING = () -> {};

        @Override
        void close();
    }
}
