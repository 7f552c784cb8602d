package tidewatch.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidewatch.app.Chat;
import tidewatch.chat.Command;
import tidewatch.chat.Reply;
import tidewatch.chat.Request;
import tidewatch.chat.Role;
import tidewatch.testing.Golden;

/** The manifest against its documented shape and limits (docs.slack.dev/reference/app-manifest). */
class SlackManifestTest {
    private static final List<Command> COMMANDS = Chat.sample().commands();
    private static final URI BASE = URI.create("https://desk.example.org");

    private record Verb(String name, String help, String arguments, Role role) implements Command {
        Verb(String name) {
            this(name, "Help of " + name, "", Role.READER);
        }

        @Override
        public List<String> examples() {
            return List.of("/" + name);
        }

        @Override
        public Reply answer(Request request) {
            throw new AssertionError("A manifest runs nothing");
        }
    }

    /** The fields that an object of the manifest may have, by its path; an array's objects by the path of the array. */
    private static final Map<String, Set<String>> FIELDS = Map.ofEntries(
            Map.entry("", Set.of("_metadata", "display_information", "features", "oauth_config", "settings")),
            Map.entry("/_metadata", Set.of("major_version", "minor_version")),
            Map.entry("/display_information", Set.of("name", "description", "long_description", "background_color")),
            Map.entry("/features", Set.of("app_home", "bot_user", "shortcuts", "slash_commands")),
            Map.entry("/features/app_home", Set.of("home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled")),
            Map.entry("/features/bot_user", Set.of("display_name", "always_online")),
            Map.entry("/features/shortcuts", Set.of("name", "type", "callback_id", "description")),
            Map.entry("/features/slash_commands", Set.of("command", "url", "description", "usage_hint", "should_escape")),
            Map.entry("/oauth_config", Set.of("scopes")),
            Map.entry("/oauth_config/scopes", Set.of("bot")),
            Map.entry(
                    "/settings",
                    Set.of("event_subscriptions", "interactivity", "org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled")),
            Map.entry("/settings/event_subscriptions", Set.of("request_url", "bot_events")),
            Map.entry("/settings/interactivity", Set.of("is_enabled", "request_url")));

    /** The scope without which Slack does not tell of an event (the pages of the events). */
    private static final Map<String, String> NEEDED = Map.of(
            "app_mention", "app_mentions:read", "message.im", "im:history", "member_joined_channel", "channels:read", "channel_archive", "channels:read");

    private static void shape(JsonNode node, String path) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                assertThat(FIELDS.get(path)).as("fields of %s", path).isNotNull().contains(field.getKey());
                shape(field.getValue(), path + "/" + field.getKey());
            });
        } else if (node.isArray()) {
            node.forEach(one -> shape(one, path));
        }
    }

    private static void within(JsonNode root, String pointer, int least, int most) {
        assertThat(root.at(pointer).textValue()).as(pointer).hasSizeBetween(least, most);
    }

    private static JsonNode check(String manifest) {
        var root = SlackReading.tree(manifest);
        shape(root, "");
        within(root, "/display_information/name", 1, 35);
        within(root, "/display_information/description", 1, 140);
        within(root, "/display_information/long_description", 174, 4_000);
        assertThat(root.at("/display_information/background_color").asText()).matches("#[0-9A-Fa-f]{6}");
        assertThat(root.at("/features/bot_user/display_name").asText()).matches("[a-z0-9._-]{1,80}");
        assertThat(root.at("/features/shortcuts").size()).isBetween(1, 10);
        root.at("/features/shortcuts").forEach(shortcut -> {
            within(shortcut, "/name", 1, 24);
            within(shortcut, "/callback_id", 1, 255);
            within(shortcut, "/description", 1, 150);
            assertThat(shortcut.path("type").asText()).isIn("message", "global");
        });
        var names = new HashSet<String>();
        assertThat(root.at("/features/slash_commands").size()).isBetween(1, 50);
        root.at("/features/slash_commands").forEach(slash -> {
            assertThat(slash.path("command").asText()).matches("/[a-z0-9-]+").hasSizeBetween(2, 32);
            assertThat(names.add(slash.path("command").asText())).isTrue();
            within(slash, "/description", 1, 2_000);
            if (slash.has("usage_hint")) {
                within(slash, "/usage_hint", 1, 1_000);
            }
        });
        assertThat(root.at("/oauth_config/scopes/bot").size()).isBetween(1, 255);
        var scopes = new HashSet<String>();
        root.at("/oauth_config/scopes/bot").forEach(scope -> assertThat(scopes.add(scope.asText())).isTrue());
        assertThat(root.at("/settings/event_subscriptions/bot_events").size()).isBetween(1, 100);
        root.at("/settings/event_subscriptions/bot_events").forEach(event ->
                assertThat(scopes).contains(NEEDED.getOrDefault(event.asText(), "commands")));
        return root;
    }

    private static List<String> slashes(JsonNode root) {
        var names = new ArrayList<String>();
        root.at("/features/slash_commands").forEach(slash -> names.add(slash.path("command").asText()));
        return names;
    }

    @Test
    void the_manifest_of_the_product_reads_well() {
        var manifest = new SlackManifest(COMMANDS, "").socketMode();
        Golden.check("slack/manifest.json", manifest);
        var root = check(manifest);
        assertThat(root.at("/settings/socket_mode_enabled").booleanValue()).isTrue();
        assertThat(manifest).doesNotContain("url");
    }

    @Test
    void every_command_has_a_name_of_its_own_or_is_typed_behind_tidewatch_for_a_reason() {
        var names = slashes(check(new SlackManifest(COMMANDS, "").socketMode()));
        assertThat(names.getFirst()).isEqualTo("/tidewatch");
        assertThat(COMMANDS.stream().filter(command -> !names.contains("/" + command.name())).map(Command::name))
                .containsExactlyInAnyOrder("mute", "status", "help", "deliveries", "prices", "reload", "tomorrow", "people", "pair", "whereami", "start", "home", "cancel", "aliases", "capture");
        assertThat(names).doesNotContainAnyElementsOf(SlashNames.SLACKS_OWN.stream().map(name -> "/" + name).toList());
    }

    @Test
    void an_app_that_slack_calls_has_our_addresses() {
        var root = check(new SlackManifest(COMMANDS, "").http(URI.create("https://desk.example.org/tide/")));
        assertThat(root.at("/settings/socket_mode_enabled").booleanValue()).isFalse();
        assertThat(root.at("/settings/event_subscriptions/request_url").asText()).isEqualTo("https://desk.example.org/tide/hooks/slack/events");
        assertThat(root.at("/settings/interactivity/request_url").asText()).isEqualTo("https://desk.example.org/tide/hooks/slack/actions");
        root.at("/features/slash_commands").forEach(slash ->
                assertThat(slash.path("url").asText()).isEqualTo("https://desk.example.org/tide/hooks/slack/commands"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://desk.example.org", "desk.example.org", "https:///x", "https://desk.example.org?a=b", "https://desk.example.org#a"})
    void an_address_that_slack_does_not_call_is_refused(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SlackManifest(COMMANDS, "").http(URI.create(base)))
                .withMessageContaining("https://desk.example.org");
    }

    @Test
    void a_prefix_tells_two_instances_apart() {
        var root = check(new SlackManifest(COMMANDS, "tw2-").http(BASE));
        var names = slashes(root);
        assertThat(root.at("/display_information/name").asText()).isEqualTo("Tidewatch tw2");
        assertThat(root.at("/features/bot_user/display_name").asText()).isEqualTo("tw2-tidewatch");
        assertThat(names).allMatch(name -> name.startsWith("/tw2-")).contains("/tw2-tidewatch", "/tw2-winners", "/tw2-mute", "/tw2-help");
    }

    @Test
    void whatever_the_commands_are_the_limits_hold() {
        var many = new ArrayList<Command>();
        many.add(new Verb("größe"));
        many.add(new Verb("x".repeat(40)));
        many.add(new Verb("owners", "h", "", Role.OWNER));
        many.add(new Verb("long", "word ".repeat(1_000), "[arg] ".repeat(1_000), Role.READER));
        many.add(new Verb("lines", "a\nb", " ", Role.EDITOR));
        for (int i = 0; i < 60; i++) {
            many.add(new Verb("c" + i));
        }
        var root = check(new SlackManifest(many, "").socketMode());
        assertThat(slashes(root)).hasSize(50).startsWith("/tidewatch", "/long", "/lines", "/c0");
        assertThat(root.at("/features/slash_commands/1/description").asText()).hasSize(2_000).endsWith("…");
        assertThat(root.at("/features/slash_commands/2").toString())
                .isEqualTo("{\"command\":\"/lines\",\"description\":\"a b\",\"should_escape\":false}");
    }
}
