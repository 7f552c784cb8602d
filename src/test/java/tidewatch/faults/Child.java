package tidewatch.faults;

import static java.util.stream.Collectors.joining;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A JVM of ours that we may kill, pause and read. It ends with its input, so none is left when this process is killed itself. */
final class Child implements AutoCloseable {
    static final Duration START_MOST = Duration.ofSeconds(60);

    private final Process process;
    private final Writer input;
    private final List<String> said = new CopyOnWriteArrayList<>();
    /** Milliseconds of the wall clock. */
    private final long startedAt = System.currentTimeMillis();

    private Child(Process process) {
        this.process = process;
        this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::read);
    }

    static Child start(List<String> properties, Class<?> main, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(properties);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(arguments);
        try {
            return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Of this test; a runner may have loaded it otherwise than from the class path of the JVM. */
    private static String classPath() {
        return Child.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(url -> Path.of(URI.create(url.toString())).toString()).collect(joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private void read() {
        try (var reader = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
            }
        } catch (IOException ended) {
            said.add("output: " + ended);
        }
    }

    long pid() {
        return process.pid();
    }

    long startedAt() {
        return startedAt;
    }

    /** Everything that it printed, errors too. */
    List<String> said() {
        return said;
    }

    long said(String word) {
        return said.stream().filter(line -> line.startsWith(word)).count();
    }

    /** Waits for a line that begins so. */
    String await(String word) {
        boolean came = Until.so(START_MOST, () -> said(word) > 0 || !process.isAlive());
        return said.stream()
                .filter(line -> line.startsWith(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        (came ? "The process ended before it said " : "The process did not say ") + word + ", but: " + String.join("\n", said)));
    }

    void tell(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** By signal 9; returns when it is gone. */
    void kill() {
        process.toHandle().destroyForcibly();
        ended(Duration.ofSeconds(20));
    }

    /** Waits for its end and returns how it ended. */
    int ended(Duration most) {
        try {
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The process did not end within " + most + "; it said: " + String.join("\n", said));
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** All its threads stand still: a machine that swaps, a virtual one that is moved. */
    void pause() {
        signal("-STOP");
    }

    void goOn() {
        signal("-CONT");
    }

    private void signal(String which) {
        Commands.run("kill", which, String.valueOf(process.pid()));
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
