package tidewatch.chat;

import java.util.Optional;

/** What the words of a sentence name, asked of whoever knows notes and instruments; {@code chat} itself knows neither. */
@FunctionalInterface
public interface Names {
    /** What these words name; absent when nothing is called so. */
    Optional<Kind> kind(String words);

    /** What a name can be. */
    enum Kind {
        THESIS,
        INSTRUMENT,
        GROUP,
        NOTE
    }
}
