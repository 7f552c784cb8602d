package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidewatch.testing.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Home tabs and modals. */
final class ViewsTest extends FakeSlackFixture {
    private static final String SECTION = "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"x\"}}";
    private static final String TIME = "{\"type\":\"input\",\"block_id\":\"when\",\"label\":{\"type\":\"plain_text\",\"text\":\"When\"},"
            + "\"element\":{\"type\":\"timepicker\",\"action_id\":\"time\",\"initial_time\":\"07:00\"}}";
    private static final String DAYS = "{\"type\":\"input\",\"block_id\":\"days\",\"label\":{\"type\":\"plain_text\",\"text\":\"Days\"},"
            + "\"element\":{\"type\":\"static_select\",\"action_id\":\"days\",\"options\":[{\"text\":{\"type\":\"plain_text\",\"text\":\"Weekdays\"},"
            + "\"value\":\"weekdays\"},{\"text\":{\"type\":\"plain_text\",\"text\":\"Daily\"},\"value\":\"daily\"}]}}";

    private static String home(String blocks) {
        return "{\"type\":\"home\",\"blocks\":[" + blocks + "]}";
    }

    private static String modal(String more) {
        return "{\"type\":\"modal\",\"title\":{\"type\":\"plain_text\",\"text\":\"Subscribe\"},\"submit\":{\"type\":\"plain_text\",\"text\":\"OK\"},"
                + "\"blocks\":[" + TIME + "," + DAYS + "]" + more + "}";
    }

    private PlainSocket socket() {
        var socket = bot.socket();
        socket.next();
        return socket;
    }

    /** A fresh trigger, got as an app gets it. */
    private String trigger(PlainSocket socket) {
        people.slash(general, anna, "/tidewatch subscribe");
        var envelope = socket.tree();
        socket.ack(envelope);
        return envelope.path("payload").path("trigger_id").asText();
    }

    private JsonNode view(String method, Object... pairs) {
        return PlainClient.tree(bot.post(method, pairs));
    }

    @Test
    void aHomeTabIsPublished_AndReplaced() {
        var first = bot.ok("views.publish", "user_id", anna, "view", home(SECTION)).get("view");
        var second = bot.ok("views.publish", "user_id", anna, "view", home(SECTION + "," + SECTION), "hash", first.get("hash").asText()).get("view");

        assertThat(first.get("type").asText()).isEqualTo("home");
        assertThat(first.get("app_id").asText()).isEqualTo(fake.app());
        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(people.home(anna).orElseThrow().get("blocks")).hasSize(2);
        assertThat(bot.refused("views.publish", "user_id", anna, "view", home(SECTION), "hash", first.get("hash").asText())).isEqualTo("hash_conflict");
        assertThat(bot.refused("views.publish", "user_id", "U0", "view", home(SECTION))).isEqualTo("user_not_found");
    }

    @Test
    void aViewBeyondItsLimitsIsRefused() {
        assertThat(reasons(view("views.publish", "user_id", anna, "view", home(""))))
                .contains("[ERROR] no fewer than 1 items allowed [json-pointer:/view/blocks]");
        bot.ok("views.publish", "user_id", anna, "view", home((SECTION + ",").repeat(99) + SECTION));
        assertThat(reasons(view("views.publish", "user_id", anna, "view", home((SECTION + ",").repeat(100) + SECTION))))
                .containsExactly("[ERROR] failed to match all allowed schemas [json-pointer:/view]",
                        "[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]");
        assertThat(reasons(view("views.publish", "user_id", anna, "view", modal("")))).contains("[ERROR] unsupported type: modal [json-pointer:/view/type]");
        assertThat(reasons(view("views.publish", "user_id", anna))).containsExactly("[ERROR] missing required field: view");
        assertThat(bot.refused("views.publish", "user_id", anna, "view", "x".repeat(10))).isEqualTo("invalid_arguments");
        var huge = home("{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"" + "x".repeat(250_000) + "\"}}");
        assertThat(bot.refused("views.publish", "user_id", anna, "view", huge)).isEqualTo("view_too_large");

        var socket = socket();
        assertThat(reasons(view("views.open", "trigger_id", trigger(socket), "view", modal("").replace("Subscribe", "x".repeat(25)))))
                .contains("[ERROR] must be less than 25 characters [json-pointer:/view/title/text]");
        assertThat(reasons(view("views.open", "trigger_id", trigger(socket), "view", modal(",\"private_metadata\":\"" + "x".repeat(3001) + "\""))))
                .contains("[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]");
        assertThat(reasons(view("views.open", "trigger_id", trigger(socket), "view", modal(",\"callback_id\":\"" + "x".repeat(256) + "\""))))
                .contains("[ERROR] must be less than 256 characters [json-pointer:/view/callback_id]");
        assertThat(reasons(view("views.open", "trigger_id", trigger(socket), "view", modal(",\"colour\":1"))))
                .contains("[ERROR] invalid additional property: colour [json-pointer:/view]");
        assertThat(reasons(view("views.open", "trigger_id", trigger(socket), "view", modal("").replaceFirst("\"submit\":\\{[^}]*},", ""))))
                .contains("[ERROR] missing required field: submit [json-pointer:/view]");
        assertThat(reasons(view("views.open", "trigger_id", trigger(socket), "view", modal("").replace("\"days\",\"options", "\"time\",\"options"))))
                .contains("[ERROR] `action_id` \"time\" already exists [json-pointer:/view/blocks/1/element/action_id]");
        assertThat(people.modal(anna)).isEmpty();
    }

    @Test
    void aTriggerOpensOneModal_WithinThreeSeconds() {
        var socket = socket();
        var trigger = trigger(socket);
        bot.ok("views.open", "trigger_id", trigger, "view", modal(""));

        assertThat(bot.refused("views.open", "trigger_id", trigger, "view", modal(""))).isEqualTo("exchanged_trigger_id");
        assertThat(bot.refused("views.open", "trigger_id", "1.2.made-up", "view", modal(""))).isEqualTo("invalid_trigger_id");
        var late = trigger(socket);
        fake.time().advance(Duration.ofMillis(3001));
        assertThat(bot.refused("views.open", "trigger_id", late, "view", modal(""))).isEqualTo("expired_trigger_id");
    }

    @Test
    void aModalIsFilledInAndSubmitted() {
        var socket = socket();
        bot.ok("views.open", "trigger_id", trigger(socket), "view", modal(",\"private_metadata\":\"C1\",\"callback_id\":\"subscribe\""));
        assertThatThrownBy(() -> people.submit(anna, Map.of())).hasMessageContaining("days must be filled in");
        assertThatThrownBy(() -> people.submit(anna, Map.of("days", "sundays"))).hasMessageContaining("no option sundays");
        long receipt = people.submit(anna, Map.of("days", "Weekdays"));
        var envelope = socket.tree();
        var view = envelope.path("payload").path("view");

        assertThat(envelope.get("accepts_response_payload").asBoolean()).isTrue();
        assertThat(envelope.path("payload").path("type").asText()).isEqualTo("view_submission");
        assertThat(view.get("private_metadata").asText()).isEqualTo("C1");
        assertThat(view.path("state").path("values").path("when").path("time").path("selected_time").asText()).isEqualTo("07:00");
        assertThat(view.path("state").path("values").path("days").path("days").path("selected_option").path("value").asText()).isEqualTo("weekdays");
        socket.ack(envelope);
        await().until(() -> people.receipt(receipt).orElseThrow().done());
        assertThat(people.modal(anna)).isEmpty();
    }

    @Test
    void aSubmissionIsAnsweredWithErrors_AnotherView_OrTheEnd() {
        var socket = socket();
        bot.ok("views.open", "trigger_id", trigger(socket), "view", modal(""));
        people.submit(anna, Map.of("days", "daily"));
        socket.ack(socket.tree(), "{\"response_action\":\"errors\",\"errors\":{\"days\":\"Not on Sundays\"}}");
        await().until(() -> !people.formErrors(anna).isEmpty());
        assertThat(people.formErrors(anna).get("days").asText()).isEqualTo("Not on Sundays");
        assertThat(people.modal(anna)).isPresent();

        people.submit(anna, Map.of("days", "daily"));
        socket.ack(socket.tree(), "{\"response_action\":\"push\",\"view\":" + modal(",\"callback_id\":\"second\"") + "}");
        await().until(() -> people.modal(anna).orElseThrow().get("callback_id").asText().equals("second"));
        assertThat(people.modal(anna).orElseThrow().get("previous_view_id").isTextual()).isTrue();
        people.submit(anna, Map.of("days", "daily"));
        socket.ack(socket.tree(), "{\"response_action\":\"update\",\"view\":{\"type\":\"modal\"}}");
        await().until(() -> lints().contains("BAD_ANSWER"));
        people.submit(anna, Map.of("days", "daily"));
        socket.ack(socket.tree(), "{\"response_action\":\"clear\"}");
        await().until(() -> people.modal(anna).isEmpty());
    }

    @Test
    void aSubmissionWithoutAnAnswerLeavesTheModalOpen() {
        var socket = socket();
        bot.ok("views.open", "trigger_id", trigger(socket), "view", modal(""));
        long receipt = people.submit(anna, Map.of("days", "daily"));
        fake.time().advance(Duration.ofSeconds(3));
        await().until(() -> people.receipt(receipt).orElseThrow().failed());

        assertThat(people.modal(anna)).isPresent();
    }

    @Test
    void aModalIsUpdatedPushedAndDismissed() {
        var socket = socket();
        var view = bot.ok("views.open", "trigger_id", trigger(socket), "view", modal(",\"external_id\":\"e1\"")).get("view");
        var updated = bot.ok("views.update", "view_id", view.get("id").asText(), "hash", view.get("hash").asText(), "view", modal(",\"external_id\":\"e1\"")).get("view");
        bot.ok("views.update", "external_id", "e1", "view", modal(",\"notify_on_close\":true"));

        assertThat(updated.get("id")).isEqualTo(view.get("id"));
        assertThat(bot.refused("views.update", "view_id", view.get("id").asText(), "hash", view.get("hash").asText(), "view", modal("")))
                .isEqualTo("hash_conflict");
        assertThat(bot.refused("views.update", "view_id", "V0", "view", modal(""))).isEqualTo("not_found");
        bot.ok("views.push", "trigger_id", trigger(socket), "view", modal(",\"external_id\":\"e2\""));
        assertThat(bot.refused("views.push", "trigger_id", trigger(socket), "view", modal(",\"external_id\":\"e2\""))).isEqualTo("duplicate_external_id");
        bot.ok("views.push", "trigger_id", trigger(socket), "view", modal(""));
        assertThat(bot.refused("views.push", "trigger_id", trigger(socket), "view", modal(""))).isEqualTo("push_limit_reached");
        people.dismiss(anna);
        people.dismiss(anna);
        people.dismiss(anna);
        assertThat(socket.tree().path("payload").path("type").asText()).isEqualTo("view_closed");
        assertThatThrownBy(() -> people.dismiss(anna)).hasMessageContaining("sees no modal");
        assertThat(bot.refused("views.push", "trigger_id", trigger(socket), "view", modal(""))).isEqualTo("not_found");
    }

    @Test
    void buttonsAndMenusOfAViewArePressed() {
        var socket = socket();
        var button = "{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"action_id\":\"go\",\"value\":\"v\",\"text\":{\"type\":\"plain_text\","
                + "\"text\":\"Go\"}}," + DAYS.replaceAll("^.*\"element\":|}$", "") + "]}";
        bot.ok("views.publish", "user_id", anna, "view", home(button));
        people.pressInView(anna, "Go");
        var pressed = socket.tree().get("payload");
        people.selectInView(anna, "Daily");
        var chosen = socket.tree().get("payload");

        assertThat(pressed.path("container").path("type").asText()).isEqualTo("view");
        assertThat(pressed.path("actions").path(0).path("value").asText()).isEqualTo("v");
        assertThat(pressed.has("response_url")).isFalse();
        assertThat(chosen.path("actions").path(0).path("selected_option").path("value").asText()).isEqualTo("daily");
    }

    @Test
    void openingTheHomeTabIsTold_WithTheViewOnceThereIsOne() {
        var socket = socket();
        people.openHome(anna);
        var first = socket.tree().path("payload").path("event");
        bot.ok("views.publish", "user_id", anna, "view", home(SECTION));
        people.openHome(anna);
        var second = socket.tree().path("payload").path("event");
        people.openTab(anna, "messages");
        var messages = socket.tree().path("payload").path("event");

        assertThat(first.get("type").asText() + " " + first.get("tab").asText()).isEqualTo("app_home_opened home");
        assertThat(first.get("channel").asText()).isEqualTo(people.im(anna));
        assertThat(first.has("view")).isFalse();
        assertThat(second.path("view").path("type").asText()).isEqualTo("home");
        assertThat(messages.get("tab").asText()).isEqualTo("messages");
    }
}
