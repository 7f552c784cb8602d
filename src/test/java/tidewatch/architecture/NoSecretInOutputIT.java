package tidewatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tidewatch.testing.Canaries;

/**
 * Reads all that the tests of this build wrote, after the last of them: reports with standard output and stack traces, logs, homes. It runs
 * in an execution of its own, behind those of all other tests.
 */
class NoSecretInOutputIT {
    private static final Path BUILD = Path.of(System.getProperty("project.build.directory", "target"));

    @Test
    void nothing_that_the_tests_wrote_tells_a_secret() throws IOException {
        assertThat(reports("surefire-reports")).as("reports of tests that could tell one").isPositive();
        assertThat(reports("failsafe-reports")).as("reports of tests with real processes").isPositive();

        assertThat(Canaries.below(BUILD))
                .as("what tells a secret, and in which form; a report that an earlier build left behind goes with mvn clean")
                .isEmpty();
    }

    private static long reports(String folder) throws IOException {
        try (var files = Files.list(BUILD.resolve(folder))) {
            return files.filter(file -> file.getFileName().toString().startsWith("TEST-")).count();
        }
    }
}
