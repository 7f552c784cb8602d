package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The manifest of an app, looked through by the limits of docs.slack.dev, app manifest reference. */
final class Manifest {
    private static final int COMMANDS = 50;
    private static final int SHORTCUTS = 10;
    private static final int EVENTS = 100;

    private Manifest() {}

    /** What is wrong with it; empty when nothing is. */
    static List<String> wrong(JsonNode manifest) {
        var findings = new Findings();
        if (!findings.object(manifest, "")) {
            return findings.errors();
        }
        findings.only(manifest, "", "_metadata display_information features oauth_config settings functions workflows app_directory");
        if (findings.required(manifest, "", "display_information")) {
            var display = manifest.get("display_information");
            findings.requiredString(display, "/display_information", "name", 35);
            findings.string(display, "/display_information", "description", 140);
            if (display.has("long_description")) {
                findings.words(display.get("long_description"), "/display_information/long_description", 175, 4000);
            }
        }
        features(findings, manifest.path("features"), manifest.path("settings").path("socket_mode_enabled").asBoolean());
        settings(findings, manifest);
        return findings.errors();
    }

    private static void features(Findings findings, JsonNode features, boolean sockets) {
        if (features.has("bot_user")) {
            findings.requiredString(features.get("bot_user"), "/features/bot_user", "display_name", 80);
        }
        var names = new HashSet<String>();
        if (features.has("slash_commands")) {
            findings.items(features, "/features", "slash_commands", 1, COMMANDS, (command, place) -> {
                findings.only(command, place, "command description usage_hint url should_escape");
                findings.requiredString(command, place, "command", 32);
                findings.requiredString(command, place, "description", 2000);
                findings.string(command, place, "usage_hint", 1000);
                var name = command.path("command").asText();
                if (!name.matches("/[a-z0-9_-]+") || !names.add(name)) {
                    findings.add("must be a slash and small letters, once", place + "/command");
                }
                if (!sockets) {
                    findings.requiredString(command, place, "url", 3000);
                }
            });
        }
        if (features.has("shortcuts")) {
            findings.items(features, "/features", "shortcuts", 1, SHORTCUTS, (shortcut, place) -> {
                findings.only(shortcut, place, "name type callback_id description");
                findings.requiredString(shortcut, place, "name", 24);
                findings.requiredString(shortcut, place, "callback_id", 255);
                findings.requiredString(shortcut, place, "description", 150);
                findings.oneOf(shortcut, place, "type", "message global");
            });
        }
    }

    private static void settings(Findings findings, JsonNode manifest) {
        var settings = manifest.path("settings");
        var subscriptions = settings.path("event_subscriptions");
        var scopes = new HashSet<String>();
        manifest.path("oauth_config").path("scopes").path("bot").forEach(scope -> scopes.add(scope.asText()));
        boolean sockets = settings.path("socket_mode_enabled").asBoolean();
        if (subscriptions.has("bot_events")) {
            if (!sockets) {
                findings.requiredString(subscriptions, "/settings/event_subscriptions", "request_url", 3000);
            }
            findings.items(subscriptions, "/settings/event_subscriptions", "bot_events", 1, EVENTS, (event, place) -> {
                var needed = needed(event.asText());
                if (!needed.isEmpty() && needed.stream().noneMatch(scopes::contains)) {
                    findings.add("missing scope for " + event.asText() + ": " + String.join(" or ", needed.stream().sorted().toList()), place);
                }
            });
        }
        if (settings.path("interactivity").path("is_enabled").asBoolean() && !sockets) {
            findings.requiredString(settings.get("interactivity"), "/settings/interactivity", "request_url", 3000);
        }
        if (manifest.path("features").has("slash_commands") && !scopes.contains("commands")) {
            findings.add("missing scope for slash_commands: commands", "/oauth_config/scopes/bot");
        }
    }

    /** One of these scopes lets an app hear of an event. */
    private static Set<String> needed(String event) {
        return switch (event) {
            case "app_mention" -> Set.of("app_mentions:read");
            case "message.channels", "message.groups", "message.im", "message.mpim" -> Set.of(event.substring("message.".length()) + ":history");
            case "member_joined_channel", "member_left_channel" -> Set.of("channels:read", "groups:read");
            case "channel_archive", "channel_unarchive", "channel_left", "channel_rename", "channel_deleted" -> Set.of("channels:read");
            case "group_archive", "group_unarchive", "group_left", "group_rename", "group_deleted" -> Set.of("groups:read");
            case "reaction_added", "reaction_removed" -> Set.of("reactions:read");
            default -> Set.of();
        };
    }
}
