package tidewatch.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import okhttp3.Dns;

/** Clients and requests for tests: loopback is allowed by the names below, and time runs faster. */
final class Made {
    static final Set<String> INSIDE = Set.of("127.0.0.1", "localhost", "::1", "two.test");
    static final Hosts HOSTS = new Hosts(INSIDE);

    /** As for sending, several times as fast; long enough for a machine that is busy. */
    static final Limits QUICK =
            new Limits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1), 1 << 20);

    /** Long enough that no time-out explains anything. */
    static final Limits PATIENT =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), 1 << 20);

    private Made() {}

    static HttpCalls calls() {
        return calls(INSIDE, Dns.SYSTEM);
    }

    static HttpCalls calls(Set<String> allowPrivate, Dns dns) {
        return new HttpCalls(new HttpSettings(allowPrivate), Redaction.of(List.of()), dns, Duration.ofSeconds(2));
    }

    static HttpRequest post(String address) {
        return HttpRequest.post(address, "{\"text\":\"hello\"}".getBytes(StandardCharsets.UTF_8), "application/json");
    }

    static HttpRequest post(Object address) {
        return post(address.toString());
    }

    /** One name for several addresses. */
    static Dns dns(String... addresses) {
        return host -> Arrays.stream(addresses).map(Made::address).toList();
    }

    static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    static Failure failure(Answer answer) {
        return switch (answer) {
            case Answer.Complete whole -> throw new AssertionError("No failure: " + whole);
            case Answer.Partial partial -> partial.failure();
            case Answer.Absent absent -> absent.failure();
        };
    }

    static int status(Answer answer) {
        return switch (answer) {
            case Answer.Complete whole -> whole.status();
            case Answer.Partial partial -> partial.status();
            case Answer.Absent absent -> throw new AssertionError("No status: " + absent.failure().sentence());
        };
    }
}
