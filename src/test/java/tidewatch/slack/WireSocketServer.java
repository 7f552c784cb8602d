package tidewatch.slack;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tidewatch.testing.Patience;

/** A server of WebSockets (RFC 6455) on plain sockets, that does what it is told to and nothing else: no hello, no pong, no farewell. */
final class WireSocketServer implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final ServerSocket server;
    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    private final Set<Peer> open = Collections.synchronizedSet(new HashSet<>());
    /** Status with which a handshake is answered; 101 opens it. */
    volatile int status = 101;
    /** So many of the next connections answer no ping. */
    volatile int mute;
    /** Whether a farewell is answered; Slack's does not. */
    volatile boolean farewells = true;

    WireSocketServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "ws://127.0.0.1:" + server.getLocalPort() + "/link/?ticket=one-time-ticket&app_id=A1";
    }

    /** The next one that connected. */
    Peer next() throws InterruptedException {
        var peer = peers.poll(Patience.SECONDS, TimeUnit.SECONDS);
        if (peer == null) {
            throw new AssertionError("Nobody connected");
        }
        return peer;
    }

    boolean nobodyElse() {
        return peers.isEmpty();
    }

    /** How many connections are open. */
    int open() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException over) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            var key = key(in);
            if (status != 101) {
                socket.getOutputStream()
                        .write(("HTTP/1.1 " + status + " No\r\nRetry-After: 0\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            socket.getOutputStream()
                    .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accepted(key)
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            var peer = new Peer(socket, pongs());
            open.add(peer);
            peers.add(peer);
            try {
                peer.read(in);
            } finally {
                open.remove(peer);
                peer.heard.add("(gone)");
            }
        } catch (IOException | NoSuchAlgorithmException gone) {
            // The other side went away; the test looks at its own end.
        }
    }

    private synchronized boolean pongs() {
        mute--;
        return mute < 0;
    }

    private static String key(DataInputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow(() -> new IOException("no WebSocket is asked for"));
    }

    private static String accepted(String key) throws NoSuchAlgorithmException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        List.copyOf(open).forEach(Peer::cut);
    }

    /** One connection, as the server sees it. */
    final class Peer {
        private final Socket socket;
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final AtomicInteger pings = new AtomicInteger();
        private final boolean pongs;

        Peer(Socket socket, boolean pongs) {
            this.socket = socket;
            this.pongs = pongs;
        }

        private void read(DataInputStream in) throws IOException {
            while (true) {
                int first = in.readUnsignedByte();
                int second = in.readUnsignedByte();
                long length = second & 0x7F;
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
                if ((second & 0x80) == 0) {
                    throw new IOException("a client masks what it sends");
                }
                var mask = new byte[4];
                in.readFully(mask);
                var body = new byte[(int) length];
                in.readFully(body);
                for (int i = 0; i < body.length; i++) {
                    body[i] ^= mask[i % 4];
                }
                switch (first & 0x0F) {
                    case TEXT -> heard.add(new String(body, StandardCharsets.UTF_8));
                    case PING -> {
                        pings.incrementAndGet();
                        if (pongs) {
                            write(PONG, body);
                        }
                    }
                    case CLOSE -> {
                        heard.add("(farewell)");
                        if (farewells) {
                            write(CLOSE, body);
                            return;
                        }
                    }
                    default -> heard.add("(frame " + (first & 0x0F) + ")");
                }
            }
        }

        private synchronized void write(int code, byte[] body) throws IOException {
            var head = body.length < 126
                    ? new byte[] {(byte) (0x80 | code), (byte) body.length}
                    : body.length < 65_536
                            ? new byte[] {(byte) (0x80 | code), 126, (byte) (body.length >> 8), (byte) body.length}
                            : new byte[] {
                                (byte) (0x80 | code), 127, 0, 0, 0, 0, (byte) (body.length >> 24), (byte) (body.length >> 16),
                                (byte) (body.length >> 8), (byte) body.length
                            };
            var out = socket.getOutputStream();
            out.write(head);
            out.write(body);
            out.flush();
        }

        /** A text; a single quote stands for a double one. */
        Peer says(String text) {
            try {
                write(TEXT, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                throw new AssertionError(gone);
            }
            return this;
        }

        Peer hello() {
            return says("{'type':'hello','num_connections':1,'connection_info':{'app_id':'A1'},'debug_info':{'host':'applink-1',"
                    + "'approximate_connection_time':18060}}");
        }

        /** A farewell of the server. */
        void closes(int code) {
            try {
                write(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
            } catch (IOException gone) {
                throw new AssertionError(gone);
            }
        }

        /** Breaks off. */
        void cut() {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException gone) {
                throw new AssertionError(gone);
            }
        }

        /** The next text that came, or {@code (farewell)}, {@code (gone)}. */
        String heard() throws InterruptedException {
            var text = heard.poll(Patience.SECONDS, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("Nothing came");
            }
            return text;
        }

        int pings() {
            return pings.get();
        }
    }
}
