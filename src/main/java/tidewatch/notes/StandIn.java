package tidewatch.notes;

import java.nio.charset.StandardCharsets;

/**
 * A text as the Markdown library may read it in place of another one: each character that is not of Latin-1 stands as one of the same kind
 * that is. The library asks of such characters only whether they are blanks, punctuation or anything else (CommonMark 0.31, 2.1 and 6.2), so
 * it finds the same blocks, emphasis and links at the same places.
 *
 * <p>Why: of a text of Latin-1 the virtual machine keeps one byte a character; of any other it keeps two and looks at each part that is
 * cut out of it whether one would do. One dash in a note was enough for that.
 */
final class StandIn {
    private static final char BLANK = '\u00a0';
    private static final char PUNCTUATION = '\u00a1';
    private static final char OTHER = '\u00aa';

    private StandIn() {}

    /**
     * As long as the text; the text itself when all of it is Latin-1.
     *
     * @param characters those of the text
     */
    static String of(String text, char[] characters) {
        var out = new byte[characters.length];
        boolean plain = true;
        for (int i = 0; i < out.length; i++) {
            char c = characters[i];
            if (c < 256) {
                out[i] = (byte) c;
                continue;
            }
            plain = false;
            if (Character.isHighSurrogate(c) && i + 1 < out.length && Character.isLowSurrogate(characters[i + 1])) {
                out[i] = (byte) kind(Character.toCodePoint(c, characters[i + 1]));
                out[i + 1] = out[i];
                i++;
            } else {
                out[i] = (byte) kind(c);
            }
        }
        return plain ? text : new String(out, StandardCharsets.ISO_8859_1);
    }

    /** Whether words that the library handed on hold a character that may stand for another one. */
    static boolean isIn(String words) {
        return words.indexOf(OTHER) >= 0 || words.indexOf(PUNCTUATION) >= 0 || words.indexOf(BLANK) >= 0;
    }

    private static char kind(int point) {
        return switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR -> BLANK;
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL ->
                PUNCTUATION;
            default -> OTHER;
        };
    }
}
