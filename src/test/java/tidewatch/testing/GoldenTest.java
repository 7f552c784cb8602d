package tidewatch.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void a_missing_file_fails_and_names_itself() {
        assertThatThrownBy(() -> Golden.check(folder, "a/b.txt", "seen", false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("b.txt")
                .hasMessageContaining("golden=write");
    }

    @Test
    void a_difference_fails() throws IOException {
        Files.writeString(folder.resolve("c.txt"), "expected");
        assertThatThrownBy(() -> Golden.check(folder, "c.txt", "seen", false)).isInstanceOf(AssertionError.class);
    }

    @Test
    void writing_fails_once_and_then_passes() throws IOException {
        assertThatThrownBy(() -> Golden.check(folder, "a/b.txt", "seen ä", true)).isInstanceOf(AssertionError.class);
        assertThat(Files.readString(folder.resolve("a/b.txt"))).isEqualTo("seen ä");
        Golden.check(folder, "a/b.txt", "seen ä", true);
        Golden.check(folder, "a/b.txt", "seen ä", false);
    }
}
