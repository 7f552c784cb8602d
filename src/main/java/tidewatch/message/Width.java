package tidewatch.message;

/**
 * How many columns text takes in fixed-width type: the rules of {@code wcwidth}.
 *
 * <p>Wide and fullwidth characters (Unicode UAX #11) and emoji take 2, combining and format characters 0, all others 1, the
 * ambiguous ones too, as Western terminals show them. Half a flag takes 1, so that a flag takes 2; a skin tone takes none beside its
 * emoji.
 */
public final class Width {
    /** Ranges of UAX #11 (Unicode 16) class W and F that are not emoji; pairs of first and last. Emoji are asked from the JDK. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2329, 0x232A, 0x2630, 0x2637, 0x268A, 0x268F, 0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0xA4CF, 0xA960,
        0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18D08,
        0x1AFF0, 0x1B2FF, 0x1D300, 0x1D356, 0x1D360, 0x1D376, 0x1F200, 0x1F202, 0x1F210, 0x1F23B, 0x1F240, 0x1F248, 0x1F250, 0x1F251,
        0x1F260, 0x1F265, 0x20000, 0x3FFFD
    };

    private Width() {}

    /** Columns of a text of one line. */
    public static int of(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            columns += of(c);
            i += Character.charCount(c);
        }
        return columns;
    }

    /** Columns of one code point. */
    public static int of(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        if (codePoint >= 0x1160 && codePoint <= 0x11FF) {
            return 0; // Hangul vowels and finals join the syllable before them
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT
                || Character.isEmojiModifier(codePoint)) {
            return 0;
        }
        if (codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF) {
            return 1;
        }
        return Character.isEmojiPresentation(codePoint) || wide(codePoint) ? 2 : 1;
    }

    /** Whether terminals agree on the columns of this text: false with emoji, whose width differs from one to the next. */
    public static boolean steady(String text) {
        return text.codePoints().noneMatch(c -> c == 0xFE0F || c == 0x200D || (c > 0x2000 && Character.isEmojiPresentation(c)));
    }

    private static boolean wide(int codePoint) {
        for (int i = 0; i < WIDE.length && codePoint >= WIDE[i]; i += 2) {
            if (codePoint <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
