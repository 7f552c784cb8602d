package tidewatch.slack;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tidewatch.http.Hosts;
import tidewatch.settings.Key;
import tidewatch.settings.Secret;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;

/**
 * The app in its workspace and how it listens. Slack is on when there is a bot token.
 *
 * @param botToken {@code xoxb-...}, from the page "OAuth & Permissions" of the app
 * @param appToken {@code xapp-...} with the scope connections:write, from "Basic Information"; needed for {@link Mode#SOCKET}
 * @param signingSecret by which calls of Slack are known, from "Basic Information"; needed for {@link Mode#HTTP}
 * @param api where the Web API is, ends with a slash; a server of one's own may lie at another address, also below a path
 * @param commandPrefix stands before each slash command, for a second instance in the workspace; empty for none
 * @param team id of the workspace, {@code T...}; absent, it is what auth.test says
 */
public record SlackSettings(
        Optional<Secret> botToken,
        Optional<Secret> appToken,
        Optional<Secret> signingSecret,
        Mode mode,
        URI api,
        String commandPrefix,
        Optional<String> team) {
    /** How we hear. */
    public enum Mode {
        /** We open a WebSocket to Slack: nothing has to be reachable from outside. */
        SOCKET,
        /** Slack calls us. */
        HTTP
    }

    /** {@code xoxe.xoxb-} is left out: it dies after 12 hours, and nothing here would renew it. */
    private static final Pattern BOT_TOKEN = Pattern.compile("xoxb-[A-Za-z0-9-]+");

    private static final Pattern APP_TOKEN = Pattern.compile("xapp-[A-Za-z0-9-]+");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9]{8,128}");
    private static final Pattern TEAM = Pattern.compile("[TE][A-Z0-9]{1,20}");
    /** The longest name of a command is 32, and the verbs need room (docs.slack.dev, app manifest). */
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9-]{0,15}|");

    private static final String PUBLIC_API = "https://slack.com/api/";
    /** Slack's own, and its own for governments: files and answers have hosts of their own there (docs.slack.dev, GovSlack). */
    private static final Set<String> SLACK = Set.of("slack.com", "slack-gov.com");

    public static final Key<Optional<Path>> BOT_TOKEN_FILE = Key.path("slack.bot-token-file");
    public static final Key<Optional<Path>> APP_TOKEN_FILE = Key.path("slack.app-token-file");
    public static final Key<Optional<Path>> SIGNING_SECRET_FILE = Key.path("slack.signing-secret-file");
    public static final Key<Mode> MODE = new Key<>("slack.mode", "socket", "socket or http", SlackSettings::mode);
    public static final Key<URI> API_URL =
            new Key<>("slack.api-url", PUBLIC_API, "an address such as " + PUBLIC_API, SlackSettings::address);
    public static final Key<String> COMMAND_PREFIX = new Key<>(
            "slack.command-prefix", "", "at most 16 small letters, digits and -, such as tw2-", SlackSettings::prefix);
    public static final Key<Optional<String>> TEAM_ID = new Key<>(
            "slack.team", "", "the id of a workspace, such as T0123ABCD", text -> text.isEmpty() ? Optional.empty() : Optional.of(team(text)));

    public static final List<Key<?>> KEYS =
            List.of(BOT_TOKEN_FILE, APP_TOKEN_FILE, SIGNING_SECRET_FILE, MODE, API_URL, COMMAND_PREFIX, TEAM_ID);

    public SlackSettings {
        Objects.requireNonNull(mode);
        refuse(botToken, BOT_TOKEN, "That is no bot token of a Slack app");
        refuse(appToken, APP_TOKEN, "That is no app-level token of a Slack app");
        refuse(signingSecret, SECRET, "That is no signing secret of a Slack app");
        if (!api.toString().endsWith("/")) {
            throw new IllegalArgumentException("The address of the Web API ends with a slash");
        }
        prefix(commandPrefix);
        team.ifPresent(SlackSettings::team);
    }

    private static void refuse(Optional<Secret> secret, Pattern form, String sentence) {
        if (wrong(secret, form)) {
            throw new IllegalArgumentException(sentence);
        }
    }

    private static boolean wrong(Optional<Secret> secret, Pattern form) {
        return secret.filter(one -> !form.matcher(one.reveal()).matches()).isPresent();
    }

    /**
     * Reads and checks.
     *
     * @throws SettingsError for a token or a secret of the wrong form, which is not repeated, and for one that is missing
     */
    public static SlackSettings read(Settings settings) {
        var bot = secret(
                settings,
                "slack.bot-token",
                BOT_TOKEN_FILE,
                BOT_TOKEN,
                "that is no bot token. The page of the app shows it under OAuth & Permissions; it begins with xoxb-. Put it in the file and"
                        + " nothing else");
        var app = secret(
                settings,
                "slack.app-token",
                APP_TOKEN_FILE,
                APP_TOKEN,
                "that is no app-level token. The page of the app shows it under Basic Information; it begins with xapp-. Put it in the file"
                        + " and nothing else");
        var signing = secret(
                settings,
                "slack.signing-secret",
                SIGNING_SECRET_FILE,
                SECRET,
                "that is no signing secret. The page of the app shows it under Basic Information; it has 32 letters and digits. Put it in"
                        + " the file and nothing else");
        var read = new SlackSettings(
                bot,
                app,
                signing,
                settings.get(MODE),
                settings.get(API_URL),
                settings.get(COMMAND_PREFIX),
                settings.get(TEAM_ID));
        read.missing().ifPresent(fault -> {
            throw refused(settings, settings.isSet(MODE) ? MODE : BOT_TOKEN_FILE, fault);
        });
        return read;
    }

    private static Optional<Secret> secret(Settings settings, String name, Key<Optional<Path>> file, Pattern form, String sentence) {
        var secret = settings.secret(name, file);
        if (wrong(secret, form)) {
            throw refused(settings, file, name + ": " + sentence);
        }
        return secret;
    }

    private Optional<String> missing() {
        if (botToken.isEmpty()) {
            return appToken.isEmpty() && signingSecret.isEmpty()
                    ? Optional.empty()
                    : Optional.of("slack.bot-token-file is not set, and without the bot token Slack cannot be spoken with. The page of the app"
                            + " shows it under OAuth & Permissions");
        }
        return switch (mode) {
            case SOCKET ->
                appToken.isPresent()
                        ? Optional.empty()
                        : Optional.of("slack.app-token-file is not set, and slack.mode = socket needs the app-level token. The page of the app"
                                + " makes one under Basic Information, with the scope connections:write");
            case HTTP ->
                signingSecret.isPresent()
                        ? Optional.empty()
                        : Optional.of("slack.signing-secret-file is not set, and slack.mode = http needs the signing secret. The page of the app"
                                + " shows it under Basic Information");
        };
    }

    private static SettingsError refused(Settings settings, Key<?> key, String sentence) {
        var where = settings.isSet(key) ? settings.where(key) : "environment";
        return new SettingsError(List.of(new SettingsError.Fault(where, sentence)));
    }

    private static Mode mode(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "socket" -> Mode.SOCKET;
            case "http" -> Mode.HTTP;
            default -> throw new IllegalArgumentException("is neither");
        };
    }

    private static String prefix(String text) {
        if (!PREFIX.matcher(text).matches()) {
            throw new IllegalArgumentException("is no beginning of a command");
        }
        return text;
    }

    private static String team(String text) {
        if (!TEAM.matcher(text).matches()) {
            throw new IllegalArgumentException("is no id of a workspace");
        }
        return text;
    }

    /** Scheme, host, perhaps a port and a path; with a slash at the end. */
    private static URI address(String text) {
        try {
            var address = new URI(text.endsWith("/") ? text : text + "/");
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (!web || address.getHost() == null) {
                throw new IllegalArgumentException("is no http or https address");
            }
            if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
                throw new IllegalArgumentException("holds more than a host, a port and a path");
            }
            return address;
        } catch (URISyntaxException unreadable) {
            throw new IllegalArgumentException("is no address", unreadable);
        }
    }

    /** The account of ours: {@code slack:T1}; absent without a bot token, and where only Slack can tell the workspace. */
    public Optional<String> sender() {
        return botToken.flatMap(_ -> team).map(SlackNames::sender);
    }

    // ---- the hosts that are called; those of addresses that Slack names must be among them ----

    private String host() {
        return api.getHost().replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
    }

    /** Every host of the Web API, as a client of {@code HttpCalls} takes it: methods, uploads, answers by a response_url. */
    public Hosts hosts() {
        var host = host();
        return SLACK.contains(host) ? Hosts.of(host, "files." + host, "hooks." + host) : Hosts.of(host);
    }

    /** Where a WebSocket may lead. */
    public Hosts socketHosts() {
        var host = host();
        return SLACK.contains(host) ? Hosts.of("." + host) : Hosts.of(host);
    }

    /** Where a response_url may lead: nothing else that calls itself one is called. */
    String answersHost() {
        var host = host();
        return SLACK.contains(host) ? "hooks." + host : host;
    }

    /** Where the bytes of a file may be sent. */
    String filesHost() {
        var host = host();
        return SLACK.contains(host) ? "files." + host : host;
    }
}
