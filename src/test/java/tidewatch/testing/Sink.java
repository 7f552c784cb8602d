package tidewatch.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A platform that is only a server on this machine's loopback: takes the messages of a {@link SinkPlatform}, writes each that arrived whole
 * to a ledger that only grows, and does wrong what its {@link SinkScript} says. It runs in a process of its own, so that its ledger survives
 * whatever happens to the senders; a test may also run it inside.
 *
 * <p>{@code java -cp ... tidewatch.testing.Sink PORT LEDGER [LIMIT] [SCRIPT]}: port 0 takes a free one; prints {@code sink PORT} when it
 * listens and ends with its standard input. {@code POST /script} with rules as its body sets another script; {@code GET /find} answers what
 * a {@link SinkPlatform} that can look asks for.
 */
public final class Sink implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTROL = "POST /script";
    private static final int HEAD_MAX = 64 * 1024;

    private final ServerSocket server;
    private final FileChannel ledger;
    private final Path file;
    private final int perSecond;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Deque<Long> shownAt = new ArrayDeque<>();
    private final long seed;
    private Scripted scripted;
    private long count;

    private record Scripted(SinkScript script, long since) {}

    private record Request(String line, String body) {}

    /**
     * One request that arrived whole.
     *
     * @param at milliseconds of the wall clock
     * @param number from 1, since the sink was started
     * @param repeat it said of itself that it may be a repeat
     * @param pid of the process that sent it
     * @param shown whether people see it
     * @param result what was done: the name of a fault
     */
    public record Entry(
            long at, long number, String chat, String delivery, int part, int parts, String hash, boolean repeat, long epoch, long pid, boolean shown,
            String result) {}

    private Sink(int port, Path file, int perSecond, String script, long seed) throws IOException {
        this.file = file;
        this.perSecond = perSecond;
        this.seed = seed;
        this.scripted = new Scripted(SinkScript.parse(script, seed), System.nanoTime());
        this.ledger = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        this.server = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("sink").start(this::accept);
    }

    /** Listens on a free port, without faults. */
    public static Sink start(Path ledger) throws IOException {
        return new Sink(0, ledger, 30, "", 1);
    }

    /**
     * Listens.
     *
     * @param port 0 takes a free one
     * @param perSecond messages in any second; more are answered with 429
     */
    public static Sink start(int port, Path ledger, int perSecond, String script, long seed) throws IOException {
        return new Sink(port, ledger, perSecond, script, seed);
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("PORT LEDGER [LIMIT] [SCRIPT]");
        }
        int limit = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 30;
        var script = arguments.length > 3 ? arguments[3] : "";
        try (var sink = start(Integer.parseInt(arguments[0]), Path.of(arguments[1]), limit, script, 1)) {
            System.out.println("sink " + sink.port());
            // Whoever started it ends it by closing its input, also by dying.
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From now on this goes wrong. */
    public synchronized void script(String rules) {
        scripted = new Scripted(SinkScript.parse(rules, seed + count), System.nanoTime());
    }

    /** Everything in the ledger, the oldest first. */
    public List<Entry> ledger() {
        return read(file);
    }

    /** A ledger, of a sink that runs or not. */
    public static List<Entry> read(Path ledger) {
        try {
            var entries = new ArrayList<Entry>();
            for (var line : Files.readAllLines(ledger)) {
                entries.add(JSON.readValue(line, Entry.class));
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
        ledger.close();
    }

    // ---- requests ----

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
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
                more = one(in, out);
            }
        } catch (IOException gone) {
            // The other side went away, or was killed.
        } finally {
            open.remove(socket);
        }
    }

    /** Serves one request; false when the connection is over. */
    private boolean one(InputStream in, OutputStream out) throws IOException {
        in.mark(CONTROL.length());
        byte[] begun = in.readNBytes(CONTROL.length());
        if (begun.length == 0) {
            return false;
        }
        in.reset();
        if (new String(begun, StandardCharsets.ISO_8859_1).equals(CONTROL)) {
            script(request(in).body());
            return answer(out, 200, "", "{\"ok\":true}");
        }
        SinkScript.What what = next();
        if (what.fault() == SinkScript.Fault.CLOSE_BEFORE) {
            return false;
        }
        Request request = request(in);
        if (request.line().startsWith("GET /find")) {
            return find(out, request, what);
        }
        return message(out, JSON.readTree(request.body()), what);
    }

    private synchronized SinkScript.What next() {
        return scripted.script().next(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - scripted.since()));
    }

    private static Request request(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0 || head.size() > HEAD_MAX) {
                throw new IOException("The head of a request broke off");
            }
            head.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        var lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n", -1);
        int length = 0;
        for (var line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("The body of a request broke off");
        }
        return new Request(lines[0], new String(body, StandardCharsets.UTF_8));
    }

    /** {@code GET /find?delivery=M-1&part=2}: the number of the message that people see, or 0. */
    private boolean find(OutputStream out, Request request, SinkScript.What what) throws IOException {
        if (what.fault() != SinkScript.Fault.NONE && what.fault() != SinkScript.Fault.SLOW) {
            return answer(out, 500, "", "{}");
        }
        var asked = request.line().split(" ", -1)[1];
        long found = ledger().stream()
                .filter(entry -> entry.shown() && asked.equals("/find?delivery=" + entry.delivery() + "&part=" + entry.part()))
                .mapToLong(Entry::number)
                .findFirst()
                .orElse(0);
        return answer(out, 200, "", "{\"found\":" + found + "}");
    }

    private boolean message(OutputStream out, JsonNode message, SinkScript.What what) throws IOException {
        boolean over = what.fault() == SinkScript.Fault.NONE && tooMany();
        var done = over ? new SinkScript.What(SinkScript.Fault.TOO_MANY_ALL, 1) : what;
        long number = write(message, done.fault());
        return switch (done.fault()) {
            case NONE -> answer(out, 200, "", "{\"ok\":true,\"id\":" + number + "}");
            case SLOW -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(done.or(1_000)));
                yield answer(out, 200, "", "{\"ok\":true,\"id\":" + number + "}");
            }
            case CLOSE_BEFORE, CLOSE_UNSEEN, CLOSE_AFTER -> false;
            case SILENCE -> {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(done.or(20)));
                yield false;
            }
            case HALF -> {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":tr".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                yield false;
            }
            case GARBLED -> answer(out, 200, "", "<html>welcome</html>");
            case TOO_MANY -> answer(out, 429, "Retry-After: " + done.or(1) + "\r\n", "{\"ok\":false,\"scope\":\"chat\"}");
            case TOO_MANY_ALL -> answer(out, 429, "Retry-After: " + done.or(1) + "\r\n", "{\"ok\":false,\"scope\":\"sender\"}");
            case ERROR, ERROR_SHOWN -> answer(out, 500, "", "<html>oops</html>");
            case BAD_GATEWAY -> answer(out, 502, "", "<html>bad gateway</html>");
            case UNAVAILABLE -> answer(out, 503, "Retry-After: 0\r\n", "<html>unavailable</html>");
            case TIMEOUT_SHOWN -> answer(out, 408, "", "");
            case BLOCKED -> answer(out, 403, "", "{\"ok\":false}");
            case BAD_TOKEN -> answer(out, 401, "", "{\"ok\":false}");
            case BAD_CONTENT -> answer(out, 400, "", "{\"ok\":false}");
            case KILL, KILL_UNSEEN -> {
                ProcessHandle.of(message.path("pid").asLong()).ifPresent(ProcessHandle::destroyForcibly);
                yield false;
            }
        };
    }

    private static boolean shows(SinkScript.Fault fault) {
        return switch (fault) {
            case NONE, SLOW, CLOSE_AFTER, SILENCE, HALF, GARBLED, ERROR_SHOWN, TIMEOUT_SHOWN, KILL -> true;
            case CLOSE_BEFORE, CLOSE_UNSEEN, TOO_MANY, TOO_MANY_ALL, ERROR, BAD_GATEWAY, UNAVAILABLE, BLOCKED, BAD_TOKEN, BAD_CONTENT, KILL_UNSEEN ->
                false;
        };
    }

    private synchronized boolean tooMany() {
        long now = System.nanoTime();
        while (!shownAt.isEmpty() && now - shownAt.peekFirst() >= TimeUnit.SECONDS.toNanos(1)) {
            shownAt.removeFirst();
        }
        if (shownAt.size() >= perSecond) {
            return true;
        }
        shownAt.addLast(now);
        return false;
    }

    /** One line in one write, before any answer: it is there whatever happens next. */
    private synchronized long write(JsonNode message, SinkScript.Fault fault) throws IOException {
        count++;
        ObjectNode line = JSON.createObjectNode();
        line.put("at", Instant.now().toEpochMilli());
        line.put("number", count);
        line.put("chat", message.path("chat").asText());
        line.put("delivery", message.path("delivery").asText());
        line.put("part", message.path("part").asInt());
        line.put("parts", message.path("parts").asInt());
        line.put("hash", message.path("hash").asText());
        line.put("repeat", message.path("postscript").toString().contains("Possible repeat"));
        line.put("epoch", message.path("epoch").asLong());
        line.put("pid", message.path("pid").asLong());
        line.put("shown", shows(fault));
        line.put("result", fault.name());
        ledger.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return count;
    }

    private static boolean answer(OutputStream out, int status, String fields, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 " + status + " x\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n" + fields + "\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
        out.flush();
        return true;
    }

    /** The first entry that people see, for a delivery and a part. */
    public Optional<Entry> shown(String delivery, int part) {
        return ledger().stream()
                .filter(entry -> entry.shown() && entry.delivery().equals(delivery) && entry.part() == part)
                .findFirst();
    }
}
