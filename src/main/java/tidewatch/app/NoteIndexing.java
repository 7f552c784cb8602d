package tidewatch.app;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tidewatch.notes.Vault;
import tidewatch.search.NoteSearch;

/**
 * Keeps the search index up with the notes in a thread of its own: every process has its own view of the notes, so this is none of the ticks
 * that several nodes divide among them. Any thread.
 */
final class NoteIndexing implements AutoCloseable {
    /** As often as the folder is walked (design of notes, section 16). */
    private static final Duration EACH = Duration.ofSeconds(15);

    /** What takes longer is left; the next start goes on from what is on disk. */
    private static final Duration CLOSING_MOST = Duration.ofSeconds(5);

    private final NoteSearch search;
    private final Supplier<Vault> vault;
    private final Supplier<Instant> clock;
    private final Consumer<RuntimeException> broken;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("search index").factory());

    /**
     * @param vault all notes as they are now
     * @param clock of the machine
     * @param broken takes a fault of ours; the next round tries again
     */
    NoteIndexing(NoteSearch search, Supplier<Vault> vault, Supplier<Instant> clock, Consumer<RuntimeException> broken) {
        this.search = search;
        this.vault = vault;
        this.clock = clock;
        this.broken = broken;
    }

    NoteIndexing start() {
        var _ = thread.scheduleWithFixedDelay(this::turn, 0, EACH.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Looks now: a note has changed. */
    void wake() {
        try {
            thread.execute(this::turn);
        } catch (RejectedExecutionException closed) {
            // It is over.
        }
    }

    private void turn() {
        try {
            search.update(vault.get(), clock.get());
        } catch (RuntimeException fault) {
            broken.accept(fault);
        }
    }

    /** Ends after what is under way; what is not on disk yet is written. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(CLOSING_MOST.toMillis(), TimeUnit.MILLISECONDS)) {
                search.close();
            }
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
        }
    }
}
