package tidewatch.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Grid;
import tidewatch.message.Inline;
import tidewatch.message.Inlines;
import tidewatch.message.Ladder;
import tidewatch.message.Layout;

/**
 * Writes a message, which {@link SlackRenderer} has taken down to what Slack shows, as blocks.
 *
 * <ul>
 *   <li>The title, and a heading of the first level, as header; all other words as rich_text, one block for each, so that they stand apart;
 *       what is named by a heading shares its block and stands right below it.
 *   <li>A table that stands by itself as data_table where the workspace takes one; else in fixed-width type by {@link Grid}, else as list.
 *   <li>Lists, quotes and code within each other as Slack's own composer writes them: a list within a list is one of a deeper indent behind
 *       it, and what is no words ends a list, which then goes on with its next number.
 *   <li>Small print as context and pairs of names and values as fields where {@link Mrkdwn} takes their words; else as rich_text.
 * </ul>
 *
 * Confined to one thread; for one message.
 */
final class BlockWriter {
    /** Before the name of a picture whose file's id is not known yet. */
    static final String PICTURE = "picture:";

    private static final String RULE = "———";
    private static final String QUOTE = ">";
    private static final String BELOW = "The picture is described below.";

    private static final Pattern FIGURE = Pattern.compile("[+-]?\\d{1,9}(?:,\\d{3}){0,4}(?:\\.\\d{1,9})?");
    private static final Pattern BLANK_ENDS = Pattern.compile("\\A(?:[ ]*\\n)+|\\s+\\z");
    /** What a text object of Slack may take for an escaped character. */
    private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt);");

    private final ZoneId zone;
    private final boolean tables;
    private final Predicate<String> drawn;
    private final ArrayNode blocks = RichText.NODES.arrayNode();
    private final List<String> furniture = new ArrayList<>();
    private Optional<ArrayNode> open = Optional.empty();
    private Optional<String> named = Optional.empty();

    /**
     * @param tables whether tables may be data_table
     * @param drawn whether there is a picture of this name
     */
    BlockWriter(ZoneId zone, boolean tables, Predicate<String> drawn) {
        this.zone = zone;
        this.tables = tables;
        this.drawn = drawn;
    }

    /** The title, then the blocks. */
    Blocks words(Doc doc) {
        if (!doc.title().isEmpty()) {
            title(List.of(Inline.text(doc.title())));
        }
        blocks(doc.blocks(), true, false);
        return new Blocks(blocks);
    }

    /** Words that were written and are in no block. */
    List<String> furniture() {
        return furniture;
    }

    /** Whether a table can be a data_table: no more columns than it takes, and no cell that is blank. */
    static boolean takes(Block.Table table, ZoneId zone) {
        return table.columns().size() <= SlackLimits.TABLE_COLUMNS && !table.rows().isEmpty()
                && table.rows().stream().allMatch(row -> row.stream().noneMatch(cell -> RichText.blank(Inlines.line(cell.text(), zone))));
    }

    // ---- blocks that stand by themselves

    /**
     * @param direct not within another block
     * @param leading the first one stands right below what was written last
     */
    private void blocks(List<Block> all, boolean direct, boolean leading) {
        boolean leads = leading;
        for (var block : all) {
            if (says(block)) {
                if (!leads) {
                    open = Optional.empty();
                }
                block(block, direct);
                leads = Layout.leads(block);
                named = block instanceof Block.Heading it ? Optional.of(Inlines.line(it.text(), zone)).filter(words -> !RichText.blank(words)) : Optional.empty();
            }
        }
    }

    private static boolean says(Block block) {
        return !(block instanceof Block.Code code) || !RichText.blank(code.text());
    }

    private void block(Block block, boolean direct) {
        switch (block) {
            case Block.Heading it -> {
                if (it.level() == 1) {
                    title(it.text());
                } else {
                    section(RichText.runs(it.text(), true, false, zone));
                }
            }
            case Block.KeyValues it -> keyValues(it);
            case Block.Footer it -> footer(it);
            case Block.Divider _ -> add(RichText.NODES.objectNode().put("type", "divider"));
            case Block.Table it when tables && direct && takes(it, zone) -> dataTable(it);
            case Block.Image it when direct && drawn.test(it.name()) -> picture(it);
            case Block.Callout it -> callout(it);
            case Block.Para _, Block.Bullets _, Block.Table _, Block.Quote _, Block.Details _, Block.Code _, Block.Chart _, Block.Image _ -> {
                var holder = new Holder(this::section);
                within(List.of(block), holder, 0, false);
                holder.flush();
            }
        }
    }

    private void callout(Block.Callout callout) {
        var words = new ArrayList<RichText.Run>();
        words.add(word(callout));
        int told = 0;
        boolean leads = true;
        if (callout.blocks().getFirst() instanceof Block.Para first) {
            words.addAll(RichText.runs(first.text(), false, false, zone));
            told = 1;
            leads = Layout.leads(first);
        }
        section(words);
        blocks(callout.blocks().subList(told, callout.blocks().size()), false, leads);
    }

    private void add(ObjectNode block) {
        open = Optional.empty();
        blocks.add(block);
    }

    /** The elements of the rich_text that is being written, or of a new one. */
    private ArrayNode rich() {
        var elements = open.orElseGet(() -> blocks.addObject().put("type", "rich_text").putArray("elements"));
        open = Optional.of(elements);
        return elements;
    }

    private void section(List<RichText.Run> runs) {
        element("rich_text_section", runs);
    }

    private void quoted(List<RichText.Run> runs) {
        element("rich_text_quote", runs);
    }

    private void element(String type, List<RichText.Run> runs) {
        if (!RichText.blank(runs)) {
            rich().addObject().put("type", type).set("elements", RichText.elements(runs));
        }
    }

    /** A header holds plain words only, no more than {@link SlackLimits#HEADER} characters. */
    private void title(List<Inline> text) {
        open = Optional.empty();
        var words = Inlines.line(text, zone);
        boolean plain = RichText.runs(text, false, false, zone).stream().allMatch(run -> run instanceof RichText.Words);
        if (plain && !RichText.blank(words) && words.length() <= SlackLimits.HEADER && !ENTITY.matcher(words).find()) {
            blocks.addObject().put("type", "header").set("text", RichText.plain(words));
        } else {
            section(RichText.runs(text, true, false, zone));
        }
    }

    /** Names and values side by side where they are short and hold nothing that would be markup; else one pair a line. */
    private void keyValues(Block.KeyValues block) {
        var fields = block.pairs().stream().map(this::field).toList();
        if (fields.stream().anyMatch(Optional::isEmpty)) {
            var holder = new Holder(this::section);
            pairs(block, holder);
            holder.flush();
            return;
        }
        for (int from = 0; from < fields.size(); from += SlackLimits.FIELDS) {
            var section = RichText.NODES.objectNode().put("type", "section");
            var part = section.putArray("fields");
            fields.subList(from, Math.min(fields.size(), from + SlackLimits.FIELDS)).forEach(field -> part.add(RichText.mrkdwn(field.orElseThrow())));
            add(section);
        }
    }

    private Optional<String> field(Block.KeyValues.Pair pair) {
        var key = Mrkdwn.of(pair.key(), zone).map(String::strip).filter(words -> !words.isEmpty() && words.indexOf('\n') < 0 && words.indexOf('`') < 0);
        var value = Mrkdwn.of(pair.value(), zone);
        return key.flatMap(name -> value.map(words -> "*" + name + ":*\n" + words)).filter(words -> words.length() <= SlackLimits.FIELD);
    }

    private void footer(Block.Footer footer) {
        var small = Mrkdwn.of(footer.text(), zone).filter(words -> !RichText.blank(words) && words.length() <= SlackLimits.CONTEXT);
        if (small.isPresent()) {
            var context = RichText.NODES.objectNode().put("type", "context");
            context.putArray("elements").add(RichText.mrkdwn(small.get()));
            add(context);
        } else {
            section(RichText.runs(footer.text(), false, true, zone));
        }
    }

    private void picture(Block.Image image) {
        boolean whole = image.alt().length() <= SlackLimits.ALT;
        var block = RichText.NODES.objectNode().put("type", "image");
        block.putObject("slack_file").put("id", PICTURE + image.name());
        add(block.put("alt_text", whole ? image.alt() : BELOW));
        if (!whole) {
            furniture.add(BELOW);
            section(RichText.runs(List.of(Inline.text(image.alt())), false, false, zone));
        }
    }

    private void dataTable(Block.Table table) {
        var block = RichText.NODES.objectNode().put("type", "data_table");
        var caption = table.caption().filter(words -> !RichText.blank(words)).orElseGet(() -> {
            // A table must have one: the heading that it stands right below, else what its first column is called.
            var name = named.orElse(table.columns().getFirst().title());
            furniture.add(name);
            return name;
        });
        block.put("caption", caption);
        block.put("page_size", Math.min(SlackLimits.PAGE_ROWS, table.rows().size()));
        var rows = block.putArray("rows");
        var titles = rows.addArray();
        table.columns().forEach(column -> titles.addObject().put("type", "raw_text").put("text", column.title()));
        for (var row : table.rows()) {
            var cells = rows.addArray();
            row.forEach(cell -> cells.add(cell(cell)));
        }
        add(block);
    }

    /**
     * A figure sorts as a figure; a cell with a link or a look is rich_text; all others are words. The value of a figure is what is shown
     * of it, so that a client which shows the value shows no other; what is shown in words has its value to sort by.
     */
    private ObjectNode cell(Block.Cell cell) {
        var words = Inlines.line(cell.text(), zone);
        var value = FIGURE.matcher(words).matches() ? Optional.of(new BigDecimal(words.replace(",", ""))) : cell.sortValue().map(BigDecimal::valueOf);
        var runs = RichText.runs(cell.text(), false, false, zone);
        boolean plain = runs.stream().allMatch(run -> run instanceof RichText.Words it && !it.strong() && !it.em() && !it.code());
        if (plain && value.isPresent()) {
            return RichText.NODES.objectNode().put("type", "raw_number").put("value", value.get().doubleValue()).put("text", words);
        }
        if (plain) {
            return RichText.NODES.objectNode().put("type", "raw_text").put("text", words);
        }
        var rich = RichText.NODES.objectNode().put("type", "rich_text");
        rich.putArray("elements").addObject().put("type", "rich_text_section").set("elements", RichText.elements(runs));
        return rich;
    }

    // ---- blocks within others

    /** Words that gather until something comes that is none: an item, a section or a quote in the making. */
    private final class Holder {
        private final Consumer<List<RichText.Run>> place;
        private List<RichText.Run> runs = new ArrayList<>();
        private boolean marked;

        Holder(Consumer<List<RichText.Run>> place) {
            this.place = place;
        }

        /** Words on a line of their own. */
        void say(List<RichText.Run> words) {
            if (RichText.blank(words)) {
                return;
            }
            if (!runs.isEmpty()) {
                RichText.add(new RichText.Words("\n", false, false, false), runs);
            }
            if (marked) {
                furniture.add(QUOTE);
                RichText.add(new RichText.Words(QUOTE + " ", false, false, false), runs);
                marked = false;
            }
            goOn(words);
        }

        /** Words on the same line. */
        void goOn(List<RichText.Run> words) {
            words.forEach(run -> {
                if (run instanceof RichText.Words it) {
                    RichText.add(it, runs);
                } else {
                    runs.add(run);
                }
            });
        }

        /** The next words are quoted words within a quote. */
        void mark(boolean on) {
            marked = on;
        }

        void flush() {
            marked = false;
            if (!runs.isEmpty()) {
                var all = runs;
                runs = new ArrayList<>();
                place.accept(all);
            }
        }
    }

    /**
     * @param depth how many lists it is in
     * @param quoted whether it is in a quote
     */
    private void within(List<Block> all, Holder holder, int depth, boolean quoted) {
        for (var block : all) {
            if (says(block)) {
                within(block, holder, depth, quoted);
            }
        }
    }

    private void within(Block block, Holder holder, int depth, boolean quoted) {
        switch (block) {
            case Block.Heading it -> holder.say(RichText.runs(it.text(), true, false, zone));
            case Block.Para it -> holder.say(RichText.runs(it.text(), false, false, zone));
            case Block.Footer it -> holder.say(RichText.runs(it.text(), false, true, zone));
            case Block.KeyValues it -> pairs(it, holder);
            case Block.Divider _ -> {
                furniture.add(RULE);
                holder.say(List.of(new RichText.Words(RULE, false, false, false)));
            }
            case Block.Callout it -> {
                holder.say(List.of(word(it)));
                boolean para = it.blocks().getFirst() instanceof Block.Para;
                if (it.blocks().getFirst() instanceof Block.Para first) {
                    holder.goOn(RichText.runs(first.text(), false, false, zone));
                }
                within(it.blocks().subList(para ? 1 : 0, it.blocks().size()), holder, depth, quoted);
            }
            case Block.Code it -> {
                holder.flush();
                fixed(BLANK_ENDS.matcher(RichText.lines(it.text())).replaceAll(""), quoted);
            }
            case Block.Table it -> table(it, holder, depth, quoted);
            case Block.Bullets it -> {
                holder.flush();
                list(it, depth, quoted);
            }
            case Block.Quote it when quoted -> {
                for (var one : it.blocks()) {
                    if (says(one)) {
                        holder.mark(true);
                        within(one, holder, depth, true);
                        holder.mark(false);
                    }
                }
            }
            case Block.Quote it -> {
                holder.flush();
                var inner = new Holder(this::quoted);
                within(it.blocks(), inner, depth, true);
                inner.flush();
            }
            case Block.Details _, Block.Chart _, Block.Image _ -> lowered(block, holder, depth, quoted);
        }
    }

    /** A block that a cut of a message has brought back in a form that this place does not show. */
    private void lowered(Block block, Holder holder, int depth, boolean quoted) {
        var lower = Ladder.lower(List.of(block), SlackRenderer.FORMS, zone);
        furniture.addAll(lower.furniture());
        within(lower.blocks(), holder, depth, quoted);
    }

    private RichText.Words word(Block.Callout callout) {
        var word = Layout.word(callout.level());
        furniture.add(word);
        return new RichText.Words(word + " ", true, false, false);
    }

    private void pairs(Block.KeyValues block, Holder holder) {
        for (var pair : block.pairs()) {
            var key = new ArrayList<>(pair.key());
            key.add(Inline.text(":"));
            holder.say(RichText.runs(key, true, false, zone));
            holder.goOn(List.of(new RichText.Words(" ", false, false, false)));
            holder.goOn(RichText.runs(pair.value(), false, false, zone));
        }
    }

    private void fixed(String words, boolean quoted) {
        var fixed = RichText.fixed(words);
        rich().add(quoted ? fixed.put("border", 1) : fixed);
    }

    private void table(Block.Table table, Holder holder, int depth, boolean quoted) {
        var grid = Grid.of(table, SlackLimits.COLUMNS, zone);
        if (grid.isEmpty()) {
            lowered(table, holder, depth, quoted);
            return;
        }
        holder.flush();
        fixed(String.join("\n", grid.get().lines()), quoted);
        table.caption()
                .filter(caption -> !caption.isBlank())
                .ifPresent(caption -> holder.say(RichText.runs(List.of(Inline.text(caption)), false, true, zone)));
    }

    /** Items one below the other; what is no words stands between two stretches of the list. */
    private void list(Block.Bullets list, int depth, boolean quoted) {
        var stretch = new Stretch(list, Math.min(depth, SlackLimits.INDENT), quoted);
        for (int i = 0; i < list.items().size(); i++) {
            stretch.begin(i);
            var holder = new Holder(stretch::place);
            within(list.items().get(i), holder, depth + 1, quoted);
            holder.flush();
        }
    }

    /** A list, in as many elements as it takes. */
    private final class Stretch {
        private final Block.Bullets list;
        private final int indent;
        private final boolean quoted;
        private Optional<ArrayNode> items = Optional.empty();
        /** How many elements there were behind the last item: more of them, and the list was interrupted. */
        private int behind;
        private int item;
        private boolean marked;

        Stretch(Block.Bullets list, int indent, boolean quoted) {
            this.list = list;
            this.indent = indent;
            this.quoted = quoted;
        }

        void begin(int number) {
            item = number;
            marked = false;
        }

        /** The first words of an item stand behind its mark, later ones below what came between. */
        void place(List<RichText.Run> runs) {
            if (RichText.blank(runs)) {
                return;
            }
            if (marked) {
                if (quoted) {
                    quoted(runs);
                } else {
                    section(runs);
                }
                return;
            }
            marked = true;
            if (items.isEmpty() || rich().size() > behind) {
                var element = rich().addObject().put("type", "rich_text_list").put("style", list.ordered() ? "ordered" : "bullet");
                if (indent > 0) {
                    element.put("indent", indent);
                }
                if (list.ordered() && list.first() + item > 1) {
                    element.put("offset", list.first() + item - 1);
                }
                if (quoted) {
                    element.put("border", 1);
                }
                items = Optional.of(element.putArray("elements"));
                behind = rich().size();
            }
            items.get().addObject().put("type", "rich_text_section").set("elements", RichText.elements(runs));
        }
    }
}
