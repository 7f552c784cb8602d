package tidewatch.testing.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tidewatch.testing.Patience;

/**
 * A server on loopback that answers calls as a test says, down to the bytes: also as no well-behaved server would. What it says without a
 * script each service knows. It notes each request that arrived whole.
 */
public abstract class ScriptedServer implements AutoCloseable {
    /** What is done with a request; returns whether the connection stays. */
    public interface Turn {
        boolean answer(Request request, Socket socket, ScriptedServer server) throws IOException, InterruptedException;
    }

    /**
     * A request that arrived whole.
     *
     * @param method as the service calls it
     * @param target path and query
     * @param headers names in small letters
     * @param latin the body, a character a byte
     */
    public record Request(String method, String target, Map<String, String> headers, String latin) {
        public byte[] body() {
            return latin.getBytes(StandardCharsets.ISO_8859_1);
        }

        public String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return tree(text());
        }

        /** The arguments of a form, in their order. */
        public Map<String, String> form() {
            var form = new LinkedHashMap<String, String>();
            for (var pair : text().split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
            return form;
        }

        public String argument(String name) {
            return form().getOrDefault(name, "");
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return method;
        }
    }

    public static JsonNode tree(String text) {
        return Json.read(text).orElseThrow(() -> new AssertionError("No JSON: " + text));
    }

    private final ServerSocket server;
    private final Map<String, Deque<Turn>> scripts = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);

    protected ScriptedServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on it answers; the last that a constructor does. */
    protected final void begin() {
        Thread.ofVirtual().start(this::accept);
    }

    /** How the service calls what stands at a target. */
    protected abstract String method(String target);

    /** The answer where no script is; one request at a time. */
    protected abstract Turn yes(Request request);

    public String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** These answers, one call after the other, then yes again. */
    public ScriptedServer script(String method, Turn... turns) {
        synchronized (requests) {
            scripts.computeIfAbsent(method, _ -> new ArrayDeque<>()).addAll(List.of(turns));
        }
        return this;
    }

    public List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    public List<Request> requests(String method) {
        return requests().stream().filter(request -> request.method().equals(method)).toList();
    }

    /** Waits until so many requests for a method arrived. */
    public void await(String method, int count) throws InterruptedException {
        long until = System.nanoTime() + Patience.LONG.toNanos();
        synchronized (requests) {
            while (requests(method).size() < count) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("No " + count + " requests for " + method + ": " + requests);
                }
                requests.wait(left);
            }
        }
    }

    // ---- answers ----

    public static Turn json(int status, String body) {
        return said(status, "application/json", body);
    }

    public static Turn words(int status, String text) {
        return said(status, "text/plain", text);
    }

    public static Turn html(int status) {
        return said(status, "text/html", "<html><h1>" + status + "</h1></html>");
    }

    private static Turn said(int status, String type, String body) {
        return raw("HTTP/1.1 " + status + " Said\r\nContent-Type: " + type + "\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    /** These bytes, then the connection is over. */
    public static Turn raw(String bytes) {
        return (_, socket, _) -> {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return false;
        };
    }

    /** In pieces, as a server that does not know the length beforehand. */
    public static Turn chunked(String body) {
        int half = body.length() / 2;
        var first = body.substring(0, half);
        var second = body.substring(half);
        return raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + Integer.toHexString(first.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + first + "\r\n"
                + Integer.toHexString(second.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + second + "\r\n0\r\n\r\n");
    }

    /** Hangs up without a word. */
    public static final Turn HANG_UP = (_, _, _) -> false;

    /** Breaks the connection off. */
    public static final Turn RESET = (_, socket, _) -> {
        socket.setSoLinger(true, 0);
        return false;
    };

    /** Says nothing until the test is over. */
    public static final Turn SILENCE = (_, _, server) -> {
        server.over.await();
        return false;
    };

    // ---- the wire ----

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            over.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more) {
                var request = read(in);
                if (request == null) {
                    return;
                }
                more = turn(request).answer(request, socket, this);
            }
        } catch (IOException | InterruptedException gone) {
            // The other side went away; the test looks at its own end.
        } finally {
            open.remove(socket);
        }
    }

    private Turn turn(Request request) {
        synchronized (requests) {
            requests.add(request);
            requests.notifyAll();
            var script = scripts.get(request.method());
            return script == null || script.isEmpty() ? yes(request) : script.removeFirst();
        }
    }

    private @Nullable Request read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int one = in.read();
            if (one < 0) {
                return null;
            }
            head.append((char) one);
        }
        var lines = head.toString().split("\r\n", -1);
        var headers = new HashMap<String, String>();
        for (var line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = in.readNBytes(length);
        var target = lines[0].split(" ", -1)[1];
        return body.length < length ? null : new Request(method(target), target, headers, new String(body, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        over.countDown();
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
