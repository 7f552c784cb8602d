package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.slack.WireRig.ANN;
import static tidewatch.slack.WireRig.CHANNEL;
import static tidewatch.slack.WireRig.message;
import static tidewatch.slack.WireRig.told;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Placement;
import tidewatch.testing.fake.ScriptedServer;

class PostingTest {
    private final WireRig rig = new WireRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private Delivered deliver(Placement placement) {
        return rig.posting.deliver(rig.outgoing(placement), message());
    }

    private ScriptedServer.Request request(int index) {
        return rig.api.requests().get(index);
    }

    // ---- below what is there ----

    @Test
    void a_message_says_all_that_is_documented_and_nothing_that_pings_or_previews() {
        var sent = rig.posting.deliver(WireRig.in(rig.outgoing(Placement.NEW), "5.1"), message());

        assertThat(told(sent)).isEqualTo("SENT C2/1767960000.000101");
        var form = request(0).form();
        assertThat(form.keySet())
                .containsExactly(
                        "channel", "text", "link_names", "parse", "blocks", "unfurl_links", "unfurl_media", "metadata", "thread_ts");
        assertThat(form)
                .containsEntry("channel", "C2")
                .containsEntry("text", "Up &amp; on")
                .containsEntry("link_names", "false")
                .containsEntry("parse", "none")
                .containsEntry("blocks", "[{\"type\":\"full\"}]")
                .containsEntry("unfurl_links", "false")
                .containsEntry("unfurl_media", "false")
                .containsEntry("thread_ts", "5.1")
                .containsEntry(
                        "metadata",
                        "{\"event_type\":\"tidewatch_delivery\",\"event_payload\":{\"delivery_id\":\"M-1\",\"part\":1}}");
    }

    @Test
    void a_person_is_written_to_by_their_id_and_the_answer_names_the_channel() {
        assertThat(told(rig.posting.deliver(rig.outgoing(ANN, Placement.NEW), message()))).isEqualTo("SENT DU1/1767960000.000101");
        assertThat(request(0).argument("channel")).isEqualTo("U1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"telegram:42", "slack:C2", "slack:T1:C2:X"})
    void a_chat_that_is_none_of_slacks_is_refused_and_nothing_is_sent(String chat) {
        var delivered = rig.posting.deliver(rig.outgoing(ChatId.parse(chat).orElseThrow(), Placement.NEW), message());

        assertThat(told(delivered)).isEqualTo("BAD_CONTENT");
        assertThat(rig.api.requests()).isEmpty();
    }

    @Test
    void lines_below_go_through_the_renderer_and_stand_below_bare_words_too() {
        rig.api.script("chat.postMessage", ScriptedSlack.no("invalid_blocks"), ScriptedSlack.no("invalid_blocks"));

        rig.posting.deliver(WireRig.below(rig.outgoing(Placement.NEW), "late", "a <b>"), message());

        assertThat(request(0).argument("text")).isEqualTo("Up &amp; on + late|a <b>");
        assertThat(request(0).argument("blocks")).isEqualTo("[{\"type\":\"full\"},\"late|a <b>\"]");
        assertThat(request(2).argument("text")).isEqualTo("Up &amp; on &lt;all&gt;\nlate\na &lt;b&gt;");
    }

    // ---- forms ----

    @Test
    void refused_blocks_go_once_more_without_the_newer_ones_and_tables_stay_off_for_a_day() {
        rig.api.script("chat.postMessage", ScriptedSlack.no("invalid_blocks"));

        assertThat(rig.posting.nativeTables()).isTrue();
        assertThat(told(rig.send())).isEqualTo("SENT C2/1767960000.000101 [BLOCKS_REJECTED]");
        assertThat(rig.api.requests()).hasSize(2);
        assertThat(request(1).argument("blocks")).isEqualTo("[{\"type\":\"basic\"}]");
        assertThat(rig.posting.nativeTables()).isFalse();

        assertThat(told(rig.send())).contains("BLOCKS_REJECTED");
        assertThat(rig.api.requests()).as("what was planned before is sent without them at once").hasSize(3);
        rig.clock.advance(Duration.ofHours(23));
        assertThat(rig.posting.nativeTables()).isFalse();
        rig.clock.advance(Duration.ofHours(1));
        assertThat(rig.posting.nativeTables()).isTrue();
        assertThat(told(rig.send())).doesNotContain("BLOCKS_REJECTED");
    }

    @Test
    void blocks_that_are_refused_in_both_forms_give_way_to_words_and_say_nothing_of_tables() {
        rig.api.script("chat.postMessage", ScriptedSlack.no("invalid_blocks"), ScriptedSlack.no("msg_blocks_too_long"));

        assertThat(told(rig.send())).isEqualTo("SENT C2/1767960000.000101 [BLOCKS_REJECTED]");
        var words = request(2).form();
        assertThat(words).containsEntry("text", "Up &amp; on &lt;all&gt;").containsEntry("mrkdwn", "false").doesNotContainKey("blocks");
        assertThat(rig.posting.nativeTables()).isTrue();
    }

    @Test
    void each_form_is_given_up_once() {
        var no = ScriptedSlack.no("invalid_blocks");
        rig.api.script("chat.postMessage", no, no, no, no);

        assertThat(told(rig.send())).isEqualTo("BAD_CONTENT");
        assertThat(rig.api.requests()).hasSize(3);
    }

    @Test
    void an_unknown_outcome_of_a_poorer_form_is_not_repeated() {
        rig.api.script("chat.postMessage", ScriptedSlack.no("invalid_blocks"), ScriptedSlack.HANG_UP);

        assertThat(told(rig.send())).isEqualTo("UNKNOWN");
        assertThat(rig.api.requests()).hasSize(2);
        assertThat(rig.posting.nativeTables()).isTrue();
    }

    @Test
    void a_thread_that_is_gone_gives_way_to_the_channel_once() {
        rig.api.script("chat.postMessage", ScriptedSlack.no("thread_not_found"));

        assertThat(told(rig.posting.deliver(WireRig.in(rig.outgoing(Placement.NEW), "5.1"), message())))
                .isEqualTo("SENT C2/1767960000.000101 [THREAD_GONE]");
        assertThat(request(1).form()).doesNotContainKey("thread_ts");

        rig.api.script("chat.postMessage", ScriptedSlack.no("thread_not_found"), ScriptedSlack.no("thread_not_found"));
        assertThat(told(rig.posting.deliver(WireRig.in(rig.outgoing(Placement.NEW), "5.1"), message()))).isEqualTo("BAD_CONTENT");
        assertThat(rig.api.requests()).hasSize(4);
    }

    @Test
    void a_poorer_form_is_not_begun_late() {
        rig.api.script("chat.postMessage", (request, socket, api) -> {
            rig.clock.advance(Duration.ofSeconds(6));
            return ScriptedSlack.no("invalid_blocks").answer(request, socket, api);
        });

        assertThat(told(rig.send())).isEqualTo("RETRY - CHAT ANSWERED");
        assertThat(rig.api.requests()).hasSize(1);
    }

    // ---- in place of a message ----

    @Test
    void a_message_is_replaced_where_it_is() {
        assertThat(told(deliver(new Placement.Replace(new MessageRef("D7/8.9"))))).isEqualTo("SENT D7/8.9");

        assertThat(rig.methods()).containsExactly("chat.update");
        assertThat(request(0).form())
                .containsEntry("channel", "D7")
                .containsEntry("ts", "8.9")
                .containsEntry("link_names", "false")
                .containsEntry("parse", "none")
                .containsKey("metadata")
                .doesNotContainKeys("thread_ts", "unfurl_links");
    }

    @Test
    void words_alone_take_the_old_blocks_away() {
        rig.api.script("chat.update", ScriptedSlack.no("invalid_blocks"), ScriptedSlack.no("invalid_blocks"));

        assertThat(told(deliver(new Placement.Replace(new MessageRef("C2/8.9"))))).isEqualTo("SENT C2/8.9 [BLOCKS_REJECTED]");
        assertThat(request(2).argument("blocks")).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})
    void where_editing_fails_it_goes_below(String error) {
        rig.api.script("chat.update", ScriptedSlack.no(error));

        assertThat(told(deliver(new Placement.Replace(new MessageRef("C2/8.9"))))).isEqualTo("SENT C2/1767960000.000101");
        assertThat(rig.methods()).containsExactly("chat.update", "chat.postMessage");
    }

    @Test
    void an_edit_of_which_nobody_knows_is_made_once_more() {
        rig.api.script("chat.update", ScriptedSlack.HANG_UP, ScriptedSlack.no("update_failed"), ScriptedSlack.tooMany(3));
        var place = new Placement.Replace(new MessageRef("C2/8.9"));

        assertThat(told(deliver(place))).isEqualTo("RETRY - CHAT ASSUMED");
        assertThat(told(deliver(place))).isEqualTo("RETRY - CHAT ASSUMED");
        assertThat(told(deliver(place))).isEqualTo("RETRY PT3S SENDER ANSWERED");
        assertThat(rig.methods()).containsOnly("chat.update");
    }

    @Test
    void a_name_of_another_platform_and_a_file_are_sent_below() {
        assertThat(told(deliver(new Placement.Replace(new MessageRef("4711"))))).isEqualTo("SENT C2/1767960000.000101");
        assertThat(told(rig.posting.deliver(rig.outgoing(new Placement.Replace(new MessageRef("C2/8.9"))), WireRig.file())))
                .isEqualTo("SENT");
        assertThat(rig.methods()).doesNotContain("chat.update");
    }

    @Test
    void what_one_person_sees_is_replaced_by_its_handle_and_shown_to_nobody_else() {
        var place = new Placement.Replace(new MessageRef("url:" + rig.responseUrl("one")));

        assertThat(told(deliver(place))).isEqualTo("SENT");
        assertThat(request(0).json().toString())
                .isEqualTo("{\"text\":\"Up &amp; on\",\"blocks\":[{\"type\":\"full\"}],\"replace_original\":true}");

        rig.api.script("/response/one", ScriptedSlack.words(404, "expired_url"));
        assertThat(told(deliver(place))).isEqualTo("BAD_CONTENT");
        assertThat(rig.methods()).containsOnly("/response/one");

        rig.api.script("/response/one", ScriptedSlack.words(404, "expired_url"));
        assertThat(told(rig.posting.deliver(rig.outgoing(ANN, place), message()))).as("alone with us").startsWith("SENT DU1/");
    }

    // ---- for one person ----

    private static Placement privately(Optional<String> handle) {
        return new Placement.Private("slack:T1:U1", handle);
    }

    @Test
    void one_person_sees_it_by_the_handle() {
        assertThat(told(deliver(privately(Optional.of("url:" + rig.responseUrl("one")))))).isEqualTo("SENT");

        assertThat(rig.methods()).containsExactly("/response/one");
        assertThat(request(0).json().toString())
                .isEqualTo("{\"text\":\"Up &amp; on\",\"blocks\":[{\"type\":\"full\"}],\"response_type\":\"ephemeral\","
                        + "\"replace_original\":false}");
    }

    @Test
    void without_a_handle_it_is_shown_to_them_in_the_channel() {
        assertThat(told(rig.posting.deliver(WireRig.in(rig.outgoing(privately(Optional.empty())), "5.1"), message()))).isEqualTo("SENT");

        assertThat(rig.methods()).containsExactly("chat.postEphemeral");
        assertThat(request(0).form())
                .containsEntry("channel", "C2")
                .containsEntry("user", "U1")
                .containsEntry("thread_ts", "5.1")
                .containsEntry("parse", "none")
                .doesNotContainKey("unfurl_links");
    }

    @Test
    void where_that_is_refused_it_goes_to_their_own_chat_and_has_no_number_here() {
        rig.api.script("chat.postEphemeral", ScriptedSlack.no("user_not_in_channel"));

        assertThat(told(deliver(privately(Optional.empty())))).isEqualTo("SENT");
        assertThat(rig.methods()).containsExactly("chat.postEphemeral", "chat.postMessage");
        assertThat(request(1).argument("channel")).isEqualTo("U1");
    }

    @Test
    void a_person_who_cannot_be_written_to_is_no_fault_of_the_channel() {
        rig.api.script("chat.postEphemeral", ScriptedSlack.no("not_in_channel"));
        rig.api.script("chat.postMessage", ScriptedSlack.no("messages_tab_disabled"));

        assertThat(told(deliver(privately(Optional.empty())))).isEqualTo("BAD_CONTENT");
    }

    @Test
    void an_unknown_outcome_on_one_way_is_not_tried_on_another() {
        rig.api.script("/response/one", ScriptedSlack.HANG_UP);
        assertThat(told(deliver(privately(Optional.of("url:" + rig.responseUrl("one")))))).isEqualTo("UNKNOWN");
        assertThat(rig.methods()).containsExactly("/response/one");

        rig.api.script("chat.postEphemeral", ScriptedSlack.no("internal_error"));
        assertThat(told(deliver(privately(Optional.empty())))).isEqualTo("UNKNOWN");
        assertThat(rig.methods()).containsExactly("/response/one", "chat.postEphemeral");
    }

    @Test
    void alone_with_the_person_it_is_a_message_as_any() {
        assertThat(told(rig.posting.deliver(rig.outgoing(ANN, privately(Optional.of("home:U1"))), message()))).startsWith("SENT DU1/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"telegram:42", "slack:T1:C9", "nobody"})
    void who_is_no_person_of_slacks_is_refused(String person) {
        assertThat(told(deliver(new Placement.Private(person, Optional.empty())))).isEqualTo("BAD_CONTENT");
        assertThat(rig.api.requests()).isEmpty();
    }

    @Test
    void four_answers_go_by_a_handle_and_more_find_another_way() {
        var place = privately(Optional.of("url:" + rig.responseUrl("one")));
        for (int i = 0; i < 5; i++) {
            assertThat(told(deliver(place))).isEqualTo("SENT");
        }

        assertThat(rig.methods())
                .containsExactly("/response/one", "/response/one", "/response/one", "/response/one", "chat.postEphemeral");
    }

    @Test
    void after_half_an_hour_a_handle_is_not_called_any_more() {
        var place = privately(Optional.of("url:" + rig.responseUrl("one")));
        deliver(place);
        rig.clock.advance(Duration.ofMinutes(30));
        deliver(place);

        assertThat(rig.methods()).containsExactly("/response/one", "chat.postEphemeral");
    }

    @Test
    void a_handle_that_leads_elsewhere_is_never_called() {
        var place = privately(Optional.of("url:http://localhost:" + rig.api.address().substring(17) + "/response/one"));

        assertThat(told(deliver(place))).isEqualTo("SENT");
        assertThat(rig.methods()).containsExactly("chat.postEphemeral");
    }

    // ---- answers to words with a handle ----

    @Test
    void an_answer_is_written_where_we_are_and_by_the_handle_where_we_are_not() {
        var place = new Placement.Reply("url:" + rig.responseUrl("one"));
        assertThat(told(deliver(place))).isEqualTo("SENT C2/1767960000.000101");
        assertThat(rig.methods()).containsExactly("chat.postMessage");

        rig.api.script("chat.postMessage", ScriptedSlack.no("not_in_channel"));
        assertThat(told(deliver(place))).isEqualTo("SENT");
        assertThat(rig.methods()).containsExactly("chat.postMessage", "chat.postMessage", "/response/one");
        assertThat(request(2).json().path("response_type").textValue()).isEqualTo("ephemeral");
    }

    @Test
    void when_the_handle_is_used_up_one_line_says_so_and_nobody_is_suspended() {
        var place = new Placement.Reply("url:" + rig.responseUrl("one"));
        for (int i = 0; i < 6; i++) {
            rig.api.script("chat.postMessage", ScriptedSlack.no("not_in_channel"));
        }
        for (int i = 0; i < 4; i++) {
            assertThat(told(deliver(place))).isEqualTo("SENT");
        }

        assertThat(told(deliver(place))).isEqualTo("BAD_CONTENT");
        assertThat(told(deliver(place))).isEqualTo("BAD_CONTENT");
        var answers = rig.api.requests("/response/one");
        assertThat(answers).as("four answers and one last word").hasSize(5);
        assertThat(answers.getLast().json().path("text").textValue()).contains("/invite");
    }

    @Test
    void refused_blocks_of_an_answer_give_way_too() {
        rig.api.script("chat.postMessage", ScriptedSlack.no("channel_not_found"));
        rig.api.script("/response/one", ScriptedSlack.json(200, "{\"ok\":false,\"error\":\"invalid_blocks\"}"));

        assertThat(told(deliver(new Placement.Reply("url:" + rig.responseUrl("one"))))).isEqualTo("SENT [BLOCKS_REJECTED]");
    }

    @Test
    void a_refused_token_is_not_carried_to_the_handle() {
        rig.api.script("chat.postMessage", ScriptedSlack.no("token_revoked"));

        assertThat(told(deliver(new Placement.Reply("url:" + rig.responseUrl("one"))))).isEqualTo("BAD_TOKEN");
        assertThat(rig.api.requests()).hasSize(1);
    }

    // ---- the home ----

    @Test
    void an_answer_to_an_open_home_is_shown_there_and_so_is_what_replaces_it() {
        assertThat(told(rig.posting.deliver(rig.outgoing(ANN, new Placement.Reply("home:U1")), message()))).isEqualTo("SENT home:U1");
        assertThat(told(rig.posting.deliver(rig.outgoing(ANN, new Placement.Replace(new MessageRef("home:U1"))), message())))
                .isEqualTo("SENT home:U1");

        assertThat(rig.methods()).containsExactly("views.publish", "views.publish");
        assertThat(request(0).form())
                .containsEntry("user_id", "U1")
                .containsEntry("view", "{\"type\":\"home\",\"blocks\":[{\"type\":\"full\"}]}");
    }

    @ParameterizedTest
    @CsvSource({"invalid_blocks", "invalid_arguments"})
    void a_view_that_is_refused_is_shown_without_the_newer_blocks(String error) {
        rig.api.script("views.publish", ScriptedSlack.no(error, "invalid block type [json-pointer:/view/blocks/0]"));

        assertThat(told(rig.posting.deliver(rig.outgoing(ANN, new Placement.Reply("home:U1")), message())))
                .isEqualTo("SENT home:U1 [BLOCKS_REJECTED]");
        assertThat(request(1).argument("view")).contains("basic");
    }

    @Test
    void a_view_of_which_nobody_knows_is_shown_once_more_and_a_home_that_is_off_is_answered_by_a_message() {
        rig.api.script("views.publish", ScriptedSlack.HANG_UP, ScriptedSlack.no("not_enabled"));

        assertThat(told(rig.posting.deliver(rig.outgoing(ANN, new Placement.Reply("home:U1")), message())))
                .isEqualTo("RETRY - CHAT ASSUMED");
        assertThat(told(rig.posting.deliver(rig.outgoing(ANN, new Placement.Reply("home:U1")), message()))).startsWith("SENT DU1/");
    }

    @Test
    void blocks_that_are_none_are_refused_before_anything_is_sent() {
        var broken = new SlackPayload.Message("x", "[{", Optional.empty(), List.of("map.png"));

        assertThat(told(rig.posting.deliver(rig.outgoing(CHANNEL, Placement.NEW), broken))).isEqualTo("BAD_CONTENT");
        assertThat(rig.methods()).doesNotContain("chat.postMessage");
    }
}
