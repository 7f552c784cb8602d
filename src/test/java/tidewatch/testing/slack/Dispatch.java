package tidewatch.testing.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tidewatch.testing.fake.Json;

/**
 * Tells the app what happens, by sockets or by HTTP, and says it again as the service does: an event that is not acknowledged within three
 * seconds comes at once, a minute and five minutes after the first time; a command or a press fails before the person's eyes.
 */
final class Dispatch {
    private static final Duration ANSWER = Duration.ofSeconds(3);
    /** How long an event waits for a socket. [No source tells.] */
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final List<Duration> AGAIN = List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5));
    private static final int KEPT_MAX = 50_000;

    private final World world;
    private final Sockets sockets;
    private final Hook hook;
    private final NavigableMap<Long, Parcel> all = new TreeMap<>();
    private final Map<Long, Parcel> unfinished = new LinkedHashMap<>();
    private final Map<String, Parcel> byEnvelope = new HashMap<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final List<Parcel> held = new ArrayList<>();
    private boolean http;
    private boolean extended;
    private int hold;
    private int twice;
    private boolean twiceAcross;
    private long count;

    Dispatch(World world) {
        this.world = world;
        this.sockets = new Sockets(world, this);
        this.hook = new Hook(world, this);
    }

    Sockets sockets() {
        return sockets;
    }

    Hook hook() {
        return hook;
    }

    void http(boolean on) {
        http = on;
    }

    boolean http() {
        return http;
    }

    void extend(boolean on) {
        extended = on;
    }

    /** So many payloads come twice: the same envelope, on another socket when {@code across} and there is one. */
    void doubleNext(int times, boolean across) {
        twice = times;
        twiceAcross = across;
    }

    /** So many payloads are held back until another has passed them. */
    void holdNext(int times) {
        hold = times;
    }

    List<Receipt> receipts() {
        return all.values().stream().map(Parcel::receipt).toList();
    }

    Optional<Receipt> receipt(long number) {
        return Optional.ofNullable(all.get(number)).map(Parcel::receipt);
    }

    void forget() {
        all.values().removeIf(parcel -> !parcel.open());
    }

    // ---- what happens ----

    /** Wraps an event and sends it to the app in a workspace, when it has asked for such events. */
    void event(Team team, String subscription, ObjectNode event, boolean shared) {
        if (!world.subscriptions.contains(subscription)) {
            return;
        }
        var scope = scope(subscription, event);
        if (!scope.isEmpty() && !team.scopes.contains(scope)) {
            world.lint("EVENT_SCOPE", subscription + " is listened to and not sent: it needs " + scope);
            return;
        }
        var type = event.path("type").asText();
        var wrapped = Json.object().put("token", world.verification).put("team_id", team.id).put("context_team_id", team.id);
        wrapped.putNull("context_enterprise_id").put("api_app_id", world.app).set("event", event);
        wrapped.put("type", "event_callback").put("event_id", world.id("Ev")).put("event_time", world.now().getEpochSecond());
        wrapped.putArray("authorizations").addObject().putNull("enterprise_id").put("team_id", team.id).put("user_id", team.bot.id)
                .put("is_bot", true).put("is_enterprise_install", false);
        wrapped.put("is_ext_shared_channel", shared).put("event_context", "4-" + type + "-" + team.id + "-" + event.path("channel").asText());
        offer(Parcel.Kind.EVENT, wrapped, false, answer -> {});
    }

    /** What an app needs to be told of an event; docs.slack.dev, the reference of each. */
    private static String scope(String subscription, ObjectNode event) {
        return switch (subscription) {
            case "app_mention" -> "app_mentions:read";
            case "message.channels", "message.groups", "message.im", "message.mpim" -> subscription.substring("message.".length()) + ":history";
            case "member_joined_channel", "member_left_channel" -> event.path("channel_type").asText().equals("C") ? "channels:read" : "groups:read";
            case "channel_archive", "channel_unarchive", "channel_left" -> "channels:read";
            case "group_archive", "group_unarchive", "group_left" -> "groups:read";
            default -> "";
        };
    }

    /** The name under which an app listens to the messages of such a channel. */
    private static String listening(Channel channel) {
        return "message." + channel.kind.scope;
    }

    /** A message that stands in a channel: whoever listens to such channels hears of it. */
    void told(Channel channel, Shown shown) {
        world.hearing(channel).ifPresent(team -> {
            var event = shown.told(world.subscriptions.contains("message.metadata"));
            event.put("channel", channel.id).put("event_ts", shown.ts).put("channel_type", channel.kind.type);
            event(team, listening(channel), event, !channel.shared.isEmpty());
        });
    }

    void changed(Channel channel, Shown shown, ObjectNode before) {
        world.hearing(channel).ifPresent(team -> {
            var ts = world.ts();
            var event = Json.object().put("type", "message").put("subtype", "message_changed");
            event.set("message", shown.told(false));
            event.set("previous_message", before);
            event.put("channel", channel.id).put("hidden", true).put("ts", ts).put("event_ts", ts).put("channel_type", channel.kind.type);
            event(team, listening(channel), event, !channel.shared.isEmpty());
        });
    }

    void deleted(Channel channel, Shown shown) {
        world.hearing(channel).ifPresent(team -> {
            var ts = world.ts();
            var event = Json.object().put("type", "message").put("subtype", "message_deleted");
            event.set("previous_message", shown.told(false));
            event.put("channel", channel.id).put("hidden", true).put("deleted_ts", shown.ts).put("ts", ts).put("event_ts", ts);
            event.put("channel_type", channel.kind.type);
            event(team, listening(channel), event, !channel.shared.isEmpty());
        });
    }

    void joined(Channel channel, Person person, Optional<String> inviter) {
        world.hearing(channel).ifPresent(team -> {
            var event = Json.object().put("type", "member_joined_channel").put("user", person.id).put("channel", channel.id);
            event.put("channel_type", channel.kind == Channel.Kind.PUBLIC ? "C" : "G").put("team", person.team);
            inviter.ifPresent(id -> event.put("inviter", id));
            event(team, "member_joined_channel", event.put("event_ts", world.ts()), !channel.shared.isEmpty());
        });
    }

    // ---- on the way ----

    Parcel offer(Parcel.Kind kind, ObjectNode payload, boolean answerable, Consumer<JsonNode> answered) {
        if (extended) {
            extend(payload);
        }
        var parcel = new Parcel(++count, kind, payload, answerable, world.now(), answered);
        all.put(parcel.number, parcel);
        while (all.size() > KEPT_MAX) {
            all.pollFirstEntry().getValue().envelopes.forEach(envelope -> {
                byEnvelope.remove(envelope);
                acknowledged.remove(envelope);
            });
        }
        unfinished.put(parcel.number, parcel);
        parcel.due = world.now().plus(kind == Parcel.Kind.EVENT ? KEPT : ANSWER);
        if (hold > 0) {
            hold--;
            held.add(parcel);
        } else {
            attempt(parcel);
            held.forEach(this::attempt);
            held.clear();
        }
        world.changed.signalAll();
        return parcel;
    }

    private static void extend(JsonNode node) {
        node.forEach(Dispatch::extend);
        if (node instanceof ObjectNode object) {
            object.putObject("x_of_tomorrow").put("number", 4_294_967_296L).putNull("nothing").putArray("list").add(1).add("two");
        } else if (node instanceof ArrayNode) {
            return;
        }
    }

    /** Sends it when somebody takes it; else it waits on. */
    private void attempt(Parcel parcel) {
        // Taken before it goes out: who got it may move the clock at once.
        var now = world.now();
        long nanos = System.nanoTime();
        boolean again = twice > 0;
        boolean sent = http ? hook.send(parcel, again) : sockets.send(parcel, again, twiceAcross);
        if (sent) {
            twice -= again ? 1 : 0;
            parcel.state = Parcel.State.SENT;
            parcel.due = now.plus(ANSWER);
            parcel.sentNanos = nanos;
        }
    }

    /** An envelope gets its id when it goes out. */
    void enveloped(Parcel parcel, String envelope) {
        parcel.envelopes.add(envelope);
        byEnvelope.put(envelope, parcel);
    }

    /** An answer over a socket. */
    void acknowledged(long link, String envelope, Optional<JsonNode> payload, boolean doubled) {
        var parcel = byEnvelope.get(envelope);
        if (parcel == null) {
            world.lint("UNKNOWN_ENVELOPE", "acknowledged " + envelope);
            return;
        }
        if (!acknowledged.add(envelope)) {
            if (!doubled) {
                world.lint("ACK_TWICE", "acknowledged " + envelope + " again");
            }
            return;
        }
        if (parcel.state == Parcel.State.DONE) {
            // It was said again in another envelope: on the same socket because this one was late, on another one because its own ended.
            if (parcel.link == link && !doubled) {
                world.lint("LATE_ACK", "acknowledged " + envelope + " after three seconds");
            }
            return;
        }
        if (parcel.state != Parcel.State.SENT || world.now().isAfter(parcel.due)) {
            world.lint("LATE_ACK", "acknowledged " + envelope + " after three seconds");
            if (!parcel.open()) {
                return;
            }
        }
        if (parcel.link != link && !doubled) {
            world.lint("ACK_ELSEWHERE", envelope + " came on socket " + parcel.link + " and was acknowledged on " + link);
        }
        if (payload.isPresent() && !payload.get().isEmpty() && !parcel.answerable) {
            world.lint("ANSWER_IGNORED", "an answer in the acknowledgement of " + parcel.receipt().what());
        }
        done(parcel, parcel.answerable ? payload.orElseGet(Json::object) : Json.object());
    }

    void done(Parcel parcel, JsonNode answer) {
        if (!parcel.open()) {
            return;
        }
        parcel.state = Parcel.State.DONE;
        parcel.tookNanos = System.nanoTime() - parcel.sentNanos;
        parcel.answer = Optional.of(answer);
        unfinished.remove(parcel.number);
        parcel.answered.accept(answer);
        world.changed.signalAll();
    }

    /**
     * It was not answered as it should be: an event will be said again, all else has failed.
     *
     * @param shown what a person reads
     * @param reason what the repeat names as its reason
     */
    void failed(Parcel parcel, String shown, String reason, boolean again) {
        if (!parcel.open()) {
            return;
        }
        if (parcel.kind == Parcel.Kind.EVENT && again && parcel.attempt < AGAIN.size()) {
            var next = parcel.born.plus(AGAIN.get(parcel.attempt));
            parcel.attempt++;
            parcel.retryReason = reason;
            parcel.state = Parcel.State.WAITING;
            parcel.due = next;
            if (!next.isAfter(world.now())) {
                parcel.due = world.now().plus(KEPT);
                attempt(parcel);
            }
        } else {
            parcel.state = Parcel.State.FAILED;
            parcel.failure = shown;
            unfinished.remove(parcel.number);
        }
        world.changed.signalAll();
    }

    /** A socket has opened: what waits for one goes out now. */
    void opened() {
        for (var parcel : List.copyOf(unfinished.values())) {
            // A repeat waits for its time, unless no socket was there when that came.
            boolean repeat = parcel.attempt > 0 && parcel.due.isAfter(world.now()) && parcel.due.equals(next(parcel));
            if (parcel.state == Parcel.State.WAITING && !held.contains(parcel) && !repeat) {
                attempt(parcel);
            }
        }
    }

    private static Instant next(Parcel parcel) {
        return parcel.born.plus(AGAIN.get(parcel.attempt - 1));
    }

    // ---- time ----

    /** Runs until it is interrupted. */
    void run() {
        try {
            world.lock.lockInterruptibly();
            try {
                while (true) {
                    tick();
                    // A second at most, because the clock may go by itself.
                    world.changed.awaitNanos(pause());
                }
            } finally {
                world.lock.unlock();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void tick() {
        sockets.tick();
        var now = world.now();
        for (var parcel : List.copyOf(unfinished.values())) {
            if (!parcel.open() || now.isBefore(parcel.due)) {
                continue;
            }
            boolean waited = parcel.state == Parcel.State.WAITING;
            boolean repeat = waited && parcel.attempt > 0 && parcel.due.equals(next(parcel));
            if (repeat) {
                parcel.due = now.plus(KEPT);
                attempt(parcel);
            } else if (waited || !http) {
                failed(parcel, waited ? "dispatch_failed" : "operation_timeout", "timeout", true);
            }
        }
    }

    private long pause() {
        var now = world.now();
        long nanos = 1_000_000_000L;
        for (var parcel : unfinished.values()) {
            long left = Duration.between(now, parcel.due).toNanos();
            if (left > 0) {
                nanos = Math.min(nanos, left);
            }
        }
        return Math.max(1_000_000L, Math.min(nanos, sockets.pause()));
    }
}
