package tidewatch.testing;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;

/**
 * Draws messages of every kind of block and inline, with words that try to break out of markup. The same seed draws the same message.
 * Tables have 1 to 25 columns and up to 300 rows; words up to 10,000 characters; nesting up to 3 deep.
 */
public final class DocGenerator {
    private static final List<String> HOSTILE = List.of(
            "<b>", "</b>", "&amp;", "&", "*_[]()~|#", "`", "``` ` ```", "<!channel>", "**bold**", "__x__", "a_b_c", "*", "_", "|", "||",
            "[x](y)", "![x](y)", "](", "[[Long NVIDIA]]", "\\", "\\|", "\\*", "#", "## x", "1. one", "1)", "- x", "-", "--", "---", "+",
            "+ y", "> q", "=", "===", "~~~", "~~gone~~", ":-:", "| a | b |", "<!-- c -->", "<https://a.b>", "https://a.b/?c=d&copy=1",
            "&copy;", "&#65;", "$x$", "!", "a!", "שלום", "مرحبا", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "❤️", "漢字かな", "é", "e\u0301", "ｗｉｄｅ", "10\u00A0%",
            "\u001b[31mred\u001b[0m", "a\u0007b", "\u009b2J", "x\u202Ey", "zero\u200Bwidth", "…", "“quoted”", "don't", "(2/3)", "[1]", "•",
            "·", "    indented", "two  blanks", "end:", "A sentence. Another one! A third?", "line\nbreak", "para\n\npara", "tab\tbed",
            "\\\\", "`a", "b`", "<a href=\"x\">", "x<y>z", "a*b*c", "**", "***", "%", "@everyone", "javascript:alert(1)", "\u2028next");
    private static final List<String> PLAIN = List.of(
            "defense", "outran", "the", "market", "since", "Thursday", "financials", "lag", "breadth", "is", "thin", "utilities", "held",
            "software", "fell", "again", "rotation", "close", "claims", "against", "for");
    private static final List<String> TICKERS = List.of("XLU", "BRK.B", "^GSPC", "A_B", "SPY", "N*T");

    private final Random random;

    public DocGenerator(long seed) {
        random = new Random(seed);
    }

    /** A message of up to this many top-level blocks. */
    public Doc doc(int blocks) {
        var title = one(3) ? "" : one(8) ? words(30) : words(4);
        var list = many(0, blocks, () -> block(0));
        var actions = many(0, one(2) ? 0 : 4, this::action);
        var meta = new Meta(
                one(2) ? "" : "2026-02-06",
                pick(List.of(Meta.Kind.values())),
                Instant.ofEpochSecond(1_760_000_000L + random.nextInt(20_000_000)),
                one(2) ? Optional.empty() : Optional.of(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300))),
                ZoneId.of(pick(List.of("America/New_York", "Europe/Berlin", "UTC", "Asia/Kolkata"))),
                one(2),
                one(2) ? "" : "thread");
        return new Doc(title, "A message of " + list.size() + " blocks", list, actions, meta);
    }

    /** One block of any kind; containers hold others up to three deep. */
    private Block block(int depth) {
        int kinds = depth < 3 ? 13 : 7;
        return switch (random.nextInt(kinds)) {
            case 0, 1 -> new Block.Para(inlines());
            case 2 -> new Block.Heading(1 + random.nextInt(3), inlines());
            case 3 -> keyValues();
            case 4 -> new Block.Code(pick(List.of("", "java", "a b", "c++")), many(0, 6, () -> words(6)).stream()
                    .reduce("", (a, b) -> a + "\n" + b));
            case 5 -> new Block.Divider();
            case 6 -> one(2) ? new Block.Image("pictures/1.png", text(4)) : chart();
            case 7 -> new Block.Bullets(one(2), 1 + random.nextInt(12), many(1, 5, () -> many(1, 2, () -> block(depth + 1))));
            case 8 -> new Block.Quote(one(2), many(1, 3, () -> block(depth + 1)));
            case 9 -> new Block.Details(inlines(), many(1, 3, () -> block(depth + 1)));
            case 10 -> new Block.Callout(pick(List.of(Block.Callout.Level.values())), many(1, 2, () -> block(depth + 1)));
            case 11 -> depth == 0 ? new Block.Footer(inlines()) : new Block.Para(inlines());
            default -> table();
        };
    }

    private Block.Table table() {
        int columns = 1 + random.nextInt(one(4) ? 25 : 5);
        int rows = random.nextInt(one(20) ? 300 : 8);
        var titles = IntStream.range(0, columns)
                .mapToObj(i -> {
                    var title = "c" + i + pick(List.of("", "|", "*", "漢", " d", "_"));
                    return new Block.Column(
                            title,
                            title,
                            pick(List.of(Block.Column.Align.values())),
                            pick(List.of(Block.Column.Type.values())),
                            1 + random.nextInt(3));
                })
                .toList();
        var cells = new ArrayList<List<Block.Cell>>();
        boolean figures = one(2);
        for (int r = 0; r < rows; r++) {
            cells.add(IntStream.range(0, columns)
                    .mapToObj(c -> new Block.Cell(
                            figures ? List.of(num()) : one(6) ? inlines() : List.of(Inline.text(text(2))),
                            one(2) ? Optional.empty() : Optional.of(random.nextDouble())))
                    .toList());
        }
        return new Block.Table(titles, cells, one(2) ? Optional.empty() : Optional.of(words(5)));
    }

    private Block.KeyValues keyValues() {
        return new Block.KeyValues(many(
                1, 5, () -> new Block.KeyValues.Pair(List.of(Inline.text("k" + words(one(6) ? 10 : 1))), inlines())));
    }

    private Block.Chart chart() {
        int points = 1 + random.nextInt(one(3) ? 100 : 6);
        var names = IntStream.range(0, points).mapToObj(i -> i + " Jan").toList();
        var series = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> new Block.Chart.Series(
                        "s" + i,
                        IntStream.range(0, points).mapToObj(_ -> random.nextGaussian() * Math.pow(10, random.nextInt(6))).toList()))
                .toList();
        return new Block.Chart(pick(List.of(Block.Chart.Kind.values())), one(2) ? "" : words(3), names, series, "alt " + words(5));
    }

    private Action action() {
        return switch (random.nextInt(3)) {
            case 0 -> run();
            case 1 -> new Action.Pick("pick " + words(2), many(1, 4, this::run));
            default -> new Action.Open("open " + words(2), URI.create("https://example.org/" + random.nextInt(99)));
        };
    }

    private Action.Run run() {
        var effect = pick(List.of(Action.Effect.values()));
        return new Action.Run("press " + words(2), "/verb " + random.nextInt(9), effect, Optional.empty());
    }

    private List<Inline> inlines() {
        var list = many(1, 8, () -> inline(0));
        if (list.stream().noneMatch(it -> it instanceof Inline.Text)) {
            list.add(Inline.text(text(3)));
        }
        return list;
    }

    private Inline inline(int depth) {
        return switch (random.nextInt(depth < 2 ? 14 : 10)) {
            case 0 -> new Inline.Code("/why " + words(2) + "x");
            case 1 -> new Inline.Link(URI.create("https://example.org/a_b(" + random.nextInt(9) + ")?x=1&copy=2"), "site " + words(2));
            case 2 -> new Inline.Ticker(pick(TICKERS));
            case 3 -> new Inline.When(
                    Instant.ofEpochSecond(1_760_000_000L + random.nextInt(20_000_000)), pick(List.of(Inline.When.Style.values())));
            case 4 -> new Inline.NoteRef("notes/a.md", "Note " + words(2));
            case 5 -> new Inline.PersonRef("U1", "Ann " + words(1));
            case 6 -> new Inline.LineBreak();
            case 7 -> num();
            case 8, 9 -> Inline.text(text(8));
            case 10, 11 -> new Inline.Strong(many(0, 3, () -> inline(depth + 1)));
            default -> new Inline.Em(many(0, 3, () -> inline(depth + 1)));
        };
    }

    private Inline.Num num() {
        var value = BigDecimal.valueOf(random.nextGaussian() * Math.pow(10, random.nextInt(7) - 2));
        return new Inline.Num(
                value, pick(List.of(Inline.Num.Unit.values())), random.nextInt(5), one(2), one(2) ? Optional.empty() : Optional.of("4"));
    }

    /** Text that is never empty at the door; now and then one endless word. */
    private String text(int most) {
        if (one(60)) {
            var cluster = pick(List.of("x", "漢", "é", "*", "👩‍👩‍👧‍👦"));
            return cluster.repeat(1 + random.nextInt(one(4) ? 10_000 : 300) / cluster.length());
        }
        return "t" + words(most);
    }

    private String words(int most) {
        var all = new StringBuilder();
        int n = 1 + random.nextInt(most);
        for (int i = 0; i < n; i++) {
            all.append(all.isEmpty() || one(6) ? "" : " ").append(pick(one(2) ? HOSTILE : PLAIN));
        }
        return all.toString();
    }

    private <T> List<T> many(int least, int most, Supplier<T> draw) {
        int n = least + random.nextInt(most - least + 1);
        var list = new ArrayList<T>();
        for (int i = 0; i < n; i++) {
            list.add(draw.get());
        }
        return list;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }
}
