package tidewatch.notes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.resolver.FailsafeScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * The YAML block at the top of a note.
 *
 * @param end first character behind the block, 0 when the note has none
 * @param values each key in lower case with its values as text; a scalar is a list of one
 * @param error why it could not be read, for a FIX line; the body of the note is read all the same
 */
record FrontMatter(int end, Map<String, List<String>> values, Optional<String> error) {
    private static final int MAX_SIZE = 16 * 1024;
    /** snakeyaml-engine 3.2 overflows the stack at some 5,000 levels, so depth is checked before it sees the text. */
    private static final int MAX_DEPTH = 32;

    /** How YAML writes that there is no value. */
    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

    private static final Set<String> NOT = Set.of("false", "no", "off", "0");
    /** Of a block that nothing closes. */
    private static final int OPEN_LINES = 200;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new AsWritten())
            .setMaxAliasesForCollections(50)
            .setCodePointLimit(MAX_SIZE)
            .setAllowDuplicateKeys(true)
            .setAllowRecursiveKeys(false)
            .build();

    /** Values stay as they are written: 1.10 is no number and No is no answer. It asks no pattern what a word might be either. */
    private static final class AsWritten extends JsonSchema {
        private final ScalarResolver words = new FailsafeScalarResolver();

        @Override
        public ScalarResolver getScalarResolver() {
            return words;
        }
    }

    static final FrontMatter NONE = new FrontMatter(0, Map.of(), Optional.empty());

    Optional<String> first(String key) {
        for (var value : values.getOrDefault(key, List.of())) {
            if (!value.isBlank()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    /**
     * Whether the note is for its owner alone: it says {@code private} and not {@code false}, or begins with a block that cannot be read and
     * so may say it.
     *
     * @param text of the whole note
     */
    boolean isPrivate(String text) {
        boolean says = first("private").filter(value -> !NOT.contains(value.strip().toLowerCase(Locale.ROOT))).isPresent();
        boolean open = end == 0 && text.substring(0, endOfLine(text, 0)).stripTrailing().equals("---");
        return says || error.isPresent() || open && text.lines().limit(OPEN_LINES).anyMatch(line -> line.strip().toLowerCase(Locale.ROOT).startsWith("private:"));
    }

    /** Only when the first line is exactly {@code ---} and a line {@code ---} or {@code ...} closes it. */
    static FrontMatter of(String text) {
        int line = endOfLine(text, 0);
        if (!text.substring(0, line).equals("---")) {
            return NONE;
        }
        int from = nextLine(text, line);
        int at = from;
        while (at < text.length()) {
            int stop = endOfLine(text, at);
            var words = text.substring(at, stop).stripTrailing();
            if (words.equals("---") || words.equals("...")) {
                return read(text.substring(from, at), nextLine(text, stop));
            }
            at = nextLine(text, stop);
        }
        return NONE;
    }

    /** Whether a block begins that nothing closes. */
    static boolean cut(String text) {
        return text.substring(0, endOfLine(text, 0)).equals("---") && of(text).end() == 0;
    }

    private static FrontMatter read(String yaml, int end) {
        if (yaml.length() > MAX_SIZE) {
            return failed(end, "the front matter has " + yaml.length() + " characters, the limit is " + MAX_SIZE);
        }
        var plain = new PlainYaml(yaml).values();
        if (!plain.isEmpty()) {
            return new FrontMatter(end, plain, Optional.empty());
        }
        if (depth(yaml) > MAX_DEPTH) {
            return failed(end, "the front matter is nested deeper than " + MAX_DEPTH + " levels");
        }
        return byLibrary(yaml, end);
    }

    /** What {@link PlainYaml} does not read. */
    static FrontMatter byLibrary(String yaml, int end) {
        try {
            Object tree = new Load(SETTINGS).loadFromString(yaml);
            if (tree == null) {
                return new FrontMatter(end, Map.of(), Optional.empty());
            }
            if (!(tree instanceof Map<?, ?> map)) {
                return failed(end, "the front matter holds no \"key: value\" lines");
            }
            var values = new LinkedHashMap<String, List<String>>();
            map.forEach((key, value) -> values.put(NameKey.of(String.valueOf(key)), texts(value)));
            return new FrontMatter(end, values, Optional.empty());
        } catch (YamlEngineException broken) {
            var message = String.valueOf(broken.getMessage());
            return failed(
                    end,
                    "the front matter is no valid YAML: "
                            + message.lines().findFirst().orElse(""));
        } catch (StackOverflowError deep) {
            return failed(end, "the front matter is nested too deep");
        } catch (RuntimeException broken) {
            // The YAML reader throws a few plain exceptions (bad escapes, odd tags); the note must survive all of them.
            return failed(end, "the front matter is no valid YAML");
        }
    }

    private static FrontMatter failed(int end, String why) {
        return new FrontMatter(end, Map.of(), Optional.of(why));
    }

    private static List<String> texts(Object value) {
        var texts = new ArrayList<String>();
        if (value instanceof Iterable<?> many) {
            many.forEach(one -> add(one, texts));
        } else {
            add(value, texts);
        }
        return texts;
    }

    /** Adds a value unless it is how YAML says that there is none. */
    static void add(Object value, List<String> texts) {
        var text = String.valueOf(value);
        if (!NOTHING.contains(text)) {
            texts.add(text);
        }
    }

    /** An upper bound of the nesting: open brackets, or steps of indentation and dashes. */
    private static int depth(String yaml) {
        int open = 0;
        int most = 0;
        var indents = new ArrayList<Integer>();
        for (var line : yaml.lines().toList()) {
            int i = 0;
            int dashes = 0;
            while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '-' || line.charAt(i) == '?')) {
                dashes += line.charAt(i) == ' ' ? 0 : 1;
                i++;
            }
            while (!indents.isEmpty() && indents.getLast() >= i) {
                indents.removeLast();
            }
            indents.add(i);
            for (; i < line.length(); i++) {
                char c = line.charAt(i);
                open = Math.max(0, open + (c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0));
                most = Math.max(most, open);
            }
            most = Math.max(most, Math.max(indents.size(), dashes));
        }
        return most;
    }

    private static int endOfLine(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private static int nextLine(String text, int end) {
        if (end < text.length()
                && text.charAt(end) == '\r'
                && end + 1 < text.length()
                && text.charAt(end + 1) == '\n') {
            return end + 2;
        }
        return Math.min(text.length(), end + 1);
    }
}
