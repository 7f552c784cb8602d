package tidewatch.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import tidewatch.message.RenderPlan.Degradation;

/**
 * A message as GitHub-flavoured Markdown: readable as it stands, and any reader of it gets back the same words, whatever a note may
 * contain (see {@link MarkdownWriter} for what is escaped). The title is a heading of level 1, headings of the message are one deeper.
 */
public final class MarkdownRenderer implements Renderer {
    private static final Ladder.Forms FORMS = new Ladder.Forms(true, Capabilities.UNLIMITED, Ladder.Buttons.COMMAND);

    private final List<Budget<String>> budgets;
    private final MarkdownWriter.Links links;

    /** One part of any length. */
    public MarkdownRenderer() {
        this(List.of(), MarkdownWriter.Links.NONE);
    }

    private MarkdownRenderer(List<Budget<String>> budgets, MarkdownWriter.Links links) {
        this.budgets = List.copyOf(budgets);
        this.links = links;
    }

    /**
     * One part of any length, for a place among the notes themselves: names of notes are links as Obsidian has them.
     *
     * @param target what stands in the double brackets: the path of the note without {@code .md}; absent for a note that is not there, whose
     *     name is then said without brackets
     */
    public static MarkdownRenderer linking(Function<Inline.NoteRef, Optional<String>> target) {
        return new MarkdownRenderer(List.of(), ref -> Optional.of(target.apply(ref)));
    }

    /** Parts of at most this many UTF-16 units each, markup and escapes counted. */
    public static MarkdownRenderer within(int characters) {
        if (characters < PlainRenderer.CHARACTERS_MIN) {
            throw new IllegalArgumentException(
                    "Parts of " + characters + " characters are too short; at least " + PlainRenderer.CHARACTERS_MIN);
        }
        return new MarkdownRenderer(List.of(Budget.characters(characters)), MarkdownWriter.Links.NONE);
    }

    @Override
    public RenderPlan render(Doc doc, Capabilities place) {
        var lowered = Ladder.lower(doc, FORMS);
        var degradations = new ArrayList<>(lowered.degradations());
        for (var path : droppedStyles(lowered)) {
            degradations.add(new Degradation(Degradation.Kind.STYLE_DROPPED, path));
        }
        var pieces = new Splitter<>(budgets, piece -> new MarkdownWriter(piece.meta().zone(), links).document(piece)).split(lowered.doc());
        if (pieces.size() > 1) {
            degradations.add(new Degradation(Degradation.Kind.SPLIT, ""));
        }
        var parts = new ArrayList<RenderPlan.Part>();
        var furniture = new ArrayList<>(lowered.furniture());
        for (var piece : pieces) {
            var writer = new MarkdownWriter(piece.doc().meta().zone(), links);
            var payload = writer.document(piece.doc());
            furniture.addAll(piece.furniture());
            furniture.addAll(writer.furniture());
            var plain = Layout.lay(piece.doc(), Capabilities.plain(Capabilities.UNLIMITED), Ladder.Buttons.COMMAND);
            parts.add(new RenderPlan.Part(parts.size() + 1, pieces.size(), payload, plain.text()));
        }
        return new RenderPlan(parts, degradations, furniture);
    }

    private static SortedSet<String> droppedStyles(Ladder.Lowered lowered) {
        var paths = new TreeSet<String>();
        for (int i = 0; i < lowered.paths().size(); i++) {
            var writer = new MarkdownWriter(lowered.doc().meta().zone());
            writer.lines(List.of(lowered.doc().blocks().get(i)));
            if (writer.droppedStyle()) {
                paths.add(lowered.paths().get(i));
            }
        }
        return paths;
    }
}
