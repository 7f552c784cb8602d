package tidewatch.notes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A note's file as the file system describes it, without reading it: when any part differs, the file is worth reading again.
 *
 * @param path where its bytes are, links resolved
 * @param size in bytes
 * @param modified when its bytes were written, which programs may set as they like
 * @param changed when the file was last touched in any way, which none can set; where the file system does not tell, {@code modified}
 * @param key of the file itself, so that one put in its place is another; absent where the file system does not tell
 */
record NoteFile(Path path, long size, Instant modified, Instant changed, Optional<Object> key) {
    NoteFile {
        Objects.requireNonNull(path);
        Objects.requireNonNull(modified);
        Objects.requireNonNull(changed);
        Objects.requireNonNull(key);
    }

    static NoteFile of(Path path) throws IOException {
        return of(path, Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    static NoteFile of(Path path, BasicFileAttributes seen) throws IOException {
        return new NoteFile(
                path,
                seen.size(),
                seen.lastModifiedTime().toInstant(),
                changed(path).orElse(seen.lastModifiedTime()).toInstant(),
                Optional.ofNullable(key(seen)));
    }

    private static @Nullable Object key(BasicFileAttributes seen) {
        return seen.fileKey();
    }

    private static Optional<FileTime> changed(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        return Optional.ofNullable((FileTime) Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS));
    }
}
