package tidewatch.notes;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.internal.InlineParserImpl;
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
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.InlineParserFactory;
import org.commonmark.parser.Parser;

/**
 * Turns masked Markdown into {@link Piece}s. The only class that knows the Markdown library; the tree is gone when it returns.
 */
final class MarkdownPieces {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());

    /** What may stand behind the address of a link without a title. */
    private static final Set<String> CLOSED = Set.of(")", ">)");

    private final String text;
    private final Mask mask;
    /** What the library reads, character for character the masked text or its stand-in. */
    private final String read;
    /** Whether any character of that stands for another one. */
    private final boolean standIn;

    private final List<Piece> pieces = new ArrayList<>();
    private final RunBuilder builder;
    /** Whether the library said something in which a stand-in stands for a character that nobody can tell. */
    private boolean lost;

    private MarkdownPieces(String text, Mask mask, String read, boolean standIn) {
        this.text = text;
        this.mask = mask;
        this.read = read;
        this.standIn = standIn;
        this.builder = new RunBuilder(text, mask);
    }

    static List<Piece> of(String text, Mask mask) {
        var standIn = mask.standIn();
        var walk = new MarkdownPieces(text, mask, standIn.text(), standIn.differs());
        var parser = parser(context -> new PlainLines(standIn, new InlineParserImpl(context)));
        walk.children(parser.parse(walk.read), -1);
        return walk.lost ? asItIs(text, mask) : walk.pieces;
    }

    /** By the library alone and without a stand-in: slower, the same for all notes but those of which the stand-in cannot tell labels or addresses. */
    static List<Piece> asItIs(String text, Mask mask) {
        var walk = new MarkdownPieces(text, mask, mask.text(), false);
        walk.children(parser(InlineParserImpl::new).parse(walk.read), -1);
        return walk.pieces;
    }

    private static Parser parser(InlineParserFactory lines) {
        return Parser.builder()
                .extensions(TABLES)
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .inlineParserFactory(lines)
                .build();
    }

    private boolean standsIn(String said) {
        return standIn && StandIn.isIn(said);
    }

    /**
     * The address of a link, which the library hands on without saying where it stands: at the end of the link when it has no title, or
     * elsewhere in the note.
     */
    private String address(Node link, String said, Optional<String> title) {
        if (!standsIn(said)) {
            return said;
        }
        var at = span(link);
        int here = read.lastIndexOf(said, at.end() - said.length());
        if (title.isPresent() || here < at.start() || !CLOSED.contains(read.substring(here + said.length(), at.end()).strip())) {
            lost = true;
            return said;
        }
        return masked(here, here + said.length());
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
            case LinkReferenceDefinition label -> lost |= standsIn(label.getLabel());
            default -> children(n, depth);
        }
    }

    private void paragraph(Paragraph p) {
        var words = run(p);
        if (words.plain().indexOf("$$") >= 0 && words.plain().stripLeading().startsWith("$$")) {
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
            var own = box.isPresent()
                    ? words.stripped(Math.min(4, words.length()), words.length())
                    : words;
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
            char c = text.charAt(words.from(i));
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
                if (section instanceof TableHead) {
                    head.addAll(cells);
                    headLine = line;
                } else {
                    rows.add(row(line, cells, head.size()));
                }
            }
        }
        var all = table.getSourceSpans();
        var delimiter = all.size() > 1
                ? new Stretch(
                        all.get(1).getInputIndex(),
                        all.get(1).getInputIndex() + all.get(1).getLength())
                : new Stretch(headLine.end(), headLine.end());
        pieces.add(new Piece.Table(span(table), head, delimiter, rows));
    }

    /** The tree drops cells beyond the header's width; they are read from the row's own line. */
    private Piece.Row row(Stretch line, List<Run> cells, int width) {
        int bars = 0;
        int last = -1;
        boolean leading = line.start() < text.length() && mask.at(line.start()) == '|';
        int needed = width + (leading ? 1 : 0);
        int beyond = -1;
        for (int i = line.start(); i < line.end(); i++) {
            if (mask.at(i) == '|') {
                bars++;
                last = i;
                if (bars == needed) {
                    beyond = i + 1;
                }
            }
        }
        if (beyond > 0
                && beyond < line.end()
                && !masked(beyond, line.end()).isBlank()) {
            int at = beyond;
            int end = last == line.end() - 1
                            || masked(last + 1, line.end()).isBlank()
                    ? last
                    : line.end();
            while (at < end) {
                int stop = at;
                while (stop < end && mask.at(stop) != '|') {
                    stop++;
                }
                cells.add(literal(at, stop).strip());
                at = stop + 1;
            }
        }
        return new Piece.Row(line, List.copyOf(cells), bars == 0);
    }

    /** The words of a stretch without reading its markup, for cells that the tree dropped. */
    private Run literal(int start, int end) {
        builder.clear();
        builder.add(start, end);
        return builder.run();
    }

    private String masked(int start, int end) {
        var characters = new char[end - start];
        mask.copy(start, end, characters, 0);
        return new String(characters);
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
        builder.clear();
        inlines(parent, builder);
        var words = builder.run();
        return parent.getSourceSpans().size() == 1 ? words.asOneLine() : words;
    }

    private void inlines(Node parent, RunBuilder out) {
        for (Node n = parent.getFirstChild(); n != null; n = n.getNext()) {
            switch (n) {
                case PlainLines.Words words -> out.add(words.start(), words.end());
                case Text t -> literal(t, t.getLiteral(), out);
                case Code c -> {
                    int start = out.size();
                    code(c, c.getLiteral(), out);
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
                    var to = address(link, link.getDestination(), Optional.ofNullable(link.getTitle()));
                    if (to.contains("://") || to.startsWith("mailto:") || to.startsWith("#")) {
                        out.mark(Run.Kind.WEB_LINK, start, to, Optional.empty());
                    } else {
                        int hash = to.indexOf('#');
                        var target = decoded(hash < 0 ? to : to.substring(0, hash));
                        var heading =
                                hash < 0 ? Optional.<String>empty() : Optional.of(decoded(to.substring(hash + 1)));
                        out.mark(Run.Kind.NOTE_LINK, start, target, heading);
                    }
                }
                case Image image -> {
                    int start = out.size();
                    inlines(image, out);
                    out.widen(start, span(image));
                    out.mark(Run.Kind.EMBED, start, address(image, image.getDestination(), Optional.ofNullable(image.getTitle())), Optional.empty());
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

    private void lineBreak(Node n, RunBuilder out) {
        var at = span(n);
        if (n.getSourceSpans().isEmpty()) {
            int here = out.lastEnd();
            out.add(' ', here, here);
        } else {
            out.add(' ', at.start(), at.end());
        }
    }

    /** Code stands behind its ticks as it is, without the blank that keeps it from them. */
    private void code(Node n, String literal, RunBuilder out) {
        var at = span(n);
        int from = at.start();
        while (from < at.end() && read.charAt(from) == '`') {
            from++;
        }
        boolean begins = !literal.isEmpty() && literal.charAt(0) != '`' && literal.charAt(0) != ' ';
        from += begins && from < at.end() && read.charAt(from) == ' ' ? 1 : 0;
        if (begins && literal.length() <= at.end() - from && read.startsWith(literal, from)) {
            out.add(from, from + literal.length());
        } else {
            literal(n, literal, out);
        }
    }

    /** Adds a literal, finding for each of its characters the one in the note: escapes and entities are longer there. */
    private void literal(Node n, String literal, RunBuilder out) {
        var spans = n.getSourceSpans();
        if (spans.size() == 1) {
            var only = spans.getFirst();
            int first = only.getInputIndex();
            if (literal.length() <= only.getLength() && read.startsWith(literal, first)) {
                out.add(first, first + literal.length());
                return;
            }
        }
        var at = span(n);
        int i = at.start();
        if (literal.length() <= at.end() - i && read.startsWith(literal, i)) {
            out.add(i, i + literal.length());
            return;
        }
        for (int k = 0; k < literal.length(); k++) {
            char c = literal.charAt(k);
            char meant = c;
            int start = i;
            if (i < at.end() && read.charAt(i) == c) {
                meant = mask.at(i);
                i++;
            } else if (i + 1 < at.end() && read.charAt(i) == '\\' && read.charAt(i + 1) == c) {
                meant = mask.at(i + 1);
                i += 2;
            } else if (i < at.end() && read.charAt(i) == '&') {
                int semicolon = read.indexOf(';', i);
                i = semicolon < 0 || semicolon >= at.end() ? i + 1 : semicolon + 1;
            } else {
                // From here on the places are a guess.
                lost |= standsIn(literal);
                int next = i;
                while (next < at.end() && read.charAt(next) != c) {
                    next++;
                }
                if (next < at.end()) {
                    start = next;
                    i = next + 1;
                    meant = mask.at(next);
                }
            }
            out.add(meant, Math.min(start, at.end()), Math.min(Math.max(i, start), at.end()));
        }
    }
}
