package tidewatch.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What this program wrote into the user's notes, so that it never takes its own words for theirs, nor theirs for its own. One transaction a method. */
public interface WrittenNotes {
    /** Ids of briefs that were frozen since then and are not done with in this form, the earliest first. */
    List<String> undone(Form form, Instant since);

    /** What is known of one brief. */
    Optional<Entry> find(Form form, String briefId);

    /** What was written last for a day, week or holiday: there the next one of it goes. */
    Optional<Entry> written(Form form, String occasion);

    /** The entry that changed last. */
    Optional<Entry> latest(Form form);

    /** Stores an entry in place of the one of the same brief. */
    void save(Entry entry);

    /** Whether bytes, or words, of that print were written at that path, or were about to be. */
    boolean wrote(Form form, String path, String print);

    /** Paths of all pages that were written, or were about to be. */
    Set<String> pages();

    /** In which form a brief is written. */
    enum Form {
        /** A note of its own. */
        PAGE,
        /** Between two marks in the daily note. */
        SECTION
    }

    /** How far it is. */
    enum State {
        /** About to be: the next thing that is done. After a crash the file tells whether it was. */
        WRITING,
        WRITTEN,
        /** It could not be, and is tried again. */
        WAITING,
        /** It is not written, and that is that. */
        LEFT;

        /** Nothing more will come of it. */
        public boolean isFinal() {
            return this == WRITTEN || this == LEFT;
        }
    }

    /**
     * One brief in one form.
     *
     * @param occasion its day, week or holiday as people name it
     * @param path of the note; empty as long as none is known
     * @param print of the bytes of a page, of the words of a section
     * @param cause why it waits or was left, in words; empty otherwise
     */
    record Entry(Form form, String briefId, String occasion, String path, String print, State state, String cause, Instant at) {
        public Entry {
            Objects.requireNonNull(form);
            Objects.requireNonNull(briefId);
            Objects.requireNonNull(occasion);
            Objects.requireNonNull(path);
            Objects.requireNonNull(print);
            Objects.requireNonNull(state);
            Objects.requireNonNull(cause);
            Objects.requireNonNull(at);
        }
    }
}
