package tidewatch.search;

import java.util.List;
import tidewatch.notes.Note;

/**
 * A note that was found.
 *
 * @param line 1-based, of the words that are shown
 * @param excerpt the line with the most of the words, cut to what a phone shows; empty when the note has no text
 * @param score higher is better; means nothing beside the scores of another question
 * @param generated written by a program, so no evidence for anything
 */
public record Hit(Note note, int line, List<Piece> excerpt, double score, boolean generated) {
    /**
     * Words of an excerpt.
     *
     * @param match whether they are those that were looked for
     */
    public record Piece(String text, boolean match) {}

    public Hit {
        excerpt = List.copyOf(excerpt);
    }
}
