package tidewatch.message;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * A message as canonical JSON: the same Doc gives the same bytes on every machine, so its SHA-256 names its content. It is also what
 * {@code --format json} prints for an answer, hence a contract with other programs; {@code "v"} is raised when a reader would break.
 *
 * <p>Version 1. No white space, UTF-8, keys in the order given here, every key always present unless marked "?".
 *
 * <pre>
 * doc    {"v":1,"title":"","summary":"","blocks":[block],"actions":[action],"meta":meta}
 * meta   {"docId":"","kind":"BRIEF|ALERT|REMINDER|ANSWER|NOTICE","asOf":"ISO instant","dataDate"?:"ISO date","zone":"",
 *         "silent":false,"threadKey":""}
 * block  {"type":"heading","level":1,"text":[inline]}   {"type":"para","text":[inline]}   {"type":"footer","text":[inline]}
 *        {"type":"bullets","ordered":false,"first":1,"items":[[block]]}
 *        {"type":"table","columns":[{"title":"","shortTitle":"","align":"LEFT|RIGHT","type":"TEXT|NUMBER|PCT|MONEY","priority":1}],
 *         "rows":[[{"text":[inline],"sort"?:1.5}]],"caption"?:""}
 *        {"type":"keyValues","pairs":[{"key":[inline],"value":[inline]}]}
 *        {"type":"chart","kind":"LINE|BAR|AREA|MAP","title":"","categories":[""],"series":[{"name":"","values":[1.5]}],"alt":""}
 *        {"type":"image","name":"","alt":""}   {"type":"code","lang":"","text":""}   {"type":"divider"}
 *        {"type":"quote","collapsible":false,"blocks":[block]}   {"type":"details","summary":[inline],"blocks":[block]}
 *        {"type":"callout","level":"INFO|WARN|ALERT","blocks":[block]}
 * inline {"type":"text","text":""}   {"type":"strong","text":[inline]}   {"type":"em","text":[inline]}   {"type":"code","text":""}
 *        {"type":"link","target":"","label":""}   {"type":"ticker","symbol":""}   {"type":"note","id":"","label":""}
 *        {"type":"when","instant":"ISO instant","style":"DATE|TIME|DATE_TIME","shown":"Fri 6 Feb 2026"}
 *        {"type":"person","id":"","label":""}   {"type":"break"}
 *        {"type":"num","value":1.2345,"unit":"PCT|PP|PRICE|MONEY|COUNT|RATIO|Z|DAYS|BARE","digits":1,"signed":true,"why"?:"4",
 *         "shown":"+1.2 %"}
 * action {"type":"run","label":"","command":"","effect":"READ|EFFECT"}   {"type":"pick","label":"","options":[run]}
 *        {"type":"open","label":"","target":""}
 * </pre>
 *
 * <p>Figures are at full precision without trailing zeros; {@code shown} is what people see. Percent is in percent. Tokens of armed
 * actions are left out, so arming does not change the identity.
 */
public final class Canonical {
    /** Version of the form above. */
    public static final int VERSION = 1;

    private final StringBuilder out = new StringBuilder(1024);
    private final Doc doc;

    private Canonical(Doc doc) {
        this.doc = doc;
    }

    /** The message as one line of JSON, without a line end. */
    public static String json(Doc doc) {
        var writer = new Canonical(doc);
        writer.doc();
        return writer.out.toString();
    }

    /** SHA-256 of the UTF-8 bytes of {@link #json}, as 64 lower-case hexadecimal digits. */
    public static String hash(Doc doc) {
        return Sha256.hex(json(doc));
    }

    private void doc() {
        out.append("{\"v\":").append(VERSION);
        string("title", doc.title());
        string("summary", doc.summary());
        key("blocks");
        array(doc.blocks(), this::block);
        key("actions");
        array(doc.actions(), this::action);
        key("meta");
        meta(doc.meta());
        out.append('}');
    }

    private void meta(Meta meta) {
        out.append('{');
        string("docId", meta.docId());
        string("kind", meta.kind().name());
        string("asOf", meta.asOf().toString());
        meta.dataDate().ifPresent(date -> string("dataDate", date.toString()));
        string("zone", meta.zone().getId());
        raw("silent", meta.silent());
        string("threadKey", meta.threadKey());
        out.append('}');
    }

    private void block(Block block) {
        switch (block) {
            case Block.Heading it -> {
                open("heading");
                raw("level", it.level());
                inlines("text", it.text());
            }
            case Block.Para it -> {
                open("para");
                inlines("text", it.text());
            }
            case Block.Bullets it -> {
                open("bullets");
                raw("ordered", it.ordered());
                raw("first", it.first());
                key("items");
                array(it.items(), item -> array(item, this::block));
            }
            case Block.Table it -> {
                open("table");
                key("columns");
                array(it.columns(), this::column);
                key("rows");
                array(it.rows(), row -> array(row, this::cell));
                it.caption().ifPresent(caption -> string("caption", caption));
            }
            case Block.KeyValues it -> {
                open("keyValues");
                key("pairs");
                array(it.pairs(), pair -> {
                    out.append('{');
                    inlines("key", pair.key());
                    inlines("value", pair.value());
                    out.append('}');
                });
            }
            case Block.Chart it -> chart(it);
            case Block.Image it -> {
                open("image");
                string("name", it.name());
                string("alt", it.alt());
            }
            case Block.Quote it -> {
                open("quote");
                raw("collapsible", it.collapsible());
                blocks(it.blocks());
            }
            case Block.Details it -> {
                open("details");
                inlines("summary", it.summary());
                blocks(it.blocks());
            }
            case Block.Code it -> {
                open("code");
                string("lang", it.lang());
                string("text", it.text());
            }
            case Block.Callout it -> {
                open("callout");
                string("level", it.level().name());
                blocks(it.blocks());
            }
            case Block.Footer it -> {
                open("footer");
                inlines("text", it.text());
            }
            case Block.Divider _ -> open("divider");
        }
        out.append('}');
    }

    private void column(Block.Column column) {
        out.append('{');
        string("title", column.title());
        string("shortTitle", column.shortTitle());
        string("align", column.align().name());
        string("type", column.type().name());
        raw("priority", column.priority());
        out.append('}');
    }

    private void cell(Block.Cell cell) {
        out.append('{');
        inlines("text", cell.text());
        cell.sortValue().ifPresent(value -> raw("sort", value));
        out.append('}');
    }

    private void chart(Block.Chart chart) {
        open("chart");
        string("kind", chart.kind().name());
        string("title", chart.title());
        key("categories");
        array(chart.categories(), this::quoted);
        key("series");
        array(chart.series(), one -> {
            out.append('{');
            string("name", one.name());
            key("values");
            array(one.values(), out::append);
            out.append('}');
        });
        string("alt", chart.alt());
    }

    private void inline(Inline inline) {
        switch (inline) {
            case Inline.Text it -> {
                open("text");
                string("text", it.text());
            }
            case Inline.Strong it -> {
                open("strong");
                inlines("text", it.text());
            }
            case Inline.Em it -> {
                open("em");
                inlines("text", it.text());
            }
            case Inline.Code it -> {
                open("code");
                string("text", it.text());
            }
            case Inline.Link it -> {
                open("link");
                string("target", it.target().toString());
                string("label", it.label());
            }
            case Inline.Ticker it -> {
                open("ticker");
                string("symbol", it.symbol());
            }
            case Inline.When it -> {
                open("when");
                string("instant", it.instant().toString());
                string("style", it.style().name());
                string("shown", Times.write(it, doc.meta().zone()));
            }
            case Inline.NoteRef it -> {
                open("note");
                string("id", it.noteId());
                string("label", it.label());
            }
            case Inline.PersonRef it -> {
                open("person");
                string("id", it.personId());
                string("label", it.label());
            }
            case Inline.LineBreak _ -> open("break");
            case Inline.Num it -> {
                open("num");
                raw("value", figure(it.value()));
                string("unit", it.unit().name());
                raw("digits", it.digits());
                raw("signed", it.signed());
                it.why().ifPresent(why -> string("why", why));
                string("shown", Numbers.write(it));
            }
        }
        out.append('}');
    }

    private void action(Action action) {
        switch (action) {
            case Action.Run it -> {
                open("run");
                string("label", it.label());
                string("command", it.commandLine());
                string("effect", it.effect().name());
            }
            case Action.Pick it -> {
                open("pick");
                string("label", it.label());
                key("options");
                array(it.options(), this::action);
            }
            case Action.Open it -> {
                open("open");
                string("label", it.label());
                string("target", it.target().toString());
            }
        }
        out.append('}');
    }

    /** A decimal as JSON: digits where they are few, an exponent where zeros would be many. */
    private static String figure(BigDecimal value) {
        var shortest = value.stripTrailingZeros();
        return Math.abs((long) shortest.scale()) <= 30 ? shortest.toPlainString() : shortest.toString();
    }

    private void blocks(List<Block> blocks) {
        key("blocks");
        array(blocks, this::block);
    }

    private void inlines(String key, List<Inline> inlines) {
        key(key);
        array(inlines, this::inline);
    }

    private <T> void array(List<T> values, Consumer<? super T> write) {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write.accept(values.get(i));
        }
        out.append(']');
    }

    private void open(String type) {
        out.append('{');
        string("type", type);
    }

    private void string(String key, String value) {
        key(key);
        quoted(value);
    }

    private void raw(String key, Object value) {
        key(key);
        out.append(value);
    }

    private void key(String key) {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
        quoted(key);
        out.append(':');
    }

    private void quoted(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < 0x20 || c == '\u2028' || c == '\u2029' || (Character.isSurrogate(c) && lone(value, i))) {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Half a pair cannot be UTF-8; ids and links do not pass the door of words, so it could still be here. */
    private static boolean lone(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                ? i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1))
                : i == 0 || !Character.isHighSurrogate(value.charAt(i - 1));
    }
}
