package tidewatch.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Golden files: words that a person has read and found good, kept under {@code src/test/resources/golden/<package>/<case>.<form>}.
 *
 * <p>{@code Golden.check("message/brief.txt", actual)} compares. {@code -Dgolden=write} writes what was seen wherever it differs, and
 * the test still fails once, so that the difference is read before it is committed. Files are UTF-8 and read from the source folder,
 * so the tests run with the project as working directory (Maven does).
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** Compares with the golden file of this name; line ends in the file are taken as they are. */
    public static void check(String name, String actual) {
        check(FOLDER, name, actual, "write".equals(System.getProperty("golden", "")));
    }

    static void check(Path folder, String name, String actual, boolean write) {
        var file = folder.resolve(name);
        try {
            boolean there = Files.exists(file);
            if (there && Files.readString(file).equals(actual)) {
                return;
            }
            if (write) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.write(file, actual.getBytes(StandardCharsets.UTF_8));
                fail("Golden file %s was written; read the difference, then run again without -Dgolden=write", file);
            }
            if (!there) {
                fail("No golden file %s; run once with -Dgolden=write and read it. Seen:%n%s", file, actual);
            }
            assertThat(actual).as("golden file %s (rewrite with -Dgolden=write)", file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Golden file " + file + " cannot be read or written", e);
        }
    }
}
