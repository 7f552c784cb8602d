package tidewatch.app;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidewatch.chat.Command;
import tidewatch.chat.Hook;
import tidewatch.chat.Role;
import tidewatch.delivery.CourierLoop;
import tidewatch.delivery.Pace;
import tidewatch.delivery.Ticks;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.message.Pictures;
import tidewatch.settings.Settings;
import tidewatch.telegram.Menu;
import tidewatch.telegram.TelegramClient;
import tidewatch.telegram.TelegramPlatform;
import tidewatch.telegram.TelegramRenderer;
import tidewatch.telegram.TelegramSettings;

/** The bot of this home: its settings, its calls and its account of the service. Starts whether Telegram can be reached or not. */
final class TelegramAccount implements AutoCloseable {
    /** Under which the menu that Telegram has is remembered. */
    private static final String MENU = "telegram menu";

    private static final Logger LOG = LoggerFactory.getLogger("tidewatch.telegram");

    private final TelegramSettings settings;
    private final HttpCalls calls;
    private final TelegramPlatform platform;

    private TelegramAccount(TelegramSettings settings, HttpCalls calls, TelegramPlatform platform) {
        this.settings = settings;
        this.calls = calls;
        this.platform = platform;
    }

    /**
     * Absent when no token is set.
     *
     * @param redaction learns the token
     */
    static Optional<TelegramAccount> of(Settings all, Stored stored, Redaction redaction) {
        var settings = TelegramSettings.read(all);
        if (settings.token().isEmpty()) {
            return Optional.empty();
        }
        var calls = new HttpCalls(HttpSettings.read(all), redaction);
        var platform = new TelegramPlatform(
                settings,
                calls,
                redaction,
                new TelegramRenderer(),
                Pictures.NONE,
                stored.inbound(),
                Instant::now,
                System::nanoTime,
                new SecureRandom(),
                problem -> LOG.warn("{}", problem.line()));
        return Optional.of(new TelegramAccount(settings, calls, platform));
    }

    /** A client for one question or order, without a platform. The caller closes the calls. */
    static TelegramClient client(TelegramSettings settings, HttpCalls calls, Redaction redaction) {
        return new TelegramClient(settings, calls.sends(TelegramPlatform.hosts(settings)), redaction, Instant::now);
    }

    /** Where we ask, one node does; where we are called, each that can be. */
    Service.Account account() {
        var listening = settings.mode() == TelegramSettings.Mode.POLL ? CourierLoop.Listening.LEADER : CourierLoop.Listening.EVERY_NODE;
        return new Service.Account(platform.sender(), platform, Pace.telegram(System::nanoTime), listening);
    }

    List<Hook> hooks() {
        return platform.hooks();
    }

    /** Tells Telegram the list of commands, if it is another than the last time; on a thread of its own, for Telegram may be away. */
    void menu(List<Command> commands, Ticks ticks) {
        var menu = new Menu(commands, command -> command.role() == Role.OWNER);
        Thread.ofPlatform().daemon().name("telegram menu").start(() -> {
            var before = Optional.of(ticks.remembered(MENU)).filter(hash -> !hash.isEmpty());
            var found = menu.publish(platform.client(), before);
            found.problems().forEach(problem -> LOG.warn("{}", problem.line()));
            found.value().filter(hash -> !before.equals(Optional.of(hash))).ifPresent(hash -> ticks.remember(MENU, hash));
        });
    }

    @Override
    public void close() {
        platform.close();
        calls.close();
    }
}
