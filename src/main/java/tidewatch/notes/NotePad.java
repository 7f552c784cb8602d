package tidewatch.notes;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * What this program may write in the user's notes: a dated line that a person agreed to, and pages and sections of its own. A change is made
 * up first, from the file as it is, and done afterwards, if the file still is so: somebody's words are never written over. Any thread.
 */
public final class NotePad {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    /** Names that are tried before one is given up: "… (2).md" and so on. */
    private static final int NAMES_MOST = 20;

    private static final String PAGE = ".md";

    private final Path root;
    private final VaultWriter writer;
    private final Optional<String> heading;

    /**
     * Opens nothing.
     *
     * @param root the vault
     * @param maxBytes of one note
     * @param heading under which added lines stand, where the user names one
     */
    public NotePad(Path root, long maxBytes, Optional<String> heading) {
        this(root, new VaultWriter(root, maxBytes), heading);
    }

    NotePad(Path root, VaultWriter writer, Optional<String> heading) {
        this.root = Objects.requireNonNull(root);
        this.writer = Objects.requireNonNull(writer);
        this.heading = Objects.requireNonNull(heading);
    }

    /** Whether notes lie in a folder of this machine; a single file and an archive are only read. */
    public boolean open() {
        return root.getFileSystem().equals(FileSystems.getDefault()) && Files.isDirectory(root);
    }

    /**
     * A line that is to be added.
     *
     * @param heading under which it is to stand; {@code section} when that is new too
     * @param there the note has that very line already
     */
    public record Added(NoteChange change, String heading, boolean section, boolean there, List<Problem> notices) {
        public Added {
            notices = List.copyOf(notices);
        }
    }

    /** Path of the daily note, as the user names them; it need not be there. */
    public Found<Optional<String>> daily(LocalDate day, Collection<String> notes) {
        var daily = DailyNotes.of(root, notes);
        var path = daily.value().path(day);
        return new Found<>(path.value(), path.value().isEmpty() ? path.problems() : daily.problems());
    }

    /**
     * A dated line for the daily note. Where there is no such note yet it is made, as the user's template has it.
     *
     * @param at when the words were said, in the user's zone
     * @param now for which the note is made
     * @param notes paths of all notes that are known
     * @return empty, with the reason, when it cannot be
     */
    public Found<Optional<Added>> onDay(LocalDateTime at, LocalDateTime now, String words, Collection<String> notes) {
        var daily = DailyNotes.of(root, notes);
        var path = daily.value().path(now.toLocalDate());
        if (path.value().isEmpty()) {
            return new Found<>(Optional.empty(), path.problems());
        }
        return switch (writer.read(path.value().get())) {
            case VaultWriter.Seen.There(NoteBytes note) -> added(path.value().get(), Optional.of(note), note, at, words, daily.problems());
            case VaultWriter.Seen.Absent _ -> {
                var begun = begun(daily.value(), NoteParser.fileTitle(path.value().get()), now);
                var notices = new ArrayList<>(daily.problems());
                notices.addAll(begun.problems());
                yield added(path.value().get(), Optional.empty(), begun.value(), at, words, notices);
            }
            case VaultWriter.Seen.Refused(Problem why) -> none(why);
        };
    }

    /**
     * A dated line for a note that is there.
     *
     * @param path as the vault knows it
     */
    public Found<Optional<Added>> onNote(String path, LocalDateTime at, String words) {
        return switch (writer.read(path)) {
            case VaultWriter.Seen.There(NoteBytes note) -> added(path, Optional.of(note), note, at, words, List.of());
            case VaultWriter.Seen.Absent _ -> gone(path);
            case VaultWriter.Seen.Refused(Problem why) -> none(why);
        };
    }

    private static Found<Optional<Added>> gone(String path) {
        return none(new Problem(Reason.UNREADABLE, NoteParser.fileTitle(path) + " is not there any more.", path));
    }

    /**
     * A dated line for a note that is there, among what was learned when its thesis was closed: under the heading that says so, else under a
     * new one.
     *
     * @param path as the vault knows it
     */
    public Found<Optional<Added>> onPostMortem(String path, LocalDateTime at, String words) {
        return switch (writer.read(path)) {
            case VaultWriter.Seen.There(NoteBytes note) ->
                added(path, Optional.of(note), note, at, words, List.of(), Optional.of(PostMortem.heading(note.text())));
            case VaultWriter.Seen.Absent _ -> gone(path);
            case VaultWriter.Seen.Refused(Problem why) -> none(why);
        };
    }

    /**
     * A dated line of ours for a note that is there, between the marks of our section and behind what stands there, whoever wrote it. A
     * section that is new is put where the user has a heading of its name, else at the end, with that heading.
     *
     * @param path as the vault knows it
     * @param id names the section: letters
     * @param heading such as Evidence
     * @return empty, with the reason, when it cannot be; {@code there} when a line of any day says the same
     */
    public Found<Optional<Added>> onSection(String path, String id, String heading, LocalDate day, String words) {
        return switch (writer.read(path)) {
            case VaultWriter.Seen.There(NoteBytes note) -> inSection(path, note, id, heading, line(day, words));
            case VaultWriter.Seen.Absent _ -> gone(path);
            case VaultWriter.Seen.Refused(Problem why) -> none(why);
        };
    }

    private static Found<Optional<Added>> inSection(String path, NoteBytes note, String id, String heading, String line) {
        var text = note.text();
        return switch (MarkedSection.find(text, id)) {
            case MarkedSection.Seen.There there -> {
                boolean said = there.words().lines().anyMatch(one -> undated(one).equals(undated(line)));
                yield changed(path, note, MarkedSection.append(text, there, line), heading, false, said);
            }
            case MarkedSection.Seen.Broken _ ->
                broken(
                        path,
                        "the lines " + MarkedSection.startLine(id) + " and " + MarkedSection.endLine()
                                + " are not one pair in it. Put back the one that is missing, or delete both");
            case MarkedSection.Seen.Absent _ -> {
                var outline = NoteOutline.of(text);
                var own = AddedLine.heading(outline, List.of(heading));
                int until = AddedLine.until(outline, own);
                if (until == outline.lines().size() && outline.open().isPresent()) {
                    yield broken(path, "a " + outline.open().get() + " is opened in it and never closed");
                }
                var words = own.isPresent() ? line : "## " + heading + "\n\n" + line;
                yield changed(path, note, MarkedSection.add(outline, until, id, words), heading, own.isEmpty(), false);
            }
        };
    }

    private static Found<Optional<Added>> changed(String path, NoteBytes note, NoteEdit edit, String heading, boolean section, boolean there) {
        return Found.of(Optional.of(new Added(NoteChange.of(path, Optional.of(note), note, edit), heading, section, there, List.of())));
    }

    /** A dated line of ours as it stands in a note: {@code - 2026-02-06: words}. */
    public static String line(LocalDate day, String words) {
        return "- " + day + ": " + HarmlessWords.of(words);
    }

    /** A dated line without its day. */
    private static String undated(String line) {
        return line.strip().replaceFirst("^- \\d{4}-\\d{2}-\\d{2}: ", "");
    }

    private Found<Optional<Added>> added(
            String path, Optional<NoteBytes> before, NoteBytes base, LocalDateTime at, String words, List<Problem> notices) {
        return added(path, before, base, at, words, notices, heading);
    }

    private static Found<Optional<Added>> added(
            String path,
            Optional<NoteBytes> before,
            NoteBytes base,
            LocalDateTime at,
            String words,
            List<Problem> notices,
            Optional<String> under) {
        var line = line(at, words);
        var added = AddedLine.to(base.text(), line, under);
        if (added.value().isEmpty()) {
            return new Found<>(
                    Optional.empty(),
                    added.problems().stream().map(one -> new Problem(one.reason(), one.sentence(), path)).toList());
        }
        var one = added.value().get();
        boolean there = base.text().lines().anyMatch(line::equals);
        return Found.of(Optional.of(new Added(NoteChange.of(path, before, base, one.edit()), one.heading(), one.section(), there, notices)));
    }

    /** As it stands in a note: {@code - 2026-02-06 07:12: words}. */
    public static String line(LocalDateTime at, String words) {
        return "- " + MOMENT.format(at) + ": " + HarmlessWords.of(words);
    }

    /** What a new daily note begins as. */
    private Found<NoteBytes> begun(DailyNotes daily, String title, LocalDateTime now) {
        if (daily.template().isEmpty()) {
            return Found.of(NoteBytes.of(""));
        }
        var path = daily.template().get();
        return switch (writer.read(path.endsWith(PAGE) ? path : path + PAGE)) {
            case VaultWriter.Seen.There(NoteBytes template) ->
                DailyNotes.begun(template.text(), title, now)
                        .map(text -> Found.of(template.with(text)))
                        .orElseGet(() -> new Found<>(
                                NoteBytes.of(""),
                                List.of(new Problem(
                                        Reason.NOTICE, "Your template holds commands that I cannot run, so the note is made without it.", path))));
            case VaultWriter.Seen.Absent _ ->
                new Found<>(
                        NoteBytes.of(""),
                        List.of(new Problem(Reason.NOTICE, "Your template is not there, so the note is made without it.", path)));
            case VaultWriter.Seen.Refused(Problem why) -> new Found<>(NoteBytes.of(""), List.of(why));
        };
    }

    /**
     * A page of our own: a new file, or one in place of what we wrote and nobody changed. Where a note of the user's has the name, the page
     * is called {@code … (2)}.
     *
     * @param path wanted
     * @param ours whether bytes of that print at that path are ours
     * @return empty, with the reason, when it cannot be
     */
    public Found<Optional<NoteChange>> page(String path, String text, Ours ours) {
        var after = NoteBytes.of(text);
        for (int number = 1; number <= NAMES_MOST; number++) {
            var name = number == 1 ? path : path.substring(0, path.length() - PAGE.length()) + " (" + number + ")" + PAGE;
            switch (writer.read(name)) {
                case VaultWriter.Seen.Absent _ -> {
                    return page(name, Optional.empty(), after);
                }
                case VaultWriter.Seen.There(NoteBytes note) -> {
                    if (note.equals(after) || note.text().isEmpty() || ours.wrote(name, note.print())) {
                        return page(name, Optional.of(note), after);
                    }
                }
                case VaultWriter.Seen.Refused(Problem why) -> {
                    if (why.reason() != Reason.GARBLED) {
                        return new Found<>(Optional.empty(), List.of(why));
                    }
                }
            }
        }
        return new Found<>(
                Optional.empty(),
                List.of(new Problem(Reason.CONFLICT, "Notes of yours have that name and the " + (NAMES_MOST - 1) + " next ones.", path)));
    }

    private static Found<Optional<NoteChange>> page(String path, Optional<NoteBytes> before, NoteBytes after) {
        var old = before.map(NoteBytes::text).orElse("");
        return Found.of(Optional.of(new NoteChange(path, before, after, NoteDiff.of(old, new NoteEdit(0, old.length(), after.text())))));
    }

    /** What was written by us. */
    @FunctionalInterface
    public interface Ours {
        /**
         * Whether these are bytes, or words of a section, that we wrote or were about to.
         *
         * @param print as {@link NoteChange#print} or {@link #print} gives it
         */
        boolean wrote(String path, String print);
    }

    /** Names the words of a section. */
    public static String print(String words) {
        return NoteBytes.of(words).print();
    }

    /**
     * A section of our own in the daily note, between two marks; put where the marks are, else at the end.
     *
     * @param id names the section: letters
     * @param words lines divided by LF, without marks of comments
     * @param wait whether a daily note that is to be made by commands of a template is waited for
     * @return empty, with the reason, when it cannot be; empty without one while it is waited for
     */
    public Found<Optional<NoteChange>> section(LocalDateTime now, String id, String words, Ours ours, Collection<String> notes, boolean wait) {
        var daily = DailyNotes.of(root, notes);
        var found = daily.value().path(now.toLocalDate());
        if (found.value().isEmpty()) {
            return new Found<>(Optional.empty(), found.problems());
        }
        var path = found.value().get();
        Optional<NoteBytes> before;
        NoteBytes base;
        switch (writer.read(path)) {
            case VaultWriter.Seen.There(NoteBytes note) -> {
                before = Optional.of(note);
                base = note;
            }
            case VaultWriter.Seen.Absent _ -> {
                var begun = begun(daily.value(), NoteParser.fileTitle(path), now);
                if (!begun.complete() && wait) {
                    return Found.of(Optional.empty());
                }
                before = Optional.empty();
                base = begun.value();
            }
            case VaultWriter.Seen.Refused(Problem why) -> {
                return new Found<>(Optional.empty(), List.of(why));
            }
        }
        var outline = NoteOutline.of(base.text());
        return switch (MarkedSection.find(base.text(), id)) {
            case MarkedSection.Seen.Absent _ ->
                outline.open().isPresent()
                        ? broken(path, "a " + outline.open().get() + " is opened in it and never closed")
                        : Found.of(Optional.of(NoteChange.of(path, before, base, MarkedSection.add(base.text(), id, words))));
            case MarkedSection.Seen.There there -> {
                Predicate<String> free = is -> is.isBlank() || is.equals(words) || ours.wrote(path, print(is));
                yield free.test(there.words())
                        ? Found.of(Optional.of(NoteChange.of(path, before, base, MarkedSection.put(base.text(), there, words))))
                        : broken(path, "what I wrote there was changed by hand, and it is yours now");
            }
            case MarkedSection.Seen.Broken _ -> broken(path, "the marks of my section are not one pair");
        };
    }

    private static <T> Found<Optional<T>> broken(String path, String why) {
        return new Found<>(
                Optional.empty(),
                List.of(new Problem(Reason.CONFLICT, "I left " + NoteParser.fileTitle(path) + " as it is: " + why + ".", path)));
    }

    private static <T> Found<Optional<T>> none(Problem why) {
        return new Found<>(Optional.empty(), List.of(why));
    }

    /** Does a change, if the note still is what it was. */
    public WriteOutcome write(NoteChange change) {
        return change.done()
                ? new WriteOutcome.Done()
                : change.before()
                        .map(before -> writer.replace(change.path(), before, change.after()))
                        .orElseGet(() -> writer.create(change.path(), change.after()));
    }
}
