package tidewatch.notes;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;

/** All notes of one moment: an immutable snapshot; a brief keeps one to its end. Any thread. */
public interface Vault {
    /** By path. */
    List<Note> notes();

    Optional<Note> note(String path);

    /** The note that bears this title, alias or file name (key equality, shortest path first); absent when none does. */
    Optional<Note> named(String name);

    EntityResolver resolver();

    /** The text of a note as stored, without byte-order mark; empty when it can no longer be read. */
    String text(String path);

    /** A number of the note's bytes as they were read: the same for the same bytes; 0 where they were not read. */
    long print(String path);

    /** Where a link of a note leads; absent when it leads nowhere. */
    Optional<LinkTarget> target(Note.Link link, String fromFile);

    /** The notes that link to this one, with the link. */
    List<Backlink> backlinks(String path);

    /**
     * What an as-of run may know: notes dated later vanish, and so do claims whose section or column is dated later, for notes grow after
     * their first day. Undated notes stay: a thesis without a date is worth more than its absence, and nothing can be scored on it before
     * somebody dates it. A note reviewed later stays with a problem that says so, for what it said before is not known.
     */
    Vault asOf(LocalDate day);

    /**
     * What others may know: notes whose path is accepted and that are not private. The others do not exist in it: no title, no link, no
     * name that they gave, no problem of theirs.
     */
    Vault within(Predicate<String> path);

    /** The same notes where names mean what these say; nothing is read again. */
    Vault with(Aliases others);

    /** What people said names mean here. */
    Aliases aliases();

    /** Names with several meanings, in the order in which they first stand. One pass over the claims. */
    default List<NameQuestion> questions() {
        return OpenNames.of(notes(), resolver());
    }

    /** The same of one note. */
    default List<NameQuestion> questions(Note note) {
        return OpenNames.of(List.of(note), resolver());
    }

    /** Notes that time has passed by, as of a day; the newest first. */
    default List<Stale> stale(LocalDate today) {
        return Stale.of(this, today, Stale.DAYS);
    }

    /** Files that could not be read, with the reason. */
    List<Problem> problems();

    /**
     * Everything doubtful: note by note, then links that lead nowhere or to several notes, then names that mean nothing or several things.
     * Made anew at each call, in time that grows with the links and claims of all notes.
     */
    default List<Problem> lint() {
        return notes().stream().flatMap(n -> n.lint().stream()).toList();
    }

    /**
     * Reads a folder, a single {@code .md} file, or a folder inside a mounted archive. Never throws on input: what cannot be read is a
     * problem, and a missing or empty folder is a vault without notes and a problem that names it. Notes come in order of path. The time
     * a file was written is never used as a date.
     */
    static Found<Vault> read(Path root, NoteOptions options) {
        return FolderVault.read(root, options);
    }

    /** A vault of texts in memory, by vault-relative path. */
    static Found<Vault> of(Map<String, String> texts, NoteOptions options) {
        return FolderVault.of(texts, options);
    }

    /**
     * The note that a link leads to.
     *
     * @param tie other notes could be meant as well
     */
    record LinkTarget(Note note, boolean tie) {}

    /** A note that links to another, by the link's own words. */
    record Backlink(Note note, Note.Link link) {}
}
