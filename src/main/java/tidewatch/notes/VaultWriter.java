package tidewatch.notes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Puts notes into a folder of the user's, whole or not at all: the bytes go to a hidden file beside the note ({@code .tidewatch-….tmp}), are
 * forced to the disk, and take the note's place in one step, if the note is still what it was when somebody decided on the change. Whenever
 * this program dies, the note is the old one or the new one. Nothing is written outside of the folder, through a link, under a hidden name,
 * or while git works on it.
 *
 * <p>One write at a time in this process; another process is kept off the same hidden file by a lock of the system. Between the last look
 * at a note and the step stands nothing but the step; an editor that saves within those microseconds is the one case that no file system
 * lets us tell.
 */
final class VaultWriter {
    private static final int NAME_DIGITS = 16;
    /** Nobody has more folders in folders, and a loop of links ends. */
    private static final int DEPTH_MAX = 64;

    private final Path root;
    private final long maxBytes;
    private final Consumer<Step> steps;

    /** How far a write is; told before each, so that a test can end it there. */
    enum Step {
        /** Nothing is written yet. */
        BEGIN,
        /** The hidden file holds some of the bytes. */
        HALF,
        /** It holds all, and they are on the disk. */
        WRITTEN,
        /** The note was looked at for the last time. */
        LOOKED,
        /** The note is the new one. */
        MOVED
    }

    /** @param maxBytes a larger note is neither read nor written */
    VaultWriter(Path root, long maxBytes) {
        this(root, maxBytes, _ -> {});
    }

    VaultWriter(Path root, long maxBytes, Consumer<Step> steps) {
        this.root = Objects.requireNonNull(root);
        this.maxBytes = maxBytes;
        this.steps = Objects.requireNonNull(steps);
    }

    /** What lies at a path. */
    sealed interface Seen {
        /** A note. */
        record There(NoteBytes note) implements Seen {}

        /** Nothing. */
        record Absent() implements Seen {}

        /** Something that cannot be changed, or a path at which nothing may lie. */
        record Refused(Problem why) implements Seen {}
    }

    /** A path of which nothing may be read or written; what is thrown inside only. */
    private static final class NoPath extends Exception {
        private static final long serialVersionUID = 1;

        NoPath(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /** @param path relative to the vault, with {@code /} */
    Seen read(String path) {
        try {
            return place(path, false)
                    .map(folder -> folder.resolve(name(path)))
                    .<Seen>map(file -> note(file, path))
                    .orElseGet(Seen.Absent::new);
        } catch (NoPath refused) {
            return new Seen.Refused(refused(refused, path));
        } catch (IOException | RuntimeException broken) {
            return new Seen.Refused(failed(broken, path, "read"));
        }
    }

    private Seen note(Path file, String path) {
        try {
            var bytes = bytes(file, path);
            if (bytes.isEmpty()) {
                return new Seen.Absent();
            }
            return NoteBytes.read(bytes.get())
                    .<Seen>map(Seen.There::new)
                    .orElseGet(() -> new Seen.Refused(new Problem(
                            Reason.GARBLED, name(path) + " is not UTF-8, so I do not write in it. Save it as UTF-8.", path)));
        } catch (NoPath refused) {
            return new Seen.Refused(refused(refused, path));
        } catch (IOException | RuntimeException broken) {
            return new Seen.Refused(failed(broken, path, "read"));
        }
    }

    /** The bytes of a note; empty where there is none. */
    private Optional<byte[]> bytes(Path file, String path) throws IOException, NoPath {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Files.isSymbolicLink(file)) {
            throw new NoPath(name(path) + " is a link, and I write through none. Open the note that it leads to");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoPath(name(path) + " is no regular file");
        }
        if (Files.size(file) > maxBytes) {
            throw new NoPath(name(path) + " is larger than I read notes");
        }
        try {
            return Optional.of(NoteFiles.bytes(file, maxBytes));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** A note where there is none yet, or an empty file. Folders on the way are made. */
    synchronized WriteOutcome create(String path, NoteBytes note) {
        return write(path, Optional.empty(), note);
    }

    /** Another text for a note that still is what it was. */
    synchronized WriteOutcome replace(String path, NoteBytes before, NoteBytes after) {
        return write(path, Optional.of(before), after);
    }

    private WriteOutcome write(String path, Optional<NoteBytes> before, NoteBytes after) {
        try {
            if (!root.getFileSystem().equals(FileSystems.getDefault())) {
                throw new NoPath("These notes lie inside of an archive, in which nothing is written");
            }
            var busy = atWork();
            if (busy.isPresent()) {
                return new WriteOutcome.Busy(busy.get());
            }
            var bytes = after.bytes();
            if (bytes.length > maxBytes) {
                throw new NoPath(name(path) + " would be larger than I read notes");
            }
            var found = place(path, before.isEmpty());
            if (found.isEmpty()) {
                return new WriteOutcome.Changed();
            }
            return put(found.get(), path, before, bytes);
        } catch (NoPath refused) {
            return new WriteOutcome.Refused(refused(refused, path));
        } catch (IOException | RuntimeException broken) {
            return new WriteOutcome.Refused(failed(broken, path, "written"));
        }
    }

    private WriteOutcome put(Path folder, String path, Optional<NoteBytes> before, byte[] bytes) throws IOException, NoPath {
        steps.accept(Step.BEGIN);
        var target = folder.resolve(name(path));
        if (!is(target, path, before)) {
            return new WriteOutcome.Changed();
        }
        var hidden = folder.resolve(".tidewatch-" + NoteBytes.print(name(path).getBytes(StandardCharsets.UTF_8)).substring(0, NAME_DIGITS) + ".tmp");
        if (!cleared(hidden)) {
            return new WriteOutcome.Busy("another Tidewatch is writing " + name(path));
        }
        boolean ours = false;
        try (var channel = FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ours = lock(channel);
            if (!ours) {
                return new WriteOutcome.Busy("another Tidewatch is writing " + name(path));
            }
            rights(hidden, before.isPresent() ? target : folder, before.isPresent());
            var half = bytes.length / 2;
            fill(channel, ByteBuffer.wrap(bytes, 0, half));
            steps.accept(Step.HALF);
            fill(channel, ByteBuffer.wrap(bytes, half, bytes.length - half));
            channel.force(true);
            steps.accept(Step.WRITTEN);
            // Before it was locked another process may have taken the file for a dead one's, and put its own there.
            ours = Files.exists(hidden, LinkOption.NOFOLLOW_LINKS) && Arrays.equals(Files.readAllBytes(hidden), bytes);
            if (!ours) {
                return new WriteOutcome.Busy("another Tidewatch is writing " + name(path));
            }
            // The folder may have been replaced by a link while we wrote.
            if (!folder.toRealPath().equals(folder) || !is(target, path, before)) {
                return new WriteOutcome.Changed();
            }
            boolean there = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
            steps.accept(Step.LOOKED);
            if (!(there ? move(hidden, target) : appear(hidden, target))) {
                return new WriteOutcome.Changed();
            }
            ours = false;
            steps.accept(Step.MOVED);
            force(folder);
            return new WriteOutcome.Done();
        } catch (FileAlreadyExistsException other) {
            return new WriteOutcome.Busy("another Tidewatch is writing " + name(path));
        } finally {
            if (ours) {
                Files.deleteIfExists(hidden);
            }
        }
    }

    /** Whether the note is what it was; an empty file is as good as none. */
    private boolean is(Path target, String path, Optional<NoteBytes> before) throws IOException, NoPath {
        var now = bytes(target, path);
        return before.map(NoteBytes::bytes).map(was -> now.filter(is -> Arrays.equals(is, was)).isPresent()).orElseGet(() -> now.filter(is -> is.length > 0).isEmpty());
    }

    private static boolean move(Path hidden, Path target) throws IOException {
        Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /** Gives a file a name that nothing has; false when something has it after all. */
    private static boolean appear(Path hidden, Path target) throws IOException {
        try {
            Files.createLink(target, hidden);
            Files.delete(hidden);
            return true;
        } catch (FileAlreadyExistsException faster) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException withoutLinks) {
            // A file system without hard links: the name is taken by an empty file first, which is nobody's words.
            try {
                Files.createFile(target);
            } catch (FileAlreadyExistsException faster) {
                return false;
            }
            return move(hidden, target);
        }
    }

    private static void fill(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int _ = channel.write(bytes);
        }
    }

    /** Removes what a process left that died while it wrote; false while one that lives writes there. */
    private static boolean cleared(Path hidden) throws IOException {
        if (!Files.exists(hidden, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (var channel = FileChannel.open(hidden, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            if (!lock(channel)) {
                return false;
            }
            Files.deleteIfExists(hidden);
            return true;
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    /** False when another process holds it; true too where the file system knows no locks. */
    @SuppressWarnings("resource") // Ends with its channel.
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        } catch (IOException | UnsupportedOperationException without) {
            return true;
        }
    }

    /** A changed note keeps its permissions; a new one may be read and written by whom its folder may. */
    private static void rights(Path file, Path like, boolean same) throws IOException {
        try {
            var rights = EnumSet.noneOf(PosixFilePermission.class);
            rights.addAll(Files.getPosixFilePermissions(like));
            if (!same) {
                rights.removeAll(Set.of(
                        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE));
            }
            rights.add(PosixFilePermission.OWNER_READ);
            rights.add(PosixFilePermission.OWNER_WRITE);
            Files.setPosixFilePermissions(file, rights);
        } catch (UnsupportedOperationException otherSystem) {
            // The file system has no such permissions.
        }
    }

    /** A name that is lost with the power is worth a note; not every system lets a folder be forced. */
    private static void force(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            // The bytes themselves are on the disk.
        }
    }

    /** While git changes the files, what is read now may be neither the old nor the new one. */
    private Optional<String> atWork() {
        for (var name : List.of("index.lock", "MERGE_HEAD", "rebase-merge", "rebase-apply")) {
            if (Files.exists(root.resolve(".git").resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("git is at work in the vault (.git/" + name + ")");
            }
        }
        return Optional.empty();
    }

    // ---- where

    /** The real folder of a path inside of the vault; empty when there is none and none is to be made. */
    private Optional<Path> place(String path, boolean make) throws IOException, NoPath {
        accept(path);
        if (!Files.isDirectory(root)) {
            throw new NoPath("The folder of your notes is not there");
        }
        var real = root.toRealPath();
        var folder = real;
        var parts = path.split("/", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            var next = folder.resolve(parts[i]);
            if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                if (!make) {
                    return Optional.empty();
                }
                Files.createDirectory(next);
                folderRights(next, folder);
            }
            folder = next.toRealPath();
            if (!folder.startsWith(real)) {
                throw new NoPath("The folder " + parts[i] + " is a link that leads out of the vault, so nothing is written there");
            }
            if (!Files.isDirectory(folder)) {
                throw new NoPath(parts[i] + " is a file, so there is no folder of that name");
            }
        }
        return Optional.of(folder);
    }

    private static void folderRights(Path folder, Path like) throws IOException {
        try {
            Files.setPosixFilePermissions(folder, Files.getPosixFilePermissions(like));
        } catch (UnsupportedOperationException otherSystem) {
            // The file system has no such permissions.
        }
    }

    private static void accept(String path) throws NoPath {
        var parts = path.split("/", -1);
        boolean plain = parts.length <= DEPTH_MAX && path.toLowerCase(Locale.ROOT).endsWith(".md");
        for (var part : parts) {
            plain &= !part.isBlank() && !part.startsWith(".") && !part.startsWith("~$") && part.chars().noneMatch(c -> c < ' ' || c == 127 || c == '\\');
        }
        if (!plain) {
            throw new NoPath("A note cannot bear that name");
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    // ---- words

    private static Problem refused(NoPath why, String path) {
        return new Problem(Reason.REFUSED, Objects.requireNonNull(why.getMessage()) + ".", path);
    }

    private static Problem failed(Exception broken, String path, String done) {
        var reason = broken instanceof FileSystemException system ? String.valueOf(system.getReason()).toLowerCase(Locale.ROOT) : "";
        var message = String.valueOf(broken.getMessage()).toLowerCase(Locale.ROOT);
        var why = broken instanceof AccessDeniedException || reason.contains("not permitted")
                ? "this program may not do that there. Give it the right to write in the vault"
                : reason.contains("read-only") || message.contains("read-only")
                        ? "the vault is read-only here. Mount it writable"
                        : message.contains("no space") || message.contains("quota")
                                ? "the disk is full. Free some space"
                                : broken instanceof NoSuchFileException ? "its folder went away meanwhile" : "the file system refused";
        return new Problem(Reason.UNREADABLE, name(path) + " cannot be " + done + ": " + why + ".", path);
    }
}
