package tidewatch.testing.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidewatch.testing.fake.Json;

/** The manifest of an app: its limits, and what follows when it is installed. */
final class ManifestTest extends FakeSlackFixture {
    private static final String GOOD = """
            {"display_information":{"name":"Tidewatch","description":"Briefs"},
             "features":{"bot_user":{"display_name":"tidewatch"},
              "slash_commands":[{"command":"/tidewatch","description":"All","usage_hint":"VERB"}],
              "shortcuts":[{"name":"Check this","type":"message","callback_id":"check","description":"Checks words"}]},
             "oauth_config":{"scopes":{"bot":["commands","chat:write","im:history","app_mentions:read"]}},
             "settings":{"event_subscriptions":{"bot_events":["app_mention","message.im","app_home_opened"]},
              "interactivity":{"is_enabled":true},"socket_mode_enabled":true}}""";

    private static JsonNode manifest(String from, String to) {
        assertThat(GOOD).contains(from);
        return Json.read(GOOD.replace(from, to)).orElseThrow();
    }

    @Test
    void anAppIsInstalledByItsManifest() {
        fake.install(manifest("", ""));
        var socket = bot.socket();
        socket.next();
        people.say(people.im(anna), anna, "heard");

        assertThat(socket.tree().path("payload").path("event").path("text").asText()).isEqualTo("heard");
        assertThatThrownBy(() -> people.slash(general, anna, "/other")).hasMessageContaining("no command");
        assertThat(bot.refused("conversations.info", "channel", general)).isEqualTo("missing_scope");
        people.archive(general, anna);
        assertThat(lints()).isEmpty();
        fake.subscribe(Set.of("channel_archive"));
        people.archive(general, anna);
        assertThat(lints()).containsExactly("EVENT_SCOPE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', value = {
        "\"Tidewatch\" | \"Tidewatch of a very long name indeed!!\" | must be less than 36 characters [json-pointer:/display_information/name]",
        "\"/tidewatch\" | \"/Tidewatch\" | must be a slash and small letters, once [json-pointer:/features/slash_commands/0/command]",
        "\"/tidewatch\" | \"/tidewatch-of-a-very-long-name-of-it\" | must be less than 33 characters [json-pointer:/features/slash_commands/0/command]",
        "\"Check this\" | \"Check these words for me now\" | must be less than 25 characters [json-pointer:/features/shortcuts/0/name]",
        "\"message\" | \"both\" | must be a valid enum value [json-pointer:/features/shortcuts/0/type]",
        "\"im:history\", | '' | missing scope for message.im: im:history [json-pointer:/settings/event_subscriptions/bot_events/1]",
        "\"commands\", | '' | missing scope for slash_commands: commands [json-pointer:/oauth_config/scopes/bot]",
        ",\"socket_mode_enabled\":true | '' | missing required field: request_url [json-pointer:/settings/event_subscriptions]",
        "\"features\" | \"feature\" | invalid additional property: feature [json-pointer:]",
    })
    void aManifestBeyondItsLimitsIsRefused(String from, String to, String reason) {
        assertThatThrownBy(() -> fake.install(manifest(from, to.replace("''", "")))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(reason);
    }

    @Test
    void itIsToldOverHttpToo() {
        bot.people("manifest", GOOD);

        assertThat(bot.post("auth.test").headers().firstValue("x-oauth-scopes")).contains("app_mentions:read,chat:write,commands,im:history");
        assertThat(bot.answer(fake.url() + "/_fake/manifest", "{}").body()).contains("missing required field: display_information");
    }
}
