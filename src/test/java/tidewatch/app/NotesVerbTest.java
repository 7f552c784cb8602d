package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.testing.Golden;

/** {@code tidewatch notes lint} and {@code notes facts} as somebody at a terminal has them: words, streams and exit codes. */
class NotesVerbTest {
    @TempDir
    Path folder;

    private void note(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void someDoubts() throws IOException {
        note("Energy.md", "---\ndate: 2026-02-02\n---\n# Energy\n\n| Stock | Move |\n|---|---|\n| Exxon Mobil | +3% |\n| Chevron | doubled or so |\n\nSee [[Nowhere]].\n");
        note("Merge.md", "# Merge\n\n<<<<<<< HEAD\nOil up 2%\n=======\nOil down 2%\n>>>>>>> theirs\n");
        Files.write(folder.resolve("Picture.md"), new byte[400]);
    }

    @Test
    void lint_lists_what_is_to_be_mended_first_and_ends_with_1() throws IOException {
        someDoubts();

        var run = CommandLineRun.of("notes", "lint", folder.toString(), "--home", folder.resolve("home").toString());

        assertThat(run.exit()).isEqualTo(Exit.FINDINGS);
        Golden.check("app/notes-lint.txt", run.out());
        assertThat(run.err()).isEmpty();
    }

    @Test
    void all_of_it_tells_what_is_only_worth_knowing_too() throws IOException {
        someDoubts();

        var run = CommandLineRun.of("notes", "lint", folder.toString(), "--all", "--home", folder.resolve("home").toString());

        assertThat(run.exit()).isEqualTo(Exit.FINDINGS);
        Golden.check("app/notes-lint-all.txt", run.out());
    }

    @Test
    void clean_notes_end_with_0_and_a_folder_without_notes_with_1() throws IOException {
        note("Energy.md", "# Energy\n\nOil is what matters.\n");
        var home = folder.resolve("home").toString();

        assertThat(CommandLineRun.of("notes", "lint", folder.toString(), "--home", home).exit()).isEqualTo(Exit.FINE);

        var empty = Files.createDirectories(folder.resolve("empty")).toString();
        assertThat(CommandLineRun.of("notes", "lint", empty, "--home", home).exit()).isEqualTo(Exit.FINDINGS);
    }

    @Test
    void a_file_that_is_no_note_is_named_once_beside_the_facts_of_the_others() throws IOException {
        someDoubts();

        var run = CommandLineRun.of("notes", "facts", folder.toString(), "--home", folder.resolve("home").toString());

        assertThat(run.exit()).isEqualTo(Exit.FINE);
        assertThat(run.out()).contains("\"kind\":\"move\"").contains("Exxon Mobil");
        assertThat(run.err().lines().filter(line -> line.contains("Picture.md holds binary data"))).hasSize(1);
    }
}
