package tidewatch.notes;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

    /** The notes that link to this one, with the link. */
    List<Backlink> backlinks(String path);

    /** Only notes dated on or before this day, and undated ones: what an as-of run may know. */
    Vault asOf(LocalDate day);

    /** Files that could not be read, with the reason. */
    List<Problem> problems();

    /** A note that links to another, by the link's own words. */
    record Backlink(Note note, Note.Link link) {}
}
