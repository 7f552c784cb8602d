package tidewatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.app.Chat;

/** What an owner reads after {@code /reload}. */
class ReloadCommandTest {
    @TempDir
    Path folder;

    private Chat chat;

    @BeforeEach
    void twoNotes() throws IOException {
        Files.writeString(folder.resolve("Energy.md"), "# Energy\n\n- XLE +1%\n- XOM +2%\n- CVX +3%\n");
        Files.writeString(folder.resolve("Rates.md"), "# Rates\n");
        chat = Chat.of(folder, List.of(), "2026-02-06");
        chat.text("/note Energy");
    }

    @Test
    void nothing_changed() {
        assertThat(chat.text("/reload")).startsWith("Notes\n2 notes.").contains("Nothing changed since ");
    }

    @Test
    void what_came_changed_moved_and_went_is_named() throws IOException {
        Files.writeString(folder.resolve("Gold.md"), "# Gold\n");
        Files.writeString(folder.resolve("Rates.md"), "# Rates and the dollar\n");
        Files.move(folder.resolve("Energy.md"), folder.resolve("Oil.md"));

        assertThat(chat.text("/reload"))
                .startsWith("Notes\n3 notes.")
                .contains("• New: Gold.md\n", "• Changed: Rates.md\n", "• Moved: Energy.md to Oil.md\n")
                .doesNotContain("Gone");

        Files.delete(folder.resolve("Gold.md"));
        assertThat(chat.text("/reload")).contains("• Gone: Gold.md\n").doesNotContain("New:");
    }

    @Test
    void a_note_whose_last_reading_is_kept_is_told() throws IOException {
        Files.writeString(folder.resolve("Energy.md"), "");

        assertThat(chat.text("/reload")).contains("2 notes.", "1 thing could not be read as written:", "Energy.md is suddenly empty");
        assertThat(chat.text("/note Energy")).startsWith("Energy");
    }
}
