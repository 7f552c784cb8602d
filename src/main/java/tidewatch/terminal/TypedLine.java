package tidewatch.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.Parser;

/**
 * A line while it is typed, cut into words for completion as the chat will read it: blanks part words, double quotes hold a name of
 * several words together. Never asks for more input: an open quote is closed by the end of the line.
 *
 * @param words without their quotes
 * @param rawStart where the word at the cursor begins in the line, with its quote
 */
record TypedLine(String line, int cursor, List<String> words, int wordIndex, int rawStart) implements CompletingParsedLine {
    /** Cuts lines; JLine calls it. */
    static final Parser PARSER = (line, cursor, _) -> of(line, cursor);

    TypedLine {
        words = List.copyOf(words);
    }

    static TypedLine of(String line, int cursor) {
        var words = new ArrayList<String>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < cursor; i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                if (i > start) {
                    words.add(unquoted(line.substring(start, i)));
                }
                start = i + 1;
            }
        }
        words.add(unquoted(line.substring(start, cursor)));
        return new TypedLine(line, cursor, words, words.size() - 1, start);
    }

    private static String unquoted(String word) {
        return word.replace("\"", "");
    }

    @Override
    public String word() {
        return words.get(wordIndex);
    }

    @Override
    public int wordCursor() {
        return word().length();
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate.toString().indexOf(' ') < 0 ? candidate : "\"" + candidate + (complete ? "\"" : "");
    }

    @Override
    public int rawWordCursor() {
        return cursor - rawStart;
    }

    @Override
    public int rawWordLength() {
        return cursor - rawStart;
    }
}
