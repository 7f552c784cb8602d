package tidewatch.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What words mean in a sentence, read from {@code words.txt}; that file says how a word is added. All words here are folded, see
 * {@link #fold}. Immutable.
 */
final class Words {
    /** What an entry of the file means. */
    sealed interface Meaning {
        /** Asks for a command. */
        record Asks(Intent intent, Strength strength) implements Meaning {}

        /** A window of time such as {@code 5d}; {@code daysBack} when it is also one certain day: 0 today, 1 yesterday. */
        record Window(String code, Optional<Integer> daysBack) implements Meaning {}

        /** The long form of a brief. */
        record Full() implements Meaning {}

        /** Nothing. */
        record Filler() implements Meaning {}
    }

    /** How surely an entry asks for its command. */
    enum Strength {
        SURE,
        /** Only when no other command is named. */
        WEAK,
        /** Never more than a button. */
        OFFERED
    }

    /** An entry found at a place. */
    record Entry(Meaning meaning, int length) {}

    private static final String RESOURCE = "/tidewatch/chat/words.txt";

    private final Map<String, Meaning> entries = new HashMap<>();
    private final Map<String, String> same = new HashMap<>();
    private final Set<String> single = new LinkedHashSet<>();
    private int longest = 1;

    private Words() {}

    /** The words that come with the program. */
    static Words shipped() {
        try (var in = Words.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Refuses an entry that stands twice or under an unknown heading, naming its line. */
    static Words parse(String text) {
        var words = new Words();
        var lines = text.lines().toList();
        // The words of [same] first: entries are read through them, wherever they stand in the file.
        words.read(lines, true);
        words.read(lines, false);
        return words;
    }

    private void read(List<String> lines, boolean sameOnly) {
        var heading = "";
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                heading = line.substring(1, line.length() - 1);
            } else if (heading.equals("same") == sameOnly) {
                try {
                    add(heading, line);
                } catch (IllegalArgumentException wrong) {
                    throw new IllegalArgumentException("words.txt line " + (i + 1) + ": " + wrong.getMessage(), wrong);
                }
            }
        }
    }

    private void add(String heading, String line) {
        if (heading.equals("same")) {
            int colon = line.indexOf(':');
            var to = fold(line.substring(0, Math.max(colon, 0)).strip());
            for (var word : line.substring(colon + 1).split(",", -1)) {
                var other = fold(word.strip());
                if (to.isEmpty() || other.isEmpty()) {
                    throw new IllegalArgumentException("an empty entry in \"" + line + "\"");
                }
                once(same.put(other, to), word);
                single.add(other);
            }
            return;
        }
        for (var entry : line.split(",", -1)) {
            var words = entry.strip();
            var strength = words.startsWith("~") ? Strength.WEAK : words.startsWith("?") ? Strength.OFFERED : Strength.SURE;
            var key = new ArrayList<String>();
            for (var word : words.substring(strength == Strength.SURE ? 0 : 1).split(" ", -1)) {
                key.add(read(word));
                single.add(fold(word));
            }
            if (key.contains("")) {
                throw new IllegalArgumentException("an empty entry in \"" + line + "\"");
            }
            once(entries.put(String.join(" ", key), meaning(heading, strength)), words);
            longest = Math.max(longest, key.size());
        }
    }

    private static void once(@Nullable Object before, String word) {
        if (before != null) {
            throw new IllegalArgumentException("\"" + word + "\" stands twice");
        }
    }

    private static Meaning meaning(String heading, Strength strength) {
        if (heading.startsWith("/")) {
            return Arrays.stream(Intent.values())
                    .filter(intent -> intent.commandLine().equals(heading))
                    .findFirst()
                    .map(intent -> new Meaning.Asks(intent, strength))
                    .orElseThrow(() -> new IllegalArgumentException("there is no command [" + heading + "]"));
        }
        return switch (heading) {
            case "filler" -> new Meaning.Filler();
            case "full" -> new Meaning.Full();
            case "1d today" -> new Meaning.Window("1d", Optional.of(0));
            case "1d yesterday" -> new Meaning.Window("1d", Optional.of(1));
            case "1d", "5d", "21d", "63d", "126d", "252d", "mtd", "qtd", "ytd" -> new Meaning.Window(heading, Optional.empty());
            default -> throw new IllegalArgumentException("unknown heading [" + heading + "]");
        };
    }

    /** The form under which words are compared: lower case, without apostrophes, so that "what's" and "whats" are one word. */
    static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace("'", "");
    }

    /** Folded, and as the word that it is read as. */
    String read(String word) {
        var folded = fold(word);
        return same.getOrDefault(folded, folded);
    }

    /** The longest entry that begins at this place of read words. */
    Optional<Entry> at(List<String> words, int from) {
        for (int length = Math.min(longest, words.size() - from); length > 0; length--) {
            var meaning = entries.get(String.join(" ", words.subList(from, from + length)));
            if (meaning != null) {
                return Optional.of(new Entry(meaning, length));
            }
        }
        return Optional.empty();
    }

    /** Every entry with its meaning, as read words. */
    Map<String, Meaning> entries() {
        return Map.copyOf(entries);
    }

    /** Every single word of the file, for corrections of spelling. */
    Set<String> all() {
        return Set.copyOf(single);
    }
}
