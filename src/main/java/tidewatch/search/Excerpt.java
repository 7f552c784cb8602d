package tidewatch.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The line of a note that shows best why it was found. */
final class Excerpt {
    /** Characters of a line that are shown: two or three lines of a phone. */
    private static final int SHOWN_MAX = 160;

    /** Of these so many before the first word that was looked for. */
    private static final int BEFORE_MAX = 50;

    private final String text;
    private final List<Term> terms;

    /**
     * A line.
     *
     * @param number 1-based in the whole text
     * @param from its first character
     * @param to one past its last, without the line break
     * @param has how many of the terms stand in it
     */
    private record Line(int number, int from, int to, int has, boolean heading, List<Occurrences.Span> spans) {}

    Excerpt(String text, List<Term> terms) {
        this.text = text;
        this.terms = terms;
    }

    /** A line's number and words. */
    record Shown(int line, List<Hit.Piece> pieces) {}

    /** The line with the most terms, plain lines before headings; without any the first that says something. */
    Shown best() {
        int body = NoteFields.behindFrontMatter(text);
        var there = Occurrences.in(text.substring(body), terms);
        var lines = lines(body, there);
        return lines.stream()
                .max(Comparator.comparingInt(Line::has).thenComparing(line -> !line.heading()).thenComparingInt(line -> -line.number()))
                .map(line -> new Shown(line.number(), pieces(line)))
                .orElse(new Shown(1, List.of()));
    }

    private List<Line> lines(int body, Occurrences there) {
        var lines = new ArrayList<Line>();
        var next = new int[terms.size()];
        var sorted = IntStream.range(0, terms.size())
                .mapToObj(i -> there.of(i).stream().sorted(Comparator.comparingInt(Occurrences.Span::start)).toList())
                .toList();
        int number = 1 + (int) text.substring(0, body).lines().count() - (body > 0 ? 1 : 0);
        for (int from = body; from < text.length(); number++) {
            int to = NoteFields.lineEnd(text, from);
            var spans = new ArrayList<Occurrences.Span>();
            int has = 0;
            for (int i = 0; i < next.length; i++) {
                boolean one = false;
                while (next[i] < sorted.get(i).size() && sorted.get(i).get(next[i]).start() + body < to) {
                    var span = sorted.get(i).get(next[i]++);
                    // A phrase may go over the end of a line.
                    spans.add(new Occurrences.Span(span.start() + body, Math.min(to, span.end() + body), span.whole()));
                    one = true;
                }
                has += one ? 1 : 0;
            }
            if (says(from, to)) {
                lines.add(new Line(number, from, to, has, NoteFields.heading(text.substring(from, Math.min(to, from + 12))), spans));
            }
            from = to + (text.startsWith("\r\n", to) ? 2 : 1);
        }
        return lines;
    }

    private boolean says(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The line as words, matches apart, without the marks of Markdown, cut around the first match. */
    private List<Hit.Piece> pieces(Line line) {
        var spans = line.spans().stream().sorted(Comparator.comparingInt(Occurrences.Span::start)).toList();
        int from = spans.isEmpty() ? line.from() : wordAt(line.from(), Math.max(line.from(), spans.getFirst().start() - BEFORE_MAX));
        int to = Math.min(line.to(), from + SHOWN_MAX);
        // No character cut in half, and where it can be no word.
        int end = to;
        while (to < line.to() && end > from + SHOWN_MAX / 2 && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        to = to < line.to() && end > from + SHOWN_MAX / 2 ? end : to;
        to = to > from && to < line.to() && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
        boolean table = text.substring(line.from(), line.to()).stripLeading().startsWith("|");
        var pieces = new ArrayList<Hit.Piece>();
        int at = from;
        if (from > line.from()) {
            pieces.add(new Hit.Piece("… ", false));
        } else {
            at = behindMarker(from, spans.isEmpty() ? to : Math.min(to, spans.getFirst().start()));
        }
        for (var span : spans) {
            if (span.start() >= at && span.start() < to) {
                add(pieces, plain(at, span.start(), table), false);
                add(pieces, plain(span.start(), Math.min(to, span.end()), table), true);
                at = Math.min(to, span.end());
            }
        }
        var tail = plain(at, to, table);
        add(pieces, table && to == line.to() ? tail.replaceAll("[ ·]+$", "") : tail, false);
        if (to < line.to()) {
            pieces.add(new Hit.Piece(" …", false));
        }
        return pieces;
    }

    private static void add(List<Hit.Piece> pieces, String words, boolean match) {
        if (!words.isEmpty()) {
            pieces.add(new Hit.Piece(words, match));
        }
    }

    /** The beginning of a word at or behind a place. */
    private int wordAt(int lineStart, int place) {
        int at = place;
        if (at == lineStart) {
            return at;
        }
        while (at < place + BEFORE_MAX / 2 && at < text.length() && !Character.isWhitespace(text.charAt(at - 1))) {
            at++;
        }
        at = at < text.length() && Character.isWhitespace(text.charAt(at - 1)) ? at : place;
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    /** Behind "## ", "- ", "> ", "- [ ] " and the like. */
    private int behindMarker(int from, int to) {
        int at = from;
        while (at < to && " \t#>-*+|".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        boolean box = at + 3 <= to && text.charAt(at) == '[' && text.charAt(at + 2) == ']';
        return box ? behindMarker(at + 3, to) : at;
    }

    /** Without emphasis, code marks and brackets of links; the bars of a table are points, but for those that are escaped. */
    private String plain(int from, int to, boolean table) {
        var words = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean twin = i + 1 < text.length() && text.charAt(i + 1) == c || i > 0 && text.charAt(i - 1) == c;
            if (c == '*' || c == '`' || (c == '[' || c == ']' || c == '_' || c == '=' || c == '~') && twin) {
                continue;
            }
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '|') {
                continue;
            }
            boolean cell = c == '|' && table && (i == 0 || text.charAt(i - 1) != '\\');
            words.append(cell ? '·' : c == '\t' ? ' ' : c);
        }
        var line = words.toString();
        return table ? line.replaceAll("(· *)+", "· ") : line;
    }
}
