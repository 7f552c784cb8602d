package tidewatch.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The file of the database: readable by its owner alone, and on a disk of this machine. */
final class DatabaseFile {
    static final String NAME = "tidewatch.db";

    private static final Set<String> NETWORK = Set.of("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "fuse");

    private DatabaseFile() {}

    /**
     * Makes folder and file where there are none.
     *
     * @throws StoreException when it cannot be kept there
     */
    static Path prepare(Path home) {
        var folder = home.toAbsolutePath().normalize();
        try {
            makeFolder(folder);
            var type = Files.getFileStore(folder).type();
            if (onNetwork(type)) {
                throw refused("The home folder lies on a network file system (" + type
                        + "), where a database file breaks. Set home to a folder on a disk of this machine, or database.url to a PostgreSQL.");
            }
            if (folder.toString().indexOf('?') >= 0) {
                throw refused("The path of the home folder holds a question mark, which SQLite takes for the end of it. Set home to another one.");
            }
            var file = folder.resolve(NAME);
            makePrivate(file);
            return file;
        } catch (IOException failed) {
            throw new StoreException(
                    StoreException.Kind.REFUSED,
                    "The database " + NAME + " cannot be made in the home folder (" + why(failed)
                            + "). Make the folder writable for the user that runs Tidewatch, or set home.",
                    failed);
        }
    }

    private static String why(IOException failed) {
        return failed.getClass().getSimpleName().replace("Exception", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static StoreException refused(String sentence) {
        return new StoreException(StoreException.Kind.REFUSED, sentence);
    }

    /** SQLite's write-ahead log needs memory that all its users share, so they must be on one machine ("Write-Ahead Logging", sqlite.org). */
    static boolean onNetwork(String type) {
        var lower = type.toLowerCase(Locale.ROOT);
        return NETWORK.contains(lower) || lower.startsWith("fuse.");
    }

    /** Folders that are there are left as they are: they may be shared on purpose, and what is put into them is not. */
    static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (posix(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** The file with mode 0600, before anything is in it; SQLite gives its companions the same mode. */
    static void makePrivate(Path file) throws IOException {
        var mode = PosixFilePermissions.fromString("rw-------");
        try {
            if (posix(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException there) {
            var view = Optional.ofNullable(Files.getFileAttributeView(file, PosixFileAttributeView.class));
            if (view.isPresent() && !mode.containsAll(view.get().readAttributes().permissions())) {
                view.get().setPermissions(mode);
            }
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
