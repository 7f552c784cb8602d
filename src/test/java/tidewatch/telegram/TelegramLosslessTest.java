package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Capabilities;
import tidewatch.message.Doc;
import tidewatch.message.Graphemes;
import tidewatch.message.MarkdownRenderer;
import tidewatch.message.RenderPlan;
import tidewatch.message.RenderPlan.Degradation;
import tidewatch.testing.DocGenerator;
import tidewatch.testing.DocWords;
import tidewatch.testing.Seeds;
import tidewatch.testing.telegram.Entity;
import tidewatch.testing.telegram.FakeHtml;
import tidewatch.testing.telegram.Parsed;

/**
 * Whatever a message says, its Telegram form says, read back by a reader that shares no code with the renderer: every word, in order,
 * and nothing else but the furniture that the plan lists; each part within every limit of the real service.
 */
class TelegramLosslessTest {
    private static final int SEEDS = 400;

    private static RenderPlan plan(Doc doc) {
        return new TelegramRenderer().render(doc, TelegramRenderer.PLACE);
    }

    private static Stream<TelegramPayload> payloads(RenderPlan plan) {
        return plan.parts().stream().map(part -> TelegramPayload.parse(part.payload()));
    }

    private static String html(TelegramPayload payload) {
        return switch (payload) {
            case TelegramPayload.Text it -> it.html();
            case TelegramPayload.Photo it -> it.caption();
            case TelegramPayload.File it -> it.caption();
        };
    }

    private static List<List<String>> lines(Stream<String> texts) {
        return texts.flatMap(String::lines).map(DocWords::tokens).filter(line -> !line.isEmpty()).toList();
    }

    private static boolean asFile(RenderPlan plan) {
        return plan.degradations().stream().anyMatch(one -> one.kind() == Degradation.Kind.AS_FILE);
    }

    private static void saysAll(Doc doc, RenderPlan plan) {
        boolean split = plan.parts().size() > 1;
        var read = payloads(plan).map(payload -> FakeHtml.parse(html(payload)).text());
        DocWords.check(doc, plan, lines(read), new DocWords.Form(false, true, split));
        // The plain words lay out lists and quotes in their own way, and tell addresses where a line is repeated.
        var plain = plan.parts().stream().map(RenderPlan.Part::plain).toList();
        if (plain.stream().anyMatch(text -> text.contains("(continued)"))) {
            return;
        }
        var furniture = new ArrayList<>(plan.furniture());
        int count = plain.stream().mapToInt(text -> 4 * (int) text.lines().count()).sum();
        List.of("•", ">", "---").forEach(mark -> furniture.addAll(Collections.nCopies(count, mark)));
        DocWords.check(doc, new RenderPlan(plan.parts(), plan.degradations(), furniture), lines(plain.stream()), new DocWords.Form(true, false, true));
    }

    /** The limits that the service documents or was seen to have, and the room that is promised to a postscript. */
    private static void fits(RenderPlan plan) {
        assertThat(plan.parts()).extracting(RenderPlan.Part::number).isSorted();
        assertThat(plan.parts()).allMatch(part -> part.total() == plan.parts().size());
        plan.parts().forEach(part -> {
            var payload = TelegramPayload.parse(part.payload());
            var read = FakeHtml.parse(html(payload));
            int most = payload instanceof TelegramPayload.Text ? 4_096 : 1_024;
            assertThat(read.text().length()).isLessThanOrEqualTo(most - 302);
            assertThat(part.plain().length()).isLessThanOrEqualTo(most - 302);
            assertThat(html(payload).getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(32_768 - 302 * 6);
            assertThat(read.entities()).hasSizeLessThanOrEqualTo(90);
            int bytes = read.entities().stream().mapToInt(one -> 16 + one.url().getBytes(StandardCharsets.UTF_8).length).sum();
            assertThat(bytes).isLessThanOrEqualTo(9_000);
            if (payload instanceof TelegramPayload.Text) {
                assertThat(read.text()).isNotBlank();
                assertThat(part.plain()).isNotBlank();
            }
            assertThat(read.text()).doesNotContain("\u2028", "\u2029", "\u0000", "\u202e");
            clean(read);
            keyboard(payload.keyboard());
        });
    }

    /** Nothing that the service would silently drop: looks inside fixed-width type or around it, quotes in quotes, marked blanks. */
    private static void clean(Parsed read) {
        for (var one : read.entities()) {
            // Except the blanks beside the name of an account, which breaks the style that it stands in.
            assertThat(read.covered(one).isBlank() && !besideAccount(read, one)).as("%s of \"%s\"", one, read.covered(one)).isFalse();
            for (var other : read.entities()) {
                boolean crossing = !one.equals(other) && one.offset() < other.end() && other.offset() < one.end();
                if (crossing && fixed(one)) {
                    assertThat(other.type()).isIn("blockquote", "expandable_blockquote");
                }
                if (crossing && one.type().contains("blockquote")) {
                    assertThat(other.type()).doesNotContain("blockquote");
                    assertThat(other.offset() >= one.offset() && other.end() <= one.end()).isTrue();
                }
            }
        }
    }

    private static boolean besideAccount(Parsed read, Entity blank) {
        return read.entities().stream()
                .filter(one -> one.type().equals("code") && read.covered(one).startsWith("@"))
                .anyMatch(one -> one.end() == blank.offset() || one.offset() == blank.end());
    }

    private static boolean fixed(Entity one) {
        return one.type().equals("pre") || one.type().equals("code");
    }

    private static void keyboard(Keyboard keyboard) {
        assertThat(keyboard.rows()).hasSizeLessThanOrEqualTo(8);
        assertThat(keyboard.rows()).allSatisfy(row -> assertThat(row).hasSizeBetween(1, 3));
        assertThat(keyboard.rows()).allSatisfy(row -> assertThat(row).allSatisfy(button -> assertThat(button.label()).hasSizeBetween(1, 30)));
    }

    private static Doc withoutButtons(Doc doc) {
        return doc.withActions(doc.actions().stream().filter(action -> !(action instanceof Action.Open)).toList());
    }

    @Test
    void every_word_is_read_back_and_every_part_fits() {
        Seeds.each(SEEDS, seed -> {
            var doc = withoutButtons(new DocGenerator(seed).doc(6));
            var plan = plan(doc);
            fits(plan);
            if (asFile(plan)) {
                var file = payloads(plan).filter(one -> one instanceof TelegramPayload.File).map(one -> (TelegramPayload.File) one).findFirst();
                assertThat(file.orElseThrow().content()).isEqualTo(new MarkdownRenderer().render(doc, Capabilities.markdown()).text());
                assertThat(plan.parts()).hasSize(3);
            } else {
                saysAll(doc, plan);
                assertThat(plan.parts().size()).isLessThanOrEqualTo(8);
            }
        });
    }

    @Test
    void every_word_is_read_back_whatever_smaller_budget_is_drawn() {
        Seeds.each(SEEDS / 2, seed -> {
            var doc = withoutButtons(new DocGenerator(seed).doc(5));
            var random = new Random(seed);
            var limits = new TelegramLimits(
                    200 + random.nextInt(3_400), 12 + random.nextInt(78), 2_000 + random.nextInt(28_000), 600 + random.nextInt(8_400), 10_000);
            var plan = new TelegramRenderer(_ -> false, limits).render(doc, TelegramRenderer.PLACE);
            fits(plan);
            payloads(plan).forEach(payload -> {
                var read = FakeHtml.parse(html(payload));
                assertThat(read.text().length()).isLessThanOrEqualTo(limits.characters());
                assertThat(read.entities()).hasSizeLessThanOrEqualTo(limits.entities());
                assertThat(html(payload).getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(limits.bytes());
            });
            saysAll(doc, plan);
        });
    }

    @Test
    void armed_actions_are_buttons_in_order_below_the_last_parts() {
        Seeds.each(SEEDS, seed -> {
            var doc = new DocGenerator(seed).doc(3);
            var armed = doc.withActions(doc.actions().stream().map(TelegramLosslessTest::armed).toList());
            var plan = plan(armed);
            fits(plan);
            var labels = payloads(plan)
                    .flatMap(payload -> payload.keyboard().rows().stream())
                    .flatMap(List::stream)
                    .map(Keyboard.Button::label)
                    .toList();
            var wanted = armed.actions().stream()
                    .flatMap(action -> action instanceof Action.Pick pick ? pick.options().stream() : Stream.of(action))
                    .map(action -> Graphemes.shortened(action.label(), 30))
                    .toList();
            assertThat(labels).isEqualTo(wanted);
            assertThat(plan.degradations()).noneMatch(one -> one.kind() == Degradation.Kind.BUTTONS_AS_TEXT);
            assertThat(payloads(plan).limit(plan.parts().size() - 1L)).allMatch(payload -> payload.keyboard().isEmpty());
        });
    }

    private static Action armed(Action action) {
        return switch (action) {
            case Action.Run run -> armed(run);
            case Action.Pick pick -> new Action.Pick(pick.label(), pick.options().stream().map(TelegramLosslessTest::armed).toList());
            case Action.Open open -> open;
        };
    }

    private static Action.Run armed(Action.Run run) {
        return new Action.Run(run.label(), run.commandLine(), run.effect(), Optional.of("t1AAAAAAAAAAAAAAAAAAAAAA"));
    }

    @Test
    void pictures_come_first_and_the_rest_still_says_all() {
        Seeds.each(SEEDS, seed -> {
            var doc = withoutButtons(new DocGenerator(seed).doc(6));
            var images = doc.blocks().stream().filter(block -> block instanceof Block.Image).map(block -> (Block.Image) block).toList();
            if (images.isEmpty()) {
                // The same as without pictures, which another test reads.
                return;
            }
            var plan = new TelegramRenderer(_ -> true).render(doc, TelegramRenderer.PLACE);
            fits(plan);
            var photos = payloads(plan).takeWhile(one -> one instanceof TelegramPayload.Photo).toList();
            assertThat(photos).hasSameSizeAs(images);
            if (!asFile(plan) && photos.size() < plan.parts().size()) {
                var blocks = Stream.concat(
                                images.stream().filter(one -> one.alt().length() <= TelegramLimits.CAPTION_CHARACTERS),
                                doc.blocks().stream()
                                        .filter(one -> !(one instanceof Block.Image image && image.alt().length() <= TelegramLimits.CAPTION_CHARACTERS)))
                        .toList();
                // The title is the first word of the first text, below the pictures.
                var titled = doc.title().isEmpty() ? Stream.<Block>empty() : Stream.<Block>of(Block.para(doc.title()));
                var pictures = blocks.stream().takeWhile(one -> one instanceof Block.Image image && image.alt().length() <= TelegramLimits.CAPTION_CHARACTERS);
                var rest = blocks.stream().dropWhile(one -> one instanceof Block.Image image && image.alt().length() <= TelegramLimits.CAPTION_CHARACTERS);
                var order = new Doc("", doc.summary(), Stream.of(pictures, titled, rest).flatMap(s -> s).toList(), doc.actions(), doc.meta());
                var read = payloads(plan).map(payload -> FakeHtml.parse(html(payload)).text());
                // Cards are named by their path, which the other order changes: the split form knows both.
                if (plan.degradations().stream().noneMatch(one -> one.kind() == Degradation.Kind.TABLE_AS_CARDS)) {
                    DocWords.check(order, plan, lines(read), new DocWords.Form(false, true, true));
                }
            }
        });
    }

    @Test
    void the_same_message_gives_the_same_bytes() {
        Seeds.each(20, seed -> assertThat(plan(new DocGenerator(seed).doc(4))).isEqualTo(plan(new DocGenerator(seed).doc(4))));
    }
}
