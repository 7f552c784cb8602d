package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks at each limit and one beyond it, with the words and the pointer of the refusal. */
final class BlocksTest extends FakeSlackFixture {
    @BeforeEach
    void withoutRates() {
        freely();
    }

    private JsonNode post(String blocks) {
        return PlainClient.tree(bot.post("chat.postMessage", "channel", general, "text", "x", "blocks", blocks));
    }

    private static String many(int count, String one) {
        var all = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            all.append(i == 0 ? "" : ",").append(one.replace("#", Integer.toString(i)));
        }
        return all.append(']').toString();
    }

    private static String x(int count) {
        return "x".repeat(count);
    }

    private static String plain(String text) {
        return "{\"type\":\"plain_text\",\"text\":\"" + text + "\"}";
    }

    private static String mrkdwn(String text) {
        return "{\"type\":\"mrkdwn\",\"text\":\"" + text + "\"}";
    }

    private static String section(String more) {
        return "[{\"type\":\"section\"," + more + "}]";
    }

    private static String button(String more) {
        return "[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"text\":" + plain("Go") + (more.isEmpty() ? "" : "," + more) + "}]}]";
    }

    private static String menu(String more) {
        return "[{\"type\":\"actions\",\"elements\":[{\"type\":\"static_select\"," + more + "}]}]";
    }

    private static String options(int count) {
        return "\"options\":" + many(count, "{\"text\":" + plain("o#") + ",\"value\":\"v#\"}");
    }

    private static String rich(String inline) {
        return "[{\"type\":\"rich_text\",\"elements\":[{\"type\":\"rich_text_section\",\"elements\":[" + inline + "]}]}]";
    }

    private static String row(int cells, int characters) {
        return many(cells, "{\"type\":\"raw_text\",\"text\":\"" + x(characters) + "\"}");
    }

    private static String table(String type, String rows, String more) {
        return "[{\"type\":\"" + type + "\",\"rows\":" + rows + more + "}]";
    }

    private static String dataTable(String rows) {
        return table("data_table", rows, ",\"caption\":\"c\"");
    }

    private static String chart(String chart) {
        return "[{\"type\":\"data_visualization\",\"title\":\"t\",\"chart\":" + chart + "}]";
    }

    private static String line(int series, int points, String point) {
        return chart("{\"type\":\"line\",\"series\":" + many(series, "{\"name\":\"s#\",\"data\":" + many(points, point).replace("@", "#") + "}")
                + ",\"axis_config\":{\"categories\":" + many(points, "\"p#\"") + "}}");
    }

    private static final String POINT = "{\"label\":\"p#\",\"value\":-1.5}";

    static Stream<String> taken() {
        return Stream.of(
                many(50, "{\"type\":\"divider\"}"), section("\"text\":" + mrkdwn(x(3000))), section("\"text\":" + plain("x") + ",\"block_id\":\"" + x(255) + "\""),
                section("\"fields\":" + many(10, mrkdwn(x(900)))), section("\"fields\":[" + mrkdwn(x(2000)) + "]"),
                "[{\"type\":\"header\",\"text\":" + plain(x(150)) + ",\"level\":2}]", "[{\"type\":\"context\",\"elements\":" + many(10, mrkdwn("x")) + "}]",
                "[{\"type\":\"actions\",\"elements\":" + many(25, "{\"type\":\"button\",\"action_id\":\"b#\",\"text\":" + plain("x") + "}") + "}]",
                button("\"value\":\"" + x(2000) + "\",\"action_id\":\"" + x(255) + "\",\"style\":\"danger\""),
                button("\"url\":\"https://example.com/" + x(2980) + "\""), menu(options(100) + ",\"placeholder\":" + plain(x(150))),
                section("\"text\":" + plain("x") + ",\"accessory\":{\"type\":\"overflow\"," + options(5) + "}"),
                "[{\"type\":\"image\",\"image_url\":\"https://example.com/a.png\",\"alt_text\":\"" + x(2000) + "\",\"title\":" + plain(x(2000)) + "}]",
                rich("{\"type\":\"text\",\"text\":\"a\",\"style\":{\"bold\":true}},{\"type\":\"link\",\"url\":\"https://a.example\"},{\"type\":\"user\","
                        + "\"user_id\":\"U1\"},{\"type\":\"emoji\",\"name\":\"eyes\"},{\"type\":\"date\",\"timestamp\":1,\"format\":\"{time}\"}"),
                "[{\"type\":\"rich_text\",\"elements\":[{\"type\":\"rich_text_list\",\"style\":\"bullet\",\"indent\":1,\"elements\":[{\"type\":"
                        + "\"rich_text_section\",\"elements\":[{\"type\":\"text\",\"text\":\"a\"}]}]},{\"type\":\"rich_text_preformatted\",\"elements\":[]},"
                        + "{\"type\":\"rich_text_quote\",\"elements\":[]}]}]",
                table("table", many(100, row(20, 5)), ""), dataTable(many(101, row(9, 11))), dataTable("[" + row(20, 1) + "," + row(20, 1) + "]"),
                table("data_table", "[" + row(2, 1) + ",[{\"type\":\"raw_text\",\"text\":\"a\"},{\"type\":\"raw_number\",\"value\":1.5,\"text\":\"+1.5\"}]]",
                        ",\"caption\":\"c\",\"page_size\":100,\"row_header_column_index\":1"),
                line(6, 20, POINT), chart("{\"type\":\"pie\",\"segments\":" + many(6, "{\"label\":\"s#\",\"value\":1}") + "}"),
                "[{\"type\":\"markdown\",\"text\":\"" + x(12_000) + "\"}]");
    }

    @ParameterizedTest
    @MethodSource("taken")
    void whatIsWithinTheLimitsIsTaken(String blocks) {
        var answer = post(blocks);

        assertThat(answer.get("ok").asBoolean()).as(answer.toString()).isTrue();
        assertThat(lints()).isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(many(51, "{\"type\":\"divider\"}"), "no more than 50 items allowed [json-pointer:/blocks]"),
                Arguments.of("[1]", "must provide an object [json-pointer:/blocks/0]"),
                Arguments.of("[{}]", "missing required field: type [json-pointer:/blocks/0]"),
                Arguments.of("[{\"type\":\"poem\"}]", "unsupported type: poem [json-pointer:/blocks/0/type]"),
                Arguments.of("[{\"type\":\"alert\"}]", "unsupported type: alert [json-pointer:/blocks/0/type]"),
                Arguments.of("[{\"type\":\"divider\",\"colour\":1}]", "invalid additional property: colour [json-pointer:/blocks/0]"),
                Arguments.of(section("\"text\":" + mrkdwn(x(3001))), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
                Arguments.of(section("\"text\":" + mrkdwn(x(3001))), "failed to match all allowed schemas [json-pointer:/blocks/0/text]"),
                Arguments.of(section("\"text\":" + mrkdwn("")), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
                Arguments.of(section("\"text\":\"bare\""), "must provide an object [json-pointer:/blocks/0/text]"),
                Arguments.of(section("\"text\":{\"type\":\"html\",\"text\":\"x\"}"), "unsupported type: html [json-pointer:/blocks/0/text/type]"),
                Arguments.of(section("\"text\":{\"type\":\"mrkdwn\",\"text\":7}"), "must provide a string [json-pointer:/blocks/0/text/text]"),
                Arguments.of(section("\"text\":{\"type\":\"mrkdwn\",\"text\":\"x\",\"verbatim\":1}"), "must provide a boolean [json-pointer:/blocks/0/text/verbatim]"),
                Arguments.of(section("\"block_id\":\"a\""), "missing required field: text [json-pointer:/blocks/0]"),
                Arguments.of(section("\"text\":" + plain("x") + ",\"block_id\":\"" + x(256) + "\""), "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
                Arguments.of(section("\"fields\":" + many(11, plain("x"))), "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
                Arguments.of(section("\"fields\":[]"), "no fewer than 1 items allowed [json-pointer:/blocks/0/fields]"),
                Arguments.of(section("\"fields\":[" + plain(x(2001)) + "]"), "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]"),
                Arguments.of(section("\"text\":" + plain("x") + ",\"accessory\":{\"type\":\"plain_text_input\"}"),
                        "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]"),
                Arguments.of("[{\"type\":\"header\",\"text\":" + plain(x(151)) + "}]", "must be less than 151 characters [json-pointer:/blocks/0/text/text]"),
                Arguments.of("[{\"type\":\"header\",\"text\":" + mrkdwn("x") + "}]", "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
                Arguments.of("[{\"type\":\"header\",\"text\":" + plain("x") + ",\"level\":5}]", "must be less than 5 [json-pointer:/blocks/0/level]"),
                Arguments.of("[{\"type\":\"context\",\"elements\":" + many(11, plain("x")) + "}]", "no more than 10 items allowed [json-pointer:/blocks/0/elements]"),
                Arguments.of("[{\"type\":\"actions\",\"elements\":" + many(26, "{\"type\":\"button\",\"text\":" + plain("x") + "}") + "}]",
                        "no more than 25 items allowed [json-pointer:/blocks/0/elements]"),
                Arguments.of("[{\"type\":\"actions\",\"elements\":7}]", "must provide an array [json-pointer:/blocks/0/elements]"),
                Arguments.of("[{\"type\":\"actions\",\"elements\":[{\"type\":\"image\"}]}]", "unsupported type: image [json-pointer:/blocks/0/elements/0/type]"),
                Arguments.of("[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"text\":" + plain(x(76)) + "}]}]",
                        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
                Arguments.of(button("\"value\":\"" + x(2001) + "\""), "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"),
                Arguments.of(button("\"action_id\":\"" + x(256) + "\""), "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]"),
                Arguments.of(button("\"url\":\"https://example.com/" + x(2981) + "\""), "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]"),
                Arguments.of(button("\"url\":\"javascript:alert(1)\""), "must be a valid URL [json-pointer:/blocks/0/elements/0/url]"),
                Arguments.of(button("\"style\":\"blue\""), "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]"),
                Arguments.of(button("\"style\":null"), "must provide a string [json-pointer:/blocks/0/elements/0/style]"),
                Arguments.of(button("\"confirm\":{\"title\":" + plain("x") + "}"), "missing required field: text [json-pointer:/blocks/0/elements/0/confirm]"),
                Arguments.of("[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"text\":" + plain("a") + ",\"action_id\":\"a\"}]},{\"type\":\"section\",\"text\":"
                        + plain("x") + ",\"accessory\":{\"type\":\"button\",\"text\":" + plain("b") + ",\"action_id\":\"a\"}}]",
                        "`action_id` \"a\" already exists [json-pointer:/blocks/1/accessory/action_id]"),
                Arguments.of("[{\"type\":\"divider\",\"block_id\":\"a\"},{\"type\":\"divider\",\"block_id\":\"a\"}]",
                        "`block_id` \"a\" already exists [json-pointer:/blocks/1/block_id]"),
                Arguments.of(menu(options(101)), "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]"),
                Arguments.of(menu("\"options\":[]"), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements/0/options]"),
                Arguments.of(menu(options(1) + ",\"placeholder\":" + plain(x(151))), "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]"),
                Arguments.of(menu("\"options\":[{\"text\":" + plain(x(76)) + ",\"value\":\"v\"}]"),
                        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]"),
                Arguments.of(menu("\"options\":[{\"text\":" + plain("x") + ",\"value\":\"" + x(151) + "\"}]"),
                        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]"),
                Arguments.of(menu(options(1) + ",\"initial_option\":{\"text\":" + plain("q") + ",\"value\":\"q\"}"),
                        "must be one of the options [json-pointer:/blocks/0/elements/0/initial_option]"),
                Arguments.of("[{\"type\":\"actions\",\"elements\":[{\"type\":\"overflow\"," + options(6) + "}]}]",
                        "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]"),
                Arguments.of("[{\"type\":\"actions\",\"elements\":[{\"type\":\"timepicker\",\"initial_time\":\"7:00\"}]}]",
                        "must be a valid format [json-pointer:/blocks/0/elements/0/initial_time]"),
                Arguments.of("[{\"type\":\"image\",\"image_url\":\"https://example.com/a.png\"}]", "missing required field: alt_text [json-pointer:/blocks/0]"),
                Arguments.of("[{\"type\":\"image\",\"alt_text\":\"x\"}]", "missing required field: image_url [json-pointer:/blocks/0]"),
                Arguments.of("[{\"type\":\"image\",\"image_url\":\"https://example.com/a.png\",\"alt_text\":\"" + x(2001) + "\"}]",
                        "must be less than 2001 characters [json-pointer:/blocks/0/alt_text]"),
                Arguments.of("[{\"type\":\"image\",\"alt_text\":\"x\",\"slack_file\":{\"id\":\"F0\"}}]", "invalid slack file [json-pointer:/blocks/0/slack_file]"),
                Arguments.of(rich("{\"type\":\"text\",\"text\":\"\"}"), "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]"),
                Arguments.of(rich("{\"type\":\"poem\"}"), "unsupported type: poem [json-pointer:/blocks/0/elements/0/elements/0/type]"),
                Arguments.of(rich("{\"type\":\"text\",\"text\":\"x\",\"style\":{\"big\":true}}"),
                        "invalid additional property: big [json-pointer:/blocks/0/elements/0/elements/0/style]"),
                Arguments.of(rich("{\"type\":\"broadcast\",\"range\":\"all\"}"), "must be a valid enum value [json-pointer:/blocks/0/elements/0/elements/0/range]"),
                Arguments.of("[{\"type\":\"rich_text\",\"elements\":[{\"type\":\"rich_text_list\",\"style\":\"bullet\",\"elements\":[{\"type\":\"text\"}]}]}]",
                        "unsupported type: text [json-pointer:/blocks/0/elements/0/elements/0/type]"),
                Arguments.of("[{\"type\":\"rich_text\",\"elements\":[]}]", "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
                Arguments.of("[{\"type\":\"markdown\",\"text\":\"" + x(6001) + "\"},{\"type\":\"markdown\",\"text\":\"" + x(6000) + "\"}]",
                        "must be less than 12001 characters in all markdown blocks [json-pointer:/blocks/1/text]"));
    }

    static Stream<Arguments> refusedTablesAndCharts() {
        return Stream.of(
                Arguments.of(table("table", many(101, row(1, 1)), ""), "no more than 100 items allowed [json-pointer:/blocks/0/rows]"),
                Arguments.of(table("table", "[" + row(21, 1) + "]", ""), "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
                Arguments.of(table("table", "[" + row(1, 10_001) + "]", ""), "must be less than 10001 characters [json-pointer:/blocks/0/rows]"),
                Arguments.of(table("table", "[" + row(1, 1) + "]", ",\"column_settings\":[{\"align\":\"up\"}]"),
                        "must be a valid enum value [json-pointer:/blocks/0/column_settings/0/align]"),
                Arguments.of(table("data_table", many(2, row(1, 1)), ""), "missing required field: caption [json-pointer:/blocks/0]"),
                Arguments.of(dataTable("[" + row(1, 1) + "]"), "no fewer than 2 items allowed [json-pointer:/blocks/0/rows]"),
                Arguments.of(dataTable(many(102, row(1, 1))), "no more than 101 items allowed [json-pointer:/blocks/0/rows]"),
                Arguments.of(dataTable(many(2, row(21, 1))), "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
                Arguments.of(dataTable("[" + row(2, 1) + "," + row(1, 1) + "]"), "must have the same number of cells as the first row [json-pointer:/blocks/0/rows/1]"),
                Arguments.of(dataTable("[" + row(1, 1) + "," + row(1, 0) + "]"), "must be more than 0 characters [json-pointer:/blocks/0/rows/1/0/text]"),
                Arguments.of(dataTable("[" + row(1, 1) + "," + row(1, 10_000) + "]"), "must be less than 10001 characters [json-pointer:/blocks/0/rows]"),
                Arguments.of("[" + dataTable(many(2, row(1, 2600))).substring(1).replaceAll("]$", "") + "," + dataTable(many(2, row(1, 2600))).substring(1),
                        "must be less than 10001 characters in all tables [json-pointer:/blocks/1/rows]"),
                Arguments.of(dataTable("[[{\"type\":\"rich_text\",\"elements\":[]}]," + row(1, 1) + "]"), "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]"),
                Arguments.of(dataTable("[" + row(1, 1) + ",[{\"type\":\"raw_number\",\"text\":\"1\"}]]"), "missing required field: value [json-pointer:/blocks/0/rows/1/0]"),
                Arguments.of(dataTable("[" + row(1, 1) + ",[{\"type\":\"raw_number\",\"text\":\"1\",\"value\":\"1\"}]]"),
                        "must provide a number [json-pointer:/blocks/0/rows/1/0/value]"),
                Arguments.of(table("data_table", many(2, row(1, 1)), ",\"caption\":\"c\",\"page_size\":101"), "must be less than 101 [json-pointer:/blocks/0/page_size]"),
                Arguments.of(table("data_table", many(2, row(1, 1)), ",\"caption\":\"c\",\"row_header_column_index\":1"),
                        "must be less than 1 [json-pointer:/blocks/0/row_header_column_index]"),
                Arguments.of(line(7, 2, POINT), "no more than 6 items allowed [json-pointer:/blocks/0/chart/series]"),
                Arguments.of(line(1, 21, POINT), "no more than 20 items allowed [json-pointer:/blocks/0/chart/series/0/data]"),
                Arguments.of(line(1, 2, "{\"label\":\"q#\",\"value\":1}"), "must have one data point for every category [json-pointer:/blocks/0/chart/series/0/data]"),
                Arguments.of(line(1, 1, "{\"label\":\"p#\",\"value\":\"1\"}"), "must provide a number [json-pointer:/blocks/0/chart/series/0/data/0/value]"),
                Arguments.of(line(2, 1, POINT).replace("\"s1\"", "\"s0\""), "series names must be unique [json-pointer:/blocks/0/chart/series/1/name]"),
                Arguments.of(line(1, 1, POINT).replace("\"t\"", "\"" + x(51) + "\""), "must be less than 51 characters [json-pointer:/blocks/0/title]"),
                Arguments.of(line(1, 1, POINT).replace("s0", x(21)), "must be less than 21 characters [json-pointer:/blocks/0/chart/series/0/name]"),
                Arguments.of(chart("{\"type\":\"pie\",\"segments\":[{\"label\":\"a\",\"value\":0}]}"), "must be greater than 0 [json-pointer:/blocks/0/chart/segments/0/value]"),
                Arguments.of(chart("{\"type\":\"map\"}"), "unsupported type: map [json-pointer:/blocks/0/chart/type]"),
                Arguments.of(many(3, line(1, 1, POINT).replaceAll("^\\[|]$", "")), "too many data_visualization blocks [json-pointer:/blocks/2]"));
    }

    @ParameterizedTest
    @MethodSource({"refused", "refusedTablesAndCharts"})
    void whatIsBeyondALimitIsRefused_WithItsPlace(String blocks, String reason) {
        var answer = post(blocks);

        assertThat(answer.path("error").asText()).as(answer.toString()).isEqualTo("invalid_blocks");
        assertThat(reasons(answer)).contains("[ERROR] " + reason);
        assertThat(answer.get("errors")).extracting(JsonNode::asText).contains(reason);
        assertThat(people.messages(general)).isEmpty();
    }

    @Test
    void aWorkspaceWithoutTheNewerBlocksRefusesThem() {
        fake.newBlocks(fake.team(), false, false);

        assertThat(reasons(post(dataTable(many(2, row(1, 1)))))).containsExactly("[ERROR] unsupported type: data_table [json-pointer:/blocks/0/type]");
        assertThat(reasons(post(line(1, 1, POINT)))).containsExactly("[ERROR] unsupported type: data_visualization [json-pointer:/blocks/0/type]");
    }

    @Test
    void aWorkspaceWithTheNewerFiguresTakesMore() {
        fake.newerFigures(fake.team(), true);

        assertThat(post(dataTable(many(201, row(9, 11)))).get("ok").asBoolean()).isTrue();
        assertThat(post(line(12, 2, POINT)).get("ok").asBoolean()).isTrue();
        assertThat(post(dataTable(many(202, row(1, 1)))).get("ok").asBoolean()).isFalse();
    }

    @Test
    void theHiddenTotalOfTextAndOfJson() {
        var ends = "{\"type\":\"section\",\"text\":" + mrkdwn(x(600)) + "}";
        var nearly = many(3, "{\"type\":\"section\",\"text\":" + mrkdwn(x(3000)) + "}").replaceAll("]$", "," + ends + "]");

        assertThat(post(nearly).get("ok").asBoolean()).isTrue();
        assertThat(post(nearly.replace(x(3000) + "\"}},{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"" + x(600) + "\"",
                        x(3000) + "\"}},{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"" + x(601) + "\"")).path("error").asText())
                .isEqualTo("msg_blocks_too_long");
        var long1 = "[{\"type\":\"actions\",\"elements\":" + many(8, "{\"type\":\"button\",\"action_id\":\"a#\",\"text\":" + plain("x") + ",\"value\":\"" + x(1950) + "\"}") + "}]";
        assertThat(long1).hasSizeGreaterThan(Blocks.TOTAL_JSON);
        assertThat(post(long1).path("error").asText()).isEqualTo("msg_blocks_too_long");
    }

    @Test
    void aRawAngleInMrkdwnIsALint_AndATagIsNot() {
        post(section("\"text\":" + mrkdwn("<@U1> <#C1|x> <!here> <!date^1^{date}|d> <https://a.example|a> <mailto:a@b.example>")));
        assertThat(lints()).isEmpty();
        post(section("\"text\":" + mrkdwn("a <b> c")));
        post(section("\"text\":" + plain("a <b> c")));

        assertThat(lints()).containsExactly("RAW_ANGLE");
    }

    @Test
    void blocksComeBackWithWhatTheyLeftOpen() {
        var message = post("[{\"type\":\"section\",\"text\":" + plain("x") + "},{\"type\":\"section\",\"text\":" + mrkdwn("a & b") + "},"
                + button("").substring(1)).get("message");
        var blocks = message.get("blocks");

        assertThat(blocks.get(0).path("text").path("emoji").asBoolean()).isTrue();
        assertThat(blocks.get(1).path("text").path("verbatim").asBoolean(true)).isFalse();
        assertThat(blocks.get(1).path("text").path("text").asText()).isEqualTo("a &amp; b");
        assertThat(blocks.get(2).path("elements").path(0).path("action_id").asText()).hasSize(5);
    }

    @Test
    void aFileOfTheServiceMustBeACompletedPictureThatIsReady() {
        fake.fileDelay(Duration.ofSeconds(3));
        byte[] png = FilesTest.png(40, 30);
        var announced = bot.ok("files.getUploadURLExternal", "filename", "a.png", "length", png.length);
        var block = "[{\"type\":\"image\",\"alt_text\":\"x\",\"slack_file\":{\"id\":\"" + announced.get("file_id").asText() + "\"}}]";
        bot.upload(announced.get("upload_url").asText(), png);
        var reason = "[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]";
        assertThat(reasons(post(block))).containsExactly(reason);
        bot.ok("files.completeUploadExternal", "files", "[{\"id\":\"" + announced.get("file_id").asText() + "\"}]");
        assertThat(reasons(post(block))).containsExactly(reason);
        fake.time().advance(Duration.ofSeconds(3));

        assertThat(post(block).get("ok").asBoolean()).isTrue();
        var other = people.botToken(people.team("Other", true));
        assertThat(PlainClient.error(bot.postAs(other, "files.info", "file", announced.get("file_id").asText()))).isEqualTo("file_not_found");
    }
}
