package tidewatch.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A server below HTTP, for what a well-behaved one never does. It counts each request that it has read whole. */
final class WireServer implements AutoCloseable {
    /** What to do with a connection once a request has been read from it. */
    interface Turn {
        /**
         * Answers, or does not.
         *
         * @param request its number, from 1
         * @return whether to read another request from this connection
         */
        boolean after(int request, Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Turn turn;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Semaphore closed = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);

    WireServer(Turn turn) throws IOException {
        this(InetAddress.ofLiteral("127.0.0.1"), 0, turn);
    }

    WireServer(InetAddress address, int port, Turn turn) throws IOException {
        this.turn = turn;
        server = new ServerSocket(port, 50, address);
        Thread.ofVirtual().start(this::accept);
    }

    /** A status line, the fields and the body as they stand. */
    static void write(Socket socket, String head, String body) throws IOException {
        socket.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2";

    String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    int port() {
        return server.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    int connections() {
        return connections.get();
    }

    /** Waits until so many connections were closed on this side. */
    void awaitClosed(int count) throws InterruptedException {
        closed.acquire(count);
    }

    /** For a turn that says nothing until the test is over. */
    void awaitEnd() throws InterruptedException {
        end.await();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException over) {
            end.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more && read(in)) {
                more = turn.after(requests.incrementAndGet(), socket);
            }
        } catch (IOException | InterruptedException broken) {
            // The other side went away; the test looks at its own end.
        } finally {
            closed.release();
        }
    }

    /** Head and as many bytes of body as it says. */
    private static boolean read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int one = in.read();
            if (one < 0) {
                return false;
            }
            head.append((char) one);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return in.readNBytes(length).length == length;
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        server.close();
    }
}
