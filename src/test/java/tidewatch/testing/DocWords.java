package tidewatch.testing;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Numbers;
import tidewatch.message.RenderPlan;
import tidewatch.message.RenderPlan.Degradation;
import tidewatch.message.Times;

/**
 * The words that a reader must find in a rendered message, in order, told from the Doc alone; and the comparison with what was read
 * back. Shares no code with renderers but the writing of figures and moments.
 */
public final class DocWords {
    /** Forms in which a place shows the same words. */
    public record Form(boolean linkTargets, boolean colonAfterKey, boolean split) {}

    private final List<String> words = new ArrayList<>();
    private final List<String> repeatable = new ArrayList<>();
    private final ZoneId zone;
    private final Form form;
    private final Set<String> cards = new HashSet<>();

    private DocWords(Doc doc, Form form, List<Degradation> degradations) {
        this.zone = doc.meta().zone();
        this.form = form;
        degradations.stream()
                .filter(d -> d.kind() == Degradation.Kind.TABLE_AS_CARDS)
                .forEach(d -> cards.add(d.path()));
        say(doc.title());
        if (doc.title().isEmpty() && doc.blocks().isEmpty()) {
            say(doc.summary());
        }
        for (int i = 0; i < doc.blocks().size(); i++) {
            if (!(doc.blocks().get(i) instanceof Block.Footer)) {
                block(doc.blocks().get(i), String.valueOf(i));
            }
        }
        doc.blocks().stream().filter(b -> b instanceof Block.Footer).forEach(b -> block(b, ""));
        for (var action : doc.actions()) {
            say(action.label());
            if (action instanceof Action.Pick pick) {
                pick.options().forEach(run -> say(run.label()));
            }
        }
    }

    /**
     * Fails unless the lines, less the furniture of the plan, hold the words of the Doc in order. A word may be broken at the end of a
     * line. Unless the message was split, the furniture must be there to the last word.
     */
    public static void check(Doc doc, RenderPlan plan, List<List<String>> lines, Form form) {
        var expected = new DocWords(doc, form, plan.degradations());
        var furniture = new ArrayList<String>();
        Stream.concat(plan.furniture().stream(), expected.repeatable.stream()).forEach(f -> furniture.addAll(tokens(f)));
        int word = 0;
        int offset = 0;
        for (var line : lines) {
            for (int i = 0; i < line.size(); i++) {
                var token = line.get(i);
                var rest = word < expected.words.size() ? expected.words.get(word).substring(offset) : "";
                boolean last = i == line.size() - 1;
                // A pair that is too long for a part is told as a paragraph, without the colon.
                boolean bareKey = form.split() && form.colonAfterKey() && (token + ":").equals(rest);
                if (token.equals(rest) || bareKey) {
                    word++;
                    offset = 0;
                } else if (offset > 0 && last && rest.startsWith(token)) {
                    offset += token.length();
                } else if (!furniture.remove(token)) {
                    if (!last || !rest.startsWith(token)) {
                        throw new AssertionError("Read " + quoted(token) + " where " + quoted(rest) + " should stand (word " + word
                                + "), in line " + line + ", after " + expected.words.subList(Math.max(0, word - 5), word));
                    }
                    offset += token.length();
                }
            }
        }
        if (word < expected.words.size()) {
            throw new AssertionError("Lost from word " + word + ": "
                    + expected.words.subList(word, Math.min(word + 10, expected.words.size())));
        }
        if (!form.split() && !furniture.isEmpty()) {
            throw new AssertionError("Furniture that is not there: " + furniture);
        }
    }

    private static String quoted(String text) {
        return "'" + (text.length() > 80 ? text.substring(0, 80) + "..." : text) + "'";
    }

    /** Words parted by blanks and line ends; a no-break space is part of its word. */
    public static List<String> tokens(String text) {
        return Stream.of(text.split("[ \n\u2028\u2029]+")).filter(t -> !t.isEmpty()).toList();
    }

    private void say(String text) {
        words.addAll(tokens(text));
    }

    private void blocks(List<Block> blocks, String path) {
        for (int i = 0; i < blocks.size(); i++) {
            block(blocks.get(i), path + "/" + i);
        }
    }

    private void block(Block block, String path) {
        switch (block) {
            case Block.Heading it -> say(shown(it.text()));
            case Block.Para it -> say(shown(it.text()));
            case Block.Footer it -> say(shown(it.text()));
            case Block.Bullets it -> {
                for (int i = 0; i < it.items().size(); i++) {
                    blocks(it.items().get(i), path + "/" + i);
                }
            }
            case Block.Quote it -> blocks(it.blocks(), path);
            case Block.Callout it -> blocks(it.blocks(), path);
            case Block.Details it -> {
                say(shown(it.summary()));
                blocks(it.blocks(), path);
            }
            case Block.KeyValues it -> it.pairs().forEach(pair -> {
                var key = shown(pair.key()).strip();
                say(form.colonAfterKey() ? key + ":" : key);
                say(shown(pair.value()));
            });
            case Block.Chart it -> {
                say(it.title());
                say(it.alt());
            }
            case Block.Image it -> say(it.alt());
            case Block.Code it -> say(it.text());
            case Block.Divider _ -> {}
            case Block.Table it -> table(it, path);
        }
    }

    private void table(Block.Table table, String path) {
        boolean asCards = cards.contains(path);
        var order = new ArrayList<>(IntStream.range(1, table.columns().size()).boxed().toList());
        if (asCards && !table.rows().isEmpty()) {
            order.sort(Comparator.comparingInt(i -> table.columns().get(i).priority()));
        } else if (form.split()) {
            table.columns().forEach(column -> repeatable.add(column.title()));
        } else {
            table.columns().forEach(column -> say(column.title()));
        }
        for (var row : table.rows()) {
            say(shown(row.getFirst().text()));
            order.forEach(i -> say(shown(row.get(i).text())));
        }
        table.caption().ifPresent(this::say);
    }

    private String shown(List<Inline> inlines) {
        var all = new StringBuilder();
        for (var inline : inlines) {
            all.append(switch (inline) {
                case Inline.Text it -> it.text();
                case Inline.Strong it -> shown(it.text());
                case Inline.Em it -> shown(it.text());
                case Inline.Code it -> it.text();
                case Inline.Link it -> form.linkTargets() ? it.label() + " (" + it.target() + ")" : it.label();
                case Inline.Ticker it -> it.symbol();
                case Inline.When it -> Times.write(it, zone);
                case Inline.NoteRef it -> "[[" + it.label() + "]]";
                case Inline.PersonRef it -> it.label();
                case Inline.LineBreak _ -> "\n";
                case Inline.Num it -> Numbers.write(it);
            });
        }
        return all.toString();
    }
}
