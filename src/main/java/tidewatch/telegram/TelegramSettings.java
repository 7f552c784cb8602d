package tidewatch.telegram;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tidewatch.message.Sha256;
import tidewatch.settings.Key;
import tidewatch.settings.Secret;
import tidewatch.settings.Settings;
import tidewatch.settings.SettingsError;

/**
 * The bot and how it listens. Telegram is on when there is a token.
 *
 * @param token as BotFather gave it: the bot's number, a colon, a secret
 * @param api where the Bot API is; a server of one's own may lie at another address, also below a path
 * @param webhookUrl where Telegram calls us, in mode webhook; without a path we make one up, see {@link #webhookAddress}
 * @param webhookSecret that Telegram shows with each call; without one we make one up, see {@link #hookSecret}
 */
public record TelegramSettings(
        Optional<Secret> token, Mode mode, URI api, Optional<URI> webhookUrl, Optional<Secret> webhookSecret) {
    /** How we hear. */
    public enum Mode {
        /** We ask Telegram: nothing has to be reachable from outside. */
        POLL,
        /** Telegram calls us. */
        WEBHOOK
    }

    private static final Pattern TOKEN = Pattern.compile("([0-9]{1,19}):[A-Za-z0-9_-]+");
    /** setWebhook, secret_token (core.telegram.org/bots/api). */
    private static final Pattern HOOK_SECRET = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    /** setWebhook, "Ports currently supported" (core.telegram.org/bots/api). */
    private static final Set<Integer> HOOK_PORTS = Set.of(-1, 443, 80, 88, 8443);

    private static final String PUBLIC_API = "https://api.telegram.org";

    public static final Key<Optional<Path>> TOKEN_FILE = Key.path("telegram.token-file");
    public static final Key<Mode> MODE = new Key<>("telegram.mode", "poll", "poll or webhook", TelegramSettings::mode);
    public static final Key<URI> API = new Key<>("telegram.api", PUBLIC_API, "an address such as " + PUBLIC_API, TelegramSettings::address);
    public static final Key<Optional<URI>> WEBHOOK_URL = new Key<>(
            "telegram.webhook-url",
            "",
            "an address such as https://tidewatch.example.org",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(address(text)));
    public static final Key<Optional<Path>> WEBHOOK_SECRET_FILE = Key.path("telegram.webhook-secret-file");

    public static final List<Key<?>> KEYS = List.of(TOKEN_FILE, MODE, API, WEBHOOK_URL, WEBHOOK_SECRET_FILE);

    public TelegramSettings {
        Objects.requireNonNull(token);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(api);
        Objects.requireNonNull(webhookUrl);
        Objects.requireNonNull(webhookSecret);
        if (token.isPresent() && !TOKEN.matcher(token.get().reveal()).matches()) {
            throw new IllegalArgumentException("That is no token of a Telegram bot");
        }
    }

    /**
     * Reads and checks.
     *
     * @throws SettingsError for a token or a secret of the wrong form, which is not repeated, and for a webhook without a usable address
     */
    public static TelegramSettings read(Settings settings) {
        var token = settings.secret("telegram.token", TOKEN_FILE);
        if (token.isPresent() && !TOKEN.matcher(token.get().reveal()).matches()) {
            throw refused(
                    settings,
                    TOKEN_FILE,
                    "telegram.token: that is no token of a bot. BotFather gives one as a number, a colon and some 35 letters; put it in the"
                            + " file and nothing else");
        }
        var secret = settings.secret("telegram.webhook-secret", WEBHOOK_SECRET_FILE);
        if (secret.isPresent() && !HOOK_SECRET.matcher(secret.get().reveal()).matches()) {
            throw refused(
                    settings,
                    WEBHOOK_SECRET_FILE,
                    "telegram.webhook-secret: Telegram takes 1 to 256 letters, digits, - and _ as a secret. Write such a one, or leave the"
                            + " key out: Tidewatch makes one up");
        }
        var read = new TelegramSettings(token, settings.get(MODE), settings.get(API), settings.get(WEBHOOK_URL), secret);
        if (read.mode == Mode.WEBHOOK) {
            read.webhookFault().ifPresent(fault -> {
                throw refused(settings, settings.isSet(WEBHOOK_URL) ? WEBHOOK_URL : MODE, fault);
            });
        }
        return read;
    }

    private Optional<String> webhookFault() {
        if (webhookUrl.isEmpty()) {
            return Optional.of("telegram.mode is webhook and telegram.webhook-url is not set: name the https address at which Telegram"
                    + " reaches this machine, or set telegram.mode = poll");
        }
        boolean theirs = api.toString().equals(PUBLIC_API);
        if (theirs && !"https".equals(webhookUrl.get().getScheme())) {
            return Optional.of("telegram.webhook-url: Telegram calls https addresses only");
        }
        if (theirs && !HOOK_PORTS.contains(webhookUrl.get().getPort())) {
            return Optional.of("telegram.webhook-url: Telegram calls the ports 443, 80, 88 and 8443 only");
        }
        return Optional.empty();
    }

    private static SettingsError refused(Settings settings, Key<?> key, String sentence) {
        var where = settings.isSet(key) ? settings.where(key) : "environment";
        return new SettingsError(List.of(new SettingsError.Fault(where, sentence)));
    }

    private static Mode mode(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "poll" -> Mode.POLL;
            case "webhook" -> Mode.WEBHOOK;
            default -> throw new IllegalArgumentException("is neither");
        };
    }

    /** Scheme, host, perhaps a port and a path; without a slash at the end. */
    private static URI address(String text) {
        try {
            var address = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
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

    /** The account of ours: {@code telegram:<bot id>}; absent without a token. */
    public Optional<String> sender() {
        return token.map(one -> TelegramPlatform.NAME + ":" + botId(one));
    }

    static String botId(Secret token) {
        var text = token.reveal();
        return text.substring(0, text.indexOf(':'));
    }

    /**
     * The path on our server at which Telegram calls: that of {@code telegram.webhook-url}, else {@code /hooks/telegram/} and an id that
     * nobody can guess. It follows from the token, so that every node and every start has the same one and none has to be stored.
     *
     * @throws IllegalStateException without a token
     */
    public String hookPath() {
        var path = webhookUrl.map(URI::getPath).orElse("");
        return path.isEmpty() || path.equals("/") ? "/hooks/telegram/" + derived("webhook path").substring(0, 22) : path;
    }

    /** The whole address for setWebhook. */
    public URI webhookAddress() {
        var url = webhookUrl.orElseThrow(() -> new IllegalStateException("There is no address to be called at"));
        return url.resolve(hookPath());
    }

    /** What Telegram shows with each call: the one that was set, else one that follows from the token. */
    public Secret hookSecret() {
        return webhookSecret.orElseGet(() -> Secret.of(derived("webhook secret")));
    }

    /** A digest of the token, in the letters that a path and a secret_token take: it tells nothing of the token, nor of another purpose. */
    private String derived(String purpose) {
        var key = token.orElseThrow(() -> new IllegalStateException("There is no token")).reveal();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of("tidewatch " + purpose + "\n" + key));
    }
}
