package tidewatch.notes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/** A vault read from files. Texts are not kept: they are read again when asked for. */
final class FolderVault implements Vault {
    private final List<Note> notes;
    private final NameIndex index;
    private final Function<String, String> texts;
    private final Map<String, Long> prints;
    private final NoteOptions options;
    private final List<Problem> problems;
    private final Map<String, List<Backlink>> backlinks = new HashMap<>();
    private final List<Problem> linkLint = new ArrayList<>();

    FolderVault(
            List<Note> notes, Function<String, String> texts, Map<String, Long> prints, NoteOptions options, List<Problem> problems) {
        this.prints = prints;
        this.notes = List.copyOf(notes);
        this.texts = texts;
        this.options = options;
        this.problems = List.copyOf(problems);
        this.index = new NameIndex(notes, options.aliases());
        for (var note : notes) {
            for (var link : note.links()) {
                var target = index.target(link.target(), note.path());
                if (target.isEmpty()) {
                    linkLint.add(new Problem(
                            Reason.NOTICE,
                            "INFO no note bears the name \"" + link.target() + "\" (" + Rule.LINK_DANGLING.id() + ")",
                            link.place().shown()));
                    continue;
                }
                backlinks
                        .computeIfAbsent(target.get().note().path(), p -> new ArrayList<>(2))
                        .add(new Backlink(note, link));
                if (target.get().tie()) {
                    linkLint.add(new Problem(
                            Reason.AMBIGUOUS,
                            "CHECK several notes are named \"" + link.target() + "\"; read as "
                                    + target.get().note().path() + " (" + Rule.LINK_TIE.id() + ")",
                            link.place().shown()));
                }
            }
        }
    }

    static Found<Vault> read(Path root, NoteOptions options) {
        var found = NoteFiles.under(root, options);
        var notes = new ArrayList<Note>(found.value().size());
        var problems = new ArrayList<>(found.problems());
        var prints = new HashMap<String, Long>();
        for (var file : found.value().entrySet()) {
            var read = note(file.getKey(), file.getValue(), options, prints);
            notes.add(read.value());
            problems.addAll(read.problems());
        }
        var files = new TreeMap<>(found.value());
        return new Found<>(new FolderVault(notes, path -> stored(files, path, options), prints, options, problems), problems);
    }

    private static Found<Note> note(String path, Path file, NoteOptions options, Map<String, Long> prints) {
        try {
            long size = Files.size(file);
            if (size > options.maxBytes()) {
                return NoteParser.tooBig(path, size, options);
            }
            var bytes = NoteFiles.bytes(file, options.maxBytes());
            prints.put(path, NotePrint.of(bytes));
            return NoteParser.parse(path, bytes, options);
        } catch (IOException broken) {
            return NoteParser.titleOnly(path, Reason.UNREADABLE, "cannot be opened; only its title is known");
        }
    }

    private static String stored(Map<String, Path> files, String path, NoteOptions options) {
        var file = files.get(path);
        try {
            if (file == null || Files.size(file) > options.maxBytes()) {
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
        var prints = new HashMap<String, Long>();
        sorted.forEach((path, text) -> {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            prints.put(path, NotePrint.of(bytes));
            var read = NoteParser.parse(path, bytes, options);
            notes.add(read.value());
            problems.addAll(read.problems());
        });
        return new Found<>(new FolderVault(notes, path -> sorted.getOrDefault(path, ""), prints, options, problems), problems);
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
        return index.note(path).isPresent() ? prints.getOrDefault(path, 0L) : 0;
    }

    @Override
    public List<Backlink> backlinks(String path) {
        return Collections.unmodifiableList(backlinks.getOrDefault(path, List.of()));
    }

    @Override
    public Vault asOf(LocalDate day) {
        var known = new ArrayList<Note>();
        var said = new ArrayList<>(problems);
        for (var note : notes) {
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
        return new FolderVault(known, texts, prints, options, said);
    }

    @Override
    public Vault within(Predicate<String> path) {
        var seen = notes.stream().filter(note -> !note.isPrivate() && path.test(note.path())).toList();
        var paths = seen.stream().map(Note::path).toList();
        // A problem belongs to the file that it names, with or without a line; of what names none nobody knows whose it is.
        var told = problems.stream()
                .filter(problem -> paths.stream().anyMatch(one -> problem.where().equals(one) || problem.where().startsWith(one + ":")))
                .toList();
        return new FolderVault(seen, texts, prints, options, told);
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public List<Problem> lint() {
        var all = new ArrayList<Problem>();
        notes.forEach(n -> all.addAll(n.lint()));
        all.addAll(linkLint);
        notes.forEach(n -> n.claims()
                .forEach(c -> named(c).forEach(name -> nameLint(name, c.source().place(), all))));
        return all;
    }

    /** Names that must mean something for a claim to be tested. */
    private static List<Name> named(Claim claim) {
        return switch (claim) {
            case Claim.Move m -> List.of(m.entity());
            case Claim.RelativeMove m -> List.of(m.entity(), m.benchmark());
            case Claim.Streak s -> List.of(s.entity());
            case Claim.WordMove w -> List.of(w.entity());
            case Claim.Level l -> List.of(l.entity());
            case Claim.Flow f -> f.names();
            case Claim.SectorView v -> List.of(v.sector());
            case Claim.Thesis t ->
                t.legs().stream().map(Claim.Thesis.Leg::entity).toList();
            case Claim.ThesisImpact i -> List.of();
            case Claim.RotationTiming t -> List.of();
            case Claim.Driver d -> List.of();
            case Claim.Checklist c -> List.of();
            case Claim.Scenario s -> List.of();
            case Claim.WatchItem w -> List.of();
            case Claim.Related r -> List.of();
            case Claim.Prose p -> List.of();
        };
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
                                + ": write the ticker beside it or add it to aliases.csv (" + Rule.NAME_AMBIGUOUS.id()
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
