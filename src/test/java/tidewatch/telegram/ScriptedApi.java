package tidewatch.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
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
 * A server on loopback that answers calls of the Bot API as a test says, down to the bytes: also as no well-behaved server would. Without a
 * script it says yes to everything. It notes each request that arrived whole.
 */
final class ScriptedApi implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String TOKEN = Canaries.SCRIPTED_BOT;
    static final String SELF =
            """
            {"ok":true,"result":{"id":123456789,"is_bot":true,"first_name":"Tide","username":"tide_bot","can_join_groups":true,\
            "can_read_all_group_messages":false,"a_field_of_tomorrow":{}}}""";

    /** What is done with a request; returns whether the connection stays. */
    interface Turn {
        boolean answer(Request request, Socket socket, ScriptedApi server) throws IOException, InterruptedException;
    }

    /** A request that arrived whole. */
    record Request(String target, Map<String, String> headers, String text) {
        String method() {
            return target.substring(target.lastIndexOf('/') + 1);
        }

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException none) {
                throw new AssertionError("No JSON: " + text, none);
            }
        }
    }

    private final ServerSocket server;
    private final Map<String, Deque<Turn>> scripts = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);
    private int messages = 100;

    ScriptedApi() {
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
    ScriptedApi script(String method, Turn... turns) {
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
        return raw("HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    static Turn ok(String result) {
        return json(200, "{\"ok\":true,\"result\":" + result + "}");
    }

    static Turn no(int code, String description) {
        return json(code, "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\"}");
    }

    static Turn no(int code, String description, String parameters) {
        return json(
                code,
                "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\",\"parameters\":" + parameters + "}");
    }

    static Turn html(int status) {
        var page = "<html><h1>" + status + "</h1></html>";
        return raw("HTTP/1.1 " + status + " Said\r\nContent-Type: text/html\r\nContent-Length: " + page.length() + "\r\n\r\n" + page);
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
            return script == null || script.isEmpty() ? yes(request.method()) : script.removeFirst();
        }
    }

    private Turn yes(String method) {
        return switch (method) {
            case "getMe" -> json(200, SELF);
            case "getUpdates" -> SILENCE;
            case "getWebhookInfo" -> ok("{\"url\":\"\",\"pending_update_count\":0}");
            case "sendMessage", "sendDocument", "editMessageText" -> ok("{\"message_id\":" + ++messages + "}");
            case "sendPhoto" ->
                ok("{\"message_id\":" + ++messages + ",\"photo\":[{\"file_id\":\"small\"},{\"file_id\":\"large" + messages + "\"}]}");
            default -> ok("true");
        };
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
        return body.length < length ? null : new Request(lines[0].split(" ", -1)[1], headers, new String(body, StandardCharsets.UTF_8));
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
