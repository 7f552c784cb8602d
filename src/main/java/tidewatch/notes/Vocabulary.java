package tidewatch.notes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
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
    /** Of each ASCII character whether it is a letter or a digit. */
    private static final boolean[] WORDY = new boolean[128];

    static {
        for (char c = 0; c < WORDY.length; c++) {
            WORDY[c] = Character.isLetterOrDigit(c);
        }
    }

    private static final Vocabulary BUNDLED = load();

    private final Map<String, Map<String, List<String>>> words;
    private final Map<WordKind, Kind> kinds = new EnumMap<>(WordKind.class);
    private final Openings sentences;

    /** @param rank place of the role among those of its kind */
    private record Entry(String role, int rank, String word) {}

    /** The words of a kind by their first character: the question "which word stands here" is asked at every word of a note. */
    private static final class Kind {
        private static final Entry[] NONE = {};

        private final Map<String, String> exact = new HashMap<>();
        private final Entry[][] plain = new Entry[128][];
        /** Of each first character the second ones, by the six low bits of each: no word stands where the next character is none of them. */
        private final long[] seconds = new long[128];

        private final Map<Character, Entry[]> others = new HashMap<>();

        Kind(Map<String, List<String>> roles) {
            int rank = 0;
            for (var role : roles.entrySet()) {
                for (var word : role.getValue()) {
                    exact.putIfAbsent(word, role.getKey());
                    add(new Entry(role.getKey(), rank, word));
                }
                rank++;
            }
        }

        private void add(Entry entry) {
            char first = entry.word.charAt(0);
            var before = from(first);
            var more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = entry;
            if (first < 128) {
                plain[first] = more;
                seconds[first] |= entry.word.length() == 1 ? -1L : 1L << entry.word.charAt(1);
            } else {
                others.put(first, more);
            }
        }

        private Entry[] from(char first) {
            var entries = first < 128 ? plain[first] : others.isEmpty() ? null : others.get(first);
            return entries == null ? NONE : entries;
        }

        /** Words of which the first two characters, or as good as those, stand at this position of a text. */
        Entry[] at(String text, int at) {
            char c = text.charAt(at);
            if (c >= 128) {
                return from(c);
            }
            long second = seconds[c];
            boolean fits = second == -1L || (second != 0 && at + 1 < text.length() && (second >>> text.charAt(at + 1) & 1) != 0);
            return fits ? from(c) : NONE;
        }

        /** The same where a word of plain letters does not go on. */
        Entry[] starting(String text, int at) {
            var entries = at(text, at);
            return entries.length == 0 || (at > 0 && joins(text.charAt(at - 1), text.charAt(at))) ? NONE : entries;
        }
    }

    private Vocabulary(Map<String, Map<String, List<String>>> words) {
        this.words = words;
        for (var kind : WordKind.values()) {
            kinds.put(kind, new Kind(roles(kind)));
        }
        this.sentences = SentenceReader.openings(this);
    }

    private Kind kind(WordKind kind) {
        return Objects.requireNonNull(kinds.get(kind));
    }

    /** Where the words begin that sentences are read by. */
    Openings sentences() {
        return sentences;
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
    Optional<String> startHit(WordKind kind, String key) {
        var words = kind(kind);
        Entry best = null;
        for (int i = 0; i < key.length(); i++) {
            for (var entry : words.starting(key, i)) {
                if ((best == null || entry.rank < best.rank) && key.startsWith(entry.word, i)) {
                    best = entry;
                }
            }
        }
        return best == null ? Optional.empty() : Optional.of(best.role);
    }

    /** Whether a word of this role starts a word of the key. */
    boolean startHit(WordKind kind, String role, String key) {
        var words = kind(kind);
        for (int i = 0; i < key.length(); i++) {
            for (var entry : words.starting(key, i)) {
                if (entry.role.equals(role) && key.startsWith(entry.word, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a word of this role is a whole word of the key; a plural s is forgiven. */
    boolean wordHit(WordKind kind, String role, String key) {
        var words = kind(kind);
        for (int i = 0; i < key.length(); i++) {
            for (var entry : words.starting(key, i)) {
                if (entry.role.equals(role) && key.startsWith(entry.word, i) && endsWhole(key, entry.word, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether any word of the kind is a whole word of the key. */
    boolean wordHit(WordKind kind, String key) {
        var words = kind(kind);
        for (int i = 0; i < key.length(); i++) {
            for (var entry : words.starting(key, i)) {
                if (key.startsWith(entry.word, i) && endsWhole(key, entry.word, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The roles of which a word is a whole word of the key; a plural s is forgiven. */
    Set<String> wordHits(WordKind kind, String key) {
        Set<String> hits = Set.of();
        var words = kind(kind);
        for (int i = 0; i < key.length(); i++) {
            for (var entry : words.starting(key, i)) {
                if (key.startsWith(entry.word, i) && endsWhole(key, entry.word, i)) {
                    hits = hits.isEmpty() ? new HashSet<>() : hits;
                    hits.add(entry.role);
                }
            }
        }
        return hits;
    }

    /** Whether the first letter of a stretch, in whatever case, is that of any word of the kind: cheaper than to fold the stretch and look. */
    boolean mayStart(WordKind kind, String text, int from, int to) {
        int at = from;
        while (at < to && NameKey.isSpace(text.charAt(at))) {
            at++;
        }
        if (at == to) {
            return false;
        }
        char c = text.charAt(at);
        // Signs that folding changes are looked at there.
        return c > 127 || kind(kind).plain[Character.toLowerCase(c)] != null;
    }

    /** Whether the letters of any word of the kind stand at this position. */
    boolean anyAt(WordKind kind, String lower, int position) {
        for (var entry : kind(kind).at(lower, position)) {
            if (lower.startsWith(entry.word, position)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the letters of any word of the kind stand anywhere in the text: where they do not, no other question hits. */
    boolean anywhere(WordKind kind, String lower) {
        var words = kind(kind);
        for (int i = 0; i < lower.length(); i++) {
            var entries = words.at(lower, i);
            // No question is asked inside a word of plain letters.
            if (entries.length == 0 || (i > 0 && lower.charAt(i - 1) < 128 && joins(lower.charAt(i - 1), lower.charAt(i)))) {
                continue;
            }
            for (var entry : entries) {
                if (lower.startsWith(entry.word, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The role of a key that is one of the words. */
    Optional<String> exact(WordKind kind, String key) {
        return Optional.ofNullable(kind(kind).exact.get(key));
    }

    boolean isWord(WordKind kind, String key) {
        return kind(kind).exact.containsKey(key);
    }

    /** Roles of a kind with their words, in order. */
    Map<String, List<String>> roles(WordKind kind) {
        return words.getOrDefault(kind.key(), Map.of());
    }

    /** The words of a kind, whatever their role. */
    List<String> all(WordKind kind) {
        return roles(kind).values().stream().flatMap(List::stream).toList();
    }

    /** A word found at a position. */
    record Hit(String role, int start, int end) {}

    /** The longest word of the kind that stands at this position of a lower-case text and ends with a word. */
    Optional<Hit> at(WordKind kind, String lower, int position) {
        if (position >= lower.length()) {
            return Optional.empty();
        }
        Hit best = null;
        for (var entry : kind(kind).at(lower, position)) {
            int end = position + entry.word.length();
            if ((best == null || end > best.end)
                    && lower.startsWith(entry.word, position)
                    && endsWord(lower, entry.word, end)) {
                best = new Hit(entry.role, position, end);
            }
        }
        return Optional.ofNullable(best);
    }

    /** A plural s is forgiven. */
    private static boolean endsWhole(String key, String word, int at) {
        int end = at + word.length();
        return endsWord(key, word, end) || (key.startsWith("s", end) && endsWord(key, word, end + 1));
    }

    /** Position of a word at the start of a word of the key, -1 when absent. */
    static int indexOf(String key, String word, int from, boolean whole) {
        int at = key.indexOf(word, from);
        while (at >= 0) {
            boolean starts = at == 0 || !joins(key.charAt(at - 1), word.charAt(0));
            if (starts && (!whole || endsWhole(key, word, at))) {
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
    static boolean joins(char a, char b) {
        return isWordy(a) && isWordy(b);
    }

    static boolean isWordy(char c) {
        return c < 128
                ? WORDY[c]
                : Character.isLetterOrDigit(c) && !(c >= '\u2e80' && c <= '\u9fff');
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
