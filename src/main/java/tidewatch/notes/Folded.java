package tidewatch.notes;

import java.nio.charset.StandardCharsets;

/**
 * Text as the grammars compare it: dashes and full-width forms plain, blanks of every kind a blank, lower-case, and character for
 * character as long as before, so that positions stay those of the text.
 */
final class Folded {
    private Folded() {}

    /** Dashes to "-", full-width forms to plain ones, every blank to a blank, lower-case. */
    static String of(String text) {
        int same = 0;
        while (same < text.length() && folded(text.charAt(same)) == text.charAt(same)) {
            same++;
        }
        if (same == text.length()) {
            return text;
        }
        var out = text.toCharArray();
        for (int i = same; i < out.length; i++) {
            out[i] = folded(out[i]);
        }
        return new String(out);
    }

    /** The same of a text all of ASCII, byte by byte. */
    static String ofAscii(String text) {
        var out = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) FIRST[out[i]];
        }
        return new String(out, StandardCharsets.ISO_8859_1);
    }

    /** Whether folding changes a character. */
    static boolean folds(char c) {
        return folded(c) != c;
    }

    private static char folded(char c) {
        return c < 256 ? FIRST[c] : of(c);
    }

    /** Of the characters that most texts are made of. */
    private static final char[] FIRST = new char[256];

    static {
        for (char c = 0; c < FIRST.length; c++) {
            FIRST[c] = of(c);
        }
    }

    private static char of(char c) {
        return switch (c) {
            case '\u2212', '\u2013', '\u2014', '\u2011', '\u2010', '\u2012', '\ufe63', '\uff0d', '\u2015' -> '-';
            case '\uff0b' -> '+';
            case '\uff05' -> '%';
            case '\u2019' -> '\'';
            case '\ufe0f' -> ' ';
            default ->
                c >= '\uff10' && c <= '\uff19' ? (char) (c - '\uff10' + '0') : NameKey.isSpace(c) ? ' ' : Character.toLowerCase(c);
        };
    }

    static String trimDecoration(String s) {
        int a = 0;
        int b = s.length();
        while (a < b && isDecoration(s.charAt(a))) {
            a++;
        }
        while (b > a && (isDecoration(s.charAt(b - 1)) || (s.charAt(b - 1) == '.' && b - a > 4))) {
            b--;
        }
        return s.substring(a, b);
    }

    static boolean isDecoration(char c) {
        return c == ' '
                || c == '*'
                || Character.isSurrogate(c)
                || (Character.getType(c) == Character.OTHER_SYMBOL && isArrow(c) == 0);
    }

    static boolean isSymbol(char c) {
        return !Character.isLetterOrDigit(c) && c != ' ';
    }

    static int isArrow(char c) {
        return switch (c) {
            case '↑', '▲', '⬆', '△' -> 1;
            case '↓', '▼', '⬇', '▽' -> -1;
            default -> 0;
        };
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether a digit of any script stands in a stretch. */
    static boolean holdsDigit(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (isDigit(c) || (c > 127 && Character.isDigit(c))) {
                return true;
            }
        }
        return false;
    }

    static int skipSpaces(String s, int from) {
        int at = from;
        while (at < s.length() && s.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
