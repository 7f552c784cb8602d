package tidewatch.notes;

import java.util.Objects;

/**
 * One stretch of a text replaced by other words; everything before and behind it stays, character for character.
 *
 * @param from offset of the first character that goes; {@code to} that of the first that stays again
 * @param words what stands there instead
 */
record NoteEdit(int from, int to, String words) {
    NoteEdit {
        Objects.requireNonNull(words);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("No stretch of a text: " + from + " to " + to);
        }
    }

    /** Only adds. */
    static NoteEdit insert(int at, String words) {
        return new NoteEdit(at, at, words);
    }

    String in(String text) {
        return text.substring(0, from) + words + text.substring(to);
    }
}
