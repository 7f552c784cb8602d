package tidewatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidewatch.problem.Reason;

final class HomeLockTest {
    @TempDir
    Path home;

    private HomeLock taken() {
        return ((HomeLock.Taken) HomeLock.take(home)).lock();
    }

    private String refusal(Path folder) {
        var problem = ((HomeLock.Refused) HomeLock.take(folder)).problem();
        assertThat(problem.reason()).isEqualTo(Reason.REFUSED);
        return problem.sentence();
    }

    @Test
    void a_second_holder_in_the_same_program_is_refused_until_the_first_gives_it_back() {
        var lock = taken();
        var sentence = "Another Tidewatch (pid " + ProcessHandle.current().pid() + ") is using this database. Stop it, or set home.";
        assertThat(refusal(home)).isEqualTo(sentence);
        assertThat(refusal(home.resolve("../" + home.getFileName()))).isEqualTo(sentence);
        lock.close();
        lock.close();
        taken().close();
    }

    private static String where(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }

    @Test
    void another_program_is_named_by_its_number_and_its_death_frees_the_lock() throws Exception {
        var holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, where(HomeLock.class), where(HomeLockHolder.class), System.getProperty("java.class.path")),
                        HomeLockHolder.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(Objects.requireNonNull(said.readLine())).isEqualTo("taken");
            for (int i = 0; i < 2; i++) {
                assertThat(refusal(home))
                        .isEqualTo("Another Tidewatch (pid " + holder.pid() + ") is using this database. Stop it, or set home.");
            }
            holder.destroyForcibly().waitFor();
            taken().close();
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void the_file_holds_the_number_and_is_for_its_owner_alone() throws IOException {
        try (var lock = taken()) {
            assertThat(lock).isNotNull();
            var file = home.resolve("tidewatch.lock");
            assertThat(Files.readString(file).strip()).isEqualTo(Long.toString(ProcessHandle.current().pid()));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        }
    }

    @Test
    void a_home_that_is_a_file_is_told() throws IOException {
        var file = Files.writeString(home.resolve("file"), "x");
        var refused = (HomeLock.Refused) HomeLock.take(file);
        assertThat(refused.problem().sentence()).contains("set home");
    }
}
