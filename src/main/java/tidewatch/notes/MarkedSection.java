package tidewatch.notes;

import java.util.Optional;

/**
 * A stretch of a note that this program wrote: the lines between {@code %% tidewatch:start ID %%} and {@code %% tidewatch:end %%}. Obsidian
 * shows neither line. What stands between them is generated and no evidence of anything.
 */
final class MarkedSection {
    /** How the comment that begins one starts, white space aside; its end. */
    static final String START = "tidewatch:start";

    static final String END = "tidewatch:end";

    private MarkedSection() {}

    static String startLine(String id) {
        return "%% " + START + " " + id + " %%";
    }

    static String endLine() {
        return "%% " + END + " %%";
    }

    /** What a note has of one section. */
    sealed interface Seen {
        /** No such section. */
        record Absent() implements Seen {}

        /**
         * It stands there once.
         *
         * @param from offset of its first line, {@code to} that of its end mark
         * @param words between the marks, lines divided by LF, none at the end
         */
        record There(int from, int to, String words) implements Seen {}

        /** Its marks were changed: one is missing or stands twice. */
        record Broken() implements Seen {}
    }

    static Seen find(String text, String id) {
        int from = -1;
        boolean inOther = false;
        Optional<Seen.There> found = Optional.empty();
        for (var line : NoteOutline.of(text).lines()) {
            var mark = mark(text.substring(line.start(), line.end()));
            if (line.kind() != NoteOutline.Kind.MARK || mark.isEmpty()) {
                continue;
            }
            if (mark.get().equals(END)) {
                if (from >= 0) {
                    found = Optional.of(new Seen.There(from, line.start(), lines(text.substring(from, line.start()))));
                }
                from = -1;
                inOther = false;
            } else if (from >= 0 || inOther) {
                return new Seen.Broken();
            } else if (!mark.get().equals(START + " " + id)) {
                inOther = true;
            } else if (found.isPresent()) {
                return new Seen.Broken();
            } else {
                from = line.next();
            }
        }
        if (from >= 0) {
            return new Seen.Broken();
        }
        return found.<Seen>map(there -> there).orElseGet(Seen.Absent::new);
    }

    /** {@code tidewatch:end}, {@code tidewatch:start ID}; absent for any other line. */
    static Optional<String> mark(String line) {
        var bare = line.strip();
        if (!bare.startsWith("%%") || !bare.endsWith("%%") || bare.length() < 5) {
            return Optional.empty();
        }
        var inner = bare.substring(2, bare.length() - 2).strip().replaceAll("\\s+", " ");
        return inner.equals(END) || inner.startsWith(START + " ") ? Optional.of(inner) : Optional.empty();
    }

    private static String lines(String words) {
        var all = String.join("\n", words.split("\\r\\n|\\r|\\n", -1));
        return all.endsWith("\n") ? all.substring(0, all.length() - 1) : all;
    }

    /** Other words in a section that is there. */
    static NoteEdit put(String text, Seen.There there, String words) {
        var outline = NoteOutline.of(text);
        var above = outline.lines().stream().filter(line -> line.next() == there.from()).findFirst();
        var eol = outline.eol(above);
        return new NoteEdit(there.from(), there.to(), words.isEmpty() ? "" : words.replace("\n", eol) + eol);
    }

    /** One more line behind those of a section that is there; all that stands in it stays, whoever wrote it. */
    static NoteEdit append(String text, Seen.There there, String line) {
        var outline = NoteOutline.of(text);
        var lines = outline.lines();
        int end = 0;
        while (end < lines.size() && lines.get(end).start() < there.to()) {
            end++;
        }
        // Lines of a section are no words of the outline, blank or not.
        int last = end - 1;
        while (last >= 0 && lines.get(last).start() >= there.from() && outline.words(lines.get(last)).isBlank()) {
            last--;
        }
        var above = Optional.of(lines.get(last));
        var eol = outline.eol(above);
        boolean first = above.get().kind() == NoteOutline.Kind.MARK;
        return NoteEdit.insert(above.get().next(), (first || AddedLine.item(outline.words(above.get())) ? "" : eol) + line + eol);
    }

    /** A section of its own behind the last words; a note that ends without a line end still does. */
    static NoteEdit add(String text, String id, String words) {
        var outline = NoteOutline.of(text);
        return add(outline, outline.lines().size(), id, words);
    }

    /** The same behind the last words before a line. */
    static NoteEdit add(NoteOutline outline, int until, String id, String words) {
        var above = outline.lastWords(until);
        var eol = outline.eol(above);
        var section = (above.isPresent() ? eol : "") + startLine(id) + eol + (words.isEmpty() ? "" : words.replace("\n", eol) + eol) + endLine();
        return above.filter(line -> !line.ended())
                .map(line -> NoteEdit.insert(line.end(), eol + section))
                .orElseGet(() -> NoteEdit.insert(above.map(NoteOutline.Line::next).orElse(0), section + eol + outline.gap(until)));
    }
}
