package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelegramPayloadTest {
    private static final Keyboard BUTTONS = new Keyboard(List.of(
            List.of(new Keyboard.Press("Full \"brief\"", "t1AAAAAAAAAAAAAAAAAAAAAA"), new Keyboard.Press("Theses", "t1B")),
            List.of(new Keyboard.Open("Manual", URI.create("https://example.org/a?b=1&c=2")))));

    @Test
    void the_text_form_is_one_line_with_fields_in_order() {
        assertThat(new TelegramPayload.Text("<b>a</b>\n\"q\" é 👩‍🚀", BUTTONS).text())
                .isEqualTo("{\"kind\":\"text\",\"html\":\"<b>a</b>\\n\\\"q\\\" é 👩‍🚀\",\"keyboard\":["
                        + "[{\"label\":\"Full \\\"brief\\\"\",\"token\":\"t1AAAAAAAAAAAAAAAAAAAAAA\"},{\"label\":\"Theses\",\"token\":\"t1B\"}],"
                        + "[{\"label\":\"Manual\",\"url\":\"https://example.org/a?b=1&c=2\"}]]}");
        assertThat(new TelegramPayload.Photo("p/1.png", "", Keyboard.NONE).text())
                .isEqualTo("{\"kind\":\"photo\",\"picture\":\"p/1.png\",\"caption\":\"\",\"keyboard\":[]}");
        assertThat(new TelegramPayload.File("a.md", "text/markdown", "# A\n", "c", Keyboard.NONE).text())
                .isEqualTo("{\"kind\":\"file\",\"name\":\"a.md\",\"mediaType\":\"text/markdown\",\"content\":\"# A\\n\",\"caption\":\"c\","
                        + "\"keyboard\":[]}");
    }

    @Test
    void every_kind_reads_back_equal() {
        assertThat(List.of(
                        new TelegramPayload.Text("a &amp; b", BUTTONS),
                        new TelegramPayload.Photo("pictures/map.png", "The <b>map</b>", BUTTONS),
                        new TelegramPayload.File("2026-02-06.md", "text/markdown", "x".repeat(300_000), "", BUTTONS)))
                .allSatisfy(payload -> assertThat(TelegramPayload.parse(payload.text())).isEqualTo(payload));
    }

    @Test
    void what_is_no_payload_is_refused_by_name() {
        assertThatIllegalArgumentException().isThrownBy(() -> TelegramPayload.parse("")).withMessageContaining("keyboard");
        assertThatIllegalArgumentException().isThrownBy(() -> TelegramPayload.parse("{\"kind\"")).withMessageContaining("not JSON");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelegramPayload.parse("{\"kind\":\"text\",\"keyboard\":[]}"))
                .withMessageContaining("html");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelegramPayload.parse("{\"kind\":\"sticker\",\"keyboard\":[]}"))
                .withMessageContaining("sticker");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelegramPayload.parse("{\"kind\":\"text\",\"html\":\"a\",\"keyboard\":[[{\"label\":\"x\"}]]}"))
                .withMessageContaining("url");
    }

    @Test
    void a_payload_that_the_service_would_refuse_is_not_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TelegramPayload.Text(" \n", Keyboard.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Keyboard.Press("a", "é".repeat(33))).withMessageContaining("66 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> new Keyboard.Press("a", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Keyboard.Open("a", URI.create("http://example.org")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Keyboard(List.of(List.of())));
    }
}
