package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlackPayloadTest {
    private static final String DIVIDER = "[{\"type\":\"divider\"}]";

    @Test
    void the_text_form_is_one_line_with_fields_in_order() {
        assertThat(new SlackPayload.Message("a \"q\" é", DIVIDER, Optional.of("[]"), List.of("p/1.png")).json())
                .isEqualTo("{\"kind\":\"message\",\"text\":\"a \\\"q\\\" é\",\"blocks\":\"[{\\\"type\\\":\\\"divider\\\"}]\",\"basic\":\"[]\",\"pictures\":[\"p/1.png\"]}");
        assertThat(new SlackPayload.Message("a", DIVIDER, Optional.empty(), List.of()).json()).endsWith("\\\"divider\\\"}]\",\"pictures\":[]}");
        assertThat(new SlackPayload.File("a.md", "text/markdown", "# A\n", "c").json())
                .isEqualTo("{\"kind\":\"file\",\"name\":\"a.md\",\"mediaType\":\"text/markdown\",\"content\":\"# A\\n\",\"text\":\"c\"}");
    }

    @Test
    void every_kind_reads_back_equal() {
        assertThat(List.of(
                        new SlackPayload.Message("a &amp; b", "[ {\"value\": 1.50} ]", Optional.of(DIVIDER), List.of("a", "b")),
                        new SlackPayload.Message("👩‍🚀", DIVIDER, Optional.empty(), List.of()),
                        new SlackPayload.File("2026-02-06.md", "text/markdown", "x".repeat(300_000), "")))
                .allSatisfy(payload -> assertThat(SlackPayload.parse(payload.json())).isEqualTo(payload));
    }

    @Test
    void what_is_no_payload_is_refused_by_name() {
        assertThatIllegalArgumentException().isThrownBy(() -> SlackPayload.parse("")).withMessageContaining("kind");
        assertThatIllegalArgumentException().isThrownBy(() -> SlackPayload.parse("{\"kind\"")).withMessageContaining("not JSON");
        assertThatIllegalArgumentException().isThrownBy(() -> SlackPayload.parse("{\"kind\":\"message\",\"text\":\"a\"}")).withMessageContaining("blocks");
        assertThatIllegalArgumentException().isThrownBy(() -> SlackPayload.parse("{\"kind\":\"sticker\"}")).withMessageContaining("sticker");
    }

    @Test
    void a_postscript_is_one_small_block_at_the_end_of_both_forms() {
        var message = new SlackPayload.Message("a", DIVIDER, Optional.of("[]"), List.of("p"));
        var late = message.with(List.of("Late: \"due\" 07:00", "a <b> & c"));
        var small = "{\"type\":\"context\",\"elements\":[{\"type\":\"plain_text\",\"text\":\"Late: \\\"due\\\" 07:00\\na <b> & c\",\"emoji\":false}]}";
        assertThat(late).isEqualTo(new SlackPayload.Message("a", "[{\"type\":\"divider\"}," + small + "]", Optional.of("[" + small + "]"), List.of("p")));
        assertThat(message.with(List.of())).isSameAs(message);
    }

    @Test
    void a_file_says_its_postscript_below_its_words() {
        var file = new SlackPayload.File("a.md", "text/markdown", "# A", "The whole.");
        assertThat(file.with(List.of("Late", "<x>")).text()).isEqualTo("The whole.\nLate\n&lt;x&gt;");
        assertThat(new SlackPayload.File("a.md", "text/markdown", "# A", "").with(List.of("Late")).text()).isEqualTo("Late");
    }
}
