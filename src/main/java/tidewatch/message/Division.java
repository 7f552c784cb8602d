package tidewatch.message;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One way to cut a block in two: after the first k of its rows, items, sentences, words or grapheme clusters.
 *
 * @param atoms how many pieces there are, 2 at least; k runs from 1 to atoms - 1
 * @param head the blocks before the cut
 * @param tail the blocks after it, with what has to be said again, such as the header of a table
 * @param good whether a cut at k leaves nothing alone that should not be
 * @param again words that a tail repeats
 */
record Division(int atoms, IntFunction<List<Block>> head, IntFunction<List<Block>> tail, IntPredicate good, List<String> again) {
    static final String CONTINUED = "(continued)";

    private static final Pattern WORD_END = Pattern.compile("[ \\n\\u2028\\u2029]+");
    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[.!?…][\"'”’)\\]]{0,3})[ ]+(?=\\P{Ll})|[ ]*[\\n\\u2028\\u2029][ \\n\\u2028\\u2029]*");

    /** All ways to cut a block, best first; empty when it cannot be cut, as a divider. Each is worked out only when asked for. */
    static Stream<Division> of(Block block, ZoneId zone) {
        return switch (block) {
            case Block.Heading it -> words(it.text(), text -> new Block.Heading(it.level(), text), zone);
            case Block.Para it -> words(it.text(), Block.Para::new, zone);
            case Block.Footer it -> words(it.text(), Block.Footer::new, zone);
            case Block.Bullets it -> items(it, zone);
            case Block.Quote it -> within(it.blocks(), blocks -> new Block.Quote(it.collapsible(), blocks), zone);
            case Block.Callout it -> within(it.blocks(), blocks -> new Block.Callout(it.level(), blocks), zone);
            case Block.Details it -> details(it, zone);
            case Block.Table it -> rows(it, zone);
            case Block.KeyValues it -> pairs(it, zone);
            case Block.Code it -> lines(it);
            case Block.Chart _, Block.Image _ -> {
                var lower = Ladder.lower(List.of(block), new Ladder.Forms(true, 1, Ladder.Buttons.NATIVE), zone);
                yield of(lower.blocks(), zone).map(d -> d.repeating(lower.furniture()));
            }
            case Block.Divider _ -> Stream.empty();
        };
    }

    /** Ways to cut a list of blocks: between them, else in the first of them; a heading goes with the block that it names. */
    static Stream<Division> of(List<Block> blocks, ZoneId zone) {
        int leads = 0;
        while (leads < blocks.size() - 1 && Layout.leads(blocks.get(leads))) {
            leads++;
        }
        var between = between(blocks, k -> !Layout.leads(blocks.get(k - 1)));
        var inNamed = leads == 0 ? Stream.<Division>empty() : inside(blocks, leads, zone);
        var anywhere = leads == 0 ? Stream.<Division>empty() : between(blocks, _ -> true);
        return Stream.of(between, inNamed, anywhere, inside(blocks, 0, zone)).flatMap(ways -> ways);
    }

    private static Stream<Division> between(List<Block> blocks, IntPredicate good) {
        int n = blocks.size();
        return n < 2
                ? Stream.empty()
                : Stream.of(new Division(n, k -> blocks.subList(0, k), k -> blocks.subList(k, n), good, List.of()));
    }

    /** Cuts inside the block at an index: what stands before it stays with its head, what stands behind it with its tail. */
    private static Stream<Division> inside(List<Block> blocks, int index, ZoneId zone) {
        var before = blocks.subList(0, index);
        var behind = blocks.subList(index + 1, blocks.size());
        return Stream.of(blocks.get(index))
                .flatMap(block -> of(block, zone))
                .map(d -> d.map(
                        head -> Stream.concat(before.stream(), head.stream()).toList(),
                        tail -> Stream.concat(tail.stream(), behind.stream()).toList()));
    }

    private Division map(UnaryOperator<List<Block>> heads, UnaryOperator<List<Block>> tails) {
        return new Division(atoms, k -> heads.apply(head.apply(k)), k -> tails.apply(tail.apply(k)), good, again);
    }

    private Division repeating(List<String> words) {
        return new Division(atoms, head, tail, good, Stream.concat(again.stream(), words.stream()).toList());
    }

    private static Stream<Division> within(List<Block> blocks, Function<List<Block>, Block> wrap, ZoneId zone) {
        return of(blocks, zone).map(d -> d.map(head -> List.of(wrap.apply(head)), tail -> List.of(wrap.apply(tail))));
    }

    /** Folded details go on under their line again; only places that fold have them, and those show links behind their labels. */
    private static Stream<Division> details(Block.Details details, ZoneId zone) {
        var again = new ArrayList<>(details.summary());
        if (!Inlines.flat(again).endsWith(CONTINUED)) {
            again.add(Inline.text(" " + CONTINUED));
        }
        var folded = of(details.blocks(), zone)
                .map(d -> d.map(
                        head -> List.of(new Block.Details(details.summary(), head)),
                        tail -> List.of(new Block.Details(again, tail))))
                .map(d -> d.repeating(List.of(Inlines.linked(again, zone))));
        var opened = new ArrayList<Block>();
        opened.add(new Block.Heading(3, details.summary()));
        opened.addAll(details.blocks());
        return Stream.concat(folded, Stream.of(opened).flatMap(blocks -> of(blocks, zone)));
    }

    private static Stream<Division> items(Block.Bullets list, ZoneId zone) {
        var items = list.items();
        var between = items.size() < 2
                ? Stream.<Division>empty()
                : Stream.of(new Division(
                        items.size(),
                        k -> List.of(new Block.Bullets(list.ordered(), list.first(), items.subList(0, k))),
                        k -> List.of(new Block.Bullets(list.ordered(), list.first() + k, items.subList(k, items.size()))),
                        _ -> true,
                        List.of()));
        var inFirst = Stream.of(items.getFirst()).flatMap(first -> of(first, zone)).map(d -> d.map(
                head -> List.of(new Block.Bullets(list.ordered(), list.first(), List.of(head))),
                tail -> {
                    var rest = new ArrayList<List<Block>>();
                    rest.add(tail);
                    rest.addAll(items.subList(1, items.size()));
                    return List.of(new Block.Bullets(list.ordered(), list.first(), rest));
                }));
        return Stream.concat(between, inFirst);
    }

    /** Between rows, two at least on each side if there are four; else as cards. */
    private static Stream<Division> rows(Block.Table table, ZoneId zone) {
        int n = table.rows().size();
        var cards = Stream.of(table)
                .flatMap(it -> of(Ladder.cards(it), zone))
                .map(d -> d.repeating(Ladder.cardFurniture(table)));
        if (n < 2) {
            return cards;
        }
        var again = new ArrayList<String>();
        table.columns().forEach(column -> again.add(column.title()));
        var caption = table.caption().filter(c -> !c.isBlank()).map(c -> c.endsWith(CONTINUED) ? c : c + " " + CONTINUED);
        caption.ifPresent(again::add);
        var rows = new Division(
                n,
                k -> List.of(new Block.Table(table.columns(), table.rows().subList(0, k), table.caption())),
                k -> List.of(new Block.Table(table.columns(), table.rows().subList(k, n), caption)),
                k -> k >= 2 && n - k >= 2,
                again);
        var alone = new Division(n, rows.head, rows.tail, _ -> true, again);
        return Stream.concat(n < 4 ? Stream.of(alone) : Stream.of(rows, alone), cards);
    }

    private static Stream<Division> pairs(Block.KeyValues block, ZoneId zone) {
        var pairs = block.pairs();
        if (pairs.size() > 1) {
            var between = new Division(
                    pairs.size(),
                    k -> List.of(new Block.KeyValues(pairs.subList(0, k))),
                    k -> List.of(new Block.KeyValues(pairs.subList(k, pairs.size()))),
                    _ -> true,
                    List.of());
            var first = new Block.KeyValues(pairs.subList(0, 1));
            var rest = new Block.KeyValues(pairs.subList(1, pairs.size()));
            return Stream.concat(Stream.of(between), Stream.of(first).flatMap(one -> of(List.of(one, rest), zone)).skip(1));
        }
        var only = pairs.getFirst();
        var text = new ArrayList<Inline>();
        text.add(new Inline.Strong(only.key()));
        text.add(Inline.text("  "));
        text.addAll(only.value());
        return of(new Block.Para(text), zone);
    }

    private static Stream<Division> lines(Block.Code code) {
        var text = code.text();
        return Stream.<Supplier<List<Cut>>>of(
                        () -> ends(Pattern.compile("\\n"), text), () -> at(Graphemes.boundaries(text)), () -> at(codePoints(text)))
                .map(Supplier::get)
                .filter(cuts -> !cuts.isEmpty())
                .map(cuts -> new Division(
                        cuts.size() + 1,
                        k -> List.of(new Block.Code(code.lang(), text.substring(0, cuts.get(k - 1).end()))),
                        k -> List.of(new Block.Code(code.lang(), text.substring(cuts.get(k - 1).next()))),
                        _ -> true,
                        List.of()));
    }

    // ---- words

    /** A cut in flat text: what lies between the end and the next start is blank. */
    private record Cut(int end, int next) {}

    /** Sentences, words, clusters; then figures and links as bare text, by clusters; at the very last by code points. */
    private static Stream<Division> words(
            List<Inline> text, Function<List<Inline>, Block> wrap, ZoneId zone) {
        var flat = Inlines.flat(text);
        var asWords = Stream.<Supplier<List<Cut>>>of(
                        () -> ends(SENTENCE_END, flat), () -> ends(WORD_END, flat), () -> at(Graphemes.boundaries(flat)))
                .map(cuts -> words(text, cuts.get(), wrap));
        var bare = Stream.of(text).map(it -> Inlines.shown(it, zone)).filter(shown -> !shown.isEmpty()).<Optional<Division>>flatMap(shown -> {
            var dissolved = List.<Inline>of(Inline.text(shown));
            return Stream.of(
                    words(dissolved, at(Graphemes.boundaries(shown)), wrap), words(dissolved, at(codePoints(shown)), wrap));
        });
        return Stream.concat(asWords, bare).flatMap(Optional::stream);
    }

    private static Optional<Division> words(
            List<Inline> text, List<Cut> cuts, Function<List<Inline>, Block> wrap) {
        int length = Inlines.flat(text).length();
        if (cuts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Division(
                cuts.size() + 1,
                k -> List.of(wrap.apply(Inlines.slice(text, 0, cuts.get(k - 1).end()))),
                k -> List.of(wrap.apply(Inlines.slice(text, cuts.get(k - 1).next(), length))),
                _ -> true,
                List.of()));
    }

    /** Matches of a pattern that have words on both sides. */
    private static List<Cut> ends(Pattern pattern, String flat) {
        int first = flat.length() - flat.stripLeading().length();
        int last = flat.stripTrailing().length();
        return pattern.matcher(flat)
                .results()
                .filter(found -> found.start() > first && found.end() < last)
                .map(found -> new Cut(found.start(), found.end()))
                .toList();
    }

    private static List<Cut> at(IntStream boundaries) {
        return boundaries.mapToObj(at -> new Cut(at, at)).toList();
    }

    private static IntStream codePoints(String text) {
        return IntStream.range(1, text.length())
                .filter(i -> !(Character.isHighSurrogate(text.charAt(i - 1)) && Character.isLowSurrogate(text.charAt(i))));
    }
}
