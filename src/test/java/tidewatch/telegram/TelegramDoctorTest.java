package tidewatch.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tidewatch.problem.Found;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.settings.Secret;

class TelegramDoctorTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private Found<List<String>> check() {
        return new TelegramDoctor(rig.settings(), rig.client()).check(Rig.NOW);
    }

    @Test
    void a_bot_that_works_is_described() {
        var found = check();

        assertThat(found.problems()).isEmpty();
        assertThat(found.value())
                .containsExactly(
                        "Telegram: the Bot API is asked by plain http at 127.0.0.1.",
                        "Telegram: the token works; the bot is @tide_bot, number 123456789.",
                        "Telegram: it can be added to groups and hears there commands, its name and answers to it (privacy mode is on).",
                        "Telegram: no webhook is set, so it can be asked for messages.");
    }

    @Test
    void a_bot_that_hears_all_and_one_that_joins_no_groups_are_told() {
        rig.api.script(
                "getMe",
                ScriptedApi.ok("{\"id\":123456789,\"first_name\":\"Tide\",\"can_read_all_group_messages\":true}"),
                ScriptedApi.ok("{\"id\":123456789,\"first_name\":\"Tide\",\"can_join_groups\":false}"));

        assertThat(check().value()).anyMatch(line -> line.contains("hears everything in them (privacy mode is off)"))
                .anyMatch(line -> line.contains("the bot is Tide, number"));
        assertThat(check().value()).anyMatch(line -> line.contains("cannot be added to groups"));
    }

    @Test
    void a_webhook_that_stands_in_the_way_is_a_conflict() {
        rig.api.script("getWebhookInfo", ScriptedApi.ok("{\"url\":\"https://old.example.org/secret\",\"pending_update_count\":3}"));

        var found = check();

        assertThat(found.problems()).containsExactly(new Problem(
                Reason.CONFLICT,
                "A webhook is set (old.example.org). Run \"tidewatch telegram webhook remove\" or set telegram.mode = webhook.",
                "telegram.mode"));
        assertThat(found.value()).contains("Telegram: 3 updates wait to be fetched.");
    }

    @Test
    void a_refused_token_and_a_telegram_that_is_not_there_are_told_apart() {
        rig.api.script("getMe", ScriptedApi.no(401, "Unauthorized"), ScriptedApi.no(404, "Not Found"), ScriptedApi.HANG_UP);

        assertThat(check().problems()).extracting(Problem::reason).containsExactly(Reason.REFUSED);
        assertThat(check().problems()).extracting(Problem::reason).containsExactly(Reason.REFUSED);
        assertThat(check().problems()).extracting(Problem::reason).containsExactly(Reason.UNREACHABLE);
    }

    @Test
    void a_token_with_the_number_of_another_bot_is_a_conflict() {
        rig.api.script("getMe", ScriptedApi.ok("{\"id\":5,\"first_name\":\"Other\",\"username\":\"other_bot\"}"));

        assertThat(check().problems()).extracting(Problem::where).containsExactly("telegram.token-file");
    }

    @Test
    void a_webhook_of_ours_that_telegram_cannot_call_is_told() {
        var settings = new TelegramSettings(
                Optional.of(Secret.of(ScriptedApi.TOKEN)),
                TelegramSettings.Mode.WEBHOOK,
                URI.create(rig.api.address()),
                Optional.of(URI.create("https://tide.example.org/x")),
                Optional.empty());
        rig.api.script(
                "getWebhookInfo",
                ScriptedApi.ok("{\"url\":\"https://tide.example.org/x\",\"pending_update_count\":1,\"last_error_date\":"
                        + Rig.NOW.getEpochSecond() + ",\"last_error_message\":\"SSL error\"}"));

        var found = new TelegramDoctor(settings, rig.client()).check(Rig.NOW);

        assertThat(found.value()).contains("Telegram: it calls tide.example.org.", "Telegram: 1 update waits to be fetched.");
        assertThat(found.problems()).extracting(Problem::sentence).containsExactly("Telegram cannot call us: SSL error.");
    }
}
