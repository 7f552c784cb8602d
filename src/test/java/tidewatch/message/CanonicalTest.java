package tidewatch.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tidewatch.testing.DocGenerator;
import tidewatch.testing.Golden;
import tidewatch.testing.SampleDocs;
import tidewatch.testing.Seeds;

/** The JSON of a message, read back by Jackson, which shares no code with it. */
class CanonicalTest {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static JsonNode read(Doc doc) {
        try {
            return MAPPER.readTree(Canonical.json(doc));
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + e.getMessage(), e);
        }
    }

    @Test
    void every_kind_has_its_form() {
        Golden.check("message/everything.json", Canonical.json(SampleDocs.everything()) + "\n");
    }

    @Test
    void any_message_reads_back_with_every_word_and_figure() {
        Seeds.each(400, seed -> {
            var doc = new DocGenerator(seed).doc(6);
            var json = read(doc);
            assertThat(json.get("v").asInt()).isEqualTo(1);
            assertThat(json.get("title").asText()).isEqualTo(doc.title());
            assertThat(json.get("summary").asText()).isEqualTo(doc.summary());
            assertThat(json.get("meta").get("asOf").asText()).isEqualTo(doc.meta().asOf().toString());
            assertThat(json.get("blocks")).hasSize(doc.blocks().size());
            assertThat(json.get("actions")).hasSize(doc.actions().size());
            for (int i = 0; i < doc.blocks().size(); i++) {
                block(json.get("blocks").get(i), doc.blocks().get(i));
            }
        });
    }

    @Test
    void the_hash_names_the_content_and_not_the_arming() {
        var doc = SampleDocs.brief();
        var armed = doc.withActions(doc.actions().stream()
                .map(Action.Run.class::cast)
                .<Action>map(run -> new Action.Run(run.label(), run.commandLine(), run.effect(), Optional.of("t1abc")))
                .toList());
        assertThat(Canonical.hash(armed)).isEqualTo(Canonical.hash(doc)).matches("[0-9a-f]{64}");
        assertThat(Canonical.hash(doc.withActions(List.of()))).isNotEqualTo(Canonical.hash(doc));
    }

    @Test
    void a_figure_keeps_its_precision_and_loses_its_idle_zeros() {
        assertThat(value("1.2300")).isEqualTo("1.23");
        assertThat(value("100")).isEqualTo("100");
        assertThat(value("-0.000")).isEqualTo("0");
        assertThat(value("1E+400")).isEqualTo("1E+400");
        assertThat(value("0.1234567890123456789")).isEqualTo("0.1234567890123456789");
    }

    private static String value(String decimal) {
        var num = new Inline.Num(new BigDecimal(decimal), Inline.Num.Unit.RATIO, 2, false, Optional.empty());
        var doc = new Doc("", "x", List.of(Block.para(num)), List.of(), SampleDocs.brief().meta());
        var json = Canonical.json(doc);
        int start = json.indexOf("\"value\":") + 8;
        return json.substring(start, json.indexOf(',', start));
    }

    private static void block(JsonNode json, Block block) {
        switch (block) {
            case Block.Heading it -> {
                assertThat(json.get("level").asInt()).isEqualTo(it.level());
                inlines(json, "heading", it.text());
            }
            case Block.Para it -> inlines(json, "para", it.text());
            case Block.Footer it -> inlines(json, "footer", it.text());
            case Block.Bullets it -> {
                assertThat(json.get("type").asText()).isEqualTo("bullets");
                assertThat(json.get("first").asInt()).isEqualTo(it.first());
                for (int i = 0; i < it.items().size(); i++) {
                    blocks(json.get("items").get(i), it.items().get(i));
                }
            }
            case Block.Table it -> {
                assertThat(names(json.get("columns"), "title")).isEqualTo(it.columns().stream().map(Block.Column::title).toList());
                assertThat(json.get("rows")).hasSize(it.rows().size());
                for (int r = 0; r < it.rows().size(); r++) {
                    for (int c = 0; c < it.columns().size(); c++) {
                        var cell = it.rows().get(r).get(c);
                        words(json.get("rows").get(r).get(c).get("text"), cell.text());
                        var sort = Optional.ofNullable(json.get("rows").get(r).get(c).get("sort")).map(JsonNode::asDouble);
                        assertThat(sort).isEqualTo(cell.sortValue());
                    }
                }
                assertThat(Optional.ofNullable(json.get("caption")).map(JsonNode::asText)).isEqualTo(it.caption());
            }
            case Block.KeyValues it -> {
                for (int i = 0; i < it.pairs().size(); i++) {
                    words(json.get("pairs").get(i).get("key"), it.pairs().get(i).key());
                    words(json.get("pairs").get(i).get("value"), it.pairs().get(i).value());
                }
            }
            case Block.Chart it -> {
                assertThat(json.get("alt").asText()).isEqualTo(it.alt());
                assertThat(json.get("categories")).hasSize(it.categories().size());
                for (int s = 0; s < it.series().size(); s++) {
                    var values = json.get("series").get(s).get("values");
                    assertThat(StreamSupport.stream(values.spliterator(), false).map(JsonNode::asDouble).toList())
                            .isEqualTo(it.series().get(s).values());
                }
            }
            case Block.Image it -> assertThat(json.get("alt").asText()).isEqualTo(it.alt());
            case Block.Quote it -> blocks(json.get("blocks"), it.blocks());
            case Block.Details it -> {
                words(json.get("summary"), it.summary());
                blocks(json.get("blocks"), it.blocks());
            }
            case Block.Callout it -> {
                assertThat(json.get("level").asText()).isEqualTo(it.level().name());
                blocks(json.get("blocks"), it.blocks());
            }
            case Block.Code it -> assertThat(json.get("text").asText()).isEqualTo(it.text());
            case Block.Divider _ -> assertThat(json.get("type").asText()).isEqualTo("divider");
        }
    }

    private static void blocks(JsonNode json, List<Block> blocks) {
        assertThat(json).hasSize(blocks.size());
        IntStream.range(0, blocks.size()).forEach(i -> block(json.get(i), blocks.get(i)));
    }

    private static void inlines(JsonNode json, String type, List<Inline> inlines) {
        assertThat(json.get("type").asText()).isEqualTo(type);
        words(json.get("text"), inlines);
    }

    private static void words(JsonNode json, List<Inline> inlines) {
        assertThat(json).hasSize(inlines.size());
        for (int i = 0; i < inlines.size(); i++) {
            var node = json.get(i);
            switch (inlines.get(i)) {
                case Inline.Text it -> assertThat(node.get("text").asText()).isEqualTo(it.text());
                case Inline.Strong it -> words(node.get("text"), it.text());
                case Inline.Em it -> words(node.get("text"), it.text());
                case Inline.Code it -> assertThat(node.get("text").asText()).isEqualTo(it.text());
                case Inline.Link it -> assertThat(node.get("target").asText()).isEqualTo(it.target().toString());
                case Inline.Ticker it -> assertThat(node.get("symbol").asText()).isEqualTo(it.symbol());
                case Inline.When it -> assertThat(node.get("instant").asText()).isEqualTo(it.instant().toString());
                case Inline.NoteRef it -> assertThat(node.get("label").asText()).isEqualTo(it.label());
                case Inline.PersonRef it -> assertThat(node.get("label").asText()).isEqualTo(it.label());
                case Inline.LineBreak _ -> assertThat(node.get("type").asText()).isEqualTo("break");
                case Inline.Num it -> {
                    assertThat(node.get("value").decimalValue()).isEqualByComparingTo(it.value());
                    assertThat(node.get("shown").asText()).isEqualTo(Numbers.write(it));
                    assertThat(Optional.ofNullable(node.get("why")).map(JsonNode::asText)).isEqualTo(it.why());
                }
            }
        }
    }

    private static List<String> names(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false).map(node -> node.get(field).asText()).toList();
    }
}
