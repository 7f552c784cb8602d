package tidewatch.testing.slack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One open socket of the app. Its own thread reads, another writes, so that nobody waits for a client that does not read. What it is for the
 * others is guarded by the lock of the world.
 */
final class Link {
    /** Where it stands. */
    enum Stage {
        /** No hello yet. */
        OPENING,
        LIVE,
        /** Told to go; nothing new is sent, and answers are still taken. */
        DRAINING,
        CLOSED
    }

    /** Stands for the end in the queue; no frame is empty. */
    private static final byte[] END = new byte[0];
    private static final int PING_SECONDS = 10;

    final long number;
    final String app;
    final Instant opened;
    final boolean silent;
    private final boolean pongs;
    private final boolean deaf;
    Stage stage = Stage.OPENING;
    boolean warned;
    Instant closeAt = Instant.MAX;
    private final Sockets sockets;
    private final LinkedBlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    private volatile Optional<Socket> socket = Optional.empty();
    private volatile boolean cut;

    Link(long number, String app, Instant opened, Sockets sockets, Optional<Fault.Kind> fault) {
        this.number = number;
        this.app = app;
        this.opened = opened;
        this.sockets = sockets;
        this.silent = fault.filter(kind -> kind == Fault.Kind.NO_HELLO).isPresent();
        this.pongs = fault.filter(kind -> kind == Fault.Kind.NO_PONG).isEmpty();
        this.deaf = fault.filter(kind -> kind == Fault.Kind.DEAF).isPresent();
    }

    /** Queues a message; a deaf socket swallows all after its hello. */
    void say(String message) {
        if (!deaf || stage == Stage.OPENING) {
            queue.add(Frames.text(message));
        }
    }

    /** Closes with a handshake after all that is queued. */
    void close(int code, String reason) {
        queue.add(Frames.close(code, reason));
        queue.add(END);
    }

    /** Cuts the connection at once. */
    void cut() {
        cut = true;
        queue.add(END);
        socket.ifPresent(Link::reset);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // It was gone already.
        }
    }

    /** Talks until one side closes. */
    void talk(Socket connection, InputStream in, OutputStream out) {
        socket = Optional.of(connection);
        var writing = Thread.ofVirtual().name("fake-slack-writing").start(() -> write(connection, out));
        try {
            sockets.opened(this);
            read(in);
        } catch (Frames.Violation violation) {
            sockets.violated(this, String.valueOf(violation.getMessage()));
            close(violation.code, String.valueOf(violation.getMessage()));
        } catch (IOException gone) {
            queue.add(END);
        } finally {
            sockets.closed(this);
            try {
                if (!writing.join(Duration.ofSeconds(1))) {
                    writing.interrupt();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void read(InputStream in) throws IOException {
        var frames = new Frames(in);
        while (true) {
            var frame = frames.read();
            if (deaf) {
                continue;
            }
            switch (frame.opcode()) {
                case Frames.TEXT -> sockets.said(this, frame.payload().text());
                case Frames.PING -> {
                    sockets.pinged(this);
                    if (pongs) {
                        queue.add(Frames.frame(Frames.PONG, frame.payload().array()));
                    }
                }
                case Frames.CLOSE -> {
                    byte[] payload = frame.payload().array();
                    queue.add(Frames.frame(Frames.CLOSE, payload.length >= 2 ? new byte[] {payload[0], payload[1]} : new byte[0]));
                    queue.add(END);
                    return;
                }
                default -> {
                    // A pong asks for nothing.
                }
            }
        }
    }

    private void write(Socket connection, OutputStream out) {
        try {
            while (true) {
                byte[] frame = queue.poll(PING_SECONDS, TimeUnit.SECONDS);
                if (frame != null && frame.length == 0) {
                    // The client has a second to close its side.
                    connection.setSoTimeout(1000);
                    connection.shutdownOutput();
                    return;
                }
                if (frame != null) {
                    Frames.write(out, frame);
                } else if (!deaf) {
                    Frames.write(out, Frames.frame(Frames.PING, ("Ping from applink-" + number).getBytes(StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException gone) {
            if (!cut) {
                reset(connection);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
