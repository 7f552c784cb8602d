package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own words for headings and columns, from the file that {@code vault.words} names. */
class OwnWordsTest {
    @TempDir
    Path folder;

    private CommandLineRun facts(String... more) throws IOException {
        var note = Files.writeString(
                folder.resolve("2026-01-08.md"), "## Movers\n\n| Stock | Hopser | Note |\n|---|---|---|\n| Apple | +2% | phones |\n");
        var arguments = new ArrayList<>(List.of("notes", "facts", note.toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void a_column_with_a_word_of_ones_own_is_read_for_sure() throws IOException {
        var words = Files.writeString(folder.resolve("words.csv"), "kind,role,language,words\ncolumn,MOVE,de,Hopser\n");
        var config = Files.writeString(folder.resolve("own.properties"), "vault.words = " + words + "\n");

        assertThat(facts().out()).doesNotContain("\"kind\":\"move\",\"rule\":\"move.table\",\"confidence\":\"sure\"");
        var run = facts("--config", config.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"kind\":\"move\"").contains("\"confidence\":\"sure\"");
    }

    @Test
    void a_missing_file_of_words_is_told_with_its_line() throws IOException {
        var config = Files.writeString(folder.resolve("own.properties"), "vault.words = nowhere.csv\n");

        var run = facts("--config", config.toString());
        assertThat(run.exit()).isEqualTo(Exit.CONFIGURATION);
        assertThat(run.err()).contains("own.properties line 1", "vault.words", "nowhere.csv");
    }
}
