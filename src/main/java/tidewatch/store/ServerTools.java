package tidewatch.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** Runs PostgreSQL's own programs against the database. Where and who it is goes to them by the environment, never by an argument. */
final class ServerTools {
    /** A dump of some gigabytes; beyond it something is stuck. */
    private static final long HOURS_MAX = 4;

    private final PGSimpleDataSource server;

    ServerTools(PGSimpleDataSource server) {
        this.server = server;
    }

    /** What a program wrote, or why it did not. */
    sealed interface Ran {}

    record Done(String output) implements Ran {}

    record Failed(Problem problem) implements Ran {}

    Ran run(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(program);
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(nothing()));
        environment(builder);
        try {
            var process = builder.start();
            String output;
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                output = reader.readAllAsString();
            }
            if (!process.waitFor(HOURS_MAX, TimeUnit.HOURS)) {
                process.destroyForcibly();
                return failed(program + " did not end within " + HOURS_MAX + " hours.");
            }
            return process.exitValue() == 0 ? new Done(output) : failed(program + " failed: " + reason(program, output));
        } catch (IOException missing) {
            return failed(program + " is not on this machine's path. Install PostgreSQL's client programs (Debian: postgresql-client), of the"
                    + " server's version or a newer one.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return failed(program + " was interrupted.");
        }
    }

    private static java.io.File nothing() {
        return new java.io.File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private static Ran failed(String sentence) {
        return new Failed(Problem.of(Reason.UNREACHABLE, sentence));
    }

    /** The first line that says what was wrong, and the next step where it is known. */
    private static String reason(String program, String output) {
        var line = output.lines()
                .filter(one -> one.contains("error:"))
                .findFirst()
                .or(() -> output.lines().findFirst())
                .orElse("no reason was given")
                .strip();
        var words = line.startsWith(program + ": ") ? line.substring(program.length() + 2) : line;
        return words.contains("server version mismatch")
                ? words + ". Install PostgreSQL's client programs of the server's version or a newer one."
                : words;
    }

    /** Names of the variables: PostgreSQL documentation, "Environment Variables" of libpq. */
    private void environment(ProcessBuilder builder) {
        var variables = builder.environment();
        var ports = new ArrayList<String>();
        for (int port : server.getPortNumbers()) {
            ports.add(port == 0 ? "5432" : Integer.toString(port));
        }
        variables.put("PGHOST", String.join(",", server.getServerNames()));
        variables.put("PGPORT", String.join(",", ports));
        variables.put("PGAPPNAME", "tidewatch");
        variables.put("PGCONNECT_TIMEOUT", "5");
        // Its messages in English, by which they are known again.
        variables.put("LC_ALL", "C");
        put(builder, "PGDATABASE", server.getDatabaseName());
        put(builder, "PGUSER", server.getUser());
        put(builder, "PGPASSWORD", server.getPassword());
        put(builder, "PGSSLMODE", server.getSslMode());
        put(builder, "PGSSLROOTCERT", server.getSslRootCert());
    }

    private static void put(ProcessBuilder builder, String variable, @org.jspecify.annotations.Nullable String value) {
        Optional.ofNullable(value).filter(one -> !one.isEmpty()).ifPresent(one -> builder.environment().put(variable, one));
    }
}
