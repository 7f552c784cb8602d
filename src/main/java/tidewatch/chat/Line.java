package tidewatch.chat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A line that a person typed, made even: smart quotes, no-break spaces and the full-width slash become plain, control characters
 * and what is not seen go. What is longer than {@link #LENGTH_MAX} is cut.
 *
 * @param verb first word behind a slash, lower case, without {@code -} and {@code _} and without {@code @bot}; empty for a sentence
 * @param arguments quoted words and {@code [[links]]} are one argument
 * @param rest everything behind the verb, without quotes around the whole; the whole line for a sentence
 */
public record Line(String verb, List<String> arguments, String rest) {
    /** Longest line that is read (security design, section 8). */
    public static final int LENGTH_MAX = 4096;

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F]");
    /** Without width, so pasted unseen into the middle of a word: they go without leaving a gap. A joiner stays: emoji are built with it. */
    private static final Pattern UNSEEN = Pattern.compile("[\\u00AD\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\uFEFF]");
    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\\u201C-\\u201F\\u00AB\\u00BB]");
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\\u2018-\\u201B]");

    public Line {
        arguments = List.copyOf(arguments);
    }

    public static Line of(String typed) {
        var even = Normalizer.normalize(UNSEEN.matcher(cut(typed)).replaceAll(""), Normalizer.Form.NFC);
        even = CONTROLS.matcher(even).replaceAll(" ");
        even = DOUBLE_QUOTES.matcher(even).replaceAll("\"");
        even = SINGLE_QUOTES.matcher(even).replaceAll("'");
        even = SPACES.matcher(even.replace('\uFF0F', '/')).replaceAll(" ").strip();
        if (!even.startsWith("/")) {
            return new Line("", words(even), unquoted(even));
        }
        int space = even.indexOf(' ');
        var head = space < 0 ? even.substring(1) : even.substring(1, space);
        int at = head.indexOf('@');
        var verb = verb(at < 0 ? head : head.substring(0, at));
        var rest = space < 0 ? "" : even.substring(space + 1).strip();
        // A slash before a gap, a mention or a dash only: what remains is read as a sentence.
        return verb.isEmpty() && rest.isEmpty() ? new Line("", List.of(), even) : new Line(verb, words(rest), unquoted(rest));
    }

    /** Not longer than is read, and no character cut in half. */
    private static String cut(String typed) {
        if (typed.length() <= LENGTH_MAX) {
            return typed;
        }
        return typed.substring(0, Character.isHighSurrogate(typed.charAt(LENGTH_MAX - 1)) ? LENGTH_MAX - 1 : LENGTH_MAX);
    }

    /** Quotes around the whole say nothing. */
    private static String unquoted(String text) {
        return text.length() > 2 && text.indexOf('"') == 0 && text.indexOf('"', 1) == text.length() - 1
                ? text.substring(1, text.length() - 1).strip()
                : text;
    }

    /** The form under which verbs are compared. */
    static String verb(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    public boolean sentence() {
        return verb.isEmpty();
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ' ') {
                i++;
                continue;
            }
            int end;
            if (c == '"' && (end = text.indexOf('"', i + 1)) > i + 1) {
                words.add(text.substring(i + 1, end).strip());
                i = end + 1;
            } else if (text.startsWith("[[", i) && (end = text.indexOf("]]", i)) > i + 2) {
                words.add(text.substring(i, end + 2));
                i = end + 2;
            } else {
                end = text.indexOf(' ', i);
                end = end < 0 ? text.length() : end;
                words.add(text.substring(i, end));
                i = end;
            }
        }
        words.removeIf(String::isBlank);
        return words;
    }
}
