package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidewatch.testing.fake.Json;
import tidewatch.testing.fake.Reply;
import tidewatch.testing.fake.Request;

/**
 * Socket Mode: tickets, open sockets, and which of them gets a payload. Guarded by the lock of the world.
 */
final class Sockets {
    private static final int MOST = 10;
    private static final Duration TICKET = Duration.ofSeconds(30);
    private static final Duration WARNING = Duration.ofSeconds(10);
    private static final int FRAMES_MAX = 100_000;

    private final World world;
    private final Dispatch dispatch;
    /** Until when each opens a socket; one that was used is gone. */
    private final Map<String, Instant> tickets = new HashMap<>();
    private final Map<Long, Link> links = new LinkedHashMap<>();
    private final Deque<SocketFrame> frames = new ArrayDeque<>();
    private final Set<String> doubled = new HashSet<>();
    /** How long a socket lives, as hello tells. */
    private int seconds = 18_060;
    private boolean disabled;
    private long count;
    private long turn;

    Sockets(World world, Dispatch dispatch) {
        this.world = world;
        this.dispatch = dispatch;
    }

    void seconds(int newSeconds) {
        seconds = newSeconds;
    }

    List<SocketFrame> frames() {
        return List.copyOf(frames);
    }

    void forget() {
        frames.clear();
    }

    private void keep(Link link, boolean fromApp, String text) {
        frames.addLast(new SocketFrame(link.number, world.now(), fromApp, text));
        while (frames.size() > FRAMES_MAX) {
            frames.removeFirst();
        }
    }

    // ---- opening ----

    /** {@code apps.connections.open}. */
    ObjectNode ticket(String address) {
        if (disabled) {
            throw new ApiError("socket_mode_not_enabled");
        }
        var ticket = world.uuid();
        tickets.put(ticket, world.now().plus(TICKET));
        return Json.object().put("url", address + "/link/?ticket=" + ticket + "&app_id=" + world.app);
    }

    /** The upgrade of a connection to a socket. */
    Reply link(Request request, Arguments in, Optional<Fault> fault) {
        boolean upgrade = request.header("upgrade").orElse("").toLowerCase(Locale.ROOT).contains("websocket")
                && request.header("connection").orElse("").toLowerCase(Locale.ROOT).contains("upgrade")
                && request.header("sec-websocket-version").orElse("").equals("13");
        var key = request.header("sec-websocket-key");
        if (!upgrade || key.isEmpty() || !request.verb().equals("GET")) {
            return Reply.text(400, "Bad Request: no upgrade to a WebSocket").with("Sec-WebSocket-Version", "13");
        }
        var until = tickets.remove(in.text("ticket"));
        if (until == null || world.now().isAfter(until)) {
            return Reply.text(403, "Forbidden: the ticket is unknown, used or expired");
        }
        var kind = fault.map(Fault::kind);
        var link = new Link(++count, world.app, world.now(), this, kind);
        links.put(link.number, link);
        return Reply.upgrade(
                Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Accept", Frames.accept(key.get())), link::talk);
    }

    /** The connection stands: hello, or the way out when there are too many. */
    void opened(Link link) {
        world.lock.lock();
        try {
            if (link.silent) {
                return;
            }
            if (open().size() > MOST || disabled) {
                disconnect(link, disabled ? "link_disabled" : "too_many_websockets");
                return;
            }
            var hello = Json.object().put("type", "hello").put("num_connections", open().size());
            hello.putObject("debug_info").put("host", "applink-" + link.number).put("build_number", 104)
                    .put("approximate_connection_time", seconds);
            hello.putObject("connection_info").put("app_id", link.app);
            say(link, Json.text(hello));
            link.stage = Link.Stage.LIVE;
            dispatch.opened();
            world.changed.signalAll();
        } finally {
            world.lock.unlock();
        }
    }

    void closed(Link link) {
        world.lock.lock();
        try {
            link.stage = Link.Stage.CLOSED;
            links.remove(link.number);
            world.changed.signalAll();
        } finally {
            world.lock.unlock();
        }
    }

    private List<Link> open() {
        return links.values().stream().filter(link -> link.stage != Link.Stage.CLOSED).toList();
    }

    List<Link> live() {
        return links.values().stream().filter(link -> link.stage == Link.Stage.LIVE).toList();
    }

    // ---- talking ----

    void said(Link link, String text) {
        world.lock.lock();
        try {
            keep(link, true, text);
            var tree = Json.read(text).filter(JsonNode::isObject);
            if (tree.isEmpty() || !tree.get().path("envelope_id").isTextual()) {
                world.lint("BAD_ACK", text);
                return;
            }
            var envelope = tree.get().get("envelope_id").asText();
            dispatch.acknowledged(
                    link.number, envelope, Optional.ofNullable(tree.get().get("payload")).filter(JsonNode::isObject), doubled.contains(envelope));
        } finally {
            world.lock.unlock();
        }
    }

    void pinged(Link link) {
        world.lock.lock();
        try {
            keep(link, true, "PING");
        } finally {
            world.lock.unlock();
        }
    }

    void violated(Link link, String what) {
        world.lock.lock();
        try {
            world.lint("WEBSOCKET", "socket " + link.number + ": " + what);
        } finally {
            world.lock.unlock();
        }
    }

    /** Sends a payload over one live socket, another than last time when there is one; false when there is none. */
    boolean send(Parcel parcel, boolean twice, boolean across) {
        var live = live();
        if (live.isEmpty()) {
            return false;
        }
        var others = live.stream().filter(link -> link.number != parcel.link).toList();
        var among = parcel.attempt > 0 && !others.isEmpty() ? others : live;
        var link = among.get((int) (turn++ % among.size()));
        parcel.link = link.number;
        var envelope = world.uuid();
        dispatch.enveloped(parcel, envelope);
        var message = Json.object().put("envelope_id", envelope).put("type", parcel.kind.type);
        message.put("accepts_response_payload", parcel.answerable);
        if (parcel.kind == Parcel.Kind.EVENT) {
            message.put("retry_attempt", parcel.attempt).put("retry_reason", parcel.retryReason);
        }
        message.set("payload", parcel.payload);
        var text = Json.text(message);
        say(link, text);
        if (twice) {
            doubled.add(envelope);
            say(across ? live.stream().filter(other -> other.number != link.number).findFirst().orElse(link) : link, text);
        }
        return true;
    }

    private void say(Link link, String message) {
        keep(link, false, message);
        link.say(message);
    }

    // ---- ending ----

    /** Tells every live socket to go, for this reason; after warning it stays open a while, after the others it is closed soon. */
    void disconnectAll(String reason) {
        open().forEach(link -> disconnect(link, reason));
        world.changed.signalAll();
    }

    private void disconnect(Link link, String reason) {
        var message = Json.object().put("type", "disconnect").put("reason", reason);
        message.putObject("debug_info").put("host", "applink-" + link.number);
        say(link, Json.text(message));
        if (reason.equals("warning")) {
            link.warned = true;
            return;
        }
        link.stage = Link.Stage.DRAINING;
        if (reason.equals("refresh_requested")) {
            link.closeAt = world.now().plus(WARNING);
        } else {
            link.close(1000, reason);
        }
    }

    /** Socket Mode is switched off, or on again. */
    void disable(boolean off) {
        disabled = off;
        if (off) {
            disconnectAll("link_disabled");
        }
    }

    /** Cuts every socket without a word. */
    void cut() {
        open().forEach(Link::cut);
    }

    /** Closes every socket with a handshake and no reason. */
    void close() {
        open().forEach(link -> {
            link.stage = Link.Stage.DRAINING;
            link.close(1000, "");
        });
    }

    /** A socket at the end of its time: a warning, ten seconds later the request to go, ten more and it is closed. */
    void tick() {
        var now = world.now();
        for (var link : new ArrayList<>(links.values())) {
            var end = link.opened.plusSeconds(seconds);
            if (link.stage == Link.Stage.LIVE && !link.warned && !now.isBefore(end.minus(WARNING))) {
                disconnect(link, "warning");
            }
            if (link.stage == Link.Stage.LIVE && !now.isBefore(end)) {
                disconnect(link, "refresh_requested");
            }
            if (link.stage == Link.Stage.DRAINING && !now.isBefore(link.closeAt)) {
                link.closeAt = Instant.MAX;
                link.close(1000, "");
            }
        }
    }

    /** Real nanoseconds until the next socket has something to say, at most a second. */
    long pause() {
        var now = world.now();
        long nanos = 1_000_000_000L;
        for (var link : links.values()) {
            var end = link.opened.plusSeconds(seconds);
            var next = link.stage == Link.Stage.DRAINING ? link.closeAt : link.warned ? end : end.minus(WARNING);
            if (next.isAfter(now) && next.isBefore(now.plusSeconds(1))) {
                nanos = Math.min(nanos, Duration.between(now, next).toNanos());
            }
        }
        return nanos;
    }
}
