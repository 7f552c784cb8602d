package tidewatch.chat;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;

/**
 * How a command line is typed in a place where a slash and a verb alone are not ours: {@code /watches} is {@code /tidewatch watches} on
 * Slack. What we say names commands as {@code /watches} everywhere; this turns a message into one that can be followed there, before it is
 * rendered. Words in quotation blocks are others', and stay; so do labels of buttons, which are pressed and not typed. Immutable.
 *
 * @param prefix what stands before a verb: {@code "/tidewatch "}
 * @param verbs of our commands and their aliases, as {@link Line} compares them
 */
public record CommandForm(String prefix, Set<String> verbs) {
    /** A slash that begins a word, and the word; no path, no fraction, no address. */
    private static final Pattern SLASH = Pattern.compile("(?<![\\p{L}\\p{N}/:.<\\\\_-])/([A-Za-z][A-Za-z_-]*+)(?![/\\p{L}\\p{N}])");

    public CommandForm {
        Objects.requireNonNull(prefix);
        verbs = Set.copyOf(verbs);
    }

    public static CommandForm of(String prefix, Collection<Command> commands) {
        return new CommandForm(
                prefix,
                commands.stream()
                        .flatMap(command -> Stream.concat(Stream.of(command.name()), command.aliases().stream()))
                        .map(Line::verb)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The words with each of our command lines as it is typed there. */
    public String words(String text) {
        if (text.indexOf('/') < 0) {
            return text;
        }
        return SLASH.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(verbs.contains(Line.verb(found.group(1))) ? prefix + found.group(1) : found.group()));
    }

    /** The message with each command line as it is typed there; the same message where it names none. */
    public Doc in(Doc doc) {
        return new Doc(words(doc.title()), Doc.summaryOf(words(doc.summary())), blocks(doc.blocks()), doc.actions(), doc.meta());
    }

    private List<Block> blocks(List<Block> blocks) {
        return blocks.stream().map(this::block).toList();
    }

    private Block block(Block block) {
        return switch (block) {
            case Block.Heading(int level, var text) -> new Block.Heading(level, inlines(text));
            case Block.Para(var text) -> new Block.Para(inlines(text));
            case Block.Bullets(boolean ordered, int first, var items) ->
                new Block.Bullets(ordered, first, items.stream().map(this::blocks).toList());
            case Block.Table(var columns, var rows, var caption) ->
                new Block.Table(columns, rows.stream().map(row -> row.stream().map(this::cell).toList()).toList(), caption.map(this::words));
            case Block.KeyValues(var pairs) ->
                new Block.KeyValues(pairs.stream()
                        .map(pair -> new Block.KeyValues.Pair(inlines(pair.key()), inlines(pair.value())))
                        .toList());
            case Block.Details(var summary, var inside) -> new Block.Details(inlines(summary), blocks(inside));
            case Block.Callout(var level, var inside) -> new Block.Callout(level, blocks(inside));
            case Block.Footer(var text) -> new Block.Footer(inlines(text));
            case Block.Quote _, Block.Code _, Block.Chart _, Block.Image _, Block.Divider _ -> block;
        };
    }

    private Block.Cell cell(Block.Cell cell) {
        return new Block.Cell(inlines(cell.text()), cell.sortValue());
    }

    private List<Inline> inlines(List<Inline> inlines) {
        return inlines.stream().map(this::inline).toList();
    }

    private Inline inline(Inline inline) {
        return switch (inline) {
            case Inline.Text(String text) -> new Inline.Text(words(text));
            case Inline.Code(String text) -> new Inline.Code(words(text));
            case Inline.Strong(var text) -> new Inline.Strong(inlines(text));
            case Inline.Em(var text) -> new Inline.Em(inlines(text));
            case Inline.Link _, Inline.Ticker _, Inline.When _, Inline.NoteRef _, Inline.PersonRef _, Inline.LineBreak _, Inline.Num _ -> inline;
        };
    }
}
