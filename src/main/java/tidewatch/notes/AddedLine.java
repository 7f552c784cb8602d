package tidewatch.notes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
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
        var at = heading(outline, wanted.map(List::of).orElse(MEANT));
        int until = until(outline, at);
        if (until == lines.size() && outline.open().isPresent()) {
            return new Found<>(
                    Optional.empty(),
                    List.of(Problem.of(
                            Reason.GARBLED,
                            "A " + outline.open().get() + " is opened in it and never closed, so a line below would belong to that. Close it first.")));
        }
        var above = outline.lastWords(until);
        var eol = outline.eol(above);
        boolean list = above.filter(one -> at.isPresent() && item(outline.words(one))).isPresent();
        // Under a heading of its own, and behind anything but another item, an empty line keeps the line from belonging to what is above it.
        boolean apart = above.isPresent() && !list && !(above.get().heading() && at.isPresent());
        var gap = outline.gap(until);
        var words = (apart ? eol : "")
                + (at.isPresent() ? "" : "## " + wanted.orElse(OWN) + eol + eol)
                + line;
        var edit = above.filter(one -> !one.ended())
                .map(one -> NoteEdit.insert(one.end(), eol + words))
                .orElseGet(() -> NoteEdit.insert(above.map(NoteOutline.Line::next).orElse(0), words + eol + gap));
        var name = at.isPresent() ? shown(outline.words(lines.get(at.getAsInt()))) : wanted.orElse(OWN);
        return Found.of(Optional.of(new AddedLine(edit, name, at.isEmpty())));
    }

    /** The first heading that is called so, the first name before others; an index of lines. */
    static OptionalInt heading(NoteOutline outline, List<String> names) {
        var lines = outline.lines();
        return names.stream()
                .map(AddedLine::key)
                .flatMapToInt(meant -> IntStream.range(0, lines.size())
                        .filter(i -> lines.get(i).heading() && key(outline.words(lines.get(i))).equals(meant))
                        .limit(1))
                .findFirst();
    }

    /** Where what stands below a heading ends: the line behind it; behind the last one of all without a heading. */
    static int until(NoteOutline outline, OptionalInt heading) {
        var lines = outline.lines();
        if (heading.isEmpty()) {
            return lines.size();
        }
        int next = heading.getAsInt() + 1;
        while (next < lines.size() && !lines.get(next).heading() && lines.get(next).kind() != NoteOutline.Kind.MARK) {
            next++;
        }
        return next;
    }

    /** An item of a list, or a line that goes on below one. */
    static boolean item(String words) {
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
