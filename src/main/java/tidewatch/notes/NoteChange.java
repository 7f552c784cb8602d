package tidewatch.notes;

import java.util.Objects;
import java.util.Optional;

/**
 * A change of one note that was made up and not yet done: what the note was, what it is to be, and where. Immutable; {@link NotePad#write}
 * does it if the note is still what it was.
 */
public final class NoteChange {
    /** Stands for a note that is not there. */
    static final String NEW = "new";

    private final String path;
    private final Optional<NoteBytes> before;
    private final NoteBytes after;
    private final NoteDiff diff;

    NoteChange(String path, Optional<NoteBytes> before, NoteBytes after, NoteDiff diff) {
        this.path = Objects.requireNonNull(path);
        this.before = Objects.requireNonNull(before);
        this.after = Objects.requireNonNull(after);
        this.diff = Objects.requireNonNull(diff);
    }

    /** Another text for a note that is there, or one for a note that is not. */
    static NoteChange of(String path, Optional<NoteBytes> before, NoteBytes base, NoteEdit edit) {
        return new NoteChange(path, before, base.with(edit.in(base.text())), NoteDiff.of(base.text(), edit));
    }

    /** Of the note, relative to the vault, with {@code /}. */
    public String path() {
        return path;
    }

    /** Its name, as links have it. */
    public String name() {
        return NoteParser.fileTitle(path);
    }

    /** Whether the note is made by it. */
    public boolean fresh() {
        return before.isEmpty();
    }

    /** Whether the note is so already. */
    public boolean done() {
        return before.filter(after::equals).isPresent();
    }

    /** What changes, line by line. */
    public NoteDiff diff() {
        return diff;
    }

    /** Names the bytes that the note had when this was made up: 32 digits, or {@code new}. */
    public String seen() {
        return before.map(NoteBytes::print).orElse(NEW);
    }

    /** Names the bytes that it is to have. */
    public String print() {
        return after.print();
    }

    Optional<NoteBytes> before() {
        return before;
    }

    NoteBytes after() {
        return after;
    }
}
