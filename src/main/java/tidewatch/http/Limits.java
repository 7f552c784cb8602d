package tidewatch.http;

import java.time.Duration;

/**
 * The bounds of one kind of call.
 *
 * @param connect for each address of a host
 * @param read the longest silence of the other side
 * @param call for all of it, from the look-up of the name to the last byte
 * @param keepAlive how long an unused connection is kept for the next call
 * @param bodyMax bytes of a body, counted after unpacking
 */
record Limits(Duration connect, Duration read, Duration call, Duration keepAlive, int bodyMax) {
    private static final int MIB = 1 << 20;

    /**
     * Sending: the chat port promises an outcome within 15 s. Unused connections go after 1 s, because the library sees only after 10 s
     * that the other side closed one.
     */
    static final Limits SEND =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(1), 4 * MIB);

    /** A poll may be held open for 30 s (50 s at most) by the other side; 100 updates are small. */
    static final Limits POLL =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(75), Duration.ofSeconds(60), 16 * MIB);

    /** The largest answer planned for is a day of all US stocks, a few MiB. */
    static final Limits FETCH =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(30), 32 * MIB);

    /** For a WebSocket the call is its handshake; afterwards only {@link HttpCalls#sockets}' pings bound it. */
    static final Limits SOCKET =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(1), MIB);
}
