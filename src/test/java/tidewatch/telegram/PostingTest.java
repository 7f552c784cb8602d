package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.message.RenderPlan;
import tidewatch.message.RenderPlan.Degradation.Kind;
import tidewatch.testing.fake.ScriptedServer;

class PostingTest {
    private static final Placement PRIVATE = new Placement.Private("telegram:77", Optional.of("press1"));
    private static final ChatId GROUP = new ChatId("telegram", "-1001234567890123");

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static List<Kind> kinds(Delivered delivered) {
        assertThat(delivered).isInstanceOf(Delivered.Sent.class);
        return ((Delivered.Sent) delivered).degradations().stream().map(RenderPlan.Degradation::kind).toList();
    }

    private static Outgoing in(ChatId chat, Outgoing part) {
        return new Outgoing(
                part.delivery(), part.part(), chat, part.thread(), part.postscript(), part.silent(), 1, Optional.empty(), part.placement());
    }

    // ---- a text ----

    @Test
    void a_text_goes_by_the_documented_path_in_its_documented_case_as_html_without_previews() {
        var keyboard = new Keyboard(List.of(
                List.of(new Keyboard.Press("Refresh", "t1token"), new Keyboard.Press("More", "t1more")),
                List.of(new Keyboard.Open("Page", URI.create("https://example.org/a")))));
        var payload = new TelegramPayload.Text("<b>Up</b>", keyboard).text();

        rig.platform().deliver(Rig.part(payload, "Up", Optional.of("5000000000"), List.of("A < B & \"C\"", "second"), Placement.NEW));

        var request = rig.api.requests().getFirst();
        assertThat(request.target()).isEqualTo("/bot" + ScriptedApi.TOKEN + "/sendMessage");
        assertThat(request.headers()).doesNotContainKey("charset").containsEntry("content-type", "application/json; charset=utf-8");
        assertThat(request.json().toString())
                .isEqualTo("{\"chat_id\":42,\"text\":\"<b>Up</b>\\nA &lt; B &amp; &quot;C&quot;\\nsecond\",\"parse_mode\":\"HTML\","
                        + "\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"Refresh\",\"callback_data\":\"t1token\"},"
                        + "{\"text\":\"More\",\"callback_data\":\"t1more\"}],[{\"text\":\"Page\",\"url\":\"https://example.org/a\"}]]},"
                        + "\"link_preview_options\":{\"is_disabled\":true},\"message_thread_id\":5000000000}");
    }

    @Test
    void a_silent_one_says_so_and_a_channel_is_named_by_its_name() {
        var loud = Rig.part("hello");
        var silent = new Outgoing(
                "M-1", loud.part(), new ChatId("telegram", "@channel"), Optional.empty(), List.of(), true, 1, Optional.empty());

        rig.platform().deliver(silent);

        var json = rig.api.requests().getFirst().json();
        assertThat(json.path("disable_notification").booleanValue()).isTrue();
        assertThat(json.path("chat_id").textValue()).isEqualTo("@channel");
        assertThat(json.has("message_thread_id")).isFalse();
    }

    @Test
    void an_api_below_a_path_is_called_there() {
        rig.platform(Rig.settings(rig.api.address() + "/telegram/api"), Duration.ofSeconds(1)).deliver(Rig.part("hello"));

        assertThat(rig.api.requests().getFirst().target()).isEqualTo("/telegram/api/bot" + ScriptedApi.TOKEN + "/sendMessage");
    }

    @Test
    void refused_markup_goes_once_more_as_plain_text_and_says_so() {
        rig.api.script("sendMessage", ScriptedApi.no(400, "Bad Request: can't parse entities: Unsupported start tag at byte offset 0"));

        var delivered =
                rig.platform().deliver(Rig.part(Rig.text("<odd>x"), "plain x", Optional.empty(), List.of("late <1>"), Placement.NEW));

        assertThat(kinds(delivered)).containsExactly(Kind.PARSE_REJECTED);
        var second = rig.api.requests().get(1).json();
        assertThat(second.path("text").textValue()).isEqualTo("plain x\nlate <1>");
        assertThat(second.has("parse_mode")).isFalse();
        assertThat(rig.api.requests()).hasSize(2);
    }

    @Test
    void a_topic_that_is_gone_gives_way_to_general_also_after_refused_markup() {
        rig.api.script(
                "sendMessage",
                ScriptedApi.no(400, "Bad Request: can't parse entities: x"),
                ScriptedApi.no(400, "Bad Request: message thread not found"));

        var delivered = rig.platform().deliver(Rig.part(Rig.text("x"), "x", Optional.of("9"), List.of(), Placement.NEW));

        assertThat(kinds(delivered)).containsExactly(Kind.PARSE_REJECTED, Kind.THREAD_GONE);
        assertThat(rig.api.requests().get(1).json().path("message_thread_id").intValue()).isEqualTo(9);
        assertThat(rig.api.requests().get(2).json().has("message_thread_id")).isFalse();
    }

    @Test
    void a_form_is_given_up_once_and_a_second_refusal_is_the_last_word() {
        var no = ScriptedApi.no(400, "Bad Request: can't parse entities: x");
        rig.api.script("sendMessage", no, no, no);

        assertThat(rig.platform().deliver(Rig.part("x"))).isInstanceOf(Delivered.Refused.class);
        assertThat(rig.api.requests()).hasSize(2);
    }

    @Test
    void an_unknown_outcome_of_the_poorer_form_is_not_repeated() {
        rig.api.script("sendMessage", ScriptedApi.no(400, "Bad Request: can't parse entities: x"), ScriptedApi.HANG_UP);

        assertThat(rig.platform().deliver(Rig.part("x"))).isInstanceOf(Delivered.Unknown.class);
        assertThat(rig.api.requests()).hasSize(2);
    }

    @Test
    void a_payload_of_another_platform_is_refused_and_nothing_is_sent() {
        assertThat(rig.platform().deliver(Rig.part("plain words", "plain words", Optional.empty(), List.of(), Placement.NEW)))
                .isInstanceOfSatisfying(
                        Delivered.Refused.class, refused -> assertThat(refused.cause()).isEqualTo(Delivered.Refused.Cause.BAD_CONTENT));
        assertThat(rig.api.requests()).isEmpty();
    }

    // ---- pictures and files ----

    private Outgoing photo(String caption) {
        rig.pictures.put("map.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 1});
        return Rig.part(
                new TelegramPayload.Photo("map.png", caption, Keyboard.NONE).text(), "the map", Optional.of("9"), List.of(), Placement.NEW);
    }

    @Test
    void a_picture_goes_up_once_and_by_its_name_at_telegram_afterwards() {
        var platform = rig.platform();

        var first = platform.deliver(photo("<b>Map</b>"));
        platform.deliver(in(GROUP, photo("")));

        assertThat(first).isInstanceOfSatisfying(Delivered.Sent.class, sent -> assertThat(sent.ref()).isPresent());
        var upload = rig.api.requests().get(0);
        assertThat(upload.target()).endsWith("/sendPhoto");
        assertThat(upload.headers().get("content-type")).startsWith("multipart/form-data");
        assertThat(upload.text()).contains("name=\"chat_id\"", "42", "filename=\"map.png\"", "PNG", "<b>Map</b>", "HTML", "message_thread_id")
                .doesNotContain("caption_entities");
        var again = rig.api.requests().get(1);
        assertThat(again.json().toString())
                .isEqualTo("{\"chat_id\":-1001234567890123,\"photo\":\"large101\",\"message_thread_id\":9}");
    }

    @Test
    void a_name_that_telegram_forgot_is_followed_by_the_bytes() {
        var platform = rig.platform();
        platform.deliver(photo(""));
        rig.api.script("sendPhoto", ScriptedApi.no(400, "Bad Request: wrong file identifier/HTTP URL specified"));

        assertThat(platform.deliver(photo(""))).isInstanceOf(Delivered.Sent.class);
        assertThat(rig.api.requests()).hasSize(3);
        assertThat(rig.api.requests().get(2).text()).contains("filename=\"map.png\"");
    }

    @Test
    void the_words_stand_alone_for_a_picture_that_is_not_there_or_not_taken() {
        var platform = rig.platform();
        rig.api.script("sendPhoto", ScriptedApi.no(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"));

        assertThat(kinds(platform.deliver(photo("<b>Map</b>")))).containsExactly(Kind.IMAGE_AS_ALT);
        rig.pictures.clear();
        var absent = Rig.part(
                new TelegramPayload.Photo("gone.png", "", Keyboard.NONE).text(), "A < B", Optional.empty(), List.of(), Placement.NEW);
        assertThat(kinds(platform.deliver(absent))).containsExactly(Kind.IMAGE_AS_ALT);

        assertThat(rig.api.requests("sendMessage"))
                .extracting(request -> request.json().path("text").textValue())
                .containsExactly("<b>Map</b>", "A &lt; B");
    }

    @Test
    void a_file_carries_its_name_its_words_and_its_content() {
        var payload = new TelegramPayload.File("2026-02-06.md", "text/markdown", "# Größe", "the brief", Keyboard.NONE).text();

        rig.platform().deliver(Rig.part(payload, "brief", Optional.empty(), List.of("late"), Placement.NEW));

        var request = rig.api.requests().getFirst();
        assertThat(request.target()).endsWith("/sendDocument");
        assertThat(request.text()).contains("filename=\"2026-02-06.md\"", "# Größe", "the brief\nlate");
    }

    // ---- in place ----

    @Test
    void a_replacement_edits_and_keeps_the_name_of_the_message() {
        var delivered = rig.platform().deliver(Rig.part("new", new Placement.Replace(new MessageRef("5000000007"))));

        assertThat(delivered).isEqualTo(Delivered.Sent.as(new MessageRef("5000000007")));
        assertThat(rig.api.requests()).hasSize(1);
        assertThat(rig.api.requests().getFirst().target()).endsWith("/editMessageText");
        assertThat(rig.api.requests().getFirst().json().toString())
                .isEqualTo("{\"chat_id\":42,\"text\":\"new\",\"parse_mode\":\"HTML\",\"link_preview_options\":{\"is_disabled\":true},"
                        + "\"message_id\":5000000007}");
    }

    @Test
    void what_is_there_already_counts_as_sent() {
        rig.api.script("editMessageText", ScriptedApi.no(400, "Bad Request: message is not modified: specified new message content"));

        assertThat(rig.platform().deliver(Rig.part("same", new Placement.Replace(new MessageRef("7")))))
                .isEqualTo(Delivered.Sent.as(new MessageRef("7")));
        assertThat(rig.api.requests()).hasSize(1);
    }

    @Test
    void what_cannot_be_changed_is_said_below() {
        rig.api.script("editMessageText", ScriptedApi.no(400, "Bad Request: message to edit not found"));

        var delivered = rig.platform().deliver(Rig.part("new", new Placement.Replace(new MessageRef("7"))));

        assertThat(delivered).isEqualTo(Delivered.Sent.as(new MessageRef("101")));
        assertThat(rig.api.requests()).extracting(ScriptedServer.Request::method).containsExactly("editMessageText", "sendMessage");
    }

    @Test
    void an_edit_whose_outcome_is_unknown_may_be_repeated() {
        rig.api.script("editMessageText", ScriptedApi.HANG_UP);

        assertThat(rig.platform().deliver(Rig.part("new", new Placement.Replace(new MessageRef("7")))))
                .isInstanceOf(Delivered.RetryAfter.class);
        assertThat(rig.api.requests()).hasSize(1);
    }

    // ---- for one person ----

    @Test
    void a_short_private_answer_is_an_alert_over_the_button() {
        var part = in(GROUP, Rig.part(Rig.text("no"), "This button has expired.", Optional.empty(), List.of(), PRIVATE));

        assertThat(rig.platform().deliver(part)).isEqualTo(new Delivered.Sent(Optional.empty(), false, List.of()));

        assertThat(rig.api.requests()).hasSize(1);
        assertThat(rig.api.requests().getFirst().target()).endsWith("/answerCallbackQuery");
        assertThat(rig.api.requests().getFirst().json().toString())
                .isEqualTo("{\"callback_query_id\":\"press1\",\"text\":\"This button has expired.\",\"show_alert\":true}");
    }

    @Test
    void a_press_that_is_too_old_for_an_alert_is_answered_in_the_persons_own_chat() {
        rig.api.script("answerCallbackQuery", ScriptedApi.no(400, "Bad Request: query is too old and response timeout expired"));

        rig.platform().deliver(in(GROUP, Rig.part("no", PRIVATE)));

        assertThat(rig.api.requests()).extracting(ScriptedServer.Request::method).containsExactly("answerCallbackQuery", "sendMessage");
        assertThat(rig.api.requests().get(1).json().path("chat_id").longValue()).isEqualTo(77);
    }

    @Test
    void a_long_private_answer_goes_to_the_persons_own_chat_and_the_button_says_so() throws InterruptedException {
        var part = in(GROUP, Rig.part(Rig.text("long"), "x".repeat(201), Optional.of("9"), List.of(), PRIVATE));

        var delivered = rig.platform().deliver(part);

        assertThat(delivered).as("its number belongs to another chat").isEqualTo(new Delivered.Sent(Optional.empty(), false, List.of()));
        rig.api.await("answerCallbackQuery", 1);
        var message = rig.api.requests("sendMessage").getFirst().json();
        assertThat(message.path("chat_id").longValue()).isEqualTo(77);
        assertThat(message.has("message_thread_id")).isFalse();
        assertThat(rig.api.requests("answerCallbackQuery").getFirst().json().path("text").textValue()).isEqualTo("Sent to you privately.");
    }

    @Test
    void a_person_who_shuts_us_out_is_told_over_the_button_and_the_group_is_not_blamed() throws InterruptedException {
        rig.api.script("sendMessage", ScriptedApi.no(403, "Forbidden: bot can't initiate conversation with a user"));

        var delivered = rig.platform().deliver(in(GROUP, Rig.part(Rig.text("long"), "x".repeat(201), Optional.empty(), List.of(), PRIVATE)));

        assertThat(delivered)
                .isInstanceOfSatisfying(
                        Delivered.Refused.class, refused -> assertThat(refused.cause()).isEqualTo(Delivered.Refused.Cause.BAD_CONTENT));
        rig.api.await("answerCallbackQuery", 1);
        var alert = rig.api.requests("answerCallbackQuery").getFirst().json();
        assertThat(alert.path("text").textValue()).isEqualTo("I cannot write to you. Open a private chat with me first.");
        assertThat(alert.path("show_alert").booleanValue()).isTrue();
    }

    @Test
    void without_a_button_the_group_hears_that_the_person_has_to_open_a_chat() throws InterruptedException {
        rig.api.script("sendMessage", ScriptedApi.no(403, "Forbidden: bot was blocked by the user"));
        var alone = new Placement.Private("telegram:77", Optional.empty());

        assertThat(rig.platform().deliver(in(GROUP, Rig.part("secret", alone)))).isInstanceOf(Delivered.Refused.class);

        rig.api.await("sendMessage", 2);
        var line = rig.api.requests("sendMessage").get(1).json();
        assertThat(line.path("chat_id").longValue()).isEqualTo(-1001234567890123L);
        assertThat(line.path("text").textValue()).isEqualTo("I cannot write to you. Open a private chat with me first.");
    }

    @Test
    void in_the_persons_own_chat_there_is_nothing_to_hide() {
        var own = new Placement.Private("telegram:42", Optional.empty());

        rig.platform().deliver(Rig.part(Rig.text("x"), "x", Optional.of("9"), List.of(), own));

        assertThat(rig.api.requests().getFirst().json().path("chat_id").longValue()).isEqualTo(42);
        assertThat(rig.api.requests()).hasSize(1);
    }
}
