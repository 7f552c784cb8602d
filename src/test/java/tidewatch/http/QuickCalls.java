package tidewatch.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.Dns;

/** Clients that fetch as {@link HttpCalls#fetches} does, with bounds that a test can wait for and names that a test gives. */
public final class QuickCalls implements AutoCloseable {
    /** The cap is that of the product. */
    private static final Limits QUICK = new Limits(
            Duration.ofSeconds(2), Duration.ofMillis(1_500), Duration.ofSeconds(3), Duration.ofSeconds(1), Limits.FETCH.bodyMax());

    private final HttpCalls calls;

    /**
     * Opens nothing yet.
     *
     * @param inside hosts that may lie inside a network
     * @param names addresses by host; others are looked up
     */
    public QuickCalls(Set<String> inside, Map<String, String> names) {
        Dns dns = host -> named(names, host);
        calls = new HttpCalls(new HttpSettings(inside), Redaction.of(List.of()), dns, Duration.ofSeconds(1));
    }

    private static List<InetAddress> named(Map<String, String> names, String host) throws UnknownHostException {
        var name = Optional.ofNullable(names.get(host));
        return name.isPresent() ? List.of(InetAddress.ofLiteral(name.get())) : Dns.SYSTEM.lookup(host);
    }

    public CarefulClient fetches(Hosts hosts) {
        return calls.client(QUICK, hosts);
    }

    @Override
    public void close() {
        calls.close();
    }
}
