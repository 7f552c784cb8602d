package tidewatch.testing;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Reads Markdown with commonmark-java and tells the words of each leaf block, and the kinds of all nodes. */
public final class MarkdownReader extends AbstractVisitor {
    private static final Parser PARSER = Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private final List<List<String>> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private final List<String> targets = new ArrayList<>();

    private MarkdownReader() {}

    /** Words of each line, a leaf block being one or more lines. */
    public static List<List<String>> lines(String markdown) {
        var reader = new MarkdownReader();
        parse(markdown).accept(reader);
        return reader.lines;
    }

    /** Targets of all links. */
    public static List<String> targets(String markdown) {
        var reader = new MarkdownReader();
        parse(markdown).accept(reader);
        return reader.targets;
    }

    public static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    private void leaf(Block block) {
        visitChildren(block);
        flush();
    }

    private void flush() {
        var words = DocWords.tokens(line.toString());
        if (!words.isEmpty()) {
            lines.add(words);
        }
        line.setLength(0);
    }

    @Override
    public void visit(Paragraph node) {
        leaf(node);
    }

    @Override
    public void visit(Heading node) {
        leaf(node);
    }

    @Override
    public void visit(CustomBlock node) {
        if (!(node instanceof TableBlock)) {
            throw new AssertionError("Unexpected " + node);
        }
        visitChildren(node);
    }

    @Override
    public void visit(CustomNode node) {
        visitChildren(node);
        if (node instanceof TableCell) {
            flush();
        }
    }

    @Override
    public void visit(Text node) {
        line.append(node.getLiteral());
    }

    @Override
    public void visit(Code node) {
        line.append(node.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock node) {
        line.append(node.getLiteral());
        flush();
    }

    @Override
    public void visit(Link node) {
        targets.add(node.getDestination());
        visitChildren(node);
    }

    @Override
    public void visit(HardLineBreak node) {
        flush();
    }

    @Override
    public void visit(HtmlInline node) {
        if (!node.getLiteral().equals("<br>")) {
            throw new AssertionError("Markup came through: " + node.getLiteral());
        }
        flush();
    }

    @Override
    public void visit(SoftLineBreak node) {
        throw new AssertionError("A soft line break after " + line);
    }

    @Override
    public void visit(HtmlBlock node) {
        throw new AssertionError("Markup came through: " + node.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock node) {
        throw new AssertionError("An indented line became code: " + node.getLiteral());
    }

    @Override
    public void visit(Image node) {
        throw new AssertionError("A picture came through: " + node.getDestination());
    }
}
