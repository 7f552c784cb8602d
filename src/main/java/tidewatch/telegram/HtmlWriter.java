package tidewatch.telegram;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Grid;
import tidewatch.message.Inline;
import tidewatch.message.Inlines;
import tidewatch.message.Ladder;
import tidewatch.message.Layout;

/**
 * Writes a message, which the {@link Ladder} has taken down to what Telegram shows, in the HTML of its parse_mode.
 *
 * <ul>
 *   <li>Title and headings bold, small print and captions in italics; an empty line between blocks, none below a heading.
 *   <li>Tables and code in {@code pre}, tables by {@link Grid}; quotes and details in {@code blockquote}, what may be folded expandable.
 *       The service has no quote within a quote: an inner one has {@code >} before each of its blocks.
 *   <li>Lists with {@code •} or numbers, long items apart; a list within a list is set in.
 * </ul>
 */
final class HtmlWriter {
    private static final String BULLET = "•";
    private static final String INNER_BULLET = "◦";
    private static final String INDENT = "    ";
    /** Characters of an item from which on items stand apart: more than two lines of a phone. */
    private static final int LONG_ITEM = 100;

    private static final String RULE = "———";
    private static final String QUOTE = ">";
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9+#.-]+");
    private static final Pattern BLANK_ENDS = Pattern.compile("\\A(?:[ ]*\\n)+|\\s+\\z");

    private final ZoneId zone;
    private final int enough;
    private final Html html = new Html();
    private final List<String> furniture = new ArrayList<>();
    private boolean quoted;

    /**
     * Has written nothing yet.
     *
     * @param enough characters; once there are more, what is left is not written, for the message does not fit whatever it is
     */
    HtmlWriter(ZoneId zone, int enough) {
        this.zone = zone;
        this.enough = enough;
    }

    private boolean full() {
        return html.characters() > enough;
    }

    /** The title, then the blocks. */
    Html document(Doc doc) {
        if (!doc.title().isEmpty()) {
            words(List.of(Inline.text(doc.title())), true, false);
        }
        if (!doc.title().isEmpty() && !doc.blocks().isEmpty()) {
            html.say(underTitle(doc.blocks().getFirst()) ? "\n" : "\n\n");
        }
        blocks(doc.blocks(), "\n\n", 0);
        return html;
    }

    /** Words that were written and are in no block. */
    List<String> furniture() {
        return furniture;
    }

    /** A line of its own right below the title, such as how old the prices are; what is bigger stands apart. */
    private static boolean underTitle(Block block) {
        return switch (block) {
            case Block.Para _, Block.KeyValues _, Block.Callout _, Block.Footer _ -> true;
            case Block.Heading _,
                    Block.Bullets _,
                    Block.Table _,
                    Block.Chart _,
                    Block.Image _,
                    Block.Quote _,
                    Block.Details _,
                    Block.Code _,
                    Block.Divider _ -> false;
        };
    }

    private void blocks(List<Block> blocks, String between, int depth) {
        boolean first = true;
        boolean leads = false;
        for (var block : blocks) {
            if (full()) {
                return;
            }
            if (says(block)) {
                if (!first) {
                    html.say(leads ? "\n" : between);
                    html.say(depth > 0 && words(block) ? INDENT.repeat(depth) : "");
                }
                block(block, depth);
                first = false;
                leads = Layout.leads(block);
            }
        }
    }

    private static boolean words(Block block) {
        return block instanceof Block.Para || block instanceof Block.Heading || block instanceof Block.Footer;
    }

    private static boolean says(Block block) {
        return !(block instanceof Block.Code code) || !code.text().isBlank();
    }

    private void block(Block block, int depth) {
        switch (block) {
            case Block.Heading it -> words(it.text(), true, false);
            case Block.Para it -> words(it.text(), false, false);
            case Block.Footer it -> words(it.text(), false, true);
            case Block.Bullets it -> bullets(it, depth);
            case Block.Table it -> table(it, depth);
            case Block.KeyValues it -> keyValues(it);
            case Block.Quote it -> quote(Optional.empty(), it.blocks(), it.collapsible(), depth);
            case Block.Details it -> quote(Optional.of(it.summary()), it.blocks(), true, depth);
            case Block.Callout it -> callout(it, depth);
            case Block.Code it -> code(it);
            case Block.Divider _ -> {
                furniture.add(RULE);
                html.say(RULE);
            }
            case Block.Chart _, Block.Image _ -> lowered(block, depth);
        }
    }

    /** A block that a cut of a message has brought back in a form that this place does not show. */
    private void lowered(Block block, int depth) {
        var lower = Ladder.lower(List.of(block), TelegramRenderer.FORMS, zone);
        furniture.addAll(lower.furniture());
        blocks(lower.blocks(), "\n\n", depth);
    }

    private void words(List<Inline> text, boolean strong, boolean em) {
        Run.of(text, strong, em, zone).forEach(run -> run.write(html));
    }

    private void bullets(Block.Bullets list, int depth) {
        boolean airy = depth == 0 && list.items().stream().limit(2).allMatch(this::isLong);
        for (int i = 0; i < list.items().size() && !full(); i++) {
            var mark = list.ordered() ? list.first() + i + "." : depth == 0 ? BULLET : INNER_BULLET;
            furniture.add(mark);
            html.say((i == 0 ? "" : airy ? "\n\n" : "\n") + INDENT.repeat(depth) + mark + " ");
            var item = list.items().get(i);
            if (!(item.getFirst() instanceof Block.Para)) {
                html.say("\n");
            }
            blocks(item, "\n", depth + 1);
        }
    }

    /** Only the first items of a list decide how all stand, so that a longer beginning of a list never takes less room. */
    private boolean isLong(List<Block> item) {
        return item.getFirst() instanceof Block.Para para && Inlines.shown(para.text(), zone).length() > LONG_ITEM;
    }

    private void table(Block.Table table, int depth) {
        var grid = Grid.of(table, TelegramLimits.COLUMNS, zone);
        if (grid.isEmpty()) {
            lowered(table, depth);
            return;
        }
        html.begin("pre").say(String.join("\n", grid.get().lines())).end();
        table.caption().filter(caption -> !caption.isBlank()).ifPresent(caption -> {
            html.say("\n");
            words(List.of(Inline.text(caption)), false, true);
        });
    }

    private void keyValues(Block.KeyValues block) {
        boolean first = true;
        for (var pair : block.pairs()) {
            if (!first) {
                html.say("\n");
            }
            first = false;
            var key = new ArrayList<>(pair.key());
            key.add(Inline.text(":"));
            words(key, true, false);
            html.say(" ");
            words(pair.value(), false, false);
        }
    }

    private void quote(Optional<List<Inline>> summary, List<Block> blocks, boolean folded, int depth) {
        if (quoted) {
            summary.ifPresent(line -> {
                words(line, true, false);
                html.say("\n");
            });
            boolean first = true;
            for (var block : blocks) {
                if (says(block)) {
                    furniture.add(QUOTE);
                    html.say((first ? "" : "\n") + QUOTE + " ");
                    block(block, depth);
                    first = false;
                }
            }
            return;
        }
        quoted = true;
        if (folded) {
            html.beginFolded();
        } else {
            html.begin("blockquote");
        }
        summary.ifPresent(line -> {
            words(line, true, false);
            html.say("\n");
        });
        blocks(blocks, "\n\n", depth);
        html.end();
        quoted = false;
    }

    private void callout(Block.Callout callout, int depth) {
        var word = Layout.word(callout.level());
        furniture.add(word);
        html.begin("b").say(word).end();
        html.say(callout.blocks().getFirst() instanceof Block.Para ? " " : "\n");
        blocks(callout.blocks(), "\n\n", depth);
    }

    private void code(Block.Code code) {
        var text = BLANK_ENDS.matcher(Html.lines(code.text())).replaceAll("");
        if (LANGUAGE.matcher(code.lang()).matches()) {
            html.code(code.lang(), text);
        } else {
            html.begin("pre").say(text).end();
        }
    }
}
