package tidewatch.chat;

import java.util.List;
import java.util.Optional;

/** What the words of a sentence name, asked of whoever knows notes and instruments; {@code chat} itself knows neither. */
@FunctionalInterface
public interface Names {
    /** What these words name; absent when nothing is called so. */
    Optional<Kind> kind(String words);

    /** Names that may be offered when words are nearly one of them, such as theses, symbols and titles of notes; may be empty. */
    default List<String> all() {
        return List.of();
    }

    /** The names that whoever has this scope may know; the same ones for who names nothing of notes. */
    default Names within(NoteScope scope) {
        return this;
    }

    /** What a name can be. */
    enum Kind {
        THESIS,
        INSTRUMENT,
        GROUP,
        NOTE
    }
}
