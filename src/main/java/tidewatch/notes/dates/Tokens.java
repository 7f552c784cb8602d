package tidewatch.notes.dates;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text cut into words, numbers and signs with their places, in one pass. Letters are lower case without a locale,
 * full-width forms are plain, each Han character is a word of its own, emphasis marks and variation selectors vanish,
 * any kind of space is a gap.
 */
final class Tokens {
    /** What a token is. */
    enum Kind {
        /** A run of letters, or one Han character. */
        WORD,
        /** A run of at most nine digits. */
        NUMBER,
        /** A number that is no part of a date: decimal, with thousands commas, or longer. */
        FIGURE,
        SIGN
    }

    /**
     * One token.
     *
     * @param text lower case; the sign itself, with every dash as "-" and every apostrophe as "'"
     * @param start first UTF-16 unit in the text
     * @param end one past the last
     * @param glued nothing stands between it and the token before
     */
    record Token(Kind kind, String text, int start, int end, boolean glued) {
        boolean is(String other) {
            return text.equals(other);
        }

        boolean latin() {
            return kind == Kind.WORD && !han(text.charAt(0));
        }
    }

    private static final String DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\uFE63\uFF0D";
    private static final int LONGEST_NUMBER = 9;

    private final String text;
    private final Token[] tokens;

    private Tokens(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens.toArray(Token[]::new);
    }

    static Tokens of(String text) {
        return new Tokens(text, new Cutter(text).cut());
    }

    /** Tokens {@code start} to {@code end} as they were written; {@code end} is not included. */
    String source(int start, int end) {
        return start >= end
                ? ""
                : text.substring(get(start).start(), get(end - 1).end());
    }

    int size() {
        return tokens.length;
    }

    Token get(int i) {
        return tokens[i];
    }

    boolean has(int i) {
        return i >= 0 && i < tokens.length;
    }

    boolean is(int i, String text) {
        return has(i) && tokens[i].text().equals(text);
    }

    /** Token i is there and touches the one before it. */
    boolean glued(int i) {
        return has(i) && tokens[i].glued();
    }

    boolean number(int i) {
        return has(i) && tokens[i].kind() == Kind.NUMBER;
    }

    /** Digits of the number at i; 0 where there is none. */
    int digits(int i) {
        return number(i) ? tokens[i].text().length() : 0;
    }

    /** Value of the number at i; -1 where there is none. */
    int value(int i) {
        return number(i) ? Integer.parseInt(tokens[i].text()) : -1;
    }

    private static boolean han(int c) {
        return Character.isIdeographic(c);
    }

    /** The one pass. */
    private static final class Cutter {
        private final String text;
        private final List<Token> out = new ArrayList<>();
        private int at;
        private boolean gap = true;

        Cutter(String text) {
            this.text = text;
        }

        List<Token> cut() {
            while (at < text.length()) {
                int c = text.codePointAt(at);
                if (c == ' ') {
                    gap = true;
                    at++;
                    continue;
                }
                if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                    word();
                    continue;
                }
                int plain = plain(c);
                if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x200B || c == 0xFEFF) {
                    gap = true;
                    at++;
                } else if (c == '*' || c == '_' || c == '`' || c == '~' || c == 0xFE0F || c == 0x200D) {
                    at++;
                } else if (plain >= '0' && plain <= '9') {
                    number();
                } else if (han(c)) {
                    add(Kind.WORD, Character.toString(c), at + Character.charCount(c));
                } else if (Character.isLetter(c)) {
                    word();
                } else {
                    String sign =
                            DASHES.indexOf(c) >= 0 ? "-" : c == 0x2019 || c == 0x2018 ? "'" : Character.toString(plain);
                    add(Kind.SIGN, sign, at + Character.charCount(c));
                }
            }
            return out;
        }

        private void add(Kind kind, String key, int end) {
            out.add(new Token(kind, key, at, end, !gap));
            at = end;
            gap = false;
        }

        private void word() {
            int i = at;
            boolean small = true;
            while (i < text.length()) {
                char c = text.charAt(i);
                boolean lower = c >= 'a' && c <= 'z';
                if (!lower && !(c >= 'A' && c <= 'Z')) {
                    break;
                }
                small &= lower;
                i++;
            }
            if (i == text.length() || text.charAt(i) < 128) {
                if (text.startsWith("://", i)) {
                    address(i);
                } else {
                    var plain = text.substring(at, i);
                    add(Kind.WORD, small ? plain : plain.toLowerCase(Locale.ROOT), i);
                }
                return;
            }
            var key = new StringBuilder();
            i = at;
            while (i < text.length()) {
                int c = text.codePointAt(i);
                if (!Character.isLetter(c) || han(c)) {
                    break;
                }
                key.appendCodePoint(Character.toLowerCase(plain(c)));
                i += Character.charCount(c);
            }
            if (text.startsWith("://", i)) {
                address(i);
            } else {
                add(Kind.WORD, key.toString(), i);
            }
        }

        /** A web address is one sign that nothing matches. */
        private void address(int from) {
            int i = from;
            while (i < text.length() && !Character.isWhitespace(text.charAt(i)) && ")>]|".indexOf(text.charAt(i)) < 0) {
                i++;
            }
            add(Kind.SIGN, "://", i);
        }

        private void number() {
            int end = digitsFrom(at);
            boolean figure = end - at > LONGEST_NUMBER;
            if (!dotted(end)) {
                while (end + 1 < text.length() && continues(end)) {
                    end = digitsFrom(end + 1);
                    figure = true;
                }
            }
            var key = new StringBuilder();
            if (!figure) {
                for (int i = at; i < end; i++) {
                    key.append((char) plain(text.charAt(i)));
                }
            }
            add(figure ? Kind.FIGURE : Kind.NUMBER, figure ? "#" : key.toString(), end);
        }

        /** A point with digits behind it, or a comma with exactly three. */
        private boolean continues(int i) {
            char c = text.charAt(i);
            if (c == '.') {
                return digit(i + 1);
            }
            return c == ',' && digitsFrom(i + 1) == i + 4;
        }

        /** The number is the first or second part of 28.01.2026. */
        private boolean dotted(int end) {
            if (end - at == 4 || end - at > 2 || end >= text.length() || text.charAt(end) != '.') {
                return false;
            }
            int second = digitsFrom(end + 1);
            if (second - end - 1 == 4) {
                return out.size() > 1 && !gap && out.getLast().text().equals(".");
            }
            return second - end > 1
                    && second - end <= 3
                    && second < text.length()
                    && text.charAt(second) == '.'
                    && digitsUpTo(second + 1, 5) == second + 5;
        }

        private int digitsFrom(int i) {
            while (digit(i)) {
                i++;
            }
            return i;
        }

        private int digitsUpTo(int i, int most) {
            int end = i;
            while (end - i < most && digit(end)) {
                end++;
            }
            return end;
        }

        private boolean digit(int i) {
            return i < text.length() && plain(text.charAt(i)) >= '0' && plain(text.charAt(i)) <= '9';
        }

        /** Full-width forms as their plain ones. */
        private static int plain(int c) {
            return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
        }
    }
}
