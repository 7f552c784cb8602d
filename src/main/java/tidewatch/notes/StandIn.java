package tidewatch.notes;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * A text as the Markdown library may read it in place of another one: each character that is not of Latin-1 stands as one of the same kind
 * that is. The library asks of such characters only whether they are blanks, punctuation or anything else (CommonMark 0.31, 2.1 and 6.2), so
 * it finds the same blocks, emphasis and links at the same places.
 *
 * <p>Why: of a text of Latin-1 the virtual machine keeps one byte a character; of any other it keeps two and looks at each part that is
 * cut out of it whether one would do. One dash in a note was enough for that.
 *
 * @param text as long as the one it stands for
 * @param differs whether any character stands for another one
 * @param signs where a character stands that may mean something inside a line of Markdown; anywhere else a line is its own text
 */
record StandIn(String text, boolean differs, BitSet signs) {
    private static final char BLANK = '\u00a0';
    private static final char PUNCTUATION = '\u00a1';
    private static final char OTHER = '\u00aa';

    /** Of each ASCII character whether it may mean something inside a line. */
    private static final boolean[] SIGN = new boolean[128];

    static {
        "*_`]<&\\\0".chars().forEach(c -> SIGN[c] = true);
    }

    static StandIn of(char[] characters) {
        var out = new byte[characters.length];
        var signs = new BitSet(out.length);
        boolean differs = false;
        boolean labels = false;
        for (int i = 0; i < out.length; i++) {
            char c = characters[i];
            if (c < 256) {
                out[i] = (byte) c;
                if (c < 128 && SIGN[c] && isSign(characters, i)) {
                    signs.set(i);
                    labels |= c == ']' && characters[i + 1] == ':';
                }
                continue;
            }
            differs = true;
            if (Character.isHighSurrogate(c) && i + 1 < out.length && Character.isLowSurrogate(characters[i + 1])) {
                out[i] = (byte) kind(Character.toCodePoint(c, characters[i + 1]));
                out[i + 1] = out[i];
                i++;
            } else {
                out[i] = (byte) kind(c);
            }
        }
        if (labels) {
            // In a note that may say what a label leads to, any bracket may begin one.
            for (int i = 0; i < out.length; i++) {
                if (out[i] == '[') {
                    signs.set(i);
                }
            }
        }
        return new StandIn(new String(out, StandardCharsets.ISO_8859_1), differs, signs);
    }

    /**
     * Inside a word a stroke below is a letter; brackets are a link before a round bracket, or before a colon the label of links; an ampersand
     * begins something that ends with a semicolon.
     */
    private static boolean isSign(char[] characters, int i) {
        char c = characters[i];
        char next = i + 1 < characters.length ? characters[i + 1] : '\n';
        return switch (c) {
            case '_' -> i == 0 || !isPlainLetter(characters[i - 1]) || !isPlainLetter(next);
            case ']' -> next == '(' || next == ':';
            case '<' -> next != ' ';
            case '&' -> isEntity(characters, next == '#' ? i + 2 : i + 1);
            default -> true;
        };
    }

    private static boolean isEntity(char[] characters, int from) {
        int end = from;
        while (end < characters.length && isPlainLetter(characters[end])) {
            end++;
        }
        return end < characters.length && end > from && characters[end] == ';';
    }

    private static boolean isPlainLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
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
