package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.app.Chat;
import tidewatch.brief.Topic;
import tidewatch.chat.ChatId;

class SubscribeViewTest {
    private static final SubscribeView VIEW =
            new SubscribeView(Arrays.stream(Topic.values()).map(topic -> new SubscribeView.Section(topic.word(), topic.words())).toList());
    private static final SubscribeView.Origin ORIGIN = new SubscribeView.Origin(
            new ChatId("slack", "T1:C2"), Optional.of("1770638400.000100"), Optional.of("url:https://hooks.slack.com/commands/T1/1/x"));

    /** What a person has set, as Slack tells it in {@code view.state.values}. */
    private static final class Filled {
        private final ObjectNode view = RichText.NODES.objectNode();
        private final ObjectNode values = view.putObject("state").putObject("values");

        Filled() {
            var opened = SlackReading.tree(VIEW.open(ORIGIN, Optional.empty()));
            view.set("private_metadata", opened.path("private_metadata"));
            view.set("callback_id", opened.path("callback_id"));
            // As the window opens.
            time("07:00").close("").boxes("days", "mon", "tue", "wed", "thu", "fri").zone("");
            boxes("sections", Arrays.stream(Topic.values()).map(Topic::word).toArray(String[]::new)).boxes("extras");
        }

        private ObjectNode element(String id, String type) {
            return values.putObject(id).putObject(id).put("type", type);
        }

        /** Nothing is null there. */
        private static void text(ObjectNode element, String field, String words) {
            if (words.isEmpty()) {
                element.putNull(field);
            } else {
                element.put(field, words);
            }
        }

        Filled time(String time) {
            text(element("time", "timepicker"), "selected_time", time);
            return this;
        }

        Filled close(String minutes) {
            var element = element("close", "static_select");
            if (minutes.isEmpty()) {
                element.putNull("selected_option");
            } else {
                element.putObject("selected_option").put("value", minutes);
            }
            return this;
        }

        Filled boxes(String id, String... chosen) {
            var options = element(id, "checkboxes").putArray("selected_options");
            Arrays.stream(chosen).forEach(value -> options.addObject().put("value", value));
            return this;
        }

        Filled zone(String zone) {
            text(element("zone", "plain_text_input"), "value", zone);
            return this;
        }

        String line() {
            var sent = VIEW.read(view);
            assertThat(sent).isInstanceOf(SubscribeView.Sent.Line.class);
            return ((SubscribeView.Sent.Line) sent).commandLine();
        }

        JsonNode wrong() {
            var sent = VIEW.read(view);
            assertThat(sent).isInstanceOf(SubscribeView.Sent.Wrong.class);
            return new ObjectMapper().valueToTree(((SubscribeView.Sent.Wrong) sent).byBlock());
        }
    }

    @Test
    void the_window_is_a_view_within_the_limits_of_views() {
        var view = SlackReading.tree(VIEW.open(ORIGIN, Optional.of(ZoneId.of("America/New_York"))));
        assertThat(view.properties()).extracting(field -> field.getKey())
                .containsExactly("type", "callback_id", "private_metadata", "title", "submit", "close", "blocks");
        assertThat(view.path("type").asText()).isEqualTo("modal");
        assertThat(List.of("title", "submit", "close")).allSatisfy(field -> assertThat(view.at("/" + field + "/text").asText()).hasSizeBetween(1, 24));
        assertThat(view.path("private_metadata").asText()).hasSizeLessThanOrEqualTo(3_000);
        var ids = new HashSet<String>();
        assertThat(view.path("blocks")).hasSize(6).allSatisfy(block -> {
            assertThat(block.path("type").asText()).isEqualTo("input");
            assertThat(ids.add(block.path("block_id").asText())).isTrue();
            assertThat(block.at("/label/text").asText()).hasSizeBetween(1, 2_000);
            assertThat(block.at("/element/options").size()).isLessThanOrEqualTo(10);
            block.at("/element/options").forEach(option -> assertThat(option.at("/text/text").asText()).hasSizeBetween(1, 75));
            block.at("/element/initial_options").forEach(option -> assertThat(block.at("/element/options")).contains(option));
        });
        assertThat(view.at("/blocks/0/element/initial_time").asText()).isEqualTo("07:00");
        assertThat(view.at("/blocks/3/element/initial_value").asText()).isEqualTo("America/New_York");
    }

    @Test
    void what_is_sent_as_it_opened_is_the_usual_brief() {
        var filled = new Filled();
        assertThat(filled.line()).isEqualTo("/subscribe 07:00 weekdays");
        assertThat(((SubscribeView.Sent.Line) VIEW.read(filled.view)).origin()).isEqualTo(ORIGIN);
    }

    @Test
    void each_field_is_said_as_it_would_be_typed() {
        assertThat(new Filled().time("18:30").boxes("days", "sun", "mon").zone("berlin").boxes("sections", "tape", "theses", "check").boxes("extras", "weekly", "wrap").line())
                .isEqualTo("/subscribe 18:30 mon sun Europe/Berlin without rotation flows movers scenarios ahead score weekly wrap");
        assertThat(new Filled().time("").close("30").boxes("days", "mon", "tue", "wed", "thu", "fri", "sat", "sun").line())
                .isEqualTo("/subscribe after close 30m daily");
        assertThat(new Filled().boxes("days", "tue", "wed", "thu", "fri", "sat").line()).isEqualTo("/subscribe 07:00 tue wed thu fri sat");
        assertThat(new Filled().close("0").line()).isEqualTo("/subscribe 07:00 after close 0m weekdays");
    }

    @ParameterizedTest
    @CsvSource({"New York,America/New_York", "  europe/BERLIN ,Europe/Berlin", "utc,UTC", "+02:00,+02:00", "Hong  Kong,Asia/Hong_Kong"})
    void a_zone_is_known_by_its_city_too(String typed, String zone) {
        assertThat(new Filled().zone(typed).line()).isEqualTo("/subscribe 07:00 weekdays " + zone);
    }

    @Test
    void nonsense_is_told_at_its_field_and_nothing_is_run() {
        assertThat(new Filled().time("").wrong().properties()).extracting(field -> field.getKey()).containsExactly("time");
        assertThat(new Filled().time("25:00").wrong().path("time").asText()).contains("07:00");
        assertThat(new Filled().boxes("days").wrong().path("days").asText()).contains("/unsubscribe");
        assertThat(new Filled().boxes("sections").wrong().path("sections").asText()).isEqualTo("Keep one section at least.");
        var all = new Filled().time("x").boxes("days", "someday").zone("Atlantis; <!channel>").boxes("sections").wrong();
        assertThat(all.properties()).extracting(field -> field.getKey()).containsExactly("time", "days", "zone", "sections");
        assertThat(all.path("zone").asText()).startsWith("I don't know this zone").doesNotContain("Atlantis");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{\"callback_id\":\"other\"}", "{\"callback_id\":\"subscribe\"}", "{\"callback_id\":\"subscribe\",\"private_metadata\":\"\"}",
        "{\"callback_id\":\"subscribe\",\"private_metadata\":\"{\\\"chat\\\":1}\"}", "{\"callback_id\":\"subscribe\",\"private_metadata\":\"[\"}"
    })
    void a_view_that_is_not_ours_is_refused(String view) {
        assertThatIllegalArgumentException().isThrownBy(() -> VIEW.read(SlackReading.tree(view)));
    }

    @Test
    void a_view_without_its_state_asks_for_what_is_missing() {
        var bare = new Filled();
        bare.view.remove("state");
        assertThat(bare.wrong().properties()).extracting(field -> field.getKey()).containsExactly("time", "days");
    }

    @Test
    void every_line_is_one_that_the_command_understands(@TempDir Path home) {
        var chat = Chat.demo(home);
        for (var line : List.of(
                new Filled().line(),
                new Filled().time("").close("30").line(),
                new Filled().time("06:15").boxes("days", "tue", "thu").zone("Berlin").line(),
                new Filled().boxes("sections", "tape").boxes("extras", "weekly", "wrap").line())) {
            assertThat(chat.text(line)).as(line).contains("You are subscribed").doesNotContain("I don't know", "is no section", "Near:");
            chat.say("/unsubscribe");
        }
    }

    @Test
    void more_sections_or_a_longer_origin_than_slack_takes_are_refused() {
        var many = IntStream.range(0, 11).mapToObj(i -> new SubscribeView.Section("s" + i, "S " + i)).toList();
        assertThatIllegalArgumentException().isThrownBy(() -> new SubscribeView(many)).withMessageContaining("11");
        assertThat(new SubscribeView(many.subList(0, 10)).open(ORIGIN, Optional.empty())).contains("S 9");
        var far = new SubscribeView.Origin(ORIGIN.chat(), Optional.empty(), Optional.of("url:" + "x".repeat(3_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> VIEW.open(far, Optional.empty())).withMessageContaining("3000");
        assertThat(SlackReading.tree(new SubscribeView(List.of()).open(ORIGIN, Optional.empty())).path("blocks")).hasSize(5);
    }
}
