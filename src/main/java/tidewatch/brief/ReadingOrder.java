package tidewatch.brief;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;

/** The numbers of a message's figures in the order in which a reader meets them. */
final class ReadingOrder {
    private ReadingOrder() {}

    static List<Integer> of(Doc doc) {
        return doc.blocks().stream()
                .flatMap(ReadingOrder::inlines)
                .flatMap(inline -> number(inline).stream())
                .map(Integer::valueOf)
                .distinct()
                .toList();
    }

    private static Stream<Inline> inlines(Block block) {
        return switch (block) {
            case Block.Heading it -> flat(it.text());
            case Block.Para it -> flat(it.text());
            case Block.Footer it -> flat(it.text());
            case Block.Bullets it -> it.items().stream().flatMap(List::stream).flatMap(ReadingOrder::inlines);
            case Block.Quote it -> it.blocks().stream().flatMap(ReadingOrder::inlines);
            case Block.Callout it -> it.blocks().stream().flatMap(ReadingOrder::inlines);
            case Block.Details it -> Stream.concat(flat(it.summary()), it.blocks().stream().flatMap(ReadingOrder::inlines));
            case Block.KeyValues it -> it.pairs().stream().flatMap(pair -> Stream.concat(flat(pair.key()), flat(pair.value())));
            case Block.Table it -> it.rows().stream().flatMap(List::stream).flatMap(cell -> flat(cell.text()));
            case Block.Chart _, Block.Image _, Block.Code _, Block.Divider _ -> Stream.of();
        };
    }

    private static Stream<Inline> flat(List<Inline> line) {
        return line.stream().flatMap(inline -> switch (inline) {
            case Inline.Strong it -> flat(it.text());
            case Inline.Em it -> flat(it.text());
            case Inline.Num _, Inline.Text _, Inline.Code _, Inline.Link _, Inline.Ticker _, Inline.When _ -> Stream.of(inline);
            case Inline.NoteRef _, Inline.PersonRef _, Inline.LineBreak _ -> Stream.of(inline);
        });
    }

    private static Optional<String> number(Inline inline) {
        return inline instanceof Inline.Num num ? num.why() : Optional.empty();
    }
}
