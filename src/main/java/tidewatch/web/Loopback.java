package tidewatch.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidewatch.chat.Hook;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;

/**
 * One small HTTP server on this machine's loopback address: it says nothing of what it is made of, keeps nothing, and answers a fault with an
 * empty 500. Requests run on virtual threads.
 */
final class Loopback implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loopback.class);
    private static final String ADDRESS = "127.0.0.1";
    private static final int HEADERS_MOST = 8 * 1024;
    private static final long IDLE_MS = 30_000;

    private final Javalin server;

    private Loopback(Javalin server) {
        this.server = server;
    }

    /** Either a server that listens, or why there is none. */
    sealed interface Opened {
        record Listening(Loopback server) implements Opened {}

        record Refused(Problem problem) implements Opened {}
    }

    /**
     * @param key the key that names the port
     * @param port 0 for any free one
     * @param drain time for requests that run when it stops; then they are cut off
     * @param answers every request, on any path and of any method
     */
    static Opened open(String key, int port, Duration drain, Function<Context, Hook.Answer> answers) {
        var server = Javalin.create(config -> configure(config, port, drain, answers));
        try {
            return new Opened.Listening(new Loopback(server.start()));
        } catch (JavalinBindException taken) {
            server.stop();
            return new Opened.Refused(new Problem(
                    Reason.BAD_ARGUMENT,
                    (inUse(taken) ? "Port " + port + " is in use by another program" : "Port " + port + " may not be listened on by this user")
                            + ". Set " + key + " to a free one, to 0 for any, or to off",
                    key));
        }
    }

    private static boolean inUse(Throwable fault) {
        for (var cause = Optional.of(fault); cause.isPresent(); cause = cause.flatMap(one -> Optional.ofNullable(one.getCause()))) {
            if (cause.get() instanceof BindException bind) {
                return !String.valueOf(bind.getMessage()).contains("denied");
            }
        }
        return false;
    }

    private static void configure(JavalinConfig config, int port, Duration drain, Function<Context, Hook.Answer> answers) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.jetty.host = ADDRESS;
        config.jetty.port = port;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(false);
            http.setRequestHeaderSize(HEADERS_MOST);
            http.setIdleTimeout(IDLE_MS);
        });
        config.jetty.modifyServer(jetty -> {
            jetty.setErrorHandler(new NoErrorPage());
            jetty.setStopTimeout(drain.toMillis());
        });
        // Before any routing: paths are compared whole, so that no sign in one means more than itself.
        config.routes.before(context -> write(context, answered(context, answers)));
    }

    /** A fault is told to the log, and to the caller only that there was one. */
    private static Hook.Answer answered(Context context, Function<Context, Hook.Answer> answers) {
        try {
            return answers.apply(context);
        } catch (RuntimeException | Error broken) {
            LOG.warn("A request to {} broke", context.path(), broken);
            return Hook.Answer.status(500);
        }
    }

    private static void write(Context context, Hook.Answer answer) {
        context.status(answer.status());
        context.contentType(answer.contentType());
        context.header("Cache-Control", "no-store");
        context.header("X-Content-Type-Options", "nosniff");
        context.result(answer.body());
        context.skipRemainingHandlers();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (JavalinException cutOff) {
            // Somebody still held a connection when the time to drain was over; everything is stopped all the same.
            LOG.debug("Connections were cut off", cutOff);
        }
    }
}
