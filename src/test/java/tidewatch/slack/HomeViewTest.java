package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidewatch.message.Action;
import tidewatch.message.Block;
import tidewatch.message.Doc;
import tidewatch.message.RenderPlan;
import tidewatch.testing.SampleDocs;

class HomeViewTest {
    private static List<SlackPayload> payloads(Doc doc) {
        return new SlackRenderer().render(doc, SlackRenderer.FULL).parts().stream().map(RenderPlan.Part::payload).map(SlackPayload::parse).toList();
    }

    private static Action.Run armed(String label) {
        return new Action.Run(label, "/x", Action.Effect.READ, Optional.of("t1" + "A".repeat(22)));
    }

    @Test
    void an_answer_is_a_view_without_newer_blocks() {
        var payload = (SlackPayload.Message) payloads(SampleDocs.brief()).getFirst();
        var view = SlackReading.tree(HomeView.of(List.of(payload)));
        assertThat(view.properties()).extracting(field -> field.getKey()).containsExactly("type", "callback_id", "blocks");
        assertThat(view.path("type").asText()).isEqualTo("home");
        assertThat(view.path("blocks")).isEqualTo(SlackReading.tree(payload.basic().orElseThrow()));
        var read = SlackReading.of(view.path("blocks").toString());
        assertThat(read.types).doesNotContain("data_table");
        assertThat(read.lines).contains("Movers");
    }

    @Test
    void parts_are_one_view_in_which_each_button_has_an_id_of_its_own() {
        var one = payloads(new Doc("One", "s", List.of(), List.of(armed("a"), new Action.Pick("p", List.of(armed("o")))), SampleDocs.brief().meta()));
        var two = payloads(new Doc("Two", "s", List.of(), List.of(armed("b")), SampleDocs.brief().meta()));
        var view = HomeView.of(List.of(one.getFirst(), two.getFirst()));
        assertThat(SlackReading.of(SlackReading.tree(view).path("blocks").toString()).ids).containsExactlyInAnyOrder("b1", "s2", "b3");
    }

    @Test
    void a_hundred_blocks_are_shown_and_more_are_named() {
        var paras = new Block[40];
        Arrays.fill(paras, Block.para("x"));
        var part = payloads(new Doc("", "s", List.of(paras), List.of(), SampleDocs.brief().meta())).getFirst();
        var twenty = payloads(new Doc("", "s", List.of(Arrays.copyOf(paras, 20)), List.of(), SampleDocs.brief().meta())).getFirst();
        assertThat(SlackReading.tree(HomeView.of(List.of(part, part, twenty))).path("blocks")).hasSize(100).noneMatch(block -> block.has("text"));
        var over = SlackReading.tree(HomeView.of(Collections.nCopies(3, part))).path("blocks");
        assertThat(over).hasSize(100);
        assertThat(over.get(99).at("/text/text").asText()).startsWith("There is more than this page holds");
    }

    @Test
    void a_file_is_its_words() {
        var file = new SlackPayload.File("a.md", "text/markdown", "# A", "The &lt;whole&gt;.");
        assertThat(SlackReading.tree(HomeView.of(List.of(file))).at("/blocks/0").toString())
                .isEqualTo("{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"The &lt;whole&gt;.\",\"verbatim\":true}}");
    }
}
