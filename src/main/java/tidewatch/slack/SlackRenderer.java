package tidewatch.slack;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Budget;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Graphemes;
import tidewatch.message.Inline;
import tidewatch.message.Ladder;
import tidewatch.message.Layout;
import tidewatch.message.MarkdownRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.message.RenderPlan.Degradation;
import tidewatch.message.Renderer;
import tidewatch.message.Splitter;

/**
 * A message as Slack shows it: blocks, pictures among them, buttons at the end. The payload of each part is a {@link SlackPayload} as JSON.
 * In {@link #FULL} a table that stands by itself is a data_table, and the payload holds the same blocks without it beside, for a workspace
 * that refuses it; {@link #BASIC} has no data_table at all.
 *
 * <p>Parts are divided as nodes of the tree by {@link Splitter}, each within every limit of {@link SlackLimits} in both forms. What would
 * need more than {@link SlackLimits#parts} messages is told by its summary and its beginning in two, and whole as a Markdown file. Actions
 * with a token, and web pages, become buttons and menus of the last part; other actions become lines with their command.
 *
 * <p>Pure: what was rendered last is kept and found again by its content, for many ask for the same. Any thread.
 */
public final class SlackRenderer implements Renderer {
    /** A workspace that takes the newer blocks, as far as is known. */
    public static final Capabilities FULL =
            new Capabilities(Capabilities.Profile.SLACK_FULL, SlackLimits.COLUMNS, false, true).finding();

    /** A workspace that has refused them. */
    public static final Capabilities BASIC =
            new Capabilities(Capabilities.Profile.SLACK_BASIC, SlackLimits.COLUMNS, false, true).finding();

    static final Ladder.Forms FORMS = new Ladder.Forms(false, SlackLimits.COLUMNS, Ladder.Buttons.COMMAND, true, false);
    private static final Ladder.Forms WITH_TABLES = new Ladder.Forms(true, SlackLimits.COLUMNS, Ladder.Buttons.COMMAND, true, false);

    /** Messages before the file of one that is too long. */
    private static final int BEFORE_FILE = 2;

    private static final String LONG =
            "This message is too long for a chat: here is how it begins, the whole of it is in the file below.";
    private static final String WHOLE = "The whole message.";
    private static final String MARKDOWN = "text/markdown";
    private static final int NAME_MAX = 60;
    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9]+");
    private static final Capabilities PLAIN = Capabilities.plain(Capabilities.UNLIMITED);

    /** Messages that are told again and again: the answers of a morning in a few lengths. */
    private static final int KEPT_MOST = 64;

    private final Predicate<String> drawn;
    private final SlackLimits limits;
    private final Map<Key, Words> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Words> eldest) {
            return size() > KEPT_MOST;
        }
    });

    /** Pictures are told in words. */
    public SlackRenderer() {
        this(_ -> false);
    }

    /**
     * @param drawn whether the picture of this name can be supplied when the message is sent; asked while rendering, so it must answer the
     *     same for the same name
     */
    public SlackRenderer(Predicate<String> drawn) {
        this(drawn, SlackLimits.OURS);
    }

    SlackRenderer(Predicate<String> drawn, SlackLimits limits) {
        this.drawn = drawn;
        this.limits = limits;
    }

    @Override
    public RenderPlan render(Doc doc, Capabilities place) {
        return new Rendering(doc, place.profile() == Capabilities.Profile.SLACK_FULL).plan();
    }

    /** What the words of a piece depend on; its buttons stand below them. */
    private record Key(String title, List<Block> blocks, ZoneId zone, boolean tables) {
        static Key of(Doc piece, boolean tables) {
            return new Key(piece.title(), piece.blocks(), piece.meta().zone(), tables);
        }
    }

    /** The words of a piece. The form without newer blocks, and the plain words, are made only when they are asked for. Any thread. */
    private final class Words {
        private final Doc piece;
        private final Blocks blocks;
        private final List<String> furniture;
        private volatile Optional<Blocks> basic = Optional.empty();
        private volatile Optional<String> plain = Optional.empty();

        Words(Doc piece, boolean tables) {
            this.piece = piece;
            var writer = new BlockWriter(piece.meta().zone(), tables, drawn);
            blocks = writer.words(piece);
            furniture = List.copyOf(writer.furniture());
        }

        Blocks basic() {
            if (!blocks.newer()) {
                return blocks;
            }
            var other = basic.orElseGet(() -> new BlockWriter(piece.meta().zone(), false, drawn).words(piece));
            basic = Optional.of(other);
            return other;
        }

        String plain() {
            var words = plain.orElseGet(() -> Layout.lay(piece, PLAIN).text());
            plain = Optional.of(words);
            return words;
        }
    }

    /** A piece as it would be sent. */
    private static final class Rendered {
        private final Doc piece;
        private final Words words;
        private final Blocks buttons;
        private final Blocks blocks;
        private Optional<Blocks> basic = Optional.empty();

        Rendered(Doc piece, Words words) {
            this.piece = piece;
            this.words = words;
            buttons = Buttons.blocks(piece.actions());
            blocks = words.blocks.and(buttons);
        }

        Blocks basic() {
            if (!blocks.newer()) {
                return blocks;
            }
            var other = basic.orElseGet(() -> words.basic().and(buttons));
            basic = Optional.of(other);
            return other;
        }

        String plain() {
            return words.plain();
        }
    }

    /** The form that is asked for first: where it does not fit, the other two are not even made. */
    private List<Budget<Rendered>> budgets() {
        return List.of(
                new Budget<>("characters", limits.text(), one -> one.blocks.text()),
                new Budget<>("characters of JSON", limits.json(), one -> one.blocks.json().length()),
                new Budget<>("blocks", limits.blocks(), one -> one.blocks.count()),
                new Budget<>("characters in cells", limits.cells(), one -> one.blocks.cells()),
                new Budget<>("rows", limits.rows(), one -> one.blocks.rows()),
                new Budget<>("characters without tables", limits.text(), one -> one.basic().text()),
                new Budget<>("characters of JSON without tables", limits.json(), one -> one.basic().json().length()),
                new Budget<>("blocks without tables", limits.blocks(), one -> one.basic().count()),
                new Budget<>("plain characters", SlackLimits.PLAIN_CHARACTERS, one -> one.plain().length()));
    }

    /** One message. */
    private final class Rendering {
        private final Doc doc;
        private final boolean tables;
        private final List<Action> buttons;
        private final List<Action> lines;
        private final List<Budget<Rendered>> budgets = budgets();
        private final Splitter<Rendered> splitter;
        private final List<Degradation> degradations = new ArrayList<>();
        private final List<String> furniture = new ArrayList<>();
        private final List<SlackPayload> payloads = new ArrayList<>();
        private final List<String> plains = new ArrayList<>();
        /** What was rendered last: what fits is rendered to be measured and then to be sent. */
        private Optional<Rendered> last = Optional.empty();

        Rendering(Doc doc, boolean tables) {
            this.doc = doc;
            this.tables = tables;
            splitter = new Splitter<>(budgets, this::rendered);
            buttons = Buttons.split(doc.actions().stream().filter(Buttons::can).toList());
            lines = doc.actions().stream().filter(action -> !Buttons.can(action)).toList();
        }

        RenderPlan plan() {
            var blocks = lowered();
            var whole = new Doc(doc.title(), doc.summary(), blocks, buttons, doc.meta());
            var pieces = splitter.split(whole, limits.parts());
            if (pieces.isPresent()) {
                if (pieces.get().size() > 1) {
                    degradations.add(new Degradation(Degradation.Kind.SPLIT, ""));
                }
                pieces.get().forEach(this::message);
            } else {
                file(blocks);
            }
            var parts = new ArrayList<RenderPlan.Part>();
            for (int i = 0; i < payloads.size(); i++) {
                parts.add(new RenderPlan.Part(i + 1, payloads.size(), payloads.get(i).json(), plains.get(i)));
            }
            return new RenderPlan(parts, degradations, furniture);
        }

        // ---- down to what Slack shows

        /** The blocks in the forms of the place, small print last, then the lines of what cannot be a button. */
        private List<Block> lowered() {
            var all = new ArrayList<Block>();
            for (boolean footers : new boolean[] {false, true}) {
                for (int i = 0; i < doc.blocks().size(); i++) {
                    var block = doc.blocks().get(i);
                    if (block instanceof Block.Footer == footers) {
                        all.addAll(lowered(block, i));
                    }
                }
            }
            if (all.isEmpty() && doc.title().isEmpty()) {
                all.add(Block.para(doc.summary()));
            }
            doc.actions().stream().filter(Buttons::untold).forEach(action -> all.add(Block.para(action.label())));
            if (!lines.isEmpty()) {
                var told = Ladder.lower(doc("-", List.of(), lines), FORMS);
                all.addAll(told.doc().blocks());
                degradations.addAll(told.degradations());
                furniture.addAll(told.furniture());
            }
            return all;
        }

        private List<Block> lowered(Block block, int place) {
            boolean stays = switch (block) {
                case Block.Table table -> tables && BlockWriter.takes(table, doc.meta().zone());
                case Block.Image image -> drawn.test(image.name());
                case Block.Heading _,
                        Block.Para _,
                        Block.Bullets _,
                        Block.KeyValues _,
                        Block.Chart _,
                        Block.Quote _,
                        Block.Details _,
                        Block.Code _,
                        Block.Callout _,
                        Block.Footer _,
                        Block.Divider _ -> false;
            };
            if (stays) {
                return List.of(block);
            }
            // The figures of a chart are a table by itself.
            var lower = Ladder.lower(doc("", List.of(block), List.of()), tables && block instanceof Block.Chart ? WITH_TABLES : FORMS);
            lower.degradations().forEach(one -> degradations.add(new Degradation(one.kind(), place + one.path().substring(1))));
            furniture.addAll(lower.furniture());
            return lower.doc().blocks();
        }

        private Doc doc(String title, List<Block> blocks, List<Action> actions) {
            return new Doc(title, doc.summary(), blocks, actions, doc.meta());
        }

        // ---- messages

        private void message(Splitter.Piece piece) {
            furniture.addAll(piece.furniture());
            message(piece.doc());
        }

        private Rendered rendered(Doc piece) {
            if (last.isEmpty() || !last.get().piece.equals(piece)) {
                var known = kept.get(Key.of(piece, tables));
                last = Optional.of(new Rendered(piece, known == null ? new Words(piece.withActions(List.of()), tables) : known));
            }
            return last.get();
        }

        private void message(Doc piece) {
            var rendered = rendered(piece);
            // Only what is sent is kept, not what was tried on the way to it.
            kept.put(Key.of(piece, tables), rendered.words);
            var shown = rendered;
            if (rendered.blocks.text() == 0 && rendered.blocks.pictures().isEmpty()) {
                // Nothing but blanks.
                furniture.add(doc.summary());
                shown = rendered(new Doc("", doc.summary(), List.of(Block.para(doc.summary())), List.of(), doc.meta()));
            }
            furniture.addAll(shown.words.furniture);
            var basic = shown.blocks.newer() ? Optional.of(shown.basic().json()) : Optional.<String>empty();
            payloads.add(new SlackPayload.Message(Mrkdwn.escaped(notification()), shown.blocks.json(), basic, shown.blocks.pictures()));
            plains.add(RichText.blank(shown.plain()) ? doc.summary() : shown.plain());
        }

        /** Of an answer first what it is about: its summary alone, such as "5 of 8 figures hold.", says little on a locked screen. */
        private String notification() {
            boolean answer =
                    switch (doc.meta().kind()) {
                        case ANSWER, NOTICE -> true;
                        case BRIEF, ALERT, REMINDER -> false;
                    };
            boolean told = doc.title().isBlank() || doc.summary().startsWith(doc.title());
            return answer && !told ? doc.title() + ": " + doc.summary() : doc.summary();
        }

        // ---- too long

        private void file(List<Block> lowered) {
            degradations.add(new Degradation(Degradation.Kind.AS_FILE, ""));
            var groups = groups();
            int total = BEFORE_FILE + 1 + groups.size();
            var beginning = new ArrayList<Block>();
            beginning.add(Block.para(Inline.strong(doc.summary())));
            beginning.add(Block.para(LONG));
            beginning.addAll(lowered);
            furniture.addAll(List.of(doc.summary(), LONG));
            splitter.begin(doc(doc.title(), beginning, List.of()), BEFORE_FILE, total).forEach(this::message);
            var markdown = new MarkdownRenderer().render(doc.withActions(lines), Capabilities.markdown());
            var words = marked(BEFORE_FILE + 1, total) + "\n" + WHOLE;
            payloads.add(new SlackPayload.File(name(), MARKDOWN, markdown.text(), Mrkdwn.escaped(words)));
            plains.add(words);
            for (int i = 0; i < groups.size(); i++) {
                message(doc(marked(BEFORE_FILE + 2 + i, total), List.of(), groups.get(i)));
            }
        }

        private String marked(int number, int total) {
            var title = Graphemes.shortened(doc.title(), SlackLimits.HEADER - 10);
            return (title.isEmpty() ? "" : title + " ") + "(" + number + "/" + total + ")";
        }

        /** A file has no buttons: they stand below it, as many in each message as fit. */
        private List<List<Action>> groups() {
            var groups = new ArrayList<List<Action>>();
            var group = new ArrayList<Action>();
            for (var action : buttons) {
                group.add(action);
                if (!fits(doc(marked(9, 9), List.of(), group))) {
                    group.removeLast();
                    groups.add(List.copyOf(group));
                    group.clear();
                    group.add(action);
                }
            }
            if (!group.isEmpty()) {
                groups.add(List.copyOf(group));
            }
            return groups;
        }

        private boolean fits(Doc piece) {
            var rendered = rendered(piece);
            return budgets.stream().allMatch(budget -> budget.measure().applyAsLong(rendered) <= budget.limit());
        }

        /** {@code 2026-02-06.md} for a brief; else from the title. */
        private String name() {
            var from = doc.meta().docId().isBlank() ? doc.title().toLowerCase(Locale.ROOT) : doc.meta().docId();
            var words = NO_NAME.matcher(from).replaceAll("-").replaceAll("^-|-$", "");
            var name = words.length() > NAME_MAX ? words.substring(0, NAME_MAX) : words;
            return (name.isEmpty() ? "message" : name) + ".md";
        }
    }
}
