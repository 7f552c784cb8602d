package tidewatch.message;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tidewatch.message.RenderPlan.Degradation;

/**
 * The way down from a form that a place cannot show to one that it can, as a rewriting of the tree before any markup is written.
 *
 * <ul>
 *   <li>Table: native; fixed-width columns where they fit (with the short titles if need be); else cards, one list item for each row.
 *   <li>Chart of lines: a sparkline of 8 levels for each series with its first, last, lowest and highest value. Bars and maps: a
 *       table. The alt text follows.
 *   <li>Image: its alt text. Details: folded where the place can, else opened in place. Buttons: numbered lines, or command lines.
 * </ul>
 *
 * Footers move to the end. Nothing is dropped or shortened.
 */
public final class Ladder {
    /** Widest sparkline, in points, where the line is wide enough; a longer series shows the last value of each equal stretch. */
    static final int SPARK_POINTS_MAX = 40;

    private static final String LEVELS = "▁▂▃▄▅▆▇█";

    /** How the place shows buttons. */
    public enum Buttons {
        /** They stay actions of the Doc. */
        NATIVE,
        /** A number to type. */
        NUMBERED,
        /** A number to type, and the command line for places where nobody can type. */
        NUMBERED_WITH_COMMAND,
        /** The command line as code. */
        COMMAND
    }

    /**
     * What a place can show.
     *
     * @param nativeTables tables go as they are
     * @param columns width for fixed-width tables, {@link Capabilities#UNLIMITED} where lines do not wrap
     * @param narrow fixed-width tables are written by {@link Grid}, which gets more into a narrow line
     * @param folds details stay folded, they are not opened
     */
    public record Forms(boolean nativeTables, int columns, Buttons buttons, boolean narrow, boolean folds) {
        public Forms(boolean nativeTables, int columns, Buttons buttons) {
            this(nativeTables, columns, buttons, false, false);
        }
    }

    /**
     * A Doc in the forms of a place.
     *
     * @param paths for each top-level block the path of the block that it came from; empty for what stands for the actions
     * @param furniture words that the rewriting added
     */
    public record Lowered(Doc doc, List<String> paths, List<Degradation> degradations, List<String> furniture) {
        public Lowered {
            paths = List.copyOf(paths);
            degradations = List.copyOf(degradations);
            furniture = List.copyOf(furniture);
        }
    }

    private final Forms forms;
    private final ZoneId zone;
    private final List<Degradation> degradations = new ArrayList<>();
    private final List<String> furniture = new ArrayList<>();

    private Ladder(Forms forms, ZoneId zone) {
        this.forms = forms;
        this.zone = zone;
    }

    /** Rewrites a Doc; what is already in the forms of the place comes back equal. A Doc that says nothing else says its summary. */
    public static Lowered lower(Doc doc, Forms forms) {
        var ladder = new Ladder(forms, doc.meta().zone());
        var blocks = new ArrayList<Block>();
        var paths = new ArrayList<String>();
        for (boolean footers : new boolean[] {false, true}) {
            for (int i = 0; i < doc.blocks().size(); i++) {
                if (doc.blocks().get(i) instanceof Block.Footer == footers) {
                    var path = String.valueOf(i);
                    var lower = ladder.block(doc.blocks().get(i), path, forms.columns());
                    blocks.addAll(lower);
                    paths.addAll(Collections.nCopies(lower.size(), path));
                }
            }
        }
        if (blocks.isEmpty() && doc.title().isEmpty()) {
            blocks.add(Block.para(doc.summary()));
            paths.add("");
        }
        var actions = doc.actions();
        if (!actions.isEmpty() && forms.buttons() != Buttons.NATIVE) {
            blocks.add(ladder.buttons(actions));
            paths.add("");
            ladder.note(Degradation.Kind.BUTTONS_AS_TEXT, "");
            actions = List.of();
        }
        var lowered = new Doc(doc.title(), doc.summary(), blocks, actions, doc.meta());
        return new Lowered(lowered, paths, ladder.degradations, ladder.furniture);
    }

    /** Blocks in the forms of a place, and the words that the rewriting added. */
    public record Blocks(List<Block> blocks, List<String> furniture) {
        public Blocks {
            blocks = List.copyOf(blocks);
            furniture = List.copyOf(furniture);
        }
    }

    /** Rewrites blocks that stand alone, such as a piece of a message that is being divided. */
    public static Blocks lower(List<Block> blocks, Forms forms, ZoneId zone) {
        var ladder = new Ladder(forms, zone);
        return new Blocks(ladder.blocks(blocks, "", forms.columns()), List.copyOf(ladder.furniture));
    }

    private void note(Degradation.Kind kind, String path) {
        degradations.add(new Degradation(kind, path));
    }

    private List<Block> blocks(List<Block> blocks, String path, int columns) {
        var lower = new ArrayList<Block>();
        for (int i = 0; i < blocks.size(); i++) {
            lower.addAll(block(blocks.get(i), path + "/" + i, columns));
        }
        return lower;
    }

    private List<Block> block(Block block, String path, int columns) {
        return switch (block) {
            case Block.Heading _, Block.Para _, Block.KeyValues _, Block.Code _, Block.Footer _, Block.Divider _ -> List.of(block);
            case Block.Bullets it -> {
                int inner = Layout.within(columns, Layout.mark(it).length());
                var items = new ArrayList<List<Block>>();
                for (int i = 0; i < it.items().size(); i++) {
                    items.add(blocks(it.items().get(i), path + "/" + i, inner));
                }
                yield List.of(new Block.Bullets(it.ordered(), it.first(), items));
            }
            case Block.Quote it ->
                List.of(new Block.Quote(it.collapsible(), blocks(it.blocks(), path, Layout.within(columns, Layout.QUOTE.length()))));
            case Block.Callout it -> List.of(new Block.Callout(it.level(), blocks(it.blocks(), path, columns)));
            case Block.Details it when forms.folds() ->
                List.of(new Block.Details(it.summary(), blocks(it.blocks(), path, Layout.within(columns, Layout.QUOTE.length()))));
            case Block.Details it -> {
                note(Degradation.Kind.DETAILS_OPENED, path);
                var opened = new ArrayList<Block>();
                opened.add(new Block.Heading(3, it.summary()));
                opened.addAll(blocks(it.blocks(), path, columns));
                yield opened;
            }
            case Block.Image it -> {
                note(Degradation.Kind.IMAGE_AS_ALT, path);
                furniture.add("Picture:");
                yield alt(it);
            }
            case Block.Chart it -> {
                note(Degradation.Kind.CHART_AS_SPARK, path);
                yield spark(it, path, columns);
            }
            case Block.Table it -> table(it, path, columns);
        };
    }

    // ---- tables

    private List<Block> table(Block.Table table, String path, int columns) {
        if (forms.nativeTables()) {
            return List.of(table);
        }
        var fitting = forms.narrow() ? Grid.fitting(table, columns, zone) : fixedWidth(table, columns, zone);
        if (fitting.isPresent()) {
            return List.of(fitting.get());
        }
        note(Degradation.Kind.TABLE_AS_CARDS, path);
        var cards = cards(table, cardOrder(table));
        furniture.addAll(cardFurniture(table));
        return cards;
    }

    /** The table with the titles, long or short, with which it fits; absent when it does not, or when a width is not certain. */
    static Optional<Block.Table> fixedWidth(Block.Table table, int columns, ZoneId zone) {
        if (Layout.widths(table, zone).stream().mapToLong(w -> w + 2L).sum() - 2 <= columns && steady(table, zone)) {
            return Optional.of(table);
        }
        var shorter = withShortTitles(table);
        return shorter.equals(table) ? Optional.empty() : fixedWidth(shorter, columns, zone);
    }

    static Block.Table withShortTitles(Block.Table table) {
        var titles = table.columns().stream()
                .map(c -> new Block.Column(c.shortTitle(), c.shortTitle(), c.align(), c.type(), c.priority()))
                .toList();
        return new Block.Table(titles, table.rows(), table.caption());
    }

    static boolean steady(Block.Table table, ZoneId zone) {
        return table.columns().stream().allMatch(c -> Width.steady(c.title()))
                && table.rows().stream().allMatch(row -> row.stream().allMatch(cell -> Width.steady(Inlines.line(cell.text(), zone))));
    }

    /**
     * A table as a list: an item for each row, the first column bold, then "title value" of the others in the given order, joined by
     * a middle dot. A caption follows as a paragraph. A table without rows tells its titles.
     */
    private static List<Block> cards(Block.Table table, List<Integer> order) {
        var cards = new ArrayList<Block>();
        if (table.rows().isEmpty()) {
            var titles = String.join(" · ", table.columns().stream().map(Block.Column::title).toList());
            cards.add(Block.para(titles));
        } else {
            var items = new ArrayList<List<Block>>();
            for (var row : table.rows()) {
                var text = new ArrayList<Inline>();
                text.add(new Inline.Strong(row.getFirst().text()));
                for (int i = 0; i < order.size(); i++) {
                    text.add(i == 0 ? new Inline.LineBreak() : Inline.text(" · "));
                    text.add(Inline.text(table.columns().get(order.get(i)).shortTitle() + " "));
                    text.addAll(row.get(order.get(i)).text());
                }
                items.add(List.of(new Block.Para(text)));
            }
            cards.add(new Block.Bullets(false, items));
        }
        table.caption().filter(caption -> !caption.isBlank()).ifPresent(caption -> cards.add(Block.para(caption)));
        return cards;
    }

    /** Cards for a row that is too long for a part: the columns as they stand, so that the words keep their order. */
    static List<Block> cards(Block.Table table) {
        return cards(table, IntStream.range(1, table.columns().size()).boxed().toList());
    }

    /** Columns of a card after the first one, most important first; ties as they stand. */
    private static List<Integer> cardOrder(Block.Table table) {
        return IntStream.range(1, table.columns().size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> table.columns().get(i).priority()))
                .toList();
    }

    static List<String> cardFurniture(Block.Table table) {
        var added = new ArrayList<String>();
        var order = cardOrder(table);
        if (table.rows().isEmpty()) {
            order.forEach(_ -> added.add("·"));
        }
        for (int row = 0; row < table.rows().size(); row++) {
            for (int i = 0; i < order.size(); i++) {
                if (i > 0) {
                    added.add("·");
                }
                added.add(table.columns().get(order.get(i)).shortTitle());
            }
        }
        return added;
    }

    // ---- charts and pictures

    static List<Block> alt(Block.Image image) {
        return List.of(Block.para(Inline.text("Picture: " + image.alt())));
    }

    private List<Block> spark(Block.Chart chart, String path, int columns) {
        var blocks = new ArrayList<Block>();
        if (!chart.title().isBlank()) {
            blocks.add(new Block.Heading(3, List.of(Inline.text(chart.title()))));
        }
        boolean line = chart.kind() == Block.Chart.Kind.LINE || chart.kind() == Block.Chart.Kind.AREA;
        if (chart.categories().isEmpty()) {
            blocks.add(Block.para(chart.alt()));
            return blocks;
        }
        if (line) {
            var text = new ArrayList<Inline>();
            for (var one : chart.series()) {
                if (!text.isEmpty()) {
                    text.add(new Inline.LineBreak());
                }
                var words = sparkLine(chart, one, Math.min(columns, SPARK_POINTS_MAX));
                furniture.add(words);
                text.add(Inline.text(words));
            }
            blocks.add(new Block.Para(text));
        } else {
            var table = values(chart);
            var lower = table(table, path, columns);
            if (lower.getFirst() instanceof Block.Table shown) {
                shown.columns().forEach(column -> furniture.add(column.title()));
            }
            table.rows().forEach(row -> row.forEach(cell -> furniture.add(Inlines.line(cell.text(), zone))));
            blocks.addAll(lower);
        }
        blocks.add(Block.para(chart.alt()));
        return blocks;
    }

    /** {@code ITA ▁▃▅█ first 100.00 (8 Jan), last 107.40 (5 Feb), low 99.10, high 107.40}. */
    private static String sparkLine(Block.Chart chart, Block.Chart.Series series, int points) {
        var values = series.values();
        double low = Collections.min(values);
        double high = Collections.max(values);
        var words = new StringBuilder(series.name().isBlank() ? "" : series.name() + " ");
        for (double value : sampled(values, points)) {
            int level = high > low ? (int) Math.min(7, Math.floor((value / 2 - low / 2) / (high / 2 - low / 2) * 8)) : 3;
            words.append(LEVELS.charAt(Math.max(0, level)));
        }
        words.append(" first ").append(figure(values.getFirst())).append(at(chart.categories().getFirst()));
        words.append(", last ").append(figure(values.getLast())).append(at(chart.categories().getLast()));
        return words.append(", low ").append(figure(low)).append(", high ").append(figure(high)).toString();
    }

    private static String at(String category) {
        return category.isBlank() ? "" : " (" + category + ")";
    }

    private static List<Double> sampled(List<Double> values, int points) {
        if (values.size() <= points) {
            return values;
        }
        return IntStream.rangeClosed(1, points)
                .mapToObj(i -> values.get((int) ((long) i * values.size() / points) - 1))
                .toList();
    }

    private static String figure(double value) {
        return Numbers.write(chartFigure(value));
    }

    /** Two decimals, more for what would round to nothing. */
    private static Inline.Num chartFigure(double value) {
        var exact = Numbers.exact(value);
        boolean tiny = exact.signum() != 0 && exact.abs().compareTo(new BigDecimal("0.01")) < 0;
        int digits = tiny && exact.setScale(2, RoundingMode.HALF_UP).signum() == 0 ? 6 : 2;
        return new Inline.Num(exact, Inline.Num.Unit.BARE, digits, false, Optional.empty());
    }

    private static Block.Table values(Block.Chart chart) {
        var columns = new ArrayList<Block.Column>();
        columns.add(Block.Column.text("Name"));
        for (int i = 0; i < chart.series().size(); i++) {
            var name = chart.series().get(i).name();
            columns.add(Block.Column.number(name.isBlank() ? "Series " + (i + 1) : name, Block.Column.Type.NUMBER, 1));
        }
        var rows = new ArrayList<List<Block.Cell>>();
        for (int i = 0; i < chart.categories().size(); i++) {
            var row = new ArrayList<Block.Cell>();
            var category = chart.categories().get(i);
            row.add(Block.Cell.of(Inline.text(category.isBlank() ? String.valueOf(i + 1) : category)));
            for (var one : chart.series()) {
                row.add(Block.Cell.of(chartFigure(one.values().get(i))));
            }
            rows.add(row);
        }
        return new Block.Table(columns, rows, Optional.empty());
    }

    // ---- buttons

    private Block buttons(List<Action> actions) {
        var text = new ArrayList<Inline>();
        int number = 1;
        for (var action : actions) {
            switch (action) {
                case Action.Run run -> button(text, number++, run.label(), run.commandLine());
                case Action.Open open -> {
                    button(text, number++, open.label(), "");
                    text.add(Inline.text(" " + open.target()));
                    furniture.add(open.target().toString());
                }
                case Action.Pick pick -> {
                    newLine(text);
                    text.add(Inline.text(pick.label().isBlank() ? "One of:" : pick.label()));
                    if (pick.label().isBlank()) {
                        furniture.add("One of:");
                    }
                    for (var run : pick.options()) {
                        button(text, number++, run.label(), run.commandLine());
                    }
                }
            }
        }
        return new Block.Para(text);
    }

    private void button(List<Inline> text, int number, String label, String command) {
        newLine(text);
        if (forms.buttons() != Buttons.COMMAND) {
            text.add(Inline.text("[" + number + "] "));
            furniture.add("[" + number + "]");
        }
        text.add(Inline.text(label.isBlank() ? "Open" : label));
        if (label.isBlank()) {
            furniture.add("Open");
        }
        if (!command.isEmpty() && forms.buttons() != Buttons.NUMBERED) {
            text.add(Inline.text(" · "));
            text.add(new Inline.Code(command));
            furniture.add("· " + command);
        }
    }

    private static void newLine(List<Inline> text) {
        if (!text.isEmpty()) {
            text.add(new Inline.LineBreak());
        }
    }
}
