package tidewatch.http;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Next to the caller: refuses what this client does not serve, reads the whole body within the cap, and writes it into the call's
 * {@link Trace}, so that what a library makes of it does not matter.
 */
final class Recorder implements Interceptor {
    /** Bytes of a broken body that are kept. */
    private static final int BEGUN_MAX = 1024;

    /** Idle connections that may have been left in a row, before a call gives up; each is thrown away, with all others at that time. */
    private static final int LEFT_MAX = 8;

    private final Hosts hosts;
    private final Egress egress;
    private final ConnectionPool pool;
    private final int bodyMax;
    private final BooleanSupplier stopped;

    Recorder(Hosts hosts, Egress egress, ConnectionPool pool, int bodyMax, BooleanSupplier stopped) {
        this.hosts = hosts;
        this.egress = egress;
        this.pool = pool;
        this.bodyMax = bodyMax;
        this.stopped = stopped;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        check(chain);
        if ("websocket".equalsIgnoreCase(chain.request().header("Upgrade"))) {
            return chain.proceed(chain.request()); // the library gives it no listener, and a conversation has no body to be read
        }
        var trace = Trace.of(chain);
        var response = onLiveConnection(chain);
        try (var body = response.body()) {
            var bytes = read(body, trace);
            return response.newBuilder().body(ResponseBody.create(bytes, body.contentType())).build();
        }
    }

    private void check(Chain chain) throws IOException {
        if (stopped.getAsBoolean()) {
            throw new Trace.Stopped();
        }
        var url = chain.request().url();
        if (!hosts.serve(url.host())) {
            throw new Refusal(url.host() + " is none of the hosts that are called for this; nothing was sent.");
        }
        if (!url.isHttps() && !egress.allowsPlain(url.host())) {
            throw new Refusal(url.host() + " is asked by plain http; nothing was sent. Use https, or name the host in egress.allow-private"
                    + " if it lies inside your network.");
        }
    }

    /** Nothing is sent on a connection that was left, so asking again is no repeat. */
    private Response onLiveConnection(Chain chain) throws IOException {
        for (int left = 1; ; left++) {
            try {
                return chain.proceed(chain.request());
            } catch (OneTransmission.LeftConnection gone) {
                if (left == LEFT_MAX) {
                    throw gone;
                }
                pool.evictAll();
            }
        }
    }

    private byte[] read(ResponseBody body, Trace trace) throws IOException {
        var source = body.source();
        try {
            if (source.request(bodyMax + 1L)) {
                throw new Trace.OverCap();
            }
        } catch (IOException broken) {
            var buffer = source.getBuffer();
            trace.begun(new Content(buffer.readByteArray(Math.min(BEGUN_MAX, buffer.size()))));
            throw broken;
        }
        var bytes = source.readByteArray();
        trace.whole(new Content(bytes));
        return bytes;
    }
}
