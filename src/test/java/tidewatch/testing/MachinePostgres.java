package tidewatch.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tidewatch.store.StoreSettings;

/**
 * A throw-away server of the PostgreSQL that is installed on this machine, with its client programs: those refuse a server newer than
 * themselves, and the server that the tests bring along has none. Started as the user {@code postgres} where the tests run as root.
 */
public final class MachinePostgres implements AutoCloseable {
    private final Path programs;
    private final String data;
    private final int port;

    private MachinePostgres(Path programs, String data, int port) {
        this.programs = programs;
        this.data = data;
        this.port = port;
    }

    /** Started; absent when the machine has none, or not all of it. */
    public static Optional<MachinePostgres> start() throws IOException {
        var programs = Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "postgres"))
                .filter(Files::isExecutable)
                .map(MachinePostgres::folder)
                .filter(folder -> Stream.of("initdb", "pg_ctl", "pg_dump", "pg_restore")
                        .allMatch(name -> Files.isExecutable(folder.resolve(name))))
                .findFirst();
        return programs.isPresent() ? Optional.of(start(programs.get())) : Optional.empty();
    }

    private static Path folder(Path program) {
        try {
            return Optional.ofNullable(program.toRealPath().getParent()).orElse(program);
        } catch (IOException failed) {
            return program;
        }
    }

    private static MachinePostgres start(Path programs) throws IOException {
        var data = run(List.of("mktemp", "-d")).strip();
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var server = new MachinePostgres(programs, data, port);
        run(List.of(programs.resolve("initdb").toString(), "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync"));
        server.goOn();
        return server;
    }

    /** Starts it again after {@link #crash}. */
    public void goOn() throws IOException {
        control("-o", "-p " + port + " -c fsync=on -c unix_socket_directories=" + data, "-l", data + "/log", "-w", "start");
    }

    /** Ends it in the middle of whatever it does; what was committed is there when it goes on. */
    public void crash() throws IOException {
        control("-m", "immediate", "-w", "stop");
    }

    private void control(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(programs.resolve("pg_ctl").toString(), "-D", data));
        command.addAll(List.of(arguments));
        run(command);
    }

    /** Its database {@code postgres}. */
    public StoreSettings settings() {
        return new StoreSettings("jdbc:postgresql://localhost:" + port + "/postgres", Optional.of("postgres"), Optional.empty());
    }

    private static String run(List<String> command) throws IOException {
        var all = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            all.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        all.addAll(command);
        // To a file: a server that goes on would keep a pipe open.
        var output = Files.createTempFile("postgres", ".out");
        try {
            int end = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            var said = Files.readString(output, StandardCharsets.UTF_8);
            if (end != 0) {
                throw new IOException(command.getFirst() + " said: " + said);
            }
            return said;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted at " + command.getFirst(), stopped);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Stops it and removes what it wrote. */
    @Override
    public void close() throws IOException {
        crash();
        run(List.of("rm", "-r", data));
    }
}
