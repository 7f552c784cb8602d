package tidewatch.notes;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a name means. */
public sealed interface Resolution {
    /**
     * One meaning.
     *
     * @param id such as {@code stock:NOC}, {@code sector:utilities}, {@code private:anthropic}; absent when only a note is known
     * @param note path of the note that bears the name, absent when there is none
     */
    record One(Optional<String> id, Optional<String> note, Confidence confidence) implements Resolution {
        public One {
            Objects.requireNonNull(confidence);
            if (id.isEmpty() && note.isEmpty()) {
                throw new IllegalArgumentException("A meaning is an id or a note");
            }
        }
    }

    /** Several meanings; the person is asked and nothing is picked. */
    record Ambiguous(List<Candidate> candidates) implements Resolution {
        /** One of the meanings, with the words to show. */
        public record Candidate(String id, String shown) {}

        public Ambiguous {
            candidates = List.copyOf(candidates);
        }
    }

    /** No meaning; {@code near} are up to three names within a typing slip, suggestions only. */
    record Unknown(List<String> near) implements Resolution {
        public Unknown {
            near = List.copyOf(near);
        }
    }
}
