package tidewatch.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;
import tidewatch.http.Redaction;

/**
 * Writes one event as one line, as JSON or as text, in UTC. Secrets are cut out of everything that is written, and nothing that was logged can
 * begin a line of its own or steer a terminal: control characters and those that turn the direction of writing are escaped.
 *
 * <pre>
 * {"ts":"2026-02-06T12:00:03.120Z","level":"INFO","event":"sent","delivery_id":"M-7k2f9c3q1v0t","attempt":1,"text":"..."}
 * 12:00:03.120 INFO  sent delivery_id=M-7k2f9c3q1v0t attempt=1 ...
 * </pre>
 *
 * <p>{@code event} is the one given as a key of that name; else it is {@code log}, and {@code logger} says whose it is.
 */
final class LogLine extends EncoderBase<ILoggingEvent> {
    /** The key whose value names the event. */
    static final String EVENT = "event";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int TRACE_MOST = 8_000;
    private static final byte[] NOTHING = {};

    private volatile Redaction redaction = Redaction.of(List.of());
    private volatile boolean json;

    /** From now on these secrets are cut, and lines have this form. */
    void use(Redaction secrets, boolean asJson) {
        redaction = secrets;
        json = asJson;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return (json ? json(event) : text(event)).getBytes(StandardCharsets.UTF_8);
    }

    private String json(ILoggingEvent event) {
        var line = new StringBuilder("{\"ts\":\"").append(STAMP.format(Instant.ofEpochMilli(event.getTimeStamp())));
        line.append("\",\"level\":\"").append(event.getLevel()).append('"');
        field(line, EVENT, name(event).orElse("log"));
        for (var pair : pairs(event)) {
            field(line, pair.key, pair.value);
        }
        if (name(event).isEmpty()) {
            field(line, "logger", event.getLoggerName());
        }
        if (!message(event).isEmpty()) {
            field(line, "text", message(event));
        }
        trace(event).ifPresent(trace -> line.append(",\"error\":\"").append(escaped(trace)).append('"'));
        return line.append("}\n").toString();
    }

    private void field(StringBuilder line, String key, Object value) {
        line.append(",\"").append(escaped(key)).append("\":");
        if (value instanceof Number || value instanceof Boolean) {
            line.append(value);
        } else {
            line.append('"').append(escaped(redaction.cut(String.valueOf(value)))).append('"');
        }
    }

    private String text(ILoggingEvent event) {
        var line = new StringBuilder(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
        line.append(' ').append(String.format(Locale.ROOT, "%-5s", event.getLevel())).append(' ');
        line.append(cut(name(event).orElseGet(() -> simple(event.getLoggerName()) + ":")));
        for (var pair : pairs(event)) {
            line.append(' ').append(escaped(pair.key)).append('=').append(cut(String.valueOf(pair.value)));
        }
        if (!message(event).isEmpty()) {
            line.append(' ').append(cut(message(event)));
        }
        trace(event).ifPresent(trace -> trace.lines().forEach(one -> line.append("\n    ").append(escaped(one.strip()))));
        return line.append('\n').toString();
    }

    private String cut(String text) {
        return escaped(redaction.cut(text));
    }

    private static String simple(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static String message(ILoggingEvent event) {
        return Optional.ofNullable(event.getFormattedMessage()).orElse("");
    }

    private static Optional<String> name(ILoggingEvent event) {
        return all(event).stream().filter(pair -> pair.key.equals(EVENT)).map(pair -> String.valueOf(pair.value)).findFirst();
    }

    private static List<KeyValuePair> pairs(ILoggingEvent event) {
        return all(event).stream().filter(pair -> !pair.key.equals(EVENT)).toList();
    }

    private static List<KeyValuePair> all(ILoggingEvent event) {
        return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of());
    }

    /** A long one loses its middle: what broke stands at its beginning, and the first cause near its end. */
    private Optional<String> trace(ILoggingEvent event) {
        return Optional.ofNullable(event.getThrowableProxy())
                .map(ThrowableProxyUtil::asString)
                .map(all -> redaction.cut(all).strip()) // before it is shortened: half a secret would not be known
                .map(all -> all.length() <= TRACE_MOST
                        ? all
                        : all.substring(0, TRACE_MOST / 2) + "\n...\n" + all.substring(all.length() - TRACE_MOST / 2));
    }

    private static String escaped(String text) {
        var out = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (harmless(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(String.format(Locale.ROOT, "\\u%04x", c));
                    }
                }
            }
        });
        return out.toString();
    }

    /** Not a control character, a sign that turns the direction of writing, a line end of Unicode, or half a pair. */
    private static boolean harmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> false;
            default -> true;
        };
    }
}
