package tidewatch.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tidewatch.chat.Hook;
import tidewatch.problem.Problem;

/**
 * Says on a loopback port of this machine how the service is: {@code GET /livez} (its threads live), {@code GET /readyz} (it does its work),
 * both 503 when a check is red, and {@code GET /metrics} as text for Prometheus. It answers to this machine's own names only, so that no page
 * in a browser here can read it by a name of its own that leads to this address.
 */
public final class HealthServer implements AutoCloseable {
    private static final Pattern OWN_NAME = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final WebSettings settings;
    private final Supplier<List<Check>> live;
    private final Supplier<List<Check>> ready;
    private final Supplier<String> metrics;
    private Optional<Loopback> server = Optional.empty();

    /**
     * @param live asked for each {@code /livez}: whether the threads live; nothing that waits for a database
     * @param ready asked for each {@code /readyz}
     * @param metrics the text of {@code /metrics}
     */
    public HealthServer(WebSettings settings, Supplier<List<Check>> live, Supplier<List<Check>> ready, Supplier<String> metrics) {
        this.settings = settings;
        this.live = live;
        this.ready = ready;
        this.metrics = metrics;
    }

    /** Listens, unless the port is off. Absent when all is well, else why it does not listen. */
    public synchronized Optional<Problem> start() {
        if (settings.healthPort().isEmpty() || server.isPresent()) {
            return Optional.empty();
        }
        return switch (Loopback.open(WebSettings.HEALTH_PORT.name(), settings.healthPort().getAsInt(), Duration.ZERO, this::answer)) {
            case Loopback.Opened.Listening listening -> {
                server = Optional.of(listening.server());
                yield Optional.empty();
            }
            case Loopback.Opened.Refused refused -> Optional.of(refused.problem());
        };
    }

    /** The port that is listened on; absent when none is. */
    public synchronized OptionalInt port() {
        return server.isPresent() ? OptionalInt.of(server.get().port()) : OptionalInt.empty();
    }

    private Hook.Answer answer(Context context) {
        var host = Optional.ofNullable(context.header("Host")).orElse("");
        if (!OWN_NAME.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            return new Hook.Answer(403, TEXT, "Ask by the name localhost.\n");
        }
        Supplier<Hook.Answer> page =
                switch (context.path()) {
                    case "/livez" -> () -> checks(live.get());
                    case "/readyz" -> () -> checks(ready.get());
                    case "/metrics" -> () -> new Hook.Answer(200, METRICS, metrics.get());
                    default -> () -> new Hook.Answer(404, TEXT, "Here are /livez, /readyz and /metrics.\n");
                };
        if (!context.method().name().equals("GET")) {
            context.header("Allow", "GET");
            return new Hook.Answer(405, TEXT, "Only GET.\n");
        }
        return page.get();
    }

    private static Hook.Answer checks(List<Check> checks) {
        return new Hook.Answer(Check.worst(checks) == Check.State.RED ? 503 : 200, "application/json", Check.json(checks));
    }

    /** Listens no more, within two seconds. */
    @Override
    public synchronized void close() {
        server.ifPresent(Loopback::close);
        server = Optional.empty();
    }
}
