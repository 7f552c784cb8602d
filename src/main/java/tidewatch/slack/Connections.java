package tidewatch.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tidewatch.problem.Problem;
import tidewatch.problem.Reason;
import tidewatch.settings.Secret;
import tidewatch.slack.PayloadReader.Heard;

/**
 * The connections of Socket Mode (docs.slack.dev, "Using Socket Mode"; platforms design, 4.2): asks for an address, opens a socket, waits for
 * its hello, and takes what comes. When Slack wants a connection to be renewed, or it grows old, the next one is opened and says hello before
 * the old one is drained, so that there is never none. One is live and one drained at most.
 *
 * <p>Has no thread and no time of its own: {@link tidewatch.chat.Loop} takes its steps, or a test. What a socket says is taken on the
 * socket's thread, stored first and then acknowledged on the same socket; only what becomes of the connections waits for the next step.
 */
final class Connections {
    /** From the opening of a socket to its hello. */
    static final Duration HELLO = Duration.ofSeconds(10);

    /** Beyond the age that Slack announced for a connection. */
    private static final Duration OVERDUE = Duration.ofSeconds(60);

    private static final Duration AGE_MAX = Duration.ofDays(7);

    /** How long an old connection is read on. */
    private static final Duration DRAIN = Duration.ofSeconds(30);

    /** Slack leaves the line open after the farewell (node-slack-sdk, issue 2752), so nobody waits long for it. */
    static final Duration FAREWELL = Duration.ofSeconds(1);

    /** A connection that lived so long has worked. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    /** What only a person can mend is looked at so often. */
    private static final Duration LATER = Duration.ofMinutes(5);

    /** How often it is said that all is well. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private static final long CROWDED_LEAST = 30_000;
    private static final long CROWDED_MOST = 60_000;

    private static final Pattern ENVELOPE = Pattern.compile("\"envelope_id\"\\s*:\\s*\"([!#-\\[\\]-~]{1,200})\"");

    /** Where a connection is in its life. Before it there is only the asking for its address. */
    enum Stage {
        CONNECTING,
        LIVE,
        DRAINING,
        /** We said farewell. */
        CLOSING,
        CLOSED
    }

    /** What a socket said about the connection itself. */
    private sealed interface Event {
        record Hello(Connection of, OptionalLong seconds) implements Event {}

        record Leave(Connection of, String reason) implements Event {}

        record Ended(Connection of, String why) implements Event {}

        record Removed() implements Event {}
    }

    /** Why it does not work, or not as it should. */
    private record Trouble(String words, boolean forPerson) {}

    private final Listening with;
    private final Sockets sockets;
    private final Intake intake;
    private final Link link;
    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();

    /** All that are not closed. Guarded by this, as all below. */
    private final List<Connection> all = new ArrayList<>();

    private boolean known;
    private boolean opening;
    private long nextTry;
    private @Nullable Trouble trouble;
    private volatile boolean shut;
    private volatile Runnable wake = () -> {};

    /**
     * Opens nothing yet.
     *
     * @param link as the inbox is told
     */
    Connections(Listening with, Sockets sockets, Intake intake, Link link) {
        this.with = with;
        this.sockets = sockets;
        this.intake = intake;
        this.link = link;
        this.nextTry = with.nanos().getAsLong();
    }

    /** Is called from now on when a step is due at once; by any thread. */
    void wakes(Runnable wakes) {
        wake = wakes;
    }

    /** One connection. What it hears comes on the thread of its socket. */
    private final class Connection implements Sockets.Listener {
        private Stage stage = Stage.CONNECTING;
        private long since;
        private OptionalLong renewAt = OptionalLong.empty();
        /** To be followed by another. */
        private boolean leaving;
        /** Slack will end it and open no other. */
        private boolean dismissed;

        /** There once the opening of the socket came back; its first words may be faster. */
        private final CompletableFuture<Sockets.Socket> socket = new CompletableFuture<>();

        Connection(long now) {
            this.since = now;
        }

        void at(Stage next, long now) {
            stage = next;
            since = now;
        }

        boolean longer(Duration than, long now) {
            return now - since >= than.toNanos();
        }

        @Override
        public void text(String text) {
            if (!shut) {
                heard(this, text);
            }
        }

        @Override
        public void ended(String why) {
            tell(new Event.Ended(this, why));
        }

        boolean send(String text) {
            return socket.join().send(text);
        }

        void farewell() {
            var _ = socket.thenAccept(Sockets.Socket::close);
        }

        void cancel() {
            var _ = socket.thenAccept(Sockets.Socket::cancel);
        }
    }

    private void tell(Event event) {
        events.add(event);
        wake.run();
    }

    // ---- what a socket says ----

    private void heard(Connection from, String text) {
        if (text.length() > Arrived.MOST) {
            garbled(from, text, "it is longer than 1 MiB");
            return;
        }
        JsonNode message;
        try {
            message = Arrived.json(text);
        } catch (JsonProcessingException none) {
            garbled(from, text, "it is no JSON");
            return;
        }
        var type = message.path("type").asText("");
        switch (type) {
            case "hello" -> tell(new Event.Hello(from, age(message)));
            case "disconnect" -> tell(new Event.Leave(from, message.path("reason").asText("")));
            default -> envelope(from, type, message);
        }
    }

    /** Acknowledged if it has a name: it would come again as it is. */
    private void garbled(Connection from, String text, String why) {
        intake.unreadable(why);
        var envelope = ENVELOPE.matcher(text);
        if (envelope.find()) {
            acknowledge(from, envelope.group(1), Optional.empty());
        }
    }

    /** How many seconds Slack means to keep the connection. */
    private static OptionalLong age(JsonNode hello) {
        long seconds = hello.path("debug_info").path("approximate_connection_time").asLong(0);
        return seconds > 0 && seconds <= AGE_MAX.toSeconds() ? OptionalLong.of(seconds) : OptionalLong.empty();
    }

    private void envelope(Connection from, String type, JsonNode message) {
        var id = message.path("envelope_id").asText("");
        if (id.isEmpty()) {
            intake.count("without_envelope");
            return;
        }
        var kind =
                switch (type) {
                    case "events_api" -> Optional.of(PayloadReader.Kind.EVENT);
                    case "slash_commands" -> Optional.of(PayloadReader.Kind.SLASH);
                    case "interactive" -> Optional.of(PayloadReader.Kind.INTERACTION);
                    default -> Optional.<PayloadReader.Kind>empty();
                };
        if (kind.isEmpty()) {
            intake.count("envelope_unknown");
            acknowledge(from, id, Optional.empty());
            return;
        }
        boolean answers = message.path("accepts_response_payload").asBoolean(false);
        var heard = intake.hear(kind.get(), message.path("payload"), "envelope:" + id);
        if (Intake.waits(heard)) {
            Thread.ofVirtual().name("slack envelope").start(() -> take(from, id, heard, answers));
        } else {
            take(from, id, heard, answers);
        }
    }

    private void take(Connection from, String id, Heard heard, boolean answers) {
        try {
            var answer = intake.take(heard);
            acknowledge(from, id, answer.filter(_ -> answers));
        } catch (RuntimeException store) {
            // Without an acknowledgement it comes again, here or to another node.
            intake.count("not_stored");
            with.reports()
                    .accept(Problem.of(
                            Reason.UNREACHABLE,
                            "The store does not take what Slack sends (" + store.getClass().getSimpleName() + "); Slack sends events again."));
            return;
        }
        if (heard instanceof Heard.Removed) {
            tell(new Event.Removed());
        }
    }

    private void acknowledge(Connection to, String id, Optional<String> payload) {
        var quoted = Arrived.JSON.getNodeFactory().textNode(id).toString();
        boolean sent = to.send(payload.map(json -> "{\"envelope_id\":" + quoted + ",\"payload\":" + json + "}")
                .orElseGet(() -> "{\"envelope_id\":" + quoted + "}"));
        if (!sent) {
            intake.count("not_acknowledged"); // it comes again, and is known
        }
    }

    // ---- steps ----

    /** Does what is due. How long to wait before the next time; absent when it was shut. */
    Optional<Duration> step() {
        boolean asks;
        synchronized (this) {
            if (shut) {
                return Optional.empty();
            }
            long now = with.nanos().getAsLong();
            for (var event = events.poll(); event != null; event = events.poll()) {
                on(event, now);
            }
            expire(now);
            asks = wanting(now) && now - nextTry >= 0;
            opening = asks;
        }
        if (asks) {
            ask();
        }
        synchronized (this) {
            opening = false;
            if (shut) {
                return Optional.empty();
            }
            say();
            return Optional.of(rest(with.nanos().getAsLong()));
        }
    }

    private Optional<Connection> in(Stage stage) {
        return all.stream().filter(one -> one.stage == stage).findFirst();
    }

    /** Whether a call has to be made: for our name, or for a connection. */
    private boolean wanting(long now) {
        if (!known) {
            return true;
        }
        if (in(Stage.CONNECTING).isPresent()) {
            return false;
        }
        return in(Stage.LIVE).map(live -> leaving(live, now)).orElse(true);
    }

    private static boolean leaving(Connection live, long now) {
        return live.leaving || (live.renewAt.isPresent() && now - live.renewAt.getAsLong() >= 0);
    }

    private void on(Event event, long now) {
        switch (event) {
            case Event.Hello(Connection one, OptionalLong seconds) -> hello(one, seconds, now);
            case Event.Leave(Connection one, String reason) -> leave(one, reason, now);
            case Event.Ended(Connection one, String why) -> ended(one, why, now);
            case Event.Removed _ -> {
                known = false;
                trouble = new Trouble(Remedy.REMOVED, true);
                nextTry = now;
            }
        }
    }

    private void hello(Connection one, OptionalLong seconds, long now) {
        if (one.stage != Stage.CONNECTING) {
            return;
        }
        in(Stage.DRAINING).ifPresent(old -> close(old, now));
        in(Stage.LIVE).ifPresent(old -> old.at(Stage.DRAINING, now));
        one.at(Stage.LIVE, now);
        seconds.ifPresent(age -> one.renewAt = OptionalLong.of(now + Duration.ofSeconds(age).plus(OVERDUE).toNanos()));
        if (known) {
            trouble = null;
        }
    }

    private void leave(Connection one, String reason, long now) {
        if (one.stage != Stage.CONNECTING && one.stage != Stage.LIVE) {
            return;
        }
        boolean first = !one.leaving;
        one.leaving = true;
        switch (reason) {
            case "link_disabled" -> {
                one.dismissed = true;
                trouble = new Trouble(Remedy.SOCKET_MODE_OFF, true);
                nextTry = now + LATER.toNanos();
            }
            case "too_many_websockets" -> {
                trouble = new Trouble(Remedy.CROWDED, false);
                nextTry = now + link.between(CROWDED_LEAST, CROWDED_MOST).toNanos();
            }
            default -> {
                if (first && one.stage == Stage.LIVE) {
                    again(one, now);
                } else if (one.stage == Stage.CONNECTING) {
                    failed("Slack closed the connection before it said hello.", now);
                }
            }
        }
        if (one.stage == Stage.CONNECTING) {
            close(one, now);
        } else if (one.dismissed) {
            in(Stage.DRAINING).ifPresent(old -> close(old, now));
            one.at(Stage.DRAINING, now);
        }
    }

    private void ended(Connection one, String why, long now) {
        var was = one.stage;
        one.at(Stage.CLOSED, now);
        all.remove(one);
        if (was == Stage.CONNECTING) {
            failed(why, now);
        } else if (was == Stage.LIVE && !one.leaving) {
            trouble = new Trouble(why + " It is made again.", false);
            if (in(Stage.CONNECTING).isEmpty()) {
                again(one, now);
            }
        } else if (was == Stage.LIVE && trouble == null) {
            trouble = new Trouble(why + " The next one is being made.", false);
        }
    }

    /** The next one at once, where this one has worked; else as after a failure. */
    private void again(Connection one, long now) {
        if (one.longer(SETTLED, now)) {
            link.settled();
        }
        nextTry = now + link.again().toNanos();
    }

    private void failed(String why, long now) {
        trouble = new Trouble(why, false);
        nextTry = now + link.pause().toNanos();
    }

    private void close(Connection one, long now) {
        one.at(Stage.CLOSING, now);
        one.farewell();
    }

    private void expire(long now) {
        for (var one : List.copyOf(all)) {
            switch (one.stage) {
                case CONNECTING -> {
                    if (one.longer(HELLO, now)) {
                        end(one, now);
                        failed("Slack opened a connection and said no hello.", now);
                    }
                }
                case DRAINING -> {
                    if (one.longer(DRAIN, now)) {
                        close(one, now);
                    }
                }
                case CLOSING -> {
                    if (one.longer(FAREWELL, now)) {
                        end(one, now);
                    }
                }
                case LIVE -> {
                    if (leaving(one, now) && !one.leaving) {
                        one.leaving = true;
                        again(one, now);
                    }
                }
                case CLOSED -> {}
            }
        }
    }

    private void end(Connection one, long now) {
        one.at(Stage.CLOSED, now);
        all.remove(one);
        one.cancel();
    }

    // ---- calls; not under the lock, for they take their time ----

    private void ask() {
        boolean named;
        synchronized (this) {
            named = known;
        }
        if (named) {
            switch (with.admission().open()) {
                case Admission.Answer.Given<Secret>(Secret address) -> dial(address);
                case Admission.Answer.Refused<Secret>(String error) -> refused(error, Remedy.ofApp(error));
                case Admission.Answer.RateLimited<Secret>(Duration pause) -> told(pause);
                case Admission.Answer.Failed<Secret>(String words) -> failed(words);
            }
        } else {
            switch (with.admission().whoWeAre()) {
                case Admission.Answer.Given<PayloadReader.Us>(PayloadReader.Us us) -> introduced(us);
                case Admission.Answer.Refused<PayloadReader.Us>(String error) -> refused(error, Remedy.ofBot(error));
                case Admission.Answer.RateLimited<PayloadReader.Us>(Duration pause) -> told(pause);
                case Admission.Answer.Failed<PayloadReader.Us>(String words) -> failed(words);
            }
        }
    }

    private synchronized void introduced(PayloadReader.Us us) {
        intake.known(us);
        known = true;
        trouble = in(Stage.LIVE).isPresent() ? null : new Trouble("Slack knows the app; a connection is being made.", false);
        nextTry = with.nanos().getAsLong();
    }

    private void dial(Secret address) {
        Connection one;
        synchronized (this) {
            if (shut) {
                return;
            }
            one = new Connection(with.nanos().getAsLong());
            all.add(one);
        }
        // What was asked of it in between, a farewell or its end, is done when it is there.
        one.socket.complete(sockets.open(address, one));
    }

    private synchronized void refused(String error, Optional<String> remedy) {
        long now = with.nanos().getAsLong();
        if (remedy.isPresent()) {
            trouble = new Trouble(remedy.get(), true);
            nextTry = now + LATER.toNanos();
        } else if (error.equals("too_many_websockets")) {
            trouble = new Trouble(Remedy.CROWDED, false);
            nextTry = now + link.between(CROWDED_LEAST, CROWDED_MOST).toNanos();
        } else {
            failed("Slack answered: " + Remedy.word(error) + ".", now);
        }
    }

    private synchronized void told(Duration pause) {
        trouble = new Trouble("Slack asks for a pause of " + Link.told(pause).toSeconds() + " s.", false);
        nextTry = with.nanos().getAsLong() + Link.told(pause).toNanos();
    }

    private synchronized void failed(String words) {
        failed(words, with.nanos().getAsLong());
    }

    // ---- what is said about it ----

    private void say() {
        var wrong = trouble;
        if (in(Stage.LIVE).isPresent()) {
            if (wrong == null) {
                link.works();
            } else if (known) {
                link.worksBut(wrong.words());
            } else {
                link.down(wrong.words());
            }
        } else if (wrong == null) {
            link.broken("A connection to Slack is being made.");
        } else if (wrong.forPerson()) {
            link.down(wrong.words());
        } else {
            link.broken(wrong.words());
        }
    }

    /** Until the next thing is due. */
    private Duration rest(long now) {
        if (!events.isEmpty()) {
            return Duration.ZERO;
        }
        long least = LOOK.toNanos();
        for (var one : all) {
            var due =
                    switch (one.stage) {
                        case CONNECTING -> one.since + HELLO.toNanos();
                        case DRAINING -> one.since + DRAIN.toNanos();
                        case CLOSING -> one.since + FAREWELL.toNanos();
                        case LIVE -> one.leaving ? now + least : one.renewAt.orElse(now + least);
                        case CLOSED -> now + least;
                    };
            least = Math.min(least, due - now);
        }
        if (wanting(now)) {
            least = Math.min(least, nextTry - now);
        }
        return Duration.ofNanos(Math.max(0, least));
    }

    /** Where the connections are, for people and tests: {@code LIVE}, {@code CONNECTING DRAINING}, {@code OPENING}; empty when there are none. */
    synchronized String describe() {
        var stages = all.stream().map(one -> one.stage).sorted().map(Enum::name).collect(Collectors.joining(" "));
        return opening ? ("OPENING " + stages).strip() : stages;
    }

    // ---- the end ----

    /** Says farewell to all. What still comes is neither stored nor acknowledged: Slack brings it elsewhere or again. */
    synchronized void shut() {
        shut = true;
        all.forEach(Connection::farewell);
    }

    /** Breaks off what is left. */
    synchronized void cancel() {
        all.forEach(Connection::cancel);
        all.clear();
    }

    /** Whether all have ended, after {@link #shut}. */
    boolean quiet() {
        List<Connection> left;
        synchronized (this) {
            left = new ArrayList<>(all);
        }
        events.forEach(event -> {
            if (event instanceof Event.Ended(Connection one, _)) {
                left.remove(one);
            }
        });
        return left.isEmpty();
    }
}
