package tidewatch.notes;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * The Markdown files of a folder, a single file, or a folder inside an archive. Links out of the folder, hidden files, files of
 * synchronising programs and everything that is no regular file stay out.
 */
final class NoteFiles {
    /** Stands for what could not be decoded. */
    private static final char UNREADABLE = '\ufffd';

    private static final Set<String> SKIPPED_FOLDERS = Set.of("node_modules");

    private final Path root;
    private final Path real;
    private final NoteOptions options;
    private final SortedMap<String, NoteFile> files = new TreeMap<>();
    private final List<Path> folders = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private boolean unreadable;

    private NoteFiles(Path root, Path real, NoteOptions options) {
        this.root = root;
        this.real = real;
        this.options = options;
    }

    /**
     * What a walk saw.
     *
     * @param files vault-relative paths with their files, in order of path
     * @param folders those that were walked, the vault itself first; none for a single note
     * @param there whether the vault could be opened at all
     */
    record Walk(SortedMap<String, NoteFile> files, List<Path> folders, boolean there) {
        private static final Walk NOTHING = new Walk(Collections.emptySortedMap(), List.of(), false);
    }

    static Found<Walk> under(Path start, NoteOptions options) {
        var name = start.getFileName() == null
                ? start.toString()
                : start.getFileName().toString();
        try {
            if (!Files.exists(start)) {
                return new Found<>(
                        Walk.NOTHING,
                        List.of(Problem.of(
                                Reason.UNREADABLE,
                                "There is no vault " + name
                                        + ": give the folder of your notes with --vault or the key vault.path.")));
            }
            if (Files.isRegularFile(start)) {
                SortedMap<String, NoteFile> one = new TreeMap<>();
                one.put(name, NoteFile.of(start.toRealPath()));
                return Found.of(new Walk(one, List.of(), true));
            }
            var walk = new NoteFiles(start, start.toRealPath(), options);
            walk.walk();
            if (walk.files.isEmpty() && walk.problems.isEmpty()) {
                walk.problems.add(Problem.of(
                        Reason.NO_DATA,
                        "The vault " + name + " holds no Markdown note (*.md), so there is no claim to weigh."));
            }
            return new Found<>(new Walk(walk.files, List.copyOf(walk.folders), true), walk.problems);
        } catch (IOException broken) {
            return new Found<>(
                    Walk.NOTHING,
                    List.of(Problem.of(
                            Reason.UNREADABLE,
                            "The vault " + name + " cannot be opened: check that this program may read it.")));
        }
    }

    private void walk() throws IOException {
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var name = plainName(folder);
                boolean skipped = name.startsWith(".") || SKIPPED_FOLDERS.contains(name) || name.startsWith("~syncthing~");
                if (skipped && !folder.equals(real)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                folders.add(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                visit(file, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException broken) {
                problems.add(new Problem(
                        Reason.UNREADABLE, plainName(file) + " cannot be opened; the rest is read.", relative(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void visit(Path file, BasicFileAttributes attributes) {
        var name = plainName(file);
        if (!name.toLowerCase(Locale.ROOT).endsWith(".md") || isLeftOver(name)) {
            return;
        }
        var path = relative(file);
        if (path.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 127)) {
            problems.add(
                    new Problem(Reason.REFUSED, "A file name with control characters or a backslash is left out.", ""));
            return;
        }
        if (path.indexOf(UNREADABLE) >= 0 && !unreadable) {
            unreadable = true;
            problems.add(new Problem(Reason.UNREADABLE, unreadableNames(name), path));
        }
        if (name.contains(".sync-conflict-")) {
            problems.add(new Problem(
                    Reason.CONFLICT,
                    name + " is a copy left by a conflict; it is not read. Merge it or delete it.",
                    path));
            return;
        }
        var target = file;
        if (attributes.isSymbolicLink()) {
            var inside = realInside(file);
            if (inside.isEmpty()) {
                problems.add(new Problem(
                        Reason.REFUSED,
                        name + " is a link that leads out of the vault or nowhere; it is not read.",
                        path));
                return;
            }
            if (Files.isDirectory(inside.get())) {
                return;
            }
            target = inside.get();
        }
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            problems.add(new Problem(Reason.REFUSED, name + " is no regular file; it is not read.", path));
            return;
        }
        if (files.size() >= options.maxNotes()) {
            if (files.size() == options.maxNotes() && problems.stream().noneMatch(p -> p.reason() == Reason.TOO_BIG)) {
                problems.add(Problem.of(
                        Reason.TOO_BIG,
                        "The vault holds more than " + options.maxNotes() + " notes; the rest is left out."));
            }
            return;
        }
        try {
            files.put(path, target.equals(file) ? NoteFile.of(target, attributes) : NoteFile.of(target));
        } catch (IOException gone) {
            // Between the listing and the look: the next walk sees what became of it.
        }
    }

    /** Without a UTF-8 locale Java has no characters for a name such as Zürich.md, and another name may look just the same. */
    private static String unreadableNames(String name) {
        var encoding = System.getProperty("sun.jnu.encoding", "");
        return encoding.equalsIgnoreCase("UTF-8")
                ? name + " has a name that is not UTF-8: rename it, so that links can find it."
                : "File names with accents cannot be read here (sun.jnu.encoding=" + encoding + "). Start with LC_ALL=C.UTF-8.";
    }

    private static boolean isLeftOver(String name) {
        return name.startsWith(".") || name.startsWith("~$") || name.startsWith("~syncthing~");
    }

    private Optional<Path> realInside(Path link) {
        try {
            var target = link.toRealPath();
            return target.startsWith(real) ? Optional.of(target) : Optional.empty();
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    private String relative(Path file) {
        var separator = root.getFileSystem().getSeparator();
        var path = real.relativize(file).toString();
        return separator.equals("/") ? path : path.replace(separator, "/");
    }

    /** Folders inside an archive end with a slash. */
    private static String plainName(Path path) {
        var name = path.getFileName() == null ? "" : path.getFileName().toString();
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    /** The bytes of a note, at most one more than the cap; a link that appeared after the walk is not followed. */
    static byte[] bytes(Path file, long most) throws IOException {
        Set<OpenOption> how = file.getFileSystem().equals(FileSystems.getDefault())
                ? Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
                : Set.of(StandardOpenOption.READ);
        try (var in = Files.newInputStream(file, how.toArray(OpenOption[]::new))) {
            return in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16L, most + 1));
        }
    }
}
