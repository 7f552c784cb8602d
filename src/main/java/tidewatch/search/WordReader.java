package tidewatch.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts text into the words by which notes are found, one at a time. A word is a run of letters and digits; whatever stands between parts it,
 * so {@code BRK.B}, {@code 4.7} and {@code S&P} are two words each. Words are folded: lower case, without accents, full width and ligatures
 * made plain. Scripts that put no blank between words (Chinese, Japanese, Korean, Thai and the like) are cut into single characters and
 * pairs: what is written has both, what is asked has pairs, and a single character where it stands alone.
 *
 * <p>The index, the look through plain text and the excerpts all read by this class, so that they find the same. Confined to one thread.
 */
final class WordReader {
    /** A longer run is known by its beginning: a picture inside a note is one run of thousands. */
    static final int LENGTH_MAX = 100;

    private final boolean asked;
    private String text = "";
    private int at;
    private int start;
    private int end;
    private int place;
    private char[] word = new char[LENGTH_MAX + 2];
    private int length;

    /** The run of single characters that is being cut, and where in it the next one is; null outside of one. */
    private @Nullable Run run;

    /** A run whose characters are words: each with its place in the text. */
    private static final class Run {
        private final int[] units;
        private final int[] starts;
        private final int[] ends;
        private int next;
        private boolean pair;

        Run(int[] units, int[] starts, int[] ends) {
            this.units = units;
            this.starts = starts;
            this.ends = ends;
        }
    }

    private WordReader(boolean asked) {
        this.asked = asked;
    }

    /** Reads what is written. */
    static WordReader written(String text) {
        var reader = new WordReader(false);
        reader.read(text);
        return reader;
    }

    /** Reads what is asked for. */
    static WordReader asked(String text) {
        var reader = new WordReader(true);
        reader.read(text);
        return reader;
    }

    /** Begins anew with another text. */
    void read(String other) {
        text = other;
        at = 0;
        place = -1;
        run = null;
    }

    /** Goes to the next word; false at the end. */
    boolean next() {
        if (run != null && nextOf(run)) {
            return true;
        }
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!part(c)) {
                at += Character.charCount(c);
            } else if (single(c)) {
                run = singles();
                if (nextOf(run)) {
                    return true;
                }
            } else if (plain()) {
                return true;
            }
        }
        return false;
    }

    /** The word in the first {@link #length()} characters; the same array each time. */
    char[] buffer() {
        return word;
    }

    int length() {
        return length;
    }

    String word() {
        return new String(word, 0, length);
    }

    /** First UTF-16 unit of it in the text. */
    int start() {
        return start;
    }

    /** One past the last. */
    int end() {
        return end;
    }

    /** Its number in the text from 0; the same as that of the word before for a pair that begins with it. */
    int place() {
        return place;
    }

    boolean is(String other) {
        return length == other.length() && begins(other);
    }

    boolean begins(String other) {
        if (length < other.length()) {
            return false;
        }
        for (int i = 0; i < other.length(); i++) {
            if (word[i] != other.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A run of letters and digits; false when nothing is left of it. */
    private boolean plain() {
        start = at;
        length = 0;
        while (at < text.length()) {
            char unit = text.charAt(at);
            if (unit < 128) {
                if (!ascii(unit)) {
                    break;
                }
                put(unit >= 'A' && unit <= 'Z' ? (char) (unit + 32) : unit);
                at++;
                continue;
            }
            int c = text.codePointAt(at);
            if (single(c) || !part(c) && !unseen(c)) {
                break;
            }
            var folded = Folds.of(c);
            for (int i = 0; i < folded.length(); i++) {
                put(folded.charAt(i));
            }
            at += Character.charCount(c);
        }
        end = at;
        if (length == 0) {
            return false;
        }
        place++;
        return true;
    }

    private void put(char c) {
        if (length < LENGTH_MAX) {
            word[length++] = c;
        }
    }

    private Run singles() {
        int from = at;
        boolean composed = true;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!single(c) || !part(c)) {
                break;
            }
            composed &= !loose(c);
            at += Character.charCount(c);
        }
        var stretch = text.substring(from, at);
        // Half-width and decomposed characters become others and fewer: then each is said to stand where the whole run does.
        var units = (composed ? stretch : Normalizer.normalize(stretch, Normalizer.Form.NFKC)).codePoints().toArray();
        var starts = new int[units.length];
        var ends = new int[units.length];
        int offset = from;
        for (int i = 0; i < units.length; i++) {
            starts[i] = composed ? offset : from;
            offset += Character.charCount(units[i]);
            ends[i] = composed ? offset : at;
        }
        return new Run(units, starts, ends);
    }

    private boolean nextOf(Run cut) {
        while (cut.next < cut.units.length) {
            int i = cut.next;
            boolean follower = i + 1 < cut.units.length;
            if (!cut.pair) {
                place++;
            }
            if (!cut.pair && !(asked && cut.units.length > 1)) {
                cut.pair = true;
                take(cut, i, i);
                return true;
            }
            cut.pair = false;
            cut.next++;
            if (follower) {
                take(cut, i, i + 1);
                return true;
            }
        }
        run = null;
        return false;
    }

    private void take(Run cut, int first, int last) {
        length = Character.toChars(cut.units[first], word, 0);
        if (last > first) {
            length += Character.toChars(cut.units[last], word, length);
        }
        start = cut.starts[first];
        end = cut.ends[last];
    }

    private static boolean ascii(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Letters, digits and the marks upon them. */
    private static boolean part(int c) {
        if (c < 128) {
            return ascii((char) c);
        }
        if (Character.isLetterOrDigit(c)) {
            return true;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    /** Soft hyphens, joiners and marks of byte order: within a word as if they were not there. */
    private static boolean unseen(int c) {
        return c == 0xAD || c >= 0x200B && c <= 0x200D || c == 0x2060 || c == 0xFEFF;
    }

    /** Characters of scripts without blanks between words. */
    private static boolean single(int c) {
        return c >= 0x0E00
                && (c <= 0x0EFF
                        || c >= 0x1000 && c <= 0x109F
                        || c >= 0x1100 && c <= 0x11FF
                        || c >= 0x1780 && c <= 0x17FF
                        || c >= 0x2E80 && c <= 0x9FFF
                        || c >= 0xA960 && c <= 0xA97F
                        || c >= 0xAC00 && c <= 0xD7FF
                        || c >= 0xF900 && c <= 0xFAFF
                        || c >= 0xFF66 && c <= 0xFF9F
                        || c >= 0x1B000 && c <= 0x1B16F
                        || c >= 0x20000 && c <= 0x3FFFF);
    }

    /** Characters that another form of writing would join or replace. */
    private static boolean loose(int c) {
        return c >= 0x1100 && c <= 0x11FF
                || c >= 0x2E80 && c <= 0x2FDF
                || c == 0x3099
                || c == 0x309A
                || c >= 0x3130 && c <= 0x33FF
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFF66 && c <= 0xFF9F
                || c == 0x0E33
                || c == 0x0EB3;
    }

    /** What characters beyond ASCII are read as; made when the first one is met, for the tables of the normaliser cost a cold start. */
    private static final class Folds {
        private static final int KEPT = 0x600;
        private static final @Nullable String[] KNOWN = new String[KEPT];

        static {
            Arrays.setAll(KNOWN, Folds::made);
        }

        static String of(int c) {
            var known = c < KEPT ? KNOWN[c] : null;
            return known != null ? known : made(c);
        }

        private static String made(int c) {
            var plain = special(c);
            if (!plain.isEmpty()) {
                return plain;
            }
            var apart = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
            var left = new StringBuilder(apart.length());
            apart.codePoints()
                    .filter(one -> !(one >= 0x300 && one <= 0x36F) && !(one >= 0xFE00 && one <= 0xFE0F) && !unseen(one))
                    .forEach(left::appendCodePoint);
            return left.toString();
        }

        /** Letters that are written with two, or without their stroke, where a keyboard lacks them; empty for others. */
        private static String special(int c) {
            return switch (c) {
                case 'ß', 'ẞ' -> "ss";
                case 'æ', 'Æ' -> "ae";
                case 'œ', 'Œ' -> "oe";
                case 'ø', 'Ø' -> "o";
                case 'đ', 'Đ', 'ð', 'Ð' -> "d";
                case 'ł', 'Ł' -> "l";
                case 'ħ', 'Ħ' -> "h";
                case 'ı' -> "i";
                case 'þ', 'Þ' -> "th";
                case 'ς' -> "σ";
                default -> "";
            };
        }
    }
}
