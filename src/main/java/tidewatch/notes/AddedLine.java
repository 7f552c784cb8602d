package tidewatch.notes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * One line added to a note, behind the last words of the section that is meant for such lines; where there is none, in a section
 * {@code ## Log} at the end. Nothing else of the note changes; the line end is that of the lines around it, and a note that ends without
 * one still does.
 *
 * @param heading under which the line stands
 * @param section whether that heading is new too
 */
record AddedLine(NoteEdit edit, String heading, boolean section) {
    /** The heading of a section that we make. */
    static final String OWN = "Log";

    /** Headings under which people keep dated lines, the most certain first; in lower case. */
    private static final List<String> MEANT =
            List.of("log", "captured", "captures", "journal", "market log", "trading log", "updates", "update log", "inbox", "notes");

    /**
     * Adds a line.
     *
     * @param line without line end, such as {@code - 2026-02-06 07:12: words}
     * @param wanted the heading that the user names for such lines; then no other is meant, and a new section bears it
     * @return empty, with the reason, when a line at that place would not be read: in a code block or comment that nothing closes
     */
    static Found<Optional<AddedLine>> to(String text, String line, Optional<String> wanted) {
        var outline = NoteOutline.of(text);
        var lines = outline.lines();
        var headings = wanted.map(one -> List.of(key(one))).orElse(MEANT);
        var at = headings.stream()
                .flatMapToInt(meant -> IntStream.range(0, lines.size())
                        .filter(i -> lines.get(i).heading() && key(outline.words(lines.get(i))).equals(meant))
                        .limit(1))
                .findFirst();
        int until = lines.size();
        if (at.isPresent()) {
            int next = at.getAsInt() + 1;
            while (next < lines.size() && !lines.get(next).heading() && lines.get(next).kind() != NoteOutline.Kind.MARK) {
                next++;
            }
            until = next;
        }
        if (until == lines.size() && outline.open().isPresent()) {
            return new Found<>(
                    Optional.empty(),
                    List.of(Problem.of(
                            Reason.GARBLED,
                            "A " + outline.open().get() + " is opened in it and never closed, so a line below would belong to that. Close it first.")));
        }
        int last = until - 1;
        while (last >= 0 && lines.get(last).blank()) {
            last--;
        }
        var above = last < 0 ? Optional.<NoteOutline.Line>empty() : Optional.of(lines.get(last));
        var eol = outline.eol(above);
        boolean list = above.filter(one -> at.isPresent() && item(outline.words(one))).isPresent();
        // Under a heading of its own, and behind anything but another item, an empty line keeps the line from belonging to what is above it.
        boolean apart = above.isPresent() && !list && !(above.get().heading() && at.isPresent());
        var words = (apart ? eol : "")
                + (at.isPresent() ? "" : "## " + wanted.orElse(OWN) + eol + eol)
                + line;
        var edit = above.filter(one -> !one.ended())
                .map(one -> NoteEdit.insert(one.end(), eol + words))
                .orElseGet(() -> NoteEdit.insert(above.map(NoteOutline.Line::next).orElse(0), words + eol));
        var name = at.isPresent() ? shown(outline.words(lines.get(at.getAsInt()))) : wanted.orElse(OWN);
        return Found.of(Optional.of(new AddedLine(edit, name, at.isEmpty())));
    }

    /** An item of a list, or a line that goes on below one. */
    private static boolean item(String words) {
        var bare = words.strip();
        return bare.startsWith("- ")
                || bare.startsWith("* ")
                || bare.startsWith("+ ")
                || bare.matches("\\d{1,9}[.)] .*")
                || (words.startsWith("  ") && !words.startsWith("    ```"));
    }

    /** A heading as people see it. */
    static String shown(String heading) {
        return heading.strip().replaceFirst("^#{1,6}(?=\\s|$)", "").replaceFirst("\\s+#+$", "").strip();
    }

    /** As headings are compared: letters and digits of any script. */
    private static String key(String heading) {
        return shown(heading).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
