package tidewatch.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tidewatch.chat.Hook;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * Takes the calls of platforms, on a loopback port: whatever brings them from outside, a tunnel or a reverse proxy with TLS, runs on this
 * machine. Who called is for the hook to find out; here is only what every hook needs: POST to its one path, at most 1 MiB, an empty 500 when
 * it breaks.
 */
public final class HookServer implements AutoCloseable {
    private static final int BODY_MOST = 1024 * 1024;

    /** A call that is cut off comes again, so this is a courtesy. */
    private static final Duration DRAIN = Duration.ofMillis(1_500);

    private final WebSettings settings;
    private final Map<String, Hook> hooks = new HashMap<>();
    private Optional<Loopback> server = Optional.empty();

    /**
     * Does not listen yet.
     *
     * @throws IllegalArgumentException for two hooks on one path
     */
    public HookServer(WebSettings settings, List<Hook> hooks) {
        this.settings = settings;
        for (var hook : hooks) {
            if (this.hooks.put(hook.path(), hook) != null) {
                throw new IllegalArgumentException("Two hooks want the path " + hook.path());
            }
        }
    }

    /** Listens, if there is any hook. Absent when all is well, else why it does not listen. */
    public synchronized Optional<Problem> start() {
        if (hooks.isEmpty() || server.isPresent()) {
            return Optional.empty();
        }
        var key = WebSettings.PORT.name();
        if (settings.port().isEmpty()) {
            return Optional.of(new Problem(
                    Reason.BAD_ARGUMENT, "A platform is to call us, and " + key + " is off. Set it to a port, or let the platform be polled", key));
        }
        return switch (Loopback.open(key, settings.port().getAsInt(), DRAIN, this::answer)) {
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
        var hook = Optional.ofNullable(hooks.get(context.path()));
        if (hook.isEmpty()) {
            return Hook.Answer.status(404);
        }
        if (!context.method().name().equals("POST")) {
            context.header("Allow", "POST");
            return Hook.Answer.status(405);
        }
        var body = body(context);
        return body.length > BODY_MOST ? Hook.Answer.status(413) : hook.get().answers().apply(new Hook.Call(headers(context), body));
    }

    /** At most one byte more than is taken. */
    private static byte[] body(Context context) {
        try {
            return context.bodyInputStream().readNBytes(BODY_MOST + 1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The first value of each: what comes twice is not ours to weigh. */
    private static Map<String, List<String>> headers(Context context) {
        var headers = new HashMap<String, List<String>>();
        context.headerMap().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), List.of(value)));
        return headers;
    }

    /** Listens no more, within two seconds. */
    @Override
    public synchronized void close() {
        server.ifPresent(Loopback::close);
        server = Optional.empty();
    }
}
