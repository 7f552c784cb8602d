package tidewatch.notes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The YAML that nearly all notes have, read without the library: lines {@code key: words}, {@code key: [words, words]} and {@code key:} with
 * lines {@code - words} below it, words without any sign that YAML could take for one of its own. Belongs to one parse.
 */
final class PlainYaml {
    /** No sign that means anything in YAML behind a letter or a digit; a stroke and a point do not either, a colon and a hash may. */
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = 0; c < PLAIN.length; c++) {
            PLAIN[c] = Character.isLetterOrDigit(c);
        }
        " _-./+()".chars().forEach(c -> PLAIN[c] = true);
    }

    /** The library takes no key that is longer than a thousand characters. */
    private static final int LONGEST_KEY = 100;

    private final String yaml;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private int at;

    PlainYaml(String yaml) {
        this.yaml = yaml;
    }

    /** Each key in lower case with its values; nothing at all when any line is more than plain. */
    Map<String, List<String>> values() {
        while (at < yaml.length()) {
            if (!entry()) {
                return Map.of();
            }
        }
        return values;
    }

    private boolean entry() {
        int colon = at;
        while (colon < yaml.length() && (isLetter(yaml.charAt(colon)) || (colon > at && yaml.charAt(colon) == '-'))) {
            colon++;
        }
        if (colon == at || colon - at > LONGEST_KEY || !is(colon, ':')) {
            return false;
        }
        var texts = new ArrayList<String>();
        if (values.put(NameKey.of(yaml.substring(at, colon)), texts) != null) {
            return false;
        }
        at = colon + 1;
        if (isLineEnd()) {
            return nextLine() && list(texts);
        }
        if (!is(at, ' ')) {
            return false;
        }
        skipBlanks();
        if (isLineEnd()) {
            return nextLine() && list(texts);
        }
        return (is(at, '[') ? bracketed(texts) : words(texts)) && nextLine();
    }

    /** Lines of one indentation, each with a dash; without one the value is empty. */
    private boolean list(List<String> texts) {
        int indent = -1;
        while (at < yaml.length()) {
            int dash = at;
            while (is(dash, ' ')) {
                dash++;
            }
            if (!is(dash, '-')) {
                return dash == at;
            }
            if (!is(dash + 1, ' ') || (indent >= 0 && dash - at != indent)) {
                return false;
            }
            indent = dash - at;
            at = dash + 1;
            skipBlanks();
            if (!words(texts) || !nextLine()) {
                return false;
            }
        }
        return true;
    }

    private boolean bracketed(List<String> texts) {
        at++;
        skipBlanks();
        if (!is(at, ']')) {
            do {
                if (!words(texts)) {
                    return false;
                }
            } while (comma());
        }
        if (!is(at, ']')) {
            return false;
        }
        at++;
        skipBlanks();
        return true;
    }

    private boolean comma() {
        if (!is(at, ',')) {
            return false;
        }
        at++;
        skipBlanks();
        return true;
    }

    /** Words that begin with a letter or a digit, without the blanks behind them. */
    private boolean words(List<String> texts) {
        int from = at;
        if (at == yaml.length() || !isLetterOrDigit(yaml.charAt(at))) {
            return false;
        }
        int end = at;
        while (at < yaml.length() && yaml.charAt(at) < 128 && PLAIN[yaml.charAt(at)]) {
            at++;
            end = yaml.charAt(at - 1) == ' ' ? end : at;
        }
        FrontMatter.add(yaml.substring(from, end), texts);
        return true;
    }

    private boolean isLineEnd() {
        return at == yaml.length() || yaml.charAt(at) == '\n' || (yaml.charAt(at) == '\r' && is(at + 1, '\n'));
    }

    private boolean nextLine() {
        if (!isLineEnd()) {
            return false;
        }
        at = Math.min(yaml.length(), at + (is(at, '\r') ? 2 : 1));
        return true;
    }

    private void skipBlanks() {
        while (is(at, ' ')) {
            at++;
        }
    }

    private boolean is(int i, char c) {
        return i < yaml.length() && yaml.charAt(i) == c;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLetterOrDigit(char c) {
        return isLetter(c) || Folded.isDigit(c);
    }
}
