package tidewatch.message;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tidewatch.message.RenderPlan.Degradation;

/**
 * A message laid out in lines of fixed-width type: words wrapped, columns aligned, styles as data. The plain renderer prints the words,
 * the terminal the styles too; neither decides where a line ends.
 *
 * <p>Tables have no lines drawn around them; two blanks part the columns, figures stand to the right. A word wider than the line is
 * broken between grapheme clusters. Code is never wrapped. A heading stands right above what it names, as does a paragraph that ends
 * in a colon; everything else is parted by an empty line.
 */
public final class Layout {
    static final String QUOTE = "> ";
    private static final String BULLET = "• ";
    private static final String CODE_INDENT = "  ";
    private static final String RULE = "---";
    private static final String GAP = "  ";
    /** Nested blocks never get narrower than this, in columns; deeper nesting may then pass the width of the place. */
    private static final int INNER_MIN = 10;

    private static final Pattern NEW_LINE = Pattern.compile("[\\n\\u2028\\u2029]");

    /** Lines of a message, and what laying it out added or had to put in a poorer form. */
    public record Laid(List<Line> lines, List<Degradation> degradations, List<String> furniture) {
        public Laid {
            lines = List.copyOf(lines);
            degradations = List.copyOf(degradations);
            furniture = List.copyOf(furniture);
        }

        /** The words, each line ended by a newline. */
        public String text() {
            var all = new StringBuilder();
            lines.forEach(line -> all.append(line.text()).append('\n'));
            return all.toString();
        }
    }

    private final ZoneId zone;
    private final boolean links;
    private final List<String> furniture = new ArrayList<>();

    private Layout(ZoneId zone, boolean links) {
        this.zone = zone;
        this.links = links;
    }

    /** Lays out a message in the width of a place, after taking it down the {@link Ladder} to what lines can show. */
    public static Laid lay(Doc doc, Capabilities place, Ladder.Buttons buttons) {
        var lowered = Ladder.lower(doc, forms(place, buttons));
        var laid = lay(lowered.doc(), place);
        var furniture = new ArrayList<>(lowered.furniture());
        furniture.addAll(laid.furniture());
        return new Laid(laid.lines(), lowered.degradations(), furniture);
    }

    static Ladder.Forms forms(Capabilities place, Ladder.Buttons buttons) {
        return new Ladder.Forms(false, place.width(), buttons);
    }

    /** Lays out what is already in the forms of lines, in the order in which it stands; details in it are opened. Actions are not told. */
    public static Laid lay(Doc lowered, Capabilities place) {
        var layout = new Layout(lowered.meta().zone(), place.links());
        var lines = new ArrayList<Line>();
        if (!lowered.title().isEmpty()) {
            lines.addAll(layout.wrap(List.of(Inline.text(lowered.title())), Style.STRONG, place.width()));
        }
        lines.addAll(layout.blocks(lowered.blocks(), place.width()));
        return new Laid(lines, List.of(), layout.furniture);
    }

    // ---- blocks

    private List<Line> blocks(List<Block> blocks, int width) {
        return blocks(blocks, width, false);
    }

    /** In a list item a list stands right below its paragraph; everything else is parted by an empty line. */
    private List<Line> blocks(List<Block> blocks, int width, boolean inItem) {
        var lines = new ArrayList<Line>();
        boolean apart = false;
        for (var block : blocks) {
            var next = block(block, width);
            if (next.isEmpty()) {
                continue;
            }
            if (apart && !(inItem && block instanceof Block.Bullets)) {
                lines.add(Line.EMPTY);
            }
            lines.addAll(next);
            apart = !leads(block);
        }
        return lines;
    }

    /** Whether a block is nothing without the next one: a heading, or a paragraph that ends in a colon. */
    public static boolean leads(Block block) {
        return block instanceof Block.Heading
                || (block instanceof Block.Para para && Inlines.flat(para.text()).stripTrailing().endsWith(":"));
    }

    private List<Line> block(Block block, int width) {
        return switch (block) {
            case Block.Heading it -> wrap(it.text(), Style.STRONG, width);
            case Block.Para it -> wrap(it.text(), Style.NORMAL, width);
            case Block.Footer it -> wrap(it.text(), Style.DIM, width);
            case Block.Bullets it -> bullets(it, width);
            case Block.Table it -> table(it, width);
            case Block.KeyValues it -> keyValues(it, width);
            case Block.Quote it -> prefixed(blocks(it.blocks(), within(width, QUOTE.length())), QUOTE);
            case Block.Callout it -> callout(it, width);
            case Block.Code it -> code(it);
            case Block.Divider _ -> {
                furniture.add(RULE);
                yield List.of(Line.of(RULE, Style.DIM));
            }
            case Block.Details _, Block.Chart _, Block.Image _ -> {
                var alone = new Ladder.Forms(false, width, Ladder.Buttons.NUMBERED);
                var lower = Ladder.lower(List.of(block), alone, zone);
                furniture.addAll(lower.furniture());
                yield blocks(lower.blocks(), width);
            }
        };
    }

    private List<Line> bullets(Block.Bullets list, int width) {
        var lines = new ArrayList<Line>();
        int columns = mark(list).length();
        for (int i = 0; i < list.items().size(); i++) {
            var mark = list.ordered() ? list.first() + i + "." : BULLET.strip();
            furniture.add(mark);
            var padded = " ".repeat(columns - mark.length() - 1) + mark + " ";
            var item = blocks(list.items().get(i), within(width, columns), true);
            if (item.isEmpty()) {
                lines.add(Line.of(padded, Style.NORMAL));
            }
            for (int line = 0; line < item.size(); line++) {
                lines.add(prefixed(item.get(line), line == 0 ? padded : " ".repeat(columns)));
            }
        }
        return lines;
    }

    /** The widest mark of a list, with its blank. */
    static String mark(Block.Bullets list) {
        return list.ordered() ? list.first() + list.items().size() - 1 + ". " : BULLET;
    }

    private List<Line> prefixed(List<Line> lines, String prefix) {
        lines.forEach(_ -> furniture.add(prefix.strip()));
        return lines.stream().map(line -> prefixed(line, prefix)).toList();
    }

    private static Line prefixed(Line line, String prefix) {
        if (line.spans().isEmpty() && prefix.isBlank()) {
            return line;
        }
        var spans = new ArrayList<Line.Span>();
        spans.add(new Line.Span(prefix, prefix.isBlank() ? Style.NORMAL : Style.DIM));
        spans.addAll(line.spans());
        return new Line(spans);
    }

    private List<Line> callout(Block.Callout callout, int width) {
        var word = word(callout.level());
        furniture.add(word);
        if (callout.blocks().getFirst() instanceof Block.Para first) {
            var told = new ArrayList<Inline>();
            told.add(Inline.strong(word));
            told.add(Inline.text(" "));
            told.addAll(first.text());
            var blocks = new ArrayList<>(callout.blocks());
            blocks.set(0, new Block.Para(told));
            return blocks(blocks, width);
        }
        var lines = new ArrayList<>(wrap(List.of(Inline.text(word)), Style.STRONG, width));
        lines.addAll(blocks(callout.blocks(), width));
        return lines;
    }

    /** The word that says how loud a callout is; colour may repeat it. */
    public static String word(Block.Callout.Level level) {
        return switch (level) {
            case INFO -> "Info:";
            case WARN -> "Warning:";
            case ALERT -> "Alert:";
        };
    }

    private static List<Line> code(Block.Code code) {
        if (code.text().isEmpty()) {
            return List.of();
        }
        return NEW_LINE.splitAsStream(code.text())
                .map(line -> line.isBlank() ? Line.EMPTY : prefixed(Line.of(line, Style.NORMAL.withCode()), CODE_INDENT))
                .toList();
    }

    private List<Line> keyValues(Block.KeyValues block, int width) {
        int widest = block.pairs().stream().mapToInt(p -> Width.of(Inlines.line(p.key(), zone))).max().orElse(0);
        int column = Math.min(widest, Math.max(INNER_MIN, Math.min(width / 3, 40)));
        var lines = new ArrayList<Line>();
        for (var pair : block.pairs()) {
            var key = wrap(pair.key(), Style.DIM, column);
            var value = wrap(pair.value(), Style.NORMAL, within(width, column + GAP.length()));
            // A key of several lines stands above its value: the words keep their order.
            lines.addAll(key.subList(0, Math.max(0, key.size() - 1)));
            var last = key.isEmpty() ? Line.EMPTY : key.getLast();
            var pad = " ".repeat(column - Math.min(column, Width.of(last.text())) + GAP.length());
            for (int i = 0; i < Math.max(1, value.size()); i++) {
                var spans = new ArrayList<>(i == 0 ? last.spans() : List.of());
                spans.add(new Line.Span(i == 0 ? pad : " ".repeat(column + GAP.length()), Style.NORMAL));
                spans.addAll(i < value.size() ? value.get(i).spans() : List.of());
                lines.add(new Line(spans));
            }
        }
        return lines;
    }

    // ---- tables

    /** Columns that each column of a table takes: its title or its widest cell. */
    static List<Integer> widths(Block.Table table, ZoneId zone) {
        var widths = new ArrayList<Integer>();
        for (int c = 0; c < table.columns().size(); c++) {
            int widest = Width.of(table.columns().get(c).title());
            for (var row : table.rows()) {
                widest = Math.max(widest, Width.of(Inlines.line(row.get(c).text(), zone)));
            }
            widths.add(widest);
        }
        return widths;
    }

    private List<Line> table(Block.Table table, int width) {
        var widths = widths(table, zone);
        var lines = new ArrayList<Line>();
        var titles = new ArrayList<Cell>();
        table.columns().forEach(column -> titles.add(new Cell(
                List.of(new Line.Span(column.title(), Style.DIM)), Width.of(column.title()))));
        lines.add(row(table.columns(), titles, widths));
        for (var row : table.rows()) {
            lines.add(row(table.columns(), row.stream().map(this::cell).toList(), widths));
        }
        table.caption().ifPresent(caption -> lines.addAll(wrap(List.of(Inline.text(caption)), Style.DIM, width)));
        return lines;
    }

    private record Cell(List<Line.Span> spans, int width) {}

    private Cell cell(Block.Cell cell) {
        var spans = new ArrayList<Line.Span>();
        flatten(cell.text(), Style.NORMAL, spans);
        var oneLine = spans.stream()
                .map(span -> new Line.Span(NEW_LINE.matcher(span.text()).replaceAll(" "), span.style()))
                .toList();
        return new Cell(oneLine, oneLine.stream().mapToInt(span -> Width.of(span.text())).sum());
    }

    private static Line row(List<Block.Column> columns, List<Cell> cells, List<Integer> widths) {
        var spans = new ArrayList<Line.Span>();
        for (int c = 0; c < cells.size(); c++) {
            var pad = new Line.Span(" ".repeat(Math.max(0, widths.get(c) - cells.get(c).width())), Style.NORMAL);
            boolean right = columns.get(c).align() == Block.Column.Align.RIGHT;
            if (c > 0) {
                spans.add(new Line.Span(GAP, Style.NORMAL));
            }
            if (right) {
                spans.add(pad);
            }
            spans.addAll(cells.get(c).spans());
            if (!right) {
                spans.add(pad);
            }
        }
        return new Line(spans.stream().filter(span -> !span.text().isEmpty()).toList());
    }

    // ---- words

    static int within(int width, int taken) {
        return width == Capabilities.UNLIMITED ? width : Math.max(Math.min(width, INNER_MIN), width - taken);
    }

    /** Inlines as spans of one style each; line breaks stay in the text of the spans. */
    private void flatten(List<Inline> inlines, Style style, List<Line.Span> spans) {
        for (var inline : inlines) {
            switch (inline) {
                case Inline.Strong it -> flatten(it.text(), style.withStrong(), spans);
                case Inline.Em it -> flatten(it.text(), style.withEm(), spans);
                case Inline.Code it -> spans.add(new Line.Span(it.text(), style.withCode()));
                case Inline.Link it ->
                    spans.add(links ? new Line.Span(it.label(), style.with(it.target())) : new Line.Span(shown(it), style));
                case Inline.Num it -> spans.add(new Line.Span(shown(it), style.with(tone(shown(it)))));
                case Inline.Text _, Inline.Ticker _, Inline.When _, Inline.NoteRef _, Inline.PersonRef _, Inline.LineBreak _ ->
                    spans.add(new Line.Span(shown(inline), style));
            }
        }
    }

    private String shown(Inline inline) {
        return Inlines.shown(inline, zone);
    }

    private static Style.Tone tone(String figure) {
        return figure.startsWith("+") ? Style.Tone.UP : figure.startsWith("-") ? Style.Tone.DOWN : Style.Tone.NONE;
    }

    /** Breaks words into lines. Blanks between words stay as they are, at both ends of a line they go. No words, no line. */
    private List<Line> wrap(List<Inline> inlines, Style style, int width) {
        var spans = new ArrayList<Line.Span>();
        flatten(inlines, style, spans);
        var wrapping = new Wrapping(width);
        for (var span : spans) {
            wrapping.add(span);
        }
        return wrapping.finish();
    }

    /** Fills lines word by word; a word may be made of spans of several styles. */
    private static final class Wrapping {
        private final int width;
        private final List<Line> lines = new ArrayList<>();
        private List<Line.Span> line = new ArrayList<>();
        private int columns;
        private final List<Line.Span> word = new ArrayList<>();
        private int wordColumns;
        private int blanks;

        Wrapping(int width) {
            this.width = width;
        }

        void add(Line.Span span) {
            int start = 0;
            var text = span.text();
            for (int i = 0; i <= text.length(); i++) {
                char c = i < text.length() ? text.charAt(i) : 'x';
                boolean newLine = c == '\n' || c == '\u2028' || c == '\u2029';
                if (i == text.length() || c == ' ' || newLine) {
                    if (i > start) {
                        word.add(new Line.Span(text.substring(start, i), span.style()));
                        wordColumns += Width.of(text.substring(start, i));
                    }
                    if (i < text.length()) {
                        place();
                        blanks = newLine ? 0 : blanks + 1;
                        if (newLine) {
                            end();
                        }
                    }
                    start = i + 1;
                }
            }
        }

        List<Line> finish() {
            place();
            end();
            while (!lines.isEmpty() && lines.getLast().spans().isEmpty()) {
                lines.removeLast();
            }
            while (!lines.isEmpty() && lines.getFirst().spans().isEmpty()) {
                lines.removeFirst();
            }
            return lines;
        }

        private void end() {
            lines.add(new Line(line));
            line = new ArrayList<>();
            columns = 0;
            blanks = 0;
        }

        private void place() {
            if (word.isEmpty()) {
                return;
            }
            if (!line.isEmpty() && columns + (long) blanks + wordColumns > width) {
                end();
            }
            if (!line.isEmpty() && blanks > 0) {
                // Blanks take the look of the words on both sides only when it is one look.
                boolean same = line.getLast().style().equals(word.getFirst().style());
                line.add(new Line.Span(" ".repeat(blanks), same ? word.getFirst().style() : Style.NORMAL));
                columns += blanks;
            }
            if (wordColumns <= width) {
                line.addAll(word);
                columns += wordColumns;
            } else {
                word.forEach(this::broken);
            }
            word.clear();
            wordColumns = 0;
            blanks = 0;
        }

        /** A word that is wider than a line goes on in the next, broken between clusters. */
        private void broken(Line.Span span) {
            var text = span.text();
            var cuts = Graphemes.boundaries(text).toArray();
            int from = 0;
            int last = 0;
            for (int i = 0; i <= cuts.length; i++) {
                int to = i < cuts.length ? cuts[i] : text.length();
                int cluster = Width.of(text.substring(last, to));
                if (columns > 0 && columns + cluster > width) {
                    if (last > from) {
                        line.add(new Line.Span(text.substring(from, last), span.style()));
                    }
                    end();
                    from = last;
                }
                columns += cluster;
                last = to;
            }
            line.add(new Line.Span(text.substring(from), span.style()));
        }
    }
}
