package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
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
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.Inline;
import tidewatch.message.Meta;
import tidewatch.message.Numbers;
import tidewatch.message.RenderPlan;
import tidewatch.message.RenderPlan.Degradation;
import tidewatch.testing.Golden;
import tidewatch.testing.SampleDocs;

/** How messages look in Slack, as golden files of their blocks, and which poorer forms are owned up to. */
class SlackRendererTest {
    private static RenderPlan plan(Doc doc) {
        return new SlackRenderer().render(doc, SlackRenderer.FULL);
    }

    private static SlackPayload.Message message(RenderPlan plan, int part) {
        return (SlackPayload.Message) SlackPayload.parse(plan.parts().get(part).payload());
    }

    /** Every part as JSON, a block a line, so that a difference shows what differs. */
    private static String shown(RenderPlan plan) {
        var parts = new ArrayList<String>();
        for (var part : plan.parts()) {
            var payload = SlackPayload.parse(part.payload());
            parts.add(switch (payload) {
                case SlackPayload.Message it -> "{\"text\":" + quoted(it.text()) + ",\n\"blocks\":[" + lines(it.blocks()) + "]"
                        + it.basic().map(basic -> ",\n\"basic\":[" + lines(basic) + "]").orElse("") + "}";
                case SlackPayload.File it -> "{\"file\":" + quoted(it.name()) + ",\"text\":" + quoted(it.text()) + "}";
            });
        }
        var all = "[" + String.join(",\n\n", parts) + "]\n";
        assertThat(SlackReading.tree(all).size()).isEqualTo(plan.parts().size());
        return all;
    }

    private static String lines(String blocks) {
        var lines = new ArrayList<String>();
        SlackReading.tree(blocks).forEach(block -> {
            if (block.path("type").asText().equals("data_table")) {
                var rows = new ArrayList<String>();
                block.path("rows").forEach(row -> rows.add("  " + row));
                lines.add(block.toString().replace(block.path("rows").toString(), "[\n" + String.join(",\n", rows) + "]"));
            } else {
                lines.add(block.toString());
            }
        });
        return "\n" + String.join(",\n", lines) + "\n";
    }

    private static String quoted(String words) {
        return RichText.NODES.textNode(words).toString();
    }

    static List<String> mornings() {
        return SampleBriefs.golden();
    }

    @ParameterizedTest
    @MethodSource("mornings")
    void a_brief_reads_well(String morning) {
        var doc = BriefComposer.compose(SampleBriefs.golden(morning), Length.CHAT);
        Golden.check("slack/brief-" + morning + ".slack.json", shown(plan(doc)));
    }

    @Test
    void the_full_brief_too() {
        var doc = BriefComposer.compose(SampleBriefs.golden("first-morning-2026-02-06"), Length.FULL);
        Golden.check("slack/brief-full.slack.json", shown(plan(doc)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sectors", "/winners", "/theses", "/quote NVDA", "/why 1"})
    void answers_read_well(String line) {
        var name = line.substring(1).replace(' ', '-').toLowerCase(Locale.ROOT);
        Golden.check("slack/answer-" + name + ".slack.json", shown(plan(Chat.sample().say(line).doc())));
    }

    @Test
    void every_kind_of_block_has_its_form() {
        Golden.check("slack/sample.slack.json", shown(plan(SampleDocs.brief())));
        Golden.check("slack/everything.slack.json", shown(plan(SampleDocs.everything())));
    }

    // ---- words

    private static final Meta META = SampleDocs.brief().meta();

    private static Doc doc(List<Action> actions, Block... blocks) {
        return new Doc("A title", "A summary", List.of(blocks), actions, META);
    }

    private static Doc words(Block... blocks) {
        return new Doc("", "A summary", List.of(blocks), List.of(), META);
    }

    private static String blocks(Doc doc) {
        var plan = plan(doc);
        assertThat(plan.parts()).hasSize(1);
        return message(plan, 0).blocks();
    }

    private static JsonNode block(Doc doc) {
        return SlackReading.tree(blocks(doc)).get(0);
    }

    @Test
    void nothing_in_a_note_becomes_markup_or_a_mention() {
        var odd = "<!channel> <@U1> &amp; `code` *bold* _em_ ~gone~ :tada: @here #general https://example.org <https://x.y|z> \u0000\u202E\u2028z";
        var plan = plan(new Doc(
                odd.replace("\u0000", ""),
                "<!channel> & more",
                List.of(
                        Block.para(odd),
                        new Block.Code("java", odd),
                        new Block.Footer(List.of(Inline.text(odd))),
                        new Block.KeyValues(List.of(new Block.KeyValues.Pair(List.of(Inline.text(odd)), List.of(Inline.text(odd)))))),
                List.of(),
                META));
        var message = message(plan, 0);
        assertThat(message.text()).isEqualTo("&lt;!channel&gt; &amp; more");
        var read = SlackReading.of(message.blocks());
        var said = "<!channel> <@U1> &amp; `code` *bold* _em_ ~gone~ :tada: @here #general https://example.org <https://x.y|z> ";
        assertThat(read.lines).filteredOn(line -> line.contains("<!channel>")).hasSize(6).allMatch(line -> line.contains(said.strip()));
        assertThat(read.lines.stream().filter(line -> !line.contains("<!channel>"))).containsOnly("z");
        assertThat(read.types).containsExactly("rich_text");
        assertThat(message.blocks()).doesNotContain("\"user\"", "\"link\"", "broadcast", "mrkdwn", "\u202E");
    }

    @Test
    void our_own_small_print_is_markup_with_its_words_escaped() {
        var footer = new Block.Footer(List.of(
                Inline.text("Next brief "),
                new Inline.When(Instant.parse("2026-02-09T12:00:00Z"), Inline.When.Style.DATE_TIME),
                Inline.text(" · S&P 500 <b> · "),
                new Inline.Code("/why"),
                Inline.text(" for sources")));
        assertThat(blocks(words(footer))).isEqualTo("[{\"type\":\"context\",\"elements\":[{\"type\":\"mrkdwn\",\"text\":"
                + "\"Next brief <!date^1770638400^{date_short_pretty} {time}|Mon 9 Feb 2026 07:00 New York> · S&amp;P 500 &lt;b&gt; · `/why` for sources\","
                + "\"verbatim\":true}]}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b*", "_a", "~b", "`", ":tada:", "> quote", "&gt; quote", "a\n> b"})
    void small_print_that_would_be_markup_is_rich_text(String words) {
        assertThat(block(words(new Block.Footer(List.of(Inline.text(words))))).toString())
                .isEqualTo("{\"type\":\"rich_text\",\"elements\":[{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"text\",\"text\":"
                        + quoted(words) + ",\"style\":{\"italic\":true}}]}]}");
    }

    @Test
    void a_moment_is_told_by_the_readers_clock_but_a_day_is_a_day() {
        var at = Instant.parse("2026-02-09T12:00:00Z");
        assertThat(block(words(Block.para(
                        new Inline.When(at, Inline.When.Style.DATE_TIME), Inline.text(", "), new Inline.When(at, Inline.When.Style.TIME),
                        Inline.text(", "), new Inline.When(at, Inline.When.Style.DATE))))
                .at("/elements/0/elements").toString()).isEqualTo("["
                + "{\"type\":\"date\",\"timestamp\":1770638400,\"format\":\"{date_short_pretty} {time}\",\"fallback\":\"Mon 9 Feb 2026 07:00 New York\"},"
                + "{\"type\":\"text\",\"text\":\", \"},"
                + "{\"type\":\"date\",\"timestamp\":1770638400,\"format\":\"{time}\",\"fallback\":\"07:00 New York\"},"
                + "{\"type\":\"text\",\"text\":\", Mon 9 Feb 2026\"}]");
    }

    @Test
    void only_a_person_of_slack_is_mentioned() {
        assertThat(block(words(Block.para(
                        new Inline.PersonRef("slack:T1:U07", "Ann"), new Inline.PersonRef("T1:W2", "Bob"), new Inline.PersonRef("telegram:12", "<@U1>"))))
                .at("/elements/0/elements").toString()).isEqualTo("[{\"type\":\"user\",\"user_id\":\"U07\"},{\"type\":\"user\",\"user_id\":\"W2\"},"
                + "{\"type\":\"text\",\"text\":\"<@U1>\"}]");
    }

    @Test
    void a_title_is_a_header_as_far_as_a_header_holds_it() {
        assertThat(blocks(new Doc("S&P <500>", "s", List.of(Block.para("x")), List.of(), META)))
                .startsWith("[{\"type\":\"header\",\"text\":{\"type\":\"plain_text\",\"text\":\"S&P <500>\",\"emoji\":false}}");
        assertThat(block(new Doc("x".repeat(150), "s", List.of(), List.of(), META)).path("type").asText()).isEqualTo("header");
        assertThat(block(new Doc("x".repeat(151), "s", List.of(), List.of(), META)).path("type").asText()).isEqualTo("rich_text");
        assertThat(block(new Doc("R&amp;D", "s", List.of(), List.of(), META)).path("type").asText()).isEqualTo("rich_text");
    }

    @Test
    void a_list_within_a_list_and_code_in_between_keep_their_numbers() {
        var list = new Block.Bullets(true, 9, List.of(
                List.of(Block.para("nine"), new Block.Code("", "a  b"), Block.para("still nine")),
                List.of(Block.para("ten"), Block.bullets(List.of(List.of(Inline.text("inner"))))),
                List.of(Block.para("eleven"))));
        assertThat(block(words(list)).path("elements").toString()).isEqualTo("["
                + "{\"type\":\"rich_text_list\",\"style\":\"ordered\",\"offset\":8,\"elements\":[{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"text\",\"text\":\"nine\"}]}]},"
                + "{\"type\":\"rich_text_preformatted\",\"elements\":[{\"type\":\"text\",\"text\":\"a  b\"}]},"
                + "{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"text\",\"text\":\"still nine\"}]},"
                + "{\"type\":\"rich_text_list\",\"style\":\"ordered\",\"offset\":9,\"elements\":[{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"text\",\"text\":\"ten\"}]}]},"
                + "{\"type\":\"rich_text_list\",\"style\":\"bullet\",\"indent\":1,\"elements\":[{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"text\",\"text\":\"inner\"}]}]},"
                + "{\"type\":\"rich_text_list\",\"style\":\"ordered\",\"offset\":10,\"elements\":[{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"text\",\"text\":\"eleven\"}]}]}]");
    }

    @Test
    void what_a_quote_holds_is_marked_as_quoted() {
        var quote = new Block.Quote(false, List.of(
                Block.para("first"), new Block.Code("", "x"), Block.bullets(List.of(List.of(Inline.text("item")))),
                new Block.Quote(false, List.of(Block.para("inner")))));
        var elements = block(words(quote)).path("elements");
        assertThat(elements).extracting(one -> one.path("type").asText())
                .containsExactly("rich_text_quote", "rich_text_preformatted", "rich_text_list", "rich_text_quote");
        assertThat(elements.get(1).path("border").asInt()).isEqualTo(1);
        assertThat(elements.get(2).path("border").asInt()).isEqualTo(1);
        assertThat(elements.get(3).at("/elements/0/text").asText()).isEqualTo("> inner");
    }

    @Test
    void what_is_named_stands_in_the_block_of_its_name() {
        var read = SlackReading.tree(blocks(words(
                Block.heading(2, "Movers"), Block.para("Up most:"), Block.bullets(List.of(List.of(Inline.text("NVDA")))), Block.para("Else nothing."))));
        assertThat(read).extracting(one -> one.path("elements").size()).containsExactly(3, 1);
    }

    @Test
    void what_a_callout_leads_to_stands_in_its_block() {
        var list = Block.bullets(List.of(List.of(Inline.text("XAR"))));
        var read = SlackReading.tree(blocks(words(
                new Block.Callout(Block.Callout.Level.WARN, List.of(Block.para("No close for:"), list, Block.para("All others are there."))),
                new Block.Callout(Block.Callout.Level.INFO, List.of(list)))));
        assertThat(read).extracting(one -> one.path("elements").size()).containsExactly(2, 1, 2);
        assertThat(read.at("/2/elements/0/elements/0").toString()).isEqualTo("{\"type\":\"text\",\"text\":\"Info: \",\"style\":{\"bold\":true}}");
    }

    @Test
    void pairs_are_fields_ten_to_a_section_unless_their_words_are_markup() {
        var pairs = IntStream.range(0, 12)
                .mapToObj(i -> new Block.KeyValues.Pair(List.of(Inline.text("Key " + i)), List.of(Numbers.price(i), Inline.text(" <USD>"))))
                .toList();
        var sections = SlackReading.tree(blocks(words(new Block.KeyValues(pairs))));
        assertThat(sections).extracting(one -> one.path("fields").size()).containsExactly(10, 2);
        assertThat(sections.at("/0/fields/1").toString()).isEqualTo("{\"type\":\"mrkdwn\",\"text\":\"*Key 1:*\\n1.00 &lt;USD&gt;\",\"verbatim\":true}");
        var odd = new Block.KeyValues.Pair(List.of(Inline.text("k*")), List.of(Inline.text("v")));
        assertThat(block(words(new Block.KeyValues(List.of(pairs.getFirst(), odd)))).at("/elements/0/elements").toString()).isEqualTo("["
                + "{\"type\":\"text\",\"text\":\"Key 0:\",\"style\":{\"bold\":true}},{\"type\":\"text\",\"text\":\" 0.0000 <USD>\\n\"},"
                + "{\"type\":\"text\",\"text\":\"k*:\",\"style\":{\"bold\":true}},{\"type\":\"text\",\"text\":\" v\"}]");
    }

    @Test
    void a_message_of_blanks_says_its_summary() {
        var plan = plan(words(Block.para(" "), new Block.Code("", "\n")));
        assertThat(SlackReading.of(message(plan, 0).blocks()).lines).containsExactly("A summary");
        assertThat(plan.parts().getFirst().plain()).isEqualTo("A summary\n");
    }

    // ---- tables

    private static Block.Table table(int columns, int rows) {
        return new Block.Table(
                IntStream.range(0, columns).mapToObj(i -> Block.Column.text("c" + i)).toList(),
                IntStream.range(0, rows)
                        .mapToObj(row -> IntStream.range(0, columns).mapToObj(i -> Block.Cell.of(Inline.text("r" + row))).toList())
                        .toList(),
                Optional.empty());
    }

    @Test
    void a_table_is_native_and_its_figures_sort_as_figures() {
        var table = new Block.Table(
                List.of(Block.Column.text("Name"), Block.Column.number("5 d, %", Block.Column.Type.PCT, 1), Block.Column.text("Day"), Block.Column.text("More")),
                List.of(
                        List.of(
                                Block.Cell.of(Inline.text("NVDA")),
                                Block.Cell.of(Numbers.bare(-12.25)),
                                new Block.Cell(List.of(Inline.text("day 9")), Optional.of(9.0)),
                                Block.Cell.of(new Inline.Link(URI.create("https://example.org"), "page"))),
                        List.of(
                                Block.Cell.of(Inline.text("<!here>")),
                                Block.Cell.of(new Inline.Num(new BigDecimal("0.04"), Inline.Num.Unit.BARE, 1, true, Optional.empty())),
                                Block.Cell.of(Inline.text("line"), new Inline.LineBreak(), Inline.text("two")),
                                Block.Cell.of(Inline.strong("strong")))),
                Optional.empty());
        var plan = plan(words(Block.heading(2, "Movers"), table));
        assertThat(SlackReading.tree(message(plan, 0).blocks()).get(1).toString()).isEqualTo("{\"type\":\"data_table\",\"caption\":\"Movers\",\"page_size\":2,\"rows\":["
                + "[{\"type\":\"raw_text\",\"text\":\"Name\"},{\"type\":\"raw_text\",\"text\":\"5 d, %\"},{\"type\":\"raw_text\",\"text\":\"Day\"},{\"type\":\"raw_text\",\"text\":\"More\"}],"
                + "[{\"type\":\"raw_text\",\"text\":\"NVDA\"},{\"type\":\"raw_number\",\"value\":-12.3,\"text\":\"-12.3\"},{\"type\":\"raw_number\",\"value\":9.0,\"text\":\"day 9\"},"
                + "{\"type\":\"rich_text\",\"elements\":[{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"link\",\"url\":\"https://example.org\",\"text\":\"page\"}]}]}],"
                + "[{\"type\":\"raw_text\",\"text\":\"<!here>\"},{\"type\":\"raw_number\",\"value\":0.0,\"text\":\"0.0\"},{\"type\":\"raw_text\",\"text\":\"line two\"},"
                + "{\"type\":\"rich_text\",\"elements\":[{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"text\",\"text\":\"strong\",\"style\":{\"bold\":true}}]}]}]]}");
        assertThat(plan.degradations()).isEmpty();
        assertThat(plan.furniture()).containsExactly("Movers");
        var basic = SlackReading.of(message(plan, 0).basic().orElseThrow());
        assertThat(basic.types).containsExactly("rich_text");
        assertThat(basic.lines.getFirst()).isEqualTo("Movers");
    }

    @Test
    void a_workspace_that_refuses_tables_gets_none() {
        var plan = new SlackRenderer().render(words(table(3, 3)), SlackRenderer.BASIC);
        assertThat(message(plan, 0).basic()).isEmpty();
        assertThat(SlackReading.of(message(plan, 0).blocks()).lines).containsExactly("c0  c1  c2", "r0  r0  r0", "r1  r1  r1", "r2  r2  r2");
    }

    @Test
    void rows_and_columns_at_the_edge_and_beyond() {
        assertThat(SlackReading.tree(blocks(words(table(1, 100)))).at("/0/rows")).hasSize(101);
        var two = plan(words(table(1, 101)));
        assertThat(two.parts()).hasSize(2);
        assertThat(SlackReading.of(message(two, 1).blocks()).types).contains("data_table");
        assertThat(SlackReading.of(blocks(words(table(20, 2)))).types).containsExactly("data_table");
        var cards = plan(words(table(21, 2)));
        assertThat(SlackReading.of(message(cards, 0).blocks()).types).containsExactly("rich_text");
        assertThat(cards.degradations()).containsExactly(new Degradation(Degradation.Kind.TABLE_AS_CARDS, "0"));
        assertThat(SlackReading.of(blocks(words(table(2, 0)))).lines).containsExactly("c0  c1");
    }

    @Test
    void a_table_is_divided_where_the_form_beside_it_would_be_too_long() {
        var columns = IntStream.range(0, 5).mapToObj(i -> Block.Column.text("a long title that is told again in each card, column " + i)).toList();
        var rows = IntStream.range(0, 50)
                .mapToObj(row -> IntStream.range(0, 5).mapToObj(i -> Block.Cell.of(Inline.text("r" + row))).toList())
                .toList();
        var plan = plan(words(new Block.Table(columns, rows, Optional.of("Caption."))));
        assertThat(plan.parts()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(SlackReading.of(message(plan, i).blocks()).text).isLessThan(1_500);
            assertThat(SlackReading.of(message(plan, i).basic().orElseThrow()).text).isBetween(2_000, 8_700);
        }
        assertThat(SlackReading.of(message(plan, 1).blocks()).lines).endsWith("Caption. (continued)");
    }

    @Test
    void a_table_with_a_blank_cell_is_not_native() {
        var table = new Block.Table(
                List.of(Block.Column.text("A"), Block.Column.text("B")),
                List.of(List.of(Block.Cell.of(Inline.text("a")), Block.Cell.of(Inline.text(" ")))),
                Optional.of("Words below."));
        assertThat(SlackReading.of(blocks(words(table))).types).containsExactly("rich_text");
        assertThat(SlackReading.of(blocks(words(table))).lines).containsExactly("A  B", "a", "Words below.");
    }

    @Test
    void a_table_in_a_quote_or_a_list_is_fixed_width_type() {
        var plan = plan(words(new Block.Quote(false, List.of(table(2, 1))), new Block.Callout(Block.Callout.Level.WARN, List.of(table(2, 1)))));
        assertThat(SlackReading.of(message(plan, 0).blocks()).types).containsExactly("rich_text");
        assertThat(message(plan, 0).basic()).isEmpty();
    }

    // ---- buttons

    private static Action.Run armed(String label) {
        return new Action.Run(label, "/x", Action.Effect.READ, Optional.of("t1" + "A".repeat(22)));
    }

    @Test
    void buttons_menus_and_pages() {
        var plan = plan(doc(
                List.of(
                        armed("Full brief"),
                        new Action.Pick("Window:", List.of(armed("5 d"), armed("21 d"))),
                        new Action.Open("Manual", URI.create("https://example.org/manual?a=b&c"))),
                Block.para("Words.")));
        assertThat(SlackReading.tree(message(plan, 0).blocks()).get(2).toString()).isEqualTo("{\"type\":\"actions\",\"elements\":["
                + "{\"type\":\"button\",\"action_id\":\"b1\",\"text\":{\"type\":\"plain_text\",\"text\":\"Full brief\",\"emoji\":false},\"value\":\"t1AAAAAAAAAAAAAAAAAAAAAA\"},"
                + "{\"type\":\"static_select\",\"action_id\":\"s2\",\"placeholder\":{\"type\":\"plain_text\",\"text\":\"Window:\",\"emoji\":false},\"options\":["
                + "{\"value\":\"t1AAAAAAAAAAAAAAAAAAAAAA\",\"text\":{\"type\":\"plain_text\",\"text\":\"5 d\",\"emoji\":false}},"
                + "{\"value\":\"t1AAAAAAAAAAAAAAAAAAAAAA\",\"text\":{\"type\":\"plain_text\",\"text\":\"21 d\",\"emoji\":false}}]},"
                + "{\"type\":\"button\",\"action_id\":\"b3\",\"text\":{\"type\":\"plain_text\",\"text\":\"Manual\",\"emoji\":false},\"url\":\"https://example.org/manual?a=b&c\"}]}");
        assertThat(plan.degradations()).isEmpty();
        assertThat(plan.parts().getFirst().plain()).isEqualTo("A title\nWords.\n");
    }

    @Test
    void labels_options_and_elements_at_the_edge_and_beyond() {
        var many = IntStream.range(0, 26).mapToObj(i -> (Action) armed("Button " + i)).toList();
        assertThat(SlackReading.tree(blocks(doc(many)))).extracting(one -> one.path("elements").size()).containsExactly(0, 25, 1);
        var read = SlackReading.of(blocks(doc(List.of(armed("x".repeat(75)), armed("y".repeat(76))))));
        assertThat(read.labels).containsExactly("x".repeat(75), "y".repeat(74) + "…");
        var options = IntStream.range(0, 101).mapToObj(i -> armed("Option " + i)).toList();
        var menus = SlackReading.tree(blocks(doc(List.of(new Action.Pick("p".repeat(151), options)))));
        assertThat(menus.get(2).path("elements")).extracting(one -> one.path("options").size()).containsExactly(100, 1);
        assertThat(menus.get(1).toString()).as("what the choice is about, whole").contains("p".repeat(151));
        assertThat(SlackReading.of(blocks(doc(List.of(new Action.Open("", URI.create("https://example.org")))))).labels).containsExactly("Open");
    }

    @Test
    void what_has_no_token_is_a_line_to_copy() {
        var far = URI.create("https://example.org/" + "a".repeat(3_000));
        var plan = plan(doc(List.of(Action.Run.read("Theses", "/theses"), new Action.Open("Far", far), armed("Refresh")), Block.para("Words.")));
        assertThat(SlackReading.of(message(plan, 0).blocks()).lines).containsExactly("A title", "Words.", "Theses · /theses", "Far " + far, "Refresh");
        assertThat(plan.degradations()).containsExactly(new Degradation(Degradation.Kind.BUTTONS_AS_TEXT, ""));
    }

    // ---- pictures

    @Test
    void a_picture_that_can_be_supplied_stands_in_its_place() {
        var map = new Block.Image("pictures/map.png", "The map: <industrials> leading.");
        var other = new Block.Image("pictures/other.png", "Another.");
        var wordy = new Block.Image("pictures/map.png", "word ".repeat(401));
        var plan = new SlackRenderer("pictures/map.png"::equals).render(words(map, Block.para("Words."), other, wordy), SlackRenderer.FULL);
        var read = SlackReading.tree(message(plan, 0).blocks());
        assertThat(read.get(0).toString()).isEqualTo("{\"type\":\"image\",\"slack_file\":{\"id\":\"picture:pictures/map.png\"},\"alt_text\":\"The map: <industrials> leading.\"}");
        assertThat(read).extracting(one -> one.path("type").asText()).containsExactly("image", "rich_text", "rich_text", "image", "rich_text");
        assertThat(message(plan, 0).pictures()).containsExactly("pictures/map.png", "pictures/map.png");
        assertThat(plan.degradations()).containsExactly(new Degradation(Degradation.Kind.IMAGE_AS_ALT, "2"));
        assertThat(plan.furniture()).containsExactly("Picture:", "The picture is described below.");
    }

    // ---- too long

    @Test
    void a_word_of_ten_thousand_characters_goes_on_in_the_next_part() {
        var plan = plan(doc(List.of(), Block.para("x".repeat(10_000))));
        assertThat(plan.parts()).hasSize(2);
        assertThat(SlackReading.of(message(plan, 0).blocks()).lines.getFirst()).isEqualTo("A title (1/2)");
        assertThat(SlackReading.of(message(plan, 0).blocks()).text).isBetween(8_600, 8_700);
        assertThat(plan.degradations()).containsExactly(new Degradation(Degradation.Kind.SPLIT, ""));
    }

    @Test
    void no_emoji_is_torn() {
        var family = "👩‍👩‍👧‍👦";
        var plan = plan(doc(List.of(), Block.para(family.repeat(1_000))));
        for (int i = 0; i < plan.parts().size(); i++) {
            var words = SlackReading.of(message(plan, i).blocks()).lines.get(1);
            assertThat(words.length() % family.length()).isZero();
            assertThat(words).startsWith(family).endsWith(family);
        }
    }

    @Test
    void forty_four_blocks_are_one_message_and_forty_five_are_two() {
        var paras = new Block[45];
        Arrays.fill(paras, Block.para("x"));
        assertThat(plan(words(Arrays.copyOf(paras, 44))).parts()).hasSize(1);
        assertThat(plan(words(paras)).parts()).hasSize(2);
    }

    @Test
    void a_message_too_long_for_eight_parts_is_its_beginning_and_a_file() {
        var doc = doc(List.of(armed("Refresh"), Action.Run.read("Theses", "/theses")), Block.para("A first block."), Block.para("word ".repeat(20_000)));
        var plan = plan(doc);
        assertThat(plan.parts()).hasSize(4);
        assertThat(plan.degradations()).extracting(Degradation::kind).contains(Degradation.Kind.AS_FILE).doesNotContain(Degradation.Kind.SPLIT);
        assertThat(SlackReading.of(message(plan, 0).blocks()).lines)
                .startsWith("A title (1/4)", "A summary", "This message is too long for a chat: here is how it begins, the whole of it is in the file below.", "A first block.");
        assertThat(SlackPayload.parse(plan.parts().get(2).payload())).isInstanceOfSatisfying(SlackPayload.File.class, file -> {
            assertThat(file.name()).isEqualTo("2026-02-06.md");
            assertThat(file.text()).isEqualTo("A title (3/4)\nThe whole message.");
            assertThat(file.content()).startsWith("# A title\n\nA first block.\n\nword word").endsWith("Theses · `/theses`\n").hasSizeGreaterThan(100_000);
        });
        assertThat(SlackReading.of(message(plan, 3).blocks()).lines).containsExactly("A title (4/4)", "Refresh");
    }

    @Test
    void eight_parts_are_parts_and_nine_are_a_file() {
        assertThat(plan(doc(List.of(), Block.para("x".repeat(8 * 8_600)))).parts()).hasSize(8);
        assertThat(plan(doc(List.of(), Block.para("x".repeat(9 * 8_690)))).degradations()).extracting(Degradation::kind).contains(Degradation.Kind.AS_FILE);
    }

    @Test
    void a_file_without_an_id_is_named_after_its_title() {
        var meta = Meta.answer(Instant.parse("2026-02-06T12:00:00Z"), Optional.empty(), ZoneId.of("UTC"));
        var plan = plan(new Doc("Sources: 5 Feb / all <x>", "A summary", List.of(Block.para("word ".repeat(20_000))), List.of(), meta));
        assertThat(SlackPayload.parse(plan.parts().get(2).payload())).isInstanceOfSatisfying(SlackPayload.File.class, file -> {
            assertThat(file.name()).isEqualTo("sources-5-feb-all-x.md");
            assertThat(file.text()).startsWith("Sources: 5 Feb / all &lt;x&gt; (3/3)");
        });
    }

    @Test
    void what_was_rendered_before_comes_out_the_same_in_every_place_and_with_the_buttons_of_this_time() {
        var one = new SlackRenderer();
        var sample = SampleDocs.everything();
        var again = List.of(
                sample, sample.withActions(List.of(armed("First"))), sample.withActions(List.of(armed("Second"), armed("Third"))),
                doc(List.of(armed("First")), Block.para("word ".repeat(3_000))), doc(List.of(armed("Second")), Block.para("word ".repeat(3_000))),
                doc(List.of(armed("First")), Block.para("word ".repeat(20_000))), doc(List.of(), Block.para(" ")));
        for (int round = 0; round < 2; round++) {
            for (var place : List.of(SlackRenderer.FULL, SlackRenderer.BASIC)) {
                for (var doc : again) {
                    assertThat(one.render(doc, place)).isEqualTo(new SlackRenderer().render(doc, place));
                }
            }
        }
        assertThat(shown(one.render(again.get(2), SlackRenderer.FULL))).contains("Second", "Third").doesNotContain("First");
    }
}
