package tidewatch.app;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidewatch.brief.Topic;
import tidewatch.brief.Wording;
import tidewatch.chat.Command;
import tidewatch.chat.Hook;
import tidewatch.delivery.CourierLoop;
import tidewatch.delivery.Pace;
import tidewatch.delivery.Ticks;
import tidewatch.http.HttpCalls;
import tidewatch.http.HttpSettings;
import tidewatch.http.Redaction;
import tidewatch.message.Pictures;
import tidewatch.message.Sha256;
import tidewatch.problem.Found;
import tidewatch.settings.Secret;
import tidewatch.settings.Settings;
import tidewatch.slack.SlackClient;
import tidewatch.slack.SlackPlatform;
import tidewatch.slack.SlackSettings;
import tidewatch.slack.SubscribeView;

/**
 * The app of this home in its workspace: its settings, its calls and its account of the service. Which workspace that is Slack tells at the
 * first start; it is remembered, so that later ones do not need Slack.
 */
final class SlackAccount implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("tidewatch.slack");

    private final HttpCalls calls;
    private final SlackPlatform platform;

    private SlackAccount(HttpCalls calls, SlackPlatform platform) {
        this.calls = calls;
        this.platform = platform;
    }

    /**
     * Absent when no token is set, and with a problem where the workspace is not known and Slack does not tell it.
     *
     * @param redaction learns the tokens
     * @param commands that people may type
     */
    static Found<Optional<SlackAccount>> of(Settings all, Stored stored, Redaction redaction, List<Command> commands) {
        var settings = SlackSettings.read(all);
        if (settings.botToken().isEmpty()) {
            return Found.of(Optional.empty());
        }
        var calls = new HttpCalls(HttpSettings.read(all), redaction);
        var team = team(settings, calls, stored.ticks(), redaction);
        if (team.value().isEmpty()) {
            calls.close();
            return team.map(_ -> Optional.empty());
        }
        var world = new SlackPlatform.World(
                Instant::now, System::nanoTime, new SecureRandom(), Thread::sleep, problem -> LOG.warn("{}", problem.line()));
        var platform = new SlackPlatform(
                settings, team.value().get(), calls, redaction, Pictures.NONE, commands, new SubscribeView(sections()), world);
        return Found.of(Optional.of(new SlackAccount(calls, platform)));
    }

    /** Sections of the brief that can be left out, as the window of /subscribe names them. */
    private static List<SubscribeView.Section> sections() {
        return Arrays.stream(Topic.values())
                .map(topic -> new SubscribeView.Section(topic.word(), Wording.capital(topic.words())))
                .toList();
    }

    private static Found<Optional<String>> team(SlackSettings settings, HttpCalls calls, Ticks ticks, Redaction redaction) {
        if (settings.team().isPresent()) {
            return Found.of(settings.team());
        }
        var key = remembered(settings.botToken().orElseThrow());
        var known = Optional.of(ticks.remembered(key)).filter(team -> !team.isEmpty());
        if (known.isPresent()) {
            return Found.of(known);
        }
        var asked = SlackPlatform.team(client(settings, calls, redaction));
        asked.value().ifPresent(team -> ticks.remember(key, team));
        return asked;
    }

    /** Another token may belong to another workspace. */
    private static String remembered(Secret token) {
        return "slack team of " + Sha256.hex(token.reveal()).substring(0, 16);
    }

    /** A client for one question, without a platform. The caller closes the calls. */
    static SlackClient client(SlackSettings settings, HttpCalls calls, Redaction redaction) {
        return new SlackClient(settings, calls.sends(settings.hosts()), redaction, Instant::now);
    }

    /** Each node hears: a payload reaches one socket, and whoever is called stores it. */
    Service.Account account() {
        return new Service.Account(platform.sender(), platform, Pace.slack(System::nanoTime), CourierLoop.Listening.EVERY_NODE);
    }

    List<Hook> hooks() {
        return platform.hooks();
    }

    @Override
    public void close() {
        platform.close();
        calls.close();
    }
}
