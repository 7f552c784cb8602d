package tidewatch.notes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * A vault that is written in while it is read. Each look walks the folder, reads what changed since the last one and makes the next
 * snapshot of it; a look that finds nothing new gives the same snapshot. Nobody has to tell what changed: a walk sees everything.
 *
 * <p>Others write without asking, so a file is read when nobody has touched it for {@link #SETTLED}, and its last good reading is kept, and
 * that said, while it is empty, holds the marks of a merge, lost half of its front matter or cannot be opened. Notes that vanish all at
 * once (a disk that is not there, a folder on its way) are kept until a later look confirms it. Any thread; looks wait for each other.
 */
public final class LiveVault {
    /** A file that was touched later than this before a look may be half written (notes design 16). */
    public static final Duration SETTLED = Duration.ofMillis(300);

    /** Where many notes are gone, a look at least so much later has to see the same. */
    public static final Duration CONFIRMED = Duration.ofSeconds(15);

    /** A lock of git older than this is one that git forgot. */
    private static final Duration GIT_WORKS = Duration.ofMinutes(10);
    /** More notes than this, and more than half of all, gone in one look are a loss to be confirmed. */
    private static final int MANY = 20;
    /** Fewer claims are alike by chance. */
    private static final int ALIKE_LEAST = 3;

    private static final String FIRST =
            """
            ---
            date: 2026-01-08
            ---
            # First

            | Stock | Move |
            |---|---|
            | [[NVIDIA]] | -3% |

            - Watch: earnings (late January) for margins, see [a](b)
            - NVIDIA fell 3% on Jan 8.
            """;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private final Path root;
    private final Readers readers;
    private NoteOptions options;
    private NavigableMap<String, Entry> entries = new TreeMap<>();
    private final Map<String, Seen> unsettled = new HashMap<>();
    private Optional<Gone> losing = Optional.empty();
    /** Since when the removal of notes waits for new ones to be read. */
    private Optional<Instant> waiting = Optional.empty();
    private Optional<FolderVault> snapshot = Optional.empty();
    private List<Problem> said = List.of();
    private Optional<Found<Vault>> last = Optional.empty();
    private List<Path> folders = List.of();
    private Instant readAt = Instant.EPOCH;
    private boolean anew = true;

    /**
     * A note as it was last read.
     *
     * @param file as it was when it was read, or judged not to be worth it
     * @param problems of reading it
     * @param kept why the reading is older than the file; absent when it is not
     */
    private record Entry(NoteFile file, Note note, long print, Instant at, List<Problem> problems, Optional<Problem> kept) {
        Entry keeping(NoteFile now, Optional<Problem> why) {
            return new Entry(now, note, print, at, problems, why);
        }
    }

    /** A file that somebody may still be writing, since when it looks as it does. */
    private record Seen(NoteFile file, Instant since) {}

    /** Notes that were gone at once. */
    private record Gone(Set<String> paths, Instant since) {}

    /**
     * What became of notes.
     *
     * @param added paths, in order, as all here
     * @param changed read again because their bytes differ
     * @param removed no longer there
     * @param renamed old path to new path of notes that moved as they were; they are in neither of the others
     */
    public record Change(List<String> added, List<String> changed, List<String> removed, Map<String, String> renamed) {
        public static final Change NONE = new Change(List.of(), List.of(), List.of(), Map.of());

        public Change {
            added = List.copyOf(added);
            changed = List.copyOf(changed);
            removed = List.copyOf(removed);
            renamed = Map.copyOf(renamed);
        }

        /** This one and what came of the look after it. */
        public Change then(Change later) {
            if (isNothing() || later.isNothing()) {
                return isNothing() ? later : this;
            }
            var moved = new LinkedHashMap<>(renamed);
            moved.putAll(later.renamed);
            return new Change(both(added, later.added), both(changed, later.changed), both(removed, later.removed), moved);
        }

        private static List<String> both(List<String> some, List<String> more) {
            return Stream.concat(some.stream(), more.stream()).distinct().sorted().toList();
        }

        public boolean isNothing() {
            return added.isEmpty() && changed.isEmpty() && removed.isEmpty() && renamed.isEmpty();
        }
    }

    /**
     * One look.
     *
     * @param vault the snapshot, the very same as before when nothing changed
     * @param change against the look before; everything is added at the first
     * @param again when another look is worth it, before whoever looks would anyway; absent when all is settled
     */
    public record Sight(Found<Vault> vault, Change change, Optional<Instant> again) {
        public Sight {
            Objects.requireNonNull(vault);
            Objects.requireNonNull(change);
            Objects.requireNonNull(again);
        }
    }

    /**
     * Reads nothing yet.
     *
     * @param readers of the files that a look finds worth reading
     */
    public LiveVault(Path root, NoteOptions options, Readers readers) {
        this.root = root;
        this.options = options;
        this.readers = readers;
    }

    /** The folders that the last look walked, for whoever wants to be told of changes in them. */
    public synchronized List<Path> folders() {
        return folders;
    }

    /** When notes were last read. */
    public synchronized Instant readAt() {
        return readAt;
    }

    /** Looks as {@link #look} does and reads all notes anew, by other options: as at a first look, all are added. */
    public synchronized Sight reread(NoteOptions others, Instant now) {
        options = others;
        anew = true;
        return look(now);
    }

    /**
     * Looks at the folder.
     *
     * @param now of the clock by which the file system dates its files
     */
    public synchronized Sight look(Instant now) {
        var busy = snapshot.isEmpty() ? Optional.<Problem>empty() : git(now);
        if (busy.isPresent()) {
            return unchanged(List.of(busy.get()), Optional.of(now.plus(Duration.ofSeconds(1))));
        }
        var walk = anew ? firstWalk() : NoteFiles.under(root, options);
        if (!walk.value().there() && !entries.isEmpty()) {
            return unchanged(
                    List.of(Problem.of(
                            Reason.STALE,
                            "The vault " + root.getFileName() + " is not there (a disk that is not mounted?); "
                                    + (entries.size() == 1 ? "its note" : "its " + entries.size() + " notes") + " as of " + clock(readAt) + (entries.size() == 1 ? " is kept." : " are kept."))),
                    Optional.of(now.plus(CONFIRMED)));
        }
        folders = walk.value().folders();
        boolean first = anew;
        if (anew) {
            entries = new TreeMap<>();
            snapshot = Optional.empty();
            unsettled.clear();
            anew = false;
        }
        var turn = new Turn(walk.value().files(), now, first);
        turn.read();
        turn.remove();
        var problems = new ArrayList<>(walk.problems());
        problems.addAll(turn.remarks);
        return turn.sight(problems);
    }

    /** While the folder is walked a note of every kind of words is read, so that what all notes need (words, names, classes) is there. */
    private Found<NoteFiles.Walk> firstWalk() {
        var walked = new AtomicReference<@Nullable Found<NoteFiles.Walk>>();
        readers.each(2, part -> {
            if (part == 0) {
                walked.set(NoteFiles.under(root, options));
            } else {
                var _ = NoteParser.parse("first.md", FIRST.getBytes(StandardCharsets.UTF_8), options);
            }
        });
        return Objects.requireNonNull(walked.get());
    }

    private Sight unchanged(List<Problem> problems, Optional<Instant> again) {
        var before = last.orElseThrow();
        if (!problems.equals(said)) {
            said = problems;
            var held = new ArrayList<>(problems);
            held.addAll(noteProblems());
            snapshot = Optional.of(snapshot.orElseThrow().saying(held));
            before = new Found<>(snapshot.get(), held);
            last = Optional.of(before);
        }
        return new Sight(before, Change.NONE, again);
    }

    private List<Problem> noteProblems() {
        return entries.values().stream().flatMap(entry -> Stream.concat(entry.kept().stream(), entry.problems().stream())).toList();
    }

    /** One look at work: what it found, before it becomes the state of the vault. */
    private final class Turn {
        private final SortedMap<String, NoteFile> files;
        private final Instant now;
        private final boolean first;
        private final NavigableMap<String, Entry> next = new TreeMap<>(entries);
        private final List<Problem> remarks = new ArrayList<>();
        private final List<String> added = new ArrayList<>();
        private final List<String> changed = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();
        private final Map<String, String> renamed = new LinkedHashMap<>();
        private Optional<Instant> again = Optional.empty();

        Turn(SortedMap<String, NoteFile> files, Instant now, boolean first) {
            this.files = files;
            this.now = now;
            this.first = first;
        }

        /** What one file turned out to be. */
        private record Outcome(String path, NoteFile file, Optional<Entry> entry, boolean settled) {}

        void read() {
            unsettled.keySet().retainAll(files.keySet());
            var worth = new TreeMap<String, NoteFile>();
            files.forEach((path, file) -> {
                var known = Optional.ofNullable(entries.get(path));
                if (known.filter(entry -> entry.file().equals(file)).isEmpty() && (first || settled(path, file))) {
                    worth.put(path, file);
                }
            });
            var each = List.copyOf(worth.entrySet());
            var outcomes = new AtomicReferenceArray<Outcome>(each.size());
            readers.each(each.size(), i -> outcomes.set(i, outcome(each.get(i).getKey(), each.get(i).getValue())));
            for (int i = 0; i < each.size(); i++) {
                var outcome = Objects.requireNonNull(outcomes.get(i));
                if (!outcome.settled()) {
                    wait(outcome.path(), outcome.file());
                    continue;
                }
                unsettled.remove(outcome.path());
                outcome.entry().ifPresent(entry -> take(outcome.path(), entry));
            }
        }

        private void take(String path, Entry entry) {
            var before = next.put(path, entry);
            if (before == null) {
                added.add(path);
            } else if (before.print() != entry.print()) {
                changed.add(path);
            }
        }

        /** Nobody has touched it for a while, by its own word or by what was seen of it. */
        private boolean settled(String path, NoteFile file) {
            var quiet = now.minus(SETTLED);
            var seen = unsettled.get(path);
            boolean still = seen != null && seen.file().equals(file) && !seen.since().isAfter(quiet);
            if (still || !file.changed().isAfter(quiet)) {
                return true;
            }
            wait(path, file);
            return false;
        }

        private void wait(String path, NoteFile file) {
            var seen = unsettled.get(path);
            var since = seen != null && seen.file().equals(file) ? seen.since() : now;
            unsettled.put(path, new Seen(file, since));
            var ripe = file.changed().isAfter(now) ? since : file.changed();
            soon(ripe.plus(SETTLED));
        }

        private void soon(Instant at) {
            again = again.filter(before -> before.isBefore(at)).or(() -> Optional.of(at));
        }

        private Outcome outcome(String path, NoteFile file) {
            var before = Optional.ofNullable(entries.get(path));
            if (file.size() > options.maxBytes()) {
                return read(path, file, 0, NoteParser.tooBig(path, file.size(), options));
            }
            byte[] bytes;
            try {
                bytes = NoteFiles.bytes(file.path(), options.maxBytes());
                if (!first && !NoteFile.of(file.path()).equals(file)) {
                    return new Outcome(path, file, Optional.empty(), false);
                }
            } catch (NoSuchFileException gone) {
                return new Outcome(path, file, Optional.empty(), true);
            } catch (IOException broken) {
                // The file may be right and the right to read it wrong: it is tried again at each look.
                return before.map(one -> new Outcome(path, file, Optional.of(kept(one, one.file(), "cannot be opened")), true))
                        .orElseGet(() -> read(
                                path, file, 0, NoteParser.titleOnly(path, Reason.UNREADABLE, "cannot be opened; only its title is known")));
            }
            long print = NotePrint.of(bytes);
            if (before.isPresent() && before.get().print() == print) {
                return new Outcome(path, file, Optional.of(before.get().keeping(file, Optional.empty())), true);
            }
            var doubt = before.filter(one -> one.print() != 0).flatMap(one -> doubt(one.note(), bytes));
            return doubt.map(why -> new Outcome(path, file, Optional.of(kept(before.get(), file, why)), true))
                    .orElseGet(() -> read(path, file, print, NoteParser.parse(path, bytes, options)));
        }

        private Outcome read(String path, NoteFile file, long print, Found<Note> found) {
            return new Outcome(path, file, Optional.of(new Entry(file, found.value(), print, now, found.problems(), Optional.empty())), true);
        }

        private Entry kept(Entry before, NoteFile file, String why) {
            var name = before.note().path().substring(before.note().path().lastIndexOf('/') + 1);
            return before.keeping(
                    file,
                    Optional.of(new Problem(
                            Reason.CONFLICT,
                            "FIX " + name + " " + why + "; what was read of it on " + clock(before.at()) + " is kept (" + Rule.TEXT_KEPT.id() + ")",
                            before.note().path())));
        }

        /** Why these bytes are no new state of the note but an accident on the way to one; absent when they may be one. */
        private Optional<String> doubt(Note before, byte[] bytes) {
            var text = NoteText.decode(bytes, options.fallback()).text();
            if (text.isBlank()) {
                return Optional.of("is suddenly empty: delete it if it is meant to be gone");
            }
            // A note that always had them speaks of merges.
            boolean had = before.lint().stream().anyMatch(problem -> problem.sentence().contains(Rule.TEXT_CONFLICT.id()));
            if (!had && NoteParser.unmergedAt(text) >= 0) {
                return Optional.of("holds the marks of a merge that was not finished");
            }
            boolean cut = !before.properties().isEmpty() && FrontMatter.cut(text);
            return cut ? Optional.of("has lost the end of its front matter: close it with ---") : Optional.empty();
        }

        /** Takes out what is no longer there, unless so much of it is missing that it looks like an accident. */
        void remove() {
            var missing = next.keySet().stream().filter(path -> !files.containsKey(path)).toList();
            var byPrint = new HashMap<Long, String>();
            added.stream().map(next::get).map(Objects::requireNonNull).filter(entry -> entry.print() != 0)
                    .forEach(entry -> byPrint.putIfAbsent(entry.print(), entry.note().path()));
            var lost = new HashSet<String>();
            for (var path : missing) {
                var moved = Optional.ofNullable(byPrint.remove(Objects.requireNonNull(next.get(path)).print()));
                moved.ifPresentOrElse(to -> renamed.put(path, to), () -> lost.add(path));
            }
            if (lost.size() <= MANY && byPrint.size() <= MANY) {
                List.copyOf(lost).forEach(path -> alike(path, byPrint.values()).ifPresent(to -> {
                    byPrint.values().remove(to);
                    renamed.put(path, to);
                    lost.remove(path);
                }));
            }
            if (!lost.isEmpty() && postponed()) {
                lost.clear();
            }
            boolean many = lost.size() > MANY && lost.size() * 2 > entries.size();
            losing = many ? losing.filter(before -> before.paths().equals(lost)).or(() -> Optional.of(new Gone(Set.copyOf(lost), now))) : Optional.empty();
            if (many && losing.get().since().plus(CONFIRMED).isAfter(now)) {
                remarks.add(Problem.of(
                        Reason.STALE,
                        lost.size() + " of " + entries.size() + " notes are suddenly gone. They are kept as they were on " + clock(readAt)
                                + " until that is certain, in " + CONFIRMED.toSeconds() + " seconds."));
                soon(losing.get().since().plus(CONFIRMED));
                lost.clear();
            } else {
                losing = Optional.empty();
            }
            lost.stream().sorted().forEach(removed::add);
            missing.stream().filter(path -> lost.contains(path) || renamed.containsKey(path)).forEach(next::remove);
            added.removeAll(Set.copyOf(renamed.values()));
        }

        /**
         * A new file that is not read yet may be what a lost one became: that is known when it has been read. A file that is written without
         * end holds up nobody for long.
         */
        private boolean postponed() {
            boolean coming = unsettled.keySet().stream().anyMatch(path -> !entries.containsKey(path));
            var since = waiting.orElse(now);
            boolean wait = coming && since.plus(CONFIRMED).isAfter(now);
            waiting = wait ? Optional.of(since) : Optional.empty();
            return wait;
        }

        /** The new note that says four fifths of what the lost one said. */
        private Optional<String> alike(String lost, Collection<String> candidates) {
            var said = quotes(lost);
            return said.size() < ALIKE_LEAST
                    ? Optional.empty()
                    : candidates.stream()
                            .filter(path -> {
                                var both = quotes(path);
                                int all = both.size();
                                both.retainAll(said);
                                return both.size() * 5 >= 4 * Math.max(all, said.size());
                            })
                            .sorted()
                            .findFirst();
        }

        private Set<String> quotes(String path) {
            var quotes = new HashSet<String>();
            for (var claim : Objects.requireNonNull(next.get(path)).note().claims()) {
                if (!(claim instanceof Claim.Prose)) {
                    quotes.add(claim.kind() + " " + claim.source().quote());
                }
            }
            return quotes;
        }

        Sight sight(List<Problem> problems) {
            var change = new Change(added, changed, removed, renamed);
            boolean judged = entries.entrySet().stream().anyMatch(entry -> {
                var then = next.get(entry.getKey());
                return then != null && !then.kept().equals(entry.getValue().kept());
            });
            if (snapshot.isPresent() && change.isNothing() && !judged && problems.equals(said)) {
                entries = next;
                return new Sight(last.orElseThrow(), change, again);
            }
            var before = entries;
            entries = next;
            said = List.copyOf(problems);
            readAt = change.isNothing() ? readAt : now;
            var all = new ArrayList<>(problems);
            all.addAll(noteProblems());
            var made = made(before, change, all);
            snapshot = Optional.of(made);
            var found = new Found<Vault>(made, all);
            last = Optional.of(found);
            return new Sight(found, change, again);
        }

        private FolderVault made(NavigableMap<String, Entry> before, Change change, List<Problem> all) {
            var notes = next.values().stream().map(Entry::note).toList();
            var paths = new HashMap<String, Path>();
            var marks = new HashMap<String, FolderVault.Mark>();
            next.forEach((path, entry) -> {
                paths.put(path, entry.file().path());
                marks.put(path, mark(Optional.ofNullable(before.get(path)), entry));
            });
            var how = options;
            Function<String, String> texts = path -> paths.containsKey(path) ? FolderVault.stored(Objects.requireNonNull(paths.get(path)), how) : "";
            if (snapshot.isEmpty()) {
                return FolderVault.of(notes, texts, marks, options, all, readers);
            }
            var gone = Stream.of(change.removed(), change.changed(), change.renamed().keySet())
                    .flatMap(some -> some.stream())
                    .map(path -> Objects.requireNonNull(before.get(path)).note())
                    .toList();
            var come = Stream.of(change.added(), change.changed(), change.renamed().values())
                    .flatMap(some -> some.stream())
                    .map(path -> Objects.requireNonNull(next.get(path)).note())
                    .sorted(Comparator.comparing(Note::path))
                    .toList();
            return snapshot.get().next(notes, gone, come, texts, marks, all);
        }

        private FolderVault.Mark mark(Optional<Entry> before, Entry entry) {
            boolean same = entry.print() != 0 && before.filter(one -> one.print() == entry.print()).isPresent();
            return same && snapshot.isPresent()
                    ? new FolderVault.Mark(entry.print(), snapshot.get().newest(entry.note().path()))
                    : new FolderVault.Mark(entry.print(), entry.note());
        }
    }

    private String clock(Instant at) {
        return CLOCK.format(at.atZone(options.zone()));
    }

    /** Git at work: a checkout writes one file after the other, and a merge leaves marks in them. */
    private Optional<Problem> git(Instant now) {
        for (Path folder = root.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            var git = folder.resolve(".git");
            if (Files.isDirectory(git)) {
                return Stream.of("index.lock", "MERGE_HEAD")
                        .map(git::resolve)
                        .filter(lock -> young(lock, now))
                        .findFirst()
                        .map(lock -> Problem.of(
                                Reason.STALE,
                                "Git is at work in the vault (" + lock.getFileName() + "); the notes as of " + clock(readAt) + " are used meanwhile."));
            }
        }
        return Optional.empty();
    }

    private static boolean young(Path lock, Instant now) {
        try {
            return Files.getLastModifiedTime(lock).toInstant().plus(GIT_WORKS).isAfter(now);
        } catch (IOException none) {
            return false;
        }
    }
}
