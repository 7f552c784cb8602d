package tidewatch.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;

/** The header fields of an answer as they came; upper and lower case are the same. It prints as their number. Immutable. */
public final class AnswerHeaders {
    static final AnswerHeaders NONE = new AnswerHeaders(new Headers.Builder().build());

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final Headers fields;

    AnswerHeaders(Headers fields) {
        this.fields = fields;
    }

    /** The last one of that name. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    public List<String> values(String name) {
        return fields.values(name);
    }

    /**
     * How long to wait by {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date minus {@code now}, at least zero. Empty when the field
     * is absent or says neither.
     */
    public Optional<Duration> retryAfter(Instant now) {
        return value("Retry-After").map(String::strip).flatMap(text -> {
            if (SECONDS.matcher(text).matches()) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            try {
                var pause = Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
                return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
            } catch (DateTimeException neither) {
                return Optional.empty();
            }
        });
    }

    @Override
    public String toString() {
        return fields.size() + " header fields";
    }
}
