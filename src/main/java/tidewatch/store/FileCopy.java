package tidewatch.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jdbi.v3.core.Jdbi;

/** Copies the file of a database while it is in use: as of one moment, compact, for its owner alone, and on the disk when it is done. */
final class FileCopy {
    private FileCopy() {}

    /** @param target must not exist */
    static void into(Database database, Path target) throws IOException {
        DatabaseFile.makePrivate(target);
        try (var handle = Jdbi.create(database.direct()).open()) {
            // An empty file is as good as none to it, and keeps its mode.
            handle.execute("VACUUM INTO ?", target.toString());
        } catch (org.jdbi.v3.core.JdbiException fault) {
            throw StoreException.of(database.name(), fault);
        }
        try (var channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
