package tidewatch.search;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tidewatch.notes.Note;
import tidewatch.notes.Vault;

/** A note's words by where they stand. */
final class NoteFields {
    private NoteFields() {}

    /** The text of each field; the values of one are divided by line ends. */
    static Map<Field, String> of(Note note, String text) {
        var body = text.substring(behindFrontMatter(text));
        var fields = new EnumMap<Field, String>(Field.class);
        var file = note.path().substring(note.path().lastIndexOf('/') + 1).replaceFirst("(?i)\\.md$", "");
        fields.put(Field.TITLE, file.equals(note.title()) ? file : note.title() + "\n" + file);
        fields.put(Field.ALIAS, String.join("\n", note.aliases()) + note.ticker().map(ticker -> "\n" + ticker).orElse(""));
        fields.put(Field.HEADING, headings(body));
        fields.put(Field.TAG, String.join("\n", note.tags()));
        // Of a copied map the order differs from one start of the program to the next.
        fields.put(Field.PROPERTY, String.join("\n", new TreeMap<>(note.properties()).values()));
        fields.put(Field.BODY, body);
        return fields;
    }

    /**
     * A number of all that is searched of a note: of its bytes, and of what was read from them, so that notes which a newer version reads
     * otherwise are indexed again.
     */
    static long print(Note note, Vault vault) {
        long print = vault.print(note.path());
        for (var words : List.of(List.of(note.title()), note.aliases(), note.tags(), note.ticker().map(List::of).orElse(List.of()))) {
            for (var word : words) {
                print = print * 1_000_003 + word.hashCode();
            }
            print = print * 1_000_003 + words.size();
        }
        return print * 1_000_003 + note.properties().hashCode();
    }

    /** Written by a program, ours or another: found, and marked as that. */
    static boolean generated(Note note) {
        return "true".equals(note.properties().get("generated"));
    }

    /** Where the text begins behind its front matter; 0 without one. */
    static int behindFrontMatter(String text) {
        if (!text.startsWith("---") || text.length() < 4 || text.charAt(3) != '\n' && text.charAt(3) != '\r') {
            return 0;
        }
        int line = 3;
        while (true) {
            int next = lineEnd(text, line);
            if (next >= text.length()) {
                return 0;
            }
            line = next + (text.startsWith("\r\n", next) ? 2 : 1);
            var words = text.substring(line, lineEnd(text, line)).stripTrailing();
            if (words.equals("---") || words.equals("...")) {
                return lineEnd(text, line);
            }
        }
    }

    /** The end of the line at this place, its line break not included. */
    static int lineEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    private static String headings(String body) {
        return body.indexOf('#') < 0 ? "" : body.lines().filter(NoteFields::heading).collect(Collectors.joining("\n"));
    }

    static boolean heading(String line) {
        int at = 0;
        while (at < line.length() && at < 3 && line.charAt(at) == ' ') {
            at++;
        }
        int from = at;
        while (at < line.length() && line.charAt(at) == '#') {
            at++;
        }
        return at > from && at - from <= 6 && at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t');
    }
}
