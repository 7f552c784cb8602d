package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Graphemes;
import tidewatch.message.Grid;
import tidewatch.message.Inline;
import tidewatch.message.Ladder;
import tidewatch.message.MarkdownRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.message.RenderPlan.Degradation;
import tidewatch.testing.DocGenerator;
import tidewatch.testing.DocWords;
import tidewatch.testing.Seeds;

/**
 * Whatever a message says, its Slack form says, read back by a reader that shares no code with the renderer: every word, in order, and
 * nothing else but the furniture that the plan lists; each part within every limit of the real service.
 */
class SlackLosslessTest {
    private static final int SEEDS = 400;
    private static final List<Capabilities> PLACES = List.of(SlackRenderer.FULL, SlackRenderer.BASIC);

    private static List<SlackPayload> payloads(RenderPlan plan) {
        return plan.parts().stream().map(part -> SlackPayload.parse(part.payload())).toList();
    }

    private static List<SlackPayload.Message> messages(RenderPlan plan) {
        return payloads(plan).stream().filter(one -> one instanceof SlackPayload.Message).map(one -> (SlackPayload.Message) one).toList();
    }

    private static boolean asFile(RenderPlan plan) {
        return plan.degradations().stream().anyMatch(one -> one.kind() == Degradation.Kind.AS_FILE);
    }

    private static List<List<String>> lines(Stream<String> lines) {
        return lines.map(DocWords::tokens).filter(line -> !line.isEmpty()).toList();
    }

    private static void saysAll(Doc doc, RenderPlan plan) {
        boolean split = plan.parts().size() > 1;
        var read = messages(plan).stream().flatMap(one -> SlackReading.of(one.blocks()).lines.stream());
        DocWords.check(doc, plan, lines(read), new DocWords.Form(false, true, split));
        basicSaysAll(doc, plan);
        // The plain words lay out lists and quotes in their own way, and tell addresses where a line is repeated.
        var plain = plan.parts().stream().map(RenderPlan.Part::plain).toList();
        if (plain.stream().anyMatch(text -> text.contains("(continued)"))) {
            return;
        }
        var furniture = new ArrayList<>(plan.furniture());
        int count = plain.stream().mapToInt(text -> 4 * (int) text.lines().count()).sum();
        List.of("•", ">", "---").forEach(mark -> furniture.addAll(Collections.nCopies(count, mark)));
        IntStream.rangeClosed(1, 20).forEach(number -> furniture.addAll(Collections.nCopies(count, number + ".")));
        DocWords.check(
                doc,
                new RenderPlan(plan.parts(), plan.degradations(), furniture),
                lines(plain.stream().flatMap(String::lines)),
                new DocWords.Form(true, false, true));
    }

    /** The blocks beside, for a workspace that refuses tables: the same words, tables as fixed-width type or as cards. */
    private static void basicSaysAll(Doc doc, RenderPlan plan) {
        if (messages(plan).stream().allMatch(one -> one.basic().isEmpty())) {
            return;
        }
        var degradations = new ArrayList<>(plan.degradations());
        var furniture = new ArrayList<>(plan.furniture());
        for (int i = 0; i < doc.blocks().size(); i++) {
            if (doc.blocks().get(i) instanceof Block.Table table && Grid.of(table, 36, doc.meta().zone()).isEmpty()) {
                if (plan.parts().size() > 1) {
                    // A part of it may fit though the whole does not, and its cells then stand in another order.
                    return;
                }
                degradations.add(new Degradation(Degradation.Kind.TABLE_AS_CARDS, String.valueOf(i)));
            }
            if (doc.blocks().get(i) instanceof Block.Chart) {
                return;
            }
        }
        var all = doc.blocks().stream().filter(block -> block instanceof Block.Table).map(block -> (Block.Table) block).toList();
        all.forEach(table -> {
            furniture.addAll(Ladder.lower(List.of(table), SlackRenderer.FORMS, doc.meta().zone()).furniture());
            table.columns().forEach(column -> furniture.add(column.title()));
        });
        var read = messages(plan).stream().flatMap(one -> SlackReading.of(one.basic().orElse(one.blocks())).lines.stream());
        var flat = doc.blocks().stream().anyMatch(block -> block instanceof Block.Table table && hasLink(table));
        if (!flat) {
            DocWords.check(doc, new RenderPlan(plan.parts(), degradations, furniture), lines(read), new DocWords.Form(false, true, true));
        }
    }

    /** In fixed-width type an address is told in words. */
    private static boolean hasLink(Block.Table table) {
        return table.rows().stream().flatMap(List::stream).flatMap(cell -> cell.text().stream()).anyMatch(inline -> inline.toString().contains("Link["));
    }

    /** The limits that the service documents or was seen to have, and the room that is promised to a postscript. */
    private static void fits(RenderPlan plan) {
        assertThat(plan.parts()).extracting(RenderPlan.Part::number).isSorted();
        assertThat(plan.parts()).allMatch(part -> part.total() == plan.parts().size());
        plan.parts().forEach(part -> {
            assertThat(part.plain()).isNotBlank();
            assertThat(part.plain().length()).isLessThanOrEqualTo(30_000);
        });
        var postscript = List.of("\"".repeat(149), "\\".repeat(149));
        for (var message : messages(plan)) {
            fits(message.blocks());
            message.basic().ifPresent(SlackLosslessTest::fits);
            assertThat(message.text()).hasSizeLessThanOrEqualTo(3_500).isNotBlank();
            message.basic().ifPresent(basic -> assertThat(SlackReading.of(basic).types).doesNotContain("data_table"));
            assertThat(message.basic().isPresent()).isEqualTo(SlackReading.of(message.blocks()).types.contains("data_table"));
            var late = message.with(postscript);
            assertThat(SlackReading.of(late.blocks()).blocks.size()).isLessThanOrEqualTo(45);
            assertThat(late.blocks().length()).isLessThanOrEqualTo(14_000);
            assertThat(SlackReading.of(late.blocks()).text).isLessThanOrEqualTo(9_000);
        }
    }

    private static void fits(String blocks) {
        var read = SlackReading.of(blocks);
        assertThat(read.blocks.size()).isLessThanOrEqualTo(44);
        assertThat(read.text).isLessThanOrEqualTo(8_700);
        assertThat(read.cells).isLessThanOrEqualTo(9_000);
        assertThat(blocks.length()).isLessThanOrEqualTo(13_300);
        assertThat(blocks).doesNotContain("\u2028", "\u2029", "\\u0000", "\u202e");
    }

    private static Doc withoutButtons(Doc doc) {
        return doc.withActions(doc.actions().stream().filter(action -> !(action instanceof Action.Open)).toList());
    }

    /** The same where a person's words are what the reader finds in place of a mention. */
    private static Doc withPeople(Doc doc) {
        return new Doc(doc.title(), doc.summary(), new People().blocks(doc.blocks()), doc.actions(), doc.meta());
    }

    private static Doc drawn(long seed, int blocks) {
        return withPeople(new DocGenerator(seed).doc(blocks));
    }

    @Test
    void every_word_is_read_back_and_every_part_fits() {
        for (var place : PLACES) {
            Seeds.each(SEEDS, seed -> {
                var doc = withoutButtons(drawn(seed, 6));
                var plan = new SlackRenderer().render(doc, place);
                fits(plan);
                if (asFile(plan)) {
                    var file = payloads(plan).stream().filter(one -> one instanceof SlackPayload.File).map(one -> (SlackPayload.File) one).findFirst();
                    assertThat(file.orElseThrow().content()).isEqualTo(new MarkdownRenderer().render(doc, Capabilities.markdown()).text());
                    assertThat(plan.parts()).hasSize(3);
                } else {
                    saysAll(doc, plan);
                    assertThat(plan.parts().size()).isLessThanOrEqualTo(8);
                }
            });
        }
    }

    @Test
    void every_word_is_read_back_whatever_smaller_budget_is_drawn() {
        for (var place : PLACES) {
            Seeds.each(SEEDS / 2, seed -> {
                var doc = withoutButtons(drawn(seed, 5));
                var random = new Random(seed);
                var limits = new SlackLimits(
                        6 + random.nextInt(38), 400 + random.nextInt(8_000), 3_000 + random.nextInt(10_000), 400 + random.nextInt(8_000),
                        2 + random.nextInt(98), 10_000);
                var plan = new SlackRenderer(_ -> false, limits).render(doc, place);
                fits(plan);
                for (var message : messages(plan)) {
                    var read = SlackReading.of(message.blocks());
                    assertThat(read.blocks.size()).isLessThanOrEqualTo(limits.blocks());
                    assertThat(read.text).isLessThanOrEqualTo(limits.text());
                    assertThat(read.cells).isLessThanOrEqualTo(limits.cells());
                    assertThat(message.blocks().length()).as("%s %s", limits, message.blocks()).isLessThanOrEqualTo(limits.json());
                }
                saysAll(doc, plan);
            });
        }
    }

    @Test
    void armed_actions_are_buttons_in_order_below_the_last_parts() {
        Seeds.each(SEEDS, seed -> {
            var doc = drawn(seed, 3);
            var armed = doc.withActions(doc.actions().stream().map(SlackLosslessTest::armed).toList());
            var plan = new SlackRenderer().render(armed, SlackRenderer.FULL);
            fits(plan);
            var labels = messages(plan).stream().flatMap(one -> SlackReading.of(one.blocks()).labels.stream()).toList();
            var wanted = armed.actions().stream()
                    .flatMap(action -> action instanceof Action.Pick pick
                            ? Stream.concat(Stream.of(Graphemes.shortened(pick.label(), 150)), pick.options().stream().map(one -> Graphemes.shortened(one.label(), 75)))
                            : Stream.of(Graphemes.shortened(action.label(), 75)))
                    .toList();
            assertThat(labels).isEqualTo(wanted);
            assertThat(plan.degradations()).noneMatch(one -> one.kind() == Degradation.Kind.BUTTONS_AS_TEXT);
            assertThat(messages(plan).stream().map(one -> SlackReading.of(one.blocks()).labels).dropWhile(List::isEmpty)).noneMatch(List::isEmpty);
        });
    }

    private static Action armed(Action action) {
        return switch (action) {
            case Action.Run run -> armed(run);
            case Action.Pick pick -> new Action.Pick(pick.label(), pick.options().stream().map(SlackLosslessTest::armed).toList());
            case Action.Open open -> open;
        };
    }

    private static Action.Run armed(Action.Run run) {
        return new Action.Run(run.label(), run.commandLine(), run.effect(), Optional.of("t1AAAAAAAAAAAAAAAAAAAAAA"));
    }

    @Test
    void pictures_stand_in_their_place_and_the_rest_still_says_all() {
        Seeds.each(SEEDS, seed -> {
            var doc = withoutButtons(drawn(seed, 6));
            var plan = new SlackRenderer(_ -> true).render(doc, SlackRenderer.FULL);
            fits(plan);
            var images = doc.blocks().stream().filter(block -> block instanceof Block.Image).map(block -> ((Block.Image) block).name()).toList();
            if (!asFile(plan)) {
                assertThat(messages(plan).stream().flatMap(one -> one.pictures().stream())).isEqualTo(images);
                var read = messages(plan).stream().flatMap(one -> SlackReading.of(one.blocks()).lines.stream());
                DocWords.check(doc, plan, lines(read), new DocWords.Form(false, true, plan.parts().size() > 1));
            }
        });
    }

    @Test
    void the_same_message_gives_the_same_bytes() {
        var renderer = new SlackRenderer();
        Seeds.each(20, seed -> assertThat(renderer.render(drawn(seed, 4), SlackRenderer.FULL))
                .isEqualTo(new SlackRenderer().render(drawn(seed, 4), SlackRenderer.FULL)));
    }

    /** A Doc whose persons are called by their number. */
    private static final class People {
        List<Block> blocks(List<Block> blocks) {
            return blocks.stream().map(this::block).toList();
        }

        private Block block(Block block) {
            return switch (block) {
                case Block.Heading it -> new Block.Heading(it.level(), inlines(it.text()));
                case Block.Para it -> new Block.Para(inlines(it.text()));
                case Block.Footer it -> new Block.Footer(inlines(it.text()));
                case Block.Bullets it -> new Block.Bullets(it.ordered(), it.first(), it.items().stream().map(this::blocks).toList());
                case Block.Quote it -> new Block.Quote(it.collapsible(), blocks(it.blocks()));
                case Block.Callout it -> new Block.Callout(it.level(), blocks(it.blocks()));
                case Block.Details it -> new Block.Details(inlines(it.summary()), blocks(it.blocks()));
                case Block.KeyValues it -> new Block.KeyValues(it.pairs().stream()
                        .map(pair -> new Block.KeyValues.Pair(inlines(pair.key()), inlines(pair.value())))
                        .toList());
                case Block.Table it -> new Block.Table(
                        it.columns(),
                        it.rows().stream()
                                .map(row -> row.stream().map(cell -> new Block.Cell(inlines(cell.text()), cell.sortValue())).toList())
                                .toList(),
                        it.caption());
                case Block.Chart _, Block.Image _, Block.Code _, Block.Divider _ -> block;
            };
        }

        private List<Inline> inlines(List<Inline> text) {
            return text.stream()
                    .<Inline>map(inline -> switch (inline) {
                        case Inline.PersonRef it -> new Inline.PersonRef("slack:T1:" + it.personId(), "@" + it.personId());
                        case Inline.Strong it -> new Inline.Strong(inlines(it.text()));
                        case Inline.Em it -> new Inline.Em(inlines(it.text()));
                        default -> inline;
                    })
                    .toList();
        }
    }
}
