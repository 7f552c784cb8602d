package tidewatch.search;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.NIOFSDirectory;

/** A process that has the index of a folder open until its standard input ends. */
final class HoldsIndex {
    private HoldsIndex() {}

    public static void main(String[] arguments) throws IOException {
        try (var directory = new NIOFSDirectory(Path.of(arguments[0]));
                var _ = new IndexWriter(directory, new IndexWriterConfig())) {
            System.out.println("held");
            System.in.readAllBytes();
        }
    }
}
