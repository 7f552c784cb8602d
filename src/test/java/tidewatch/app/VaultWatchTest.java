package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.market.EventList;
import tidewatch.market.TradingCalendar;
import tidewatch.notes.LiveVault;
import tidewatch.notes.Note;
import tidewatch.notes.NoteOptions;
import tidewatch.notes.Readers;

/** A real folder, watched by a real thread while somebody writes in it. It is told of a change long before it would look by itself. */
@Timeout(60)
class VaultWatchTest {
    private static final Duration SOON = VaultFolder.EACH.minusSeconds(3);

    @TempDir
    Path folder;

    private final List<LiveVault.Change> changes = new CopyOnWriteArrayList<>();
    private final List<RuntimeException> faults = new CopyOnWriteArrayList<>();
    private VaultFolder vault;
    private NoteSource.Watching watching;

    @BeforeEach
    void watch() throws IOException {
        Files.writeString(folder.resolve("Energy.md"), "# Energy\n");
        vault = new VaultFolder(
                folder, NoteOptions.of(new NoteCalendars(TradingCalendar.shipped(), EventList.shipped())), true, EventList::shipped, Instant::now);
        vault.read();
        watching = vault.watch(changes::add, faults::add);
    }

    @AfterEach
    void end() {
        watching.close();
        assertThat(faults).isEmpty();
    }

    private void seen(String... titles) {
        await().atMost(SOON).untilAsserted(() -> assertThat(vault.read().value().notes()).extracting(Note::title).containsExactly(titles));
    }

    @Test
    void a_saved_a_new_and_a_removed_note_are_seen_without_a_question() throws IOException {
        Files.writeString(folder.resolve("Energy.md"), "# Energy and oil\n");
        seen("Energy and oil");
        Files.writeString(folder.resolve("New.md"), "# New\n");
        seen("Energy and oil", "New");
        Files.delete(folder.resolve("Energy.md"));
        seen("New");
        assertThat(changes).extracting(LiveVault.Change::removed).contains(List.of("Energy.md"));
    }

    @Test
    void so_is_a_note_put_in_place_of_another_and_one_in_a_new_folder_of_a_new_folder() throws IOException {
        Files.writeString(folder.resolve(".Energy.md.tmp"), "# Energy, saved at once\n");
        Files.move(folder.resolve(".Energy.md.tmp"), folder.resolve("Energy.md"), StandardCopyOption.ATOMIC_MOVE);
        seen("Energy, saved at once");

        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/c.md"), "# Deep\n");
        seen("Energy, saved at once", "Deep");
        Files.writeString(folder.resolve("a/b/c.md"), "# Deeper\n");
        seen("Energy, saved at once", "Deeper");
    }

    @Test
    void what_is_saved_between_the_first_walk_and_the_listening_is_seen_all_the_same() {
        var other = new LiveVault(folder, NoteOptions.of(new NoteCalendars(TradingCalendar.shipped(), EventList.shipped())), Readers.ONE);
        var late = new AtomicBoolean(true);
        var paths = new CopyOnWriteArrayList<String>();
        var watch = new VaultWatch(
                folder,
                () -> {
                    var sight = other.look(Instant.now());
                    if (late.getAndSet(false)) {
                        save("Late.md", "# Late\n");
                    }
                    return sight;
                },
                other::folders,
                Instant::now,
                change -> paths.addAll(change.added()),
                faults::add);
        watch.start();
        try {
            await().atMost(SOON).untilAsserted(() -> assertThat(paths).containsExactly("Energy.md", "Late.md"));
        } finally {
            watch.close();
        }
    }

    private void save(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Test
    void a_question_finds_the_snapshot_and_an_explicit_look_what_was_saved_this_moment() throws IOException {
        assertThat(vault.read()).isSameAs(vault.read());
        Files.writeString(folder.resolve("Now.md"), "# Now\n");

        assertThat(vault.look().vault().value().named("Now")).isPresent();
    }

    @Test
    void when_it_is_no_longer_watched_each_question_looks() throws IOException {
        watching.close();
        Files.writeString(folder.resolve("Later.md"), "# Later\n");

        assertThat(vault.read().value().named("Later")).isPresent();
    }
}
