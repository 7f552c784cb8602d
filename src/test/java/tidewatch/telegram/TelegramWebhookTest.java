package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static tidewatch.telegram.ScriptedApi.ok;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidewatch.chat.Hook;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.settings.Secret;
import tidewatch.testing.Canaries;

class TelegramWebhookTest {
    private final Rig rig = new Rig();
    private final TelegramSettings settings = new TelegramSettings(
            Optional.of(Secret.of(ScriptedApi.TOKEN)),
            TelegramSettings.Mode.WEBHOOK,
            URI.create(rig.api.address()),
            Optional.of(URI.create("https://tide.example.org")),
            Optional.of(Secret.of(Canaries.HOOK)));
    private final TelegramWebhook webhook = new TelegramWebhook(settings, rig.client(), rig.reports::add);
    private final Hook hook = webhook.hook();

    @AfterEach
    void close() {
        rig.close();
    }

    private void open() {
        var presses = new Presses(_ -> {}, Duration.ofSeconds(20));
        webhook.open(rig.inbox, new Intake(rig.inbox, presses, rig.clock, rig.reports::add), rig.clock, new Random(1));
    }

    private void ready() {
        open();
        assertThat(webhook.step()).contains(Duration.ZERO);
        assertThat(webhook.step()).contains(Duration.ofMinutes(5));
    }

    private Hook.Answer call(String secret, String type, String body) {
        var headers = Map.of("x-telegram-bot-api-secret-token", List.of(secret), "content-type", List.of(type));
        return hook.answers().apply(new Hook.Call(headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private Hook.Answer call(String body) {
        return call(Canaries.HOOK, "application/json", body);
    }

    @Test
    void an_update_is_stored_before_it_is_answered_with_an_empty_object() {
        ready();

        assertThat(call(PollerTest.said(70, "a"))).isEqualTo(new Hook.Answer(200, "application/json", "{}"));
        assertThat(rig.inbox.texts()).containsExactly("a");
        assertThat(call(PollerTest.said(70, "a")).status()).as("the same again").isEqualTo(200);
        assertThat(rig.inbox.texts()).containsExactly("a");
    }

    @Test
    void who_does_not_know_the_secret_gets_no_further() {
        ready();

        for (var secret : List.of(
                "", Canaries.HOOK.substring(1), Canaries.HOOK + "2", Canaries.HOOK.toUpperCase(Locale.ROOT), Canaries.HOOK.replace("1", "2"))) {
            assertThat(call(secret, "application/json", PollerTest.said(70, "a"))).isEqualTo(Hook.Answer.status(401));
        }
        assertThat(hook.answers().apply(new Hook.Call(Map.of(), new byte[0])).status()).isEqualTo(401);
        assertThat(rig.inbox.heard).isEmpty();
    }

    @Test
    void other_content_and_what_is_too_big_are_refused() {
        ready();

        assertThat(call(Canaries.HOOK, "text/plain", "{}").status()).isEqualTo(415);
        assertThat(call(Canaries.HOOK, "application/json; charset=utf-8", "{\"update_id\":1}").status()).isEqualTo(200);
        assertThat(call(" ".repeat(1024 * 1024 + 1)).status()).isEqualTo(413);
    }

    @Test
    void what_the_store_does_not_take_is_asked_for_again() {
        ready();
        rig.inbox.refuse = 1;

        assertThat(call(PollerTest.said(70, "a")).status()).isEqualTo(503);
        assertThat(call(PollerTest.said(70, "a")).status()).isEqualTo(200);
        assertThat(rig.inbox.texts()).containsExactly("a");
    }

    @Test
    void while_nobody_listens_it_is_asked_for_again() {
        assertThat(call(PollerTest.said(70, "a")).status()).as("not open").isEqualTo(503);
        open();
        assertThat(call(PollerTest.said(70, "a")).status()).as("our name is not known").isEqualTo(503);
        webhook.step();
        assertThat(call(PollerTest.said(70, "a")).status()).isEqualTo(200);
        webhook.shut();
        assertThat(call(PollerTest.said(71, "b")).status()).as("shut").isEqualTo(503);
        assertThat(webhook.step()).as("the loop ends").isEmpty();
    }

    static List<String> ofEveryKind() {
        return PollerTest.ofEveryKind();
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void no_update_of_any_kind_is_asked_for_again(String update) {
        ready();

        assertThat(call(update.replace("ID", "70")).status()).isEqualTo(200);
    }

    @Test
    void garbage_with_the_right_secret_is_left_out_and_reported() {
        ready();

        assertThat(call("{\"update_id\":1,").status()).isEqualTo(200);
        assertThat(call("").status()).isEqualTo(200);
        assertThat(rig.reports).extracting(Problem::reason).containsExactly(Reason.GARBLED, Reason.GARBLED);
    }

    @Test
    void telegram_is_told_where_we_are_and_by_which_secret_it_is_known() {
        ready();

        var set = rig.api.requests("setWebhook").getFirst().json();
        assertThat(set.path("url").textValue()).isEqualTo(settings.webhookAddress().toString()).startsWith("https://tide.example.org/hooks/telegram/");
        assertThat(set.path("secret_token").textValue()).isEqualTo(Canaries.HOOK);
        assertThat(set.path("max_connections").intValue()).isEqualTo(4);
        assertThat(set.path("allowed_updates")).hasSize(5);
        assertThat(rig.inbox.state()).isEqualTo("UP");
        assertThat(hook.path()).isEqualTo(settings.webhookAddress().getPath());
    }

    @Test
    void a_webhook_that_somebody_else_changed_is_set_again() {
        ready();
        rig.api.script("getWebhookInfo", ok("{\"url\":\"https://thief.example.org\"}"));

        assertThat(webhook.step()).get().satisfies(pause -> assertThat(pause).isLessThan(Duration.ofSeconds(5)));
        assertThat(webhook.step()).contains(Duration.ofMinutes(5));
        assertThat(rig.api.requests("setWebhook")).hasSize(2);
    }

    @Test
    void what_goes_wrong_at_telegrams_end_is_told() {
        ready();
        rig.api.script(
                "getWebhookInfo",
                ok("{\"url\":\"" + settings.webhookAddress() + "\",\"pending_update_count\":3,\"last_error_date\":"
                        + (Rig.NOW.getEpochSecond() - 10) + ",\"last_error_message\":\"Connection refused\"}"));
        webhook.step();

        assertThat(rig.inbox.state()).isEqualTo("DEGRADED Telegram cannot call us: Connection refused.");
    }

    @Test
    void setting_it_is_tried_again_and_a_bad_token_ends_it() {
        open();
        rig.api.script("setWebhook", ScriptedApi.html(502), ScriptedApi.no(401, "Unauthorized"));
        webhook.step();

        assertThat(webhook.step()).get().satisfies(pause -> assertThat(pause).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
        assertThat(webhook.step()).isEmpty();
        assertThat(rig.inbox.state()).startsWith("DOWN Telegram refused the token.");
    }

    @Test
    void removing_says_what_was_done() {
        rig.api.script("getWebhookInfo", ok("{\"url\":\"https://old.example.org/x\"}"), ok("{\"url\":\"\"}"), ScriptedApi.html(502));

        assertThat(TelegramWebhook.remove(rig.client()).value()).startsWith("The webhook (old.example.org) is removed.");
        assertThat(rig.api.requests("deleteWebhook")).hasSize(1);
        assertThat(rig.api.requests("deleteWebhook").getFirst().json().has("drop_pending_updates")).isFalse();
        assertThat(TelegramWebhook.remove(rig.client()).value()).isEqualTo("No webhook is set.");
        assertThat(TelegramWebhook.remove(rig.client()).problems()).singleElement().satisfies(problem ->
                assertThat(problem.sentence()).startsWith("The webhook was not removed. "));
        assertThat(rig.api.requests("deleteWebhook")).hasSize(1);
    }
}
