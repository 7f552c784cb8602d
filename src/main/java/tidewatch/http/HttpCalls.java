package tidewatch.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Builds the clients by which Tidewatch calls other machines, each for one purpose, and ends them all. No client of any other make is used.
 *
 * <p>What all have in common: no silent repeat, no redirect, no proxy, bounded in time and size, only to the hosts named, only https,
 * never into a network behind this machine unless {@link HttpSettings} names the host; and each call says how far it got.
 */
public final class HttpCalls implements AutoCloseable {
    /** How long calls that send may go on when the service stops: broken off, their outcome would be unknown. */
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

    /** Between pings of a WebSocket; one without a pong by the next ping fails it. */
    private static final Duration PING = Duration.ofSeconds(10);

    private final Egress egress;
    private final Dns dns;
    private final Duration closeGrace;
    private final Redaction redaction;
    private final List<CarefulClient> sending = new ArrayList<>();
    private final List<CarefulClient> others = new ArrayList<>();

    /**
     * Opens nothing yet.
     *
     * @param redaction learns the secrets of each request, so that they are cut from whatever is shown later
     */
    public HttpCalls(HttpSettings settings, Redaction redaction) {
        this(settings, redaction, Dns.SYSTEM, CLOSE_GRACE);
    }

    HttpCalls(HttpSettings settings, Redaction redaction, Dns dns, Duration closeGrace) {
        this.egress = new Egress(settings.allowPrivate());
        this.dns = dns;
        this.closeGrace = closeGrace;
        this.redaction = redaction;
    }

    /** For what must not happen twice: messages. A call ends within 15 s; an answer has at most 4 MiB. */
    public CarefulClient sends(Hosts hosts) {
        return client(Limits.SEND, hosts, sending);
    }

    /** For calls that the other side holds open until there is news, up to 60 s of silence. */
    public CarefulClient polls(Hosts hosts) {
        return client(Limits.POLL, hosts, others);
    }

    /** For data: connection within 5 s, all within 60 s, at most 32 MiB after unpacking. */
    public CarefulClient fetches(Hosts hosts) {
        return client(Limits.FETCH, hosts, others);
    }

    /** For WebSockets: handshake within 10 s, a ping each 10 s. Messages are not bounded here; the reader bounds them. */
    public CarefulClient sockets(Hosts hosts) {
        return client(Limits.SOCKET, hosts, others);
    }

    CarefulClient client(Limits limits, Hosts hosts) {
        return client(limits, hosts, sending);
    }

    private synchronized CarefulClient client(Limits limits, Hosts hosts, List<CarefulClient> kind) {
        var ping = limits.equals(Limits.SOCKET) ? PING : Duration.ZERO;
        var client = new CarefulClient(limits, hosts, egress, dns, redaction, ping);
        kind.add(client);
        return client;
    }

    /**
     * No new call begins; polls and fetches are cancelled at once, what is being sent has 5 s to end and is cancelled then. Afterwards no
     * thread of a client works on; the library's own timers are daemons and end by themselves. An interrupt cancels all at once.
     */
    @Override
    public synchronized void close() {
        sending.forEach(CarefulClient::stop);
        others.forEach(CarefulClient::end);
        try {
            var idle = sending.stream().map(CarefulClient::idle).toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(idle).get(closeGrace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException tooLong) {
            // Cancelled below; each of these calls ends as given up.
        } finally {
            sending.forEach(CarefulClient::end);
        }
    }
}
