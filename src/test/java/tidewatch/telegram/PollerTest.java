package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.telegram.ScriptedApi.no;
import static tidewatch.telegram.ScriptedApi.ok;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.problem.Problem;

/** The loop that asks, taken a step at a time by the test: real sockets, a clock in the hand. */
class PollerTest {
    private final Rig rig = new Rig();
    private final Poller poller = rig.poller();

    @AfterEach
    void close() {
        rig.close();
    }

    static String said(long id, String text) {
        return "{\"update_id\":" + id + ",\"message\":{\"message_id\":1,\"date\":" + Rig.NOW.getEpochSecond()
                + ",\"chat\":{\"id\":42,\"type\":\"private\"},\"from\":{\"id\":42},\"text\":\"" + text + "\"}}";
    }

    /** Our name is known; the next step asks for updates. */
    private void named() {
        assertThat(poller.step()).contains(Duration.ZERO);
    }

    private Duration pause() {
        return poller.step().orElseThrow(() -> new AssertionError("It gave up: " + rig.inbox.states));
    }

    private List<String> offsets() {
        return rig.api.requests("getUpdates").stream()
                .map(request -> request.json().path("offset").asText("-"))
                .toList();
    }

    @Test
    void between_its_name_and_its_first_answer_it_is_neither_up_nor_down() {
        named();

        assertThat(rig.inbox.state()).isEqualTo("DEGRADED Telegram knows the bot; whether it lets us fetch messages is being asked.");
    }

    @Test
    void updates_are_stored_before_the_next_call_confirms_them() {
        rig.api.script("getUpdates", ok("[" + said(70, "a") + "," + said(71, "b") + "]"), ok("[]"));
        named();

        assertThat(pause()).isZero();
        assertThat(rig.inbox.texts()).containsExactly("a", "b");
        assertThat(rig.log.kept).contains("72@" + Rig.NOW.getEpochSecond());
        pause();

        assertThat(offsets()).containsExactly("-", "72");
        assertThat(rig.inbox.state()).isEqualTo("UP");
        var question = rig.api.requests("getUpdates").getFirst().json();
        assertThat(question.path("limit").intValue()).isEqualTo(100);
        assertThat(question.path("allowed_updates"))
                .extracting(node -> node.asText())
                .containsExactly("message", "edited_message", "channel_post", "callback_query", "my_chat_member");
    }

    @Test
    void a_question_is_held_only_when_the_one_before_was_answered() {
        rig.api.script(
                "getUpdates",
                ok("[]"),
                ok("[]"),
                no(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first"),
                ok("[]"),
                ok("[" + said(70, "a") + "]"),
                ok("[" + said(71, "b") + "]"),
                ScriptedApi.HANG_UP,
                ok("[" + said(71, "b") + "]"),
                ok("[]"));
        rig.api.script("getWebhookInfo", ok("{\"url\":\"https://old.example.org/\"}"));
        named();
        for (int i = 0; i < 5; i++) {
            pause();
        }
        rig.inbox.refuse = 1;
        for (int i = 0; i < 4; i++) {
            pause();
        }

        assertThat(rig.api.requests("getUpdates"))
                .extracting(request -> request.json().path("timeout").intValue())
                .containsExactly(0, 30, 30, 0, 30, 30, 0, 0, 30);
        assertThat(rig.inbox.texts()).containsExactly("a", "b");
        assertThat(rig.inbox.state()).isEqualTo("UP");
    }

    @Test
    void a_restart_goes_on_where_the_last_process_stopped_and_numbers_may_have_64_bits() {
        rig.log.kept = Optional.of("5000000000@" + Rig.NOW.getEpochSecond());
        rig.api.script("getUpdates", ok("[" + said(5000000000L, "a") + "]"), ok("[]"));
        named();
        pause();
        pause();

        assertThat(offsets()).containsExactly("5000000000", "5000000001");
    }

    @Test
    void an_update_that_is_told_twice_is_one() {
        rig.api.script("getUpdates", ok("[" + said(70, "a") + "]"), ok("[" + said(70, "a") + "," + said(71, "b") + "]"));
        named();
        pause();
        pause();

        assertThat(rig.inbox.texts()).containsExactly("a", "b");
    }

    @Test
    void numbers_that_restart_lower_are_followed() {
        rig.log.kept = Optional.of("9000@" + Rig.NOW.getEpochSecond());
        rig.api.script("getUpdates", ok("[" + said(12, "low") + "]"), ok("[]"));
        named();
        pause();
        pause();

        assertThat(offsets()).containsExactly("9000", "13");
        assertThat(rig.inbox.texts()).containsExactly("low");
    }

    @Test
    void after_an_idle_week_it_is_asked_without_a_place() {
        rig.log.kept = Optional.of("9000@" + Rig.NOW.minus(Duration.ofDays(5)).getEpochSecond());
        rig.api.script("getUpdates", ok("[]"), ok("[]"));
        named();
        pause();
        rig.clock.advance(Duration.ofDays(2));
        pause();

        assertThat(offsets()).containsExactly("9000", "-");
    }

    @Test
    void an_empty_answer_at_once_is_followed_by_a_second_of_rest_and_a_held_one_is_not() {
        rig.api.script("getUpdates", ok("[]"), (request, socket, api) -> {
            rig.clock.advance(Duration.ofSeconds(30));
            return ok("[]").answer(request, socket, api);
        });
        named();

        assertThat(pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause()).isZero();
    }

    @Test
    void nothing_is_fetched_while_too_much_is_unanswered() {
        named();
        rig.inbox.full = true;

        assertThat(pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(rig.api.requests("getUpdates")).isEmpty();
        assertThat(rig.inbox.state()).startsWith("DEGRADED");
    }

    @Test
    void too_many_requests_waits_exactly_as_told() {
        rig.api.script(
                "getUpdates",
                no(429, "Too Many Requests: retry after 7", "{\"retry_after\":7}"),
                ScriptedApi.raw("HTTP/1.1 429 No\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n"));
        named();

        assertThat(pause()).isEqualTo(Duration.ofSeconds(7));
        assertThat(pause()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void failures_wait_longer_and_longer_and_a_success_forgets_them() {
        rig.api.script(
                "getUpdates",
                ScriptedApi.html(502),
                ScriptedApi.HANG_UP,
                no(500, "Internal Server Error"),
                ScriptedApi.RESET,
                ScriptedApi.json(200, "{\"ok\":true,\"result\":{}}"),
                ScriptedApi.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":tr"),
                ScriptedApi.html(504),
                ok("[" + said(70, "a") + "]"),
                ScriptedApi.html(502));
        named();

        var pauses = IntStream.range(0, 7).mapToObj(_ -> pause()).toList();

        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60)));
        assertThat(pauses.getFirst()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(pauses.getLast()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(rig.inbox.state()).as("never reached").startsWith("DOWN");
        assertThat(pause()).isZero();
        assertThat(pause()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(rig.inbox.state()).as("reached a moment ago").startsWith("DEGRADED");
        assertThat(rig.inbox.texts()).containsExactly("a");
    }

    @Test
    void without_a_success_for_three_minutes_it_is_down() {
        rig.api.script("getUpdates", ok("[]"), ScriptedApi.html(502), ScriptedApi.html(502));
        named();
        pause();
        rig.clock.advance(Duration.ofMinutes(2));
        pause();
        assertThat(rig.inbox.state()).startsWith("DEGRADED");
        rig.clock.advance(Duration.ofMinutes(2));
        pause();
        assertThat(rig.inbox.state()).startsWith("DOWN");
    }

    @Test
    void a_refused_token_ends_it_in_words() {
        rig.api.script("getMe", no(401, "Unauthorized"));

        assertThat(poller.step()).isEmpty();
        assertThat(rig.inbox.state()).isEqualTo("DOWN Telegram refused the token. Check telegram.token-file; BotFather shows the token of a bot.");
        assertThat(rig.api.requests()).hasSize(1);
    }

    @Test
    void a_webhook_that_is_set_is_named_with_what_to_do() {
        rig.api.script("getUpdates", no(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first"));
        rig.api.script("getWebhookInfo", ok("{\"url\":\"https://old.example.org/secret-path\"}"));
        named();

        assertThat(pause()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(60));
        assertThat(rig.inbox.state())
                .isEqualTo("DOWN A webhook is set (old.example.org). Run \"tidewatch telegram webhook remove\" or set telegram.mode = webhook.");
    }

    @Test
    void another_listener_is_told_and_tried_again() {
        rig.api.script(
                "getUpdates",
                no(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
                ok("[" + said(70, "a") + "]"));
        named();

        assertThat(pause()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(60));
        assertThat(rig.inbox.state()).isEqualTo("DOWN Another program listens with this token. Stop it, or use a second bot.");
        pause();
        assertThat(rig.inbox.state()).isEqualTo("UP");
    }

    @Test
    void what_the_store_does_not_take_is_fetched_again_and_nothing_behind_it_is_confirmed() {
        var batch = "[" + said(70, "a") + "," + said(71, "b") + "]";
        rig.api.script("getUpdates", ok(batch), ok(batch), ok("[]"));
        named();
        rig.inbox.refuse = 1;

        assertThat(pause()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(rig.inbox.texts()).isEmpty();
        assertThat(rig.log.kept).isEmpty();
        pause();
        pause();

        assertThat(rig.inbox.texts()).containsExactly("a", "b");
        assertThat(offsets()).containsExactly("-", "-", "72");
    }

    @Test
    void an_update_that_alone_is_refused_for_ever_does_not_keep_the_others() {
        var batch = "[" + said(70, "poison") + "," + said(71, "b") + "]";
        rig.api.script("getUpdates", ok(batch), ok(batch), ok(batch), ok(batch), ok(batch), ok(batch));
        rig.inbox.poison = "70";
        named();
        // Once with the others, then alone.
        for (int i = 0; i < 6; i++) {
            pause();
        }

        assertThat(rig.inbox.texts()).containsExactly("b");
        assertThat(rig.reports).extracting(Problem::where).containsExactly("update 70");
    }

    @Test
    void an_answer_that_is_no_json_is_fetched_one_by_one_until_the_bad_one_is_passed() {
        var bad = ScriptedApi.json(200, "{\"ok\":true,\"result\":[{\"update_id\":70,\"message\":{]}");
        rig.api.script("getUpdates", bad, bad, ok("[" + said(71, "b") + "]"), ok("[]"));
        named();
        for (int i = 0; i < 4; i++) {
            pause();
        }

        assertThat(rig.inbox.texts()).containsExactly("b");
        assertThat(offsets()).containsExactly("-", "-", "71", "72");
        assertThat(rig.api.requests("getUpdates")).extracting(request -> request.json().path("limit").intValue()).containsExactly(100, 1, 1, 100);
        assertThat(rig.reports).extracting(Problem::where).containsExactly("update 70");
    }

    @Test
    void our_name_is_asked_until_it_is_known() {
        rig.api.script("getMe", ScriptedApi.html(502), ok("{}"));

        assertThat(pause()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(pause()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        named();
        assertThat(rig.api.requests("getUpdates")).isEmpty();
    }

    /** One update of each kind that the Bot API has, some of its own future, and garbage. */
    static List<String> ofEveryKind() {
        var chat = "\"chat\":{\"id\":42,\"type\":\"private\"},\"from\":{\"id\":42}";
        var update = new ArrayList<String>();
        for (var kind : List.of(
                "edited_channel_post", "business_connection", "business_message", "edited_business_message", "deleted_business_messages",
                "message_reaction", "message_reaction_count", "inline_query", "chosen_inline_result", "shipping_query",
                "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "chat_member", "chat_join_request", "chat_boost",
                "removed_chat_boost", "managed_bot", "kind_of_tomorrow")) {
            update.add("{\"update_id\":ID,\"" + kind + "\":{" + chat + ",\"id\":\"1\",\"text\":\"/x\"}}");
        }
        for (var content : List.of(
                "photo", "video", "audio", "voice", "document", "sticker", "animation", "video_note", "contact", "location", "venue", "poll",
                "dice", "game", "story", "pinned_message", "new_chat_members", "left_chat_member", "new_chat_title", "forum_topic_created",
                "forum_topic_closed", "invoice", "successful_payment", "web_app_data", "checklist", "gift", "content_of_tomorrow")) {
            update.add("{\"update_id\":ID,\"message\":{\"message_id\":1,\"date\":1," + chat + ",\"" + content + "\":[{\"x\":{}}]}}");
        }
        update.add("null");
        update.add("5");
        update.add("\"text\"");
        update.add("[[[]]]");
        update.add("{}");
        update.add("{\"update_id\":null}");
        update.add("{\"update_id\":ID}");
        update.add("{\"update_id\":ID,\"message\":null}");
        update.add("{\"update_id\":ID,\"message\":{}}");
        update.add("{\"update_id\":ID,\"message\":{\"chat\":{\"id\":\"no number\"},\"text\":\"x\"}}");
        update.add("{\"update_id\":ID,\"message\":{\"chat\":{\"id\":1},\"date\":99999999999999999999,\"text\":{\"a\":1}}}");
        update.add("{\"update_id\":ID,\"callback_query\":{}}");
        update.add("{\"update_id\":ID,\"callback_query\":{\"id\":\"1\",\"data\":\"x\",\"message\":{\"chat\":{}}}}");
        update.add("{\"update_id\":ID,\"my_chat_member\":{\"new_chat_member\":5}}");
        update.add("{\"update_id\":ID,\"message\":{\"chat\":{\"id\":42},\"text\":\"@tide_bot\",\"entities\":[{\"offset\":-5,\"length\":9}]}}");
        update.add("{\"update_id\":ID,\"deep\":" + "[".repeat(900) + "]".repeat(900) + "}");
        return update;
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void no_update_of_any_kind_stops_the_loop(String update) {
        rig.api.script("getUpdates", ok("[" + said(70, "before") + "," + update.replace("ID", "71") + "," + said(72, "after") + "]"));
        named();

        assertThat(pause()).isZero();
        assertThat(rig.inbox.texts()).contains("before", "after");
        assertThat(rig.log.kept).contains("73@" + Rig.NOW.getEpochSecond());
        assertThat(rig.inbox.state()).isEqualTo("UP");
    }
}
