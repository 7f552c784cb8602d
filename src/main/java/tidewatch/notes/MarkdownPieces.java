package tidewatch.notes;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Turns masked Markdown into {@link Piece}s. The only class that knows the Markdown library; the tree is gone when it returns.
 */
final class MarkdownPieces {
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    private final String text;
    private final Mask mask;
    private final List<Piece> pieces = new ArrayList<>();

    private MarkdownPieces(String text, Mask mask) {
        this.text = text;
        this.mask = mask;
    }

    static List<Piece> of(String text, Mask mask) {
        var walk = new MarkdownPieces(text, mask);
        walk.children(PARSER.parse(mask.text()), -1);
        return walk.pieces;
    }

    private void children(Node parent, int depth) {
        for (Node n = parent.getFirstChild(); n != null; n = n.getNext()) {
            block(n, depth);
        }
    }

    private void block(Node n, int depth) {
        switch (n) {
            case org.commonmark.node.Heading h -> pieces.add(new Piece.Heading(span(h), h.getLevel(), run(h)));
            case Paragraph p -> paragraph(p);
            case ThematicBreak rule -> pieces.add(new Piece.Rule(span(rule)));
            case FencedCodeBlock code -> pieces.add(new Piece.Verbatim(span(code)));
            case IndentedCodeBlock code -> pieces.add(new Piece.Verbatim(span(code)));
            case HtmlBlock html -> pieces.add(new Piece.Verbatim(span(html)));
            case TableBlock table -> table(table);
            case BulletList list -> children(list, depth + 1);
            case OrderedList list -> children(list, depth + 1);
            case ListItem item -> item(item, Math.max(0, depth));
            case BlockQuote quote -> quote(quote, depth);
            default -> children(n, depth);
        }
    }

    private void paragraph(Paragraph p) {
        var words = run(p);
        if (words.plain().stripLeading().startsWith("$$")) {
            pieces.add(new Piece.Verbatim(span(p)));
        } else {
            pieces.add(new Piece.Paragraph(span(p), words));
        }
    }

    private void item(ListItem item, int depth) {
        Node first = item.getFirstChild();
        if (first instanceof Paragraph p) {
            var words = run(p);
            var box = box(words.plain());
            var own = box.isPresent() ? words.sub(Math.min(4, words.length()), words.length()).strip() : words;
            pieces.add(new Piece.Item(span(p), own, depth, box));
            first = first.getNext();
        }
        for (Node n = first; n != null; n = n.getNext()) {
            block(n, depth);
        }
    }

    /** {@code [ ] }, {@code [x] } and any other single character. */
    private static Optional<Character> box(String words) {
        boolean is = words.length() >= 3
                && words.charAt(0) == '['
                && words.charAt(2) == ']'
                && (words.length() == 3 || NameKey.isSpace(words.charAt(3)));
        return is ? Optional.of(words.charAt(1)) : Optional.empty();
    }

    /** A callout is a quote whose first words are {@code [!type]}; its title heads the blocks in it. */
    private void quote(BlockQuote quote, int depth) {
        if (!(quote.getFirstChild() instanceof Paragraph p)) {
            children(quote, depth);
            return;
        }
        var words = run(p);
        int close = words.plain().startsWith("[!") ? words.plain().indexOf(']') : -1;
        if (close < 0) {
            children(quote, depth);
            return;
        }
        int firstLine = firstLineEnd(words);
        int title = close + 1;
        while (title < firstLine && "+- ".indexOf(words.plain().charAt(title)) >= 0) {
            title++;
        }
        var head = words.sub(title, firstLine).strip();
        var named = head.isBlank() ? words.sub(2, close) : head;
        pieces.add(new Piece.Heading(words.at(0, firstLine), 7, named));
        if (firstLine < words.length()) {
            var rest = words.sub(firstLine, words.length()).strip();
            if (!rest.isBlank()) {
                pieces.add(new Piece.Paragraph(rest.whole(), rest));
            }
        }
        for (Node n = p.getNext(); n != null; n = n.getNext()) {
            block(n, depth);
        }
        int end = span(quote).end();
        pieces.add(new Piece.CalloutEnd(new Stretch(end, end)));
    }

    /** The position of the first line end inside a run. */
    private int firstLineEnd(Run words) {
        for (int i = 0; i < words.length(); i++) {
            char c = text.charAt(words.from()[i]);
            if (c == '\n' || c == '\r') {
                return i;
            }
        }
        return words.length();
    }

    private void table(TableBlock table) {
        var head = new ArrayList<Run>();
        var rows = new ArrayList<Piece.Row>();
        Stretch headLine = span(table);
        for (Node section = table.getFirstChild(); section != null; section = section.getNext()) {
            for (Node row = section.getFirstChild(); row != null; row = row.getNext()) {
                if (!(row instanceof TableRow)) {
                    continue;
                }
                var cells = new ArrayList<Run>();
                for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                    if (cell instanceof TableCell) {
                        cells.add(run(cell).strip());
                    }
                }
                var line = span(row);
                if (section == table.getFirstChild()) {
                    head.addAll(cells);
                    headLine = line;
                } else {
                    rows.add(row(line, cells, head.size()));
                }
            }
        }
        var all = table.getSourceSpans();
        var delimiter = all.size() > 1
                ? new Stretch(all.get(1).getInputIndex(), all.get(1).getInputIndex() + all.get(1).getLength())
                : new Stretch(headLine.end(), headLine.end());
        pieces.add(new Piece.Table(span(table), head, delimiter, rows));
    }

    /** The tree drops cells beyond the header's width; they are read from the row's own line. */
    private Piece.Row row(Stretch line, List<Run> cells, int width) {
        var masked = mask.text();
        int bars = 0;
        int last = -1;
        boolean leading = masked.startsWith("|", line.start());
        int needed = width + (leading ? 1 : 0);
        int beyond = -1;
        for (int i = line.start(); i < line.end(); i++) {
            if (masked.charAt(i) == '|') {
                bars++;
                last = i;
                if (bars == needed) {
                    beyond = i + 1;
                }
            }
        }
        if (beyond > 0 && beyond < line.end() && !masked.substring(beyond, line.end()).isBlank()) {
            int at = beyond;
            int end = last == line.end() - 1 || masked.substring(last + 1, line.end()).isBlank() ? last : line.end();
            while (at < end) {
                int bar = masked.indexOf('|', at);
                int stop = bar < 0 || bar > end ? end : bar;
                cells.add(literal(at, stop).strip());
                at = stop + 1;
            }
        }
        return new Piece.Row(line, List.copyOf(cells), bars == 0);
    }

    /** The words of a stretch without reading its markup, for cells that the tree dropped. */
    private Run literal(int start, int end) {
        var out = new Flat();
        for (int i = start; i < end; i++) {
            out.add(mask.text().charAt(i), i, i + 1);
        }
        return out.run();
    }

    private static Stretch span(Node n) {
        var spans = n.getSourceSpans();
        if (spans.isEmpty()) {
            return new Stretch(0, 0);
        }
        var last = spans.getLast();
        return new Stretch(spans.getFirst().getInputIndex(), last.getInputIndex() + last.getLength());
    }

    private Run run(Node parent) {
        var out = new Flat();
        inlines(parent, out);
        return out.run();
    }

    private void inlines(Node parent, Flat out) {
        for (Node n = parent.getFirstChild(); n != null; n = n.getNext()) {
            switch (n) {
                case Text t -> literal(t, t.getLiteral(), out);
                case Code c -> {
                    int start = out.size();
                    literal(c, c.getLiteral(), out);
                    out.mark(Run.Kind.CODE, start, "", Optional.empty());
                }
                case SoftLineBreak soft -> lineBreak(soft, out);
                case HardLineBreak hard -> lineBreak(hard, out);
                case HtmlInline html -> {
                    var at = span(html);
                    // <br> in a cell is a line break; any other tag is markup without words.
                    if (html.getLiteral().regionMatches(true, 0, "<br", 0, 3)) {
                        out.add(' ', at.start(), at.end());
                    } else {
                        out.reachTo(at.end());
                    }
                }
                case Link link -> {
                    int start = out.size();
                    inlines(link, out);
                    out.widen(start, span(link));
                    var to = link.getDestination();
                    if (to.contains("://") || to.startsWith("mailto:") || to.startsWith("#")) {
                        out.mark(Run.Kind.WEB_LINK, start, to, Optional.empty());
                    } else {
                        int hash = to.indexOf('#');
                        var target = decoded(hash < 0 ? to : to.substring(0, hash));
                        var heading = hash < 0 ? Optional.<String>empty() : Optional.of(decoded(to.substring(hash + 1)));
                        out.mark(Run.Kind.NOTE_LINK, start, target, heading);
                    }
                }
                case Image image -> {
                    int start = out.size();
                    inlines(image, out);
                    out.widen(start, span(image));
                    out.mark(Run.Kind.EMBED, start, image.getDestination(), Optional.empty());
                }
                default -> inlines(n, out);
            }
        }
    }

    private static String decoded(String uri) {
        try {
            return URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return uri;
        }
    }

    private void lineBreak(Node n, Flat out) {
        var at = span(n);
        if (n.getSourceSpans().isEmpty()) {
            int here = out.lastEnd();
            out.add(' ', here, here);
        } else {
            out.add(' ', at.start(), at.end());
        }
    }

    /** Adds a literal, finding for each of its characters the one in the note: escapes and entities are longer there. */
    private void literal(Node n, String literal, Flat out) {
        var at = span(n);
        int i = at.start();
        for (int k = 0; k < literal.length(); k++) {
            char c = literal.charAt(k);
            int start = i;
            var masked = mask.text();
            if (i < at.end() && masked.charAt(i) == c) {
                i++;
            } else if (i + 1 < at.end() && masked.charAt(i) == '\\' && masked.charAt(i + 1) == c) {
                i += 2;
            } else if (i < at.end() && masked.charAt(i) == '&') {
                int semicolon = masked.indexOf(';', i);
                i = semicolon < 0 || semicolon >= at.end() ? i + 1 : semicolon + 1;
            } else {
                int next = i < at.end() ? masked.indexOf(c, i) : -1;
                if (next >= 0 && next < at.end()) {
                    start = next;
                    i = next + 1;
                }
            }
            out.add(c, Math.min(start, at.end()), Math.min(Math.max(i, start), at.end()));
        }
    }

    /** Collects the characters of a run; when done, wikilinks are found among the masked signs and get their shown words. */
    private final class Flat {
        private final StringBuilder plain = new StringBuilder();
        private int[] from = new int[64];
        private int[] to = new int[64];
        private final List<Run.Mark> marks = new ArrayList<>();

        int size() {
            return plain.length();
        }

        int lastEnd() {
            return plain.isEmpty() ? 0 : to[plain.length() - 1];
        }

        void add(char c, int start, int end) {
            int n = plain.length();
            if (n == from.length) {
                from = java.util.Arrays.copyOf(from, n * 2);
                to = java.util.Arrays.copyOf(to, n * 2);
            }
            from[n] = start;
            to[n] = end;
            plain.append(c);
        }

        /** The last character also stands for markup up to this offset. */
        void reachTo(int end) {
            if (!plain.isEmpty()) {
                to[plain.length() - 1] = Math.max(to[plain.length() - 1], end);
            }
        }

        /** The characters from here on stand for all of this stretch: words of a link with its address. */
        void widen(int start, Stretch at) {
            if (plain.length() > start) {
                from[start] = Math.min(from[start], at.start());
                reachTo(at.end());
            }
        }

        void mark(Run.Kind kind, int start, String target, Optional<String> heading) {
            if (plain.length() > start) {
                marks.add(new Run.Mark(kind, start, plain.length(), target, heading));
            }
        }

        Run run() {
            var s = mask.signs();
            if (!hasSigns(s) && plain.indexOf("~~") < 0 && plain.indexOf(" ^") < 0) {
                return new Run(
                        plain.toString(),
                        java.util.Arrays.copyOf(from, plain.length()),
                        java.util.Arrays.copyOf(to, plain.length()),
                        List.copyOf(marks));
            }
            return links(s);
        }

        private boolean hasSigns(char[] s) {
            for (int i = 0; i < plain.length(); i++) {
                char c = plain.charAt(i);
                for (char sign : s) {
                    if (c == sign) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** Replaces each masked link by its shown words, drops strike marks and block addresses, and unmasks the rest. */
        private Run links(char[] s) {
            var out = new Flat();
            int[] moved = new int[plain.length() + 1];
            var found = new ArrayList<Run.Mark>();
            int struck = -1;
            int length = plain.length();
            int address = addressStart();
            int i = 0;
            while (i < length) {
                moved[i] = out.size();
                char c = plain.charAt(i);
                if (c == s[Mask.OPEN] && !inCode(i)) {
                    int close = plain.indexOf(String.valueOf(s[Mask.CLOSE]), i);
                    int end = close < 0 ? i + 2 : Math.min(length, close + 2);
                    if (close > 0) {
                        boolean embed = i > 0 && plain.charAt(i - 1) == '!' && out.size() > 0;
                        if (embed) {
                            out.drop();
                        }
                        found.add(link(out, from[i] - (embed ? 1 : 0), to[end - 1], embed));
                    }
                    for (int k = i; k < end; k++) {
                        moved[k] = out.size();
                    }
                    i = end;
                } else if (c == '~' && i + 1 < length && plain.charAt(i + 1) == '~' && !inCode(i)) {
                    if (struck < 0) {
                        struck = out.size();
                    } else {
                        if (out.size() > struck) {
                            found.add(new Run.Mark(Run.Kind.STRUCK, struck, out.size(), "", Optional.empty()));
                        }
                        struck = -1;
                    }
                    moved[i + 1] = out.size();
                    i += 2;
                } else if (i == address) {
                    for (int k = i; k < length; k++) {
                        moved[k] = out.size();
                    }
                    out.reachTo(to[length - 1]);
                    i = length;
                } else if (c == s[Mask.SLASH]) {
                    moved[i] = out.size();
                    i++;
                } else {
                    out.add(unmasked(c, s), from[i], to[i]);
                    i++;
                }
            }
            moved[length] = out.size();
            for (var mark : marks) {
                if (moved[mark.end()] > moved[mark.start()]) {
                    found.add(new Run.Mark(
                            mark.kind(), moved[mark.start()], moved[mark.end()], mark.target(), mark.heading()));
                }
            }
            found.sort(java.util.Comparator.comparingInt(Run.Mark::start));
            return new Run(
                    out.plain.toString(),
                    java.util.Arrays.copyOf(out.from, out.size()),
                    java.util.Arrays.copyOf(out.to, out.size()),
                    List.copyOf(found));
        }

        /** Adds the shown words of the link between these offsets of the note and says what it leads to. */
        private Run.Mark link(Flat out, int start, int end, boolean embed) {
            var inner = text.substring(start + (embed ? 3 : 2), Math.max(start + (embed ? 3 : 2), end - 2));
            int bar = inner.indexOf('|');
            var target = (bar < 0 ? inner : inner.substring(0, bar)).strip();
            if (bar > 0 && target.endsWith("\\")) {
                target = target.substring(0, target.length() - 1).strip();
            }
            var alias = bar < 0 ? "" : inner.substring(bar + 1).strip();
            int hash = target.indexOf('#');
            Optional<String> heading = hash < 0 ? Optional.empty() : Optional.of(target.substring(hash + 1));
            var file = hash < 0 ? target : target.substring(0, hash).strip();
            if (file.endsWith(".md")) {
                file = file.substring(0, file.length() - 3);
            }
            var shown = !alias.isEmpty() ? alias : hash == 0 ? target.substring(1) : file.isEmpty() ? target : file;
            if (alias.isEmpty() && shown.indexOf('/') >= 0) {
                shown = shown.substring(shown.lastIndexOf('/') + 1);
            }
            if (shown.isBlank()) {
                shown = inner;
            }
            int at = out.size();
            for (int k = 0; k < shown.length(); k++) {
                out.add(shown.charAt(k), start, end);
            }
            return new Run.Mark(embed ? Run.Kind.EMBED : Run.Kind.WIKILINK, at, out.size(), file, heading);
        }

        private void drop() {
            plain.setLength(plain.length() - 1);
        }

        private boolean inCode(int position) {
            for (var mark : marks) {
                if (mark.kind() == Run.Kind.CODE && mark.start() <= position && position < mark.end()) {
                    return true;
                }
            }
            return false;
        }

        /** Where a block address {@code ^abc-1} starts at the end of the run; the length of the run when there is none. */
        private int addressStart() {
            int caret = plain.lastIndexOf(" ^");
            if (caret < 0 || caret + 2 >= plain.length()) {
                return plain.length();
            }
            for (int i = caret + 2; i < plain.length(); i++) {
                char c = plain.charAt(i);
                if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-')) {
                    return plain.length();
                }
            }
            return caret;
        }

        private static char unmasked(char c, char[] s) {
            if (c == s[Mask.OPEN] || c == s[Mask.OPEN2]) {
                return '[';
            }
            if (c == s[Mask.CLOSE] || c == s[Mask.CLOSE2]) {
                return ']';
            }
            return c == s[Mask.BAR] ? '|' : c;
        }
    }
}
