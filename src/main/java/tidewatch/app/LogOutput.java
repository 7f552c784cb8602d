package tidewatch.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import tidewatch.http.Redaction;

/**
 * Where log lines go: to standard error, since answers go to standard output. Logback finds this class by its name in {@code META-INF} and
 * asks it before anything else, so no XML is read. Until {@link #use} is called, warnings are written as text, with secrets cut by form only.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogOutput extends ContextAwareBase implements Configurator {
    private static final LogLine LINES = new LogLine();
    private static final String OURS = "tidewatch";

    /** What they say we are told in other ways: faults of Quartz as events, a port in use as a Problem. */
    private static final List<String> ECHOES = List.of("org.quartz.core.ErrorLogger", "io.javalin.Javalin");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LINES.setContext(context);
        LINES.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(LINES);
        appender.start();
        var root = context.getLogger("ROOT");
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        ECHOES.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * What the running service wants; for the whole process.
     *
     * @param secrets cut out of every line, also those that it learns later
     */
    static void use(LogSettings settings, Redaction secrets) {
        var json =
                switch (settings.form()) {
                    case JSON -> true;
                    case TEXT -> false;
                    case AUTO -> !errorIsTerminal();
                };
        LINES.use(secrets, json);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(OURS).setLevel(Level.toLevel(settings.level().name()));
        }
    }

    /** Java knows of its standard input and output only, so the system is asked where it can be. */
    private static boolean errorIsTerminal() {
        var link = Path.of("/proc/self/fd/2");
        try {
            if (Files.isSymbolicLink(link)) {
                var device = Files.readSymbolicLink(link).toString();
                return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
            }
        } catch (IOException | SecurityException unknown) {
            // Asked the other way.
        }
        return Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
    }
}
