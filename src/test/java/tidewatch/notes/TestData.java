package tidewatch.notes;

import java.nio.file.Path;

/** Where optional test data lie: the folder of system property {@code tidewatch.testdata}. */
final class TestData {
    private TestData() {}

    static Path folder() {
        return Path.of(System.getProperty("tidewatch.testdata", "../shared"));
    }
}
