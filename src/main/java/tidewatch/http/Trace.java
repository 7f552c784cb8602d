package tidewatch.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tidewatch.http.Failure.Kind;

/**
 * The life of one call: how far it got, what came, why it ended. The library tells it as the call's listener, from whatever thread it
 * works on; the interceptors find it at their chain.
 */
final class Trace extends EventListener {
    private final Call call;
    private final String host;
    private Reach reach = Reach.NOTHING;
    private boolean connected;
    private int transmissions;
    private boolean ended;
    private @Nullable Integer status;
    private AnswerHeaders headers = AnswerHeaders.NONE;
    private Content body = Content.NONE;
    private @Nullable IOException failure;

    Trace(Call call) {
        this.call = call;
        this.host = call.request().url().host();
    }

    /** Fails closed: a call that nobody listens to is not made. */
    static Trace of(Interceptor.Chain chain) throws IOException {
        if (chain.getEventListener() instanceof Trace trace) {
            return trace;
        }
        throw new Refusal("A call whose course nobody records is not made; nothing was sent.");
    }

    @Override
    public synchronized void connectEnd(Call of, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        connected = true;
    }

    @Override
    public synchronized void requestHeadersStart(Call of) {
        reached(Reach.REQUEST);
    }

    /** Not {@code responseHeadersStart}: that comes also for a 103, after which the outcome is as unknown as before. */
    @Override
    public synchronized void responseHeadersEnd(Call of, Response response) {
        reached(Reach.HEADERS);
        status = response.code();
        headers = new AnswerHeaders(response.headers());
    }

    @Override
    public synchronized void callEnd(Call of) {
        ended = true;
    }

    @Override
    public synchronized void callFailed(Call of, IOException why) {
        failed(why);
    }

    /** The last word on why a call ended: the library wraps a time-out only after its interceptors have seen it as a closed socket. */
    synchronized void failed(IOException why) {
        failure = why;
        ended = true;
    }

    private void reached(Reach stage) {
        if (stage.compareTo(reach) > 0) {
            reach = stage;
        }
    }

    /** Whether this call opened a connection of its own; if not, it uses one that lay idle. */
    synchronized boolean connected() {
        return connected;
    }

    /**
     * Counts one more transmission of this call.
     *
     * @return whether it is the first
     */
    synchronized boolean transmit() {
        transmissions++;
        return transmissions == 1;
    }

    synchronized void begun(Content bytes) {
        body = bytes;
    }

    synchronized void whole(Content bytes) {
        body = bytes;
        reached(Reach.BODY);
    }

    /** Calls that were made and never started say nothing. */
    boolean started() {
        return call.isExecuted();
    }

    /** Ends a call that its maker walked away from: nobody would read its outcome. */
    void giveUp() {
        synchronized (this) {
            if (ended) {
                return;
            }
        }
        call.cancel();
    }

    synchronized Answer answer() {
        if (reach == Reach.BODY && status != null) {
            return new Answer.Complete(status, headers, body);
        }
        var why = why();
        return status != null ? new Answer.Partial(status, headers, body, why) : new Answer.Absent(reach, why);
    }

    private Failure why() {
        var exception = failure;
        if (exception == null) {
            return new Failure(Kind.CANCELLED, host + ": the call was given up; " + soFar());
        }
        return cause(exception, Refusal.class)
                .map(refusal -> new Failure(Kind.REFUSED, refusal.sentence()))
                .orElseGet(() -> said(kind(exception)));
    }

    private Kind kind(IOException exception) {
        if (cause(exception, SecondTransmission.class).isPresent()) {
            return Kind.SECOND_TRANSMISSION;
        }
        if (cause(exception, OverCap.class).isPresent()) {
            return Kind.TOO_BIG;
        }
        if (cause(exception, Stopped.class).isPresent()) {
            return Kind.CANCELLED;
        }
        boolean interrupted = Thread.currentThread().isInterrupted() || "interrupted".equals(exception.getMessage());
        if (exception instanceof InterruptedIOException && !interrupted) {
            return Kind.TIMEOUT; // of an address, a silence, or the whole call
        }
        if (call.isCanceled() || interrupted) {
            return Kind.CANCELLED;
        }
        if (cause(exception, UnknownHostException.class).isPresent()) {
            return Kind.UNKNOWN_HOST;
        }
        if (exception instanceof ProtocolException && reach != Reach.HEADERS) {
            return Kind.GARBLED;
        }
        if (reach != Reach.NOTHING) {
            return Kind.BROKEN;
        }
        // A connection that ends during the handshake comes as a plain end of stream.
        boolean noConnection = exception instanceof SocketException;
        return exception instanceof SSLException || (call.request().isHttps() && !noConnection) ? Kind.TLS : Kind.UNREACHABLE;
    }

    private Failure said(Kind kind) {
        return new Failure(
                kind,
                switch (kind) {
                    case UNKNOWN_HOST -> host + " has no address; " + soFar() + " Check the name and this machine's name server.";
                    case UNREACHABLE -> host + " cannot be reached; " + soFar();
                    case TLS ->
                        host + " offers no secure connection that this machine trusts; " + soFar()
                                + " Check this machine's clock and certificates.";
                    case TIMEOUT -> host + " did not " + (reach == Reach.NOTHING ? "take a connection" : "answer") + " in time; " + soFar();
                    case BROKEN -> "The connection to " + host + " broke; " + soFar();
                    case SECOND_TRANSMISSION -> "A second transmission to " + host + " was stopped; " + soFar();
                    case GARBLED -> host + " answers with something that is not HTTP; " + soFar();
                    case TOO_BIG -> "The answer of " + host + " is larger than it may be; " + soFar();
                    case CANCELLED -> host + ": the call was given up; " + soFar();
                    case REFUSED -> host + " is not called; " + soFar();
                });
    }

    private String soFar() {
        return switch (reach) {
            case NOTHING -> "nothing was sent.";
            case REQUEST -> "the request was begun and may have been taken.";
            case HEADERS, BODY -> "it had answered with status " + status + ".";
        };
    }

    /** The first exception of that type among causes and what was tried before, an address at a time. */
    private static <T extends Throwable> Optional<T> cause(Throwable top, Class<T> type) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Throwable>();
        open.add(top);
        while (!open.isEmpty()) {
            var one = open.removeFirst();
            if (!seen.add(one)) {
                continue;
            }
            if (type.isInstance(one)) {
                return Optional.of(type.cast(one));
            }
            if (one.getCause() != null) {
                open.add(one.getCause());
            }
            Collections.addAll(open, one.getSuppressed());
        }
        return Optional.empty();
    }

    /** The library wanted to write the request again. */
    static final class SecondTransmission extends IOException {
        SecondTransmission() {
            super("second transmission refused");
        }
    }

    /** The body is over the cap. */
    static final class OverCap extends IOException {
        OverCap() {
            super("body over the cap");
        }
    }

    /** The client was closed before the call began. */
    static final class Stopped extends IOException {
        Stopped() {
            super("closed");
        }
    }

    @Override
    public String toString() {
        return host;
    }
}
