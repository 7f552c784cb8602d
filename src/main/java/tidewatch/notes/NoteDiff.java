package tidewatch.notes;

import java.util.ArrayList;
import java.util.List;

/**
 * What an edit makes of the lines of a note, as it is shown before it is done.
 *
 * @param lines those that change, with a few around them, in order
 */
public record NoteDiff(List<Line> lines) {
    private static final int AROUND = 2;

    /** What becomes of a line. */
    public enum Kind {
        STAYS,
        GOES,
        COMES
    }

    /** One line, without its line end. */
    public record Line(Kind kind, String words) {}

    public NoteDiff {
        lines = List.copyOf(lines);
    }

    static NoteDiff of(String before, NoteEdit edit) {
        var after = edit.in(before);
        var old = lines(before);
        var fresh = lines(after);
        int same = 0;
        while (same < old.size() && same < fresh.size() && old.get(same).equals(fresh.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < old.size() - same
                && tail < fresh.size() - same
                && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
            tail++;
        }
        var shown = new ArrayList<Line>();
        old.subList(Math.max(0, same - AROUND), same).forEach(line -> shown.add(new Line(Kind.STAYS, line)));
        old.subList(same, old.size() - tail).forEach(line -> shown.add(new Line(Kind.GOES, line)));
        fresh.subList(same, fresh.size() - tail).forEach(line -> shown.add(new Line(Kind.COMES, line)));
        old.subList(old.size() - tail, Math.min(old.size(), old.size() - tail + AROUND))
                .forEach(line -> shown.add(new Line(Kind.STAYS, line)));
        return new NoteDiff(shown);
    }

    /** As a unified diff writes it: each line behind {@code +}, {@code -} or a blank. */
    public String text() {
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(text.isEmpty() ? "" : "\n");
            text.append(switch (line.kind()) {
                case STAYS -> "  ";
                case GOES -> "- ";
                case COMES -> "+ ";
            });
            text.append(line.words());
        }
        return text.toString();
    }

    /** Divided by their line ends; one at the very end begins no further line. */
    private static List<String> lines(String text) {
        var outline = new ArrayList<String>(List.of(text.split("\\r\\n|\\r|\\n", -1)));
        if (outline.getLast().isEmpty()) {
            outline.removeLast();
        }
        return outline;
    }
}
