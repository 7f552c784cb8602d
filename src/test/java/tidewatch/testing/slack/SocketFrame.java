package tidewatch.testing.slack;

import java.time.Instant;

/**
 * One message over a socket.
 *
 * @param link number of the socket, from 1
 * @param fromApp whether the app said it; a ping of the app is kept as {@code PING}
 */
public record SocketFrame(long link, Instant at, boolean fromApp, String text) {}
