package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.chat.Command;
import tidewatch.chat.Role;
import tidewatch.message.Graphemes;

/**
 * What an app of Slack is made from, as JSON to be pasted where Slack creates one (docs.slack.dev/reference/app-manifest): its names, what it
 * may do, what it is told, and its slash commands, which are made from the commands.
 */
public final class SlackManifest {
    /** The shortcut at a message: its words are checked. */
    public static final String CHECK = "check";

    /** The shortcut that opens {@link SubscribeView}. */
    public static final String SUBSCRIBE = SubscribeView.CALLBACK;

    /** Below this path of our own address Slack calls us. */
    static final String HOOKS = "/hooks/slack/";

    /** features.slash_commands: at most 50; description and usage_hint as long (app-manifest). */
    private static final int COMMANDS_MAX = 50;

    private static final int DESCRIPTION_MAX = 2_000;
    private static final int HINT_MAX = 1_000;

    /**
     * What each is for: to answer commands, to write, to open a private chat, to send pictures and files and to see when they are ready, to
     * hear its name, to know a person's zone, to find a message whose sending went wrong, and to know in which channels it is and whether
     * they are archived. The doctor compares them with what the bot token has.
     */
    public static final List<String> SCOPES = List.of(
            "app_mentions:read", "channels:history", "channels:read", "chat:write", "commands", "files:read", "files:write", "groups:history",
            "groups:read", "im:history", "im:write", "mpim:history", "users:read");

    private static final List<String> EVENTS = List.of(
            "app_home_opened", "app_mention", "app_uninstalled", "channel_archive", "member_joined_channel", "message.im", "tokens_revoked");

    /** Words that any app may want: names are shared by the workspace, and who is installed last has them. */
    private static final Set<String> COMMON = Set.of("cancel", "home");

    private static final String ABOUT =
            "What rotated, which of your claims held, what to watch next: each morning.";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final List<Command> commands;
    private final SlashNames names;

    /**
     * @param commands in the order of help. Each gets a slash command of its own, but those for owners, those that are only for the door,
     *     and those whose name Slack does not give away: they are typed behind {@code /tidewatch}
     * @param prefix of all slash commands, for a second instance in one workspace; empty for none
     * @throws IllegalArgumentException when the prefix is none; the sentence says what one is
     */
    public SlackManifest(List<Command> commands, String prefix) {
        this.commands = List.copyOf(commands);
        this.names = new SlashNames(prefix);
    }

    /** For an app that we call, by Socket Mode: nothing has to be reachable from outside. */
    public String socketMode() {
        return json(Optional.empty());
    }

    /**
     * For an app that Slack calls.
     *
     * @param base our own address from outside, https: {@code https://desk.example.org}
     * @throws IllegalArgumentException when it is not such an address; the sentence says so
     */
    public String http(URI base) {
        boolean plain = "https".equals(base.getScheme()) && base.getHost() != null && base.getQuery() == null && base.getFragment() == null;
        if (!plain) {
            throw new IllegalArgumentException("Slack calls https addresses only, such as https://desk.example.org, not " + base);
        }
        var text = base.toString();
        return json(Optional.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
    }

    private String json(Optional<String> base) {
        var root = RichText.NODES.objectNode();
        root.putObject("_metadata").put("major_version", 1).put("minor_version", 1);
        root.putObject("display_information")
                .put("name", names.appName())
                .put("description", ABOUT)
                .put("long_description", atLength())
                .put("background_color", "#0B3D4F");
        var features = root.putObject("features");
        features.putObject("app_home")
                .put("home_tab_enabled", true)
                .put("messages_tab_enabled", true)
                .put("messages_tab_read_only_enabled", false);
        features.putObject("bot_user").put("display_name", names.root().substring(1)).put("always_online", true);
        var shortcuts = features.putArray("shortcuts");
        shortcuts.addObject()
                .put("name", "Check this")
                .put("type", "message")
                .put("callback_id", CHECK)
                .put("description", "Checks the claims of a message against the market");
        shortcuts.addObject()
                .put("name", "Subscribe")
                .put("type", "global")
                .put("callback_id", SUBSCRIBE)
                .put("description", "When briefs come to you");
        var slashes = features.putArray("slash_commands");
        slashes().forEach((name, command) -> slashes.add(slash(name, command, base)));
        SCOPES.forEach(root.putObject("oauth_config").putObject("scopes").putArray("bot")::add);
        var settings = root.putObject("settings");
        var events = settings.putObject("event_subscriptions");
        base.ifPresent(address -> events.put("request_url", address + HOOKS + "events"));
        EVENTS.forEach(events.putArray("bot_events")::add);
        var interactivity = settings.putObject("interactivity").put("is_enabled", true);
        base.ifPresent(address -> interactivity.put("request_url", address + HOOKS + "actions"));
        settings.put("org_deploy_enabled", false).put("socket_mode_enabled", base.isEmpty()).put("token_rotation_enabled", false);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree that is no JSON", e);
        }
    }

    private String atLength() {
        return "Tidewatch reads your market notes and the prices. Each morning it says what rotated, which of your claims held, and what to "
                + "watch next. Ask it with " + names.root() + ", by its name in a channel, or in a private chat. It runs on a machine of your own.";
    }

    /** Names with their slash; the first one, behind which all others can be typed, has no command. */
    private Map<String, Optional<Command>> slashes() {
        var slashes = new LinkedHashMap<String, Optional<Command>>();
        slashes.put(names.root(), Optional.empty());
        for (var command : commands) {
            boolean main = command.role() != Role.OWNER && !command.atTheDoor() && !command.help().isBlank() && !COMMON.contains(command.name());
            var name = main ? names.flat(command.name()) : Optional.<String>empty();
            if (name.isPresent() && slashes.size() < COMMANDS_MAX) {
                slashes.putIfAbsent(name.get(), Optional.of(command));
            }
        }
        return slashes;
    }

    private static ObjectNode slash(String name, Optional<Command> command, Optional<String> base) {
        var slash = RichText.NODES.objectNode().put("command", name);
        base.ifPresent(address -> slash.put("url", address + HOOKS + "commands"));
        slash.put("description", within(command.map(Command::help).orElse("Any command: " + name + " help lists them"), DESCRIPTION_MAX));
        var hint = command.map(Command::arguments).orElse("[command] [arguments]");
        if (!hint.isBlank()) {
            slash.put("usage_hint", within(hint, HINT_MAX));
        }
        return slash.put("should_escape", false);
    }

    private static String within(String words, int most) {
        return Graphemes.shortened(words.strip().replaceAll("\\s+", " "), most);
    }
}
