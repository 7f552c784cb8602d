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
        if (isPlainKey(name)) {
            return name;
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
            if (isSpace(c)) {
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
        return c == ' '
                || c == '\u00a0'
                || c == '\u202f'
                || c == '\u3000'
                || c == '\u2009'
                || Character.isWhitespace(c);
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** Most keys are keys already; answering that is cheaper than making one. */
    private static boolean isPlainKey(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean inner = c == ' ' && i > 0 && i < name.length() - 1 && name.charAt(i - 1) != ' ';
            if (!inner && !(c > ' ' && c < 127 && !(c >= 'A' && c <= 'Z'))) {
                return false;
            }
        }
        return true;
    }
}
