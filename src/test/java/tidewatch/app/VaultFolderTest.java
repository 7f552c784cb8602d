package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.market.EventList;
import tidewatch.market.TradingCalendar;
import tidewatch.notes.Note;
import tidewatch.notes.NoteOptions;

/** A vault that a person writes in while the chat is open. */
class VaultFolderTest {
    @TempDir
    Path folder;

    private VaultFolder vault;

    @BeforeEach
    void twoNotes() throws IOException {
        Files.writeString(folder.resolve("Energy.md"), "# Energy\n");
        Files.createDirectories(folder.resolve("Daily"));
        Files.writeString(folder.resolve("Daily/2026-01-08.md"), "Nothing moved.\n");
        vault = open(folder);
    }

    @Test
    void nothing_is_read_again_while_nothing_has_changed() {
        assertThat(vault.read()).isSameAs(vault.read()).isSameAs(vault.read());
        assertThat(titles()).containsExactly("2026-01-08", "Energy");
    }

    @Test
    void a_new_note_is_there_at_the_next_question() throws IOException {
        vault.read();
        Files.writeString(folder.resolve("Daily/2026-01-09.md"), "Energy moved.\n");

        assertThat(titles()).containsExactly("2026-01-08", "2026-01-09", "Energy");
    }

    @Test
    void a_removed_note_is_gone_at_the_next_question() throws IOException {
        vault.read();
        Files.delete(folder.resolve("Energy.md"));

        assertThat(titles()).containsExactly("2026-01-08");
    }

    @Test
    void a_renamed_note_has_its_new_name() throws IOException {
        vault.read();
        Files.move(folder.resolve("Daily/2026-01-08.md"), folder.resolve("Daily/2026-01-07.md"));

        assertThat(titles()).containsExactly("2026-01-07", "Energy");
    }

    @Test
    void a_longer_note_is_read_again() throws IOException {
        vault.read();
        var file = folder.resolve("Energy.md");
        var time = Files.getLastModifiedTime(file);
        Files.writeString(file, "# Energy\n\n#oil\n");
        Files.setLastModifiedTime(file, time);

        assertThat(note("Energy").tags()).containsExactly("oil");
    }

    @Test
    void a_note_of_the_same_length_is_read_again_when_its_time_changed() throws IOException {
        vault.read();
        var file = folder.resolve("Energy.md");
        var time = Files.getLastModifiedTime(file);
        Files.writeString(file, "# Energie");
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 10));

        assertThat(titles()).contains("Energie");
    }

    @Test
    void what_is_no_note_does_not_matter() throws IOException {
        var before = vault.read();
        Files.writeString(folder.resolve("picture.svg"), "<svg/>");

        assertThat(vault.read()).isSameAs(before);
    }

    @Test
    void a_folder_that_vanishes_is_told_its_notes_are_kept_and_it_comes_back() throws IOException {
        var inner = folder.resolve("Daily");
        var daily = open(inner);
        assertThat(daily.read().value().notes()).hasSize(1);
        Files.move(inner, folder.resolve("Elsewhere"));

        assertThat(daily.read().value().notes()).hasSize(1);
        assertThat(daily.read().problems()).singleElement().extracting(problem -> problem.sentence()).asString()
                .startsWith("The vault Daily is not there (a disk that is not mounted?); its note as of ");

        Files.move(folder.resolve("Elsewhere"), inner);
        assertThat(daily.read().value().notes()).hasSize(1);
        assertThat(daily.read().problems()).isEmpty();
    }

    @Test
    void changes_are_seen_through_a_link_to_the_folder() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("Daily"));
        var daily = open(link);
        assertThat(daily.read().value().notes()).hasSize(1);
        Files.writeString(folder.resolve("Daily/2026-01-09.MD"), "More.\n");

        assertThat(daily.read().value().notes()).hasSize(2);
    }

    @Test
    void a_single_note_is_watched_as_well() throws IOException {
        var file = folder.resolve("Energy.md");
        var one = open(file);
        assertThat(one.read()).isSameAs(one.read());
        Files.writeString(file, "# Energy again\n");

        assertThat(one.read().value().notes()).extracting(Note::title).containsExactly("Energy again");
    }

    private List<String> titles() {
        return vault.read().value().notes().stream().map(Note::title).toList();
    }

    private Note note(String name) {
        return vault.read().value().named(name).orElseThrow();
    }

    private static VaultFolder open(Path root) {
        return new VaultFolder(root, NoteOptions.of(new NoteCalendars(TradingCalendar.shipped(), EventList.shipped())), true, EventList::shipped, Instant::now);
    }
}
