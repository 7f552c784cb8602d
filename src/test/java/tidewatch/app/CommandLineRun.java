package tidewatch.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A command line that was run inside the test.
 *
 * @param exit its exit code
 * @param out all that it wrote to standard output
 * @param err all that it wrote to standard error
 */
public record CommandLineRun(int exit, String out, String err) {
    /** Runs {@code tidewatch} with these arguments and an empty standard input. */
    public static CommandLineRun of(String... args) {
        return typing("", args);
    }

    /** Runs it with this text on standard input. The streams are the JVM's own, so one run at a time. */
    public static synchronized CommandLineRun typing(String input, String... args) {
        var in = System.in;
        var out = System.out;
        var err = System.err;
        var answers = new ByteArrayOutputStream();
        var warnings = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(answers, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
            int exit = Main.run(args);
            return new CommandLineRun(exit, answers.toString(StandardCharsets.UTF_8), warnings.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }
}
