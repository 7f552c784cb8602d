package tidewatch.notes;

import java.util.Arrays;
import java.util.List;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.text.Characters;

/**
 * Most cells, items, headings and paragraphs hold no markup but words between stars: such lines are their own text without the stars, and
 * all others are the library's. Belongs to one parse of one note.
 */
final class PlainLines implements InlineParser {
    /** A stretch of the note that is its own text. It stands in the tree where the library would put a text, and emphasis around it is not told. */
    static final class Words extends CustomNode {
        private final int start;
        private final int end;

        Words(int start, int end) {
            this.start = start;
            this.end = end;
        }

        int start() {
            return start;
        }

        int end() {
            return end;
        }
    }

    /** Which pairs of more stars belong together takes counting. */
    private static final int MOST_STARS = 2;

    private final StandIn note;
    private final InlineParser others;
    /** Runs of stars that are emphasis, where each begins and ends. */
    private int[] stars = new int[16];

    private int starred;

    /** @param others reads what is not plain */
    PlainLines(StandIn note, InlineParser others) {
        this.note = note;
        this.others = others;
    }

    @Override
    public void parse(SourceLines lines, Node block) {
        var all = lines.getLines();
        if (all.size() == 1 && all.getFirst().getContent().isEmpty()) {
            return;
        }
        if (!isPlain(all)) {
            others.parse(lines, block);
            return;
        }
        int cut = 0;
        for (int i = 0; i < all.size(); i++) {
            if (i > 0) {
                block.appendChild(new SoftLineBreak());
            }
            var span = all.get(i).getSourceSpan();
            int from = span.getInputIndex();
            int end = from + span.getLength();
            for (; cut < starred && stars[cut] < end; cut += 2) {
                append(from, stars[cut], block);
                from = stars[cut + 1];
            }
            append(from, end, block);
        }
    }

    private static void append(int from, int to, Node block) {
        if (from < to) {
            block.appendChild(new Words(from, to));
        }
    }

    private boolean isPlain(List<SourceLine> lines) {
        starred = 0;
        int open = 0;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var span = line.getSourceSpan();
            int length = line.getContent().length();
            // Of a tab that is indentation in part, the library makes blanks that stand nowhere; blanks at the end are cut off or break the line.
            if (span == null || length == 0 || length != span.getLength() || isBlank(line, 0) || isBlank(line, length - 1)) {
                return false;
            }
            int at = span.getInputIndex();
            int end = at + length;
            int sign = note.signs().nextSetBit(at);
            while (sign >= 0 && sign < end) {
                if (note.text().charAt(sign) != '*') {
                    return false;
                }
                int past = sign + 1;
                while (past < end && note.text().charAt(past) == '*') {
                    past++;
                }
                int before = sign == at ? ' ' : note.text().charAt(sign - 1);
                int after = past == end ? ' ' : note.text().charAt(past);
                boolean opens = mayOpen(before, after);
                // What may close is what may open when read from the other side.
                boolean closes = mayOpen(after, before);
                if (opens || closes) {
                    int run = past - sign;
                    boolean fits = run <= MOST_STARS && (open == 0 ? opens : closes && open == run);
                    if (!fits) {
                        return false;
                    }
                    open = open == 0 ? run : 0;
                    cut(sign, past);
                }
                sign = note.signs().nextSetBit(past);
            }
        }
        return open == 0;
    }

    private static boolean isBlank(SourceLine line, int at) {
        return line.getContent().charAt(at) <= ' ';
    }

    /** Whether stars between these characters may begin emphasis (CommonMark 0.31, 6.2). */
    private static boolean mayOpen(int before, int after) {
        return !Characters.isWhitespaceCodePoint(after)
                && (!Characters.isPunctuationCodePoint(after)
                        || Characters.isWhitespaceCodePoint(before)
                        || Characters.isPunctuationCodePoint(before));
    }

    private void cut(int start, int end) {
        if (starred == stars.length) {
            stars = Arrays.copyOf(stars, starred * 2);
        }
        stars[starred++] = start;
        stars[starred++] = end;
    }
}
