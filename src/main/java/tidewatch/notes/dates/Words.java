package tidewatch.notes.dates;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The words of date phrases, from the resource {@code words.csv}: rows of language, class, value and words. A word of
 * several tokens matches them one by one, so any spacing and a dash or none between them does.
 */
final class Words {
    /** A word of some class that stands at a token. */
    record Match(String value, int end) {}

    /** A word with the value of its row. */
    record Word(String value, List<String> tokens) {}

    /** Classes whose words can begin a date expression. */
    private static final Set<String> FIRST = Set.of(
            "month",
            "weekday",
            "part",
            "season",
            "number",
            "ordinal",
            "today",
            "relative",
            "week-relative",
            "month-relative",
            "run-before",
            "run-forward",
            "run-back",
            "end-of-unit",
            "in",
            "within",
            "at-least",
            "at-most",
            "full",
            "until",
            "before",
            "since",
            "after",
            "between",
            "the",
            "edge",
            "every",
            "every-rule",
            "event",
            "fiscal",
            "mark");

    private static final Words BUNDLED = load();

    /** First token, then class, then the words that begin so, longest first. */
    private final Map<String, Map<String, List<Word>>> byFirst = new HashMap<>();

    private final Map<String, Beginning> beginnings = new HashMap<>();

    /**
     * The words that begin with one token.
     *
     * @param classes by class, longest first
     * @param first one of them can begin a date expression
     * @param joining one of them joins what stands behind it
     */
    record Beginning(Map<String, List<Word>> classes, boolean first, boolean joining) {
        static final Beginning NONE = new Beginning(Map.of(), false, false);
    }

    static Words bundled() {
        return BUNDLED;
    }

    /** The words that begin with this token; none for most tokens of a text. */
    Beginning beginning(String token) {
        return beginnings.getOrDefault(token, Beginning.NONE);
    }

    /** The longest of these words, all of which begin with token i, that stands there. */
    static Optional<Match> longest(List<Word> words, Tokens text, int i) {
        for (var word : words) {
            int end = follow(text, i, word.tokens());
            if (end > 0) {
                return Optional.of(new Match(word.value(), end));
            }
        }
        return Optional.empty();
    }

    /** Where the longest of these words ends; i when none stands there. */
    static int end(List<Word> words, Tokens text, int i) {
        for (int w = 0; w < words.size(); w++) {
            int end = follow(text, i, words.get(w).tokens());
            if (end > 0) {
                return end;
            }
        }
        return i;
    }

    private static int follow(Tokens text, int i, List<String> tokens) {
        int at = i + 1;
        for (int n = 1; n < tokens.size(); n++) {
            if (text.is(at, "-") && !tokens.get(n).equals("-")) {
                at++;
            }
            if (!text.is(at, tokens.get(n))) {
                return -1;
            }
            at++;
        }
        return at;
    }

    private static Words load() {
        var words = new Words();
        try (var in = Objects.requireNonNull(Words.class.getResourceAsStream("words.csv"), "words.csv");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    words.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var classes : words.byFirst.values()) {
            for (var same : classes.values()) {
                same.sort(Comparator.comparingInt((Word w) -> w.tokens().size()).reversed());
            }
        }
        words.byFirst.forEach((token, classes) -> words.beginnings.put(
                token, new Beginning(classes, !Collections.disjoint(classes.keySet(), FIRST), classes.containsKey("joining"))));
        return words;
    }

    private void add(String line) {
        String[] cells = line.split(",", 4);
        if (cells.length != 4) {
            throw new IllegalStateException("words.csv has a row of " + cells.length + " cells: " + line);
        }
        for (String word : cells[3].split("\\|", -1)) {
            var text = Tokens.of(word);
            var tokens = new ArrayList<String>();
            for (int i = 0; i < text.size(); i++) {
                tokens.add(text.get(i).text());
            }
            byFirst.computeIfAbsent(tokens.getFirst(), c -> new HashMap<>())
                    .computeIfAbsent(cells[1], c -> new ArrayList<>())
                    .add(new Word(cells[2], List.copyOf(tokens)));
        }
    }
}
