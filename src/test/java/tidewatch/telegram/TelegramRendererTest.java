package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.app.Chat;
import tidewatch.brief.BriefComposer;
import tidewatch.brief.SampleBriefs;
import tidewatch.brief.Section.Length;
import tidewatch.chat.ChatId;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.message.RenderPlan;
import tidewatch.message.RenderPlan.Degradation;
import tidewatch.testing.Golden;
import tidewatch.testing.SampleDocs;
import tidewatch.testing.telegram.Entity;
import tidewatch.testing.telegram.FakeHtml;

/** How messages read on a phone, as golden files, and which poorer forms are owned up to. */
class TelegramRendererTest {
    private static RenderPlan plan(Doc doc) {
        return new TelegramRenderer().render(doc, TelegramRenderer.PLACE);
    }

    /** What is sent, part by part, with the buttons as the person sees them. */
    private static String shown(RenderPlan plan) {
        var all = new StringBuilder();
        for (var part : plan.parts()) {
            if (part.number() > 1) {
                all.append("\n===== ").append(part.number()).append(" of ").append(part.total()).append('\n');
            }
            var payload = TelegramPayload.parse(part.payload());
            switch (payload) {
                case TelegramPayload.Text it -> all.append(it.html());
                case TelegramPayload.Photo it -> all.append("[picture ").append(it.picture()).append("]\n").append(it.caption());
                case TelegramPayload.File it -> all.append("[file ").append(it.name()).append("]\n").append(it.caption());
            }
            all.append('\n');
            for (var row : payload.keyboard().rows()) {
                row.forEach(button -> all.append("[ ").append(button.label()).append(" ] "));
                all.append('\n');
            }
        }
        return all.toString();
    }

    static List<String> mornings() {
        return SampleBriefs.golden();
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void a_brief_reads_well_on_a_phone(String morning) {
        var doc = BriefComposer.compose(SampleBriefs.golden(morning), Length.CHAT);
        Golden.check("telegram/brief-" + morning + ".telegram.html", shown(plan(doc)));
    }

    @Test
    void the_full_brief_too() {
        var doc = BriefComposer.compose(SampleBriefs.golden("first-morning-2026-02-06"), Length.FULL);
        Golden.check("telegram/brief-full.telegram.html", shown(plan(doc)));
    }

    @Test
    void a_name_in_a_note_calls_nobody_and_keeps_its_letters() {
        var words = "Ask @anna_example, (@Ben_99) or mail a@b.org; @anna_example";
        var doc = new Doc(
                words,
                "s",
                List.of(
                        Block.para(Inline.text(words), Inline.strong(words)),
                        new Block.Quote(true, List.of(Block.para(new Inline.Em(List.of(Inline.text(words)))))),
                        Block.bullets(List.of(List.of(Inline.strong("@anna_example"), Inline.text(" at 3 @ 5.00, x@y")))),
                        new Block.Code("", words)),
                List.of(),
                Meta.answer(Instant.EPOCH, Optional.empty(), ZoneId.of("Europe/Berlin")));
        try (var rig = FakeRig.polling()) {
            var anna = rig.fake.people().user("Anna");
            var chat = new ChatId("telegram", String.valueOf(anna));
            rig.fake.people().say(anna, anna, "/start");
            rig.platform.plan(doc, chat).parts().forEach(part -> rig.platform.deliver(new Outgoing(
                    "M-1", part, chat, Optional.empty(), List.of(), false, 1, Optional.empty(), Placement.NEW)));
            var sent = rig.fake.people().fromBot(anna).getFirst();

            assertThat(sent.path("text").asText()).contains(words + words, "@anna_example at 3 @ 5.00, x@y");
            assertThat(sent.path("entities"))
                    .extracting(entity -> entity.path("type").asText())
                    .contains("code", "bold", "italic", "email")
                    .doesNotContain("mention");
            assertThat(rig.fake.lints()).isEmpty();
        }
        assertThat(shown(plan(doc))).contains("<b>Ask </b><code>@anna_example</code><b>, (</b><code>@Ben_99</code><b>) or mail a@b.org; </b>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sectors", "/winners", "/theses", "/quote NVDA", "/why 1"})
    void answers_read_well_on_a_phone(String line) {
        var name = line.substring(1).replace(' ', '-').toLowerCase(Locale.ROOT);
        Golden.check("telegram/answer-" + name + ".telegram.html", shown(plan(Chat.sample().say(line).doc())));
    }

    @Test
    void every_kind_of_block_has_its_form() {
        Golden.check("telegram/sample.telegram.html", shown(plan(SampleDocs.brief())));
        Golden.check("telegram/everything.telegram.html", shown(plan(SampleDocs.everything())));
    }

    // ---- buttons

    private static Action.Run armed(String label) {
        return new Action.Run(label, "/x", Action.Effect.READ, Optional.of("t1" + "A".repeat(22)));
    }

    private static Doc doc(List<Action> actions, Block... blocks) {
        return new Doc("A title", "A summary", List.of(blocks), actions, SampleDocs.brief().meta());
    }

    private static List<List<String>> labels(RenderPlan plan) {
        return plan.parts().stream()
                .map(part -> TelegramPayload.parse(part.payload()).keyboard().rows())
                .flatMap(List::stream)
                .map(row -> row.stream().map(Keyboard.Button::label).toList())
                .toList();
    }

    @Test
    void short_labels_share_a_row_and_long_ones_do_not() {
        var plan = plan(doc(
                List.of(
                        armed("Full brief"),
                        armed("Theses"),
                        armed("Sources"),
                        armed("Every claim checked"),
                        armed("Off"),
                        armed("Unsubscribe from the evening brief"),
                        new Action.Open("Manual", URI.create("https://example.org/manual"))),
                Block.para("Words.")));
        assertThat(labels(plan))
                .containsExactly(
                        List.of("Full brief", "Theses", "Sources"),
                        List.of("Every claim checked"),
                        List.of("Off"),
                        List.of("Unsubscribe from the evening…"),
                        List.of("Manual"));
        assertThat(plan.degradations()).isEmpty();
        assertThat(plan.parts()).hasSize(1);
        assertThat(plan.parts().getFirst().plain()).isEqualTo("A title\nWords.\n");
    }

    @Test
    void a_choice_has_rows_of_its_own_and_its_label_stands_above_them() {
        var pick = new Action.Pick("Window:", List.of(armed("5 d"), armed("21 d"), armed("63 d"), armed("1 y")));
        var plan = plan(doc(List.of(armed("Refresh"), pick, armed("Off")), Block.para("Words.")));
        assertThat(labels(plan)).containsExactly(List.of("Refresh"), List.of("5 d", "21 d", "63 d"), List.of("1 y"), List.of("Off"));
        assertThat(shown(plan)).contains("Words.\n\nWindow:\n[ Refresh ]");
    }

    @Test
    void many_buttons_stand_closer_and_more_than_a_keyboard_holds_go_below_another_part() {
        var plan = plan(doc(IntStream.range(0, 20).mapToObj(i -> (Action) armed("Thesis number " + i + " of the vault")).toList(), Block.para("Words.")));
        assertThat(labels(plan)).hasSize(7).allMatch(row -> row.size() <= 3);
        var choice = new Action.Pick("Which?", IntStream.range(0, 30).mapToObj(i -> armed("Option " + i)).toList());
        var two = plan(doc(List.of(choice), Block.para("Words.")));
        assertThat(two.parts()).hasSize(2);
        assertThat(labels(two)).hasSize(10);
        assertThat(two.parts().get(1).plain()).isEqualTo("A title (2/2)\n");
    }

    @Test
    void what_has_no_token_is_a_line_to_tap_or_to_copy() {
        var plan = plan(doc(List.of(Action.Run.read("Theses", "/theses"), Action.Run.read("Full", "/brief full"), armed("Refresh")), Block.para("Words.")));
        assertThat(shown(plan)).isEqualTo("""
                <b>A title</b>
                Words.

                Theses · /theses
                Full · <code>/brief full</code>
                [ Refresh ]\s
                """);
        assertThat(plan.degradations()).containsExactly(new Degradation(Degradation.Kind.BUTTONS_AS_TEXT, ""));
    }

    @Test
    void an_address_that_the_service_refuses_is_told_in_words() {
        var home = URI.create("https://localhost:8443/manual");
        var plan = plan(doc(
                List.of(new Action.Open("Manual", home)),
                Block.para(new Inline.Link(home, "the \"page\" <here>"), Inline.text(" "), new Inline.Link(URI.create("https://example.org/?a=1&b=\"".replace("\"", "%22")), "there"))));
        assertThat(shown(plan)).isEqualTo("""
                <b>A title</b>
                the &quot;page&quot; &lt;here&gt; (https://localhost:8443/manual) <a href="https://example.org/?a=1&amp;b=%22">there</a>

                Manual https://localhost:8443/manual
                """);
    }

    // ---- pictures

    private static final Block.Image MAP = new Block.Image("pictures/map.png", "The map: <industrials> leading.");

    private static RenderPlan drawn(Doc doc) {
        return new TelegramRenderer("pictures/map.png"::equals).render(doc, TelegramRenderer.PLACE);
    }

    @Test
    void a_picture_that_can_be_supplied_comes_before_the_text() {
        var other = new Block.Image("pictures/other.png", "Another.");
        var table = new Block.Table(List.of(Block.Column.text("A"), Block.Column.text("B")), List.of(List.of(
                Block.Cell.of(Inline.text("👍 yes")), Block.Cell.of(Inline.text("b")))), Optional.empty());
        var plan = drawn(doc(List.of(armed("Refresh")), Block.para("Words."), MAP, other, table));
        assertThat(shown(plan)).isEqualTo("""
                [picture pictures/map.png]
                The map: &lt;industrials&gt; leading.

                ===== 2 of 2
                <b>A title</b>
                Words.

                Picture: Another.

                • <b>👍 yes</b>
                B b
                [ Refresh ]\s
                """);
        assertThat(plan.degradations())
                .containsExactly(new Degradation(Degradation.Kind.IMAGE_AS_ALT, "2"), new Degradation(Degradation.Kind.TABLE_AS_CARDS, "3"));
        assertThat(plan.parts().getFirst().plain()).isEqualTo("The map: <industrials> leading.");
    }

    @Test
    void a_message_that_is_only_a_picture_is_one_part() {
        assertThat(shown(drawn(doc(List.of(armed("Refresh")), MAP)))).isEqualTo("""
                [picture pictures/map.png]
                <b>A title</b>
                The map: &lt;industrials&gt; leading.
                [ Refresh ]\s
                """);
    }

    @Test
    void words_too_long_for_a_caption_stay_in_the_text() {
        var plan = drawn(doc(List.of(), new Block.Image("pictures/map.png", "word ".repeat(200))));
        assertThat(plan.parts()).hasSize(2);
        assertThat(shown(plan)).startsWith("[picture pictures/map.png]\n\n\n===== 2 of 2\n<b>A title</b>\nPicture: word word");
    }

    // ---- too long

    @Test
    void a_message_too_long_for_eight_parts_is_its_beginning_and_a_file() {
        var doc = doc(List.of(armed("Refresh"), Action.Run.read("Theses", "/theses")), Block.para("A first block."), Block.para("word ".repeat(20_000)));
        var plan = plan(doc);
        assertThat(plan.parts()).hasSize(3);
        assertThat(plan.degradations()).extracting(Degradation::kind).contains(Degradation.Kind.AS_FILE).doesNotContain(Degradation.Kind.SPLIT);
        assertThat(TelegramPayload.parse(plan.parts().getFirst().payload())).isInstanceOfSatisfying(TelegramPayload.Text.class, text -> assertThat(text.html())
                .startsWith("<b>A title (1/3)</b>\n<b>A summary</b>\n\nThis message is too long for a chat")
                .contains("A first block."));
        assertThat(TelegramPayload.parse(plan.parts().get(2).payload())).isInstanceOfSatisfying(TelegramPayload.File.class, file -> {
            assertThat(file.name()).isEqualTo("2026-02-06.md");
            assertThat(file.caption()).isEqualTo("<b>A title (3/3)</b>\nThe whole message.");
            assertThat(file.content()).startsWith("# A title\n\nA first block.\n\nword word").endsWith("Theses · `/theses`\n").hasSizeGreaterThan(100_000);
            assertThat(file.keyboard().rows()).hasSize(1);
        });
    }

    @Test
    void buttons_that_do_not_fit_below_the_file_stand_below_one_more_part() {
        var buttons = IntStream.range(0, 30).mapToObj(i -> (Action) armed("Thesis " + i)).toList();
        var plan = plan(doc(buttons, Block.para("word ".repeat(20_000))));
        assertThat(plan.parts()).hasSize(4);
        assertThat(labels(plan).stream().mapToInt(List::size).sum()).isEqualTo(30);
        assertThat(plan.parts()).allMatch(part -> TelegramPayload.parse(part.payload()).keyboard().rows().size() <= 8);
        assertThat(plan.parts().getLast().plain()).isEqualTo("A title (4/4)\nMore buttons.");
    }

    @Test
    void a_file_without_an_id_is_named_after_its_title() {
        var meta = Meta.answer(Instant.parse("2026-02-06T12:00:00Z"), Optional.empty(), ZoneId.of("UTC"));
        var doc = new Doc("Sources: 5 Feb / all", "A summary", List.of(Block.para("word ".repeat(20_000))), List.of(), meta);
        assertThat(shown(plan(doc))).contains("[file sources-5-feb-all.md]");
    }

    // ---- hostile

    @Test
    void nothing_in_a_note_becomes_markup() {
        var odd = "<b>x</b> &amp; <a href=\"https://example.org\">y</a> \u0000\u202E\u2028z </pre></code>";
        var plan = plan(new Doc(
                odd.replace("\u0000", ""),
                "A summary",
                List.of(
                        Block.para(odd),
                        new Block.Code("java\"><b>", odd),
                        Block.para(new Inline.Code(odd), new Inline.Strong(List.of(new Inline.Code("c"), Inline.text(" s"), new Inline.LineBreak())))),
                List.of(),
                SampleDocs.brief().meta()));
        var html = ((TelegramPayload.Text) TelegramPayload.parse(plan.parts().getFirst().payload())).html();
        var words = FakeHtml.parse(html);
        assertThat(words.entities()).extracting(Entity::type).containsExactly("bold", "pre", "code", "bold");
        assertThat(words.text()).contains("<b>x</b> &amp; <a href=\"https://example.org\">y</a> \nz </pre></code>").doesNotContain("\u2028", "\u202E", "\u0000");
    }

    @Test
    void a_message_of_blanks_says_its_summary() {
        var plan = plan(new Doc("", "A summary", List.of(Block.para(" "), new Block.Code("", "\n")), List.of(), SampleDocs.brief().meta()));
        assertThat(shown(plan)).isEqualTo("A summary\n");
        assertThat(plan.parts().getFirst().plain()).isEqualTo("A summary");
    }
}
