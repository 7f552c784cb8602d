package tidewatch.notes;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The key under which a name is compared: NFC, upper- then lower-case, every kind of white space one space, trimmed. Only keys are ever
 * normalised, never the text of a note. NFC and not NFKC: "x²" and "x2" stay two names.
 */
public final class NameKey {
    private NameKey() {}

    public static String of(String name) {
        if (isPlain(name)) {
            // Of ASCII and with single blanks: only capitals are in the way, and most keys have none.
            return name.toLowerCase(Locale.ROOT);
        }
        // Loading the normaliser's tables costs a cold start; plain ASCII does not need them.
        var folded = isAscii(name)
                ? name.toLowerCase(Locale.ROOT)
                : Normalizer.normalize(name, Normalizer.Form.NFC)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT);
        var key = new StringBuilder(folded.length());
        boolean gap = false;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c <= ' ' ? isSpace(c) : c > 126 && isSpace(c)) {
                gap = !key.isEmpty();
            } else {
                if (gap) {
                    key.append(' ');
                }
                gap = false;
                key.append(c == '\u2019' ? '\'' : c);
            }
        }
        return key.toString();
    }

    /** White space as notes have it, the no-break spaces included. */
    static boolean isSpace(char c) {
        if (c < 256) {
            return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\u001c' && c <= '\u001f') || c == '\u00a0';
        }
        // All other white space lies between the mark of Ogham and the wide blank of Chinese.
        return c >= '\u1680' && c <= '\u3000' && (c == '\u202f' || c == '\u3000' || Character.isWhitespace(c));
    }

    static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** ASCII words with one blank between each two. */
    private static boolean isPlain(String name) {
        char before = ' ';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fits = c == ' ' ? before != ' ' : c > ' ' && c < 127;
            if (!fits) {
                return false;
            }
            before = c;
        }
        return name.isEmpty() || before != ' ';
    }
}
