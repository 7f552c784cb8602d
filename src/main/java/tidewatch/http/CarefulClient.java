package tidewatch.http;

import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * A client for one purpose and its hosts, with threads and connections of its own. {@link #call} is for our own adapters; {@link #library}
 * is handed to a vendor's library, whose calls are made inside {@link #watch}.
 *
 * <p>Speaks HTTP/1.1, one call a connection: what was measured is what runs, and a broken connection makes one outcome unknown, not many.
 * Safe for use by many threads.
 */
public final class CarefulClient {
    /** Calls at a time to one host that a library may start by itself; the library's own standard is five. */
    private static final int PARALLEL_MAX = 64;

    /** How long a thread of the client waits for its next call; the library's own standard is a minute, far beyond a platform's end. */
    private static final long THREAD_IDLE_SECONDS = 5;

    private final OkHttpClient library;
    private final ConnectionPool pool;
    private final Dispatcher dispatcher = new Dispatcher();
    private final Redaction redaction;
    private final ScopedValue<List<Trace>> watching = ScopedValue.newInstance();
    private volatile boolean stopped;

    CarefulClient(Limits limits, Hosts hosts, Egress egress, Dns dns, Redaction redaction, Duration ping) {
        this.redaction = redaction;
        pool = new ConnectionPool(PARALLEL_MAX, limits.keepAlive().toMillis(), TimeUnit.MILLISECONDS);
        dispatcher.setMaxRequests(PARALLEL_MAX);
        dispatcher.setMaxRequestsPerHost(PARALLEL_MAX);
        if (dispatcher.executorService() instanceof ThreadPoolExecutor threads) {
            threads.setKeepAliveTime(THREAD_IDLE_SECONDS, TimeUnit.SECONDS);
        }
        library = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(pool)
                .proxy(Proxy.NO_PROXY)
                .dns(egress.naming(dns))
                .socketFactory(egress)
                .protocols(List.of(Protocol.HTTP_1_1))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(limits.connect())
                .readTimeout(limits.read())
                .writeTimeout(limits.read())
                .callTimeout(limits.call())
                .pingInterval(ping)
                .eventListenerFactory(this::trace)
                .addInterceptor(new Recorder(hosts, egress, pool, limits.bodyMax(), () -> stopped))
                .addInterceptor(new OneShot())
                .addNetworkInterceptor(new OneTransmission())
                .build();
    }

    /** Runs on the thread that makes the call, also where a library then sends it on a thread of its own. */
    private Trace trace(Call call) {
        var trace = new Trace(call);
        if (watching.isBound()) {
            watching.get().add(trace);
        }
        return trace;
    }

    /**
     * For a vendor's library. It may derive others from it and add interceptors of its own; calls from those are guarded and recorded the
     * same.
     */
    public OkHttpClient library() {
        return library;
    }

    /** Makes one call and waits for its end, at most the time that this kind of call has. Never throws for what a network or server does. */
    public Answer call(HttpRequest request) {
        request.secrets().forEach(redaction::learn);
        return watch(() -> library.newCall(request.forLibrary()).execute())
                .answer()
                .orElseThrow(() -> new IllegalStateException("A call that was not started: " + request));
    }

    /**
     * Runs what a library does, and records each call that it makes over {@link #library()} from this thread. Exceptions of the library are
     * swallowed: what it threw says less than the answers. Errors pass. A call that is still under way when the library comes back is
     * cancelled.
     */
    public <T> Watched<T> watch(Callable<T> action) {
        var traces = Collections.synchronizedList(new ArrayList<Trace>());
        Optional<T> result = Optional.empty();
        Optional<Class<? extends Throwable>> thrown = Optional.empty();
        try {
            result = Optional.ofNullable(ScopedValue.where(watching, traces).call(action::call));
        } catch (Exception ofLibrary) {
            thrown = Optional.of(ofLibrary.getClass());
            if (ofLibrary instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
        var started = List.copyOf(traces).stream().filter(Trace::started).toList();
        started.forEach(Trace::giveUp);
        return new Watched<>(result, thrown, started.stream().map(Trace::answer).toList());
    }

    /** Ends every call under way, from any thread: a poll whose right to poll was lost. Later calls are made as before. */
    public void cancelAll() {
        dispatcher.cancelAll();
    }

    /** From now on no call begins. Those under way go on. */
    void stop() {
        stopped = true;
    }

    /** Done when no call is under way. */
    CompletableFuture<Void> idle() {
        var idle = new CompletableFuture<Void>();
        dispatcher.setIdleCallback(() -> idle.complete(null));
        if (dispatcher.runningCallsCount() == 0) {
            idle.complete(null);
        }
        return idle;
    }

    /** Cancels what is under way and ends threads and connections. */
    void end() {
        stop();
        dispatcher.cancelAll();
        dispatcher.executorService().shutdown();
        pool.evictAll();
    }
}
