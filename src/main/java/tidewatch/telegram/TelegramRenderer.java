package tidewatch.telegram;

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
import tidewatch.message.Inlines;
import tidewatch.message.Ladder;
import tidewatch.message.Layout;
import tidewatch.message.MarkdownRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.message.RenderPlan.Degradation;
import tidewatch.message.Renderer;
import tidewatch.message.Splitter;

/**
 * A message as Telegram's classic messages show it: text in the HTML of parse_mode, pictures before it, buttons below it. The payload of
 * each part is a {@link TelegramPayload} as text.
 *
 * <p>Parts are divided as nodes of the tree by {@link Splitter}, each within every limit of {@link TelegramLimits}, its plain words too.
 * What would need more than {@link TelegramLimits#parts} texts is told by its summary and its beginning in two, and whole as a Markdown
 * file. Actions with a token, and web pages, become buttons of the last part; other actions become lines with their command.
 *
 * <p>Pure: what was rendered last is kept and found again by its content, for many ask for the same. Any thread.
 */
public final class TelegramRenderer implements Renderer {
    /** A chat with classic messages. */
    public static final Capabilities PLACE =
            new Capabilities(Capabilities.Profile.TELEGRAM_CLASSIC, TelegramLimits.COLUMNS, false, true);

    static final Ladder.Forms FORMS = new Ladder.Forms(false, TelegramLimits.COLUMNS, Ladder.Buttons.COMMAND, true, true);

    /** Texts before the file of a message that is too long. */
    private static final int TEXTS_BEFORE_FILE = 2;

    private static final String LONG =
            "This message is too long for a chat: here is how it begins, the whole of it is in the file below.";
    private static final String WHOLE = "The whole message.";
    private static final String MORE = "More buttons.";
    private static final String MARKDOWN = "text/markdown";
    private static final int NAME_MAX = 60;
    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9]+");
    private static final Capabilities PLAIN = Capabilities.plain(Capabilities.UNLIMITED);

    /** Messages that are told again and again: the answers of a morning in a few lengths. */
    private static final int KEPT_MOST = 64;

    private final Predicate<String> drawn;
    private final TelegramLimits limits;
    private final Map<Key, Words> kept = keeping();
    private final Map<Told, Ladder.Lowered> lowered = keeping();

    private static <K, V> Map<K, V> keeping() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > KEPT_MOST;
            }
        });
    }

    /** Pictures are told in words. */
    public TelegramRenderer() {
        this(_ -> false);
    }

    /**
     * @param drawn whether the picture of this name can be supplied when the message is sent; asked while rendering, so it must answer the
     *     same for the same name
     */
    public TelegramRenderer(Predicate<String> drawn) {
        this(drawn, TelegramLimits.OURS);
    }

    TelegramRenderer(Predicate<String> drawn, TelegramLimits limits) {
        this.drawn = drawn;
        this.limits = limits;
    }

    @Override
    public RenderPlan render(Doc doc, Capabilities place) {
        return new Rendering(doc).plan();
    }

    /** What the words of a piece depend on; its buttons stand apart from them. */
    private record Key(String title, List<Block> blocks, ZoneId zone) {
        static Key of(Doc piece) {
            return new Key(piece.title(), piece.blocks(), piece.meta().zone());
        }
    }

    /** What a message says, whenever it says it. */
    private record Told(String title, String summary, List<Block> blocks, List<Action> lines, ZoneId zone) {}

    /** The words of a piece as they would be sent; the plain ones are laid out only when they are asked for. */
    private static final class Words {
        private final Doc piece;
        private final Html html;
        private final List<String> furniture;
        private volatile Optional<String> plain = Optional.empty();

        /** @param enough characters after which nothing more is written: it is too long already */
        Words(Doc piece, int enough) {
            this.piece = piece;
            var writer = new HtmlWriter(piece.meta().zone(), enough);
            html = writer.document(piece);
            furniture = List.copyOf(writer.furniture());
        }

        String plain() {
            var words = plain.orElseGet(() -> Layout.lay(piece, PLAIN).text());
            plain = Optional.of(words);
            return words;
        }
    }

    /** A piece as it would be sent. */
    private record Rendered(Doc piece, Words words) {}

    private List<Budget<Rendered>> budgets() {
        return List.of(
                new Budget<>("characters", limits.characters(), one -> one.words.html.characters()),
                new Budget<>("entities", limits.entities(), one -> one.words.html.entities()),
                new Budget<>("entity bytes", limits.entityBytes(), one -> one.words.html.entityBytes()),
                new Budget<>("bytes", limits.bytes(), one -> one.words.html.bytes()),
                new Budget<>("rows of buttons", TelegramLimits.ROWS_OF_BUTTONS, one -> Buttons.rows(one.piece.actions())),
                new Budget<>("plain characters", TelegramLimits.PLAIN_CHARACTERS, one -> one.words.plain().length()));
    }

    /** One message. */
    private final class Rendering {
        private final Doc doc;
        private final List<Action> buttons;
        private final List<Action> lines;
        private final Splitter<Rendered> splitter = new Splitter<>(budgets(), this::rendered);
        private final List<Degradation> degradations = new ArrayList<>();
        private final List<String> furniture = new ArrayList<>();
        private final List<TelegramPayload> payloads = new ArrayList<>();
        private final List<String> plains = new ArrayList<>();
        /** What was rendered last: what fits is rendered to be measured and then to be sent. */
        private Optional<Rendered> last = Optional.empty();

        Rendering(Doc doc) {
            this.doc = doc;
            buttons = Buttons.split(doc.actions().stream().filter(Buttons::can).toList());
            lines = doc.actions().stream().filter(action -> !Buttons.can(action)).toList();
        }

        RenderPlan plan() {
            var rest = new ArrayList<Block>();
            var places = new ArrayList<Integer>();
            var pictures = new ArrayList<Block.Image>();
            for (int i = 0; i < doc.blocks().size(); i++) {
                var block = doc.blocks().get(i);
                boolean whole = false;
                if (block instanceof Block.Image image && drawn.test(image.name())) {
                    pictures.add(image);
                    whole = fitsCaption(image.alt());
                }
                if (!whole) {
                    rest.add(block);
                    places.add(i);
                }
            }
            if (rest.isEmpty() && !pictures.isEmpty() && onPictures(pictures)) {
                return finished();
            }
            pictures.forEach(image -> picture(image, "", Keyboard.NONE));
            texts(rest, places);
            return finished();
        }

        // ---- pictures

        /** A message that is nothing but pictures needs no text: its title goes above the first caption, its buttons below the last. */
        private boolean onPictures(List<Block.Image> pictures) {
            boolean fits = fitsCaption(doc.title() + "\n" + pictures.getFirst().alt());
            if (!fits || !lines.isEmpty() || Buttons.rows(buttons) > TelegramLimits.ROWS_OF_BUTTONS || !labels().isEmpty()) {
                return false;
            }
            for (int i = 0; i < pictures.size(); i++) {
                var keyboard = i == pictures.size() - 1 ? Buttons.keyboard(buttons) : Keyboard.NONE;
                picture(pictures.get(i), i == 0 ? doc.title() : "", keyboard);
            }
            return true;
        }

        private static boolean fitsCaption(String words) {
            return words.length() <= TelegramLimits.CAPTION_CHARACTERS;
        }

        private void picture(Block.Image image, String title, Keyboard keyboard) {
            // An alt text that is too long for a caption stays in the text.
            var alt = fitsCaption(image.alt()) ? image.alt() : "";
            payloads.add(new TelegramPayload.Photo(image.name(), caption(title, alt), keyboard));
            plains.add(title.isEmpty() ? alt : title + "\n" + alt);
        }

        private static String caption(String title, String words) {
            var html = new Html();
            if (!title.isEmpty()) {
                html.begin("b").say(title).end().say("\n");
            }
            return html.say(words).toString();
        }

        // ---- texts

        private void texts(List<Block> blocks, List<Integer> places) {
            var rest = new Doc(doc.title(), doc.summary(), blocks, lines, doc.meta());
            var lowered = lowered(rest);
            lowered.degradations().forEach(one -> degradations.add(new Degradation(one.kind(), path(one.path(), places))));
            furniture.addAll(lowered.furniture());
            if (blocks.isEmpty() && doc.title().isEmpty() && !doc.blocks().isEmpty()) {
                furniture.add(doc.summary());
            }
            var all = new ArrayList<>(lowered.doc().blocks());
            all.addAll(labels());
            var whole = new Doc(doc.title(), doc.summary(), all, buttons, doc.meta());
            var pieces = splitter.split(whole, limits.parts());
            if (pieces.isPresent()) {
                if (pieces.get().size() > 1) {
                    degradations.add(new Degradation(Degradation.Kind.SPLIT, ""));
                }
                pieces.get().forEach(this::text);
            } else {
                file(lowered.doc());
            }
        }

        /** A keyboard has no place for what a choice is about: it stands right above, as the last words. */
        private List<Block.Para> labels() {
            var labels = new ArrayList<Block.Para>();
            for (var action : doc.actions()) {
                if (action instanceof Action.Pick pick && Buttons.can(pick) && !pick.label().isBlank()) {
                    labels.add(Block.para(pick.label()));
                }
            }
            return labels;
        }

        /** The path of a block in the message, from its path among the blocks that are told as text. */
        private static String path(String path, List<Integer> places) {
            int slash = path.indexOf('/');
            var first = slash < 0 ? path : path.substring(0, slash);
            return first.isEmpty() ? path : places.get(Integer.parseInt(first)) + path.substring(first.length());
        }

        /** Laying out tables is the most of it, and most answers have the same as those before. */
        private Ladder.Lowered lowered(Doc rest) {
            var told = new Told(rest.title(), rest.summary(), rest.blocks(), rest.actions(), rest.meta().zone());
            var known = TelegramRenderer.this.lowered.get(told);
            if (known == null) {
                known = Ladder.lower(rest, FORMS);
                TelegramRenderer.this.lowered.put(told, known);
            }
            return known;
        }

        private Rendered rendered(Doc piece) {
            if (last.isEmpty() || !last.get().piece().equals(piece)) {
                var known = kept.get(Key.of(piece));
                last = Optional.of(new Rendered(piece, known == null ? new Words(piece.withActions(List.of()), limits.characters()) : known));
            }
            return last.get();
        }

        private void text(Splitter.Piece piece) {
            var rendered = rendered(piece.doc()).words();
            // Only what is sent is kept, not what was tried on the way to it.
            kept.put(Key.of(piece.doc()), rendered);
            furniture.addAll(piece.furniture());
            furniture.addAll(rendered.furniture);
            var keyboard = Buttons.keyboard(piece.doc().actions());
            if (rendered.html.isBlank()) {
                furniture.add(doc.summary());
                payloads.add(new TelegramPayload.Text(caption("", doc.summary()), keyboard));
                plains.add(doc.summary());
            } else {
                payloads.add(new TelegramPayload.Text(rendered.html.toString(), keyboard));
                plains.add(rendered.plain());
            }
        }

        // ---- too long

        private void file(Doc lowered) {
            degradations.add(new Degradation(Degradation.Kind.AS_FILE, ""));
            var keyboards = keyboards();
            int total = TEXTS_BEFORE_FILE + Math.max(1, keyboards.size());
            var beginning = new ArrayList<Block>();
            beginning.add(Block.para(Inline.strong(doc.summary())));
            beginning.add(Block.para(LONG));
            beginning.addAll(lowered.blocks());
            var shown = new Doc(doc.title(), doc.summary(), beginning, List.of(), doc.meta());
            furniture.addAll(List.of(doc.summary(), LONG));
            splitter.begin(shown, TEXTS_BEFORE_FILE, total).forEach(this::text);
            var markdown = new MarkdownRenderer().render(doc.withActions(lines), Capabilities.markdown());
            var title = Graphemes.shortened(doc.title(), TelegramLimits.CAPTION_CHARACTERS / 2);
            for (int i = 0; i < Math.max(1, keyboards.size()); i++) {
                var marked = (title.isEmpty() ? "" : title + " ") + "(" + (TEXTS_BEFORE_FILE + 1 + i) + "/" + total + ")";
                var keyboard = keyboards.isEmpty() ? Keyboard.NONE : keyboards.get(i);
                var below = i == 0 ? WHOLE + choices() : MORE;
                payloads.add(i == 0
                        ? new TelegramPayload.File(name(), MARKDOWN, markdown.text(), caption(marked, below), keyboard)
                        : new TelegramPayload.Text(caption(marked, below), keyboard));
                plains.add(marked + "\n" + below);
            }
        }

        /** What the choices are about, as far as a caption has room. */
        private String choices() {
            var words = new StringBuilder();
            for (var label : labels()) {
                words.append('\n').append(Inlines.shown(label.text(), doc.meta().zone()));
            }
            return Graphemes.shortened(words.toString(), TelegramLimits.CAPTION_CHARACTERS / 4);
        }

        /** All buttons, as many under each message as a keyboard holds. */
        private List<Keyboard> keyboards() {
            var keyboards = new ArrayList<Keyboard>();
            List<Action> group = new ArrayList<>();
            for (var action : buttons) {
                group.add(action);
                if (Buttons.rows(group) > TelegramLimits.ROWS_OF_BUTTONS) {
                    group.removeLast();
                    keyboards.add(Buttons.keyboard(group));
                    group = new ArrayList<>(List.of(action));
                }
            }
            if (!group.isEmpty()) {
                keyboards.add(Buttons.keyboard(group));
            }
            return keyboards;
        }

        /** {@code 2026-02-06.md} for a brief; else from the title. */
        private String name() {
            var from = doc.meta().docId().isBlank() ? doc.title().toLowerCase(Locale.ROOT) : doc.meta().docId();
            var words = NO_NAME.matcher(from).replaceAll("-").replaceAll("^-|-$", "");
            var name = words.length() > NAME_MAX ? words.substring(0, NAME_MAX) : words;
            return (name.isEmpty() ? "message" : name) + ".md";
        }

        private RenderPlan finished() {
            var parts = new ArrayList<RenderPlan.Part>();
            for (int i = 0; i < payloads.size(); i++) {
                parts.add(new RenderPlan.Part(i + 1, payloads.size(), payloads.get(i).text(), plains.get(i)));
            }
            return new RenderPlan(parts, degradations, furniture);
        }
    }
}
