package tidewatch.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A process that has the index of a folder open until its standard input ends. */
final class HoldsIndex {
    private HoldsIndex() {}

    public static void main(String[] arguments) throws IOException {
        try (var search = NoteSearch.in(Path.of(arguments[0]), System::nanoTime)) {
            search.update(Vaults.of("A.md", "# A\n\nheld\n"), Instant.EPOCH);
            System.out.println(search.state().trouble().isEmpty() ? "held" : "refused");
            System.in.readAllBytes();
        }
    }
}
