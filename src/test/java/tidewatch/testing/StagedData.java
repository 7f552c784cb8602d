package tidewatch.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Optional real data for tests. It is never part of the product; a check that misses it is skipped and says which one it was. */
public final class StagedData {
    private StagedData() {}

    /** A folder or file below the test data; absent, the calling test is skipped with this message. */
    public static Path need(String below, String check) {
        Path path = Path.of(System.getProperty("tidewatch.testdata", "../shared")).resolve(below);
        assumeTrue(Files.exists(path), () -> "SKIPPED, not checked: " + check + ". The test data " + path + " is not here; point "
                + "-Dtidewatch.testdata at its folder.");
        return path;
    }
}
