package tidewatch.notes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * The words by which notes are read: of headings, table headers, directions, verdicts. Kind, then role, then words as keys; the roles of a
 * kind keep the order of the file, and the first that hits wins. Shipped in {@code words.csv}; a user's file adds to it. Immutable.
 */
public final class Vocabulary {
    private static final Vocabulary BUNDLED = load();

    private final Map<String, Map<String, List<String>>> words;
    private final Map<String, Set<String>> flat;
    /** The words of each kind by their first character: the question "which word stands here" is asked at every word of a note. */
    private final Map<String, Map<Character, List<Entry>>> byFirst = new HashMap<>();

    private record Entry(String role, String word) {}

    private Vocabulary(Map<String, Map<String, List<String>>> words) {
        this.words = words;
        var sets = new LinkedHashMap<String, Set<String>>();
        words.forEach((kind, roles) -> {
            var all = new HashSet<String>();
            roles.values().forEach(all::addAll);
            sets.put(kind, all);
        });
        this.flat = sets;
        words.forEach((kind, roles) -> {
            var first = byFirst.computeIfAbsent(kind, k -> new HashMap<>());
            roles.forEach((role, list) -> list.forEach(word -> first.computeIfAbsent(
                            word.charAt(0), c -> new ArrayList<>(4))
                    .add(new Entry(role, word))));
        });
    }

    /** The shipped words. */
    public static Vocabulary bundled() {
        return BUNDLED;
    }

    /**
     * These words and those of a user's file: columns {@code kind,role,language,words}, words divided by a bar. A row of an unknown kind
     * or role is a problem naming its line; the other rows count.
     *
     * @param name of the file, for problems
     */
    public Found<Vocabulary> with(String csv, String name) {
        var all = new LinkedHashMap<String, Map<String, List<String>>>();
        words.forEach((kind, roles) -> {
            var copy = new LinkedHashMap<String, List<String>>();
            roles.forEach((role, list) -> copy.put(role, new ArrayList<>(list)));
            all.put(kind, copy);
        });
        var problems = new ArrayList<Problem>();
        for (var row : CsvRows.of(csv)) {
            if (row.field(0).equals("kind")) {
                continue;
            }
            var roles = all.get(row.field(0));
            var list = roles == null ? null : roles.get(row.field(1));
            if (roles == null || list == null) {
                var known = roles == null ? String.join(", ", all.keySet()) : String.join(", ", roles.keySet());
                problems.add(new Problem(
                        Reason.GARBLED,
                        "\"" + (roles == null ? row.field(0) : row.field(1)) + "\" is no "
                                + (roles == null ? "kind" : "role") + " of words; known are: " + known
                                + ". The row is left out.",
                        name + " line " + row.line()));
                continue;
            }
            list.addAll(split(row.field(3)));
        }
        return new Found<>(new Vocabulary(all), problems);
    }

    /** The first role of which a word starts a word of the key. */
    Optional<String> startHit(String kind, String key) {
        for (var role : roles(kind).entrySet()) {
            for (var word : role.getValue()) {
                if (indexOf(key, word, 0, false) >= 0) {
                    return Optional.of(role.getKey());
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a word of this role starts a word of the key. */
    boolean startHit(String kind, String role, String key) {
        for (var word : roles(kind).getOrDefault(role, List.of())) {
            if (indexOf(key, word, 0, false) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word of this role is a whole word of the key; a plural s is forgiven. */
    boolean wordHit(String kind, String role, String key) {
        for (var word : roles(kind).getOrDefault(role, List.of())) {
            if (indexOf(key, word, 0, true) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether any word of the kind is a whole word of the key. */
    boolean wordHit(String kind, String key) {
        return roles(kind).keySet().stream().anyMatch(role -> wordHit(kind, role, key));
    }

    /** The role of a key that is one of the words. */
    Optional<String> exact(String kind, String key) {
        if (!flat.getOrDefault(kind, Set.of()).contains(key)) {
            return Optional.empty();
        }
        return roles(kind).entrySet().stream()
                .filter(role -> role.getValue().contains(key))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    boolean isWord(String kind, String key) {
        return flat.getOrDefault(kind, Set.of()).contains(key);
    }

    /** Roles of a kind with their words, in order. */
    Map<String, List<String>> roles(String kind) {
        return words.getOrDefault(kind, Map.of());
    }

    /** A word found at a position. */
    record Hit(String role, int start, int end) {}

    /** The longest word of the kind that stands at this position of a lower-case text and ends with a word. */
    Optional<Hit> at(String kind, String lower, int position) {
        if (position >= lower.length()) {
            return Optional.empty();
        }
        Hit best = null;
        for (var entry : byFirst.getOrDefault(kind, Map.of()).getOrDefault(lower.charAt(position), List.of())) {
            int end = position + entry.word.length();
            if ((best == null || end > best.end)
                    && lower.startsWith(entry.word, position)
                    && endsWord(lower, entry.word, end)) {
                best = new Hit(entry.role, position, end);
            }
        }
        return Optional.ofNullable(best);
    }

    /** Position of a word at the start of a word of the key, -1 when absent. */
    static int indexOf(String key, String word, int from, boolean whole) {
        int at = key.indexOf(word, from);
        while (at >= 0) {
            int end = at + word.length();
            boolean starts = at == 0 || !joins(key.charAt(at - 1), word.charAt(0));
            boolean ends =
                    !whole || endsWord(key, word, end) || (key.startsWith("s", end) && endsWord(key, word, end + 1));
            if (starts && ends) {
                return at;
            }
            at = key.indexOf(word, at + 1);
        }
        return -1;
    }

    private static boolean endsWord(String text, String word, int end) {
        return end >= text.length() || !joins(word.charAt(word.length() - 1), text.charAt(end));
    }

    /** Whether two neighbours belong to one word; Chinese writes no gaps, so its characters never join. */
    private static boolean joins(char a, char b) {
        return isWordy(a) && isWordy(b);
    }

    private static boolean isWordy(char c) {
        return Character.isLetterOrDigit(c) && !(c >= '\u2e80' && c <= '\u9fff');
    }

    private static List<String> split(String words) {
        var list = new ArrayList<String>();
        for (var word : words.split("\\|", -1)) {
            if (!word.isBlank()) {
                list.add(NameKey.of(word));
            }
        }
        return list;
    }

    private static Vocabulary load() {
        var all = new LinkedHashMap<String, Map<String, List<String>>>();
        for (var row : CsvRows.of(resource("words.csv"))) {
            if (!row.field(0).equals("kind")) {
                all.computeIfAbsent(row.field(0), k -> new LinkedHashMap<>())
                        .computeIfAbsent(row.field(1), r -> new ArrayList<>())
                        .addAll(split(row.field(3)));
            }
        }
        return new Vocabulary(Collections.unmodifiableMap(all));
    }

    /** A resource of this package as text. */
    static String resource(String name) {
        try (InputStream in = Vocabulary.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("The program's own file " + name + " cannot be read", broken);
        }
    }
}
