package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidewatch pair} and {@code tidewatch forget}, as they are typed. */
class AccessVerbsTest {
    @TempDir
    Path home;

    private CommandLineRun run(String... words) {
        var all = new java.util.ArrayList<>(java.util.List.of(words));
        all.add("--home");
        all.add(home.toString());
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    @Test
    void pair_prints_what_to_type_and_for_what_role() {
        var first = run("pair");
        assertThat(first.exit()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(first.out().lines().toList()).hasSize(2);
        assertThat(first.out()).containsPattern("^/pair [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}\n").contains("within 10 minutes", "becomes owner", "5 wrong ones");
        var reader = run("pair", "--role", "reader", "--on", "telegram");
        assertThat(reader.out()).contains("becomes reader", "There is no owner yet");
        assertThat(run("pair").out()).isNotEqualTo(first.out());
        assertThat(run("pair", "--role", "boss").exit()).isEqualTo(Exit.USAGE);
        assertThat(run("pair", "--as-of", "2026-01-09").err()).contains("has no --as-of");
    }

    @Test
    void forget_deletes_a_chat_and_says_what_still_has_it() {
        assertThat(run("forget", "telegram:12345").err()).contains("Nothing is known of telegram:12345");
        assertThat(run("forget", "nonsense").exit()).isEqualTo(Exit.USAGE);
        assertThat(run("ask", "/subscribe 07:00").exit()).isZero();
        var gone = run("forget", "terminal:here");
        assertThat(gone.exit()).isZero();
        assertThat(gone.out()).containsPattern("Forgotten: terminal:here, \\d+ rows\\.").contains("Backups that were made before keep them");
        assertThat(run("forget", "terminal:here").exit()).isEqualTo(Exit.FINDINGS);
    }
}
