package tidewatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a user starts it: real processes on the built jar, with the commands of the README. */
class LauncherIT {
    private static final Path LAUNCHER = Path.of("deploy/bin/tidewatch").toAbsolutePath();
    private static final int MINUTES_MAX = 4;

    @TempDir
    Path folder;

    private record Ran(int code, String out, String err) {}

    private Ran run(Path directory, String input, List<String> command) throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "out", "");
        var err = Files.createTempFile(folder, "err", "");
        var in = Files.writeString(Files.createTempFile(folder, "in", ""), input);
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("TIDEWATCH_HOME", folder.resolve("home").toString());
        var process = builder.start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " was still running after " + MINUTES_MAX + " minutes");
        }
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Ran tidewatch(Path directory, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return run(directory, "", command);
    }

    @Test
    void the_launcher_answers_from_any_folder() throws IOException, InterruptedException {
        var ran = tidewatch(folder, "ask", "/winners 3", "--as-of", "2026-02-06");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("Winners", "SAMPLE");
    }

    @Test
    void without_a_build_it_says_how_to_build() throws IOException, InterruptedException {
        var bin = Files.createDirectories(folder.resolve("elsewhere/deploy/bin"));
        var copy = Files.copy(LAUNCHER, bin.resolve("tidewatch"));
        assertThat(copy.toFile().setExecutable(true)).isTrue();
        var ran = run(folder, "", List.of(copy.toString(), "ask", "/help"));
        assertThat(ran.code()).isEqualTo(Exit.CONFIGURATION);
        assertThat(ran.err()).contains("not built yet", "mvn -q -DskipTests package");
    }

    @Test
    void the_archive_of_classes_changes_no_byte() throws IOException, InterruptedException {
        var before = tidewatch(folder, "brief", "--as-of", "2026-02-06");
        var made = run(folder, "", List.of(LAUNCHER.resolveSibling("tidewatch-warm").toString()));
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).startsWith("made ");
        var after = tidewatch(folder, "brief", "--as-of", "2026-02-06");
        assertThat(after.code()).as(after.err()).isZero();
        assertThat(after.out().getBytes(StandardCharsets.UTF_8)).isEqualTo(before.out().getBytes(StandardCharsets.UTF_8));
        assertThat(after.err()).doesNotContain("AOT", "archive");
    }

    @Test
    void maven_starts_the_chat_on_the_sample_and_every_line_is_answered() throws IOException, InterruptedException {
        var ran = run(Path.of("").toAbsolutePath(), "/help\n/winners 3\n/tomorrow\n/quit\n", List.of("mvn", "-q", "-B", "compile", "exec:exec"));
        assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
        assertThat(ran.out()).contains("What I answer", "Winners, 1 session", "Rotation brief · Mon 9 Feb 2026", "SAMPLE");
    }
}
