package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.slack.WireRig.ANN;
import static tidewatch.slack.WireRig.CHANNEL;
import static tidewatch.slack.WireRig.NOW;
import static tidewatch.slack.WireRig.file;
import static tidewatch.slack.WireRig.message;
import static tidewatch.slack.WireRig.told;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.chat.ChatId;
import tidewatch.chat.Delivered;
import tidewatch.chat.MessageRef;
import tidewatch.chat.Outgoing;
import tidewatch.chat.Placement;
import tidewatch.testing.fake.ScriptedServer;

/** What became of a try of which nobody knows: looked up before anything is sent. */
class FindTest {
    private final WireRig rig = new WireRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private Delivered again() {
        return again(rig.outgoing(Placement.NEW), message());
    }

    private Delivered again(Outgoing one, SlackPayload payload) {
        return rig.posting.deliver(WireRig.suspected(one, NOW), payload);
    }

    private static String ours(String ts, String delivery, String part) {
        return "{\"ts\":\"" + ts + "\",\"bot_id\":\"B1\",\"metadata\":{\"event_type\":\"tidewatch_delivery\",\"event_payload\":"
                + "{\"delivery_id\":\"" + delivery + "\",\"part\":" + part + "}}}";
    }

    private static ScriptedServer.Turn page(String cursor, String... messages) {
        return ScriptedSlack.ok("\"messages\":[" + String.join(",", messages) + "],\"has_more\":" + !cursor.isEmpty()
                + ",\"response_metadata\":{\"next_cursor\":\"" + cursor + "\"}");
    }

    @Test
    void what_arrived_is_found_by_its_number_on_whatever_page_it_is() {
        rig.api.script(
                "conversations.history",
                page("dGVhbQ==", "{\"ts\":\"9.1\",\"text\":\"hello\"}", ours("9.2", "M-2", "1"), ours("9.3", "M-1", "2")),
                page("", "{\"ts\":\"8.1\",\"metadata\":{\"event_type\":\"other\"}}", ours("8.2", "M-1", "1")));

        assertThat(told(again())).isEqualTo("FOUND C2/8.2");
        assertThat(rig.methods()).containsExactly("conversations.history", "conversations.history");
        assertThat(rig.api.requests().getFirst().form())
                .containsEntry("channel", "C2")
                .containsEntry("include_all_metadata", "true")
                .containsEntry("oldest", NOW.minusSeconds(60).getEpochSecond() + ".000000")
                .doesNotContainKey("cursor");
        assertThat(rig.api.requests().getLast().argument("cursor")).isEqualTo("dGVhbQ==");
    }

    @Test
    void it_is_sent_when_two_looks_a_while_apart_did_not_find_it() {
        assertThat(told(again())).isEqualTo("UNKNOWN unsent");
        rig.clock.advance(Duration.ofSeconds(4));
        assertThat(told(again())).as("too soon after the first look").isEqualTo("UNKNOWN unsent");
        rig.clock.advance(Duration.ofSeconds(4));
        assertThat(told(again())).startsWith("SENT C2/");

        assertThat(rig.methods())
                .containsExactly("conversations.history", "conversations.history", "conversations.history", "chat.postMessage");
    }

    @Test
    void what_appears_between_the_two_looks_is_found() {
        again();
        rig.clock.advance(Duration.ofSeconds(8));
        rig.api.script("conversations.history", page("", ours("8.2", "M-1", "\"1\"")));

        assertThat(told(again())).isEqualTo("FOUND C2/8.2");
        assertThat(rig.methods()).doesNotContain("chat.postMessage");
    }

    @Test
    void looks_for_another_try_or_another_part_do_not_count() {
        again();
        rig.clock.advance(Duration.ofSeconds(8));

        assertThat(told(rig.posting.deliver(WireRig.suspected(rig.outgoing(Placement.NEW), NOW.plusSeconds(9)), message())))
                .isEqualTo("UNKNOWN unsent");
    }

    @Test
    void in_a_thread_the_replies_are_looked_through_and_then_the_channel() {
        rig.api.script("conversations.replies", page("", ours("8.2", "M-1", "1")), page(""), ScriptedSlack.no("thread_not_found"));

        assertThat(told(again(WireRig.in(rig.outgoing(Placement.NEW), "5.1"), message()))).isEqualTo("FOUND C2/8.2");
        assertThat(rig.api.requests().getFirst().argument("ts")).isEqualTo("5.1");

        rig.api.script("conversations.history", page("", ours("8.3", "M-1", "1")), page("", ours("8.4", "M-1", "1")));
        assertThat(told(again(WireRig.in(rig.outgoing(Placement.NEW), "5.1"), message()))).as("not in the thread").isEqualTo("FOUND C2/8.3");
        assertThat(told(again(WireRig.in(rig.outgoing(Placement.NEW), "5.1"), message()))).as("no thread any more").isEqualTo("FOUND C2/8.4");
    }

    @Test
    void a_private_chat_is_opened_once_to_know_its_channel() {
        again(rig.outgoing(ANN, Placement.NEW), message());
        again(rig.outgoing(ANN, Placement.NEW), message());

        assertThat(rig.methods()).containsExactly("conversations.open", "conversations.history", "conversations.history");
        assertThat(rig.api.requests().getFirst().argument("users")).isEqualTo("U1");
        assertThat(rig.api.requests().get(1).argument("channel")).isEqualTo("DU1");
    }

    @Test
    void a_message_that_named_the_channel_saves_opening_it() {
        rig.posting.deliver(rig.outgoing(ANN, Placement.NEW), message());
        again(rig.outgoing(ANN, Placement.NEW), message());

        assertThat(rig.methods()).containsExactly("chat.postMessage", "conversations.history");
    }

    @Test
    void a_file_bears_no_number_and_is_known_by_name_and_size() {
        rig.api.script(
                "conversations.history",
                page("",
                        "{\"ts\":\"8.1\",\"files\":[{\"name\":\"2026-01-09.md\",\"size\":9}]}",
                        "{\"ts\":\"8.2\",\"files\":[{\"name\":\"2026-01-09.md\",\"size\":8}]}"));

        assertThat(told(again(rig.outgoing(Placement.NEW), file()))).isEqualTo("FOUND C2/8.2");
    }

    static ScriptedServer.Turn turn(String fault) {
        return switch (fault) {
            case "hung up" -> ScriptedSlack.HANG_UP;
            case "a page" -> ScriptedSlack.html(200);
            case "502" -> ScriptedSlack.html(502);
            case "too many" -> ScriptedSlack.tooMany(20);
            case "no messages" -> ScriptedSlack.ok("\"messages\":{}");
            default -> ScriptedSlack.no(fault);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"hung up", "a page", "502", "too many", "no messages", "missing_scope", "internal_error", "channel_not_found"})
    void when_the_look_fails_nothing_is_sent(String fault) {
        rig.api.script("conversations.history", turn(fault));

        assertThat(told(again())).isEqualTo("UNKNOWN unsent");
        assertThat(rig.api.requests()).hasSize(1);
    }

    @Test
    void a_look_that_failed_is_no_look() {
        rig.api.script("conversations.history", ScriptedSlack.HANG_UP);
        again();
        rig.clock.advance(Duration.ofSeconds(30));

        assertThat(told(again())).isEqualTo("UNKNOWN unsent");
    }

    @Test
    void a_chat_into_which_we_may_not_look_says_so_for_an_hour() {
        assertThat(rig.posting.canFind(CHANNEL)).isTrue();
        rig.api.script("conversations.history", ScriptedSlack.no("missing_scope"));
        again();

        assertThat(rig.posting.canFind(CHANNEL)).isFalse();
        assertThat(rig.posting.canFind(new ChatId("slack", "T1:C3"))).isTrue();
        rig.clock.advance(Duration.ofHours(1));
        assertThat(rig.posting.canFind(CHANNEL)).isTrue();
    }

    @Test
    void no_page_is_asked_for_late() {
        rig.api.script("conversations.history", (request, socket, api) -> {
            rig.clock.advance(Duration.ofSeconds(6));
            return page("more", ours("8.1", "M-9", "1")).answer(request, socket, api);
        });

        assertThat(told(again())).isEqualTo("UNKNOWN unsent");
        assertThat(rig.api.requests()).hasSize(1);
    }

    @Test
    void after_a_slow_look_nothing_is_sent_any_more() {
        again();
        rig.clock.advance(Duration.ofSeconds(8));
        rig.api.script("conversations.history", (request, socket, api) -> {
            rig.clock.advance(Duration.ofSeconds(6));
            return page("").answer(request, socket, api);
        });

        assertThat(told(again())).isEqualTo("UNKNOWN unsent");
        assertThat(rig.methods()).doesNotContain("chat.postMessage");
    }

    @Test
    void what_one_person_saw_nobody_can_look_up_and_it_is_not_sent_twice() {
        var privately = new Placement.Private("slack:T1:U1", Optional.of("url:" + rig.responseUrl("one")));
        assertThat(told(again(rig.outgoing(privately), message()))).isEqualTo("BAD_CONTENT");
        assertThat(rig.api.requests()).isEmpty();

        rig.api.script("conversations.history", ScriptedSlack.no("not_in_channel"));
        var reply = new Placement.Reply("url:" + rig.responseUrl("one"));
        assertThat(told(again(rig.outgoing(reply), message()))).isEqualTo("BAD_CONTENT");
    }

    @Test
    void a_home_is_shown_once_more_without_a_look() {
        assertThat(told(again(rig.outgoing(ANN, new Placement.Reply("home:U1")), message()))).isEqualTo("SENT home:U1");
        assertThat(told(again(rig.outgoing(ANN, new Placement.Replace(new MessageRef("home:U1"))), message()))).isEqualTo("SENT home:U1");
    }
}
