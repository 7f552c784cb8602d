package tidewatch.testing.fake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * HTTP/1.1 on loopback, by hand, so that every way of going wrong can be had: a connection cut before or after the request was read, half an
 * answer, one that drips, silence. Reads bodies with a length or in chunks, keeps connections alive, answers {@code Expect: 100-continue}, and
 * hands the connection over when the answer is an upgrade.
 */
public final class HttpLine<F extends Mishap> implements AutoCloseable {
    /** What answers. */
    public interface Service<F extends Mishap> {
        /** Asked when the head was read and the body was not. */
        Optional<F> fault(String verb, String path);

        Reply answer(Request request, Optional<F> fault) throws InterruptedException;

        /** To what is no request, or none that is served. */
        Reply unreadable(int status, String description);
    }

    private static final int HEAD_MAX = 64 * 1024;
    private static final int BODY_MAX = 60 * 1024 * 1024;

    private final String name;
    private final ServerSocket server;
    private final Service<F> service;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A request that cannot be read, answered as the service answers it. */
    private static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1;
        final int status;

        Unreadable(int status, String description) {
            super(description);
            this.status = status;
        }
    }

    private record Head(String verb, String target, boolean old, Map<String, List<String>> headers) {
        String one(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        boolean keepAlive() {
            var connection = one("connection").toLowerCase(Locale.ROOT);
            return old ? connection.contains("keep-alive") : !connection.contains("close");
        }
    }

    /**
     * Listens, and answers nothing yet.
     *
     * @param name of the server and its threads, such as fake-slack
     * @param port 0 takes a free one
     */
    public HttpLine(String name, int port, Service<F> service) throws IOException {
        this.name = name;
        this.service = service;
        this.server = new ServerSocket(port, 500, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    public void start() {
        Thread.ofPlatform().daemon().name(name).start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Connections that are open now. */
    public int connections() {
        return open.size();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().name(name + "-connection").start(() -> serve(socket));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            var out = socket.getOutputStream();
            boolean more = true;
            while (more) {
                more = one(socket, in, out);
            }
        } catch (IOException gone) {
            // The other side went away.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** Serves one request; false when the connection is over. */
    private boolean one(Socket socket, InputStream in, OutputStream out) throws IOException, InterruptedException {
        in.mark(1);
        if (in.read() < 0) {
            return false;
        }
        in.reset();
        try {
            var head = head(in);
            int mark = head.target().indexOf('?');
            var path = mark < 0 ? head.target() : head.target().substring(0, mark);
            var fault = service.fault(head.verb(), path);
            if (fault.isPresent() && fault.get().cutsUnread()) {
                // With bytes unread, closing resets the connection.
                socket.setSoLinger(true, 0);
                return false;
            }
            if (head.one("expect").equalsIgnoreCase("100-continue")) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
            var body = body(in, head);
            var query = mark < 0 ? "" : head.target().substring(mark + 1);
            var reply = service.answer(new Request(head.verb(), path, query, head.headers(), new Bytes(body), head.keepAlive()), fault);
            boolean more = write(out, reply, head);
            if (reply.talk().isPresent()) {
                reply.talk().get().over(socket, in, out);
            }
            return more;
        } catch (Unreadable unreadable) {
            var reply = service.unreadable(unreadable.status, String.valueOf(unreadable.getMessage())).with("Connection", "close");
            write(out, reply, new Head("GET", "/", true, Map.of()));
            return false;
        }
    }

    private static Head head(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The head of a request broke off");
            }
            if (bytes.size() > HEAD_MAX) {
                throw new Unreadable(431, "Request Header Fields Too Large: total headers size exceeded");
            }
            bytes.write(next);
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
        }
        var lines = bytes.toString(StandardCharsets.UTF_8).split("\r?\n", -1);
        var first = lines[0].split(" ", -1);
        if (first.length != 3 || !first[2].startsWith("HTTP/")) {
            throw new Unreadable(400, "Bad Request: wrong request line");
        }
        if (!Set.of("GET", "POST", "HEAD", "DELETE", "PUT").contains(first[0])) {
            throw new Unreadable(501, "Not Implemented");
        }
        var headers = new HashMap<String, List<String>>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                var name = lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT);
                headers.computeIfAbsent(name, key -> new ArrayList<>()).add(lines[i].substring(colon + 1).strip());
            }
        }
        return new Head(first[0], first[1], first[2].equals("HTTP/1.0"), headers);
    }

    private static byte[] body(InputStream in, Head head) throws IOException {
        var encoding = head.one("transfer-encoding").toLowerCase(Locale.ROOT);
        if (encoding.equals("chunked")) {
            return chunks(in);
        }
        if (!encoding.isEmpty() && !encoding.equals("identity")) {
            throw new Unreadable(501, "Unimplemented: unsupported transfer-encoding");
        }
        var length = head.one("content-length");
        if (length.isEmpty()) {
            return new byte[0];
        }
        if (!length.matches("[0-9]{1,15}")) {
            throw new Unreadable(400, "Bad Request");
        }
        long bytes = Long.parseLong(length);
        if (bytes > BODY_MAX) {
            throw new Unreadable(413, "Request Entity Too Large: content length is " + bytes);
        }
        byte[] body = in.readNBytes((int) bytes);
        if (body.length < bytes) {
            throw new IOException("The body of a request broke off");
        }
        return body;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = line(in).split(";", -1)[0].strip();
            if (!size.matches("[0-9A-Fa-f]{1,7}")) {
                throw new Unreadable(400, "Bad Request: unexpected end of request content");
            }
            int bytes = Integer.parseInt(size, 16);
            if (body.size() + bytes > BODY_MAX) {
                throw new Unreadable(413, "Request Entity Too Large: content length is " + (body.size() + bytes));
            }
            if (bytes == 0) {
                while (!line(in).isEmpty()) {
                    // Trailers mean nothing here.
                }
                return body.toByteArray();
            }
            body.write(in.readNBytes(bytes));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        int next = in.read();
        while (next != '\n') {
            if (next < 0 || line.length() > HEAD_MAX) {
                throw new IOException("A chunk of a request broke off");
            }
            if (next != '\r') {
                line.append((char) next);
            }
            next = in.read();
        }
        return line.toString();
    }

    private boolean write(OutputStream out, Reply reply, Head head) throws IOException, InterruptedException {
        boolean upgrade = reply.talk().isPresent();
        boolean stays = head.keepAlive() && reply.way() == Reply.Way.WHOLE && !upgrade;
        var text = new StringBuilder("HTTP/1.1 " + reply.status() + ' ' + reason(reply.status()) + "\r\nServer: " + name + "\r\n");
        reply.headers().forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        if (!upgrade) {
            text.append("Content-Length: ").append(reply.body().size()).append("\r\n");
        }
        if (!reply.headers().containsKey("Connection")) {
            text.append("Connection: ").append(stays ? "keep-alive" : "close").append("\r\n");
        }
        byte[] top = text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] body = head.verb().equals("HEAD") ? new byte[0] : reply.body().array();
        switch (reply.way()) {
            case WHOLE -> {
                byte[] all = Arrays.copyOf(top, top.length + body.length);
                System.arraycopy(body, 0, all, top.length, body.length);
                out.write(all);
                out.flush();
            }
            case CUT -> {}
            case HALF -> {
                out.write(top);
                out.write(body, 0, body.length / 2);
                out.flush();
            }
            case DRIP -> drip(out, top, body, reply.seconds());
            case SILENCE -> pause(reply.seconds());
        }
        return stays;
    }

    private void drip(OutputStream out, byte[] top, byte[] body, double seconds) throws IOException, InterruptedException {
        out.write(top);
        out.flush();
        for (byte b : body) {
            if (pause(seconds / body.length)) {
                return;
            }
            out.write(b);
            out.flush();
        }
    }

    /** Lets real time pass; true when the server was closed meanwhile. */
    private boolean pause(double seconds) throws InterruptedException {
        return closed.await((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    }

    private static String reason(int status) {
        return switch (status) {
            case 101 -> "Switching Protocols";
            case 200 -> "OK";
            case 302 -> "Found";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 413 -> "Request Entity Too Large";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }
}
