package tidewatch.message;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The door through which every word enters a message: NFC, and without the characters that let text pretend to be something else.
 *
 * <p>Removed: C0 and C1 controls except the newline (a tab becomes a space), bidi marks, overrides and isolates (U+061C, U+200E-200F,
 * U+202A-202E, U+2066-2069), zero-width and other invisible characters, and a zero-width joiner that joins no emoji. A lone surrogate
 * becomes U+FFFD. Cleaning what is clean changes nothing.
 */
public final class Clean {
    private static final Pattern HARMFUL = Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u061C\\u180E\\u200B\\u200C\\u200E\\u200F"
            + "\\u202A-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB]");
    private static final Pattern LONE_SURROGATE =
            Pattern.compile("[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");
    private static final char JOINER = '\u200D';
    private static final char VARIATION = '\uFE0F';
    private static final Pattern BREAKS = Pattern.compile("[\\n\\u2028\\u2029]+");

    private Clean() {}

    /** Text that may have several lines. */
    public static String text(String raw) {
        if (plain(raw)) {
            return raw;
        }
        var whole = withoutLoneJoiners(dirty(raw) ? cleaned(raw) : raw);
        return Normalizer.isNormalized(whole, Normalizer.Form.NFC) ? whole : Normalizer.normalize(whole, Normalizer.Form.NFC);
    }

    private static String cleaned(String raw) {
        var even = raw.replace("\r\n", "\n").replace('\r', '\n').replace('\t', ' ');
        return LONE_SURROGATE.matcher(HARMFUL.matcher(even).replaceAll("")).replaceAll("\uFFFD");
    }

    /** Whether a character has to go or to change; long clean text is asked often while it is divided, so this is one plain pass. */
    private static boolean dirty(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < raw.length() && Character.isLowSurrogate(raw.charAt(i + 1))) {
                i++;
            } else if ((c < 0x20 && c != '\n')
                    || (c >= 0x7F && c < 0xA0)
                    || Character.isSurrogate(c)
                    || c == 0x2065
                    || (c > 0x600 && c != JOINER && Character.getType(c) == Character.FORMAT)) {
                return true;
            }
        }
        return false;
    }

    /** Text of one line: line breaks become a space. */
    public static String line(String raw) {
        return BREAKS.matcher(text(raw)).replaceAll(" ").strip();
    }

    /** Drops a joiner that does not stand between two pictures, the first of which may carry a variation selector or a skin tone. */
    private static String withoutLoneJoiners(String text) {
        if (text.indexOf(JOINER) < 0) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != JOINER || (endsInPicture(kept) && i + 1 < text.length() && picture(text.codePointAt(i + 1)))) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean endsInPicture(StringBuilder text) {
        int end = text.length();
        if (end > 0 && text.charAt(end - 1) == VARIATION) {
            end--;
        }
        return end > 0 && picture(text.codePointBefore(end));
    }

    private static boolean picture(int c) {
        return Character.isExtendedPictographic(c) || Character.isEmojiModifier(c);
    }

    /** The common case, told without a pattern: printable Latin and newlines are clean as they are. */
    private static boolean plain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= 0x300 || (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0)) {
                return false;
            }
        }
        return true;
    }
}
