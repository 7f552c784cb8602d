package tidewatch.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import tidewatch.testing.Canaries;

/**
 * A server on loopback that answers calls of the Web API as a test says, down to the bytes: also as no well-behaved server would. Without a
 * script it says yes to everything. It notes each request that arrived whole.
 */
final class ScriptedSlack implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String TOKEN = Canaries.SCRIPTED_SLACK_BOT;
    static final String APP_TOKEN = Canaries.SCRIPTED_SLACK_APP;
    static final String SECRET = Canaries.SCRIPTED_SLACK_SIGNING;

    /** What is done with a request; returns whether the connection stays. */
    interface Turn {
        boolean answer(Request request, Socket socket, ScriptedSlack server) throws IOException, InterruptedException;
    }

    /** A request that arrived whole; a character of its body is a byte. */
    record Request(String target, Map<String, String> headers, String latin) {
        byte[] body() {
            return latin.getBytes(StandardCharsets.ISO_8859_1);
        }


        /** {@code chat.postMessage}; of an address that is no method its whole path. */
        String method() {
            return target.startsWith("/api/") ? target.substring("/api/".length()) : target;
        }

        String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return tree(text());
        }

        /** The arguments of a form, in their order. */
        Map<String, String> form() {
            var form = new LinkedHashMap<String, String>();
            for (var pair : text().split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
            return form;
        }

        String argument(String name) {
            return form().getOrDefault(name, "");
        }

        @Override
        public String toString() {
            return method();
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException none) {
            throw new AssertionError("No JSON: " + text, none);
        }
    }

    private final ServerSocket server;
    private final Map<String, Deque<Turn>> scripts = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);
    private int messages = 100;
    private int files;

    ScriptedSlack() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** These answers, one call after the other, then yes again. */
    ScriptedSlack script(String method, Turn... turns) {
        synchronized (requests) {
            scripts.computeIfAbsent(method, _ -> new ArrayDeque<>()).addAll(List.of(turns));
        }
        return this;
    }

    List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    List<Request> requests(String method) {
        return requests().stream().filter(request -> request.method().equals(method)).toList();
    }

    /** Waits until so many requests for a method arrived. */
    void await(String method, int count) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
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

    static Turn json(int status, String body) {
        return raw("HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    /** With these fields. */
    static Turn ok(String fields) {
        return json(200, "{\"ok\":true" + (fields.isEmpty() ? "" : "," + fields) + "}");
    }

    static Turn no(String error) {
        return no(200, error);
    }

    static Turn no(int status, String error) {
        return json(status, "{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    static Turn no(String error, String message) {
        return json(
                200,
                "{\"ok\":false,\"error\":\"" + error + "\",\"response_metadata\":{\"messages\":[\"" + message + "\"]}}");
    }

    static Turn tooMany(int seconds) {
        var body = "{\"ok\":false,\"error\":\"ratelimited\"}";
        return raw("HTTP/1.1 429 Too Many Requests\r\nRetry-After: " + seconds + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    static Turn words(int status, String text) {
        return raw("HTTP/1.1 " + status + " Said\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
    }

    static Turn html(int status) {
        var page = "<html><h1>" + status + "</h1></html>";
        return raw("HTTP/1.1 " + status + " Said\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: " + page.length() + "\r\n\r\n" + page);
    }

    /** These bytes, then the connection is over. */
    static Turn raw(String bytes) {
        return (_, socket, _) -> {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return false;
        };
    }

    /** In pieces, as a server that does not know the length beforehand. */
    static Turn chunked(String body) {
        int half = body.length() / 2;
        var first = body.substring(0, half);
        var second = body.substring(half);
        return raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + Integer.toHexString(first.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + first + "\r\n"
                + Integer.toHexString(second.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + second + "\r\n0\r\n\r\n");
    }

    /** Hangs up without a word. */
    static final Turn HANG_UP = (_, _, _) -> false;

    /** Breaks the connection off. */
    static final Turn RESET = (_, socket, _) -> {
        socket.setSoLinger(true, 0);
        return false;
    };

    /** Says nothing until the test is over. */
    static final Turn SILENCE = (_, _, server) -> {
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

    private Turn yes(Request request) {
        return switch (request.method()) {
            case "auth.test" ->
                ok("\"team\":\"Tide\",\"team_id\":\"T1\",\"user\":\"tidewatch\",\"user_id\":\"U0BOT\",\"bot_id\":\"B0BOT\"");
            case "bots.info" -> ok("\"bot\":{\"id\":\"B0BOT\",\"app_id\":\"A0SCRIPTED\"}");
            case "chat.postMessage" -> {
                var channel = request.argument("channel");
                yield ok("\"channel\":\"" + (channel.startsWith("U") ? "D" + channel : channel) + "\",\"ts\":\"" + stamp() + "\"");
            }
            case "chat.update" ->
                ok("\"channel\":\"" + request.argument("channel") + "\",\"ts\":\"" + request.argument("ts") + "\",\"text\":\"x\"");
            case "chat.postEphemeral" -> ok("\"message_ts\":\"" + stamp() + "\"");
            case "conversations.open" -> ok("\"channel\":{\"id\":\"D" + request.argument("users") + "\"}");
            case "conversations.history", "conversations.replies" -> ok("\"messages\":[],\"has_more\":false");
            case "files.getUploadURLExternal" -> {
                files++;
                yield ok("\"upload_url\":\"" + address() + "/upload/v1/ticket" + files + "\",\"file_id\":\"F" + files + "\"");
            }
            case "files.completeUploadExternal" -> ok("\"files\":" + request.argument("files"));
            case "apps.connections.open" -> ok("\"url\":\"wss://127.0.0.1/link?ticket=1\"");
            default -> request.target().startsWith("/api/") ? ok("") : words(200, "ok");
        };
    }

    private String stamp() {
        return "1767960000." + String.format(Locale.ROOT, "%06d", ++messages);
    }

    private static @Nullable Request read(InputStream in) throws IOException {
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
        return body.length < length ? null : new Request(lines[0].split(" ", -1)[1], headers, new String(body, StandardCharsets.ISO_8859_1));
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
