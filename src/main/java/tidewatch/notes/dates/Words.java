package tidewatch.notes.dates;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The words of date phrases, from the resource {@code words.csv}: rows of language, class, value and words. A word of
 * several
 * tokens matches them one by one, so any spacing and a dash or none between them does.
 */
final class Words {
    /** A word of some class that stands at a token. */
    record Match(String value, int end) {}

    private record Word(String value, List<String> tokens) {}

    private static final Words BUNDLED = load();

    /** Class, then first token, then the words that begin so, longest first. */
    private final Map<String, Map<String, List<Word>>> classes = new HashMap<>();

    static Words bundled() {
        return BUNDLED;
    }

    /** The longest word of the class at token i. */
    Optional<Match> match(Tokens text, int i, String wordClass) {
        if (!text.has(i)) {
            return Optional.empty();
        }
        for (var word : of(wordClass).getOrDefault(text.get(i).text(), List.of())) {
            int end = follow(text, i, word.tokens());
            if (end > 0) {
                return Optional.of(new Match(word.value(), end));
            }
        }
        return Optional.empty();
    }

    /** Where the longest word of the class at token i ends; i itself when there is none. */
    int skip(Tokens text, int i, String wordClass) {
        return match(text, i, wordClass).map(Match::end).orElse(i);
    }

    boolean at(Tokens text, int i, String wordClass) {
        return match(text, i, wordClass).isPresent();
    }

    /** A word of the class ends just before token i. */
    boolean before(Tokens text, int i, String wordClass) {
        for (int start = Math.max(0, i - 4); start < i; start++) {
            var match = match(text, start, wordClass);
            if (match.isPresent() && match.get().end() == i) {
                return true;
            }
        }
        return false;
    }

    private Map<String, List<Word>> of(String wordClass) {
        return Objects.requireNonNull(classes.get(wordClass), wordClass);
    }

    private static int follow(Tokens text, int i, List<String> tokens) {
        int at = i;
        for (int n = 0; n < tokens.size(); n++) {
            if (n > 0 && text.is(at, "-") && !tokens.get(n).equals("-")) {
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
        try (var in = Objects.requireNonNull(Words.class.getResourceAsStream("words.csv"), "date-words.csv");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    words.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var byFirst : words.classes.values()) {
            for (var same : byFirst.values()) {
                same.sort(Comparator.comparingInt((Word w) -> w.tokens().size()).reversed());
            }
        }
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
            classes.computeIfAbsent(cells[1], c -> new HashMap<>())
                    .computeIfAbsent(tokens.getFirst(), c -> new ArrayList<>())
                    .add(new Word(cells[2], List.copyOf(tokens)));
        }
    }
}
