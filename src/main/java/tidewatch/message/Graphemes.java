package tidewatch.message;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.stream.IntStream;

/** Where text may be cut without cutting a character that a reader sees: never inside an accent, a flag or a joined emoji. */
public final class Graphemes {
    private Graphemes() {}

    /** The text itself when it has at most so many UTF-16 units; else its beginning and an ellipsis, which together have no more. */
    public static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, before(text, most - 1)).stripTrailing() + "…";
    }

    /** Inner boundaries of grapheme clusters (UAX #29), ascending: without 0 and without the length. */
    static IntStream boundaries(String text) {
        var clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(text);
        var found = IntStream.builder();
        clusters.first();
        for (int at = clusters.next(); at != BreakIterator.DONE && at < text.length(); at = clusters.next()) {
            found.add(at);
        }
        return found.build();
    }

    /** The last boundary at or before an index; the index itself, moved off a surrogate pair, when the first cluster is longer. */
    static int before(String text, int index) {
        int best = boundaries(text).takeWhile(at -> at <= index).max().orElse(0);
        if (best > 0) {
            return best;
        }
        return Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }
}
