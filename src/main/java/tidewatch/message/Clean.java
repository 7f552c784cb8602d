package tidewatch.message;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The door through which every word enters a message: NFC, and without the characters that let text pretend to be something else.
 *
 * <p>Removed: C0 and C1 controls except the newline (a tab becomes a space), bidi overrides and isolates (U+202A-202E, U+2066-2069),
 * the zero-width space, word joiner and byte-order mark, lone surrogates. A zero-width joiner stays, because emoji are built with it.
 */
final class Clean {
    private static final Pattern HARMFUL = Pattern.compile(
            "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069\\u200B\\u200E\\u200F\\u2060\\uFEFF]");
    private static final Pattern LONE_SURROGATE =
            Pattern.compile("[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");
    private static final Pattern BREAKS = Pattern.compile("[\\n\\u2028\\u2029]+");

    private Clean() {}

    /** Text that may have several lines. */
    static String text(String raw) {
        var tabs = raw.replace("\r\n", "\n").replace('\r', '\n').replace('\t', ' ');
        var safe = HARMFUL.matcher(tabs).replaceAll("");
        return Normalizer.normalize(LONE_SURROGATE.matcher(safe).replaceAll("\uFFFD"), Normalizer.Form.NFC);
    }

    /** Text of one line: line breaks become a space. */
    static String line(String raw) {
        return BREAKS.matcher(text(raw)).replaceAll(" ").strip();
    }
}
