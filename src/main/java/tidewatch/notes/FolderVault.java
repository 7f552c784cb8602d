package tidewatch.notes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * A snapshot of a vault. Texts are not kept: they are read again when asked for. The next snapshot of a folder is made from this one and
 * shares what did not change; so does one of fewer notes, or with other words of the user for names.
 */
final class FolderVault implements Vault {
    private final List<Note> notes;
    private final NameIndex index;
    private final LinkGraph graph;
    private final Function<String, String> texts;
    private final Map<String, Mark> marks;
    private final List<Problem> problems;
    private final Optional<LocalDate> newest;
    private final int staleDays;

    /**
     * What is kept beside a note.
     *
     * @param print see {@link NotePrint}; 0 where its bytes were not read
     * @param newest the newest day that it speaks as of
     */
    record Mark(long print, Optional<LocalDate> newest) {
        Mark(long print, Note note) {
            this(print, note.newest());
        }
    }

    private FolderVault(
            List<Note> notes,
            NameIndex index,
            LinkGraph graph,
            Function<String, String> texts,
            Map<String, Mark> marks,
            Optional<LocalDate> newest,
            int staleDays,
            List<Problem> problems) {
        this.notes = List.copyOf(notes);
        this.index = index;
        this.graph = graph;
        this.texts = texts;
        this.marks = marks;
        this.newest = newest;
        this.staleDays = staleDays;
        this.problems = List.copyOf(problems);
    }

    private static Optional<LocalDate> newest(Map<String, Mark> marks) {
        return marks.values().stream().flatMap(mark -> mark.newest().stream()).max(Comparator.naturalOrder());
    }

    /**
     * A first snapshot.
     *
     * @param notes in order of path
     * @param texts the text of a path, empty where it cannot be read
     * @param marks by path, one for each note
     * @param readers of which one gathers the names while another gathers the links
     */
    static FolderVault of(
            List<Note> notes,
            Function<String, String> texts,
            Map<String, Mark> marks,
            NoteOptions options,
            List<Problem> problems,
            Readers readers) {
        var index = new AtomicReference<@Nullable NameIndex>();
        var graph = new AtomicReference<@Nullable LinkGraph>();
        readers.each(2, part -> {
            if (part == 0) {
                graph.set(LinkGraph.of(notes));
            } else {
                index.set(new NameIndex(notes, options.aliases()));
            }
        });
        return new FolderVault(
                notes,
                Objects.requireNonNull(index.get()),
                Objects.requireNonNull(graph.get()),
                texts,
                marks,
                newest(marks),
                options.staleDays(),
                problems);
    }

    /**
     * The snapshot after this one.
     *
     * @param now all notes, in order of path
     * @param gone those of this snapshot that are not in the next one as they were
     * @param come those of the next one that are not in this one
     */
    FolderVault next(
            List<Note> now,
            Collection<Note> gone,
            Collection<Note> come,
            Function<String, String> later,
            Map<String, Mark> marked,
            List<Problem> said) {
        return new FolderVault(now, index.with(gone, come), graph.with(gone, come), later, marked, newest(marked), staleDays, said);
    }

    /** The same notes with other problems. */
    FolderVault saying(List<Problem> said) {
        return new FolderVault(notes, index, graph, texts, marks, newest, staleDays, said);
    }

    /** The newest day that a note of this snapshot speaks as of. */
    Optional<LocalDate> newest(String path) {
        return Optional.ofNullable(marks.get(path)).flatMap(Mark::newest);
    }

    /** Of notes that are all in this one: some of them, or with fewer claims. */
    private FolderVault fewer(List<Note> some, Optional<LocalDate> latest, List<Problem> said) {
        return new FolderVault(some, index.among(some), graph, texts, marks, latest, staleDays, said);
    }

    static Found<Vault> read(Path root, NoteOptions options) {
        return new LiveVault(root, options, Readers.ONE).look(Instant.EPOCH).vault();
    }

    /** The text of a file as stored, without byte-order mark; empty where it is too big, binary or gone. */
    static String stored(Path file, NoteOptions options) {
        try {
            if (Files.size(file) > options.maxBytes()) {
                return "";
            }
            var bytes = NoteFiles.bytes(file, options.maxBytes());
            return NoteText.isBinary(bytes)
                    ? ""
                    : NoteText.decode(bytes, options.fallback()).text();
        } catch (IOException | RuntimeException gone) {
            // The file, or the archive that held it, is no longer there.
            return "";
        }
    }

    static Found<Vault> of(Map<String, String> texts, NoteOptions options) {
        var sorted = new TreeMap<>(texts);
        var notes = new ArrayList<Note>();
        var problems = new ArrayList<Problem>();
        var marks = new HashMap<String, Mark>();
        sorted.forEach((path, text) -> {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var read = NoteParser.parse(path, bytes, options);
            marks.put(path, new Mark(NotePrint.of(bytes), read.value()));
            notes.add(read.value());
            problems.addAll(read.problems());
        });
        return new Found<>(of(notes, path -> sorted.getOrDefault(path, ""), marks, options, problems, Readers.ONE), problems);
    }

    @Override
    public List<Note> notes() {
        return notes;
    }

    @Override
    public Optional<Note> note(String path) {
        return index.note(path);
    }

    @Override
    public Optional<Note> named(String name) {
        return index.named(name);
    }

    @Override
    public EntityResolver resolver() {
        return index;
    }

    @Override
    public String text(String path) {
        return index.note(path).isPresent() ? texts.apply(path) : "";
    }

    @Override
    public long print(String path) {
        var mark = marks.get(path);
        return mark != null && index.note(path).isPresent() ? mark.print() : 0;
    }

    @Override
    public Optional<LinkTarget> target(Note.Link link, String fromFile) {
        return index.target(link.target(), fromFile).map(found -> new LinkTarget(found.note(), found.tie()));
    }

    @Override
    public List<Stale> stale(LocalDate today) {
        return Stale.of(this, today, staleDays);
    }

    @Override
    public List<Backlink> backlinks(String path) {
        var here = index.note(path);
        if (here.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Backlink>();
        for (var back : graph.to(NameIndex.linkKeys(here.get()))) {
            var from = index.note(back.note().path());
            if (from.isPresent()
                    && index.target(back.link().target(), from.get().path())
                            .filter(target -> target.note().path().equals(path))
                            .isPresent()) {
                found.add(new Backlink(from.get(), back.link()));
            }
        }
        return List.copyOf(found);
    }

    @Override
    public Vault with(Aliases aliases) {
        return new FolderVault(notes, index.with(aliases), graph, texts, marks, newest, staleDays, problems);
    }

    @Override
    public Vault asOf(LocalDate day) {
        if (newest.filter(latest -> latest.isAfter(day)).isEmpty()) {
            return this;
        }
        var known = new ArrayList<Note>();
        var said = new ArrayList<>(problems);
        for (var note : notes) {
            // Most notes speak of no later day, and need no look at each of their claims.
            var mark = marks.get(note.path());
            if (mark != null && mark.newest().filter(latest -> latest.isAfter(day)).isEmpty()) {
                known.add(note);
                continue;
            }
            if (note.date().map(d -> d.isAfter(day)).orElse(false)) {
                continue;
            }
            var claims = note.claims().stream()
                    .filter(c -> c.source()
                            .asOf()
                            .flatMap(Window::from)
                            .map(from -> !from.isAfter(day))
                            .orElse(true))
                    .toList();
            if (note.reviewed().map(d -> d.isAfter(day)).orElse(false)) {
                said.add(new Problem(
                        Reason.NOTICE,
                        note.title() + " was reviewed on " + note.reviewed().get() + ", after " + day
                                + ": its words may be newer.",
                        note.path()));
            }
            known.add(claims.size() == note.claims().size() ? note : note.with(claims));
        }
        return fewer(known, Optional.of(day), said);
    }

    @Override
    public Vault within(Predicate<String> path) {
        var seen = notes.stream().filter(note -> !note.isPrivate() && path.test(note.path())).toList();
        var paths = seen.stream().map(Note::path).collect(Collectors.toSet());
        // A problem belongs to the file that it names, with or without a line; of what names none nobody knows whose it is.
        var told = problems.stream().filter(problem -> paths.contains(file(problem.where()))).toList();
        return fewer(seen, newest, told);
    }

    @Override
    public Aliases aliases() {
        return index.aliases();
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public List<Problem> lint() {
        var all = new ArrayList<Problem>();
        notes.forEach(n -> all.addAll(n.lint()));
        notes.forEach(n -> n.links().forEach(link -> linkLint(n, link, all)));
        notes.forEach(n -> n.claims()
                .forEach(c -> ClaimNames.of(c).forEach(name -> nameLint(name, c.source().place(), all))));
        return all;
    }

    /** The file of a place: without its line, {@code Energy.md:14}. */
    private static String file(String where) {
        int colon = where.lastIndexOf(':');
        boolean line = colon > 0 && colon + 1 < where.length() && where.chars().skip(colon + 1L).allMatch(c -> c >= '0' && c <= '9');
        return line ? where.substring(0, colon) : where;
    }

    private void linkLint(Note note, Note.Link link, List<Problem> all) {
        var target = index.target(link.target(), note.path());
        if (target.isEmpty()) {
            all.add(new Problem(
                    Reason.NOTICE,
                    "INFO no note bears the name \"" + link.target() + "\" (" + Rule.LINK_DANGLING.id() + ")",
                    link.place().shown()));
        } else if (target.get().tie()) {
            all.add(new Problem(
                    Reason.AMBIGUOUS,
                    "CHECK several notes are named \"" + link.target() + "\"; read as "
                            + target.get().note().path() + " (" + Rule.LINK_TIE.id() + ")",
                    link.place().shown()));
        }
    }

    private void nameLint(Name name, Place place, List<Problem> all) {
        switch (index.resolve(name, place.file())) {
            case Resolution.One one -> {}
            case Resolution.Ambiguous many -> {
                var choices = many.candidates().stream()
                        .map(Resolution.Ambiguous.Candidate::shown)
                        .toList();
                all.add(new Problem(
                        Reason.AMBIGUOUS,
                        "CHECK \"" + name.text() + "\" can be " + String.join(" or ", choices)
                                + ": write the ticker beside it, or say which: /aliases (" + Rule.NAME_AMBIGUOUS.id()
                                + ")",
                        place.shown()));
            }
            case Resolution.Unknown none ->
                all.add(new Problem(
                        Reason.NOTICE,
                        "INFO \"" + name.text() + "\" is not known, so its claim is kept and not tested"
                                + (none.near().isEmpty() ? "" : "; near: " + String.join(", ", none.near())) + " ("
                                + Rule.NAME_UNKNOWN.id() + ")",
                        place.shown()));
        }
    }
}
