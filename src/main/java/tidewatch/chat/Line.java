package tidewatch.chat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A line that a person typed, made even: smart quotes, no-break spaces and the full-width slash become plain, control characters go.
 *
 * @param verb first word behind a slash, lower case, without {@code -} and {@code _} and without {@code @bot}; empty for a sentence
 * @param arguments quoted words and {@code [[links]]} are one argument
 * @param rest everything behind the verb; the whole line for a sentence
 */
public record Line(String verb, List<String> arguments, String rest) {
    /** Longest line that is read (security design, section 8). */
    public static final int LENGTH_MAX = 4096;

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u202F\\u2007\\u3000]+");
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069\\u200B\\uFEFF]");
    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\\u201C\\u201D\\u201E\\u00AB\\u00BB]");
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\\u2018\\u2019]");

    public Line {
        arguments = List.copyOf(arguments);
    }

    public static Line of(String typed) {
        var cut = typed.length() > LENGTH_MAX ? typed.substring(0, LENGTH_MAX) : typed;
        var even = CONTROLS.matcher(Normalizer.normalize(cut, Normalizer.Form.NFC)).replaceAll(" ");
        even = DOUBLE_QUOTES.matcher(even).replaceAll("\"");
        even = SINGLE_QUOTES.matcher(even).replaceAll("'");
        even = SPACES.matcher(even.replace('\uFF0F', '/')).replaceAll(" ").strip();
        if (!even.startsWith("/") || even.length() == 1) {
            return new Line("", words(even), even);
        }
        int space = even.indexOf(' ');
        var head = space < 0 ? even.substring(1) : even.substring(1, space);
        var rest = space < 0 ? "" : even.substring(space + 1).strip();
        int at = head.indexOf('@');
        return new Line(verb(at < 0 ? head : head.substring(0, at)), words(rest), rest);
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
