package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.slack.WireRig.ANN;
import static tidewatch.slack.WireRig.file;
import static tidewatch.slack.WireRig.told;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.chat.Delivered;
import tidewatch.chat.Placement;
import tidewatch.testing.fake.ScriptedServer;

/** Pictures in blocks and whole messages as files. */
class UploadsTest {
    private static final byte[] MAP = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3};
    private static final ScriptedServer.Turn NOT_READY =
            ScriptedSlack.no("invalid_blocks", "[ERROR] invalid slack file [json-pointer:/blocks/1/slack_file]");

    private final WireRig rig = new WireRig();

    @BeforeEach
    void draw() {
        rig.pictures.put("map.png", MAP);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Delivered picture() {
        return rig.posting.deliver(rig.outgoing(Placement.NEW), WireRig.picture("map.png"));
    }

    private ScriptedServer.Request request(int index) {
        return rig.api.requests().get(index);
    }

    @Test
    void a_picture_is_uploaded_without_a_channel_and_shown_in_its_block() {
        assertThat(told(picture())).isEqualTo("SENT C2/1767960000.000101");

        assertThat(rig.methods())
                .containsExactly("files.getUploadURLExternal", "/upload/v1/ticket1", "files.completeUploadExternal", "chat.postMessage");
        assertThat(request(0).form()).containsEntry("filename", "map.png").containsEntry("length", "7");
        assertThat(request(1).body()).isEqualTo(MAP);
        assertThat(request(1).headers()).doesNotContainKey("authorization");
        assertThat(request(2).form()).containsOnlyKeys("files").containsEntry("files", "[{\"id\":\"F1\",\"title\":\"map.png\"}]");
        assertThat(request(3).argument("blocks"))
                .isEqualTo("[{\"type\":\"divider\"},{\"type\":\"image\",\"slack_file\":{\"id\":\"F1\"},\"alt_text\":\"the map\"}]");
    }

    @Test
    void the_same_content_is_uploaded_once_and_another_content_again() {
        picture();
        picture();
        rig.pictures.put("map.png", new byte[] {9});
        picture();

        assertThat(rig.api.requests("files.getUploadURLExternal")).hasSize(2);
        assertThat(rig.api.requests("chat.postMessage").getLast().argument("blocks")).contains("\"F2\"");
    }

    @Test
    void a_picture_that_is_not_there_is_shown_as_its_words() {
        rig.pictures.clear();

        assertThat(told(picture())).isEqualTo("SENT C2/1767960000.000101 [IMAGE_AS_ALT]");
        assertThat(request(0).argument("blocks"))
                .isEqualTo("[{\"type\":\"divider\"},{\"type\":\"context\",\"elements\":[{\"type\":\"plain_text\",\"text\":\"the map\","
                        + "\"emoji\":false}]}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing_scope", "file_uploads_disabled", "storage_limit_reached", "unknown_method"})
    void a_picture_that_slack_does_not_take_is_shown_as_its_words(String error) {
        rig.api.script("files.getUploadURLExternal", ScriptedSlack.no(error));

        assertThat(told(picture())).isEqualTo("SENT C2/1767960000.000101 [IMAGE_AS_ALT]");
    }

    @Test
    void an_upload_of_which_nobody_knows_was_seen_by_nobody_and_is_made_again_later() {
        rig.api.script("files.getUploadURLExternal", ScriptedSlack.HANG_UP, ScriptedSlack.tooMany(4), ScriptedSlack.no("token_revoked"));
        assertThat(told(picture())).isEqualTo("RETRY - SENDER ASSUMED");
        assertThat(told(picture())).isEqualTo("RETRY PT4S SENDER ANSWERED");
        assertThat(told(picture())).isEqualTo("BAD_TOKEN");

        rig.api.script("/upload/v1/ticket1", ScriptedSlack.html(500));
        assertThat(told(picture())).isEqualTo("RETRY - SENDER ASSUMED");
        rig.api.script("files.completeUploadExternal", ScriptedSlack.RESET);
        assertThat(told(picture())).isEqualTo("RETRY - SENDER ASSUMED");
        assertThat(rig.methods()).doesNotContain("chat.postMessage");
        assertThat(told(picture())).startsWith("SENT");
    }

    @Test
    void an_upload_address_that_leads_elsewhere_is_not_called() {
        rig.api.script(
                "files.getUploadURLExternal", ScriptedSlack.ok("\"upload_url\":\"https://example.org/upload\",\"file_id\":\"F9\""));

        assertThat(told(picture())).isEqualTo("RETRY - SENDER NOTHING_WRITTEN");
        assertThat(rig.api.requests()).hasSize(1);
    }

    @Test
    void a_file_that_slack_does_not_know_yet_is_waited_for() {
        rig.api.script("chat.postMessage", NOT_READY, NOT_READY);

        assertThat(told(picture())).isEqualTo("SENT C2/1767960000.000101");
        assertThat(rig.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(rig.posting.nativeTables()).isTrue();
    }

    @Test
    void so_is_one_of_which_slack_does_not_say_what_is_wrong_and_an_old_one_is_not() {
        rig.api.script("chat.postMessage", ScriptedSlack.no("invalid_blocks"));
        assertThat(told(picture())).isEqualTo("SENT C2/1767960000.000101");
        assertThat(rig.waits).hasSize(1);

        rig.clock.advance(Duration.ofMinutes(5));
        rig.api.script("chat.postMessage", ScriptedSlack.no("invalid_blocks"));
        assertThat(told(picture())).isEqualTo("SENT C2/1767960000.000102 [BLOCKS_REJECTED]");
        assertThat(rig.waits).hasSize(1);
    }

    @Test
    void after_the_third_refusal_delivery_waits_and_after_the_fourth_the_picture_goes_into_the_channel() {
        rig.api.script("chat.postMessage", NOT_READY, NOT_READY, NOT_READY, NOT_READY);

        assertThat(told(picture())).isEqualTo("RETRY - CHAT ANSWERED");
        assertThat(rig.api.requests("chat.postMessage")).hasSize(3);
        rig.clock.advance(Duration.ofSeconds(4));
        assertThat(told(picture())).isEqualTo("SENT C2/1767960000.000101 [IMAGE_AS_ALT]");

        assertThat(rig.api.requests("chat.postMessage").getLast().argument("blocks")).contains("the map").doesNotContain("slack_file");
        assertThat(rig.methods().subList(rig.methods().size() - 3, rig.methods().size()))
                .containsExactly("files.getUploadURLExternal", "/upload/v1/ticket2", "files.completeUploadExternal");
        assertThat(rig.api.requests("files.completeUploadExternal").getLast().argument("channel_id")).isEqualTo("C2");
        assertThat(rig.waits).hasSize(2);
    }

    @Test
    void a_wait_that_would_take_too_long_is_left_to_delivery() {
        rig.api.script("chat.postMessage", (request, socket, api) -> {
            rig.clock.advance(Duration.ofMillis(4500));
            return NOT_READY.answer(request, socket, api);
        });

        assertThat(told(picture())).isEqualTo("RETRY - CHAT ANSWERED");
        assertThat(rig.waits).isEmpty();
    }

    @Test
    void a_file_that_was_thrown_away_in_slack_is_uploaded_again() {
        picture();
        rig.clock.advance(Duration.ofHours(1));
        rig.api.script("chat.postMessage", NOT_READY);

        assertThat(told(picture())).isEqualTo("RETRY - CHAT ANSWERED");
        assertThat(told(picture())).startsWith("SENT");
        assertThat(rig.api.requests("files.getUploadURLExternal")).hasSize(2);
    }

    // ---- a whole message as a file ----

    @Test
    void a_file_is_shared_with_its_words() {
        assertThat(told(rig.posting.deliver(WireRig.below(WireRig.in(rig.outgoing(Placement.NEW), "5.1"), "late"), file()))).isEqualTo("SENT");

        assertThat(request(0).form()).containsEntry("filename", "2026-01-09.md").containsEntry("length", "8");
        assertThat(request(1).text()).isEqualTo("# Brief\n");
        assertThat(request(2).form())
                .containsEntry("channel_id", "C2")
                .containsEntry("thread_ts", "5.1")
                .containsEntry("initial_comment", "All of it + late")
                .containsEntry("files", "[{\"id\":\"F1\",\"title\":\"2026-01-09.md\"}]");
    }

    @Test
    void for_a_person_the_channel_is_opened_first_and_once() {
        rig.posting.deliver(rig.outgoing(ANN, Placement.NEW), file());
        rig.posting.deliver(rig.outgoing(ANN, Placement.NEW), file());

        assertThat(rig.api.requests("conversations.open")).hasSize(1);
        assertThat(rig.api.requests("files.completeUploadExternal")).allMatch(one -> one.argument("channel_id").equals("DU1"));
    }

    @Test
    void only_the_last_step_can_leave_it_unknown() {
        rig.api.script("files.getUploadURLExternal", ScriptedSlack.HANG_UP, ScriptedSlack.no("missing_scope"));
        rig.api.script("files.completeUploadExternal", ScriptedSlack.HANG_UP, ScriptedSlack.no("not_in_channel"));

        assertThat(told(share())).isEqualTo("RETRY - SENDER ASSUMED");
        assertThat(told(share())).as("the token for messages is not at fault").isEqualTo("BAD_CONTENT");
        assertThat(told(share())).isEqualTo("UNKNOWN");
        assertThat(told(share())).isEqualTo("NO_RIGHTS");
    }

    @Test
    void a_file_in_a_thread_that_is_gone_goes_into_the_channel() {
        rig.api.script("files.completeUploadExternal", ScriptedSlack.no("thread_not_found"));

        assertThat(told(rig.posting.deliver(WireRig.in(rig.outgoing(Placement.NEW), "5.1"), file()))).isEqualTo("SENT [THREAD_GONE]");
        assertThat(request(3).form()).doesNotContainKey("thread_ts");
    }

    private Delivered share() {
        return rig.posting.deliver(rig.outgoing(Placement.NEW), file());
    }
}
